"""Pipelines that are not Khabar's own: spaCy's English trees are converted, what has none is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from khabar.extractors import Extractor, ModelUnfit
from khabar.extractors.english.grammar import GRAMMAR
from khabar.extractors.pipelines import convert
from khabar.extractors.syntax import Analysis, analyse
from khabar.graph.model import Article

from ..conftest import lines

# word/part of speech/lemma/label/head, as en_core_web_sm has them
PASSIVE = (
    "The/DET/the/det/1 city/NOUN/city/nsubjpass/3 was/AUX/be/auxpass/3 bombed/VERB/bomb/ROOT/3 by/ADP/by/agent/3 "
    "Turkey/PROPN/Turkey/pobj/4 ./PUNCT/./punct/3"
)
NESTED = (
    "Russia/PROPN/Russia/nsubj/1 pulled/VERB/pull/ROOT/1 out/ADP/out/prep/1 of/ADP/of/prep/2 Kabul/PROPN/Kabul/pobj/3"
)
COPULA = (
    "Macron/PROPN/Macron/nsubj/1 is/AUX/be/ROOT/1 president/NOUN/president/attr/1 of/ADP/of/prep/2 "
    "France/PROPN/France/pobj/3"
)


def tree(written: str, **ents: str) -> Analysis:
    rows = [word.rsplit("/", 4) for word in written.split()]
    words, pos, lemmas, deps, heads = ([row[i] for row in rows] for i in range(5))
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        pos=pos,
        lemmas=lemmas,
        deps=deps,
        heads=[int(head) for head in heads],
        ents=[f"B-{ents[word]}" if word in ents else "O" for word in words],
    )
    return analyse(doc)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (PASSIVE, {"city": "nsubj:pass bombed", "Turkey": "obl:agent bombed", "by": "case Turkey"}),
        (NESTED, {"Kabul": "obl pulled", "of": "case Kabul", "out": "case Kabul"}),
        (COPULA, {"president": "root", "is": "cop president", "Macron": "nsubj president", "France": "nmod president"}),
    ],
)
def test_trees_become_universal_dependencies(written: str, found: dict[str, str]) -> None:
    analysis = convert(tree(written), GRAMMAR, trees=True)
    hung = {w.text: f"{w.dep} {w.head.text}" if w.head else w.dep for w in analysis.words}
    assert found.items() <= hung.items()


def test_a_converted_tree_is_read_as_others_are(english: Extractor) -> None:
    analysis = convert(tree(PASSIVE, Turkey="GPE"), GRAMMAR, trees=True)
    reading = english.reading(Article.of(analysis.text, id="t", language="en"), analysis)
    assert "Turkey | bomb | city" in lines(reading)


def test_names_get_their_types_and_dates_are_none() -> None:
    analysis = convert(tree(COPULA, Macron="PERSON", president="DATE"), GRAMMAR, trees=True)
    assert [(name.type, name.words[0].text) for name in analysis.names] == [("PER", "Macron")]


def test_a_pipeline_without_a_parser_is_refused_in_one_line(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "en_plain")
    with pytest.raises(ModelUnfit, match="has no component 'parser'") as refused:
        _ = Extractor("en", model=str(tmp_path / "en_plain")).nlp
    assert "\n" not in str(refused.value)


def test_a_pipeline_of_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("fr").to_disk(tmp_path / "en_french")
    with pytest.raises(ModelUnfit, match="is of language 'fr', not 'en'"):
        _ = Extractor("en", model=str(tmp_path / "en_french")).nlp
