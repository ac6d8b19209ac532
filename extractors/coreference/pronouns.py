"""Pronouns of the third person: by the syntax of their sentence first, then by what is named before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...graph.lemmas import fold
from ..arguments import agrees, subjects
from ..events import End
from ..language import ACTORS
from ..quotations import chain
from ..running import is_direct
from ..syntax import Word, relative_pronoun
from .agreement import Agreement
from .discourse import OBJECTS, THIRD, Antecedent, Discourse, known_as
from .salience import Salience
from .speakers import Speakers


@dataclass(frozen=True, slots=True)
class Pronouns:
    """Resolves the pronouns of one article."""

    discourse: Discourse
    agreement: Agreement
    salience: Salience
    speakers: Speakers

    def antecedent(self, pronoun: Word) -> Antecedent | None:
        """Return what a pronoun stands for, with the rule; None where nothing decides."""
        person = pronoun.morph.get("Person", THIRD)
        if person == "1":
            return self.speakers.first_person(pronoun)
        if person != THIRD:
            return None
        if pronoun.morph.get("Reflex") == "Yes":
            return self._reflexive(pronoun)
        beside = self._of_coordinate(pronoun) or self.speakers.as_speaker(pronoun)
        if beside is not None:
            return beside
        if self.discourse.grammar.drops_subjects:
            return self._within_sentence(pronoun)
        within = {pronoun.i, *self._own_subjects(pronoun), *self._who_says_it(pronoun)}
        top: Word | None = pronoun
        own = True  # still in the pronoun's own clause?
        for above in pronoun.ancestors():
            if above.dep in {"acl:relcl", "acl"} and above.head is not None and relative_pronoun(above.head):
                return None  # الذين يمكنهم: who they are is not told.
            if above.is_verb or above.dep in {"acl:relcl", "acl"}:
                found = self._from_clause(pronoun, above, within, top)
                if found is not None:
                    return found if own or not self._has_rival(pronoun, found[0].word, within) else None
                own = own and not above.is_verb
            within.add(above.i)
            top = above
        return self.salience.most_salient(pronoun, within)

    def _has_rival(self, pronoun: Word, subject: Word, within: set[int]) -> bool:
        """Is another named between the subject of a higher clause and an owner's pronoun (Ali asked who knew Omar, as
        the police searched his house)?"""
        if pronoun.dep != "nmod:poss" or pronoun.sentence is None:
            return False
        between = (w for w in pronoun.sentence.words if subject.i < w.i < pronoun.i and w.i not in within)
        named = (w for w in between if w.name is not None and known_as(w) != known_as(subject))
        return any(self.agreement.fits(pronoun, w) for w in named if w.head is None or w.head.name is not w.name)

    def _who_says_it(self, pronoun: Word) -> Iterator[int]:
        """Yield the words for the speaker in whose own words, between marks, a pronoun stands: it is not he."""
        inside = chain(pronoun, self.discourse.quotations)[-1:]
        for speaker in (q.speaker.word for q in inside if is_direct(q, self.discourse.analysis)):
            meant = self.speakers.overt(End(speaker)) if speaker.pos != "PRON" else None
            names = {known_as(speaker), known_as(meant or speaker)}
            yield from (w.i for w in self.discourse.analysis.words if known_as(w) in names)

    def _within_sentence(self, pronoun: Word) -> Antecedent | None:
        """Resolve to the noun of the relative clause, else to the subject of the clause, or to the one thing before it
        in the sentence that agrees."""
        resumed = self.discourse.grammar.resumed(pronoun, self.agreement.matches)
        if resumed is not None:
            return (End(resumed[0]), "resumptive pronoun") if resumed[0] is not None else None
        within = {pronoun.i, *self._own_subjects(pronoun)}
        inside = {q.cue.i for q in chain(pronoun, self.discourse.quotations)}
        told, clause, below = {q.cue.i for q in self.discourse.quotations if q.start <= pronoun.i}, False, pronoun
        for above in pronoun.ancestors():
            if clause and above.i in told and (above.i in inside or below.dep not in {"conj", "parataxis"}):
                break  # Who says it is not who it is about.
            if above.is_verb:
                clause = True
                found = self._subject_of(pronoun, above, within, self._may_be_or_repeat)
                if found is not None:
                    return found
            within.add(above.i)
            below = above
        return self.salience.only_one(pronoun, within)

    def _subject_of(
        self, pronoun: Word, verb: Word, within: set[int], may_be: Callable[[Word, Word], bool]
    ) -> Antecedent | None:
        """Resolve to the first subject of a verb that ``may_be`` lets the pronoun stand for."""
        if pronoun.head is verb and pronoun.dep in OBJECTS:
            return None  # The object of a verb is not its subject.
        for subject in subjects(verb, self.discourse.grammar):
            if subject.word.i in within or subject.word is pronoun:
                continue
            if subject.dropped:
                return (subject, "subject of the clause") if self.agreement.fits_verb(pronoun, verb) else None
            if may_be(pronoun, subject.word):
                return subject, "subject of the clause"
        return None

    def _may_be_or_repeat(self, pronoun: Word, subject: Word) -> bool:
        return self.agreement.may_be(pronoun, subject) or self._is_same_person(pronoun, subject)

    @staticmethod
    def _is_same_person(pronoun: Word, subject: Word) -> bool:
        """Is the subject a pronoun of the third person of the same gender and number?"""
        if subject.pos != "PRON" or subject.morph.get("Person", THIRD) != THIRD:
            return False
        return all(subject.morph.get(f) == pronoun.morph.get(f) for f in ("Gender", "Number"))

    def _reflexive(self, pronoun: Word) -> Antecedent | None:
        """Resolve herself, themselves to the subject of its own clause."""
        verb = next((w for w in pronoun.ancestors() if w.is_verb), None)
        own = subjects(verb, self.discourse.grammar) if verb is not None else ()
        found = next((end for end in own if end.word is not pronoun), None)
        return (found, "reflexive pronoun") if found is not None and self.agreement.fits(pronoun, found.word) else None

    def _own_subjects(self, pronoun: Word) -> Iterator[int]:
        """Yield the subjects of the verb whose object a pronoun is: it is none of them."""
        verb = pronoun.head
        if verb is not None and verb.is_verb and pronoun.dep in OBJECTS:
            yield from (end.word.i for end in subjects(verb, self.discourse.grammar) if not end.dropped)

    def _of_coordinate(self, pronoun: Word) -> Antecedent | None:
        """Resolve the possessor of a noun joined to another: the actor before it (الحوثيين وحلفائهم), or that noun's
        own possessor (التزام إيران وإصرارها، الأطماع الإيرانية ودعمها)."""
        noun = pronoun.head
        if noun is not None and noun.dep == "amod" and noun.head is not None and noun.pos == "ADJ":
            noun = noun.head  # القوات النظامية والميليشيات الداعمة لها
        if noun is None or noun.is_verb or noun.dep != "conj" or noun.head is None or noun.head.is_verb:
            return None
        before = noun.head
        actor = before.name is not None or self.discourse.grammar.type_of(fold(before.lemma)) in ACTORS
        if actor and self.agreement.fits(pronoun, before):
            return End(before), "joined to the noun before"
        for below in sorted(before.subtree(), key=lambda w: -w.i):
            if not before.i < below.i < noun.i or below.first("case") is not None:
                continue
            if below.dep == "amod" and self.discourse.gazetteer.nisba(below.norm) is not None:
                if pronoun.morph.get("Gender") == "Fem" and pronoun.morph.get("Number") == "Sing":
                    return End(below, country=True), "nation of the noun before"
            elif below.dep == "nmod" and self.agreement.fits(pronoun, below):
                return End(below), "possessor of the noun before"
        return None

    def _from_clause(self, pronoun: Word, verb: Word, within: set[int], top: Word | None) -> Antecedent | None:
        relative = verb.dep in {"acl:relcl", "acl"} and verb.head is not None and not verb.head.is_verb
        if relative and verb.head is not None and self.agreement.fits(pronoun, verb.head):
            own_subject = any(c.dep.startswith("nsubj") and not relative_pronoun(c) for c in verb.children)
            told = own_subject and top is not None and not top.dep.startswith("nsubj")
            object_ = pronoun.head is verb and pronoun.dep == "obj"
            object_ = object_ and not agrees(verb, verb.head, self.discourse.grammar)
            if told or object_ or (own_subject and verb.dep == "acl:relcl"):
                return End(verb.head), "resumptive pronoun"
        if not verb.is_verb:
            return None
        return self._subject_of(pronoun, verb, within, self.agreement.fits)
