"""The web application: the SPARQL endpoint at ``/sparql``, and pages for people."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ..exports.questions import find
from ..exports.sparql import QueryError
from . import pages, protocol, results
from .description import described
from .jobs import Answer, Job
from .pool import Busy, Died, Overtime, Pool
from .protocol import Refused

log = logging.getLogger(__name__)

_BODY = 1 << 20  # bytes of a query
_TOO_LONG = f"A query is at most {_BODY:,} bytes long."
_HEARD = 1 << 24  # bytes that are read of one that is too long
_READING = 10.0  # seconds in which a body must be there
_PIECE = 1 << 16  # bytes that a client must take in as many seconds
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_STATUS = {"wrong": 400, "refused": 403, "unacceptable": 406, "large": 400, "failed": 500}
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
}
_OFFERED = ("csv", "tsv", "json", "xml")


@dataclass(frozen=True)
class Served:
    """What is served: the pool that answers, the graph's name and number of triples, the limits of an answer."""

    pool: Pool
    name: str
    triples: int
    rows: int = 100_000
    size: int = 1 << 26


def application(served: Served, *, origins: Sequence[str] = ()) -> ASGIApp:
    """Return the application; ``origins`` are the web sites whose scripts may read from it (CORS), by default none."""
    site = _Site(served)

    handlers: Any = {Refused: _refused, HTTPException: _missing, ClientDisconnect: _left}
    cors = [Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"])] if origins else []
    return Starlette(
        routes=[
            Route("/", site.front),
            Route("/sparql", site.sparql, methods=["GET", "POST"]),
            Route("/ask/{name}", site.ask),
            Route("/thing", site.thing),
            Route("/style.css", _style),
        ],
        middleware=[Middleware(_Guard), *cors],
        exception_handlers=handlers,
    )


class _Guard:
    """Answers only those who name this machine, so that no web site can reach it by a name of its own, and adds headers
    that keep browsers from doing more than showing the page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = next((value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"), _HOSTS[0])
        name = host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        if name not in _HOSTS:
            answer = _plain(421, f"This server answers to {', '.join(_HOSTS)}, not to {name[:80]!r}.")
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, _patient(send))


def _patient(send: Send) -> Send:
    """Return a ``send`` that gives up on a client that does not take what it asked for, and adds headers."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            extra = [(name.lower().encode(), value.encode()) for name, value in _SAFE.items()]
            message["headers"] = [*message.get("headers", []), *extra]
        async with asyncio.timeout(_READING):
            await send(message)

    return sending


class _Site:
    """The handlers of what is served."""

    def __init__(self, served: Served) -> None:
        self._served = served

    # The endpoint

    async def sparql(self, request: Request) -> Response:
        """Answer a query; without one, give the form to people and the service's description to programs."""
        method, body = request.method, b""
        if method == "POST":
            body = await _body(request)
        asked = protocol.asked(method, request.scope["query_string"], request.headers.get("content-type", ""), body)
        accept = ", ".join(request.headers.getlist("accept"))
        select, construct = protocol.formats(accept, asked.format, results.SELECT, results.CONSTRUCT)
        if not asked.query:
            return self._undirected(request, accept)
        language = _language(request)
        job = Job(asked.query, default=asked.default, named=asked.named, select=select, construct=construct)
        answer = await self._answer(request, replace(job, page=language))
        html = answer.type.startswith("text/html") if answer.status == "done" else select == "html"
        if not html:
            return _response(answer)
        head = pages.form(asked.query, language)
        return self._page(request, answer, head, language, "/sparql", {"query": asked.query})

    def _undirected(self, request: Request, accept: str) -> Response:
        _, construct = protocol.formats(accept, "", {}, results.CONSTRUCT)
        language = _language(request)
        if construct == "html":
            return self._shown("SPARQL", pages.form(pages.EXAMPLE, language), language, "/sparql")
        if not construct:
            raise Refused(406, f"The description is given as one of {', '.join(results.CONSTRUCT.values())}.")
        served = self._served
        body = described(f"{request.base_url}sparql", served.triples, construct)
        return Response(body, media_type=results.media_type(results.CONSTRUCT, construct), headers={"Vary": "Accept"})

    async def _answer(self, request: Request, job: Job) -> Answer:
        """Run a job, and let it go when the client does."""
        pool = self._served.pool
        job = replace(job, rows=self._served.rows, size=self._served.size, seconds=pool.seconds)
        work = asyncio.create_task(pool.run(job))
        gone = asyncio.create_task(_gone(request))
        try:
            await asyncio.wait((work, gone), return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise ClientDisconnect
            return work.result()
        except Busy as error:
            raise Refused(503, "Too many queries wait already. Ask again in a moment.", Retry_After="2") from error
        except Overtime as error:
            seconds = f"{pool.seconds:g} seconds"
            raise Refused(503, f"The query took longer than {seconds}. Ask a smaller question.") from error
        except Died as error:
            raise Refused(500, "The query ended its process: it needs more memory than it may have.") from error
        finally:
            work.cancel()
            gone.cancel()

    # Pages

    async def front(self, request: Request) -> Response:
        """Show the saved questions and the query form."""
        language = _language(request)
        return self._shown(self._served.name, pages.front(language), language, "/")

    async def ask(self, request: Request) -> Response:
        """Show a saved question, and its answer where it was asked; with ``as`` the answer alone in that format."""
        try:
            question = find(request.path_params["name"])
        except QueryError as error:
            raise Refused(404, str(error)) from error
        sent = dict(protocol.parameters(request.scope["query_string"]))
        given = {name: value for name in question.takes if (value := sent.get(name, "").strip())}
        language = _language(request)
        job = Job(question=question.id, given=tuple(given.items()), language=language, page=language)
        if format := sent.get("as"):
            select, _ = protocol.formats("", format, results.SELECT, {})
            return _response(await self._answer(request, replace(job, select=select)))
        head = pages.question(question, given, language)
        path = f"/ask/{question.id}"
        if "run" not in sent and not given:
            return self._shown(question.id, head, language, path)
        answer = await self._answer(request, replace(job, select="html"))
        return self._page(request, answer, head, language, path, {**given, "run": "1"})

    async def thing(self, request: Request) -> Response:
        """Show the triples in which a thing is, from both sides."""
        iri = dict(protocol.parameters(request.scope["query_string"])).get("iri", "")
        if not iri or any(c in iri for c in '<>"{}|\\^`') or min(iri) <= " ":
            raise Refused(400, "iri must be an IRI.")
        node = f"<{iri}>"
        query = (
            "SELECT DISTINCT ?subject ?predicate ?object WHERE {"
            f" {{ {node} ?predicate ?object BIND ({node} AS ?subject) }} UNION"
            f" {{ ?subject ?predicate {node} BIND ({node} AS ?object) }} }}"
        )
        language = _language(request)
        job = Job(query, language=language, page=language, select="html")
        answer = await self._answer(request, job)
        return self._page(request, answer, pages.thing(iri, language), language, "/thing", {"iri": iri})

    def _page(
        self, request: Request, answer: Answer, head: str, language: str, path: str, given: Mapping[str, str]
    ) -> Response:
        here = f"{path}?{urlencode(given)}"
        if answer.status != "done":
            content = head + pages.wrong(answer.body.decode())
            return self._shown(self._served.name, content, language, here, _STATUS[answer.status])
        links = "" if path == "/thing" else pages.downloads(path, {**given, "lang": language}, language, _OFFERED)
        return self._shown(self._served.name, head + links + answer.body.decode(), language, here)

    def _shown(self, title: str, content: str, language: str, here: str, status: int = 200) -> Response:
        body = pages.page(title, content, language=language, name=self._served.name, here=here)
        return Response(body, status, {"Vary": "Accept, Accept-Language"}, "text/html; charset=utf-8")


def _language(request: Request) -> str:
    chosen = request.query_params.get("lang") or request.headers.get("accept-language", "")[:2].lower()
    return "ar" if chosen == "ar" else "en"


async def _body(request: Request) -> bytes:
    """Return a request's body; Refused where it is too long or does not come."""
    length = request.headers.get("content-length", "0")
    size, found = int(length) if length.isdecimal() else 0, bytearray()
    if size > _HEARD:
        raise Refused(413, _TOO_LONG, Connection="close")
    try:
        async with asyncio.timeout(_READING):
            # A client that is still sending would not hear why, so what is somewhat too long is read to its end.
            async for piece in request.stream():
                size = max(size, len(found) + len(piece))
                if size > _HEARD:
                    break
                found += piece
    except TimeoutError as error:
        raise Refused(408, f"The body did not come within {_READING:g} seconds.", Connection="close") from error
    if size > _BODY:
        raise Refused(413, _TOO_LONG, Connection="close")
    return bytes(found)


async def _gone(request: Request) -> None:
    """Return when the client has closed the connection."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(answer: Answer) -> Response:
    if answer.status != "done":
        return _plain(_STATUS[answer.status], answer.body.decode())
    headers = {"Content-Length": str(len(answer.body)), "Vary": "Accept"}
    if len(answer.body) <= _PIECE:
        return Response(answer.body, headers=headers, media_type=answer.type)
    return StreamingResponse(_pieces(answer.body), headers=headers, media_type=answer.type)


async def _pieces(body: bytes) -> AsyncIterator[bytes]:
    """Yield a body in pieces, each of which waits until the client has taken those before."""
    for start in range(0, len(body), _PIECE):
        yield body[start : start + _PIECE]


def _plain(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(message + "\n", status, dict(headers or {}), "text/plain; charset=utf-8")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return _plain(error.status, str(error), error.headers)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    text = {404: "There is nothing here. The endpoint is /sparql.", 405: "Ask by GET or POST."}.get(error.status_code)
    return _plain(error.status_code, text or error.detail, error.headers)


async def _left(request: Request, error: Exception) -> Response:
    return _plain(499, "The client has gone.")  # nobody hears it


_STYLE = Path(__file__).with_name("style.css")


async def _style(request: Request) -> Response:
    return Response(_STYLE.read_bytes(), media_type="text/css")
