"""The library's front door: ``khabar.build`` and the graph it returns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import exports
from .graph.knowledge_graph import KnowledgeGraph as _KnowledgeGraph
from .graph.model import Article
from .graph.store import Store
from .pipeline import MIN_CONFIDENCE, Counts, Extractors, Pipeline
from .readers import MAX_CHARACTERS, Options, Skipped
from .workers import TIMEOUT

if TYPE_CHECKING:
    from pyoxigraph import Store as OxigraphStore
    from rdflib import Graph

    from .exports.sparql import Results

_LARGE = 20_000  # statements: a million triples and more


class KnowledgeGraph(_KnowledgeGraph):
    """What the articles say: ``nx``, ``entities()``, ``statements()``, ``facts()``, and files of every format.

    ``counts`` says what became of the inputs, ``counts.skipped`` which articles were not read and why.
    """

    def __init__(self, store: Store, counts: Counts | None = None) -> None:
        super().__init__(store)
        self.counts = counts or Counts()

    def write(self, path: str | Path, **shown: Any) -> None:
        """Write the graph to a file whose suffix names the format; raises ExportError.

        ``shown`` says what a page or picture shows: ``title``, ``quote``, ``redact``, ``ego`` and so on (docs/page.md).
        """
        exports.write(self, Path(path), **shown)

    def _repr_html_(self) -> str:
        """Show the page where a notebook shows the graph."""
        from .exports.html import notebook

        return notebook(self)

    def to_rdf(self, *, oxigraph: bool | None = None) -> Graph:
        """Return the graph as an ``rdflib.Graph``: the triples of the .ttl file, with its prefixes.

        With ``oxigraph`` it lies in Oxigraph's store, which runs SPARQL much faster and takes less memory, and in which
        a few habits of rdflib's do not work (docs/sparql.md); by default it does from 20,000 statements on.
        """
        if oxigraph is None:
            oxigraph = self.store.counts()["statements"] >= _LARGE
        if oxigraph:
            from .oxigraph import over_oxigraph

            return over_oxigraph(self)
        from .exports.rdf import to_rdf

        return to_rdf(self)

    def query(self, sparql: str) -> Results:
        """Run a SPARQL query and return its results: ``variables``, and rows of terms as one iterates over it.

        The graph is loaded into Oxigraph by the first query and stays as it was then, as ``nx`` does. Raises
        QueryError, also for FROM: choose graphs by GRAPH.
        """
        from .commands.query import FROM
        from .exports.sparql import QueryError, query
        from .server.dataset import chooses_graphs

        if chooses_graphs(sparql):
            raise QueryError(FROM)
        return query(self._oxigraph, sparql)

    def ask(self, question: str, *, language: str = "", **given: Any) -> Results:
        """Ask a saved question, such as ``kg.ask("who-said", about="بوتين", language="ar")``; raises QueryError."""
        from .exports.questions import ask

        return ask(self._oxigraph, question, language=language, **given)

    @cached_property
    def _oxigraph(self) -> OxigraphStore:
        from .exports.sparql import load

        return load(self)


def build(
    *inputs: str | Path | Article,
    store: str | Path | None = None,
    language: str | None = None,
    encoding: str | None = None,
    fields: Mapping[str, str] | None = None,
    format: str | None = None,
    min_confidence: float = MIN_CONFIDENCE,
    max_characters: int = MAX_CHARACTERS,
    ontology: Iterable[str | Path] = (),
    gazetteer: Iterable[str | Path] = (),
    decisions: str | Path | None = None,
    metonymy: bool = True,
    extractors: Extractors | None = None,
    model: str = "",
    jobs: int = 0,
    timeout: float = TIMEOUT,
    keep: bool = False,
    retry: bool = False,
    on_skip: Callable[[Skipped], None] | None = None,
) -> KnowledgeGraph:
    """Read articles and return what they say as a graph.

    ``inputs`` are files, folders, patterns, ``"-"`` for standard input, or articles made with ``Article.of``.
    ``store`` is a ``.khabar`` file that keeps what was read, so that a later build goes on from there; without one the
    graph lives in memory. ``fields`` maps an article's field to its name in the records (``{"text": "body"}``).
    ``language`` and ``encoding`` are the word of someone who knows and stop their detection; ``format`` reads files
    as one of ``readers.FORMATS`` whatever their suffix. Statements less certain than ``min_confidence`` are not kept.
    ``ontology`` and ``gazetteer`` are files of your own beside the built-in ones, ``decisions`` is a file that says
    which names are one entity and which are not. With ``metonymy`` a seat of government, or a capital that acts, is its
    state. ``extractors`` maps a language to what reads its articles in place of the built-in extractors. ``model`` is a
    spaCy pipeline of your own that reads its language (``en_core_web_trf``).

    ``jobs`` worker processes read the articles, each with models of its own; a script that asks for them needs the
    usual ``if __name__ == "__main__":``. An article that takes one longer than ``timeout`` seconds is given up. With 0
    this process reads by itself. The graph is the same. Articles that the store holds from another Khabar, another
    model or other settings are read again unless ``keep`` is set; those that could not be read are tried again where
    ``retry`` is.

    A bad article is logged, handed to ``on_skip`` and listed in ``counts.skipped`` of the result; it stops nothing.
    Raises InputError, StoreError, OntologyError, GazetteerError, DecisionError, ModelMissing and WorkersError, each
    with one line that says what to do.
    """
    pipeline = Pipeline(
        Store(store),
        min_confidence=min_confidence,
        ontology=[Path(path) for path in ontology],
        gazetteer=[Path(path) for path in gazetteer],
        decisions=Path(decisions) if decisions is not None else None,
        metonymy=metonymy,
        extractors=extractors,
        model=model,
        jobs=jobs,
        timeout=timeout,
        keep=keep,
        retry=retry,
        on_skip=on_skip,
    )
    options = Options(
        fields=dict(fields or {}),
        language=language,
        languages=pipeline.languages,
        encoding=encoding,
        format=format,
        max_characters=max_characters,
    )
    try:
        pipeline.build(inputs, options)
    except BaseException:
        pipeline.store.close()
        raise
    return KnowledgeGraph(pipeline.store, pipeline.counts)
