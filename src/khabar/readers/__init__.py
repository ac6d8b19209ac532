"""Files to articles: text, Markdown, web pages, JSON, JSON lines and tables, in folders, by pattern, on standard input.

A format is a module with ``SUFFIXES`` and ``drafts(source, options)``; it is listed in ``FORMATS`` and imported when
a file of its kind is met.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from ..graph.model import Article
from .article import check
from .inputs import sources
from .source import FIELDS, MAX_CHARACTERS, Drafts, InputError, Located, Options, Skipped, Source

__all__ = ["FIELDS", "FORMATS", "MAX_CHARACTERS", "InputError", "Located", "Options", "Skipped", "locate", "read"]

FORMATS = {
    "txt": ("plain", (".txt", ".text")),
    "md": ("markdown", (".md", ".markdown")),
    "html": ("html", (".html", ".htm", ".xhtml")),
    "jsonl": ("jsonl", (".jsonl", ".ndjson")),
    "json": ("json", (".json",)),
    "csv": ("csv", (".csv", ".tsv", ".tab")),
}
"""Formats by name: the module that reads each and the suffixes of its files."""

SUFFIXES = {suffix: name for name, (_, suffixes) in FORMATS.items() for suffix in suffixes}


def read(inputs: Iterable[str | Path | Article], options: Options | None = None) -> Iterator[Article | Skipped]:
    """Yield the articles of files, folders, patterns and ``-``, in that order, and what was skipped with the reason."""
    for found in locate(inputs, options):
        yield found.article if isinstance(found, Located) else found


def locate(
    inputs: Iterable[str | Path | Article], options: Options | None = None, *, exclude: Collection[Path] = ()
) -> Iterator[Located | Skipped]:
    """Yield what ``read`` yields, each article with the place it stands at; files in ``exclude`` are passed over."""
    options = options or Options()
    seen: dict[str, tuple[str, str]] = {}
    for found in _all(inputs, options, [path.resolve() for path in exclude]):
        yield _first(found, seen) if isinstance(found, Located) else found


def _all(
    inputs: Iterable[str | Path | Article], options: Options, exclude: Collection[Path]
) -> Iterator[Located | Skipped]:
    for one in inputs:
        if isinstance(one, Article):
            yield Located(one, f"article {one.id}")
            continue
        for source in sources(one, suffixes=SUFFIXES, exclude=exclude):
            yield from _read(source, options) if isinstance(source, Source) else (source,)


def _first(found: Located, seen: dict[str, tuple[str, str]]) -> Located | Skipped:
    """Return an article, or why it is skipped where its id was used before."""
    article = found.article
    if article.id not in seen:
        seen[article.id] = found.where, article.hash
        return found
    where, content = seen[article.id]
    if content == article.hash:
        return Skipped(found.where, f"the same article as {where} (id {article.id!r}); it is read once.")
    return Skipped(found.where, f"id {article.id!r} is used by {where}. Give each article an id of its own.")


def _read(source: Source, options: Options) -> Iterator[Located | Skipped]:
    try:
        for draft in _drafts(source, options):
            yield draft if isinstance(draft, Skipped) else check(draft, options)
    except InputError as e:
        yield Skipped(source.name, str(e))
    except OSError as e:
        yield Skipped(source.name, f"the file cannot be read: {e.strerror or e}.")


def _drafts(source: Source, options: Options) -> Drafts:
    name = options.format or _format(source)
    if name not in FORMATS:
        raise InputError(f"format {name!r} is not read. Khabar reads {', '.join(FORMATS)}.")
    drafts: Drafts = import_module(f".{FORMATS[name][0]}", __name__).drafts(source, options)
    return drafts


def _format(source: Source) -> str:
    """Tell a file's format by its suffix, standard input's by how it begins."""
    if source.path is None:
        assert source.stream is not None
        head = source.stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
        source.stream.seek(0)
        if re.match(rb"<(!doctype|html|\?xml|head|body)", head, re.IGNORECASE):
            return "html"
        return {b"{": "jsonl", b"[": "json"}.get(head[:1], "txt")
    suffix = source.path.suffix.casefold()
    if suffix not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        raise InputError(
            f"{suffix or 'a file without a suffix'} is not read. Khabar reads {known}. Name another with --from."
        )
    return SUFFIXES[suffix]
