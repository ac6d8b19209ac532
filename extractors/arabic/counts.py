"""Counted nouns: what stands before a number is no preposition, and of "each of A and B" the two are the ends."""

from __future__ import annotations

from ...graph.lemmas import fold, folded
from ..syntax import SUBJECTS, Sentence, Word, attach
from .closed_classes import ABOUT, INTRANSITIVE

_ROUND = folded("مئة مائة عشرة عشرات مئات آلاف ألف مليون ملايين مليار مليارات نصف ربع ثلث")
_EACH = frozenset({"كل", "كلا", "كلاً"})
_MARKED = frozenset({"obl", "obl:arg", "nmod"})


def mend(sentence: Sentence) -> None:
    """Mend the counted nouns of a sentence in place."""
    words = sentence.words
    for sign, number in zip(words, words[1:], strict=False):
        if sign.dep == "case" and fold(sign.lemma) in ABOUT and sign.head is number and _counts(number):
            _about(sign, number)
    for each, of in zip(words, words[1:], strict=False):
        if each.norm in _EACH and of.text == "من" and of.head is not None and of.head.head is each:
            each_of(each, of, of.head)


def _counts(word: Word) -> bool:
    return word.pos == "NUM" or fold(word.lemma) in _ROUND


def _about(sign: Word, number: Word) -> None:
    """Make نحو 300 لاجئ behind a verb its subject, or its object where it has a subject of its own."""
    sign.dep = "advmod:emph"
    verb = number.head
    if verb is None or not verb.is_verb or number.dep not in _MARKED or number.first("case") is not None:
        return
    if _goes_on(verb, number):
        number.dep = "obj"
    elif verb.first(*SUBJECTS) is None and verb.i < number.i:
        number.dep = "nsubj:pass" if verb.morph.get("Voice") == "Pass" else "nsubj"
    elif verb.first("obj") is None:
        number.dep = "obj"


def _goes_on(verb: Word, number: Word) -> bool:
    """Does a joined verb say what else the one before it did: قتل الجيش خمسة مدنيين وأصاب نحو 40 آخرين?"""
    if verb.first(*SUBJECTS) is not None or verb.first("cc") is None or verb.morph.get("Voice") != "Act":
        return False
    others = any(fold(c.lemma) == "اخر" for c in number.children)
    before = verb.head if verb.dep == "conj" else None
    told = before is not None and before.is_verb and before.first("obj") is not None
    return others and told and fold(verb.lemma) not in INTRANSITIVE


def each_of(each: Word, of: Word, first: Word, *, listed: bool = False) -> None:
    """Put the names behind كل من in its place: دانت كل من بريطانيا وفرنسا; ``listed`` where more names are to come."""
    if (first.first("conj") is None and not listed) or each.head is None:
        return
    head, dep = each.head, each.dep
    attach(first, head, dep)
    attach(each, first, "det")
    of.dep = "fixed"
    attach(of, each, "fixed")
