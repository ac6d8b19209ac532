"""English dates: days, months, years, weekdays, and what is told from the article's own day.

6 December 2024, December 6, late September 2015, Tuesday, last week, yesterday, since 2021, 2024-12-06.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from ...graph.model import Time
from ..dates import apart, day, month, nearest_year, shift_month, since, week, weekday, year
from ..language import Dated

_NAMES = "january february march april may june july august september october november december".split()
MONTHS = {form: n for n, name in enumerate(_NAMES, 1) for form in {name, name[:3]}} | {"sept": 9}
WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})"
_WEEKDAY_NAME = rf"(?:{'|'.join(WEEKDAYS)})"
_NUMBER = r"(?:[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}"
_I = re.IGNORECASE

_DAY_FIRST = re.compile(
    rf"(?<![\w/])(?:{_WEEKDAY_NAME},?\s+)?(?:the\s+)?(?P<day>{_NUMBER})\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
    _I,
)
_MONTH_FIRST = re.compile(
    rf"\b(?:{_WEEKDAY_NAME},?\s+)?(?P<month>{_MONTH})\b\.?\s+(?:the\s+)?(?P<day>{_NUMBER})(?![\w:%])"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
    _I,
)
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_MONTH})\b\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b", _I)
# A month alone is told from a name or a verb by its capital and by the word before it.
_MONTH_ALONE = re.compile(
    r"\b(?:in|since|until|by|during|before|after|from|of|early|late|mid|this|last|next)[\s-]+(?P<month>"
    + "|".join(name.capitalize() for name in _NAMES)
    + r")\b"
)
_ISO = re.compile(r"(?<![\d/-])(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])")
_PLAIN_YEAR = re.compile(
    rf"\b(?:in|since|until|by|during|before|after|from|of|early|late|mid)[\s-]+(?:the\s+year\s+)?(?P<year>{_YEAR})\b"
    r"(?!\s*(?:people|men|women|troops|soldiers|dollars|%|percent|km|miles))",
    _I,
)
_TODAY = re.compile(
    r"\b(?P<word>the day before yesterday|yesterday|today|tonight|last night|tomorrow|the day after tomorrow)\b", _I
)
_SHIFT = {
    "the day before yesterday": -2, "yesterday": -1, "last night": -1, "today": 0, "tonight": 0, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_WEEKDAY = re.compile(rf"\b(?:(?P<which>last|next|this|coming)\s+)?(?P<weekday>{_WEEKDAY_NAME})\b", _I)
_PERIOD = re.compile(r"\b(?P<which>last|this|next|the previous|the coming)\s+(?P<unit>week|month|year)\b", _I)
_AGO = re.compile(
    r"\b(?P<count>a|an|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\s+(?P<unit>day|week|month|year)s?\s+"
    r"(?P<way>ago|earlier)\b",
    _I,
)
_COUNTS = {word: n for n, word in enumerate("one two three four five six seven eight nine ten".split(), 1)}
_SINCE = re.compile(r"\bsince\s+(?:the\s+)?(?:(?:end|beginning|start|early|late|mid)[\s-]+(?:of\s+)?)?$", _I)


def dates(text: str, published: date | None) -> Iterator[Dated]:
    """Yield the dates of a text, in text order, without overlaps. What hangs on the article's day is left out where
    it has none."""
    yield from apart(_all(text, published))


def _all(text: str, published: date | None) -> Iterator[tuple[int, int, Time | None]]:
    """Yield what has the form of a date, the most exact forms first; a form that is no day has no time."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date | None], Time | None]], ...] = (
        (_ISO, _iso), (_DAY_FIRST, _day), (_MONTH_FIRST, _day), (_MONTH_YEAR, _month), (_MONTH_ALONE, _month),
        (_PLAIN_YEAR, _year), (_TODAY, _today), (_AGO, _ago), (_PERIOD, _period), (_WEEKDAY, _weekday),
    )  # fmt: skip
    for pattern, read in readers:
        for match in pattern.finditer(text):
            time = read(match, published)
            words = match.group(0).casefold()
            if time is not None and (words.startswith("since") or _SINCE.search(text, 0, match.start())):
                time = since(time)
            yield match.start(), match.end(), time


def _iso(match: re.Match[str], published: date | None) -> Time | None:
    return day(int(match["y"]), int(match["m"]), int(match["d"]))


def _year_of(match: re.Match[str], published: date | None, number: int) -> int | None:
    written = match.groupdict().get("year")
    if written:
        return int(written)
    return nearest_year(published, number) if published is not None else None


def _day(match: re.Match[str], published: date | None) -> Time | None:
    number = MONTHS[match["month"].casefold()]
    if match["month"] == "may":  # "24 may": a verb
        return None
    found = _year_of(match, published, number)
    return day(found, number, int(re.sub(r"\D", "", match["day"]))) if found is not None else None


def _month(match: re.Match[str], published: date | None) -> Time | None:
    number = MONTHS[match["month"].casefold()]
    found = _year_of(match, published, number)
    return month(found, number) if found is not None else None


def _year(match: re.Match[str], published: date | None) -> Time:
    return year(int(match["year"]))


def _today(match: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    found = published + timedelta(days=_SHIFT[match["word"].casefold()])
    return Time(found, found, found.isoformat())


def _weekday(match: re.Match[str], published: date | None) -> Time | None:
    """Return the day: a bare weekday is the last one up to the article's day."""
    if published is None:
        return None
    number, which = WEEKDAYS[match["weekday"].casefold()], (match["which"] or "").casefold()
    if which == "last":
        return weekday(published - timedelta(days=1), number)
    return weekday(published, number, ahead=which in {"next", "coming"})


def _period(match: re.Match[str], published: date | None) -> Time | None:
    if published is None:
        return None
    which = match["which"].casefold()
    by = -1 if which in {"last", "the previous"} else 1 if which in {"next", "the coming"} else 0
    return _unit(published, match["unit"].casefold(), by)


def _ago(match: re.Match[str], published: date | None) -> Time | None:
    """Return the day, week, month or year that lies so long back; "earlier" counts from an unknown day."""
    if published is None or match["way"].casefold() == "earlier":
        return None
    word = match["count"].casefold()
    count = int(word) if word.isdigit() else _COUNTS.get(word, 1)
    if match["unit"].casefold() == "day":
        found = published - timedelta(days=count)
        return Time(found, found, found.isoformat())
    return _unit(published, match["unit"].casefold(), -count)


def _unit(published: date, unit: str, by: int) -> Time:
    if unit == "week":
        return week(published + timedelta(days=7 * by))
    return shift_month(published, by) if unit == "month" else year(published.year + by)
