"""The command ``khabar``: one module per command in ``commands/``; here what they share."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime

from . import __version__
from .commands import (
    ask,
    build,
    check,
    correct,
    demo,
    diff,
    different,
    entities,
    errors,
    explain,
    export,
    import_,
    info,
    merge,
    query,
    reconcile,
    retract,
    same,
    serve,
    undo,
    validate,
)

# Matrices of this size gain nothing from more threads, which only wait for each other; a user's own setting wins.
# Set before numpy is first imported, by a command.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

log = logging.getLogger("khabar")

DONE, PARTLY, NOTHING, INTERRUPTED = 0, 1, 2, 130
_SHOWN = 50  # warnings; a crawl of which every page is broken must not bury the summary

_EPILOG = """\
exit codes:
  0  every article was read and every output written
  1  some articles were skipped or some outputs failed; all others are there
  2  nothing could be done: bad usage, no article, no model, a store that is none

try it:
  khabar demo
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; what goes wrong is one line on standard error."""
    options = _parser().parse_args(arguments)
    with _speaking(options):
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        log.error("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output, such as head, has seen enough
        sys.stderr.close()
        return NOTHING
    except Exception as e:
        if options.debug:
            raise
        log.error("%s", _line(e))
        return NOTHING


def _line(error: Exception) -> str:
    """Say an error in one line: our own errors say it themselves, others are faults to be reported."""
    if type(error).__module__.split(".")[0] == "khabar":
        return str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {error.strerror}." if error.filename else f"{error}."
    return f"Unexpected {type(error).__name__}: {error}. Run it again with --debug and report the traceback."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="khabar",
        description="Knowledge graphs from Arabic and English news.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("-V", "--version", action="version", version=f"khabar {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    about_names = (entities, same, different, undo, reconcile)
    about_stores = (info, errors, check, merge, retract, correct, diff)
    for command in (build, demo, query, ask, explain, validate, import_, export, serve, *about_stores, *about_names):
        command.add_to(commands)
    return parser


@contextmanager
def _speaking(options: argparse.Namespace) -> Iterator[None]:
    """Send the package's log to standard error, one plain line each, as loud as the user wishes; then as before."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # consoles that have no Arabic
    level = logging.ERROR if options.quiet else logging.DEBUG if options.verbose > 1 else logging.INFO
    handler = logging.StreamHandler(sys.stderr)
    if getattr(options, "log_json", False):
        handler.setFormatter(_Json())
    else:
        handler.setFormatter(logging.Formatter("%(message)s"))
        if not options.verbose:
            level = max(level, logging.WARNING)
            handler.addFilter(_Some(_SHOWN))
    root = logging.getLogger()
    before = root.handlers[:], log.handlers[:], log.level, log.propagate
    # Other libraries' messages speak of their own insides, not of the user's files.
    root.handlers[:], log.handlers[:] = [logging.NullHandler()], [handler]
    log.setLevel(level)
    log.propagate = False
    try:
        yield
    finally:
        root.handlers[:], log.handlers[:], level, log.propagate = before
        log.setLevel(level)


class _Json(logging.Formatter):
    """Writes a record as one JSON object: time (UTC), level, message, and what a record tells in numbers."""

    def format(self, record: logging.LogRecord) -> str:
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"time": time, "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            told["traceback"] = self.formatException(record.exc_info)
        return json.dumps(told | getattr(record, "told", {}), ensure_ascii=False)


class _Some(logging.Filter):
    """Lets so many warnings through, and says when it holds back the others."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.left = most

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno != logging.WARNING:
            return True
        self.left -= 1
        if self.left == 0:
            record.msg, record.args = f"{record.getMessage()}\nFurther warnings are not shown; -v shows all.", ()
        return self.left >= 0
