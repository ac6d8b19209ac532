"""Surnames of listed persons as names of their own, where one listed person alone bears them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from . import names
from .gazetteer_files import Entry, unique
from .names import arabic, lexicon

_SHORTEST = 4
_SURE = 5  # letters of a surname that may do without a word of the country
# Surnames of many, and words: they name a listed person only where the article speaks of his country.
_COMMON = frozenset(
    """johnson smith brown miller davis wilson moore taylor thomas jackson white black green harris martin thompson
    young king wright scott baker adams nelson carter mitchell roberts turner phillips campbell parker evans edwards
    collins stewart morris rogers cooper bailey kelly howard ward cox richardson wood watson brooks bennett gray hughes
    price myers long foster sanders ross morgan powell russell butler barnes fisher jenkins perry stone wallace graham
    burns ryan power rice power sessions murray hunt reeves burke lopez garcia rodriguez fernandez hernandez gonzalez
    perez sanchez ramirez torres rivera santos silva costa morales castro moreno meyer muller schmidt schulz weber
    singh kumar gandhi patel cohen levy friedman leone rossi kimura tanaka suzuki petrov ivanov smirnov popov volkov
    jonathan charles williams leavitt francis little major bishop march""".split()
)
_ARAB = frozenset("AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
_SHARED = frozenset("AF IR PK BD IN".split())  # the surname is often a given name or a tribe's
_FAMILY_FIRST = frozenset("CN HK KP KR MM TW".split())


def with_surnames(entries: Iterable[Entry], taken: Iterable[str]) -> Iterator[Entry]:
    """Yield the persons whose surname becomes a name; ``taken`` are normal forms that name something already.

    The surname is doubtful where it is common, or is an Arab's with the ending of a nisba (الحلبي).
    """
    people = [entry for entry in entries if entry.type == "PER" and entry.sort == "actor"]
    people = [entry for entry in people if entry.country not in _FAMILY_FIRST and entry.sector != "REL"]
    bearers = Counter(last for entry in people for last in _lasts(entry))
    held = set(taken)
    for entry in people:
        own = [last for last in _lasts(entry) if bearers[last] == 1 and last not in held and _fit(last)]
        if own:
            common = not entry.country or entry.country in _SHARED or bool(_lasts(entry) & _COMMON)
            doubtful = {last for last in own if common or _is_doubtful(last, entry)}
            own.sort(key=lambda last: (not arabic.is_arabic(last), last))  # a set has another order in each process
            yield replace(entry, names=unique([*entry.names, *own]), doubtful=entry.doubtful | doubtful)


def _lasts(entry: Entry) -> set[str]:
    labels = (names.normal(label) for _, label in entry.labels.pairs)
    return {form.split()[-1] for form in labels if " " in form}


def _fit(last: str) -> bool:
    bare = arabic.without_article(last)
    return len(bare) >= _SHORTEST and last.isalpha() and not lexicon.is_given(bare)


def _is_doubtful(last: str, entry: Entry) -> bool:
    if len(arabic.without_article(last)) < _SURE:
        return True
    return entry.country in _ARAB and (not arabic.is_arabic(last) or last.endswith("ي") or not last.startswith("ال"))
