"""The page as a file: what it holds, what it must not hold, and that it is the same each time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, cast

import pytest
from factories import HAMA, SYRIA, graph
from hostile import LINK, NAMES, hostile

from khabar.exports import ExportError, html
from khabar.exports._quote import Quote, paragraph
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.store import Store


class _Page(HTMLParser):
    """The elements of a page, as a browser's parser sees them."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[tuple[dict[str, str | None], str]] = []
        self.open = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.open = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.open = False

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside.append((self.elements[-1][1], data))

    def block(self, id: str) -> Any:
        return json.loads("".join(data for attributes, data in self.inside if attributes.get("id") == id))


def _page(kg: KnowledgeGraph, **options: Any) -> _Page:
    return _Page(html.page(kg, **options))


def _texts(page: _Page) -> list[tuple[str, dict[int, str]]]:
    """Return each statement's words and its marked words by role."""
    words = page.block("khabar-words")
    found = []
    for segment, first, last, _, _, *flat in words["spans"]:
        text = words["segments"][segment] if segment >= 0 else ""
        marks = {flat[i]: text[flat[i + 1] : flat[i + 2]] for i in range(0, len(flat), 3)}
        found.append((text[first:last], marks))
    return found


def test_a_page_is_written_whole_and_opens_without_a_host(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """No element fetches anything: no src, no stylesheet, no frame, no image."""
    html.write(kg, tmp_path / "graph.html")
    page = _Page((tmp_path / "graph.html").read_text(encoding="utf-8"))
    assert [p.name for p in tmp_path.iterdir()] == ["graph.html"]
    assert not {tag for tag, _ in page.elements} & {"link", "img", "iframe", "object", "embed", "base", "form"}
    assert not [attributes for _, attributes in page.elements if {"src", "href", "style", "onclick"} & set(attributes)]


def test_the_policy_names_each_script_and_style_and_nothing_else(kg: KnowledgeGraph) -> None:
    """The hashes are those of the elements; data blocks are no scripts."""
    page = _page(kg)
    policy = next(a["content"] for tag, a in page.elements if tag == "meta" and a.get("http-equiv"))
    assert policy is not None and policy.startswith("default-src 'none'; script-src ")
    wanted = set(re.findall(r"'(sha256-[^']+)'", policy))
    code = [data for attributes, data in page.inside if attributes.get("type") != "application/json"]
    assert {"sha256-" + base64.b64encode(hashlib.sha256(c.encode()).digest()).decode() for c in code} == wanted
    assert len(code) == 3 and "unsafe" not in policy and "http" not in policy


def test_vis_network_comes_with_its_licence(kg: KnowledgeGraph) -> None:
    """The library's own notice stands at its head."""
    library = next(data for _, data in _page(kg).inside if "vis-network" in data[:200])
    assert "MIT License" in library[:1200] and "Almende" in library[:1200] and "sourceMappingURL" not in library


def test_offsets_give_the_words(kg: KnowledgeGraph) -> None:
    """Marks cut the subject, trigger, object and speaker out of the text that the page carries."""
    texts = _texts(_page(kg))
    facts = list(kg.facts())
    assert len(texts) == len(facts) == 9
    for (evidence, marks), fact in zip(texts, facts, strict=True):
        s = fact.statement
        assert evidence == s.evidence.text
        assert marks[0] == s.claim.subject.text and marks[1] == s.trigger.text
        assert s.claim.object is None or marks[2] == s.claim.object.text
        assert not s.attribution or marks[3] == s.attribution[-1].speaker.text


def test_the_paragraph_is_the_line_and_of_a_long_one_whole_sentences() -> None:
    """Sentences are not cut; the evidence is always inside."""
    text = "عنوان\n\nجملة أولى. جملة ثانية.\nسطر آخر"
    start = text.index("ثانية")
    assert text[slice(*paragraph(text, start, start + 5))] == "جملة أولى. جملة ثانية."
    text = "كلمة أخرى هنا. " * 200
    start, end = 1500, 1514
    first, last = paragraph(text, start, end)
    assert first <= start and end <= last and last - first <= 930
    assert text[first:].startswith("كلمة") and text[:last].endswith(".")


@pytest.mark.parametrize("quote", ["paragraph", "sentence", "words", "none"])
def test_quote_limits_what_is_carried(kg: KnowledgeGraph, quote: Quote) -> None:
    """A sentence more than the marked words is carried only where it was asked for."""
    text = html.page(kg, quote=quote)
    other = "واستقال رئيس الوزراء"  # stands beside statements, and holds one
    assert ("أن تكون لدى موسكو" in text) == (quote in ("paragraph", "sentence"))
    assert (f"منذ عام 2015. {other}" in text) == (quote == "paragraph")
    assert ("دميتري بيسكوف … " in text) == (quote == "words")
    for evidence, marks in _texts(_Page(text)):
        assert (evidence == "") == (quote == "none")
        assert all(words in evidence for words in marks.values()) or quote in ("paragraph", "sentence")


def test_words_alone_still_carry_the_offsets_of_the_evidence(kg: KnowledgeGraph) -> None:
    """So that a citation can be checked against the source."""
    for quote in ("words", "none"):
        spans = _page(kg, quote=quote).block("khabar-words")["spans"]
        assert [tuple(span[3:5]) for span in spans] == [(s.evidence.start, s.evidence.end) for s in kg.statements()]


def test_redaction_hides_a_name_in_every_form(kg: KnowledgeGraph) -> None:
    """One name hides the entity: its other names, its ids, its links, its words; the rest keeps its offsets."""
    page = html.page(kg, redact=["فلاديمير بُوتين"])
    for trace in ("بوتين", "Putin", "Q7747", "فلاديمير"):
        assert trace not in page
    assert "اسم محجوب 1" in page and "Name withheld 1" in page
    plain, hidden = _page(kg).block("khabar-words"), _Page(page).block("khabar-words")
    assert [len(text) for text in plain["segments"]] == [len(text) for text in hidden["segments"]]
    assert plain["spans"] == hidden["spans"]
    assert "https://news.example/ar/1" not in page  # the source tells the name


def test_redaction_keeps_particles_apart_from_names() -> None:
    """A name with a particle before it is hidden; a longer word that holds it is not."""
    from khabar.exports._redact import Redactor

    redactor = Redactor(["الأسد", "Ali"])
    assert redactor.text("منح للاسد وبالأسد") == "منح █████ ███████"
    assert redactor.text("الأسدي alia ALI's") == "الأسدي alia ███'s"
    assert redactor.url("https://n.example/%D8%A7%D9%84%D8%A3%D8%B3%D8%AF-1") == ""
    assert redactor.url("https://n.example/1") == "https://n.example/1"


def test_nothing_hostile_leaves_its_block() -> None:
    """Names, words, sources and ids come back as they were, and the elements are those of a tame page."""
    page, tame = _page(hostile()), _page(graph())
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in tame.elements]
    block = page.block("khabar-graph")
    assert set(NAMES) <= set(block["entities"]["ar"])
    assert block["sources"] == ["</script><b>وكالة</b>"] and block["articles"][0][4] == LINK


def test_half_a_surrogate_pair_does_not_stop_the_page() -> None:
    """A broken emoji in a source is carried as it is."""
    assert html._json("\ud83d<") == '"\\ud83d\\u003c"'


def test_an_empty_graph_is_a_page(tmp_path: Path) -> None:
    """Nothing to show is shown."""
    html.write(KnowledgeGraph(Store()), tmp_path / "graph.html")
    block = _Page((tmp_path / "graph.html").read_text(encoding="utf-8")).block("khabar-graph")
    assert block["core"] == 0 and block["entities"]["id"] == []


def test_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    """Whatever the seed of its hashes."""
    code = (
        "import sys; from factories import graph; from khabar.exports import html; sys.stdout.write(html.page(graph()))"
    )
    here = Path(__file__).parents[1]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(here), str(here.parent / "src")]),
        "PYTHONUTF8": "1",
    }
    pages = [
        subprocess.run(
            [sys.executable, "-c", code], env={**environment, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert pages[0] == pages[1] == html.page(graph()).encode()


def test_titles_name_what_matters_most_or_what_was_given(kg: KnowledgeGraph) -> None:
    """In both languages, and escaped."""
    assert _page(kg).block("khabar-graph")["title"]["ar"].startswith("الأسد، روسيا، ")
    assert "<title>a &lt;b&gt;</title>" in html.page(kg, title="a <b>")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"quote": "all"}, "The page quotes paragraph, sentence, words, none, not 'all'."),
        ({"language": "fr"}, "The page speaks ar and en, not 'fr'."),
        ({"nodes": 1}, "The page draws at least 2 nodes at first, not 1."),
    ],
)
def test_wrong_options_are_named(kg: KnowledgeGraph, options: dict[str, Any], message: str) -> None:
    """One line that says what there is."""
    with pytest.raises(ExportError, match=re.escape(message)):
        html.page(kg, **options)


def test_a_notebook_gets_the_page_in_a_frame(kg: KnowledgeGraph) -> None:
    """The frame holds the page itself, may run its scripts and reach nothing of the notebook's."""
    frame = html.notebook(kg, height=500)
    elements = _Page(frame).elements
    assert [tag for tag, _ in elements] == ["iframe"]
    attributes = elements[0][1]
    assert attributes["srcdoc"] == html.page(kg) and attributes["height"] == "500"
    assert "allow-same-origin" not in cast(str, attributes["sandbox"])


def test_articles_carry_what_a_citation_needs(kg: KnowledgeGraph) -> None:
    """Id, title, date, source, link and language, and the number of the text that others may print too."""
    block = _page(kg).block("khabar-graph")
    assert block["articles"] == [
        [HAMA.id, "", "2024-12-10", 0, "", "ar", 0],
        [SYRIA.id, SYRIA.title, "2024-12-09", 1, SYRIA.url, "ar", 1],
    ]
    assert block["sources"] == [HAMA.source, SYRIA.source]
