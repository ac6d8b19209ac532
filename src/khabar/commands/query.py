"""``khabar query``: SPARQL over a graph file or a store."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common

_EPILOG = """\
examples:
  khabar query graph.trig 'SELECT ?who ?whom WHERE { ?who rel:grant_asylum ?whom }'
  khabar query news.khabar --file question.rq --format csv > answers.csv
  cat question.rq | khabar query graph.nq - --format json

The prefixes kh: rel: rdf: rdfs: owl: xsd: skos: oa: prov: schema: wd: need no declaration, and what lies in named
graphs is found without GRAPH.
"""


FROM = "FROM chooses no graphs here, all are asked. Choose them by GRAPH <...> { ... }, or ask khabar serve."


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "query", "ask a graph in SPARQL", _EPILOG)
    parser.add_argument("graph", metavar="GRAPH", help=_results.GRAPH)
    parser.add_argument("query", nargs="?", metavar="QUERY", help="the query, or - for standard input")
    parser.add_argument("--file", type=Path, metavar="FILE", help="read the query from a file")
    _results.add_options(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Load, ask, print; return the exit code."""
    from ..exports import sparql
    from ..server.dataset import chooses_graphs

    text = _text(options)
    if chooses_graphs(text):
        raise sparql.QueryError(FROM)
    with _results.stoppable():
        return _results.show(sparql.query(_results.load(options), text), options.format)


def _text(options: argparse.Namespace) -> str:
    from ..exports.sparql import QueryError

    if (options.query is None) == (options.file is None):
        what = "There is no query" if options.query is None else "There are two queries"
        raise QueryError(f"{what}. Give one: in quotation marks, with --file FILE, or - for standard input.")
    where = "standard input" if options.file is None else str(options.file)
    try:
        if options.file is not None:
            return str(options.file.read_text(encoding="utf-8-sig"))
        return sys.stdin.buffer.read().decode("utf-8-sig") if options.query == "-" else str(options.query)
    except UnicodeDecodeError as error:
        raise QueryError(f"{where}: the query is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error
