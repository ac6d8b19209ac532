"""What is of one language about names, by string code alone: pick the language of a name, then its normal form or
words.
"""

from __future__ import annotations

from . import arabic, english

__all__ = ["arabic", "english", "language_of", "normal", "key"]


def language_of(name: str) -> str:
    """Return "ar" for a name with an Arabic letter, else "en"."""
    return "ar" if arabic.is_arabic(name) else "en"


def normal(name: str) -> str:
    """Return the normal form of a name in its own language."""
    return arabic.normal(name) if arabic.is_arabic(name) else english.normal(name)


def key(name: str) -> str:
    """Return what two spellings of a name in one language share (articles taken off)."""
    return arabic.key(name) if arabic.is_arabic(name) else english.key(name)
