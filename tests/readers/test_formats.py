"""Text, Markdown, JSON, JSON lines and tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from khabar.graph.model import Article
from khabar.readers import Options, Skipped, read

BODY = "قال بيسكوف إن بوتين منح الأسد حق اللجوء في روسيا."
Files = Callable[..., list[Article | Skipped]]


@pytest.fixture
def reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Files:
    """Return a function that writes a file, reads it and returns the articles and skips as a list."""
    monkeypatch.chdir(tmp_path)

    def write_and_read(name: str, content: str | bytes, options: Options | None = None) -> list[Article | Skipped]:
        Path(name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return list(read([name], options))

    return write_and_read


def only(found: list[Article | Skipped]) -> Article:
    """Return the one article there is."""
    (article,) = found
    assert isinstance(article, Article), article
    return article


def record(**fields: object) -> str:
    return json.dumps({"id": "a", "text": BODY} | fields, ensure_ascii=False)


# Plain text


def test_a_text_file_is_one_article(reading: Files) -> None:
    """Its stem is the id, and a first line that looks like a headline stays in the text."""
    article = only(reading("kremlin.ar.txt", f"الكرملين: القواعد باقية\n{BODY}\n"))
    assert article == Article("kremlin.ar", "", f"الكرملين: القواعد باقية\n{BODY}\n", "ar")


def test_line_ends_of_windows(reading: Files) -> None:
    """Lines end as Python's own text files do, so that offsets are those of ``open().read()``."""
    assert only(reading("a.txt", f"{BODY}\r\n{BODY}\r".encode())).text == f"{BODY}\n{BODY}\n"


def test_control_characters_become_spaces(reading: Files) -> None:
    """What no XML file can hold is replaced one for one: offsets do not move."""
    article = only(
        reading("a.jsonl", record(text=f"{BODY}\x0b\x07{BODY}HALF", title="عنوان\x00").replace("HALF", r"\ud800"))
    )
    assert article.text == f"عنوان \n\n{BODY}  {BODY}\ufffd"


# Markdown


def test_markdown(reading: Files) -> None:
    """The fields at the top and the first heading are the article's; marks are taken off, links keep their words."""
    top = "---\ndate: 2024-12-09\nsource: سانا\nauthor: x\n---\n# الكرملين: *القواعد* باقية\n\n"
    text = f"{top}{BODY}\n\n- [حميميم](http://a.example)\n- **طرطوس**\n\n![صورة](a.png)\n"
    article = only(reading("a.md", text))
    assert (article.id, article.title, article.source) == ("a", "الكرملين: القواعد باقية", "سانا")
    assert article.published == date(2024, 12, 9)
    assert article.text == f"الكرملين: القواعد باقية\n\n{BODY}\n\nحميميم\n\nطرطوس"


# JSON lines


def test_json_lines(reading: Files) -> None:
    """Each line is an article; empty lines are none; an id may be a number."""
    lines = [record(title="عنوان", date="2024-12-09", source="سانا", url="https://a.example/1"), "", record(id=7)]
    first, second = reading("news.jsonl", "\n".join(lines))
    assert first == Article("a", "عنوان", f"عنوان\n\n{BODY}", "ar", date(2024, 12, 9), "سانا", "https://a.example/1")
    assert isinstance(second, Article) and second.id == "7"


def test_without_an_id_the_content_is_the_id(reading: Files) -> None:
    """The same text has the same id wherever it stands."""
    assert only(reading("a.jsonl", record(id=None))).id == only(reading("b.jsonl", "\n\n" + record(id=""))).id


def test_fields_of_other_names(reading: Files) -> None:
    """Fields can be mapped, also into objects."""
    line = json.dumps({"body": BODY, "meta": {"name": "سانا"}, "when": "9 ديسمبر 2024"})
    options = Options(fields={"text": "body", "source": "meta.name", "date": "when"})
    article = only(reading("a.jsonl", line, options))
    assert (article.text, article.source, article.published) == (BODY, "سانا", date(2024, 12, 9))


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "windows-1256"])
def test_json_lines_in_other_encodings(reading: Files, codec: str) -> None:
    """Lines are told apart in every encoding."""
    found = reading("a.jsonl", "\n".join([record(id="a"), record(id="b"), record(id="c")]).encode(codec))
    assert [(one.id, one.text) for one in found if isinstance(one, Article)] == [("a", BODY), ("b", BODY), ("c", BODY)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "b", "text": ', "the line is not JSON: Expecting value at column 21. Write one object a line."),
        ('"text"', "this is text, not an object with the fields of an article."),
        (
            '{"id": "b", "body": "x"}',
            "'text' is missing (found: id, body). Add it, or name another field with --text-field.",
        ),
        ('{"id": "b", "text": " "}', "'text' is empty."),
        ('{"id": "b", "text": ["x"]}', "'text' is a list, not text. Name another field with --text-field."),
        ('{"id": {}, "text": "x"}', "'id' is an object, not text. Name another field with --id-field."),
        ("[" * 100_000, "the line cannot be read as JSON: maximum recursion depth exceeded"),
        ('{"id": "b", "language": "fr", "text": "x"}', "it is in French; Khabar reads Arabic, English."),
        ('{"id": "a", "text": "قال بوتين"}', "id 'a' is used by news.jsonl:1. Give each article an id of its own."),
    ],
)
def test_a_bad_line_costs_one_article(reading: Files, line: str, reason: str) -> None:
    """The line before and the line after are read; the bad one says where it is, what it is and what to do."""
    first, bad, last = reading("news.jsonl", "\n".join([record(id="a"), line, record(id="z")]))
    assert isinstance(first, Article) and isinstance(last, Article) and last.id == "z"
    assert isinstance(bad, Skipped) and bad.where == "news.jsonl:2" and bad.reason.startswith(reason)


def test_a_line_with_a_broken_byte(reading: Files) -> None:
    """In a UTF-8 file, a line that is not UTF-8 is skipped with the byte named."""
    lines = [record(id="a").encode(), record(id="b").encode()[:-3] + b'\xff"}', record(id="c").encode()]
    found = reading("news.jsonl", b"\n".join(lines))
    assert [getattr(one, "id", None) for one in found] == ["a", None, "c"]
    assert str(found[1]).startswith("news.jsonl:2: byte 0xff is not utf-8.")


def test_the_same_article_twice(reading: Files) -> None:
    """A repeated article is said to be one, not that its id is wrong."""
    _, again = reading("news.jsonl", f"{record()}\n{record()}")
    assert str(again) == "news.jsonl:2: the same article as news.jsonl:1 (id 'a'); it is read once."


def test_a_date_that_cannot_be_read_is_a_warning(reading: Files, caplog: pytest.LogCaptureFixture) -> None:
    """The article is read without the date, and a line says so."""
    assert only(reading("a.jsonl", record(date="09/12/2024"))).published is None
    assert caplog.messages == [
        "a.jsonl:1: date '09/12/2024' could be two days; write it as YYYY-MM-DD. The article is read without a date."
    ]


# JSON


@pytest.mark.parametrize(
    "content",
    [
        "[\n{a},\n{b}\n]",
        "{a}\n{b}\n",
    ],
    ids=["list", "objects"],
)
def test_json(reading: Files, content: str) -> None:
    """A list of articles and objects one after the other."""
    found = reading("a.json", content.replace("{a}", record(id="a")).replace("{b}", record(id="b", text=BODY + BODY)))
    assert [one.id for one in found if isinstance(one, Article)] == ["a", "b"]


def test_json_is_broken(reading: Files) -> None:
    """What stands before the fault is read; the line of the fault is named."""
    first, bad = reading("a.json", f'[\n{record(id="a")},\n{{"id": "b",\n "text": x}}\n]')
    assert isinstance(first, Article)
    assert str(bad) == "a.json:4: the file is not JSON from here on: Expecting value. Mend it there."


def test_the_line_of_an_object_of_json(reading: Files) -> None:
    """A message names the line on which the object begins."""
    found = reading("a.json", f'[\n{record(id="a")}\n,\n\n{{"id": "b"}}]')
    assert isinstance(found[1], Skipped) and found[1].where == "a.json:5"


# Tables


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_tables(reading: Files, name: str, separator: str) -> None:
    """The separator is told from the header; texts may hold line ends and quotation marks."""
    text = f'"{BODY}\nوأضاف: ""القواعد باقية"""'
    header, row = separator.join(["id", "date", "text"]), separator.join(["a", "2024-12-09", text])
    article = only(reading(name, f"{header}\n{row}\n"))
    assert article == Article("a", "", f'{BODY}\nوأضاف: "القواعد باقية"', "ar", date(2024, 12, 9))


def test_the_line_of_a_row(reading: Files) -> None:
    """A message names the line on which the row begins, after rows of several lines."""
    found = reading("a.csv", f'id,text\na,"{BODY}\n\n{BODY}"\nb,\n')
    assert str(found[1]) == "a.csv:5: 'text' is empty."


def test_a_long_field(reading: Files) -> None:
    """An article longer than the csv module's own limit is read."""
    text = BODY * 4000
    assert len(only(reading("a.csv", f"text\n{text}\n")).text) == len(text) > 131_072


def test_a_table_without_texts(reading: Files) -> None:
    """The missing column is said once, not for each row."""
    assert list(map(str, reading("a.csv", "id,body\na,x\nb,y\n"))) == [
        "a.csv: column 'text' is missing (found: id, body). Add it, or name another with --text-field."
    ]


def test_a_table_with_old_mac_line_ends(reading: Files) -> None:
    """A carriage return alone ends a row."""
    assert [one.id for one in reading("a.csv", f"id,text\ra,{BODY}\rb,{BODY}x\r") if isinstance(one, Article)] == [
        "a",
        "b",
    ]


def test_a_table_in_windows_arabic(reading: Files) -> None:
    """Tables that a spreadsheet saved in Arabic Windows are read."""
    assert only(reading("a.csv", f"id;text\r\na;{BODY}\r\n".encode("windows-1256"))).text == BODY
