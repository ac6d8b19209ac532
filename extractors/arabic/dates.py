"""Arabic dates: every calendar's month names, numbers, weekdays, and what is told from the article's own day.

6 كانون الأول 2024, 9 ديسمبر/كانون الأول, نهاية سبتمبر أيلول 2015, اليوم الجمعة, أمس, منذ 2021, 15 رمضان 1445.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ...graph.model import Time
from ..dates import apart, day, month, nearest_year, shift_month, since, week, weekday, year
from ..language import Dated

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "يناير|كانون الثاني|جانفي|يناير كانون الثاني", "فبراير|شباط|فيفري", "مارس|آذار|اذار|مارس",
            "أبريل|ابريل|إبريل|نيسان|أفريل",
            "مايو|أيار|ايار|ماي", "يونيو|حزيران|جوان", "يوليو|تموز|جويلية|يوليوز", "أغسطس|اغسطس|آب|أوت|غشت",
            "سبتمبر|أيلول|ايلول|شتنبر", "أكتوبر|اكتوبر|تشرين الأول|تشرين الاول", "نوفمبر|تشرين الثاني|نونبر",
            "ديسمبر|كانون الأول|كانون الاول|دجنبر",
        ),
        start=1,
    )
    for name in names.split("|")
}  # fmt: skip
WEEKDAYS = {
    "الاثنين": 0,
    "الإثنين": 0,
    "الثلاثاء": 1,
    "الأربعاء": 2,
    "الاربعاء": 2,
    "الخميس": 3,
    "الجمعة": 4,
    "السبت": 5,
    "الأحد": 6,
    "الاحد": 6,
}
HIJRI = {
    "محرم": 1, "صفر": 2, "ربيع الأول": 3, "ربيع الآخر": 4, "ربيع الثاني": 4, "جمادى الأولى": 5,
    "جمادى الآخرة": 6, "رجب": 7,
    "شعبان": 8, "رمضان": 9, "شوال": 10, "ذو القعدة": 11, "ذي القعدة": 11, "ذو الحجة": 12, "ذي الحجة": 12,
}  # fmt: skip
_ORDINALS = {
    "الأول": 1, "الثاني": 2, "الثالث": 3, "الرابع": 4, "الخامس": 5, "السادس": 6, "السابع": 7, "الثامن": 8, "التاسع": 9,
    "العاشر": 10, "الحادي عشر": 11, "الثاني عشر": 12, "الثالث عشر": 13, "الرابع عشر": 14, "الخامس عشر": 15,
    "السادس عشر": 16, "السابع عشر": 17, "الثامن عشر": 18, "التاسع عشر": 19, "العشرين": 20, "الحادي والعشرين": 21,
    "الثاني والعشرين": 22, "الثالث والعشرين": 23, "الرابع والعشرين": 24, "الخامس والعشرين": 25, "السادس والعشرين": 26,
    "السابع والعشرين": 27, "الثامن والعشرين": 28, "التاسع والعشرين": 29, "الثلاثين": 30, "الحادي والثلاثين": 31,
}  # fmt: skip

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def _any(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_MONTH = rf"(?:{_any(MONTHS)})"
_NEXT_MONTH = rf"(?:\s*[/(]?\s*{_MONTH}\s*\)?)?"
_YEAR = r"(?:[12]\d{3}|[١٢][٠-٩]{3})"
_NUM = r"(?:\d{1,2}|[٠-٩]{1,2})"
_FRONT = r"(?<![\w])(?:[وفبل]{0,2})"
_BACK = r"(?![\w])"

_WHICH = re.compile(rf"\s+(?:(?P<past>الماضي|المنصرم|الفائت)|المقبل|القادم){_BACK}")

_DAY = re.compile(
    rf"(?<!\w)[وفبل]?(?P<day>{_NUM}|{_any(_ORDINALS)})\s+(?:من\s+)?(?:شهر\s+)?(?P<month>{_MONTH}){_NEXT_MONTH}{_BACK}"
    rf"(?:\s+(?:من\s+)?(?:عام\s+|سنة\s+|العام\s+)?(?P<year>{_YEAR}){_BACK})?"
)
_MONTH_YEAR = re.compile(
    rf"{_FRONT}(?P<month>{_MONTH}){_NEXT_MONTH}{_BACK}(?:\s+(?:من\s+)?(?:عام\s+|سنة\s+|العام\s+)?(?P<year>{_YEAR}){_BACK})?"
)
_SLASHED = re.compile(r"(?<![\d/])(?P<a>\d{1,4})[/-](?P<b>\d{1,2})[/-](?P<c>\d{1,4})(?![\d/])")
_PLAIN_YEAR = re.compile(
    rf"(?<!\w)(?:[وفبل]?(?:عام|العام|سنة|السنة)\s+|(?:منذ|في|حتى|قبل)\s+(?:عام\s+|العام\s+)?)(?P<year>{_YEAR}){_BACK}"
)
_TODAY = re.compile(
    rf"(?<!\w)[وف]?(?P<word>اليوم|أول من أمس|أول أمس|أمس|امس|غدا|غداً|الليلة الماضية)"
    rf"(?:\s+(?P<weekday>{_any(WEEKDAYS)}))?{_BACK}"
)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?:[وف]?(?:يوم|مساء|صباح|فجر|ليل|ليلة|ظهر)\s+)?(?P<weekday>{_any(WEEKDAYS)})(?:\s+(?P<which>الماضي|الماضية|المقبل|المقبلة|القادم))?{_BACK}"
)
_PERIOD = re.compile(
    r"(?<!\w)[وفبل]?(?P<unit>الأسبوع|الاسبوع|الشهر|العام|السنة)\s+(?P<which>الماضي|الماضية|الحالي|الجاري|الحالية|المقبل|المقبلة|القادم)(?!\w)"
)
_SINCE = re.compile(r"(?<!\w)منذ\s+(?:نهاية\s+|بداية\s+|مطلع\s+|أواخر\s+|يوم\s+)?$")
_HIJRI_DAY = re.compile(rf"(?<!\w)(?P<day>{_NUM})\s+(?P<month>{_any(HIJRI)})\s+(?P<year>1[34]\d\d)(?:\s*هـ?)?{_BACK}")


def dates(text: str, published: date | None) -> Iterator[Dated]:
    """Yield the dates of a text, in text order, without overlaps. What hangs on the article's day is left out where
    it has none."""
    yield from apart(_all(text, published))


def _all(text: str, published: date | None) -> Iterator[tuple[int, int, Time | None]]:
    """Yield what has the form of a date, the most exact forms first, so that a longer form keeps a shorter one from
    its words.

    What has the form and is no day (31 شباط), or hangs on a day that is not known, has no time.
    """
    for pattern, read in (
        (_HIJRI_DAY, _hijri), (_SLASHED, _slashed), (_DAY, _day), (_MONTH_YEAR, _month), (_PLAIN_YEAR, _year),
        (_TODAY, _today), (_PERIOD, _period), (_WEEKDAY, _weekday),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            time = read(match, published)
            if time is not None and (_SINCE.search(text, 0, match.start()) or match.group(0).startswith("منذ")):
                time = since(time)
            yield match.start(), match.end(), time


def _number(words: str) -> int:
    return int(words.translate(_DIGITS))


def _year_of(match: re.Match[str], published: date | None, month_: int) -> int | None:
    if match.group("year"):
        return _number(match.group("year"))
    if published is None:
        return None
    which = _WHICH.match(match.string, match.end())
    if which is None:
        return nearest_year(published, month_)
    if which.group("past"):  # في تموز/يوليو الماضي
        return published.year - (month_ > published.month)
    return published.year + (month_ < published.month)  # في 24 يونيو المقبل


def _day(match: re.Match[str], published: date | None) -> Time | None:
    month_ = MONTHS[match.group("month")]
    number = _ORDINALS.get(match.group("day")) or _number(match.group("day"))
    year_ = _year_of(match, published, month_)
    return day(year_, month_, number) if year_ is not None else None


def _month(match: re.Match[str], published: date | None) -> Time | None:
    month_ = MONTHS[match.group("month")]
    if match.group("year") is None and match.group("month") in {"ماي", "آب"}:
        return None  # Too short to be a month by itself: both are also names.
    year_ = _year_of(match, published, month_)
    return month(year_, month_) if year_ is not None else None


def _year(match: re.Match[str], published: date | None) -> Time:
    return year(_number(match.group("year")))


def _slashed(match: re.Match[str], published: date | None) -> Time | None:
    a, b, c = match.group("a", "b", "c")
    if len(a) == 4:
        return day(int(a), int(b), int(c))
    if len(c) == 4:
        return day(int(c), int(b), int(a))
    return None


def _today(match: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    shift = {
        "اليوم": 0,
        "أمس": -1,
        "امس": -1,
        "الليلة الماضية": -1,
        "أول من أمس": -2,
        "أول أمس": -2,
        "غدا": 1,
        "غداً": 1,
    }
    if match.group("weekday"):  # The weekday that is named wins over the count: the article may be a day late.
        return weekday(published, WEEKDAYS[match.group("weekday")], ahead=match.group("word").startswith("غد"))
    found = published + timedelta(days=shift[match.group("word")])
    return Time(found, found, found.isoformat())


def _weekday(match: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    which = match.group("which") or ""
    number = WEEKDAYS[match.group("weekday")]
    if which.startswith("الماضي"):
        return weekday(published - timedelta(days=1), number)
    return weekday(published, number, ahead=which.startswith(("المقبل", "القادم")))


def _period(match: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    which = match.group("which")
    by = -1 if which.startswith("الماضي") else 1 if which.startswith(("المقبل", "القادم")) else 0
    unit = match.group("unit")
    if unit in {"الأسبوع", "الاسبوع"}:
        return week(published + timedelta(days=7 * by))
    if unit == "الشهر":
        return shift_month(published, by)
    return year(published.year + by)


def _hijri(match: re.Match[str], published: date | None) -> Time | None:
    """Return the day by the tabular Islamic calendar (type II leap years, civil epoch); a day's error is possible."""
    number, month_, year_ = _number(match.group("day")), HIJRI[match.group("month")], _number(match.group("year"))
    if not 1 <= number <= 30:
        return None
    days = number + -(-59 * (month_ - 1) // 2) + (year_ - 1) * 354 + (3 + 11 * year_) // 30 - 1
    found = date(622, 7, 19) + timedelta(days=days)  # 1 Muharram 1 in the Gregorian calendar
    return Time(found, found, f"{found.isoformat()}~")
