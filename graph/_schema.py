"""The tables of a store, and how a store of an older Khabar becomes one of this.

docs/store.md describes every table for those who open the file with another tool: change both together. A new version
is a new entry of ``_STEPS``; what an older one says is never changed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

SCHEMA = 6
"""Version of the tables, kept in ``PRAGMA user_version``."""

APPLICATION = 0x4B484252  # "KHBR" in PRAGMA application_id tells our files from other SQLite files.

_REPEATS = """
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles (key) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE
);
CREATE INDEX copies_by_original ON copies (original);
CREATE TABLE repeated (
    id TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    position INTEGER NOT NULL, relation INTEGER NOT NULL REFERENCES relations (key), bare INTEGER NOT NULL,
    reported INTEGER NOT NULL, extractor TEXT NOT NULL, data TEXT NOT NULL
);
CREATE INDEX repeated_by_article ON repeated (article)
"""
_CORRECTIONS = """
CREATE TABLE corrections (
    number INTEGER PRIMARY KEY, verdict TEXT NOT NULL, article TEXT NOT NULL, statement TEXT NOT NULL,
    before TEXT, after TEXT, reason TEXT NOT NULL, by TEXT NOT NULL, made TEXT NOT NULL, undone TEXT
);
CREATE INDEX corrections_by_article ON corrections (article)
"""
_HISTORY = """
CREATE TABLE told (
    item BLOB PRIMARY KEY, article INTEGER NOT NULL, since INTEGER NOT NULL, said BLOB NOT NULL, about BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE history (
    run INTEGER NOT NULL, item BLOB NOT NULL, article INTEGER NOT NULL, since INTEGER NOT NULL, said BLOB NOT NULL,
    about BLOB NOT NULL, PRIMARY KEY (run, item)
) WITHOUT ROWID;
CREATE TABLE told_merges (
    entity TEXT NOT NULL, other TEXT NOT NULL, since INTEGER NOT NULL, said BLOB NOT NULL, PRIMARY KEY (entity, other)
) WITHOUT ROWID;
CREATE TABLE history_merges (
    run INTEGER NOT NULL, entity TEXT NOT NULL, other TEXT NOT NULL, since INTEGER NOT NULL, said BLOB NOT NULL,
    PRIMARY KEY (run, entity, other)
) WITHOUT ROWID
"""
_LEAVING = """
CREATE TABLE leaving (
    id TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE, words TEXT NOT NULL
) WITHOUT ROWID
"""
# What a statement said, kept until the run's end tells whether it is gone for good.
_LEAVES = """
CREATE TRIGGER statement_leaves BEFORE DELETE ON statements BEGIN
    INSERT OR REPLACE INTO leaving SELECT OLD.id, OLD.article,
        coalesce(json_extract(OLD.data, '$.subject.text'), substr(a.text, json_extract(OLD.data, '$.subject.start') + 1,
            json_extract(OLD.data, '$.subject.end') - json_extract(OLD.data, '$.subject.start')))
        || ' | ' || coalesce(json_extract(r.data, '$.label.en'), json_extract(r.data, '$.lemma'))
        || CASE WHEN json_extract(OLD.data, '$.object') IS NULL THEN '' ELSE ' | ' || coalesce(
            json_extract(OLD.data, '$.object.text'), substr(a.text, json_extract(OLD.data, '$.object.start') + 1,
            json_extract(OLD.data, '$.object.end') - json_extract(OLD.data, '$.object.start'))) END
        || CASE json_extract(OLD.data, '$.polarity') WHEN 'affirmed' THEN '' ELSE ' | negated' END
        || CASE json_extract(OLD.data, '$.modality') WHEN 'actual' THEN ''
            ELSE ' | ' || json_extract(OLD.data, '$.modality') END
    FROM articles a, relations r WHERE a.key = OLD.article AND r.key = OLD.relation;
END
"""
_TABLES = """
CREATE TABLE articles (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, published TEXT, source TEXT NOT NULL, url TEXT NOT NULL, corefs TEXT NOT NULL,
    reader TEXT NOT NULL, run INTEGER REFERENCES runs (key)
);
CREATE INDEX articles_by_run ON articles (run);
CREATE TABLE relations (key INTEGER PRIMARY KEY, name TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX relations_by_name ON relations (name);
CREATE TABLE statements (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article INTEGER NOT NULL REFERENCES articles (key),
    position INTEGER NOT NULL, relation INTEGER NOT NULL REFERENCES relations (key), bare INTEGER NOT NULL,
    reported INTEGER NOT NULL, extractor TEXT NOT NULL, data TEXT NOT NULL
);
CREATE UNIQUE INDEX statements_in_order ON statements (article, position);
CREATE INDEX statements_by_relation ON statements (relation);
CREATE TABLE entities (
    key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL
);
CREATE TABLE mentions (
    article INTEGER NOT NULL REFERENCES articles (key), start INTEGER NOT NULL, end INTEGER NOT NULL,
    type TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, entity INTEGER REFERENCES entities (key),
    PRIMARY KEY (article, start, end)
) WITHOUT ROWID;
CREATE INDEX mentions_by_entity ON mentions (entity);
CREATE TABLE facts (
    statement INTEGER PRIMARY KEY REFERENCES statements (key), subject INTEGER NOT NULL REFERENCES entities (key),
    relation INTEGER NOT NULL, object INTEGER REFERENCES entities (key),
    place INTEGER REFERENCES entities (key), bare INTEGER NOT NULL, reported INTEGER NOT NULL
);
CREATE INDEX facts_by_ends ON facts (subject, relation, object, bare, reported);
CREATE INDEX facts_by_object ON facts (object);
CREATE INDEX facts_by_place ON facts (place) WHERE place IS NOT NULL;
CREATE TABLE speakers (
    statement INTEGER NOT NULL REFERENCES statements (key), position INTEGER NOT NULL,
    entity INTEGER NOT NULL REFERENCES entities (key), PRIMARY KEY (statement, position)
) WITHOUT ROWID;
CREATE INDEX speakers_by_entity ON speakers (entity);
CREATE TABLE merges (
    position INTEGER PRIMARY KEY, entity TEXT NOT NULL, other TEXT NOT NULL, reason TEXT NOT NULL,
    score REAL NOT NULL, by TEXT NOT NULL
);
CREATE TABLE runs (
    key INTEGER PRIMARY KEY, command TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, khabar TEXT NOT NULL,
    settings TEXT NOT NULL
);
CREATE TABLE errors (
    place TEXT PRIMARY KEY, article TEXT NOT NULL, hash TEXT NOT NULL, reader TEXT NOT NULL, reason TEXT NOT NULL,
    run INTEGER REFERENCES runs (key)
);
CREATE INDEX errors_by_article ON errors (article);
CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE VIEW said AS
SELECT s.id AS statement, a.id AS article, a.published, a.source,
    coalesce(json_extract(e.data, '$.labels.ar'), json_extract(e.data, '$.labels.en')) AS subject, r.name AS relation,
    coalesce(json_extract(o.data, '$.labels.ar'), json_extract(o.data, '$.labels.en')) AS object,
    json_extract(s.data, '$.polarity') AS polarity, json_extract(s.data, '$.modality') AS modality,
    s.reported, json_extract(s.data, '$.confidence') AS confidence, json_extract(s.data, '$.evidence.text') AS quote
FROM statements s JOIN articles a ON a.key = s.article JOIN relations r ON r.key = s.relation
LEFT JOIN facts f ON f.statement = s.key LEFT JOIN entities e ON e.key = f.subject
LEFT JOIN entities o ON o.key = f.object
"""

Object = dict[str, Any]


def create(db: sqlite3.Connection) -> None:
    """Make the tables of this version in an empty database, inside the caller's transaction."""
    for tables in (_TABLES, _REPEATS, _CORRECTIONS, _HISTORY):
        _run(db, tables)
    _from_5(db)
    db.execute(f"PRAGMA application_id = {APPLICATION}")
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def migrate(db: sqlite3.Connection, version: int) -> None:
    """Bring the tables of an older version to this one, inside the caller's transaction."""
    for before in range(version, SCHEMA):
        _STEPS[before](db)
    db.execute(f"PRAGMA user_version = {SCHEMA}")


def slim(object: Mapping[str, Any], text: str) -> Object:
    """Return a dumped statement without what columns and the table of relations hold, and without what says nothing:
    empty fields, and the words of mentions that are those of the article's text."""
    said = [{**a, "speaker": slim_mention(a["speaker"], text)} for a in object["attribution"]]
    ends = {key: slim_mention(object[key], text) for key in ("subject", "object", "place") if object[key]}
    kept = {key: value for key, value in object.items() if key not in _APART and value not in (None, [])}
    return {**kept, **ends, **({"attribution": said} if said else {})}


def whole(object: Mapping[str, Any], text: str) -> Object:
    """Return what :func:`slim` was given, less what is in columns."""
    said = [{**a, "speaker": whole_mention(a["speaker"], text)} for a in object.get("attribution", ())]
    ends = {key: whole_mention(object[key], text) for key in ("subject", "object", "place") if object.get(key)}
    return {**_EMPTY, **object, **ends, "attribution": said}


def slim_mention(mention: Mapping[str, Any], text: str) -> Object:
    """Return a dumped mention without its words where they are those of the article's text."""
    same = mention["text"] == text[mention["start"] : mention["end"]]
    return {key: value for key, value in mention.items() if key != "text" or not same}


def whole_mention(mention: Mapping[str, Any], text: str) -> Object:
    """Return what :func:`slim_mention` was given."""
    return {"text": text[mention["start"] : mention["end"]], **mention}


def slim_entity(object: Mapping[str, Any]) -> Object:
    """Return a dumped entity without what columns hold and without empty fields."""
    return {key: value for key, value in object.items() if key not in ("id", "kind", "type") and value}


def whole_entity(object: Mapping[str, Any], **columns: str) -> Object:
    """Return what :func:`slim_entity` was given."""
    return {"labels": {}, "names": [], "same_as": [], "country": "", "sector": "", **object, **columns}


def dump_corefs(corefs: Iterable[Mapping[str, Any]], text: str) -> str:
    """Return dumped coreferences as the column of an article holds them."""
    ends = ("mention", "antecedent")
    return _json([{**coref, **{end: slim_mention(coref[end], text) for end in ends}} for coref in corefs])


def load_corefs(column: str, text: str) -> list[Object]:
    """Return the dumped coreferences of a column."""
    ends = ("mention", "antecedent")
    return [{**c, **{end: whole_mention(c[end], text) for end in ends}} for c in json.loads(column)]


def relation_key(db: sqlite3.Connection, object: Mapping[str, Any]) -> int:
    """Return the key of a dumped statement's relation, which is added where the table has none that is the same."""
    relation = object["relation"]
    found = {"id": relation["id"], "lemma": relation["lemma"], "label": relation["label"], "class": object["class"]}
    name, data = relation["id"] or f"open:{relation['lemma']}", _json(found)
    row = db.execute("SELECT key FROM relations WHERE name = ? AND data = ?", (name, data)).fetchone()
    if row is None:
        row = db.execute("INSERT INTO relations (name, data) VALUES (?, ?) RETURNING key", (name, data)).fetchone()
    return int(row[0])


def mentions_in(object: Mapping[str, Any]) -> Iterator[Object]:
    """Yield the mentions of a dumped statement: subject, object, speakers, place."""
    yield object["subject"]
    if object["object"]:
        yield object["object"]
    yield from (said["speaker"] for said in object["attribution"])
    if object["place"]:
        yield object["place"]


_APART = ("version", "id", "article", "relation", "class", "extractor")
_EMPTY: Object = {"object": None, "content": [], "time": None, "place": None}
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_KIND = {"name": 0, "nominal": 1, "pronoun": 2, "dropped": 3}


def first(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Does one of two dumped mentions of the same words stand for them in the table? A name does before all others."""
    return bool(_rank(one) < _rank(other))


def _rank(mention: Mapping[str, Any]) -> tuple[int, str, str]:
    return _KIND[mention["kind"]], mention["type"], mention["text"]


def _run(db: sqlite3.Connection, commands: str) -> None:
    for command in filter(str.strip, commands.split(";")):
        db.execute(command)


def _from_1(db: sqlite3.Connection) -> None:
    """From version 1, which had no keys: entity ids stood in the statements, and mentions in their objects alone."""
    _run(db, "".join(f"ALTER TABLE {name} RENAME TO old_{name};" for name in ("articles", "statements", "entities")))
    _run(db, "ALTER TABLE merges RENAME TO old_merges")
    indexes = db.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchall()
    _run(db, ";".join(f"DROP INDEX {name}" for (name,) in indexes))
    _run(db, _TABLES)
    db.execute(
        "INSERT INTO articles (id, hash, title, text, language, published, source, url, corefs, reader)"
        " SELECT id, hash, title, text, language, published, source, url, corefs, '' FROM old_articles ORDER BY id"
    )
    db.executemany(
        "INSERT INTO entities (id, kind, type, data) VALUES (?, ?, ?, ?)",
        (
            (id, kind, type, _json(slim_entity(json.loads(data))))
            for id, kind, type, data in db.execute("SELECT id, kind, type, data FROM old_entities ORDER BY id")
        ),
    )
    db.execute("INSERT INTO merges SELECT position, entity, other, reason, score, by FROM old_merges")
    entities: dict[str, int] = dict(db.execute("SELECT id, key FROM entities"))
    for (key,) in db.execute("SELECT key FROM articles ORDER BY key").fetchall():
        _article_from_1(db, key, entities)
    _run(db, "DROP TABLE old_statements; DROP TABLE old_articles; DROP TABLE old_entities; DROP TABLE old_merges")


def _article_from_1(db: sqlite3.Connection, key: int, entities: dict[str, int]) -> None:
    id, text, corefs = db.execute("SELECT id, text, corefs FROM articles WHERE key = ?", (key,)).fetchone()
    mentions: dict[tuple[int, int], Object] = {}
    of: dict[tuple[int, int], int | None] = {}

    def take(mention: Object, entity: int | None = None) -> None:
        span = mention["start"], mention["end"]
        if span not in mentions or first(mention, mentions[span]):
            mentions[span] = mention
        of[span] = entity if entity is not None else of.get(span)

    rows = db.execute(
        "SELECT id, position, bare, reported, extractor, subject, object, speakers, place, data FROM old_statements"
        " WHERE article = ? ORDER BY position",
        (id,),
    ).fetchall()
    for statement, position, bare, reported, extractor, subject, object, speakers, place, data in rows:
        found = json.loads(data)
        kind = relation_key(db, found)
        at = db.execute(
            "INSERT INTO statements (id, article, position, relation, bare, reported, extractor, data)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (statement, key, position, kind, bare, reported, extractor, _json(slim(found, text))),
        ).lastrowid
        if subject is None:
            for mention in mentions_in(found):
                take(mention)
            continue
        said = [entities[iri] for iri in json.loads(speakers)]
        ends = [entities[iri] for iri in (subject, object) if iri] + said + ([entities[place]] if place else [])
        for mention, entity in zip(mentions_in(found), ends, strict=True):
            take(mention, entity)
        held = entities[object] if object else None, entities[place] if place else None
        db.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?)", (at, ends[0], kind, *held, bare, reported))
        db.executemany("INSERT INTO speakers VALUES (?, ?, ?)", ((at, n, entity) for n, entity in enumerate(said)))
    told = json.loads(corefs)
    for coref in told:
        take(coref["mention"])
        take(coref["antecedent"])
    db.execute("UPDATE articles SET corefs = ? WHERE key = ?", (dump_corefs(told, text), key))
    db.executemany(
        "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((key, *span, m["type"], m["kind"], m["text"], of[span]) for span, m in mentions.items()),
    )


def _from_2(db: sqlite3.Connection) -> None:
    """From version 2, which knew no copies and no repeated lines; the next build settles them."""
    _run(db, _REPEATS)
    db.execute("DELETE FROM state WHERE name = 'resolved'")


def _from_3(db: sqlite3.Connection) -> None:
    """From version 3, which had no corrections."""
    _run(db, _CORRECTIONS)


def _from_4(db: sqlite3.Connection) -> None:
    """From version 4, which kept no history; what it holds counts to the runs that read it."""
    _run(db, _HISTORY)


def _from_5(db: sqlite3.Connection) -> None:
    """From version 5, whose history had no words for what is gone; what went before has none."""
    db.execute("ALTER TABLE history ADD COLUMN words TEXT NOT NULL DEFAULT ''")
    _run(db, _LEAVING)
    db.execute(_LEAVES)


_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    1: _from_1,
    2: _from_2,
    3: _from_3,
    4: _from_4,
    5: _from_5,
}
