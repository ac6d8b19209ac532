"""kg.query, kg.ask and kg.to_rdf: the graph asked from Python."""

from __future__ import annotations

import pytest
from factories import store
from rdflib import RDF, XSD, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result, ResultRow

from khabar import api
from khabar.api import KnowledgeGraph
from khabar.exports._terms import KH, PREFIXES
from khabar.exports.sparql import QueryError, short

CUE = URIRef(KH + "cue")


@pytest.fixture
def kg() -> KnowledgeGraph:
    """The hand-made graph with the front door's methods."""
    return KnowledgeGraph(store())


def test_query(kg: KnowledgeGraph) -> None:
    """Rows of terms with their variables; a query that is wrong says so."""
    found = kg.query("SELECT ?who WHERE { ?who rel:grant_asylum ?whom }")
    assert found.variables == ("who",) and [short(row[0]) for row in found] == ["wd:Q7747"]
    assert kg.query("ASK { ?who rel:grant_asylum ?whom }").answer is True
    with pytest.raises(QueryError, match="The query is wrong"):
        kg.query("SELECT")
    with pytest.raises(QueryError, match="FROM chooses no graphs here"):
        kg.query("SELECT * FROM <x:y> WHERE { ?s ?p ?o }")


def test_ask(kg: KnowledgeGraph) -> None:
    """A saved question, of a name."""
    assert len(list(kg.ask("من-قال", about="بوتين"))) == 3


def test_an_rdflib_graph_over_oxigraph_is_the_same_graph(kg: KnowledgeGraph) -> None:
    """Triple for triple but for the datatype of offsets, which Oxigraph keeps as xsd:integer; and the same prefixes."""
    plain, over = kg.to_rdf(oxigraph=False), kg.to_rdf(oxigraph=True)
    assert len(plain) == len(over) == 775
    integers = {t for t in over if isinstance(t[2], Literal) and t[2].datatype == XSD.integer}
    assert {t for t in over if t not in plain} <= integers
    assert {(str(s), str(p), str(o)) for s, p, o in plain} == {(str(s), str(p), str(o)) for s, p, o in over}
    assert set(PREFIXES) <= {prefix for prefix, _ in over.namespaces()}


def rows(result: Result) -> list[ResultRow]:
    return [row for row in result if isinstance(row, ResultRow)]


def test_habits_of_rdflibs_that_work_over_oxigraph(kg: KnowledgeGraph) -> None:
    """Patterns with plain strings, bindings, prepared queries, ASK, CONSTRUCT, serialisation."""
    over = kg.to_rdf(oxigraph=True)
    link = over.value(predicate=CUE, object=Literal("قال"))
    assert link is not None and over.value(link, CUE) == Literal("قال")
    query = "SELECT ?a ?cue WHERE { ?a kh:cue ?cue }"
    assert [tuple(row) for row in rows(over.query(query, initBindings={"cue": Literal("قال")}))] == [
        (link, Literal("قال"))
    ]
    assert len(list(over.query(prepareQuery(query, initNs=PREFIXES)))) == len(list(over.query(query))) == 4
    assert over.query("ASK { ?a kh:nothing ?b }").askAnswer is False
    constructed = over.query("CONSTRUCT { ?a a kh:Attribution } WHERE { ?a kh:cue ?cue }").graph
    assert constructed is not None and (link, RDF.type, URIRef(KH + "Attribution")) in constructed
    assert "kh:cue" in over.serialize(format="turtle")


def test_a_large_graph_lies_in_oxigraph(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    """From so many statements on, unless one says otherwise."""

    def lies_in(**options: bool) -> str:
        return type(kg.to_rdf(**options).store).__module__

    assert lies_in().startswith("rdflib")
    monkeypatch.setattr(api, "_LARGE", 9)
    assert lies_in() == "khabar.oxigraph" and lies_in(oxigraph=False).startswith("rdflib")
