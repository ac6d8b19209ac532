"""SPARQL over any RDF export, store or graph, run by Oxigraph.

>>> graph = load(Path("graph.trig"))  # doctest: +SKIP
>>> results = query(graph, "SELECT ?who WHERE { ?who rel:grant_asylum ?whom }")  # doctest: +SKIP
>>> print("".join(lines(results, "table")))  # doctest: +SKIP

The prefixes of our files need no declaration. Named graphs are part of what a query sees without ``GRAPH``.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from ..graph.knowledge_graph import KnowledgeGraph
from ..graph.store import Store
from . import ExportError
from ._rdf import DEFAULT, Options
from ._terms import PREFIXES
from .nq import blocks

FORMATS = ("table", "csv", "json", "markdown")

FILES = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}
"""The RDF formats of the suffixes that are read."""

_STORE = ".khabar"

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


class QueryError(ExportError):
    """A graph that cannot be loaded, or a query that cannot be run; one line that says where and why."""


@dataclass(frozen=True)
class Results:
    """What a query found: rows of terms in the order of the variables; a variable without a value is None.

    A CONSTRUCT or DESCRIBE has the variables ``subject``, ``predicate`` and ``object``. An ASK has one, ``answer``,
    whose value ``answer`` holds too. Rows come as they are found and can be read once.
    """

    variables: tuple[str, ...]
    rows: Iterator[tuple[Term | None, ...]]
    answer: bool | None = None

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return self.rows


def load(source: Path | Store | KnowledgeGraph, *, at: Path | None = None, options: Options = DEFAULT) -> ox.Store:
    """Return what can be queried: an RDF file (told by its suffix), a ``.khabar`` store, or a graph in memory.

    ``at`` is a folder in which the loaded graph is kept on disk and found again, for what does not fit into memory; a
    folder that has one already is opened as it is. ``options`` say how a store's graph is made into RDF.
    """
    if at is None:
        return _filled(ox.Store(), source, options)
    if not (at.is_dir() and any(at.iterdir())):
        # Loaded beside and moved, so that a killed load is not taken for a whole graph.
        part = at.with_name(f".{at.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        _filled(_open(part), source, options).flush()
        part.replace(at)
    return _open(at)


def _open(folder: Path) -> ox.Store:
    try:
        return ox.Store(str(folder))
    except OSError as error:
        raise QueryError(f"{folder}: cannot be opened: {error}. Name an empty folder, or one loaded before.") from error


def _filled(graph: ox.Store, source: Path | Store | KnowledgeGraph, options: Options) -> ox.Store:
    if isinstance(source, Path):
        _load_file(graph, source, options)
    else:
        _load_graph(graph, KnowledgeGraph(source) if isinstance(source, Store) else source, options)
    return graph


def _load_file(graph: ox.Store, path: Path, options: Options) -> None:
    suffix = path.suffix.lower()
    if suffix == _STORE:
        with Store(path, create=False) as store:
            return _load_graph(graph, KnowledgeGraph(store), options)
    if suffix not in FILES:
        known = ", ".join((*FILES, _STORE))
        raise QueryError(f"{path}: no graph has the suffix {suffix!r}. Name a file with one of {known}.")
    try:
        with path.open("rb") as file:
            graph.bulk_load(file, FILES[suffix])
    except SyntaxError as error:
        raise QueryError(f"{path}: this is no {FILES[suffix].name}: {error.msg}.") from error
    except OSError as error:
        raise QueryError(f"{path}: cannot be read: {error.strerror or error}.") from error


def _load_graph(graph: ox.Store, kg: KnowledgeGraph, options: Options) -> None:
    # Our own lines: their IRIs and literals are valid by construction, so Oxigraph need not check them again.
    with closing(io.BufferedReader(_Pieces(blocks(kg, options)), 1 << 20)) as file:
        graph.bulk_load(file, ox.RdfFormat.N_QUADS, lenient=True)


class _Pieces(io.RawIOBase):
    """A file made of pieces as they come."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def query(graph: ox.Store, sparql: str) -> Results:
    """Run a SPARQL 1.1 query and return its results; QueryError where the query is wrong."""
    try:
        found = graph.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError(f"The query is wrong: {' '.join(str(error).split())}.") from error
    except OSError as error:
        raise QueryError(f"The query cannot be run: {error}.") from error
    if isinstance(found, ox.QueryBoolean):
        return Results(("answer",), iter([(ox.Literal(bool(found)),)]), bool(found))
    if isinstance(found, ox.QueryTriples):
        return Results(("subject", "predicate", "object"), ((t.subject, t.predicate, t.object) for t in found))
    variables = tuple(v.value for v in found.variables)
    return Results(variables, (tuple(row) for row in _checked(found)))


def _checked(found: ox.QuerySolutions) -> Iterator[ox.QuerySolution]:
    """Yield the solutions; what fails while they are computed is an error of the query."""
    try:
        yield from found
    except (OSError, RuntimeError) as error:
        raise QueryError(f"The query failed: {error}.") from error


# Writing -----------------------------------------------------------------------------------------------------------


def lines(results: Results, format: str = "table") -> Iterator[str]:
    """Yield the results as text, with newlines.

    ``table`` and ``markdown`` are for eyes: they shorten IRIs by our prefixes and leave datatypes and languages out.
    ``csv`` and ``json`` follow W3C's rules and keep IRIs whole.
    """
    if format not in FORMATS:
        raise QueryError(f"There is no format {format!r}. Use one of {', '.join(FORMATS)}.")
    return {"table": _table, "csv": _csv, "json": _json, "markdown": _markdown}[format](results)


def short(term: Term | None) -> str:
    """Return a term for a reader's eye: a literal's text, an IRI by prefix where it has one."""
    if term is None:
        return ""
    if isinstance(term, ox.Literal | ox.BlankNode):
        return term.value if isinstance(term, ox.Literal) else f"_:{term.value}"
    if isinstance(term, ox.Triple):
        return f"<<( {short(term.subject)} {short(term.predicate)} {short(term.object)} )>>"
    for prefix, namespace in PREFIXES.items():
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value[len(namespace) :]}"
    return term.value


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes: none for marks and controls, two for wide characters."""
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _table(results: Results) -> Iterator[str]:
    rows = [results.variables, *(tuple(" ".join(short(term).split()) for term in row) for row in results)]
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for number, row in enumerate(rows):
        yield "  ".join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() + "\n"
        if number == 0:
            yield "  ".join("-" * w for w in widths) + "\n"


def _markdown(results: Results) -> Iterator[str]:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in cells)} |\n"

    yield line(results.variables)
    yield line(["---"] * len(results.variables))
    for row in results:
        yield line([short(term) for term in row])


def _csv(results: Results) -> Iterator[str]:
    """Yield SPARQL 1.1 CSV: values without datatype or language, lines that end in CR LF."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(results.variables)
    yield text.getvalue()
    for row in results:
        text.seek(0)
        text.truncate()
        writer.writerow(["" if term is None else _value(term) for term in row])
        yield text.getvalue()


def _value(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else short(term)


def _json(results: Results) -> Iterator[str]:
    """Yield SPARQL 1.1 JSON, a row per line."""
    if results.answer is not None:
        yield json.dumps({"head": {}, "boolean": results.answer}) + "\n"
        return
    yield (
        json.dumps({"head": {"vars": list(results.variables)}}, ensure_ascii=False)[:-1] + ', "results": {"bindings": ['
    )
    before = "\n"
    for row in results:
        bound = {name: _object(term) for name, term in zip(results.variables, row, strict=True) if term is not None}
        yield before + json.dumps(bound, ensure_ascii=False)
        before = ",\n"
    yield "\n]}}\n"


def _object(term: Term) -> dict[str, object]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _object(part) for name, part in parts.items()}}
    found: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype.value != PREFIXES["xsd"] + "string":
        found["datatype"] = term.datatype.value
    return found
