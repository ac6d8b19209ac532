"""A graph that rdflib users use as they are used to, and Oxigraph stores and queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from oxrdflib import OxigraphStore
from pyoxigraph import RdfFormat, Store
from rdflib import XSD, Graph, Literal
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from .exports._terms import PREFIXES
from .exports.nt import blocks
from .graph.knowledge_graph import KnowledgeGraph


def over_oxigraph(kg: KnowledgeGraph) -> Graph:
    """Return the triples of the ttl file as an ``rdflib.Graph`` over a store of Oxigraph's in memory."""
    store = Store()
    for piece in _joined(blocks(kg)):
        store.bulk_load(piece, RdfFormat.N_TRIPLES, lenient=True)
    # Of another identifier oxrdflib would make a named graph of its own, an empty one.
    graph = Graph(_PlainStrings(store=store), identifier=DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def _joined(pieces: Iterable[bytes], size: int = 1 << 24) -> Iterator[bytes]:
    """Yield the pieces joined to ones of about a size in bytes: each load has a cost of its own."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        if len(kept) >= size:
            yield bytes(kept)
            kept.clear()
    yield bytes(kept)


class _PlainStrings(OxigraphStore):
    """Gives plain strings back as rdflib writes them: ``Literal("x")`` is not equal to one that names xsd:string."""

    def triples(self, triple_pattern: Any, context: Any = None) -> Iterator[Any]:
        for (s, p, o), contexts in super().triples(triple_pattern, context):
            yield (s, p, _plain(o)), contexts

    def query(self, *arguments: Any, **options: Any) -> Any:
        result = super().query(*arguments, **options)
        if result.type == "SELECT":
            rows = result.bindings
            result.bindings = ({v: _plain(term) for v, term in row.items()} for row in rows)
        return result


def _plain(term: Any) -> Any:
    return Literal(str(term)) if isinstance(term, Literal) and term.datatype == XSD.string else term
