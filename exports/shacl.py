"""Does a graph hold what our shapes ask? Any RDF file, whoever wrote it, checked by pySHACL."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Dataset, Graph
from rdflib.namespace import RDF, SH

from ..graph.knowledge_graph import KnowledgeGraph
from ..graph.store import Store
from . import ExportError
from ._rdflib import to_rdf
from .vocabulary import shapes

_FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld", ".rdf": "xml"}
_STORE = ".khabar"


@dataclass(frozen=True)
class Violation:
    """A thing that breaks a shape: its IRI, the property and value at fault ("" where there is none), and why."""

    focus: str
    path: str
    value: str
    message: str

    def __str__(self) -> str:
        return " ".join(part for part in (self.focus, self.path, self.value) if part) + f": {self.message}"


def validate(source: Path | KnowledgeGraph) -> tuple[Violation, ...]:
    """Return what breaks our shapes in a file, a ``.khabar`` store or a graph, sorted; () where it conforms.

    Raises ExportError where the file cannot be read and where pySHACL is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise ExportError("Checking a graph needs pySHACL. Install it: pip install pyshacl") from error
    data = _graph(source) if isinstance(source, Path) else to_rdf(source)
    _, report, _ = pyshacl.validate(data, shacl_graph=Graph().parse(data=shapes(), format="turtle"))
    if not isinstance(report, Graph):
        raise ExportError(f"pySHACL could not check the graph: {report}.")
    return tuple(sorted(_violations(report), key=str))


def _graph(path: Path) -> Graph:
    suffix = path.suffix.lower()
    if suffix == _STORE:
        with Store(path, create=False) as store:
            return to_rdf(KnowledgeGraph(store))
    if suffix not in _FORMATS:
        known = ", ".join((*_FORMATS, _STORE))
        raise ExportError(f"{path}: no graph has the suffix {suffix!r}. Name a file with one of {known}.")
    graph: Graph = Dataset(default_union=True) if suffix in (".nq", ".trig") else Graph()
    try:
        with warnings.catch_warnings():
            # rdflib's own readers use what rdflib calls deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(path, format=_FORMATS[suffix])
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror}.") from error
    except Exception as error:  # Each of rdflib's parsers has errors of its own, without a common base.
        raise ExportError(f"{path}: this is no {_FORMATS[suffix]}: {' '.join(str(error).split())[:200]}") from error
    plain = Graph()
    for s, p, o, *_ in graph.quads() if isinstance(graph, Dataset) else graph:
        plain.add((s, p, o))
    return plain


def _violations(report: Graph) -> Iterator[Violation]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, path, value = (report.value(result, p) for p in (SH.focusNode, SH.resultPath, SH.value))
        messages = sorted(" ".join(str(m).split()) for m in report.objects(result, SH.resultMessage))
        yield Violation(str(focus or ""), str(path or ""), str(value or ""), " ".join(messages))
