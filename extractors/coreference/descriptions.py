"""Descriptions: a noun phrase that is repeated, and "his country"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...graph.lemmas import fold
from ..arguments import is_genitive
from ..events import End
from ..quotations import chain
from ..syntax import Word
from .discourse import Antecedent, Discourse, is_definite, known_as
from .pronouns import Pronouns
from .titles import Titles


@dataclass(slots=True)
class Descriptions:
    """Resolves the descriptions of one article, and remembers those it has seen."""

    discourse: Discourse
    pronouns: Pronouns
    titles: Titles
    overt: Callable[[End], Word | None]  # the word that an end really is
    described: dict[str, list[Word]] = field(default_factory=dict)  # lemma -> the nouns of its descriptions so far

    def country_of(self, word: Word) -> Antecedent | None:
        """Resolve "his country" through whom the pronoun stands for."""
        if fold(word.lemma) not in self.discourse.grammar.country_nouns:
            return None
        pronoun = next((c for c in word.get("nmod", "nmod:poss") if c.pos == "PRON"), None)
        if pronoun is None:
            return None
        found = self.pronouns.antecedent(pronoun)
        told = chain(pronoun, self.discourse.quotations) if self.discourse.grammar.drops_subjects else []
        owners = [self.overt(found[0]) if found is not None else self._last_person(pronoun)]
        owners += [self.overt(quotation.speaker) for quotation in told[-1:]]  # his own country, if no other's
        nations = (self.titles.nation_of(owner) for owner in owners if owner is not None)
        nation = next((n for n in nations if n is not None), None)
        return (nation, "country of the speaker") if nation is not None else None

    def _last_person(self, pronoun: Word) -> Word | None:
        """Return the person named last before a pronoun, within two sentences: whose country "his country" is."""
        at = self.discourse.at(pronoun)
        before = (
            n
            for n in self.discourse.analysis.names
            if n.type == "PER" and n.words[0].i < pronoun.i and at - self.discourse.at(n.words[0]) <= 2
        )
        last = max(before, key=lambda n: n.words[0].i, default=None)
        return last.words[0] if last is not None else None

    def repeated(self, word: Word) -> Antecedent | None:
        """Resolve a definite description to an earlier one with the same noun and no modifier that contradicts."""
        if word.pos != "NOUN":
            return None
        lemma = fold(word.lemma)
        mods = self._modifiers(word)
        if self.discourse.grammar.prenominal and _is_new(word):
            self.described.setdefault(lemma, []).append(word)
            return None
        earlier = self.described.setdefault(lemma, [])
        same = [o for o in earlier if o.i < word.i and o.morph.get("Number") == word.morph.get("Number")]
        if self.discourse.grammar.drops_subjects and self._owner(word) is not None:
            owner = self._owned_by(word)  # حزبه: whose it is decides, not the words.
            same = [o for o in same if owner and self._owned_by(o) == owner]
        equal = next((o for o in same if self._modifiers(o) == mods), None)
        if equal is not None:
            return End(equal), "same description"
        if word.first("det") is not None and not mods and same:
            return End(same[-1]), "same description"  # هذه القوات
        fuller = [o for o in same if mods < self._modifiers(o)] if is_definite(word, self.discourse.grammar) else []
        if len({self._modifiers(o) for o in fuller}) == 1:  # Which of several forces "the forces" are is not told.
            return End(fuller[-1]), "same description"
        earlier.append(word)
        return None

    @staticmethod
    def _owner(word: Word) -> Word | None:
        return next((c for c in word.get("nmod") if c.pos == "PRON" and c.first("case") is None), None)

    def _owned_by(self, word: Word) -> str:
        """Return whose a thing is by the pronoun that it has; an empty string where that is not known."""
        pronoun = self._owner(word)
        found = self.pronouns.antecedent(pronoun) if pronoun is not None else None
        owner = self.overt(found[0]) if found is not None else None
        return known_as(owner) if owner is not None else ""

    def _modifiers(self, word: Word) -> frozenset[str]:
        below = (c for c in word.get("amod", "nmod", "nummod", "compound", "nmod:poss") if self._modifies(c))
        return frozenset(fold(self.discourse.grammar.bare(c.norm)) for c in below)

    def _modifies(self, child: Word) -> bool:
        return child.pos != "PUNCT" and (child.first("case") is None or is_genitive(child, self.discourse.grammar))


def _is_new(noun: Word) -> bool:
    """Does the article or "another" say that the noun brings up something new (another pipeline)?"""
    return any(c.dep in {"det", "amod"} and c.text.casefold() in {"a", "an", "another"} for c in noun.children)
