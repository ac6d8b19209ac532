"""The quality gate: builds the annotated articles, scores the statements, and compares the figures with floors.toml.

    python benchmarks/gate.py GOLD_FOLDER [--articles ARTICLES.jsonl]

GOLD_FOLDER holds ``score.py`` and, for each section of floors.toml such as ``ar_dev``, ``ar_dev.jsonl`` (the facts) and
``ar_dev_articles.jsonl``. With ``--articles`` the speed is measured on that file too (benchmarks/pipeline.py).
Exits with 1 when a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pipeline import measure

import khabar

FLOORS = Path(__file__).with_name("floors.toml")


class Figure(NamedTuple):
    """A figure and the bound it must keep; ``most`` tells an upper bound from a floor."""

    name: str
    value: float
    bound: float
    most: bool

    @property
    def holds(self) -> bool:
        return self.value <= self.bound if self.most else self.value >= self.bound

    def __str__(self) -> str:
        relation = "at most" if self.most else "at least"
        return f"{'ok  ' if self.holds else 'FAIL'} {self.name}: {self.value:,.3f} ({relation} {self.bound:,})"


def score(gold: Path, name: str) -> dict[str, Any]:
    """Build the articles of one gold set and return what the scoring script says of the statements."""
    articles = gold / f"{name}_articles.jsonl"
    kg = khabar.build(articles)
    if kg.counts.skipped:
        raise SystemExit(f"{name}: {len(kg.counts.skipped)} articles were skipped, the first: {kg.counts.skipped[0]}")
    with tempfile.TemporaryDirectory() as folder:
        statements = Path(folder) / "statements.jsonl"
        kg.write(statements)
        command = [sys.executable, str(gold / "score.py"), str(gold / f"{name}.jsonl"), str(statements), str(articles)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def quality(gold: Path, floors: dict[str, dict[str, float]]) -> Iterator[Figure]:
    """Yield a figure for each floor of the gold sets."""
    for name, bounds in floors.items():
        found = score(gold, name)
        print(f"{name}: {json.dumps(found)}")
        for key, bound in bounds.items():
            part, _, measure_name = key.rpartition(" ")
            value = found[key] if key in found else found[part][measure_name]
            yield Figure(f"{name} {key}", value, bound, most=False)


def speed(articles: Path, bounds: dict[str, float]) -> Iterator[Figure]:
    """Yield the figures of the whole way."""
    model = measure("model", articles)
    # The better of two: what else uses the machine only takes away.
    found = max((measure("whole", articles) for _ in range(2)), key=itemgetter("words_per_second"))
    print(f"speed: {json.dumps(found)}, the model alone: {json.dumps(model)}")
    values = {
        # Machines differ, and one by the hour: what holds on each is the rate beside that of the model alone.
        "words per CPU second, share of the model's": found["words_per_second"] / model["words_per_second"],
        "start-up CPU seconds, at most": found["start_cpu"],
        "peak MiB, at most": found["peak_mib"],
    }
    for key, bound in bounds.items():
        yield Figure(key.removesuffix(", at most"), values[key], bound, most=key.endswith(", at most"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=Path)
    options = parser.parse_args()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    bounds = floors.pop("speed")
    found = [*quality(options.gold, floors), *(speed(options.articles, bounds) if options.articles else ())]
    print(*found, sep="\n")
    return 0 if all(figure.holds for figure in found) else 1


if __name__ == "__main__":
    sys.exit(main())
