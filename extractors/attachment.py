"""Prepositional phrases that belong to a verb by its own triggers, where the parser hung them on a noun beside it.

سحبت بولندا سفيرها من بودابست, طلب الرئيس من القوات مغادرة البلاد: the verb asks for the preposition, the noun does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.lemmas import fold
from .relations import Lexicon, fits_complement, genitives
from .syntax import Analysis, Word, attach, preposition

_BESIDE = frozenset({"nsubj", "obj"})


def mend(analysis: Analysis, lexicon: Lexicon) -> None:
    """Hang such phrases on their verbs, in place."""
    for noun, phrase in list(_phrases(analysis)):
        verb = noun.head
        key = fold(preposition(phrase)).split(" ")[0]
        if verb is None or not key or not _takes(verb, key, lexicon) or _leads(phrase, key, lexicon):
            continue
        if noun.dep == "obj" and _completes(noun, verb, key, lexicon):
            attach(phrase, verb, "obl:arg")  # ألقى القبض على: noun and preposition are one predicate with the verb.
            continue
        if noun.dep == "obj" and lexicon.verb_of(noun.lemma):
            continue  # طلبت إجلاءه إلى روسيا: a verbal noun has phrases of its own.
        own = lexicon.verb_of(noun.lemma)
        if _asks(noun.lemma, "noun", key, lexicon) or _asks(noun.lemma, "role", key, lexicon):
            continue
        if (own and _asks(own, "verb", key, lexicon)) or _is_marked(verb, key):
            continue
        attach(phrase, verb, "obl:arg")
    for verb, phrase in list(_behind_places(analysis, lexicon)):
        key = fold(preposition(phrase)).split(" ")[0]
        if _always_takes(verb, key, lexicon) and not _is_marked(verb, key):
            attach(phrase, verb, "obl:arg")


def _behind_places(analysis: Analysis, lexicon: Lexicon) -> Iterator[tuple[Word, Word]]:
    """Yield verbs with phrases that hang on a place or time between (تعرض في عدة محافظات لضربات)."""
    for place in analysis.words:
        verb = place.head
        if verb is None or not verb.is_verb or place.dep not in {"obl", "obl:arg"} or place.i < verb.i:
            continue
        bare = [c for c in place.get("nmod") if c.first("case") is None]
        if fold(preposition(place)) not in lexicon.grammar.place_prepositions or lexicon.verb_of(place.lemma):
            continue
        for noun in (place, *bare):
            for phrase in noun.get("nmod", "obl"):
                if phrase.first("case") is not None and phrase.i > noun.i:
                    yield verb, phrase


def _always_takes(verb: Word, key: str, lexicon: Lexicon) -> bool:
    """Has a verb no sense by itself, but one with the preposition?"""
    plain = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma) if not t.complement}
    return key in plain - {""} and "" not in plain


def _phrases(analysis: Analysis) -> Iterator[tuple[Word, Word]]:
    for noun in analysis.words:
        if noun.dep not in _BESIDE or noun.head is None or not noun.head.is_verb or noun.i < noun.head.i:
            continue
        for phrase in noun.get("nmod", "obl", "obl:arg"):
            if phrase.first("case") is not None and phrase.i > noun.i:
                yield noun, phrase


def _asks(lemma: str, kind: str, key: str, lexicon: Lexicon) -> bool:
    return any(fold(t.preposition) == key for t in lexicon.triggers(kind, lemma))


def _takes(verb: Word, key: str, lexicon: Lexicon) -> bool:
    """Does a verb take a preposition, with the complements it has?"""
    asked = [t for t in lexicon.triggers("verb", verb.lemma) if fold(t.preposition) == key]
    return any(not t.complement or any(fits_complement(c, t) for c in verb.children) for t in asked)


def _completes(noun: Word, verb: Word, key: str, lexicon: Lexicon) -> bool:
    """Is the noun the complement of a trigger of the verb that asks for the preposition, and not told of another (أكد
    التزام الأعضاء بالقرار)?"""
    if fold(noun.lemma) in lexicon.grammar.speech_nouns:
        return False
    if any(g.pos != "PRON" for g in genitives(noun, lexicon.grammar)):
        return False
    asked = (t for t in lexicon.triggers("verb", verb.lemma) if t.complement and fold(t.preposition) == key)
    return any(fits_complement(noun, t) for t in asked)


def _leads(phrase: Word, key: str, lexicon: Lexicon) -> bool:
    """Is it who leads the noun before (قوات التحالف بقيادة السعودية)?"""
    return key in lexicon.grammar.accompanying and fold(phrase.lemma) in lexicon.grammar.leading


def _is_marked(verb: Word, key: str) -> bool:
    """Has the verb an argument with this preposition already?"""
    return any(fold(preposition(c)).split(" ")[0] == key for c in verb.get("obl", "obl:arg"))
