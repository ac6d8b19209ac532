"""Web pages."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from khabar.graph.model import Article
from khabar.readers import InputError, Skipped, apart, html, read

P1 = "قال المتحدث باسم الكرملين دميتري بيسكوف إن القواعد الروسية في سوريا باقية في الوقت الراهن، وأضاف أن موسكو تتابع."
P2 = "وذكر بيسكوف أن الرئيس فلاديمير بوتين هو من قرر منح الرئيس السوري بشار الأسد حق اللجوء في روسيا."
TITLE = "الكرملين: القواعد الروسية في سوريا باقية"
LINKED = """<script type="application/ld+json">{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},
{"@type": ["NewsArticle"], "datePublished": "2024-12-09T10:20:00+03:00"}]}</script>"""


def page(*, head: str = "", dateline: str = "", charset: str = "utf-8") -> str:
    """Return a page of a news site: menu, article, a teaser of an old article, footer."""
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>{TITLE} - وكالة الخبر</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="وكالة الخبر">
<link rel="canonical" href="https://news.example.org/world/12345">{head}</head>
<body><nav><a href="/">الرئيسية</a><a href="/sport">رياضة</a></nav>
<article><h1>{TITLE}</h1>{dateline}<p>{P1}</p><p>{P2}</p></article>
<aside><a href="/old">إقرأ أيضا: خبر آخر من عام 2011</a></aside><footer>حقوق النشر 2019</footer></body></html>"""


def one(path: Path) -> Article | Skipped:
    (found,) = read([path])
    return found


def article(tmp_path: Path, content: str | bytes, name: str = "page.html") -> Article:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = one(path)
    assert isinstance(found, Article), found
    return found


def test_the_article_of_a_page(tmp_path: Path) -> None:
    """Title, source and address come from the metadata; the headline is not read twice; the menu is left out."""
    found = article(tmp_path, page(head=LINKED))
    text = f"{TITLE}\n\n{P1}\n{P2}"
    address = "https://news.example.org/world/12345"
    assert found == Article("page", TITLE, text, "ar", date(2024, 12, 9), "وكالة الخبر", address)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1256", "iso-8859-1"])
def test_a_page_in_windows_arabic(tmp_path: Path, charset: str) -> None:
    """A page is read whether its charset is declared truly or falsely."""
    assert article(tmp_path, page(charset=charset).encode("windows-1256")).title == TITLE


def test_the_declared_charset_is_used(tmp_path: Path) -> None:
    """What could not be told from the bytes is read as declared."""
    text = "Кремль заявил, что президент России решил предоставить убежище Асаду и его семье. " * 5
    data = f'<html><head><meta charset="koi8-r"></head><body><article><p>{text}</p></article></body></html>'
    path = tmp_path / "a.html"
    path.write_bytes(data.encode("koi8-r"))
    assert str(one(path)).startswith(f"{path}: its language cannot be told")
    assert html._declared(data.encode("koi8-r")) == "koi8-r"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2024-12-09T10:20:00+03:00">',
        '<meta itemprop="datePublished" content="2024-12-09">',
        '<meta name="pubdate" content="Mon, 09 Dec 2024 10:00:00 GMT">',
        '<meta name="DC.date.issued" content="2024-12-09">',
        LINKED,
    ],
)
def test_a_stated_date(tmp_path: Path, head: str) -> None:
    """The date is the one that the metadata states."""
    assert article(tmp_path, page(head=head)).published == date(2024, 12, 9)


@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("<span>9 كانون الأول 2024</span>", date(2024, 12, 9)),
        ("<time datetime='2024-12-09'>أمس</time>", date(2024, 12, 9)),
        ("<p>دمشق - 9 كانون الأول 2024</p>", date(2024, 12, 9)),
        ("<p>مجزرة 11 سبتمبر 2001</p>", None),
        ("", None),
    ],
)
def test_a_dateline_or_nothing(tmp_path: Path, dateline: str, day: date | None) -> None:
    """Without metadata a line of its own is the date; the year of a teaser or of the footer never is."""
    assert article(tmp_path, page(dateline=dateline)).published == day


def test_a_metadata_date_out_of_range(tmp_path: Path) -> None:
    """A date before there were web pages is a mistake; the next place is asked."""
    head = (
        '<meta property="article:published_time" content="0001-01-01T00:00:00Z"><meta name="date" content="2024-12-09">'
    )
    assert article(tmp_path, page(head=head)).published == date(2024, 12, 9)


def test_an_index_page_has_its_folders_name(tmp_path: Path) -> None:
    """Sites save each article as index.html in a folder."""
    (tmp_path / "bases-stay").mkdir()
    assert article(tmp_path / "bases-stay", page(), "index.html").id == "bases-stay"


def test_a_page_without_an_article(tmp_path: Path) -> None:
    """A page of nothing is skipped."""
    path = tmp_path / "a.html"
    path.write_text("<html><body></body></html>")
    assert str(one(path)) == f"{path}: no article was found in the page. Save its text as .txt."


def test_a_page_that_is_too_large(tmp_path: Path) -> None:
    """Size is bounded, as the time a page takes grows with it."""
    path = tmp_path / "a.html"
    path.write_bytes(page().encode() + b" " * html.MAX_BYTES)
    assert str(one(path)) == f"{path}: the page is larger than 5 MiB. Save its article as .txt."


def test_a_page_of_too_many_tags(tmp_path: Path) -> None:
    """A page of 300,000 paragraphs took minutes; whether a page is read must not depend on the machine."""
    path = tmp_path / "a.html"
    path.write_text("<article>" + "<p>x</p>" * 300_000)
    reason = "the page has 600,001 tags; at most 100,000 are read. Save its article as .txt."
    assert str(one(path)) == f"{path}: {reason}"


def test_a_page_that_is_too_slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Time is bounded, whatever the page keeps busy, and the next page is read."""
    monkeypatch.setattr(apart, "SECONDS", 0.7)
    path = tmp_path / "a.html"
    path.write_text("<article>" + "<section><p>قال في دمشق</p></section>" * 24_000)
    began = time.monotonic()
    reason = "reading it took more than 0.7 s. Save its text as .txt, or leave it out."
    assert str(one(path)) == f"{path}: {reason}" and time.monotonic() - began < 3
    monkeypatch.setattr(apart, "SECONDS", 60.0)
    assert article(tmp_path, page()).title == TITLE


def test_a_fault_in_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library raises on a page nobody foresaw costs that page only."""

    def fail(*arguments: object, **options: object) -> None:
        raise KeyError("max_date")

    monkeypatch.setattr(html, "bare_extraction", fail)
    with pytest.raises(InputError, match="^the page cannot be taken apart: KeyError: 'max_date'. Save its article"):
        next(html.values(page()))


def test_markup_that_is_never_closed(tmp_path: Path) -> None:
    """A page of 50,000 open elements ends in an article or a line, not in a crash."""
    path = tmp_path / "a.html"
    path.write_text("<div>" * 50_000 + P1)
    assert isinstance(one(path), Article | Skipped)
