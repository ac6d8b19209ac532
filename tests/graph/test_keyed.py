"""Identity by keyed groups is identity over all names at once: the same entities, ids, names and reasons."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from invented import readings

from khabar.graph.decisions import Decision, DecisionError
from khabar.graph.gazetteer import built_in
from khabar.graph.identity import Resolution, resolve
from khabar.graph.keyed import Keyed, Out, components, number_of
from khabar.graph.model import (
    Reading,
)
from khabar.graph.serialise import dump_entity

STAGES = ("named", "alike", "rare", "joined", "settled", "reasons", "entities")

RULES = {"gazetteer", "context", "short name", "metonymy", "type", "spelling", "transliteration", "dominance"}


def _keyed(told: Sequence[Reading], blocks: int, decisions: Iterable[Decision] = ()) -> tuple[Any, Any, Any]:
    """Return entities, mentions and merges by all stages, every group a worker's of its own, values shuffled."""
    draw = random.Random(blocks)
    keyed = Keyed(built_in(), decisions)
    keyed.check()
    records: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for block in range(blocks):
        _take(records, keyed.gathered(told[block::blocks], block))
    for stage in STAGES:
        if stage == "settled":
            links = [(number_of(a), number_of(b)) for a, values in records["links"].items() for b in values]
            label = components(links)
            for key, values in records["joined"].items():
                records["settled"][str(label.get(number_of(key), number_of(key)))] += values
            groups = records["settled"]
        else:
            groups = records[stage]
        if stage == "joined":
            continue
        for key, values in list(groups.items()):
            draw.shuffle(values)
            made = keyed.settled(values) if stage == "settled" else getattr(keyed, stage)(key, values)
            _take(records, made)
    return _known(records), _mentions(records), _merges(records)


def _take(records: dict[str, dict[str, list[Any]]], made: Iterator[Out]) -> None:
    for stage, key, value in made:
        records[stage][key].append(json.loads(json.dumps(value)))


def _known(records: Any) -> list[Any]:
    return [values[0] for _, values in sorted(records["known"].items())]


def _mentions(records: Any) -> dict[tuple[str, int, int], str]:
    found = {}
    for values in records["placed"].values():
        ids = {value[1]: value[2] for value in values if value[0] == "name"}
        for _, article, places in (value for value in values if value[0] == "article"):
            found.update({(article, start, end): ids.get(place, place) for start, end, place in places})
    return found


def _merges(records: Any) -> list[list[Any]]:
    return [[key, *value] for key, values in sorted(records["merges"].items()) for value in values]


def _alone(resolution: Resolution) -> tuple[Any, Any, Any]:
    known = {entity.id for entity in resolution.entities}
    merges = [m for m in resolution.merges if m.entity in known or not m.entity.startswith("http")]
    return (
        json.loads(json.dumps([dump_entity(entity) for entity in resolution.entities])),
        resolution.mentions,
        [[m.entity, m.other, m.reason, m.score, m.by] for m in merges],
    )


@pytest.mark.parametrize(("seed", "count", "blocks"), [(1, 12, 1), (2, 60, 3), (3, 200, 7), (4, 400, 4)])
def test_it_is_identity_over_all_names(seed: int, count: int, blocks: int) -> None:
    """Entities with all their names, every mention, and every reason with its score and number of articles."""
    told = readings(seed, count)
    wanted = _alone(resolve(told, gazetteer=built_in()))
    found = _keyed(told, blocks)
    assert found[0] == wanted[0]
    assert found[1] == wanted[1]
    assert found[2] == wanted[2]
    assert count < 200 or {merge[4] for merge in found[2]} >= RULES


DECISIONS = (
    Decision(1, "same", "الشوبكي", "مازن الخوالدة", "his other name", "Maryam"),
    Decision(2, "same", "بوتين", "خربة الزيتونة"),
    Decision(3, "different", "رويترز", "Reuters"),
    Decision(4, "different", "سليم إدريس", "Salim Idris"),
    Decision(5, "same", "أحمد", "وسام الحلبي"),
)


def test_people_decide_here_as_there() -> None:
    """What joins names in different groups, and what keeps those of one apart."""
    told = readings(5, 120)
    wanted = _alone(resolve(told, gazetteer=built_in(), decisions=DECISIONS))
    assert _keyed(told, 5, DECISIONS) == wanted
    assert any(merge[4] == "Maryam" for merge in wanted[2])


def test_a_decision_that_cannot_hold_is_refused() -> None:
    """With the words of identity over all names."""
    decisions = (Decision(1, "same", "خربة الزيتونة", "طرابلس"),)  # there are two of that name
    told = readings(6, 60)
    with pytest.raises(DecisionError) as alone:
        resolve(told, gazetteer=built_in(), decisions=decisions)
    with pytest.raises(DecisionError) as keyed:
        _keyed(told, 3, decisions)
    assert str(keyed.value) == str(alone.value)


def test_what_is_linked_is_one_component() -> None:
    """Whatever the order of the links."""
    links = [(n, n + 1) for n in range(0, 2000, 2)] + [(n, n + 2) for n in range(1, 999, 2)]
    random.Random(1).shuffle(links)
    found = components(links)
    assert found[999] == 0 and found[1500] == 1500 and found[1501] == 1500 and 3000 not in found
