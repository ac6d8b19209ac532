"""How far a build has come: a line on a terminal, log records for machines, else nothing."""

from __future__ import annotations

import argparse
import glob
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..pipeline import Counts

log = logging.getLogger(__name__)

_EVERY = 10.0  # seconds between two log records
_PACKED = (".gz", ".xz", ".zst", ".bz2", ".zip")


class Progress:
    """Shows counts after each batch. ``size`` is the bytes of all inputs; 0 where nobody can tell what is left."""

    def __init__(self, *, terminal: bool, size: int = 0) -> None:
        self._terminal, self._size = terminal, size
        self._told = time.monotonic()
        self._shown = 0

    def __call__(self, counts: Counts) -> None:
        """Show how many articles were read, how fast, and how long the rest takes."""
        rate = counts.read / counts.seconds if counts.seconds else 0.0
        left = self._left(counts)
        if self._terminal:
            self._show(f"{counts.articles:,} articles, {rate:,.1f} a second{_left(left)}")
        elif time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            told = {"articles": counts.articles, "skipped": len(counts.skipped), "rate": round(rate, 2), "left": left}
            said = "%d articles, %d skipped, %.1f a second%s"
            log.info(said, counts.articles, len(counts.skipped), rate, _left(left), extra={"told": told})

    def end(self) -> None:
        """Take the line off the terminal."""
        if self._shown:
            self._show("")
            print("\r", end="", file=sys.stderr, flush=True)
            self._shown = 0

    def _show(self, line: str) -> None:
        print(f"\r{line:<{self._shown}}", end="", file=sys.stderr, flush=True)
        self._shown = len(line)

    def _left(self, counts: Counts) -> float | None:
        """Return about how many seconds the rest takes, None where that cannot be told yet."""
        read = counts.bytes - counts.bytes_known
        if not self._size or counts.seconds < 2 or read <= 0:
            return None
        return round(max(0, self._size - counts.bytes) * counts.seconds / read, 1)


def _left(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    if minutes < 1:
        return f", about {max(1, round(seconds)):d} s left"
    return f", about {minutes:,} min left" if minutes < 90 else f", about {minutes / 60:,.1f} h left"


@contextmanager
def progress(options: argparse.Namespace) -> Iterator[Progress]:
    """Give what shows the progress of a build with these options, and take it away at the end, however that comes."""
    terminal = sys.stderr.isatty() and not (options.verbose or options.quiet or options.log_json)
    shown = Progress(terminal=terminal, size=_size(options.inputs) if terminal or options.log_json else 0)
    try:
        yield shown
    finally:
        shown.end()


def _size(inputs: Iterable[str]) -> int:
    """Return how many bytes the inputs have; 0 where one of them is packed, for then nobody knows."""
    total = 0
    for file in (file for name in inputs for file in _files(name)):
        if file.suffix.casefold() in _PACKED:
            return 0
        total += file.stat().st_size
    return total


def _files(name: str) -> Iterator[Path]:
    paths = [Path(name)] if Path(name).exists() else map(Path, glob.glob(name, recursive=True))
    for path in paths:
        within = path.rglob("*") if path.is_dir() else [path]
        yield from (file for file in within if file.is_file() and not file.name.startswith("."))
