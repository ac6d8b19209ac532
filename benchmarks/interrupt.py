"""Kill a build again and again: what it leaves must be whole, and the last one must write what an undisturbed one does.

    python benchmarks/interrupt.py --times 200

Builds of a few hundred small articles, with worker processes and an extractor of a few lines that takes its time, are
ended at random moments: with kill -9, with kill -9 for all their processes at once as when the power fails, with
Ctrl-C, or by killing one of the workers, which the build must survive. After each the store must be sound: every
article whole, nothing in it twice, nothing of another build. A build that came to its end is compared with one that
nothing disturbed, in two formats, byte for byte; then the next store is begun. Exit code 1 where anything differs.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import khabar
from khabar.graph.model import Article, Claim, Evidence, Labels, Mention, Reading, Relation, Statement
from khabar.graph.store import Store

FORMATS = (".jsonl", ".trig")
WAYS = ("kill", "kill", "kill all", "interrupt", "worker")
_NAMES = ("بوتين", "ترامب", "الأسد", "لافروف", "بلينكن", "سلمى الخطيب", "نادية مراد", "زياد المصري")
_SECONDS = 0.004  # that the extractor takes over an article


class Slow:
    """Reads each sentence of four words or more as its first word doing its second to its last."""

    def read(self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]) -> Iterator[Reading]:
        """Yield a reading of each article, none of those that hold the word FAULT."""
        for article in articles:
            time.sleep(_SECONDS)
            if "FAULT" in article.text:
                on_error(article, RuntimeError("the word FAULT"))
                continue
            sentences = re.finditer(r"[^.\n]+", article.text)
            yield Reading(article, tuple(_statement(article, *found.span()) for found in sentences))


def _statement(article: Article, start: int, end: int) -> Statement:
    words = [(start + m.start(), start + m.end()) for m in re.finditer(r"\w+", article.text[start:end])]
    first, second, last = words[0], words[1], words[-1]
    claim = Claim(
        Mention(article.text[slice(*first)], *first, "PER", "name"),
        Relation(None, article.text[slice(*second)], Labels()),
        Mention(article.text[slice(*last)], *last, "GPE", "name"),
    )
    return Statement(article.id, claim, Evidence(article, first[0], last[1]), Evidence(article, *second))


def write_articles(folder: Path, count: int) -> None:
    """Write so many articles; every 40th is one that cannot be read."""
    rng = random.Random(7)
    for n in range(count):
        fault = "FAULT" if n % 40 == 39 else "أمس"
        lines = (f"{rng.choice(_NAMES)} {rng.choice(('زار', 'قصف'))} {fault} دمشق." for _ in range(rng.randint(1, 5)))
        (folder / f"{n:04}.txt").write_text("\n".join(lines), encoding="utf-8")


def build(articles: Path, store: Path, jobs: int) -> None:
    """Build and export: what is interrupted."""
    kg = khabar.build(articles, store=store, extractors={"ar": Slow()}, language="ar", jobs=jobs)
    for suffix in FORMATS:
        kg.write(store.with_suffix(suffix))
    kg.store.close()


def start(articles: Path, store: Path, jobs: int) -> subprocess.Popen[bytes]:
    """Start a build in a process group of its own."""
    command = [sys.executable, __file__, "--build", str(articles), "--store", str(store), "--jobs", str(jobs)]
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.PIPE)


def disturb(process: subprocess.Popen[bytes], way: str, rng: random.Random) -> None:
    """Do to a build what was drawn; it may be over already."""
    try:
        if way == "worker":
            workers = _children(process.pid)
            if workers:
                os.kill(rng.choice(workers), signal.SIGKILL)
        elif way == "kill all":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            os.kill(process.pid, signal.SIGINT if way == "interrupt" else signal.SIGKILL)
    except ProcessLookupError:
        pass


def _children(pid: int) -> list[int]:
    """Return the processes that a process started, in the order in which it did; Linux only."""
    try:
        tasks = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(child) for child in tasks]


def unsound(store: Path, whole: dict[str, Reading]) -> str:
    """Return what is wrong with a store that a build left, "" where all is well."""
    if not store.exists():
        return ""
    with Store(store) as kept:
        (found,) = next(kept.rows("PRAGMA integrity_check"))
        if found != "ok" or list(kept.rows("PRAGMA foreign_key_check")):
            return f"SQLite says {found}"
        for reading in kept.readings():
            if whole.get(reading.article.id) != reading:
                return f"article {reading.article.id} is not as an undisturbed build has it"
    return ""


def run(times: int, *, count: int, jobs: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how often a build was disturbed in each way and how many came to an end, and all that was wrong."""
    rng = random.Random(seed)
    done: Counter[str] = Counter()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (articles := folder / "articles").mkdir()
        write_articles(articles, count)
        begun = time.monotonic()
        start(articles, folder / "whole.khabar", jobs).wait()
        seconds = time.monotonic() - begun
        with Store(folder / "whole.khabar") as kept:
            whole = {reading.article.id: reading for reading in kept.readings()}
        wanted = [(folder / f"whole{suffix}").read_bytes() for suffix in FORMATS]
        number = 0
        while sum(done[way] for way in set(WAYS)) < times:
            store = folder / f"{number}.khabar"
            way = rng.choice(WAYS)
            process = start(articles, store, jobs)
            try:
                process.wait(rng.uniform(0.0, seconds))
            except subprocess.TimeoutExpired:
                disturb(process, way, rng)
                done[way] += 1
            said = process.communicate()[1].decode()
            if problem := unsound(store, whole):
                wrong.append(f"store {number}, after {way}: {problem}")
            if process.returncode == 0:
                done["came to an end"] += 1
                found = [store.with_suffix(suffix).read_bytes() for suffix in FORMATS]
                if found != wanted:
                    wrong.append(f"store {number}: the exports differ")
                number += 1
            elif way == "worker" or process.returncode not in (-signal.SIGKILL, -signal.SIGINT, 130):
                wrong.append(f"store {number}, after {way}: code {process.returncode}: {said.strip()[-300:]}")
    return done, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=200, metavar="N", help="how often to disturb (default: 200)")
    parser.add_argument("--articles", type=int, default=300, metavar="N")
    parser.add_argument("--jobs", type=int, default=2, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--store", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        try:
            build(options.build, options.store, options.jobs)
        except KeyboardInterrupt:
            return 130
        return 0
    begun = time.monotonic()
    done, wrong = run(options.times, count=options.articles, jobs=options.jobs, seed=options.seed)
    print(", ".join(f"{way}: {count}" for way, count in sorted(done.items())))
    print(f"{len(wrong)} of them wrong, in {time.monotonic() - begun:.0f} s")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
