"""JSON-LD: one object per thing and line, with a context of its own so that it reads as plain JSON too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from ._files import replacing
from ._rdf import DEFAULT, Options, chunks, triples
from ._terms import KH, PREFIXES, REL, WD, literal
from .vocabulary import context

_TYPE = f"<{PREFIXES['rdf']}type>"


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's triples; the document is ``{"@context": ..., "@graph": [one object per line]}``."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, whole objects at a time."""
    if options.triple_terms:
        raise ExportError("JSON-LD has no RDF 1.2 triple terms. Leave the option out, or write nt, nq, ttl or trig.")
    compact = _Compact(options.base)
    yield f'{{"@context": {_json(compact.context)},\n"@graph": ['.encode()
    before = "\n"
    for chunk in chunks(kg, options):
        nodes = [_json(compact.node(s, triple)) for s, triple in groupby(triples(chunk), key=itemgetter(0))]
        if nodes:
            yield (before + ",\n".join(nodes)).encode()
            before = ",\n"
    yield b"\n]}\n"


_json = json.JSONEncoder(ensure_ascii=False).encode


class _Compact:
    """Shortens IRIs by the context, and literals to strings where the context knows their datatype."""

    def __init__(self, base: str) -> None:
        self.context = context(base)
        self._base = base
        names = {k: v for k, v in self.context.items() if isinstance(v, dict)}
        self._types = {self._full(v["@id"]): v["@type"] for v in names.values()}
        self._names: dict[str, str] = {}

    @staticmethod
    def _full(name: str) -> str:
        prefix, _, local = name.partition(":")
        return PREFIXES[prefix] + local

    def node(self, subject: str, triples: Iterator[tuple[str, str, str]]) -> dict[str, Any]:
        """Return the object of one thing: its id, its types, its properties in their order."""
        found: dict[str, Any] = {"@id": self._id(subject[1:-1])}
        for _, p, o in triples:
            if p == _TYPE:
                found.setdefault("@type", []).append(self._name(o[1:-1]))
            else:
                found.setdefault(self._name(p[1:-1]), []).append(self._value(p[1:-1], o))
        return {k: v[0] if isinstance(v, list) and len(v) == 1 else v for k, v in found.items()}

    def _value(self, property: str, term: str) -> object:
        kind = self._types.get(property)
        if term[0] == "<":
            iri = term[1:-1]
            if kind == "@vocab":
                return self._name(iri)
            return self._id(iri) if kind == "@id" else {"@id": self._id(iri)}
        value, datatype, language = literal(term)
        if language:
            return {"@value": value, "@language": language}
        return value if not datatype or datatype == kind else {"@value": value, "@type": datatype}

    def _id(self, iri: str) -> str:
        """Return an IRI relative to the base; names of ours under it keep a prefix."""
        if iri.startswith((KH, REL, WD)):
            return self._prefixed(iri)
        return iri[len(self._base) :] if iri.startswith(self._base) else iri

    def _name(self, iri: str) -> str:
        """Return the name of a property, type or value."""
        if iri not in self._names:
            self._names[iri] = iri[len(KH) :] if iri.startswith(KH) else self._prefixed(iri)
        return self._names[iri]

    @staticmethod
    def _prefixed(iri: str) -> str:
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri
