"""What exports and commands ask a store, answered by SQL so that nobody has to hold the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ._file import StoreFile
from ._schema import whole_entity
from .model import Entity, Labels, Merge, Relation, digest
from .serialise import load_entity


class ClaimRow(NamedTuple):
    """A claim of the graph: who, what, whom, without polarity, speaker or words. ``relation`` is a relation's key."""

    id: str
    subject: str
    relation: str
    object: str | None


class DirectRow(NamedTuple):
    """Two ends and a relation that some article states or reports as a fact (affirmed and actual)."""

    subject: str
    relation: str
    object: str
    stated: bool
    reported: bool


class Failure(NamedTuple):
    """What was not read: its place in the inputs, the article's id and hash where there was one, and why not.

    ``reader`` tells with what it was tried.
    """

    place: str
    reason: str
    article: str = ""
    hash: str = ""
    reader: str = ""


class Run(NamedTuple):
    """One build: when (ISO, UTC; ``finished`` is None where it was stopped), with which Khabar and which settings."""

    number: int
    command: str
    started: str
    finished: str | None
    khabar: str
    settings: dict[str, Any]
    articles: int


_RUN = (
    "SELECT key, command, started, finished, khabar, settings,"
    " (SELECT count(*) FROM articles WHERE run = runs.key) FROM runs"
)


def _run(row: Any) -> Run:
    number, command, started, finished, khabar, settings, articles = row
    return Run(number, command, started, finished, khabar, json.loads(settings), articles)


def _relation(relation: dict[str, Any]) -> Relation:
    return Relation(relation["id"], relation["lemma"], Labels.of(relation["label"]), relation["class"])


def claim_id(subject: str, relation: str, object: str | None) -> str:
    """Return a claim's id: a hash of its ends' entity ids and its relation's key."""
    return digest("claim", subject, relation, object or "")


def entity_of(row: Sequence[str]) -> Entity:
    """Return the entity of a row: id, kind, type, data."""
    id, kind, type, data = row
    return load_entity(whole_entity(json.loads(data), id=id, kind=kind, type=type))


class Answers(StoreFile):
    """The part of a store that only reads tables."""

    def entities(self) -> Iterator[Entity]:
        """Yield the entities in id order."""
        with self._intact():
            yield from map(entity_of, self.rows("SELECT id, kind, type, data FROM entities ORDER BY id"))

    def merges(self) -> Iterator[Merge]:
        """Yield the merges in the order in which identity gave them."""
        for row in self.rows("SELECT entity, other, reason, score, by FROM merges ORDER BY position"):
            yield Merge(*row)

    def statements_like(self, beginning: str) -> Iterator[tuple[str, str]]:
        """Yield the ids of the statements, and of their articles, whose id begins so, in the order of the ids."""
        sql = "SELECT s.id, a.id FROM statements s JOIN articles a ON a.key = s.article WHERE s.id >= ? AND s.id < ?"
        yield from self.rows(f"{sql} ORDER BY s.id", (beginning, beginning + "g"))  # ids are hexadecimal

    def unresolved(self) -> int:
        """Return how many statements wait for identity."""
        sql = "SELECT count(*) FROM statements s WHERE NOT EXISTS (SELECT 1 FROM facts WHERE statement = s.key)"
        return int(self._one(sql)[0])

    def relations(self) -> Iterator[Relation]:
        """Yield each relation once, in the order of its key; where labels differ, those of the least statement id."""
        many = {name for (name,) in self.rows("SELECT name FROM relations GROUP BY name HAVING count(*) > 1")}
        used = "SELECT name, data FROM relations r WHERE EXISTS (SELECT 1 FROM statements WHERE relation = r.key)"
        shown = None
        for name, data in self.rows(f"{used} ORDER BY name, key"):
            if name in many:
                if name == shown:
                    continue
                # SQLite takes the bare columns of a query with min() from the row that has the minimum.
                sql = "SELECT min(s.id), r.data FROM statements s JOIN relations r ON r.key = s.relation WHERE name = ?"
                data = self._one(sql, (name,))[1]
            shown = name
            yield _relation(json.loads(data))

    def relations_used(self) -> Iterator[tuple[str, Relation]]:
        """Yield each relation, in each of its wordings, with the least id of the statements that have it."""
        sql = "SELECT min(s.id), r.data FROM statements s JOIN relations r ON r.key = s.relation GROUP BY r.key"
        for statement, data in self.rows(f"{sql} ORDER BY r.name, r.key"):
            yield statement, _relation(json.loads(data))

    def claims(self) -> Iterator[ClaimRow]:
        """Yield each claim once, in the order of its id."""
        self._db.create_function("claim_id", 3, claim_id, deterministic=True)
        sql = (
            "SELECT claim_id(e.id, r.name, o.id) AS claim, e.id, r.name, o.id FROM"
            " (SELECT DISTINCT subject, relation, object FROM facts) f JOIN entities e ON e.key = f.subject"
            " JOIN relations r ON r.key = f.relation LEFT JOIN entities o ON o.key = f.object"
            " GROUP BY claim ORDER BY claim"
        )
        yield from map(ClaimRow._make, self.rows(sql))

    def direct(self) -> Iterator[DirectRow]:
        """Yield what is affirmed and actual and has an object, once each, in the order of subject, relation, object."""
        sql = (
            "SELECT e.id, r.name, o.id, min(f.least), max(f.most) FROM"
            " (SELECT subject, relation, object, min(reported) AS least, max(reported) AS most FROM facts"
            " WHERE bare AND object IS NOT NULL GROUP BY subject, relation, object) f"
            " JOIN entities e ON e.key = f.subject JOIN relations r ON r.key = f.relation"
            " JOIN entities o ON o.key = f.object GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
        )
        for subject, relation, object, least, most in self.rows(sql):
            yield DirectRow(subject, relation, object, stated=not least, reported=bool(most))

    def sources(self) -> Iterator[str]:
        """Yield the names of the articles' sources, each once, in order."""
        yield from (s for (s,) in self.rows("SELECT DISTINCT source FROM articles WHERE source <> '' ORDER BY source"))

    def extractors(self) -> Iterator[str]:
        """Yield the names of the extractors that made a statement, each once, in order."""
        sql = "SELECT DISTINCT extractor FROM statements WHERE extractor <> '' ORDER BY extractor"
        yield from (s for (s,) in self.rows(sql))

    def counts(self) -> dict[str, int]:
        """Return the number of articles, statements, entities and merges."""
        tables = ("articles", "statements", "entities", "merges")
        return {table: int(self._one(f"SELECT count(*) FROM {table}")[0]) for table in tables}

    def runs(self) -> Iterator[Run]:
        """Yield the builds that added to the store, the first one first; ``articles`` counts what it holds of each."""
        yield from map(_run, self.rows(f"{_RUN} ORDER BY key"))

    def run_of(self, article: str) -> Run | None:
        """Return the build in which an article was read, or None where it is not known."""
        row = self._one(f"{_RUN} WHERE key = (SELECT run FROM articles WHERE id = ?)", (article,))
        return _run(row) if row is not None else None

    def failures(self) -> Iterator[Failure]:
        """Yield what was not read and why, in the order of the places."""
        yield from map(
            Failure._make, self.rows("SELECT place, reason, article, hash, reader FROM errors ORDER BY place")
        )

    def statement_article(self, id: str) -> str | None:
        """Return the id of the article that makes a statement; None where no statement has the id."""
        sql = "SELECT a.id FROM statements s JOIN articles a ON a.key = s.article WHERE s.id = ?"
        row = self._one(sql, (id,))
        return row[0] if row is not None else None

    def failure(self, article: str) -> str:
        """Return why an article was not read; "" where it was."""
        row = self._one("SELECT reason FROM errors WHERE article = ?", (article,))
        return row[0] if row is not None else ""

    def count_about(self, entity: str) -> int:
        """Return in how many statements an entity has a place; 0 where there is no such entity."""
        parts = (f"SELECT statement FROM facts WHERE {end} = e.key" for end in ("subject", "object", "place"))
        told = " UNION ".join((*parts, "SELECT statement FROM speakers WHERE entity = e.key"))
        sql = f"SELECT (SELECT count(*) FROM ({told})) FROM entities e WHERE id = ?"
        row = self._one(sql, (entity,))
        return int(row[0]) if row is not None else 0
