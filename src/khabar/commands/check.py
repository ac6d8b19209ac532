"""``khabar check``: is a store sound?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common

_EPILOG = """\
examples:
  khabar check news.khabar

Every quotation must be the words of its article at its place, every statement must still have its id, and every
reference must lead to something that is there. Exit code 0: all is well; 1: what is wrong is listed; 2: this is no
store, or it cannot be opened.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "check", "check that a store is sound", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="NAME.khabar", help="the store")
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what is wrong; return the exit code."""
    from ..graph.check import problems
    from ..graph.store import Store

    count = 0
    with Store(options.graph, create=False) as store:
        for problem in problems(store):
            count += 1
            sys.stdout.write(f"{problem}\n")
        sys.stdout.flush()
        if count:
            return 1
        if not options.quiet:
            held = store.counts()
            waiting = store.unresolved()
            said = f"; {waiting:,} statements wait for identity, run the build to its end" if waiting else ""
            print(
                f"{options.graph} is sound: {held['articles']:,} articles, {held['statements']:,} statements, "
                f"{held['entities']:,} entities{said}.",
                file=sys.stderr,
            )
    return 0
