"""How fast the page is written, opens and moves, in Chromium with software rendering and the network cut.

    python benchmarks/page.py [--chromium /usr/bin/chromium] [--sizes small medium large] [--repeat 3]

The graphs are made up (``synthetic.py``). Opening is from the call to the first frame after the page says it is ready;
moving is the number of times the map is drawn a second while a hand drags it to and fro. Of several tries the best.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import psutil  # type: ignore[import-untyped]  # it has no types of its own
from synthetic import synthetic

from khabar.exports import html
from khabar.graph.knowledge_graph import KnowledgeGraph

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# articles, people, pairs of each: 150 articles as in the sample, then what the page must bear
SIZES = {"small": (150, 260, 2), "medium": (1100, 2960, 6), "large": (5600, 17500, 6)}

COUNT_DRAWINGS = """
const clear = CanvasRenderingContext2D.prototype.clearRect;
window.drawings = 0;
CanvasRenderingContext2D.prototype.clearRect = function (...box) { window.drawings++; return clear.apply(this, box); };
"""
NEXT_FRAME = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"


def edges_of(kg: KnowledgeGraph) -> tuple[int, int, int]:
    """Return how many nodes, edges (as in ``kg.nx``) and statements a graph has."""
    keys, nodes, statements = set(), set(), 0
    for fact in kg.facts():
        statements += 1
        nodes.add(fact.subject.id)
        if fact.object is not None:
            nodes.add(fact.object.id)
            s = fact.statement
            keys.add((fact.subject.id, fact.object.id, s.claim.relation.key, s.polarity, s.modality))
    return len(nodes), len(keys), statements


def spent() -> float:
    """Return the CPU seconds that the browser's processes have used: on a busy machine the figure to trust."""
    family = psutil.Process().children(recursive=True)
    return sum(sum(process.cpu_times()[:2]) for process in family if process.is_running())


def opening(browser: Any, path: Path, hash: str = "") -> tuple[float, Any]:
    """Return the seconds to the first frame, and the page."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.set_offline(True)
    page = context.new_page()
    page.add_init_script(COUNT_DRAWINGS)
    start = time.perf_counter()
    page.goto(path.as_uri() + hash)
    page.wait_for_selector("html[data-ready]")
    page.evaluate(NEXT_FRAME)
    return time.perf_counter() - start, page


def moving(page: Any, seconds: float = 3.0) -> tuple[float, float]:
    """Return the drawings a second while the map is dragged, and the CPU milliseconds of each."""
    page.mouse.move(640, 250)
    page.mouse.down()
    page.mouse.move(660, 260)
    before, used, start, turn = page.evaluate("window.drawings"), spent(), time.perf_counter(), 0
    while time.perf_counter() - start < seconds:
        page.mouse.move(640 + 150 * ((turn % 40) / 40), 250 + 90 * ((turn % 27) / 27))
        turn += 1
    drawn = page.evaluate("window.drawings") - before
    taken, cost = time.perf_counter() - start, spent() - used
    page.mouse.up()
    return drawn / taken, 1000 * cost / max(drawn, 1)


def acting(page: Any) -> dict[str, float]:
    """Return the milliseconds that a search, a filter and the table take, to the next frame."""
    box = "document.getElementById('search')"
    acts = {
        "search": f"{box}.value = 'سوري'; {box}.dispatchEvent(new Event('input'))",
        "filter": "location.hash = 'pol=negated'",
        "table": "location.hash = 'tab=table'",
    }
    script = "async (act) => {{ const start = performance.now(); {0}; await {1}; return performance.now() - start; }}"
    return {name: float(page.evaluate(script.format(act, NEXT_FRAME))) for name, act in acts.items()}


def measure(browser: Any, name: str, folder: Path, repeat: int) -> None:
    """Print the figures of one size."""
    articles, people, pairs = SIZES[name]
    kg = synthetic(articles=articles, people=people, topics=max(9, people // 120), pairs_each=pairs).graph()
    nodes, edges, statements = edges_of(kg)
    print(f"\n{name}: {nodes:,} nodes, {edges:,} edges, {statements:,} statements of {articles:,} articles", flush=True)
    path = folder / f"{name}.html"
    start = time.process_time()
    html.write(kg, path)
    print(f"  written       {time.process_time() - start:8.2f} CPU s   {path.stat().st_size / 1e6:.1f} MB", flush=True)
    for label, hash in (("150 names", ""), ("all names laid out", "#show=3000")):
        openings, drags = [], []
        for turn in range(repeat):
            seconds, page = opening(browser, path, hash)
            openings.append(seconds)
            drags.append(moving(page))
            if turn < repeat - 1:
                page.context.close()
        print(f"  opens         {min(openings):8.2f} s   {label}", flush=True)
        rate, cost = max(rate for rate, _ in drags), min(cost for _, cost in drags)
        print(f"  moves         {rate:8.1f} /s  {cost:5.1f} CPU ms a drawing, {label}", flush=True)
        if not hash:
            print("  " + ", ".join(f"{what} {taken:.0f} ms" for what, taken in acting(page).items()), flush=True)
        page.context.close()


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    parser.add_argument("--repeat", type=int, default=3, help="how often each page is opened; the best counts")
    arguments = parser.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=FLAGS)
        for name in arguments.sizes:
            measure(browser, name, Path(folder), arguments.repeat)
        browser.close()


if __name__ == "__main__":
    main()
