"""Articles, readings and statements as a store holds them, built again value by value and checked on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, Literal, NamedTuple

from . import _schema
from ._answers import Answers, entity_of
from ._file import StoreError
from .model import Article, Coref, Entity, Reading, Statement
from .serialise import load_coref, load_day, load_statement

Standing = Literal["new", "read", "failed", "changed", "outdated"]
"""How a store stands to an article: never met, read, tried in vain, other words under its id, or read otherwise."""

_ARTICLE = "id, title, text, language, published, source, url"
STATEMENT = "s.id, s.relation, s.extractor, s.data"
_KEY = "(SELECT key FROM articles WHERE id = ?)"


class Ends(NamedTuple):
    """The ids of the entities in a statement's places; ``speakers`` follows the attribution chain, outermost first."""

    subject: str
    object: str | None
    speakers: tuple[str, ...]
    place: str | None


class Loads(Answers):
    """The part of a store that gives back what was put into it."""

    @property
    def resolved_with(self) -> str | None:
        """The settings of the last resolution; None where articles were added or changed since, or none was made."""
        row = self._one("SELECT value FROM state WHERE name = 'resolved'")
        return str(row[0]) if row is not None else None

    def standing(self, article: Article, *, reader: str) -> Standing:
        """Return how the store stands to an article that is to be read with a reader."""
        row = self._one("SELECT hash, reader FROM articles WHERE id = ?", (article.id,))
        if row is not None and row == (article.hash, reader):
            return "read"
        sql = "SELECT 1 FROM errors WHERE article = ? AND hash = ? AND reader = ?"
        if self._one(sql, (article.id, article.hash, reader)) is not None:
            return "failed"
        return "new" if row is None else "changed" if row[0] != article.hash else "outdated"

    def has(self, article: Article, *, reader: str | None = None) -> bool:
        """Was this very article (same id, same hash) read already, by this reader where one is named?"""
        row = self._one("SELECT reader FROM articles WHERE id = ? AND hash = ?", (article.id, article.hash))
        return row is not None and reader in (None, row[0])

    def article(self, id: str) -> Article:
        """Return the article of an id; StoreError where there is none."""
        row = self._one(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (id,))
        if row is None:
            raise StoreError(f"{self._where} has no article {id!r}.")
        with self._intact():
            return _article(row)

    def articles(self) -> Iterator[Article]:
        """Yield the articles in id order."""
        with self._intact():
            yield from map(_article, self.rows(f"SELECT {_ARTICLE} FROM articles ORDER BY id"))

    def readings(self) -> Iterator[Reading]:
        """Yield the readings in their articles' id order, statements in text order."""
        for *row, corefs in self.rows(f"SELECT {_ARTICLE}, corefs FROM articles ORDER BY id"):
            with self._intact():
                article = _article(row)
                found = tuple(map(load_coref, _schema.load_corefs(corefs, article.text)))
            yield Reading(article, tuple(self.statements_of(article)), found)

    def statements_of(self, article: Article) -> Iterator[Statement]:
        """Yield one article's statements in text order."""
        sql = f"SELECT {STATEMENT} FROM statements s WHERE article = {_KEY} ORDER BY position"
        with self._intact():
            for row in self.rows(sql, (article.id,)):
                yield self._statement(article, *row)

    def _statement(self, article: Article, id: str, relation: int, extractor: str, data: str) -> Statement:
        if relation not in self._relations:
            name, kind = self._one("SELECT name, data FROM relations WHERE key = ?", (relation,)) or ("", "{}")
            self._relations[relation] = name, json.loads(kind)
        kind = self._relations[relation][1]
        whole = {"id": id, "article": article.id, "relation": kind, "class": kind["class"], "extractor": extractor}
        return load_statement(_schema.whole(json.loads(data), article.text) | whole, article)

    def corefs_of(self, article: Article) -> Iterator[Coref]:
        """Yield one article's coreferences, as its reading had them."""
        with self._intact():
            for (corefs,) in self.rows("SELECT corefs FROM articles WHERE id = ?", (article.id,)):
                yield from map(load_coref, _schema.load_corefs(corefs, article.text))

    def statements(self) -> Iterator[Statement]:
        """Yield the statements, articles in id order, in text order."""
        for article in self.articles():
            yield from self.statements_of(article)

    def resolved_of(self, article: Article) -> Iterator[tuple[Statement, Ends]]:
        """Yield one article's statements with the ids of their entities; StoreError where identity has not run."""
        for _, statement, ends in self._resolved(f"s.article = {_KEY}", (article.id,), article):
            yield statement, ends

    def _resolved(
        self, which: str, given: tuple[object, ...], article: Article | None = None
    ) -> Iterator[tuple[Article, Statement, Ends]]:
        """Yield statements by a condition, articles in id order; where they are of one article, it may be given."""
        said = self.rows(
            f"SELECT s.key, e.id FROM statements s JOIN speakers p ON p.statement = s.key JOIN entities e"
            f" ON e.key = p.entity WHERE {which} ORDER BY s.key, p.position",
            given,
        )
        speakers = {key: tuple(id for _, id in rows) for key, rows in groupby(said, key=lambda row: row[0])}
        sql = (
            f"SELECT a.id, s.key, e.id, o.id, p.id, {STATEMENT} FROM statements s JOIN articles a ON a.key = s.article"
            " LEFT JOIN facts f ON f.statement = s.key LEFT JOIN entities e ON e.key = f.subject"
            " LEFT JOIN entities o ON o.key = f.object LEFT JOIN entities p ON p.key = f.place"
            f" WHERE {which} ORDER BY a.id, s.position"
        )
        with self._intact():
            for of, key, subject, object, place, *row in self.rows(sql, given):
                if article is None or article.id != of:
                    article = self.article(of)
                statement = self._statement(article, *row)
                if subject is None:
                    where = f"{self._where}: statement {statement.id}"
                    raise StoreError(f"{where} has no entities yet. Run the build to its end.")
                yield article, statement, Ends(subject, object, speakers.get(key, ()), place)

    def resolved(self) -> Iterator[tuple[Statement, Ends]]:
        """Yield every statement with the ids of its entities, in the order of :meth:`statements`."""
        for article in self.articles():
            yield from self.resolved_of(article)

    def entity(self, id: str) -> Entity:
        """Return the entity of an id; StoreError where there is none."""
        row = self._one("SELECT id, kind, type, data FROM entities WHERE id = ?", (id,))
        if row is None:
            raise StoreError(f"{self._where} has no entity {id!r}.")
        with self._intact():
            return entity_of(row)

    def about(self, entity: str) -> Iterator[tuple[Article, Statement, Ends]]:
        """Yield the statements in which an entity has any place, articles in id order, in text order."""
        row = self._one("SELECT key FROM entities WHERE id = ?", (entity,))
        if row is None:
            raise StoreError(f"{self._where} has no entity {entity!r}.")
        parts = (f"SELECT statement FROM facts WHERE {end} = ?1" for end in ("subject", "object", "place"))
        told = " UNION ".join((*parts, "SELECT statement FROM speakers WHERE entity = ?1"))
        yield from self._resolved(f"s.key IN ({told})", tuple(row))


def _article(row: Sequence[Any]) -> Article:
    id, title, text, language, published, source, url = row
    return Article(id, title, text, language, load_day(published), source, url)
