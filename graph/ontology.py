"""The relations Khabar knows by name, and the words of each language that express them.

The built-in relations stand in ``ontology.toml`` beside this module; a user's files of the same shape add to them or
override them. ``docs/ontology.md`` tells how an entry is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from . import _ontology_file as files
from ._ontology_file import PREPOSITIONS, OntologyError
from .glosses import Glosses
from .lemmas import fold, stem
from .model import EntityType
from .relation_types import LANGUAGES, RelationType, Trigger, TriggerKind

__all__ = [
    "LANGUAGES",
    "PREPOSITIONS",
    "Glosses",
    "Ontology",
    "OntologyError",
    "RelationType",
    "Trigger",
    "TriggerKind",
    "fold",
    "stem",
]

# Feminine nouns that are not the feminine of the office or participle they look like.
_NOUNS_OF_THEIR_OWN = frozenset(
    map(
        fold,
        "محافظة مديرية منظمة مؤسسة قائمة فصيلة معدة مقدمة عقيدة محاضرة مستوطنة منفذة مدونة مدينة ساعة مرحلة مشكلة "
        "دائرة مقالة مقاطعة مرجعية ملكة رائدة بديلة أمة أكاديمية داعية حاضرة عاملة حاملة".split(),
    )
)
BUILT_IN = Path(__file__).with_name("ontology.toml")


@dataclass(frozen=True)
class Ontology:
    """All relations by id, in the order of the files, and their triggers by language, kind and first head word."""

    relations: Mapping[str, RelationType] = field(default_factory=dict)

    @classmethod
    def load(cls, *extra: Path) -> Ontology:
        """Return the built-in relations with those of more files; a later file's entry replaces one of the same id.

        Raises OntologyError where a file or an entry cannot be used.
        """
        built_in, aliases = _built_in()
        relations, origin = dict(built_in), dict.fromkeys(built_in, BUILT_IN)
        for path in extra:
            data = files.parse(path)
            aliases = {**aliases, **files.type_sets(data, path)}
            for relation in files.relation_types(data, path, aliases, relations):
                relations[relation.id] = relation
                origin[relation.id] = path
        if extra:
            files.check(relations, origin)
        return cls(MappingProxyType(relations))

    def __getitem__(self, id: str) -> RelationType:
        return self.relations[id]

    def __len__(self) -> int:
        return len(self.relations)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (dict(self.relations),)

    @cached_property
    def _index(self) -> Mapping[tuple[str, str, str], tuple[Trigger, ...]]:
        found: dict[tuple[str, str, str], list[Trigger]] = {}
        for relation in self.relations.values():
            for trigger in relation.triggers:
                found.setdefault((trigger.language, trigger.kind, fold(trigger.anchor)), []).append(trigger)
        return {key: tuple(sorted(triggers, key=lambda t: -t.weight)) for key, triggers in found.items()}

    def triggers(self, language: str, kind: str, head: str) -> tuple[Trigger, ...]:
        """Return the triggers whose head has a lemma as its anchor, the most specific first; () where there are none.

        Arabic words that are not found as they stand are looked up as what they may be inflected from: a plural
        (محادثات) as its singular, a woman's office or a feminine adjective (وزيرة, موالية) as the masculine.
        """
        key = fold(head)
        found = self._index.get((language, kind, key))
        if found is None and language == "ar":
            found = next(
                filter(None, (self._index.get((language, kind, base)) for base in self._bases(kind, key))), None
            )
        return found or ()

    def _bases(self, kind: str, key: str) -> Iterator[str]:
        """Yield the forms that a folded Arabic word may be inflected from, the likeliest first."""
        if kind in {"noun", "thing"} and key.endswith("ات") and len(key) > 4:
            yield key[:-2] + "ه"
            yield key[:-2]
        if kind in {"role", "adjective"} and key.endswith("ه") and key not in _NOUNS_OF_THEIR_OWN:
            # مشاركة and معارضة are events rather than women.
            if ("ar", "noun", key) not in self._index:
                yield key[:-1]


@lru_cache(maxsize=1)
def _built_in() -> tuple[Mapping[str, RelationType], Mapping[str, tuple[EntityType, ...]]]:
    """Return the relations of the built-in file and its names for sets of types; read and checked once."""
    data = files.parse(BUILT_IN)
    aliases = files.type_sets(data, BUILT_IN)
    relations = {relation.id: relation for relation in files.relation_types(data, BUILT_IN, aliases, {})}
    files.check(relations, dict.fromkeys(relations, BUILT_IN))
    return MappingProxyType(relations), MappingProxyType(aliases)


def _restore(relations: dict[str, RelationType]) -> Ontology:
    return Ontology(MappingProxyType(relations))
