"""Which kinds of thing the relations of events ask for at ends that are pronouns or unwritten subjects, so that only
such a thing is taken for what they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..graph.model import EntityType
from .events import End, Event
from .relations import Lexicon

Expected = Mapping[tuple[int, bool], frozenset[EntityType]]
"""(index of an end's word, is it a dropped subject?) -> the types that its relations ask for."""


def expected(events: Iterable[Event], lexicon: Lexicon) -> Expected:
    """Return the types that all relations of an end that is to be resolved ask for; nothing where they ask for none,
    or contradict each other."""
    found: dict[tuple[int, bool], frozenset[EntityType]] = {}
    for event in events:
        subject, target = _wanted(event, lexicon)
        for end, wanted in ((event.subject, subject), (event.object, target)):
            if end is None or not wanted or not (end.dropped or end.word.pos == "PRON"):
                continue
            key = _key(end)
            found[key] = found[key] & wanted if key in found else wanted
    return {key: types for key, types in found.items() if types}


def _key(end: End) -> tuple[int, bool]:
    return end.word.i, end.dropped


def _wanted(event: Event, lexicon: Lexicon) -> tuple[frozenset[EntityType], frozenset[EntityType]]:
    if event.relation.id is not None:
        kind = lexicon.ontology[event.relation.id]
        return frozenset(kind.subject), frozenset(kind.object)
    if not event.rule.endswith("passive"):
        return frozenset(), frozenset()
    lemma = event.predicate.lemma if event.predicate.is_verb else lexicon.verb_of(event.predicate.lemma)
    known = [lexicon.ontology[t.relation] for t in lexicon.triggers("verb", lemma) if not t.preposition]
    if not known or not all(kind.object for kind in known):
        return frozenset(), frozenset()
    return frozenset(t for kind in known for t in kind.object), frozenset()
