"""Does a confidence mean something? The share of judged statements that were right, by how sure they were.

    python benchmarks/calibration.py benchmarks/data/judged_ar.jsonl [--json]

Each line of FILE is a statement of an article, judged by a reader: ``article`` and ``statement`` (ids), ``start`` and
``end`` of its evidence, ``draw`` (the sample it was drawn in), ``right``, and ``signals`` as the extractor had them
(extractors/confidence.py).

    shipped          the confidences that the package gives, extractors/calibration.toml
    cross-validated  those of models fitted to nine tenths of the articles, on the tenth left out: as fresh ones have it

``promise`` is what a threshold does: of the statements at least so sure, how many there are, how sure they are on the
average, and how many of them are right. A draw named ``check`` was judged after the fit and is no part of it; it is
printed by itself.
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
from training.confidence import CHECK, NAMES, Matrix, fit, load, shares, table

FOLDS = 10
BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.001)
THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85)


def cross_validated(judged: Sequence[dict[str, Any]]) -> Matrix:
    """Return the confidence of each statement from a model that saw none of its article."""
    signals, right = table(judged)
    order = {id: i for i, id in enumerate(sorted({j["article"] for j in judged}))}
    fold = np.array([order[j["article"]] % FOLDS for j in judged])
    found = np.zeros(len(judged))
    for number in range(FOLDS):
        out = fold == number
        found[out] = shares(signals[out], fit(signals[~out], right[~out]))
    return found


def shipped(judged: Sequence[dict[str, Any]]) -> Matrix:
    """Return the confidence that the package gives to each statement."""
    weights = confidence.weights()
    return shares(table(judged)[0], np.array([weights[name] for name in NAMES]))


def reliability(sure: Matrix, right: Matrix) -> Iterator[dict[str, float]]:
    """Yield, for each bin of confidence, how many statements it has, how sure they are and how many are right."""
    for low, high in zip(BINS, BINS[1:], strict=False):
        yield _row(sure, right, (sure >= low) & (sure < high), low)


def promise(sure: Matrix, right: Matrix) -> Iterator[dict[str, float]]:
    """Yield the same for all statements of at least a confidence."""
    for threshold in THRESHOLDS:
        yield _row(sure, right, sure >= threshold, threshold)


def _row(sure: Matrix, right: Matrix, chosen: Any, low: float) -> dict[str, float]:
    number = int(chosen.sum())
    mean, share = (float(sure[chosen].mean()), float(right[chosen].mean())) if number else (0.0, 0.0)
    return {"from": low, "number": number, "confidence": round(mean, 3), "right": round(share, 3)}


def figures(judged: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return every table, and the expected calibration error and log loss of the cross-validated confidences."""
    fitted = [j for j in judged if j["draw"] != CHECK]
    later = [j for j in judged if j["draw"] == CHECK]
    right = table(fitted)[1]
    sure = cross_validated(fitted)
    bins = list(reliability(sure, right))
    gaps = [row["number"] * abs(row["confidence"] - row["right"]) for row in bins]
    loss = -np.mean(right * np.log(sure) + (1 - right) * np.log(1 - sure))
    found: dict[str, Any] = {
        "judged": len(fitted),
        "right": round(float(right.mean()), 3),
        "calibration error": round(sum(gaps) / len(fitted), 3),
        "log loss": round(float(loss), 3),
        "cross-validated": bins,
        "cross-validated promise": list(promise(sure, right)),
        "shipped promise": list(promise(shipped(fitted), right)),
    }
    if later:
        found["promise on statements judged after the fit"] = list(promise(shipped(later), table(later)[1]))
    return found


def print_figures(found: dict[str, Any]) -> None:
    for name, value in found.items():
        if not isinstance(value, list):
            print(f"{name:24}{value}")
            continue
        print(f"\n{name}\n{'from':>8}{'number':>10}{'confidence':>12}{'right':>8}")
        for row in value:
            print(f"{row['from']:8.2f}{row['number']:10}{row['confidence']:12.3f}{row['right']:8.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judged", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    found = figures(load(options.judged))
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        print_figures(found)


if __name__ == "__main__":
    main()
