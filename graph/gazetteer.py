"""Known names: countries with their adjectives, cities, actors, offices, metonyms; built in, and users' own in CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from . import gazetteer_files as files
from . import names, surnames
from .gazetteer_files import BASE, Entry, GazetteerError, split, unique
from .model import EntityType
from .names import arabic, english, nisba

__all__ = ["BASE", "Entry", "Gazetteer", "GazetteerError", "built_in"]
_BIG = 100_000
_JOINED = ("عبد", "ابو", "ابي", "ابا", "أبو", "أبي", "أبا")  # one word in normal form with what follows: عبد الله


@dataclass(eq=False)
class Gazetteer:
    """Look names up. Made by ``Gazetteer.load``; users' rows win over the built-in ones."""

    entries: dict[str, Entry] = field(default_factory=dict)
    adjectives: dict[str, tuple[str, str]] = field(default_factory=dict)
    metonyms: dict[str, tuple[str, str]] = field(default_factory=dict)
    _by_name: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _nisba: dict[str, str] = field(default_factory=dict)
    _iso: dict[str, str] = field(default_factory=dict)
    _by_label: dict[str, str] = field(default_factory=dict)
    _claimed: set[str] = field(default_factory=set)
    _stands: dict[str, tuple[str, str]] = field(default_factory=dict)
    _begins: set[str] | None = None  # the first words of all names, once asked for

    @classmethod
    def load(cls, *extra_csv: Path) -> Gazetteer:
        """Return the built-in names and those of users' CSV files (name,language,entity,type,qid), which win.

        Raises GazetteerError for a file that cannot be read and for rows that contradict each other.
        """
        gazetteer = cls()
        for entry, row in files.countries():
            gazetteer._add(entry)
            gazetteer._iso[entry.country] = entry.id
            gazetteer._add_adjectives(entry, row)
        for entry in files.cities():
            gazetteer._add(entry)
        for entry in files.actors():
            gazetteer._add(entry)
            gazetteer._by_label[entry.labels["en"]] = entry.id
        taken = {*gazetteer._by_name, *gazetteer._nisba}
        for entry in list(surnames.with_surnames(gazetteer.entries.values(), taken)):
            gazetteer._add(entry)
        for _, row in files.rows(files.FOLDER / "metonyms.csv"):
            state = gazetteer._iso.get(row["stands_for"]) or gazetteer._by_label[row["stands_for"]]
            gazetteer.metonyms[names.normal(row["name"])] = (state, row["kind"])
        for path in extra_csv:
            for entry in files.users(Path(path)):
                gazetteer._add_users(entry)
        return gazetteer

    def _add_adjectives(self, entry: Entry, row: dict[str, str]) -> None:
        stems, demonyms = split(row["nisba"]), split(row["demonym"])
        self.adjectives[entry.country] = (stems[0] if stems else "", demonyms[0] if demonyms else "")
        for number, stem in enumerate(stems):
            for form in nisba.forms(stem, broken=split(row["plural"]) if number == 0 else ()):
                self._nisba.setdefault(form, entry.id)
        for demonym in demonyms:
            for form in (english.normal(demonym), english.normal(demonym) + "s"):
                self._nisba.setdefault(form, entry.id)

    def _add(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        for name in entry.names:
            form = names.normal(name)
            known = self._by_name.get(form, ())
            if form and entry.id not in known:
                self._by_name[form] = (*known, entry.id)

    def _add_users(self, entry: Entry) -> None:
        claimed = entry.names
        if (before := self.entries.get(entry.id)) is not None:
            labels = before.labels.of({**before.labels, **entry.labels})
            doubtful = before.doubtful - {names.normal(name) for name in claimed}
            known = unique([*entry.names, *before.names])
            entry = replace(before, type=entry.type, labels=labels, names=known, doubtful=doubtful)
        self.entries[entry.id] = entry
        for form in {names.normal(name) for name in claimed}:
            before_it = self._by_name[form] if form in self._claimed else ()
            self._by_name[form] = tuple(dict.fromkeys((*before_it, entry.id)))
            self._claimed.add(form)

    def bearers(self, form: str) -> tuple[Entry, ...]:
        """Return the entries whose names include a normal form, doubtful ones too."""
        return tuple(self.entries[iri] for iri in self._by_name.get(form, ()))

    def lookup(self, name: str, language: str = "") -> tuple[Entry, ...]:
        """Return the entries that surely bear a name (spelling folded, clitics off where that helps); () if none."""
        for form in self.forms(name, language):
            if found := tuple(entry for entry in self.bearers(form) if form not in entry.doubtful):
                return found
        return ()

    def forms(self, name: str, language: str = "") -> Iterator[str]:
        """Yield the normal forms under which a name is looked up, the surest first."""
        if (language or names.language_of(name)) == "ar":
            yield from arabic.forms(name)
        else:
            yield english.normal(name)

    def may_begin(self, word: str) -> bool:
        """May a known name begin with an Arabic word? False spares looking up all that begins with it."""
        if self._begins is None:
            self._begins = {form.partition(" ")[0] for form in self._by_name}
        return word.startswith(_JOINED) or any(form.partition(" ")[0] in self._begins for form in arabic.forms(word))

    def nisba(self, adjective: str) -> Entry | None:
        """Return the country of an adjective as written (السورية, سوريون, Syrian), else None."""
        if adjective.rstrip("ًٌٍَُِّْ").endswith("يمنى"):  # the right hand, no Yemeni
            return None
        for form in self.forms(adjective):
            if found := self._nisba.get(form):
                return self.entries[found]
        return None

    def nisba_of(self, form: str) -> Entry | None:
        """Return the country of an adjective in normal form, else None."""
        iri = self._nisba.get(form)
        return self.entries[iri] if iri else None

    def type_of(self, name: str) -> EntityType | None:
        """Return the type of a known name, None where it is unknown or its bearers differ in type."""
        types = {entry.type for entry in self.lookup(name)}
        return types.pop() if len(types) == 1 else None

    def country(self, iso2: str) -> Entry | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        iri = self._iso.get(iso2.upper())
        return self.entries[iri] if iri else None

    def labelled(self, label: str) -> Entry | None:
        """Return the built-in actor with an English label, or the country with an ISO code."""
        iri = self._by_label.get(label) or self._iso.get(label)
        return self.entries[iri] if iri else None

    def stands_for(self, entry: Entry, *, acting: bool) -> Entry | None:
        """Return the state (or union) that speaks when this entry does: a seat always, a city where it acts."""
        if entry.id not in self._stands:
            found = next((self.metonyms[f] for f in map(names.normal, entry.names) if f in self.metonyms), ("", ""))
            if not found[0] and entry.sort == "capital":
                found = (self._iso.get(entry.country, ""), "city")
            self._stands[entry.id] = found
        state, kind = self._stands[entry.id]
        return self.entries[state] if state and (acting or kind == "seat") else None

    def country_of_word(self, form: str) -> str:
        """Return the ISO code that a normal word points at (a country, its adjective, a big city), else ""."""
        if iri := self._nisba.get(form):
            return self.entries[iri].country
        found = self.bearers(form)
        if len(found) != 1:
            return ""
        big = found[0].sort in ("country", "capital") or (found[0].sort == "city" and found[0].population >= _BIG)
        return found[0].country if big else ""


@cache
def built_in() -> Gazetteer:
    """Return the built-in gazetteer, read once."""
    return Gazetteer.load()
