"""One writer at a time: a file beside the store, locked for as long as its process lives."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def only(path: Path) -> Iterator[bool]:
    """Give True while this process alone holds the lock, False where another does.

    The system lets go of the lock when the process ends, however it ends; the file is removed when it is given back.
    """
    file = path.open("a+b")
    mine = _take(file.fileno())
    while mine and not _is(path, file.fileno()):
        file.close()
        file = path.open("a+b")
        mine = _take(file.fileno())
    with file:
        try:
            yield mine
        finally:
            if mine:
                if os.name == "posix":  # elsewhere an open file cannot be removed, and an empty one is no harm
                    path.unlink(missing_ok=True)
                _give(file.fileno())


def _is(path: Path, number: int) -> bool:
    """Is the file that was locked still the one of that name? Its last holder may have removed it in between."""
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _take(number: int) -> bool:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(number: int) -> bool:
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_UN)
