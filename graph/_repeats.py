"""The part of a store that knows what is printed twice: copies of articles, and lines that a source repeats."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from . import syndication
from ._loads import Loads
from .boilerplate import Repeated

_COLUMNS = "id, article, position, relation, bare, reported, extractor, data"


class Repeats(Loads):
    """Settles copies and repeated lines, and answers what they are."""

    def copies(self) -> Iterator[tuple[str, str]]:
        """Yield the ids of articles whose text an earlier one printed, each with that one's, in the order of ids."""
        yield from self.rows(
            "SELECT a.id, o.id FROM copies c JOIN articles a ON a.key = c.article JOIN articles o ON o.key = c.original"
            " ORDER BY a.id"
        )

    def original(self, id: str) -> str:
        """Return the id of the first article that printed an article's text; its own where that is the first."""
        sql = (
            "SELECT o.id FROM articles a JOIN copies c ON c.article = a.key JOIN articles o ON o.key = c.original"
            " WHERE a.id = ?"
        )
        row = self._one(sql, (id,))
        return str(row[0]) if row is not None else id

    def set_aside(self) -> int:
        """Return how many statements are set aside because their lines are read in an earlier article."""
        return int(self._one("SELECT count(*) FROM repeated")[0])

    def settle(self, *, lines: bool = True) -> None:
        """Find copies and repeated lines among all articles, all or nothing; identity must be settled after it.

        The result depends on the articles alone, not on the order in which they came. Without ``lines`` statements stay
        as they are, set aside or not.
        """
        repeated = Repeated(self.articles)
        copies = syndication.copies(self.articles(), article=self.article, own=repeated.own)
        self.settle_as(repeated, copies.items(), lines=lines)

    def settle_as(self, repeated: Repeated, copies: Iterable[tuple[str, str]], *, lines: bool = True) -> None:
        """Take what was found among the same articles elsewhere as what :meth:`settle` finds."""
        with self.writing() as db:
            keys: dict[str, int] = dict(db.execute("SELECT id, key FROM articles"))
            db.execute("DELETE FROM copies")
            db.executemany("INSERT INTO copies VALUES (?, ?)", ((keys[c], keys[o]) for c, o in sorted(copies)))
            if lines:
                db.execute("DELETE FROM state WHERE name = 'resolved'")  # what comes back has no entities yet
                back = f"SELECT {_COLUMNS} FROM repeated ORDER BY article, position"
                db.execute(f"INSERT INTO statements ({_COLUMNS}) {back}")
                db.execute("DELETE FROM repeated")
                self.put_aside(repeated)

    def put_aside(self, repeated: Repeated) -> None:
        """Set aside what was read of repeated lines, inside of :meth:`writing`; each is read in its first article."""
        if not len(repeated):
            return
        for article in self.articles():
            (key,) = self._one("SELECT key FROM articles WHERE id = ?", (article.id,))
            self._set_aside(self._db, key, repeated.spans(article))

    def _set_aside(self, db: sqlite3.Connection, article: int, spans: list[tuple[int, int]]) -> None:
        if not spans:
            return
        found = db.execute("SELECT key, id, data FROM statements WHERE article = ?", (article,)).fetchall()
        rows = [(key, id, json.loads(data)) for key, id, data in found]
        aside = {id for _, id, s in rows if _lies_in(s["evidence"], spans)}
        while said := {one for _, id, s in rows if id not in aside for one in s.get("content", ()) if one in aside}:
            aside -= said  # what a statement that stays refers to stays as well
        self._put_aside(db, (key for key, id, _ in rows if id in aside))

    def _put_aside(self, db: sqlite3.Connection, keys: Iterable[int]) -> None:
        for key in keys:
            db.execute(f"INSERT INTO repeated ({_COLUMNS}) SELECT {_COLUMNS} FROM statements WHERE key = ?", (key,))
            for table, column in (("speakers", "statement"), ("facts", "statement"), ("statements", "key")):
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (key,))


def _lies_in(evidence: dict[str, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= evidence["start"] and evidence["end"] <= end for start, end in spans)
