"""Official CoNLL 2018 scoring, and analyses as CoNLL-U."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from udtools.udeval import evaluate, load_conllu

METRICS = ("Tokens", "Sentences", "Words", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")
Row = tuple[str, str, str, str, int, str]
"""Lemma, part of speech, the treebank's tag, features, head (from 1, 0: root) and relation of a word."""
_TREEBANK = dict.fromkeys(
    ("no_gapping", "no_shared_parents_in_coordination", "no_shared_dependents_in_coordination", "no_control",
     "no_external_arguments_of_relative_clauses", "no_case_info", "no_empty_nodes", "multiple_roots_okay"), 0)


def official_scores(gold: str, system: str) -> dict[str, float]:
    """Return the F1 of each metric, in percent, as the CoNLL 2018 shared task counts it."""
    gold_ud, system_ud = (load_conllu(io.StringIO(text), name, _TREEBANK) for text, name in
                          ((gold, "gold"), (system, "system")))
    scores: dict[str, Any] = evaluate(gold_ud, system_ud)
    return {metric: 100 * scores[metric].f1 for metric in METRICS}


def conllu(written: Sequence[Sequence[tuple[str, str]]], rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of one sentence: `written` holds the (text, form) of the parts of each written word."""
    number = 0
    for parts in written:
        if len(parts) > 1:
            surface = "".join(text for text, _ in parts)
            yield f"{number + 1}-{number + len(parts)}\t{surface}" + "\t_" * 8
        for text, form in parts:
            number += 1
            word = (form or text) if len(parts) > 1 else text
            lemma, upos, xpos, feats, head, deprel = rows[number - 1]
            yield "\t".join(map(str, (number, word, lemma, upos, xpos, feats or "_", head, deprel, "_", "_")))
    yield ""
