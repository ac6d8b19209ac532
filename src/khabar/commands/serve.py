"""``khabar serve``: a graph as a SPARQL endpoint and pages, read only, on this machine only."""

from __future__ import annotations

import argparse
import gc
import logging
import os
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common

log = logging.getLogger(__name__)

_PORT = 8765
_EPILOG = """\
examples:
  khabar serve graph.trig
  khabar serve news.khabar --at loaded/ --port 9000 --timeout 60
  curl -G http://127.0.0.1:8765/sparql --data-urlencode 'query=SELECT * WHERE { ?s ?p ?o } LIMIT 3'

Needs starlette and uvicorn: pip install 'khabar[serve]'. Ctrl-C stops it.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "serve", "serve a graph as a SPARQL endpoint, on this machine only", _EPILOG)
    parser.add_argument("graph", metavar="GRAPH", help=_results.GRAPH)
    parser.add_argument("--port", type=int, default=_PORT, help=f"0 takes a free one (default: {_PORT})")
    parser.add_argument(
        "--at", type=Path, metavar="FOLDER", help="keep the loaded graph in this folder, and take it from there later"
    )
    group = parser.add_argument_group("limits")
    cores = min(4, os.cpu_count() or 1)
    for name, default, what in (
        ("workers", cores, "queries that run at once, each in a process (default: a core each, 4 at most)"),
        ("timeout", 30, "seconds that a query may take (default: 30)"),
        ("queue", 64, "queries that may wait for their turn (default: 64)"),
        ("max-rows", 100_000, "rows or triples of an answer (default: 100,000)"),
        ("max-memory", 2000, "megabytes that a query may take, on Linux (default: 2000)"),
    ):
        group.add_argument(f"--{name}", type=_positive, default=default, metavar="N", help=what)
    group.add_argument(
        "--cors",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="let scripts of this web site read from here, such as https://yasgui.example (may be repeated)",
    )
    add_common(parser)
    parser.set_defaults(run=run)


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def run(options: argparse.Namespace) -> int:
    """Load, serve until a signal comes; return the exit code."""
    from ..exports import ExportError

    try:
        from ..server import http
        from ..server.app import application
    except ImportError as error:
        raise ExportError("Serving needs starlette and uvicorn. Install them: pip install 'khabar[serve]'") from error
    with ExitStack() as stack:
        # Before the graph is loaded, which can take minutes, be sure of the port.
        listening = stack.enter_context(_bound(options.port))
        folder = options.at or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="khabar-"))) / "graph"
        served = _served(options, folder)
        address = f"http://{http.ADDRESS}:{listening.getsockname()[1]}/"
        print(f"{served.name}: {served.triples:,} triples at {address} (SPARQL: {address}sparql)", flush=True)
        http.run(application(served, origins=options.cors), served.pool, listening)
    return 0


def _bound(port: int) -> Any:
    from ..exports import ExportError
    from ..server import http

    try:
        return http.bound(port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ExportError(f"Port {port} cannot be used: {reason}. Name another with --port.") from error


def _served(options: argparse.Namespace, folder: Path) -> Any:
    """Load the graph into the folder and return what is served from it."""
    from ..exports import sparql
    from ..server.app import Served
    from ..server.pool import Pool

    if folder.is_dir() and any(folder.iterdir()):
        graph = _opened(folder)
    else:
        graph = sparql.load(Path(options.graph), at=folder)
    triples = len(graph)
    del graph
    gc.collect()  # closes the store, which the workers open
    pool = Pool(
        folder,
        workers=options.workers,
        seconds=float(options.timeout),
        queue=options.queue,
        memory=options.max_memory * 1_000_000,
    )
    return Served(pool, Path(options.graph).name, triples, rows=options.max_rows)


def _opened(folder: Path) -> Any:
    """Open what was loaded before, for reading alone: the workers of another server may be reading it too."""
    from pyoxigraph import Store

    from ..exports.sparql import QueryError

    try:
        return Store.read_only(str(folder))
    except OSError as error:
        raise QueryError(f"{folder}: cannot be opened: {error}. Name an empty folder, or one loaded before.") from error
