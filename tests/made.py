"""Files of every format that Khabar reads, made by hand: good ones, for tests and to be damaged by the fuzzer."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable, Mapping, Sequence

BODY = "قال بيسكوف إن بوتين منح الأسد حق اللجوء في روسيا."
MORE = "وأضاف المتحدث باسم الكرملين أن القواعد الروسية في سوريا باقية في الوقت الراهن، وأن موسكو تتابع ما يجري."
TITLE = "الكرملين: القواعد باقية"
DAY = "2024-12-09"
RECORDS = ({"id": "a", "title": TITLE, "text": BODY, "date": DAY}, {"id": "b", "text": MORE, "date": DAY})


def page(body: str = f"<p>{BODY} {MORE}</p><p>{MORE} {BODY}</p>", *, title: str = TITLE) -> bytes:
    """Return a web page with an article."""
    head = f'<meta charset="utf-8"><title>{title}</title><meta property="article:published_time" content="{DAY}">'
    return f'<!DOCTYPE html><html lang="ar"><head>{head}</head><body><article>{body}</article></body></html>'.encode()


def rss(items: str, *, head: str = "<title>سانا</title><language>en-us</language>") -> bytes:
    """Return an RSS 2.0 feed."""
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    xml = '<?xml version="1.0" encoding="utf-8"?>'
    return f'{xml}\n<rss version="2.0" {spaces}><channel>{head}\n{items}</channel></rss>'.encode()


def item(body: str = BODY, *, id: str = "a", more: str = "") -> str:
    """Return an entry of an RSS feed whose text is in its description."""
    date = "<pubDate>Mon, 09 Dec 2024 10:00:00 +0300</pubDate>"
    link = f"<link>https://sana.example/{id}</link>"
    return f"<item><title>{TITLE}</title><guid>{id}</guid>{link}{date}<description>{body}</description>{more}</item>"


def docx(body: str, *, parts: Mapping[str, bytes] | None = None, name: str = "word/document.xml") -> bytes:
    """Return a Word document of some WordprocessingML and further parts."""
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(name, f'<?xml version="1.0"?><w:document {spaces}><w:body>{body}</w:body></w:document>')
        for part, data in (parts or {}).items():
            archive.writestr(part, data)
    return file.getvalue()


def paragraph(words: str, *, style: str = "") -> str:
    """Return a paragraph of WordprocessingML."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def pdf(pages: Sequence[Sequence[Sequence[str]]], *, width: int = 600, step: int = 8) -> bytes:
    """Return a PDF whose pages are lines of letters, each letter drawn at a place of its own from the left.

    A letter may be several characters (a ligature), and none; an empty line leaves a gap. Arabic lines end at the right
    edge. The last letter is drawn first.
    """
    letters = sorted({letter for page in pages for line in page for letter in line if letter})
    code = {letter: f"{number:02x}" for number, letter in enumerate(letters, 1)}
    maps = "".join(f"<{code[one]}> <{one.encode('utf-16-be').hex()}>\n" for one in letters)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{maps}endbfchar\nendcmap end end"
    )
    sizes = " ".join(["600"] * (len(letters) + 1))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{5 + 2 * i} 0 R' for i in range(len(pages)))}] >>",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar {len(letters)} /Widths [{sizes}] "
        "/ToUnicode 4 0 R /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 -200 1000 800] "
        "/Ascent 800 /Descent -200 >> >>",
        _stream(cmap),
    ]
    for number, page in enumerate(pages):
        draw = "".join(
            f"BT /F 12 Tf 1 0 0 1 {_place(line, i, width, step)} {760 - 16 * row} Tm <{code[letter]}> Tj ET\n"
            for row, line in enumerate(page)
            for i, letter in reversed(list(enumerate(line)))
            if letter
        )
        resources = "/Resources << /Font << /F 3 0 R >> >>"
        place = f"/Parent 2 0 R /MediaBox [0 0 {width} 800] /Contents {6 + 2 * number} 0 R"
        objects += [f"<< /Type /Page {place} {resources} >>", _stream(draw)]
    return _numbered(objects)


def _place(line: Sequence[str], index: int, width: int, step: int) -> int:
    from_right = any("\u0590" < character < "\u0900" or character > "\ufb00" for one in line for character in one)
    return (width - 20 - step * (len(line) - index)) if from_right else 20 + step * index


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _numbered(objects: Sequence[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    tail = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF"
    return data + (head + tail).encode()


def arabic(words: str) -> list[str]:
    """Return the letters of an Arabic line as they stand on paper from the left, its numbers from the left as well."""
    pieces = [word if word.isascii() and word.isalnum() else word[::-1] for word in words.split(" ")[::-1]]
    return list(" ".join(pieces).replace("(", "\0").replace(")", "(").replace("\0", ")"))


def warc(*records: tuple[str, str, bytes], status: str = "200 OK") -> bytes:
    """Return a WARC of responses: each the address, the content type and the body."""
    return b"".join(
        record("response", url, f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body)
        for url, kind, body in records
    )


def record(type: str, url: str, block: bytes, *, kind: str = "application/http; msgtype=response") -> bytes:
    """Return one record of a WARC."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def parquet(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return a Parquet table of some rows."""
    import pyarrow
    import pyarrow.parquet

    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([dict(row) for row in rows]), file)
    return file.getvalue()


def table(rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return a CSV table of some rows."""
    file = io.StringIO()
    writer = csv.DictWriter(file, ["id", "title", "text", "date"])
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def zst(data: bytes) -> bytes:
    """Return data packed with zstd."""
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": zst,
    ".bz2": bz2.compress,
}


def good() -> dict[str, bytes]:
    """Return a good file of every format by name; each holds at least one article."""
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in RECORDS)
    return {
        "a.txt": f"{BODY}\n\n{MORE}\n".encode(),
        "a.md": f"---\ndate: {DAY}\n---\n# {TITLE}\n\n{BODY}\n\n* {MORE}\n".encode(),
        "a.html": page(),
        "a.rss": rss(item() + item(f"<![CDATA[<p>{MORE}</p>]]>", id="b")),
        "a.docx": docx(paragraph(TITLE, style="Title") + paragraph(BODY) + paragraph(MORE)),
        "a.pdf": pdf([[arabic(BODY), arabic("9 كانون الأول 2024"), arabic(MORE)], [arabic(MORE)]], width=1000),
        "a.warc": warc(("https://a.example/1", "text/html; charset=utf-8", page())),
        "a.jsonl": lines.encode(),
        "a.json": json.dumps(RECORDS, ensure_ascii=False).encode(),
        "a.csv": table(RECORDS),
        "a.parquet": parquet(RECORDS),
    }
