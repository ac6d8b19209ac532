"""Shards of readings to one store: the same as a build on one machine would have made."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from ..graph.store import Failure, Store, StoreError
from ..pipeline import Counts, Pipeline
from ..readers import Skipped
from . import ClusterError
from .findings import Findings
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
    found: Findings | None = None,
    on_batch: Callable[[Counts], None] | None = None,
) -> Counts:
    """Keep all readings of a folder in a store, settle who is who in it, and return what became of the inputs.

    ``found`` is what the stages have found in the same folder with the same decisions; it is taken as it is, and needs
    a store that has no other articles. Without it this process settles all. Raises ClusterError where shards are
    missing or damaged, StoreError, DecisionError.
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
        if found is not None:
            _settle_as(store, found, pipeline.counts.articles, pipeline.identity)
        else:
            pipeline.resolve()
        store.finish(number)
        return pipeline.counts


def need_new(store: Store) -> None:
    """Raise StoreError for a store that remembers who is who: the stages settle that anew."""
    if store.counts()["entities"]:
        raise StoreError(
            f"{store.path} remembers who is who. Merge into a new store, or without --ray, --jobs and --block."
        )


def _settle_as(store: Store, found: Findings, articles: int, settings: str) -> None:
    """Take what the stages found of so many articles as what the store would find."""
    need_new(store)
    held = store.counts()["articles"]
    if held != articles:
        what = f"{store.path} has {held} articles, and not the {articles} of the shards"
        raise StoreError(f"{what}. Merge into a new store.")
    parts = range(found.records.parts)
    store.settle_as(found.repeated(), (copy for block in parts for copy in found.copies(block)))
    store.resolve_in_parts(found.entities(), found.mentions(), found.merges(), settings=settings)


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
