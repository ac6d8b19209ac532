"""From names gathered to an Entity: labels in both languages, names in order, type, country and sector."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import cast

from . import names
from .article_things import top
from .clusters import Node
from .gazetteer import Entry
from .model import Entity, EntityKind, EntityType, Labels
from .names import arabic, english, romanise
from .written_names import FAMILY


def described(iri: str, kind: EntityKind, type_: EntityType, text: str, language: str) -> Entity:
    """Return what is no name: a description or a value, labelled with its own words in its article's language."""
    labels = Labels.of({"ar" if arabic.is_arabic(text) else language: text}) if text else Labels()
    return Entity(iri, kind, type_, labels)


def known_entity(entry: Entry, used: Counter[str], former: Iterable[str] = ()) -> Entity:
    """Return an entry as an entity: its own names, then those that articles write otherwise; old ids in ``same_as``."""
    listed = _forms(entry.names)
    new = {text: count for text, count in _clean(used, entry.type).items() if names.normal(text) not in listed}
    written = [text for text in new if not any(form in listed for form in arabic.forms(text))]
    written.sort(key=lambda text: (not arabic.is_arabic(text), -new[text], text))
    spelled = tuple(dict.fromkeys((*entry.names, *written)))
    same = (*entry.same_as, *sorted(set(former) - {entry.id, *entry.same_as}))
    return Entity(entry.id, "named", entry.type, entry.labels, spelled, same, entry.country, entry.sector)


def _clean(spelled: Counter[str], type_: str) -> Counter[str]:
    """Return written names without stray marks, those of persons without titles, the counts of equals added up."""
    found: Counter[str] = Counter()
    for text, count in spelled.items():
        found[plain_name(text, type_)] += count
    return found


def plain_name(text: str, type_: str) -> str:
    """Return a written name without stray marks, that of a person without titles."""
    plain = tidy(text)
    if type_ != "PER":
        return plain
    return arabic.untitled(plain) if arabic.is_arabic(plain) else english.untitled(plain)


@lru_cache(maxsize=1 << 12)
def _forms(spelled: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names.normal(name) for name in spelled)


def minted_entity(iri: str, nodes: list[Node], same_as: tuple[str, ...]) -> Entity:
    """Return an entity that no gazetteer knows; a language it was not written in gets a transliterated label."""
    spelled: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for node in nodes:
        spelled.update(node.spelled)
        types.update(node.types)
    type_ = cast(EntityType, _best_type(types, nodes))
    best = _best(_clean(spelled, type_))
    first = {language: text for text in reversed(best) for language in (names.language_of(text),)}
    labels = {"ar": first.get("ar", ""), "en": first.get("en", "")}
    if not labels["en"]:
        labels["en"] = romanise.to_latin(labels["ar"])
    if not labels["ar"]:
        labels["ar"] = romanise.to_arabic(labels["en"])
    return Entity(iri, "named", type_, Labels.of(labels), tuple(best), same_as)


def without_names(entity: Entity, lost: Collection[str]) -> Entity:
    """Return an entity less some of its names; where one of them was a label, labels are made of those it has left."""
    left = tuple(name for name in entity.names if name not in lost)
    if not left or not set(entity.labels.values()) & set(lost):
        return replace(entity, names=left)
    first = {language: text for text in reversed(left) for language in (names.language_of(text),)}
    made = {"ar": romanise.to_arabic(first.get("en", "")), "en": romanise.to_latin(first.get("ar", ""))}
    return replace(entity, names=left, labels=Labels.of(made | first))


def tidy(text: str) -> str:
    """Return a written name without hashes, underscores and quotation marks."""
    return " ".join(re.sub(r"[#_«»\"“”„()\[\]]+", " ", text).split()) or text


def _best_type(types: Counter[str], nodes: list[Node]) -> str:
    families = Counter({node.family: 0 for node in nodes})
    for node in nodes:
        families[node.family] += node.articles
    strongest = top(families)
    fitting = Counter({type_: count for type_, count in types.items() if FAMILY[type_] == strongest})
    return top(fitting or types)


def _best(spelled: Counter[str]) -> list[str]:
    """Return names, Arabic first, then those with more words (up to four), then the commonest."""

    def rank(text: str) -> tuple[bool, int, int, str]:
        return not arabic.is_arabic(text), -min(len(names.normal(text).split()), 4), -spelled[text], text

    return sorted(spelled, key=rank)
