"""``khabar validate``: does a graph hold what our SHACL shapes ask?"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common

log = logging.getLogger(__name__)

_EPILOG = """\
examples:
  khabar validate graph.trig
  khabar validate news.khabar -q && khabar export news.khabar -o graph.nq

Exit code 0: the graph conforms; 1: it does not, a line for each violation says where; 2: it cannot be checked.
Checking needs pySHACL: pip install 'khabar[shacl]'
"""
_SHOWN = 100


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "validate", "check a graph against the SHACL shapes", _EPILOG)
    parser.add_argument("graph", metavar="GRAPH", help=_results.GRAPH)
    parser.add_argument("--all", action="store_true", help=f"list every violation, not the first {_SHOWN}")
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, list what is wrong; return the exit code."""
    from ..exports.shacl import validate

    found = validate(Path(options.graph))
    shown = found if options.all else found[:_SHOWN]
    for violation in shown:
        print(violation)
    if len(shown) < len(found):
        log.warning("%d more violations are not shown; --all shows them.", len(found) - len(shown))
    if not options.quiet:
        print(f"{options.graph} does not conform: {len(found)} violations." if found else f"{options.graph} conforms.")
    return 1 if found else 0
