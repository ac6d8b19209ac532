"""Fit what each signal of a statement weighs for its confidence, to statements that were judged right or wrong.

    python -m training.confidence benchmarks/data/judged_ar.jsonl -o extractors/calibration.toml

A logistic model of the signals (extractors/confidence.py) with a ridge, fitted by Newton's method: the same judgments
give the same file. ``benchmarks/calibration.py`` says how well its confidences hold.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from khabar.extractors.confidence import SIGNALS

NAMES = ("base", *SIGNALS)
CHECK = "check"  # the draw that was judged after a fit, to check it
_RIDGE = 1.0  # on every weight but the base
_HEAD = """\
# What each signal of a statement weighs for its confidence: a logistic model, fitted by training/confidence.py to
# {number} statements of {articles} articles, {right} of them judged right. Written by the script; do not edit.
"""

Matrix = np.ndarray[Any, np.dtype[np.float64]]


def table(judged: Sequence[dict[str, Any]]) -> tuple[Matrix, Matrix]:
    """Return the signals, a row for each judged statement, and 1.0 for those that are right."""
    rows = [[1.0, *(float(j["signals"].get(name, 0.0)) for name in SIGNALS)] for j in judged]
    return np.array(rows), np.array([float(j["right"]) for j in judged])


def fit(signals: Matrix, right: Matrix, *, ridge: float = _RIDGE) -> Matrix:
    """Return the weights of the model that makes the judgments likeliest, one for each of NAMES."""
    weights = np.zeros(signals.shape[1])
    penalty = np.full(signals.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(100):
        expected = shares(signals, weights)
        slope = signals.T @ (expected - right) + penalty * weights
        curve = (signals * (expected * (1 - expected))[:, None]).T @ signals + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-10:
            break
    return weights


def shares(signals: Matrix, weights: Matrix) -> Matrix:
    """Return the confidence of each row."""
    found: Matrix = 1 / (1 + np.exp(-signals @ weights))
    return found


def load(path: Path) -> list[dict[str, Any]]:
    """Return the judgments of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", nargs="+", type=Path)
    parser.add_argument("-o", "--output", required=True, type=Path)
    options = parser.parse_args()
    judged = [row for path in options.judged for row in load(path) if row["draw"] != CHECK]
    signals, right = table(judged)
    weights = fit(signals, right)
    head = _HEAD.format(number=len(judged), articles=len({j["article"] for j in judged}), right=int(right.sum()))
    lines = [f"{name} = {weight:.3f}" for name, weight in zip(NAMES, weights, strict=True)]
    options.output.write_text("\n".join([head + "[weights]", *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
