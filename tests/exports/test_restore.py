"""Back from RDF: the same graph from every format, and two projects' graphs in one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from factories import GRANT_ASYLUM, Resolution, graph, hama, mention, relation, statement, store, syria
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import exports
from khabar.exports import ExportError, nq, sparql, ttl
from khabar.exports.rdf import Options
from khabar.exports.restore import restore
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Entity, Labels, Mention, Reading
from khabar.graph.store import Store


def text_of(module: Any, kg: KnowledgeGraph) -> bytes:
    return b"".join(module.blocks(kg))


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_a_graph_comes_back_from_every_format(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Readings, ids and quotations are the same, and so are the bytes of the next export."""
    path = tmp_path / f"graph{suffix}"
    exports.write(kg, path)
    with Store() as again:
        assert restore(sparql.load(path), again) == 2
        assert list(again.readings()) == list(kg.store.readings())
        assert list(again.resolved()) == list(kg.store.resolved())
        assert list(again.merges()) == list(kg.merges())
        assert text_of(nq, KnowledgeGraph(again)) == text_of(nq, kg)


def test_graphs_of_two_projects_are_merged(tmp_path: Path) -> None:
    """What is the same entity in both is one; nothing of either is lost."""
    one, other = graph([syria()]), graph([hama()])
    with Store() as both:
        assert restore(sparql.load(one), both) == 1
        assert restore(sparql.load(other), both) == 1
        assert restore(sparql.load(other), both) == 0
        assert text_of(ttl, KnowledgeGraph(both)) == text_of(ttl, graph())


def test_a_graph_without_texts_cannot_be_restored(kg: KnowledgeGraph) -> None:
    """Evidence has nothing to stand on."""
    with Store() as again, pytest.raises(ExportError, match="written without texts. Write it with them"):
        restore(sparql.load(kg, options=Options(text=False)), again)
    assert again is not None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            "DELETE { ?x oa:exact ?y } INSERT { ?x oa:exact 'منع' } WHERE { ?x oa:exact ?y FILTER (?y = 'منح') }",
            "'منع'",
        ),
        (
            "DELETE { ?s kh:polarity ?p } INSERT { ?s kh:polarity kh:polarity-affirmed } WHERE"
            " { ?s kh:polarity ?p FILTER (?p = kh:polarity-negated) }",
            "It was changed after it was written",
        ),
        ("DELETE { ?s kh:trigger ?p } WHERE { ?s kh:trigger ?p }", "needs one kh:trigger, and has 0"),
        ("DELETE { ?s kh:text ?p } INSERT { ?s kh:text 'آخر' } WHERE { ?s kh:text ?p }", "not what it was written as"),
    ],
)
def test_a_changed_graph_is_refused_and_the_store_stays(kg: KnowledgeGraph, change: str, message: str) -> None:
    """Whoever changed it: a statement is its words."""
    from khabar.exports._terms import PREFIXES

    changed = sparql.load(kg)
    before = len(changed)
    scoped = (
        change.replace("{ ?", "{ GRAPH ?g { ?").replace(" } INSERT", " } } INSERT").replace(" } WHERE", " } } WHERE")
    )
    changed.update(scoped + " }", prefixes=PREFIXES)
    assert len(changed) <= before
    with Store() as again:
        with pytest.raises(ExportError, match=message):
            restore(changed, again)
        assert again.counts() == {"articles": 0, "statements": 0, "entities": 0, "merges": 0}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(words=TEXT, id=TEXT, lemma=TEXT, relation_id=TEXT, source=TEXT)
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back(words: str, id: str, lemma: str, relation_id: str, source: str) -> None:
    """Ids and quotations of any characters."""
    article = Article.of(f"نص {words}.", id=id or "0", title=words.strip(), source=source)
    at = article.text.index("نص")
    subject = Mention("نص", at, at + 2, "OTHER", "name")
    named = replace(GRANT_ASYLUM, id=f"r{relation_id}", lemma=lemma or "?")
    found = statement(article, subject, named, trigger=article.text, extractor=source, confidence=0.123456789)
    other = statement(article, subject, relation(None, lemma or "?", "", "", "OTHER"), subject, trigger="نص")
    entity = Entity(id or "1", "named", "OTHER", Labels.of(ar=words))
    with Store() as one, Store() as again:
        one.add([Reading(article, (found, other))])
        one.resolve(Resolution((entity,), {(article.id, at, at + 2): entity.id}))
        restore(sparql.load(one), again)
        assert list(again.resolved()) == list(one.resolved())
        assert list(again.entities()) == [entity]
        assert [s.id for s in again.statements()] == [s.id for s in one.statements()]


def test_what_is_in_the_store_stays(kg: KnowledgeGraph) -> None:
    """An import beside other articles changes nothing of theirs."""
    with store([hama()]) as kept:
        before = list(kept.resolved())
        restore(sparql.load(graph([syria()])), kept)
        assert list(kept.resolved())[: len(before)] == before
        assert mention(hama().article, "حماة", "GPE").text == "حماة"
