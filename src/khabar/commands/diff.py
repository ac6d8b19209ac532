"""``khabar diff``: what two stores say differently."""

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

_EPILOG = """\
examples:
  khabar diff before.khabar after.khabar
  khabar diff before.khabar after.khabar --format json | jq 'select(.what == "statement")'

A line begins with - for what only the first store says, + for what only the second says, ~ for what both say otherwise.
To compare two runs of a store, copy the file between them. Articles are compared one after the other, however large the
stores are. Exit code 0: they say the same; 1: they differ; 2: one of them cannot be read.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "diff", "tell what two stores say differently", _EPILOG)
    parser.add_argument("one", type=Path, metavar="A.khabar", help="a store")
    parser.add_argument("other", type=Path, metavar="B.khabar", help="another, or a later copy of the same")
    add_format(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the differences; return the exit code."""
    from ..graph.differences import differences
    from ..graph.store import Store

    count = 0
    with Store(options.one, create=False) as one, Store(options.other, create=False) as other:
        for found in differences(one, other):
            count += 1
            sys.stdout.writelines(_json(found) if options.format == "json" else _lines(found))
    sys.stdout.flush()
    return 1 if count else 0


def _json(found: Difference) -> Iterator[str]:
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
