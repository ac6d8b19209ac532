"""From articles to readings, in one process: what each worker of a build does, and what its result depends on.

    reader = Reader(Settings())
    for result in reader.read(articles):
        result.reading or result.reason

A ``Reader`` needs no store: readings can be pickled, carried anywhere and given to ``Store.add`` in any order.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from . import __version__
from .extractors import LANGUAGES, Extractor, ModelMissing
from .graph.gazetteer import Gazetteer
from .graph.model import Article, Reading, digest
from .graph.ontology import Ontology
from .mixed import read_mixed
from .readers.language import passages

log = logging.getLogger(__name__)

# Articles that are analysed together and kept in one transaction. Where a batch ends depends on the inputs alone, not
# on what the store holds: sentences of a batch go through the networks together, and their numbers could depend on it.
BATCH = 8
BATCH_CHARACTERS = 40_000

MIN_CONFIDENCE = 0.3  # of fresh Arabic statements at least so sure, about three in four held (docs/confidence.md)


class Reads(Protocol):
    """What reads articles of one language; ``extractors.Extractor`` does. ``version`` may tell one from another."""

    def read(
        self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]
    ) -> Iterator[Reading]: ...


Extractors = Mapping[str, Reads]


@dataclass(frozen=True)
class Settings:
    """What a reading depends on beside the article, Khabar and the models. Can be pickled."""

    min_confidence: float = MIN_CONFIDENCE
    ontology: tuple[Path, ...] = ()
    gazetteer: tuple[Path, ...] = ()
    extractors: Extractors | None = None
    model: str = ""  # a spaCy pipeline of the user's, whose name begins with its language (en_core_web_trf)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that are read."""
        return LANGUAGES if self.extractors is None else tuple(self.extractors)

    @cached_property
    def told(self) -> dict[str, Any]:
        """What a store keeps of the settings: plain values, with a hash for each file of the user's."""
        models = {language: self._model(language) for language in self.languages}
        files = {name: [_file(path) for path in getattr(self, name)] for name in ("ontology", "gazetteer")}
        return {"models": models, "min_confidence": self.min_confidence, **files}

    def fingerprint(self, language: str) -> str:
        """Return a hash of all that a reading of this language depends on beside the article itself."""
        # All models count: an article may hold passages of another language.
        return digest(__version__, language, json.dumps(self.told, sort_keys=True, ensure_ascii=False))

    def model_of(self, language: str) -> str:
        """Return the user's pipeline where it is of this language, else an empty string."""
        return self.model if Path(self.model).name.partition("_")[0] == language else ""

    def _model(self, language: str) -> str:
        """Return name and version of what reads a language; nothing is loaded."""
        if self.extractors is None:
            return _model(self.model_of(language) or f"{language}_khabar_news")
        kind = type(self.extractors[language])
        version = getattr(self.extractors[language], "version", "")
        return f"{kind.__module__}.{kind.__qualname__} {version}".strip()


def _model(name: str) -> str:
    found = find_spec(name) if name.isidentifier() else None
    meta = Path(found.origin).with_name("meta.json") if found is not None and found.origin is not None else None
    if meta is None or not meta.is_file():
        return f"{name} (not installed)"
    return f"{name} {json.loads(meta.read_text(encoding='utf-8'))['version']}"


def _file(path: Path) -> dict[str, str]:
    """Return a file's name and a hash of what is in it; one that cannot be read is refused by whoever needs it."""
    try:
        return {"file": path.name, "hash": digest(path.read_bytes().hex())}
    except OSError:
        return {"file": path.name, "hash": ""}


@dataclass(frozen=True)
class Result:
    """What became of an article: its reading, or the reason why there is none.

    ``doubtful`` counts the statements that were left out because they were not certain enough.
    """

    article: str
    reading: Reading | None = None
    reason: str = ""
    doubtful: int = 0


@dataclass
class Reader:
    """Reads articles of any language; a model is loaded when its first article comes."""

    settings: Settings = field(default_factory=Settings)
    _loaded: dict[str, Reads] = field(default_factory=dict)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The names that are known."""
        return Gazetteer.load(*self.settings.gazetteer)

    @cached_property
    def ontology(self) -> Ontology:
        """The relations that are known."""
        return Ontology.load(*self.settings.ontology)

    def read(self, articles: Sequence[Article]) -> Iterator[Result]:
        """Yield a result for each article, those of one language together.

        An article that cannot be read stops no other. Raises ModelMissing, OntologyError and GazetteerError.
        """
        for language in dict.fromkeys(article.language for article in articles):
            extractor = self._extractor(language)
            yield from self._read(extractor, [article for article in articles if article.language == language])

    def _read(self, extractor: Reads, articles: Sequence[Article]) -> Iterator[Result]:
        failed: list[Result] = []

        def note(article: Article, error: Exception) -> None:
            log.debug("article %s", article.id, exc_info=error)
            reason = f"reading it failed: {type(error).__name__}: {error}. Please report it, with the article."
            failed.append(Result(article.id, reason=reason))

        try:
            found = [self._certain(reading) for reading in self._readings(extractor, articles, note)]
        except ModelMissing:
            raise
        except Exception as error:  # The model itself failed, on one of them: which one is found by reading each alone.
            if len(articles) > 1:
                for article in articles:
                    yield from self._read(extractor, [article])
                return
            failed.clear()
            found = []
            note(articles[0], error)
        yield from found
        yield from failed

    def _readings(
        self, extractor: Reads, articles: Sequence[Article], note: Callable[[Article, Exception], None]
    ) -> Iterator[Reading]:
        """Yield the readings of articles of one language; those with passages of another by both, each its own."""
        if not isinstance(extractor, Extractor):
            yield from extractor.read(articles, on_error=note)
            return
        mixed = {a.id: found for a in articles if (found := tuple(passages(a.text, a.language, LANGUAGES)))}
        yield from extractor.read([a for a in articles if a.id not in mixed], on_error=note)
        for article in (a for a in articles if a.id in mixed):
            readers = {passage.language: self._extractor(passage.language) for passage in mixed[article.id]}
            others = {code: reader for code, reader in readers.items() if isinstance(reader, Extractor)}
            try:
                reading = read_mixed(article, mixed[article.id], extractor, others)
            except ModelMissing:
                raise
            except Exception as error:  # One bad article must not stop a build.
                note(article, error)
                continue
            yield reading

    def _extractor(self, language: str) -> Reads:
        if self.settings.extractors is not None:
            return self.settings.extractors[language]
        if language not in self._loaded:
            self._loaded[language] = Extractor(
                language, model=self.settings.model_of(language), ontology=self.ontology, gazetteer=self.gazetteer
            )
        return self._loaded[language]

    def _certain(self, reading: Reading) -> Result:
        """Return a reading without the statements that are too uncertain, and without references to them."""
        least = self.settings.min_confidence
        kept = [s for s in reading.statements if s.confidence >= least]
        doubtful = len(reading.statements) - len(kept)
        if not doubtful:
            return Result(reading.article.id, reading)
        ids = {s.id for s in kept}
        kept = [replace(s, content=tuple(id for id in s.content if id in ids)) if s.content else s for s in kept]
        return Result(reading.article.id, replace(reading, statements=tuple(kept)), doubtful=doubtful)
