"""Stores that cannot be read or written: one line that says why and what to do, and nothing half-written."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from factories import copied, hama, resolution, store, syria

from khabar.graph.store import Failure, Store, StoreError


def test_a_full_disk_leaves_whole_batches() -> None:
    """A batch that finds no room is not there, those before it are, and the next one may come when there is room."""
    with Store() as kept:
        kept.add([hama()])
        (pages,) = next(kept.rows("PRAGMA page_count"))
        next(kept.rows(f"PRAGMA max_page_count = {pages + 3}"))
        with pytest.raises(StoreError, match="the disk is full. What was kept is whole: free some space and run"):
            kept.add([copied(f"hama/{n}") for n in range(3, 400)])
        assert [article.id for article in kept.articles()] == ["hama/2"]
        next(kept.rows("PRAGMA max_page_count = 100000"))
        assert kept.add([syria(), copied("hama/3")]) == 2
        kept.resolve(resolution(syria(), hama(), copied("hama/3")))
        assert kept.unresolved() == 0


def test_a_full_disk_while_resolving_leaves_the_entities_before() -> None:
    """Identity is replaced as a whole or not at all."""
    with store() as kept:
        before = list(kept.resolved())
        more = [copied(f"hama/{n}") for n in range(3, 300)]
        kept.add(more)
        (pages,) = next(kept.rows("PRAGMA page_count"))
        next(kept.rows(f"PRAGMA max_page_count = {pages + 1}"))
        with pytest.raises(StoreError, match="the disk is full"):
            kept.resolve(resolution(syria(), hama(), *more))
        known = [pair for article in (hama().article, syria().article) for pair in kept.resolved_of(article)]
        assert known == before and kept.resolved_with is None


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file(tmp_path: Path, seed: int) -> None:
    """Cut short, or with noise in the middle: what is read of it is as it was, or an error of ours."""
    path = tmp_path / "news.khabar"
    with store((syria(), hama(), *(copied(f"hama/{n}") for n in range(3, 40))), str(path)) as whole:
        readings = list(whole.readings())
    rng = random.Random(seed)
    content = bytearray(path.read_bytes())
    if seed % 2:
        content = content[: rng.randrange(1, len(content))]
    else:
        for _ in range(20):
            at = rng.randrange(len(content) - 64)
            content[at : at + 64] = rng.randbytes(64)
    path.write_bytes(content)
    try:
        with Store(path) as kept:
            for reading in kept.readings():
                assert reading in readings
            assert len(list(kept.resolved())) and len(list(kept.entities())) and kept.counts()
    except StoreError as error:
        assert str(error).startswith(str(path)) and "\n" not in str(error)


def test_a_store_that_may_not_be_written(tmp_path: Path) -> None:
    """Another program that writes to it makes us wait, and then say so."""
    path = tmp_path / "news.khabar"
    with store(path=str(path)) as kept:
        kept._db.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing to it. Wait until it is done."):
            kept.add([copied("hama/3")])
        other.execute("ROLLBACK")
        other.close()
        assert kept.add([copied("hama/3")]) == 1


def test_only_one_builds_at_a_time(tmp_path: Path) -> None:
    """Who came first may ask again; the second may not, until the first is done."""
    path = tmp_path / "news.khabar"
    with Store(path) as first, Store(path) as second:
        with first.alone(), first.alone():
            with pytest.raises(StoreError, match="another command is writing to it"), second.alone():
                pass
        with second.alone():
            assert (tmp_path / "news.khabar-lock").exists()
        assert not (tmp_path / "news.khabar-lock").exists()


def test_what_was_not_read_is_kept_with_its_reason() -> None:
    """Until its article is read, or what stands at its place."""
    article = hama().article
    with Store() as kept:
        failed = Failure("b.jsonl:2", "it failed.", article.id, article.hash, "one")
        kept.add([syria()], reader="one", failures=[failed])
        kept.fail([Failure("a.txt", "the file is empty.")])
        assert [failure.place for failure in kept.failures()] == ["a.txt", "b.jsonl:2"]
        assert kept.standing(article, reader="one") == "failed" and kept.failure(article.id) == "it failed."
        assert kept.standing(article, reader="two") == "new"
        kept.add([hama()], reader="two")
        kept.forgive("a.txt")
        assert list(kept.failures()) == [] and kept.failure(article.id) == ""


def test_how_a_store_stands_to_an_article() -> None:
    """Read by this reader or by another, under other words, or never."""
    with Store() as kept:
        kept.add([hama()], reader="one")
        assert kept.standing(hama().article, reader="one") == "read"
        assert kept.standing(hama().article, reader="two") == "outdated"
        assert kept.standing(syria().article, reader="one") == "new"
        changed = copied("hama/2", "another publisher").article
        assert kept.standing(changed, reader="one") == "changed"
        assert kept.add([hama()], reader="one") == 0 and kept.add([hama()], reader="two") == 1


def test_runs() -> None:
    """Each says with which Khabar and settings, when, and how many of the store's articles are from it."""
    with Store() as kept:
        first = kept.begin("build", khabar="0.1.0", settings={"min_confidence": 0.4})
        kept.add([syria(), hama()], run=first)
        kept.finish(first)
        second = kept.begin("build", khabar="0.2.0", settings={"min_confidence": 0.0})
        kept.add([hama()], reader="other", run=second)
        one, other = kept.runs()
        assert (one.number, one.khabar, one.settings, one.articles) == (first, "0.1.0", {"min_confidence": 0.4}, 1)
        assert one.finished is not None and one.started <= one.finished and other.finished is None
