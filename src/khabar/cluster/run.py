"""Shards of articles to shards of readings: by actors of Ray Data, each with a worker process that holds the models."""

from __future__ import annotations

import logging
import os
import platform
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..graph.model import Article
from ..readers import Located
from ..reading import Result
from ..workers import TIMEOUT, Workers
from . import ClusterError
from .connection import connected
from .places import Place
from .plan import Plan, Shard, load
from .shards import Read, batches_of, readings_table

log = logging.getLogger(__name__)

ReadBatches = Callable[[Iterable[list[Article]]], Iterable[tuple[int, list[Result]]]]


@dataclass(frozen=True)
class Done:
    """What became of a shard; ``seconds`` is how long its actor took, ``actor`` its machine and process id."""

    shard: int
    articles: int
    statements: int
    failed: int
    doubtful: int
    seconds: float
    actor: str


def read_shard(folder: Place, shard: Shard, read: ReadBatches) -> Done:
    """Read a shard's articles with ``read`` and leave the readings, whole or not at all."""
    begun = time.monotonic()
    batches = batches_of((folder / shard.source).table())
    found = {number: results for number, results in read([[one.article for one in batch] for batch in batches])}
    reads = [read for number, batch in enumerate(batches) for read in _in_order(batch, found[number])]
    (folder / "readings" / shard.readings).put_table(readings_table(reads))
    return Done(
        shard.number,
        len(reads),
        sum(len(one.result.reading.statements) for one in reads if one.result.reading is not None),
        sum(one.result.reading is None for one in reads),
        sum(one.result.doubtful for one in reads),
        time.monotonic() - begun,
        f"{platform.node()}:{os.getpid()}",
    )


def _in_order(batch: list[Located], results: list[Result]) -> Iterator[Read]:
    of = {result.article: result for result in results}
    yield from (Read(one, of[one.article.id]) for one in batch)


class ReadShards:
    """An actor: reads the shards that it is given, one after the other."""

    def __init__(self, folder: str, timeout: float) -> None:
        self._folder = Place(folder)
        self._plan = load(self._folder)
        self._copies = tempfile.TemporaryDirectory(prefix="khabar-")
        settings = self._plan.settings(self._folder, Path(self._copies.name))
        for language, wanted in self._plan.readers.items():
            if settings.fingerprint(language) != wanted:
                raise ClusterError(
                    f"A machine of the cluster reads {language!r} with another Khabar or model than this one. "
                    "Install the same versions on all."
                )
        self._workers = Workers(settings, jobs=1, timeout=timeout)

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Return what became of each shard of a batch of their numbers."""
        rows = [read_shard(self._folder, self._plan.shards[number], self._workers.read) for number in batch["shard"]]
        return {name: [getattr(row, name) for row in rows] for name in Done.__dataclass_fields__}


def run(
    plan: Plan, folder: Place, address: str, *, jobs: int | None = None, timeout: float = TIMEOUT
) -> Iterator[Done]:
    """Read all shards of a plan that are not read yet, on a Ray cluster, and yield what became of each.

    ``address`` is the cluster's, ``auto`` for the one that this machine belongs to, ``local`` for a new one on this
    machine alone. ``jobs`` is how many actors there are, as many as the cluster has cores unless given. Raises
    ClusterError where Ray is not installed or not reached.
    """
    waiting = plan.missing(folder)
    if not waiting:
        return
    with connected(address, jobs) as ray:
        actors = min(jobs or int(ray.cluster_resources().get("CPU", 1)), len(waiting))
        log.info("%d of %d shards to read, with %d actors", len(waiting), len(plan.shards), actors)
        rows = _dataset(ray, waiting, folder, actors, timeout).iter_rows()
        yield from (Done(**row) for row in rows)


def _dataset(ray: Any, shards: list[Shard], folder: Place, actors: int, timeout: float) -> Any:
    items = [{"shard": shard.number} for shard in shards]
    # A block for each shard, so that an actor that is lost takes but one with it. Ray starts another actor for it and
    # gives it the shard again, however often machines are lost; what an article does to its reader, the worker process
    # below the actor takes.
    return ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
        ReadShards,
        batch_size=1,
        num_cpus=1,
        compute=ray.data.ActorPoolStrategy(size=actors, max_tasks_in_flight_per_actor=1),
        fn_constructor_kwargs={"folder": folder.url, "timeout": timeout},
    )
