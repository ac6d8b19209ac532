"""One entity, however it is written: mentions of many articles become entities, and every decision is logged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from . import names
from .gazetteer import BASE, Entry, Gazetteer
from .model import Entity, EntityType, Labels, Merge, Reading, digest
from .names import arabic, english
from .reading_things import Span, Thing, things_of, top

Key = tuple[str, int, int]
FAMILY = {"GPE": "place", "LOC": "place", "ORG": "body", "GROUP": "body", "PER": "person", "EVENT": "event", "OTHER": "other"}


@dataclass(frozen=True)
class Resolution:
    """Entities in id order, the entity id of each mention by (article id, start, end), and the log of decisions."""

    entities: tuple[Entity, ...]
    mentions: Mapping[Key, str]
    merges: tuple[Merge, ...]


@dataclass
class _Group:
    """A name as one family of types bears it, over all articles."""

    family: str
    words: tuple[str, ...]
    spelled: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    articles: int = 0


def _words(name: str) -> tuple[str, ...]:
    return arabic.person(name) if arabic.is_arabic(name) else english.person(name)


def _main_name(thing: Thing) -> str:
    return min(thing.names, key=lambda name: (-len(_words(name)), -thing.names[name], name))


class _Resolver:
    def __init__(self, gazetteer: Gazetteer, metonymy: bool) -> None:
        self.gazetteer = gazetteer
        self.metonymy = metonymy
        self.groups: dict[tuple[str, ...], _Group] = {}
        self.place: dict[Key, tuple[str, ...] | str] = {}
        self.local: dict[str, Entity] = {}
        self.used: dict[str, Counter[str]] = defaultdict(Counter)
        self.log: Counter[tuple[str, str, str, float, str]] = Counter()

    def read(self, reading: Reading) -> None:
        article = reading.article.id
        named: list[Thing] = []
        for thing in things_of(reading):
            if thing.names or (thing.nominals and self._known(thing.first_text, thing.type)):
                named.append(thing)
            else:
                self._describe(article, thing)
        for thing in self._joined(named):
            self._name(article, thing)

    def _known(self, name: str, type_: str) -> Entry | None:
        entries = self.gazetteer.lookup(name)
        if not entries and type_ == "GPE" and (nation := self.gazetteer.nisba(name)) is not None:
            return nation  # القواعد الروسية: the adjective stands for its country.
        if len(entries) > 1:
            entries = tuple(e for e in entries if FAMILY[e.type] == FAMILY[type_]) or entries
        return entries[0] if len(entries) == 1 else None

    def _joined(self, things: list[Thing]) -> list[Thing]:
        """Join things of one article that share a name, and a short name with the one full name that it fits."""
        by_name: dict[str, Thing] = {}
        for thing in things:
            names_here = thing.names or thing.nominals
            main = min(names_here, key=lambda name: (-len(_words(name)), name))
            entry = self._known(main, thing.type)
            key = entry.id if entry else " ".join(_words(main))
            if key in by_name:
                by_name[key].absorb(thing)
            else:
                by_name[key] = thing
        full = [(key, thing) for key, thing in by_name.items() if thing.names and len(_words(_main_name(thing))) > 1]
        for key, thing in list(by_name.items()):
            if not thing.names or thing.type != "PER":
                continue
            words = _words(_main_name(thing))
            if len(words) != 1:
                continue
            fits = [t for k, t in full if k != key and t.type == "PER" and _words(_main_name(t))[-1] == words[0]]
            if len(fits) == 1:
                fits[0].absorb(by_name.pop(key))
        return list(by_name.values())

    def _name(self, article: str, thing: Thing) -> None:
        spelled = thing.names or thing.nominals
        main = min(spelled, key=lambda name: (-len(_words(name)), -spelled[name], name))
        entry = self._known(main, thing.type)
        if entry is not None:
            self.used[entry.id].update(spelled)
            for span in thing.spans:
                self.place[(article, *span)] = self._speaker(entry, span, thing).id
            return
        family = FAMILY[thing.type]
        key = (family, *_words(main))
        group = self.groups.setdefault(key, _Group(family, _words(main)))
        group.spelled.update(spelled)
        group.types[thing.type] += 1
        group.articles += 1
        for span in thing.spans:
            self.place[(article, *span)] = key

    def _speaker(self, entry: Entry, span: Span, thing: Thing) -> Entry:
        if not self.metonymy or span in thing.placed:
            return entry
        state = self.gazetteer.stands_for(entry.labels.get("en", ""))
        if state is None and entry.sort == "capital" and span in thing.acting:
            state = self.gazetteer.country(entry.country)
        if state is None:
            return entry
        self.log[state.id, entry.labels.get("ar", entry.id), "acts for its state", 0.9, "metonymy"] += 1
        self.used[state.id]
        return state

    def _describe(self, article: str, thing: Thing) -> None:
        text = thing.first_text
        iri = BASE + "described-" + digest(article, names.normal(text) or thing.start, thing.start)
        language = names.language_of(text) if text else ""
        labels = Labels.of({language: text}) if text else Labels()
        self.local[iri] = Entity(iri, "described", _entity_type(thing.type), labels)
        for span in thing.spans:
            self.place[(article, *span)] = iri


def _entity_type(value: str) -> EntityType:
    return value  # type: ignore[return-value]


def _known_entity(entry: Entry, used: Counter[str]) -> Entity:
    written = sorted(name for name in used if names.normal(name) not in {names.normal(n) for n in entry.names})
    return Entity(entry.id, "named", entry.type, entry.labels, (*entry.names, *written), entry.same_as, entry.country, entry.sector)


def resolve(
    readings: Iterable[Reading],
    *,
    gazetteer: Gazetteer,
    decisions: Iterable[object] = (),
    known: Iterable[Entity] = (),
    metonymy: bool = True,
) -> Resolution:
    """Return the entities of the readings' mentions. Neither the order of readings nor that of mentions matters."""
    resolver = _Resolver(gazetteer, metonymy)
    for reading in readings:
        resolver.read(reading)
    entities = dict(resolver.local)
    for iri, used in resolver.used.items():
        entities[iri] = _known_entity(gazetteer.entries[iri], used)
    minted: dict[tuple[str, ...], str] = {}
    for key, group in resolver.groups.items():
        iri = f"{BASE}{group.family}-{digest(*key)}"
        minted[key] = iri
        best = sorted(group.spelled, key=lambda n: (not arabic.is_arabic(n), -len(n.split()), -group.spelled[n], n))
        labels = {names.language_of(n): n for n in reversed(best)}
        entities[iri] = Entity(iri, "named", _entity_type(top(group.types)), Labels.of(labels), tuple(best))
    mentions = {span: place if isinstance(place, str) else minted[place] for span, place in resolver.place.items()}
    merges = tuple(
        Merge(entity, other, f"{reason} ({count} mentions)", score, by)
        for (entity, other, reason, score, by), count in sorted(resolver.log.items())
    )
    return Resolution(tuple(entities[iri] for iri in sorted(entities)), mentions, merges)
