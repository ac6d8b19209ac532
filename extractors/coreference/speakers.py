"""Who speaks: the first person in a quotation, the pronoun behind "that", the speaker who goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ...graph.lemmas import fold
from ..events import End
from ..quotations import chain
from ..syntax import Word
from .agreement import Agreement
from .discourse import Antecedent, Discourse
from .titles import Titles


@dataclass(frozen=True, slots=True)
class Speakers:
    """Resolves what stands for the speakers of one article."""

    discourse: Discourse
    agreement: Agreement
    titles: Titles
    overt: Callable[[End], Word | None]  # the word that an end really is

    def first_person(self, word: Word) -> Antecedent | None:
        """Resolve "I" in a quotation to its speaker, "we" to the side that the speaker speaks for."""
        inside = chain(word, self.discourse.quotations)
        if not inside:
            return None
        speaker = inside[-1].speaker
        if word.morph.get("Number") == "Sing" or word.text.startswith("أ"):  # أخوض: the form alone tells one
            return speaker, "first person in quotation"
        overt = self.overt(speaker)
        side = self.titles.side_of(overt)
        if side is None and overt is not None and fold(overt.lemma) in self.discourse.grammar.role_nouns:
            side = self.titles.nation_of(overt)  # مسؤول إيراني: سنعيد ...
        return (side, "we of the speaker's side") if side is not None else self._for_all(word, speaker)

    def _for_all(self, word: Word, speaker: End) -> Antecedent | None:
        """Where no side is told, "we" as who does something is at least the speaker."""
        acts = word.is_verb or word.dep.startswith("nsubj")
        return (speaker, "first person in quotation") if acts and self.discourse.grammar.drops_subjects else None

    def as_speaker(self, pronoun: Word) -> Antecedent | None:
        """Resolve the pronoun right behind "that" to who speaks (قال إنه ...)."""
        inside = chain(pronoun, self.discourse.quotations)
        if not inside or pronoun.i != inside[-1].start:
            return None
        speaker = inside[-1].speaker
        overt = self.overt(speaker)
        if overt is not None and self.discourse.grammar.drops_subjects and not self._is_speaker(overt):
            return None  # ثمة مزاعم تقول إنها سرقت ...
        return (speaker, "speaker of the clause") if overt is None or self.agreement.fits(pronoun, overt) else None

    def before(self, verb: Word) -> End | None:
        """Return who spoke last within three sentences and agrees with a verb of saying; sources beside what is told
        (بحسب ما أعلن المجلس) only where nobody else does."""
        at = self.discourse.at(verb)
        near = [q for q in self.discourse.quotations if q.cue.i < verb.i and at - self.discourse.at(q.cue) <= 3]
        for quotation in sorted(near, key=lambda q: (self._is_beside(q.cue), -q.cue.i, q.stance == "relays")):
            speaker = self.overt(quotation.speaker)
            if speaker is None or (self._is_speaker(speaker) and self.agreement.number_fits(verb, speaker)):
                return quotation.speaker
        return None

    def _is_beside(self, cue: Word) -> bool:
        before = self.discourse.analysis.words[cue.i - 1] if cue.i else None
        return not cue.is_verb or (before is not None and before.text in self.discourse.grammar.free_relatives)

    def _is_speaker(self, noun: Word) -> bool:
        """Can a noun speak: a person, body or report, and not figures or rumours?"""
        return not {fold(noun.lemma), fold(self.discourse.grammar.bare(noun.norm))} & self.discourse.grammar.hearsay
