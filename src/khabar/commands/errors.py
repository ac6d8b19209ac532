"""``khabar errors``: what a store's builds could not read, and why."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common, add_format

_EPILOG = """\
examples:
  khabar errors news.khabar
  khabar errors news.khabar --format json | jq -r .place

One line for each: its place in the inputs and the reason. What has been read since is not listed any more.
khabar build ... --retry tries again. Exit code 0: there is nothing to list; 1: there is.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "errors", "list what could not be read, and why", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="NAME.khabar", help="the store")
    add_format(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was not read; return the exit code."""
    from ..graph.store import Store

    count = 0
    with Store(options.graph, create=False) as store:
        for failure in store.failures():
            count += 1
            if options.format == "json":
                told = {"place": failure.place, "article": failure.article or None, "reason": failure.reason}
                sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
            else:
                sys.stdout.write(f"{failure.place}: {failure.reason}\n")
    sys.stdout.flush()
    return 1 if count else 0
