"""What small words say of the word they stand with: no, nobody, going to, should."""

from __future__ import annotations

from ...graph.model import Modality
from ..syntax import Word

_NOBODY = frozenset({"nobody", "nothing", "none", "neither"})
_OBLIGING = frozenset({"should", "must", "ought", "shall"})
_ENDS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl"})


def denied(word: Word) -> bool:
    """Does an end of a verb, or the determiner of a noun, say that it did not happen (no soldier died; no talks)?"""
    if not word.is_verb:
        return _is_none(word)
    if any(_is_none(child) for child in word.children if child.dep in _ENDS):
        return True
    qualified = word.head if word.dep == "acl:relcl" else None  # no country that has a navy
    return qualified is not None and not qualified.is_verb and _is_none(qualified)


def _is_none(word: Word) -> bool:
    if word.lemma.casefold() in _NOBODY and word.pos in {"PRON", "NOUN"}:
        return True
    return any(c.text.casefold() == "no" and c.dep in {"det", "advmod"} for c in word.children)


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
    return None
