"""What a large corpus costs, against the limits that are set for it.

    python benchmarks/corpus.py store [--statements 1000000] [--at FILE]
    python benchmarks/corpus.py build ARTICLES.jsonl [--jobs 2]
    python benchmarks/corpus.py many TEXT.txt.xz [--articles 20000] [--jobs 2]

``store`` fills a store with synthetic statements (it takes minutes; ``--at`` keeps the file for another time) and
measures opening it, all that is said about one entity, taking an article out, and its size. ``build`` compares
``khabar build`` with its parts on real articles: words per CPU second of the extractor alone and of the whole command
with one worker, exports left out, and how much sooner several workers are done. ``many`` reads that many articles, made
of a corpus of articles parted by empty lines, each with a sentence of its own so that no two are the same, and prints
the highest memory of any process. CPU seconds are those of all processes; wall time means little while others use the
cores.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from synthetic import Keys, synthetic

from khabar.graph.identity import Resolution
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Entity
from khabar.graph.store import Store

_SENTENCES = 15
_CHUNK = 1000
_RUN = [sys.executable, "-m", "khabar", "build"]


def row(what: str, found: float, unit: str, limit: str = "") -> None:
    """Print a figure and its limit."""
    number = f"{found:,.0f}" if found >= 100 else f"{found:,.2f}"
    print(f"{what:52} {number:>10} {unit:24} {limit}", flush=True)


def timed(act: Callable[[], object]) -> float:
    """Return how many seconds it takes, on the wall."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def fill(path: Path, statements: int) -> None:
    """Fill a store with synthetic statements, resolved."""
    entities: dict[str, Entity] = {}
    mentions: Keys = {}
    with Store(path) as store:
        for number in range(-(-statements // (_SENTENCES * _CHUNK))):
            made = synthetic(articles=_CHUNK, people=20_000, seed=number, first=number * _CHUNK, topics=400)
            store.add(made.readings)
            entities |= {entity.id: entity for entity in made.entities}
            mentions |= made.mentions
        ordered = tuple(entities[id] for id in sorted(entities))
        row("resolving", timed(lambda: store.resolve(Resolution(ordered, mentions, ()))), "s")


def store(path: Path, statements: int) -> None:
    """Print the figures of a store of so many statements."""
    if not path.exists():
        row("filling", timed(lambda: fill(path, statements)), "s, resolving too")
    with Store(path) as kept:
        count = kept.counts()["statements"]
        ids = [entity.id for entity in kept.entities()]
    size = sum(file.stat().st_size for file in path.parent.glob(path.name + "*"))
    row("statements", count, "")
    row("size of the file", size / count / 1000, "KB a statement", "<= 1.5")
    row("opening", statistics.median(_opened(path) for _ in range(5)), "s, median of 5", "< 1")
    rng = random.Random(1)
    with Store(path) as kept:
        kg = KnowledgeGraph(kept)
        some = [(timed(lambda id=id: kg.ego(id)), sum(1 for _ in kg.about(id))) for id in rng.sample(ids, 200)]  # type: ignore[misc]
        times = sorted(seconds for seconds, _ in some)
        row("ego network of an entity, median of 200", times[100] * 1000, "ms", "< 50")
        row("    the slowest of 95 in 100", times[190] * 1000, "ms")
        row("    statements about the median one", sorted(n for _, n in some)[100], "")
        most = max(ids, key=kept.count_about)
        row("    of the entity with the most statements", timed(lambda: kg.ego(most)) * 1000, "ms")
        row("    statements about it", kept.count_about(most), "")
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _opened(path: Path) -> float:
    def act() -> None:
        with Store(path) as kept:
            next(kept.articles())

    return timed(act)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("store")
    one.add_argument("--statements", type=int, default=1_000_000)
    one.add_argument("--at", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.command == "store":
            store(options.at or Path(name) / "corpus.khabar", options.statements)


if __name__ == "__main__":
    main()
