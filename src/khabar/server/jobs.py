"""What goes to a worker and what comes back: a frame each, of two lengths, a JSON value and bytes."""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from typing import Any, Literal

LENGTH = struct.Struct(">II")

Status = Literal["done", "wrong", "refused", "unacceptable", "large", "failed"]


@dataclass(frozen=True)
class Job:
    """A query, or a saved question by its name with what is ``given``, and the format of the answer.

    With a ``language`` a page's table calls things by their labels in it; ``page`` is the
    language of the page itself.
    ``select`` is a format of rows, ``construct`` one of triples, "" where the client takes none. ``default`` and
    ``named`` are the graphs that the protocol's parameters ask for. At most ``rows`` rows and ``size`` bytes are
    answered; the process dies that needs more than ``seconds``.
    """

    query: str = ""
    question: str = ""
    given: tuple[tuple[str, str], ...] = ()
    language: str = ""
    page: str = "en"
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    select: str = "json"
    construct: str = "ttl"
    rows: int = 100_000
    size: int = 1 << 26
    seconds: float = 30.0


@dataclass(frozen=True)
class Answer:
    """``done`` with a body of a media type; else a line that says what is wrong with the query or became of it."""

    status: Status
    type: str = "text/plain; charset=utf-8"
    body: bytes = b""


def dump(job: Job) -> bytes:
    """Return a job as one frame."""
    head = json.dumps(asdict(job)).encode()
    return LENGTH.pack(len(head), 0) + head


def load(head: bytes) -> Job:
    """Return the job of a frame's head."""
    found: dict[str, Any] = json.loads(head)
    found["given"] = tuple((name, value) for name, value in found["given"])
    found["default"], found["named"] = tuple(found["default"]), tuple(found["named"])
    return Job(**found)


def pack(answer: Answer) -> bytes:
    """Return an answer as one frame."""
    head = json.dumps([answer.status, answer.type]).encode()
    return LENGTH.pack(len(head), len(answer.body)) + head + answer.body


def unpack(head: bytes, body: bytes) -> Answer:
    """Return the answer of a frame's two parts."""
    status, type = json.loads(head)
    return Answer(status, type, body)
