"""Articles that print one text: agency copy, in part or with a few words changed, found by MinHash.

All are kept, and each but the first is linked to the first, so that what an agency says is not counted once for each
paper that prints it. MinHash only proposes pairs; whether two articles share their text is decided by their words, so
the result depends on the articles alone: not on their order, not on chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from rensa import RMinHash, RMinHashLSH

from .boilerplate import printed
from .model import Article

WORDS = 4
"""How many words in a row are compared."""
SHARE = 0.6
"""Of the shorter of two texts this much stands in the longer, word for word, where one is a copy."""
LEAST = 20
"""The least number of runs of words; of shorter texts only those are copies that are the same."""

TRIED = 64
"""Proposals that are looked at for one article: those of the least id."""

_PERMUTATIONS, _BANDS = 128, 64  # finds nine in ten of the pairs that share a fifth of their runs, all above a third
_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه"})


def copies(
    articles: Iterable[Article], *, article: Callable[[str], Article], own: Callable[[Article], str] | None = None
) -> dict[str, str]:
    """Return the ids of articles that repeat an earlier one, each with the id of the first that printed the text.

    The first is the one of the earliest day, then of the least id; what has no day comes last. ``article`` returns the
    article of an id, for the few that are compared word by word; ``own`` what of an article's text is compared, by
    default its body. ``articles`` must come in the order of their ids.
    """
    own = own or body
    groups = _Groups()
    lsh = RMinHashLSH(threshold=SHARE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    order: list[tuple[str, str]] = []  # (day, id) by number, in the order of the ids
    exact: dict[tuple[str, ...], int] = {}
    numbered = lru_cache(maxsize=256)(lambda number: runs(own(article(order[number][1]))))
    for number, one in enumerate(articles):
        order.append(printed(one))
        words = words_of(own(one))
        same = exact.setdefault(words, number) if is_short(words) else number
        if same != number:
            groups.join(same, number)
        found = runs_of(words)
        if len(found) < LEAST:
            continue
        sketch = _sketch(found)
        for other in sorted(lsh.query(sketch))[:TRIED]:
            if groups.of(other) != groups.of(number) and share(found, numbered(other)) >= SHARE:
                groups.join(other, number)
        lsh.insert(number, sketch)
    return dict(_linked(order, groups))


def _linked(order: list[tuple[str, str]], groups: _Groups) -> Iterator[tuple[str, str]]:
    members: dict[int, list[tuple[str, str]]] = {}
    for number, one in enumerate(order):
        members.setdefault(groups.of(number), []).append(one)
    for group in members.values():
        first = min(group)
        yield from ((id, first[1]) for day, id in group if (day, id) != first)


def body(article: Article) -> str:
    """Return an article's text without its title."""
    return article.text[len(article.title) :]


def runs(text: str) -> frozenset[str]:
    """Return the runs of words of a text, in normal spelling."""
    return runs_of(words_of(text))


def is_short(words: tuple[str, ...]) -> bool:
    """Is a text too short to be a copy unless all its words are the same?"""
    return 0 < len(words) < LEAST + WORDS


def bands(words: tuple[str, ...]) -> Iterator[str]:
    """Yield keys of a text by which others are proposed: texts that share one are looked at; none for a short text."""
    found = runs_of(words)
    if len(found) >= LEAST:
        numbers = _sketch(found).digest()
        size = _PERMUTATIONS // _BANDS
        yield from (f"{at} {numbers[at : at + size]}" for at in range(0, _PERMUTATIONS, size))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter of two texts, as runs of words, stands in the longer: from 0 to 1."""
    return len(one & other) / max(min(len(one), len(other)), 1)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in normal spelling."""
    return tuple(_WORD.findall(_MARKS.sub("", text).translate(_FOLD).casefold()))


def _sketch(found: frozenset[str]) -> RMinHash:
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=1)
    sketch.update(sorted(found))
    return sketch


def runs_of(words: Sequence[str]) -> frozenset[str]:
    """Return the runs of these words."""
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


class _Groups:
    """Numbers that belong together (disjoint sets)."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def of(self, number: int) -> int:
        while (above := self._above.get(number, number)) != number:
            self._above[number] = self._above.get(above, above)
            number = above
        return number

    def join(self, one: int, other: int) -> None:
        least, most = sorted((self.of(one), self.of(other)))
        self._above[most] = least
