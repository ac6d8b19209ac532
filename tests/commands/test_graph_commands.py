"""query, ask, validate, import and export: a graph's way between files, stores and answers on the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from console import Run, logging_kept, runner
from factories import PUTIN, graph, hama, store, syria

from khabar import exports
from khabar.exports.rdf import Options
from khabar.graph.store import Store

ROOT = Path(__file__).resolve().parent.parent.parent
ASYLUM = "SELECT ?who ?whom WHERE { ?who rel:grant_asylum ?whom }"


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    """Logging belongs to the process, and each run of the command sets it."""
    with logging_kept():
        yield


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in a folder with a graph in three formats; code, output, errors."""
    monkeypatch.chdir(tmp_path)
    store(path="news.khabar").close()
    for suffix in (".trig", ".ttl"):
        exports.write(graph(), Path(f"graph{suffix}"))

    return runner(capsys)


@pytest.mark.parametrize("source", ["graph.trig", "graph.ttl", "news.khabar"])
def test_query(run: Run, source: str) -> None:
    """A file and a store give the same answer; prefixes and named graphs need no words."""
    code, out, err = run("query", source, ASYLUM, "--format", "csv")
    assert (code, err) == (0, "")
    assert out.splitlines() == ["who,whom", f"{PUTIN.id},https://w3id.org/khabar/entity/named%3Aالأسد"]


@pytest.mark.parametrize(
    ("format", "first"),
    [("table", "who       whom"), ("markdown", "| who | whom |"), ("json", '{"head": {"vars": ["who", "whom"]}')],
)
def test_formats_of_answers(run: Run, format: str, first: str) -> None:
    """For eyes and for programs; a table is what is printed when nothing else is asked for."""
    out = run("query", "graph.trig", ASYLUM, "--format", format)[1]
    assert out.startswith(first)
    if format == "json":
        assert len(json.loads(out)["results"]["bindings"]) == 1
    if format == "table":
        assert run("query", "graph.trig", ASYLUM)[1] == out


def test_query_of_a_file_and_of_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """--file and - read the same query, with or without a byte order mark."""
    expected = run("query", "graph.trig", ASYLUM)[1]
    Path("q.rq").write_text(ASYLUM, encoding="utf-8-sig")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ASYLUM.encode())))
    assert run("query", "graph.trig", "--file", "q.rq")[1] == run("query", "graph.trig", "-")[1] == expected


def test_a_graph_kept_on_disk(run: Run) -> None:
    """The second time it is not loaded: the file may be gone."""
    expected = run("query", "graph.trig", ASYLUM, "--at", "kept")[1]
    Path("graph.trig").unlink()
    assert run("query", "graph.trig", ASYLUM, "--at", "kept") == (0, expected, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["query", "graph.trig", "SELECT nonsense"], "The query is wrong: "),
        (["query", "graph.trig", "SELECT * FROM <x:y> WHERE { ?s ?p ?o }"], "FROM chooses no graphs here"),
        (["query", "graph.trig"], "There is no query. Give one: in quotation marks"),
        (["query", "graph.trig", ASYLUM, "--file", "q.rq"], "There are two queries."),
        (["query", "graph.trig", "--file", "nowhere.rq"], "nowhere.rq: No such file or directory."),
        (["query", "graph.trig", "--file", "arabic.rq"], "arabic.rq: the query is not UTF-8 (byte 0)."),
        (["query", "nowhere.trig", ASYLUM], "nowhere.trig: cannot be read: No such file"),
        (["query", "graph.html", ASYLUM], "graph.html: no graph has the suffix '.html'."),
        (["query", "nowhere.khabar", ASYLUM], "nowhere.khabar: there is no such store"),
        (["query", "graph.trig", ASYLUM, "--at", "arabic.rq/x"], "cannot be opened"),
        (["ask", "who", "graph.trig"], "There is no question 'who'. Ask one of who-said,"),
        (["ask", "who-said"], "The question 'who-said' needs a graph"),
        (["ask", "paths", "graph.trig", "--about", "بوتين"], "The question 'paths' needs --to."),
        (["ask", "who-said", "graph.trig", "--about", "بوتن"], "Nothing in the graph is called 'بوتن'. Near it: بوتين"),
        (["ask", "contested", "graph.trig", "--to", "بوتين"], "The question 'contested' has no --to."),
        (["validate", "nowhere.ttl"], "nowhere.ttl: cannot be read"),
        (["import", "graph.trig", "-o", "out.ttl"], "out.ttl: a store's name ends in .khabar."),
        (["import", "textless.nq", "-o", "new.khabar"], "textless.nq: "),
        (["export", "news.khabar", "-o", "out.docx"], "out.docx: no format has the suffix '.docx'."),
        (["export", "graph.trig", "-o", "out.khabar"], "khabar import GRAPH -o out.khabar"),
        (["export", "nowhere.khabar", "-o", "out.ttl"], "nowhere.khabar: there is no such store"),
        (["export", "news.khabar", "-o", "out.ttl", "--base", "here"], "The base of IRIs is 'here'."),
        (["export", "news.khabar", "-o", "out.ttl", "--split", "1M"], "Only .nq and .nt can be written in parts."),
    ],
)
def test_nothing_can_be_done(run: Run, arguments: list[str], message: str) -> None:
    """Exit code 2, one line that says why and what to do, no traceback, nothing made."""
    Path("arabic.rq").write_bytes("سؤال".encode("windows-1256"))
    exports.write(graph(), "textless.nq", rdf=Options(text=False))
    before = sorted(Path().iterdir())
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and message in err and err.count("\n") == 1 and "Unexpected" not in err
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "who-said", "graph.trig", "--since", "yesterday"],
        ["export", "news.khabar", "-o", "x.nq", "--split", "0"],
        ["export", "news.khabar", "-o", "x.nq", "--split", "lots"],
        ["query"],
        ["import", "graph.trig"],
    ],
)
def test_bad_usage(run: Run, arguments: list[str]) -> None:
    """argparse says so in its own way, and exits 2."""
    code, _, err = run(*arguments)
    assert code == 2 and err.startswith("usage: khabar")


def test_questions_are_listed(run: Run) -> None:
    """Each with both names, its parameters and an explanation in both languages."""
    code, out, _ = run("ask")
    rows = out.splitlines()
    at = rows.index("timeline  التسلسل  --about [--since] [--until]")
    assert code == 0 and rows[at + 1].startswith("    What happened") and rows[at + 2].startswith("    ما جرى في مكان")


def test_a_question_in_either_language(run: Run) -> None:
    """The name's language is the answer's, unless another is asked for, or IRIs."""

    def relation(*arguments: str) -> str:
        code, out, _ = run("ask", *arguments, "--about", "بوتين", "--until", "2024-12-09", "--format", "csv")
        assert code == 0
        (row,) = csv.DictReader(io.StringIO(out))
        return row["relation"]

    assert relation("من-قال", "graph.trig") == "منح حق اللجوء"
    assert relation("who-said", "news.khabar") == "grants asylum to"
    assert relation("who-said", "graph.trig", "--language", "ar") == "منح حق اللجوء"
    assert relation("who-said", "graph.trig", "--language", "none") == "https://w3id.org/khabar/relation/grant_asylum"


def test_validate(run: Run) -> None:
    """What we write conforms; a quotation that is not its article's words does not, and the exit code says so."""
    assert run("validate", "graph.trig") == (0, "graph.trig conforms.\n", "")
    assert run("validate", "news.khabar", "-q") == (0, "", "")
    path = Path("graph.ttl")
    changed = path.read_text(encoding="utf-8").replace("kh:polarity kh:polarity-negated", "kh:polarity kh:maybe")
    path.write_text(changed, encoding="utf-8")
    code, out, err = run("validate", "graph.ttl")
    assert code == 1 and "kh:maybe" not in out and "ns#maybe" in out and out.endswith("violations.\n") and not err


def test_import_restores_the_store(run: Run) -> None:
    """What is imported exports to the same bytes."""
    code, out, err = run("import", "graph.trig", "-o", "deep/again.khabar")
    assert (code, out, err) == (0, "", "deep/again.khabar holds 2 articles, 9 statements, 14 entities.\n"), err
    assert run("export", "deep/again.khabar", "-o", "again.ttl", "-q") == (0, "", "")
    assert Path("again.ttl").read_bytes() == Path("graph.ttl").read_bytes()


def test_two_graphs_become_one(run: Run) -> None:
    """In one command or one after the other, files and stores mixed; entities of the same id are one."""
    exports.write(graph([syria()]), "one.nq")
    store([hama()], path="two.khabar").close()
    assert run("import", "one.nq", "two.khabar", "-o", "both.khabar", "-q") == (0, "", "")
    run("import", "one.nq", "-o", "later.khabar")
    run("import", "two.khabar", "-o", "later.khabar")
    for name in ("both", "later"):
        with Store(f"{name}.khabar") as found:
            assert (found.counts()["articles"], found.counts()["statements"]) == (2, 9)
            assert [e.id for e in found.entities()].count(PUTIN.id) == 1


def test_a_store_that_was_there_survives_a_bad_import(run: Run) -> None:
    """It is as it was before the bad file."""
    Path("bad.ttl").write_text("<a> <b> .")
    code, _, err = run("import", "bad.ttl", "-o", "news.khabar")
    assert code == 2 and "bad.ttl: this is no Turtle" in err
    with Store("news.khabar", create=False) as found:
        assert found.counts()["statements"] == 9


def test_export_writes_what_its_options_say(run: Run) -> None:
    """Another base, no texts, no reported plain triples; other formats are not touched by them."""
    options = ["--base", "https://example.org/", "--no-text", "--direct", "stated", "--triple-terms"]
    code, _, err = run("export", "news.khabar", "-o", "out/a.nt", "-o", "out/a.jsonl", *options)
    assert (code, err) == (0, "Wrote out/a.nt, out/a.jsonl.\n")
    text = Path("out/a.nt").read_text(encoding="utf-8")
    assert "https://example.org/article/" in text and "ns#text>" not in text and "<<(" in text
    assert f"\n<{PUTIN.id}> <https://w3id.org/khabar/relation/grant_asylum>" not in text


def test_an_export_that_fails(run: Run) -> None:
    """The others are written and the exit code is 1; when none is, it is 2."""
    Path("taken.ttl/graph.ttl").mkdir(parents=True)
    code, _, err = run("export", "news.khabar", "-o", "taken.ttl", "-o", "out.nq")
    assert code == 1 and "taken.ttl/graph.ttl" in err and Path("out.nq").exists()
    Path("file").write_text("")
    code, _, err = run("export", "news.khabar", "-o", "file/x.ttl")
    assert code == 2 and err.count("\n") == 1 and "file" in err


def test_a_dump_in_parts(run: Run) -> None:
    """Joined they are the whole file; each is within the size; older parts beyond the last do not stay."""
    run("export", "news.khabar", "-o", "dump/graph.nq")
    whole = Path("dump/graph.nq").read_bytes()
    assert run("export", "news.khabar", "-o", "dump/graph.nq", "--split", "10K")[0] == 0
    assert len(list(Path("dump").glob("graph-*.nq"))) == -(-len(whole) // 10_000)
    Path("dump/graph-12.nq").write_text("mine")
    code, _, err = run("export", "news.khabar", "-o", "dump/graph.nq", "--split", "50K")
    parts = sorted(Path("dump").glob("graph-????.nq"))
    assert code == 0 and [p.name for p in parts] == [f"graph-{n + 1:04}.nq" for n in range(len(parts))]
    assert err == f"Wrote {', '.join(map(str, parts))}.\n"
    assert b"".join(p.read_bytes() for p in parts) == whole and all(p.stat().st_size <= 50_000 for p in parts)
    assert Path("dump/graph-12.nq").read_text() == "mine"
    assert [p for p in Path("dump").iterdir() if p.name.startswith(".")] == []


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="POSIX signals")
def test_ctrl_c_stops_a_query_that_would_run_for_hours(run: Run) -> None:
    """Oxigraph does not return to Python meanwhile; the process ends all the same."""
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    code = "import sys; from khabar.cli import main; print('on', flush=True); main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "query", "graph.trig", endless]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout and process.stdout.readline() == b"on\n"
        time.sleep(2)  # within the query on any machine; before it, Python itself ends it
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(10) in (-signal.SIGINT, 130)


@pytest.mark.parametrize("command", ["query", "ask", "validate", "import", "export"])
def test_help_holds_an_example_and_the_manual_every_option(run: Run, command: str) -> None:
    """Help shows a line to paste, and docs/sparql.md documents every option."""
    code, out, _ = run(command, "--help")
    assert code == 0 and f"  khabar {command} " in out
    manual = "".join((ROOT / f"docs/{page}.md").read_text(encoding="utf-8") for page in ("sparql", "command-line"))
    options = {word.strip("[],()") for word in out.split() if word.strip("[],()").startswith("--")}
    assert sorted(option for option in options if option not in manual) == []
