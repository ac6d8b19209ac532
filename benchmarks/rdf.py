"""How fast the graph is written as RDF, loaded and queried, beside rdflib doing the same in the same run.

    python benchmarks/rdf.py [--articles 4200] [--rdflib-articles 100] [--questions]

The graph is made up (``synthetic.py``): 15 statements per article. Seconds are CPU seconds of all
threads together, of queries wall seconds too. rdflib is given fewer articles; its rates are per triple.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import Graph

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import synthetic

from khabar.exports import sparql
from khabar.exports._rdf import chunks
from khabar.exports.questions import ask, questions
from khabar.exports.rdf import to_rdf
from khabar.graph.knowledge_graph import KnowledgeGraph

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml")


def timed(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds that a call takes."""
    start = clock()
    call()
    return clock() - start


def row(what: str, count: int, seconds: float) -> None:
    """Print a line of the table: what, how many, seconds, how many per second."""
    print(f"{what:44}{count:>12,}{seconds:>10.2f} s{count / seconds:>12,.0f} /s", flush=True)


def writing(kg: KnowledgeGraph, folder: Path, count: int) -> None:
    """Print the speed of every format."""
    row("statements read from the store", kg.store.counts()["statements"], timed(lambda: sum(1 for _ in kg.facts())))
    row("quads made, not written", count, timed(lambda: sum(map(len, chunks(kg)))))
    for format in FORMATS:
        write, path = import_module(f"khabar.exports.{format}").write, folder / f"graph.{format}"
        seconds = timed(partial(write, kg, path))
        row(f"write {format} ({path.stat().st_size / 1e6:.0f} MB)", count, seconds)


def loading(kg: KnowledgeGraph, folder: Path, count: int) -> ox.Store:
    """Print how fast Oxigraph loads; return the graph in memory."""
    found: list[ox.Store] = []
    row("Oxigraph loads nq into memory", count, timed(lambda: found.append(sparql.load(folder / "graph.nq"))))
    row("Oxigraph loads nq onto disk", count, timed(lambda: sparql.load(folder / "graph.nq", at=folder / "disk")))
    row("Oxigraph loads nt onto disk", count, timed(lambda: sparql.load(folder / "graph.nt", at=folder / "disk-nt")))
    row("Oxigraph loads ttl into memory", count, timed(lambda: sparql.load(folder / "graph.ttl")))
    row("Oxigraph loads the store, no file between", count, timed(lambda: sparql.load(kg)))
    return found[0]


def asking(graph: ox.Store) -> None:
    """Print what each saved question takes: the median about the five best known entities, and of the whole graph."""
    counted = "SELECT ?e WHERE { ?s kh:subject ?e } GROUP BY ?e ORDER BY DESC(COUNT(?s)) LIMIT 6"
    *famous, last = (sparql.short(e) for (e,) in sparql.query(graph, counted))
    every: dict[str, Any] = {"to": last, "since": date(2024, 1, 1), "until": date(2024, 2, 1)}
    print(f"{'question':24}{'answers':>10}{'wall':>12}{'CPU':>12}")
    for question in questions().values():
        needed = {p: every[p] for p in question.needs if p != "about"}
        runs = [("one", [needed | {"about": name} for name in famous])]
        if "about" not in question.needs:
            runs.append(("all", [needed]))
        for kind, given in runs:
            times, answers = [], 0
            for parameters in given:
                start, cpu = time.perf_counter(), time.process_time()
                answers = sum(1 for _ in ask(graph, question.id, **parameters))
                times.append((time.perf_counter() - start, time.process_time() - cpu))
            wall, cpu = (1000 * statistics.median(column) for column in zip(*times, strict=True))
            print(f"{question.id:18}{kind:6}{answers:>10,}{wall:>9.0f} ms{cpu:>9.0f} ms", flush=True)


def rdflib(articles: int, folder: Path) -> None:
    """Print what rdflib does in the same time."""
    warnings.filterwarnings("ignore", module="rdflib")
    made: list[Graph] = []
    kg = synthetic(articles=articles, people=200).graph()
    seconds = timed(lambda: made.append(to_rdf(kg)))
    graph, count = made[0], len(made[0])
    row("to_rdf: an rdflib.Graph", count, seconds)
    for format in ("nt", "turtle", "json-ld", "xml"):
        path = folder / f"rdflib.{format}"
        row(f"rdflib writes {format}", count, timed(partial(graph.serialize, path, format=format)))
        if format in ("nt", "turtle"):
            row(f"rdflib loads {format}", count, timed(partial(Graph().parse, path, format=format)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=4200)
    parser.add_argument("--rdflib-articles", type=int, default=100, help="0 leaves rdflib out")
    parser.add_argument("--questions", action="store_true", help="ask the saved questions only")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kg = synthetic(articles=args.articles, people=5000).graph()
        count = sum(map(len, chunks(kg)))
        print(f"{args.articles:,} articles, {kg.store.counts()['statements']:,} statements, {count:,} triples")
        if args.questions:
            asking(sparql.load(kg))
        else:
            writing(kg, folder, count)
            asking(loading(kg, folder, count))
            if args.rdflib_articles:
                rdflib(args.rdflib_articles, folder)
    print(f"highest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
