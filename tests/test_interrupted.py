"""Builds that are killed, that fill the disk, or that meet another one: the store stays whole and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "benchmarks/interrupt.py"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def start(*arguments: object, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    """Start the script, which builds from small articles with an extractor of its own, in a group of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=limit,
        start_new_session=True,
    )  # fmt: skip


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait until a process ends; return its exit code and all it said."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out + err


def articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        text = "\n".join(f"بوتين زار أمس دمشق {n}." for _ in range(1)) + " نص" * 400
        (folder / f"{n:03}.txt").write_text(text, encoding="utf-8")
    return folder


@posix
def test_a_build_that_is_killed_at_any_moment() -> None:
    """A few times at random; benchmarks/interrupt.py does it 200 times."""
    code, said = end(start("--times", 6, "--articles", 40, "--seed", 3))
    assert code == 0 and "0 of them wrong" in said, said


@posix
def test_a_full_disk(tmp_path: Path) -> None:
    """One line that says so; with room again the same command goes on, to the same bytes."""
    import resource

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    given = articles(tmp_path / "articles", 200)
    whole, part = tmp_path / "whole.khabar", tmp_path / "part.khabar"
    assert end(start("--build", given, "--store", whole, "--jobs", 0))[0] == 0
    code, said = end(start("--build", given, "--store", part, "--jobs", 0, limit=little))
    assert code == 1
    assert "part.khabar: the disk" in said and "run the same command again" in said
    assert end(start("--build", given, "--store", part, "--jobs", 0))[0] == 0
    for suffix in (".jsonl", ".trig"):
        assert part.with_suffix(suffix).read_bytes() == whole.with_suffix(suffix).read_bytes()


@posix
def test_the_workers_end_with_the_build(tmp_path: Path) -> None:
    """Killed with -9, it leaves no process behind; nor does Ctrl-C, after which it ends with 130."""
    given = articles(tmp_path / "articles", 400)
    for sent, code in ((signal.SIGKILL, -9), (signal.SIGINT, 130)):
        process = start("--build", given, "--store", tmp_path / f"{code}.khabar", "--jobs", 2)
        wait_for(lambda group=process.pid: len(members(group)) >= 3)  # type: ignore[misc]
        os.kill(process.pid, sent)
        assert end(process)[0] == code
        wait_for(lambda group=process.pid: not members(group))  # type: ignore[misc]


def members(group: int) -> list[int]:
    """Return the living processes of a group."""
    found = subprocess.run(["ps", "-eo", "pid,pgid,stat"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in found.splitlines()[1:]]
    return [int(pid) for pid, of, state in rows if int(of) == group and not state.startswith("Z")]


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second one says in a line that another is at work and changes nothing."""
    given = articles(tmp_path / "articles", 300)
    first = start("--build", given, "--store", tmp_path / "n.khabar", "--jobs", 0)
    wait_for((tmp_path / "n.khabar-lock").exists)
    code, said = end(start("--build", given, "--store", tmp_path / "n.khabar", "--jobs", 0))
    assert code == 1
    assert said.strip().splitlines()[-1].endswith("n.khabar: another command is writing to it. Wait until it is done.")
    assert end(first)[0] == 0
    assert not (tmp_path / "n.khabar-lock").exists()
