"""Event data: PLOVER's classes with codes of countries and sectors, a row per mention, and one per event and day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from factories import (
    GRANT_ASYLUM,
    PUTIN,
    RUSSIA,
    SPOKESMAN,
    copied,
    graph,
    hama,
    mention,
    relation,
    said,
    statement,
    syria,
)

from khabar import exports
from khabar.exports import events
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Reading, Time


def _rows(kg: KnowledgeGraph, folder: Path, form: str = ".events.csv") -> list[dict[str, Any]]:
    path = folder / f"graph{form}"
    events.write(kg, path)
    frame = pd.read_csv(path, keep_default_na=False) if path.suffix == ".csv" else pd.read_parquet(path)
    return [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]


def test_rows_are_events_and_not_ties(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Classes of PLOVER; roles, bases, open relations and saying something are none."""
    rows = _rows(kg, tmp_path)
    assert {row["class"] for row in rows} == {"AID", "ASSAULT", "CONCEDE", "CONSULT"}
    assert SPOKESMAN.key not in {row["relation"] for row in rows}
    assert len({row["event"] for row in rows}) == len(rows)


def test_an_event_as_political_scientists_use_it(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Date, actors with three letters and sector, class, context, CAMEO, place, speaker, article, evidence."""
    row = next(row for row in _rows(kg, tmp_path) if row["article"] == "kremlin-1" and row["class"] == "AID")
    assert (row["date"], row["date_end"], row["date_from"]) == ("2024-12-09", "2024-12-09", "published")
    assert (row["source"], row["source_name"], row["source_country"], row["source_sector"]) == (
        PUTIN.id, "Vladimir Putin", "RUS", "government",
    )  # fmt: skip
    assert (row["class"], row["mode"], row["context"], row["cameo"]) == ("AID", "", "asylum", "075")
    assert (row["target_name"], row["target_country"]) == ("الأسد", "")
    assert (row["place"], row["place_name"], row["place_country"], row["place_geonames"]) == (
        RUSSIA.id, "Russia", "RUS", "2017370",
    )  # fmt: skip
    assert (row["polarity"], row["modality"], row["direct"], row["speaker_name"], row["stance"]) == (
        "affirmed", "actual", True, "دميتري بيسكوف", "says",
    )  # fmt: skip
    assert row["evidence"] == "فلاديمير بوتين منح الأسد حق اللجوء في روسيا"


def test_a_day_in_the_text_outranks_that_of_publication(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Hama fell on 5 December, and the article is of the 10th."""
    row = next(row for row in _rows(kg, tmp_path) if row["class"] == "ASSAULT")
    assert (row["date"], row["date_from"], row["published"]) == ("2024-12-05", "text", "2024-12-10")


def test_a_class_has_modes_or_contexts() -> None:
    """Each of PLOVER's is on one side, and each relation of the built-in ontology that is an event in one of them."""
    from khabar.graph.ontology import Ontology

    assert not events._MODES & events._CONTEXTS
    assert len(events._MODES | events._CONTEXTS) == 16
    for known in Ontology.load().relations.values():
        if known.class_ in events._CONTEXTS and known.mode:
            assert known.mode not in {"arrest", "demo", "withdraw", "aerial"}


def _met(id: str, published: date, subject: str, object: str, *, source: str = "", **more: Any) -> Reading:
    meet = relation("meet_with", "التقى", "التقى", "meets", "CONSULT")
    article = Article.of(f"التقى {subject} مع {object} وقال المتحدث.", id=id, published=published, source=source or id)
    speaker = [said(mention(article, "المتحدث", "PER", "nominal"))] if more.pop("reported", False) else ()
    met = statement(
        article, mention(article, subject), meet, mention(article, object), trigger="التقى", attribution=speaker, **more
    )
    return Reading(article, (met,))


def test_one_row_per_event_and_day(tmp_path: Path) -> None:
    """Mentions of a day are one event with its number of mentions and publishers; another day is another."""
    first, second = date(2024, 12, 9), date(2024, 12, 10)
    kg = graph(
        [
            _met("a", first, "بوتين", "الأسد", source="وكالة", confidence=0.5),
            _met("b", first, "بوتين", "الأسد", source="وكالة", confidence=0.8, reported=True),
            _met("c", first, "الأسد", "بوتين", source="صحيفة", confidence=0.7),
            _met("d", second, "بوتين", "الأسد"),
            _met("e", first, "بوتين", "الأسد", polarity="negated"),
            _met("f", first, "بوتين", "الأسد", modality="planned"),
        ]
    )
    assert len(_rows(kg, tmp_path)) == 6
    rows = _rows(kg, tmp_path, ".events.daily.csv")
    told = sorted((row["date"], row["polarity"], row["modality"], row["mentions"]) for row in rows)
    assert told == [
        ("2024-12-09", "affirmed", "actual", 3),
        ("2024-12-09", "affirmed", "planned", 1),
        ("2024-12-09", "negated", "actual", 1),
        ("2024-12-10", "affirmed", "actual", 1),
    ]
    row = next(row for row in rows if row["mentions"] == 3)
    assert (row["articles"], row["publishers"], row["stated"], row["speakers"]) == (3, 2, 2, "المتحدث")
    assert (row["article"], row["confidence"], len(row["statement_ids"].split("|"))) == ("b", 0.8, 3)


def test_a_direction_makes_two_events(tmp_path: Path) -> None:
    """Where one acts on the other, who acts on whom stays apart."""
    first = Article.of("منح بوتين الأسد اللجوء. منح الأسد بوتين اللجوء.", id="a", published=date(2024, 12, 9))
    one = (mention(first, "بوتين"), mention(first, "الأسد"))
    two = (mention(first, "الأسد", after=". منح"), mention(first, "بوتين", after=". منح"))
    made = [statement(first, a, GRANT_ASYLUM, b, trigger="منح") for a, b in (one, two)]
    assert len(_rows(graph([Reading(first, tuple(made))]), tmp_path, ".events.daily.csv")) == 2


def test_what_has_no_day_is_not_taken_together(tmp_path: Path) -> None:
    """Nothing says that two mentions without a day are one event."""
    readings = [_met(id, date(2024, 1, 1), "بوتين", "الأسد") for id in "ab"]
    undated = [replace(reading, article=replace(reading.article, published=None)) for reading in readings]
    rows = _rows(graph(undated), tmp_path, ".events.daily.csv")
    assert [(row["date"], row["mentions"]) for row in rows] == [("", 1), ("", 1)]


def test_a_copy_is_no_second_publisher(tmp_path: Path) -> None:
    """Agency copy in another paper adds a mention and an article, and no independent source."""
    rows = _rows(graph([hama(), copied("copy", "صحيفة أخرى")]), tmp_path, ".events.daily.csv")
    asylum = [row for row in rows if row["class"] == "AID"]
    assert [(row["mentions"], row["articles"], row["publishers"]) for row in asylum] == [(2, 2, 1)]


def test_a_month_keeps_its_last_day(tmp_path: Path) -> None:
    """An event of December 2024 is no event of its first day alone."""
    month = Time(date(2024, 12, 1), date(2024, 12, 31), "2024-12")
    row = _rows(graph([_met("a", date(2025, 1, 1), "بوتين", "الأسد", time=month)]), tmp_path)[0]
    assert (row["date"], row["date_end"], row["edtf"]) == ("2024-12-01", "2024-12-31", "2024-12")


@pytest.mark.parametrize("form", [".events", ".events.daily"])
def test_parquet_has_the_same_rows(kg: KnowledgeGraph, tmp_path: Path, form: str) -> None:
    """With days as days."""
    plain, typed = (_rows(kg, tmp_path, form + suffix) for suffix in (".csv", ".parquet"))
    assert [row["event"] for row in plain] == [row["event"] for row in typed]
    assert [row["date"] for row in plain] == [row["date"].isoformat() for row in typed]


def test_the_bytes_do_not_depend_on_the_order_of_articles(tmp_path: Path) -> None:
    """Two builds of the same articles."""
    for form in (".events.csv", ".events.daily.csv"):
        exports.write(graph([syria(), hama()]), tmp_path / f"1{form}")
        exports.write(graph([hama(), syria()]), tmp_path / f"2{form}")
        assert (tmp_path / f"1{form}").read_bytes() == (tmp_path / f"2{form}").read_bytes()
