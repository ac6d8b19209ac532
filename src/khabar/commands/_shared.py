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


def add_shown(parser: argparse.ArgumentParser) -> None:
    """Add what limits pages, pictures and tables to what may be shown."""
    group = parser.add_argument_group("what pages, pictures and tables show")
    group.add_argument("--title", metavar="WORDS", help="the title of the page")
    group.add_argument(
        "--quote",
        choices=("paragraph", "sentence", "words", "none"),
        help="how much of each source pages and tables carry (default: paragraph; tables: sentence)",
    )
    group.add_argument("--redact", type=Path, metavar="FILE", help="names to hide in them, one a line")
    group.add_argument("--ego", metavar="NAME", help="draw a picture around one name")
    group.add_argument("--steps", type=positive, metavar="N", help="how far from it, 1 or 2 (default: 1)")


def shown_options(options: argparse.Namespace) -> dict[str, Any]:
    """Return what the options say of what is shown, those given only, as ``exports.write`` takes them."""
    named = {name: getattr(options, name) for name in ("title", "quote", "ego", "steps")}
    shown = {name: value for name, value in named.items() if value is not None}
    if options.redact is not None:
        lines = options.redact.read_text(encoding="utf-8-sig").splitlines()
        shown["redact"] = [line.strip() for line in lines if line.strip()]
    return shown


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
    from ..exports import ExportError, outputs

    written: list[Path] = []
    for path in paths:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            kg.write(path, **shown)
        except (ExportError, OSError) as e:
            log.error("%s", e if isinstance(e, ExportError) else f"{path}: {e.strerror or e}.")
            continue
        written += outputs(path)
        log.info("wrote %s", path)
    return written


def written_all(paths: list[Path], written: list[Path]) -> bool:
    """Is every output among the files that were written?"""
    return set(paths) <= set(written)


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
