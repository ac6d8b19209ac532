"""Runs the stages of a merge: in this process, in several, or by the actors of a Ray cluster."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from multiprocessing import get_context
from typing import Any

from . import ClusterError
from .connection import connected
from .findings import Findings
from .plan import Plan
from .records import Records
from .stages import STAGES, WRITING, Job, Stage, Work

log = logging.getLogger(__name__)

_work: Work | None = None  # of a process that is one of several

Do = Callable[[str, Sequence[int]], Iterator[str]]
"""Does the tasks of a stage, given by their parts, and yields the machine and process of each when it is done."""


def settle(job: Job, plan: Plan, do: Do) -> Findings:
    """Settle who is who, and which articles and lines are printed twice; return what was found."""
    records = job.records(plan)
    _all(records, STAGES, do)
    return Findings(records)


def write(job: Job, plan: Plan, do: Do) -> dict[str, int]:
    """Settle, write the job's files, remove all records; return how many statements and entities there are."""
    found, written = settle(job, plan, do), job.written(plan)
    _all(written, WRITING, do)
    job.writing.finish(job.parts)
    totals: Counter[str] = Counter()
    for part in range(job.parts):
        for what, values in written.groups("totals", part, [stage.name for stage in WRITING]):
            totals[what] += sum(values)
    found.records.folder.remove()
    return totals


def _all(records: Records, stages: Iterable[Stage], do: Do) -> None:
    """Do the tasks that are not done yet, stage by stage."""
    done = records.done()
    for stage in stages:
        left = [part for part in range(records.parts) if records.task(stage.name, part) not in done]
        for number, actor in enumerate(do(stage.name, left), 1):
            log.info("%s: %d of %d, by %s", stage.name, records.parts - len(left) + number, records.parts, actor)


@contextmanager
def here(job: Job) -> Iterator[Do]:
    """Give what does tasks in this process, one after the other."""
    with closing(Work(job)) as work:

        def do(stage: str, parts: Sequence[int]) -> Iterator[str]:
            yield from (work.do(stage, part) for part in parts)

        yield do


@contextmanager
def in_processes(job: Job, jobs: int) -> Iterator[Do]:
    """Give what does tasks in so many processes of this machine, in any order; ClusterError where one of them dies."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (job,)) as pool:

        def do(stage: str, parts: Sequence[int]) -> Iterator[str]:
            tasks = [pool.submit(_task, stage, part) for part in parts]
            try:
                for task in as_completed(tasks):
                    yield task.result()
            except BrokenProcessPool as error:
                why = "A process of the merge died: killed, or out of memory"
                raise ClusterError(f"{why}. The same command goes on; fewer --jobs take less memory.") from error
            finally:
                for task in tasks:
                    task.cancel()

        yield do


def _start(job: Job) -> None:
    """Make what does the tasks of this process."""
    global _work
    _work = Work(job)


def _task(stage: str, part: int) -> str:
    assert _work is not None
    return _work.do(stage, part)


@contextmanager
def on_ray(job: Job, address: str, *, jobs: int | None = None) -> Iterator[Do]:
    """Give what does tasks on a Ray cluster, in any order; a task whose actor is lost is done again by another."""
    with connected(address, jobs) as ray:
        count = max(1, min(jobs or int(ray.cluster_resources().get("CPU", 1)), job.parts))
        actor = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=-1)(Work)
        actors = [actor.remote(job) for _ in range(count)]

        def do(stage: str, parts: Sequence[int]) -> Iterator[str]:
            from ray.util import ActorPool

            pool: Any = ActorPool(actors)
            yield from pool.map_unordered(lambda one, part: one.do.remote(stage, part), parts)

        yield do
