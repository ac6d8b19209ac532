"""The date of an article, as its metadata writes it."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache

YEARS = range(1980, 2100)
"""Years an article can be from; a date outside them is a mistake of the page or of its reader."""

# Countries name months in their own ways: December is كانون الأول in Syria, ديسمبر in Egypt, دجنبر in Morocco.
_LOCALES = ("ar", "ar_EG", "ar_SY", "ar_IQ", "ar_LB", "ar_DZ", "ar_TN", "ar_MA", "ar_MR", "ar_SA", "en")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(\D{3,40}?)(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?[\s,،]+(\d{4})(?!\d)")
_DIGITS = {ord(digit): str(value) for digits in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, digit in enumerate(digits)}


_LENGTH = 80  # characters of a date that are looked at


class _AmbiguousError(ValueError):
    """A date that could be two days."""


def parse(text: str) -> date:
    """Return the day that a date string names; raises ValueError with the reason.

    Reads ISO 8601, RFC 2822, ``20241209``, and days with the month's Arabic or English name. ``09/12/2024`` could be
    either of two days and is refused; ``19/12/2024`` is not.
    """
    text = text.strip()[:_LENGTH].translate(_DIGITS)
    try:
        found = _numeric(text) or _named(text) or _mail(text)
    except _AmbiguousError:
        raise
    except (ValueError, OverflowError):  # the thirtieth of February
        found = None
    if found is None:
        raise ValueError(f"date {text!r} cannot be read; write it as YYYY-MM-DD")
    if found.year not in YEARS:
        raise ValueError(f"date {text!r} is not between {YEARS.start} and {YEARS.stop - 1}")
    return found


def _numeric(text: str) -> date | None:
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = map(int, match.groups())
        return date(year, month, day)
    if match := _NUMBERS.match(text):
        first, second, year = map(int, match.groups())
        if first <= 12 and second <= 12 and first != second:
            raise _AmbiguousError(f"date {text!r} could be two days; write it as YYYY-MM-DD")
        return date(year, min(first, second), max(first, second))
    return None


def _named(text: str) -> date | None:
    for match in _DAY_FIRST.finditer(text):
        if month := _month(match[2]):
            return date(int(match[3]), month, int(match[1]))
    for match in _MONTH_FIRST.finditer(text):
        if month := _month(match[1]):
            return date(int(match[3]), month, int(match[2]))
    return None


def _mail(text: str) -> date | None:
    try:
        found: datetime = parsedate_to_datetime(text)
    except (ValueError, OverflowError, TypeError, IndexError):  # what the standard library raises on odd ones
        return None
    return found.date()


def _month(words: str) -> int:
    """Return the number of the month named in some words, in any country's way (كانون الأول is two), or 0."""
    names = re.findall(r"[^\W\d_]+", words)
    pairs = [f"{one} {two}" for one, two in zip(names, names[1:], strict=False)]
    return next((_months()[name] for name in map(_fold, pairs + names) if name in _months()), 0)


def is_month(name: str) -> bool:
    """Is this one word or pair of words the name of a month?"""
    return _fold(name) in _months()


def _fold(name: str) -> str:
    return re.sub("[أإآ]", "ا", name.casefold()).strip(" .")


@cache
def _months() -> dict[str, int]:
    """Return the number of each month's name, long and short, in the Arabic countries and in English (from CLDR)."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=locale).items():
                names.setdefault(_fold(name), number)
    return names
