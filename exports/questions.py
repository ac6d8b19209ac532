"""Saved questions: SPARQL with a name in Arabic and English, asked of a graph with names and days in place of IRIs.

>>> for answer in ask(graph, "who-said", about="بوتين"):  # doctest: +SKIP
...     print(answer)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from ..graph import names
from ._terms import KH, PREFIXES, XSD, absolute
from .sparql import QueryError, Results, Term, query
from .vocabulary import table

_FILE = Path(__file__).with_name("questions.toml")
_PARAMETER = re.compile(r"\$(about|to|since|until)\b")
_LABEL = ox.NamedNode(PREFIXES["rdfs"] + "label")
_ALT = ox.NamedNode(PREFIXES["skos"] + "altLabel")
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NAME = ox.NamedNode(PREFIXES["schema"] + "name")
_HEADLINE = ox.NamedNode(PREFIXES["schema"] + "headline")
_ENTITY = ox.NamedNode(KH + "Entity")


@dataclass(frozen=True)
class Question:
    """A saved question. ``takes`` are the parameters it may be given, ``needs`` those it must be."""

    id: str
    name: Mapping[str, str]
    explain: Mapping[str, str]
    takes: tuple[str, ...]
    needs: tuple[str, ...]
    query: str


@cache
def questions() -> Mapping[str, Question]:
    """Return the saved questions by id, in the order of the file."""
    with _FILE.open("rb") as file:
        entries = tomllib.load(file)["question"]
    return {
        e["id"]: Question(
            e["id"],
            e["name"],
            e["explain"],
            (*e.get("needs", ()), *e.get("takes", ())),
            tuple(e.get("needs", ())),
            e["query"],
        )
        for e in entries
    }


def find(name: str) -> Question:
    """Return the question of an id or a name in any language; QueryError lists what there is."""
    for question in questions().values():
        if name in (question.id, *question.name.values()):
            return question
    raise QueryError(f"There is no question {name!r}. Ask one of {', '.join(questions())}.")


def ask(
    graph: ox.Store,
    name: str,
    *,
    about: str = "",
    to: str = "",
    since: date | None = None,
    until: date | None = None,
    language: str = "",
) -> Results:
    """Ask a saved question. ``about`` and ``to`` are names, ids or IRIs of entities; days are inclusive.

    With a ``language`` things and values are given by their labels in it, else by their IRIs. QueryError where the
    question, or who it is about, is not known, where it needs more or takes less.
    """
    question = find(name)
    given = {"about": about, "to": to, "since": since, "until": until}
    given = {parameter: value for parameter, value in given.items() if value}
    for parameter in question.needs:
        if parameter not in given:
            raise QueryError(f"The question {question.id!r} needs --{parameter}. {question.explain['en']}")
    for parameter in given:
        if parameter not in question.takes:
            takes = ", ".join(f"--{p}" for p in question.takes)
            raise QueryError(f"The question {question.id!r} has no --{parameter}. It takes {takes}.")
    values = {p: _value(graph, v) for p, v in given.items()}
    results = query(graph, _filled(question.query, values))
    return labelled(graph, results, language) if language else results


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Return the query without the lines of parameters that have no value."""
    lines = (line for line in text.splitlines() if all(p in values for p in _PARAMETER.findall(line)))
    return "\n".join(_PARAMETER.sub(lambda m: values[m[1]], line) for line in lines)


def _value(graph: ox.Store, value: object) -> str:
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{XSD}date>'
    return " ".join(str(entity) for entity in entities(graph, str(value)))


# Names -------------------------------------------------------------------------------------------------------------


def entities(graph: ox.Store, name: str) -> tuple[ox.NamedNode, ...]:
    """Return the entities of a name, id or IRI, in the order of their IRIs.

    A name as written somewhere is looked up at once; otherwise all names are compared by their normal forms (spelling
    of hamza, diacritics, articles). QueryError with the nearest names where nothing bears it.
    """
    prefix, _, local = name.partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else name
    if absolute(iri) and (node := ox.NamedNode(iri)) and (node, _TYPE, _ENTITY) in _Asked(graph):
        return (node,)
    found = {node for literal in _written(name) for node in _bearers(graph, literal)}
    found = found or _alike(graph, name)
    return tuple(sorted(found, key=lambda node: node.value))


class _Asked:
    """``(s, p, o) in _Asked(graph)``: is the triple in any of the graphs?"""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph

    def __contains__(self, triple: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode]) -> bool:
        return next(iter(self._graph.quads_for_pattern(*triple, None)), None) is not None


def _written(name: str) -> Iterator[ox.Literal]:
    yield ox.Literal(name)
    for language in ("ar", "en"):
        yield ox.Literal(name, language=language)


def _bearers(graph: ox.Store, literal: ox.Literal) -> Iterator[ox.NamedNode]:
    for property in (_LABEL, _ALT):
        for quad in graph.quads_for_pattern(None, property, literal, None):
            if isinstance(quad.subject, ox.NamedNode) and (quad.subject, _TYPE, _ENTITY) in _Asked(graph):
                yield quad.subject


def _alike(graph: ox.Store, name: str) -> set[ox.NamedNode]:
    wanted = names.key(name)
    known: dict[str, None] = {}
    found: set[ox.NamedNode] = set()
    for row in query(graph, "SELECT ?e ?n WHERE { ?e a kh:Entity ; rdfs:label|skos:altLabel ?n }"):
        entity, literal = row
        if isinstance(entity, ox.NamedNode) and isinstance(literal, ox.Literal):
            known[literal.value] = None
            if names.key(literal.value) == wanted:
                found.add(entity)
    if not found:
        near = ", ".join(get_close_matches(name, known, 5, 0.6))
        hint = f" Near it: {near}." if near else ""
        raise QueryError(f"Nothing in the graph is called {name!r}.{hint}")
    return found


# Labels ------------------------------------------------------------------------------------------------------------


def labelled(graph: ox.Store, results: Results, language: str) -> Results:
    """Return the results with each thing by its label in a language, else in any; what has none stays."""
    return Results(results.variables, _labelled(graph, results, language), results.answer)


def _labelled(graph: ox.Store, results: Results, language: str) -> Iterator[tuple[Term | None, ...]]:
    known: dict[Term, Term] = dict(_values(language))
    for row in results:
        for term in row:
            if isinstance(term, ox.NamedNode) and term not in known:
                known[term] = _label(graph, term, language)
        yield tuple(known.get(term, term) if term is not None else None for term in row)


def _label(graph: ox.Store, node: ox.NamedNode, language: str) -> Term:
    literals = sorted(
        (
            quad.object
            for property in (_LABEL, _NAME, _HEADLINE)
            for quad in graph.quads_for_pattern(node, property, None, None)
            if isinstance(quad.object, ox.Literal)
        ),
        key=lambda literal: (literal.language != language, str(literal)),
    )
    return literals[0] if literals else node


def _values(language: str) -> Iterator[tuple[Term, Term]]:
    for scheme in table()["scheme"]:
        for name, label in scheme["values"].items():
            words = label.get(language, label["en"])
            yield ox.NamedNode(f"{KH}{scheme['id']}-{name}"), ox.Literal(words)
