"""What common words in the names of bodies and events mean, so that a name meets its translation.

"المجلس الوطني الكردي" and "Kurdish National Council" hold the same senses in another order.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache

from babel import Locale

from . import arabic, english, nisba
from .lexicon import FOLDER

_NOT_COUNTED = frozenset("of the for and in on to de في من علي الي".split())


@cache
def _read() -> tuple[dict[str, str], dict[str, str]]:
    """Return the sense of each normal word without al-, in Arabic and in Latin letters."""
    in_arabic: dict[str, str] = {}
    in_latin: dict[str, str] = {}
    called = {language: Locale(language).territories for language in ("ar", "en")}
    with (FOLDER / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            sense = "#" + row["iso2"]
            for stem in filter(None, row["nisba"].split(";")):
                for form in nisba.forms(stem):
                    if " " not in form:
                        in_arabic.setdefault(arabic.without_article(form), sense)
            for name in filter(None, (called["ar"].get(row["iso2"]), row["label_ar"], *row["names_ar"].split(";"))):
                if " " not in (form := arabic.normal(name)):
                    in_arabic.setdefault(arabic.without_article(form), sense)
            latin = (called["en"].get(row["iso2"]), row["label_en"], *f"{row['names_en']};{row['demonym']}".split(";"))
            for name in filter(None, latin):
                if " " not in (form := english.normal(name)) and len(form) > 3:
                    in_latin.setdefault(form, sense)
    with (FOLDER / "senses.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for word in row["ar"].split(";"):
                for form in (word, *_feminine(word)):
                    in_arabic.setdefault(form, "#" + row["sense"])
            for word in row["en"].split(";"):
                in_latin.setdefault(word, "#" + row["sense"])
    return in_arabic, in_latin


def _feminine(word: str) -> tuple[str, ...]:
    return (word + "ه",) if len(word) > 2 and not word.endswith(("ه", "ات", "ين", "ون", "ا")) else ()


def nation(word: str, is_arabic: bool) -> str:
    """Return the code of the country whose name or adjective a normal word is, else ""."""
    found, _ = translated((word,), is_arabic)
    return found[0][1:] if found and found[0][1:].isupper() else ""


@lru_cache(maxsize=1 << 16)
def translated(words: tuple[str, ...], is_arabic: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the senses of normal words in alphabetical order, and the words that have none, in theirs."""
    known = _read()[0 if is_arabic else 1]
    found: list[str] = []
    rest: list[str] = []
    for word in words:
        plain = arabic.without_article(word[1:] if word.startswith("وال") else word) if is_arabic else word
        if sense := known.get(plain) or (not is_arabic and known.get(plain.removesuffix("s"))):
            found.append(sense)
        elif word not in _NOT_COUNTED:
            rest.append(plain)
    return tuple(sorted(found)), tuple(rest)
