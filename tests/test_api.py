"""The library call."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from factories import SYRIA, syria
from fakes import FirstAndLast

import khabar
from khabar.graph.model import Article, Reading

FAKE = {"ar": FirstAndLast()}


def test_build_and_look() -> None:
    """Articles go in; statements, entities, a networkx graph and RDF come out."""
    kg = khabar.build(khabar.Article.of("بوتين زار دمشق", id="a"), extractors=FAKE)
    (statement,) = kg.statements()
    assert (statement.claim.subject.text, statement.evidence.text) == ("بوتين", "بوتين زار دمشق")
    assert kg.nx.number_of_edges() == 1
    graph = kg.to_rdf()
    assert isinstance(graph, rdflib.Graph)
    assert any("بوتين زار دمشق" in str(value) for value in graph.objects())


def test_write(tmp_path: Path) -> None:
    """The suffix names the format, and the triples are those of ``to_rdf``."""
    kg = khabar.build(khabar.Article.of("بوتين زار دمشق", id="a"), extractors=FAKE)
    kg.write(tmp_path / "graph.ttl")
    assert len(rdflib.Graph().parse(tmp_path / "graph.ttl")) == len(kg.to_rdf()) > 10


def test_a_store_on_disk(tmp_path: Path) -> None:
    """What was read is read once."""
    article = khabar.Article.of("بوتين زار دمشق", id="a")
    first = khabar.build(article, store=tmp_path / "n.khabar", extractors=FAKE)
    assert (first.counts.read, first.counts.known) == (1, 0)
    first.store.close()
    second = khabar.build(article, store=tmp_path / "n.khabar", extractors=FAKE)
    assert (second.counts.read, second.counts.known, len(list(second.statements()))) == (0, 1, 1)


def test_skipped(caplog: pytest.LogCaptureFixture) -> None:
    """What is skipped is logged, handed over and listed."""
    handed: list[khabar.Skipped] = []
    kg = khabar.build("nowhere.txt", extractors=FAKE, on_skip=handed.append)
    assert kg.counts.skipped == handed == [khabar.Skipped("nowhere.txt", "there is no such file or folder.")]
    assert caplog.record_tuples == [
        ("khabar.pipeline", logging.WARNING, "nowhere.txt: there is no such file or folder.")
    ]


def test_content_of_what_is_dropped() -> None:
    """A statement's content names no statement that min_confidence left out."""

    class Given:
        def read(self, articles: Iterable[Article], *, on_error: object) -> Iterator[Reading]:
            found = syria()
            unsure = [
                replace(s, confidence=0.3 if s.claim.relation.id == "grant_asylum" else 0.9) for s in found.statements
            ]
            yield replace(found, statements=tuple(unsure))

    def content(min_confidence: float) -> tuple[int, list[tuple[str, ...]]]:
        kg = khabar.build(SYRIA, extractors={"ar": Given()}, min_confidence=min_confidence)
        found = list(kg.statements())
        return len(found), [s.content for s in found if s.claim.relation.id == "say"]

    asylum = next(s.id for s in syria().statements if s.claim.relation.id == "grant_asylum")
    assert content(0.0) == (6, [(asylum,)])
    assert content(0.5) == (5, [()])


def test_decisions(tmp_path: Path) -> None:
    """A file can say that two names are one entity; without the file they are two."""
    articles = [khabar.Article.of("سلمى زارت دمشق", id="a"), khabar.Article.of("ليلى زارت دمشق", id="b")]
    path = tmp_path / "decisions.txt"
    path.write_text("1\tsame\tسلمى\tليلى\tone woman\tme\n", encoding="utf-8")

    def subjects(**options: Path) -> set[str]:
        kg = khabar.build(*articles, extractors=FAKE, **options)  # type: ignore[arg-type]
        return {fact.subject.id for fact in kg.facts()}

    assert (len(subjects()), len(subjects(decisions=path))) == (2, 1)
    with pytest.raises(khabar.readers.InputError, match="there is no such file of decisions"):
        subjects(decisions=tmp_path / "nowhere.txt")


def test_names_are_found_when_asked_for() -> None:
    """The module lists its names, and says so where one is not there."""
    assert {"build", "KnowledgeGraph", "Article", "Skipped"} <= set(dir(khabar))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        khabar.nonsense  # noqa: B018  (the access is what is tested)
