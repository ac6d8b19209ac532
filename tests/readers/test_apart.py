"""The process that reads what may hang or break: whatever happens in it is a value or one line here."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from khabar.readers import InputError
from khabar.readers.apart import _idle, run_apart


def test_values_in_order() -> None:
    """Values come as they are yielded; a None only says that work goes on; the process serves the next request too."""
    assert list(run_apart("stubborn", "count", 3)) == [0, 1, 2]
    first = _idle[-1]
    assert list(run_apart("stubborn", "count", 300)) == list(range(300)) and _idle[-1] is first


def test_two_at_once() -> None:
    """Two files may be read in turns."""
    one, other = run_apart("stubborn", "count", 2), run_apart("stubborn", "count", 2)
    assert [next(one), next(other), next(one), next(other)] == [0, 0, 1, 1]


def test_time_is_bounded() -> None:
    """A process that is busy in C is ended; what it yielded before counts."""
    found, began = run_apart("stubborn", "hang", "value", seconds=1.0), time.monotonic()
    assert next(found) == "value"
    with pytest.raises(InputError, match=r"^reading it took more than 1 s\. Save its text as \.txt, or"):
        next(found)
    assert time.monotonic() - began < 4


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot hold a process to its memory")
def test_memory_is_bounded() -> None:
    """A file that asks for more than there may be costs itself only."""
    with pytest.raises(InputError, match=r"^reading it takes more than 4 GiB of memory\."):
        list(run_apart("stubborn", "swallow"))
    assert list(run_apart("stubborn", "count", 1)) == [0]


def test_a_crash_is_one_line() -> None:
    """The process may end; this one goes on with a new one."""
    found = run_apart("stubborn", "die")
    assert next(found) == "first"
    with pytest.raises(InputError, match=r"^reading it broke the program that reads such files \(exit code -11\)\."):
        next(found)
    assert list(run_apart("stubborn", "count", 1)) == [0]


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("ours", "it is empty."),
        ("odd", "the file cannot be taken apart: KeyError: 'odd\\nline'. Save its text as .txt."),
        ("deep", "it is nested too deeply to be read. Save its text as .txt."),
    ],
)
def test_errors_are_one_line(kind: str, message: str) -> None:
    """What is raised there is raised here as an InputError."""
    with pytest.raises(InputError) as caught:
        list(run_apart("stubborn", "fail", kind))
    assert str(caught.value) == message


def test_what_is_printed_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    """Print does no harm, and log lines are logged here."""
    assert list(run_apart("stubborn", "talk")) == ["done"]
    assert caplog.messages == ["it bends the standard"]


def test_one_that_was_killed_while_idle() -> None:
    """The system may end it for lack of memory between two files."""
    list(run_apart("stubborn", "count", 1))
    for process in _idle:
        os.kill(process._process.pid, 9)
        process._process.wait()
    assert list(run_apart("stubborn", "count", 1)) == [0]


def test_none_is_left_behind() -> None:
    """The process ends with the program that started it, however that ends."""
    code = (
        "import os, sys; sys.path[:] = sys.argv[1:]\n"
        "from khabar.readers.apart import run_apart, _idle\n"
        "list(run_apart('stubborn', 'count', 1)); print(_idle[0]._process.pid, flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", code, *sys.path], capture_output=True, text=True)
    pid = int(done.stdout)
    for _ in range(100):
        if not _runs(pid):
            return
        time.sleep(0.05)
    raise AssertionError(f"process {pid} still runs")


def _runs(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
