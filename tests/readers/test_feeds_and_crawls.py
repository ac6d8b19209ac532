"""RSS, Atom, and crawls in WARC; Parquet tables."""

from __future__ import annotations

import sys
from datetime import date, datetime
from importlib import import_module
from pathlib import Path

import pytest
from made import BODY, MORE, RECORDS, TITLE, item, page, parquet, record, rss, warc

from khabar.graph.model import Article
from khabar.readers import InputError, Options, read
from khabar.readers.source import Source

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>سانا</title>
<entry><title type="html">&lt;b&gt;{TITLE}&lt;/b&gt;</title><id>urn:1</id><updated>2024-12-10T00:00:00Z</updated>
<published>2024-12-09T00:00:00Z</published><link rel="self" href="https://x.example/feed"/>
<link href="https://x.example/1"/><summary>موجز</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{BODY}</p><script>x()</script><p>{MORE}</p></div>
</content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>سانا</title></channel><item><title>{TITLE}</title>
<link>https://x.example/1</link><description>{BODY}</description><dc:date>2024-12-09</dc:date></item></rdf:RDF>"""


def found(path: Path, content: str | bytes, options: Options | None = None) -> list[Article | str]:
    """Write a file and read it; reasons come without the file's place."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    here = str(path)
    return [
        one if isinstance(one, Article) else str(one).removeprefix(here).removeprefix(": ")
        for one in read([path], options)
    ]


# Feeds


def test_rss(tmp_path: Path) -> None:
    """An entry is an article with its own id and day; its HTML is cleaned, of two texts the longer is read."""
    markup = f"<p>{BODY}</p><img src='x'><p>{MORE} &nbsp;<a href='y'>&laquo;هنا&raquo;</a></p>"
    text = f"{TITLE}\n\n{BODY}\n{MORE} «هنا»"
    more = f"<content:encoded><![CDATA[{markup}]]></content:encoded>"
    (article,) = found(tmp_path / "a.rss", rss(item("موجز", more=more)))
    assert article == Article("a", TITLE, text, "ar", date(2024, 12, 9), "سانا", "https://sana.example/a")


def test_atom(tmp_path: Path) -> None:
    """The day of publication is that of the first publication; XHTML is read as HTML is."""
    text = f"{TITLE}\n\n{BODY}\n{MORE}"
    expected = Article("urn:1", TITLE, text, "ar", date(2024, 12, 9), "سانا", "https://x.example/1")
    assert found(tmp_path / "a.atom", ATOM) == [expected]


def test_rss_1(tmp_path: Path) -> None:
    """The oldest kind, in RDF; an entry without an id has its address as one."""
    (article,) = found(tmp_path / "a.xml", RDF)
    assert isinstance(article, Article)
    assert (article.id, article.published, article.source) == ("https://x.example/1", date(2024, 12, 9), "سانا")


def test_a_feed_in_windows_arabic_that_says_utf_8(tmp_path: Path) -> None:
    """The declaration of a feed holds only where its bytes agree."""
    (article,) = found(tmp_path / "a.rss", rss(item()).decode().encode("windows-1256"))
    assert isinstance(article, Article) and article.title == TITLE


def test_a_feed_with_faults(tmp_path: Path) -> None:
    """A bare ampersand and an entity of HTML cost no entry; an entry without words is one line."""
    items = item(f"بوتين & الأسد&nbsp; {BODY}") + "<item><title>x</title></item>" + item(MORE, id="c")
    one, two, three = found(tmp_path / "a.rss", rss(items))
    assert isinstance(one, Article) and one.text.endswith(BODY) and isinstance(three, Article)
    assert two == ":3: the entry has no text."


def test_entities_in_a_feed(tmp_path: Path) -> None:
    """No entity is opened, so that none can swell or name a file."""
    swell = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 20}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "{"x" * 100}">{swell}]>'
    feed = rss(item(f"{BODY} &e11;")).decode()
    (article,) = found(tmp_path / "a.rss", bomb + feed.split("?>", 1)[1])
    assert isinstance(article, Article) and article.text.endswith(BODY)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<html><body/></html>", "this is XML, but no RSS or Atom feed (its first element is 'html')."),
        (rss(""), "the feed has no entries."),
        ("words", "the file is not XML"),
        ("", "the file is empty."),
        ("<rss>" + "<a>" * 100_000, "the feed has no entries."),
        (b"%PDF-1.7", "this is a PDF document, not text."),
    ],
)
def test_a_bad_feed(tmp_path: Path, content: str | bytes, said: str) -> None:
    """Each is one line."""
    (reason,) = found(tmp_path / "a.xml", content)
    assert isinstance(reason, str) and reason.startswith(said)


# Crawls

HTML = "text/html; charset=utf-8"
ADDRESS = "https://news.example.org/1"


def test_a_crawl(tmp_path: Path) -> None:
    """A page is an article with its address; requests, pictures and what was not found are passed over."""
    crawl = (
        record("warcinfo", "", b"software: x", kind="application/warc-fields")
        + record("request", ADDRESS, b"GET / HTTP/1.1\r\n\r\n", kind="application/http; msgtype=request")
        + warc((ADDRESS, HTML, page()), ("https://news.example.org/a.png", "image/png", b"\x89PNG"))
        + warc(("https://news.example.org/2", HTML, page()), status="404 Not Found")
        + record("resource", "https://news.example.org/3", page(title="عنوان آخر"), kind="text/html")
    )
    first, second = found(tmp_path / "a.warc", crawl)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, first.published, first.url) == (TITLE, date(2024, 12, 9), ADDRESS)
    assert first.source == "news.example.org" and second.title == "عنوان آخر"


def test_bad_pages_in_a_crawl(tmp_path: Path) -> None:
    """A bad page costs itself, whatever it is, and is named by its number and address."""
    pages = [
        (f"https://x.example/{i}", HTML, body)
        for i, body in enumerate([b"", b"<html></html>", page(), b"<p>" * 400_000, bytes(6 << 20), page(title="آخر")])
    ]
    assert [one.title if isinstance(one, Article) else one for one in found(tmp_path / "a.warc", warc(*pages))] == [
        ":1: https://x.example/0: the page is empty.",
        ":2: https://x.example/1: no article was found in the page. Save its text as .txt.",
        TITLE,
        ":4: https://x.example/3: the page has 400,000 tags; at most 100,000 are read. Save its article as .txt.",
        ":5: https://x.example/4: the page is larger than 5 MiB.",
        "آخر",
    ]


@pytest.mark.parametrize("charset", ["a\0b", "rot13", "\u0627", "utf-8,utf-8", "x" * 9999])
def test_a_charset_that_is_none(tmp_path: Path, charset: str) -> None:
    """What a server says of the encoding holds only where it is one and the bytes agree."""
    (one,) = found(tmp_path / "a.warc", warc((ADDRESS, f"text/html; charset={charset}", page())))
    assert isinstance(one, Article) and one.title == TITLE


def test_a_crawl_that_breaks_off(tmp_path: Path) -> None:
    """Pages before the break are read; the break says where it is."""
    crawl = warc((ADDRESS, HTML, page()))
    first, reason = found(tmp_path / "a.warc", crawl + b"noise" + crawl)
    assert isinstance(first, Article)
    assert isinstance(reason, str) and reason.startswith("the crawl cannot be read after record 1: ")
    assert found(tmp_path / "b.warc", record("metadata", "x", b"")) == ["the crawl holds no web pages."]
    assert found(tmp_path / "c.warc", b"") == ["the file is empty."]


# Parquet


def test_parquet(tmp_path: Path) -> None:
    """Dates may be days and times; columns may have other names and lie inside others."""
    rows = [
        {"id": 7, "doc": {"body": BODY}, "date": datetime(2024, 12, 9, 10), "more": [1]},
        {"id": 8, "doc": {"body": None}, "date": None, "more": None},
    ]
    article, reason = found(tmp_path / "a.parquet", parquet(rows), Options(fields={"text": "doc.body"}))
    assert article == Article("7", "", BODY, "ar", date(2024, 12, 9))
    said = "'doc.body' is missing (found: id, doc, date). Add it, or name another field with --text-field."
    assert reason == f":2: {said}"


def test_many_rows(tmp_path: Path) -> None:
    """Rows are counted through all batches."""
    rows = [{"id": str(i), "text": f"{BODY} {i}"} for i in range(500)]
    articles = found(tmp_path / "a.parquet", parquet(rows))
    assert [one.id if isinstance(one, Article) else one for one in articles] == [str(i) for i in range(500)]


def test_a_bad_table(tmp_path: Path) -> None:
    """Each is one line."""
    path, good = tmp_path / "a.parquet", parquet(RECORDS)
    assert found(path, parquet([{"a": 1}])) == [
        "column 'text' is missing (found: a). Add it, or name another with --text-field."
    ]
    for content in (good[:-20], good[:200], good[:300] + bytes(40) + good[340:], b"PAR1", b"words"):
        *_, reason = found(path, content)
        assert isinstance(reason, str) and reason.startswith("the table cannot be read "), reason
    assert found(path, b"") == ["the file is empty."]


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [("a.parquet", "pyarrow", "parquet"), ("a.warc", "warcio", "warc"), ("a.pdf", "pdfminer", "pdf")],
)
def test_optional_packages(
    tmp_path: Path, name: str, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without its package a file is one line that says what to install."""
    monkeypatch.setitem(sys.modules, package, None)
    (tmp_path / name).write_bytes(b"x")
    source, module = Source(name, tmp_path / name), import_module(f"khabar.readers.{name[2:]}")
    with pytest.raises(InputError, match=rf"^to read \.{name[2:]} files: pip install 'khabar\[{extra}\]'\.$"):
        next(module.drafts(source, Options()))
