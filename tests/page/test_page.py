"""What a reader does with the page, in a real browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import factories
import pytest
from hostile import ENDLESS, MARKUP, NAMES, hostile

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Reading

pytestmark = pytest.mark.browser

PUTIN = "n:Q7747"


def _probe(page: Any, name: str) -> Any:
    """Return what a function of probes.js finds in the page."""
    probes = (Path(__file__).parent / "probes.js").read_text(encoding="utf-8")
    probes = probes[probes.index("({") :].rstrip().removesuffix(";")
    return page.evaluate(f"{probes}.{name}()")


def _texts(page: Any, selector: str) -> list[str]:
    return [text.strip() for text in page.locator(selector).all_inner_texts()]


def test_opens_in_arabic_from_disk_without_a_complaint(kg: KnowledgeGraph, open_page: Any) -> None:
    """Mirrored, titled, with what it covers; the fixture fails on any console error or request."""
    page = open_page(kg)
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    assert page.inner_text("#covered") == "مقالان · مصدران · 9 ديسمبر 2024 – 10 ديسمبر 2024"
    assert "الأسد" in page.inner_text("#title")
    assert page.locator("#map canvas").count() == 1
    assert _probe(page, "colours") > 50  # dots, lines and letters, not an empty canvas


def test_the_policy_holds(kg: KnowledgeGraph, open_page: Any) -> None:
    """An element that comes later may neither run nor load."""
    page = open_page(kg)
    blocked = _probe(page, "violations")
    assert blocked == ["connect-src", "script-src-elem"] and page.evaluate("window.ran") is None
    page.wait_for_timeout(100)
    assert len(open_page.problems) >= 2 and all("Security Policy" in problem for problem in open_page.problems)
    open_page.problems.clear()


def test_an_edge_shows_every_statement_with_its_words_marked(kg: KnowledgeGraph, open_page: Any) -> None:
    """Right to left, the words of each role where the article has them, how it stands, and where it is from."""
    page = open_page(kg, "#sel=e:Q7747~named:الأسد")
    assert page.get_attribute("blockquote >> nth=0", "dir") == "rtl"
    marks = _probe(page, "marks")
    for expected in (["0", "فلاديمير بوتين"], ["1", "منح"], ["2", "الأسد"], ["3", "دميتري بيسكوف"], ["4", "روسيا"]):
        assert expected in marks
    badges = _texts(page, "#panel .badges")
    assert any("نقلاً عن" in badge and "دميتري بيسكوف" in badge for badge in badges)
    assert page.inner_text("#panel .facts") == "قولان · مقالان · مصدران مستقلان"
    assert page.get_attribute("#panel .article a", "href") == "https://news.example/ar/1?a=1&b=2"
    assert "9 ديسمبر 2024" in page.inner_text("#panel")


def test_what_is_denied_or_planned_says_so(kg: KnowledgeGraph, open_page: Any) -> None:
    """A badge each; the one who denies is named."""
    page = open_page(kg, "#sel=n:Q159")
    assert "منفي" in page.inner_text("#panel")
    page.locator("#panel .row", has_text="خطة لإنقاذ").locator("button").first.click()
    assert any("ينفيه" in badge and "مصدر مقرب من الكرملين" in badge for badge in _texts(page, "#panel .badges"))
    page = open_page(kg, "#tab=table")
    assert page.locator("#table tbody tr", has_text="الوزيرة").inner_text().count("مخطط له") == 1


def test_a_node_tells_names_type_and_deeds(kg: KnowledgeGraph, open_page: Any) -> None:
    """In both languages, with its other names and a link to what it is."""
    page = open_page(kg, f"#sel={PUTIN}")
    text = page.inner_text("#panel")
    for part in ("فلاديمير بوتين", "Vladimir Putin", "شخص", "ما فعله", "منح حق اللجوء", "الأسد", "بوتين"):
        assert part in text
    assert page.get_attribute("#panel .ids a", "href") == "http://www.wikidata.org/entity/Q7747"


@pytest.mark.parametrize("query", ["بوتين", "بُوتين", "putin", "Vladimir", "فلاديمر بوتين"[:6]])
def test_search_finds_a_name_in_either_script(kg: KnowledgeGraph, open_page: Any, query: str) -> None:
    """Vowel signs and case do not matter."""
    page = open_page(kg)
    page.fill("#search", query)
    assert "فلاديمير بوتين" in page.inner_text("#found [role=option] >> nth=0")
    page.keyboard.press("Enter")
    assert "Vladimir Putin" in page.inner_text("#panel")


@pytest.mark.parametrize(
    ("query", "name"), [("الاسد", "الأسد"), ("asad", "الأسد"), ("dmitri biskof", "دميتري بيسكوف"), ("حماه", "حماة")]
)
def test_search_forgives_hamza_and_script(kg: KnowledgeGraph, open_page: Any, query: str, name: str) -> None:
    """A name without an English label is found by its sound in Latin letters."""
    page = open_page(kg)
    page.fill("#search", query)
    assert name in page.inner_text("#found [role=option] >> nth=0")


def test_search_in_words_narrows_the_table(kg: KnowledgeGraph, open_page: Any) -> None:
    """To the statements whose words hold the query."""
    page = open_page(kg)
    page.fill("#search", "استقال")
    page.locator("#found [role=option]", has_text="ابحث في نصوص").click()
    rows = _texts(page, "#table tbody tr")
    assert 0 < len(rows) < 9 and any("رئيس الوزراء" in row for row in rows)
    assert "q=" in page.evaluate("location.hash")


def test_filters_narrow_and_stand_in_the_address(kg: KnowledgeGraph, open_page: Any) -> None:
    """Polarity, then the way back; the address opens the same view."""
    page = open_page(kg)
    page.click("#filter-button")
    page.locator('#filters input[data-value="negated"]').check()
    assert page.evaluate("location.hash") == "#pol=negated"
    page.click(".switch button:has-text('جدول')")
    assert page.locator("#table tbody tr").count() == 1
    again = open_page(kg, "#pol=negated&tab=table")
    assert again.locator("#table tbody tr").count() == 1
    page.go_back()
    page.go_back()
    assert page.evaluate("location.hash") == ""
    page.click(".switch button:has-text('جدول')")
    assert page.locator("#table tbody tr").count() == 9


@pytest.mark.parametrize(
    ("hash", "count"),
    [
        ("type=GROUP", 1),
        ("rel=grant_asylum", 2),
        ("cls=AID", 2),
        ("mod=planned", 1),
        ("by=*", 3),
        ("by=-", 6),
        ("src=صحيفة+النموذج", 3),
        ("conf=80", 8),
        ("since=2024-12-10", 3),
        ("until=2024-12-09", 6),
        ("cls=AID&src=صحيفة+النموذج", 1),
    ],
)
def test_each_filter_counts_right(kg: KnowledgeGraph, open_page: Any, hash: str, count: int) -> None:
    """The numbers are those of the two hand-made articles."""
    assert open_page(kg, f"#tab=table&{hash}").locator("#table tbody tr").count() == count


@pytest.mark.parametrize(
    "hash",
    [
        "#lang=xx&labels=zz&theme=pink&tab=nowhere",
        "#since=yesterday&until=2024-99-99",
        "#show=-5&steps=99&conf=1e9&pin=Q7747@a@b",
        "#sel=n:nobody&ego=nobody&from=nobody&to=Q7747",
        "#sel=e:~&open=nobody&hide=nobody&by=nobody&rel=nothing",
        "#%E0%A4%A&sel=%",
    ],
)
def test_a_broken_address_still_opens(kg: KnowledgeGraph, open_page: Any, hash: str) -> None:
    """What cannot be is ignored; the fixture fails on any error."""
    page = open_page(kg, hash)
    assert page.locator("#map canvas").count() == 1
    page.click("#language")
    page.click("#language")


def test_the_interface_turns_english_and_mirrors(kg: KnowledgeGraph, open_page: Any) -> None:
    """Every word of the frame; the quotation stays Arabic and right to left."""
    page = open_page(kg, "#sel=e:Q7747~named:الأسد")
    page.click("#language")
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["en", "ltr"]
    assert page.get_attribute("#search", "placeholder") == "Search names, relations, words…"
    assert "Reported by" in page.inner_text("#panel") and "2 statements" in page.inner_text("#panel .facts")
    assert page.get_attribute("blockquote >> nth=0", "dir") == "rtl"
    assert page.locator("#panel").bounding_box()["x"] > 700
    page.click("#language")
    assert page.locator("#panel").bounding_box()["x"] == 0


def test_every_word_of_the_frame_is_in_both_languages(kg: KnowledgeGraph, open_page: Any) -> None:
    """Neither language lacks a key of the other."""
    source = (Path(__file__).parents[2] / "exports" / "page" / "words.js").read_text(encoding="utf-8")
    words = source[source.index("const WORDS = ") :]
    keys = open_page(kg).evaluate(
        f"(() => {{ {words.replace('const WORDS', 'const w')}; return [Object.keys(w.ar), Object.keys(w.en)]; }})()"
    )
    assert sorted(keys[0]) == sorted(keys[1])


def test_ego_path_hide_and_undo(synthetic: Any, open_page: Any) -> None:
    """The view narrows to a name's neighbours, to a way between two names, loses one, and comes back."""
    page = open_page(synthetic(articles=40, people=60))
    shown = "document.querySelector('.shown span').textContent"
    page.fill("#search", "سوريا")
    page.keyboard.press("Enter")
    whole = page.evaluate(shown)
    page.click("#panel button:has-text('الجوار المباشر')")
    assert page.evaluate(shown) != whole and "حول" in page.inner_text("#chips")
    page.click(".icon-undo")
    page.locator(".shown span", has_text=whole).wait_for()
    page.click("#panel button:has-text('المسار إلى')")
    page.fill("#search", "الصين")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel h2:has-text('المسار بين')")
    assert page.locator("#panel button.line").count() >= 1
    page.keyboard.press("Escape")
    page.locator(".shown button", has_text="عودة").wait_for(state="detached")
    page.fill("#search", "سوريا")
    page.keyboard.press("Enter")
    page.click("#panel .acts button:has-text('أخف') >> nth=-1")
    assert "المخفي" in page.inner_text("#chips")


def _point_at(page: Any, words: str) -> tuple[float, float]:
    """Move the mouse over the map until the words appear beside it; return where that was."""
    box = page.locator("#map").bounding_box()
    middle = box["y"] + box["height"] / 2
    for y in range(int(middle) - 160, int(middle) + 120, 14):
        for x in range(int(box["x"]) + 60, int(box["x"] + box["width"]) - 60, 16):
            page.mouse.move(x, y)
            if page.locator("#hover").is_visible() and words in page.inner_text("#hover"):
                return x, y
    raise AssertionError(f"no spot of the map shows {words}")


def test_the_mouse_is_enough(kg: KnowledgeGraph, open_page: Any) -> None:
    """A line tells what it is before it is pressed, and opens its words; a dot does so too and can be dragged away."""
    page = open_page(kg, "#from=Q7747&to=named:الأسد")
    page.mouse.click(*_point_at(page, "قولان"))
    assert page.locator("#panel blockquote").count() == 2
    page.keyboard.press("Escape")
    page.locator("#panel h2", has_text="المسار بين").wait_for()
    x, y = _point_at(page, "Vladimir Putin")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 90, steps=4)
    page.mouse.up()
    assert "pin=Q7747%40" in page.evaluate("location.hash")
    again = open_page(kg, page.evaluate("location.hash"))
    page.mouse.click(x + 40, y + 90)
    assert "Vladimir Putin" in page.inner_text("#panel") and "حرّر" in page.inner_text("#panel")
    assert "pin=Q7747%40" in again.evaluate("location.hash")


def test_the_wheel_zooms_and_the_button_brings_all_back(kg: KnowledgeGraph, open_page: Any) -> None:
    """The picture after is the picture before."""
    page = open_page(kg)
    page.wait_for_timeout(300)
    canvas = page.locator("#map canvas")
    before = canvas.screenshot()
    page.mouse.move(700, 400)
    page.mouse.wheel(0, -600)
    page.wait_for_timeout(400)
    assert canvas.screenshot() != before
    page.click(".icon-fit")
    page.mouse.move(3, 3)
    page.wait_for_timeout(400)
    assert canvas.screenshot() == before


def test_a_stretch_of_time_is_chosen_on_the_bars(synthetic: Any, open_page: Any) -> None:
    """By drawing over them, and by key."""
    page = open_page(synthetic(articles=40, people=60))
    box = page.locator("#time .bars").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 20, steps=4)
    page.mouse.up()
    assert "since=" in page.evaluate("location.hash") and "until=" in page.evaluate("location.hash")
    page.locator("#chips .chip button").first.click()
    assert "since=" not in page.evaluate("location.hash")
    page.locator("#time .bar").first.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert "since=" in page.evaluate("location.hash")


def test_a_contested_pair_is_marked(open_page: Any) -> None:
    """One article affirms what another denies."""
    denied = Article.of("لم يمنح بوتين الأسد حق اللجوء.", id="z", source="غيرها")
    putin, assad = (factories.mention(denied, name) for name in ("بوتين", "الأسد"))
    told = factories.statement(denied, putin, factories.GRANT_ASYLUM, assad, trigger="يمنح", polarity="negated")
    kg = factories.graph([factories.hama(), Reading(denied, (told,))])
    page = open_page(kg, "#sel=e:Q7747~named:الأسد")
    assert "متنازع عليه" in page.inner_text("#panel header")
    assert _texts(page, "#panel .card .badge.negated") == ["منفي"]


def test_the_keyboard_is_enough(kg: KnowledgeGraph, open_page: Any) -> None:
    """Search, move on the map, open, close, the table: without a mouse."""
    page = open_page(kg)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("بوتين")
    page.keyboard.press("Enter")
    assert page.evaluate("decodeURIComponent(location.hash)") == f"#sel={PUTIN}"
    page.keyboard.press("Escape")
    page.focus("#map")
    chosen = set()
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        chosen.add(page.evaluate("location.hash"))
    assert len(chosen) > 1
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Escape")
    assert page.locator("#panel").is_hidden()
    page.keyboard.press("t")
    assert page.locator("#table tbody tr").count() == 9


def test_every_control_has_a_name(kg: KnowledgeGraph, open_page: Any) -> None:
    """For those who cannot see the icon."""
    for hash in ("", f"#sel={PUTIN}", "#tab=table", "#sel=e:Q7747~named:الأسد"):
        page = open_page(kg, hash)
        page.click("#filter-button")
        assert _probe(page, "unnamed") == []


def test_the_table_holds_every_statement_and_name(kg: KnowledgeGraph, open_page: Any) -> None:
    """As a real table with column headers; a row opens its evidence."""
    page = open_page(kg, "#tab=table")
    assert page.locator("#table th[scope=col]").count() == 8
    page.locator("#table tbody tr", has_text="خطة لإنقاذ").locator("button.verb").click()
    assert "لدى موسكو خطة لإنقاذ الأسد" in page.inner_text("#panel .card.wanted blockquote")
    page.click("#table [role=tab] >> nth=1")
    assert page.locator("#table tbody tr").count() == 14


def test_hostile_content_shows_and_cannot_run(open_page: Any) -> None:
    """Names with markup, quotes, turned text, emoji and 500 characters; the fixture fails on any dialog or request."""
    page = open_page(hostile())
    assert page.locator("img, iframe, b").count() == 0
    page.click(".switch button:has-text('جدول')")
    page.click("#table [role=tab] >> nth=1")
    rows = page.evaluate("[...document.querySelectorAll('#table tbody td:first-child bdi')].map((n) => n.textContent)")
    assert MARKUP in rows and ENDLESS.strip() in rows and len(rows) == len(NAMES)
    assert not [row for row in rows if "\u202e" in row]
    page.locator("#table tbody tr", has_text="onerror").locator("button").first.click()
    assert MARKUP in page.inner_text("#panel h2")
    assert page.locator("#panel .ids a").count() == 1  # the javascript: link is no link
    assert page.get_attribute("#panel .ids a", "href") == "https://example.org/ok"
    page.locator("#panel .others .name").first.click()
    assert "<script>alert(4)</script>" in page.inner_text("#panel blockquote >> nth=0")
    assert page.locator("#panel .article a").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_turned_name_does_not_turn_the_line(open_page: Any) -> None:
    """In every line, names stand in elements that isolate their direction."""
    page = open_page(hostile(), "#tab=table")
    page.locator("#table tbody tr button.verb").first.click()
    assert _probe(page, "loose") == 0
    assert page.evaluate("getComputedStyle(document.querySelector('#table td bdi')).unicodeBidi") == "isolate"


def test_csv_citation_svg_and_png_can_be_taken_away(kg: KnowledgeGraph, open_page: Any) -> None:
    """Statements with their offsets, a drawing with its names as text, a picture, a citation that can be checked."""
    page = open_page(kg)

    def take(key: str) -> bytes:
        page.click("#take summary")
        with page.expect_download() as download:
            page.click(f'[data-take="{key}"]')
        return Path(download.value.path()).read_bytes()

    rows = list(csv.DictReader(io.StringIO(take("takeCsv").decode("utf-8-sig"))))
    facts = {fact.statement.id: fact for fact in kg.facts()}
    assert {row["id"] for row in rows} == set(facts)
    for row in rows:
        s = facts[row["id"]].statement
        assert (row["words"], int(row["start"]), row["polarity"]) == (s.evidence.text, s.evidence.start, s.polarity)
    svg = take("takeSvg").decode()
    assert "فلاديمير بوتين</text>" in svg and svg.startswith("<svg")
    assert take("takePng")[:8] == b"\x89PNG\r\n\x1a\n"
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(page.url.split("#")[0] + "#sel=e:Q7747~named:الأسد")
    page.locator("#panel .card .acts button").first.click()
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("«") and "المحارف" in cited and "2024-12" in cited


def test_a_spreadsheet_runs_nothing_from_a_csv(open_page: Any) -> None:
    """A cell that begins like a formula is kept a text."""
    page = open_page(hostile(), "#tab=table")
    page.click("#take summary")
    with page.expect_download() as download:
        page.click('[data-take="takeCsv"]')
    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert len(rows) == 6 and all(len(row) == 21 for row in rows)
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]


def test_quoting_nothing_says_so(kg: KnowledgeGraph, open_page: Any) -> None:
    """A page without its sources' words gives the place instead."""
    page = open_page(kg, "#sel=e:Q7747~named:الأسد", quote="none")
    assert page.locator("blockquote").count() == 0
    assert "المحارف" in page.inner_text("#panel .card >> nth=0") and "بلا نصوص المصادر" in page.inner_text("#covered")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_phone_shows_it_without_sideways_scrolling(kg: KnowledgeGraph, open_page: Any, language: str) -> None:
    """360 pixels, map, table and details; the details lie over the map's foot."""
    for hash in ("", "&tab=table", f"&sel={PUTIN}", "&tab=table&sel=e:Q7747~named:الأسد"):
        page = open_page(kg, f"#lang={language}{hash}", width=360, height=740)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert _probe(page, "outside") == []


def test_twice_the_size_still_fits(kg: KnowledgeGraph, open_page: Any) -> None:
    """200 % zoom is half the pixels."""
    page = open_page(kg, f"#sel={PUTIN}", width=700, height=450)
    assert page.evaluate("document.documentElement.scrollWidth") == 700


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_enough(kg: KnowledgeGraph, open_page: Any, scheme: str) -> None:
    """WCAG AA: 4.5 to 1 for every text of the page."""
    for hash in ("", "#sel=e:Q7747~named:الأسد", "#sel=n:Q159", "#tab=table"):
        page = open_page(kg, hash, scheme=scheme)
        page.click("#filter-button")
        page.mouse.move(5, 400)
        page.wait_for_timeout(250)
        assert _probe(page, "faint") == []


def test_printing_gives_paper_and_words(kg: KnowledgeGraph, open_page: Any) -> None:
    """Neither tools nor dark ground."""
    page = open_page(kg, "#sel=e:Q7747~named:الأسد")
    page.emulate_media(media="print")
    assert page.locator("#tools").is_hidden() and page.locator("blockquote >> nth=0").is_visible()
    assert len(page.pdf()) > 10_000


def test_the_picture_is_the_same_each_time(synthetic: Any, open_page: Any) -> None:
    """Same file, same pixels."""
    kg = synthetic(articles=30, people=40)
    shots = []
    for _ in range(2):
        page = open_page(kg)
        page.wait_for_timeout(300)
        shots.append(page.screenshot())
    assert shots[0] == shots[1]


def test_a_large_graph_opens_on_its_centre(synthetic: Any, open_page: Any) -> None:
    """150 names at first, more on request, all in the table."""
    page = open_page(synthetic(articles=200, people=900))
    assert page.inner_text(".shown span").startswith("المعروض 150 من ")
    page.click(".shown button")
    assert page.inner_text(".shown span").startswith("المعروض 400 من ")
    assert "show=400" in page.evaluate("location.hash")
