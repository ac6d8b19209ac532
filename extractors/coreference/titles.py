"""Titles and offices: which person bears which title of which country, and for whom a person speaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ...graph.lemmas import fold
from ..arguments import is_genitive
from ..events import End, Event
from ..language import ACTORS
from ..syntax import Word, preposition
from .discourse import Antecedent, Discourse, is_definite


@dataclass(slots=True)
class Titles:
    """What one article tells of who bears a title, and resolves bare titles by it."""

    discourse: Discourse
    titles: dict[tuple[str, str], Word] = field(default_factory=dict)  # (role, nation) -> the person who bears it
    nations: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> their country
    sides: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> whom they speak for

    def learn(self, events: Iterable[Event]) -> None:
        """Remember which person bears which title of which country, from the events of office."""
        for event in events:
            if event.rule != "role" or event.object is None:
                continue
            role = self._office(event.trigger)
            person = event.subject.word
            if event.object.country:
                entry = self.discourse.gazetteer.nisba(event.object.word.norm)
                nation = entry.id if entry is not None else ""
            else:
                nation = fold(event.object.word.norm)
            self.titles.setdefault((role, nation), person)
            self.titles.setdefault((role, ""), person)
            if person.name is not None and self._is_side(event.object):
                self.sides.setdefault(person.name.words[0].i, event.object)
            if event.object.country and person.name is not None:
                self.nations.setdefault(person.name.words[0].i, event.object)

    def _is_side(self, office: End) -> bool:
        """Is what somebody holds an office of a body that "we" may mean, and not an election that he won?"""
        return office.country or self.discourse.type_of(office.word) in ACTORS

    def nation_of(self, person: Word) -> End | None:
        """Return the country of a person, by an office or an adjective behind the name; None where none is told."""
        known = self._of_person(person, self.nations)
        if known is not None:
            return known
        for word in sorted(person.subtree(), key=lambda w: w.i):
            near = person.i < word.i <= person.i + 10
            if near and word.dep == "amod" and self.discourse.gazetteer.nisba(word.norm) is not None:
                return End(word, country=True)
        return None

    def side_of(self, person: Word | None) -> End | None:
        """Return whom a person means by "we": their country, else the body that they hold an office of."""
        return self._of_person(person, self.nations) or self._of_person(person, self.sides)

    def _of_person(self, person: Word | None, table: dict[int, End]) -> End | None:
        """Look a person up by the name that the word, or a name below it, bears; a family name is enough."""
        if person is None:
            return None
        for word in (person, *(c for c in person.get("nmod", "appos", "flat") if not preposition(c))):
            if word.name is None:
                continue
            if word.name.words[0].i in table:
                return table[word.name.words[0].i]
            own = fold(word.name.words[-1].norm)
            for index, end in table.items():
                name = self.discourse.analysis.words[index].name
                if name is not None and fold(name.words[-1].norm) == own:
                    return end
        return None

    def bearer(self, word: Word) -> Antecedent | None:
        """Resolve a bare title (الرئيس السوري، المتحدث) to the person who was given it."""
        grammar = self.discourse.grammar
        if fold(word.lemma) not in grammar.role_nouns or not is_definite(word, grammar):
            return None
        if grammar.prenominal and (
            word.first("nmod:poss") or any(fold(c.lemma) in grammar.deputies for c in word.children)
        ):
            return None  # his vice president is not the president
        if grammar.prenominal and any(is_genitive(c, grammar) or c.pos == "PROPN" for c in word.children):
            return None  # the president of Turkey is named with what he presides over
        role, nation = self._office(word), self._named_body(word)
        for adjective in (a for w in word.subtree() for a in w.get("amod")):
            entry = self.discourse.gazetteer.nisba(adjective.norm)
            if entry is not None:
                nation = entry.id
        person = self.titles.get((role, nation))
        if person is None and nation:
            return self._holder(word, nation)
        if person is None or person is word:
            return None
        if grammar.prenominal and self.discourse.type_of(person) not in {None, "PER"}:
            return None  # the party that nominated somebody is no candidate
        return End(person), "title"

    def _holder(self, title: Word, nation: str) -> Antecedent | None:
        """Resolve a title of a nation to the one person of the article who is known to have held it."""
        nouns = [title, *(c for c in title.subtree() if c.pos == "NOUN" and c is not title and c.dep == "nmod")]
        text = " ".join(w.norm for w in sorted(nouns, key=lambda w: w.i))
        found: dict[str, Word] = {}
        for name in self.discourse.analysis.names:
            if name.type != "PER":
                continue
            for entry in self.discourse.gazetteer.lookup(" ".join(w.norm for w in name.words)):
                if any(state.id == nation for state in self.discourse.offices.held_by(entry, text)):
                    found.setdefault(entry.id, name.words[0])
        return (End(next(iter(found.values()))), "holder of the office") if len(found) == 1 else None

    @staticmethod
    def _named_body(title: Word) -> str:
        """Return the name that a title has in its genitive (رئيس منظمة الطاقة الذرية), folded, or nothing."""
        named = (c for c in title.get("nmod") if c.i > title.i and c.name is not None and not preposition(c))
        return next((fold(c.norm) for c in named if c.name is not None and c.name.type != "PER"), "")

    @staticmethod
    def _office(title: Word) -> str:
        """Return a title with the nouns in its genitive (رئيس حكومة), folded."""
        words, below = [fold(title.lemma)], title
        while True:
            nouns = (c for c in below.get("nmod") if c.pos == "NOUN" and c.name is None and not preposition(c))
            genitive = next(nouns, None)
            if genitive is None:
                return " ".join(words)
            words.append(fold(genitive.lemma))
            below = genitive
