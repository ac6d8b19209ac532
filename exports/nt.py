"""N-Triples: a triple per line, for line tools and bulk loaders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..graph.knowledge_graph import KnowledgeGraph
from ._files import replacing
from ._rdf import DEFAULT, Options, chunks, triples


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's triples, sorted within an article and an entity."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, a chunk of whole lines at a time."""
    for chunk in chunks(kg, options):
        yield "".join([f"{s} {p} {o} .\n" for s, p, o in triples(chunk)]).encode()
