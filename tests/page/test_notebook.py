"""A graph in a notebook: a cell shows the page in a frame, which works there without the notebook's rights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from khabar.exports import html
from khabar.graph.knowledge_graph import KnowledgeGraph

TESTS = Path(__file__).parents[1]


def test_a_cell_shows_the_page() -> None:
    """An executed notebook holds the frame as its output."""
    nbclient = pytest.importorskip("nbclient", reason="no nbclient here: pip install nbclient ipykernel")
    nbformat = pytest.importorskip("nbformat", reason="no nbformat here: pip install nbclient ipykernel")
    cell = f"""
import sys
sys.path[:0] = {[str(TESTS), str(TESTS.parent / "src")]!r}
import khabar
from factories import graph

khabar.KnowledgeGraph(graph().store)
"""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)])
    nbclient.NotebookClient(book, timeout=120).execute()
    [output] = book.cells[0].outputs
    assert output["data"]["text/html"].startswith("<iframe srcdoc=")


@pytest.mark.browser
def test_the_frame_works_where_it_stands(kg: KnowledgeGraph, open_page: Any, tmp_path: Path) -> None:
    """Drawn, and a name opens its details, though the frame has neither an address nor an origin of its own."""
    host = tmp_path / "graph.html"
    page = open_page(kg)
    host.write_text(f"<!DOCTYPE html><meta charset=utf-8>{html.notebook(kg)}", encoding="utf-8")
    page.goto(host.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#search").fill("بوتين")
    frame.locator("#found [role=option]").first.click()
    assert "Vladimir Putin" in frame.locator("#panel").inner_text()
