"""Does a graph hold what our shapes ask? Any RDF file, whoever wrote it.

pySHACL checks the shapes, Oxigraph the rules that are SPARQL. pySHACL on a whole graph never ends: for each plain
triple rdflib looks through every statement. What the shapes ask of one thing rests on that thing's triples and on the
types of what they point to, so that a part of the graph, with these types beside it, breaks what the whole breaks.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, Node, URIRef
from rdflib.namespace import RDF, RDFS, SH

from ..graph.knowledge_graph import KnowledgeGraph
from ..graph.store import Store
from . import ExportError, sparql
from ._bysubject import BySubject, of_file, of_graph
from ._rdf import Triple
from ._terms import PREFIXES, literal
from .vocabulary import RULES, Rule, shapes

log = logging.getLogger(__name__)

_TYPE, _SUBCLASS = f"<{RDF.type}>", f"<{RDFS.subClassOf}>"
_BATCH = 5000
"""Triples that pySHACL is given at once: enough that reading the shapes each time does not count."""


@dataclass(frozen=True)
class Violation:
    """A thing that breaks a shape: its IRI, the property and value at fault ("" where there is none), and why."""

    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.focus, self.path, self.value) if part) + f": {self.message}"


def validate(source: Path | KnowledgeGraph, *, batch: int = _BATCH) -> tuple[Violation, ...]:
    """Return what breaks our shapes in a file, a ``.khabar`` store or a graph, sorted; () where it conforms.

    ``batch`` is the number of triples that are checked together. Raises ExportError where the file cannot be read and
    where pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise ExportError("Checking a graph needs pySHACL. Install it: pip install pyshacl") from error
    graph = sparql.load(source)
    found = {violation for rule in RULES for violation in _broken(graph, rule)}
    del graph
    with BySubject(_triples(source)) as triples:
        for number, (data, asked) in enumerate(_parts(triples, batch), 1):
            with warnings.catch_warnings():
                # rdflib compares a day that is none by what Python calls deprecated.
                warnings.simplefilter("ignore", DeprecationWarning)
                _, report, _ = pyshacl.validate(data, shacl_graph=asked)
            if not isinstance(report, Graph):
                raise ExportError(f"pySHACL could not check the graph: {report}.")
            found.update(_violations(report))
            log.info("Batch %d: %d violations so far.", number, len(found))
    return tuple(sorted(found, key=str))


def _triples(source: Path | KnowledgeGraph) -> Iterator[Triple]:
    if isinstance(source, KnowledgeGraph):
        yield from of_graph(source)
    elif format := sparql.FILES.get(source.suffix.lower()):
        yield from of_file(source, format)
    else:
        with Store(source, create=False) as store:
            yield from of_graph(KnowledgeGraph(store))


# SPARQL ------------------------------------------------------------------------------------------------------------


def _broken(graph: ox.Store, rule: Rule) -> Iterator[Violation]:
    """Yield where a rule of SPARQL is broken: its pattern, asked once of all things of its class."""
    these = f"?this rdf:type/rdfs:subClassOf* {rule.target} ."
    query = f"SELECT DISTINCT ?this {rule.shown} WHERE {{ {these} {rule.where} }}".replace("$this", "?this")
    results = sparql.query(graph, query)
    for row in results:
        said = {name: _plain(term) for name, term in zip(results.variables, row, strict=True)}
        message = rule.message.format_map({f"{mark}{name}": text for name, text in said.items() for mark in "?$"})
        yield Violation(said["this"], "", said["value"], " ".join(message.split()))


def _plain(term: Any) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term or "")


# The shapes, part by part -------------------------------------------------------------------------------------------


def _parts(triples: BySubject, size: int) -> Iterator[tuple[Graph, Graph]]:
    """Yield parts of the graph, each with the shapes aimed at the things that it is about.

    Things that are described nowhere are checked last: they may be the objects that a shape is aimed at.
    """
    aims = _Aims(triples)
    subclasses = triples.with_predicate(_SUBCLASS)
    types = lru_cache(1 << 16)(lambda term: [(term, _TYPE, o) for o in triples.values(term, _TYPE)])
    for batch in triples.batches(size):
        about = {s for s, _, _ in batch}
        others = {o for _, _, o in batch if o[0] != '"'} - about
        data = [*batch, *subclasses, *(triple for o in others for triple in types(o))]
        yield _graph(data), aims.at(about, [t for t in data if t[1] == _TYPE])
    if dangling := {o for known in aims.objects.values() for o in known if not triples.describes(o)}:
        yield _graph(subclasses), aims.at(dangling, [])


class _Aims:
    """The shapes for pySHACL: those without SPARQL, aimed at things by name and no longer by class."""

    def __init__(self, triples: BySubject) -> None:
        self._shapes = Graph().parse(data=shapes(), format="turtle")
        for shape in set(self._shapes.subjects(SH.sparql)):
            self._shapes.remove((shape, None, None))
        below: dict[str, set[str]] = {}
        for narrow, _, wide in triples.with_predicate(_SUBCLASS):
            below.setdefault(wide, set()).add(narrow)
        self._classes: dict[str, set[Node]] = {}
        for shape, wide in self._taken(SH.targetClass):
            for narrow in _closure(wide.n3(), below):
                self._classes.setdefault(narrow, set()).add(shape)
        self.objects = {
            shape: {o for _, _, o in triples.with_predicate(property.n3())}
            for shape, property in self._taken(SH.targetObjectsOf)
        }
        """The things at which each shape is aimed because a property points to them."""

    def _taken(self, target: Node) -> list[tuple[Node, URIRef]]:
        found = [(s, URIRef(str(o))) for s, o in self._shapes.subject_objects(target)]
        self._shapes.remove((None, target, None))
        return found

    def at(self, things: set[str], types: Iterable[Triple]) -> Graph:
        """Return the shapes aimed at those of some things, with these types, that they are for."""
        found = Graph(bind_namespaces="none")
        for prefix, namespace in PREFIXES.items():  # They shorten the messages.
            found.bind(prefix, namespace)
        for triple in self._shapes:
            found.add(triple)
        for thing, _, kind in types:
            if thing in things:
                for shape in self._classes.get(kind, ()):
                    found.add((shape, SH.targetNode, _term(thing)))
        for shape, objects in self.objects.items():
            for thing in objects & things:
                found.add((shape, SH.targetNode, _term(thing)))
        return found


def _closure(wide: str, below: Mapping[str, set[str]]) -> set[str]:
    found, new = set[str](), {wide}
    while new:
        found |= new
        new = {narrow for kind in new for narrow in below.get(kind, ())} - found
    return found


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph()
    for s, p, o in triples:
        graph.add((_term(s), _term(p), _term(o)))
    return graph


@lru_cache(1 << 14)
def _term(term: str) -> Node:
    """Return rdflib's term of an N-Triples term; a triple term, which rdflib does not have, is a text there."""
    if term[0] == "<":
        return Literal(term) if term[1] == "<" else URIRef(term[1:-1])
    if term[0] == "_":
        return BNode(term[2:])
    value, datatype, language = literal(term)
    return Literal(value, language or None, URIRef(datatype) if datatype and not language else None)


def _violations(report: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        messages = sorted(" ".join(str(m).split()) for m in report.objects(result, SH.resultMessage))
        yield Violation(str(focus or ""), str(path or ""), str(value or ""), " ".join(messages))
