"""From names gathered to an Entity: labels in both languages, names in order, type, country and sector."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import cast

from . import names
from .article_things import top
from .clusters import Node
from .gazetteer import Entry
from .model import Entity, EntityKind, EntityType, Labels
from .names import arabic, english, romanise
from .written_names import FAMILY


def described(iri: str, kind: EntityKind, type_: EntityType, text: str) -> Entity:
    """Return what is no name: a description or a value, labelled with its own words."""
    labels = Labels.of({names.language_of(text): text}) if text else Labels()
    return Entity(iri, kind, type_, labels)


def known_entity(entry: Entry, used: Counter[str]) -> Entity:
    """Return an entry as an entity: its own names, then those that articles write otherwise."""
    listed = _forms(entry.names)
    new = [text for text in used if names.normal(text) not in listed and _is_bare(text, listed)]
    written = sorted(new, key=lambda text: (not arabic.is_arabic(text), -used[text], text))
    spelled = tuple(dict.fromkeys((*entry.names, *written)))
    return Entity(entry.id, "named", entry.type, entry.labels, spelled, entry.same_as, entry.country, entry.sector)


@lru_cache(maxsize=1 << 12)
def _forms(spelled: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names.normal(name) for name in spelled)


def _is_bare(text: str, listed: frozenset[str]) -> bool:
    """Is a written name free of titles and proclitics?"""
    if any(form in listed for form in arabic.forms(text)):
        return False
    words = tuple(names.normal(text).split())
    strip = arabic.strip_titles if arabic.is_arabic(text) else english.strip_titles
    return strip(words) == words


def minted_entity(iri: str, nodes: list[Node], same_as: tuple[str, ...]) -> Entity:
    """Return an entity that no gazetteer knows; a language it was not written in gets a transliterated label."""
    spelled: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for node in nodes:
        spelled.update(node.spelled)
        types.update(node.types)
    type_ = cast(EntityType, _best_type(types, nodes))
    best = _best(spelled)
    first = {language: text for text in reversed(best) for language in (names.language_of(text),)}
    labels = {"ar": first.get("ar", ""), "en": first.get("en", "")}
    if not labels["en"]:
        labels["en"] = romanise.to_latin(labels["ar"], type_)
    if not labels["ar"]:
        labels["ar"] = romanise.to_arabic(labels["en"], type_)
    return Entity(iri, "named", type_, Labels.of(labels), tuple(best), same_as)


def _best_type(types: Counter[str], nodes: list[Node]) -> str:
    families = Counter({node.family: 0 for node in nodes})
    for node in nodes:
        families[node.family] += node.articles
    strongest = top(families)
    fitting = Counter({type_: count for type_, count in types.items() if FAMILY[type_] == strongest})
    return top(fitting or types)


def _best(spelled: Counter[str]) -> list[str]:
    """Return names, Arabic first, then by words (up to four, titles not counted), then the commonest."""

    def rank(text: str) -> tuple[bool, bool, int, int, str]:
        words = arabic.person(text) if arabic.is_arabic(text) else english.person(text)
        titled = len(words) < len(names.normal(text).split())
        return not arabic.is_arabic(text), titled, -min(len(words), 4), -spelled[text], text

    return sorted(spelled, key=rank)
