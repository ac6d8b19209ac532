"""Everything that was read, in one SQLite file: articles, statements, entities, merges.

A call of :meth:`Store.add` or :meth:`Store.resolve` is one transaction: a killed build keeps whole batches and nothing
of a broken one. Values are built again when they are loaded, so that a quotation which is no longer its article's
words is an error and never a result.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self

from .model import Article, Coref, Entity, Labels, Merge, ModelError, Reading, Relation, Statement, digest
from .serialise import (
    SerialiseError,
    dump_coref,
    dump_day,
    dump_entity,
    dump_statement,
    load_coref,
    load_day,
    load_entity,
    load_statement,
)

SCHEMA = 1
"""Version of the tables, kept in ``PRAGMA user_version``."""

_APPLICATION = 0x4B484252  # "KHBR" in PRAGMA application_id tells our files from other SQLite files.

_TABLES = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL, language TEXT NOT NULL,
    published TEXT, source TEXT NOT NULL, url TEXT NOT NULL, corefs TEXT NOT NULL
);
CREATE TABLE statements (
    id TEXT PRIMARY KEY, article TEXT NOT NULL REFERENCES articles (id), position INTEGER NOT NULL,
    relation TEXT NOT NULL, bare INTEGER NOT NULL, reported INTEGER NOT NULL, extractor TEXT NOT NULL,
    subject TEXT, object TEXT, speakers TEXT, place TEXT, claim TEXT, data TEXT NOT NULL
);
CREATE UNIQUE INDEX statements_in_order ON statements (article, position);
CREATE INDEX statements_by_relation ON statements (relation, id);
CREATE INDEX statements_by_claim ON statements (claim, subject, relation, object);
CREATE INDEX statements_by_ends ON statements (subject, relation, object, bare, reported);
CREATE TABLE entities (id TEXT PRIMARY KEY, kind TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE merges (
    position INTEGER PRIMARY KEY, entity TEXT NOT NULL, other TEXT NOT NULL, reason TEXT NOT NULL,
    score REAL NOT NULL, by TEXT NOT NULL
);
"""

_ARTICLE = "id, title, text, language, published, source, url"


class StoreError(Exception):
    """What was asked of a store cannot be had; the message is one line that says why and what to do."""


class Ends(NamedTuple):
    """The ids of the entities in a statement's places; ``speakers`` follows the attribution chain, outermost first."""

    subject: str
    object: str | None
    speakers: tuple[str, ...]
    place: str | None


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


class Resolved(Protocol):
    """What identity hands over; ``graph.identity.Resolution`` is one. Mentions are keyed (article id, start, end)."""

    @property
    def entities(self) -> tuple[Entity, ...]: ...
    @property
    def mentions(self) -> Mapping[tuple[str, int, int], str]: ...
    @property
    def merges(self) -> tuple[Merge, ...]: ...


def claim_id(subject: str, relation: str, object: str | None) -> str:
    """Return a claim's id: a hash of its ends' entity ids and its relation's key."""
    return digest("claim", subject, relation, object or "")


def is_direct(statement: Statement) -> bool:
    """May the statement stand as a plain triple, stated or reported?

    It may if it is affirmed and actual, and if nobody in its chain denies it, demands it or asks for it: whatever a
    reader of the article made of polarity and modality, words under such a verb are no fact.
    """
    return statement.is_bare_fact and not any(a.stance in ("denies", "demands", "asks") for a in statement.attribution)


def text_order(statement: Statement) -> tuple[int, int, int, int, int, str]:
    """Return what statements of one article are sorted by: evidence, trigger, subject, then id."""
    evidence, trigger = statement.evidence, statement.trigger
    subject = statement.claim.subject.start
    return evidence.start, evidence.end, trigger.start, trigger.end, subject, statement.id


class Store:
    """A store of readings in one file, or in memory without a path. A context manager.

    Iterators read as they go and hold nothing but the row at hand. Raises StoreError for a file that is no store of
    ours, is too new, damaged, locked or cannot be opened.
    """

    def __init__(self, path: Path | str | None = None, *, create: bool = True) -> None:
        self.path = Path(path) if path is not None else None
        self._where = str(path) if path is not None else "the store in memory"
        if self.path is not None and not create and not self.path.is_file():
            raise StoreError(f"{self._where}: there is no such store. Build one with `khabar build ... --store NAME`.")
        with self._guard():
            self._db = sqlite3.connect(self.path or ":memory:", timeout=30.0, isolation_level=None)
            try:
                self._open()
            except BaseException:
                self._db.close()
                raise

    def _open(self) -> None:
        db = self._db
        version, application = (db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("user_version", "application_id"))
        empty = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        if not empty and application != _APPLICATION:
            raise StoreError(f"{self._where}: this is an SQLite file, but not a Khabar store. Name another file.")
        if version > SCHEMA:
            raise StoreError(f"{self._where}: its tables are version {version}, this Khabar reads {SCHEMA}. Update it.")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if empty:
            with self._transaction():
                # Another process may have made the tables while this one waited for its turn.
                if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                    for command in filter(str.strip, _TABLES.split(";")):
                        db.execute(command)
                    db.execute(f"PRAGMA application_id = {_APPLICATION}")
                    db.execute(f"PRAGMA user_version = {SCHEMA}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store in memory is gone."""
        self._db.close()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn what SQLite raises into a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(f"{self._where}: {error}.") from error
        except UnicodeEncodeError as error:
            around = ascii(error.object[max(0, error.start - 20) : error.end + 20])
            raise StoreError(
                f"{self._where}: {around} holds half a surrogate pair, which is no text. Decode the article again."
            ) from error

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Turn what a value that no longer holds raises into a StoreError."""
        try:
            yield
        except (SerialiseError, ModelError, json.JSONDecodeError) as error:
            raise StoreError(f"{self._where} is damaged: {error}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def _rows(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        with self._guard():
            yield from self._db.execute(sql, parameters)

    # Writing

    def add(self, readings: Iterable[Reading]) -> int:
        """Keep readings, all or none; return how many were new or changed.

        A reading whose article has the same id and hash as one in the store is skipped; of a changed article the old
        statements go. Two statements of one id (they differ only in place, time or confidence) count as one, the more
        confident.
        """
        added = 0
        with self._guard(), self._transaction():
            for reading in readings:
                if not self.has(reading.article):
                    self._put(reading)
                    added += 1
        return added

    def _put(self, reading: Reading) -> None:
        article = reading.article
        corefs = _json([dump_coref(c) for c in reading.corefs])
        row = (article.id, article.hash, article.title, article.text, article.language, dump_day(article.published))
        best: dict[str, Statement] = {}
        for statement in sorted(reading.statements, key=lambda s: s.confidence):
            if statement.article != article.id:
                raise StoreError(f"Statement {statement.id} of {statement.article} is in a reading of {article.id}.")
            best[statement.id] = statement
        self._db.execute("DELETE FROM statements WHERE article = ?", (article.id,))
        self._db.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, article.source, article.url, corefs),
        )
        self._db.executemany(
            "INSERT INTO statements (id, article, position, relation, bare, reported, extractor, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (s.id, s.article, i, s.claim.relation.key, is_direct(s), bool(s.attribution), s.extractor, data)
                for i, s in enumerate(sorted(best.values(), key=text_order))
                for data in [_json(dump_statement(s))]
            ),
        )

    def resolve(self, resolution: Resolved) -> None:
        """Replace entities, merges and every statement's entity ids, all or nothing.

        Raises StoreError where a mention of a statement has no entity or an entity that the resolution does not list.
        """
        known = {entity.id for entity in resolution.entities}
        with self._guard(), self._transaction():
            self._db.execute("DELETE FROM entities")
            self._db.executemany(
                "INSERT INTO entities VALUES (?, ?, ?, ?)",
                ((e.id, e.kind, e.type, _json(dump_entity(e))) for e in resolution.entities),
            )
            self._db.execute("DELETE FROM merges")
            self._db.executemany(
                "INSERT INTO merges (entity, other, reason, score, by) VALUES (?, ?, ?, ?, ?)",
                ((m.entity, m.other, m.reason, m.score, m.by) for m in resolution.merges),
            )
            for (article,) in self._db.execute("SELECT id FROM articles").fetchall():
                self._place(article, resolution.mentions, known)

    def _place(self, article: str, mentions: Mapping[tuple[str, int, int], str], known: set[str]) -> None:
        rows = self._db.execute("SELECT rowid, relation, data FROM statements WHERE article = ?", (article,)).fetchall()
        self._db.executemany(
            "UPDATE statements SET subject = ?, object = ?, speakers = ?, place = ?, claim = ? WHERE rowid = ?",
            (
                (*_columns(ends), claim_id(ends.subject, relation, ends.object), row)
                for row, relation, data in rows
                for ends in [_ends(article, json.loads(data), mentions, known)]
            ),
        )

    # Reading

    def has(self, article: Article) -> bool:
        """Was this very article (same id, same hash) read already?"""
        sql = "SELECT 1 FROM articles WHERE id = ? AND hash = ?"
        return next(self._rows(sql, (article.id, article.hash)), None) is not None

    def article(self, id: str) -> Article:
        """Return the article of an id; StoreError where there is none."""
        row = next(self._rows(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", (id,)), None)
        if row is None:
            raise StoreError(f"{self._where} has no article {id!r}.")
        with self._intact():
            return _article(row)

    def articles(self) -> Iterator[Article]:
        """Yield the articles in id order."""
        with self._intact():
            yield from map(_article, self._rows(f"SELECT {_ARTICLE} FROM articles ORDER BY id"))

    def readings(self) -> Iterator[Reading]:
        """Yield the readings in their articles' id order, statements in text order."""
        for *row, corefs in self._rows(f"SELECT {_ARTICLE}, corefs FROM articles ORDER BY id"):
            with self._intact():
                article = _article(row)
                found = tuple(load_coref(c) for c in json.loads(corefs))
            yield Reading(article, tuple(self.statements_of(article)), found)

    def statements_of(self, article: Article) -> Iterator[Statement]:
        """Yield one article's statements in text order."""
        with self._intact():
            for (data,) in self._rows("SELECT data FROM statements WHERE article = ? ORDER BY position", (article.id,)):
                yield load_statement(json.loads(data), article)

    def corefs_of(self, article: Article) -> Iterator[Coref]:
        """Yield one article's coreferences, as its reading had them."""
        with self._intact():
            for (corefs,) in self._rows("SELECT corefs FROM articles WHERE id = ?", (article.id,)):
                yield from map(load_coref, json.loads(corefs))

    def statements(self) -> Iterator[Statement]:
        """Yield the statements, articles in id order, in text order."""
        for article in self.articles():
            yield from self.statements_of(article)

    def resolved_of(self, article: Article) -> Iterator[tuple[Statement, Ends]]:
        """Yield one article's statements with the ids of their entities; StoreError where identity has not run."""
        sql = "SELECT data, subject, object, speakers, place FROM statements WHERE article = ? ORDER BY position"
        with self._intact():
            for data, subject, object, speakers, place in self._rows(sql, (article.id,)):
                statement = load_statement(json.loads(data), article)
                if subject is None:
                    where = f"{self._where}: statement {statement.id}"
                    raise StoreError(f"{where} has no entities yet. Resolve the readings first.")
                yield statement, Ends(subject, object, tuple(json.loads(speakers)), place)

    def resolved(self) -> Iterator[tuple[Statement, Ends]]:
        """Yield every statement with the ids of its entities, in the order of :meth:`statements`."""
        for article in self.articles():
            yield from self.resolved_of(article)

    def unresolved(self) -> int:
        """Return how many statements wait for identity."""
        return int(next(self._rows("SELECT count(*) FROM statements WHERE subject IS NULL"))[0])

    def entities(self) -> Iterator[Entity]:
        """Yield the entities in id order."""
        with self._intact():
            for (data,) in self._rows("SELECT data FROM entities ORDER BY id"):
                yield load_entity(json.loads(data))

    def merges(self) -> Iterator[Merge]:
        """Yield the merges in the order in which identity gave them."""
        for row in self._rows("SELECT entity, other, reason, score, by FROM merges ORDER BY position"):
            yield Merge(*row)

    # What exports ask for, answered by SQL so that no export has to hold the graph

    def relations(self) -> Iterator[Relation]:
        """Yield each relation once, in the order of its key; where labels differ, those of the least statement id."""
        # SQLite takes the bare columns of a query with min() from the row that has the minimum.
        for _, data in self._rows("SELECT min(id), data FROM statements GROUP BY relation ORDER BY relation"):
            object = json.loads(data)
            relation = object["relation"]
            yield Relation(relation["id"], relation["lemma"], Labels.of(relation["label"]), object["class"])

    def claims(self) -> Iterator[ClaimRow]:
        """Yield each claim once, in the order of its id."""
        sql = "SELECT DISTINCT claim, subject, relation, object FROM statements WHERE claim IS NOT NULL ORDER BY claim"
        yield from map(ClaimRow._make, self._rows(sql))

    def direct(self) -> Iterator[DirectRow]:
        """Yield what is affirmed and actual and has an object, once each, in the order of subject, relation, object."""
        sql = (
            "SELECT subject, relation, object, min(reported), max(reported) FROM statements"
            " WHERE bare AND object IS NOT NULL AND subject IS NOT NULL"
            " GROUP BY subject, relation, object ORDER BY subject, relation, object"
        )
        for subject, relation, object, least, most in self._rows(sql):
            yield DirectRow(subject, relation, object, stated=not least, reported=bool(most))

    def sources(self) -> Iterator[str]:
        """Yield the names of the articles' sources, each once, in order."""
        yield from (s for (s,) in self._rows("SELECT DISTINCT source FROM articles WHERE source <> '' ORDER BY source"))

    def extractors(self) -> Iterator[str]:
        """Yield the names of the extractors that made a statement, each once, in order."""
        sql = "SELECT DISTINCT extractor FROM statements WHERE extractor <> '' ORDER BY extractor"
        yield from (s for (s,) in self._rows(sql))

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        tables = ("articles", "statements", "entities", "merges")
        return {table: int(next(self._rows(f"SELECT count(*) FROM {table}"))[0]) for table in tables}


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _article(row: Sequence[Any]) -> Article:
    id, title, text, language, published, source, url = row
    return Article(id, title, text, language, load_day(published), source, url)


def _ends(
    article: str, statement: Mapping[str, Any], mentions: Mapping[tuple[str, int, int], str], known: set[str]
) -> Ends:
    def entity(mention: Mapping[str, Any]) -> str:
        found = mentions.get((article, mention["start"], mention["end"]))
        if found is None:
            where = f"{mention['text']!r} at {mention['start']}:{mention['end']} of article {article}"
            raise StoreError(f"The resolution has no entity for {where}. Resolve the readings that are in the store.")
        if found not in known:
            raise StoreError(f"The resolution maps {mention['text']!r} to {found}, which is not among its entities.")
        return found

    object, place = statement["object"], statement["place"]
    return Ends(
        entity(statement["subject"]),
        entity(object) if object else None,
        tuple(entity(a["speaker"]) for a in statement["attribution"]),
        entity(place) if place else None,
    )


def _columns(ends: Ends) -> tuple[str, str | None, str, str | None]:
    return ends.subject, ends.object, _json(ends.speakers), ends.place
