"""Articles read by worker processes: the same graph as without them, whatever happens to a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from troubled import Troubled, Unstartable

import khabar
from khabar.extractors import ModelMissing
from khabar.graph.gazetteer import Gazetteer, built_in
from khabar.graph.model import Article
from khabar.workers import WorkersError

VISITORS = ("بوتين", "ترامب", "الأسد", "لافروف", "بلينكن")


@pytest.fixture(autouse=True)
def _names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Load the built-in names once for all tests."""
    load, listed = Gazetteer.load, built_in()
    monkeypatch.setattr(Gazetteer, "load", lambda *extra: load(*extra) if extra else listed)


def articles(count: int, **trouble: str) -> Iterator[Article]:
    """Yield articles a00, a01 ...; those that are named hold a word of trouble."""
    for n in range(count):
        word = trouble.get(f"a{n:02}", "أمس")
        yield Article.of(f"{VISITORS[n % 5]} زار {word} دمشق", id=f"a{n:02}")


def build(tmp_path: Path, count: int, *, jobs: int, timeout: float = 60, **trouble: str) -> khabar.KnowledgeGraph:
    store = tmp_path / f"{jobs}.khabar"
    fake = {"ar": Troubled()}
    return khabar.build(*articles(count, **trouble), store=store, extractors=fake, jobs=jobs, timeout=timeout)


def test_the_graph_is_the_same_whatever_the_number_of_workers(tmp_path: Path) -> None:
    """Exports of builds with none, one and three are the same, byte for byte."""
    found = []
    for jobs in (0, 1, 3):
        kg = build(tmp_path, 40, jobs=jobs, a07="FAULT", a21="BREAK")
        kg.write(tmp_path / "graph.jsonl")
        kg.write(tmp_path / "graph.trig")
        found.append([(tmp_path / f"graph{suffix}").read_bytes() for suffix in (".jsonl", ".trig")])
        reasons = [failure.reason for failure in kg.store.failures()]
        assert [reason[:48] for reason in reasons] == [
            "reading it failed: RuntimeError: the word FAULT.",
            "reading it failed: ArithmeticError: the word BRE",
        ]
        assert (kg.counts.read, len(kg.counts.skipped)) == (38, 2)
        kg.store.close()
    assert found[0] == found[1] == found[2] and found[0][0].count(b"\n") == 38


@pytest.mark.parametrize("word", ["HANG", "SPIN"])
def test_a_worker_that_hangs_is_ended(tmp_path: Path, word: str) -> None:
    """Its article is given up with the reason; the others of its batch are read."""
    kg = build(tmp_path, 10, jobs=2, timeout=1.5, a03=word)
    assert (kg.counts.read, [s.where for s in kg.counts.skipped]) == (9, ["article a03"])
    (failure,) = kg.store.failures()
    assert failure.article == "a03" and failure.reason.startswith("reading it took longer than 1.5 s.")


def test_an_article_that_kills_its_worker_is_given_up(tmp_path: Path) -> None:
    """It is tried again before, and the others of its batch are read."""
    kg = build(tmp_path, 20, jobs=2, a05="DIE")
    assert (kg.counts.read, [s.where for s in kg.counts.skipped]) == (19, ["article a05"])
    (failure,) = kg.store.failures()
    assert failure.reason.startswith("the process that read it was killed, most likely for want of memory, each time.")


def test_a_worker_that_is_killed_once_costs_nothing(tmp_path: Path) -> None:
    """Its batch is read again, by another."""
    kg = build(tmp_path, 20, jobs=2, a05=f"ONCE {tmp_path / 'died'}")
    assert (kg.counts.read, kg.counts.skipped) == (20, []) and (tmp_path / "died").exists()


def test_what_failed_is_not_tried_again(tmp_path: Path) -> None:
    """Unless it is asked for; once it is read nothing is said of it any more."""
    path = tmp_path / "n.khabar"
    bad, good = {"ar": Troubled()}, "أمس"

    def again(word: str, **options: bool) -> khabar.KnowledgeGraph:
        return khabar.build(*articles(3, a01=word), store=path, extractors=bad, **options)  # type: ignore[arg-type]

    again("BREAK").store.close()
    kg = again("BREAK")
    assert kg.counts.known == 2 and "It was tried before; --retry tries it again." in kg.counts.skipped[0].reason
    kg.store.close()
    kg = again("BREAK", retry=True)
    assert "tried before" not in kg.counts.skipped[0].reason and len(list(kg.store.failures())) == 1
    kg.store.close()
    kg = again(good)
    assert (kg.counts.read, kg.counts.skipped, list(kg.store.failures())) == (1, [], [])


def test_a_missing_model_is_no_article_s_fault() -> None:
    """The error of a worker is raised as it would be here."""
    with pytest.raises(ModelMissing, match="not installed"):
        khabar.build(*articles(3, a01="MISSING"), extractors={"ar": Troubled()}, jobs=2)


def test_workers_that_cannot_start() -> None:
    """The build ends with one line, and does not try for ever."""
    with pytest.raises(WorkersError, match="cannot start: the last one ended with code 3"):
        khabar.build(*articles(3), extractors={"ar": Unstartable()}, jobs=2)


class Newer(Troubled):  # type: ignore[misc]
    version = "2"


def test_what_was_read_otherwise_is_read_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """With another model or other settings, and the build says so once; with ``keep`` it stays as it is."""
    path = tmp_path / "n.khabar"

    def again(**options: object) -> tuple[int, int, int]:
        kg = khabar.build(*articles(3), store=path, **options)  # type: ignore[arg-type]
        kg.store.close()
        return kg.counts.read, kg.counts.known, kg.counts.again

    assert again(extractors={"ar": Troubled()}) == (3, 0, 0)
    assert again(extractors={"ar": Troubled()}) == (0, 3, 0)
    assert again(extractors={"ar": Newer()}, keep=True) == (0, 3, 0)
    assert caplog.text == ""
    assert again(extractors={"ar": Newer()}) == (3, 0, 3)
    assert caplog.text.count("are read again. --keep leaves them as they are.") == 1
    assert again(extractors={"ar": Newer()}, min_confidence=0.6) == (3, 0, 3)
    names = tmp_path / "names.csv"
    names.write_text("name,language,entity,type,qid\nسلمى,ar,Salma,PER,\n", encoding="utf-8")
    assert again(extractors={"ar": Newer()}, min_confidence=0.3, gazetteer=[names]) == (3, 0, 3)
