"""What every resolution asks of its article: the analysed text, its mentions, and who is quoted where."""

from __future__ import annotations

from dataclasses import dataclass, field

from ...graph.gazetteer import Gazetteer
from ...graph.lemmas import fold
from ...graph.model import EntityType
from ...graph.offices import Offices
from ..arguments import is_genitive
from ..events import End
from ..expected import Expected
from ..language import Grammar
from ..mentions import Mentions
from ..quotations import Quotation
from ..syntax import Analysis, Word

THIRD = "3"
OBJECTS = frozenset({"obj", "iobj", "obl:arg", "obl"})

Antecedent = tuple[End, str]
"""What an end stands for, and the rule that says so."""


@dataclass(frozen=True, slots=True)
class Discourse:
    """One article as the resolutions see it."""

    analysis: Analysis
    grammar: Grammar
    gazetteer: Gazetteer
    mentions: Mentions
    quotations: tuple[Quotation, ...]
    offices: Offices
    expected: Expected  # what kind of thing an end must be
    order: dict[int, int] = field(init=False)  # index of a word -> number of its sentence

    def __post_init__(self) -> None:
        sentences = enumerate(self.analysis.sentences)
        object.__setattr__(self, "order", {word.i: number for number, s in sentences for word in s.words})

    def at(self, word: Word) -> int:
        """Return the number of a word's sentence."""
        return self.order.get(word.i, 0)

    def type_of(self, noun: Word) -> EntityType | None:
        """Return the type of what a noun names, None where it is not known."""
        mention = self.mentions.of(End(noun))
        return mention.type if mention is not None and mention.type != "OTHER" else None

    def is_people(self, noun: Word) -> bool:
        """Are several persons named: by their kind, or by the plural of persons (ون، ين)?"""
        lemma = fold(noun.lemma)
        if noun.morph.get("Number") == "Plur" and noun.norm.endswith(("ون", "ين")):
            return True
        return self.grammar.type_of(lemma) in {"PER", "GROUP"} and lemma not in self.grammar.collectives


def known_as(word: Word) -> str:
    """Return what tells the thing that a word heads from others: the last word of its name, or its lemma."""
    return fold(word.name.words[-1].norm) if word.name is not None else fold(word.lemma)


def is_definite(word: Word, grammar: Grammar) -> bool:
    """Is a noun definite: by itself, by its genitive, or by the pronoun that it has?"""
    return (
        word.morph.get("Definite") == "Def"
        or grammar.definite(word)
        or word.morph.get("Definite") == "Cons"
        and any(is_definite(c, grammar) for c in word.get("nmod") if is_genitive(c, grammar) and c.i > word.i)
        or any(c.pos == "PRON" and c.first("case") is None for c in word.get("nmod"))
    )
