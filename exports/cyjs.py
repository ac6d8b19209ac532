"""The graph for Cytoscape and for pages made with Cytoscape.js."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..graph.knowledge_graph import KnowledgeGraph
from ._edges import ShownEdge, ShownNode, edges, nodes
from ._files import replacing
from ._shown import Shown

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HEAD = {
    "format_version": "1.0",
    "generated_by": "Khabar",
    "target_cytoscapejs_version": "~3.0",
    "data": {"name": "Khabar"},
    # networkx.cytoscape_graph asks for these two.
    "directed": True,
    "multigraph": True,
}


def write(kg: KnowledgeGraph, path: Path, *, redact: Iterable[str] = ()) -> None:
    """Write the nodes and edges of ``kg.nx``; ``name`` is the Arabic label, ``interaction`` an edge's relation.

    The file quotes nothing.
    """
    shown = Shown(kg, redact=redact)
    with replacing(path) as file:
        for piece in _pieces(shown):
            file.write(piece.encode("utf-8"))


def _pieces(shown: Shown) -> Iterator[str]:
    yield _json(_HEAD)[:-1] + ',"elements":{"nodes":[\n'
    yield from _listed(map(_node, nodes(shown)))
    yield '],"edges":[\n'
    yield from _listed(map(_edge, edges(shown)))
    yield "]}}\n"


def _listed(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = ""
    for item in items:
        yield between + _json({"data": item})
        between = ",\n"
    yield "\n"


def _node(node: ShownNode) -> dict[str, Any]:
    e = node.entity
    return {
        "id": e.id,
        "value": e.id,  # the node that networkx.cytoscape_graph makes
        "name": e.label("ar"),
        "name_en": e.label("en"),
        "type": e.type,
        "kind": e.kind,
        "country": e.country,
        "sector": e.sector,
        "names": list(e.names),
        "same_as": list(e.same_as),
        "statements": node.count,
        "first": node.first,
        "last": node.last,
    }


def _edge(edge: ShownEdge) -> dict[str, Any]:
    return {
        "id": edge.id,
        "source": edge.source,
        "target": edge.target,
        "key": f"{edge.relation}|{edge.polarity}|{edge.modality}",
        "interaction": edge.relation,
        "name": edge.label_ar,
        "name_en": edge.label_en,
        "class": edge.class_,
        "polarity": edge.polarity,
        "modality": edge.modality,
        "articles": edge.articles,
        "reported": edge.reported,
        "first": edge.first,
        "last": edge.last,
        "confidence": edge.confidence,
        "statements": list(edge.statements),
    }
