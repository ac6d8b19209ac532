"""The nodes and edges of ``kg.nx`` as they may be shown, in the order of their ids."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.model import Entity, digest
from ._shown import Shown


@dataclass(frozen=True)
class ShownNode:
    """An entity, how many statements it has a place in, and the ISO days between which its edges lie, or ""."""

    entity: Entity
    count: int
    first: str
    last: str


@dataclass(frozen=True)
class ShownEdge:
    """What articles say with one relation, polarity and modality of two entities; see ``KnowledgeGraph.nx``."""

    id: str
    source: str
    target: str
    relation: str
    label_ar: str
    label_en: str
    class_: str
    polarity: str
    modality: str
    statements: tuple[str, ...]
    articles: int
    reported: bool
    first: str
    last: str
    confidence: float


def nodes(shown: Shown) -> Iterator[ShownNode]:
    """Yield the graph's entities; one that has an edge without a date has no bounds, as it may belong to any day."""
    graph = shown.kg.nx
    bounds: dict[str, tuple[str, str] | None] = {}
    for source, target, edge in graph.edges(data=True):
        for end in (source, target):
            held = bounds.get(end, (edge["first"], edge["last"]))
            both = held and edge["first"] and edge["last"] and held[0]
            bounds[end] = (min(held[0], edge["first"]), max(held[1], edge["last"])) if held and both else None
    for entity in shown.kg.entities():
        first, last = bounds.get(entity.id) or ("", "")
        yield ShownNode(shown.redactor.entity(entity), graph.nodes[entity.id]["count"], first, last)


def edges(shown: Shown) -> Iterator[ShownEdge]:
    """Yield the graph's edges. An id is a hash of ends and key; where names are hidden, a number."""
    text, kg = shown.redactor.text, shown.kg
    ids = {entity.id: shown.redactor.entity(entity).id for entity in kg.entities()}
    rows = sorted(kg.nx.edges(keys=True, data=True), key=lambda row: row[:3])
    for number, (source, target, key, edge) in enumerate(rows, 1):
        yield ShownEdge(
            f"edge-{number}" if shown.redactor else digest("edge", source, target, *key),
            ids[source],
            ids[target],
            text(edge["relation"]),
            text(edge["label_ar"]),
            text(edge["label_en"]),
            edge["class"],
            edge["polarity"],
            edge["modality"],
            edge["statements"],
            edge["articles"],
            edge["reported"],
            edge["first"],
            edge["last"],
            edge["confidence"],
        )
