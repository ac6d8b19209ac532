"""A process that opens the loaded graph and answers one job after another, from standard input to standard output.

    python -m khabar.server.worker FOLDER MEMORY

It can be killed at any moment: it writes nothing. It ends with its parent, and kills itself when a query takes longer
than its time and a second more, in case that there is no parent any more that would.
"""

from __future__ import annotations

import math
import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import accumulate
from typing import BinaryIO

import pyoxigraph as ox

from ..exports import questions
from ..exports._terms import PREFIXES
from ..exports.sparql import QueryError, Results
from . import dataset, results
from .jobs import LENGTH, Answer, Job, load, pack

Graph = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

_NESTED = 100  # brackets
_GRACE = 1  # seconds in which the parent, which knows the client, may kill first


def main(folder: str, memory: int) -> None:
    """Answer jobs until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process by itself
    # Whoever prints must not write into the answers.
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    graph = ox.Store.read_only(folder)
    _limit(memory)
    output.write(pack(Answer("done")))
    output.flush()
    for job in _jobs(sys.stdin.buffer):
        _alarm(math.ceil(job.seconds) + _GRACE)
        answer = answered(graph, job)
        _alarm(0)
        output.write(pack(answer))
        output.flush()


def _jobs(file: BinaryIO) -> Iterator[Job]:
    while len(lengths := file.read(LENGTH.size)) == LENGTH.size:
        head, _ = LENGTH.unpack(lengths)
        yield load(file.read(head))


def _alarm(seconds: int) -> None:
    """Let the system end this process after so many seconds: Python would hear of it only when Oxigraph returns."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _limit(memory: int) -> None:
    """Let this process take so many bytes more than it has, and leave no core file when it needs more; Linux only."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        now = int(file.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (now + memory, now + memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answered(graph: ox.Store, job: Job) -> Answer:
    """Return the answer of a job; what is wrong with it is an answer too."""
    try:
        return _question(graph, job) if job.question else _query(graph, job)
    except QueryError as error:
        return Answer("wrong", body=str(error).encode())
    except results.TooLarge as error:
        return Answer("large", body=str(error).encode())
    except MemoryError:
        return Answer("failed", body=b"The query needs more memory than it may have. Ask a smaller question.")
    except (OSError, RuntimeError, RecursionError) as error:
        return Answer("failed", body=f"The query failed: {' '.join(str(error).split())}.".encode())


def _query(graph: ox.Store, job: Job) -> Answer:
    if _depth(job.query) > _NESTED:
        return Answer("wrong", body=f"The query is nested more than {_NESTED} deep. Write it flatter.".encode())
    if dataset.asks_others(job.query):
        text = "SERVICE is refused: this endpoint opens no connections. Ask the other endpoint from your own program."
        return Answer("refused", body=text.encode())
    found = _found(graph, job)
    if isinstance(found, ox.QueryTriples):
        if not job.construct:
            return _unacceptable(results.CONSTRUCT)
        body = results.triples(found, job.construct, most=job.rows, size=job.size, page=job.page)
        return Answer("done", results.media_type(results.CONSTRUCT, job.construct), body)
    if not job.select:
        return _unacceptable(results.SELECT)
    if isinstance(found, ox.QueryBoolean):
        rows = Results(("answer",), iter([(ox.Literal(bool(found)),)]), bool(found))
    else:
        rows = Results(tuple(v.value for v in found.variables), (tuple(row) for row in found))
    return _rows(graph, rows, job)


def _rows(graph: ox.Store, found: Results, job: Job) -> Answer:
    named = partial(questions.labelled, graph, language=job.language) if job.language else None
    body = results.rows(found, job.select, most=job.rows, size=job.size, named=named, page=job.page)
    return Answer("done", results.media_type(results.SELECT, job.select), body)


def _depth(query: str) -> int:
    """Return how many brackets are open at most; Oxigraph's parser has no limit but the end of its stack."""
    depths = accumulate(1 if c in "([{" else -1 for c in query if c in "([{)]}")
    return max(depths, default=0)


def _unacceptable(types: dict[str, str]) -> Answer:
    return Answer("unacceptable", body=f"This query is answered as one of {', '.join(types.values())}.".encode())


def _found(graph: ox.Store, job: Job) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Run the query over the graphs that the protocol names, else those that it names, else all."""
    try:
        if job.default or job.named:
            # With graphs given, a default graph that is not is an empty one, not the store's.
            default: list[Graph] = [ox.NamedNode(iri) for iri in job.default]
            named: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in job.named]
            return graph.query(job.query, prefixes=PREFIXES, default_graph=default, named_graphs=named)
        union = not dataset.chooses_graphs(job.query)
        return graph.query(job.query, prefixes=PREFIXES, use_default_graph_as_union=union)
    except SyntaxError as error:
        raise QueryError(f"The query is wrong: {' '.join(str(error).split())}.") from error
    except ValueError as error:
        raise QueryError(f"A graph's name is no IRI: {error}.") from error


def _question(graph: ox.Store, job: Job) -> Answer:
    given = dict(job.given)
    days = {name: _day(name, given.pop(name)) for name in ("since", "until") if name in given}
    page = job.select == "html"
    # A page shows labels that lead to the things they name, so it needs both.
    found = questions.ask(
        graph,
        job.question,
        about=given.get("about", ""),
        to=given.get("to", ""),
        since=days.get("since"),
        until=days.get("until"),
        language="" if page else job.language,
    )

    return _rows(graph, found, job)


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise QueryError(f"{name} is {text!r}, which is no day. Write it as 2024-12-08.") from error


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
