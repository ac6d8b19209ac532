"""Reading in a process of its own, which can be ended: what a hostile file can do, it does there.

A page, a PDF or a table is taken apart by libraries, some in C, that no signal interrupts and no handler saves from a
crash. The process that runs them may take a stated time for an article and a stated memory; past either it is ended,
and the file costs one line. It is started when the first such file is met and serves all that follow.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from .source import InputError

log = logging.getLogger(__name__)

SECONDS = 60.0
"""The longest time for one article."""
MEMORY = 4 << 30
"""The most memory in bytes of the process (where the system can hold one to it: Linux)."""

_START = "from khabar.readers.apart import serve; serve()"
_OFF = {"PYTHONIOENCODING": "utf-8", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_idle: list[_Process] = []


class Failure(Exception):
    """What ended the other process; the message is the end of a sentence."""


def run_apart(module: str, function: str, *arguments: object, seconds: float | None = None) -> Iterator[Any]:
    """Yield what ``function(*arguments)`` of a module yields, run in another process.

    Values pass through pickle; a None is kept back, it only says that work goes on. What the function logs is logged
    here, the InputError it raises is raised here. Raises InputError also where the time until the next value, or
    memory, runs out.
    """
    process = _process()
    finished = False
    try:
        process.ask((module, function, arguments))
        while True:
            kind, value = process.answer(SECONDS if seconds is None else seconds)
            if kind == "end":
                finished = True
                return
            if kind == "error":
                finished = True
                raise InputError(value)
            if kind == "log":
                name, level, message = value
                logging.getLogger(name).log(level, "%s", message)
            elif value is not None:
                yield value
    except Failure as e:
        raise InputError(f"reading it {e}. Save its text as .txt, or leave it out.") from e
    finally:
        if finished:
            _idle.append(process)
        else:  # a caller that stopped in the middle, a file that broke the process
            process.end()


def _process() -> _Process:
    """Return a process that waits for work, or a new one."""
    while _idle:
        process = _idle.pop()
        if process.waits():
            return process
        process.end()
    return _Process()


class _Process:
    """The other process, seen from this one."""

    def __init__(self) -> None:
        environment = {**os.environ, **_OFF, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # libraries and the C runtime write there; what matters comes as a value
            env=environment,
        )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._to, self._from = self._process.stdin, self._process.stdout
        self._deadline: float | None = None
        self._late = False
        threading.Thread(target=self._watch, name="khabar-watch", daemon=True).start()

    def ask(self, request: object) -> None:
        try:
            pickle.dump(request, self._to, protocol=5)
            self._to.flush()
        except OSError as e:
            raise Failure("failed: the process that reads such files cannot be started") from e

    def answer(self, seconds: float) -> tuple[str, Any]:
        """Return the next answer; Failure where it does not come in so many seconds."""
        self._deadline = time.monotonic() + seconds
        try:
            answer: tuple[str, Any] = pickle.load(self._from)
            return answer
        except (EOFError, pickle.UnpicklingError, OSError) as e:
            raise Failure(f"took more than {seconds:g} s" if self._late else self._died()) from e
        finally:
            self._deadline = None

    def _watch(self) -> None:
        """End the process when an answer is late: the work of one thread, as a clock for each answer costs more."""
        while self._process.poll() is None:
            deadline = self._deadline
            if deadline is not None and time.monotonic() > deadline:
                self._late = True
                self._process.kill()
                return
            time.sleep(0.1)

    def _died(self) -> str:
        code = self._process.wait(10)
        if -code in (signal.SIGABRT, getattr(signal, "SIGKILL", 9)):
            return f"took more memory than there is, or than {MEMORY >> 30} GiB"
        return f"broke the program that reads such files (exit code {code})"

    def waits(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._to.close()
        self._from.close()


def _forget() -> None:
    """A process that was forked off must not talk to the processes of its parent."""
    _idle.clear()


def _end_all() -> None:
    while _idle:
        _idle.pop().end()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


class _Told(logging.Handler):
    """Hands what is logged to the process that asked."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out = out

    def emit(self, record: logging.LogRecord) -> None:
        _tell(self._out, "log", (record.name, record.levelno, record.getMessage()))


def serve() -> None:
    """Answer requests on standard input until it ends: the other process's whole work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asked; it closes our input
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # a library that prints must not break into the answers
    _limit()
    ours = logging.getLogger("khabar")
    ours.addHandler(_Told(answers))
    ours.propagate = False
    while True:
        try:
            request = pickle.load(requests)
        except (EOFError, OSError):
            return
        try:
            _serve(answers, *request)
        except BrokenPipeError:
            return
        finally:
            ours.setLevel(logging.INFO)


def _serve(answers: BinaryIO, module: str, function: str, arguments: tuple[Any, ...]) -> None:
    from importlib import import_module

    try:
        values: Iterable[object] = getattr(import_module(module), function)(*arguments)
        for value in values:
            _tell(answers, "value", value)
    except InputError as e:
        _tell(answers, "error", str(e))
    except MemoryError:
        _tell(answers, "error", f"reading it takes more than {MEMORY >> 30} GiB of memory. Split it.")
    except BrokenPipeError:
        raise
    except RecursionError:
        _tell(answers, "error", "it is nested too deeply to be read. Save its text as .txt.")
    except OSError as e:
        _tell(answers, "error", f"the file cannot be read: {e.strerror or e}.")
    except Exception as e:  # whatever a library raises on a file that nobody foresaw
        reason = " ".join(f"{type(e).__name__}: {e}".split())[:300]
        _tell(answers, "error", f"the file cannot be taken apart: {reason}. Save its text as .txt.")
    else:
        _tell(answers, "end", None)


def _tell(answers: BinaryIO, kind: str, value: object) -> None:
    answers.write(pickle.dumps((kind, value), protocol=5))
    answers.flush()


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    limit = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ValueError, OSError):
        log.debug("no limit of memory on this system")
