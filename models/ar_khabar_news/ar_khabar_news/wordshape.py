"""What the networks see of one word: its vector key, and small numbers for its spelling.

Everything here depends on the word's own letters, so that one row per word can be cached.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .orthography import bare, fold, fold_hard

KINDS = 6
MARK_CODES = {mark: i + 1 for i, mark in enumerate("ًٌٍَُِّْ")}
AFFIXES = ("p1", "p2", "p3", "p4", "s1", "s2", "s3", "s4")
UNKNOWN = 0


@dataclass(frozen=True)
class Vocabulary:
    """Numbers of the words and affixes seen in training; 0 is what was not seen."""

    words: Mapping[str, int]
    affixes: Mapping[str, int]


def vector_key(form: str) -> str:
    """Return the spelling under which a word's vector is learned and looked up; digits are 0."""
    if form[0].isdigit():
        return "0" * min(len(form), 4)
    return fold_hard(form).lower() or form


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


def affix_names(form: str) -> list[str]:
    """Return the names of the word's beginnings and endings, up to four letters, longest words only in part."""
    word = bare(form) or form
    if word[0].isdigit():
        word = "0" * min(len(word), 4)
    size = len(word)
    return [f"p{n}{word[:n]}" if size >= n else "-" for n in (1, 2, 3, 4)] + [
        f"s{n}{word[-n:]}" if size >= n else "-" for n in (1, 2, 3, 4)]


def numbers(form: str, vocabulary: Vocabulary) -> tuple[int, ...]:
    """Return word number, eight affix numbers, kind and code of the final vowel mark."""
    affixes = (vocabulary.affixes.get(name, UNKNOWN) for name in affix_names(form))
    mark = MARK_CODES.get(form[-1], 0)
    return (vocabulary.words.get(fold(form) or form, UNKNOWN), *affixes, kind(form), mark)
