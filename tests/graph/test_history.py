"""Two runs of one store can be compared: what is new, gone, said otherwise, or about someone else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from factories import hama, resolution, syria

from khabar.graph.differences import in_words
from khabar.graph.history import ABOUT, REASON, SAYS, Change, between, runs
from khabar.graph.model import Merge, Reading
from khabar.graph.retract import retract
from khabar.graph.store import Store, StoreError


def ran(
    store: Store, readings: Iterable[Reading], *, reader: str = "", merges: tuple[Merge, ...] = (), **ids: str
) -> int:
    """Add readings as a run does; ``ids`` are entities that identity gives another id. Return the run's number."""
    run = store.begin("build", khabar="1", settings={})
    store.add(readings, reader=reader, run=run)
    found = resolution(*store.readings())
    entities = tuple(replace(e, id=ids.get(e.id.rpartition(":")[2], e.id)) for e in found.entities)
    mentions = {span: ids.get(id.rpartition(":")[2], id) for span, id in found.mentions.items()}
    store.resolve(replace(found, entities=entities, mentions=mentions, merges=(*found.merges, *merges)))
    store.finish(run)
    return run


def signs(changes: Iterable[Change]) -> list[tuple[str, str]]:
    return sorted({(change.sign, change.article) for change in changes if change.what == "statement"})


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    """A store of a file."""
    with Store(tmp_path / "news.khabar") as store:
        yield store


def test_what_a_run_adds_is_told_in_words(store: Store) -> None:
    """And the other way round it is gone."""
    one, other = ran(store, [syria()]), ran(store, [hama()])
    found = list(between(store, one, other))
    assert signs(found) == [("+", "hama/2")]
    assert "الفصائل | takes control of | حماة" in {change.said for change in found}
    assert signs(between(store, other, one)) == [("-", "hama/2")]
    assert list(between(store, other, other)) == []


def test_what_is_read_otherwise_is_new_gone_or_changed(store: Store) -> None:
    """By the ids of statements: another polarity is another statement, another confidence is not."""
    reading = syria()
    first, second, *others = reading.statements
    one = ran(store, [reading])
    changed = replace(
        reading, statements=(replace(first, confidence=0.123), replace(second, polarity="negated"), *others)
    )
    other = ran(store, [changed], reader="another")
    found = {change.id: change for change in between(store, one, other)}
    assert found[first.id].sign == "~" and found[first.id].fields == (SAYS,)
    assert found[second.id].sign == "-" and found[second.id].said == in_words(second)
    assert sorted(change.sign for change in found.values()) == ["+", "-", "~"]
    (new,) = (change for change in found.values() if change.sign == "+")
    assert new.said == f"{in_words(second)} | negated"


def test_what_is_about_someone_else_is_changed(store: Store) -> None:
    """Identity alone has spoken; the statement says the same of another."""
    one = ran(store, [syria()])
    other = ran(store, [], الأسد="http://www.wikidata.org/entity/Q44329")
    found = [change for change in between(store, one, other) if change.what == "statement"]
    assert found and {(change.sign, change.fields) for change in found} == {("~", (ABOUT,))}
    assert all("الأسد" in change.said or change.article == "kremlin-1" for change in found)


def test_any_two_runs_are_compared(store: Store) -> None:
    """Whatever lay between: what came and went in between is not told."""
    reading = syria()
    less = replace(reading, statements=reading.statements[:1])
    numbers = [
        ran(store, [reading]),
        ran(store, [less], reader="b"),
        ran(store, [hama()]),
        ran(store, [reading], reader="c"),
    ]
    assert runs(store) == numbers
    assert signs(between(store, numbers[0], numbers[1])) == [("-", "kremlin-1")]
    assert signs(between(store, numbers[1], numbers[3])) == [("+", "hama/2"), ("+", "kremlin-1")]
    assert signs(between(store, numbers[0], numbers[2])) == [("+", "hama/2"), ("-", "kremlin-1")]
    assert signs(between(store, numbers[0], numbers[3])) == [("+", "hama/2")]


def test_what_is_gone_is_told_as_it_was(store: Store) -> None:
    """All of it, in the words of a text that is another by now; nothing waits for a later run."""
    reading = syria()
    one = ran(store, [reading])
    text = replace(reading.article, text="Another text. " * 40, title="")
    other = ran(store, [Reading(text, (), ())], reader="b")
    said = {change.id: change.said for change in between(store, one, other) if change.what == "statement"}
    assert said == {statement.id: in_words(statement) for statement in reading.statements}
    assert list(store.rows("SELECT count(*) FROM leaving")) == [(0,)]


def test_reasons_are_compared_without_their_counts(store: Store) -> None:
    """One that holds in more articles is the same."""
    one = ran(store, [syria()], merges=(Merge("named:الأسد", "بشار", "is short (2 articles)", 0.9, "short name"),))
    two = ran(store, [hama()], merges=(Merge("named:الأسد", "بشار", "is short (7 articles)", 0.9, "short name"),))
    three = ran(store, [], merges=(Merge("named:الأسد", "بشار", "a person said so", 1.0, "Maryam"),))
    four = ran(store, [])
    told = [
        [(c.sign, c.said, c.fields) for c in between(store, *pair) if c.what == "merge" and "بشار" in c.said]
        for pair in ((one, two), (two, three), (three, four))
    ]
    assert told == [[], [("~", "= بشار", (REASON,))], [("-", "= بشار", ())]]


def test_a_run_that_changes_nothing_notes_nothing(store: Store) -> None:
    """Nothing is worked out for it either."""
    one = ran(store, [syria()])
    other = store.begin("build", khabar="1", settings={})
    store.finish(other)
    assert list(between(store, one, other)) == []


def test_a_run_that_was_stopped_counts_to_the_next(store: Store) -> None:
    """And cannot be asked about."""
    one = ran(store, [syria()])
    stopped = store.begin("build", khabar="1", settings={})
    store.add([hama()], run=stopped)
    other = ran(store, [])
    assert signs(between(store, one, other)) == [("+", "hama/2")]
    with pytest.raises(StoreError, match=f"run {stopped} did not come to its end, or never was. Those that did: 1, 3"):
        list(between(store, one, stopped))


def test_a_retracted_article_leaves_no_history(store: Store) -> None:
    """Neither its statements nor its names."""
    reading = syria()
    ran(store, [reading, hama()])
    ran(store, [replace(reading, statements=reading.statements[:2])], reader="b")
    retract(store, ["kremlin-1"])
    assert list(store.rows("SELECT count(*) FROM history")) == [(0,)]
    left = {item.hex() for (item,) in store.rows("SELECT item FROM told")}
    assert left == {statement.id for statement in hama().statements}
    assert signs(between(store, 1, 2)) == []


def test_a_store_of_before_begins_with_its_runs(tmp_path: Path) -> None:
    """What it holds counts to the runs that read it, and nothing to the first run that has a history."""
    path = tmp_path / "news.khabar"
    with Store(path) as store:
        one, two = ran(store, [syria()]), ran(store, [hama()])
    raw = sqlite3.connect(path)
    raw.execute("DROP TRIGGER statement_leaves")
    for table in ("told", "history", "told_merges", "history_merges", "leaving"):
        raw.execute(f"DROP TABLE {table}")
    raw.execute("DELETE FROM state WHERE name = 'noted'")
    raw.execute("PRAGMA user_version = 4")
    raw.commit()
    raw.close()
    with Store(path) as store:
        three = ran(store, [])
        assert signs(between(store, one, two)) == [("+", "hama/2")]
        assert list(between(store, two, three)) == []
