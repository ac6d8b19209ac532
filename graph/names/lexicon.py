"""Given names: which spellings are one name, so that Hassan never becomes Hussein though one vowel parts them."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from . import arabic, english

FOLDER = Path(__file__).parent.parent / "gazetteer"
_DOUBLED = re.compile(r"(.)\1+")
_NONE: frozenset[int] = frozenset()


@cache
def _read() -> tuple[dict[str, frozenset[int]], dict[str, str], dict[str, str]]:
    lemmas: dict[str, frozenset[int]] = {}
    to_latin: dict[str, str] = {}
    to_arabic: dict[str, str] = {}
    with (FOLDER / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            latin = row["en"].split(";")
            spelled = row["ar"].split(";")
            words = [arabic.normal(form) for form in spelled]
            for form in {*words, *map(arabic.without_article, words), *map(english.normal, latin)}:
                lemmas[form] = lemmas.get(form, _NONE) | {number}
            for word in words:
                to_latin.setdefault(word, latin[0])
            for form in latin:
                to_arabic.setdefault(english.normal(form), spelled[0])
    return lemmas, to_latin, to_arabic


def lemmas(word: str) -> frozenset[int]:
    """Return which given names a normal word may be; empty for a word that is none."""
    return _read()[0].get(word, _NONE)


def is_given(word: str) -> bool:
    """Is a normal word a given name?"""
    return word in _read()[0]


def latin(word: str) -> str:
    """Return the usual Latin spelling of a normal Arabic given name, else ""."""
    return _read()[1].get(word, "")


def arabic_of(word: str) -> str:
    """Return the Arabic spelling of a normal Latin given name, else ""."""
    return _read()[2].get(word, "")


def differ(one: str, other: str) -> bool:
    """Are two normal words two different given names (or the family names made of two: الحسني, الحسيني)?"""
    if one.isascii() and other.isascii() and _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return False  # Latin doubles letters as it likes: Hamad, Hammad
    mine, theirs = lemmas(one), lemmas(other)
    if mine and theirs:
        return not mine & theirs
    if len(one) > 3 and len(other) > 3 and one[-1] == other[-1] == "ي":
        mine, theirs = lemmas(one[:-1]), lemmas(other[:-1])
        return bool(mine and theirs and not mine & theirs)
    return False


def agree(one: str, other: str) -> bool:
    """Are two normal words spellings of one given name?"""
    return bool(lemmas(one) & lemmas(other))
