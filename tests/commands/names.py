"""What tests of names on the command line share: a store built by the command from six small articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from console import Run, logging_kept, runner
from fakes import FirstAndLast

from khabar import reading
from khabar.commands import build as build_command
from khabar.graph.gazetteer import Gazetteer, built_in
from khabar.graph.model import Entity, Merge
from khabar.graph.store import Store

Known = tuple[list[Entity], list[Merge]]
VISITORS = ("زعرورنا", "فشقولو", "فشقولو", "بوتين", "شفتشينكو", "شيفتشينكو")
"""Two whom nobody knows, one who is listed, and one in two spellings that the rules join."""


@pytest.fixture(autouse=True)
def quiet_logs() -> Iterator[None]:
    """Logging belongs to the process, and each run of the command sets it."""
    with logging_kept():
        yield


_BUILT: list[bytes] = []


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in a folder with ``news.khabar``; exit code, output, errors."""
    load, listed = Gazetteer.load, built_in()
    # Read once for all tests: each command reads it anew, in a second.
    monkeypatch.setattr(Gazetteer, "load", lambda *extra: load(*extra) if extra else listed)
    monkeypatch.setattr(reading, "Extractor", FirstAndLast)
    monkeypatch.setattr(reading, "LANGUAGES", ("ar",))
    monkeypatch.setattr(build_command, "default_jobs", lambda: 0)
    monkeypatch.chdir(tmp_path)

    command = runner(capsys)
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
