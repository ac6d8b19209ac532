"""The way of an article: read, extracted, kept in the store; then identity across all that the store holds."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from . import __version__
from .extractors import LANGUAGES
from .graph import decisions as decided
from .graph.decisions import Decision
from .graph.gazetteer import Gazetteer
from .graph.model import Article, digest
from .graph.store import Failure, Store
from .meter import Meter
from .readers import InputError, Located, Options, Skipped, locate
from .reading import BATCH, BATCH_CHARACTERS, MIN_CONFIDENCE, Extractors, Reader, Reads, Result, Settings
from .remembered import resolve
from .workers import TIMEOUT, Workers

__all__ = ["MIN_CONFIDENCE", "Counts", "Extractors", "Pipeline", "Reads"]

log = logging.getLogger(__name__)


@dataclass
class Counts:
    """What became of the inputs: articles read now, those the store held already, and those skipped."""

    read: int = 0
    known: int = 0
    again: int = 0  # of those read now: read before, with another Khabar, model or other settings
    skipped: list[Skipped] = field(default_factory=list)
    doubtful: int = 0  # statements less certain than asked for, which were left out
    seconds: float = 0.0  # since the reading began
    bytes: int = 0  # of the input files gone through, about
    bytes_known: int = 0  # of these, what needed no reading

    @property
    def articles(self) -> int:
        """Articles of the inputs that are in the graph."""
        return self.read + self.known


@dataclass(frozen=True)
class _Batch:
    """Articles that are read together, each with its place; those that need no reading are left out."""

    found: tuple[Located, ...]

    @property
    def articles(self) -> list[Article]:
        return [one.article for one in self.found]

    @property
    def places(self) -> dict[str, Located]:
        return {one.article.id: one for one in self.found}


class Pipeline:
    """Reads inputs into a store. ``counts`` grows as it goes; ``on_batch`` is called after each batch is kept.

    ``jobs`` worker processes read, each with models of its own; with 0 this process does it by itself, where no time
    limit and no death of a worker can be handled. The result is the same. ``keep`` leaves what was read with another
    Khabar, another model or other settings; ``retry`` reads what could not be read before once more.
    """

    def __init__(
        self,
        store: Store,
        *,
        min_confidence: float = MIN_CONFIDENCE,
        ontology: Sequence[Path] = (),
        gazetteer: Sequence[Path] = (),
        decisions: Path | None = None,
        metonymy: bool = True,
        extractors: Extractors | None = None,
        model: str = "",
        jobs: int = 0,
        timeout: float = TIMEOUT,
        keep: bool = False,
        retry: bool = False,
        on_skip: Callable[[Skipped], None] | None = None,
        on_batch: Callable[[Counts], None] | None = None,
    ) -> None:
        self.store = store
        self.settings = Settings(min_confidence, tuple(ontology), tuple(gazetteer), extractors, _named(model))
        self.counts = Counts()
        self._decisions = decisions_of(decisions)
        self._metonymy = metonymy
        self._jobs, self._timeout, self._keep, self._retry = jobs, timeout, keep, retry
        self._on_skip, self._on_batch = on_skip, on_batch
        self._reader = Reader(self.settings)
        self._readers: dict[str, str] = {}  # fingerprints by language
        self._meter = Meter()
        self._left: list[Failure] = []  # what was not read and is not in the store yet

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that are read."""
        return self.settings.languages

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names that are known."""
        return self._reader.gazetteer

    @property
    def identity(self) -> str:
        """A hash of all that who is who depends on beside what was read."""
        told = {"gazetteer": self.settings.told["gazetteer"], **self._told_of_identity}
        return digest(__version__, json.dumps(told, sort_keys=True))

    @property
    def told(self) -> dict[str, Any]:
        """What a store keeps of a run: the settings, and what people have decided."""
        return {**self.settings.told, **self._told_of_identity}

    @property
    def _told_of_identity(self) -> dict[str, Any]:
        # The rule is named where it is off only: the stores of before have it on and say nothing.
        return {"decisions": _standing(self._decisions)} | ({} if self._metonymy else {"metonymy": False})

    def build(self, inputs: Iterable[str | Path | Article], options: Options, *, exclude: Iterable[Path] = ()) -> None:
        """Read all inputs, settle who is who, and note in the store how it was done.

        StoreError where another process builds in the same store.
        """
        with self.store.alone():
            run = self.store.begin("build", khabar=__version__, settings=self.told)
            self.read(inputs, options, exclude=exclude, run=run)
            if self.counts.articles:
                self.resolve()
            self.store.finish(run)

    def read(
        self,
        inputs: Iterable[str | Path | Article],
        options: Options,
        *,
        exclude: Iterable[Path] = (),
        run: int | None = None,
    ) -> None:
        """Extract the statements of all inputs and keep them; files in ``exclude`` are no inputs."""
        begun = time.monotonic()
        troubled = {failure.place for failure in self.store.failures()}
        given: dict[int, _Batch] = {}

        def batches() -> Iterator[list[Article]]:
            for number, batch in enumerate(self._batches(locate(inputs, options, exclude=list(exclude)), troubled)):
                given[number] = batch
                yield batch.articles

        try:
            with closing(self._results(batches())) as done:  # closed, workers and all, also where keeping fails
                for number, results in done:
                    self._keep_results(given.pop(number), results, run)
                    self.counts.seconds = time.monotonic() - begun
                    if self._on_batch is not None:
                        self._on_batch(self.counts)
        finally:
            self.store.fail(self._left, run=run)

    def resolve(self) -> None:
        """Settle which articles print one text, and which mentions of the store are one entity.

        Nothing is done where nothing has changed since.
        """
        if self.store.resolved_with == self.identity:
            return
        self.store.settle()
        found = resolve(self.store, gazetteer=self.gazetteer, decisions=self._decisions, metonymy=self._metonymy)
        self.store.resolve(found, settings=self.identity)

    def _results(self, batches: Iterator[list[Article]]) -> Generator[tuple[int, list[Result]], None, None]:
        if not self._jobs:
            yield from ((number, list(self._reader.read(batch))) for number, batch in enumerate(batches))
            return
        with Workers(self.settings, jobs=self._jobs, timeout=self._timeout) as workers:
            yield from workers.read(batches)

    def _batches(self, found: Iterable[Located | Skipped], troubled: set[str]) -> Iterator[_Batch]:
        """Yield what is to be read, in batches that end at the same articles whatever the store holds."""
        batch: list[Located] = []
        count = characters = 0
        for one in found:
            if isinstance(one, Skipped):
                self._meter.meet(one.where)
                self._skip(one, Failure(one.where, one.reason))
                continue
            gone = self._meter.meet(one.where, one.article.text)
            self.counts.bytes = self._meter.bytes
            if self._wanted(one, troubled):
                batch.append(one)
            else:
                self.counts.bytes_known += gone
            count, characters = count + 1, characters + len(one.article.text)
            if count == BATCH or characters >= BATCH_CHARACTERS:
                if batch:
                    yield _Batch(tuple(batch))
                batch, count, characters = [], 0, 0
        if batch:
            yield _Batch(tuple(batch))

    def _wanted(self, one: Located, troubled: set[str]) -> bool:
        """Is an article to be read? It is not where the store holds it, or says that it cannot be read."""
        article = one.article
        standing = self.store.standing(article, reader=self._fingerprint(article.language))
        if standing == "failed" and not self._retry:
            reason = self.store.failure(article.id)
            self._skip(Skipped(one.where, f"{reason} It was tried before; --retry tries it again."))
            return False
        if one.where in troubled:
            self.store.forgive(one.where)
        if standing == "read" or (standing == "outdated" and self._keep):
            self.counts.known += 1
            return False
        if standing == "outdated":
            self.counts.again += 1
            if self.counts.again == 1:
                log.warning("%s", self._outdated())
        return True

    def _outdated(self) -> str:
        where = self.store.path or "The store"
        return (
            f"{where}: articles were read with another Khabar, model or other settings than those of now, and are read "
            "again. --keep leaves them as they are."
        )

    def _fingerprint(self, language: str) -> str:
        if language not in self._readers:
            self._readers[language] = self.settings.fingerprint(language)
        return self._readers[language]

    def _keep_results(self, batch: _Batch, results: list[Result], run: int | None) -> None:
        """Keep what was read of a batch, and what could not be, in one transaction for each language."""
        failures, self._left = self._left, []
        for language in dict.fromkeys(one.article.language for one in batch.found):
            reader = self._fingerprint(language)
            of = {id: one for id, one in batch.places.items() if one.article.language == language}
            mine = [result for result in results if result.article in of]
            for result in mine:
                if result.reading is None:
                    one = of[result.article]
                    failures.append(Failure(one.where, result.reason, one.article.id, one.article.hash, reader))
                    self._skip(Skipped(one.where, result.reason))
            readings = [result.reading for result in mine if result.reading is not None]
            self.counts.read += self.store.add(readings, reader=reader, run=run, failures=failures)
            self.counts.doubtful += sum(result.doubtful for result in mine)
            failures = []

    def _skip(self, skipped: Skipped, failure: Failure | None = None) -> None:
        self.counts.skipped.append(skipped)
        if failure is not None:
            self._left.append(failure)
        log.warning("%s", skipped)
        if self._on_skip is not None:
            self._on_skip(skipped)


def _named(name: str) -> str:
    """Return the name of a user's pipeline; InputError where its language is none that is read."""
    if name and Path(name).name.partition("_")[0] not in LANGUAGES:
        known = ", ".join(f"{code}_..." for code in LANGUAGES)
        raise InputError(f"--model {name}: the name of a pipeline begins with its language ({known}).")
    return name


def decisions_of(path: Path | None) -> tuple[Decision, ...]:
    """Return the decisions that stand in a file, none without one; InputError where there is no such file."""
    if path is not None and not path.exists():
        raise InputError(f"{path}: there is no such file of decisions.")
    return decided.read(path) if path is not None else ()


def _standing(decisions: Sequence[Decision]) -> list[list[Any]]:
    return [[d.verdict, d.one, d.other, d.reason, d.by] for d in decisions]
