"""PDF with a text layer: a file is one article, its lines joined to paragraphs again.

pdfminer says where each letter stands. The text is put together here, from the letters' places, because a PDF has no
order of its own: pypdf, which follows the order of drawing, moves the numbers and Latin words of an Arabic line, and
what pdfminer itself returns runs from left to right.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from . import right_to_left
from .source import Draft, Drafts, InputError, Options, Source, need

log = logging.getLogger(__name__)

MAX_BYTES = 128 << 20
"""The largest document in bytes."""
MAX_PAGES = 1_000
"""The most pages; an article has few."""

_SENTENCE_END = re.compile(r"[.!?؟:…»\"”)]\s*$")
_LIST_ITEM = re.compile(r"\s*(?:[-•–*]|\d{1,2}[.)])\s")
_SHORT = 0.85  # a line that fills less of its block than this, and ends a sentence, ends a paragraph
_ALONE = 0.6  # one that fills less than this always does: a heading, a dateline


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a document; raises InputError where it has no text layer, is locked or broken."""
    need("pdfminer", "pdf", ".pdf")
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise InputError(f"the document is larger than {MAX_BYTES >> 20} MiB. Save its text as .txt.")
    if not data.strip():
        raise InputError("the file is empty.")
    pages, length = [], 0
    for page in _pages(data):
        pages.append(page)
        length += sum(len(line) for block in page for line, _ in block)
        if length > options.max_characters:
            raise InputError(options.too_long(length))
    if not any(pages):
        raise InputError("it has no text layer, only pictures of pages. Read them with an OCR program first.")
    if empty := sum(not page for page in pages):
        log.warning("%s: %d of %d pages have no text layer.", source.name, empty, len(pages))
    text = "\n\n".join(paragraph for page in _without_margins(pages) for block in page for paragraph in _joined(block))
    yield Draft(source.name, {"id": source.stem, "text": text})


Line = tuple[str, float]  # its words, and how much of its block's width they fill
Block = list[Line]


def _pages(data: bytes) -> Iterator[list[Block]]:
    """Yield the blocks of each page in reading order; raises InputError for what is no PDF that may be read."""
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    if b"%PDF-" not in data[:1024]:
        raise InputError("this is no PDF.")
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # it tells of every font that bends the standard
    read = _Reader()
    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        for number, page in enumerate(PDFPage.create_pages(document), 1):
            if number > MAX_PAGES:
                raise InputError(f"the document has more than {MAX_PAGES:,} pages. Split it.")
            yield read(page)
    except (PDFPasswordIncorrect, PDFEncryptionError) as e:
        raise InputError("the document is locked by a password. Save it without one.") from e
    except (PDFException, PSException) as e:
        raise InputError(f"the document is damaged ({type(e).__name__}: {e}). Save it again.") from e


class _Reader:
    """Reads one page after the other with the fonts that it has seen."""

    def __init__(self) -> None:
        from pdfminer.converter import PDFLayoutAnalyzer
        from pdfminer.layout import LTPage
        from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager

        found = self._found = list[Any]()

        class Device(PDFLayoutAnalyzer):
            def receive_layout(self, page: LTPage) -> None:
                found.append(page)

        manager = PDFResourceManager()
        self._interpreter = PDFPageInterpreter(manager, Device(manager, laparams=None))

    def __call__(self, page: Any) -> list[Block]:
        from pdfminer.layout import LAParams, LTChar, LTTextBox

        self._found.clear()
        self._interpreter.process_page(page)
        (layout,) = self._found
        letters = [one for one in layout if isinstance(one, LTChar)]
        if not any(one.get_text().strip() for one in letters):
            return []
        from_right = right_to_left.is_main("".join(one.get_text() for one in letters))
        if from_right:
            # A mirrored page is read in its right order by code made for Latin script: columns, too, begin at the left.
            for one in letters:
                one.set_bbox((layout.x0 + layout.x1 - one.x1, one.y0, layout.x0 + layout.x1 - one.x0, one.y1))
        layout._objs = letters
        layout.analyze(LAParams(boxes_flow=0.5))
        blocks = (_block(box, from_right) for box in layout if isinstance(box, LTTextBox))
        return [block for block in blocks if block]


def _block(box: Any, from_right: bool) -> Block:
    from pdfminer.layout import LTChar

    width = max(box.width, 1.0)
    lines: Block = []
    for line in box:
        letters = [one for one in line if isinstance(one, LTChar)]
        words = right_to_left.line(letters, from_right=from_right)
        if words:
            lines.append((words, max(one.x1 for one in letters if one.get_text().strip()) - box.x0))
    return [(words, end / width) for words, end in lines]


def _without_margins(pages: list[list[Block]]) -> Iterator[list[Block]]:
    """Yield the pages without headers and footers: a first or last line that most pages share but for its digits."""
    count: Counter[str] = Counter()
    for page in pages:
        count.update({_shape(line) for line in _edges(page)})
    repeated = {shape for shape, number in count.items() if number >= 3 and number * 2 > len(pages)}
    for page in pages:
        edges = {line for line in _edges(page) if _shape(line) in repeated}
        yield [[line for line in block if line[0] not in edges] for block in page]


def _edges(page: list[Block]) -> set[str]:
    lines = [words for block in page for words, _ in block]
    return {*lines[:2], *lines[-2:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _joined(block: Block) -> Iterator[str]:
    """Yield the paragraphs of a block: lines joined, a word that was parted at a line's end made whole."""
    paragraph = ""
    for words, share in block:
        if paragraph and _LIST_ITEM.match(words):
            yield paragraph
            paragraph = words
        elif re.search(r"[a-z]-$", paragraph) and words[:1].islower():
            paragraph = paragraph[:-1] + words
        else:
            paragraph = f"{paragraph} {words}".strip()
        if share < _ALONE or (share < _SHORT and _SENTENCE_END.search(words)):
            yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
