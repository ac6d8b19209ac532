"""Saved questions, asked by name of people and places."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyoxigraph as ox
import pytest
from factories import HAMA, PUTIN, copied, graph, hama, mention, relation, said, statement, syria

from khabar.exports import sparql
from khabar.exports.questions import ask, entities, find, questions
from khabar.exports.sparql import QueryError, load
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Reading


@pytest.fixture
def small(kg: KnowledgeGraph) -> ox.Store:
    return load(kg)


def rows(store: ox.Store, name: str, **given: Any) -> list[dict[str, str]]:
    """Return the answers in English, by variable."""
    results = ask(store, name, language="en", **given)
    return [
        {v: sparql.short(t) for v, t in zip(results.variables, row, strict=True) if t is not None} for row in results
    ]


def test_who_said_what_about_putin(small: ox.Store) -> None:
    """Peskov; and in another article Reuters and an official."""
    found = rows(small, "who-said", about="بوتين")
    assert [(r["day"], r["speaker"], r["stance"], r["relation"]) for r in found] == [
        ("2024-12-09", "دميتري بيسكوف", "says", "grants asylum to"),
        ("2024-12-10", "رويترز", "says", "grants asylum to"),
        ("2024-12-10", "مسؤول", "says", "grants asylum to"),
    ]
    assert found[0]["words"] == "فلاديمير بوتين منح الأسد حق اللجوء في روسيا"
    assert rows(small, "who-said", about="بوتين", since=date(2024, 12, 10)) == found[1:]
    assert rows(small, "من-قال", about="Vladimir Putin", until=date(2024, 12, 9)) == found[:1]


def test_a_statement_without_about_is_listed_once(small: ox.Store) -> None:
    """Asked of the whole graph, each attribution is an answer."""
    assert len(rows(small, "who-said")) == 4


def test_what_russia_did_by_month(small: ox.Store) -> None:
    """Bases since 2015; the plan that was denied is nothing that it did."""
    assert rows(small, "did-to", about="روسيا", to="سوريا") == [
        {
            "month": "2015-01",
            "subject": "Russia",
            "relation": "has bases in",
            "object": "سوريا",
            "statements": "1",
            "publishers": "1",
        }
    ]
    assert {r["relation"] for r in rows(small, "did-to", about="روسيا")} == {"has bases in"}


def accusing() -> Reading:
    """Reuters reports; the minister accuses the factions of killing."""
    killed = statement(
        HAMA,
        mention(HAMA, "الفصائل", "GROUP", "nominal"),
        relation("kill", "قتل", "قتل", "killed", "ASSAULT"),
        mention(HAMA, "مسؤول", "PER", "nominal"),
        trigger="سيطرت",
        attribution=[said(mention(HAMA, "رويترز", "ORG"), "اتهم", "accuses")],
    )
    accuses = statement(
        HAMA,
        mention(HAMA, "الوزيرة", "PER", "nominal"),
        relation("accuse", "اتهم", "اتهم", "accuses", "ACCUSE"),
        mention(HAMA, "الفصائل", "GROUP", "nominal"),
        trigger="تزور",
        content=[killed.id],
    )
    return Reading(HAMA, (killed, accuses))


def test_who_is_accused_of_what() -> None:
    """By a statement that accuses, and by a speaker who does."""
    found = rows(load(graph([accusing()])), "accused", about="الفصائل")
    assert {(r["accuser"], r["accused"], r["of"], r["object"]) for r in found} == {
        ("الوزيرة", "الفصائل", "killed", "مسؤول"),
        ("رويترز", "الفصائل", "killed", "مسؤول"),
    }


def test_contested_facts_are_affirmed_and_denied() -> None:
    """One article affirms that the factions hold Hama, and denies it further down."""
    reading = hama()
    first = reading.statements[0]
    denied = statement(
        HAMA, first.claim.subject, first.claim.relation, first.claim.object, trigger="على حماة", polarity="negated"
    )
    store = load(graph([syria(), Reading(HAMA, (*reading.statements, denied))]))
    assert rows(store, "contested") == [
        {"subject": "الفصائل", "relation": "takes control of", "object": "حماة", "affirmed": "1", "denied": "1"}
    ]
    assert rows(store, "contested", about="بوتين") == []
    assert len(rows(store, "contested", about="حماة")) == 1


def test_facts_of_one_publisher(small: ox.Store) -> None:
    """Asylum is granted by two; everything else that is affirmed has one."""
    found = rows(small, "one-source")
    assert "grants asylum to" not in {r["relation"] for r in found}
    assert {(r["relation"], r["publisher"]) for r in found} >= {
        ("takes control of", "صحيفة النموذج"),
        ("has bases in", "وكالة المثال"),
    }


def test_a_copy_is_no_second_publisher() -> None:
    """Two papers that print one text are the one that printed it first; before copies are known they are two."""
    kg = graph([hama(), copied("hama/3", "صحيفة أخرى")])
    assert "grants asylum to" not in {r["relation"] for r in rows(load(kg), "one-source")}
    kg.store.settle(lines=False)
    found = {r["relation"]: r for r in rows(load(kg), "one-source")}
    assert (found["grants asylum to"]["publisher"], found["grants asylum to"]["statements"]) == ("صحيفة النموذج", "2")


def test_offices(small: ox.Store) -> None:
    """Peskov speaks for the Kremlin, as of the day of the article."""
    (row,) = rows(small, "offices", about="دميتري بيسكوف")
    assert (row["relation"], row["of"], row["first"], row["last"]) == (
        "spokesman of",
        "الكرملين",
        "2024-12-09",
        "2024-12-09",
    )


def test_meetings_have_no_direction() -> None:
    """Two met, said both ways round: one row; a planned visit is no meeting."""
    meet = relation("meet", "التقى", "التقى", "met", "CONSULT")
    a, b = mention(HAMA, "بوتين"), mention(HAMA, "الأسد")
    found = (statement(HAMA, a, meet, b, trigger="منح"), statement(HAMA, b, meet, a, trigger="منح"))
    (row,) = rows(load(graph([Reading(HAMA, found), syria()])), "meetings")
    assert row["statements"] == "2"


def test_the_timeline_of_a_place(small: ox.Store) -> None:
    """Where it is the place, and where it is an end; the denied plan is there as denied."""
    found = rows(small, "timeline", about="روسيا")
    assert [(r["day"], r["relation"], r["polarity"]) for r in found] == [
        ("2015-01-01", "has bases in", "affirmed"),
        ("2024-12-09", "grants asylum to", "affirmed"),
        ("2024-12-09", "plan to rescue", "negated"),
    ]


def test_paths_over_one_thing_between() -> None:
    """Russia has bases in Syria, and someone visited it."""
    visited = statement(
        HAMA,
        mention(HAMA, "بوتين"),
        relation("visit", "زار", "زار", "visits", "CONSULT"),
        mention(HAMA, "دمشق", "GPE"),
        trigger="تزور",
    )
    store = load(graph([syria(), Reading(HAMA, (*hama().statements, visited))]))
    assert rows(store, "paths", about="دمشق", to="الأسد") == [
        {"from": "دمشق", "first": "visits", "between": "Vladimir Putin", "second": "grants asylum to", "to": "الأسد"}
    ]
    direct = rows(store, "paths", about="الأسد", to="بوتين")
    assert direct[0] == {"from": "الأسد", "first": "grants asylum to", "to": "Vladimir Putin"}
    assert rows(store, "paths", about="روسيا", to="الأسد") == []


def test_what_changed_between_two_days(small: ox.Store) -> None:
    """What is new on the tenth; asylum was known on the ninth."""
    found = rows(small, "changed", since=date(2024, 12, 10), until=date(2024, 12, 31))
    assert found == []
    ninth = rows(small, "changed", since=date(2024, 12, 1), until=date(2024, 12, 9))
    assert {(r["relation"], r["polarity"]) for r in ninth} == {
        ("takes control of", "affirmed"),
        ("spokesman of", "affirmed"),
        ("says", "affirmed"),
        ("grants asylum to", "affirmed"),
        ("plan to rescue", "negated"),
        ("resigns", "affirmed"),
    }
    assert {r["relation"]: r["statements"] for r in ninth}["grants asylum to"] == "1"


# Names --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["بوتين", "Putin", "فلاديمير بوتين", "wd:Q7747", PUTIN.id, "فلاديمير بوتِين"])
def test_an_entity_is_found_by_any_of_its_names(small: ox.Store, name: str) -> None:
    """As written, by id, and by a spelling that nobody used."""
    assert entities(small, name) == (ox.NamedNode(PUTIN.id),)


def test_a_name_that_nothing_bears_is_refused_with_what_is_near(small: ox.Store) -> None:
    """A spelling mistake is told from an empty answer."""
    with pytest.raises(QueryError, match="Nothing in the graph is called 'فلاديمير بوتن'. Near it: فلاديمير بوتين"):
        entities(small, "فلاديمير بوتن")
    with pytest.raises(QueryError, match="Nothing in the graph is called 'wd:Q1'"):
        entities(small, "wd:Q1")


@pytest.mark.parametrize("name", ['"} ?x ?y ?z #', "a\nb", "<http://x>", "\\", "$to", "$about"])
def test_a_name_cannot_change_the_query(small: ox.Store, name: str) -> None:
    """It is looked up, never pasted."""
    with pytest.raises(QueryError, match="Nothing in the graph is called"):
        ask(small, "who-said", about=name)


def test_missing_and_needless_parameters_are_named(small: ox.Store) -> None:
    """With what the question takes."""
    with pytest.raises(QueryError, match="'paths' needs --to"):
        ask(small, "paths", about="بوتين")
    with pytest.raises(QueryError, match="'contested' has no --since. It takes --about"):
        ask(small, "contested", since=date(2024, 1, 1))
    with pytest.raises(QueryError, match="no question 'gossip'. Ask one of who-said, did-to"):
        ask(small, "gossip")


def test_every_question_has_names_and_explanations_in_both_languages() -> None:
    """And can be found by each of its names."""
    for question in questions().values():
        assert set(question.name) == set(question.explain) == {"ar", "en"}
        assert all(find(name) is question for name in question.name.values())


@pytest.mark.parametrize("name", list(questions()))
def test_every_question_can_be_asked_with_all_and_with_the_fewest_parameters(small: ox.Store, name: str) -> None:
    """Each way it is a query that runs, in Arabic too."""
    question = find(name)
    every: dict[str, Any] = {"about": "روسيا", "to": "سوريا", "since": date(2000, 1, 1), "until": date(2030, 1, 1)}
    for takes in (question.takes, question.needs):
        given = {p: every[p] for p in takes}
        assert all(
            len(row) == len(ask(small, name, **given).variables) for row in ask(small, name, language="ar", **given)
        )
