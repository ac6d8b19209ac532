"""The date of an article."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.readers.dates import parse


@pytest.mark.parametrize(
    "text",
    [
        "2024-12-09",
        "2024-12-09T23:30:00+03:00",
        "2024/12/9 10:00",
        "20241209",
        "20241209T101500Z",
        "Mon, 09 Dec 2024 10:00:00 GMT",
        "December 9, 2024",
        "9 Dec. 2024",
        "9th December 2024",
        "٢٠٢٤-١٢-٠٩",
        "٩ ديسمبر ٢٠٢٤",
        "الاثنين 9 كانون الأول 2024",
        "الإثنين، 09 ديسمبر/كانون الأول 2024",
        "9 دجنبر 2024",
        "9 كانون الأول، 2024 - 10:15",
    ],
)
def test_one_day_written_in_many_ways(text: str) -> None:
    """ISO, mail, the month's name in English and as Egypt, Syria and Morocco write it, in both kinds of digits."""
    assert parse(text) == date(2024, 12, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [("19/12/2024", date(2024, 12, 19)), ("12/19/2024", date(2024, 12, 19)), ("9.9.2024", date(2024, 9, 9))],
)
def test_numbers_that_can_be_one_day_only(text: str, day: date) -> None:
    """Day and month are told apart where only one of them can be the month."""
    assert parse(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("09/12/2024", "could be two days"),
        ("yesterday", "cannot be read"),
        ("2024", "cannot be read"),
        ("2024-13-01", "cannot be read"),
        ("1024-12-09", "not between 1980 and 2099"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    """A date that has to be guessed is no date."""
    with pytest.raises(ValueError, match=reason):
        parse(text)
