"""One statement a line, with everything that is known, and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import PUTIN, SYRIA, graph

from khabar import exports
from khabar.exports import ExportError, jsonl
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.serialise import dump_statement


def test_a_line_is_what_scoring_reads(kg: KnowledgeGraph) -> None:
    """Ends with their names, relation with the trigger's words, outermost speaker, class, evidence."""
    lines = [json.loads(line) for line in jsonl.lines(kg)]
    told = next(line for line in lines if line["place"])
    assert told["article"] == "kremlin-1"
    assert told["subject"] == {
        "text": "فلاديمير بوتين",
        "start": SYRIA.text.index("فلاديمير"),
        "end": SYRIA.text.index("فلاديمير") + 14,
        "type": "PER",
        "kind": "name",
        "entity": PUTIN.id,
        "names": ["بوتين", "فلاديمير بوتين", "Putin", "Vladimir Putin"],
    }
    assert told["relation"] == {
        "id": "grant_asylum",
        "label": {"ar": "منح حق اللجوء", "en": "grants asylum to"},
        "lemma": "منح",
        "text": "منح",
    }
    assert told["class"] == "AID"
    assert told["speaker"]["text"] == "دميتري بيسكوف"
    assert SYRIA.text[told["evidence"]["start"] : told["evidence"]["end"]] == told["evidence"]["text"]


def test_the_speaker_is_the_outermost(kg: KnowledgeGraph) -> None:
    """Reuters, which quotes an official; both stand in the chain."""
    line = next(x for x in map(json.loads, jsonl.lines(kg)) if len(x["attribution"]) == 2)
    assert line["speaker"]["text"] == "رويترز"
    assert [a["speaker"]["text"] for a in line["attribution"]] == ["رويترز", "مسؤول"]


def test_a_line_holds_everything_of_its_statement(kg: KnowledgeGraph) -> None:
    """Each key of the serialised statement is there with its value, or with identity's keys added."""

    def within(small: object, large: object) -> bool:
        if isinstance(small, dict) and isinstance(large, dict):
            return all(within(v, large[k]) for k, v in small.items())
        if isinstance(small, list) and isinstance(large, list):
            return len(small) == len(large) and all(map(within, small, large))
        return small == large

    for fact, line in zip(kg.facts(), jsonl.lines(kg), strict=True):
        assert within(dump_statement(fact.statement), json.loads(line))


def test_statements_are_read_back(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """With the articles at hand, the same statements with the same ids."""
    path = tmp_path / "graph.jsonl"
    exports.write(kg, path)
    assert list(jsonl.read(path, {a.id: a for a in kg.articles()})) == list(kg.statements())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("}\n", "\n", ":1: this is no JSON object"),
        ('"article":"hama/2"', '"article":"other"', ":1: the article 'other' is not among those given"),
        ('"start":0,"end":39', '"start":1,"end":40', ":1: Statement .* is "),
        ('"polarity":"affirmed"', '"polarity":"negated"', ":1: .* It was changed after it was written"),
        ('"version":1', '"version":2', ":1: .*reads up to 1"),
        ('"trigger":', '"tirgger":', ":1: .*'trigger' is missing"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, old: str, new: str, message: str, kg: KnowledgeGraph) -> None:
    """With file and line, and what is wrong with it."""
    path = tmp_path / "graph.jsonl"
    line = next(jsonl.lines(kg))
    assert old in line
    path.write_text(line.replace(old, new), encoding="utf-8")
    with pytest.raises(ExportError, match="graph.jsonl" + message):
        list(jsonl.read(path, {a.id: a for a in kg.articles()}))


def test_the_bytes_are_the_same_each_time(tmp_path: Path) -> None:
    """Two builds of the same articles, in another order."""
    from factories import hama, syria

    one, two = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    exports.write(graph([syria(), hama()]), one)
    exports.write(graph([hama(), syria()]), two)
    assert one.read_bytes() == two.read_bytes()
