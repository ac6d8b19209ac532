"""What a relation of the ontology is, and what the words are that express it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from .lemmas import stem
from .model import EntityType, Labels, Relation, RelationClass

TriggerKind = Literal["verb", "noun", "role", "thing", "adjective"]
Sole = Literal["", "agent", "patient"]
Complement = Literal["", "beside", "end", "part"]
When = Literal["", "subject", "object", "alone"]

KINDS: tuple[str, ...] = get_args(TriggerKind)
LANGUAGES: tuple[str, ...] = ("ar", "en")
HEAD_LAST = frozenset({"en"})  # languages whose nouns have their modifiers before them


@dataclass(frozen=True)
class Trigger:
    """Words that express a relation: HEAD [COMPLEMENT] PREPOSITION, as an entry writes them, in lemmas.

    ``complement`` holds alternatives, one of which must depend on the head; ``complement_is`` says what it does there:

    * beside: the second end stands beside it, as another object, behind ل, or as its genitive (أطلق [سراح]: سراح X);
    * end: it is the second end itself (أسقط (طائرة): the aircraft is shot down);
    * part: it only completes the head, and there is no second end (قدم {استقالة}: he resigns).

    Where there is a preposition, the second end stands behind it. ``sole`` says which end a noun's lone genitive is.
    ``when`` names an end that must be known to be of the relation's types, or says that the verb has no object (alone)
    (حل البرلمان, حل الأزمة).
    ``swap`` is true where the grammatical subject (or the noun that an adjective qualifies) is the relation's object.
    """

    language: str
    kind: TriggerKind
    head: tuple[str, ...]
    complement: tuple[str, ...] = ()
    preposition: str = ""
    sole: Sole = ""
    swap: bool = False
    relation: str = ""
    complement_is: Complement = ""
    when: When = ""

    def __str__(self) -> str:
        left, right = {"end": ("(", ")"), "part": ("{", "}")}.get(self.complement_is, ("[", "]"))
        complement = f"{left}{'|'.join(self.complement)}{right}" if self.complement else ""
        return " ".join(part for part in (*self.head, complement, self.preposition) if part)

    @cached_property
    def anchor(self) -> str:
        """The word of the head that governs the others: its first, but of an English noun phrase the last before
        "of" (prime minister: minister; head of state: head)."""
        if self.language not in HEAD_LAST or self.kind in {"verb", "adjective"}:
            return self.head[0]
        end = next((i for i, word in enumerate(self.head) if i and word in {"of", "for"}), len(self.head))
        return self.head[end - 1]

    @cached_property
    def rest(self) -> frozenset[str]:
        """The stems of the head's further words (رئيس وزراء: وزراء), which depend on its anchor."""
        others = list(self.head)
        others.remove(self.anchor)
        return frozenset(stem(word) for word in others if word not in {"of", "for", "the"})

    @cached_property
    def complements(self) -> tuple[frozenset[str], ...]:
        """The alternatives of the complement, each as the stems of its words (طائرة مسيرة), which stand together."""
        return tuple(frozenset(map(stem, alternative.split())) for alternative in self.complement)

    @property
    def weight(self) -> int:
        """How much the trigger asks for: the more words, the more specific."""
        return 2 * len(self.head) + 2 * bool(self.complement) + bool(self.preposition)


@dataclass(frozen=True)
class RelationType:
    """A relation of the ontology. Its label reads as 'subject label object'; an end without types may be anything."""

    id: str
    label: Labels
    class_: RelationClass
    mode: str = ""
    cameo: str = ""
    wikidata: str = ""
    inverse: str = ""
    symmetric: bool = False
    subject: tuple[EntityType, ...] = ()
    object: tuple[EntityType, ...] = ()
    triggers: tuple[Trigger, ...] = ()

    def fits(self, subject: str | None, object: str | None) -> bool:
        """May the ends have these types? None (unknown or absent) fits always, and so does OTHER."""
        pairs = ((self.subject, subject), (self.object, object))
        return all(not types or found in (None, "OTHER", *types) for types, found in pairs)

    def relation(self, lemma: str) -> Relation:
        """Return the relation of a statement whose words have this lemma."""
        return Relation(self.id, lemma, self.label, self.class_)
