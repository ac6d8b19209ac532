"""The graph over a store: facts with their entities, and networkx."""

from __future__ import annotations

import pytest
from factories import PUTIN, RUSSIA, copied, graph, syria

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.store import StoreError

ASYLUM = (PUTIN.id, "named:الأسد", ("grant_asylum", "affirmed", "actual"))


def test_facts_are_statements_with_their_entities(kg: KnowledgeGraph) -> None:
    """The order is the store's: articles in id order, statements in text order."""
    facts = list(kg.facts())
    assert [f.statement for f in facts] == list(kg.statements())
    told = next(f for f in facts if f.statement.place)
    assert (told.subject, told.place) == (PUTIN, RUSSIA)
    assert [s.id for s in told.speakers] == ["named:دميتري-بيسكوف"]


def test_a_claim_is_the_same_whoever_makes_it(kg: KnowledgeGraph) -> None:
    """Two articles that grant the same asylum share a claim; a planned visit has another."""
    asylum = {f.claim for f in kg.facts() if f.statement.claim.relation.id == "grant_asylum"}
    assert len(asylum) == 1
    assert len({f.claim for f in kg.facts()}) == 8


def test_nodes_carry_labels_types_and_counts(kg: KnowledgeGraph) -> None:
    """A node counts the statements in which it has any place."""
    assert kg.nx.nodes[PUTIN.id] == {
        "label_ar": "فلاديمير بوتين",
        "label_en": "Vladimir Putin",
        "type": "PER",
        "kind": "named",
        "count": 2,
    }
    # Russia: has bases, has no plan (as Moscow), is where asylum was granted.
    assert kg.nx.nodes[RUSSIA.id]["count"] == 3


def test_an_edge_joins_the_statements_that_say_the_same(kg: KnowledgeGraph) -> None:
    """Two articles, two publishers, both reported: one edge."""
    edge = kg.nx.edges[ASYLUM]
    assert len(edge["statements"]) == 2
    assert (edge["articles"], edge["reported"], edge["confidence"]) == (2, True, 0.9)
    assert (edge["first"], edge["last"]) == ("2024-12-09", "2024-12-10")
    assert (edge["label_ar"], edge["label_en"], edge["class"]) == ("منح حق اللجوء", "grants asylum to", "AID")


def test_what_is_denied_or_planned_has_an_edge_of_its_own(kg: KnowledgeGraph) -> None:
    """The key of an edge says polarity and modality, so that nobody takes a denial for a fact."""
    keys = {key for _, _, key in kg.nx.edges(keys=True)}
    assert ("open:خطة ل", "negated", "actual") in keys
    assert ("visit", "affirmed", "planned") in keys


def test_what_has_begun_lasts_until_the_article(kg: KnowledgeGraph) -> None:
    """Bases since 2015, in an article of 2024-12-09."""
    (edge,) = (d for _, _, d in kg.nx.edges(data=True) if d["relation"] == "has_base_in")
    assert (edge["first"], edge["last"]) == ("2015-01-01", "2024-12-09")


def test_a_statement_without_an_object_has_no_edge(kg: KnowledgeGraph) -> None:
    """He resigned: counted in its node."""
    assert "resign" not in {d["relation"] for _, _, d in kg.nx.edges(data=True)}
    (minister,) = (n for n, d in kg.nx.nodes(data=True) if d["label_ar"] == "رئيس الوزراء")
    assert kg.nx.nodes[minister]["count"] == 1


@pytest.mark.parametrize(
    ("sources", "count"),
    [(("وكالة أ", "وكالة ب"), 1), (("وكالة أ", "وكالة أ"), 1)],
    ids=["one text in two papers", "one paper twice"],
)
def test_copies_are_not_independent(sources: tuple[str, str], count: int) -> None:
    """A wire text that two papers print is one source."""
    kg = graph([copied(str(i), source) for i, source in enumerate(sources)])
    assert kg.nx.edges[ASYLUM]["articles"] == count
    assert len(kg.nx.edges[ASYLUM]["statements"]) == 2


def test_different_texts_of_unnamed_sources_are_independent() -> None:
    """An article without a source stands for itself."""
    plain = copied("z", "")
    kg = graph([plain, syria()])
    assert kg.nx.edges[ASYLUM]["articles"] == 2


def test_an_unknown_id_is_an_error(kg: KnowledgeGraph) -> None:
    """Of an entity and of an article."""
    with pytest.raises(StoreError, match="no entity 'Q1'"):
        kg.entity("Q1")
    with pytest.raises(StoreError, match="no article 'Q1'"):
        kg.article("Q1")


def test_what_is_said_about_one_entity() -> None:
    """Its statements in any place, subject, object, speaker or place, in the order of all statements."""
    kg = graph()
    for entity in kg.entities():
        told = [fact for fact in kg.facts() if entity.id in {one.id for one in fact.entities()}]
        assert list(kg.about(entity.id)) == told and told
    with pytest.raises(StoreError, match="no entity 'nobody'"):
        list(kg.about("nobody"))


def test_an_ego_graph_is_the_part_of_nx_around_an_entity() -> None:
    """The entity, its neighbours, and its edges with all their attributes."""
    kg = graph()
    for entity in kg.entities():
        around = kg.ego(entity.id)
        edges = {edge for edge in kg.nx.edges(keys=True) if entity.id in edge[:2]}
        assert set(around.edges(keys=True)) == edges
        assert set(around) == {entity.id, *(end for edge in edges for end in edge[:2])}
        assert all(around.edges[edge] == kg.nx.edges[edge] for edge in edges)
