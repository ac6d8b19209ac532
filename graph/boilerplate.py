"""Lines that a source prints again and again: notices, invitations, paragraphs of background.

Such a line is read once, in the first article that has it; what was read of it in the others is set aside. Decided over
the whole store, and not while articles are read: there it would depend on their order, and on which of them were read
together. No text is changed, so that offsets stay, and nothing is lost: a line that is no longer repeated, because
articles were taken out, counts again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from .model import Article, digest

MANY = 5
"""In so many articles of one source a line is a repeated one."""

_COUNTERS = 1 << 22
_HOST = re.compile(r"^\w+://(www\.)?")

Key = tuple[str, int]  # a publisher and the hash of a line


def lines(article: Article) -> Iterator[tuple[int, int, int]]:
    """Yield the start, the end and the hash of each line of an article that is not empty."""
    start = 0
    for line in article.text.split("\n"):
        words = " ".join(line.split())
        if words:
            yield start, start + len(line), int(digest(words), 16)
        start += len(line) + 1


class Repeated:
    """The repeated lines of some articles. ``articles`` is called twice and must give the same ones each time.

    Memory does not grow with the articles: a first pass counts lines in a table of fixed size, in which two may share a
    place, a second counts exactly those that may be many.
    """

    def __init__(self, articles: Callable[[], Iterable[Article]]) -> None:
        table = np.zeros(_COUNTERS, dtype=np.uint32)
        for article in articles():
            table[[_place(key) for key in keys(article)]] += 1
        count: Counter[Key] = Counter()
        first: dict[Key, tuple[str, str]] = {}
        for article in articles():
            order = printed(article)
            for key in keys(article):
                if table[_place(key)] >= MANY:
                    count[key] += 1
                    first[key] = min(first.get(key, order), order)
        self._first: Mapping[Key, str] = {key: order[1] for key, order in first.items() if count[key] >= MANY}

    @classmethod
    def known(cls, first: Mapping[Key, str]) -> Repeated:
        """Return what was found before: the repeated lines, each with the id of the first article that has it."""
        repeated = cls(lambda: ())
        repeated._first = first
        return repeated

    def spans(self, article: Article) -> list[tuple[int, int]]:
        """Return where an article's lines stand that are repeated and read elsewhere, joined where they touch."""
        publisher, found = _publisher(article), list[tuple[int, int]]()
        for start, end, line in lines(article):
            if self._first.get((publisher, line), article.id) == article.id:
                continue
            if found and not article.text[found[-1][1] : start].strip():
                found[-1] = found[-1][0], end
            else:
                found.append((start, end))
        return found

    def own(self, article: Article) -> str:
        """Return an article's body without any repeated line."""
        publisher = _publisher(article)
        kept = (article.text[start:end] for start, end, line in lines(article) if (publisher, line) not in self._first)
        text = "\n".join(kept)
        return text.removeprefix(article.title) if article.title else text

    def __len__(self) -> int:
        return len(self._first)


def keys(article: Article) -> set[Key]:
    """Return the lines of an article that may be repeated."""
    publisher = _publisher(article)
    return {(publisher, line) for _, _, line in lines(article)} if publisher else set()


def printed(article: Article) -> tuple[str, str]:
    """Return what articles are sorted by to find the first: day and id; what has no day comes last."""
    return article.published.isoformat() if article.published else "9999", article.id


def _publisher(article: Article) -> str:
    """Return an article's source, else the host of its address, else "": what is of no known source repeats nothing."""
    return article.source or _HOST.sub("", article.url).split("/")[0].casefold()


def _place(key: Key) -> int:
    return int(digest(*key), 16) % _COUNTERS
