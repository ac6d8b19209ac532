"""A shard of articles and a shard of readings: what a row is, as Parquet holds it and as the model does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa

from ..graph.model import Article, Reading, digest
from ..graph.serialise import SerialiseError, dump_article, dump_coref, dump_statement, load_reading
from ..readers import Located
from ..reading import Result
from . import ClusterError

_ARTICLE = [
    ("where", pa.string()),
    ("id", pa.string()),
    ("title", pa.string()),
    ("text", pa.string()),
    ("language", pa.string()),
    ("published", pa.date32()),
    ("source", pa.string()),
    ("url", pa.string()),
]
ARTICLES = pa.schema([("batch", pa.int32()), *_ARTICLE])
"""An article in its batch: those of one are analysed together, as on one machine."""
READINGS = pa.schema(
    [
        *_ARTICLE,
        ("hash", pa.string()),
        ("statements", pa.string()),
        ("corefs", pa.string()),
        ("doubtful", pa.int32()),
        ("reason", pa.string()),
    ]
)
"""An article with its statements and coreferences as JSON, or with the reason why it was not read."""

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Read:
    """An article and what became of it."""

    found: Located
    result: Result


def articles_table(batches: Sequence[Sequence[Located]]) -> Any:
    """Return the table of a shard's batches."""
    rows = [{"batch": n, **_article_row(one)} for n, batch in enumerate(batches) for one in batch]
    return pa.Table.from_pylist(rows, schema=ARTICLES)


def batches_of(table: Any) -> list[list[Located]]:
    """Return the batches of a shard's table."""
    rows = table.to_pylist()
    return [[Located(_article(row), row["where"]) for row in group] for _, group in groupby(rows, lambda r: r["batch"])]


def shard_hash(batches: Sequence[Sequence[Located]], readers: dict[str, str]) -> str:
    """Return a hash of all that the readings of a shard depend on; ``readers`` are the fingerprints by language."""
    told = ((n, one.where, one.article.id, one.article.hash) for n, batch in enumerate(batches) for one in batch)
    languages = sorted({one.article.language for batch in batches for one in batch})
    return digest(*told, *(readers[language] for language in languages))


def readings_table(reads: Iterable[Read]) -> Any:
    """Return the table of what was read in a shard."""
    return pa.Table.from_pylist([_reading_row(read) for read in reads], schema=READINGS)


def reads_of(table: Any) -> Iterator[Read]:
    """Yield what was read in a shard, every quotation checked; ClusterError for a row that no longer holds."""
    for row in table.to_pylist():
        article = _article(row)
        where = Located(article, row["where"])
        if row["reason"] is not None:
            yield Read(where, Result(article.id, reason=row["reason"]))
            continue
        try:
            yield Read(where, Result(article.id, _reading(article, row), doubtful=row["doubtful"]))
        except (SerialiseError, json.JSONDecodeError) as error:
            raise ClusterError(f"A shard of readings is damaged: {error} Remove it and build again.") from error


READ_ARTICLES = ["reason", *(name for name, _ in _ARTICLE)]
"""The columns that tell which articles were read."""


def articles_of(table: Any) -> Iterator[Article]:
    """Yield the articles of a shard of readings that were read; the table has ``READ_ARTICLES`` at least."""
    yield from (_article(row) for row in table.select(READ_ARTICLES).to_pylist() if row["reason"] is None)


def _article_row(found: Located) -> dict[str, Any]:
    return {"where": found.where, **dump_article(found.article), "published": found.article.published}


def _article(row: dict[str, Any]) -> Article:
    names = ("id", "title", "text", "language", "published", "source", "url")
    return Article(*(row[name] for name in names))


def _reading_row(read: Read) -> dict[str, Any]:
    result, reading = read.result, read.result.reading
    row = {**_article_row(read.found), "hash": read.found.article.hash, "doubtful": result.doubtful}
    if reading is None:
        return {**row, "reason": result.reason}
    statements, corefs = map(dump_statement, reading.statements), map(dump_coref, reading.corefs)
    return {**row, "statements": _json(list(statements)), "corefs": _json(list(corefs))}


def _reading(article: Article, row: dict[str, Any]) -> Reading:
    statements, corefs = json.loads(row["statements"]), json.loads(row["corefs"])
    return load_reading({"article": dump_article(article), "statements": statements, "corefs": corefs})
