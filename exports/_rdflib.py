"""The graph as rdflib objects, without a detour over a file."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Dataset, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from ._rdf import DEFAULT, Options, chunks, quads, triples
from ._terms import PREFIXES, literal

_KEPT = 1 << 18


def to_rdf(kg: KnowledgeGraph, options: Options = DEFAULT) -> Graph:
    """Return the triples of the graph as an ``rdflib.Graph``: the same as those of the ttl file."""
    _plain(options)
    graph = Graph()
    _bind(graph)
    terms = _Terms()
    for chunk in chunks(kg, options):
        for s, p, o in triples(chunk):
            graph.add((terms[s], terms[p], terms[o]))
    return graph


def to_dataset(kg: KnowledgeGraph, options: Options = DEFAULT) -> Dataset:
    """Return the quads of the graph as an ``rdflib.Dataset``: the same as those of the nq file."""
    _plain(options)
    dataset = Dataset()
    _bind(dataset)
    dataset.addN(_contexts(kg, options, dataset))
    return dataset


def _contexts(kg: KnowledgeGraph, options: Options, dataset: Dataset) -> Iterator[tuple[Node, Node, Node, Graph]]:
    terms, graphs = _Terms(), {"": dataset.default_graph}
    for s, p, o, g in quads(kg, options):
        if g not in graphs:
            graphs[g] = dataset.graph(URIRef(g[1:-1]))
        yield terms[s], terms[p], terms[o], graphs[g]


def _plain(options: Options) -> None:
    if options.triple_terms:
        raise ExportError("rdflib has no RDF 1.2 triple terms. Leave the option out, or write nt, nq, ttl or trig.")


def _bind(graph: Graph) -> None:
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True, replace=True)


class _Terms(dict[str, Node]):
    """rdflib's node of each N-Triples term; what is repeated is made once."""

    def __missing__(self, term: str) -> Node:
        node = _node(term)
        if len(self) < _KEPT:
            self[term] = node
        return node


def _node(term: str) -> Node:
    if term[0] == "<":
        return URIRef(term[1:-1])
    value, datatype, language = literal(term)
    return RdfLiteral(value, datatype=URIRef(datatype) if datatype else None, lang=language or None)
