"""One server for the tests that do no harm to it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from factories import graph  # noqa: E402
from served import Server, serving  # noqa: E402

from khabar import exports  # noqa: E402


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-made graph as a .trig file."""
    path = tmp_path_factory.mktemp("served") / "graph.trig"
    exports.write(graph(), path)
    return path


@pytest.fixture(scope="session")
def server(graph_file: Path) -> Iterator[Server]:
    """A server of it with small limits."""
    limits = ("--timeout", "2", "--workers", "2", "--max-rows", "500", "--max-memory", "500")
    with serving(str(graph_file), *limits) as one:
        yield one
