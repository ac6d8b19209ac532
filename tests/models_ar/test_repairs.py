"""Repairs of the recogniser's names: known names, ministries, boundaries."""

from __future__ import annotations

import pytest
from ar_khabar_news.orthography import fold
from ar_khabar_news.peoples import Lists
from ar_khabar_news.repairs import Entity, Repairs, with_known
from hypothesis import given
from hypothesis import strategies as st

LISTS = Lists([("PER", "مقتدي الصدر", ""), ("LOC", "اديس ابابا", ""), ("ORG", "حركة فتح", ""), ("city", "دبي", ""),
               ("adjective", "روسي", "Q159")])
SPANS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4), st.sampled_from(["PER", "LOC", "ORG"])).map(
    lambda s: (s[0], s[0] + s[1], s[2])), max_size=6)


def apart(spans: list[Entity]) -> list[Entity]:
    """Return the spans that overlap none before them."""
    kept: list[Entity] = []
    for span in spans:
        if not any(span[0] < other[1] and other[0] < span[1] for other in kept):
            kept.append(span)
    return kept


@pytest.mark.parametrize(("text", "found", "expected"), [
    ("دعا مقتدى الصدر أنصاره", [], [("مقتدى الصدر", "PER")]),
    ("دعا مقتدى الصدر أنصاره", [(1, 2, "PER")], [("مقتدى الصدر", "PER")]),
    ("في أديس أبابا", [(1, 3, "PER")], [("أديس أبابا", "LOC")]),
    ("قال قائد حركة فتح الانتفاضة", [(2, 5, "ORG")], [("حركة فتح الانتفاضة", "ORG")]),
    ("في مدينة غزة", [(1, 3, "LOC")], [("غزة", "LOC")]),
    ("توج تشارلز الثالث ملكا", [(1, 2, "PER")], [("تشارلز الثالث", "PER")]),
    ("رحبت وزارة الخارجية الروسية بالقرار", [(3, 4, "MISC")], [("وزارة الخارجية الروسية", "ORG")]),
    ("زار دبي أمس", [], [("دبي", "LOC")]),
    ('قالت صحيفة " هآرتس " إن', [], [("هآرتس", "ORG")]),
    ("دبي ( سي إن إن ) - أعلن", [(0, 1, "LOC")], [("دبي", "LOC"), ("سي إن إن", "ORG")]),
    ('قال " لن نذهب " ثم', [], []),
    ("قال محمد دبي أمس", [(1, 3, "PER")], [("محمد دبي", "PER")]),
])
def test_repairs(text: str, found: list[Entity], expected: list[tuple[str, str]]) -> None:
    """Known names go over shorter and wrong ones, never into longer ones; heads are no part of a place's name."""
    words = text.split()
    repaired = Repairs(LISTS)([fold(word) for word in words], found)
    assert [(" ".join(words[start:end]), label) for start, end, label in repaired] == expected


@given(found=SPANS, known=SPANS)
def test_names_never_overlap(found: list[Entity], known: list[Entity]) -> None:
    """What is put over other names takes their place."""
    names = with_known(apart(found), apart(known))
    assert all(a[1] <= b[0] for a, b in zip(names, names[1:], strict=False))


@given(words=st.lists(st.sampled_from("وزارة الخارجية الروسية مدينة دبي الثالث مقتدي الصدر التعليم العالي قال".split()),
                      max_size=10), found=SPANS)
def test_repairs_keep_names_apart(words: list[str], found: list[Entity]) -> None:
    """All repairs together leave names inside the sentence, none over another, none empty."""
    inside = [span for span in apart(found) if span[1] <= len(words)]
    names = Repairs(LISTS)(words, inside)
    assert all(0 <= start < end <= len(words) for start, end, _ in names)
    assert all(a[1] <= b[0] for a, b in zip(names, names[1:], strict=False))
