"""The pages for people."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from served import Server

from khabar.exports.questions import questions
from khabar.server import results

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Found(HTMLParser):
    """What a page holds: links, cells, attributes that would load something, tags that are left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.cells: list[str] = []
        self.heads: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta", "link", "input"):
            self.open.append(tag)
        if tag == "td":
            self.cells.append("")
        self.links += [value or "" for name, value in attrs if tag == "a" and name == "href"]
        self.loads += [value or "" for name, value in attrs if name == "src" or (tag == "link" and name == "href")]

    def handle_data(self, data: str) -> None:
        if "td" in self.open:
            self.cells[-1] += data
        elif "th" in self.open:
            self.heads.append(data)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(server: Server, path: str, status: int = 200) -> Found:
    found, headers, body = server.ask(path, accept=BROWSER)
    assert (found, headers["content-type"]) == (status, "text/html; charset=utf-8"), body
    assert "script" not in body and "default-src 'none'" in headers["content-security-policy"]
    parsed = Found(body)
    assert parsed.open == [] and parsed.loads == ["/style.css"]
    return parsed


def test_the_front_page_leads_everywhere(server: Server) -> None:
    """To every saved question in both languages, and every link works without leaving this machine."""
    for language in ("en", "ar"):
        links = page(server, f"/?lang={language}").links
        assert {f"/ask/{name}?lang={language}" for name in questions()} <= set(links)
        for link in links:
            page(server, link)


def test_the_language_is_the_browsers(server: Server) -> None:
    """Unless the address says otherwise."""
    assert 'dir="rtl"' in server.ask("/", accept_language="ar-SY,ar;q=0.9,en;q=0.5")[2]
    assert 'dir="ltr"' in server.ask("/", accept_language="fr")[2]
    assert 'dir="ltr"' in server.ask("/?lang=en", accept_language="ar")[2]


def test_a_query_in_the_form(server: Server) -> None:
    """The form keeps the query, the table shortens IRIs, and the links give the same rows."""
    query = "SELECT ?who ?whom WHERE { ?who rel:grant_asylum ?whom }"
    found = page(server, f"/sparql?{urlencode({'query': query, 'lang': 'ar'})}")
    assert found.cells == ["wd:Q7747", "https://w3id.org/khabar/entity/named%3Aالأسد"]
    (as_csv,) = (link for link in found.links if "as=csv" in link)
    assert server.ask(as_csv)[2].splitlines()[0] == "who,whom"
    for link in found.links:
        assert server.ask(link, accept=BROWSER)[0] == 200


@pytest.mark.parametrize(
    "query",
    ["ASK { ?a ?b ?c }", "CONSTRUCT WHERE { ?a rel:grant_asylum ?c }", 'SELECT ("<script>alert(1)</script>" AS ?x) {}'],
)
def test_other_answers_in_a_page(server: Server, query: str) -> None:
    """A yes, triples, and text that looks like markup."""
    status, _, body = server.ask(f"/sparql?{urlencode({'query': query})}", accept=BROWSER)
    assert status == 200 and "<script" not in body
    assert Found(body).open == []


def test_a_wrong_query_in_a_page(server: Server) -> None:
    """The page says what is wrong and keeps the query, markup and all."""
    status, _, body = server.ask(f"/sparql?{urlencode({'query': '</textarea><b>SELECT'})}", accept=BROWSER)
    assert status == 400 and "The query is wrong" in body and "</textarea><b>" not in body


def test_a_saved_question(server: Server) -> None:
    """By either name; labels that lead to their things; the whole answer as CSV in the language of the page."""
    given = urlencode({"about": "بوتين", "lang": "ar"})
    found = page(server, f"/ask/{quote('من-قال')}?{given}")
    assert found.heads[:3] == ["اليوم", "القائل", "الموقف"]
    assert "منح حق اللجوء" in found.cells and len(found.cells) == 3 * 10
    (address,) = (link for link in found.links if "as=csv" in link)
    rows = list(csv.DictReader(io.StringIO(server.ask(address)[2])))
    assert [row["relation"] for row in rows] == ["منح حق اللجوء"] * 3
    thing = next(link for link in found.links if "Q7747" in link)
    assert "فلاديمير بوتين" in page(server, thing).cells


def test_what_a_question_is_not_asked(server: Server) -> None:
    """A name that nothing bears, a parameter that is missing or no day: the page says so."""
    for name, given, message in (
        ("who-said", {"about": "بوتن"}, "Near it: بوتين"),
        ("paths", {"about": "بوتين"}, "needs --to"),
        ("who-said", {"since": "yesterday"}, "which is no day"),
    ):
        status, _, body = server.ask(f"/ask/{name}?{urlencode(given)}", accept=BROWSER)
        assert status == 400 and message in body
    assert server.ask("/ask/nothing")[0] == 404


def test_every_column_of_the_questions_has_an_arabic_name() -> None:
    """What SELECT names, in the pages' table."""
    selected = (re.search("SELECT(.*?)WHERE", question.query, re.DOTALL) for question in questions().values())
    names = {name for match in selected if match for name in re.findall(r"\?(\w+)(?: |\))", match[1])}
    names -= {"s", "source"}  # counted, not shown
    assert sorted(names - set(results._WORDS["ar"])) == []


def test_addresses_that_are_none(server: Server) -> None:
    """404, and 400 for a thing that is no IRI."""
    assert server.ask("/nothing")[0] == 404 and server.ask("/../etc/passwd")[0] == 404
    for iri in ("", "a> ?p ?o . <b", "a b", "x{}"):
        assert server.ask(f"/thing?{urlencode({'iri': iri})}")[0] == 400


def test_no_page_names_another_host(server: Server) -> None:
    """Nothing is loaded from anywhere; the style sheet asks for nothing either."""
    assert "url(" not in server.ask("/style.css")[2]
    source = Path(__file__).resolve().parent.parent.parent / "src/khabar/server"
    assert [path.name for path in source.iterdir() if path.suffix == ".js"] == []
