"""The plan of a build on a cluster: inputs become shards of articles, once, by the readers of every other build."""

from __future__ import annotations

import json
import logging
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from .. import __version__
from ..graph.model import digest
from ..readers import SUFFIXES, InputError, Located, Options, Skipped, locate
from ..readers.inputs import sources
from ..readers.source import Source
from ..reading import BATCH, BATCH_CHARACTERS, Settings
from . import ClusterError
from .places import Found, Place, is_url
from .shards import articles_table, shard_hash

log = logging.getLogger(__name__)

VERSION = 1
BATCHES = 32
"""Batches in a shard: at most 256 articles, the most that a lost machine makes another one read again."""


@dataclass(frozen=True)
class Shard:
    """Articles that are read by one actor; ``readings`` is the name of the file that says it is done."""

    number: int
    hash: str
    articles: int

    @property
    def source(self) -> str:
        return f"articles/{self.number:05}.parquet"

    @property
    def readings(self) -> str:
        return f"{self.number:05}-{self.hash}.parquet"


@dataclass(frozen=True)
class Plan:
    """The shards of a build, and what they depend on; ``readers`` are the settings' fingerprints by language."""

    inputs: str  # a hash of the inputs' names, sizes and times, and of the options; "" where that cannot be told
    readers: dict[str, str]
    min_confidence: float
    files: dict[str, list[str]]  # the user's own, by what they are for, as they lie in settings/
    shards: tuple[Shard, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    version: int = VERSION
    khabar: str = __version__

    @property
    def articles(self) -> int:
        """How many articles there are to read."""
        return sum(shard.articles for shard in self.shards)

    def settings(self, folder: Place, copies: Path) -> Settings:
        """Return the settings, the user's files copied to a folder of this machine."""
        paths: dict[str, tuple[Path, ...]] = {}
        for what, names in self.files.items():
            paths[what] = tuple(copies / what / str(number) / name for number, name in enumerate(names))
            for number, path in enumerate(paths[what]):
                path.parent.mkdir(parents=True)
                path.write_bytes((folder / f"settings/{what}/{number}/{path.name}").read())
        return Settings(self.min_confidence, paths["ontology"], paths["gazetteer"])

    def missing(self, folder: Place) -> list[Shard]:
        """Return the shards that are not read yet."""
        done = (folder / "readings").names()
        return [shard for shard in self.shards if shard.readings not in done]


def load(folder: Place) -> Plan:
    """Return the plan of a folder; ClusterError where there is none or a newer Khabar made it."""
    place = folder / "plan.json"
    if not place.exists():
        raise ClusterError(f"{folder.url}: there is no plan.json. Make one with khabar build --ray ... -o {folder.url}")
    try:
        told: dict[str, Any] = json.loads(place.read())
        if told["version"] > VERSION:
            raise ClusterError(f"{place.url} is of version {told['version']}, this Khabar reads {VERSION}. Update it.")
        shards = tuple(Shard(**shard) for shard in told.pop("shards"))
        skipped = tuple(Skipped(**one) for one in told.pop("skipped"))
        return Plan(**told, shards=shards, skipped=skipped)
    except (ValueError, KeyError, TypeError) as error:
        raise ClusterError(f"{place.url} is damaged: {error}. Remove it and build again.") from error


def prepare(
    inputs: Sequence[str], options: Options, settings: Settings, folder: Place, *, batches: int = BATCHES
) -> Plan:
    """Return the plan for inputs, and leave their articles in shards; a plan that still holds is taken as it is.

    ``inputs`` are what the readers take, and URLs of files and folders. Raises ClusterError, InputError.
    """
    _outside(inputs, folder)
    readers = {language: settings.fingerprint(language) for language in settings.languages}
    named = digest(__version__, repr(options), batches, *(f"{one}" for one in _listed(inputs)))
    if (folder / "plan.json").exists():
        held = load(folder)
        if named == held.inputs and readers == held.readers and "-" not in inputs:
            log.info("%s: %d articles in %d shards are there already", folder.url, held.articles, len(held.shards))
            return held
    plan = Plan(named, readers, settings.min_confidence, _keep_files(settings, folder))
    written = _Writer(folder, readers, batches)
    with tempfile.TemporaryDirectory() as copies:
        written.take(_located(inputs, options, Path(copies)))
    plan = Plan(**{**_fields(plan), "shards": tuple(written.shards), "skipped": tuple(written.skipped)})
    (folder / "plan.json").write(json.dumps(asdict(plan), ensure_ascii=False, indent=1).encode())
    return plan


def _fields(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in plan.__dataclass_fields__}


def _outside(inputs: Iterable[str], folder: Place) -> None:
    if is_url(folder.url):
        return
    for one in inputs:
        if not is_url(one) and Path(one).is_dir() and Path(folder.url).absolute().is_relative_to(Path(one).absolute()):
            raise ClusterError(f"{folder.url} lies inside the input {one}. Name a folder outside of it with -o.")


def _listed(inputs: Iterable[str]) -> Iterator[Found | str]:
    """Yield the files that inputs stand for, with their sizes and times."""
    for one in inputs:
        if is_url(one):
            yield from Place(one).files()
            continue
        if one == "-":
            yield one
            continue
        for source in sources(one, suffixes=SUFFIXES):
            if isinstance(source, Source) and source.path is not None:
                stat = source.path.stat()
                yield Found(source.name, stat.st_size, stat.st_mtime_ns)
            else:
                yield f"{source}"


def _keep_files(settings: Settings, folder: Place) -> dict[str, list[str]]:
    kept: dict[str, list[str]] = {}
    for what in ("ontology", "gazetteer"):
        paths: tuple[Path, ...] = getattr(settings, what)
        kept[what] = [path.name for path in paths]
        for number, path in enumerate(paths):
            try:
                (folder / f"settings/{what}/{number}/{path.name}").write(path.read_bytes())
            except OSError as error:
                raise InputError(f"{path}: cannot be read: {error.strerror}.") from error
    return kept


def _located(inputs: Sequence[str], options: Options, copies: Path) -> Iterator[Located | Skipped]:
    """Yield what the readers find; a file of the cloud is copied here for as long as it is read."""
    urls: dict[str, str] = {}

    def here() -> Iterator[str]:
        for one in inputs:
            if not is_url(one):
                yield one
                continue
            for found in Place(one).files():
                copy = copies / str(len(urls)) / found.name.rpartition("/")[2]
                copy.parent.mkdir()
                Place(found.name).fetch(copy)
                urls[str(copy)] = found.name
                yield str(copy)
                shutil.rmtree(copy.parent)

    for found in locate(here(), options):
        yield _renamed(found, urls)


def _renamed(found: Located | Skipped, urls: dict[str, str]) -> Located | Skipped:
    """Return a finding of a copy as one of the file that was copied."""
    path = next((path for path in urls if found.where.startswith(path)), None)
    if path is None:
        return found
    where = urls[path] + found.where[len(path) :]
    return Located(found.article, where) if isinstance(found, Located) else Skipped(where, found.reason)


@dataclass
class _Writer:
    """Writes articles in shards of so many batches, which end where those of a build on one machine do."""

    folder: Place
    readers: dict[str, str]
    batches: int
    shards: list[Shard] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    _batches: list[list[Located]] = field(default_factory=lambda: [[]])

    def take(self, found: Iterable[Located | Skipped]) -> None:
        characters = 0
        for one in found:
            if isinstance(one, Skipped):
                log.warning("%s", one)
                self.skipped.append(one)
                continue
            self._batches[-1].append(one)
            characters += len(one.article.text)
            if len(self._batches[-1]) == BATCH or characters >= BATCH_CHARACTERS:
                if len(self._batches) == self.batches:
                    self._flush()
                else:
                    self._batches.append([])
                characters = 0
        if self._batches[0]:
            self._flush()

    def _flush(self) -> None:
        batches = [batch for batch in self._batches if batch]
        shard = Shard(len(self.shards), shard_hash(batches, self.readers), sum(map(len, batches)))
        (self.folder / shard.source).put_table(articles_table(batches))
        self.shards.append(shard)
        self._batches = [[]]
