"""The vocabulary describes everything we write, in two languages, and the shapes find what is wrong."""

from __future__ import annotations

import pyshacl
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from khabar.exports import rdf, vocabulary
from khabar.exports._rdf import TYPES
from khabar.exports._terms import KH, REL, expand
from khabar.graph import model
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.ontology import Ontology

NS = Namespace(KH)


@pytest.fixture(scope="module")
def owl() -> Graph:
    return Graph().parse(data=vocabulary.owl(Ontology.load()), format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(data=vocabulary.shapes(), format="turtle")


def report(data: Graph, shapes: Graph) -> str:
    """Return what pySHACL has to say, "" where the data conform."""
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return "" if conforms else str(text)


def test_every_term_that_we_write_is_defined(kg: KnowledgeGraph, owl: Graph) -> None:
    """Classes, properties and values of our namespace; relations may be users' own."""
    used = {term[1:-1] for quad in rdf.quads(kg) for term in quad if term.startswith(f"<{KH}")}
    assert used - {str(s) for s in owl.subjects()} == set()


def test_every_property_that_we_write_has_a_range(kg: KnowledgeGraph) -> None:
    """Others' too; the context and the shapes rest on it."""
    known = {expand(name) for name in vocabulary.ranges()}
    used = {p for _, p, _, _ in rdf.quads(kg) if not p.startswith(f"<{REL}")}
    assert used - known == {expand("rdf:type")}


def test_everything_has_a_label_in_arabic_and_english(owl: Graph) -> None:
    """Classes, properties, values and relations."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme)
    things = {s for kind in kinds for s in owl.subjects(RDF.type, kind)}
    assert len(things) > 150
    for thing in things:
        labels = [*owl.objects(thing, RDFS.label), *owl.objects(thing, SKOS.prefLabel)]
        assert {label.language for label in labels if isinstance(label, Literal)} == {"ar", "en"}, thing


def test_the_vocabulary_has_no_blank_node_and_the_same_bytes(owl: Graph) -> None:
    """So that it can be published and compared."""
    assert not any(isinstance(term, BNode) for triple in owl for term in triple)
    assert vocabulary.owl(Ontology.load()) == vocabulary.owl(Ontology.load())


@pytest.mark.parametrize(
    ("scheme", "values"),
    [
        ("polarity", model.POLARITIES),
        ("modality", model.MODALITIES),
        ("stance", model.STANCES),
        ("kind", model.ENTITY_KINDS),
        ("mention", model.MENTION_KINDS),
        ("class", model.CLASSES),
    ],
)
def test_the_values_are_the_models(scheme: str, values: tuple[str, ...]) -> None:
    """A value added to the model must be added here."""
    (found,) = (s for s in vocabulary.table()["scheme"] if s["id"] == scheme)
    assert tuple(found["values"]) == values
    assert set(TYPES) == set(model.ENTITY_TYPES)


def test_relations_carry_what_the_ontology_knows(owl: Graph) -> None:
    """Class, codes and the types of their ends."""
    for relation in Ontology.load().relations.values():
        s = URIRef(REL + relation.id)
        assert owl.value(s, NS["class"]) == NS[f"class-{relation.class_}"]
        assert {str(o) for o in owl.objects(s, NS.cameo)} == ({relation.cameo} if relation.cameo else set())
        ends = set(owl.objects(s, URIRef("https://schema.org/domainIncludes")))
        assert ends == {NS[TYPES[t]] for t in relation.subject}


def test_what_we_write_conforms(kg: KnowledgeGraph, shapes: Graph) -> None:
    """With all options too."""
    assert report(rdf.to_rdf(kg), shapes) == ""
    assert report(rdf.to_rdf(kg, rdf.Options(direct="none", text=False)), shapes) == ""


def spoiled(kg: KnowledgeGraph, change: str) -> Graph:
    graph = rdf.to_rdf(kg)
    graph.update(change)
    return graph


ENDS = "kh:subject ?a ; kh:relation ?r ; kh:object ?b"
FAULTS = {
    "a denied plan as a plain triple": (
        f"INSERT {{ ?a ?r ?b }} WHERE {{ ?s kh:polarity kh:polarity-negated ; {ENDS} }}",
        "A plain triple that no affirmed and actual statement makes",
    ),
    "a planned visit as a plain triple": (
        f"INSERT {{ ?a ?r ?b }} WHERE {{ ?s kh:modality kh:modality-planned ; {ENDS} }}",
        "A plain triple that no affirmed and actual statement makes",
    ),
    "a quotation of other words": (
        "DELETE { ?x oa:exact ?y } INSERT { ?x oa:exact 'منع' } WHERE { ?x oa:exact ?y FILTER (?y = 'منح') }",
        "A quotation that is not its article's words",
    ),
    "offsets that end before they start": (
        "DELETE { ?x oa:end ?y } INSERT { ?x oa:end ?z } WHERE { ?x oa:end ?y ; oa:start ?s"
        " BIND (STRDT(STR(?s), xsd:nonNegativeInteger) AS ?z) }",
        "LessThanConstraintComponent",
    ),
    "a statement without polarity": ("DELETE { ?s kh:polarity ?p } WHERE { ?s kh:polarity ?p }", "MinCountConstraint"),
    "a polarity that is none": (
        "DELETE { ?s kh:polarity ?p } INSERT { ?s kh:polarity kh:maybe } WHERE { ?s kh:polarity ?p }",
        "InConstraintComponent",
    ),
    "a confidence above one": (
        "DELETE { ?s kh:confidence ?p } INSERT { ?s kh:confidence 1.5 } WHERE { ?s kh:confidence ?p }",
        "MaxInclusiveConstraint",
    ),
    "a property of nobody's": ("INSERT { ?s rdfs:comment 'x' } WHERE { ?s a kh:Statement }", "ClosedConstraint"),
    "a subject that nobody describes": (
        "DELETE { ?e a kh:Entity } WHERE { ?s kh:subject ?e }",
        "ClassConstraintComponent",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_shapes_find(kg: KnowledgeGraph, shapes: Graph, fault: str) -> None:
    """Each thing that must not be in a graph of ours."""
    change, message = FAULTS[fault]
    graph = spoiled(kg, change)
    assert len(set(graph) ^ set(rdf.to_rdf(kg))) > 0, "the test changed nothing"
    assert message in report(graph, shapes)


def test_the_context_names_our_properties_plainly() -> None:
    """And others' with their prefix."""
    names = set(vocabulary.context())
    assert {"subject", "polarity", "confidence", "oa:start", "prov:wasDerivedFrom"} <= names
    assert vocabulary.context()["polarity"] == {"@id": "kh:polarity", "@type": "@vocab"}


def test_the_command_prints_each(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """And says what it can print."""
    assert vocabulary.main(["shapes"]) == 0
    assert b"sh:NodeShape" in capfdbinary.readouterr().out
    assert vocabulary.main(["everything"]) == 2
    assert b"owl, shapes, context" in capfdbinary.readouterr().err
