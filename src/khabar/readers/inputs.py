"""What the user named to sources: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import logging
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from .source import Skipped, Source

log = logging.getLogger(__name__)

_STORE = ".khabar"  # with what SQLite keeps beside it, .khabar-wal and .khabar-shm


def sources(
    name: str | Path, *, suffixes: Collection[str], exclude: Collection[Path] = ()
) -> Iterator[Source | Skipped]:
    """Yield a source for each file that a name stands for, in the order of their names.

    A folder gives the files of the known suffixes, without hidden ones and without those in ``exclude`` (what the
    build itself writes). What does not exist is skipped with a reason.
    """
    path = Path(name)
    if str(name) == "-":
        yield _standard_input()
    elif path.is_dir():
        yield from _folder(path, suffixes, exclude)
    elif path.exists():
        yield Source(str(path), path)
    else:
        yield from _pattern(str(name), suffixes, exclude)


def _standard_input() -> Source:
    """Return standard input, kept in a temporary file so that it can be looked at before it is read."""
    copy = tempfile.TemporaryFile()
    shutil.copyfileobj(sys.stdin.buffer, copy)
    copy.seek(0)
    return Source("<stdin>", stream=copy)


def _folder(folder: Path, suffixes: Collection[str], exclude: Collection[Path]) -> Iterator[Source | Skipped]:
    found, ignored = 0, Counter[str]()
    for path in _walk(folder):
        if path.resolve() in exclude or path.suffix.startswith(_STORE):
            continue
        if path.suffix.casefold() in suffixes:
            found += 1
            yield Source(str(path), path)
        else:
            ignored[path.suffix or path.name] += 1
    if ignored:
        kinds = ", ".join(f"{suffix} ({count})" for suffix, count in ignored.most_common(5))
        log.warning("%s: files of other kinds were left out: %s.", folder, kinds)
    if not found:
        yield Skipped(str(folder), f"the folder holds no articles. Khabar reads {' '.join(sorted(suffixes))}.")


def _walk(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(files) if not name.startswith("."))


def _pattern(pattern: str, suffixes: Collection[str], exclude: Collection[Path]) -> Iterator[Source | Skipped]:
    paths = sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else []
    if not paths:
        yield Skipped(pattern, "there is no such file or folder.")
    for path in map(Path, paths):
        yield from _folder(path, suffixes, exclude) if path.is_dir() else iter((Source(str(path), path),))
