"""Values as plain JSON objects, and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from factories import PUTIN, RUSSIA, SYRIA, hama, syria

from khabar.graph import serialise
from khabar.graph.model import Merge
from khabar.graph.serialise import SerialiseError


def through_json(object: Any) -> Any:
    return json.loads(json.dumps(object, ensure_ascii=False))


@pytest.mark.parametrize("reading", [syria(), hama()], ids=["syria", "hama"])
def test_a_reading_comes_back(reading: Any) -> None:
    """Article, statements and coreferences, through JSON text."""
    assert serialise.load_reading(through_json(serialise.dump_reading(reading))) == reading


def test_entities_and_merges_come_back() -> None:
    """All fields."""
    for entity in (PUTIN, RUSSIA):
        assert serialise.load_entity(through_json(serialise.dump_entity(entity))) == entity
    merge = Merge("a", "b", "السبب", 0.5, "rule")
    assert serialise.load_merge(through_json(serialise.dump_merge(merge))) == merge


def test_keys_of_a_later_export_are_ignored() -> None:
    """An export may add its own to the same object."""
    object = serialise.dump_statement(syria().statements[0]) | {"names": ["x"]}
    assert serialise.load_statement(object, SYRIA) == syria().statements[0]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 2}, "version is 2, and this Khabar reads up to 1"),
        ({"id": "0000000000000000"}, "its fields hash to .* It was changed after it was written"),
        ({"polarity": "maybe"}, "A polarity is one of affirmed, negated"),
        ({"evidence": {"start": 0, "end": 5, "text": "كلمات"}}, "Evidence 0:5 of article kremlin-1 is"),
        ({"evidence": {"start": 0, "end": 5, "text": ""}}, "a quotation is empty"),
        ({"subject": None}, "kremlin-1"),
        ({"time": {"start": "yesterday", "end": None, "edtf": "x"}}, "Invalid isoformat"),
    ],
)
def test_a_statement_that_is_none_is_refused(change: dict[str, Any], message: str) -> None:
    """In one line that says which statement and what is wrong with it."""
    object = serialise.dump_statement(syria().statements[0]) | change
    with pytest.raises(SerialiseError, match=message) as caught:
        serialise.load_statement(object, SYRIA)
    assert "\n" not in str(caught.value)


def test_a_missing_key_is_named() -> None:
    """Of whatever kind of object."""
    object = serialise.dump_statement(syria().statements[0])
    del object["trigger"]
    with pytest.raises(SerialiseError, match="the key 'trigger' is missing"):
        serialise.load_statement(object, SYRIA)
    with pytest.raises(SerialiseError, match="Article None: the key 'id' is missing"):
        serialise.load_article({})
    with pytest.raises(SerialiseError, match="Entity Q1: the key 'kind' is missing"):
        serialise.load_entity({"id": "Q1"})
