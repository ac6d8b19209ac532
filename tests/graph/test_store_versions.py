"""A store of an older Khabar is brought up to date when it is opened, and says the same as one made anew."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from factories import copied, hama, resolution, store, syria

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.store import SCHEMA, Store, StoreError

V1 = Path(__file__).with_name("store_v1.sql")
"""A store of version 1 as SQL: the articles of the factories, resolved, and a third one that was not resolved yet."""


def old(path: Path) -> Path:
    raw = sqlite3.connect(path)
    raw.executescript(V1.read_text(encoding="utf-8"))
    raw.close()
    return path


def test_a_store_of_version_1_says_the_same(tmp_path: Path) -> None:
    """Readings, entities, merges and the ends of statements are those of a store made now."""
    with Store(old(tmp_path / "old.khabar")) as kept, store((syria(), hama())) as made:
        assert [r for r in kept.readings() if r.article.id != "hama/3"] == list(made.readings())
        assert list(kept.entities()) == list(made.entities())
        assert list(kept.merges()) == list(made.merges())
        resolved = [pair for article in made.articles() for pair in kept.resolved_of(article)]
        assert resolved == list(made.resolved())
        assert kept.unresolved() == len(hama().statements)


def test_it_goes_on_from_there(tmp_path: Path) -> None:
    """What waited for identity is resolved, and the file is of this version when it is opened again."""
    path = old(tmp_path / "old.khabar")
    readings = syria(), hama(), copied("hama/3", "صحيفة أخرى")
    with Store(path) as kept:
        assert kept.resolved_with is None
        kept.resolve(resolution(*readings))
    with Store(path) as kept, store(readings) as made:
        assert list(kept.resolved()) == list(made.resolved())
        assert sorted(KnowledgeGraph(kept).nx.edges(keys=True)) == sorted(KnowledgeGraph(made).nx.edges(keys=True))
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert raw.execute("SELECT count(*) FROM sqlite_master WHERE name LIKE 'old%'").fetchone() == (0,)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()


def test_a_store_that_cannot_be_brought_up_to_date_stays_as_it_is(tmp_path: Path) -> None:
    """An old store with a damaged statement is refused in one line, and no table of it has changed."""
    path = old(tmp_path / "old.khabar")
    raw = sqlite3.connect(path)
    raw.execute("UPDATE statements SET data = '{' WHERE position = 2")
    raw.commit()
    before = list(raw.iterdump())
    raw.close()
    with pytest.raises(StoreError, match="is damaged"):
        Store(path)
    raw = sqlite3.connect(path)
    assert list(raw.iterdump()) == before
    raw.close()


def test_the_manual_names_every_table_and_column() -> None:
    """docs/store.md is what someone reads who opens the file with another tool."""
    manual = (Path(__file__).parents[2] / "docs/store.md").read_text(encoding="utf-8")
    with Store() as kept:
        tables = [name for (name,) in kept.rows("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        columns = {row[1] for name in tables for row in kept.rows(f"PRAGMA table_info({name})")}
    words = set(re.findall(r"`(\w+)`", manual))
    assert sorted({*tables, *columns} - words - {"sqlite_sequence"}) == []
    assert f"version {SCHEMA}" in manual
