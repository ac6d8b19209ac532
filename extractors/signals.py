"""What tells a sure statement from an unsure one: its rule, its ends, the tree between them, and how sure the tree is.

Every signal is a number that is 0 where there is nothing to tell; ``confidence.py`` weighs them.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping

from ..graph.model import Coref, Mention
from .events import End, Event
from .relations import PLACES, Lexicon
from .syntax import SUBJECTS, Word, preposition, relative_pronoun

SIGNALS: Mapping[str, str] = {
    "rule": "what the rule gives",
    "place": "a base, force or place inside another",
    "known": "ends of a known type",
    "names": "ends that are names",
    "loose event": "the parser is unsure what the word of the event hangs on",
    "loose object": "the parser is unsure what the object hangs on",
    "own subject": "the verb has a subject in its own clause",
    "named subject": "the subject is a proper noun",
    "dropped": "a subject that is not written",
    "far subject": "words between subject and event",
    "relative": "a relative pronoun stands between subject and event",
    "subject quote": "a quotation mark stands between subject and event",
    "in a noun": "the word of the event only qualifies another noun",
    "long subject": "the subject says more than a word or two",
    "long object": "the object says more than a word or two",
    "far object": "words between event and object",
    "object quote": "a quotation mark stands between event and object",
    "clause between": "another clause begins between event and object",
    "subject of it": "the object of the statement is the subject of the verb",
    "joined object": "the object is one of several",
    "bare object": "the object has no preposition",
    "object person": "the object is a person",
    "object body": "the object is an organisation",
    "object group": "the object is a group",
    "pronoun": "the object is a pronoun",
    "resumed": "the pronoun of a relative clause stands for its noun",
    "salient": "an end stands for what is most salient before",
}
"""The signals and what they mean, in the order in which an account tells them."""

_QUOTES = frozenset('«»“”"') | {"``", "''"}
_RESUMED, _SALIENT = "resumptive pronoun", "most salient before"


def signals(
    event: Event, subject: Mention, target: Mention | None, *, corefs: Collection[Coref], lexicon: Lexicon
) -> dict[str, float]:
    """Return the signals of an event that are not 0; ``corefs`` are the resolutions of its ends."""
    ends = [event.subject, *([event.object] if event.object else [])]
    rules = {coref.rule for coref in corefs}
    found = {
        "rule": event.confidence,
        "place": event.rule == "place",
        "known": sum(lexicon.type_of(end.word) is not None for end in ends),
        "names": sum(mention is not None and mention.kind == "name" for mention in (subject, target)),
        "loose event": 1 - event.predicate.certainty[0],
        "own subject": any(child.dep in SUBJECTS for child in event.predicate.children),
        "in a noun": event.predicate.dep == "nmod",
        "resumed": _RESUMED in rules,
        "salient": _SALIENT in rules,
        **_of_subject(event, subject),
        **(_of_object(event, event.object, target) if event.object and target else {}),
    }
    return {name: round(float(value), 3) for name, value in found.items() if value}


def _of_subject(event: Event, subject: Mention) -> dict[str, float]:
    between = list(_between(event, event.subject))
    return {
        "named subject": event.subject.word.pos == "PROPN",
        "dropped": event.subject.dropped,
        "far subject": _distance(event, event.subject),
        "relative": any(relative_pronoun(word) for word in between),
        "subject quote": any(word.text in _QUOTES for word in between),
        "long subject": math.log1p(subject.end - subject.start),
    }


def _of_object(event: Event, end: End, target: Mention) -> dict[str, float]:
    word, between = end.word, list(_between(event, end))
    return {
        "loose object": 1 - word.certainty[0],
        "long object": math.log1p(target.end - target.start),
        "far object": _distance(event, end),
        "object quote": any(w.text in _QUOTES for w in between),
        "clause between": any(w.pos == "SCONJ" for w in between),
        "subject of it": word.dep in SUBJECTS,
        "joined object": word.dep == "conj",
        "bare object": not preposition(word),
        "object person": target.type == "PER",
        "object body": target.type == "ORG",
        "object group": target.type == "GROUP",
        "pronoun": target.kind == "pronoun",
    }


def _distance(event: Event, end: End) -> float:
    return math.log1p(abs(event.predicate.i - end.word.i))


def _between(event: Event, end: End) -> Iterator[Word]:
    """Yield the words between the word of an event and an end, in the event's sentence."""
    sentence = event.predicate.sentence
    if sentence is None:
        return
    first = sentence.words[0].i
    low, high = sorted((event.predicate.i, end.word.i))
    yield from sentence.words[max(0, low + 1 - first) : max(0, high - first)]


def clashes(event: Event, lexicon: Lexicon) -> Iterator[str]:
    """Yield which end has a type that the relation does not ask for."""
    if event.relation.id is None:
        return
    kind = lexicon.ontology[event.relation.id]
    for name, end, wanted in (("subject", event.subject, kind.subject), ("object", event.object, kind.object)):
        found = lexicon.type_of(end.word) if end is not None and not end.dropped else None
        if found is None or not wanted or found in wanted or (found in PLACES and PLACES & set(wanted)):
            continue
        yield f"type of {name}: {found}, where {event.relation.id} asks for {', '.join(sorted(wanted))}"
