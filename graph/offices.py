"""Offices and institutions of states: "الرئيس السوري" at a date is its holder, "الجيش الروسي" is one body however
it is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import cast

from . import gazetteer_files as files
from . import names
from .gazetteer import BASE, Gazetteer
from .gazetteer_files import Entry, GazetteerError, split, unique
from .model import EntityType, Labels
from .names import arabic

_FORMER_AR = frozenset("السابق السابقه الاسبق الراحل الراحله المخلوع المعزول المنتخب المنتخبه المقبل القادم".split())
_NOW_AR = frozenset("الحالي الحاليه الجديد الجديده الرسميه الرسمي".split())
_FORMER_EN = frozenset("former ex late ousted elect next incoming outgoing deposed".split())
_WITH_THE = (
    "United", "European", "Arab League", "Democratic", "Republic of", "Central African", "Gulf Coop",
    "Kurdistan Region",
    "Netherlands", "Philippines", "Maldives", "African Union", "Comoros", "Vatican",
)  # fmt: skip
_NOW_EN = frozenset("current new official the".split())


@dataclass(frozen=True)
class Holding:
    """Who held an office from when to when, both days included."""

    holder: str
    start: date
    end: date


@dataclass(frozen=True)
class Office:
    """An office of a state or body; ``entry`` stands for it where its holder is unknown."""

    key: str
    of: Entry
    former: bool
    entry: Entry


@dataclass(frozen=True)
class _Part:
    """A head that may be read before a state: an office or an institution."""

    key: str
    row: dict[str, str]


@dataclass
class Offices:
    """Reads phrases for offices and institutions. Made by ``Offices.load``."""

    gazetteer: Gazetteer
    _offices: dict[str, _Part] = field(default_factory=dict)
    _institutions: dict[str, _Part] = field(default_factory=dict)
    _holdings: dict[tuple[str, str], list[Holding]] = field(default_factory=dict)
    _held: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    _cache: dict[str, Office | Entry | None] = field(default_factory=dict)

    @classmethod
    def load(cls, gazetteer: Gazetteer) -> Offices:
        """Return the built-in offices and institutions over a gazetteer."""
        offices = cls(gazetteer)
        for _, row in files.rows(files.FOLDER / "titles.csv"):
            for head in (*split(row["ar"]), *split(row["en"])):
                offices._offices.setdefault(names.normal(head), _Part(row["office"], row))
        for _, row in files.rows(files.FOLDER / "institutions.csv"):
            for head in (*split(row["ar"]), *split(row["en"])):
                offices._institutions.setdefault(names.normal(head), _Part(row["institution"], row))
        for line, row in files.rows(files.FOLDER / "offices.csv"):
            of, holder = gazetteer.labelled(row["of"]), gazetteer.labelled(row["holder"])
            if of is None or holder is None:
                raise GazetteerError(f"offices.csv:{line}: {row['of']!r} or {row['holder']!r} is no country or actor.")
            held = Holding(holder.id, _day(row["from"], date.min), _day(row["to"], date.max))
            offices._holdings.setdefault((row["office"], of.id), []).append(held)
            offices._held.setdefault(holder.id, set()).add((row["office"], of.id))
        return offices

    def read(self, text: str) -> Office | Entry | None:
        """Return the office or the institution (an entry) that a phrase names, None for any other phrase."""
        if text not in self._cache:
            self._cache[text] = self._read(text)
        return self._cache[text]

    def _read(self, text: str) -> Office | Entry | None:
        if not 2 <= len(text.split()) <= 9:
            return None
        for form in self.gazetteer.forms(text):
            words = form.split()
            parses = self._arabic(words) if arabic.is_arabic(text) else self._english(words)
            for head, of, former in parses:
                if part := self._offices.get(head):
                    return Office(part.key, of, former, self._office_entry(part, of))
                if (part := self._institutions.get(head)) and of.sort == "country":
                    return self._institution_entry(part, of)
        return None

    def _arabic(self, words: list[str]) -> Iterator[tuple[str, Entry, bool]]:
        former = bool(words) and words[-1] in _FORMER_AR
        while len(words) > 2 and words[-1] in _FORMER_AR | _NOW_AR:
            words = words[:-1]
        for size in (2, 1):
            adjective = words[-size:]
            if len(words) > size and all(word.startswith("ال") for word in adjective):
                if of := self.gazetteer.nisba_of(" ".join(adjective)):
                    yield " ".join(words[:-size]), of, former
        for start in range(1, len(words)):
            rest = words[start:]
            if rest[0] in ("في", "ب", "ل", "لدي") and len(rest) > 1:
                rest = rest[1:]
            place = " ".join(rest)
            forms = [place]
            if place.startswith("لل"):
                forms.append("ال" + place[2:])
            elif place.startswith("ل"):
                forms.append(place[1:])
            for form in forms:
                yield from ((" ".join(words[:start]), of, former) for of in self._state(form))

    def _english(self, words: list[str]) -> Iterator[tuple[str, Entry, bool]]:
        former = words[0] in _FORMER_EN or words[-1] in _FORMER_EN
        words = [word for word in words if word not in _FORMER_EN | _NOW_EN]
        for size in (2, 1):
            start = " ".join(words[:size])
            if len(words) > size and (of := self.gazetteer.nisba_of(start)):
                yield " ".join(words[size:]), of, former
        for size in (3, 2, 1):
            if len(words) > size:
                yield from ((" ".join(words[size:]), of, former) for of in self._state(" ".join(words[:size])))
        for at, word in enumerate(words[:-1]):
            if word in ("of", "in") and at:
                yield from ((" ".join(words[:at]), of, former) for of in self._state(" ".join(words[at + 1 :])))

    def _state(self, form: str) -> Iterator[Entry]:
        for entry in self.gazetteer.bearers(form):
            if entry.sort == "country" or (entry.sort in ("actor", "user") and entry.type in ("ORG", "GROUP", "GPE")):
                yield entry

    def _office_entry(self, part: _Part, of: Entry) -> Entry:
        labels = {
            language: part.row[f"label_{language}"].replace("{" + language + "}", _named(of, language))
            for language in ("ar", "en")
        }
        labels["ar"] = labels["ar"].replace(" لال", " لل")
        iri = f"{BASE}office-{part.key.replace('_', '-')}-{_tail(of)}"
        return Entry(
            iri, "PER", Labels.of(labels), unique(labels.values()), (), of.country, of.sector or "GOV", "office"
        )

    def _institution_entry(self, part: _Part, of: Entry) -> Entry:
        stem, demonym = self.gazetteer.adjectives.get(of.country, ("", ""))
        row = part.row
        label_ar = (
            f"{row['label_ar']} {definite(stem, row['gender'])}" if stem else f"{row['label_ar']} في {of.labels['ar']}"
        )
        label_en = f"{demonym} {row['label_en']}" if demonym else f"{row['label_en']} of {of.labels['en']}"
        for label in (label_ar, label_en):
            if len(listed := self.gazetteer.bearers(names.normal(label))) == 1:
                return listed[0]
        iri = f"{BASE}institution-{part.key.replace('_', '-')}-{of.country.lower()}"
        type_ = cast(EntityType, row["type"])
        both = (label_ar, label_en)
        labels = Labels.of(ar=label_ar, en=label_en)
        return Entry(iri, type_, labels, both, (), of.country, row["sector"], "institution")

    def people(self, of: Entry) -> Entry:
        """Return the people of a country as an entry."""
        return self._institution_entry(self._institutions[names.normal("الشعب")], of)

    def holders(self, office: Office, day: date | None) -> tuple[str, ...]:
        """Return the ids of all who held an office on a day (of all who ever did, without a day), each once, in
        order.
        """
        held = self._holdings.get((office.key, office.of.id), ())
        return unique(h.holder for h in held if day is None or h.start <= day <= h.end)

    def held_by(self, person: Entry, title: str) -> tuple[Entry, ...]:
        """Return the states and bodies of which a person ever held the office that a title names (رئيس)."""
        part = self._offices.get(names.normal(title))
        held = self._held.get(person.id, set()) if part is not None else set()
        return tuple(self.gazetteer.entries[of] for key, of in sorted(held) if part is not None and key == part.key)


def definite(stem: str, gender: str) -> str:
    """Return the definite form of a nisba (one word or two) for a noun of a gender, m or f."""
    return " ".join("ال" + word + ("ة" if gender == "f" and word.endswith("ي") else "") for word in stem.split())


def _named(of: Entry, language: str) -> str:
    label = of.labels.get(language, "")
    return f"the {label}" if language == "en" and label.startswith(_WITH_THE) else label


def _tail(of: Entry) -> str:
    return of.country.lower() if of.sort == "country" else of.id.rsplit("/", 1)[-1].lower()


def _day(text: str, empty: date) -> date:
    if not text:
        return empty
    if re.fullmatch(r"\d{4}", text):
        return date(int(text), 1, 1) if empty == date.min else date(int(text), 12, 31)
    return date.fromisoformat(text)
