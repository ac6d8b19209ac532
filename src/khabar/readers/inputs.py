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
from typing import BinaryIO

from .packed import MAGIC, split
from .source import Skipped, Source, plain

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
        yield from _copied("<stdin>", None, sys.stdin.buffer)
    elif path.is_dir():
        yield from _folder(path, suffixes, exclude)
    elif path.exists():
        yield from _file(path)
    else:
        yield from _pattern(str(name), suffixes, exclude)


def _file(path: Path) -> Iterator[Source | Skipped]:
    if path.is_file():
        yield Source(plain(str(path)), path, packing=split(path)[1])
    elif path.is_fifo():  # a shell's <(command)
        with path.open("rb") as stream:
            yield from _copied(plain(str(path)), path, stream)
    else:
        yield Skipped(str(path), "this is a device or a socket, not a file.")


def _copied(name: str, path: Path | None, stream: BinaryIO) -> Iterator[Source]:
    """Yield what can be read only once as a source that can be read again; the copy lives as long as the generator."""
    descriptor, place = tempfile.mkstemp(prefix="khabar")
    copy = Path(place)
    try:
        with open(descriptor, "wb") as file:
            shutil.copyfileobj(stream, file)
        with copy.open("rb") as file:
            head = file.read(8)
        packing = next((suffix for magic, suffix in MAGIC.items() if head.startswith(magic)), "")
        yield Source(name, path, copy, packing)
    finally:
        copy.unlink(missing_ok=True)


def _folder(folder: Path, suffixes: Collection[str], exclude: Collection[Path]) -> Iterator[Source | Skipped]:
    found, ignored = 0, Counter[str]()
    for path in _walk(folder):
        if Path(os.path.realpath(path)) in exclude or path.suffix.startswith(_STORE):
            continue
        bare, packing = split(path)
        if bare.suffix.casefold() not in suffixes:
            ignored["".join(path.suffixes[-2:] if packing else path.suffixes[-1:]) or path.name] += 1
            continue
        found += 1
        if path.exists() and not path.is_file():
            yield Skipped(str(path), "this is a pipe, a device or a socket, not a file.")
        else:
            yield Source(plain(str(path)), path, packing=packing)
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
        yield from _folder(path, suffixes, exclude) if path.is_dir() else _file(path)
