"""Titles of persons (وزير الخارجية الروسي، الأمين العام للأمم المتحدة) and events named by their kind, by rule.

As in `values`, each token has a letter and patterns run over the letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import value_words as words
from .values import Found

_LISTS = (("F", words.NEEDS_MORE), ("G", words.ALONE), ("h", words.WEAK_ROLES), ("H", words.ROLES),
          ("K", words.ACCUSATIVE_ROLES), ("j", words.ROLE_ADJECTIVES), ("x", words.PASSING),
          ("V", words.DEFINITE_EVENTS), ("v", words.EVENT_HEADS), ("w", words.EVENT_NOUNS),
          ("W", words.EVENT_ADJECTIVES))
_LETTERS = {word: letter for letter, listed in reversed(_LISTS) for word in listed} | {"ل": "l", "ب": "b", "اسم": "i"}

# n, N: noun without, with the article; a, A: adjective so; p, P: adjective of a people so; B, E: first and further
# words of a place or organisation; T: a word of a date that tells a month or year, t: of another date.
_NAME = "(?:BE*)"
_ADJECTIVES = "[APW]{0,3}"
_WHOLE = f"(?:{_NAME}P?|[NGFVw]{_ADJECTIVES})"
_OF = f"(?:(?:l|bi)n{{0,2}}{_WHOLE})"
_TITLE = re.compile(f"[Hh]j?(?:[HhnKvw]j?){{0,3}}{_WHOLE}{_OF}?|[HhK][ajp]?{_OF}|[FG]{_ADJECTIVES}{_OF}|F[APW]{{1,2}}|"
                    "G[APW]{0,2}")
_EVENT = re.compile(f"v?vw?{_NAME}P?T*|v?vw[PW]*T*|vV[PW]+|v[PW]{{2,}}|vT+|V[PW]+")


def letter_of(form: str) -> str:
    """Return the letter of a folded form, "." for a form of no list."""
    return _LETTERS.get(form, ".")


def titles(letters: str) -> Iterator[Found]:
    """Yield the titles that the letters of a text spell."""
    return ((match.start(), match.end(), "ROLE") for match in _TITLE.finditer(letters))


def events(letters: str) -> Iterator[Found]:
    """Yield the events that the letters of a text spell."""
    return ((match.start(), match.end(), "EVENT") for match in _EVENT.finditer(letters))
