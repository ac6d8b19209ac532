"""Is a store sound: every quotation its article's words, every reference to something that is there?"""

from __future__ import annotations

import json
from collections.abc import Iterator

from .model import Article
from .store import Store, StoreError


def problems(store: Store) -> Iterator[str]:
    """Yield what is wrong with a store, one line each, an article at a time; nothing where all is well."""
    yield from _file(store)
    for key, id in list(store.rows("SELECT key, id FROM articles ORDER BY id")):
        try:
            article = store.article(id)
            statements = list(store.statements_of(article))
            list(store.corefs_of(article))
        except StoreError as error:
            yield str(error)
            continue
        if article.hash != next(store.rows("SELECT hash FROM articles WHERE key = ?", (key,)))[0]:
            yield f"article {id}: its text or its source is not what was read; its hash says so."
        yield from _mentions(store, key, article)
        known = {statement.id for statement in statements}
        for statement in statements:
            for other in statement.content:
                if other not in known:
                    yield f"statement {statement.id} of article {id}: what it says, {other}, is not in the article."
    yield from _entities(store)


def _file(store: Store) -> Iterator[str]:
    """Yield what SQLite finds: damaged pages, rows that refer to rows that are not there."""
    try:
        for (found,) in store.rows("PRAGMA integrity_check(20)"):
            if found != "ok":
                yield f"the file is damaged: {' '.join(found.split())}"
        for table, row, other, _ in store.rows("PRAGMA foreign_key_check"):
            yield f"row {row} of {table} refers to a row of {other} that is not there."
    except StoreError as error:
        yield str(error)


def _mentions(store: Store, key: int, article: Article) -> Iterator[str]:
    for start, end, kind, text in store.rows("SELECT start, end, kind, text FROM mentions WHERE article = ?", (key,)):
        if not 0 <= start < end <= len(article.text):
            yield f"mention {start}:{end} of article {article.id} is outside of its text."
        elif kind == "name" and not text:
            yield f"mention {start}:{end} of article {article.id} has no words."
    sql = (
        "SELECT s.id FROM statements s LEFT JOIN facts f ON f.statement = s.key WHERE s.article = ?"
        " AND f.statement IS NULL"
    )
    if store.resolved_with is not None:
        for (id,) in store.rows(sql, (key,)):
            yield f"statement {id} of article {article.id} has no entities."


def _entities(store: Store) -> Iterator[str]:
    try:
        for _ in store.entities():
            pass
    except StoreError as error:
        yield str(error)
    sql = "SELECT DISTINCT entity FROM merges WHERE entity LIKE 'http%' AND entity NOT IN (SELECT id FROM entities)"
    for (id,) in store.rows(sql):
        yield f"a reason is given for the names of {id}, which is no entity of the store."
    sql = "SELECT name, data FROM relations"
    for name, data in store.rows(sql):
        try:
            json.loads(data)["lemma"]
        except (ValueError, KeyError, TypeError):
            yield f"relation {name} cannot be read."
