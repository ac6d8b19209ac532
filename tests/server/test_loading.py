"""The export in SPARQL servers that people run: really started and loaded, where they are installed."""

from __future__ import annotations

import csv
import io
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pyoxigraph as ox
import pytest
from factories import PUTIN, store

from khabar import cli

ASYLUM = "SELECT ?who WHERE { ?who <https://w3id.org/khabar/relation/grant_asylum> ?whom }"
KHABAR = "https://w3id.org/khabar/"
COUNT = 'SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } FILTER(STRSTARTS(STR(?g), "' + KHABAR + '")) }'
NAMED = 589
"""Quads that lie in named graphs, of 775."""


@pytest.fixture
def dump(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an export in parts."""
    monkeypatch.chdir(tmp_path)
    store(path="news.khabar").close()
    assert cli.main(["export", "news.khabar", "-o", "dump/graph.nq", "--split", "50K", "-q"]) == 0
    assert len(list(Path("dump").iterdir())) > 2
    return tmp_path / "dump"


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


def asked(endpoint: str, query: str) -> list[list[str]]:
    """Return the rows of an answer, without their heads."""
    request = Request(f"{endpoint}?{urlencode({'query': query})}", headers={"Accept": "text/csv"})
    with urlopen(request, timeout=30) as answer:
        return list(csv.reader(io.StringIO(answer.read().decode())))[1:]


def waited(ready: Callable[[], bool]) -> None:
    """Return when it is ready; fail after a minute."""
    deadline = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < deadline
        time.sleep(0.3)


def answers(endpoint: str) -> bool:
    try:
        return asked(endpoint, "SELECT (1 AS ?one) WHERE {}") == [["1"]]
    except (URLError, ConnectionError):
        return False


def test_each_part_is_a_file_of_its_own(dump: Path) -> None:
    """Read by a parser of the standard, in any order, into the graph that the whole file holds."""
    whole, parts = ox.Store(), ox.Store()
    assert cli.main(["export", "news.khabar", "-o", "whole.nq", "-q"]) == 0
    whole.load(path="whole.nq", format=ox.RdfFormat.N_QUADS)
    for part in sorted(dump.iterdir(), reverse=True):
        parts.load(path=str(part), format=ox.RdfFormat.N_QUADS)
    assert set(parts) == set(whole) and len(parts) == 775


@pytest.mark.skipif(shutil.which("virtuoso-t") is None, reason="Virtuoso is not installed")
def test_virtuoso(dump: Path) -> None:
    """By its bulk loader, as the manual says; a query without GRAPH sees every graph."""
    port, web = free_port(), free_port()
    names = ("DatabaseFile = v.db", "ErrorLogFile = v.log", "LockFile = v.lck", "TransactionFile = v.trx")
    settings = "[Database]\n" + "\n".join(names) + "\nxa_persistent_file = v.pxa\n"
    settings += "[TempDatabase]\nDatabaseFile = t.db\nTransactionFile = t.trx\n"
    settings += f"[Parameters]\nServerPort = 127.0.0.1:{port}\nDirsAllowed = .\nNumberOfBuffers = 10000\n"
    (dump.parent / "v.ini").write_text(f"{settings}[HTTPServer]\nServerPort = 127.0.0.1:{web}\n")

    def sql(text: str) -> str:
        command = ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"exec={text}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return done.stdout if done.returncode == 0 else ""

    with subprocess.Popen(["virtuoso-t", "-f", "-c", "v.ini"], cwd=dump.parent, stderr=subprocess.DEVNULL) as server:
        try:
            waited(lambda: "Rows" in sql("SELECT 1;"))
            manual = (Path(__file__).resolve().parents[2] / "docs/loading.md").read_text(encoding="utf-8")
            commands = re.search(r"```sql\n(.*?)```", manual, re.DOTALL)
            assert commands is not None
            lines = re.sub("--.*", "", commands[1]).replace("/data/dump", "dump")
            assert "0 Rows." in sql(" ".join(lines.split()))
            endpoint = f"http://127.0.0.1:{web}/sparql"
            assert asked(endpoint, ASYLUM) == [[PUTIN.id]]
            assert asked(endpoint, COUNT) == [["775"]]
        finally:
            server.kill()


@pytest.mark.skipif(shutil.which("oxigraph") is None, reason="oxigraph, the command, is not installed")
def test_oxigraph(dump: Path) -> None:
    """Its own server on the same files."""
    files = list(map(str, dump.iterdir()))
    subprocess.run(["oxigraph", "load", "--location", "data", "--file", *files], check=True, capture_output=True)
    port = free_port()
    command = ["oxigraph", "serve-read-only", "--location", "data", "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen([*command, "--union-default-graph"], stderr=subprocess.DEVNULL) as server:
        try:
            endpoint = f"http://127.0.0.1:{port}/query"
            waited(lambda: answers(endpoint))
            assert asked(endpoint, ASYLUM) == [[PUTIN.id]]
            assert asked(endpoint, COUNT) == [[str(NAMED)]]
        finally:
            server.kill()
