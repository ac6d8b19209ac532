"""What the endpoint says of itself, in the vocabulary of SPARQL 1.1 Service Description."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ..exports._terms import PREFIXES
from .results import CONSTRUCT, triples

SD = "http://www.w3.org/ns/sparql-service-description#"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "RDF_XML",
    "JSON-LD",
)
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_INTEGER = ox.NamedNode(PREFIXES["xsd"] + "integer")


def described(endpoint: str, size: int, format: str) -> bytes:
    """Return the description in a format of ``CONSTRUCT``; ``size`` is in triples."""
    assert format in CONSTRUCT
    return triples(_triples(endpoint, size), format, most=100_000, size=1 << 26)


def _triples(endpoint: str, size: int) -> Iterator[ox.Triple]:
    service, data, default = (ox.NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default-graph"))

    def link(subject: ox.NamedNode, property: str, object: ox.NamedNode | ox.Literal) -> ox.Triple:
        return ox.Triple(subject, ox.NamedNode(property), object)

    yield ox.Triple(service, _TYPE, ox.NamedNode(SD + "Service"))
    yield link(service, SD + "endpoint", ox.NamedNode(endpoint))
    yield link(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    yield link(service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph"))
    for name in _RESULTS:
        yield link(service, SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    yield link(service, SD + "defaultDataset", data)
    yield ox.Triple(data, _TYPE, ox.NamedNode(SD + "Dataset"))
    yield link(data, SD + "defaultGraph", default)
    yield ox.Triple(default, _TYPE, ox.NamedNode(SD + "Graph"))
    yield link(default, VOID + "triples", ox.Literal(str(size), datatype=_INTEGER))
