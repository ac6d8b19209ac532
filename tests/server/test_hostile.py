"""What a server meets: wrong queries, endless ones, huge bodies, slow clients. It says no, and lives."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from factories import store
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from served import Server, serving

from khabar import cli

SIMPLE = "SELECT ?s WHERE { ?s a kh:Statement } LIMIT 1"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
FORM = "application/x-www-form-urlencoded"


def lives(server: Server) -> bool:
    """Does it answer a simple query, within the time that a worker takes to be replaced?"""
    return server.process.poll() is None and server.query(SIMPLE)[0] == 200


def get(query: str) -> bytes:
    """Return the request that asks a query, byte by byte."""
    return f"GET /sparql?{urlencode({'query': query})} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()


def spoken(server: Server, data: bytes, *, seconds: float = 30) -> bytes:
    """Return what the server answers to bytes, until it closes the connection or says nothing for so long."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=seconds)) as connection:
        found = b""
        try:
            connection.sendall(data)
            while piece := connection.recv(1 << 16):
                found += piece
        except ConnectionError:
            pass
        return found


def test_an_endless_query_is_ended(server: Server) -> None:
    """After the time limit, with a line that says so; meanwhile and afterwards others are answered."""
    with ThreadPoolExecutor() as threads:
        began = time.monotonic()
        endless = threads.submit(server.query, ENDLESS)
        time.sleep(0.3)
        assert server.query(SIMPLE)[0] == 200 and not endless.done()
        status, _, body = endless.result()
    assert (status, body) == (503, "The query took longer than 2 seconds. Ask a smaller question.\n")
    assert time.monotonic() - began < 30  # two seconds, and what a busy machine adds
    assert lives(server)


def test_more_endless_queries_than_workers(server: Server) -> None:
    """Every one of them is ended, and the server has its workers again."""
    with ThreadPoolExecutor(8) as threads:
        statuses = [answer[0] for answer in threads.map(server.query, [ENDLESS] * 8)]
    assert set(statuses) == {503} and lives(server)
    if sys.platform == "linux":
        deadline = time.monotonic() + 30
        while len(server.workers()) != 2 and time.monotonic() < deadline:
            time.sleep(0.2)
        assert len(server.workers()) == 2


def test_a_query_that_eats_memory(server: Server) -> None:
    """It is ended before the machine is."""
    heavy = "SELECT ?a ?d ?g WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g"
    assert server.query(heavy)[0] in (500, 503) and lives(server)


def test_too_many_results(server: Server) -> None:
    """An answer is whole or none: what is cut off would be taken for all."""
    status, _, body = server.query("SELECT * WHERE { ?s ?p ?o }")
    assert (status, body[:39]) == (400, "The query has more than 500 results. Ad")
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle")[0] == 400
    assert server.query("SELECT * WHERE { ?s ?p ?o } LIMIT 500")[0] == 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT",
        "SELECT * WHERE { ?s ?p ",
        "SELECT * WHERE { ?s ?p ?o } }",
        "SELECT * WHERE { ?s unknown:p ?o }",
        "SELECT * WHERE { ?s <not an iri> ?o }",
        "SELECT ?x (COUNT(?s) AS ?n) WHERE { ?s ?p ?x }",
        'SELECT * WHERE { FILTER(REGEX("a", "(((")) }}',
        "\x00\x01\x02",
        "شيء ليس استعلاما",
        "{" * 100_000,
        "SELECT * WHERE " + "{" * 5_000 + "}" * 5_000,
        "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }",
    ],
)
def test_wrong_queries(server: Server, query: str) -> None:
    """400 and one line, by GET where the address can hold it, else by POST."""
    status, _, body = server.ask("/sparql", urlencode({"query": query}).encode(), content_type=FORM)
    assert status == 400 and body.count("\n") == 1, body[:200]


@pytest.mark.parametrize(
    "query",
    [
        "ASK { FILTER(" + "!" * 100_000 + "true) }",
        "ASK { FILTER(" + "- " * 100_000 + "1 = 1) }",
        "ASK { ?s " + "^" * 100_000 + "kh:x ?o }",
        "ASK { ?s " + "/".join(["kh:x"] * 50_000) + " ?o }",
        "ASK { " + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + " }",
        "SELECT * { " + "OPTIONAL { ?s ?p ?o } " * 20_000 + "}",
        "ASK { VALUES ?x { " + "1 " * 200_000 + "} }",
        "ASK { FILTER(" + " && ".join(["?a = 1"] * 50_000) + ") }",
        'ASK { FILTER(REGEX("' + "a" * 5_000 + '", "(a*)*b")) }',
        "SELECT * WHERE { ?s (kh:a|!kh:a)* ?o . ?o (kh:a|!kh:a)* ?x . ?x (kh:a|!kh:a)* ?y }",
        'SELECT (GROUP_CONCAT(?t; separator="") AS ?all) WHERE { ?s ?p ?t . ?a ?b ?c . ?d ?e ?f }',
    ],
)
def test_queries_that_break_parsers_and_planners(server: Server, query: str) -> None:
    """Whatever becomes of the worker, the server answers within its time and goes on."""
    began = time.monotonic()
    status = server.ask("/sparql", query.encode(), content_type="application/sparql-query")[0]
    assert status in (200, 400, 500, 503) and time.monotonic() - began < 30
    assert lives(server)


WORDS = r"""
SELECT ASK CONSTRUCT DESCRIBE WHERE FROM NAMED GRAPH OPTIONAL UNION FILTER BIND COUNT AS ORDER BY LIMIT OFFSET SERVICE
REGEX PREFIX BASE MINUS VALUES DELETE INSERT LOAD { } ( ) ?s ?p ?o a kh:claim <x:y> < > ' " ''' \ # . ; * + / ^ ! | 1
1.5e3 true @ar ^^ <<( )>> ع
""".split() + ["\n", "\x00", "\u202e"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), max_size=25), cut=st.integers(0, 200))
def test_any_query(server: Server, words: list[str], cut: int) -> None:
    """Words of SPARQL in any order, and the beginnings of a query with them in it: an answer or a 4xx."""
    whole = "SELECT ?s (COUNT(?o) AS ?n) WHERE { ?s kh:claim ?o } GROUP BY ?s ORDER BY ?s LIMIT 3"
    for text in (" ".join(words), whole[:cut] + " ".join(words) + whole[cut:]):
        assert server.query(text)[0] in (200, 400, 403, 406, 503), text


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300), type=st.sampled_from([FORM, "application/sparql-query", "text/plain", "", ";;="]))
def test_any_body(server: Server, body: bytes, type: str) -> None:
    """Bytes of any kind, as any type."""
    assert server.ask("/sparql", body, content_type=type)[0] in (200, 400, 403, 406, 415)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400))
def test_any_bytes(server: Server, data: bytes) -> None:
    """What is no HTTP gets a 400 or a closed connection."""
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=30)) as connection:
        connection.sendall(b"GET /" + data + b"\r\n\r\n")
        assert connection.recv(12) in (b"HTTP/1.1 400", b"HTTP/1.1 404", b"")


def test_huge_bodies_and_heads(server: Server) -> None:
    """Refused at once by their length, and while they come where they tell none; heads beyond 64 KB too."""
    assert server.ask("/sparql", b"x" * 1_100_000, content_type="application/sparql-query")[0] == 413
    head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    assert spoken(server, f"{head}Content-Length: 999999999999\r\n\r\n".encode())[:12] == b"HTTP/1.1 413"
    pieces = b"".join(b"10000\r\n" + b"x" * 65536 + b"\r\n" for _ in range(17)) + b"0\r\n\r\n"
    assert spoken(server, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + pieces)[:12] == b"HTTP/1.1 413"
    endless = pieces[:-5] * 16  # seventeen millions and no end
    assert spoken(server, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode() + endless)[:12] in (b"HTTP/1.1 413", b"")
    assert spoken(server, b"GET /sparql?query=" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n")[:12] in (b"HTTP/1.1 400", b"")
    assert server.ask(f"/sparql?{'&'.join(['a=b'] * 1000)}")[0] == 400
    assert lives(server)


def test_bodies_and_addresses_that_cannot_be_read(server: Server) -> None:
    """No UTF-8, no query, several of them, another charset."""
    for address in ("/sparql?query=%ff", "/sparql?query=%d8", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"):
        assert server.ask(address)[0] == 400
    for body, type, status in (
        (b"\xff", "application/sparql-query", 400),
        (b"", "application/sparql-query", 400),
        (b"query=", FORM, 400),
        (b"ASK {}", "application/sparql-query; charset=utf-16", 415),
        (b"ASK {}", "multipart/form-data; boundary=x", 415),
    ):
        assert server.ask("/sparql", body, content_type=type)[0] == status


def test_slow_clients(server: Server) -> None:
    """A head that does not come, a body that does not come, an answer that is not taken: each is cut off."""
    head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
    with ThreadPoolExecutor() as threads:
        silent = threads.submit(spoken, server, b"", seconds=60)
        trickling = threads.submit(_trickle, server, b"GET /" + b"a" * 1000)
        bodiless = threads.submit(spoken, server, head + b"Content-Length: 100\r\n\r\nASK", seconds=60)
        assert lives(server)
        assert silent.result() == b"" and trickling.result() < 40
        assert bodiless.result()[:12] == b"HTTP/1.1 408"
    assert lives(server)


def _trickle(server: Server, data: bytes) -> float:
    """Send a byte every half second, and return after how many seconds the server has had enough."""
    began = time.monotonic()
    with closing(socket.create_connection(("127.0.0.1", server.port), timeout=60)) as connection:
        try:
            for number in range(len(data)):
                connection.sendall(data[number : number + 1])
                time.sleep(0.5)
        except OSError:
            pass
    return time.monotonic() - began


def test_an_answer_that_is_not_taken(graph_file: Path) -> None:
    """Its connection is closed, and the worker was free long before."""
    with serving(str(graph_file), "--workers", "1", "--max-rows", "1000000") as server:
        large = "SELECT * WHERE { ?a kh:claim ?b . ?c ?d ?e . ?f a kh:Claim }"
        with closing(socket.socket()) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.connect(("127.0.0.1", server.port))
            connection.settimeout(60)
            connection.sendall(get(large))
            assert connection.recv(12) == b"HTTP/1.1 200"
            assert lives(server)
            time.sleep(25)
            received = 0
            try:
                while piece := connection.recv(1 << 20):
                    received += len(piece)
            except ConnectionResetError:
                pass
            assert received < 10_000_000  # of some twenty millions; the rest was given up
        assert lives(server)


def test_many_idle_connections(server: Server) -> None:
    """While they are there new ones may be told 503; half a minute later the server is as before."""
    connections = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(300)]
    try:
        deadline = time.monotonic() + 60
        while server.query(SIMPLE)[0] != 200:
            assert time.monotonic() < deadline
            time.sleep(1)
    finally:
        for connection in connections:
            connection.close()


def test_a_client_that_goes_away(graph_file: Path) -> None:
    """Its query is ended long before its time, so that it keeps no one waiting."""
    with serving(str(graph_file), "--workers", "1", "--timeout", "300") as server:
        with closing(socket.create_connection(("127.0.0.1", server.port))) as connection:
            connection.sendall(get(ENDLESS))
            time.sleep(0.5)
        began = time.monotonic()
        assert lives(server) and time.monotonic() - began < 60


def test_a_full_queue(graph_file: Path) -> None:
    """One query runs, one waits, a third is told to come again."""
    with serving(str(graph_file), "--workers", "1", "--queue", "1", "--timeout", "5") as server:
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(server.query(ENDLESS)[0])) for _ in range(2)]
        for thread in threads:
            thread.start()
        time.sleep(1)
        status, headers, body = server.query(SIMPLE)
        assert (status, headers["retry-after"]) == (503, "2") and body.startswith("Too many queries wait")
        for thread in threads:
            thread.join()
        assert answers == [503, 503] and lives(server)


def test_names_of_other_hosts(server: Server) -> None:
    """A web site that calls itself this machine is sent away, whatever port it names; our own names are answered."""
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[::2]", "", "[::1"):
        assert server.ask("/sparql", host=host)[0] == 421, host
    for host in ("localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8765"):
        assert server.ask("/sparql", host=host)[0] == 200


def test_web_sites_may_not_read(graph_file: Path, server: Server) -> None:
    """Unless one is named."""
    origin = "https://yasgui.example"
    assert "access-control-allow-origin" not in server.ask("/sparql", origin=origin)[1]
    with serving(str(graph_file), "--cors", origin, "--workers", "1", stop=signal.SIGTERM) as open_server:
        assert open_server.ask("/sparql", origin=origin)[1]["access-control-allow-origin"] == origin
        assert "access-control-allow-origin" not in open_server.ask("/sparql", origin="https://evil.example")[1]


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_nothing_is_left_behind(graph_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped by a signal, the server removes its folder and its workers; killed, its workers end even from a query."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    tempfile.tempdir = None
    try:
        for stop in (signal.SIGINT, signal.SIGTERM):
            with serving(str(graph_file), "--workers", "2", stop=stop) as server:
                assert len(list(tmp_path.iterdir())) == 1
                workers = server.workers()
            assert list(tmp_path.iterdir()) == [] and not any(map(_running, workers))
    finally:
        tempfile.tempdir = None
    with pytest.raises(AssertionError), serving(str(graph_file), "--workers", "2", "--timeout", "3") as server:
        workers = server.workers()
        with closing(socket.create_connection(("127.0.0.1", server.port))) as connection:
            connection.sendall(get(ENDLESS))
            time.sleep(0.5)
            os.kill(server.process.pid, signal.SIGKILL)
    deadline = time.monotonic() + 30
    while any(map(_running, workers)):
        assert time.monotonic() < deadline
        time.sleep(0.2)


def _running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_store_is_served_and_kept_loaded(tmp_path: Path) -> None:
    """The second time the folder is opened as it is; several servers may read it."""
    store(path=str(tmp_path / "news.khabar")).close()
    arguments = (str(tmp_path / "news.khabar"), "--at", str(tmp_path / "kept"), "--workers", "1")
    with serving(*arguments) as one:
        assert lives(one)
        (tmp_path / "news.khabar").unlink()
        with serving(*arguments) as other:
            assert lives(other) and lives(one)
    assert (tmp_path / "kept").is_dir()


def test_what_cannot_be_served(graph_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A port that is taken, no graph, a file that is none: one line, exit code 2."""
    bad = tmp_path / "bad.ttl"
    bad.write_text("<a> <b> .")
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = str(taken.getsockname()[1])
        for arguments, message in (
            ([str(graph_file), "--port", port], f"Port {port} cannot be used: "),
            ([str(graph_file), "--port", "99999"], "Port 99999 cannot be used: "),
            ([str(tmp_path / "nowhere.ttl"), "--port", "0"], "nowhere.ttl: cannot be read"),
            ([str(bad), "--port", "0"], "bad.ttl: this is no Turtle"),
            ([str(bad), "--port", "0", "--at", str(tmp_path)], f"{tmp_path}: cannot be opened"),
        ):
            assert cli.main(["serve", *arguments]) == 2
            out, err = capsys.readouterr()
            assert out == "" and message in err and err.count("\n") == 1
