"""The stages of a merge that no process does alone: repeated lines, copies of articles, who is who.

Each stage has as many tasks as there are blocks of shards. A task takes the records of its part, or the articles of
its block, and leaves records; any machine can do any task, again and again, with the same result.
"""

from __future__ import annotations

import os
import platform
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from .. import __version__
from ..graph import syndication
from ..graph.boilerplate import MANY, Repeated, keys, printed
from ..graph.decisions import Decision
from ..graph.gazetteer import Gazetteer
from ..graph.identity import Resolution
from ..graph.keyed import Keyed, Out, block_key, components, number_of
from ..graph.model import Article, Reading, digest
from . import ClusterError
from .findings import Findings
from .parts import ArticlesStore
from .places import Place
from .plan import Plan, Shard, load
from .records import Records
from .shards import READ_ARTICLES, articles_of, reads_of
from .writing import Writing

ARTICLES = 10_000
"""About so many articles are in a block at most: what one task has at hand."""
_FEW, _SMALL = 16, 500  # so many blocks at least, if they have so many articles


@dataclass(frozen=True)
class Job:
    """What a merge by stages depends on beside the shards; can be pickled."""

    folder: str
    parts: int
    decisions: tuple[Decision, ...] = ()
    metonymy: bool = True
    writing: Writing = Writing()
    khabar: str = __version__

    def records(self, plan: Plan) -> Records:
        """Return where its records lie: another folder for other shards, decisions or numbers of parts."""
        name = digest(
            plan.khabar, *(shard.readings for shard in plan.shards), repr(self.decisions), self.metonymy, self.parts
        )
        return Records(Place(self.folder) / f"merging-{name}", self.parts)

    def written(self, plan: Plan) -> Records:
        """Return where the records of files lie: another folder for others, or if they are written otherwise."""
        return Records(self.records(plan).folder / f"writing-{digest(repr(self.writing))}", self.parts)


@dataclass(frozen=True)
class Stage:
    """A stage, and those of which it takes records; ``blocks`` says that it reads the articles of its block too."""

    name: str
    sources: tuple[str, ...] = ()


STAGES = (
    Stage("lines"),
    Stage("repeated", ("lines",)),
    Stage("sketched"),
    Stage("proposed", ("sketched",)),
    Stage("tried", ("proposed",)),
    Stage("texts", ("tried",)),
    Stage("compared", ("texts",)),
    Stage("gathered"),
    Stage("named", ("gathered",)),
    Stage("alike", ("named",)),
    Stage("rare", ("named", "alike")),
    Stage("components", ("proposed", "compared", "gathered", "named", "alike", "rare")),
    Stage("joined", ("proposed", "compared", "named", "alike", "rare")),
    Stage("settled", ("joined",)),
    Stage("reasons", ("gathered", "settled")),
    Stage("entities", ("gathered", "settled", "reasons")),
)
"""In their order: a stage begins when all tasks of the one before are done."""
WRITING = (Stage("articles"), Stage("between"))
"""The stages that write files; what they take is parted as that of the others, and their records lie by themselves."""
_SOURCES = {stage.name: stage.sources for stage in (*STAGES, *WRITING)}


class Work:
    """Does tasks of a job, one after the other; names and files are loaded once. Close it at the end."""

    def __init__(self, job: Job) -> None:
        if job.khabar != __version__:
            raise ClusterError(
                f"A machine of the cluster has Khabar {__version__}, and this one {job.khabar}. Install one on all."
            )
        self.job = job
        self._folder = Place(job.folder)
        self._plan = load(self._folder)
        self.records, self._written = job.records(self._plan), job.written(self._plan)
        self._found = Findings(self.records)
        self._copies = tempfile.TemporaryDirectory(prefix="khabar-")

    def close(self) -> None:
        """Remove the copies of the user's files."""
        self._copies.cleanup()

    def do(self, stage: str, part: int) -> str:
        """Do a task and return the machine and the process that did it."""
        task = self.records.task(stage, part)
        records = self._written if stage in {one.name for one in WRITING} else self.records
        records.write(task, self._made(stage, part))
        return f"{platform.node()}:{os.getpid()}"

    def _made(self, stage: str, part: int) -> Iterator[Out]:
        whole: dict[str, Callable[[int], Iterator[Out]]] = {
            "lines": self._lines, "sketched": self._sketched, "texts": self._texts, "gathered": self._gathered,
            "components": self._components, "joined": self._joined, "articles": self._articles,
            "between": self._between,
        }  # fmt: skip
        if stage in whole:
            yield from whole[stage](part)
            return
        keyed: dict[str, Callable[[str, Sequence[Any]], Iterator[Out]]] = {
            "repeated": _repeated, "proposed": _proposed, "tried": _tried, "compared": _compared,
            "settled": self._settled,
        }  # fmt: skip
        made = keyed.get(stage) or getattr(self._keyed, stage)
        for key, values in self.records.groups(stage, part, _SOURCES[stage]):
            yield from made(key, values)

    @cached_property
    def _keyed(self) -> Keyed:
        settings = self._plan.settings(self._folder, Path(self._copies.name))
        return Keyed(Gazetteer.load(*settings.gazetteer), self.job.decisions, metonymy=self.job.metonymy)

    # -- blocks of articles

    def _shards(self, block: int) -> tuple[Shard, ...]:
        shards, parts = self._plan.shards, self.job.parts
        return shards[block * len(shards) // parts : (block + 1) * len(shards) // parts]

    def articles(self, block: int) -> Iterator[Article]:
        """Yield the articles of a block that were read."""
        for shard in self._shards(block):
            yield from articles_of((self._folder / "readings" / shard.readings).table(READ_ARTICLES))

    def stores(self, block: int, originals: Mapping[str, str] | None = None) -> Iterator[ArticlesStore]:
        """Give a store of each shard of a block, what was read of repeated lines set aside; it knows no entities."""
        repeated = self.repeated(block)
        for shard in self._shards(block):
            reads = reads_of((self._folder / "readings" / shard.readings).table())
            with ArticlesStore(originals or {}) as store:
                store.add(read.result.reading for read in reads if read.result.reading is not None)
                with store.writing():
                    store.put_aside(repeated)
                yield store

    def resolved(self, block: int) -> Iterator[ArticlesStore]:
        """Give the stores of a block with the entities of all their mentions."""
        placed = self._found.placed(block)
        for store in self.stores(block, dict(self._found.copies(block))):
            mentions = dict(mention for article in store.articles() for mention in placed.mentions(article.id))
            met = sorted(set(mentions.values()))
            store.resolve(Resolution(tuple(map(placed.entity, met)), mentions, ()))
            yield store

    def _articles(self, block: int) -> Iterator[Out]:
        yield from self.job.writing.of_articles(self.resolved(block), block)
        for shard in self._shards(block):
            reasons = (self._folder / "readings" / shard.readings).table(["reason"]).column("reason")
            yield Out("totals", "failed", len(reasons) - reasons.null_count)

    def _between(self, part: int) -> Iterator[Out]:
        def groups(what: str) -> Iterator[tuple[str, list[Any]]]:
            if what in ("known", "merges"):
                return self._found.known(part) if what == "known" else self._found.reasons(part)
            return self._written.groups(what, part, ("articles",))

        yield from self.job.writing.between(groups, part)

    def repeated(self, block: int) -> Repeated:
        """Return the repeated lines of a block's articles."""
        return Repeated.known(dict(self._found.lines(block)))

    def _lines(self, block: int) -> Iterator[Out]:
        for article in self.articles(block):
            for publisher, line in keys(article):
                yield Out("repeated", f"{line:x} {publisher}", [publisher, line, *printed(article), block])

    def _sketched(self, block: int) -> Iterator[Out]:
        repeated = self.repeated(block)
        for article in self.articles(block):
            words, told = syndication.words_of(repeated.own(article)), [*reversed(printed(article)), block]
            if syndication.is_short(words):
                yield Out("proposed", f"words {' '.join(words)}", told)
            for band in syndication.bands(words):
                yield Out("proposed", band, told)

    def _texts(self, block: int) -> Iterator[Out]:
        """Yield the words of the articles that are to be compared, to those that they are compared with."""
        asked: dict[str, set[str]] = defaultdict(set)
        for _, values in self.records.groups("texts", block, _SOURCES["texts"]):
            for id, other in values:
                asked[id].add(other)
        repeated = self.repeated(block)
        for article in self.articles(block) if asked else ():
            if article.id in asked:
                words = syndication.words_of(repeated.own(article))
                for other in sorted(asked[article.id]):
                    yield Out("compared", other, [*reversed(printed(article)), block, words])

    def _gathered(self, block: int) -> Iterator[Out]:
        def readings() -> Iterator[Reading]:
            for store in self.stores(block):
                yield from store.readings()

        if not block:
            self._keyed.check()
        yield from self._keyed.gathered(readings(), block)

    # -- what is connected

    def _components(self, part: int) -> Iterator[Out]:
        """Yield which names and articles are connected: the one thing that is worked out over all, in one task."""
        if part:
            return
        sources = _SOURCES["components"]
        told = (group for each in range(self.job.parts) for group in self.records.groups("links", each, sources))
        links = ((number_of(key), number_of(other)) for key, others in told for other in others)
        for number, least in components(links).items():
            yield Out("joined", block_key(number), least)

    def _joined(self, part: int) -> Iterator[Out]:
        labels = {int(key[1:]): values[0] for key, values in self.records.groups("joined", part, ("components",))}
        for key, values in self.records.groups("joined", part, _SOURCES["joined"]):
            number = number_of(key)
            for value in values:
                yield Out("settled", f"{labels.get(number, number):x}", value)

    def _settled(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        copies = [value[1:] for value in values if value[0] == "copy"]
        if copies:
            yield from _copied(copies)
        if len(copies) < len(values):
            yield from self._keyed.settled([value for value in values if value[0] != "copy"])


def blocks(plan: Plan, articles: int | None = None) -> int:
    """Return into how many blocks a plan is parted: of about so many articles, else of ``ARTICLES`` at most.

    A smaller plan is parted nonetheless, into some for each of the cores of a machine.
    """
    wanted = plan.articles / articles if articles else max(plan.articles / ARTICLES, min(_FEW, plan.articles / _SMALL))
    return max(1, min(len(plan.shards), round(wanted)))


def _repeated(key: str, values: Sequence[Any]) -> Iterator[Out]:
    """Tell the blocks that have a line that it is repeated, and which article it is read in."""
    if len(values) < MANY:
        return
    publisher, line = values[0][:2]
    _, first = min((day, id) for _, _, day, id, _ in values)
    for block in sorted({value[-1] for value in values}):
        yield Out("block", block_key(block), [publisher, line, first])


def _proposed(key: str, values: Sequence[Any]) -> Iterator[Out]:
    """Propose the articles that share a key: of a short text they are copies, of others to be looked at."""
    articles = sorted(values)
    if key.startswith("words "):
        for other in articles[1:]:
            yield from _link(articles[0], other)
        return
    for one in articles:
        for other in articles[: syndication.TRIED]:
            if other[0] < one[0]:
                yield Out("tried", one[0], [other, one])


def _tried(key: str, values: Sequence[Any]) -> Iterator[Out]:
    """Ask for the texts of an article and of the first of those that were proposed."""
    others = {other[0]: other for other, _ in values}
    _, _, block = values[0][1]
    for id in sorted(others)[: syndication.TRIED]:
        yield Out("texts", block_key(others[id][-1]), [id, id])
        yield Out("texts", block_key(block), [key, id])


def _compared(key: str, values: Sequence[Any]) -> Iterator[Out]:
    """Link an article with those that print its text, word by word."""
    told = {value[0]: value for value in values}
    *one, words = told.pop(key)
    runs = syndication.runs_of(words)
    for *other, their in told.values():
        if syndication.share(runs, syndication.runs_of(their)) >= syndication.SHARE:
            yield from _link(one, other)


def _link(one: Sequence[Any], other: Sequence[Any]) -> Iterator[Out]:
    keys = f"article {one[0]}", f"article {other[0]}"
    yield Out("links", *keys)
    yield Out("joined", keys[0], ["copy", one, other])


def _copied(pairs: Iterable[Sequence[Any]]) -> Iterator[Out]:
    """Tell each article that prints an earlier one's text which that is."""
    met = {id: (day, id, block) for pair in pairs for id, day, block in pair}
    numbers = {id: number for number, id in enumerate(sorted(met))}
    groups: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    found = components((numbers[one[0]], numbers[other[0]]) for one, other in pairs)
    for id, number in numbers.items():
        groups[found[number]].append(met[id])
    for group in groups.values():
        _, first, _ = min(group)
        for _, id, block in group:
            if id != first:
                yield Out("copies", block_key(block), [id, first])
