"""Everything that was read, in one SQLite file: articles, statements, mentions, entities, merges, and how it was read.

A call of :meth:`Store.add` or :meth:`Store.resolve` is one transaction: a killed build keeps whole batches and nothing
of a broken one. Values are built again when they are loaded, so that a quotation which is no longer its article's
words is an error and never a result. The tables are described in docs/store.md.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Literal, NamedTuple, Protocol, Self

from . import _lock, _schema
from ._answers import ClaimRow, DirectRow, Failure, Run, claim_id, entity_of
from ._repeats import Repeats
from ._schema import APPLICATION, SCHEMA
from .corrections import Correction, applied, standing
from .model import Article, Coref, Entity, Merge, ModelError, Reading, Relation, Statement
from .serialise import (
    SerialiseError,
    dump_coref,
    dump_day,
    dump_entity,
    dump_statement,
    load_coref,
    load_day,
    load_statement,
)

__all__ = [
    "SCHEMA", "ClaimRow", "DirectRow", "Ends", "Failure", "Resolved", "Run", "Standing", "Store", "StoreError",
    "claim_id", "is_direct", "text_order",
]  # fmt: skip

Standing = Literal["new", "read", "failed", "changed", "outdated"]
"""How a store stands to an article: never met, read, tried in vain, other words under its id, or read otherwise."""

_ARTICLE = "id, title, text, language, published, source, url"
_STATEMENT = "s.id, s.relation, s.extractor, s.data"
_REMEDIES = {
    "SQLITE_FULL": "the disk is full. What was kept is whole: free some space and run the same command again",
    "SQLITE_IOERR": "the disk cannot be read or written ({}). What was kept is whole; run the same command again",
    "SQLITE_BUSY": "another process is writing to it. Wait until it is done",
    "SQLITE_READONLY": "it may not be written ({}). Copy it to a folder where it may",
    "SQLITE_CORRUPT": "the file is damaged ({}). Take a copy of it from before, or build it again",
}


class StoreError(Exception):
    """What was asked of a store cannot be had; the message is one line that says why and what to do."""


class Ends(NamedTuple):
    """The ids of the entities in a statement's places; ``speakers`` follows the attribution chain, outermost first."""

    subject: str
    object: str | None
    speakers: tuple[str, ...]
    place: str | None


class Resolved(Protocol):
    """What identity hands over; ``graph.identity.Resolution`` is one. Mentions are keyed (article id, start, end)."""

    @property
    def entities(self) -> tuple[Entity, ...]: ...
    @property
    def mentions(self) -> Mapping[tuple[str, int, int], str]: ...
    @property
    def merges(self) -> tuple[Merge, ...]: ...


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


class Store(Repeats):
    """A store of readings in one file, or in memory without a path. A context manager.

    Iterators read as they go and hold nothing but the row at hand. A store of an older Khabar is brought up to date
    when it is opened. Raises StoreError for a file that is no store of ours, is too new, damaged, locked or cannot be
    opened.
    """

    def __init__(self, path: Path | str | None = None, *, create: bool = True) -> None:
        self.path = Path(path) if path is not None else None
        self._where = str(path) if path is not None else "the store in memory"
        self._alone = False
        self._relations: dict[int, tuple[str, dict[str, Any]]] = {}
        self._relation_keys: dict[Relation, int] = {}
        if self.path is not None and not create and not self.path.is_file():
            raise StoreError(
                f"{self._where}: there is no such store. Build one with `khabar build ... -o NAME.khabar`."
            )
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
        if not empty and application != APPLICATION:
            raise StoreError(f"{self._where}: this is an SQLite file, but not a Khabar store. Name another file.")
        if version > SCHEMA:
            raise StoreError(f"{self._where}: its tables are version {version}, this Khabar reads {SCHEMA}. Update it.")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if version == SCHEMA and not empty:
            return
        with self._transaction():
            # Another process may have made the tables while this one waited for its turn.
            version = db.execute("PRAGMA user_version").fetchone()[0]
            if db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
                _schema.create(db)
            elif version < SCHEMA:
                with self._intact():
                    _schema.migrate(db, version)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a store in memory is gone."""
        self._db.close()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who builds: StoreError where another process does. Reading needs no such leave."""
        if self.path is None or self._alone:
            yield
            return
        beside = self.path.with_name(self.path.name + "-lock")
        try:
            with _lock.only(beside) as mine:
                if not mine:
                    raise StoreError(f"{self._where}: another command is writing to it. Wait until it is done.")
                self._alone = True
                yield
        except PermissionError as error:
            raise StoreError(f"{beside}: cannot be made: {error.strerror}.") from error
        finally:
            self._alone = False

    @contextmanager
    def _guard(self) -> Iterator[None]:
        """Turn what SQLite raises into a StoreError."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            found = next((text for code, text in _REMEDIES.items() if name.startswith(code)), "{}")
            said = str(error).split(" with text ")[0]  # what follows is the damaged value itself
            raise StoreError(f"{self._where}: {found.format(said)}.") from error
        except UnicodeDecodeError as error:
            raise StoreError(f"{self._where}: {_REMEDIES['SQLITE_CORRUPT'].format('text that is none')}.") from error
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
        except (SerialiseError, ModelError, json.JSONDecodeError, KeyError) as error:
            raise StoreError(f"{self._where} is damaged: {error}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._relation_keys.clear()  # some may be of rows that are gone now
            if self._db.in_transaction:  # a full disk has ended it already
                self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the database in a transaction of its own: what is done to it is done as a whole or not at all."""
        with self._guard(), self._transaction():
            yield self._db

    def forget(self) -> None:
        """Let nothing of what was deleted remain in memory or in the journal beside the file."""
        self._relations.clear()
        self._relation_keys.clear()
        with self._guard():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """Yield the rows of a query on the tables of docs/store.md."""
        with self._guard():
            yield from self._db.execute(sql, parameters)

    # Writing

    def add(
        self,
        readings: Iterable[Reading],
        *,
        reader: str = "",
        run: int | None = None,
        failures: Iterable[Failure] = (),
    ) -> int:
        """Keep readings and failures, all or none; return how many readings were new or changed.

        A reading whose article was read before, with the same id, hash and reader, is skipped; of a changed article
        the old statements go. ``reader`` says with what the articles were read: model, settings. Two statements of one
        id (they differ only in place, time or confidence) count as one, the more confident.
        """
        added = 0
        with self.writing():
            for reading in readings:
                if not self.has(reading.article, reader=reader or None):
                    self._put(reading, reader, run)
                    added += 1
            self._fail(failures, run)
        return added

    def fail(self, failures: Iterable[Failure], *, run: int | None = None) -> None:
        """Keep what was not read and why, in place of what was said of the same places before."""
        with self.writing():
            self._fail(failures, run)

    def _fail(self, failures: Iterable[Failure], run: int | None) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO errors VALUES (?, ?, ?, ?, ?, ?)",
            ((f.place, f.article, f.hash, f.reader, f.reason, run) for f in failures),
        )

    def forgive(self, place: str) -> None:
        """Forget that what stands at a place in the inputs was not read."""
        with self._guard():
            self._db.execute("DELETE FROM errors WHERE place = ?", (place,))

    def _put(self, reading: Reading, reader: str, run: int | None) -> None:
        article = reading.article
        best: dict[str, Statement] = {}
        for statement in sorted(reading.statements, key=lambda s: s.confidence):
            if statement.article != article.id:
                raise StoreError(f"Statement {statement.id} of {statement.article} is in a reading of {article.id}.")
            best[statement.id] = statement
        told = applied(best.values(), article, standing(self._db, article.id))
        key = self._put_article(reading, reader, run)
        mentions: dict[tuple[int, int], Mapping[str, Any]] = {}
        for position, statement in enumerate(sorted(told, key=text_order)):
            dumped = dump_statement(statement)
            self._put_statement(key, position, statement, dumped, article.text)
            _gather(mentions, _schema.mentions_in(dumped))
        for coref in reading.corefs:
            _gather(mentions, (dump_coref(coref)[end] for end in ("mention", "antecedent")))
        self._db.executemany(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, NULL)",
            ((key, *span, m["type"], m["kind"], m["text"]) for span, m in mentions.items()),
        )

    def _put_article(self, reading: Reading, reader: str, run: int | None) -> int:
        """Write an article's row, take away what was read in it before, and return its key."""
        article = reading.article
        corefs = _schema.dump_corefs(map(dump_coref, reading.corefs), article.text)
        row = (article.id, article.hash, article.title, article.text, article.language, dump_day(article.published))
        held = self._db.execute("SELECT key FROM articles WHERE id = ?", (article.id,)).fetchone()
        if held is not None:
            self._empty(held[0])
        (key,) = self._db.execute(
            "INSERT INTO articles (id, hash, title, text, language, published, source, url, corefs, reader, run)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET hash = excluded.hash,"
            " title = excluded.title, text = excluded.text, language = excluded.language,"
            " published = excluded.published, source = excluded.source, url = excluded.url, corefs = excluded.corefs,"
            " reader = excluded.reader, run = excluded.run RETURNING key",
            (*row, article.source, article.url, corefs, reader, run),
        ).fetchone()
        self._db.execute("DELETE FROM errors WHERE article = ?", (article.id,))
        self._stale()
        return int(key)

    def _put_statement(
        self, article: int, position: int, statement: Statement, dumped: Mapping[str, Any], text: str
    ) -> None:
        relation = self._relation_key(statement.claim.relation, dumped)
        bare, reported = is_direct(statement), bool(statement.attribution)
        data = _json(_schema.slim(dumped, text))
        self._db.execute(
            "INSERT INTO statements (id, article, position, relation, bare, reported, extractor, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (statement.id, article, position, relation, bare, reported, statement.extractor, data),
        )

    def _relation_key(self, relation: Relation, dumped: Mapping[str, Any]) -> int:
        if relation not in self._relation_keys:
            self._relation_keys[relation] = _schema.relation_key(self._db, dumped)
        return self._relation_keys[relation]

    def _empty(self, article: int) -> None:
        """Take away all that was read in an article."""
        ids = "(SELECT key FROM statements WHERE article = ?)"
        for table in ("speakers", "facts"):
            self._db.execute(f"DELETE FROM {table} WHERE statement IN {ids}", (article,))
        for table in ("statements", "mentions", "repeated"):
            self._db.execute(f"DELETE FROM {table} WHERE article = ?", (article,))

    def _stale(self) -> None:
        self._db.execute("DELETE FROM state WHERE name = 'resolved'")

    def corrections(self) -> Iterator[Correction]:
        """Yield what people said about single statements and did not take back, the first one first."""
        with self._guard():
            yield from standing(self._db)

    def rewrite(self, reading: Reading) -> None:
        """Write the reading of an article that is there anew, inside of :meth:`writing`.

        What is set aside of it stays so. Entities that are known of its mentions stay known; ``resolved_with`` is None
        where a statement has a mention of which none is known.
        """
        article, resolved = reading.article, self.resolved_with
        key, reader, run = self._one("SELECT key, reader, run FROM articles WHERE id = ?", (article.id,))
        spans = "SELECT start, end, entity FROM mentions WHERE article = ?"
        known = {(start, end): entity for start, end, entity in self.rows(spans, (key,))}
        rows = list(self.rows(f"SELECT {_STATEMENT} FROM repeated s WHERE article = ?", (key,)))
        aside = {row[0]: self._statement(article, *row) for row in rows}
        self._put(replace(reading, statements=(*reading.statements, *aside.values())), reader, run)
        written = list(self.rows("SELECT key, id FROM statements WHERE article = ?", (key,)))
        self._put_aside(self._db, (statement for statement, id in written if id in aside))
        found = {(start, end): known.get((start, end)) for start, end, _ in list(self.rows(spans, (key,)))}
        self._db.executemany(
            "UPDATE mentions SET entity = ? WHERE article = ? AND start = ? AND end = ?",
            ((entity, key, *span) for span, entity in found.items()),
        )
        try:
            self._put_facts(key, article.id, found)
        except StoreError:  # a mention is new: identity has to look at it
            return
        if resolved is not None:
            self._db.execute("INSERT OR REPLACE INTO state VALUES ('resolved', ?)", (resolved,))

    # Identity

    def resolve(self, resolution: Resolved, *, settings: str = "") -> None:
        """Replace entities, merges and every statement's entities, all or nothing; ``settings`` says with what.

        Raises StoreError where a mention of a statement has no entity or an entity that the resolution does not list.
        """
        with self.writing() as db:
            keys = self._put_entities(resolution.entities)
            db.execute("DELETE FROM merges")
            db.executemany(
                "INSERT INTO merges (entity, other, reason, score, by) VALUES (?, ?, ?, ?, ?)",
                # A rule may have spoken of an entity that in the end nothing is.
                (
                    (m.entity, m.other, m.reason, m.score, m.by)
                    for m in resolution.merges
                    if m.entity in keys or not m.entity.startswith("http")
                ),
            )
            waiting = {a for (a,) in db.execute("SELECT DISTINCT article FROM statements s WHERE NOT EXISTS"
                                                " (SELECT 1 FROM facts WHERE statement = s.key)")}  # fmt: skip
            for key, id in db.execute("SELECT key, id FROM articles").fetchall():
                self._place(key, id, resolution.mentions, keys, new=key in waiting)
            gone = (key for id, key in db.execute("SELECT id, key FROM entities").fetchall() if id not in keys)
            db.executemany("DELETE FROM entities WHERE key = ?", ((key,) for key in gone))
            db.execute("INSERT OR REPLACE INTO state VALUES ('resolved', ?)", (settings,))

    def _put_entities(self, entities: Iterable[Entity]) -> dict[str, int]:
        """Write entities, those that are there already in their places, and return their keys by id."""
        self._db.executemany(
            "INSERT INTO entities (id, kind, type, data) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " kind = excluded.kind, type = excluded.type, data = excluded.data WHERE data <> excluded.data",
            ((e.id, e.kind, e.type, _json(_schema.slim_entity(dump_entity(e)))) for e in entities),
        )
        keys: dict[str, int] = dict(self._db.execute("SELECT id, key FROM entities"))
        return {entity.id: keys[entity.id] for entity in entities}

    def _place(
        self, key: int, id: str, mentions: Mapping[tuple[str, int, int], str], keys: Mapping[str, int], *, new: bool
    ) -> None:
        """Write the entities of one article's mentions and statements, if they are others than before."""
        rows = self._db.execute("SELECT start, end, text, entity FROM mentions WHERE article = ?", (key,)).fetchall()
        found: dict[tuple[int, int], int | None] = {}
        for start, end, text, _ in rows:
            entity = mentions.get((id, start, end))
            if entity is not None and entity not in keys:
                raise StoreError(f"The resolution maps {text!r} to {entity}, which is not among its entities.")
            found[start, end] = keys[entity] if entity is not None else None
        changed = [(found[s, e], key, s, e) for s, e, _, before in rows if found[s, e] != before]
        if not changed and not new:
            return
        self._db.executemany("UPDATE mentions SET entity = ? WHERE article = ? AND start = ? AND end = ?", changed)
        self._put_facts(key, id, found)

    def _put_facts(self, key: int, id: str, found: Mapping[tuple[int, int], int | None]) -> None:
        """Write the entities of one article's statements, given those of its mentions."""
        held = "SELECT key, relation, bare, reported, data FROM statements WHERE article = ?"
        for statement, relation, bare, reported, data in self._db.execute(held, (key,)).fetchall():
            try:
                subject, object, said, place = _ends(json.loads(data), found)
            except _Unplaced as error:
                where = f"{self._words(key, *error.args)} of article {id}"
                raise StoreError(f"The resolution has no entity for {where}. Resolve what is in the store.") from error
            row = (statement, subject, relation, object, place, bare, reported)
            self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            self._db.execute("DELETE FROM speakers WHERE statement = ?", (statement,))
            self._db.executemany(
                "INSERT INTO speakers VALUES (?, ?, ?)", ((statement, n, entity) for n, entity in enumerate(said))
            )

    def _words(self, article: int, start: int, end: int) -> str:
        row = self._one("SELECT text FROM mentions WHERE (article, start, end) = (?, ?, ?)", (article, start, end))
        return f"{row[0] if row else ''!r} at {start}:{end}"

    def begin(self, command: str, *, khabar: str, settings: Mapping[str, Any]) -> int:
        """Note that a build begins, with which Khabar and which settings; return its number."""
        with self.writing() as db:
            sql = "INSERT INTO runs (command, started, khabar, settings) VALUES (?, ?, ?, ?)"
            return int(db.execute(sql, (command, _now(), khabar, _json(settings))).lastrowid or 0)

    def finish(self, run: int) -> None:
        """Note that a build came to its end."""
        with self.writing() as db:
            db.execute("UPDATE runs SET finished = ? WHERE key = ?", (_now(), run))

    # Reading

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
        sql = f"SELECT {_STATEMENT} FROM statements s WHERE article = {_KEY} ORDER BY position"
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
            f"SELECT a.id, s.key, e.id, o.id, p.id, {_STATEMENT} FROM statements s JOIN articles a ON a.key = s.article"
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

    def entities(self) -> Iterator[Entity]:
        """Yield the entities in id order."""
        with self._intact():
            yield from super().entities()

    def about(self, entity: str) -> Iterator[tuple[Article, Statement, Ends]]:
        """Yield the statements in which an entity has any place, articles in id order, in text order."""
        row = self._one("SELECT key FROM entities WHERE id = ?", (entity,))
        if row is None:
            raise StoreError(f"{self._where} has no entity {entity!r}.")
        parts = (f"SELECT statement FROM facts WHERE {end} = ?1" for end in ("subject", "object", "place"))
        told = " UNION ".join((*parts, "SELECT statement FROM speakers WHERE entity = ?1"))
        yield from self._resolved(f"s.key IN ({told})", tuple(row))


_KEY = "(SELECT key FROM articles WHERE id = ?)"
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _article(row: Sequence[Any]) -> Article:
    id, title, text, language, published, source, url = row
    return Article(id, title, text, language, load_day(published), source, url)


def _gather(mentions: dict[tuple[int, int], Mapping[str, Any]], found: Iterable[Mapping[str, Any]]) -> None:
    """Add mentions to those of an article; where two are of the same words, one stands for both."""
    for mention in found:
        span = mention["start"], mention["end"]
        if span not in mentions or _schema.first(mention, mentions[span]):
            mentions[span] = mention


class _Unplaced(Exception):
    """A mention of a statement has no entity; its arguments are start and end."""


def _ends(
    statement: Mapping[str, Any], found: Mapping[tuple[int, int], int | None]
) -> tuple[int, int | None, list[int], int | None]:
    def entity(mention: Mapping[str, Any]) -> int:
        key = found.get((mention["start"], mention["end"]))
        if key is None:
            raise _Unplaced(mention["start"], mention["end"])
        return key

    object, place = statement.get("object"), statement.get("place")
    return (
        entity(statement["subject"]),
        entity(object) if object else None,
        [entity(a["speaker"]) for a in statement.get("attribution", ())],
        entity(place) if place else None,
    )
