"""``khabar different``: a person's word that two names are not one entity."""

from __future__ import annotations

import argparse
from typing import Any

from . import _decisions, _results

_EPILOG = """\
examples:
  khabar different 'سليم إدريس' 'سليم إدريسي' --because 'a colonel and a doctor'
  khabar different 'سليم إدريس' 'سليم إدريسي' --graph news.khabar

The decision is a line of a small text file. With --graph it is applied at once, else by
khabar build ... --decisions FILE.
Exit code 0: it is written; 2: it cannot be taken, and nothing was changed.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "different", "decide that two names are not one entity", _EPILOG)
    parser.add_argument("--because", default="", metavar="REASON", help="why")
    _decisions.add_pair(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take the decision; return the exit code."""
    return _decisions.decide(options, "different")
