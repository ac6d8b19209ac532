"""What the modules that find events hand on: two ends, a relation, and the word whose clause decides the qualifiers."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..graph.model import Relation
from .syntax import Word


@dataclass(frozen=True, slots=True)
class End:
    """One end of an event: the head word of a noun phrase, or the verb that a dropped subject agrees with.

    ``country`` marks an adjective that stands for its country (القواعد الروسية: Russia), ``short`` a phrase that leaves
    out the complement it ends in, as the other end (القوات التابعة للوزارة: the forces belong to the ministry).
    """

    word: Word
    dropped: bool = False
    country: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A claim as the syntax shows it, before names are resolved and qualifiers read."""

    predicate: Word
    trigger: Word
    subject: End
    object: End | None
    relation: Relation
    rule: str
    confidence: float = 0.7
    presupposed: bool = False  # roles and possessions that a quotation takes for granted
    also: tuple[Word, ...] = field(default=())  # further words that the evidence must hold
