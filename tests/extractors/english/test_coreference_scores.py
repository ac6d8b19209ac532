"""The measures of coreference, on sets whose scores can be counted by hand, and the marks of GUM."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path
from random import Random

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))

from coreference import b_cubed, best_pairing, ceaf_e, documents, gold_clusters, muc  # noqa: E402

A, B, C, D = ((n, n + 1) for n in range(4))
GOLD = [frozenset({A, B, C, D})]
SPLIT = [frozenset({A, B}), frozenset({C, D})]


def test_a_set_in_two_halves() -> None:
    """Links 2 of 2 and 2 of 3; mentions 4 of 4 and 2 of 4; sets 2 * 2 / 6 of 2 and of 1."""
    found = [measure(GOLD, SPLIT) for measure in (muc, b_cubed, ceaf_e)]
    assert [score.precision for score in found] == pytest.approx([1, 1, 1 / 3])
    assert [score.recall for score in found] == pytest.approx([2 / 3, 1 / 2, 2 / 3])


@pytest.mark.parametrize("measure", [muc, b_cubed, ceaf_e])
def test_the_same_sets_are_right_and_none_are_worth_nothing(measure) -> None:  # type: ignore[no-untyped-def]
    assert measure(SPLIT, SPLIT).f1 == 1.0
    assert measure(SPLIT, []).f1 == 0.0


def test_the_best_pairing_is_the_best_of_all() -> None:
    random = Random(3)
    for rows, columns in ((1, 4), (3, 3), (4, 5), (5, 2)):
        gains = [[random.random() for _ in range(columns)] for _ in range(rows)]
        table = gains if rows <= columns else [list(row) for row in zip(*gains, strict=True)]
        every = (
            sum(r[c] for r, c in zip(table, p, strict=True))
            for p in permutations(range(max(rows, columns)), min(rows, columns))
        )
        assert best_pairing(gains) == pytest.approx(max(every))


def test_the_marks_of_the_treebank() -> None:
    words = [("Old", "(1-person-new-s-cf1-2-coref"), ("Anna", "1)"), ("left", ""),
             ("her", "(2-object-new-s-cf2-2-sgl(1-person-giv-s-cf1-1-ana)"), ("house", "2)"), (".", "")]  # fmt: skip
    rows = [f"{n}\t{w}" + "\t_" * 7 + f"\tEntity={m}\n" for n, (w, m) in enumerate(words, 1)]
    (document,) = documents(["# newdoc id = a\n", *rows])
    assert document.text == "Old Anna left her house ."
    assert gold_clusters(document) == [frozenset({(0, 8), (14, 17)})]
    assert {document.text[slice(*m.least)] for m in document.mentions} == {"Anna", "her", "house"}
