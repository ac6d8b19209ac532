"""Fit what each signal of a statement weighs for its confidence, to statements that were judged against their texts.

    python -m training.confidence ar=benchmarks/data/judged_ar.jsonl en=benchmarks/data/judged_en.jsonl \\
        -o extractors/calibration.toml

A logistic model of the signals (extractors/signals.py) for each language, with a ridge on the weights of signals of
like spread, fitted by Newton's method: the same judgments give the same file. The ridge draws the first language's
weights to 0 and the others' to the first one's, so that a language with few judgments keeps most of what the first has
shown. Then the scores are scaled to judgments that nobody had seen when the rules were mended.
``benchmarks/calibration.py`` says how well the confidences hold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from khabar.extractors.signals import SIGNALS

NAMES = ("base", *SIGNALS)
FRESH, CHECK = "fresh", "check"  # draws that nobody had seen when the rules were mended: to scale a fit, to check it
WRONG = "wrong"
FIRST = "ar"  # the language with most judgments, whose weights the others begin with
_RIDGE = 8.0  # on every weight but the base
_LATER_RIDGE = 20.0  # of a language that begins with the weights of another
_HEAD = """\
# What each signal of a statement weighs for its confidence: a logistic model for each language, fitted by
# training/confidence.py to judged statements. Written by the script; do not edit.
"""

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def table(judged: Sequence[dict[str, Any]]) -> tuple[Matrix, Matrix]:
    """Return the signals, a row for each judged statement, and 1.0 for those that hold, at most imprecise in a part."""
    rows = [[1.0, *(float(j["signals"].get(name, 0.0)) for name in SIGNALS)] for j in judged]
    return np.array(rows), np.array([float(j["verdict"] != WRONG) for j in judged])


def fit(signals: Matrix, right: Matrix, *, prior: Matrix | None = None) -> Matrix:
    """Return the weights of the model that makes the judgments likeliest, one for each of NAMES; the ridge draws them
    to ``prior``."""
    spread = signals.std(0)
    spread[spread == 0] = 1.0
    spread[0] = 1.0
    scaled = signals / spread
    begins = np.zeros(signals.shape[1]) if prior is None else prior * spread
    weights = begins.copy()
    penalty = np.full(signals.shape[1], _RIDGE if prior is None else _LATER_RIDGE)
    penalty[0] = 1e-6
    for _ in range(100):
        expected = shares(scaled, weights)
        slope = scaled.T @ (expected - right) + penalty * (weights - begins)
        curve = (scaled * (expected * (1 - expected))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    found: Matrix = weights / spread
    return found


def scaled(weights: Matrix, signals: Matrix, right: Matrix) -> Matrix:
    """Return weights as sure as fresh judgments bear out: their score times a scale and plus a shift, fitted likewise.

    Rules are mended with the judgments that weights are fitted to, so that more of those hold than of fresh ones.
    """
    score = signals @ weights
    shift, scale = fit(np.column_stack([np.ones(len(score)), score]), right, prior=np.array([0.0, 1.0]))
    found: Matrix = weights * scale
    found[0] += shift
    return found


def shares(signals: Matrix, weights: Matrix) -> Matrix:
    """Return the confidence of each row."""
    found: Matrix = 1 / (1 + np.exp(-signals @ weights))
    return found


def load(path: Path) -> list[dict[str, Any]]:
    """Return the judgments of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def drawn(judged: Sequence[dict[str, Any]], *draws: str) -> list[dict[str, Any]]:
    """Return the judgments of these draws; without one, those of development, which weights are fitted to."""
    return [row for row in judged if (row["draw"] in draws if draws else row["draw"] not in (FRESH, CHECK))]


def learned(judged: Sequence[dict[str, Any]], prior: Matrix | None = None) -> tuple[Matrix, Matrix]:
    """Return the weights that a language's judgments give before and after they are scaled to its fresh ones."""
    weights = fit(*table(drawn(judged)), prior=prior)
    fresh = drawn(judged, FRESH)
    return weights, scaled(weights, *table(fresh)) if fresh else weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="+", help="LANGUAGE=FILE, the first the one with most judgments")
    parser.add_argument("-o", "--output", required=True, type=Path)
    options = parser.parse_args()
    lines, prior = [_HEAD], None
    for language, _, path in (item.partition("=") for item in options.judged):
        judged = load(Path(path))
        unscaled, weights = learned(judged, prior)
        prior = unscaled if prior is None else prior
        number, fresh = len(drawn(judged)), len(drawn(judged, FRESH))
        lines.append(f"# {number} statements of development, {fresh} fresh ones to scale by\n[{language}]")
        lines += [f'"{name}" = {weight:.3f}' for name, weight in zip(NAMES, weights, strict=True)]
        lines.append("")
    options.output.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
