"""``khabar export``: a store, or a graph file, to files of other formats."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _results
from ._shared import add_common, add_shown, shown_options, targets

if TYPE_CHECKING:
    from ..exports.rdf import Options
    from ..graph.knowledge_graph import KnowledgeGraph

log = logging.getLogger(__name__)

_STORE = ".khabar"
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
    parser.add_argument(
        "-o",
        "--output",
        dest="outputs",
        action="append",
        required=True,
        metavar="FILE",
        help="a file whose suffix names the format (may be repeated); a folder gets every format",
    )
    group = parser.add_argument_group("how RDF is written")
    group.add_argument(
        "--direct", choices=("all", "stated", "none"), default="all", help="which plain triples (default: all)"
    )
    group.add_argument("--base", metavar="IRI", help="where the data's IRIs begin")
    group.add_argument("--no-text", action="store_true", help="leave the articles' texts out; quotations stay")
    group.add_argument("--triple-terms", action="store_true", help="add RDF 1.2 triple terms")
    group.add_argument(
        "--split",
        type=_size,
        metavar="SIZE",
        help=".nq and .nt in numbered files of at most this size, such as 500M or 2G",
    )
    add_shown(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def _size(text: str) -> int:
    from ._split import size

    try:
        return size(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def run(options: argparse.Namespace) -> int:
    """Write every file, sum up; return the exit code."""
    from ..exports.rdf import Options

    base = {"base": options.base} if options.base else {}
    rdf = Options(direct=options.direct, text=not options.no_text, triple_terms=options.triple_terms, **base)
    paths = [path for output in options.outputs for path in targets(output)]
    _check(paths, options.split)
    shown = shown_options(options)
    with _opened(Path(options.graph)) as kg:
        done = [_write(kg, path, rdf, options.split, shown) for path in paths]
    written = [name for names in done for name in names]
    if written and not options.quiet:
        print(f"Wrote {', '.join(map(str, written))}.", file=sys.stderr)
    return 0 if all(done) else 1 if written else 2


def _check(paths: list[Path], split: int | None) -> None:
    """Raise ExportError now, before anything is written, for an output that cannot be written as asked."""
    from ..exports import ExportError, suffix_of
    from ._split import SUFFIXES

    if split is not None and not any(path.suffix.lower() in SUFFIXES for path in paths):
        raise ExportError(
            f"Only {' and '.join(SUFFIXES)} can be written in parts. Name one with -o, or leave --split out."
        )

    for path in paths:
        if path.suffix == _STORE:
            raise ExportError(f"{path}: a store is no export. To make one use khabar import GRAPH -o {path}.")
        suffix_of(path)


@contextmanager
def _opened(path: Path) -> Iterator[KnowledgeGraph]:
    """Give the graph of a store, or of an RDF file that is restored in memory."""
    from ..exports import sparql
    from ..exports.restore import restore
    from ..graph.knowledge_graph import KnowledgeGraph
    from ..graph.store import Store

    if path.suffix.lower() == _STORE:
        with Store(path, create=False) as store:
            yield KnowledgeGraph(store)
        return
    with Store() as store:
        restore(sparql.load(path), store)
        yield KnowledgeGraph(store)


def _write(kg: KnowledgeGraph, path: Path, rdf: Options, split: int | None, shown: Mapping[str, Any]) -> list[Path]:
    """Return the files that were written for an output; one that fails is an error message and none."""
    from .. import exports
    from . import _split

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if split is not None and path.suffix.lower() in _split.SUFFIXES:
            blocks = import_module(f"..exports.{path.suffix.lower()[1:]}", __package__).blocks
            return _split.write(blocks(kg, rdf), path, split)
        exports.write(kg, path, rdf=rdf, **shown)
    except (exports.ExportError, OSError) as e:
        log.error("%s", e if isinstance(e, exports.ExportError) else f"{path}: {e.strerror or e}.")
        return []
    log.info("wrote %s", path)
    return list(exports.outputs(path))
