"""A graph's triples in the order of their subjects, on disk, whoever wrote them in whatever order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Self

import pyoxigraph as ox

from ..graph.knowledge_graph import KnowledgeGraph
from ._rdf import Triple, quads


class BySubject:
    """Triples as N-Triples terms, each once, in a temporary file that is gone when the block ends."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._db = sqlite3.connect("")  # SQLite's name for a file of its own that it removes.
        self._db.execute("CREATE TABLE triples (s, p, o, PRIMARY KEY (s, p, o)) WITHOUT ROWID")
        self._db.executemany("INSERT OR IGNORE INTO triples VALUES (?, ?, ?)", triples)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def batches(self, size: int) -> Iterator[list[Triple]]:
        """Yield the triples in lists of about a size; all of one subject are in one list."""
        batch: list[Triple] = []
        for _, triples in groupby(self._db.execute("SELECT s, p, o FROM triples ORDER BY s"), key=itemgetter(0)):
            batch += triples
            if len(batch) >= size:
                yield batch
                batch = []
        if batch:
            yield batch

    def with_predicate(self, predicate: str) -> list[Triple]:
        """Return the triples of a predicate; the whole file is read."""
        return self._db.execute("SELECT s, p, o FROM triples WHERE p = ?", (predicate,)).fetchall()

    def values(self, subject: str, predicate: str) -> list[str]:
        """Return what a subject's predicate has for objects."""
        found = self._db.execute("SELECT o FROM triples WHERE s = ? AND p = ?", (subject, predicate))
        return [o for (o,) in found]

    def describes(self, subject: str) -> bool:
        """Is there a triple about it?"""
        return self._db.execute("SELECT 1 FROM triples WHERE s = ?", (subject,)).fetchone() is not None


def of_graph(kg: KnowledgeGraph) -> Iterator[Triple]:
    """Yield the triples of a graph."""
    return ((s, p, o) for s, p, o, _ in quads(kg))


def of_file(path: Path, format: ox.RdfFormat) -> Iterator[Triple]:
    """Yield the triples of a file, those of named graphs too, as it is read; its blank nodes keep their names.

    Not through a store of Oxigraph's, which keeps an integer of any kind as xsd:integer.
    """
    with path.open("rb") as file:
        for quad in ox.parse(file, format):
            yield str(quad.subject), str(quad.predicate), str(quad.object)
