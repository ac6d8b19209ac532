"""A real browser for the page: Chromium through Playwright, its network cut, every complaint of the page kept.

``open_page(kg, "#lang=en", ...)`` writes the page of a graph, opens it from disk and gives it back when it is ready.
When the test ends, a console error, an uncaught error or a request to any host fails it.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from khabar.exports import html
from khabar.graph.knowledge_graph import KnowledgeGraph

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium and Playwright; skipped, and said so, without them")


def _find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium here: apt-get install chromium fonts-noto-core")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no Playwright here: pip install playwright")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_find_chromium(), args=FLAGS)
        yield browser
        browser.close()


class Opener:
    """Opens pages; ``width``, ``height`` and ``scheme`` are the screen's, other options those of the export."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self.chromium = chromium
        self.path = folder / "graph.html"
        self.problems: list[str] = []
        self.contexts: list[Any] = []

    def __call__(
        self,
        kg: KnowledgeGraph,
        hash: str = "",
        *,
        width: int = 1400,
        height: int = 900,
        scheme: str = "light",
        **options: Any,
    ) -> Any:
        html.write(kg, self.path, **options)
        screen = {"width": width, "height": height}
        context = self.chromium.new_context(viewport=screen, color_scheme=scheme, reduced_motion="reduce")
        self.contexts.append(context)
        context.set_offline(True)
        page = context.new_page()
        page.on("console", lambda message: self.note(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.note(str(error)))
        page.on("dialog", self.dismiss)
        page.on("request", lambda request: self.note_request(request.url))
        page.goto(self.path.as_uri() + hash)
        page.wait_for_selector("html[data-ready]")
        return page

    def note(self, problem: str) -> None:
        self.problems.append(problem)

    def dismiss(self, dialog: Any) -> None:
        self.note(f"dialog {dialog.message}")
        dialog.dismiss()

    def note_request(self, address: str) -> None:
        """Note any request but for the file itself and for what the page made in memory to be saved."""
        if address.split("#")[0] != self.path.as_uri() and not address.startswith("blob:"):
            self.note(address)


@pytest.fixture
def open_page(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open the page of a graph; fails the test when the page complained."""
    opener = Opener(chromium, tmp_path)
    yield opener
    for context in opener.contexts:
        context.close()
    assert opener.problems == []


@pytest.fixture(scope="session")
def synthetic() -> Callable[..., KnowledgeGraph]:
    """``synthetic(articles=..., people=...)`` gives a larger graph: benchmarks/synthetic.py."""
    path = Path(__file__).parents[2] / "benchmarks" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic_news", path)
    assert spec is not None and spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return lambda **options: module.synthetic(**options).graph()
