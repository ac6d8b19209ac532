"""Shards of readings to one store: the same as a build on one machine would have made."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..graph.store import Failure, Store
from ..pipeline import Counts, Pipeline
from ..readers import Skipped
from . import ClusterError
from .places import Place
from .plan import Plan, load
from .shards import Read, reads_of

log = logging.getLogger(__name__)


def merge(
    folder: Place,
    store: Store,
    *,
    decisions: Path | None = None,
    metonymy: bool = True,
    on_batch: Callable[[Counts], None] | None = None,
) -> Counts:
    """Keep all readings of a folder in a store, settle who is who in it, and return what became of the inputs.

    Raises ClusterError where shards are missing or damaged, StoreError, DecisionError.
    """
    plan = whole(folder)
    with tempfile.TemporaryDirectory(prefix="khabar-") as copies, store.alone():
        settings = plan.settings(folder, Path(copies))
        pipeline = Pipeline(
            store,
            min_confidence=settings.min_confidence,
            ontology=settings.ontology,
            gazetteer=settings.gazetteer,
            decisions=decisions,
            metonymy=metonymy,
        )
        number = store.begin("merge", khabar=plan.khabar, settings=pipeline.told)
        pipeline.counts.skipped += plan.skipped
        store.fail([Failure(one.where, one.reason) for one in plan.skipped], run=number)
        for shard in plan.shards:
            _keep(store, plan, list(reads_of((folder / "readings" / shard.readings).table())), pipeline.counts, number)
            if on_batch is not None:
                on_batch(pipeline.counts)
        pipeline.resolve()
        store.finish(number)
        return pipeline.counts


def whole(folder: Place) -> Plan:
    """Return the plan of a folder, all of whose shards are read; ClusterError where some are not."""
    plan = load(folder)
    if waiting := plan.missing(folder):
        raise ClusterError(
            f"{folder.url}: {len(waiting)} of {len(plan.shards)} shards are not read. Run khabar build --ray again."
        )
    return plan


def _keep(store: Store, plan: Plan, reads: Sequence[Read], counts: Counts, number: int) -> None:
    """Keep the readings of a shard and what could not be read, each language with its reader."""
    for language in dict.fromkeys(read.found.article.language for read in reads):
        reader = plan.readers[language]
        mine = [read for read in reads if read.found.article.language == language]
        failures = list(_failures(mine, reader))
        readings = [read.result.reading for read in mine if read.result.reading is not None]
        new = store.add(readings, reader=reader, run=number, failures=failures)
        counts.read += new
        counts.known += len(readings) - new
        counts.doubtful += sum(read.result.doubtful for read in mine)
        counts.skipped += [Skipped(one.place, one.reason) for one in failures]


def _failures(reads: Sequence[Read], reader: str) -> Iterator[Failure]:
    for read in reads:
        article = read.found.article
        if read.result.reading is None:
            yield Failure(read.found.where, read.result.reason, article.id, article.hash, reader)
