"""Which of the things named before a pronoun is meant: the only one that agrees, or by far the most salient."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ...graph.lemmas import fold
from ..events import End
from ..language import ACTORS
from ..syntax import Word
from .agreement import Agreement
from .discourse import OBJECTS, THIRD, Antecedent, Discourse, known_as

_STRAIN = 1.5  # how much less salient for "they" a single body is
_MARGIN = 0.75  # how much more salient a thing must be than the next


@dataclass(slots=True)
class Salience:
    """Weighs the candidates before a pronoun in one article."""

    discourse: Discourse
    agreement: Agreement
    overt: Callable[[End], Word | None]  # the word that an end really is
    named: dict[str, int] = field(default_factory=dict)  # how often a name stands in the article

    def only_one(self, pronoun: Word, within: set[int]) -> Antecedent | None:
        """Return the one thing before a pronoun in its sentence that it may stand for; None where there are several."""
        at = self.discourse.at(pronoun)
        found: list[Word] = []
        on_root = pronoun.head is not None and pronoun.head.dep == "root" and pronoun.dep == "obj"
        for number in range(at, max(-1, at - (2 if on_root else 1)), -1):
            words = self.discourse.analysis.sentences[number].words
            near = (w for w in words if w.i < pronoun.i and w.i not in within and self._is_candidate(w))
            found = found or [w for w in near if self.agreement.may_be(pronoun, w)]
        if not found or len({known_as(w) for w in found}) > 1:
            return None
        return End(found[0]), "only thing before"

    def most_salient(self, pronoun: Word, within: set[int]) -> Antecedent | None:
        """Resolve to the most salient thing before that agrees: by nearness, role, and how often it is named. Where
        two are about as salient, nothing decides."""
        at = self.discourse.at(pronoun)
        scored: dict[str, tuple[float, Word]] = {}
        for number in range(at, max(-1, at - 3), -1):
            for word in self.discourse.analysis.sentences[number].words:
                if word.i >= pronoun.i or word.i in within or not self._is_candidate(word):
                    continue
                if pronoun.head is word.head and pronoun.dep in OBJECTS and word.dep.startswith("nsubj"):
                    continue  # The object of a verb is not its subject.
                if not self.agreement.fits(pronoun, word):
                    continue
                score = self._salience(word) - 2.0 * (at - number) - self._strain(pronoun, word)
                meant = self.overt(End(word)) if word.pos == "PRON" else word
                if meant is None:
                    continue
                key = known_as(meant)
                if key not in scored or score > scored[key][0]:
                    scored[key] = score, word
        ranked = sorted(scored.values(), key=lambda item: (-item[0], -item[1].i))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
            return None
        return End(ranked[0][1]), "most salient before"

    def _strain(self, pronoun: Word, noun: Word) -> float:
        """Return how much less likely "they" is one body, or several things, than several people."""
        if self.discourse.grammar.drops_subjects or pronoun.morph.get("Number") != "Plur" or noun.pos == "PRON":
            return 0.0
        if noun.morph.get("Number") not in {"Plur", "Ptan"} or noun.pos == "PROPN":
            return _STRAIN if noun.first("conj") is None else 0.0
        return 0.0 if self.discourse.type_of(noun) in ACTORS else _STRAIN / 2

    def _is_candidate(self, word: Word) -> bool:
        """May a pronoun stand for what the word heads: a name, an actor, or what a clause is about?"""
        if word.name is not None:
            if self.discourse.grammar.prenominal and word.pos == "ADJ":
                return False  # Muslim women: no pronoun stands for the adjective.
            return word.head is None or word.head.name is not word.name
        if word.pos == "PRON" and not self.discourse.grammar.drops_subjects:
            return word.morph.get("Person") == THIRD
        if word.pos not in {"NOUN", "PROPN", "X"} or fold(word.lemma) in self.discourse.grammar.generic_ends:
            return False
        if self.discourse.grammar.prenominal and self.discourse.mentions.is_named(End(word)):
            return False  # mayor Muriel Bowser: the name below is the candidate.
        return self.discourse.grammar.type_of(fold(word.lemma)) != "OTHER" or word.dep in {"nsubj", "nsubj:pass", "obj"}

    def _salience(self, word: Word) -> float:
        role = 3.0 if word.dep.startswith("nsubj") else 2.0 if word.dep in OBJECTS else 1.0
        named = 1.0 if word.name is not None else 0.0
        return role + named + 0.5 * min(4, self._counts().get(known_as(word), 1))

    def _counts(self) -> dict[str, int]:
        if not self.named:
            for name in self.discourse.analysis.names:
                key = fold(name.words[-1].norm)
                self.named[key] = self.named.get(key, 0) + 1
        return self.named
