"""The store keeps readings whole, once, and gives them back as they were."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import HAMA, SYRIA, Resolution, hama, relation, resolution, statement, store, syria
from hypothesis import given
from hypothesis import strategies as st

from khabar.graph.model import Article, Mention, Reading
from khabar.graph.store import Store, StoreError, text_order


def in_text_order(reading: Reading) -> Reading:
    return replace(reading, statements=tuple(sorted(reading.statements, key=text_order)))


def test_readings_come_back_as_they_were() -> None:
    """Articles in id order, statements in text order, coreferences, offsets and ids unchanged."""
    with Store() as kept:
        assert kept.add([syria(), hama()]) == 2
        assert list(kept.readings()) == [in_text_order(hama()), in_text_order(syria())]
        assert list(kept.articles()) == [HAMA, SYRIA]
        assert kept.article("hama/2") == HAMA


def test_a_file_keeps_what_was_added(tmp_path: Path) -> None:
    """A store that is closed and opened again knows the same, entities and merges too."""
    path = tmp_path / "news.khabar"
    with store(path=str(path)) as first:
        before = [list(first.readings()), list(first.resolved()), list(first.entities()), list(first.merges())]
    with Store(path) as again:
        assert [list(again.readings()), list(again.resolved()), list(again.entities()), list(again.merges())] == before


def test_the_same_article_is_read_once() -> None:
    """The same id and hash is skipped, so that a build that was killed resumes and never doubles."""
    with Store() as kept:
        kept.add([syria()])
        assert kept.has(SYRIA)
        assert kept.add([syria(), hama()]) == 1
        assert kept.counts() == {"articles": 2, "statements": 9, "entities": 0, "merges": 0}


def test_a_changed_article_replaces_the_old_one() -> None:
    """Its old statements go, because their words may be gone."""
    changed = replace(SYRIA, text=SYRIA.text + " تحديث.")
    with Store() as kept:
        kept.add([syria(), hama()])
        assert not kept.has(changed)
        assert kept.add([Reading(changed, ())]) == 1
        assert [s.article for s in kept.statements()] == ["hama/2"] * 3
        assert kept.article("kremlin-1") == changed


def test_statements_of_one_id_count_once() -> None:
    """They say the same of the same words; the more confident one stays."""
    reading = hama()
    doubtful = replace(reading.statements[0], confidence=0.1)
    assert doubtful.id == reading.statements[0].id
    with Store() as kept:
        kept.add([replace(reading, statements=(*reading.statements, doubtful))])
        assert list(kept.readings()) == [in_text_order(reading)]


def test_a_batch_is_kept_whole_or_not_at_all() -> None:
    """An error in the middle of a batch leaves the store as it was."""

    def broken() -> Iterator[Reading]:
        yield syria()
        raise KeyboardInterrupt

    with Store() as kept:
        kept.add([hama()])
        with pytest.raises(KeyboardInterrupt):
            kept.add(broken())
        assert [a.id for a in kept.articles()] == ["hama/2"]
        assert kept.add([syria()]) == 1


def test_a_killed_process_leaves_whole_batches(tmp_path: Path) -> None:
    """A process that dies inside its second batch leaves the first, and the store opens."""
    path = tmp_path / "news.khabar"
    code = (
        "import os, sys; sys.path[:0] = sys.argv[2:]\n"
        "from factories import hama, syria\nfrom khabar.graph.store import Store\n"
        "def dying():\n    yield syria()\n    os._exit(9)\n"
        "kept = Store(sys.argv[1])\nkept.add([hama()])\nkept.add(dying())\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code, str(path), str(root / "src"), str(root / "tests")], check=False)
    assert done.returncode == 9
    with Store(path) as kept:
        assert list(kept.articles()) == [HAMA]
        assert kept.add([syria(), hama()]) == 1


def test_resolving_gives_statements_their_entities() -> None:
    """Each place of a statement has the entity that its mention has; speakers follow the chain."""
    with store() as kept:
        by_id = {s.id: ends for s, ends in kept.resolved()}
        told = next(s for s in hama().statements if s.attribution)
        assert by_id[told.id].subject == "http://www.wikidata.org/entity/Q7747"
        assert by_id[told.id].object == "named:الأسد"
        assert by_id[told.id].speakers == ("named:رويترز", "described:hama/2:96")
        assert kept.unresolved() == 0


def test_resolving_again_replaces_everything() -> None:
    """Entities and merges of the first resolution are gone."""
    with store() as kept:
        kept.resolve(resolution(hama(), syria()))
        assert kept.counts()["entities"] == 14
        assert [m.other for m in kept.merges()] == ["موسكو"]


def test_a_resolution_must_know_every_mention() -> None:
    """Otherwise nothing changes and the error names the words."""
    with store() as kept:
        before = list(kept.resolved())
        with pytest.raises(StoreError, match="no entity for 'سوريا' at"):
            whole = resolution(syria(), hama())
            start = SYRIA.text.index("سوريا")
            kept.resolve(replace(whole, mentions={k: v for k, v in whole.mentions.items() if k[1] != start}))
        with pytest.raises(StoreError, match="not among its entities"):
            kept.resolve(Resolution((), resolution(syria(), hama()).mentions))
        assert list(kept.resolved()) == before


def test_statements_without_entities_are_refused_where_entities_are_asked_for() -> None:
    """An export of a store that nobody resolved is an error, not an empty file."""
    with Store() as kept:
        kept.add([syria()])
        assert kept.unresolved() == 6
        with pytest.raises(StoreError, match="no entities yet"):
            list(kept.resolved())


def test_a_quotation_that_is_not_the_articles_is_damage(tmp_path: Path) -> None:
    """Words changed behind the store's back are found when a statement is loaded."""
    path = tmp_path / "news.khabar"
    with Store(path) as kept:
        kept.add([hama()])
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE articles SET text = replace(text, 'حماة', 'حلبٌ')")
    raw.close()
    with Store(path) as kept, pytest.raises(StoreError, match="is damaged: Statement .* is 'سيطرت الفصائل على حلبٌ"):
        list(kept.statements())


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"not a database at all, but long enough to have a header of sorts" * 30, "file is not a database")],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    """A file that SQLite cannot read is named in the error."""
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(StoreError, match=f"notes.txt: {message}"):
        Store(path)


def test_a_strange_or_newer_database_is_refused(tmp_path: Path) -> None:
    """Another program's database is left alone, and so is one of a later Khabar."""
    strange, newer = tmp_path / "photos.db", tmp_path / "new.khabar"
    raw = sqlite3.connect(strange)
    raw.execute("CREATE TABLE photos (id)")
    raw.close()
    Store(newer).close()
    raw = sqlite3.connect(newer)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match="not a Khabar store"):
        Store(strange)
    with pytest.raises(StoreError, match="version 99"):
        Store(newer)


def test_a_store_that_must_exist_is_not_made(tmp_path: Path) -> None:
    """A mistyped name is an error and leaves no empty file."""
    with pytest.raises(StoreError, match="no such store"):
        Store(tmp_path / "typo.khabar", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="unable to open"):
        Store(tmp_path / "missing" / "news.khabar")


def test_two_processes_may_read_and_write(tmp_path: Path) -> None:
    """A second connection sees what the first has committed."""
    path = tmp_path / "news.khabar"
    with Store(path) as writer, Store(path) as reader:
        writer.add([hama()])
        assert list(reader.articles()) == [HAMA]
        reader.add([syria()])
        assert writer.counts()["articles"] == 2


def test_half_a_surrogate_pair_is_refused() -> None:
    """No file of ours could hold it."""
    with Store() as kept, pytest.raises(StoreError, match="half a surrogate pair"):
        kept.add([Reading(Article.of("نص \ud800 مكسور", id="x"), ())])


TEXT = st.text(min_size=1).filter(str.strip)


@given(body=TEXT, title=st.text(), id=st.text(min_size=1), source=st.text(), cue=st.text(), data=st.data())
def test_any_text_comes_back(body: str, title: str, id: str, source: str, cue: str, data: st.DataObject) -> None:
    """Whatever the characters, text, offsets, quotations and ids are the same after a round trip."""
    article = Article.of(body, id=id, title=title, source=source)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    text = article.text[start:end]
    subject = Mention(text, start, end, "OTHER", "name")
    found = statement(article, subject, relation(None, text, text, cue, "OTHER"), trigger=text, extractor=source)
    with Store() as kept:
        kept.add([Reading(article, (found,))])
        (back,) = kept.readings()
    assert back == Reading(article, (found,))
    assert back.statements[0].id == found.id
    assert back.article.text[start:end] == back.statements[0].claim.subject.text
