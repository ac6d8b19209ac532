"""People's decisions: a text file that is only ever added to, and that refuses what contradicts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.graph import decisions
from khabar.graph.decisions import DecisionError


def test_a_decision_is_kept_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    made = decisions.add(path, "same", "بوتن", "فلاديمير بوتين", reason="خطأ مطبعي", by="مريم")
    assert decisions.read(path) == (made,)
    assert (made.number, made.reason, made.by) == (1, "خطأ مطبعي", "مريم")


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert decisions.read(tmp_path / "decisions.txt") == ()


def test_an_undone_decision_no_longer_holds_but_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    decisions.add(path, "same", "a", "b")
    other = decisions.add(path, "different", "c", "d")
    decisions.undo(path, 1)
    assert decisions.read(path) == (other,)
    assert "same\ta\tb" in path.read_text(encoding="utf-8")


def test_after_an_undo_the_contrary_may_be_decided(tmp_path: Path) -> None:
    path = tmp_path / "decisions.txt"
    decisions.add(path, "same", "a", "b")
    decisions.undo(path, 1)
    assert decisions.add(path, "different", "a", "b").number == 3


@pytest.mark.parametrize(("number", "message"), [(1, "decision 1 is already undone"), (7, "decision 7 does not exist")])
def test_what_does_not_stand_cannot_be_undone_and_nothing_changes(tmp_path: Path, number: int, message: str) -> None:
    path = tmp_path / "decisions.txt"
    decisions.add(path, "same", "a", "b")
    decisions.undo(path, 1)
    before = path.read_bytes()
    with pytest.raises(DecisionError, match=f"{message}; nothing was changed"):
        decisions.undo(path, number)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("verdict", "one", "other", "message"),
    [
        ("different", "بوتين", "بوتن", "decision 1 says that they are same. Undo it first: khabar undo 1."),
        ("same", "بُوتن", "بوتين", "decision 1 already says so. Undo it first: khabar undo 1."),
        ("same", "إدلب", "ادلب", "'إدلب' and 'ادلب' are the same name. Give two different ones."),
        ("same", "", "ادلب", "a decision needs two names"),
    ],
)
def test_a_contradicting_or_empty_decision_is_refused_and_nothing_changes(
    tmp_path: Path, verdict: decisions.Verdict, one: str, other: str, message: str
) -> None:
    path = tmp_path / "decisions.txt"
    decisions.add(path, "same", "بوتن", "بوتين")
    before = path.read_bytes()
    with pytest.raises(DecisionError, match=message.replace(".", r"\.")):
        decisions.add(path, verdict, one, other)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("one\tsame\ta\tb", ":1: this is no decision"),
        ("1\tmerge\ta\tb", ":1: 'merge' needs to be same, different or undo"),
        ("1\tundo\t9", ":1: decision 9 does not stand"),
        ("1\tsame\ta\tb\n1\tsame\tc\td", ":2: number 1 is used twice"),
        ("1\tsame\ta\t", ":1: 'same' needs to be same, different or undo, with two names"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "decisions.txt"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(DecisionError, match=message):
        decisions.read(path)
