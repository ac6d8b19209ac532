"""``khabar retract``: take articles out of a store, with all that only they said."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any

from . import _decisions, _results
from ._shared import add_common

_EPILOG = """\
examples:
  khabar retract news.khabar kremlin-2024-12-09
  khabar retract news.khabar --from withdrawn.txt

Their texts, statements and mentions go, the entities that no other article mentions, the names that no other article
uses, and the reasons for these; the file keeps no trace. What they share with other articles stays, ids too. Take them
out of the inputs as well, or the next build reads them again.
Exit code 0: all are out; 2: the store lacks one of them, and nothing was changed.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "retract", "take articles out of a store", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="NAME.khabar", help="the store")
    parser.add_argument("articles", nargs="*", metavar="ARTICLE", help="an article's id")
    parser.add_argument("--from", dest="file", type=Path, metavar="FILE", help="ids of articles, one a line")
    _decisions.add_gazetteer(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Take the articles out; return the exit code."""
    from ..graph.gazetteer import Gazetteer
    from ..graph.retract import retract
    from ..graph.store import Store
    from ..readers import InputError

    ids = [*options.articles, *_listed(options.file)]
    if not ids:
        raise InputError("No article is named. Give ids of articles, or a file of them with --from.")
    gazetteer: list[Gazetteer] = []

    def listed(id: str) -> Collection[str]:
        if not gazetteer:  # loading it takes longer than all the rest, and often nobody asks
            gazetteer.append(Gazetteer.load(*options.gazetteer))
        entry = gazetteer[0].entries.get(id)
        return entry.names if entry is not None else ()

    with Store(options.graph, create=False) as store, store.alone():
        gone = retract(store, ids, listed=listed)
    if not options.quiet:
        print(
            f"{options.graph}: took out {gone.articles:,} articles, {gone.statements:,} statements, "
            f"{gone.entities:,} entities and {gone.names:,} names.",
            file=sys.stderr,
        )
    return 0


def _listed(path: Path | None) -> list[str]:
    if path is None:
        return []
    return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
