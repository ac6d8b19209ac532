"""``khabar export``: a store, or a graph file, to files of other formats."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _results
from ._outputs import STORE, Outputs, add_outputs
from ._shared import add_common

if TYPE_CHECKING:
    from ..graph.knowledge_graph import KnowledgeGraph

log = logging.getLogger(__name__)

_EPILOG = """\
examples:
  khabar export news.khabar -o graph.html -o graph.trig
  khabar export news.khabar -o dump/graph.nq --split 500M
  khabar export graph.trig -o graph.graphml

Exit code 0: every file was written; 1: some were not; 2: none.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "export", "write a store to files of other formats", _EPILOG)
    parser.add_argument("graph", metavar="NAME.khabar", help="a .khabar store, or a graph in one of the RDF formats")
    add_outputs(parser, "FILE", "a file whose suffix names the format (may be repeated); a folder gets every format")
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write every file, sum up; return the exit code."""
    from ..exports import ExportError

    outputs = Outputs.asked(options, "An export")
    if outputs.store is not None:
        path = outputs.store
        raise ExportError(f"{path}: a store is no export. To make one use khabar import GRAPH -o {path}.")
    with _opened(Path(options.graph)) as kg:
        outputs.write(kg)
    if outputs.done and not options.quiet:
        print(f"Wrote {', '.join(map(str, outputs.done))}.", file=sys.stderr)
    return 0 if not outputs.missed else 1 if outputs.done else 2


@contextmanager
def _opened(path: Path) -> Iterator[KnowledgeGraph]:
    """Give the graph of a store, or of an RDF file that is restored in memory."""
    from ..exports import sparql
    from ..exports.restore import restore
    from ..graph.knowledge_graph import KnowledgeGraph
    from ..graph.store import Store

    if path.suffix.lower() == STORE:
        with Store(path, create=False) as store:
            yield KnowledgeGraph(store)
        return
    with Store() as store:
        restore(sparql.load(path), store)
        yield KnowledgeGraph(store)
