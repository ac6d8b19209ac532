"""What ``khabar query`` and ``khabar ask`` share: the graph that is asked, and how answers are shown."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyoxigraph import Store

    from ..exports.sparql import Results

GRAPH = "a graph: .ttl .nt .nq .trig .jsonld .rdf or a .khabar store"


def add_to(commands: Any, name: str, help: str, epilog: str) -> Any:
    """Declare a command and return its parser."""
    return commands.add_parser(
        name,
        help=help,
        description=f"{help[0].upper()}{help[1:]}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_options(parser: Any) -> None:
    """Add the options of commands that print what they found."""
    parser.add_argument(
        "--format",
        default="table",
        choices=("table", "csv", "json", "markdown"),  # of exports.sparql, which --help need not import
        help="table and markdown for eyes, csv and json as W3C's SPARQL results (default: table)",
    )
    parser.add_argument(
        "--at",
        type=Path,
        metavar="FOLDER",
        help="keep the loaded graph in this folder, and take it from there the next time",
    )


def load(options: argparse.Namespace) -> Store:
    """Return the graph that a command was given, in memory or on disk."""
    from ..exports import sparql

    return sparql.load(Path(options.graph), at=options.at)


def show(results: Results, format: str) -> int:
    """Print results as they are found and return the exit code."""
    from ..exports import sparql

    sys.stdout.writelines(sparql.lines(results, format))
    sys.stdout.flush()
    return 0


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python hears of it only when Oxigraph returns, which can take hours."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
