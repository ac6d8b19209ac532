"""Times: calendar arithmetic shared by the languages' date grammars, with EDTF (ISO 8601-2) as the written form."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ..graph.model import Time
from .events import Event
from .language import Dated
from .syntax import Analysis, Word


def day(year: int, month: int, number: int) -> Time | None:
    """Return one day, or None where the calendar has no such day."""
    try:
        found = date(year, month, number)
    except ValueError:
        return None
    return Time(found, found, found.isoformat())


def month(year: int, number: int) -> Time:
    last = calendar.monthrange(year, number)[1]
    return Time(date(year, number, 1), date(year, number, last), f"{year:04d}-{number:02d}")


def year(number: int) -> Time:
    return Time(date(number, 1, 1), date(number, 12, 31), f"{number:04d}")


def week(of: date) -> Time:
    """Return the seven days of the week (Monday to Sunday) that holds a day, as an EDTF interval."""
    first = of - timedelta(days=of.weekday())
    last = first + timedelta(days=6)
    return Time(first, last, f"{first.isoformat()}/{last.isoformat()}")


def since(time: Time) -> Time:
    """Return a time that begins as another and is still going on."""
    return Time(time.start, None, f"{time.edtf.split('/')[0]}/..")


def weekday(published: date, number: int, *, ahead: bool = False) -> Time:
    """Return the last such weekday up to the article's day (0 is Monday), or the next one after it."""
    if ahead:
        found = published + timedelta(days=(number - published.weekday() - 1) % 7 + 1)
    else:
        found = published - timedelta(days=(published.weekday() - number) % 7)
    return Time(found, found, found.isoformat())


def nearest_year(published: date, number: int) -> int:
    """Return the year of a month named without one: the last such month up to the article's, with a month's grace
    ahead."""
    return published.year if number <= published.month + 1 else published.year - 1


def shift_month(published: date, by: int) -> Time:
    index = published.year * 12 + published.month - 1 + by
    return month(index // 12, index % 12 + 1)


def apart(found: Iterable[tuple[int, int, Time | None]]) -> Iterator[Dated]:
    """Yield the stretches that tell a time, in text order; of two that overlap the one found first.

    A stretch without a time has the form of a date and is none: it keeps others from its words.
    """
    kept: list[tuple[int, int, Time | None]] = []
    for start, end, time in found:
        if not any(start < taken_end and taken < end for taken, taken_end, _ in kept):
            kept.append((start, end, time))
    for start, end, time in sorted(kept, key=lambda item: item[0]):
        if time is not None:
            yield Dated(start, end, time)


def times_of(analysis: Analysis, dated: Iterator[Dated], events: list[Event]) -> Mapping[int, Time]:
    """Return the time of each predicate (by word index) that a date belongs to by the syntax."""
    predicates = {event.predicate.i for event in events}
    by_start = {word.start: word for word in analysis.words}
    found: dict[int, Time] = {}
    for item in dated:
        word = next((by_start[i] for i in range(item.start, item.end) if i in by_start), None)
        if word is None:
            continue
        target = _predicate_over(word, predicates)
        if target is not None:
            found.setdefault(target.i, item.time)
    return found


def _predicate_over(word: Word, predicates: set[int]) -> Word | None:
    for above in word.ancestors():
        if above.i in predicates:
            return above
        if above.is_verb:
            # كان or another auxiliary over the event: its complement is the event.
            return next((c for c in above.get("xcomp", "ccomp", "obj", "nsubj") if c.i in predicates), None)
    return None
