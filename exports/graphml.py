"""The networkx graph for Gephi, Cytoscape, igraph and everything else that reads GraphML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx as nx

from ..graph.knowledge_graph import KnowledgeGraph
from ._files import replacing
from ._xml import possible


def write(kg: KnowledgeGraph, path: Path) -> None:
    """Write nodes and edges with the attributes of ``kg.nx``; statement ids are joined by spaces.

    An edge's id is ``relation|polarity|modality`` after its ends' ids, unique in the file.
    """
    with replacing(path) as file:
        # networkx chooses another writer, and other bytes, where lxml is installed; this one is always there.
        nx.write_graphml_xml(_plain(kg.nx), file, edge_id_from_attribute="id")


def _plain(graph: Any) -> Any:
    plain = nx.MultiDiGraph()
    for node, attributes in graph.nodes(data=True):
        plain.add_node(possible(node), **_attributes(attributes))
    for subject, object, key, attributes in graph.edges(keys=True, data=True):
        id = " ".join((subject, object, "|".join(key)))
        statements = " ".join(attributes["statements"])
        told = _attributes(attributes | {"statements": statements, "id": id})
        plain.add_edge(possible(subject), possible(object), **told)
    return plain


def _attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    return {name: possible(value) if isinstance(value, str) else value for name, value in attributes.items()}
