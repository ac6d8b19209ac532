"""What tests of names on the command line share: a store built by the command from six small articles."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FirstAndLast

from khabar import cli, pipeline
from khabar.graph.gazetteer import Gazetteer, built_in
from khabar.graph.model import Entity, Merge
from khabar.graph.store import Store

Run = Callable[..., tuple[int, str, str]]
Known = tuple[list[Entity], list[Merge]]
VISITORS = ("زعرورنا", "فشقولو", "فشقولو", "بوتين", "شفتشينكو", "شيفتشينكو")
"""Two whom nobody knows, one who is listed, and one in two spellings that the rules join."""


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    """Undo what a run of the command does to logging, which belongs to the process."""
    root, log = logging.getLogger(), logging.getLogger("khabar")
    before = root.handlers[:], log.handlers[:], log.level, log.propagate
    yield
    root.handlers[:], log.handlers[:], log.level, log.propagate = before


_BUILT: list[bytes] = []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in a folder with ``news.khabar``; exit code, output, errors."""
    load, listed = Gazetteer.load, built_in()
    # Read once for all tests: each command reads it anew, in a second.
    monkeypatch.setattr(Gazetteer, "load", lambda *extra: load(*extra) if extra else listed)
    monkeypatch.setattr(pipeline, "Extractor", FirstAndLast)
    monkeypatch.setattr(pipeline, "LANGUAGES", ("ar",))
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as e:
            code = int(e.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    Path("articles").mkdir()
    for number, visitor in enumerate(VISITORS):
        Path(f"articles/{number}.txt").write_text(f"{visitor} زار أمس دمشق", encoding="utf-8")
    if not _BUILT:  # once for all tests: the first build of a process weighs every listed name
        assert build(command)[0] == 0
        _BUILT.append(Path("news.khabar").read_bytes())
    Path("news.khabar").write_bytes(_BUILT[0])
    return command


def build(run: Run, *arguments: str) -> tuple[int, str, str]:
    """Build ``news.khabar`` again."""
    return run("build", "articles", "-o", "news.khabar", "--language", "ar", "-q", *arguments)


def known() -> Known:
    """Return the entities and merges of ``news.khabar``."""
    with Store("news.khabar", create=False) as store:
        return list(store.entities()), list(store.merges())


def ids() -> dict[str, str]:
    """Return the entity id of each visitor of ``news.khabar``."""
    with Store("news.khabar", create=False) as store:
        return {statement.claim.subject.text: ends.subject for statement, ends in store.resolved()}
