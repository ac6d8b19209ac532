"""RDF/XML, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from xml.sax.saxutils import escape

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from ._files import replacing
from ._rdf import DEFAULT, Options, chunks, triples
from ._terms import PREFIXES, literal
from ._xml import NOT_XML

# What XML cannot write RDF/XML loses, as no other format of RDF does.
_ESCAPED = re.compile("[&<>\r]|" + NOT_XML.pattern)


def write(kg: KnowledgeGraph, path: Path, options: Options = DEFAULT) -> None:
    """Write the graph's triples in the order of the ttl; control characters become U+FFFD."""
    with replacing(path) as file:
        file.writelines(blocks(kg, options))


def blocks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[bytes]:
    """Yield the file in UTF-8, whole elements at a time."""
    if options.triple_terms:
        raise ExportError("Our RDF/XML has no triple terms. Leave the option out, or write nt, nq, ttl or trig.")
    declared = "".join(f'\n  xmlns:{prefix}="{namespace}"' for prefix, namespace in PREFIXES.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    names: dict[str, str] = {}
    for chunk in chunks(kg, options):
        parts: list[str] = []
        for subject, group in groupby(triples(chunk), key=itemgetter(0)):
            parts.append(f'<rdf:Description rdf:about="{_iri(subject)}">\n')
            for _, p, o in group:
                if p not in names:
                    names[p] = _name(p[1:-1])
                parts.append(_property(names[p], o))
            parts.append("</rdf:Description>\n")
        yield "".join(parts).encode()
    yield b"</rdf:RDF>\n"


def _name(iri: str) -> str:
    """Return a predicate's qualified name; what follows our prefixes is an XML name by construction."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    raise ExportError(f"RDF/XML has no element for the property {iri}. Write another format.")


def _property(name: str, term: str) -> str:
    if term[0] == "<":
        return f'  <{name} rdf:resource="{_iri(term)}"/>\n'
    value, datatype, language = literal(term)
    kind = f' rdf:datatype="{datatype}"' if datatype else f' xml:lang="{language}"' if language else ""
    if _ESCAPED.search(value):
        value = escape(NOT_XML.sub("\ufffd", value), {"\r": "&#13;"})
    return f"  <{name}{kind}>{value}</{name}>\n"


def _iri(term: str) -> str:
    """Return a term's IRI as an attribute's value; an IRI has no quotes or angle brackets."""
    return term[1:-1].replace("&", "&amp;")
