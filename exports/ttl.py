"""Turtle, to be read by people as well: prefixes, a block per subject, an article's statements together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..graph.knowledge_graph import KnowledgeGraph
from ._files import replacing
from ._rdf import DEFAULT, Options, chunks, triples
from ._turtle import Turtle


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's triples: relations, entities with what is directly known of them, claims, articles."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, whole blocks at a time."""
    turtle = Turtle(options.base)
    yield turtle.head.encode()
    for chunk in chunks(kg, options):
        yield "".join(turtle.block(triples(chunk))).encode()
