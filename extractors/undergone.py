"""What a noun of event says was done with nobody named who did it: مقتل جنديين في انفجار, نقل السكان من المدينة."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from ..graph.lemmas import fold
from ..graph.ontology import Trigger
from .arguments import Argument
from .events import End, Event
from .noun_parts import Parts
from .relations import Lexicon, fits_complement
from .syntax import Word
from .verbs import doers

RULE = "verbal noun.passive"


def agentless(noun: Word, lemma: str, patients: Sequence[Word], parts: Parts, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what happened to somebody where or in what, nobody being named who did it (مقتل جنديين في انفجار)."""
    place = _told_with(lemma, parts, lexicon)
    if place is None or _is_addressed(lemma, place, lexicon) or _is_idiom(noun, place, patients, lexicon):
        return
    attacks = [t for t in lexicon.triggers("noun", place.word.lemma) if _is_attack(t, lexicon)]
    who = next(iter(doers(place.word, lexicon)), None) if attacks else None
    plain = next((t for t in lexicon.triggers("verb", lemma) if not t.preposition and not t.complement), None)
    for patient in patients:
        if who is not None and plain is not None and who.word is not patient:  # مقتل جنود في هجوم شنه متمردون
            kills = lexicon.relation(plain, lemma)
            yield Event(noun, noun, who, End(patient), kills, RULE, 0.65)
        else:
            yield from _undergone(noun, lemma, patient, place, lexicon)


def passively(
    noun: Word, verb: str, parts: Parts, lexicon: Lexicon, idiom: AbstractSet[str] = frozenset()
) -> Iterator[Event]:
    """Yield what is done to a genitive by nobody named, from, to or where (نقل السكان من المدينة). Where the genitive
    completes the verb with a phrase (``idiom``: وضع حد ل), only what is taken somewhere is told.
    """
    goals = lexicon.grammar.goals
    if idiom:
        place = next((a for a in parts.args if a.first_key in idiom & goals), None)
    else:
        place = _told_with(verb, parts, lexicon)
    if place is None or fold(verb) in lexicon.grammar.object_control:
        return
    for patient in parts.acted:
        if idiom and lexicon.verb_of(patient.lemma) and lexicon.type_of(patient) in {None, "EVENT"}:
            continue  # توجيه ضربة إلى: the blow is no thing taken anywhere
        yield from _undergone(noun, verb, patient, place, lexicon)


def _is_addressed(verb: str, place: Argument, lexicon: Lexicon) -> bool:
    """Is what is told with a passive what somebody is asked or helped to do (مطالبته بالانتظار)?"""
    grammar = lexicon.grammar
    if fold(verb) not in grammar.object_control or grammar.prenominal:
        return False
    return place.first_key in grammar.accompanying or bool(grammar.deverbal(place.word.lemma))


def _is_idiom(noun: Word, place: Argument, patients: Sequence[Word], lexicon: Lexicon) -> bool:
    """Do the patients complete another sense of the noun with the phrase (رفع العقوبات عن)?"""
    same = (t for t in lexicon.triggers("noun", noun.lemma) if t.complement and fold(t.preposition) == place.first_key)
    return fold(noun.lemma) in lexicon.grammar.idiomatic and any(fits_complement(p, t) for t in same for p in patients)


def made(noun: Word, verb: str, parts: Parts, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what a genitive was appointed, chosen or called (تعيينه وزيرا)."""
    relation = lexicon.open(verb or noun.lemma, passive=True)
    for who in parts.behind:
        for role in parts.became:
            yield Event(noun, noun, End(who), End(role), relation, RULE, 0.6)


def _told_with(verb: str, parts: Parts, lexicon: Lexicon) -> Argument | None:
    """Return the phrase that a passive event is told with: what its verb asks for, else where or in what it was."""
    grammar = lexicon.grammar
    asked = asked_plainly(verb, lexicon)
    told = [a for a in parts.args if a.preposition and a.first_key != fold(grammar.mutual)]
    told = [
        a
        for a in told
        if a.key not in grammar.dative_prepositions or a.first_key in asked and not lexicon.verb_of(a.word.lemma)
    ]
    wanted = next((a for a in told if a.first_key in asked and not lexicon.verb_of(a.word.lemma)), None)
    where = (a for a in told if a.first_key in grammar.place_prepositions)
    return wanted or next(where, None) or next(iter(told), None)


def asked_plainly(verb: str, lexicon: Lexicon) -> set[str]:
    """Return the prepositions that a verb asks for whatever its object is."""
    found = {fold(t.preposition) for t in lexicon.triggers("verb", verb) if t.preposition and not t.complement}
    giving = fold(verb) in lexicon.grammar.giving
    return found | lexicon.grammar.dative_prepositions if giving else found


def _undergone(noun: Word, verb: str, patient: Word, place: Argument, lexicon: Lexicon) -> Iterator[Event]:
    named_by = lexicon.grammar.own_gloss.get(fold(noun.lemma), "")
    relation = lexicon.open(verb, place.preposition, passive=True, noun=named_by)
    doing = lexicon.grammar.may_be_doer(noun.lemma) and lexicon.type_of(patient) in {"PER", "ORG", "GROUP"}
    labelled = len(relation.label.get("en", "").split()) > 2 or lexicon.grammar.prenominal
    if labelled and not doing and fold(verb) not in lexicon.grammar.many_sensed:
        yield Event(noun, noun, End(patient), End(place.word), relation, RULE, 0.6)


def _is_attack(trigger: Trigger, lexicon: Lexicon) -> bool:
    return lexicon.ontology[trigger.relation].class_ == "ASSAULT"
