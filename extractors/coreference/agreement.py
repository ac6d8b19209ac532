"""Whom a pronoun or a dropped subject may stand for: by gender, number and kind, each asked of one noun.

What is not known of a noun excludes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...graph.lemmas import fold
from ...graph.model import EntityType
from ..arguments import agrees, gender_of
from ..language import ACTORS
from ..quotations import chain
from ..syntax import Name, Word
from .discourse import Discourse

_PLACES: frozenset[EntityType] = frozenset({"GPE", "LOC"})
_BODIES: frozenset[EntityType] = frozenset({"ORG", "GPE", "GROUP"})


@dataclass(slots=True)
class Agreement:
    """Tells of the words of one article which may stand for which."""

    discourse: Discourse
    women: dict[str, bool] = field(default_factory=dict)  # last word of a name -> is it a woman's?

    def may_be(self, pronoun: Word, noun: Word, *, dropped: bool = False) -> bool:
        """May a pronoun or dropped subject stand for a noun: a thing, not a quality, of the gender, number and kind
        that are asked for?"""
        quality = noun.pos == "ADJ" and noun.name is None and not noun.dep.startswith("nsubj")
        if noun.dep == "amod" or quality:
            return False
        if self._is_outlet(pronoun, noun):
            return False
        return self.fits(pronoun, noun) and self._suits(self.discourse.expected.get((pronoun.i, dropped)), noun)

    def may_do(self, verb: Word, noun: Word) -> bool:
        """May a noun before a verb be its subject that is not written again?"""
        return (
            noun.i < verb.i
            and agrees(verb, noun, self.discourse.grammar)
            and self.number_fits(verb, noun)
            and self.may_be(verb, noun, dropped=True)
        )

    def fits(self, pronoun: Word, noun: Word) -> bool:
        """Do gender and number let a pronoun stand for a noun?"""
        if self.discourse.grammar.fits is not None:
            return noun is not pronoun and self.discourse.grammar.fits(pronoun, noun, self.discourse.type_of(noun))
        return noun.i != pronoun.i and self.matches(pronoun.morph, noun)

    def fits_verb(self, pronoun: Word, verb: Word) -> bool:
        """Do gender and number let a pronoun stand for the dropped subject of a verb?"""
        gender, several = verb.morph.get("Gender"), pronoun.morph.get("Number") in {"Plur", "Dual"}
        if self.discourse.grammar.drops_subjects and several and verb.morph.get("Number") == "Sing":
            return False
        return not gender or not pronoun.morph.get("Gender") or gender == pronoun.morph["Gender"]

    def number_fits(self, verb: Word, noun: Word) -> bool:
        """Do gender and number let a noun be what a verb tells of, whatever their order?"""
        number = verb.morph.get("Number")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        if number == "Plur":  # أحرقوا: persons did it
            people = noun.name is not None or self.discourse.grammar.type_of(fold(noun.lemma)) in ACTORS
            people = people or any(_is_sound(c) for c in noun.get("amod"))  # سكان محليون: of things it would be محلية
            return plural and (people or verb.morph.get("Gender") != "Masc" or noun.morph.get("Gender") == "Masc")
        known = self._gender(noun)
        return (not known or not verb.morph.get("Gender") or plural or known == verb.morph["Gender"]) and (
            not plural or verb.morph.get("Gender") == "Fem"
        )

    def matches(self, features: Mapping[str, str], noun: Word) -> bool:
        """May a pronoun, relative or verb of these features stand for, or be said of, a noun?"""
        if noun.pos in {"PRON", "DET", "NUM"}:
            return False
        number, gender = features.get("Number"), features.get("Gender")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        group = self.discourse.grammar.type_of(fold(noun.lemma)) == "GROUP"
        if number == "Plur":
            named = noun.name is not None and noun.name.type in {"NORP", "PER", "ORG"}
            return group or (plural and (self.discourse.is_people(noun) or named or self._is_common(noun)))
        if number == "Dual":
            return noun.morph.get("Number") == "Dual"
        if plural:  # Persons are no "she".
            people = noun.morph.get("Gender") == "Masc" or self.discourse.is_people(noun)
            return gender == "Fem" and not people
        known = self._gender(noun)
        return not known or not gender or known == gender

    def _is_common(self, noun: Word) -> bool:
        """May a plural noun of no known kind name persons (الأطباء)? Not one in ات, nor what is done."""
        lemma = fold(noun.lemma)
        thing = (
            noun.norm.endswith("ات")
            or self.discourse.grammar.type_of(lemma) != "OTHER"
            or self.discourse.grammar.deverbal(noun.lemma)
        )
        return not thing

    def _suits(self, wanted: frozenset[EntityType] | None, noun: Word) -> bool:
        if not wanted or noun.pos == "PRON":
            return True
        type_ = self.discourse.type_of(noun)
        if type_ is None:
            return not wanted <= ACTORS or noun.name is not None or self.discourse.is_people(noun)
        if type_ in wanted or (type_ in _PLACES and wanted & _PLACES):
            return True
        if wanted <= {"PER", "GROUP"}:
            return type_ == "GROUP"
        return type_ in _BODIES and bool(wanted & _BODIES)

    def _is_outlet(self, pronoun: Word, noun: Word) -> bool:
        """Is a noun the paper, source or report in whose words the pronoun's clause stands? It does not tell of
        itself."""
        named = noun.name.words[0].norm if noun.name is not None else noun.norm
        if not {fold(noun.lemma), fold(self.discourse.grammar.bare(named))} & self.discourse.grammar.outlets:
            return False
        return any(quotation.speaker.word is noun for quotation in chain(pronoun, self.discourse.quotations))

    def _gender(self, noun: Word) -> str:
        known = gender_of(noun, self.discourse.grammar)
        if known or noun.name is None:
            return known
        type_ = self.discourse.gazetteer.type_of(" ".join(w.norm for w in noun.name.words)) or noun.name.type
        if type_ == "PER":
            return "Fem" if self._is_woman(noun) else "Masc"
        first = noun.name.words[0]
        if fold(first.norm) in self.discourse.grammar.masculine_names:
            return "Masc"
        common = first.pos == "NOUN" and (type_ != "GPE" or len(noun.name.words) > 1)
        if self.discourse.grammar.drops_subjects and (common or type_ == "LOC"):  # المجلس الوطني، الشرق الأوسط
            feminine = self.discourse.grammar.feminine(first.norm)
            return "" if feminine is None else "Fem" if feminine else "Masc"
        return "Fem" if type_ in {"GPE", "LOC"} else ""

    def _is_woman(self, name: Word) -> bool:
        """Is a person a woman, by her given name, the form of her title, or a verb that she is the subject of?"""
        if name.name is None:
            return False
        if not self.women:
            for each in self.discourse.analysis.names:
                key = fold(each.words[-1].norm)
                self.women[key] = self.women.get(key, False) or self._is_womans(each)
        return self.women.get(fold(name.name.words[-1].norm), False)

    def _is_womans(self, name: Name) -> bool:
        first = name.words[0]
        if fold(first.norm) in self.discourse.grammar.female_names:
            return True
        before = [w for w in (self.discourse.analysis.words[first.i - 1],) if first.i] + [first.head]
        if any(w is not None and self._is_womans_title(w) for w in before):
            return True
        verb = self.discourse.analysis.words[first.i - 1] if first.i else None
        told = verb is not None and verb.is_verb and any(w.head is verb and w.dep == "nsubj" for w in name.words)
        return self.discourse.grammar.drops_subjects and told and verb is not None and verb.morph.get("Gender") == "Fem"

    def _is_womans_title(self, title: Word) -> bool:
        if title.pos != "NOUN" or title.name is not None or not self.discourse.grammar.feminine(title.norm):
            return False
        return self.discourse.grammar.type_of(fold(title.lemma)) == "PER"


def _is_sound(adjective: Word) -> bool:
    """Has an adjective the plural in ون or ين, which is said of men alone?"""
    plural = adjective.morph.get("Number") == "Plur" and adjective.morph.get("Gender") == "Masc"
    return plural and adjective.norm.endswith(("ون", "ين"))
