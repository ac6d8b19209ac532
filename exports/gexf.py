"""The graph for Gephi: labels in both languages, colours by type, and the days on which edges hold for its timeline."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..graph.knowledge_graph import KnowledgeGraph
from ._edges import ShownEdge, ShownNode, edges, nodes
from ._files import replacing
from ._shown import Shown
from ._xml import attributes

_SPACE, _VIZ = "http://gexf.net/1.3", "http://gexf.net/1.3/viz"
_NODE = {"label_en": "string", "type": "string", "kind": "string", "country": "string", "sector": "string"} | {
    "names": "string",
    "statements": "integer",
}
_EDGE = {"relation": "string", "label_en": "string", "class": "string", "polarity": "string", "modality": "string"} | {
    "articles": "integer",
    "reported": "boolean",
    "confidence": "double",
    "statements": "string",
}
# Apart from each other for most eyes that do not tell red from green, and on white and on black.
_COLOURS = {
    "PER": (0, 114, 178),
    "ORG": (213, 94, 0),
    "GPE": (0, 158, 115),
    "LOC": (86, 180, 233),
    "GROUP": (204, 121, 167),
    "EVENT": (230, 159, 0),
    "OTHER": (128, 128, 128),
}


def write(kg: KnowledgeGraph, path: Path, *, redact: Iterable[str] = ()) -> None:
    """Write the nodes and edges of ``kg.nx`` as GEXF 1.3. The file quotes nothing.

    An edge weighs as much as it has independent sources. Its ``kind`` is relation, polarity and modality, so that
    Gephi does not take two edges of a pair for one.
    """
    shown = Shown(kg, redact=redact)
    with replacing(path) as file:
        for line in _lines(shown):
            file.write(line.encode("utf-8") + b"\n")


def _lines(shown: Shown) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<gexf{attributes(xmlns=_SPACE, version='1.3')} xmlns:viz=\"{_VIZ}\">"
    yield '<meta><creator>Khabar</creator></meta>'
    yield '<graph mode="dynamic" defaultedgetype="directed" timeformat="date" timerepresentation="interval">'
    yield from _declared("node", _NODE)
    yield from _declared("edge", _EDGE)
    yield "<nodes>"
    yield from map(_node, nodes(shown))
    yield "</nodes>\n<edges>"
    yield from map(_edge, edges(shown))
    yield "</edges>\n</graph>\n</gexf>"


def _declared(what: str, columns: dict[str, str]) -> Iterator[str]:
    yield f"<attributes{attributes(class_=what, mode='static')}>"
    for name, type_ in columns.items():
        yield f"<attribute{attributes(id=name, title=name, type=type_)}/>"
    yield "</attributes>"


def _values(columns: dict[str, str], *values: object) -> str:
    told = [f"<attvalue{attributes(for_=n, value=v)}/>" for n, v in zip(columns, values, strict=True)]
    return f"<attvalues>{''.join(told)}</attvalues>"


def _node(node: ShownNode) -> str:
    e = node.entity
    held = attributes(id=e.id, label=e.label("ar"), start=node.first or None, end=node.last or None)
    values = _values(
        _NODE, e.label("en"), e.type, e.kind, e.country, e.sector, "; ".join(e.names), node.count
    )
    red, green, blue = _COLOURS[e.type]
    size = round(4 + 6 * math.log10(1 + node.count), 2)
    look = f"<viz:color{attributes(r=red, g=green, b=blue)}/><viz:size{attributes(value=size)}/>"
    return f"<node{held}>{values}{look}</node>"


def _edge(edge: ShownEdge) -> str:
    held = attributes(
        id=edge.id,
        source=edge.source,
        target=edge.target,
        kind=f"{edge.relation}|{edge.polarity}|{edge.modality}",
        label=edge.label_ar,
        weight=edge.articles,
        start=edge.first or None,
        end=edge.last or None,
    )
    values = _values(
        _EDGE,
        *(edge.relation, edge.label_en, edge.class_, edge.polarity, edge.modality, edge.articles),
        *("true" if edge.reported else "false", edge.confidence, " ".join(edge.statements)),
    )
    return f"<edge{held}>{values}</edge>"
