"""Parts of the Arabic pipeline that need no weights: trees, lemma scripts, sentence ends."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from ar_khabar_news.lemmas import apply_script, script
from ar_khabar_news.networks.decoding import best_tree
from ar_khabar_news.scheme import news_tree
from ar_khabar_news.sentences import sentence_starts
from hypothesis import given
from hypothesis import strategies as st


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether heads (from 1, 0 is the root) are a tree with one root."""
    if heads.count(0) != 1:
        return False
    for node in range(1, len(heads) + 1):
        seen: set[int] = set()
        while node:
            if node in seen:
                return False
            seen.add(node)
            node = heads[node - 1]
    return True


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_best_tree_is_a_tree_with_one_root(size: int, seed: int) -> None:
    """Whatever the scores, the heads are one tree with one root."""
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype("float32")
    assert is_tree(tuple(int(head) for head in best_tree(scores)))


@given(st.integers(2, 5), st.integers(0, 2_000))
def test_best_tree_is_the_best_under_its_root(size: int, seed: int) -> None:
    """No other tree with the same root scores higher."""
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype("float32")
    found = tuple(int(head) for head in best_tree(scores))
    total = {heads: sum(scores[i, head] for i, head in enumerate(heads))
             for heads in itertools.product(range(size + 1), repeat=size)
             if is_tree(heads) and heads.index(0) == found.index(0)}
    assert total[found] == pytest.approx(max(total.values()), abs=1e-4)


@pytest.mark.parametrize(("form", "lemma"), [
    ("المستشار", "مُستَشَار"), ("يختطف", "اِختَطَف"), ("أشرطة", "شَرِيط"), ("قال", "قَال"), ("الطرقات", "طَرِيق"),
])
def test_a_script_makes_its_lemma(form: str, lemma: str) -> None:
    """The script of a word and its lemma, applied to the word, gives the lemma."""
    assert apply_script(form, script(form, lemma)) == lemma


def test_conjunction_gives_way_to_its_verb() -> None:
    """و root with the verb as parataxis becomes the verb's cc: وأعلن الوزير القرار."""
    heads, labels = news_tree([0, 0, 1, 1], ["root", "parataxis", "nsubj", "obj"], ["CCONJ", "VERB", "NOUN", "NOUN"])
    assert heads == [1, 1, 1, 1]
    assert labels == ["cc", "root", "nsubj", "obj"]


def test_dateline_gives_way_to_the_report() -> None:
    """بيروت - قال الوزير: the verb is the root, the place its parataxis."""
    heads, labels = news_tree([0, 0, 0, 2], ["root", "punct", "parataxis", "nsubj"], ["PROPN", "PUNCT", "VERB", "NOUN"])
    assert heads[2] == 2
    assert (heads[0], labels[0]) == (2, "parataxis")


def test_a_line_end_ends_a_sentence_and_an_open_quote() -> None:
    """A quotation mark that is never closed holds no further than its line."""
    words = ["قال", '"', "نعم", ".", "\n", "عاد", "."]
    assert [i for i, start in enumerate(sentence_starts(words, [False] * 7)) if start] == [0, 5]
