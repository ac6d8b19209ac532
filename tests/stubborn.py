"""What a file can do to the program that reads it, for the tests of ``khabar.readers.apart``."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
from collections.abc import Iterator

from khabar.readers import InputError

log = logging.getLogger("khabar.stubborn")


def count(to: int) -> Iterator[int | None]:
    """Yield numbers, with a None before each."""
    for number in range(to):
        yield None
        yield number


def hang(first: str) -> Iterator[str]:
    """Yield a value, then work for ages inside C, where no signal interrupts."""
    yield first
    re.match(r"(a+)+$", "a" * 64 + "b")


def die() -> Iterator[str]:
    """Yield a value, then crash as a library in C does."""
    yield "first"
    os.kill(os.getpid(), signal.SIGSEGV)


def swallow() -> Iterator[int]:
    """Ask for 64 GiB."""
    yield len(bytearray(64 << 30))


def talk() -> Iterator[str]:
    """Print where answers go, and log."""
    print("noise", flush=True)
    os.write(1, b"noise")
    log.warning("%s bends the standard", "it")
    yield "done"


def fail(kind: str) -> Iterator[str]:
    """Raise an error."""
    yield "first"
    if kind == "ours":
        raise InputError("it is empty.")
    if kind == "deep":
        sys.setrecursionlimit(100)
        yield repr(_deep(1000))
    raise KeyError(f"{kind}\nline")


def _deep(level: int) -> int:
    return _deep(level - 1) + 1 if level else 0
