"""Worker processes, a queue before them and a time limit over them: no query can hang the server."""

from __future__ import annotations

import asyncio
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from .jobs import LENGTH, Answer, Job, dump, unpack

log = logging.getLogger(__name__)

_STARTING = 60.0  # seconds that a worker may take to open the graph
_LEFT = 1.0  # seconds that a query may go on whose client is gone, for that is cheaper than another process


class PoolError(Exception):
    """The workers cannot be started; the message says why."""


class Busy(Exception):
    """As many queries wait as may."""


class Overtime(Exception):
    """The query took longer than it may."""


class Died(Exception):
    """The worker ended while it ran the query, most likely for want of memory."""


class Pool:
    """``workers`` processes over the graph in ``folder``.

    A query may take ``seconds`` and ``memory`` bytes, and wait as long for its turn; ``queue`` queries may wait.
    """

    def __init__(
        self, folder: Path, *, workers: int = 2, seconds: float = 30.0, queue: int = 64, memory: int = 1 << 31
    ) -> None:
        self.seconds = seconds
        self._folder, self._workers, self._queue, self._memory = folder, workers, queue, memory
        self._idle: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._alive: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start the workers; PoolError where one does not."""
        try:
            await asyncio.gather(*(self._add() for _ in range(self._workers)))
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """End every worker, whatever it does."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*map(self._end, tuple(self._alive)))

    async def run(self, job: Job) -> Answer:
        """Return the answer of a job; raises Busy, Overtime or Died."""
        worker = await self._turn()
        task = asyncio.create_task(_ask(worker, job))
        try:
            # The task is no part of a request that is cancelled, so that the worker is not left between two answers.
            async with asyncio.timeout(self.seconds):
                answer = await asyncio.shield(task)
        except asyncio.CancelledError:
            self._later(self._outlive(worker, task))
            raise
        except TimeoutError as error:
            task.cancel()
            self._later(self._replace(worker))
            raise Overtime from error
        except (EOFError, OSError) as error:
            self._later(self._replace(worker))
            raise Died from error
        self._idle.put_nowait(worker)
        return answer

    async def _turn(self) -> Process:
        if self._idle.empty() and self._waiting >= self._queue:
            raise Busy
        self._waiting += 1
        try:
            async with asyncio.timeout(self.seconds):
                return await self._idle.get()
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    async def _outlive(self, worker: Process, task: asyncio.Task[Answer]) -> None:
        """Take the worker back if it is done soon, and end it otherwise."""
        await asyncio.wait([task], timeout=_LEFT)
        if task.done() and not task.cancelled() and task.exception() is None:
            self._idle.put_nowait(worker)
            return
        task.cancel()
        await self._replace(worker)

    async def _replace(self, worker: Process) -> None:
        await self._end(worker)
        while True:
            try:
                return await self._add()
            except PoolError as error:
                log.error("%s", error)
                await asyncio.sleep(1)

    async def _add(self) -> None:
        command = (sys.executable, "-m", f"{__package__}.worker", str(self._folder), str(self._memory))
        errors = None if log.isEnabledFor(logging.DEBUG) else DEVNULL
        worker = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=errors, limit=1 << 20)
        self._alive.add(worker)
        try:
            async with asyncio.timeout(_STARTING):
                await _answer(worker)
        except (EOFError, OSError, TimeoutError) as error:
            await self._end(worker)
            raise PoolError(f"{self._folder}: a worker could not open the graph; -vv shows why.") from error
        except BaseException:
            await self._end(worker)
            raise
        self._idle.put_nowait(worker)

    async def _end(self, worker: Process) -> None:
        self._alive.discard(worker)
        if worker.returncode is None:
            try:
                worker.kill()
            except ProcessLookupError:  # it ended by itself in this moment
                pass
        await worker.wait()
        if worker.stdin is not None:
            worker.stdin.close()

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _ask(worker: Process, job: Job) -> Answer:
    assert worker.stdin is not None
    worker.stdin.write(dump(job))
    await worker.stdin.drain()
    return await _answer(worker)


async def _answer(worker: Process) -> Answer:
    assert worker.stdout is not None
    head, body = LENGTH.unpack(await worker.stdout.readexactly(LENGTH.size))
    return unpack(await worker.stdout.readexactly(head), await worker.stdout.readexactly(body) if body else b"")
