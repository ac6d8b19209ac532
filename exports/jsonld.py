"""JSON-LD: one object per thing and line, with a context of its own so that it reads as plain JSON too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from ._files import replacing
from ._rdf import DEFAULT, Options, Quad, chunks
from ._terms import KH, PREFIXES, REL, WD, expand
from .vocabulary import context

_TYPE = f"<{PREFIXES['rdf']}type>"
_KEPT = 1 << 16


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's triples; the document is ``{"@context": ..., "@graph": [one object per line]}``."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, whole objects at a time."""
    if options.triple_terms:
        raise ExportError("JSON-LD has no RDF 1.2 triple terms. Leave the option out, or write nt, nq, ttl or trig.")
    compact = _Compact(options.base)
    yield f'{{"@context": {json.dumps(compact.context, ensure_ascii=False)},\n"@graph": ['.encode()
    before = "\n"
    for chunk in chunks(kg, options):
        if nodes := compact.nodes(chunk):
            yield (before + ",\n".join(nodes)).encode()
            before = ",\n"
    yield b"\n]}\n"


class _Property:
    """What the context knows of a property, or of ``@type``: its name, the type of its plain strings."""

    def __init__(self, name: str, kind: str | None) -> None:
        self.key = f', "{name}": '
        self.kind = kind
        self.datatype = f"^^<{kind}>" if kind and not kind.startswith("@") else None
        self.known: dict[str, str] = {}
        """Values written before; those of things in articles are written once and not kept."""


class _Compact:
    """Shortens IRIs by the context, and literals to strings where the context knows their datatype.

    JSON text is joined here and not encoded from objects: N-Triples escapes a literal's characters as JSON does, and
    an IRI holds none that need it.
    """

    def __init__(self, base: str) -> None:
        self.context = context(base)
        self._base = f"<{base}"
        self._own = tuple("<" + namespace for namespace in (KH, REL, WD))
        names = (name for name in self.context.values() if isinstance(name, dict))
        self._kinds = {expand(name["@id"]): name["@type"] for name in names}
        self._properties = {_TYPE: _Property("@type", "@vocab")}

    def nodes(self, chunk: Iterable[Quad]) -> list[str]:
        """Return the objects of a sorted chunk's things: the id of each, its types and properties in their order."""
        found: list[str] = []
        text = subject = predicate = values = ""
        property, several = self._properties[_TYPE], False
        for s, p, o, _ in chunk:
            if p == predicate and s == subject:
                values += ", " + (property.known.get(o) or self._value(property, o))
                several = True
                continue
            if subject:
                text += f"{property.key}[{values}]" if several else property.key + values
            if s != subject:
                if subject:
                    found.append(text + "}")
                text = f'{{"@id": "{self._id(s)}"'
            subject, predicate, several = s, p, False
            property = self._properties.get(p) or self._property(p)
            values = property.known.get(o) or self._value(property, o)
        if subject:
            found.append(text + (f"{property.key}[{values}]" if several else property.key + values) + "}")
        return found

    def _property(self, predicate: str) -> _Property:
        return self._properties.setdefault(predicate, _Property(self._name(predicate), self._kinds.get(predicate)))

    def _value(self, property: _Property, term: str) -> str:
        if term[0] == '"':
            return self._literal(property, term)
        text = f'"{self._name(term) if property.kind == "@vocab" else self._id(term)}"'
        if property.kind is None:
            text = f'{{"@id": {text}}}'
        if "#" not in term[:-1] and len(property.known) < _KEPT or property.kind == "@vocab":
            property.known[term] = text
        return text

    @staticmethod
    def _literal(property: _Property, term: str) -> str:
        if property.datatype and term.endswith(property.datatype):
            return term[: -len(property.datatype)]
        if term[-1] == '"':
            return term
        if term[-1] == ">":
            at = term.rindex('"^^<') + 1
            return f'{{"@value": {term[:at]}, "@type": "{term[at + 3 : -1]}"}}'
        at = term.rindex('"@') + 1
        return f'{{"@value": {term[:at]}, "@language": "{term[at + 1 :]}"}}'

    def _id(self, term: str) -> str:
        """Return an IRI relative to the base; names of ours under it keep a prefix."""
        if term.startswith(self._own):
            return self._prefixed(term)
        return term[len(self._base) : -1] if term.startswith(self._base) else term[1:-1]

    def _name(self, term: str) -> str:
        """Return the name of a property, type or value."""
        return term[len(KH) + 1 : -1] if term.startswith(KH, 1) else self._prefixed(term)

    @staticmethod
    def _prefixed(term: str) -> str:
        for prefix, namespace in PREFIXES.items():
            if term.startswith(namespace, 1):
                return f"{prefix}:{term[len(namespace) + 1 : -1]}"
        return term[1:-1]
