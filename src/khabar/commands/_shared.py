"""Options and messages that several commands have."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..api import KnowledgeGraph
    from ..readers import Options

log = logging.getLogger(__name__)

_LISTED = 10


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add what every command has: how loud it is, and whether an error shows its traceback."""
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors")
    parser.add_argument("-v", "--verbose", action="count", default=0, help="say more; twice for everything")
    parser.add_argument("--debug", action="store_true", help="show the traceback of an error")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the option of commands that print lines for eyes or JSON for machines."""
    parser.add_argument("--format", default="table", choices=("table", "json"), help="lines or JSON (default: table)")


def add_identity(group: Any) -> None:
    """Add what decides which names are one entity: ``decisions`` and ``no_metonymy``."""
    group.add_argument("--decisions", type=Path, metavar="FILE", help="which names are one entity, and which are not")
    group.add_argument(
        "--no-metonymy",
        action="store_true",
        help="leave a seat of government (الكرملين) and a capital that acts what they are, not their state",
    )


def reading_options(options: argparse.Namespace, languages: tuple[str, ...]) -> Options:
    """Return what the command's options say of how inputs are read."""
    from ..readers import FIELDS, Options

    fields = {field: getattr(options, f"{field}_field") for field in FIELDS}
    return Options(
        fields={field: name for field, name in fields.items() if name},
        language=options.language,
        languages=languages,
        encoding=options.encoding,
        format=options.format,
        max_characters=options.max_characters,
    )


def positive(text: str) -> int:
    """Return a number of an option, which must be 1 or more."""
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


_KEEPS_ALL = "--min-confidence 0 keeps all"


def summary(kg: KnowledgeGraph, written: list[Path], *, hint: str = _KEEPS_ALL) -> str:
    """Return what a build did, in two or three lines: articles read and skipped, what is known, the files.

    ``hint`` says how doubtful statements are kept, where the command has an option for it.
    """
    counts, held = kg.counts, kg.store.counts()
    known = f" ({counts.known} of them read before)" if counts.known else ""
    skipped = [one.where for one in counts.skipped]
    more = f" and {len(skipped) - _LISTED} more" if len(skipped) > _LISTED else ""
    lines = [
        f"{number(counts.articles, 'article')} read{known}, {len(skipped)} skipped; "
        f"{number(held['statements'], 'statement')} about {number(held['entities'], 'entity', 'entities')}."
    ]
    if counts.doubtful:
        left = number(counts.doubtful, "doubtful statement")
        lines.append(f"Left out {left}{f': {hint}' if hint else ''}.")
    if skipped:
        lines.append(f"Skipped: {', '.join(skipped[:_LISTED])}{more}.")
    if written:
        lines.append(f"Wrote {', '.join(map(str, written))}.")
    return "\n".join(lines)


def number(count: int, one: str, many: str = "") -> str:
    """Return a number of things in words: "1 article", "1,234 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
