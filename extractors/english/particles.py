"""What small words say of the word they stand with: no, nobody, going to, should."""

from __future__ import annotations

from ...graph.model import Modality
from ..syntax import Word

_NOBODY = frozenset({"nobody", "nothing", "none", "neither"})
_OBLIGING = frozenset({"should", "must", "ought", "shall"})
_ENDS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl"})
_COMMANDING = frozenset({"tell", "order", "instruct", "direct", "command", "oblige", "warn", "advise"})
_REPEATED = frozenset("sometimes often always usually frequently never occasionally regularly then".split())
_ASSERTING = frozenset({"ccomp", "advcl", "xcomp"})
_RANKS = frozenset("first last only next second third fourth fifth sixth seventh eighth ninth tenth".split())
_EVIDENCE = frozenset("evidence proof indication sign argument data reason side lot way".split())
_ABLE = frozenset("right power ability capacity authority mandate opportunity chance freedom permission".split())
_DOCUMENTS = _EVIDENCE | frozenset(
    "bill law amendment resolution measure referendum act motion petition legislation rule ruling treaty pact vote "
    "decree campaign committee commission organisation organization company project programme program system lawsuit "
    "operation move step initiative effort ".split()
)  # what does by itself what the infinitive under it says


def denied(word: Word) -> bool:
    """Does an end of a verb, or the determiner of a noun, say that it did not happen (no soldier died; no talks)?"""
    if not word.is_verb:
        return _is_none(word)
    if any(_is_none(child) or _is_neither(child) for child in word.children if child.dep in _ENDS):
        return True
    qualified = word.head if word.dep == "acl:relcl" else None  # no country that has a navy
    return qualified is not None and not qualified.is_verb and _is_none(qualified)


def _is_none(word: Word) -> bool:
    if word.lemma.casefold() in _NOBODY and word.pos in {"PRON", "NOUN"}:
        return True
    return any(c.text.casefold() == "no" and c.dep in {"det", "advmod"} for c in word.children)


def _is_neither(word: Word) -> bool:
    return word.dep.startswith("nsubj") and any(c.text.casefold() == "neither" and c.i < word.i for c in word.children)


def serves(noun: Word) -> bool:
    """Is a noun a means or an aim, so that what an infinitive under it says is done by another (used force to clear the
    square), and not one who does it (the first president to visit; a bill to ban it)?"""
    if noun.name is not None or noun.pos != "NOUN" or noun.dep.startswith("nsubj") or noun.lemma in _DOCUMENTS:
        return False
    return not _is_ranked(noun)


def _is_ranked(noun: Word) -> bool:
    below = (c for c in noun.children if c.i < noun.i)
    return any(c.lemma.casefold() in _RANKS or c.morph.get("Degree") == "Sup" for c in below)


def mark(word: Word, particle: Word) -> Modality | None:
    """Return what a particle says where its neighbours decide: should leave, is going to leave; else None."""
    text = particle.text.casefold()
    if text in _OBLIGING and particle.dep == "aux":
        return "demanded"
    head = word.head
    if text == "to" and particle.dep == "mark" and word.dep == "xcomp" and head is not None:
        if head.lemma == "go" and head.text.casefold() == "going":
            return "planned"
        if head.lemma in {"have", "need"}:
            return "demanded"
        if head.lemma in _COMMANDING:
            return "demanded"  # told them to leave
    if text == "to" and particle.dep == "mark":
        return _aimed(word, particle)
    if text == "would" and particle.dep == "aux" and _is_past_habit(word):
        return "actual"
    return None


def _aimed(word: Word, particle: Word) -> Modality | None:
    """Return what "to" says by itself: is to leave, how to leave, an order to leave."""
    before = [c for c in word.children if c.i < particle.i]
    words = word.sentence.words if word.sentence is not None else []
    before += [w for w in words if w.i == particle.i - 1 and w.pos in {"ADV", "SCONJ"}]
    if any(c.lemma in {"how", "whether", "where", "when"} and c.dep != "cop" for c in before):
        return "possible"
    if any(c.lemma == "be" and c.dep in {"cop", "aux"} for c in before):
        return "planned"
    noun = word.head if word.dep == "acl" else None
    if noun is None or noun.is_verb or _is_ranked(noun) or noun.lemma in _EVIDENCE:
        return None
    return "possible" if noun.lemma in _ABLE else "planned"


def _is_past_habit(word: Word) -> bool:
    """Does "would" tell what was done again and again (they would sometimes attack), or refused (neither would)?"""
    if word.dep in _ASSERTING or any(w.dep in _ASSERTING for w in word.ancestors()):
        return False
    if any(c.lemma == "have" and c.dep == "aux" for c in word.children):
        return False
    near = any(c.lemma.casefold() in _REPEATED and c.dep == "advmod" for c in word.children)
    return near or any(_is_neither(c) for c in word.children)
