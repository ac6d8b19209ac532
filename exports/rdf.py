"""RDF in memory: ``to_rdf(kg)`` for rdflib, ``quads(kg)`` for everything else, and the options of all RDF formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._rdf import DEFAULT, Direct, Options, Quad, chunks, quads

if TYPE_CHECKING:
    from rdflib import Dataset, Graph

    from ..graph.knowledge_graph import KnowledgeGraph

__all__ = ["DEFAULT", "Direct", "Options", "Quad", "chunks", "quads", "to_dataset", "to_rdf"]


def to_rdf(kg: KnowledgeGraph, options: Options = DEFAULT) -> Graph:
    """Return the triples of the ttl file as an ``rdflib.Graph``, with its prefixes."""
    from ._rdflib import to_rdf

    return to_rdf(kg, options)


def to_dataset(kg: KnowledgeGraph, options: Options = DEFAULT) -> Dataset:
    """Return the quads of the nq file as an ``rdflib.Dataset``, with the ttl's prefixes."""
    from ._rdflib import to_dataset

    return to_dataset(kg, options)
