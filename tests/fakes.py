"""An extractor for tests of what stands around extraction: an article's first word does its second to its last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import SimpleNamespace

import pytest

from khabar import pipeline
from khabar.graph.gazetteer import Gazetteer
from khabar.graph.model import Article, Claim, Evidence, Labels, Mention, Reading, Relation, Statement
from khabar.graph.ontology import Ontology


class FirstAndLast:
    """Reads ``بوتين زار ... دمشق`` as (بوتين, زار, دمشق); an article that holds the word FAULT fails."""

    def __init__(self, language: str = "ar", **options: object) -> None:
        self.language = language

    def read(self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]) -> Iterator[Reading]:
        for article in articles:
            if "FAULT" in article.text:
                on_error(article, RuntimeError("the word FAULT"))
                continue
            yield Reading(article, (_statement(article),))


_load = cache(Gazetteer.load)
_ontology = cache(Ontology.load)


def fake_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pipeline read with FirstAndLast, and load the built-in names and relations once for all tests."""
    monkeypatch.setattr(pipeline, "Extractor", FirstAndLast)
    monkeypatch.setattr(pipeline, "LANGUAGES", ("ar", "en"))
    monkeypatch.setattr(pipeline, "Gazetteer", SimpleNamespace(load=_load))
    monkeypatch.setattr(pipeline, "Ontology", SimpleNamespace(load=_ontology))


def _statement(article: Article) -> Statement:
    first, second, *_, last = (match.span() for match in re.finditer(r"\w+", article.text))
    claim = Claim(
        Mention(article.text[slice(*first)], *first, "PER", "name"),
        Relation(None, article.text[slice(*second)], Labels()),
        Mention(article.text[slice(*last)], *last, "GPE", "name"),
    )
    evidence = Evidence(article, first[0], last[1])
    return Statement(article.id, claim, evidence, Evidence(article, *second), confidence=0.5)
