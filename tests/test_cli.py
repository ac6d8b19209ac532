"""The command line."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from console import Run, runner
from fakes import FirstAndLast, fake_extraction

from khabar import commands, pipeline
from khabar.exports import formats, outputs

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in an empty folder; gives exit code, output and error output."""
    monkeypatch.chdir(tmp_path)
    fake_extraction(monkeypatch)

    return runner(capsys)


def article(name: str = "a.txt", text: str = "بوتين زار أمس دمشق") -> None:
    Path(name).write_text(text, encoding="utf-8")


def statements(name: str = "out.jsonl") -> list[tuple[str, str, str, str]]:
    rows = [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
    return [(r["article"], r["subject"]["text"], r["relation"]["lemma"], r["object"]["text"]) for r in rows]


def test_build(run: Run) -> None:
    """An article becomes a file of the format that the suffix names; the summary counts, and nothing goes to stdout."""
    article()
    code, out, err = run("build", "a.txt", "-o", "out.jsonl")
    assert (code, out) == (0, "")
    assert err == "1 article read, 0 skipped; 1 statement about 2 entities.\nWrote out.jsonl.\n"
    assert statements() == [("a", "بوتين", "زار", "دمشق")]


def test_several_outputs(run: Run) -> None:
    """-o may be repeated, a folder gets every format, and folders that are not there are made."""
    article()
    code, _, _ = run("build", "a.txt", "-o", "deep/out.ttl", "-o", "all/", "-q")
    assert code == 0 and Path("deep/out.ttl").stat().st_size
    wanted = {file for suffix in formats() for file in outputs(Path("all") / f"graph{suffix}")}
    assert set(Path("all").iterdir()) == wanted and len(wanted) >= len(formats())


def test_the_store_goes_on(run: Run) -> None:
    """A second build into the same store reads only what is new, and the graph holds both."""
    article("a.txt")
    assert run("build", "a.txt", "-o", "news.khabar")[0] == 0
    article("b.txt", "لافروف زار القاهرة")
    code, _, err = run("build", ".", "-o", "news.khabar", "-o", "out.jsonl")
    assert (code, err.splitlines()[0]) == (
        0,
        "2 articles read (1 of them read before), 0 skipped; 2 statements about 4 entities.",
    )
    assert [row[0] for row in statements()] == ["a", "b"]


def test_outputs_are_no_inputs(run: Run) -> None:
    """Built twice in the folder of the articles, the graph is the same, byte for byte."""
    article()
    run("build", ".", "-o", "out.jsonl", "-o", "out.html")
    first = Path("out.jsonl").read_bytes(), Path("out.html").read_bytes()
    code, _, err = run("build", ".", "-o", "out.jsonl", "-o", "out.html")
    assert (code, first) == (0, (Path("out.jsonl").read_bytes(), Path("out.html").read_bytes())), err


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """- reads what is piped in."""
    line = json.dumps({"id": "x", "body": "بوتين زار دمشق"})
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(line.encode())))
    assert run("build", "-", "--text-field", "body", "-o", "out.jsonl", "-q")[0] == 0
    assert statements()[0][0] == "x"


def test_min_confidence(run: Run) -> None:
    """Statements below it are not kept; the fake's are certain by half."""
    article()
    run("build", "a.txt", "-o", "out.jsonl", "--min-confidence", "0.6")
    assert statements() == []
    run("build", "a.txt", "-o", "out.jsonl", "--min-confidence", "0.5")
    assert len(statements()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["a.txt", "-o", "out.docx"], "out.docx: no format has the suffix '.docx'. Use one of .csv,"),
        (["a.txt", "-o", "a.khabar", "-o", "b.khabar"], "A build has one store, not 2."),
        (["a.txt", "-o", "out.ttl", "--language", "fr"], "Language 'fr' is not read. Khabar reads ar, en."),
        (["nowhere.txt", "-o", "out.ttl"], "nowhere.txt: there is no such file or folder.\nNo article was read;"),
        (["a.txt", "-o", "out.ttl", "--ontology", "mine.toml"], "mine.toml"),
        (["a.txt", "-o", "a.txt/out.ttl"], "a.txt"),
    ],
)
def test_nothing_can_be_done(run: Run, arguments: list[str], message: str) -> None:
    """Exit code 2, one line that says why, no traceback, no output."""
    article()
    code, out, err = run("build", *arguments)
    assert code == 2 and out == "" and message in err and "Traceback" not in err
    assert not Path("out.ttl").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["build"], ["build", "a.txt"], ["build", "a.txt", "-o", "x.ttl", "--min-confidence", "2"], ["bild"]],
)
def test_bad_usage(run: Run, arguments: list[str]) -> None:
    """argparse's own exit code is 2 too."""
    code, _, err = run(*arguments)
    assert code == 2 and err.startswith("usage: khabar")


def test_an_output_that_fails(run: Run) -> None:
    """The others are written, and the exit code is 1."""
    article()
    Path("out.ttl").mkdir()
    Path("out.ttl/graph.ttl").mkdir()
    code, _, err = run("build", "a.txt", "-o", "out.ttl/graph.ttl/", "-o", "out.jsonl")
    assert code == 0, err
    Path("taken.html").mkdir()
    Path("taken.html/graph.graphml").mkdir()
    code, _, err = run("build", "a.txt", "-o", "taken.html", "-o", "out.jsonl")
    assert code == 1 and "taken.html/graph.graphml" in err and len(statements()) == 1


def test_debug_shows_the_traceback(run: Run) -> None:
    """With --debug an error is raised, so that the interpreter shows where."""
    with pytest.raises(Exception, match="no format has the suffix"):
        run("build", "a.txt", "-o", "out.docx", "--debug")


def test_an_unexpected_error_is_one_line_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is said in a line that asks for a report."""

    def fail(*arguments: object, **options: object) -> None:
        raise ZeroDivisionError("division by zero")

    article()
    monkeypatch.setattr(pipeline, "resolve", fail)
    code, _, err = run("build", "a.txt", "-o", "out.ttl")
    assert code == 2
    assert (
        err == "Unexpected ZeroDivisionError: division by zero. Run it again with --debug and report the traceback.\n"
    )


def test_logging_is_left_as_it_was(run: Run) -> None:
    """Called from Python, the command does not change how the process logs."""

    def state() -> tuple[object, ...]:
        root, log = logging.getLogger(), logging.getLogger("khabar")
        return root.handlers[:], log.handlers[:], log.level, log.propagate

    before = state()
    run("build", "nowhere.txt", "-o", "out.ttl", "-vv")
    assert state() == before


def test_interrupted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C says what the store keeps."""

    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    article()
    monkeypatch.setattr(FirstAndLast, "read", interrupt)
    code, _, err = run("build", "a.txt", "-o", "news.khabar")
    assert code == 130
    assert err == "news.khabar keeps 0 new articles; the same command goes on.\nInterrupted.\n"


def test_many_warnings_are_held_back(run: Run) -> None:
    """A crawl of broken lines shows 50 of them and the summary; -v shows all."""
    article()
    Path("broken.jsonl").write_text("{\n" * 200)
    code, _, err = run("build", "a.txt", "broken.jsonl", "-o", "out.ttl")
    assert code == 1 and err.count("is not JSON") == 50
    assert "Further warnings are not shown; -v shows all." in err
    assert "1 article read, 200 skipped" in err and "broken.jsonl:10 and 190 more." in err
    assert run("build", "a.txt", "broken.jsonl", "-o", "out.ttl", "-v")[2].count("is not JSON") == 200


def test_demo(run: Run) -> None:
    """It reads both articles, prints claims with the words they rest on and writes four files."""
    code, out, err = run("demo", "-o", "shown")
    assert (code, err) == (0, "")
    assert sorted(path.name for path in Path("shown").iterdir()) == [
        "graph.graphml",
        "graph.html",
        "graph.jsonl",
        "graph.ttl",
    ]
    first, words = out.splitlines()[:2]
    assert first.count(" | ") == 2 and words.startswith("    الكرملين: بوتين قرر منح الأسد حق اللجوء")
    assert "2 articles read, 0 skipped; 2 statements about" in out
    assert "--min-confidence" not in out, "demo has no such option"


def test_version(run: Run) -> None:
    """The version is the package's."""
    assert run("--version") == (0, "khabar 0.1.0\n", "")


COMMANDS = sorted(path.stem.strip("_") for path in Path(commands.__path__[0]).glob("[!_]*.py"))


def test_help_lists_every_command(run: Run) -> None:
    """A module in ``commands`` is a command, and the manual has a line for it."""
    _, out, _ = run("--help")
    manual = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"    {name} " not in out or f"    khabar {name} " not in manual] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_help_holds_an_example_and_the_manual_every_option(run: Run, command: str) -> None:
    """Help shows a line to paste, and the manual documents every option."""
    code, out, _ = run(command, "--help")
    assert code == 0 and f"  khabar {command} " in out.partition("options:")[2]
    manual = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))
    options = {word.strip("[],") for word in out.split() if word.strip("[],").startswith("--")}
    assert sorted(option for option in options if option not in manual) == []


def test_help_is_quick() -> None:
    """Help imports nothing large: under a second on any machine, here about 0.1 s."""
    code = "import sys; from khabar.cli import main\ntry: main(['build', '--help'])\nexcept SystemExit: pass\n"
    code += "print(*sorted({'spacy', 'networkx', 'rdflib', 'trafilatura', 'numpy', 'pandas'} & set(sys.modules)))"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == ""
