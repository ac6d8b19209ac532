"""What a build on a cluster costs: core time, memory and disk per article at each step, and what Ray adds.

    python benchmarks/cluster.py ARTICLES FOLDER             each step in this process, in core time
    python benchmarks/cluster.py ARTICLES FOLDER --ray       two workers: `khabar build --jobs 2` and `--ray local`

ARTICLES is any input of ``khabar build``; FOLDER is made, and must not be there. ``--copies`` repeats the readings
under other ids, so that memory by the number of articles can be told from what is there once.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from khabar.cluster.merge import merge
from khabar.cluster.places import Place
from khabar.cluster.plan import Plan, prepare
from khabar.cluster.run import read_shard
from khabar.cluster.settle import here, settle, write
from khabar.cluster.stages import Job
from khabar.cluster.writing import Writing
from khabar.graph.model import Article, Evidence, Statement
from khabar.graph.store import Store
from khabar.pipeline import Pipeline
from khabar.readers import Options
from khabar.reading import Reader, Result, Settings

T = TypeVar("T")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="What a build on a cluster costs.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--ray", action="store_true", help="compare Ray with --jobs on this machine")
    parser.add_argument("--copies", type=int, default=1, help="merge the articles so many times under other ids")
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    if options.ray:
        _compare(options.articles, options.folder)
    else:
        _steps(options.articles, options.folder, options.copies)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def _steps(articles: Path, folder: Path, copies: int) -> None:
    place = Place(str(folder / "shards"))
    plan, seconds = _timed(lambda: prepare([str(articles)], Options(), Settings(), place))
    count = plan.articles
    _say("prepare", seconds, count)
    reader = Reader(Settings())
    _, seconds = _timed(lambda: list(reader.read([Article.of("زار الرئيس دمشق."), Article.of("x y", language="ar")])))
    print(f"models loaded in {seconds:.1f} s of core time")
    statements, seconds = _timed(lambda: _read(plan, place, reader))
    _say("read", seconds, count)
    print(f"a reader takes {_memory():.0f} MB; {statements / count:.1f} statements an article")
    with Store(folder / "news.khabar") as store:
        _, seconds = _timed(lambda: merge(place, store))
        _say("merge", seconds, count)
        _identity(store, copies, count)
    _parts(plan, folder, count)
    for name in ("shards/articles", "shards/readings", "news.khabar"):
        path = folder / name
        size = sum(file.stat().st_size for file in (path.iterdir() if path.is_dir() else [path]))
        print(f"{name}: {size / count / 1000:.1f} KB an article")


def _say(step: str, seconds: float, count: int) -> None:
    print(f"{step}: {1000 * seconds / count:.1f} ms of core time an article ({count} articles)")


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _read(plan: Plan, place: Place, reader: Reader) -> int:
    def read(batches: Iterable[list[Article]]) -> Iterator[tuple[int, list[Result]]]:
        yield from ((number, list(reader.read(batch))) for number, batch in enumerate(batches))

    return sum(read_shard(place, shard, read).statements for shard in plan.shards)


def _identity(store: Store, copies: int, count: int) -> None:
    """Settle who is who again over copies of the readings, and say what an article more takes."""
    before, readings = _memory(), list(store.readings())
    with Store() as many:
        for copy in range(copies):
            for reading in readings:
                article = replace(reading.article, id=f"{reading.article.id}-{copy}")
                statements = (_moved(statement, article) for statement in reading.statements)
                many.add([replace(reading, article=article, statements=tuple(statements))])
        held = _memory()
        pipeline = Pipeline(many)
        _, seconds = _timed(pipeline.resolve)
        _say("who is who, in the merge", seconds, copies * count)
        peak = _memory()
    print(f"memory: {before:.0f} MB before, {held:.0f} MB with the copies, {peak:.0f} MB at most:")
    print(f"    {1000 * (peak - held) / (copies * count):.0f} KB an article for who is who")


def _parts(plan: Plan, folder: Path, count: int, parts: int = 4) -> None:
    """Merge in parts, and say what the stages take and what lies on the disk in between."""
    job = Job(str(folder / "shards"), min(parts, len(plan.shards)), writing=Writing(quads=str(folder / "news.nq")))
    with here(job) as do:
        stages: dict[str, float] = {}

        def timed(stage: str, parts: Sequence[int]) -> Iterator[str]:
            begun = time.process_time()
            yield from do(stage, parts)
            stages[stage] = stages.get(stage, 0.0) + time.process_time() - begun

        settle(job, plan, timed)
        records = sum(file.stat().st_size for file in Path(job.records(plan).folder.url).iterdir())
        settled = sum(stages.values())
        _say("who is who and copies, by keyed groups", settled, count)
        print("   ", ", ".join(f"{name} {1000 * seconds / count:.2f}" for name, seconds in stages.items()), "ms")
        write(job, plan, timed)
    _say("N-Quads in parts", sum(stages.values()) - settled, count)
    size = sum(file.stat().st_size for file in (folder / "news.nq").iterdir())
    print(f"records: {records / count / 1000:.1f} KB an article, N-Quads: {size / count / 1000:.1f} KB")


def _moved(statement: Statement, article: Article) -> Statement:
    evidence, trigger = (Evidence(article, w.start, w.end) for w in (statement.evidence, statement.trigger))
    return replace(statement, article=article.id, evidence=evidence, trigger=trigger, content=())


def _compare(articles: Path, folder: Path) -> None:
    """Read the same articles twice in turn by both ways, each from nothing; print seconds with their start-up."""
    found: dict[str, list[float]] = {"--jobs 2": [], "--ray local --jobs 2": []}
    for turn in range(2):
        for way, seconds in found.items():
            out = folder / f"{turn}{'-ray' if 'ray' in way else '.khabar'}"
            command = [sys.executable, "-m", "khabar", "build", str(articles), "-q", *way.split(), "-o", str(out)]
            command += ["--shard", "2"] if "ray" in way else []
            begun = time.monotonic()
            subprocess.run(command, check=True)
            seconds.append(time.monotonic() - begun)
            print(f"{way}: {seconds[-1]:.1f} s", flush=True)


if __name__ == "__main__":
    main()
