"""What the page carries: the graph as plain lists and numbers, ready for JSON, limited to what may be shown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..graph.knowledge_graph import Fact, KnowledgeGraph
from ..graph.model import CLASSES, ENTITY_KINDS, ENTITY_TYPES, MODALITIES, STANCES, Article, Entity, Relation
from . import _layout as layout
from ._quote import Quote, paragraph, words_only
from ._redact import Redactor
from ._shown import marks, shown_article, shown_relation

LAID_OUT = 3000  # nodes that get a place; beyond them the page is a list
# How much a thing counts that has no name of its own: it is one article's.
_KIND_WEIGHT = {"named": 1.0, "described": 0.25, "value": 0.05}


@dataclass(frozen=True)
class Payload:
    """The page's two blocks of data and what is drawn at once.

    ``graph`` is read when the page opens, ``words`` only when someone asks for evidence. Entities are numbered in the
    order in which they are shown, so that the first ``core`` are the first look.
    """

    graph: dict[str, Any]
    words: dict[str, Any]
    places: layout.Floats
    radius: layout.Floats
    pairs: dict[tuple[int, int], int]
    core: int


@dataclass
class _Index:
    """Numbers given to values as they are first met."""

    values: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)

    def of(self, key: Any, make: Callable[[], Any] | None = None) -> int:
        """Return the key's number; the value of a new one is what ``make`` returns, else the key itself."""
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.values)
            self.values.append(make() if make else key)
        return number


def payload(kg: KnowledgeGraph, *, quote: Quote = "paragraph", redact: Iterable[str] = (), nodes: int = 150) -> Payload:
    """Return what the page carries of the graph; ``nodes`` is how many are drawn at first."""
    redactor = Redactor(redact, list(kg.entities()) if redact else ())
    shown = _Shown(quote, redactor, kg.store.original)
    for article in kg.articles():
        shown.add(article, list(kg.facts_of(article)))
    return shown.payload(nodes)


class _Shown:
    """Gathers articles and their facts column by column."""

    def __init__(self, quote: Quote, redactor: Redactor, original: Callable[[str], str]) -> None:
        self.quote = quote
        self.original = original
        self.redactor = redactor
        self.entities = _Index()
        self.relations = _Index()
        self.sources = _Index()
        self.originals = _Index()
        self.chains = _Index()
        self.times = _Index()
        self.segments = _Index()
        self.articles: list[list[Any]] = []
        self.columns: dict[str, list[int]] = {name: [] for name in ("s", "r", "o", "a", "p", "m", "v", "t", "l", "c")}
        self.ids: list[str] = []
        self.spans: list[list[int]] = []

    def entity(self, entity: Entity | None) -> int:
        return -1 if entity is None else self.entities.of(entity.id, lambda: self.redactor.entity(entity))

    def add(self, article: Article, facts: list[Fact]) -> None:
        number = len(self.articles)
        shown = shown_article(article, facts, self.redactor, number + 1)
        published = shown.published.isoformat() if shown.published else ""
        source = self.sources.of(shown.source)
        original = self.originals.of(self.original(article.id))
        self.articles.append([shown.id, shown.title, published, source, shown.url, shown.language, original])
        for fact in facts:
            self._fact(number, fact)
            self.spans.append(self._span(number, shown.text, fact))

    def _fact(self, article: int, fact: Fact) -> None:
        s, relation = fact.statement, fact.statement.claim.relation
        said = tuple(
            (self.entity(speaker), STANCES.index(attribution.stance))
            for speaker, attribution in zip(fact.speakers, s.attribution, strict=True)
        )
        row = {
            "s": self.entity(fact.subject),
            "r": self.relations.of(relation.key, lambda: self._relation(relation)),
            "o": self.entity(fact.object),
            "a": article,
            "p": int(s.polarity == "negated"),
            "m": MODALITIES.index(s.modality),
            "v": self.chains.of(said),
            "t": self.times.of(s.time.edtf) if s.time else -1,
            "l": self.entity(fact.place),
            "c": round(s.confidence * 100),
        }
        for column, value in row.items():
            self.columns[column].append(value)
        self.ids.append(s.id)

    def _relation(self, relation: Relation) -> list[Any]:
        shown = shown_relation(relation, self.redactor)
        return [shown.key, shown.label_ar, shown.label_en, CLASSES.index(shown.class_)]

    def _span(self, article: int, text: str, fact: Fact) -> list[int]:
        """Return [segment, evidence start and end there, start and end in the article, then (role, start, end) ...]."""
        s = fact.statement
        start, end = s.evidence.start, s.evidence.end
        marked = list(marks(fact))
        if self.quote == "none":
            return [-1, 0, 0, start, end]
        if self.quote == "words":
            piece, marked = words_only(text, marked)
            segment = self.segments.of((article, piece))
            return [segment, 0, len(piece), start, end, *(number for mark in marked for number in mark)]
        first, last = (start, end) if self.quote == "sentence" else paragraph(text, start, end)
        segment = self.segments.of((article, text[first:last]))
        inside = [(role, a - first, b - first) for role, a, b in marked if first <= a and b <= last]
        return [segment, start - first, end - first, start, end, *(number for mark in inside for number in mark)]

    def payload(self, nodes: int) -> Payload:
        pairs: Counter[tuple[int, int]] = Counter()
        for a, b in zip(self.columns["s"], self.columns["o"], strict=True):
            if b >= 0 and a != b:
                pairs[min(a, b), max(a, b)] += 1
        links = layout.Links.of(len(self.entities.values), {pair: float(count) for pair, count in pairs.items()})
        weight = np.array([_KIND_WEIGHT[entity.kind] for entity in self.entities.values], dtype=np.float64)
        score = layout.rank(links, weight) * weight
        order = layout.display_order(links, score, nodes)
        self._renumber(order)
        links = links.renamed(order)
        core = _linked(links, nodes)
        laid = min(LAID_OUT, links.count)
        radius = layout.radii(score[order])
        member = layout.communities(links, core)
        inner = links.among(laid)
        entities = [self.entities.values[old] for old in order.tolist()]
        label = np.array([7.2 * min(22, max(map(len, e.labels.values()), default=5)) for e in entities[:laid]])
        at = layout.places(inner, member[:laid], radius[:laid], label, core=core)
        new_pairs = {(int(a), int(b)): int(w) for a, b, w in zip(links.first, links.second, links.weight, strict=True)}
        graph = self._graph(entities, score[order], member, core, laid)
        return Payload(graph, self._words(), at, radius, new_pairs, core)

    def _renumber(self, order: layout.Ints) -> None:
        new = [0] * len(order)
        for number, old in enumerate(order.tolist()):
            new[old] = number
        for column in ("s", "o", "l"):
            self.columns[column] = [new[old] if old >= 0 else -1 for old in self.columns[column]]
        self.chains.values = [[[new[speaker], stance] for speaker, stance in chain] for chain in self.chains.values]

    def _graph(
        self, entities: list[Entity], score: layout.Floats, member: layout.Ints, core: int, laid: int
    ) -> dict[str, Any]:
        top = float(score.max(initial=0.0)) or 1.0
        groups: dict[int, list[int]] = defaultdict(list)
        for node in range(core):
            groups[int(member[node])].append(node)
        return {
            "version": 1,
            "quote": self.quote,
            "redacted": bool(self.redactor),
            "core": core,
            "laid": laid,
            "types": ENTITY_TYPES,
            "kinds": ENTITY_KINDS,
            "classes": CLASSES,
            "modalities": MODALITIES,
            "stances": STANCES,
            "entities": {
                "id": [e.id for e in entities],
                "ar": [e.label("ar") for e in entities],
                "en": [e.label("en") for e in entities],
                "type": [ENTITY_TYPES.index(e.type) for e in entities],
                "kind": [ENTITY_KINDS.index(e.kind) for e in entities],
                "names": [[n for n in e.names if n not in e.labels.values()] for e in entities],
                "same": [list(e.same_as) for e in entities],
                "country": [e.country for e in entities],
                "sector": [e.sector for e in entities],
                "rank": [round(1000 * float(value) / top) for value in score],
                "group": member.tolist(),
            },
            "groups": [groups[index][:3] for index in range(max(groups, default=-1) + 1)],
            "relations": self.relations.values,
            "sources": self.sources.values,
            "articles": self.articles,
            "chains": self.chains.values,
            "times": self.times.values,
            "statements": self.columns,
        }

    def _words(self) -> dict[str, Any]:
        return {"ids": self.ids, "segments": [text for _, text in self.segments.values], "spans": self.spans}


def _linked(links: layout.Links, nodes: int) -> int:
    """Return how many of the first ``nodes`` to draw: up to the last that has a link among them."""
    inner = links.among(min(nodes, links.count))
    return int(max(inner.first.max(initial=-1), inner.second.max(initial=-1))) + 1 if links.count else 0
