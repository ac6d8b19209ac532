"""Damaged files and files made to take time or memory, a few of each; ``fuzz_readers.py`` tries many."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

import fuzz_readers
import pytest
from made import BODY

from khabar.graph.model import Article
from khabar.readers import apart, read

SLOW = (
    "sections.html", "flate.pdf", "letters.pdf", "arrays.pdf", "wide.json", "runs.docx", "bomb.docx", "items.rss",
    "rows.parquet", "header.warc", "stars.md", "links.md", "front.md",
)  # fmt: skip


@pytest.fixture(autouse=True)
def bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Little time for each file, and no warnings."""
    monkeypatch.setattr(apart, "SECONDS", 10.0)
    monkeypatch.setattr(logging.root.manager, "disable", logging.WARNING)


@pytest.mark.parametrize("first", range(0, 400, 50))
def test_damaged_files(tmp_path: Path, first: int) -> None:
    """Each ends in articles or one line, in bounded time and memory, and the good article after it is read."""
    for number in range(first, first + 50):
        name, data = fuzz_readers.case(number)
        assert fuzz_readers.tried(name, (data,), tmp_path) == [], f"case {number}"


@pytest.mark.parametrize("name", [name for name, _ in fuzz_readers.monsters(0) if name not in SLOW])
def test_monsters(tmp_path: Path, name: str) -> None:
    """Endless lines are 40 MiB here; ``fuzz_readers.py`` makes them a gigabyte."""
    content = dict(fuzz_readers.monsters(40 << 20))[name]
    assert fuzz_readers.tried(name, content(), tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names or files")
def test_odd_names_and_files_in_a_folder(tmp_path: Path) -> None:
    """Names that are no text, hold line ends or turn words round; a pipe, a loop of links, a folder like a file."""
    for name in (b"\xff\xfe.txt", b"a\nb.txt", "\u202etxt.a.txt".encode(), b"good.txt"):
        (tmp_path / os.fsdecode(name)).write_text(f"{BODY} {name!r}", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = list(read([tmp_path]))
    assert len([one for one in found if isinstance(one, Article) and one.id.encode()]) == 4
    reasons = [str(one).removeprefix(f"{tmp_path}/") for one in found if not isinstance(one, Article)]
    assert reasons == [
        "broken.txt: the file cannot be read: No such file or directory.",
        "pipe.txt: this is a pipe, a device or a socket, not a file.",
        "self.txt: the file cannot be read: Too many levels of symbolic links.",
    ]
