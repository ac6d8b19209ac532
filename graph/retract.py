"""Take articles out of a store, with all that only they said: texts, statements, names, entities, reasons."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from . import _history
from ._answers import entity_of
from ._schema import slim_entity
from .entities import plain_name, without_names
from .model import Entity
from .serialise import dump_entity
from .store import Store, StoreError

Listed = Callable[[str], Collection[str]]
"""The names that are listed for an entity, whatever articles say; none where it is not listed."""


@dataclass(frozen=True)
class Retracted:
    """What went with the articles: statements, entities that no other article mentions, names that none other uses."""

    articles: int
    statements: int
    entities: int
    names: int


def retract(store: Store, ids: Iterable[str], *, listed: Listed = lambda id: ()) -> Retracted:
    """Take articles out of a store, all of them or none, and return what went.

    What they share with other articles stays as it is: no name is weighed anew, and no id changes. Where others print
    the same text or lines, the next build settles anew which of them is read. Their content is overwritten in the
    file. StoreError where the store has none of an id.
    """
    wanted = list(dict.fromkeys(ids))
    with store.writing() as db:
        db.execute("PRAGMA secure_delete = ON")
        keys = {id: _key(store, db, id) for id in wanted}
        written = _written(db, keys.values())
        relations = _relations(db, keys.values())
        alone = not any(map(partial(_is_printed_elsewhere, db), keys.values()))
        statements = sum(_take_out(db, id, key) for id, key in keys.items())
        gone = drop_unmentioned(db, written)
        names = sum(_forget_names(db, key, said, listed) for key, said in written.items() if key not in gone)
        _history.forget(db, keys.values())
        db.executemany("DELETE FROM relations WHERE key = ?", [(key,) for key in _unused(db, relations)])
        if not alone:
            db.execute("DELETE FROM state WHERE name = 'resolved'")
    store.forget()
    return Retracted(len(keys), statements, len(gone), names)


def _key(store: Store, db: sqlite3.Connection, id: str) -> int:
    row = db.execute("SELECT key FROM articles WHERE id = ?", (id,)).fetchone()
    if row is None:
        where = store.path or "the store"
        raise StoreError(f"{where} has no article {id!r}; nothing was changed. Ids are those of the exports.")
    return int(row[0])


def _relations(db: sqlite3.Connection, articles: Iterable[int]) -> set[int]:
    sql = "SELECT relation FROM statements WHERE article = ?1 UNION SELECT relation FROM repeated WHERE article = ?1"
    return {relation for article in articles for (relation,) in db.execute(sql, (article,))}


def _is_printed_elsewhere(db: sqlite3.Connection, article: int) -> bool:
    """May another article's text or lines have been set aside because this one has them?"""
    copied = db.execute("SELECT 1 FROM copies WHERE original = ?", (article,)).fetchone()
    return copied is not None or db.execute("SELECT 1 FROM repeated LIMIT 1").fetchone() is not None


def _written(db: sqlite3.Connection, articles: Iterable[int]) -> Mapping[int, set[str]]:
    """Return the entities that articles mention, with the names that they use for them."""
    found: dict[int, set[str]] = defaultdict(set)
    for article in articles:
        rows = db.execute("SELECT entity, kind, text FROM mentions WHERE article = ?", (article,))
        for entity, kind, text in rows:
            if entity is not None:
                found[entity] |= {text} if kind == "name" else set()
    return found


def _take_out(db: sqlite3.Connection, id: str, key: int) -> int:
    """Remove an article's rows and return how many statements it had."""
    of = "(SELECT key FROM statements WHERE article = ?)"
    for table in ("speakers", "facts"):
        db.execute(f"DELETE FROM {table} WHERE statement IN {of}", (key,))
    count = db.execute("DELETE FROM statements WHERE article = ?", (key,)).rowcount
    db.execute("DELETE FROM mentions WHERE article = ?", (key,))
    db.execute("DELETE FROM articles WHERE key = ?", (key,))
    for table in ("errors", "corrections"):
        db.execute(f"DELETE FROM {table} WHERE article = ?", (id,))
    return count


def _unused(db: sqlite3.Connection, relations: Iterable[int]) -> Iterator[int]:
    """Yield the relations that no statement has any more."""
    for key in relations:
        held = (f"SELECT 1 FROM {table} WHERE relation = ? LIMIT 1" for table in ("statements", "repeated"))
        if not any(db.execute(sql, (key,)).fetchone() for sql in held):
            yield key


def drop_unmentioned(db: sqlite3.Connection, entities: Iterable[int]) -> set[int]:
    """Remove those of some entities that nothing mentions any more, with their merges; return their keys."""
    held = "SELECT 1 FROM mentions WHERE entity = ?"
    gone = {key for key in entities if db.execute(held, (key,)).fetchone() is None}
    for key in gone:
        db.execute("DELETE FROM merges WHERE entity = (SELECT id FROM entities WHERE key = ?)", (key,))
        db.execute("DELETE FROM entities WHERE key = ?", (key,))
    return gone


def _forget_names(db: sqlite3.Connection, key: int, said: set[str], listed: Listed) -> int:
    """Take from an entity the names that only the articles used that were taken out; return how many."""
    entity = entity_at(db, key)
    suspects = {plain_name(text, entity.type) for text in said} & set(entity.names)
    if suspects:
        suspects -= set(listed(entity.id))
    alone = {name for name in suspects if not _used(db, key, name, entity)}
    if not alone:
        return 0
    write_entity(db, key, without_names(entity, alone))
    db.executemany("DELETE FROM merges WHERE entity = ? AND other = ?", ((entity.id, name) for name in alone))
    return len(alone)


def _used(db: sqlite3.Connection, key: int, name: str, entity: Entity) -> bool:
    """Does an article still use a name for an entity?"""
    mentions = "FROM mentions WHERE entity = ? AND kind = 'name'"
    if db.execute(f"SELECT 1 {mentions} AND text = ? LIMIT 1", (key, name)).fetchone():
        return True
    texts = db.execute(f"SELECT DISTINCT text {mentions}", (key,))
    return any(plain_name(text, entity.type) == name for (text,) in texts)


def entity_at(db: sqlite3.Connection, key: int) -> Entity:
    """Return the entity of a key."""
    return entity_of(db.execute("SELECT id, kind, type, data FROM entities WHERE key = ?", (key,)).fetchone())


def write_entity(db: sqlite3.Connection, key: int, entity: Entity) -> None:
    """Write what is known of an entity in place of what was."""
    data = json.dumps(slim_entity(dump_entity(entity)), ensure_ascii=False, separators=(",", ":"))
    db.execute("UPDATE entities SET data = ? WHERE key = ?", (data, key))
