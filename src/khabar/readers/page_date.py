"""The day a web page says it was published: stated in its metadata, its address or a line of its own; never guessed.

The search of trafilatura (htmldate) goes on to any year in the page: on an Arabic page without metadata it returned the
first of January of a year named in a teaser. A wrong date is worse than none.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from . import dates

_PATHS = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@property='og:published_time' or @property='og:article:published_time']/@content",
    "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date' or @name='date']/@content",
    "//meta[@name='parsely-pub-date' or @name='sailthru.date']/@content",
    "//meta[@name='DC.date.issued' or @name='DC.date' or @name='dc.date' or @name='dcterms.created']/@content",
    "//time[@pubdate]/@datetime",
    "(//article//time/@datetime)[1]",
)
_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_LINES = 3  # how many lines at the head and at the end of an article may be its dateline
_LENGTH = 60  # characters; a longer line is a sentence, and its date may be anyone's
_PARTS = re.compile(r"\s+[-\u2013\u2014|/]\s+|\s*[|\u2022()\[\]]\s*|[\u060c,:]\s+(?=\d{1,2}(?!\d))")
_MOST = 4  # parts of a line that are looked at
# What may stand around a date: weekdays, hours, and words that say what the date is of. Anything else makes the line a
# headline, and its date (11 سبتمبر 2001) that of what it tells.
_FRAME = re.compile(
    r"(?:(?:نُ?شر|نشرت?|تاريخ|بتاريخ|النشر|آخر|تحديث|تم|يوم|في|الساعة|بتوقيت|غرينتش|غرينيتش|جرينتش|ص|م|مساء|صباحا|ه|هـ"
    r"|ال(?:سبت|[أا]حد|[إا]ثنين|ثلاثاء|[أا]ربعاء|خميس|جمعة)|published|posted|updated|last|date|dated|on|at|am|pm|gmt|utc|est"
    r"|edt|et|bst|cet|t|z|st|nd|rd|th|(?:sun|mon|tues|wednes|thurs|fri|satur)day|sun|mon|tue|wed|thu|fri|sat)"
    r"(?![^\W\d_])[\s:،,.]*)+",
    re.IGNORECASE,
)


def find_date(tree: Any, text: str, url: str) -> date | None:
    """Return the first day that can be read of those a page states; ``tree`` is its lxml tree, ``text`` its article."""
    return _first((*_linked_data(tree), *_metadata(tree), *_in_address(url), *_datelines(text)))


def date_in_lines(text: str) -> date | None:
    """Return the day that a line of its own states at the head or the end of a text, whatever the text came from."""
    return _first(_datelines(text))


def _first(stated: Iterable[str]) -> date | None:
    for one in stated:
        try:
            return dates.parse(one)
        except ValueError:
            continue  # the next place may say it better; what has none is read without a date
    return None


def _linked_data(tree: Any) -> Iterator[str]:
    """Yield ``datePublished`` of the articles in the page's JSON-LD."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            queue = deque([json.loads(script)])
        except (ValueError, RecursionError):
            continue  # many sites write JSON-LD with unescaped quotation marks
        while queue:
            value = queue.popleft()
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                queue.extend(value.values())
                if "Article" in str(value.get("@type")) and isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]


def _metadata(tree: Any) -> Iterator[str]:
    for path in _PATHS:
        yield from map(str, tree.xpath(path))


def _in_address(url: str) -> Iterator[str]:
    for match in _ADDRESS.finditer(url):
        yield "-".join(match.groups())


def _datelines(text: str) -> Iterator[str]:
    """Yield what a date is of the lines that hold a date and nothing else, or a date beside a place or a publisher."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in (*lines[:_LINES], *lines[_LINES:][-_LINES:]):
        if len(line) <= _LENGTH:
            parts = _PARTS.split(line)
            yield from (part for part in map(_without_frame, parts[:_MOST]) if part)


def _without_frame(part: str) -> str:
    """Return a part of a line without the words around a date, or "" where other words stand in it too."""
    start = _FRAME.match(part)
    part = part[start.end() if start else 0 :]
    words = re.findall(r"[^\W\d_]+", part)
    pairs = {word for pair in zip(words, words[1:], strict=False) if dates.is_month(" ".join(pair)) for word in pair}
    rest = (word for word in words if word not in pairs and not dates.is_month(word))
    return "" if any(_FRAME.fullmatch(word) is None for word in rest) else part
