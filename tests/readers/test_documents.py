"""Word documents and PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from made import BODY, MORE, TITLE, arabic, docx, paragraph, pdf

from khabar.graph.model import Article
from khabar.readers import Options, Skipped, read

DELETED = f"<w:p><w:del><w:r><w:delText>x</w:delText><w:t>حذف</w:t></w:r></w:del><w:r><w:t>{BODY}</w:t></w:r></w:p>"
INSERTED = f"<w:p><w:ins><w:r><w:t>{BODY}</w:t></w:r></w:ins></w:p>"
TWICE = f"""<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>{BODY}</w:t></mc:Choice><mc:Fallback><w:t>{BODY}</w:t>
</mc:Fallback></mc:AlternateContent></w:r></w:p>"""
PARTED = f"""<w:p><w:r><w:t>{BODY[:9]}</w:t></w:r><w:r><w:t>{BODY[9:]}</w:t></w:r>
<w:r><w:br/><w:t>{MORE}</w:t></w:r></w:p>"""
BOX = f"<w:sdt>{INSERTED}</w:sdt>"


def only(path: Path, content: bytes, options: Options | None = None) -> Article:
    path.write_bytes(content)
    (found,) = read([path], options)
    assert isinstance(found, Article), found
    return found


def reason(path: Path, content: bytes, options: Options | None = None) -> str:
    path.write_bytes(content)
    (found,) = read([path], options)
    assert isinstance(found, Skipped), found
    return found.reason


# Word


def test_a_word_document(tmp_path: Path) -> None:
    """A first paragraph in the style of a title is the title; a dateline at the head is the date; cells are read."""
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(MORE)}</w:tc></w:tr></w:tbl>"
    body = paragraph(TITLE, style="Title") + paragraph("9 كانون الأول 2024") + paragraph(BODY) + paragraph(" ") + cell
    text = f"{TITLE}\n\n9 كانون الأول 2024\n\n{BODY}\n\n{MORE}"
    assert only(tmp_path / "a.docx", docx(body)) == Article("a", TITLE, text, "ar", date(2024, 12, 9))


@pytest.mark.parametrize(
    ("body", "text"),
    [(DELETED, BODY), (INSERTED, BODY), (TWICE, BODY), (PARTED, f"{BODY}\n{MORE}"), (BOX, BODY)],
)
def test_the_words_that_stand_there(tmp_path: Path, body: str, text: str) -> None:
    """Deleted words are none, inserted ones are; what is there twice for old programs is read once."""
    assert only(tmp_path / "a.docx", docx(body)).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (docx(""), "'text' is empty."),
        (docx(BODY, name="xl/workbook.xml"), "this is a ZIP archive, but no Word document. Unpack it."),
        (docx("<w:p>" * 300), "'text' is empty."),
        (docx(paragraph("a" * (65 << 20))), "its text unpacks to more than 64 MiB. Split it."),
        (docx(paragraph(BODY))[:200], "this is no Word document that can be read (File is not a zip file)."),
        (b"", "the file is empty."),
    ],
    ids=["empty", "sheet", "deep", "bomb", "cut", "nothing"],
)
def test_a_bad_word_document(tmp_path: Path, content: bytes, said: str) -> None:
    """Each is one line."""
    assert reason(tmp_path / "a.docx", content).startswith(said)


def test_names_inside_the_archive_do_nothing(tmp_path: Path) -> None:
    """Nothing is unpacked, so a name that leads out of the folder writes nowhere."""
    place = tmp_path / "in" / "a.docx"
    place.parent.mkdir()
    parts = {"../../evil.txt": b"x", "/etc/evil": b"x", "word/media/a.png": bytes(5 << 20)}
    assert only(place, docx(paragraph(BODY), parts=parts)).text == BODY
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "a.docx"]


def test_entities_are_not_followed(tmp_path: Path) -> None:
    """An entity that names a file of the machine, or swells, gives nothing."""
    secret = tmp_path / "secret.txt"
    secret.write_text("سر", encoding="utf-8")
    content = docx(paragraph(f"&f; {BODY}"))
    declared = f'<!DOCTYPE w:document [<!ENTITY f SYSTEM "{secret.as_uri()}">]><w:document'
    patched = _patched(content, b"<w:document", declared.encode())
    assert only(tmp_path / "a.docx", patched).text == BODY


def _patched(content: bytes, old: bytes, new: bytes) -> bytes:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as read_from, zipfile.ZipFile(file, "w") as archive:
        for name in read_from.namelist():
            archive.writestr(name, read_from.read(name).replace(old, new, 1))
    return file.getvalue()


# PDF


def shown(*lines: str) -> list[list[str]]:
    return [arabic(line) if line else [] for line in lines]


def test_an_arabic_pdf(tmp_path: Path) -> None:
    """Words stand in the order in which they are read, numbers and Latin words in an Arabic line as well."""
    text = "قالت وكالة Reuters إن 1500 جندي (من روسيا) بقوا هناك في عام 2024 مع 300 آخرين."
    found = only(tmp_path / "a.pdf", pdf([shown("9 كانون الأول 2024", "", text)]))
    assert found == Article("a", "", f"9 كانون الأول 2024\n\n{text}", "ar", date(2024, 12, 9))


def test_shapes_and_ligatures(tmp_path: Path) -> None:
    """Presentation forms become letters; a ligature is one piece, whose letters are not turned round."""
    line = ["ﺪ", "ﺳ", "ﻷ", "ا", " ", "لا", "ﻗ"]  # قلا الأسد, from the left
    found = only(tmp_path / "a.pdf", pdf([[line, *shown(BODY)]]))
    assert found.text == f"قلا الأسد\n\n{BODY}"


def test_lines_are_joined(tmp_path: Path) -> None:
    """A paragraph that was broken into lines is one line again; a short line that ends a sentence ends it."""
    first, second = "وأضاف المتحدث باسم الكرملين أن القواعد", "الروسية باقية في الوقت الراهن."
    lines = shown(first, second, "وأضاف المتحدث باسم الكرملين لاحقا أن", "موسكو تتابع ما يجري هناك عن كثب.")
    text = f"{first} {second}\n\nوأضاف المتحدث باسم الكرملين لاحقا أن موسكو تتابع ما يجري هناك عن كثب."
    assert only(tmp_path / "a.pdf", pdf([lines])).text == text


def test_an_english_pdf(tmp_path: Path) -> None:
    """Lines are joined, a word parted at a line's end is made whole; an Arabic name keeps its order."""
    lines = [list("The Kremlin said on Monday that its mili-"), list("tary bases in Syria will stay for now as"), []]
    name = [list("they were, and named "), arabic("دميتري بيسكوف"), list(" as its speaker.")]
    lines.append([letter for part in name for letter in part])
    found = only(tmp_path / "a.pdf", pdf([[*lines]]), Options(language="en"))
    start = "The Kremlin said on Monday that its military bases in Syria will stay for now as"
    assert found.text == f"{start}\n\nthey were, and named دميتري بيسكوف as its speaker."


def test_two_columns_from_the_right(tmp_path: Path) -> None:
    """The right column of an Arabic page is read first."""
    right = ["قال بيسكوف إن القواعد الروسية باقية", "في سوريا في الوقت الراهن كما كانت."]
    left = ["وأضاف أن موسكو تتابع ما يجري هناك", "عن كثب وأن بوتين قرر منح اللجوء."]
    lines = [[*arabic(two), *[""] * (45 - len(one)), *arabic(one)] for one, two in zip(right, left, strict=True)]
    assert only(tmp_path / "a.pdf", pdf([lines], width=1000)).text == "\n\n".join(map(" ".join, (right, left)))


def test_headers_and_footers(tmp_path: Path) -> None:
    """A first or last line that most pages share but for its number is left out."""
    words = ["قال بيسكوف إن القواعد باقية.", "وأضاف أن موسكو تتابع ما يجري.", "وذكر أن بوتين قرر منح اللجوء."]
    pages = [shown("صحيفة الخبر", "", "", one, "", "", f"صفحة {i}") for i, one in enumerate(words, 1)]
    assert only(tmp_path / "a.pdf", pdf(pages)).text == "\n\n".join(words)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (pdf([[]]), "it has no text layer, only pictures of pages. Read them with an OCR program first."),
        (b"%PDF-1.4\n", "the document is damaged (PDFSyntaxError: No /Root object! - Is this really a PDF?)."),
        (pdf([shown(BODY)])[:300], "the document is damaged ("),
        (b"words", "this is no PDF."),
        (b"", "the file is empty."),
        (pdf([[]] * 1001), "the document has more than 1,000 pages. Split it."),
    ],
    ids=["pictures", "head", "cut", "words", "nothing", "long"],
)
def test_a_bad_pdf(tmp_path: Path, content: bytes, said: str) -> None:
    """Each is one line."""
    assert reason(tmp_path / "a.pdf", content).startswith(said)


def test_a_pdf_that_is_too_long(tmp_path: Path) -> None:
    """Its pages are read until the text is longer than an article may be."""
    assert reason(tmp_path / "a.pdf", pdf([shown(BODY)] * 5), Options(max_characters=100)).startswith(
        "the article has 147 characters; at most 100 characters are read."
    )


def test_pages_without_text_are_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A scanned page among others is not passed over in silence."""
    only(tmp_path / "a.pdf", pdf([shown(BODY), []]))
    assert caplog.messages == [f"{tmp_path}/a.pdf: 1 of 2 pages have no text layer."]
