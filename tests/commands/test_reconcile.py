"""reconcile: a W3C reconciliation service asked politely, once for each name, and what is accepted of its answers."""

from __future__ import annotations

import csv
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from commands.names import Run, build, ids, known, quiet_logs, run  # noqa: F401  (fixtures are found by their names)

from khabar.reconcile import Cache, Candidate, Question, ReconcileError, Service, reconcile

WIKIDATA = "http://www.wikidata.org/entity/"
MANIFEST = {
    "versions": ["0.1", "0.2"],
    "name": "A service of the tests",
    "identifierSpace": WIKIDATA,
    "schemaSpace": "http://www.wikidata.org/prop/direct/",
    "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
}
ANSWERS: dict[str, list[Any]] = {
    "زعرورنا": [
        {"id": "Q901", "name": "Zarurna", "score": 60, "match": False, "type": [{"id": "Q5", "name": "human"}]},
        {"id": "Q900", "name": "زعرورنا", "score": 97.5, "match": True, "type": ["Q5"], "description": "شاعر"},
    ],
    "فشقولو": [{"id": "Q902", "name": "a", "score": 99}, {"id": "Q903", "name": "b", "score": 99}],
    "شفتشينكو": [{"id": "Q7747", "name": "c", "score": "98"}, {"name": "without an id"}, "no candidate"],
    "شيفتشينكو": [{"id": "Q905", "name": "d", "score": None}],
}


@dataclass
class Local:
    """A service on this machine: what it answers, what it was sent, and the troubles it is to make first."""

    manifest: Any = field(default_factory=lambda: dict(MANIFEST))
    answers: dict[str, list[Any]] = field(default_factory=lambda: dict(ANSWERS))
    troubles: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    batches: list[dict[str, Any]] = field(default_factory=list)
    agents: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    url: str = ""

    @property
    def asked(self) -> list[str]:
        """The names that it was asked about, in order."""
        return [query["query"] for batch in self.batches for query in batch.values()]

    def answer(self, form: bytes) -> dict[str, Any]:
        batch = json.loads(parse_qs(form.decode())["queries"][0])
        self.batches.append(batch)
        return {
            key: {"result": self.answers.get(query["query"], [])[: query["limit"]]}
            for key, query in batch.items()
            if query["query"] not in self.silent
        }


@pytest.fixture
def service() -> Iterator[Local]:
    """A service of the protocol, listening on the loopback address."""
    local = Local()

    class Handler(BaseHTTPRequestHandler):
        def send(self, code: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(code)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            self.meet()
            self.send(200, {"Content-Type": "application/json"}, json.dumps(local.manifest).encode())

        def do_POST(self) -> None:
            form = self.rfile.read(int(self.headers["Content-Length"]))
            self.meet()
            if local.troubles:
                self.send(*local.troubles.pop(0))
                return
            self.send(200, {"Content-Type": "application/json"}, json.dumps(local.answer(form)).encode())

        def meet(self) -> None:
            local.agents.add(self.headers["User-Agent"])
            local.times.append(time.monotonic())

        def log_message(self, *arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        local.url = f"http://127.0.0.1:{server.server_port}/api"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield local
        server.shutdown()
        thread.join()


def ask(run: Run, service: Local, *arguments: str) -> tuple[int, str, str]:  # noqa: F811
    """Run the command without waiting between requests."""
    return run("reconcile", "news.khabar", "--service", service.url, "--delay", "0", *arguments)


def proposals() -> list[dict[str, str]]:
    with Path("news.proposals.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_proposals(run: Run, service: Local) -> None:  # noqa: F811
    """Only entities that have an id of ours are asked about; every candidate is a row, the graph stays as it is."""
    was = known()
    code, out, err = ask(run, service)
    assert (code, out) == (0, "")
    assert err == "3 entities asked about, 3 have candidates. Wrote news.proposals.csv.\n"
    assert set(service.asked) == {"زعرورنا", "فشقولو", "شفتشينكو"} and len(service.batches) == 1
    rows = proposals()
    mine = [row for row in rows if row["asked"] == "زعرورنا"]
    assert [(r["rank"], r["candidate"], r["score"], r["match"], r["types"]) for r in mine] == [
        ("1", f"{WIKIDATA}Q900", "97.5", "yes", "Q5"),
        ("2", f"{WIKIDATA}Q901", "60.0", "", "human"),
    ]
    assert mine[0]["entity"] == ids()["زعرورنا"] and mine[0]["description"] == "شاعر" and mine[0]["count"] == "1"
    assert len(rows) == 5 and {row["accepted"] for row in rows} == {""}
    assert known() == was and not Path("news.names.csv").exists()


def test_nothing_is_asked_twice(run: Run, service: Local) -> None:  # noqa: F811
    """The second run takes all from the cache and writes the same bytes, even when the service is gone."""
    ask(run, service)
    first, asked = Path("news.proposals.csv").read_bytes(), len(service.times)
    assert ask(run, service)[0] == 0
    assert len(service.times) == asked and Path("news.proposals.csv").read_bytes() == first


def test_accepted_ids_reach_the_graph_with_the_next_build(run: Run, service: Local) -> None:  # noqa: F811
    """A candidate without an equal is accepted; one of another type, or one of two equals, is not."""
    before = ids()
    service.answers["زعرورنا"] = [{"id": "Q900", "name": "Zarurna", "score": 97.5}]
    service.answers["شفتشينكو"] = [{"id": "Q159", "name": "Russia", "score": 100, "match": True}]
    code, _, err = ask(run, service, "--accept", "95")
    assert code == 0 and "1 accepted; news.names.csv has 2 new names. Build with --gazetteer news.names.csv.\n" in err
    assert f"{WIKIDATA}Q159 is proposed for 'شفتشينكو' (PER) and borne by a GPE: types that differ." in err
    assert [r["candidate"] for r in proposals() if r["accepted"]] == [f"{WIKIDATA}Q900"]
    assert Path("news.names.csv").read_text(encoding="utf-8").splitlines() == [
        "name,language,entity,type,qid",
        f"زعرورنا,ar,{WIKIDATA}Q900,PER,Q900",
        f"Zarurna,en,{WIKIDATA}Q900,PER,Q900",
    ]
    assert build(run, "--gazetteer", "news.names.csv")[0] == 0
    assert ids() == before | {"زعرورنا": f"{WIKIDATA}Q900"}
    (entity,) = (entity for entity in known()[0] if entity.id == f"{WIKIDATA}Q900")
    assert dict(entity.labels) == {"ar": "زعرورنا", "en": "Zarurna"}


def test_accepted_names_are_added_to_those_of_before(run: Run, service: Local) -> None:  # noqa: F811
    """Rows that are there stay; what would contradict them is refused, and the file keeps its bytes."""
    mine = Path("news.names.csv")
    mine.write_text("name,language,entity,type,qid\nباء,ar,B,PER,\n", encoding="utf-8")
    assert ask(run, service, "--accept", "95", "--type", "PER=Q5")[0] == 0
    assert len(mine.read_text(encoding="utf-8").splitlines()) == 5
    before = mine.read_bytes()
    assert "has 0 new names" in ask(run, service, "--accept", "95", "--type", "PER=Q5")[2]
    assert mine.read_bytes() == before
    mine.write_text("name,language,entity,type,qid\nزعرورنا,ar,B,PER,\n", encoding="utf-8")
    before = mine.read_bytes()
    code, _, err = ask(run, service, "--accept", "95")
    assert code == 2 and "'زعرورنا' is 'B' in line 2 and" in err and "Nothing was changed" in err
    assert mine.read_bytes() == before


def test_what_is_listed_without_an_id_is_proposed_and_not_accepted(run: Run, service: Local) -> None:  # noqa: F811
    """A file of the user's would take its names and leave its country and sector behind."""
    Path("articles/listed.txt").write_text("بومبيو زار أمس دمشق", encoding="utf-8")
    assert build(run)[0] == 0
    service.answers = {"Mike Pompeo": [{"id": "Q999", "name": "Mike Pompeo", "score": 100, "match": True}]}
    code, _, err = ask(run, service, "--accept", "95")
    assert code == 0 and "'مايك بومبيو' is listed by Khabar under its id; nothing is accepted for it.\n" in err
    assert "0 accepted.\n" in err and not Path("news.names.csv").exists()
    assert [(r["candidate"], r["accepted"]) for r in proposals()] == [(f"{WIKIDATA}Q999", "")]


def test_types_limits_and_batches(run: Run, service: Local) -> None:  # noqa: F811
    """The service is asked for its own types, for the most frequent entities, in batches of the size that it bears."""
    service.manifest["batchSize"] = 1
    assert ask(run, service, "--type", "PER=Q5", "--limit", "2")[0] == 0
    assert all(list(batch) == ["q0"] for batch in service.batches)
    assert sorted(batch["q0"]["query"] for batch in service.batches) == ["شفتشينكو", "فشقولو"]
    assert all(batch["q0"] | {"query": ""} == {"query": "", "limit": 5, "type": "Q5"} for batch in service.batches)
    assert ask(run, service, "--type", "GPE=Q6256")[2].startswith("0 entities asked about")


def test_a_service_is_told_who_asks_and_given_time(service: Local) -> None:
    """Between two requests there is the delay, and the agent names the program and its user."""
    asking = Service(service.url, delay=0.1, contact="me@university.example")
    list(asking.ask([Question("a")]))
    list(asking.ask([Question("b")]))
    assert min(b - a for a, b in zip(service.times, service.times[1:], strict=False)) >= 0.09
    (agent,) = service.agents
    assert agent.startswith("khabar/") and agent.endswith("; me@university.example)")


def test_a_busy_service_is_asked_again_when_it_says(service: Local, tmp_path: Path) -> None:
    """Retry-After is obeyed, then the answer is kept."""
    service.troubles += [(503, {"Retry-After": "0"}, b""), (429, {"Retry-After": "0"}, b"")]
    cache = Cache(tmp_path / "c.jsonl", service.url)
    assert reconcile(Service(service.url, delay=0.01), [Question("زعرورنا")], cache) == 0
    assert [c.id for c in cache.held[Question("زعرورنا")]] == ["Q900", "Q901"]
    assert Cache(tmp_path / "c.jsonl", service.url) == cache
    assert Cache(tmp_path / "c.jsonl", "http://other.example/").held == {}


def test_a_run_that_breaks_off_goes_on(run: Run, service: Local) -> None:  # noqa: F811
    """What was answered before is kept, even where the last line was cut; only the rest is asked."""
    service.troubles.append((500, {}, b""))
    code, _, err = ask(run, service, "--batch", "1")
    assert code == 2 and "it answers HTTP 500" in err and not Path("news.proposals.csv").exists()
    assert ask(run, service, "--batch", "1", "--limit", "2")[0] == 0
    cache = Path("news.reconcile.jsonl")
    cache.write_bytes(cache.read_bytes()[:-10])
    service.batches.clear()
    assert ask(run, service)[0] == 0
    assert len(service.asked) == 2 and len(cache.read_text(encoding="utf-8").splitlines()) == 3


def test_names_that_the_service_leaves_out(run: Run, service: Local) -> None:  # noqa: F811
    """They are counted, the exit code is 1, and the next run asks for them again."""
    service.silent.add("فشقولو")
    code, _, err = ask(run, service)
    assert code == 1 and "left 1 names without an answer. The same command asks for them again." in err
    service.silent.clear()
    service.batches.clear()
    assert ask(run, service)[0] == 0 and service.asked == ["فشقولو"]


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ({"versions": ["0.2"]}, "this is no reconciliation service, its manifest has no name."),
        ({"versions": ["1.0-draft"], "name": "x"}, "it speaks version 1.0-draft of the protocol, Khabar 0.1 and 0.2."),
        (["x"], "its answer is no JSON object. Is it a reconciliation service?"),
    ],
)
def test_what_is_no_service(run: Run, service: Local, manifest: Any, message: str) -> None:  # noqa: F811
    """One line, exit code 2, nothing written."""
    service.manifest = manifest
    code, out, err = ask(run, service)
    assert (code, out) == (2, "") and message in err and err.count("\n") == 1
    assert sorted(path.name for path in Path().glob("news.*")) == ["news.khabar"]


def test_addresses_and_caches_that_are_none(run: Run, service: Local, tmp_path: Path) -> None:  # noqa: F811
    """Files are not read as services, a closed port is said at once, a broken cache names its line."""
    for url, message in [
        ("file:///etc/hostname", "is no address of a service. Give one that begins with http:// or https://."),
        ("http://127.0.0.1:9/", "it cannot be reached"),
    ]:
        code, _, err = run("reconcile", "news.khabar", "--service", url)
        assert code == 2 and message in err and err.count("\n") == 1
    Path("broken.jsonl").write_text("{}\n", encoding="utf-8")
    code, _, err = ask(run, service, "--cache", "broken.jsonl")
    assert code == 2 and err.startswith("broken.jsonl:1: this is no answer of a service.")
    with pytest.raises(ReconcileError, match="control characters"):
        Service(service.url, contact="a\r\nX-Evil: 1")


@pytest.mark.parametrize(
    ("space", "id", "iri"),
    [
        ("https://www.wikidata.org/entity/", "Q1", f"{WIKIDATA}Q1"),
        ("https://sws.geonames.org/", "170654", "https://sws.geonames.org/170654/"),
        ("http://example.org/a#", "x y", "http://example.org/a#x%20y"),
        ("a space", "Q1", "https://www.wikidata.org/wiki/Q1"),
        ("a space", "http://example.org/1", "http://example.org/1"),
    ],
)
def test_ids_become_iris(service: Local, space: str, id: str, iri: str) -> None:
    """By the identifier space where it is the beginning of an address, else by the service's page of the thing."""
    service.manifest["identifierSpace"] = space
    service.answers["a"] = [{"id": id, "name": "n", "score": "nan"}]
    ((_, found),) = Service(service.url, delay=0).ask([Question("a")])
    assert found == (Candidate(id, iri, "n", "", (), 0.0, False),)
