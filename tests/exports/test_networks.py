"""GEXF and Cytoscape's JSON, as networkx reads them back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from factories import graph, hama
from hostile import NAMES, hostile

from khabar.exports import cyjs, gexf
from khabar.graph.knowledge_graph import KnowledgeGraph

_SPACE = "{http://gexf.net/1.3}"


def _gexf(kg: KnowledgeGraph, path: Path) -> Any:
    gexf.write(kg, path)
    return nx.read_gexf(path)


def _cyjs(kg: KnowledgeGraph, path: Path) -> Any:
    cyjs.write(kg, path)
    return nx.cytoscape_graph(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("read", [_gexf, _cyjs])
def test_networkx_reads_the_same_graph(kg: KnowledgeGraph, tmp_path: Path, read: Any) -> None:
    """The same nodes with their labels and counts, the same edges with their qualifiers and sources."""
    back = read(kg, tmp_path / "graph")
    assert set(back.nodes) == set(kg.nx.nodes)
    label, english = ("label", "label_en") if read is _gexf else ("name", "name_en")
    for id, node in kg.nx.nodes(data=True):
        told = back.nodes[id]
        assert (told[label], told[english], told["type"], told["statements"]) == (
            node["label_ar"], node["label_en"], node["type"], node["count"],
        )  # fmt: skip
    relation = "relation" if read is _gexf else "interaction"
    keys = (relation, "polarity", "modality", "articles", "reported")
    written = sorted((s, o, *(d[key] for key in keys)) for s, o, d in back.edges(data=True))
    assert written == sorted(
        (s, o, d["relation"], d["polarity"], d["modality"], d["articles"], d["reported"])
        for s, o, d in kg.nx.edges(data=True)
    )


@pytest.mark.parametrize("read", [_gexf, _cyjs])
def test_hostile_names_are_read_back(tmp_path: Path, read: Any) -> None:
    """Markup, quotation marks, turned text and emoji are the names they were."""
    back = read(hostile(), tmp_path / "graph")
    assert {d["label" if read is _gexf else "name"] for _, d in back.nodes(data=True)} == set(NAMES)


def test_edges_have_the_days_on_which_they_hold(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """For Gephi's timeline; a node is there as long as its edges are."""
    back = _gexf(kg, tmp_path / "graph.gexf")
    days = {(d["start"], d["end"]) for _, _, d in back.edges(data=True) if d["relation"] == "control"}
    assert days == {("2024-12-05", "2024-12-05")}
    assert back.nodes["named:حماة"]["start"] == back.nodes["named:حماة"]["end"] == "2024-12-05"


def test_what_has_an_undated_edge_is_always_there(tmp_path: Path) -> None:
    """Gephi takes a thing without bounds for one of all days."""
    from dataclasses import replace

    from khabar.graph.model import Evidence

    article = replace(hama().article, published=None)
    moved = [
        replace(s, evidence=Evidence(article, s.evidence.start, s.evidence.end), time=None) for s in hama().statements
    ]
    back = _gexf(graph([replace(hama(), article=article, statements=tuple(moved))]), tmp_path / "graph.gexf")
    assert not any("start" in d for _, d in back.nodes(data=True))
    assert not any("start" in d for _, _, d in back.edges(data=True))


def test_gephi_is_told_to_keep_parallel_edges(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Each edge of a pair has a kind of its own, and the graph is dynamic with dates."""
    gexf.write(kg, tmp_path / "graph.gexf")
    root = ElementTree.parse(tmp_path / "graph.gexf").getroot()
    found = root.find(f"{_SPACE}graph")
    assert found is not None and (found.get("mode"), found.get("timeformat")) == ("dynamic", "date")
    edges = list(root.iter(f"{_SPACE}edge"))
    assert len({(e.get("source"), e.get("target"), e.get("kind")) for e in edges}) == len(edges)
    assert "grant_asylum|affirmed|actual" in {e.get("kind") for e in edges}
