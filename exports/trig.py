"""TriG: Turtle with graphs, a graph per article and two for what is directly known."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from ..graph.knowledge_graph import KnowledgeGraph
from ._files import replacing
from ._rdf import DEFAULT, Options, chunks
from ._turtle import Turtle


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's quads in the order of the ttl, each graph's part of a chunk in one block."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, whole blocks at a time."""
    turtle = Turtle(options.base)
    yield turtle.head.encode()
    for chunk in chunks(kg, options):
        # Sorting is stable, so that within a graph the chunk's order stays.
        for graph, quads in groupby(sorted(chunk, key=itemgetter(3)), key=itemgetter(3)):
            inside = "".join(turtle.block((q[:3] for q in quads), "    " if graph else ""))
            yield (f"\n{turtle.term(graph)} {{{inside}}}\n" if graph else inside).encode()
