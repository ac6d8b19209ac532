"""Letters by their place on a line to text in reading order: the bidirectional algorithm, backwards.

On paper an Arabic line runs from the right and the Latin words and numbers in it from the left. Letters come as shapes
(``ﻛ`` and not ``ك``), joined ones as one piece (``ﻻ``), vowel signs above and below others.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

_RIGHT = ("R", "AL")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
_SHAPES = re.compile("[\ufb00-\ufdff\ufe70-\ufefe]+")
_GAP = 0.12  # of the letter's size: a wider one is a space between words
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")


def is_main(text: str) -> bool:
    """Does a text run mainly from right to left?"""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return sum(kind in _RIGHT for kind in kinds) > kinds.count("L")


def line(letters: Sequence[Any], *, from_right: bool) -> str:
    """Return the words of a line in reading order.

    ``letters`` are pdfminer's LTChar in any order, on a mirrored page where ``from_right``: in both cases the place of
    the first letter of the line has the least ``x0``.
    """
    pieces = list(_pieces(sorted(letters, key=_middle)))
    if from_right and all(_kind(piece) != "R" for piece in pieces):
        pieces.reverse()  # an address or a Latin name on an Arabic page
    elif from_right:
        pieces = [_mirrored(piece) for piece in _ordered(pieces, "L")]
    elif any(_kind(piece) in _RIGHT for piece in pieces):
        pieces = _ordered(pieces, "R")
    return " ".join("".join(pieces).split())


def _pieces(letters: Sequence[Any]) -> Iterator[str]:
    """Yield letters with the marks that stand on them, and a space for each gap, in the order of their places."""
    bases = [(one, text) for one in letters if (text := _plain(one.get_text())) and not _is_mark(text)]
    marks: dict[int, str] = {}
    for one in letters:
        text = _plain(one.get_text())
        if text and _is_mark(text) and bases:
            nearest = min(range(len(bases)), key=lambda i: abs(_middle(bases[i][0]) - _middle(one)))
            marks[nearest] = marks.get(nearest, "") + text
    end = 0.0
    for i, (one, text) in enumerate(bases):
        if i and one.x0 - end > _GAP * one.size and not (text.isspace() or bases[i - 1][1].isspace()):
            yield " "
        yield text + marks.get(i, "")
        end = max(end, one.x1)


def _middle(letter: Any) -> float:
    return float(letter.x0 + letter.x1) / 2


def _is_mark(text: str) -> bool:
    return all(unicodedata.combining(character) for character in text)


def _plain(text: str) -> str:
    """Return letters instead of their shapes, without signs that only direct the display."""
    text = _SHAPES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return _INVISIBLE.sub("", text.replace("\u00a0", " "))


def _kind(piece: str) -> str:
    """Return the direction of a piece: R, L, N (a digit), or "" for what takes that of its neighbours."""
    kind = unicodedata.bidirectional(piece[0])
    if kind in _RIGHT:
        return "R"
    return {"L": "L", "EN": "N", "AN": "N"}.get(kind, "")


def _ordered(pieces: list[str], turned: str) -> list[str]:
    """Return pieces with the runs that go against the line turned round: from the first to the last of their letters.

    In a line from the right these are Latin words with all between them, and numbers with the points in them.
    """
    kinds = [_kind(piece) for piece in pieces]
    against = [kind == turned for kind in kinds]
    _bridge(against, kinds, {turned, "N", ""})
    if turned == "L":
        _join_numbers(against, kinds, pieces)
    ordered: list[str] = []
    for turn, run in groupby(zip(against, pieces, strict=True), key=lambda pair: pair[0]):
        words = [piece for _, piece in run]
        ordered += words[::-1] if turn else words
    return ordered if turned == "L" else _numbers_in_turned(ordered, against)


def _bridge(against: list[bool], kinds: list[str], between: set[str]) -> None:
    """Take in what stands between two pieces of one run."""
    last = -1
    for i, is_against in enumerate(list(against)):
        if is_against:
            if last >= 0 and all(kind in between for kind in kinds[last + 1 : i]):
                against[last:i] = [True] * (i - last)
            last = i


def _join_numbers(against: list[bool], kinds: list[str], pieces: list[str]) -> None:
    """Take in digits, and the one sign between two of them: 1,500 and 20/11/2024, but not 20-11-2024."""
    for i, kind in enumerate(kinds):
        inside = 0 < i < len(kinds) - 1 and kinds[i - 1] == kinds[i + 1] == "N" and pieces[i] in ".,:/٫٬"
        against[i] = against[i] or kind == "N" or inside


def _numbers_in_turned(ordered: list[str], against: list[bool]) -> list[str]:
    """Turn the numbers inside Arabic words of a Latin line back again."""
    result: list[str] = []
    for turn, run in groupby(zip(against, ordered, strict=True), key=itemgetter(0)):
        words = [piece for _, piece in run]
        if not turn:
            result += words
            continue
        for number, part in groupby(words, key=lambda piece: _kind(piece) == "N"):
            digits = list(part)
            result += digits[::-1] if number else digits
    return result


def _mirrored(piece: str) -> str:
    return piece.translate(_MIRRORED) if _kind(piece) == "" else piece
