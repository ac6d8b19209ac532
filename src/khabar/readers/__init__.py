"""Files to articles: text, pages, feeds, documents, tables and crawls, in folders, by pattern, on standard input.

A format is a module with ``drafts(source, options)``; it is listed in ``FORMATS`` and imported when a file of its kind
is met, in a process of its own where what it rests on may hang or break (see ``apart``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from ..graph.model import Article
from .apart import run_apart
from .article import located
from .inputs import sources
from .source import FIELDS, MAX_CHARACTERS, InputError, Located, Options, Skipped, Source

__all__ = ["FIELDS", "FORMATS", "MAX_CHARACTERS", "InputError", "Located", "Options", "Skipped", "locate", "read"]

FORMATS = {
    "txt": ("plain", (".txt", ".text")),
    "md": ("markdown", (".md", ".markdown")),
    "html": ("html", (".html", ".htm", ".xhtml")),
    "feed": ("feed", (".rss", ".atom", ".xml")),
    "docx": ("docx", (".docx",)),
    "pdf": ("pdf", (".pdf",)),
    "warc": ("warc", (".warc",)),
    "jsonl": ("jsonl", (".jsonl", ".ndjson")),
    "json": ("json", (".json",)),
    "csv": ("csv", (".csv", ".tsv", ".tab")),
    "parquet": ("parquet", (".parquet",)),
}
"""Formats by name: the module that reads each and the suffixes of its files, each also packed (``.jsonl.gz``)."""

_HERE = ("txt", "jsonl", "csv", "warc")  # read in this process, in time and memory bounded by their own code

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
        name = options.format or _format(source)
        if name not in FORMATS:
            raise InputError(f"format {name!r} is not read. Khabar reads {', '.join(FORMATS)}.")
        module = f"{__name__}.{FORMATS[name][0]}"
        here = located(module, source, options) if name in _HERE else None
        number = 0
        for number, found in enumerate(here or _apart(module, source, options), 1):  # noqa: B007
            yield found
        if not number:
            yield Skipped(source.name, "the file holds no articles.")
    except InputError as e:
        yield Skipped(source.name, str(e))
    except OSError as e:
        yield Skipped(source.name, f"the file cannot be read: {e.strerror or e}.")


def _apart(module: str, source: Source, options: Options) -> Iterator[Located | Skipped]:
    plain = replace(options, fields=dict(options.fields))  # which pickles
    return run_apart(f"{__name__}.article", "located", module, source.absolute(), plain)


_BEGINNINGS = {
    rb"<(\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<?(rss|feed|rdf:rdf)\b": "feed",
    rb"<(!doctype|html|\?xml|head|body)": "html",
    rb"\{": "jsonl",
    rb"\[": "json",
    rb"%PDF-": "pdf",
    rb"PK\x03\x04": "docx",
    rb"PAR1": "parquet",
    rb"WARC/[01]": "warc",
}


def _format(source: Source) -> str:
    """Tell a file's format by its suffix, standard input's by how it begins."""
    if source.path is None:
        with source.open() as stream:
            head = stream.read(1024).lstrip(b"\xef\xbb\xbf \t\r\n")
        flags = re.IGNORECASE | re.DOTALL
        return next((name for start, name in _BEGINNINGS.items() if re.match(start, head, flags)), "txt")
    if source.suffix not in SUFFIXES:
        known = " ".join(sorted(SUFFIXES))
        raise InputError(
            f"{source.suffix or 'a file without a suffix'} is not read. Khabar reads {known}. Name another with --from."
        )
    return SUFFIXES[source.suffix]
