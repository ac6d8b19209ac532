"""GraphML that networkx reads back."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from factories import PUTIN, graph, hama

from khabar.exports import graphml
from khabar.graph.knowledge_graph import KnowledgeGraph


def test_networkx_reads_the_same_graph(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """The same nodes and edges with the same attributes; statement ids are one string."""
    path = tmp_path / "graph.graphml"
    graphml.write(kg, path)
    back = nx.read_graphml(path)
    assert dict(back.nodes(data=True)) == dict(kg.nx.nodes(data=True))
    written = sorted((s, o, {k: v for k, v in d.items() if k != "id"}) for s, o, d in back.edges(data=True))
    asked = sorted((s, o, d | {"statements": " ".join(d["statements"])}) for s, o, d in kg.nx.edges(data=True))
    assert written == asked


def test_edges_are_named_by_ends_and_key(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """So that two exports can be compared."""
    path = tmp_path / "graph.graphml"
    graphml.write(kg, path)
    assert f'id="{PUTIN.id} named:الأسد grant_asylum|affirmed|actual"' in path.read_text(encoding="utf-8")


def test_characters_that_xml_has_not_are_replaced(tmp_path: Path) -> None:
    """A control character in a label does not make the file unreadable."""
    from dataclasses import replace

    from factories import resolution

    from khabar.graph.knowledge_graph import KnowledgeGraph
    from khabar.graph.model import Labels

    kg = graph([hama()])
    found = resolution(hama())
    entities = tuple(replace(e, labels=Labels.of(ar="حماة\x00\x0b")) for e in found.entities)
    kg.store.resolve(replace(found, entities=entities))
    path = tmp_path / "graph.graphml"
    graphml.write(KnowledgeGraph(kg.store), path)
    assert {d["label_ar"] for _, d in nx.read_graphml(path).nodes(data=True)} == {"حماة\ufffd\ufffd"}
