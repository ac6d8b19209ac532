"""Damages good files of every format and reads them; whatever is in a file, reading it ends in articles and lines.

    python tests/fuzz_readers.py --minutes 30          # random damage, after the monsters: bombs, endless lines
    python tests/fuzz_readers.py --case 4711           # one case again
    python tests/fuzz_readers.py --monsters            # the monsters alone

Of each file it holds: reading ends in articles or reasons, every reason is one line, the good article that is read
after it is there, it takes less than so many seconds, and this process grows by less than so much memory. The exit code
is 1 where one of these does not hold; the files that broke it are kept in the folder of ``--keep``.
"""

from __future__ import annotations

import argparse
import gzip
import io
import logging
import random
import re
import resource
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

from made import BODY, MORE, PACKERS, docx, good, page, paragraph, parquet, record, rss, warc

from khabar.graph.model import Article
from khabar.readers import Skipped, apart, read

SECONDS = 60
"""The longest time of this process for one file; the other one, which takes files apart, keeps its own."""
MEMORY = 1 << 30
"""The most by which this process may grow while it reads a file."""
MIB = 1 << 20

_TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc3", b"\r", b"\n", b"\x1a", b"\x85",
    "\u202e".encode(), "\u0600".encode(), "\ufdfa".encode(), b"<![CDATA[", b"]]>", b"<!--", b"-->", b"</article>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"&a;", b"&#0;", b"&#x110000;", b"<script>", b"<?xml version='1.1'?>",
    b"<meta charset='utf-7'>", b"<base href='file:///etc/passwd'>", b"[" * 3000, b'{"a":' * 3000, b"<div>" * 3000,
    b"(" * 3000, b"9" * 5000, b"-1", b"1e999999", b"NaN", b'"', b"'", b"\\ud800", b"\\u0000", b",", b"\t", b"%PDF-1.4",
    b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n", b"../../../../etc/passwd", b"/dev/zero", b"a" * 100_000, b" " * 100_000,
    "ا".encode() * 50_000, b"endobj", b"stream\n", b"endstream", b"<< /Kids [2 0 R] >>", b"/FlateDecode", b"---\n",
    b"Content-Length: 99999999999\r\n", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n",
)  # fmt: skip


@cache
def _good() -> dict[str, bytes]:
    return good()


# Damage ---------------------------------------------------------------------------------------------------------------


def _flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 5, 50))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def _cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def _drop(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.randrange(1, 200) :]


def _double(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    piece = data[start : start + rng.randrange(1, 300)]
    return data[:start] + piece * rng.choice((2, 3, 100, 1000)) + data[start:]


def _insert(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + rng.choice(_TOKENS) + data[start:]


def _number(data: bytes, rng: random.Random) -> bytes:
    numbers = list(re.finditer(rb"\d+", data))
    if not numbers:
        return _insert(data, rng)
    found = rng.choice(numbers)
    other = rng.choice((b"0", b"-1", b"1", b"99999999", b"4294967296", b"9" * 30, b"1.5", b"x"))
    return data[: found.start()] + other + data[found.end() :]


def _splice(data: bytes, rng: random.Random) -> bytes:
    other = rng.choice(list(_good().values()))
    return data[: rng.randrange(len(data))] + other[rng.randrange(len(other)) :]


def _transcode(data: bytes, rng: random.Random) -> bytes:
    codec = rng.choice(("utf-16", "utf-16-be", "utf-32", "cp1256", "utf-7", "utf-8-sig", "iso8859-6"))
    return data.decode("utf-8", "replace").encode(codec, "replace")


def _inside(data: bytes, rng: random.Random) -> bytes:
    """Damage a part of a ZIP archive, and make the archive good again."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, RuntimeError, EOFError, ValueError, OSError):
        return _flip(data, rng)
    name = rng.choice(list(parts))
    parts[name] = _damaged(parts[name] or b"x", rng)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(rng.choice(("../" + name, "/" + name, name, name, name, name)), part)
    return file.getvalue()


_DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _drop, _double, _insert, _insert, _number, _splice, _transcode,
)  # fmt: skip


def _damaged(data: bytes, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 4))):
        if data:
            data = rng.choice(_DAMAGE)(data, rng)
    return data


def case(number: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a damaged file, the same for the same number."""
    rng = random.Random(number)
    name = rng.choice(list(_good()))
    data = _good()[name]
    data = _inside(data, rng) if data[:2] == b"PK" and rng.random() < 0.7 else _damaged(data, rng)
    if rng.random() < 0.1:
        name = rng.choice(list(_good()))  # what is in a file is not what its name says
    while rng.random() < 0.25:
        packing = rng.choice(list(PACKERS))
        name, data = name + packing, PACKERS[packing](data)
        if data and rng.random() < 0.5:
            data = _damaged(data, rng)
    return name, data


# Monsters -------------------------------------------------------------------------------------------------------------


def monsters(size: int) -> Iterator[tuple[str, Callable[[], Iterable[bytes]]]]:
    """Yield files that are made to take time or memory: names, and what gives their bytes.

    ``size`` is that of an endless line.
    """
    many = size // MIB
    yield "line.jsonl", lambda: (b"a" * MIB for _ in range(many))
    yield "line.txt", lambda: (b"a" * MIB for _ in range(many))
    yield "line.csv", lambda: (b"text\n", *(b"a" * MIB for _ in range(many)))
    yield "wide.jsonl", lambda: (b"\xff\xfe", *("ا".encode("utf-16-le") * (MIB // 2) for _ in range(many)))
    yield "quote.csv", lambda: (b'text\n"', *(b"a\n" * (MIB // 2) for _ in range(many)))
    yield "row.csv", lambda: (b"text\n", *(b'"\n",' * (MIB // 4) for _ in range(many)))
    yield "columns.csv", lambda: (b"text", *(b",a" * (MIB // 2) for _ in range(15)), b"\nx\n")
    yield "zeros.jsonl.gz", lambda: (_zeros(size),)
    yield "lines.jsonl.gz", lambda: (gzip.compress(b"\n" * (256 * MIB), 6),)
    yield "zeros.txt.gz", lambda: (_zeros(size),)
    yield "twice.txt.gz.gz", lambda: (gzip.compress(_zeros(size)),)
    yield "deep.json", lambda: (b"[" * 20 * MIB,)
    yield "deep.jsonl", lambda: (b'{"a":' * MIB,)
    yield "deeper.json", lambda: (b'{"text": ' + b"[" * 900 + b"]" * 900 + b"}",)
    yield "wide.json", lambda: (b'{"text": [', b"[]," * (20 * MIB), b"[]]}")
    yield "digits.jsonl", lambda: (b'{"text": ' + b"9" * MIB + b"}",)
    yield "tags.html", lambda: (page("<b><i>" * 500_000),)
    yield "paragraphs.html", lambda: (page("<p>" * 300_000),)
    yield "nested.html", lambda: (page("<div>" * 90_000),)
    yield "sections.html", lambda: (page("<section><p>قال في دمشق</p></section>" * 24_000),)
    yield "attributes.html", lambda: (page("<p " + "a=b " * 1_000_000 + ">"),)
    yield "open.html", lambda: (page("<" * 4 * MIB),)
    yield "comment.html", lambda: (page("<!--" * MIB),)
    yield "entities.html", lambda: (page("&amp;" * 900_000),)
    yield (
        "json-ld.html",
        lambda: (page('<script type="application/ld+json">' + "[" * 100_000 + "</script>" + BODY * 9),),
    )
    yield "part.docx", lambda: (docx("", parts={"word/document2.xml": bytes(512 * MIB)}),)
    yield "bomb.docx", lambda: (docx("<w:p>" + " " * 512 * MIB),)
    yield "runs.docx", lambda: (docx("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 2_000_000 + "</w:p>"),)
    yield "deep.docx", lambda: (docx("<w:p>" * 1_000_000),)
    yield "members.docx", lambda: (docx(paragraph(BODY), parts={f"a{i}": b"" for i in range(60_000)}),)
    yield "flate.pdf", lambda: (_flate(bytes(512 * MIB)),)
    yield "letters.pdf", lambda: (_flate(b"BT /F 9 Tf " + b"(aaaaaaaaaa) Tj " * 2_000_000 + b"ET"),)
    yield "loop.pdf", lambda: (_flate(b"").replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),)
    yield "dictionaries.pdf", lambda: (b"%PDF-1.4\n1 0 obj\n" + b"<<" * 200_000,)
    yield "arrays.pdf", lambda: (_flate(b"[" * 5_000_000),)
    yield "items.rss", lambda: (rss("<item><title>x</title></item>" * 200_000),)
    yield "attribute.rss", lambda: (rss("<item a='" + "x" * 30 * MIB + "'/>"),)
    yield "markup.rss", lambda: (rss(f"<item><description><![CDATA[{'<b>' * 2_000_000}]]></description></item>"),)
    yield "laughs.rss", lambda: (_laughs(),)
    yield (
        "long.warc",
        lambda: (record("response", "x", b"").replace(b"Content-Length: 0", b"Content-Length: 99999999999"),),
    )
    yield "negative.warc", lambda: (record("response", "x", b"").replace(b"Content-Length: 0", b"Content-Length: -5"),)
    yield "header.warc", lambda: (b"WARC/1.0\r\nX: ", *(b"a" * MIB for _ in range(many)))
    yield "packed.warc", lambda: (_packed_page(),)
    yield "pages.warc", lambda: (warc(*((f"https://a.example/{i}", "text/html", b"<p>" * 300_000) for i in range(60))),)
    yield "rows.parquet", lambda: (parquet([{"text": BODY * 2000}] * 1_000),)
    yield "list.md", lambda: (b"- " * 200_000 + BODY.encode(),)
    yield "quotes.md", lambda: (b"> " * 200_000 + BODY.encode(),)
    yield "links.md", lambda: (b"[a](" * 200_000 + b"![" * 200_000,)
    yield "stars.md", lambda: (b"*a_ **b__ " * 100_000,)
    yield "front.md", lambda: (b"---\n" + b"a: b\n" * 300_000,)


@cache
def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size // MIB)) + packer.flush()


def _flate(content: bytes) -> bytes:
    packed = zlib.compress(content)
    return (
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F "
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>\nendobj\n"
        b"4 0 obj\n<< /Filter /FlateDecode /Length "
        + f"{len(packed)} >>\nstream\n".encode()
        + packed
        + b"\nendstream\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"
    )


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    feed = rss(f"<item><description>&e11; {BODY}</description></item>").decode().partition("?>")[2]
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "aha">{entities}]>{feed}'.encode()


def _packed_page() -> bytes:
    body = gzip.compress(page() + b" " * (256 * MIB))
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    return record("response", "https://a.example/1", head + body)


# Reading --------------------------------------------------------------------------------------------------------------


def problems(path: Path, after: Path) -> Iterator[str]:
    """Read a file and a good one after it; yield what does not hold. ``kinds`` counts how the files ended."""
    began, before = time.process_time(), _memory()
    articles, lines, last = 0, Counter[str](), None
    try:
        for found in read([path, after]):
            if isinstance(found, Skipped):
                lines[str(found).replace(str(path), "")] += 1
            else:
                articles += 1
            last = found
    except Exception as error:  # what must not happen, whatever it is
        yield f"{type(error).__name__}: {error}"
    seconds, grown = time.process_time() - began, _memory() - before
    if not isinstance(last, Article) or MORE not in last.text:
        yield f"the good article after it was not read: {last}"
    if articles == 1 and not lines and path.stat().st_size:
        yield "neither an article nor a reason"
    for line in lines:
        if "\n" in line or "\r" in line or len(line) > 1000:
            yield f"not one line: {line[:200]!r}"
        if "cannot be taken apart" in line:
            kinds[re.sub(r"\d+", "0", line)[:90]] += 1
    if seconds > SECONDS:
        yield f"it took {seconds:.0f} s"
    if grown > MEMORY:
        yield f"it took {grown / MIB:.0f} MiB"
    kinds["articles" if articles > 1 else "a reason"] += 1


kinds: Counter[str] = Counter()


def _memory() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def tried(name: str, content: Iterable[bytes], folder: Path) -> list[str]:
    """Write a file, read it, and return what does not hold; the file stays only then."""
    after = folder / "good.txt"
    after.write_text(MORE, encoding="utf-8")
    path = folder / name
    with path.open("wb") as file:
        file.writelines(content)
    found = list(problems(path, after))
    if not found:
        path.unlink()
    return found


def _cases(options: argparse.Namespace) -> Iterator[tuple[str, str, Iterable[bytes]]]:
    if options.case is not None:
        name, data = case(options.case)
        yield f"case {options.case}", f"{options.case}-{name}", (data,)
        return
    for name, content in monsters(options.size * MIB):
        if not options.monsters or options.monsters in name:
            yield "monster", name, content()
    end, number = time.monotonic() + 60 * options.minutes, options.first
    while time.monotonic() < end and options.monsters is None:
        name, data = case(number)
        yield f"case {number}", f"{number}-{name}", (data,)
        number += 1


def _told(label: str, name: str, seconds: float, found: list[str]) -> bool:
    if label == "monster":
        print(f"{name}: {seconds:.1f} s", flush=True)
    for problem in found:
        print(f"{label}: {problem}", flush=True)
    return bool(found)


def main() -> int:
    """Run for the minutes asked for; return 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=2.0, help="of random damage (default: 2)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first case (default: 0)")
    parser.add_argument("--case", type=int, help="this case alone")
    parser.add_argument("--monsters", nargs="?", const="", metavar="NAME", help="the monsters alone, or one")
    parser.add_argument("--size", type=int, default=1024, metavar="MIB", help="of an endless line (default: 1024)")
    parser.add_argument("--keep", type=Path, help="where files stay that broke something (default: nowhere)")
    options = parser.parse_args()
    apart.SECONDS = 10.0
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        failed = 0
        for label, name, content in _cases(options):
            began = time.monotonic()
            found = tried(name, content, folder)
            failed += _told(label, name, time.monotonic() - began, found)
    print(f"{sum(kinds[k] for k in ('articles', 'a reason'))} files, {failed} broke something; {dict(kinds)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
