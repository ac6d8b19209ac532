"""What tests of the command line share: running it in this process, and leaving logging as it was."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from khabar import cli

Run = Callable[..., tuple[int, str, str]]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command with these arguments and gives exit code, output and error output."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            code = cli.main(arguments)
        except SystemExit as e:
            code = int(e.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return run


@contextmanager
def logging_kept() -> Iterator[None]:
    """Undo what a run of the command does to logging, which belongs to the process."""
    root, log = logging.getLogger(), logging.getLogger("khabar")
    before = root.handlers[:], log.handlers[:], log.level, log.propagate
    yield
    root.handlers[:], log.handlers[:], log.level, log.propagate = before
