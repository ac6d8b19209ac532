"""Which noun a relative clause belongs to, by what its pronoun or the number of its verb agrees with."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.lemmas import fold
from ..arguments import gender_of
from ..language import Grammar
from ..syntax import Word, attach
from .closed_classes import NOUNS, UNMARKED_FEMININE

_RELATIVES = {"الذي": ("Masc", "Sing"), "التي": ("Fem", ""), "الذين": ("Masc", "Plur")}


def attach_relative(verb: Word, grammar: Grammar) -> None:
    """A relative clause belongs to the noun that its pronoun or its verb's number agrees with (قادة الحركة الذين)."""
    noun = verb.head
    if verb.dep not in {"acl", "acl:relcl"} or noun is None or noun.is_verb or noun.i > verb.i:
        return
    relative = next((c for c in verb.children if c.text in _RELATIVES and noun.i < c.i <= verb.i), None)
    if relative is not None:
        if verb.sentence is not None and verb.sentence.words[relative.i - verb.sentence.words[0].i - 1].pos == "CCONJ":
            return  # of the noun of the clause before
        gender, number = _RELATIVES[relative.text]
    elif verb.norm.endswith(("وا", "ون")) and _is_plural_verb(verb):
        gender, number = "Masc", "Plur"
    elif verb.norm.endswith("ا") and fold(verb.norm[:-1]) == fold(verb.lemma):
        gender, number = "Masc", "Plur"  # the dual: فلسطينيين قتلا
    else:
        return
    if _could_be(noun, gender, number, grammar):
        return
    if number == "Sing" and _is_plural_verb(verb):
        return  # the relative is misspelt
    fitting = [w for w in _around(noun, verb) if _could_be(w, gender, number, grammar)]
    fitting.sort(key=lambda w: fold(w.lemma) in UNMARKED_FEMININE)  # خارطة الطريق التي: a sure gender first
    found = next(iter(fitting), None)
    if found is not None and found is not verb and verb not in set(found.ancestors()):
        attach(verb, found, verb.dep)


def _is_plural_verb(verb: Word) -> bool:
    return verb.morph.get("Number") == "Plur" or verb.norm.endswith("وا") and not verb.lemma.endswith("وا")


def _around(noun: Word, verb: Word) -> Iterator[Word]:
    """Yield the nouns of the same phrase before a clause, the nearest one first."""
    clause = set(verb.subtree())
    found = [w for w in noun.subtree() if noun.i < w.i < verb.i and w not in clause]
    found = [w for w in found if w.pos in NOUNS or (w.pos == "ADJ" and w.dep == "nmod")]
    for above in noun.ancestors():
        if above.pos not in NOUNS or above.i > noun.i:
            break
        found.append(above)
    yield from sorted(found, key=lambda w: -w.i)


def _could_be(noun: Word, gender: str, number: str, grammar: Grammar) -> bool:
    """Can a relative of this gender and number have the noun before it?"""
    counted = noun.first("nmod", "nummod") if noun.pos == "NUM" and number == "Plur" else None
    if counted is not None and counted.pos == "NOUN" and counted.first("case") is None:
        return fold(counted.lemma) not in grammar.country_nouns | grammar.place_nouns
    if noun.pos in {"NUM", "X", "ADJ", "DET"} or noun.first("conj") is not None:
        return True
    if noun.name is not None:
        if noun.name.type == "PER" and gender == "Fem":
            return fold(noun.name.words[0].norm) in grammar.female_names
        return number != "Plur" or noun.name.type in {"NORP", "MISC"}
    own = noun.morph.get("Number", "")
    if number == "Plur":
        collective = grammar.type_of(fold(noun.lemma)) == "GROUP" or fold(noun.lemma) in grammar.quantifiers
        if fold(noun.lemma) in grammar.country_nouns | grammar.place_nouns or grammar.deverbal(noun.lemma):
            return False  # only persons have plural verbs
        return own in {"Plur", "Dual", ""} or collective or noun.norm.endswith(("ين", "ون"))
    if own == "Plur":
        return gender == "Fem" or fold(noun.lemma) in grammar.quantifiers
    known = "Fem" if noun.norm.endswith("ة") or fold(noun.lemma) in UNMARKED_FEMININE else ""
    if gender == "Masc":
        return known != "Fem"
    return own != "Sing" or known == "Fem" or gender_of(noun, grammar) != "Masc"
