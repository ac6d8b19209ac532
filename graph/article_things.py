"""What one article speaks of: its mentions gathered by coreference, each gathering with its names, types and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from .model import EntityType, Mention, Reading, Statement

Span = tuple[int, int]

# Whoever acts is no place, save in these: the capital that witnesses a blast is a city.
_STANDING = frozenset("LOCATION KINSHIP IDENTITY MEMBERSHIP".split())
_UNDERGOES = frozenset("شهد عاش تعرض عرف تخلل وقع witness see suffer experience host".split())
_DONE_TO_STATE = frozenset("AGREE SUPPORT CONCEDE COOPERATE ACCUSE REJECT THREATEN SANCTION REQUEST STATEMENT".split())
_RANK = {"name": 0, "nominal": 1, "pronoun": 2, "dropped": 3}


@dataclass(slots=True)
class Thing:
    """Mentions of an article that are one thing. ``acting`` and ``placed`` hold spans by their role."""

    mentions: list[Mention] = field(default_factory=list)
    acting: set[Span] = field(default_factory=set)
    placed: set[Span] = field(default_factory=set)

    def absorb(self, other: Thing) -> None:
        """Add all that another thing of the article holds."""
        self.mentions += other.mentions
        self.acting |= other.acting
        self.placed |= other.placed

    def split(self, texts: set[str]) -> Thing:
        """Take the name mentions with these texts out and return them as a thing of their own."""
        out = [m for m in self.mentions if m.kind == "name" and m.text in texts]
        spans = {m.span for m in out}
        self.mentions = [m for m in self.mentions if m.span not in spans]
        return Thing(out, self.acting & spans, self.placed & spans)

    @property
    def names(self) -> Counter[str]:
        """The texts of its names, counted."""
        return Counter(m.text for m in self.mentions if m.kind == "name")

    @property
    def nominals(self) -> list[str]:
        """The texts of its nominals, the longest first, each once."""
        texts = {m.text for m in self.mentions if m.kind == "nominal"}
        return sorted(texts, key=lambda text: (-len(text), text))

    @property
    def start(self) -> int:
        """Where its first mention begins."""
        return min(m.start for m in self.mentions)

    @property
    def is_named(self) -> bool:
        """Is any of its mentions a name?"""
        return any(m.kind == "name" for m in self.mentions)

    @property
    def type(self) -> EntityType:
        """The type that most of its names have, else most of its mentions; the alphabet decides a tie."""
        types = [m.type for m in self.mentions if m.kind == "name"] or [m.type for m in self.mentions]
        return types[0] if len(types) == 1 else cast(EntityType, top(Counter(types)))


def top(counter: Counter[str] | Counter[EntityType]) -> str:
    """Return the commonest value, the alphabet deciding a tie."""
    return min(counter, key=lambda value: (-counter[value], value))


def mentions_of(reading: Reading) -> dict[Span, Mention]:
    """Return every mention of the statements and corefs by span; where two share one, a name goes first."""
    found: dict[Span, Mention] = {}

    def take(mention: Mention) -> None:
        before = found.get(mention.span)
        if before is None or before is mention:
            found[mention.span] = mention
        elif (_RANK[mention.kind], mention.type, mention.text) < (_RANK[before.kind], before.type, before.text):
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
        kind, lemma = claim.relation.class_, claim.relation.lemma.split()
        if statement.place is not None:
            yield statement.place.span, "placed"
        for attribution in statement.attribution:
            yield attribution.speaker.span, "acting"
        if kind not in _STANDING and lemma[0] not in _UNDERGOES:
            yield claim.subject.span, "acting"
        if claim.object is None:
            continue
        if kind in _DONE_TO_STATE or lemma[-1] in ("مع", "with"):
            yield claim.object.span, "acting"
        elif kind in ("LOCATION", "ROLE", "MEMBERSHIP"):
            yield claim.object.span, "placed"  # the spokesman of the Kremlin speaks for that house


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
        things.setdefault(root(span), Thing()).mentions.append(found[span])
    for span, role in roles(reading.statements):
        thing = things[root(span)]
        (thing.acting if role == "acting" else thing.placed).add(span)
    return list(things.values())
