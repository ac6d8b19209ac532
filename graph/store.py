"""Everything that was read, in one SQLite file: articles, statements, mentions, entities, merges, and how it was read.

A call of :meth:`Store.add` or :meth:`Store.resolve` is one transaction: a killed build keeps whole batches and nothing
of a broken one. Values are built again when they are loaded, so that a quotation which is no longer its article's
words is an error and never a result. The tables are described in docs/store.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Protocol

from . import _history, _schema
from ._answers import ClaimRow, DirectRow, Failure, Run, claim_id
from ._file import StoreError
from ._loads import STATEMENT, Ends, Standing
from ._repeats import Repeats
from ._schema import SCHEMA
from .corrections import Correction, applied, standing
from .model import Entity, Merge, Reading, Relation, Statement
from .serialise import dump_coref, dump_day, dump_entity, dump_statement

__all__ = [
    "SCHEMA", "ClaimRow", "DirectRow", "Ends", "Failure", "Resolved", "Run", "Standing", "Store", "StoreError",
    "claim_id", "is_direct", "text_order",
]  # fmt: skip


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
        self._db.execute("DELETE FROM state WHERE name IN ('resolved', 'noted')")

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
        rows = list(self.rows(f"SELECT {STATEMENT} FROM repeated s WHERE article = ?", (key,)))
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
            # A rule may have spoken of an entity that in the end nothing is.
            said = (m for m in resolution.merges if m.entity in keys or not m.entity.startswith("http"))
            db.executemany(_MERGE, map(_merge_row, said))
            waiting = {a for (a,) in db.execute("SELECT DISTINCT article FROM statements s WHERE NOT EXISTS"
                                                " (SELECT 1 FROM facts WHERE statement = s.key)")}  # fmt: skip
            for key, id in db.execute("SELECT key, id FROM articles").fetchall():
                self._place(key, id, resolution.mentions, keys, new=key in waiting)
            gone = (key for id, key in db.execute("SELECT id, key FROM entities").fetchall() if id not in keys)
            db.executemany("DELETE FROM entities WHERE key = ?", ((key,) for key in gone))
            db.execute("DELETE FROM state WHERE name = 'noted'")
            db.execute("INSERT OR REPLACE INTO state VALUES ('resolved', ?)", (settings,))

    def resolve_in_parts(
        self,
        entities: Iterable[Entity],
        mentions: Iterable[Mapping[tuple[str, int, int], str]],
        merges: Iterable[Merge],
        *,
        settings: str = "",
    ) -> None:
        """Do what :meth:`resolve` does for a store that has no entities yet, with nothing held as a whole.

        ``mentions`` comes in parts, each with all mentions of some articles; merges may come in any order.
        """
        with self.writing() as db:
            self._write_entities(entities)
            for part in mentions:
                ids = sorted(set(part.values()))
                keys = {id: key for id in ids for (key,) in db.execute("SELECT key FROM entities WHERE id = ?", (id,))}
                for article in sorted({article for article, _, _ in part}):
                    (key,) = db.execute("SELECT key FROM articles WHERE id = ?", (article,)).fetchone()
                    self._place(key, article, part, keys, new=True)
            db.execute("CREATE TEMP TABLE unordered AS SELECT entity, other, reason, score, by FROM merges LIMIT 0")
            db.executemany("INSERT INTO unordered VALUES (?, ?, ?, ?, ?)", map(_merge_row, merges))
            ordered = "SELECT * FROM unordered ORDER BY entity, other, by, reason, score"
            db.execute(f"INSERT INTO merges (entity, other, reason, score, by) {ordered}")
            db.execute("DROP TABLE unordered")
            db.execute("DELETE FROM state WHERE name = 'noted'")
            db.execute("INSERT OR REPLACE INTO state VALUES ('resolved', ?)", (settings,))

    def _put_entities(self, entities: Iterable[Entity]) -> dict[str, int]:
        """Write entities, those that are there already in their places, and return their keys by id."""
        self._write_entities(entities)
        keys: dict[str, int] = dict(self._db.execute("SELECT id, key FROM entities"))
        return {entity.id: keys[entity.id] for entity in entities}

    def _write_entities(self, entities: Iterable[Entity]) -> None:
        self._db.executemany(
            "INSERT INTO entities (id, kind, type, data) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " kind = excluded.kind, type = excluded.type, data = excluded.data WHERE data <> excluded.data",
            ((e.id, e.kind, e.type, _json(_schema.slim_entity(dump_entity(e)))) for e in entities),
        )

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
        """Note that a build came to its end, and what it changed; a store in memory keeps no history."""
        with self.writing() as db:
            db.execute("UPDATE runs SET finished = ? WHERE key = ?", (_now(), run))
            noted = db.execute("SELECT 1 FROM state WHERE name = 'noted'").fetchone() is not None
            if self.path is not None and not noted:
                _history.note(db, run)
                db.execute("INSERT INTO state VALUES ('noted', ?)", (str(run),))
            db.execute("DELETE FROM leaving")


_MERGE = "INSERT INTO merges (entity, other, reason, score, by) VALUES (?, ?, ?, ?, ?)"
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _merge_row(m: Merge) -> tuple[str, str, str, float, str]:
    return m.entity, m.other, m.reason, m.score, m.by


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


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
