"""Which noun an English pronoun may stand for: he and she for persons, it for the rest, they for several or a body."""

from __future__ import annotations

from ...graph.model import EntityType
from ..syntax import Word

_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_MEN = frozenset("man boy son father husband brother uncle king prince chairman spokesman businessman mr".split())
_WOMEN = frozenset(
    "woman girl daughter mother wife sister aunt queen princess chairwoman spokeswoman mrs ms widow".split()
)
_WORDS = frozenset("report statement comment remark claim figure estimate poll survey".split())
_BODIES = frozenset({"ORG", "GROUP", "GPE"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def fits(pronoun: Word, noun: Word, type_: EntityType | None) -> bool:
    """May the pronoun stand for the noun, whose type is None where it is unknown?"""
    form = pronoun.text.casefold()
    if noun.pos == "PRON":
        return noun is not pronoun and _family(noun.text.casefold()) == _family(form) and bool(_family(form))
    if noun.pos in {"DET", "NUM"}:
        return False
    plural = (
        noun.morph.get("Number") == "Plur"
        and (noun.name is None or noun.pos == "NOUN")
        or any(c.dep == "conj" and not c.is_verb for c in noun.children)
    )
    if form in _MASCULINE | _FEMININE:
        return not plural and type_ == "PER" and gender(noun) in {"", "Masc" if form in _MASCULINE else "Fem"}
    if form in _NEUTER:
        return not plural and type_ != "PER"
    return (plural or type_ in _BODIES) and noun.lemma not in _WORDS  # reports are seldom told of again


def _family(form: str) -> str:
    for family, forms in (("he", _MASCULINE), ("she", _FEMININE), ("it", _NEUTER)):
        if form in forms:
            return family
    return "they" if form in {"they", "them", "their", "theirs", "themselves"} else ""


def gender(noun: Word) -> str:
    """Return Masc or Fem where the noun, a title or a word of kinship beside it tells, else an empty string."""
    named = noun.name.words if noun.name is not None else []
    near = [
        noun,
        *named,
        *noun.children,
        *([noun.head] if noun.head is not None and noun.dep in {"appos", "flat"} else []),
    ]
    words = {w.lemma.casefold().rstrip(".") for w in near}
    if words & _WOMEN:
        return "Fem"
    return "Masc" if words & _MEN else ""


def definite(noun: Word) -> bool:
    """Does an article, a demonstrative or a possessive make the noun a known one?"""
    return any(c.text.casefold() in _DEFINITE and c.dep == "det" or c.dep == "nmod:poss" for c in noun.children)
