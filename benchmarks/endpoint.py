"""How many simple queries a second ``khabar serve`` answers to 16 clients, beside rdflib's own graph in one thread.

    python benchmarks/endpoint.py [--articles 500] [--clients 16] [--seconds 10] [--workers 2]

The graph is made up (``synthetic.py``), 15 statements per article. A client is a thread with one connection that it
keeps, which asks for what is claimed of one of a hundred entities, ten rows at most, and reads the answer. Clients and
server share the machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

from rdflib import Graph

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import synthetic

from khabar.exports import sparql, write
from khabar.graph.knowledge_graph import KnowledgeGraph

SIMPLE = "SELECT ?relation ?object WHERE {{ ?c kh:subject <{}> ; kh:relation ?relation ; kh:object ?object }} LIMIT 10"
BUSY = """\
SELECT ?e WHERE { ?c a kh:Claim ; kh:subject ?e ; kh:object ?o } GROUP BY ?e ORDER BY DESC(COUNT(*)) ?e LIMIT 100
"""
PREFIX = "PREFIX kh: <https://w3id.org/khabar/ns#> "


@contextmanager
def serving(path: Path, workers: int) -> Iterator[int]:
    """Serve a graph and give the port."""
    command = [sys.executable, "-m", "khabar", "serve", str(path), "--port", "0", "--workers", str(workers)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        found = re.search(r":([0-9]+)/ ", process.stdout.readline())
        assert found is not None
        try:
            time.sleep(5)  # until the workers are up
            yield int(found[1])
        finally:
            process.send_signal(signal.SIGINT)


def client(port: int, entities: list[str], start: int, until: float) -> tuple[list[float], int]:
    """Ask until a time; return the seconds of each answer, and how many were no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took, wrong = [], 0
    for number in count(start):
        if time.perf_counter() >= until:
            break
        query = urlencode({"query": SIMPLE.format(entities[number % len(entities)])})
        began = time.perf_counter()
        connection.request("GET", f"/sparql?{query}", headers={"Accept": "application/sparql-results+json"})
        answer = connection.getresponse()
        body = answer.read()
        took.append(time.perf_counter() - began)
        wrong += answer.status != 200 or not json.loads(body)["results"]["bindings"]
    connection.close()
    return took, wrong


def endpoint(path: Path, entities: list[str], clients: int, seconds: float, workers: int) -> None:
    """Print what the endpoint answers."""
    with serving(path, workers) as port, ThreadPoolExecutor(clients) as threads:
        client(port, entities, 0, time.perf_counter() + 1)
        until = time.perf_counter() + seconds
        found = list(threads.map(lambda n: client(port, entities, n * 7, until), range(clients)))
    took = sorted(second for times, _ in found for second in times)
    slowest = took[int(len(took) * 0.99)]
    print(f"endpoint, {clients} clients, {workers} workers: {len(took) / seconds:,.0f} queries/s", end="")
    print(f", median {statistics.median(took) * 1000:.1f} ms, 99 % within {slowest * 1000:.1f} ms", end="")
    print(f", {sum(wrong for _, wrong in found)} wrong")


def rdflib(kg: KnowledgeGraph, entities: list[str], seconds: float) -> None:
    """Print what rdflib answers, its own graph in memory, one query after the other."""
    from khabar.exports.rdf import to_rdf

    graph: Graph = to_rdf(kg)
    until, asked = time.perf_counter() + seconds, 0
    while time.perf_counter() < until:
        list(graph.query(PREFIX + SIMPLE.format(entities[asked % len(entities)])))
        asked += 1
    print(f"rdflib in memory, no server, one thread: {asked / seconds:,.0f} queries/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    kg = synthetic(articles=args.articles, people=500).graph()
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "graph.nq"
        write(kg, path)
        graph = sparql.load(path)
        triples = len(graph)
        entities = [str(row[0])[1:-1] for row in sparql.query(graph, BUSY)]
        del graph
        print(f"{triples:,} triples, load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        endpoint(path, entities, args.clients, args.seconds, args.workers)
        rdflib(kg, entities, args.seconds)


if __name__ == "__main__":
    main()
