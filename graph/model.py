"""The values that flow through Khabar: frozen, typed, picklable, and checked where they are made.

All offsets are code points into ``Article.text``, half open: ``article.text[start:end]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from datetime import date
from typing import Literal, get_args

Language = Literal["ar", "en"]
Polarity = Literal["affirmed", "negated"]
Modality = Literal["actual", "possible", "planned", "demanded", "hypothetical", "general"]
MentionKind = Literal["name", "nominal", "pronoun", "dropped"]
EntityKind = Literal["named", "described", "value"]
EntityType = Literal["PER", "ORG", "GPE", "LOC", "GROUP", "EVENT", "OTHER"]
Stance = Literal["says", "denies", "accuses", "demands", "warns", "promises", "asks", "believes", "relays"]
RelationClass = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "ROLE", "LOCATION", "MEMBERSHIP", "POSSESSION", "KINSHIP", "IDENTITY", "STATEMENT", "OTHER",
]  # fmt: skip

POLARITIES: tuple[str, ...] = get_args(Polarity)
MODALITIES: tuple[str, ...] = get_args(Modality)
MENTION_KINDS: tuple[str, ...] = get_args(MentionKind)
ENTITY_KINDS: tuple[str, ...] = get_args(EntityKind)
ENTITY_TYPES: tuple[str, ...] = get_args(EntityType)
STANCES: tuple[str, ...] = get_args(Stance)
CLASSES: tuple[str, ...] = get_args(RelationClass)


class ModelError(ValueError):
    """A value that would break an invariant of the model; the message is one line that says which."""


def digest(*parts: object) -> str:
    """Return 16 hexadecimal digits (64 bits) that depend only on the parts' text, the same on every machine."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise ModelError(message)


def _check_span(what: str, start: int, end: int) -> None:
    _require(0 <= start < end, f"{what} needs 0 <= start < end, found {start}:{end}.")


@dataclass(frozen=True)
class Labels(Mapping[str, str]):
    """Words for one thing, keyed by language code; an immutable, hashable mapping."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, labels: Mapping[str, str] | None = None, **more: str) -> Labels:
        """Return labels from a mapping or keywords; empty ones are left out, languages sorted."""
        merged = {**(labels or {}), **more}
        return cls(tuple(sorted((language, label) for language, label in merged.items() if label)))

    def __getitem__(self, language: str) -> str:
        for known, label in self.pairs:
            if known == language:
                return label
        raise KeyError(language)

    def __iter__(self) -> Iterator[str]:
        return (language for language, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)


@dataclass(frozen=True)
class Article:
    """A news article. ``text`` is its title, two newlines and the body (the body alone without a title), fixed once
    read."""

    id: str
    title: str
    text: str
    language: str
    published: date | None = None
    source: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        _require(bool(self.id), "An article needs an id.")
        _require(bool(self.text.strip()), f"Article {self.id} has no text.")
        _require(
            not self.title or self.text.startswith(self.title + "\n\n") or self.text == self.title,
            f"The text of article {self.id} does not begin with its title and two newlines.",
        )

    @classmethod
    def of(
        cls,
        body: str,
        *,
        id: str = "",
        title: str = "",
        language: str = "ar",
        published: date | None = None,
        source: str = "",
        url: str = "",
    ) -> Article:
        """Return an article with title and body joined; without an id, a hash of the content is its id."""
        text = f"{title}\n\n{body}" if title else body
        return cls(id or digest(language, text), title, text, language, published, source, url)

    @property
    def hash(self) -> str:
        """A hash of all that a reader sees, to tell whether an article changed."""
        return digest(self.title, self.text, self.language, self.published, self.source, self.url)


@dataclass(frozen=True)
class Evidence:
    """The exact words of an article. ``Evidence(article, start, end)`` takes them; given ``text`` must agree or it is
    refused."""

    source: InitVar[Article]
    start: int
    end: int
    text: str = ""
    article: str = field(init=False)

    def __post_init__(self, source: Article) -> None:
        _check_span("Evidence", self.start, self.end)
        words = source.text[self.start : self.end]
        _require(
            self.end <= len(source.text) and self.text in ("", words),
            f"Evidence {self.start}:{self.end} of article {source.id} is {words!r}, not {self.text!r}.",
        )
        object.__setattr__(self, "text", words)
        object.__setattr__(self, "article", source.id)


@dataclass(frozen=True)
class Mention:
    """A stretch of an article that stands for a thing. A dropped subject stands at its verb."""

    text: str
    start: int
    end: int
    type: EntityType
    kind: MentionKind

    def __post_init__(self) -> None:
        _check_span("A mention", self.start, self.end)
        _require(self.type in ENTITY_TYPES, f"A mention's type is one of {', '.join(ENTITY_TYPES)}, not {self.type!r}.")
        _require(
            self.kind in MENTION_KINDS, f"A mention's kind is one of {', '.join(MENTION_KINDS)}, not {self.kind!r}."
        )

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


@dataclass(frozen=True)
class Coref:
    """A mention that stands for another mention of the same article, and the rule that says so."""

    mention: Mention
    antecedent: Mention
    rule: str


@dataclass(frozen=True)
class Relation:
    """What holds between two ends. ``id`` names a relation of the ontology; None is an open relation, named by
    ``lemma``."""

    id: str | None
    lemma: str
    label: Labels
    class_: RelationClass = "OTHER"

    def __post_init__(self) -> None:
        _require(bool(self.lemma), "A relation needs a lemma.")
        _require(self.class_ in CLASSES, f"A relation's class is one of {', '.join(CLASSES)}, not {self.class_!r}.")

    @property
    def key(self) -> str:
        """What makes the relation itself: its id, or its lemma where it is open."""
        return self.id or f"open:{self.lemma}"


@dataclass(frozen=True)
class Claim:
    """Who did what to whom; some events have no object (he resigned)."""

    subject: Mention
    relation: Relation
    object: Mention | None = None


@dataclass(frozen=True)
class Attribution:
    """Whose words a statement is: the speaker, the cue that says so (as written), and the stance taken.

    A medium that only passes on what another said has the stance ``relays``.
    """

    speaker: Mention
    cue: str
    stance: Stance = "says"

    def __post_init__(self) -> None:
        _require(self.stance in STANCES, f"A stance is one of {', '.join(STANCES)}, not {self.stance!r}.")


@dataclass(frozen=True)
class Time:
    """When something held: first and last day (either may be open), and EDTF, which keeps the precision."""

    start: date | None
    end: date | None
    edtf: str

    def __post_init__(self) -> None:
        _require(bool(self.edtf), "A time needs its EDTF form.")
        _require(
            self.start is None or self.end is None or self.start <= self.end,
            f"A time cannot end ({self.end}) before it starts ({self.start}).",
        )


@dataclass(frozen=True)
class Statement:
    """What an article says: a claim with its qualifiers and the exact words that state it.

    ``trigger`` is the words that express the relation, ``attribution`` a chain with the outermost speaker first,
    ``content`` the ids of the statements that were said, denied or demanded by this one. ``id`` is a hash of article,
    spans, relation, polarity, modality and attribution: the same on every machine, whatever the entities turn out to
    be.
    """

    article: str
    claim: Claim
    evidence: Evidence
    trigger: Evidence
    polarity: Polarity = "affirmed"
    modality: Modality = "actual"
    attribution: tuple[Attribution, ...] = ()
    content: tuple[str, ...] = ()
    time: Time | None = None
    place: Mention | None = None
    confidence: float = 1.0
    extractor: str = ""
    id: str = field(init=False)

    def __post_init__(self) -> None:
        for words in (self.evidence, self.trigger):
            _require(
                words.article == self.article,
                f"A statement of article {self.article} cannot rest on words of article {words.article}.",
            )
        _require(self.polarity in POLARITIES, f"A polarity is one of {', '.join(POLARITIES)}, not {self.polarity!r}.")
        _require(self.modality in MODALITIES, f"A modality is one of {', '.join(MODALITIES)}, not {self.modality!r}.")
        _require(0.0 <= self.confidence <= 1.0, f"A confidence lies between 0 and 1, found {self.confidence}.")
        claim = self.claim
        ends = [claim.subject.span, claim.object.span if claim.object else None, self.trigger.start, self.trigger.end]
        said = [(a.speaker.span, a.stance) for a in self.attribution]
        key = digest(self.article, ends, claim.relation.key, self.polarity, self.modality, said)
        object.__setattr__(self, "id", key)

    @property
    def speaker(self) -> Mention | None:
        """Whose claim it is: the outermost speaker who does more than relay, None where the article itself says it."""
        own = (a.speaker for a in self.attribution if a.stance != "relays")
        return next(own, self.attribution[0].speaker if self.attribution else None)

    @property
    def is_bare_fact(self) -> bool:
        """Is it affirmed and actual, so that it may stand as a plain subject-relation-object triple?"""
        return self.polarity == "affirmed" and self.modality == "actual"

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention the statement holds: subject, object, speakers, place."""
        yield self.claim.subject
        if self.claim.object is not None:
            yield self.claim.object
        yield from (a.speaker for a in self.attribution)
        if self.place is not None:
            yield self.place


@dataclass(frozen=True)
class Reading:
    """All that was read in one article: its statements and how its mentions refer to each other."""

    article: Article
    statements: tuple[Statement, ...]
    corefs: tuple[Coref, ...] = ()


@dataclass(frozen=True)
class Entity:
    """A thing of the graph. Named ones merge across articles; described ones and values stay in their article."""

    id: str
    kind: EntityKind
    type: EntityType
    labels: Labels
    names: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""

    def __post_init__(self) -> None:
        _require(bool(self.id), "An entity needs an id.")
        _require(self.kind in ENTITY_KINDS, f"An entity's kind is one of {', '.join(ENTITY_KINDS)}, not {self.kind!r}.")
        _require(self.type in ENTITY_TYPES, f"An entity's type is one of {', '.join(ENTITY_TYPES)}, not {self.type!r}.")

    def label(self, language: str) -> str:
        """Return the label in a language, else in any other."""
        return self.labels.get(language) or next(iter(self.labels.values()), self.id)


@dataclass(frozen=True)
class Merge:
    """One decision that two names are one entity: read it, override it, undo it. ``by`` is a rule's name or a
    person's."""

    entity: str
    other: str
    reason: str
    score: float
    by: str
