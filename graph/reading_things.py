"""What one article speaks of: its mentions gathered by coreference, each gathering with its names, types and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .model import Mention, Reading, Statement

Span = tuple[int, int]

# What a place does when its name stands for its government: it speaks, or it is party to an act between states.
_ACTS_AS_STATE = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN SANCTION STATEMENT PROTEST MOBILIZE".split()
)
_DONE_TO_STATE = frozenset("AGREE SUPPORT CONCEDE COOPERATE ACCUSE REJECT THREATEN SANCTION REQUEST".split())


@dataclass(slots=True)
class Thing:
    """Mentions of an article that are one thing. ``acting`` holds the spans that act as a state would."""

    spans: list[Span] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    nominals: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    name_types: Counter[str] = field(default_factory=Counter)
    acting: set[Span] = field(default_factory=set)
    placed: set[Span] = field(default_factory=set)

    def take(self, mention: Mention) -> None:
        """Add one mention."""
        self.spans.append(mention.span)
        self.types[mention.type] += 1
        if mention.kind == "name":
            self.names[mention.text] += 1
            self.name_types[mention.type] += 1
        elif mention.kind == "nominal":
            self.nominals[mention.text] += 1

    def absorb(self, other: Thing) -> None:
        """Add all that another thing of the article holds."""
        self.spans += other.spans
        for mine, theirs in ((self.names, other.names), (self.nominals, other.nominals)):
            mine.update(theirs)
        self.types.update(other.types)
        self.name_types.update(other.name_types)
        self.acting |= other.acting
        self.placed |= other.placed

    @property
    def start(self) -> int:
        return min(self.spans)[0]

    @property
    def type(self) -> str:
        """The type that most of its names have, else most of its mentions; the alphabet decides a tie."""
        return top(self.name_types or self.types)

    @property
    def first_text(self) -> str:
        """Return the longest nominal (the first in the alphabet among equals), else ""."""
        return min(self.nominals, key=lambda text: (-len(text), text), default="")


def top(counter: Counter[str]) -> str:
    """Return the commonest value, the alphabet deciding a tie."""
    return min(counter, key=lambda value: (-counter[value], value))


def mentions_of(reading: Reading) -> dict[Span, Mention]:
    """Return every mention of the statements and corefs by span; where two share a span, a name goes before the others."""
    found: dict[Span, Mention] = {}
    rank = {"name": 0, "nominal": 1, "pronoun": 2, "dropped": 3}

    def take(mention: Mention) -> None:
        before = found.get(mention.span)
        if before is None or (rank[mention.kind], mention.type, mention.text) < (rank[before.kind], before.type, before.text):
            found[mention.span] = mention

    for statement in reading.statements:
        for mention in statement.mentions():
            take(mention)
    for coref in reading.corefs:
        take(coref.mention)
        take(coref.antecedent)
    return found


def roles(statements: tuple[Statement, ...]) -> Iterator[tuple[Span, str]]:
    """Yield ("acting" | "placed") for the spans whose role tells whether a place stands for its state."""
    for statement in statements:
        claim = statement.claim
        kind = claim.relation.class_
        if statement.place is not None:
            yield statement.place.span, "placed"
        for attribution in statement.attribution:
            yield attribution.speaker.span, "acting"
        if kind in _ACTS_AS_STATE:
            yield claim.subject.span, "acting"
        if claim.object is not None:
            if kind in _DONE_TO_STATE:
                yield claim.object.span, "acting"
            elif kind == "LOCATION":
                yield claim.object.span, "placed"


def things_of(reading: Reading) -> list[Thing]:
    """Return the things of an article in text order. Corefs are trusted: a mention is the thing of its antecedent."""
    found = mentions_of(reading)
    leader: dict[Span, Span] = {span: span for span in found}

    def root(span: Span) -> Span:
        while leader[span] != span:
            leader[span] = leader[leader[span]]
            span = leader[span]
        return span

    for coref in reading.corefs:
        one, other = sorted((root(coref.mention.span), root(coref.antecedent.span)))
        leader[other] = one
    things: dict[Span, Thing] = {}
    for span in sorted(found):
        things.setdefault(root(span), Thing()).take(found[span])
    for span, role in roles(reading.statements):
        thing = things[root(span)]
        (thing.acting if role == "acting" else thing.placed).add(span)
    return list(things.values())
