"""Passages of another language are read by their own extractor; offsets stay the article's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import khabar
from khabar.graph.model import Article
from khabar.readers.language import passages

LANGUAGES = ("ar", "en")
ARABIC = (
    "التقى الرئيس الأمريكي دونالد ترامب الرئيس الفرنسي إيمانويل ماكرون في باريس. "
    'وقال ترامب: "Iran attacked Israel on Monday." وزار بعدها لندن.'
)
ENGLISH = 'Macron visited Moscow. Putin said: "هاجمت تركيا سوريا في هذا العام وفي العام الماضي." He left.'


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (ARABIC, "ar", ["Iran attacked Israel on Monday."]),
        (ENGLISH, "en", ["هاجمت تركيا سوريا في هذا العام وفي العام الماضي."]),
        ("أعلنت شركة Lockheed Martin Corporation الأمريكية ذلك.", "ar", []),
        ("وقال بالفرنسية: Le président de la République est venu pour nous parler.", "ar", []),
    ],
)
def test_a_passage_is_words_of_another_language_that_is_read(text: str, language: str, found: list[str]) -> None:
    assert [text[p.start : p.end] for p in passages(text, language, LANGUAGES)] == found


@pytest.fixture(scope="module")
def kg() -> Iterator[khabar.KnowledgeGraph]:
    yield khabar.build(Article.of(ARABIC, id="ar"), Article.of(ENGLISH, id="en", language="en"), min_confidence=0.0)


@pytest.mark.parametrize(
    ("article", "claim", "speakers"),
    [
        ("ar", "Donald Trump | meet_with | Emmanuel Macron", []),
        ("ar", "Iran | attack | Israel", ["Donald Trump"]),
        ("en", "Emmanuel Macron | visit | Moscow", []),
        ("en", "Turkey | attack | Syria", ["Vladimir Putin"]),
    ],
)
def test_each_passage_is_read_and_keeps_its_speaker(
    kg: khabar.KnowledgeGraph, article: str, claim: str, speakers: list[str]
) -> None:
    read = {
        (
            f.statement.article,
            " | ".join([f.subject.label("en"), f.statement.claim.relation.key, f.object.label("en")]),
        ): f
        for f in kg.facts()
        if f.object is not None
    }
    assert [entity.label("en") for entity in read[article, claim].speakers] == speakers


def test_evidence_is_the_words_of_the_article(kg: khabar.KnowledgeGraph) -> None:
    texts = {"ar": ARABIC, "en": ENGLISH}
    for fact in kg.facts():
        words = fact.statement.evidence
        assert texts[fact.statement.article][words.start : words.end] == words.text
