"""Parts of the English pipeline that need no weights: lemma scripts, spelling, sentence starts, names of GUM."""

from __future__ import annotations

import pytest
from en_khabar_news.entities import news_label
from en_khabar_news.lemmas import apply_script, script
from en_khabar_news.sentences import sentence_starts
from en_khabar_news.wordshape import kind, vector_key, word_key
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(("form", "lemma", "expected"), [
    ("Tries", "try", "l3|y"), ("Bush", "Bush", "=0|"), ("bigger", "big", "l3|"), ("Democrats", "Democrat", "=1|"),
])
def test_a_script_makes_its_lemma(form: str, lemma: str, expected: str) -> None:
    """The script of a word and its lemma, applied to the word, gives the lemma."""
    assert script(form, lemma) == expected
    assert apply_script(form, expected) == lemma


@given(st.text("aeinrstyAEST", min_size=1), st.text("aeinrstyAEST", min_size=1))
def test_every_lemma_has_a_script(form: str, lemma: str) -> None:
    """Any pair of words has a script that leads from one to the other."""
    assert apply_script(form, script(form, lemma)) == lemma


def test_a_script_too_long_for_its_word_makes_nothing() -> None:
    """Nothing is made of a word shorter than what the script drops."""
    assert apply_script("a", "l3|y") is None


@pytest.mark.parametrize(("form", "number"), [
    ("said", 0), ("1990s", 1), ("Syria", 2), (",", 3), ("UN", 4), ("I", 5), ("McCain", 6), ("سوريا", 7), ("'s", 8),
])
def test_the_sort_of_a_word(form: str, number: int) -> None:
    """Case and script are told apart."""
    assert kind(form) == number


def test_keys_fold_case_quotes_and_digits() -> None:
    """Vectors and vocabulary hold one spelling of a word."""
    assert word_key("N’T") == "n't"
    assert (word_key("B-52"), vector_key("1,500"), vector_key("201911")) == ("b-00", "0,000", "0000")


@pytest.mark.parametrize(("words", "label"), [
    ("Russian", "NORP"), ("Kurds", "NORP"), ("Islamic", "NORP"), ("Gulf War", "EVENT"), ("Star Trek", "MISC"),
])
def test_the_kinds_of_other_names(words: str, label: str) -> None:
    """Nationalities and events are told from other names by their words."""
    assert news_label(words.split(), "MISC") == label
    assert news_label(words.split(), "ORG") == "ORG"


def test_a_closing_quote_stays_with_its_sentence() -> None:
    """He said: "Go." They went."""
    words = ["He", "said", ":", '"', "Go", ".", '"', "They", "went", "."]
    spaced = [True, False, True, False, False, False, True, True, False, False]
    assert [i for i, start in enumerate(sentence_starts(words, spaced)) if start] == [0, 7]
