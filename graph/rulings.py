"""Decisions turned into what the reading of names can ask: is this name that entry's, may these two be joined?"""

from __future__ import annotations

from dataclasses import dataclass, field

from . import names
from .decisions import Decision, DecisionError, comparable
from .gazetteer import Entry, Gazetteer


@dataclass
class Rulings:
    """What people decided, by normal form: names that are an entry's, names that are not, pairs kept apart."""

    forced: dict[str, str] = field(default_factory=dict)
    barred: set[tuple[str, str]] = field(default_factory=set)
    apart: set[frozenset[str]] = field(default_factory=set)

    @classmethod
    def made_from(cls, decisions: tuple[Decision, ...], gazetteer: Gazetteer) -> Rulings:
        """Return what decisions mean for names. Raises DecisionError where one would join two listed entities."""
        rulings = cls()
        for decision in decisions:
            rulings._take(decision, gazetteer)
        return rulings

    def _take(self, decision: Decision, gazetteer: Gazetteer) -> None:
        pair = (comparable(decision.one), comparable(decision.other))
        one, other = (_entry_of(gazetteer, name) for name in pair)
        crossed = [(pair[1], one), (pair[0], other)]
        if decision.verdict == "same":
            if one is not None and other is not None and one.id != other.id:
                what = f"Decision {decision.number} would join {decision.one!r} and {decision.other!r}"
                raise DecisionError(f"{what}, which are two known ids, {one.id} and {other.id}. Undo it.")
            self.forced.update((form, entry.id) for form, entry in crossed if entry is not None)
            return
        self.apart.add(frozenset(pair))
        if one is not None and one is other:  # two names of one entry: the label stays with it
            crossed = [(pair[0] if pair[1] in _labels(one) else pair[1], one)]
        self.barred.update((form, entry.id) for form, entry in crossed if entry is not None)


def _labels(entry: Entry) -> set[str]:
    return {names.normal(label) for label in entry.labels.values()}


def _entry_of(gazetteer: Gazetteer, name: str) -> Entry | None:
    if name in gazetteer.entries:
        return gazetteer.entries[name]
    found = gazetteer.bearers(name)
    return found[0] if len(found) == 1 else None
