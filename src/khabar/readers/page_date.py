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


def find_date(tree: Any, text: str, url: str) -> date | None:
    """Return the first day that can be read of those a page states; ``tree`` is its lxml tree, ``text`` its article."""
    for stated in (*_linked_data(tree), *_metadata(tree), *_in_address(url), *_datelines(text)):
        try:
            return dates.parse(stated)
        except ValueError:
            continue  # the next place may say it better; a page without any is read without a date
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


def _datelines(text: str) -> Iterable[str]:
    lines = [line for line in text.splitlines() if line.strip()]
    return (line for line in (*lines[:_LINES], *lines[_LINES:][-_LINES:]) if len(line) <= _LENGTH)
