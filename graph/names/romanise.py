"""Labels for names that no one has spelled in a language yet: readable transliterations in both directions.

Given names and the words of listed persons are written as they usually are; other words go letter by letter, each
letter
as the widest known context in gazetteer/romanisation.csv says (training/romanisation.py learns that list).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from . import arabic, english, lexicon

_MARKS = re.compile(r"[\u064b-\u065f\u0670\u0640]")
_KEPT_SMALL = frozenset("al bin abu de der van von la el".split())
_NO_TITLE = re.compile(r"[^\w\u0640-]+")


def bare_word(word: str) -> str:
    """Return an Arabic word as written, without marks and without al-."""
    plain = _MARKS.sub("", word)
    return (
        plain[2:]
        if plain.startswith("ال") and arabic.without_article(arabic.normal(plain)) != arabic.normal(plain)
        else plain
    )


@cache
def _rules() -> dict[str, str]:
    with (lexicon.FOLDER / "romanisation.csv").open(encoding="utf-8", newline="") as lines:
        return {row["context"]: row["written"] for row in csv.DictReader(lines)}


def _contexts(word: str, at: int) -> Iterator[str]:
    padded = f"^^{word}$$"
    here = at + 2
    for left, right in ((2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0)):
        yield f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"


def _rewritten(word: str) -> str:
    rules = _rules()
    return "".join(next((rules[c] for c in _contexts(word, at) if c in rules), "") for at in range(len(word)))


def to_latin(name: str) -> str:
    """Return an Arabic name in Latin letters: "بيسكوف" gives "Peskov", "الشرقاوي" gives "al-Sharqawi"."""
    words = [_MARKS.sub("", word) for word in re.sub(r"[^\w\s-]|_", " ", name).split()]
    return " ".join(_latin(word, last=at == len(words) - 1) for at, word in enumerate(_compounds(words)))


def _compounds(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        if out and out[-1] in ("عبد", "أبو", "ابو") and not out[-1].endswith(" "):
            out[-1] = f"{out[-1]} {word}"
        else:
            out.append(word)
    return out


@lru_cache(maxsize=1 << 16)
def _latin(word: str, *, last: bool) -> str:
    if not arabic.is_arabic(word):
        return word
    if known := lexicon.latin(arabic.normal(word)):
        return known
    if " " in word:
        first, rest = word.split(" ", 1)
        if first == "عبد":
            return "Abdul " + _latin(bare_word(rest), last=last)
        return "Abu " + _latin(rest, last=last)
    if word in ("بن", "ابن"):
        return "bin"
    if word == "آل":
        return "Al"
    bare = bare_word(word)
    if bare != word:
        return "al-" + _latin(bare, last=last)
    return _rewritten(word).capitalize()


def to_arabic(name: str) -> str:
    """Return a Latin name in Arabic letters: "Peskov" gives "بيسكوف"."""
    words = re.sub(r"[^\w\s'’-]|_", " ", name).replace("-", " ").split()
    out: list[str] = []
    article = False
    for word in words:
        plain = "".join(english.normal(word).split())
        if plain in ("abd", "abdul", "abdel", "abdal", "abdol") and word != words[-1]:
            out.append("عبد")
            article = True
            continue
        if word.lower() in ("al", "el", "as", "ash", "ar", "ad", "an", "at") and word != words[-1]:
            article = True
            continue
        out.append(("ال" if article else "") + (_arabic(plain) or word))
        article = False
    return " ".join(out)


@lru_cache(maxsize=1 << 16)
def _arabic(word: str) -> str:
    if word == "bin":
        return "بن"
    return lexicon.arabic_of(word) or _rewritten(word)
