"""Does a confidence mean something? The share of judged statements that were right, by how sure they were.

    python benchmarks/calibration.py LANGUAGE benchmarks/data/judged_LANGUAGE.jsonl [--json]

Each line of FILE is a statement of an article, judged by a reader: ``article`` and ``statement`` (ids), ``start`` and
``end`` of its evidence, ``draw`` (the sample it was drawn in), ``verdict`` (right in every part; minor: true, with one
part imprecise; wrong), and ``signals`` as the extractor had them (extractors/signals.py). A statement holds when it is
right or minor.

    shipped          the confidences that the package gives, extractors/calibration.toml
    cross-validated  those of models fitted to nine tenths of the articles, on the tenth left out: as fresh ones have it

``promise`` is what a threshold does: of the statements at least so sure, how many there are, how sure they are on the
average, how many of them hold, and how many are right in every part. The draw ``fresh`` only scales the weights, and
``check`` is no part of the fit; both are printed by themselves.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # training/ is no part of the package

import numpy as np

from khabar.extractors import confidence
from training.confidence import CHECK, FIRST, FRESH, NAMES, Matrix, drawn, fit, load, shares, table

FOLDS = 10
BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.001)
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85)


def cross_validated(judged: Sequence[dict[str, Any]], language: str) -> Matrix:
    """Return the confidence of each statement from a model that saw none of its article."""
    signals, holds = table(judged)
    order = {id: i for i, id in enumerate(sorted({j["article"] for j in judged}))}
    fold = np.array([order[j["article"]] % FOLDS for j in judged])
    prior = None if language == FIRST else _weights(FIRST)
    found = np.zeros(len(judged))
    for number in range(FOLDS):
        out = fold == number
        found[out] = shares(signals[out], fit(signals[~out], holds[~out], prior=prior))
    return found


def shipped(judged: Sequence[dict[str, Any]], language: str) -> Matrix:
    """Return the confidence that the package gives to each statement."""
    return shares(table(judged)[0], _weights(language))


def _weights(language: str) -> Matrix:
    weights = confidence.weights(language)
    return np.array([weights[name] for name in NAMES])


def every_part(judged: Sequence[dict[str, Any]]) -> Matrix:
    """Return 1.0 for the statements that are right in every part."""
    return np.array([float(j["verdict"] == "right") for j in judged])


def reliability(sure: Matrix, judged: Sequence[dict[str, Any]]) -> Iterator[dict[str, float]]:
    """Yield, for each bin of confidence, how many statements it has, how sure they are and how many hold."""
    for low, high in zip(BINS, BINS[1:], strict=False):
        yield _row(sure, judged, (sure >= low) & (sure < high), low)


def promise(sure: Matrix, judged: Sequence[dict[str, Any]]) -> Iterator[dict[str, float]]:
    """Yield the same for all statements of at least a confidence."""
    for threshold in THRESHOLDS:
        yield _row(sure, judged, sure >= threshold, threshold)


def _row(sure: Matrix, judged: Sequence[dict[str, Any]], chosen: Any, low: float) -> dict[str, float]:
    columns = {"confidence": sure, "hold": table(judged)[1], "right": every_part(judged)}
    means = {name: round(float(values[chosen].mean()), 3) if chosen.any() else 0.0 for name, values in columns.items()}
    return {"from": low, "number": int(chosen.sum()), **means}


def figures(judged: Sequence[dict[str, Any]], language: str) -> dict[str, Any]:
    """Return every table, and the expected calibration error and log loss of the cross-validated confidences."""
    fitted = drawn(judged)
    holds = table(fitted)[1]
    sure = cross_validated(fitted, language)
    bins = list(reliability(sure, fitted))
    gaps = [row["number"] * abs(row["confidence"] - row["hold"]) for row in bins]
    loss = -np.mean(holds * np.log(sure) + (1 - holds) * np.log(1 - sure))
    found: dict[str, Any] = {
        "judged": len(fitted),
        "hold": round(float(holds.mean()), 3),
        "right": round(float(every_part(fitted).mean()), 3),
        "calibration error": round(sum(gaps) / len(fitted), 3),
        "log loss": round(float(loss), 3),
        "cross-validated": bins,
        "cross-validated promise": list(promise(sure, fitted)),
        "shipped promise": list(promise(shipped(fitted, language), fitted)),
    }
    for draw in (FRESH, CHECK):
        if fresh := drawn(judged, draw):
            found[f"shipped promise on draw {draw}"] = list(promise(shipped(fresh, language), fresh))
    return found


def print_figures(found: dict[str, Any]) -> None:
    for name, value in found.items():
        if not isinstance(value, list):
            print(f"{name:24}{value}")
            continue
        print(f"\n{name}\n{'from':>8}{'number':>10}{'confidence':>12}{'hold':>8}{'right':>8}")
        for row in value:
            print(f"{row['from']:8.2f}{row['number']:10}{row['confidence']:12.3f}{row['hold']:8.3f}{row['right']:8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["ar", "en"])
    parser.add_argument("judged", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    found = figures(load(options.judged), options.language)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print_figures(found)


if __name__ == "__main__":
    main()
