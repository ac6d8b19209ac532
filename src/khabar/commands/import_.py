"""``khabar import``: graph files back into a store, every quotation and id checked, several made one."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common

log = logging.getLogger(__name__)

_STORE = ".khabar"
_EPILOG = """\
examples:
  khabar import graph.trig -o news.khabar
  khabar import ours.nq theirs.khabar -o both.khabar

A store that is there gains what it lacks. Exit code 0: all graphs are in the store; 2: one could not be read, and a
store that was there before the command keeps the graphs before it.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "import", "read graphs back into a store, or several into one", _EPILOG)
    parser.add_argument("graphs", nargs="+", metavar="GRAPH", help=_results.GRAPH)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar="NAME.khabar", help="the store")
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restore each graph, sum up; return the exit code."""
    from ..exports import ExportError
    from ..graph.store import Store

    output: Path = options.output
    if output.suffix != _STORE:
        raise ExportError(f"{output}: a store's name ends in {_STORE}. Write to other formats with khabar export.")
    new = not output.exists()
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        with Store(output) as store:
            for graph in options.graphs:
                _put(Path(graph), store)
            counts = store.counts()
    except BaseException:
        if new:  # half an import must not be taken for a whole one
            for suffix in ("", "-wal", "-shm"):
                output.with_name(output.name + suffix).unlink(missing_ok=True)
        raise
    if not options.quiet:
        what = ", ".join(f"{counts[name]:,} {name}" for name in ("articles", "statements", "entities"))
        print(f"{output} holds {what}.", file=sys.stderr)
    return 0


def _put(path: Path, store: Any) -> None:
    from ..exports import ExportError, sparql
    from ..exports.restore import restore

    try:
        added = restore(sparql.load(path), store)
    except ExportError as error:
        named = str(error).startswith(str(path))
        raise error if named else ExportError(f"{path}: {error}") from error
    log.info("%s: %d articles new or changed", path, added)
