"""Worker processes that read articles: replaced when they die or hang, and the articles they took with them found out.

Articles travel in batches. A batch whose worker dies is read once more as it was; if that fails too, or it takes too
long, its articles are read one by one, and the one that brings its worker down again is given up with the reason.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import pickle
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from .graph.model import Article
    from .reading import Result, Settings

log = logging.getLogger(__name__)

TIMEOUT = 300.0
"""Seconds that a batch, and then an article, may take."""

_STARTING = 120.0  # seconds that a worker may take to start
_STARTS = 3  # workers in a row that die before they are ready, until the build is given up
_FULL = 2 << 30  # bytes of memory at which a worker is replaced between two batches


class WorkersError(RuntimeError):
    """No worker process can be started; the message says what to do."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass
class _Task:
    articles: Sequence[Article]
    number: int
    tries: int = 2  # with this one; an article that is read alone because of others has but one
    alone: bool = False


@dataclass(eq=False)
class _Worker:
    process: SpawnProcess
    connection: Connection
    ready: bool = False
    task: _Task | None = None
    since: float = field(default_factory=time.monotonic)


class Workers:
    """At most ``jobs`` processes that read articles with ``settings``. A context manager: leaving it ends them."""

    def __init__(self, settings: Settings, *, jobs: int, timeout: float = TIMEOUT) -> None:
        self.jobs, self.timeout = jobs, timeout
        self._settings = pickle.dumps(settings)
        self._workers: list[_Worker] = []
        self._waiting: deque[_Task] = deque()
        self._parts: dict[int, tuple[int, list[Result]]] = {}  # of batches read in parts: articles, results so far
        self._died = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End every worker, whatever it does."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.connection.close()
        self._workers.clear()

    def read(self, batches: Iterable[Sequence[Article]]) -> Iterator[tuple[int, list[Result]]]:
        """Yield each batch's number and results, as they are done; no more batches are asked for than there is work.

        Raises WorkersError, and what a worker raises that no article is to blame for (ModelMissing).
        """
        source = enumerate(batches)
        more = True
        while True:
            while more and len(self._waiting) < self.jobs:
                number, batch = next(source, (-1, ()))
                more = number >= 0
                if more:
                    self._waiting.append(_Task(batch, number, alone=len(batch) == 1))
            self._feed()
            if not any(worker.task for worker in self._workers) and not self._waiting:
                return
            done = list(self._events())
            self._feed()  # before the results are taken away, which takes a moment
            yield from done

    def _feed(self) -> None:
        for worker in self._workers:
            if worker.ready and worker.task is None and self._waiting:
                self._give(worker, self._waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self.jobs and starting < len(self._waiting):
            self._workers.append(self._start())
            starting += 1

    def _give(self, worker: _Worker, task: _Task) -> None:
        worker.task, worker.since = task, time.monotonic()
        try:
            worker.connection.send(task.articles)
        except OSError:  # it died just now; its end is an event of its own
            log.debug("worker %s is gone", worker.process.pid)

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self._settings, self.timeout), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _events(self) -> Iterator[tuple[int, list[Result]]]:
        """Wait until something happens to a worker and yield the batches that are done by it."""
        happened = set(wait([worker.connection for worker in self._workers], timeout=min(self.timeout, 1.0)))
        for worker in tuple(self._workers):
            if worker.connection in happened:
                yield from self._hear(worker)
            elif worker.task is not None and time.monotonic() - worker.since > self.timeout:
                yield from self._late(worker)
            elif not worker.ready and time.monotonic() - worker.since > _STARTING:
                self._end(worker)
                yield from self._dead(worker)

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, list[Result]]]:
        try:
            kind, value = worker.connection.recv()
        except (EOFError, OSError):
            self._end(worker)
            yield from self._dead(worker)
            return
        if kind == "error":
            raise value
        if kind == "ready":
            worker.ready, self._died = True, 0
            return
        task, worker.task = worker.task, None
        worker.since = time.monotonic()
        results, memory = value
        if memory > _FULL:
            log.info("a worker takes %d MiB of memory and is replaced", memory >> 20)
            self._end(worker)
        assert task is not None
        yield from self._done(task, results)

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()
        self._workers.remove(worker)

    def _dead(self, worker: _Worker) -> Iterator[tuple[int, list[Result]]]:
        """Go on after a worker ended by itself, or was ended by others."""
        code = worker.process.exitcode or 0
        log.info("a worker %s and is replaced", _ended(code))
        if not worker.ready:
            self._died += 1
            if self._died >= _STARTS:
                raise WorkersError(f"The worker processes cannot start: the last one {_ended(code)}. Try --jobs 0.")
        task = worker.task
        if task is None:
            return
        task.tries -= 1
        if task.tries:
            self._waiting.appendleft(task)
        else:
            reason = f"the process that read it {_ended(code)}, each time"
            yield from self._part(task, f"{reason}. Read it alone, or report it with the article.")

    def _late(self, worker: _Worker) -> Iterator[tuple[int, list[Result]]]:
        """Go on after a worker took too long."""
        self._end(worker)
        assert worker.task is not None
        reason = f"reading it took longer than {self.timeout:g} s. Split it, or raise --timeout."
        yield from self._part(worker.task, reason)

    def _part(self, task: _Task, reason: str) -> Iterator[tuple[int, list[Result]]]:
        """Read the articles of a batch one by one, or give up the one that it is."""
        from .reading import Result

        if task.alone:
            yield from self._done(task, [Result(task.articles[0].id, reason=reason)])
            return
        self._parts[task.number] = len(task.articles), []
        self._waiting.extendleft(_Task([one], task.number, tries=1, alone=True) for one in reversed(task.articles))

    def _done(self, task: _Task, results: list[Result]) -> Iterator[tuple[int, list[Result]]]:
        """Yield a batch that is whole."""
        if task.number not in self._parts:
            yield task.number, results
            return
        count, so_far = self._parts[task.number]
        so_far += results
        if len(so_far) == count:
            yield task.number, self._parts.pop(task.number)[1]


def _ended(code: int) -> str:
    """Say how a process ended."""
    if code == -getattr(signal, "SIGKILL", 9):
        return "was killed, most likely for want of memory"
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def _work(connection: Connection, settings: bytes, timeout: float) -> None:
    """Read batches until there are no more; what a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes of a terminal; ours ends the workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    logging.getLogger().addHandler(logging.NullHandler())  # what there is to say is said by the process that asks
    # Matrices of this size gain nothing from more threads; set before numpy is first imported.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        from .reading import Reader

        reader = Reader(pickle.loads(settings))
        connection.send(("ready", None))
        while True:
            articles = connection.recv()
            _limit(timeout)
            results = list(reader.read(articles))
            faulthandler.cancel_dump_traceback_later()
            connection.send(("read", (results, _memory())))
    except (EOFError, OSError):
        return  # there is nobody any more who could want a result
    except Exception as error:
        connection.send(("error", error))


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even by kill -9."""
    parent = parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _limit(timeout: float) -> None:
    """Let the process end by itself some time after it should have been ended.

    Where nobody is left to do it, code that never gives way to other threads would run for ever; this timer is none of
    Python's.
    """
    faulthandler.dump_traceback_later(2 * timeout + 10, exit=True)


def _memory() -> int:
    """Return the most bytes of memory that this process took; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most << 10
