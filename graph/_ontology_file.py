"""Read files of relations and check what they say; ``docs/ontology.md`` tells how an entry is written."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any, cast, get_args

from .lemmas import fold
from .model import CLASSES, ENTITY_TYPES, EntityType, Labels
from .relation_types import LANGUAGES, Complement, RelationType, Sole, Trigger, TriggerKind, When

# The key of a trigger list, the kind of its triggers, and what a lone genitive of such a noun is.
_LISTS: Mapping[str, tuple[TriggerKind, Sole]] = {
    "verbs": ("verb", ""),
    "nouns_agent": ("noun", "agent"),
    "nouns_patient": ("noun", "patient"),
    "roles": ("role", ""),
    "things": ("thing", ""),
    "adjectives": ("adjective", ""),
}
_FIELDS = {"class": "class_"}
_TEXT_KEYS = ("class", "mode", "cameo", "wikidata", "inverse")
_KEYS = {"id", "label", "symmetric", "subject", "object", "extend", *_TEXT_KEYS, *LANGUAGES}

# The last word of a trigger is its preposition where it is one of these.
PREPOSITIONS: Mapping[str, frozenset[str]] = {
    "ar": frozenset(
        "ب ل في من إلى على عن مع ضد نحو بين حول لدى عند أمام تجاه إزاء حيال ضمن باسم عبر لصالح خلف وراء تحت فوق "
        "داخل خارج صوب باتجاه قرب بحق بيد".split()
    ),
    "en": frozenset(
        "about above across against alongside among around as at before behind between by for from in inside into near "
        "of on onto outside over through throughout to toward towards under upon via with within".split()
    ),
}

# Behind a bare verb these are its particle ("take over") unless the entry names them as its preposition.
_PARTICLES = {"ar": frozenset[str](), "en": frozenset({"over"})}

_ID = re.compile(r"[a-z][a-z0-9_]*")
_CODES = {"cameo": re.compile(r"\d{2,4}"), "wikidata": re.compile(r"P[1-9]\d*"), "inverse": _ID}
_BRACKETS: Mapping[str, Complement] = {"[]": "beside", "()": "end", "{}": "part"}
_PLAIN = r"[^\[\](){}]"
_ENTRY = re.compile(
    rf"(?P<head>{_PLAIN}+?)\s*(?:(?P<open>[\[({{])(?P<complement>{_PLAIN}+)(?P<close>[\])}}])\s*(?P<preposition>{_PLAIN}*))?"
)
_TABLE = '{ text = "...", swap = true }'


class OntologyError(ValueError):
    """An ontology file that cannot be used; the message names the file, the entry and the remedy."""


def parse(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            data = tomllib.load(file)
    except OSError as e:
        raise OntologyError(f"{path}: the ontology cannot be read ({e.strerror}). Name a TOML file that exists.") from e
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
        raise OntologyError(f"{path}: not TOML in UTF-8: {e}.") from e
    unknown = sorted(set(data) - {"relation", "types"})
    if unknown:
        raise OntologyError(f"{path}: unknown table {unknown[0]!r}. A file holds [types] and [[relation]].")
    return data


def type_sets(data: Mapping[str, Any], path: Path) -> dict[str, tuple[EntityType, ...]]:
    """Return the file's own names for sets of types, such as actor = ["PER", "ORG", "GPE", "GROUP"]."""
    return {name: _types(types, f"{path}: [types] {name}", {}) for name, types in data.get("types", {}).items()}


def _types(names: object, where: str, aliases: Mapping[str, tuple[EntityType, ...]]) -> tuple[EntityType, ...]:
    if not isinstance(names, list):
        raise OntologyError(f"{where}: types are a list, found {names!r}.")
    types: dict[EntityType, None] = {}
    for name in names:
        if name not in ENTITY_TYPES and name not in aliases:
            known = ", ".join((*ENTITY_TYPES, *aliases))
            raise OntologyError(f"{where}: unknown type {name!r}. Use one of {known}.")
        types.update(dict.fromkeys(aliases.get(name) or (cast(EntityType, name),)))
    return tuple(types)


def relation_types(
    data: Mapping[str, Any],
    path: Path,
    aliases: Mapping[str, tuple[EntityType, ...]],
    known: Mapping[str, RelationType],
) -> Iterator[RelationType]:
    """Yield a file's relations; with ``extend = true`` an entry adds to the known relation of its id."""
    entries = data.get("relation", [])
    if not isinstance(entries, list):
        raise OntologyError(f"{path}: write [[relation]], with two brackets, so that there can be several.")
    seen: set[str] = set()
    for number, entry in enumerate(entries, start=1):
        id = entry.get("id", "")
        if not isinstance(id, str) or not _ID.fullmatch(id):
            raise OntologyError(f"{path}: relation number {number} needs an id of a-z, 0-9 and _, found {id!r}.")
        if id in seen:
            raise OntologyError(f"{path}: relation {id!r} stands twice. Join the entries or rename one.")
        seen.add(id)
        yield _relation(entry, f"{path}: relation {id!r}", aliases, known)


def _relation(
    entry: Mapping[str, Any],
    where: str,
    aliases: Mapping[str, tuple[EntityType, ...]],
    known: Mapping[str, RelationType],
) -> RelationType:
    id = entry["id"]
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise OntologyError(f"{where}: unknown key {unknown[0]!r}. Known keys: {', '.join(sorted(_KEYS))}.")
    extend = entry.get("extend", False)
    if extend and id not in known:
        raise OntologyError(f"{where}: extend = true, but there is no such relation yet. Leave extend out to add it.")
    base = known[id] if extend else RelationType(id, Labels(), "OTHER")
    if "class" not in entry and not extend:
        raise OntologyError(f"{where}: class is missing. Use one of {', '.join(CLASSES)}.")
    changes: dict[str, Any] = {_FIELDS.get(key, key): _text(entry, key, where) for key in _TEXT_KEYS if key in entry}
    changes |= {key: _types(entry[key], f"{where}, {key}", aliases) for key in ("subject", "object") if key in entry}
    if "symmetric" in entry:
        changes["symmetric"] = bool(entry["symmetric"])
    changes["label"] = Labels.of(base.label, **_labels(entry, where))
    changes["triggers"] = (*base.triggers, *(t for language in LANGUAGES for t in _triggers(entry, language, where)))
    return replace(base, **changes)


def _text(entry: Mapping[str, Any], key: str, where: str) -> str:
    value = entry[key]
    if not isinstance(value, str):
        raise OntologyError(f"{where}: {key} is a string, found {value!r}.")
    if key == "class" and value not in CLASSES:
        raise OntologyError(f"{where}: unknown class {value!r}. Use one of {', '.join(CLASSES)}.")
    if value and key in _CODES and not _CODES[key].fullmatch(value):
        raise OntologyError(f"{where}: {value!r} is no {key} (pattern {_CODES[key].pattern}).")
    return value


def _labels(entry: Mapping[str, Any], where: str) -> Mapping[str, str]:
    labels = entry.get("label", {})
    if not isinstance(labels, dict) or not all(isinstance(label, str) for label in labels.values()):
        raise OntologyError(f'{where}: write the label as {{ ar = "...", en = "..." }}, found {labels!r}.')
    return labels


def _triggers(entry: Mapping[str, Any], language: str, where: str) -> Iterator[Trigger]:
    """Yield the triggers of one language's table, in the order of the file."""
    table = entry.get(language, {})
    if not isinstance(table, dict) or set(table) - set(_LISTS):
        unknown = sorted(set(table) - set(_LISTS)) if isinstance(table, dict) else table
        raise OntologyError(f"{where}, {language}: found {unknown!r}. Use lists named {', '.join(_LISTS)}.")
    for name, texts in table.items():
        if not isinstance(texts, list):
            raise OntologyError(f"{where}, {language}.{name}: a list of triggers is needed, found {texts!r}.")
        kind, sole = _LISTS[name]
        for text in texts:
            trigger = _trigger(text, language, kind, f"{where}, {language}.{name}")
            yield replace(trigger, sole=sole, relation=entry["id"])


def _trigger(entry: object, language: str, kind: TriggerKind, where: str) -> Trigger:
    """Return the trigger that an entry writes: HEAD [N|N] PREP, or a table with text and swap, when or preposition."""
    table = entry if isinstance(entry, dict) else {"text": entry}
    text, preposition, swap = table.get("text"), table.get("preposition", ""), table.get("swap", False)
    when = table.get("when", "")
    match = _ENTRY.fullmatch(text.strip()) if isinstance(text, str) else None
    brackets = f"{match['open']}{match['close']}" if match and match["open"] else ""
    wrong = match is None or brackets not in {"", *_BRACKETS} or not isinstance(swap, bool)
    wrong = wrong or when not in get_args(When)
    if match is None or wrong or set(table) - {"text", "swap", "preposition", "when"}:
        raise OntologyError(f"{where}: {entry!r} is no trigger. Write 'HEAD [NOUN|NOUN] PREPOSITION' or {_TABLE}.")
    head = match["head"].split()
    prepositions = PREPOSITIONS[language] - (_PARTICLES[language] if kind == "verb" else frozenset())
    found = str(preposition or match["preposition"] or "").strip()
    if len(head) > 1 and head[-1] in prepositions:
        if match["complement"]:
            raise OntologyError(f"{where}: leave {head[-1]!r} out of {text!r}: a complement is found behind any.")
        found = head.pop()
    if found and found not in PREPOSITIONS[language]:
        raise OntologyError(f"{where}: {found!r} in {text!r} is no known preposition. Put it before the bracket.")
    complement = tuple(noun.strip() for noun in (match["complement"] or "").split("|") if noun.strip())
    standing = _BRACKETS[brackets] if brackets else ""
    return Trigger(
        language, kind, tuple(head), complement, found, swap=bool(swap), complement_is=standing, when=cast(When, when)
    )


def check(relations: Mapping[str, RelationType], origin: Mapping[str, Path]) -> None:
    """Raise OntologyError where the relations, taken together, contradict each other or lack something."""
    for relation in relations.values():
        where = f"{origin[relation.id]}: relation {relation.id!r}"
        for language in LANGUAGES:
            if language not in relation.label:
                raise OntologyError(f"{where}: the label in {language!r} is missing.")
            if not any(t.language == language for t in relation.triggers):
                raise OntologyError(f"{where}: no trigger in {language!r}. Every language needs at least one.")
        if relation.inverse:
            other = relations.get(relation.inverse)
            if other is None or other.inverse != relation.id:
                raise OntologyError(f"{where}: its inverse {relation.inverse!r} does not exist or does not name it.")
    _check_ambiguity(relations, origin)


def _check_ambiguity(relations: Mapping[str, RelationType], origin: Mapping[str, Path]) -> None:
    """Raise OntologyError where one trigger names two relations whose ends cannot tell them apart."""
    found: dict[tuple[object, ...], list[Trigger]] = {}
    for relation in relations.values():
        for trigger in relation.triggers:
            for key in _identities(trigger):
                found.setdefault(key, []).append(trigger)
    for one, other in (pair for same in found.values() for pair in combinations(same, 2)):
        if one.when == other.when and not _apart(one, other, relations):
            raise OntologyError(
                f"{origin[other.relation]}: trigger {str(other)!r} ({other.language} {other.kind}) stands in relations "
                f"{one.relation!r} and {other.relation!r}. Take one out, or give the relations ends of other types."
            )


def _identities(trigger: Trigger) -> Iterator[tuple[object, ...]]:
    head = tuple(map(fold, trigger.head))
    for complement in trigger.complement or ("",):
        yield trigger.language, trigger.kind, head, fold(complement), trigger.preposition


def _apart(one: Trigger, other: Trigger, relations: Mapping[str, RelationType]) -> bool:
    a, b = _ends(one, relations), _ends(other, relations)
    return any(_disjoint(x, y) for x, y in zip(a, b, strict=True))


def _ends(trigger: Trigger, relations: Mapping[str, RelationType]) -> Sequence[Iterable[EntityType]]:
    """Return the types of the grammatical ends: the relation's, exchanged where the trigger swaps them."""
    relation = relations[trigger.relation]
    ends = (relation.subject, relation.object)
    return ends[::-1] if trigger.swap else ends


def _disjoint(one: Iterable[EntityType], other: Iterable[EntityType]) -> bool:
    one, other = set(one), set(other)
    return bool(one and other and not one & other)
