"""Dates, amounts and sums of money, by rule: each token has a letter, and patterns run over the letters.

One letter a token, so that a match's offsets are token positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import value_words as words

Found = tuple[int, int, str]
"""First token, the token after the last, label."""

OTHER, COUNTED = ".", "v"
_DIGITS = re.compile(r"\d+(?:[.,،٫٬]\d+)*$")
_YEAR = re.compile(r"(?:1[0-9]|20|١[٠-٩]|٢٠)\d\d$")
_SIGNS = {"%": "%", "٪": "%", "/": "/", "-": "-", "–": "-", "(": "(", ")": ")", "،": ",", ",": ",",
          "و": "&", "من": "x", "يوم": "y", **dict.fromkeys(words.YEAR_LEADS, "t"), "ب": "t",
          **dict.fromkeys(words.CALENDARS, "h")}
_LISTS = (
    ("w", words.NUMBER_WORDS), ("s", words.SCALES), ("S", words.PLURAL_SCALES), ("W", words.DUAL_SCALES),
    ("f", words.HALVES), ("g", words.PERCENT), ("$", words.CURRENCY_SIGNS), ("c", words.CURRENCIES),
    ("C", words.DUAL_CURRENCIES), ("m", words.MONTHS), ("k", words.MONTH_STARTS), ("K", words.MONTH_ENDS),
    ("H", words.HIJRI_MONTHS), ("d", words.WEEKDAYS), ("D", words.DAYS), ("r", words.RELATIVES),
    ("z", words.DEMONSTRATIVES), ("o", words.ORDINALS), ("U", words.DUAL_UNITS), ("q", words.PERIODS),
    ("p", words.PARTS_OF_DAY), ("u", words.UNITS), ("P", words.DEFINITE_PERIODS), ("b", words.BOUNDS),
    ("E", words.EVENT_HEADS),
)
_LETTERS = {word: letter for letter, listed in reversed(_LISTS) for word in listed}
"""A word of two lists has the letter of the first."""

_MONTH = "(?:m|[kq]K)"
_MONTHS = rf"(?:{_MONTH}(?:[/(]?{_MONTH}\)?)?)"
_YEAR_AFTER = r"(?:x?[qP]?Yh?)"
_DAY = rf"(?:(?:[nY](?:-n)?|[oK])x?q?(?:{_MONTHS}|H)(?:{_YEAR_AFTER}|x?P?r)?)"
_SLASHED = r"(?:[nY]/n/[nY]|[nY]-n-[nY])h?"
_WEEKDAY = rf"(?:[py]*d(?:d(?!d))?r?(?:[,(]?(?:[py]*{_DAY}|{_SLASHED}|[py]*D)\)?)?)"
_TODAY = rf"(?:[py]*D(?:d|r|[,(]?{_DAY})?[py]?)"
_MONTH_YEAR = rf"(?:q?{_MONTHS}(?:{_YEAR_AFTER}|x?P?r)?|qH{_YEAR_AFTER}?|H[nY]h?)"
_PERIOD = r"(?:z?[qP]?P(?:r|w?r)|zP|[qP]{1,2}(?:Y(?:-[nY])?h?|\([nY]\)h?)|qr|P[oK]|Y-Y|bP)"
_DATE = re.compile(rf"b?(?:{_WEEKDAY}|[py]*{_DAY}|[py]*{_SLASHED}|{_MONTH_YEAR}|{_TODAY})|b?{_PERIOD}")
_YEAR_ALONE = re.compile(r"(?<=E)Y|(?<=t)Y(?![sSnwWfcC$%uUqyv])|(?<=\()Y(?=\))")
_NUMBER = r"(?:(?:[nY](?:-[nY])?|[wW]|[sf](?=[csvu$&]))(?:&?[nYwsSW]|&fs?)*)"
_MONEY = re.compile(rf"{_NUMBER}c[ej]?|C[ej]?|\${_NUMBER}|{_NUMBER}\$")
_QUANTITY = re.compile(rf"{_NUMBER}(?:%|tg|[uUqyvj])|U|%{_NUMBER}|[nY][sS]")


def letter_of(form: str) -> str:
    """Return the letter of a folded form, "." for a form of no list."""
    letter = _SIGNS.get(form) or _LETTERS.get(form)
    if letter is None and form[:1].isdigit():
        return "Y" if _YEAR.match(form) else "n" if _DIGITS.match(form) else OTHER
    return letter or OTHER


def values(letters: str) -> Iterator[Found]:
    """Yield the dates, sums and amounts that the letters of a text spell, none over another.

    >>> list(values("".join(map(letter_of, "12 مايو 2024".split()))))
    [(0, 3, 'DATE')]
    """
    for pattern, label in ((_DATE, "DATE"), (_YEAR_ALONE, "DATE"), (_MONEY, "MONEY"), (_QUANTITY, "QUANTITY")):
        matches = list(pattern.finditer(letters))
        for match in matches:
            yield match.start(), match.end(), label
        if matches:
            letters = pattern.sub(lambda match: OTHER * (match.end() - match.start()), letters)
