"""``khabar undo``: take a decision about names back."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _decisions, _results

if TYPE_CHECKING:
    from ..graph.decisions import Decision

_EPILOG = """\
examples:
  khabar undo 3
  khabar undo 3 --decisions names/decisions.txt --graph news.khabar

Nothing is erased: the file gains a line that takes the decision back. Exit code 0: it no longer stands; 2: there is no
such decision or it is undone already, and nothing was changed.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "undo", "take a decision about names back", _EPILOG)
    parser.add_argument("number", type=int, metavar="N", help="the decision's number, the first word of its line")
    _decisions.add_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take it back; return the exit code."""
    from ..graph import decisions

    def act(path: Path) -> Decision:
        return decisions.undo(path, options.number)

    made = _decisions.carry_out(options, act)
    said = "the same" if made.verdict == "same" else "not the same"
    _decisions.say(options, f"Undone: decision {made.number}, that {made.one!r} and {made.other!r} are {said}.")
    return 0
