"""An extractor for tests of what stands around extraction: an article's first word does its second to its last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from types import SimpleNamespace

import pytest

from khabar import reading
from khabar.commands import build
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
    """Let builds read with FirstAndLast in this process, and load the built-in names and relations once for all."""
    monkeypatch.setattr(reading, "Extractor", FirstAndLast)
    monkeypatch.setattr(reading, "LANGUAGES", ("ar", "en"))
    monkeypatch.setattr(reading, "Gazetteer", SimpleNamespace(load=_load))
    monkeypatch.setattr(reading, "Ontology", SimpleNamespace(load=_ontology))
    monkeypatch.setattr(build, "default_jobs", lambda: 0)


def _statement(article: Article) -> Statement:
    first, second, *_, last = (match.span() for match in re.finditer(r"\w+", article.text))
    claim = Claim(
        Mention(article.text[slice(*first)], *first, "PER", "name"),
        Relation(None, article.text[slice(*second)], Labels()),
        Mention(article.text[slice(*last)], *last, "GPE", "name"),
    )
    evidence = Evidence(article, first[0], last[1])
    return Statement(article.id, claim, evidence, Evidence(article, *second), confidence=0.5)
