"""``khabar build --ray``: the same build on a cluster, into a folder of shards."""

from __future__ import annotations

import argparse
import logging
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ._outputs import RDF_OPTIONS, SHOWN_OPTIONS
from ._shared import number, positive, reading_options

if TYPE_CHECKING:
    from ..cluster.run import Done

log = logging.getLogger(__name__)

PREPARE = "prepare"
_MERGED = ("decisions", "no_metonymy", "timeline", *SHOWN_OPTIONS, *RDF_OPTIONS)  # speak of what is merged


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add the options of a build on a cluster."""
    group = parser.add_argument_group("on a cluster (docs/cluster.md)")
    group.add_argument(
        "--ray",
        metavar="ADDRESS",
        help="read on a Ray cluster (auto: that of this machine; local: a new one here; prepare: none yet, only make "
        "the shards); -o is a folder that all machines see, or a URL such as s3://bucket/news, for khabar merge",
    )
    group.add_argument("--shard", type=positive, default=32, metavar="N", help="batches in a shard (default: 32)")


def run(options: argparse.Namespace) -> int:
    """Prepare the shards, read those that are missing, sum up; return the exit code."""
    from ..cluster import need

    need()
    from ..cluster.places import Place
    from ..cluster.plan import prepare
    from ..cluster.run import run as read
    from ..readers import InputError
    from ..reading import MIN_CONFIDENCE, Settings

    for name in _MERGED:
        if getattr(options, name):
            raise InputError(
                f"--{name.replace('_', '-')} is none of a build on a cluster. Give it to khabar merge, or to export."
            )
    if options.keep or options.retry:
        raise InputError("On a cluster, shards that are done are kept. Remove one from readings/ to read it again.")
    if len(options.outputs) != 1 or options.outputs[0].endswith(".khabar"):
        raise InputError("A build on a cluster writes one folder of shards: name it with -o, and use khabar merge.")
    least = MIN_CONFIDENCE if options.min_confidence is None else options.min_confidence
    settings = Settings(least, tuple(options.ontology), tuple(options.gazetteer))
    folder = Place(options.outputs[0])
    reading = reading_options(options, settings.languages)
    plan = prepare(options.inputs, reading, settings, folder, batches=options.shard)
    if not plan.articles:
        log.error("No article was read; the reasons stand above.")
        return 2
    before = len(plan.shards) - len(plan.missing(folder))
    done: list[Done] = []
    begun = time.monotonic()
    if options.ray != PREPARE:
        try:
            for one in read(plan, folder, options.ray, jobs=options.jobs, timeout=options.timeout):
                done.append(one)
                _progress(options, before + len(done), len(plan.shards), done, time.monotonic() - begun)
        except KeyboardInterrupt:
            log.error("%s keeps %d of %d shards; the same command goes on.", folder.url, before + len(done),
                      len(plan.shards))  # fmt: skip
            raise
    if not options.quiet:
        print(_summary(folder.url, len(plan.shards), len(plan.skipped), before, done), file=sys.stderr)
    return 1 if plan.skipped or any(one.failed for one in done) else 0


def _progress(options: argparse.Namespace, shards: int, of: int, done: Sequence[Done], seconds: float) -> None:
    rate = sum(one.articles for one in done) / max(seconds, 1e-9)
    log.info("%d of %d shards, %.1f articles/s", shards, of, rate)
    if not options.verbose and not options.quiet and sys.stderr.isatty():
        print(f"\r{shards} of {of} shards, {rate:.1f} articles/s ", end="", file=sys.stderr, flush=True)


def _summary(url: str, shards: int, skipped: int, before: int, done: Sequence[Done]) -> str:
    read = sum(one.articles - one.failed for one in done)
    skipped += sum(one.failed for one in done)
    held = f" ({before} read before)" if before else ""
    told = f"{number(read, 'article')} read, {skipped} skipped; {before + len(done)} of {shards} shards{held} in {url}."
    left = shards - before - len(done)
    return told if left else f"{told}\nNext: khabar merge {url} -o news.khabar"
