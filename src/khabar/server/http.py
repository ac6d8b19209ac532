"""The HTTP server below the application: uvicorn on a loopback address, without patience for slow clients."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .pool import Pool

ADDRESS = "127.0.0.1"

_LOOK = 10.0  # seconds between two looks at a connection
_LEAST = 1 << 16  # bytes that a client takes in this time if there are so many for it
_HEAD = 1 << 16  # bytes of a request without its body; a query in an address is that long at most
_CONNECTIONS = 256


class Impatient(H11Protocol):
    """Cuts off clients that do not send the head of a request in 10 to 20 seconds, or leave the end of an answer.

    uvicorn itself waits for ever in both cases. The application looks after bodies on their way in and out.
    """

    look = _LOOK

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._seen: Any = None
        self._waited = False
        self._unread = 0
        self._look = self.loop.call_later(self.look, self._look_again)

    def connection_lost(self, exc: Exception | None) -> None:
        self._look.cancel()
        super().connection_lost(exc)

    def _look_again(self) -> None:
        waits = self.cycle is None or self.cycle.response_complete  # for a request, while the last answer may go out
        unread = self.transport.get_write_buffer_size()
        stuck = not unread or self._unread - unread < _LEAST
        if waits and self._waited and self.cycle is self._seen and stuck:
            self.transport.abort()
            return
        self._seen, self._waited, self._unread = self.cycle, waits, unread
        self._look = self.loop.call_later(self.look, self._look_again)


def bound(port: int) -> socket.socket:
    """Return a socket that is bound to the loopback address; OSError or OverflowError where the port cannot be."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((ADDRESS, port))
    except (OSError, OverflowError):  # the latter where it is no port
        found.close()
        raise
    return found


class _Server(uvicorn.Server):
    """Ends on a signal and lets the program go on: uvicorn would raise the signal once more, which SIGTERM ends."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def run(app: Any, pool: Pool, listening: socket.socket) -> None:
    """Start the pool and serve until SIGINT or SIGTERM; raises PoolError."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what clients do wrong is theirs to hear
    config = uvicorn.Config(
        app,
        http=Impatient,
        ws="none",
        loop="asyncio",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        h11_max_incomplete_event_size=_HEAD,
        timeout_graceful_shutdown=2,
    )
    asyncio.run(_run(_Server(config), pool, listening))


async def _run(server: _Server, pool: Pool, listening: socket.socket) -> None:
    await pool.start()
    try:
        await server.serve([listening])
    finally:
        await pool.stop()
