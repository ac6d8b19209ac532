"""``khabar explain``: why the graph says what it says, one statement with all that made it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from . import _decisions, _results
from ._shared import add_common

_EPILOG = """\
examples:
  khabar explain news.khabar 5f0c2a91d37be604
  khabar explain news.khabar 5f0c
  khabar explain graph.trig 5f0c --format html > why.html

Exports, pages and SPARQL give a statement's id; its first four digits are enough where no other begins so. Exit code
0: it is explained; 2: there is no such graph or statement.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "explain", "show how a statement came about, word by word", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="GRAPH", help="a .khabar store, or RDF with its articles' texts")
    parser.add_argument("statement", metavar="STATEMENT_ID", help="its id, the beginning of it, or its IRI")
    parser.add_argument(
        "--format",
        default="text",
        choices=("text", "html", "json"),
        help="html is set from right to left whatever the terminal does (default: text)",
    )
    parser.add_argument(
        "--stored", action="store_true", help="tell what the graph holds and do not read the article again"
    )
    parser.add_argument(
        "--ontology",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="relations of your own (.toml), those that the store was built with; may be repeated",
    )
    _decisions.add_gazetteer(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the explanation; return the exit code."""
    from ..explanation import explain, load
    from . import _explained

    with load(options.graph) as store:
        found = explain(
            store,
            options.statement,
            ontology=options.ontology,
            gazetteer=options.gazetteer,
            reread=not options.stored,
        )
    if options.format == "text":
        lines = _explained.text(found, colour=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))
    else:
        lines = _explained.html(found) if options.format == "html" else _explained.json(found)
    sys.stdout.writelines(lines)
    sys.stdout.flush()
    return 0
