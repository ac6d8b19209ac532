"""``khabar merge``: the shards of a build on a cluster to one store, and to files."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from ._results import add_to as add_command
from ._shared import add_common, add_identity, add_shown, shown_options, summary, targets, write, written_all

log = logging.getLogger(__name__)

_STORE = ".khabar"
_EPILOG = """\
examples:
  khabar build --ray auto crawl.jsonl -o shards/ && khabar merge shards/ -o news.khabar
  khabar merge s3://bucket/news -o news.khabar -o graph.nq -o graph.neo4j.zip

Exit code 0: all articles are in the outputs; 1: some were skipped or some outputs failed; 2: nothing could be done.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = add_command(commands, "merge", "make one store of what a cluster has read", _EPILOG)
    parser.add_argument("folder", metavar="DIR", help="the folder or URL that khabar build --ray wrote")
    parser.add_argument(
        "-o",
        "--output",
        dest="outputs",
        action="append",
        required=True,
        metavar="OUT",
        help="NAME.khabar is the store; a file whose suffix names the format, or a folder for all (may be repeated)",
    )
    add_identity(parser)
    add_shown(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Merge, write, sum up; return the exit code."""
    from ..cluster import need

    need()
    from ..api import KnowledgeGraph
    from ..cluster.merge import merge
    from ..cluster.places import Place
    from ..exports import suffix_of
    from ..graph.store import Store
    from ..readers import InputError

    stores = [Path(output) for output in options.outputs if output.endswith(_STORE)]
    if len(stores) > 1:
        raise InputError(f"A merge has one store, not {len(stores)}. Name one {_STORE} file.")
    paths = [path for output in options.outputs if not output.endswith(_STORE) for path in targets(output)]
    for path in paths:
        suffix_of(path)
    shown = shown_options(options)
    if stores:
        stores[0].parent.mkdir(parents=True, exist_ok=True)
    with Store(stores[0] if stores else None) as store:
        counts = merge(
            Place(options.folder),
            store,
            decisions=options.decisions,
            metonymy=not options.no_metonymy,
            on_batch=_progress,
        )
        kg = KnowledgeGraph(store, counts)
        written = write(kg, paths, **shown)
        if not options.quiet:
            print(summary(kg, [*stores, *written]), file=sys.stderr)
        return 1 if counts.skipped or not written_all(paths, written) else 0


def _progress(counts: Any) -> None:
    log.info("%d articles merged", counts.articles)
