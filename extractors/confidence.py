"""How sure a statement is, step by step: what its rule gives, and what lowers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.model import Mention
from .events import Event
from .relations import PLACES, Lexicon

_WEAK = 0.5  # below it an open verbal noun must stand between an actor and a thing of known type
_DOUBTFUL = 0.3  # the confidence of an open relation whose ends are no actors: most readers will leave it out
_CHECKED = frozenset({"verb", "verb.passive", "verbal noun", "verbal noun.passive"})


@dataclass(frozen=True, slots=True)
class Step:
    """A confidence, from 0 to 1, and why it is that."""

    value: float
    reason: str


def steps(event: Event, subject: Mention, target: Mention | None, lexicon: Lexicon) -> tuple[Step, ...]:
    """Return how the confidence of an event came about; the last step is the confidence of its statement."""
    return tuple(_steps(event, subject, target, lexicon))


def _steps(event: Event, subject: Mention, target: Mention | None, lexicon: Lexicon) -> Iterator[Step]:
    against = "; ".join(clashes(event, lexicon))
    given = f"what the rule {event.rule!r} gives" + ("" if event.relation.id else " to an open relation")
    yield Step(round(event.confidence, 3), given + (f", lowered: {against}" if against else ""))
    if event.relation.id is None and event.rule in _CHECKED and not _is_worth(event, subject, target):
        if event.confidence > _DOUBTFUL:
            yield Step(_DOUBTFUL, "lowered: an open relation whose ends are not known to be actors")


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


def _is_worth(event: Event, subject: Mention, target: Mention | None) -> bool:
    """Is an open relation between an actor and a thing, as far as types tell? A weak one needs both ends to be
    known."""
    if target is None:
        return True
    if event.confidence < _WEAK:
        return _is_actor(subject) and target.type != "OTHER"
    return _is_actor(subject) and (_is_actor(target) or bool(event.relation.label.get("en")))


def _is_actor(mention: Mention) -> bool:
    return mention.type in {"PER", "ORG", "GPE", "GROUP"} or mention.kind == "name"
