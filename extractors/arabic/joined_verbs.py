"""Which verb or clause a joined verb goes on: one whose subject it agrees with, never a noun (طارده مسلحان وأطلقا
النار، أن الموقوف في الثلاثين ويعيش في ...)."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.lemmas import fold
from ..arguments import agrees
from ..language import Grammar
from ..syntax import Word, attach, relative_pronoun

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_JOINED = frozenset({"conj", "parataxis"})


def mend(verb: Word, grammar: Grammar) -> None:
    """Hang a joined verb on the verb that it goes on, in place."""
    head = verb.head
    if verb.dep != "conj" or head is None or head.i > verb.i or verb.first("cc") is None or _subject(verb) is not None:
        return
    if not head.is_verb:
        _off_noun(verb, head)
        return
    if head.morph.get("Person") in {"1", "2"} and verb.morph.get("Person", "3") == "3" and _subject(head) is None:
        above = next((w for w in head.ancestors() if w.is_verb and w.morph.get("Person", "3") == "3"), None)
        if above is not None:
            attach(verb, above, "conj")  # قالت "لن نغلق حدودنا"، ثم غادرت
        return
    subject = _doer(head)
    if subject is None or not disagree(verb, subject, grammar):
        return
    found = next((w for w in _before(verb) if w is not head and _goes_on(verb, w, grammar)), None)
    if found is not None:
        attach(verb, found, "conj")


def _off_noun(verb: Word, noun: Word) -> None:
    """No verb is joined to a noun: behind أن the noun is what both clauses are about, else the verb above goes
    on."""
    if noun.first("cop", "nsubj") is not None:
        return
    thing = noun.pos in {"NOUN", "PROPN", "X"}
    about = any(m.i < noun.i and m.pos == "SCONJ" for m in noun.get("mark"))
    if about and (thing or noun.norm.startswith("ال")):
        case = verb.first("cc")
        dep = "ccomp" if noun.dep in _SUBJECTS | {"obj"} else noun.dep
        marks = list(noun.get("mark"))
        attach(noun, verb, "nsubj")
        verb.dep = dep
        for mark in marks:
            attach(mark, verb, "mark")
        if case is not None:
            case.dep = "dep"
        return
    above = next((w for w in noun.ancestors() if w.is_verb and w.i < verb.i), None)
    if thing and above is not None:
        attach(verb, above, "conj")


def _subject(verb: Word) -> Word | None:
    return next((c for c in verb.children if c.dep in _SUBJECTS and not relative_pronoun(c)), None)


def _doer(verb: Word) -> Word | None:
    """Return the noun that does what a verb tells: written, of its relative clause, or of the verb that it goes on."""
    for _ in range(4):
        own = _subject(verb)
        if own is not None or verb.head is None:
            return own
        if verb.dep in {"acl", "acl:relcl"}:
            return None if verb.head.is_verb else verb.head
        if verb.dep not in {*_JOINED, "xcomp"} or not verb.head.is_verb:
            return None
        verb = verb.head
    return None


def _before(verb: Word) -> Iterator[Word]:
    words = verb.sentence.words if verb.sentence is not None else []
    yield from (w for w in reversed(words) if w.i < verb.i and w.is_verb and w.name is None)


def _goes_on(verb: Word, other: Word, grammar: Grammar) -> bool:
    subject = _subject(other)
    if subject is None or subject.pos == "PRON" or verb in set(other.ancestors()):
        return False
    return not disagree(verb, subject, grammar)


def disagree(verb: Word, noun: Word, grammar: Grammar) -> bool:
    """Can the noun not be what the verb behind it tells of, by gender or number?"""
    if noun.pos in {"PRON", "NUM", "DET"} or noun.first("conj") is not None:
        return False
    if not agrees(verb, noun, grammar):
        return True
    dual = verb.norm.endswith("ا") and fold(verb.norm[:-1]) == fold(verb.lemma) or verb.morph.get("Number") == "Dual"
    plural = verb.norm.endswith(("وا", "ون")) and not fold(verb.lemma).endswith("ون")
    if not (plural or dual):
        return False
    if noun.name is not None:
        return noun.name.type in {"PER", "GPE", "LOC"} or noun.norm.endswith("ة")
    groups = grammar.quantifiers | grammar.collectives | grammar.group_nouns | grammar.organisation_nouns
    if noun.pos != "NOUN" or fold(noun.lemma) in groups or any(c.pos == "NUM" for c in noun.children):
        return False
    number = noun.morph.get("Number")
    thing = number == "Plur" and noun.norm.endswith("ات") or number == "Sing" and bool(grammar.deverbal(noun.lemma))
    return thing or number == "Sing" and noun.norm.endswith("ة")
