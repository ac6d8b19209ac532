"""``khabar diff``: what two stores, or two runs of one, say differently."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _results
from ._shared import add_common, add_format

if TYPE_CHECKING:
    from ..graph.differences import Difference
    from ..graph.history import Change

_EPILOG = """\
examples:
  khabar diff before.khabar after.khabar
  khabar diff before.khabar after.khabar --format json | jq 'select(.what == "statement")'
  khabar diff news.khabar
  khabar diff news.khabar --runs 2 5

A line begins with - for what only the first says, + for what only the second says, ~ for what both say otherwise. Of
two runs of one store (the last two unless --runs names others) ids and hashes are compared: what is gone is told by
its id. To see its words, compare with a copy of the file from before.
Exit code 0: they say the same; 1: they differ; 2: one of them cannot be read.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "diff", "tell what two stores or two runs say differently", _EPILOG)
    parser.add_argument("one", type=Path, metavar="A.khabar", help="a store")
    parser.add_argument(
        "other", type=Path, nargs="?", metavar="B.khabar", help="another, or a later copy; without it two runs of A"
    )
    parser.add_argument("--runs", type=int, nargs=2, metavar="N", help="the numbers of two runs of A")
    add_format(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the differences; return the exit code."""
    from ..graph.differences import differences
    from ..graph.store import Store
    from ..readers import InputError

    if options.other is None:
        return _runs(options)
    if options.runs:
        raise InputError("--runs compares runs of one store. Leave the other store out.")
    count = 0
    with Store(options.one, create=False) as one, Store(options.other, create=False) as other:
        for found in differences(one, other):
            count += 1
            sys.stdout.writelines(_json(found) if options.format == "json" else _lines(found))
    sys.stdout.flush()
    return 1 if count else 0


def _runs(options: argparse.Namespace) -> int:
    """Print what two runs of a store say differently; return the exit code."""
    from ..graph.history import between, runs
    from ..graph.store import Store, StoreError

    count = 0
    with Store(options.one, create=False) as store:
        finished = runs(store)
        if not options.runs and len(finished) < 2:
            raise StoreError(
                f"{options.one} has no two runs that came to their end. Name another store to compare with."
            )
        for found in between(store, *(options.runs or finished[-2:])):
            count += 1
            sys.stdout.writelines(_json(found) if options.format == "json" else _line(found))
    sys.stdout.flush()
    return 1 if count else 0


def _line(found: Change) -> Iterator[str]:
    where = f" of {found.article}" if found.article else ""
    said = found.said or "(an older Khabar took it away and kept no words)"
    fields = f" [{', '.join(found.fields)}]" if found.fields else ""
    yield f"{found.sign} {found.what} {found.id}{where}: {said}{fields}\n"


def _json(found: Difference | Change) -> Iterator[str]:
    yield json.dumps(found._asdict(), ensure_ascii=False) + "\n"


def _lines(found: Difference) -> Iterator[str]:
    sign = "~" if found.before and found.after else "-" if found.before else "+"
    where = f" of {found.article}" if found.article and found.what == "statement" else ""
    said = (found.after or found.before or {}).get("said", "")
    yield f"{sign} {found.what} {found.id}{where}: {said}\n"
    if found.before and found.after:
        for field in sorted({*found.before, *found.after} - {"said"}):
            old, new = found.before.get(field), found.after.get(field)
            if old != new:
                yield f"    {field}: {_plain(old)} -> {_plain(new)}\n"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
