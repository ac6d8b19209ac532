"""The way of an article: read, extracted, kept in the store; then identity across all that the store holds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Protocol

from .extractors import LANGUAGES, Extractor
from .graph import decisions as decided
from .graph.decisions import Decision
from .graph.gazetteer import Gazetteer
from .graph.model import Article, Reading
from .graph.ontology import Ontology
from .graph.store import Store
from .readers import InputError, Located, Options, Skipped, locate
from .remembered import resolve

log = logging.getLogger(__name__)

MIN_CONFIDENCE = 0.4  # below it lie open relations between ends that are no actors
_BATCH = 64  # articles in one transaction: what a killed build loses at most
_BATCH_CHARACTERS = 1_000_000


class Reads(Protocol):
    """What reads articles of one language; ``extractors.Extractor`` does."""

    def read(
        self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]
    ) -> Iterator[Reading]: ...


Extractors = Mapping[str, Reads]


@dataclass
class Counts:
    """What became of the inputs: articles read now, those the store held already, and those skipped."""

    read: int = 0
    known: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    doubtful: int = 0  # statements less certain than asked for, which were left out

    @property
    def articles(self) -> int:
        """Articles of the inputs that are in the graph."""
        return self.read + self.known


class Pipeline:
    """Reads inputs into a store. ``counts`` grows as it goes; ``on_batch`` is called after each batch is kept."""

    def __init__(
        self,
        store: Store,
        *,
        min_confidence: float = MIN_CONFIDENCE,
        ontology: Sequence[Path] = (),
        gazetteer: Sequence[Path] = (),
        decisions: Path | None = None,
        extractors: Extractors | None = None,
        on_skip: Callable[[Skipped], None] | None = None,
        on_batch: Callable[[Counts], None] | None = None,
    ) -> None:
        self.store = store
        self.min_confidence = min_confidence
        self.counts = Counts()
        self._ontology_files, self._gazetteer_files = ontology, gazetteer
        self._decisions = _decisions(decisions)
        self._given = extractors
        self._loaded: dict[str, Reads] = {}
        self._on_skip, self._on_batch = on_skip, on_batch

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that are read."""
        return LANGUAGES if self._given is None else tuple(self._given)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.load(*self._gazetteer_files)

    @cached_property
    def ontology(self) -> Ontology:
        return Ontology.load(*self._ontology_files)

    def read(self, inputs: Iterable[str | Path | Article], options: Options, *, exclude: Iterable[Path] = ()) -> None:
        """Extract the statements of all inputs and keep them; files in ``exclude`` are no inputs."""
        for batch in _batches(self._unread(locate(inputs, options, exclude=list(exclude)))):
            self._extract(batch)
            if self._on_batch is not None:
                self._on_batch(self.counts)

    def resolve(self) -> None:
        """Settle which mentions of the store are one entity."""
        self.store.resolve(resolve(self.store, gazetteer=self.gazetteer, decisions=self._decisions))

    def _unread(self, found: Iterable[Located | Skipped]) -> Iterator[Located]:
        for one in found:
            if isinstance(one, Skipped):
                self._skip(one)
            elif self.store.has(one.article):
                self.counts.known += 1
            else:
                yield one

    def _extract(self, batch: Sequence[Located]) -> None:
        places = {one.article.id: one.where for one in batch}

        def failed(article: Article, error: Exception) -> None:
            log.debug("article %s", article.id, exc_info=error)
            reason = f"reading it failed: {type(error).__name__}: {error}. Please report it, with the article."
            self._skip(Skipped(places[article.id], reason))

        for language in dict.fromkeys(one.article.language for one in batch):
            articles = [one.article for one in batch if one.article.language == language]
            readings = self._extractor(language).read(articles, on_error=failed)
            self.counts.read += self.store.add(map(self._certain, readings))

    def _extractor(self, language: str) -> Reads:
        if self._given is not None:
            return self._given[language]
        if language not in self._loaded:
            self._loaded[language] = Extractor(language, ontology=self.ontology, gazetteer=self.gazetteer)
        return self._loaded[language]

    def _certain(self, reading: Reading) -> Reading:
        """Return a reading without the statements that are too uncertain, and without references to them."""
        if self.min_confidence <= 0:
            return reading
        kept = [s for s in reading.statements if s.confidence >= self.min_confidence]
        self.counts.doubtful += len(reading.statements) - len(kept)
        ids = {s.id for s in kept}
        kept = [replace(s, content=tuple(id for id in s.content if id in ids)) if s.content else s for s in kept]
        return replace(reading, statements=tuple(kept))

    def _skip(self, skipped: Skipped) -> None:
        self.counts.skipped.append(skipped)
        log.warning("%s", skipped)
        if self._on_skip is not None:
            self._on_skip(skipped)


def _decisions(path: Path | None) -> tuple[Decision, ...]:
    if path is not None and not path.exists():
        raise InputError(f"{path}: there is no such file of decisions.")
    return decided.read(path) if path is not None else ()


def _batches(found: Iterable[Located]) -> Iterator[list[Located]]:
    batch: list[Located] = []
    characters = 0
    for one in found:
        batch.append(one)
        characters += len(one.article.text)
        if len(batch) == _BATCH or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch
