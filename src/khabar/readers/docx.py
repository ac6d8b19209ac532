"""Word documents: a file is one article, read from the document part alone.

Nothing is unpacked to disk and no other part is read, so names inside the archive and pictures do nothing. (python-docx
loads every part, and leaves out the words of tracked insertions and of content controls.)
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from . import xml
from .source import Draft, Drafts, InputError, Options, Source

MAX_BYTES = 128 << 20
"""The largest document in bytes; pictures count."""
MAX_PART = 64 << 20
"""The largest document part in bytes, unpacked."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_LEFT_OUT = (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a document; its title is a first paragraph in the style of a title or a first heading."""
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise InputError(f"the document is larger than {MAX_BYTES >> 20} MiB. Save its text as .txt.")
    if not data.strip():
        raise InputError("the file is empty.")
    root = xml.parse(_part(data).replace(_STRICT, _W[1:-1]))
    values: dict[str, object] = {"id": source.stem}
    paragraphs: list[str] = []
    for style, words in _paragraphs(root):
        if not paragraphs and "title" not in values and style.casefold() in ("title", "heading1"):
            values["title"] = " ".join(words.split())
        else:
            paragraphs.append(words)
    yield Draft(source.name, {**values, "text": "\n\n".join(paragraphs)})


def _part(data: bytes) -> str:
    """Return the document part as text; raises InputError where there is none that may be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = archive.getinfo("word/document.xml")
            # The size that is stated is the most that zipfile gives out.
            if part.file_size > MAX_PART:
                raise InputError(f"its text unpacks to more than {MAX_PART >> 20} MiB. Split it.")
            return archive.read(part).decode("utf-8", "replace")
    except InputError:
        raise
    except KeyError as e:
        raise InputError("this is a ZIP archive, but no Word document. Unpack it.") from e
    except RuntimeError as e:  # what zipfile raises for a password
        raise InputError("the document is locked by a password. Save it without one.") from e
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, ValueError) as e:
        raise InputError(f"this is no Word document that can be read ({e}). Save it again as .docx or .txt.") from e


def _paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """Yield the style and the words of each paragraph, without what was deleted and what stands there twice."""
    pieces: list[str] = []
    style = ""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if event == "start":
            if tag in _LEFT_OUT:
                walk.skip_subtree()
            elif tag == f"{_W}pStyle":
                style = str(element.get(f"{_W}val") or "")
            elif tag == f"{_W}t":
                pieces.append((element.text or "") + "".join(child.tail or "" for child in element))  # past entities
            elif tag in _BREAKS and element.getparent().tag == f"{_W}r":
                pieces.append(_BREAKS[tag])
        elif tag == f"{_W}p":
            words = "".join(pieces).strip()
            if words:
                yield style, words
            pieces, style = [], ""
