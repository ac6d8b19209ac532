"""N-Quads and N-Triples in files of a size, for loaders that take several at once or cannot take a large one."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from ..exports import ExportError

SUFFIXES = (".nq", ".nt")
"""The formats of which any whole lines are a file."""

_SIZE = re.compile(r"([0-9]+)([KMG]?)B?", re.IGNORECASE)
_UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9}


def size(text: str) -> int:
    """Return how many bytes a size such as ``500M`` stands for; ValueError where it is none."""
    found = _SIZE.fullmatch(text)
    if not found or not int(found[1]):
        raise ValueError(f"{text!r} is no size; write it as 500M or 2G")
    return int(found[1]) * _UNITS[found[2].upper()]


def write(blocks: Iterable[bytes], path: Path, most: int) -> list[Path]:
    """Write blocks of whole lines to ``NAME-0001.nq``, ``NAME-0002.nq`` ... of at most so many bytes; return them.

    A line is never cut, so that only a file of a single line can be larger. The files take their places when all are
    written; those of an earlier export whose numbers are higher are removed, for a loader would take them along.
    """
    parts: list[Path] = []
    try:
        for chunk in _filled(blocks, most):
            parts.append(path.with_name(f".{path.name}.{secrets.token_hex(4)}.part"))
            with parts[-1].open("xb") as file:
                _all(file, chunk)
        names = [path.with_name(f"{path.stem}-{n:04}{path.suffix}") for n in range(1, len(parts) + 1)]
        for part, name in zip(parts, names, strict=True):
            os.replace(part, name)
        for old in set(_numbered(path)) - set(names):
            old.unlink()
    except OSError as error:
        raise ExportError(f"{path}: cannot be written in parts: {error.strerror}.") from error
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    return names


def _all(file: IO[bytes], pieces: Iterable[bytes]) -> None:
    for piece in pieces:
        file.write(piece)


def _filled(blocks: Iterable[bytes], most: int) -> Iterator[Iterator[bytes]]:
    """Yield the pieces of each file, of one at least; each must be read to its end before the next is asked for."""
    lines = (line for block in blocks for line in block.splitlines(keepends=True))
    line = next(lines, None)

    def one() -> Iterator[bytes]:
        nonlocal line
        left = most
        while line is not None and (left == most or len(line) <= left):
            left -= len(line)
            yield line
            line = next(lines, None)

    yield one()
    while line is not None:
        yield one()


def _numbered(path: Path) -> Iterator[Path]:
    name = re.compile(re.escape(path.stem) + r"-[0-9]{4,}" + re.escape(path.suffix))
    return (other for other in path.parent.iterdir() if name.fullmatch(other.name))
