"""A client of the Reconciliation Service API of W3C's community group (versions 0.1 and 0.2): names to candidates.

It asks in batches and waits between them, says who it is, and keeps each answer in a file, so that nothing is asked
twice and an interrupted run goes on. Nothing here is called by a build.
"""

from __future__ import annotations

import email.utils
import http.client
import json
import logging
import math
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from . import __version__

log = logging.getLogger(__name__)

VERSIONS = ("0.1", "0.2")
_LARGEST = 32 << 20  # bytes of one answer
_PATIENCE = 120.0  # the longest wait, in seconds, that a service may ask of us
_BUSY = (429, 502, 503, 504)


class ReconcileError(Exception):
    """A service that cannot be asked or understood; the message is one line that says what to do."""


@dataclass(frozen=True, order=True)
class Question:
    """A name that a service is asked about; ``type`` is a type of the service's own, such as Q5, or ""."""

    name: str
    type: str = ""
    limit: int = 5

    def query(self) -> dict[str, Any]:
        """Return the question as the protocol writes it."""
        return {"query": self.name, "limit": self.limit} | ({"type": self.type} if self.type else {})


@dataclass(frozen=True)
class Candidate:
    """What a service proposes; ``iri`` is "" where the service does not say how its ids become IRIs."""

    id: str
    iri: str
    name: str
    description: str
    types: tuple[str, ...]
    score: float
    match: bool


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return candidates by score, the best first; of two with one id the better."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.id)):
        best.setdefault(candidate.id, candidate)
    return tuple(best.values())


class Service:
    """A reconciliation service at an address. ``delay`` is the least time between two requests, in seconds.

    Raises ReconcileError, after ``tries`` tries where it is busy or does not answer in ``timeout`` seconds.
    """

    def __init__(
        self, url: str, *, delay: float = 1.0, timeout: float = 30.0, tries: int = 4, contact: str = ""
    ) -> None:
        if urllib.parse.urlsplit(url).scheme not in ("http", "https") or not urllib.parse.urlsplit(url).hostname:
            raise ReconcileError(f"{url!r} is no address of a service. Give one that begins with http:// or https://.")
        if not contact.isprintable():
            raise ReconcileError(f"{contact!r} holds control characters. Give an e-mail or web address.")
        self.url = url
        self.delay, self.timeout, self.tries = delay, timeout, tries
        self.agent = f"khabar/{__version__} (reconciliation client{'; ' + contact if contact else ''})"
        self._next = 0.0

    @cached_property
    def manifest(self) -> Mapping[str, Any]:
        """What the service says of itself; ReconcileError where it is none or speaks other versions only."""
        said = self._request(None)
        if not isinstance(said.get("name"), str):
            raise ReconcileError(f"{self.url}: this is no reconciliation service, its manifest has no name.")
        versions = said.get("versions", ["0.1"])
        if not isinstance(versions, list) or not set(VERSIONS) & set(map(str, versions)):
            found = ", ".join(map(str, versions)) if isinstance(versions, list) else versions
            raise ReconcileError(
                f"{self.url}: it speaks version {found} of the protocol, Khabar {' and '.join(VERSIONS)}."
            )
        return said

    def ask(self, questions: Sequence[Question]) -> Iterator[tuple[Question, tuple[Candidate, ...] | None]]:
        """Ask in one request; yield each question with its candidates, the best first, None where it got no answer."""
        keys = {f"q{number}": question for number, question in enumerate(questions)}
        queries = json.dumps({key: question.query() for key, question in keys.items()}, ensure_ascii=False)
        said = self._request(urllib.parse.urlencode({"queries": queries}).encode())
        for key, question in keys.items():
            answer = said.get(key)
            result = answer.get("result") if isinstance(answer, dict) else None
            yield question, self._candidates(result) if isinstance(result, list) else None

    def _candidates(self, result: list[Any]) -> tuple[Candidate, ...]:
        """Return candidates, the best first; what has no id is none."""
        sent = [one for one in result if isinstance(one, dict) and isinstance(one.get("id"), (str, int))]
        return ranked(self._candidate(one) for one in sent if one["id"] != "")

    def _candidate(self, one: Mapping[str, Any]) -> Candidate:
        types = one.get("type")
        named = (t.get("name") or t.get("id") if isinstance(t, dict) else t for t in _listed(types))
        id = str(one["id"])
        return Candidate(
            id,
            self._iri(id),
            _text(one.get("name")),
            _text(one.get("description")),
            tuple(_text(name) for name in named if name),
            _score(one.get("score")),
            one.get("match") is True,
        )

    def _iri(self, id: str) -> str:
        if id.startswith(("http://", "https://")):
            return id
        space = _text(self.manifest.get("identifierSpace"))
        view = self.manifest.get("view")
        template = _text(view.get("url")) if isinstance(view, dict) else ""
        encoded = urllib.parse.quote(id, safe="")
        if space.startswith(("http://", "https://")) and space.endswith(("/", "#", "=")):
            # Wikidata's own IRIs say http, services of it say both.
            iri = space.replace("https://www.wikidata.org/entity/", "http://www.wikidata.org/entity/") + encoded
            return iri + "/" if space.endswith("sws.geonames.org/") else iri
        return template.replace("{{id}}", encoded) if template.startswith(("http://", "https://")) else ""

    def _request(self, body: bytes | None) -> dict[str, Any]:
        """Return the object that the service answers with."""
        for tried in range(1, self.tries + 1):
            time.sleep(max(0.0, self._next - time.monotonic()))
            try:
                return self._once(body)
            except _Busy as busy:
                if tried == self.tries:
                    raise ReconcileError(f"{self.url}: {busy} ({tried} tries). Try again later.") from busy
                wait = min(_PATIENCE, busy.wait if busy.wait is not None else self.delay * 2**tried)
                log.info("%s: %s; waiting %.1f s", self.url, busy, wait)
                self._next = max(self._next, time.monotonic() + wait)
        raise ValueError("tries must be at least 1")

    def _once(self, body: bytes | None) -> dict[str, Any]:
        headers = {"User-Agent": self.agent, "Accept": "application/json"}
        request = urllib.request.Request(self.url, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                data = response.read(_LARGEST + 1)
                self.url = response.geturl()  # a redirected POST would lose its body: the next goes there at once
        except urllib.error.HTTPError as error:
            with error:
                if error.code in _BUSY:
                    raise _Busy(f"it is busy (HTTP {error.code})", _wait(error.headers.get("Retry-After"))) from error
                raise ReconcileError(f"{self.url}: it answers HTTP {error.code} {error.reason}.") from error
        except (OSError, http.client.HTTPException) as error:
            what = f"it cannot be reached ({getattr(error, 'reason', None) or error or type(error).__name__})"
            if body is None:  # the first request: the address is wrong more often than the service busy
                raise ReconcileError(f"{self.url}: {what}. Check the address.") from error
            raise _Busy(what, None) from error
        finally:
            self._next = time.monotonic() + self.delay
        return self._object(data)

    def _object(self, data: bytes) -> dict[str, Any]:
        if len(data) > _LARGEST:
            raise ReconcileError(f"{self.url}: its answer is larger than {_LARGEST >> 20} MB.")
        try:
            said = json.loads(data)
        except ValueError as error:
            raise ReconcileError(
                f"{self.url}: its answer is no JSON ({error}). Is it a reconciliation service?"
            ) from error
        if not isinstance(said, dict):
            raise ReconcileError(f"{self.url}: its answer is no JSON object. Is it a reconciliation service?")
        return said


class _Busy(Exception):
    """The service may answer later, after ``wait`` seconds where it says how many."""

    def __init__(self, what: str, wait: float | None) -> None:
        super().__init__(what)
        self.wait = wait


def _wait(header: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, None where there is none or it is no time."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, (str, dict)) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _score(value: Any) -> float:
    """Return a score; services send numbers, some of them as text."""
    try:
        score = float(value)
    except (TypeError, ValueError):
        return 0.0
    return score if math.isfinite(score) else 0.0


@dataclass
class Cache:
    """Answers in a file of JSON lines, added to as they come. Raises ReconcileError for a file that is none."""

    path: Path
    service: str
    held: dict[Question, tuple[Candidate, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.path.exists():
            return
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        for number, line in enumerate(whole.splitlines(), start=1):
            try:
                row = json.loads(line)
                if row["service"] == self.service:
                    result = (Candidate(**one | {"types": tuple(one["types"])}) for one in row["result"])
                    self.held[Question(**row["question"])] = tuple(result)
            except (ValueError, KeyError, TypeError) as error:
                raise ReconcileError(
                    f"{self.path}:{number}: this is no answer of a service. Remove the line or name another --cache."
                ) from error
        if whole != data:  # a run was killed in the middle of a line; what follows must begin one
            with self.path.open("r+b") as file:
                file.truncate(len(whole))

    def add(self, answers: Iterable[tuple[Question, tuple[Candidate, ...]]]) -> None:
        """Keep answers, on disk before this returns."""
        new = list(answers)
        with self.path.open("a", encoding="utf-8") as file:
            for question, result in new:
                row = {"service": self.service, "question": asdict(question), "result": list(map(asdict, result))}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self.held.update(new)


def reconcile(service: Service, questions: Iterable[Question], cache: Cache, *, batch: int = 10) -> int:
    """Ask what the cache does not hold, ``batch`` questions to a request; return how many got no answer.

    What was answered before an error is in the cache.
    """
    left = [question for question in dict.fromkeys(questions) if question not in cache.held]
    most = service.manifest.get("batchSize") if left else None
    if isinstance(most, int) and most > 0:
        batch = min(batch, most)
    silent = 0
    for start in range(0, len(left), batch):
        answers = list(service.ask(left[start : start + batch]))
        cache.add((question, result) for question, result in answers if result is not None)
        silent += sum(result is None for _, result in answers)
        log.info("%d of %d names asked", min(start + batch, len(left)), len(left))
    return silent
