"""``khabar merge``: the shards of a build on a cluster to one store, to files, or straight to files in parts."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ._outputs import RDF_OPTIONS, SHOWN_OPTIONS, Outputs, add_outputs, rdf_options
from ._results import add_to as add_command
from ._shared import add_common, add_identity, number, positive, summary

if TYPE_CHECKING:
    from ..cluster.places import Place
    from ..cluster.plan import Plan
    from ..cluster.settle import Do
    from ..cluster.stages import Job
    from ..cluster.writing import Writing

log = logging.getLogger(__name__)

_PARTED = {".nq/": "quads", ".nq.gz/": "quads", ".neo4j/": "tables"}
"""The ends of names of folders that are written in parts, without a store."""
_EPILOG = """\
examples:
  khabar build --ray auto crawl.jsonl -o shards/ && khabar merge shards/ -o news.khabar
  khabar merge shards/ -o news.khabar -o graph.nq -o graph.neo4j.zip
  khabar merge s3://bucket/news --ray auto -o s3://bucket/news.nq/ -o s3://bucket/news.neo4j/

Exit code 0: all articles are in the outputs; 1: some were skipped or some outputs failed; 2: nothing could be done.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = add_command(commands, "merge", "make one store of what a cluster has read, or files in parts", _EPILOG)
    parser.add_argument("folder", metavar="DIR", help="the folder or URL that khabar build --ray wrote")
    add_outputs(
        parser,
        "OUT",
        "NAME.khabar is the store; a file whose suffix names the format, or a folder for all; NAME.nq/, NAME.nq.gz/ "
        "and NAME.neo4j/ are folders or URLs of files in parts, for which nothing is held as a whole (may be repeated)",
    )
    add_identity(parser)
    group = parser.add_argument_group("who is who by keyed groups (docs/cluster.md)")
    group.add_argument(
        "--ray", metavar="ADDRESS", help="on a Ray cluster (auto: that of this machine; local: a new one here)"
    )
    group.add_argument(
        "--jobs",
        type=positive,
        metavar="N",
        help="actors on the cluster, or processes here (default: one for each core; here 1)",
    )
    group.add_argument(
        "--block",
        type=positive,
        metavar="N",
        help="about so many articles in a file and in memory (default: 10,000 at most)",
    )
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Merge, write, sum up; return the exit code."""
    from ..cluster import need

    need()
    from ..cluster.places import Place
    from ..readers import InputError

    parted = [output for output in options.outputs if output.endswith(tuple(_PARTED))]
    if not parted:
        return _merge(options)
    if len(parted) < len(options.outputs):
        raise InputError("Files in parts are made without a store: write them, and a store or other files, one by one.")
    for name in set(RDF_OPTIONS + SHOWN_OPTIONS) - {"quote", "direct", "base", "no_text", "triple_terms"}:
        if getattr(options, name):
            named = name.replace("_", "-")
            raise InputError(f"--{named} is none of files in parts. Merge into a store, and give it to khabar export.")
    return _write(options, Place(options.folder), _writing(parted, options))


def _writing(parted: list[str], options: argparse.Namespace) -> Writing:
    """Return what folders are to be written; raises InputError, ExportError."""
    from ..cluster.writing import Writing
    from ..readers import InputError

    folders: dict[str, str] = {}
    for output in parted:
        kind = next(kind for end, kind in _PARTED.items() if output.endswith(end))
        if kind in folders:
            raise InputError(f"A merge writes one folder of a kind. Name {folders[kind]}/ or {output}.")
        folders[kind] = output.rstrip("/")
    writing = Writing(folders.get("quads", ""), folders.get("tables", ""), rdf_options(options))
    return replace(writing, quote=options.quote) if options.quote else writing


def _write(options: argparse.Namespace, folder: Place, writing: Writing) -> int:
    """Write files in parts, sum up; return the exit code."""
    from ..cluster.settle import write

    with _settling(options, folder, writing) as (job, plan, do):
        totals = write(job, plan, do)
    skipped = len(plan.skipped) + totals["failed"]
    if not options.quiet:
        told = f"{number(totals['articles'], 'article')} read, {skipped} skipped; "
        told += f"{number(totals['statements'], 'statement')} about {number(totals['entities'], 'entity', 'entities')}."
        print(f"{told}\nWrote {', '.join(options.outputs)}.", file=sys.stderr)
    return 1 if skipped else 0


@contextmanager
def _settling(
    options: argparse.Namespace, folder: Place, writing: Writing | None = None
) -> Iterator[tuple[Job, Plan, Do]]:
    """Give a merge by stages, its plan and what does its tasks."""
    from ..cluster.merge import whole
    from ..cluster.settle import here, in_processes, on_ray
    from ..cluster.stages import Job, blocks
    from ..pipeline import decisions_of

    plan = whole(folder)
    job = Job(folder.url, blocks(plan, options.block), decisions_of(options.decisions), not options.no_metonymy)
    if writing is not None:
        job = replace(job, writing=writing)
    if options.ray:
        doing = on_ray(job, options.ray, jobs=options.jobs)
    else:
        doing = in_processes(job, options.jobs) if (options.jobs or 1) > 1 else here(job)
    with doing as do:
        terminal = sys.stderr.isatty() and not options.verbose and not options.quiet
        yield job, plan, _shown(do) if terminal else do


def _shown(do: Do) -> Do:
    """Return what does tasks and shows on a line of the terminal how far a stage is."""

    def shown(stage: str, parts: Sequence[int]) -> Iterator[str]:
        for done, actor in enumerate(do(stage, parts), 1):
            print(f"\r{stage + ':':<12} {done} of {len(parts)} ", end="", file=sys.stderr, flush=True)
            yield actor
        print("\r" + " " * 40, end="\r", file=sys.stderr, flush=True)

    return shown


def _merge(options: argparse.Namespace) -> int:
    """Merge into one store, write other files from it, sum up; return the exit code."""
    from ..api import KnowledgeGraph
    from ..cluster.merge import merge, need_new
    from ..cluster.places import Place
    from ..cluster.settle import settle
    from ..graph.store import Store

    outputs, folder, found = Outputs.asked(options, "A merge"), Place(options.folder), None
    with Store(outputs.folder()) as store:
        if options.ray or options.block or options.jobs:
            need_new(store)
            with _settling(options, folder) as (job, plan, do):
                found = settle(job, plan, do)
        counts = merge(
            folder,
            store,
            decisions=options.decisions,
            metonymy=not options.no_metonymy,
            found=found,
            on_batch=_progress,
        )
        if found is not None:
            found.records.folder.remove()
        kg = KnowledgeGraph(store, counts)
        outputs.write(kg)
        if not options.quiet:
            print(summary(kg, outputs.files), file=sys.stderr)
        return 1 if counts.skipped or outputs.missed else 0


def _progress(counts: Any) -> None:
    log.info("%d articles merged", counts.articles)
