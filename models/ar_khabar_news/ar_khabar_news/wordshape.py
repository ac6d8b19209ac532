"""What the networks see of an Arabic word: spelling variants folded, the sort of letters, the final vowel mark."""

from __future__ import annotations

from .networks.spelling import Spelling
from .orthography import bare, fold, fold_hard

KINDS = 6
MARK_CODES = {mark: i + 1 for i, mark in enumerate("ًٌٍَُِّْ")}


def vector_key(form: str) -> str:
    """Return the spelling under which a word's vector is learned and looked up; digits are 0."""
    if form[0].isdigit():
        return "0" * min(len(form), 4)
    return fold_hard(form).lower() or form


def word_key(form: str) -> str:
    """Return the spelling under which a word is counted in the vocabulary."""
    return fold(form) or form


def letters(form: str) -> str:
    """Return the letters whose beginnings and endings the network sees; digits are 0."""
    word = bare(form) or form
    return "0" * min(len(word), 4) if word[0].isdigit() else word


def kind(form: str) -> int:
    """Return the sort of word: 0 Arabic, 1 number, 2 Latin, 3 punctuation, 4 other letters, 5 other."""
    first = form[0]
    if "\u0600" <= first <= "\u06ff" and first.isalpha():
        return 0
    if first.isdigit():
        return 1
    if first.isascii() and first.isalpha():
        return 2
    if first.isalpha():
        return 4
    return 3 if len(form) == 1 else 5


def mark(form: str) -> int:
    """Return the code of the final vowel mark, 0 where there is none."""
    return MARK_CODES.get(form[-1], 0)


SPELLING = Spelling(vector_key=vector_key, word_key=word_key, letters=letters, kind=kind, mark=mark, kinds=KINDS,
                    marks=len(MARK_CODES) + 1)
