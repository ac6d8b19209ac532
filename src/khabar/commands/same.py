"""``khabar same``: a person's word that two names are one entity."""

from __future__ import annotations

import argparse
from typing import Any

from . import _decisions, _results

_EPILOG = """\
examples:
  khabar same بوتن 'فلاديمير بوتين' --because 'misspelt in the wire' --by Maryam
  khabar same بوتن http://www.wikidata.org/entity/Q7747 --because 'misspelt' --graph news.khabar

The decision is a line of a small text file. With --graph it is applied at once, else by
khabar build ... --decisions FILE.
Exit code 0: it is written; 2: it cannot be taken, and nothing was changed.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "same", "decide that two names are one entity", _EPILOG)
    parser.add_argument("--because", required=True, metavar="REASON", help="why; it is shown wherever the names are")
    _decisions.add_pair(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take the decision; return the exit code."""
    return _decisions.decide(options, "same")
