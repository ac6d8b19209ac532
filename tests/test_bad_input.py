"""Bad input, the whole way through the command: each kind is one clear line, is counted, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fakes import fake_extraction

from khabar import cli

GOOD = "بوتين زار أمس دمشق"
LONG = "قال المتحدث باسم الكرملين إن بلاده لا تملك خطة لإنقاذ الرئيس السوري. " * 20


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty folder with one good article, and the fake extractor."""
    monkeypatch.chdir(tmp_path)
    fake_extraction(monkeypatch)
    Path("good.txt").write_text(GOOD, encoding="utf-8")


def build(*arguments: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], set[str]]:
    """Build the good article and others; return the exit code, the lines said, and the articles in the output."""
    code = cli.main(["build", "good.txt", *arguments, "-o", "out.jsonl"])
    found = [json.loads(line)["article"] for line in Path("out.jsonl").read_text(encoding="utf-8").splitlines()]
    return code, capsys.readouterr().err.splitlines(), set(found)


def line(**fields: object) -> str:
    return json.dumps({"text": GOOD} | fields, ensure_ascii=False)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("bad.txt", b"", "bad.txt: the file is empty."),
        ("bad.txt", b" \n\t\n", "bad.txt: the file is empty."),
        ("bad.jsonl", b"", "bad.jsonl: the file is empty."),
        ("bad.csv", b"", "bad.csv: the file is empty."),
        ("bad.json", b"", "bad.json: the file is empty."),
        ("bad.html", b"", "bad.html: the file is empty."),
        ("bad.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 50, "bad.txt: this is a program, not text."),
        ("bad.jsonl", bytes(range(256)) * 50, "bad.jsonl: this is no text in a known encoding."),
        ("bad.html", b"%PDF-1.7\n\xe2\xe3", "bad.html: this is a PDF document, not text."),
        ("bad.jsonl", b'{"id": 1, "text":', "bad.jsonl:1: the line is not JSON: Expecting value at column 18."),
        ("bad.jsonl", b'{"id": 1}', "bad.jsonl:1: 'text' is missing (found: id)."),
        ("bad.json", b'[{"id": 1}]', "bad.json:1: 'text' is missing (found: id)."),
        ("bad.csv", b"id,text\n", "bad.csv: the file holds no articles."),
        ("bad.json", b"[]", "bad.json: the file holds no articles."),
        ("bad.csv", b"id,body\n1,x\n", "bad.csv: column 'text' is missing (found: id, body)."),
        ("bad.txt", "قصف ".encode() * 700_000, "bad.txt: the article has 4,900,000 bytes; at most 500,000 characters"),
        (
            "bad.jsonl",
            line(text="قصف " * 1_300_000).encode(),
            "bad.jsonl:1: the article has 5,200,000 characters; at most 500,000 characters are read.",
        ),
        (
            "bad.txt",
            "La Russie a des bases en Syrie et le président a dit non".encode(),
            "bad.txt: it looks like French;",
        ),
        (
            "bad.txt",
            "روسیه دو پایگاه نظامی در سوریه دارد و رئیس جمهور از آن حمایت می‌کند".encode(),
            "bad.txt: it looks like Persian; Khabar reads Arabic, English.",
        ),
        ("bad.jsonl", line(language="ru").encode(), "bad.jsonl:1: it is in 'ru'; Khabar reads Arabic, English."),
        ("bad.jsonl", line(id="good", text=GOOD + GOOD).encode(), "bad.jsonl:1: id 'good' is used by good.txt."),
        ("bad.txt", "قال FAULT في دمشق".encode(), "bad.txt: reading it failed: RuntimeError: the word FAULT."),
        ("bad.doc", b"\xd0\xcf\x11\xe0", "bad.doc: .doc is not read."),
        ("bad.txt", b"\x1f\x8b\x08", "bad.txt: this is packed with gzip, not text. Add .gz to its name."),
        ("bad.txt.gz", b"words", "bad.txt.gz: this is no gzip file"),
        ("bad.pdf", b"words", "bad.pdf: this is no PDF."),
        ("bad.docx", b"words", "bad.docx: this is no Word document that can be read (File is not a zip file)."),
        ("bad.xml", b"<a/>", "bad.xml: this is XML, but no RSS or Atom feed (its first element is 'a')."),
        ("bad.warc", b"words", "bad.warc: the crawl cannot be read after record 0:"),
        ("bad.parquet", b"words", "bad.parquet: the table cannot be read at all:"),
    ],
)
def test_one_bad_article(name: str, content: bytes, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The line names file, line, fault and remedy; the article is counted; the good one is built; it exits with 1."""
    Path(name).write_bytes(content)
    code, said, found = build(name, capsys=capsys)
    where = message.split(": ")[0]
    assert code == 1 and found == {"good"}
    assert said[0].startswith(message), said[0]
    assert said[1:] == [
        "1 article read, 1 skipped; 1 statement about 2 entities.",
        f"Skipped: {where}.",
        "Wrote out.jsonl.",
    ]


@pytest.mark.parametrize("text", [GOOD, LONG], ids=["short", "long"])
@pytest.mark.parametrize("codec", ["windows-1256", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("declared", [True, False])
def test_other_encodings_are_read(text: str, codec: str, declared: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Windows Arabic and UTF-16 are read, named or not."""
    Path("good.txt").unlink()
    Path("good.txt").write_bytes(text.encode(codec))
    code, said, found = build(*(["--encoding", codec] if declared else []), capsys=capsys)
    assert (code, found) == (0, {"good"}), said
    row = json.loads(Path("out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert row["subject"]["text"] == text.split()[0]


def test_the_wrong_encoding(capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not in the encoding the user named is skipped, not garbled."""
    Path("bad.txt").write_bytes("بوتين\nزار دمشق".encode("windows-1256"))
    code, said, found = build("bad.txt", "--encoding", "utf-8", capsys=capsys)
    assert (code, found) == (1, {"good"})
    assert said[0].startswith("bad.txt: byte 0xc8 on line 1 is not utf-8. Name another encoding with --encoding")


def test_one_bad_line_among_good_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """Only the bad line of a file is lost."""
    lines = [line(id="a"), "{", line(id="b"), line(id="a", text=GOOD + " أمس"), line(id="c")]
    Path("news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    code, said, found = build("news.jsonl", capsys=capsys)
    assert (code, found) == (1, {"good", "a", "b", "c"})
    assert [one.split(": ")[0] for one in said[:2]] == ["news.jsonl:2", "news.jsonl:4"]
    assert said[2:4] == [
        "4 articles read, 2 skipped; 4 statements about 2 entities.",
        "Skipped: news.jsonl:2, news.jsonl:4.",
    ]
