"""The endpoint as the SPARQL 1.1 Protocol has it, asked by the clients that people use."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from urllib.parse import urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from factories import PUTIN
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import JSON, Server

from khabar.exports._terms import KH
from khabar.server.protocol import Refused, formats
from khabar.server.results import CONSTRUCT, SELECT

ASYLUM = "SELECT ?who ?whom WHERE { ?who rel:grant_asylum ?whom }"
BASE = "https://w3id.org/khabar/"
WHOM = f"{BASE}entity/named%3Aالأسد"
STATED, REPORTED = f"{BASE}graph/stated", f"{BASE}graph/reported"


def count(server: Server, text: str, **more: str) -> int:
    """Return the number that a query counts."""
    status, _, body = server.query(text, **more)
    assert status == 200, body
    (row,) = json.loads(body)["results"]["bindings"]
    return int(row["n"]["value"])


def test_get_and_both_kinds_of_post(server: Server) -> None:
    """The same answer in W3C's JSON."""
    status, headers, body = server.query(ASYLUM)
    assert (status, headers["content-type"]) == (200, JSON)
    expected = json.loads(body)
    assert expected["results"]["bindings"] == [
        {"who": {"type": "uri", "value": PUTIN.id}, "whom": {"type": "uri", "value": WHOM}}
    ]
    form = urlencode({"query": ASYLUM}).encode()
    for content, type in ((form, "application/x-www-form-urlencoded"), (ASYLUM.encode(), "application/sparql-query")):
        status, _, body = server.ask("/sparql", content, content_type=f"{type}; charset=UTF-8", accept=JSON)
        assert (status, json.loads(body)) == (200, expected)


def test_formats_of_rows(server: Server) -> None:
    """XML, CSV and TSV hold the same row; a value keeps its datatype and language where the format has them."""
    body = server.query(ASYLUM, "application/sparql-results+xml")[2]
    assert [e.text for e in ElementTree.fromstring(body).iter("{http://www.w3.org/2005/sparql-results#}uri")] == [
        PUTIN.id,
        WHOM,
    ]
    status, headers, body = server.query(ASYLUM, "text/csv")
    assert headers["content-type"] == "text/csv; charset=utf-8"
    assert list(csv.reader(io.StringIO(body))) == [["who", "whom"], [PUTIN.id, WHOM]]
    assert server.query(ASYLUM, "text/tab-separated-values")[2] == f"?who\t?whom\n<{PUTIN.id}>\t<{WHOM}>\n"
    values = 'SELECT ?a ?b ?c WHERE { BIND("a\\tb"@ar AS ?a) BIND(1.5 AS ?b) }'
    assert server.query(values, "text/tab-separated-values")[2].splitlines()[1].startswith('"a\\tb"@ar\t"1.5"^^<')
    body = server.query(values, "text/xml")[2]
    assert 'xml:lang="ar">a\tb</literal>' in body and 'datatype="http://www.w3.org/2001/XMLSchema#decimal"' in body
    hostile = 'SELECT ("<&\\u0001" AS ?x) WHERE {}'
    xml = ElementTree.fromstring(server.query(hostile, "text/xml")[2])
    assert [e.text for e in xml.iter("{http://www.w3.org/2005/sparql-results#}literal")] == ["<&\ufffd"]


def test_yes_and_no(server: Server) -> None:
    """ASK, in JSON and XML."""
    assert json.loads(server.query("ASK { ?a rel:grant_asylum ?b }")[2]) == {"head": {}, "boolean": True}
    assert "<boolean>false</boolean>" in server.query("ASK { ?a rel:nothing ?b }", "application/xml")[2]


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/xml", "xml"),
        ("*/*", "turtle"),
    ],
)
def test_formats_of_triples(server: Server, accept: str, format: str) -> None:
    """Each is read by rdflib and holds the triple."""
    status, _, body = server.query("CONSTRUCT WHERE { ?who rel:grant_asylum ?whom }", accept)
    assert status == 200
    graph = Graph().parse(data=body, format=format)
    assert list(graph) == [(URIRef(PUTIN.id), URIRef(f"{BASE}relation/grant_asylum"), URIRef(WHOM))]


@pytest.mark.parametrize("accept", ["application/ld+json", "application/json"])
def test_json_ld(server: Server, accept: str) -> None:
    """By its own name, and as the JSON of triples."""
    body = server.query("CONSTRUCT WHERE { ?who rel:grant_asylum ?whom }", accept)[2]
    (triple,) = ox.parse(body, format=ox.RdfFormat.JSON_LD)
    assert triple.object == ox.NamedNode(WHOM)


def test_what_is_not_acceptable(server: Server) -> None:
    """Rows are no Turtle and triples no CSV: 406 names what there is."""
    status, _, body = server.query(ASYLUM, "text/turtle")
    assert status == 406 and JSON in body
    assert server.query("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv")[0] == 406
    assert server.query(ASYLUM, "image/png, */*;q=0")[0] == 406


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", ("json", "ttl")),
        ("*/*", ("json", "ttl")),
        ("application/json", ("json", "jsonld")),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", ("html", "html")),
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", ("xml", "")),
        ("text/*", ("csv", "ttl")),
        ("*/*, application/sparql-results+json;q=0", ("xml", "ttl")),
        ("text/csv;q=nonsense", ("", "")),
        (";;,,q=1", ("", "")),
    ],
)
def test_content_negotiation(accept: str, expected: tuple[str, str]) -> None:
    """Weights, ranges and exact types; a page is only for those who ask for one."""
    assert formats(accept, "", SELECT, CONSTRUCT) == expected


def test_a_format_by_name() -> None:
    """It outranks Accept, as pages need."""
    assert formats("text/html", "csv", SELECT, CONSTRUCT) == ("csv", "")
    with pytest.raises(Refused, match="There is no format 'pdf'. Use one of json, xml, csv"):
        formats("", "pdf", SELECT, CONSTRUCT)


def test_the_default_graph_is_the_union(server: Server) -> None:
    """Unless the query, or the protocol's parameters, choose graphs; the parameters outrank the query."""
    every = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s rel:{} ?o }}"
    assert count(server, every.format("", "grant_asylum")) == 1
    assert count(server, every.format(f"FROM <{STATED}>", "grant_asylum")) == 0
    assert count(server, every.format(f"FROM <{REPORTED}>", "grant_asylum")) == 1
    chosen = {"default-graph-uri": REPORTED}
    assert count(server, every.format("", "grant_asylum"), **chosen) == 1
    assert count(server, every.format("", "has_base_in"), **chosen) == 0
    assert count(server, every.format(f"FROM <{STATED}>", "has_base_in"), **chosen) == 0
    named = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s rel:grant_asylum ?o } }"
    assert count(server, named, **{"named-graph-uri": REPORTED}) == 1
    assert count(server, named, **{"named-graph-uri": STATED}) == 0
    plain = every.format("", "grant_asylum")
    assert count(server, plain, **{"named-graph-uri": REPORTED}) == 0
    # A word in a text, in another case or in a name chooses nothing.
    assert count(server, 'SELECT (COUNT(*) AS ?n) WHERE { ?s rel:grant_asylum ?o FILTER("from <x>" != "") }') == 1


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"])
def test_other_methods(server: Server, method: str) -> None:
    """HEAD is GET without the body; those that would change something are not allowed."""
    status, headers, body = server.ask(f"/sparql?{urlencode({'query': ASYLUM})}", method=method, accept=JSON)
    assert status == (200 if method == "HEAD" else 405)
    assert method != "HEAD" or (body == "" and int(headers["content-length"]) > 100)


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (b"DELETE WHERE { ?s ?p ?o }", "application/sparql-update"),
        (urlencode({"update": "DELETE WHERE { ?s ?p ?o }"}).encode(), "application/x-www-form-urlencoded"),
        (b"DROP ALL", "application/sparql-query"),
        (urlencode({"query": "INSERT DATA { <a:> <b:> <c:> }"}).encode(), "application/x-www-form-urlencoded"),
    ],
)
def test_it_is_read_only(server: Server, content: bytes, type: str) -> None:
    """An update is refused, wherever it stands, and nothing changes."""
    assert server.ask("/sparql", content, content_type=type)[0] in (400, 403)
    assert server.ask(f"/sparql?{urlencode({'update': 'DROP ALL'})}")[0] == 403
    assert count(server, "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }") == 775


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * WHERE {SERVICE:x{?s ?p ?o}}",
        "SELECT * WHERE { SERVICE#\n<http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p 1SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
        "SELECT * WHERE { ?s ?p ?o FILTER(?a<'x,?b>') SERVICE <http://127.0.0.1:9/> { ?x ?y ?z } FILTER(?z='y') }",
        "ASK { FILTER NOT EXISTS { OPTIONAL { { SELECT * WHERE { SERVICE ?s { ?a ?b ?c } } } } } }",
    ],
)
def test_no_query_opens_a_connection(server: Server, query: str) -> None:
    """SERVICE is refused however it is written."""
    status, _, body = server.query(query)
    assert status == 403 and body.startswith("SERVICE is refused")


def test_the_word_service_is_no_service(server: Server) -> None:
    """A text and a name may hold it."""
    text = 'SELECT (COUNT(*) AS ?n) WHERE { ?s rdfs:label "secret service <x>" ; schema:serviceType ?service }'
    assert count(server, text) == 0


def test_the_description_of_the_service(server: Server) -> None:
    """Programs get it where they give no query; it names the endpoint, what it speaks and its size."""
    sd = "http://www.w3.org/ns/sparql-service-description#"
    for accept, format in (("text/turtle", "turtle"), ("application/rdf+xml", "xml"), ("*/*", "turtle")):
        status, _, body = server.ask("/sparql", accept=accept)
        graph = Graph().parse(data=body, format=format)
        (service,) = graph.subjects(RDF.type, URIRef(f"{sd}Service"))
        assert status == 200 and graph.value(service, URIRef(f"{sd}endpoint")) == URIRef(server.endpoint)
        assert graph.value(predicate=URIRef("http://rdfs.org/ns/void#triples"), object=Literal(775)) is not None
    assert server.ask("/sparql", accept="image/png")[0] == 406


def test_sparqlwrapper(server: Server) -> None:
    """By GET and by POST, rows, a yes and triples; a wrong query is its QueryBadFormed with our line."""
    SPARQLWrapper = pytest.importorskip("SPARQLWrapper")
    client = SPARQLWrapper.SPARQLWrapper(server.endpoint)
    for method in ("GET", "POST"):
        client.setMethod(method)
        client.setReturnFormat(SPARQLWrapper.JSON)
        client.setQuery(ASYLUM)
        assert client.queryAndConvert()["results"]["bindings"][0]["who"]["value"] == PUTIN.id
        client.setQuery("ASK { ?a rel:grant_asylum ?b }")
        assert client.queryAndConvert()["boolean"] is True
        client.setReturnFormat(SPARQLWrapper.TURTLE)
        client.setQuery("CONSTRUCT WHERE { ?a rel:grant_asylum ?b }")
        assert b"rel:grant_asylum" in client.queryAndConvert()
        client.setReturnFormat(SPARQLWrapper.XML)
        client.setQuery("SELECT nonsense")
        with pytest.raises(SPARQLWrapper.SPARQLExceptions.QueryBadFormed, match="The query is wrong"):
            client.query()


def test_rdflib(server: Server) -> None:
    """rdflib's SPARQLStore, as a graph of patterns and as an endpoint of queries, by GET and by POST."""
    for method in ("GET", "POST"):
        graph = Graph(SPARQLStore(server.endpoint, method=method, returnFormat="json"))
        assert graph.value(URIRef(PUTIN.id), URIRef(f"{BASE}relation/grant_asylum")) == URIRef(WHOM)
        assert len(list(graph.query("SELECT ?s WHERE { ?s a kh:Statement }", initNs={"kh": KH}))) == 9
    xml = Graph(SPARQLStore(server.endpoint))
    assert len(list(xml.triples((None, RDF.type, URIRef(KH + "Statement"))))) == 9


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl(server: Server) -> None:
    """The lines of the manual."""

    def curl(*arguments: str) -> str:
        return subprocess.run(
            ["curl", "-sSf", *arguments, server.endpoint], capture_output=True, text=True, check=True
        ).stdout

    query = f"query={ASYLUM}"
    assert json.loads(curl("-G", "--data-urlencode", query))["head"]["vars"] == ["who", "whom"]
    assert curl("-H", "Accept: text/csv", "--data-urlencode", query).splitlines()[1] == f"{PUTIN.id},{WHOM}"
    direct = ["-H", "Content-Type: application/sparql-query", "-H", "Accept: text/csv", "--data-binary", ASYLUM]
    assert curl(*direct).splitlines()[0] == "who,whom"
