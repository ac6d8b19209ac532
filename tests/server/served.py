"""A server of its own for tests: ``khabar serve`` as a user starts it, on a free port."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent.parent
JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def ask(
        self, path: str, body: bytes | None = None, *, method: str = "", timeout: float = 60, **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        """Return the status, the headers and the body of a request; headers are given as ``content_type="..."``."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method or ("GET" if body is None else "POST"), path, body, named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            connection.close()

    def query(self, text: str, accept: str = JSON, **more: str) -> tuple[int, http.client.HTTPMessage, str]:
        """Ask a query by GET."""
        return self.ask(f"/sparql?{urlencode({'query': text, **more})}", accept=accept)

    def workers(self) -> list[int]:
        """Return the ids of the worker processes; Linux only."""
        return list(map(int, Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()))


@contextmanager
def serving(*arguments: str, stop: signal.Signals = signal.SIGINT) -> Iterator[Server]:
    """Serve until the block ends; the server must end by itself then, and well."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "khabar", "serve", *arguments, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"at http://127\.0\.0\.1:([0-9]+)/ ", line)
            assert found, line
            server = Server(process, int(found[1]))
            while server_sleeps(server):
                assert process.poll() is None
            yield server
            process.send_signal(stop)
            assert process.wait(20) == 0
        finally:
            process.kill()


def server_sleeps(server: Server) -> bool:
    """Is the server not up yet?"""
    try:
        return server.ask("/style.css")[0] != 200
    except ConnectionRefusedError:
        return True
