"""Dropped subjects (zero pronouns): whom a verb tells of whose subject is not written."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.lemmas import fold
from ..arguments import agrees, subjects
from ..events import End
from ..language import ACTORS, Grammar
from ..quotations import chain
from ..syntax import Word
from .agreement import Agreement
from .discourse import THIRD, Antecedent, Discourse
from .speakers import Speakers

_OPENING = frozenset('«“":')


@dataclass(frozen=True, slots=True)
class DroppedSubjects:
    """Resolves the dropped subjects of one article."""

    discourse: Discourse
    agreement: Agreement
    speakers: Speakers

    def antecedent(self, verb: Word) -> Antecedent | None:
        """Return who does what a verb without a written subject tells, with the rule; None where nothing decides."""
        person = verb.morph.get("Person", THIRD)
        if person == "1":
            return self.speakers.first_person(verb)
        if person != THIRD:
            return None
        qualified = self.discourse.grammar.qualified(verb, self.agreement.matches)
        if qualified is not None:
            return End(qualified), "noun that the clause qualifies"
        if _is_free_relative(verb, self.discourse.grammar):
            return None
        topic = self.discourse.grammar.topic(verb)
        says = fold(verb.lemma) in {*self.discourse.grammar.speech, *self.discourse.grammar.telling}
        if topic is not None and not (says and self.discourse.type_of(topic) not in ACTORS):
            return (End(topic), "noun that opens the clause") if self.agreement.may_do(verb, topic) else None
        if self._is_followed(verb):
            return None
        if says:
            goes_on = self._opens(verb) or (verb.dep == "conj" and verb.first("cc") is not None)
            speaker = self.speakers.before(verb) if goes_on else None
            if speaker is not None and agrees(verb, speaker.word, self.discourse.grammar):
                return speaker, "speaker goes on"
        inside = chain(verb, self.discourse.quotations)
        if inside and self._complement_of(verb, inside[-1].cue):
            return inside[-1].speaker, "speaker of the clause"
        if inside:
            return None
        return self._person_before(verb)

    @staticmethod
    def _opens(verb: Word) -> bool:
        """Is a verb the first of its sentence?"""
        return not any(w.is_verb and w.i < verb.i for w in (verb.sentence.words if verb.sentence else []))

    def _is_followed(self, verb: Word) -> bool:
        """Does a noun stand right behind a verb that may be its subject after all (وذكرت "أنا يقظ")?"""
        words = verb.sentence.words if verb.sentence else []
        after = [w for w in words if w.i > verb.i and w.pos != "PUNCT"][:1]
        if not after or after[0].pos not in {"NOUN", "PROPN", "X", "NUM"} or after[0].first("case") is not None:
            return False
        return verb.dep == "root" and agrees(verb, after[0], self.discourse.grammar)

    def _person_before(self, verb: Word) -> Antecedent | None:
        """Return whom the main clause before is about: what is told right before a joined verb (ودمرته), or the person
        of the last three sentences that are about somebody."""
        joined = verb.first("cc") is not None and verb.first("mark") is None
        at = self.discourse.at(verb)
        if verb.dep != "root" and not (verb.dep == "conj" and joined):
            return None
        first = at - 1 if verb.dep == "root" else at
        for number in range(first, max(-1, first - 3), -1):
            root = self.discourse.analysis.sentences[number].root
            for end in subjects(root, self.discourse.grammar) if root.is_verb else ():
                if end.dropped:
                    continue
                near = number == at - 1 and joined
                if (near or self.discourse.type_of(end.word) == "PER") and self.agreement.may_do(verb, end.word):
                    return end, "subject before"
                return None
            if number == at:
                return None
        return None

    def _complement_of(self, verb: Word, cue: Word) -> bool:
        before = self.discourse.analysis.words[verb.i - 1] if verb.i else None
        if before is not None and before.text in _OPENING:
            return False  # قال "يطلب من المهاجر ...": words of his own
        return verb.head is cue and not any(c.dep.startswith("nsubj") for c in verb.children)


def _is_free_relative(verb: Word, grammar: Grammar) -> bool:
    """Is the verb's own subject a relative without a noun (ما يحدث، من سيتولى، الذين يمكنهم)?"""
    words = verb.sentence.words if verb.sentence else []
    before = [w for w in words if w.i < verb.i]
    while before and fold(before[-1].lemma) in grammar.future_particles | grammar.negators and before[-1].text != "ما":
        before.pop()
    if not before:
        return False
    last = before[-1]
    return last.text in grammar.free_relatives and last.pos != "ADP"
