"""What the lists say of words, as the recogniser sees it."""

from __future__ import annotations

import pytest
from ar_khabar_news.hints import COUNT, Hints
from ar_khabar_news.networks.words import Word
from ar_khabar_news.peoples import Lists

LISTS = Lists([("PER", "مقتدي الصدر", ""), ("PER", "محمد علي", ""), ("PER", "محمد الصدر", ""), ("ORG", "حركة فتح", ""),
               ("town", "رفح", ""), ("city", "اديس ابابا", ""), ("adjective", "روسي", "Q159")])


@pytest.mark.parametrize(("text", "expected"), [
    ("قال مقتدى الصدر", [0, 3, 4]),
    ("في أديس أبابا ورفح", [0, 1, 2, 0]),
    ("في رفح", [0, 1]),
    ("حركة فتح الروسية", [5, 6, 7]),
    ("محمد خليل الصدر", [8, 0, 9]),
    ("", []),
])
def test_hints(text: str, expected: list[int]) -> None:
    """Known names begin and go on, adjectives of countries and parts of persons' names are told by themselves."""
    assert Hints(LISTS)(text.split()) == expected


def test_hints_are_added_to_glue() -> None:
    """The glue code stays what it is modulo four, and no code is as large as the network's table."""
    words = [Word("ل", 2), Word("رفح", 1), Word("قال", 0)]
    added = Hints(LISTS).added(words)
    assert [word.glue % 4 for word in added] == [2, 1, 0]
    assert [word.glue // 4 for word in added] == [0, 1, 0]
    assert max(word.glue for word in added) < 4 * COUNT
