"""How sure a statement is: the share of statements like it that were right when they were judged.

What tells a good statement from a bad one are a few signals: what its rule gives, whether its ends have the types that
the relation asks for, whether a pronoun had to be resolved. ``calibration.toml`` holds what each weighs, in a logistic
model fitted to judged statements (``training/confidence.py``; docs/confidence.md has the reliability).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..graph.model import Mention
from .events import Event
from .relations import PLACES, Lexicon

_WEAK = 0.5  # below it an open verbal noun must stand between an actor and a thing of known type
_CHECKED = frozenset({"verb", "verb.passive", "verbal noun", "verbal noun.passive"})
_LONG = 60  # words of a sentence from which on the parser loses the thread

SIGNALS: Mapping[str, str] = {
    "rule": "what the rule gives",
    "granted": "an office, body or belonging that the text takes for granted",
    "doubtful": "an open relation whose ends are not known to be actors",
    "clash": "an end whose type the relation does not ask for",
    "known": "ends of a known type",
    "names": "ends that are names",
    "direct": "the ends hang on the word of the event itself",
    "coref": "an end stands for another mention",
    "dropped": "a subject that is not written",
    "long": "a very long sentence",
    "between": "a verb stands between the event and an end",
}
"""The signals and what they mean, in the order in which an account tells them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A confidence, from 0 to 1, and why it is that."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """The signals of a statement; those that are absent are not listed."""

    rule: str
    signals: Mapping[str, float]
    clashes: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """The share of judged statements of these signals that were right, from 0 to 1, to three digits."""
        return round(_share(_score(self.signals, weights())), 3)

    def steps(self) -> Iterator[Step]:
        """Yield how the confidence comes about, signal by signal; the last step is the confidence."""
        weighs, so_far = weights(), dict[str, float]()
        for name, meaning in SIGNALS.items():
            if name not in self.signals:
                continue
            so_far[name] = self.signals[name]
            way = "raised" if weighs[name] > 0 else "lowered"
            reason = f"the rule {self.rule!r}" if name == "rule" else f"{way}: {meaning}"
            if name == "clash":
                reason = f"{way}: {'; '.join(self.clashes)}"
            elif name in ("known", "names"):
                reason += f" ({self.signals[name]:.0f})"
            yield Step(round(_share(_score(so_far, weighs)), 3), reason)


def _score(signals: Mapping[str, float], weighs: Mapping[str, float]) -> float:
    return weighs["base"] + sum(weighs[name] * value for name, value in signals.items())


def _share(score: float) -> float:
    return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return what each signal weighs, and the ``base`` that they are added to."""
    path = Path(__file__).with_name("calibration.toml")
    found: dict[str, float] = tomllib.loads(path.read_text(encoding="utf-8"))["weights"]
    return found


def sureness(event: Event, subject: Mention, target: Mention | None, *, resolved: bool, lexicon: Lexicon) -> Sureness:
    """Return what tells how sure an event is; ``resolved`` says whether an end stands for another mention."""
    ends = [event.subject, *([event.object] if event.object else [])]
    against = tuple(clashes(event, lexicon))
    words = event.predicate.sentence.words if event.predicate.sentence else []
    found = {
        "rule": event.confidence,
        "granted": event.presupposed,
        "doubtful": event.relation.id is None and event.rule in _CHECKED and not _is_worth(event, subject, target),
        "clash": len(against) > 0,
        "known": sum(lexicon.type_of(end.word) is not None for end in ends),
        "names": sum(mention is not None and mention.kind == "name" for mention in (subject, target)),
        "direct": all(event.predicate in (end.word.head, end.word) or event.predicate.head is end.word for end in ends),
        "coref": resolved,
        "dropped": any(end.dropped for end in ends),
        "long": len(words) > _LONG,
        "between": any(_verb_between(event, end.word.i) for end in ends),
    }
    return Sureness(event.rule, {name: float(value) for name, value in found.items() if value}, against)


def _verb_between(event: Event, end: int) -> bool:
    sentence = event.predicate.sentence
    if sentence is None:
        return False
    first = sentence.words[0].i
    low, high = sorted((event.predicate.i, end))
    between = sentence.words[max(0, low + 1 - first) : max(0, high - first)]
    return any(word.is_verb for word in between)


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
