"""Glosses: words of the other language for what the ontology does not know."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from khabar.graph.glosses import GlossError, Glosses, infinitive


@pytest.fixture(scope="module")
def glosses() -> Glosses:
    return Glosses.load()


@pytest.mark.parametrize(
    ("lemma", "preposition", "gloss"),
    [
        ("عاد", "إلى", "returns to"),
        ("عَادَ", "", "returns"),
        ("أسفر", "عن", "results in"),
        ("تعاون", "مع", "cooperates with"),
        ("ارتفاع", "", "rises"),
        ("", "من", "from"),
    ],
)
def test_an_arabic_lemma_has_an_english_gloss(glosses: Glosses, lemma: str, preposition: str, gloss: str) -> None:
    assert glosses.gloss(lemma, preposition, "en") == gloss


def test_a_pair_without_a_gloss_takes_it_from_its_parts(glosses: Glosses) -> None:
    assert glosses.gloss("سافر", "عبر", "en") == "travels across"
    # The noun's own 'with' gives way to what the text says.
    assert glosses.gloss("شراكة", "في", "en") == "partners in"


def test_an_english_lemma_has_an_arabic_gloss(glosses: Glosses) -> None:
    assert glosses.gloss("return", "to", "ar") == "عاد إلى"
    assert glosses.gloss("kill", "", "ar") == "قتل"


def test_what_is_unknown_has_no_gloss(glosses: Glosses) -> None:
    assert glosses.gloss("تثاءب", "", "en") is None
    assert glosses.gloss("تثاءب", "في", "en") is None
    assert glosses.gloss("عاد", "إلى", "fr") is None


def test_every_gloss_is_in_the_third_person_singular(glosses: Glosses) -> None:
    for gloss in glosses._tables["en"].words.values():
        assert gloss.split()[0].endswith("s"), gloss


@pytest.mark.parametrize(
    ("gloss", "base"),
    [
        ("says", "say"),
        ("carries out", "carry out"),
        ("is born in", "be born in"),
        ("pushes", "push"),
        ("dies", "die"),
        ("goes to", "go to"),
        ("uses", "use"),
    ],
)
def test_infinitive(gloss: str, base: str) -> None:
    assert infinitive(gloss) == base


def test_glosses_survive_pickling(glosses: Glosses) -> None:
    assert pickle.loads(pickle.dumps(glosses)).gloss("عاد", "إلى", "en") == "returns to"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[ar.verbs]\n"returns" = "عاد"\n', "needs a list of lemmas, found 'عاد'"),
        (
            '[ar.verbs]\n"returns" = ["عاد"]\n"goes back" = ["عاد"]\n',
            "glosses 'عاد' as 'returns' and as 'goes back'. Keep one",
        ),
        ("[en]\n", r"\[ar.verbs\] is missing"),
        ("[ar\n", "not TOML"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GlossError, match=message):
        Glosses.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(GlossError, match="cannot be read"):
        Glosses.load(tmp_path / "none.toml")
