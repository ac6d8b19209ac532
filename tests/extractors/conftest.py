"""What the tests of extraction share: one extractor, and statements as lines that a reader can check by eye."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from khabar.extractors import Extractor
from khabar.graph.model import Article, Mention, Reading, Statement

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def arabic() -> Extractor:
    return Extractor("ar")


@pytest.fixture(scope="session")
def read(arabic: Extractor) -> Read:
    """Return a function from Arabic text to its reading."""

    def _read(text: str, *, title: str = "", published: date | None = None) -> Reading:
        article = Article.of(text, id="t", title=title, published=published)
        return next(iter(arabic.read([article])))

    return _read


@pytest.fixture(scope="session")
def english() -> Extractor:
    return Extractor("en")


@pytest.fixture(scope="session")
def read_english(english: Extractor) -> Read:
    """Return a function from English text to its reading."""

    def _read(text: str, *, title: str = "", published: date | None = None) -> Reading:
        article = Article.of(text, id="t", title=title, language="en", published=published)
        return next(iter(english.read([article])))

    return _read


def name(reading: Reading, mention: Mention | None) -> str:
    """Return a mention's words, through its resolution."""
    if mention is None:
        return "-"
    resolved = {c.mention.span: c.antecedent.text for c in reading.corefs}
    return resolved.get(mention.span, mention.text)


def line(reading: Reading, statement: Statement) -> str:
    """Return "subject | relation | object": the relation by its id in the ontology, an open one by its lemma."""
    claim = statement.claim
    relation = claim.relation.id or claim.relation.lemma
    return f"{name(reading, claim.subject)} | {relation} | {name(reading, claim.object)}"


def lines(reading: Reading) -> set[str]:
    return {line(reading, s) for s in reading.statements}


def find(reading: Reading, wanted: str) -> Statement:
    """Return the statement of a line; the failure lists what was read instead."""
    for statement in reading.statements:
        if line(reading, statement) == wanted:
            return statement
    raise AssertionError(f"{wanted!r} was not read; there is: {sorted(lines(reading))}")
