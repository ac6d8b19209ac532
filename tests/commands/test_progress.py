"""How a build says how far it has come: on a terminal, and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from console import runner
from fakes import fake_extraction

from khabar.commands._progress import Progress
from khabar.meter import Meter
from khabar.pipeline import Counts


def test_a_line_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Articles, their rate and about what is left; the line is wiped at the end."""
    shown = Progress(terminal=True, size=4_000_000)
    shown(Counts(read=100, seconds=50.0, bytes=1_000_000))
    assert capsys.readouterr().err == "\r100 articles, 2.0 a second, about 2 min left"
    shown(Counts(read=1000, known=500, seconds=500.0, bytes=3_900_000, bytes_known=1_000_000))
    assert capsys.readouterr().err.strip() == "1,500 articles, 2.0 a second, about 17 s left"
    shown.end()
    assert capsys.readouterr().err.endswith("\r")


@pytest.mark.parametrize(
    "counts", [Counts(read=9, seconds=1.0, bytes=10), Counts(known=9, seconds=60.0, bytes=9, bytes_known=9)]
)
def test_what_is_left_is_not_told_before_it_can_be_known(counts: Counts, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither in the first seconds nor before anything was read."""
    Progress(terminal=True, size=100)(counts)
    assert "left" not in capsys.readouterr().err


def test_the_meter_counts_bytes_of_files(tmp_path: Path) -> None:
    """A file left behind counts whole, the one at hand by its articles, what is no file not at all."""
    one, other = tmp_path / "a.jsonl", tmp_path / "b.txt"
    one.write_bytes(b"x" * 100)
    other.write_bytes(b"x" * 10)
    meter = Meter()
    assert meter.meet(f"{one}:1", "اا") == 4
    assert meter.meet(f"{one}:2", "y" * 500) == 96
    assert meter.meet(str(other), "y") == 1
    assert meter.meet("<stdin>:1", "y") == 9
    assert meter.bytes == 110


def test_log_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line on standard error is an object: warnings with their words, at the end all counts."""
    monkeypatch.chdir(tmp_path)
    fake_extraction(monkeypatch)
    Path("a.txt").write_text("بوتين زار أمس دمشق", encoding="utf-8")
    Path("b.txt").write_text("بوتين زار FAULT دمشق", encoding="utf-8")
    code, out, err = runner(capsys)("build", "a.txt", "b.txt", "-o", "n.khabar", "--log-json")
    told = [json.loads(line) for line in err.splitlines()]
    assert (code, out) == (1, "") and {"time", "level", "message"} <= set(told[0])
    assert any(t["level"] == "warning" and t["message"].startswith("b.txt: reading it failed") for t in told)
    last = told[-1]
    assert (last["message"], last["read"], last["skipped"], last["statements"]) == ("done", 1, 1, 1)
    assert last["written"] == ["n.khabar"]
