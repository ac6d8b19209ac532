"""SPARQL over every kind of graph file, a store and a graph in memory, with results for eyes and for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from factories import PUTIN, graph, hama, store

from khabar import exports
from khabar.exports import rdf, sparql
from khabar.exports.sparql import QueryError, Results, lines, load, query
from khabar.graph.knowledge_graph import KnowledgeGraph

ASYLUM = "SELECT ?who ?whom WHERE { ?who rel:grant_asylum ?whom }"


@pytest.fixture
def small(kg: KnowledgeGraph) -> ox.Store:
    return load(kg)


def text(results: Results, format: str = "table") -> str:
    return "".join(lines(results, format))


@pytest.mark.parametrize("suffix", [".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf"])
def test_every_export_can_be_queried(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Named graphs are seen without GRAPH, and each triple counts once."""
    path = tmp_path / f"graph{suffix}"
    exports.write(kg, path)
    count = text(query(load(path), "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"), "csv")
    assert count == f"n\r\n{len(list(rdf.quads(kg)))}\r\n"
    assert text(query(load(path), ASYLUM), "csv").splitlines()[1] == f"{PUTIN.id},{BASE}named%3Aالأسد"


BASE = "https://w3id.org/khabar/entity/"


def test_a_store_is_queried_as_its_exports_are(tmp_path: Path) -> None:
    """By its file, and while it is open."""
    path = tmp_path / "news.khabar"
    store(path=str(path)).close()
    with store() as open_store:
        for source in (path, open_store, KnowledgeGraph(open_store)):
            assert len(list(query(load(source), ASYLUM))) == 1


def test_a_graph_on_disk_is_loaded_once(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """The second time it is opened as it is; a load that was killed leaves nothing that is taken for it."""
    folder = tmp_path / "oxigraph"
    size = len(load(kg, at=folder))
    assert len(load(graph([hama()]), at=folder)) == size
    (tmp_path / ".other.part").mkdir()
    assert len(load(kg, at=tmp_path / "other")) == size


def test_large_chunks_reach_oxigraph_whole() -> None:
    """Pieces longer and shorter than the reader's buffer, and empty ones."""
    pieces = [b"", b"x" * 3_000_000, b"", b"y", b"z" * 17]
    file = io.BufferedReader(sparql._Pieces(pieces), 1 << 16)
    assert file.read() == b"".join(pieces)
    file.close()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.ttl", b"<a> <b> .", "graph.ttl: this is no Turtle: "),
        ("graph.csv", b"a,b", "no graph has the suffix '.csv'. Name a file with one of .ttl"),
        ("graph.nt", None, "graph.nt: cannot be read: No such file or directory"),
        ("graph.khabar", None, "no such store"),
    ],
)
def test_a_graph_that_is_none_is_refused(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    """With the file and the reason, in a line."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    from khabar.graph.store import StoreError

    with pytest.raises((QueryError, StoreError), match=message) as caught:
        load(path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("wrong", ["SELECT nonsense", "DELETE WHERE { ?s ?p ?o }", "", "SELECT * { ?s unknown:p ?o }"])
def test_a_wrong_query_is_refused_in_a_line(small: ox.Store, wrong: str) -> None:
    """Updates are no queries: nothing changes."""
    size = len(small)
    with pytest.raises(QueryError, match="The query is wrong: ") as caught:
        query(small, wrong)
    assert "\n" not in str(caught.value)
    assert len(small) == size


def test_the_table_lines_arabic_up(small: ox.Store) -> None:
    """Prefixes for IRIs; marks that take no column do not push the next column."""
    found = query(small, "SELECT ?who ?label WHERE { ?who rel:grant_asylum ?x ; rdfs:label ?label } ORDER BY ?label")
    assert text(found) == (
        "who       label\n"
        "--------  --------------\n"
        "wd:Q7747  Vladimir Putin\n"
        "wd:Q7747  فلاديمير بوتين\n"
    )  # fmt: skip
    assert sparql.width("مُحَمَّد") == 4
    assert sparql.width("新聞") == 4


def test_csv_is_read_by_csv(small: ox.Store) -> None:
    """With texts that hold commas, quotes and line ends."""
    ends = 'VALUES ?x { "a,b" "c\\"d" "e\\nf" UNDEF }'
    rows = list(csv.reader(io.StringIO(text(query(small, f"SELECT ?x WHERE {{ {ends} }}"), "csv"), newline="")))
    assert rows[:4] == [["x"], ["a,b"], ['c"d'], ["e\nf"]]


@pytest.mark.parametrize(
    "sparql_query",
    [
        "SELECT * WHERE { ?s rdfs:label ?label OPTIONAL { ?s kh:nothing ?none } OPTIONAL { ?s kh:score ?c } }",
        "ASK { ?s rel:grant_asylum ?o }",
        "SELECT (1.5 AS ?n) ('x\"y' AS ?t) WHERE {}",
    ],
)
def test_json_is_what_oxigraph_writes(small: ox.Store, sparql_query: str) -> None:
    """SPARQL 1.1 Query Results JSON."""
    from khabar.exports._terms import PREFIXES

    theirs = small.query(sparql_query, prefixes=PREFIXES, use_default_graph_as_union=True)
    assert not isinstance(theirs, ox.QueryTriples)
    data = theirs.serialize(format=ox.QueryResultsFormat.JSON)
    assert data is not None
    assert json.loads(text(query(small, sparql_query), "json")) == json.loads(data)


def test_markdown_is_a_table(small: ox.Store) -> None:
    """Bars in a text do not break it."""
    assert text(query(small, "SELECT ('a|b' AS ?x) WHERE {}"), "markdown") == "| x |\n| --- |\n| a&#124;b |\n"


def test_questions_with_yes_or_no_and_new_graphs(small: ox.Store) -> None:
    """ASK and CONSTRUCT have results of the same shape."""
    assert query(small, "ASK { ?s rel:grant_asylum ?o }").answer is True
    assert text(query(small, "ASK { ?s rel:visit ?o }")) == "answer\n------\nfalse\n"
    rows = list(query(small, "CONSTRUCT { ?o rel:asylum_from ?s } WHERE { ?s rel:grant_asylum ?o }"))
    assert [row[2] for row in rows] == [ox.NamedNode(PUTIN.id)]


def test_an_unknown_format_is_refused(small: ox.Store) -> None:
    """With those there are."""
    with pytest.raises(QueryError, match="no format 'xls'. Use one of table, csv, json, markdown"):
        text(query(small, ASYLUM), "xls")


def test_a_loaded_graph_is_what_was_written(kg: KnowledgeGraph, small: ox.Store) -> None:
    """Each quad, in its graph."""

    def written() -> Iterator[str]:
        for quad in rdf.quads(kg):
            # Oxigraph keeps integers of every kind as xsd:integer.
            yield " ".join(term for term in quad if term).replace("#nonNegativeInteger", "#integer")

    assert sorted(str(quad) for quad in small) == sorted(written())
