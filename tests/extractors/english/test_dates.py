"""English dates against the day of the article, Tuesday 17 December 2024."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.extractors.english.dates import dates

PUBLISHED = date(2024, 12, 17)

CASES = [
    ("He left on 6 December 2024.", "2024-12-06"),
    ("He left on December 6.", "2024-12-06"),
    ("Monday, August 3, 2020", "2020-08-03"),
    ("It began in late September 2015.", "2015-09"),
    ("It began in May.", "2024-05"),
    ("He resigned yesterday.", "2024-12-16"),
    ("He resigned on Saturday.", "2024-12-14"),
    ("They meet next Monday.", "2024-12-23"),
    ("They met last week.", "2024-12-09/2024-12-15"),
    ("They met two weeks ago.", "2024-12-02/2024-12-08"),
    ("It has been at war since 2011.", "2011/.."),
    ("The report of 2024-12-01 says so.", "2024-12-01"),
]


@pytest.mark.parametrize(("text", "edtf"), CASES)
def test_a_date_is_read_against_the_day_of_the_article(text: str, edtf: str) -> None:
    assert [found.time.edtf for found in dates(text, PUBLISHED)] == [edtf]


@pytest.mark.parametrize("text", ["He may leave.", "In 2000 people left.", "They march on 31 February 2024."])
def test_what_only_looks_like_a_date_is_none(text: str) -> None:
    assert [found.time.edtf for found in dates(text, PUBLISHED)] == []


def test_what_hangs_on_an_unknown_day_is_left_out() -> None:
    assert list(dates("He left yesterday, on 6 December.", None)) == []
