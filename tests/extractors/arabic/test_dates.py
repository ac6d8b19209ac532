"""Arabic dates to EDTF, against an article of Friday 6 December 2024."""

from __future__ import annotations

from datetime import date

import pytest

from khabar.extractors.arabic.dates import dates

FRIDAY = date(2024, 12, 6)

CASES = [
    ("6 كانون الأول 2024", "2024-12-06"),
    ("9 ديسمبر/كانون الأول 2024", "2024-12-09"),
    ("٩ ديسمبر ٢٠٢٤", "2024-12-09"),
    ("السادس من ديسمبر", "2024-12-06"),
    ("12/5/2018", "2018-05-12"),
    ("2018-05-12", "2018-05-12"),
    ("نهاية سبتمبر أيلول 2015", "2015-09"),
    ("في يوليو (تموز) الماضي", "2024-07"),
    ("وفي مارس", "2024-03"),
    ("عام 2015", "2015"),
    ("منذ 2021", "2021/.."),
    ("منذ عام 2021", "2021/.."),
    ("اليوم الجمعة", "2024-12-06"),
    ("أمس الخميس", "2024-12-05"),
    ("أول من أمس", "2024-12-04"),
    ("غدا", "2024-12-07"),
    ("يوم الثلاثاء", "2024-12-03"),
    ("الجمعة الماضي", "2024-11-29"),
    ("الثلاثاء المقبل", "2024-12-10"),
    ("الأسبوع المقبل", "2024-12-09/2024-12-15"),
    ("الشهر الماضي", "2024-11"),
    ("العام الحالي", "2024"),
    ("15 رمضان 1445", "2024-03-25~"),
]


@pytest.mark.parametrize(("words", "edtf"), CASES)
def test_a_date_has_its_edtf(words: str, edtf: str) -> None:
    assert [d.time.edtf for d in dates(words, FRIDAY)] == [edtf]


@pytest.mark.parametrize("words", ["31 شباط 2024", "الحرب", "كانون", "المادة 2021", "45/13/2018"])
def test_what_is_no_date_gives_none(words: str) -> None:
    assert list(dates(words, FRIDAY)) == []


def test_without_the_article_s_day_what_hangs_on_it_is_left_out() -> None:
    assert [d.time.edtf for d in dates("أمس الخميس و6 كانون الأول 2024", None)] == ["2024-12-06"]
