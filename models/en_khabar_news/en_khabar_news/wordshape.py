"""What the networks see of an English word: letters without case for its vector and affixes, case as its kind."""

from __future__ import annotations

import re

from .networks.spelling import Spelling

KINDS = 9
MARKS = 6
_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
                         "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "…": "."})
_DIGITS = re.compile(r"\d")


def plain(form: str) -> str:
    """Return the word with quotes and dashes of all kinds written as on a typewriter.

    >>> plain("don’t")
    "don't"
    """
    return form.translate(_QUOTES)


def word_key(form: str) -> str:
    """Return the word in small letters, its digits as 0, as vectors and vocabulary hold it.

    >>> word_key("B-52")
    'b-00'
    """
    return _DIGITS.sub("0", plain(form).lower())


def vector_key(form: str) -> str:
    """Return the spelling of the word's vector: that of `word_key`, long numbers cut to four digits."""
    key = word_key(form)
    return key[:4] if key[0] == "0" and key.isdigit() else key


def kind(form: str) -> int:
    """Return the sort of word: 0 small letters, 1 number, 2 Capital, 3 punctuation, 4 CAPITALS, 5 one capital,
    6 other mixtures of case, 7 other letters, 8 other."""
    first = form[0]
    if first.isdigit():
        return 1
    if not first.isalpha():
        return 3 if len(form) == 1 or not any(char.isalnum() for char in form) else 8
    if form.islower():
        return 0
    if not first.isascii() and not form.isupper() and not first.isupper():
        return 7
    if len(form) == 1:
        return 5
    if form.isupper():
        return 4
    return 2 if first.isupper() and form[1:].islower() else 6


def mark(form: str) -> int:
    """Return 1 with a full stop, 2 with an apostrophe, 3 with a hyphen, 4 with a digit behind a letter, 5 with
    other marks inside, 0 else."""
    if len(form) == 1 or form.isalpha():
        return 0
    text = plain(form)
    if "." in text:
        return 1
    if "'" in text:
        return 2
    if "-" in text:
        return 3
    return 4 if text[0].isalpha() and any(char.isdigit() for char in text) else 5


SPELLING = Spelling(vector_key=vector_key, word_key=word_key, letters=word_key, kind=kind, mark=mark, kinds=KINDS,
                    marks=MARKS, table_key=lambda form: plain(form).lower())
