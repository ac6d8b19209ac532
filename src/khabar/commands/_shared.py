"""Options and messages that several commands have."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..api import KnowledgeGraph

log = logging.getLogger(__name__)

_LISTED = 10


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command has: how loud it is, and whether an error shows its traceback."""
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more; twice for everything")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def targets(output: str) -> list[Path]:
    """Return the files to write for an output: itself, or in a folder ``graph`` in every format.

    A folder is one that exists, or a name that ends in a slash or has no suffix.
    """
    from ..exports import formats

    path = Path(output)
    if path.is_dir() or output.endswith("/") or not path.suffix:
        return [path / f"graph{suffix}" for suffix in sorted(formats())]
    return [path]


def write(kg: KnowledgeGraph, paths: list[Path], **shown: Any) -> list[Path]:
    """Write a graph to files and return those that were written; one that fails is an error message of its own.

    ``shown`` says what pages and pictures show.
    """
    from ..exports import ExportError

    written = []
    for path in paths:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            kg.write(path, **shown)
        except (ExportError, OSError) as e:
            log.error("%s", e if isinstance(e, ExportError) else f"{path}: {e.strerror or e}.")
            continue
        written.append(path)
        log.info("wrote %s", path)
    return written


def summary(kg: KnowledgeGraph, written: list[Path]) -> str:
    """Return what a build did, in two or three lines: articles read and skipped, what is known, the files."""
    counts, held = kg.counts, kg.store.counts()
    known = f" ({counts.known} of them read before)" if counts.known else ""
    skipped = [one.where for one in counts.skipped]
    more = f" and {len(skipped) - _LISTED} more" if len(skipped) > _LISTED else ""
    lines = [
        f"{_number(counts.articles, 'article')} read{known}, {len(skipped)} skipped; "
        f"{_number(held['statements'], 'statement')} about {_number(held['entities'], 'entity', 'entities')}."
    ]
    if counts.doubtful:
        left = _number(counts.doubtful, "doubtful statement")
        lines.append(f"Left out {left}: --min-confidence 0 keeps all.")
    if skipped:
        lines.append(f"Skipped: {', '.join(skipped[:_LISTED])}{more}.")
    if written:
        lines.append(f"Wrote {', '.join(map(str, written))}.")
    return "\n".join(lines)


def _number(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
