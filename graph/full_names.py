"""Listed persons under their names in full: فلاديمير فلاديميروفيتش بوتين, Nouri Kamil al-Maliki, Joseph R. Biden Jr."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

from . import names
from .gazetteer_files import Entry
from .names import arabic, english, lexicon

_LINKS = frozenset("بن ابن bin ibn".split())
_AFTER = frozenset("jr sr junior senior ii iii الابن الاب".split())
_PATRONYMICS = ("وفيتش", "يفيتش", "ovich", "evich", "ovna", "evna", "وفنا", "يفنا")
_SHORTEST = 4
_MOST = 4  # names between the first and the last


@dataclass
class FullNames:
    """Who bears a given name and a surname; names between them are fathers' or further given names."""

    _by_ends: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_last: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Self:
        """Return the index of the persons among entries."""
        index = cls()
        for entry in entries:
            if entry.type != "PER" or entry.sort != "actor":
                continue
            for name in entry.names:
                words = _person(names.normal(name))
                if len(words) > 1:
                    index._by_ends[words[0], words[-1]].add(entry.id)
                    index._by_last[words[-1]].add(entry.id)
        return index

    def bearer(self, form: str) -> tuple[str, bool] | None:
        """Return the id of the one person whom a name of three words or more names in full, and whether surely.

        He is sure where nobody else who is listed bears his surname.
        """
        words = _person(form)
        if not 3 <= len(words) <= _MOST + 2 or len(words[-1]) < _SHORTEST or lexicon.is_given(words[-1]):
            return None
        between = words[1:-1]
        if len(between) > 1 and not all(map(_is_fathers, between)):
            return None
        found = self._by_ends.get((words[0], words[-1]), set())
        return (min(found), len(self._by_last[words[-1]]) == 1) if len(found) == 1 else None


def _person(form: str) -> tuple[str, ...]:
    whole = tuple(form.split())
    while len(whole) > 2 and whole[-1] in _AFTER:
        whole = whole[:-1]
    if not arabic.is_arabic(form):
        return english.strip_titles(whole)
    return tuple(arabic.without_article(word) for word in arabic.strip_titles(whole))


def _is_fathers(word: str) -> bool:
    return word in _LINKS or len(word) == 1 or lexicon.is_given(word) or word.endswith(_PATRONYMICS)
