"""What a large corpus costs, against the limits that are set for it.

    python benchmarks/corpus.py store [--statements 1000000] [--at FILE]
    python benchmarks/corpus.py build ARTICLES.jsonl [--jobs 2]
    python benchmarks/corpus.py many TEXT.txt.xz [--articles 20000] [--jobs 2]

``store`` fills a store with synthetic statements (it takes minutes; ``--at`` keeps the file for another time) and
measures opening it, all that is said about one entity, taking an article out, and its size. ``build`` compares
``khabar build`` with its parts on real articles: words per CPU second of the extractor alone and of the whole command
with one worker, exports left out, how much sooner several workers are done, and how much more as many builds do that
share nothing, which no sharing of work can better. ``many`` reads that many articles, made
of a corpus of articles parted by empty lines, each with a sentence of its own so that no two are the same, and prints
the highest memory of any process. CPU seconds are those of all processes; wall time means little while others use the
cores.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from synthetic import Keys, synthetic

from khabar.graph.gazetteer import Entry, Gazetteer
from khabar.graph.identity import Resolution
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Entity
from khabar.graph.retract import retract
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
        listed = Gazetteer.load().entries
        texts = [article.id for article in islice(kept.articles(), 0, None, count // _SENTENCES // 5)]
        taken = [timed(lambda id=id: retract(kept, [id], listed=lambda iri: _names(listed, iri))) for id in texts]  # type: ignore[misc]
        row(f"taking an article out, median of {len(taken)}", statistics.median(taken), "s", "< 1")
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


def _names(listed: Mapping[str, Entry], iri: str) -> Collection[str]:
    return listed[iri].names if iri in listed else ()


def _opened(path: Path) -> float:
    def act() -> None:
        with Store(path) as kept:
            next(kept.articles())

    return timed(act)


def build(articles: Path, jobs: int, folder: Path) -> None:
    """Print what a whole build costs beside its parts, and how much sooner several workers are done."""
    from pipeline import measure

    alone = measure("statements", articles)
    row("the extractor alone", alone["words_per_second"], "words a CPU second")
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    half = folder / "half.jsonl"
    half.write_text("".join(lines[: len(lines) // 2]), encoding="utf-8")
    part, whole = _measured(half, 1, folder), _measured(articles, 1, folder)
    # What starting costs, names and models loaded, is in both and cancels out.
    rate = (alone["words"] - _words(half)) / (whole.cpu - part.cpu)
    row("khabar build, one worker, without start-up", rate, "words a CPU second")
    row("    of the extractor's rate", 100 * rate / alone["words_per_second"], "%", ">= 90")
    row("    on the wall", whole.wall, "s")
    several = _measured(articles, jobs, folder)
    row(f"khabar build, {jobs} workers, CPU seconds", several.cpu, "s")
    row("    on the wall", several.wall, "s")
    row("    as many times as fast, reading alone", whole.reading / several.reading, "", ">= 1.8")
    row("    as many times as fast, start to end", whole.wall / several.wall, "")
    with ThreadPoolExecutor(jobs) as pool:  # each a process of its own, with a store of its own
        apart = list(pool.map(lambda number: _measured(articles, 1, folder / f"apart{number}"), range(jobs)))
    limit = sum(whole.reading / one.reading for one in apart)
    row(f"    the machine's limit: {jobs} builds that share nothing at once", limit, "times")


def _words(articles: Path) -> int:
    from khabar.readers import read

    return sum(len(found.text.split()) for found in read([articles]) if isinstance(found, Article))


@dataclass(frozen=True)
class _Measured:
    """Seconds of a build: on the wall, of all processes on cores, on the wall while articles were read; bytes; articles
    that were not read."""

    wall: float
    cpu: float
    reading: float
    memory: int
    skipped: int


def _measured(articles: Path, jobs: int, folder: Path, *, all_read: bool = True) -> _Measured:
    """Build into a new store and measure it. SystemExit where articles were skipped and ``all_read`` is wanted."""
    folder.mkdir(exist_ok=True)
    store = folder / f"{articles.stem}-{jobs}.khabar"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    command = [*_RUN, str(articles), "-o", str(store), "--jobs", str(jobs), "--log-json"]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = json.loads(done.stderr.splitlines()[-1])
    if "seconds" not in said or (all_read and said["skipped"]):
        raise SystemExit(f"The build did not read all articles, the figures would mean nothing:\n{done.stderr[-2000:]}")
    return _Measured(wall, cpu, said["seconds"], after.ru_maxrss << 10, said["skipped"])


def many(texts: Path, count: int, jobs: int, folder: Path) -> None:
    """Print how much memory a build of many articles takes."""
    articles = folder / "many.jsonl"
    with articles.open("w", encoding="utf-8") as file:
        for line in islice(_varied(texts), count):
            file.write(line)
    found = _measured(articles, jobs, folder, all_read=False)
    row("articles", count, "")
    row("    of them not read", found.skipped, "", "0")
    row("highest memory of a process (main or worker)", found.memory / 1e9, "GB", "<= 2")
    row("CPU seconds", found.cpu, "s")
    row("on the wall", found.wall, "s")
    row("size of the store", (folder / f"many-{jobs}.khabar").stat().st_size / 1e6, "MB")


def _varied(texts: Path) -> Iterator[str]:
    """Yield articles as JSON, over and over, each time with another sentence at their end."""
    number = 0
    while True:
        with lzma.open(texts, "rt", encoding="utf-8") as file:
            for lines in _paragraphs(file):
                number += 1
                said = f"وقال المتحدث رقم {number} إن الوزير زار دمشق في اليوم {number}."
                text = "\n".join((*lines, said))
                yield json.dumps({"id": f"n{number:07}", "text": text, "language": "ar"}, ensure_ascii=False) + "\n"


def _paragraphs(file: Iterable[str]) -> Iterator[list[str]]:
    """Yield the articles of a file in which empty lines part them, short ones and long ones left out."""
    lines: list[str] = []
    for line in file:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            if 200 <= sum(map(len, lines)) <= 1500:
                yield lines
            lines = []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("store")
    one.add_argument("--statements", type=int, default=1_000_000)
    one.add_argument("--at", type=Path)
    two = commands.add_parser("build")
    two.add_argument("articles", type=Path)
    three = commands.add_parser("many")
    three.add_argument("texts", type=Path)
    three.add_argument("--articles", type=int, default=20_000, dest="count")
    for some in (two, three):
        some.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if options.command == "store":
            store(options.at or Path(name) / "corpus.khabar", options.statements)
        elif options.command == "build":
            build(options.articles, options.jobs, Path(name))
        else:
            many(options.texts, options.count, options.jobs, Path(name))


if __name__ == "__main__":
    main()
