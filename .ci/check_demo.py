"""Is what ``khabar demo`` wrote whole? Reads each of its files back; exits with a line that says what is wrong."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import networkx as nx
import rdflib


def check(folder: Path) -> None:
    statements = [json.loads(line) for line in (folder / "graph.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(statements) >= 10, f"graph.jsonl: {len(statements)} statements"
    assert all(s["evidence"]["text"] for s in statements), "graph.jsonl: a statement without evidence"
    languages = {s["language"] for s in statements}
    assert languages == {"ar", "en"}, f"graph.jsonl: statements of {', '.join(sorted(languages))} only"
    told: dict[tuple[str, str, str], set[str]] = {}
    for s in statements:
        ends = s["subject"]["entity"], s["relation"]["id"] or "", (s["object"] or {}).get("entity", "")
        told.setdefault(ends, set()).add(s["language"])
    both = sum(len(found) == 2 for (_, relation, _), found in told.items() if relation)
    assert both >= 3, f"graph.jsonl: {both} claims that both articles state, on the same nodes"
    graph = nx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    assert graph.number_of_edges() >= 5, f"graph.graphml: {graph.number_of_edges()} edges"
    triples = rdflib.Graph().parse(folder / "graph.ttl")
    assert len(triples) >= 100, f"graph.ttl: {len(triples)} triples"
    page = (folder / "graph.html").read_text(encoding="utf-8")
    asked = re.findall(r"""<(?:script|link|img|iframe)[^>]+(?:src|href)=["']?(?:https?:)?//[^"'> ]+""", page)
    assert not asked, f"graph.html asks a host: {asked[0]}"
    print(f"{len(statements)} statements, {graph.number_of_edges()} edges, {len(triples)} triples")


if __name__ == "__main__":
    check(Path(sys.argv[1]))
