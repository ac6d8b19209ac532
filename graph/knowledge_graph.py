"""The graph of what is known: entities and, between them, the statements that articles make."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import networkx as nx

from .model import Article, Entity, Merge, Modality, Polarity, Relation, Statement, digest
from .store import Ends, Store, claim_id

_AT_HAND = 1 << 15  # entities that stay in memory, for the same few are in most statements


@dataclass(frozen=True)
class Fact:
    """A statement and the entities in its places; ``speakers`` follows the attribution chain, outermost first."""

    statement: Statement
    subject: Entity
    object: Entity | None = None
    speakers: tuple[Entity, ...] = ()
    place: Entity | None = None

    @property
    def claim(self) -> str:
        """The id of what is claimed, whoever claims it and whether it is affirmed or denied."""
        object = self.object.id if self.object else None
        return claim_id(self.subject.id, self.statement.claim.relation.key, object)

    def entities(self) -> Iterator[Entity]:
        """Yield the entities of all its places, one that is in two places twice."""
        yield self.subject
        if self.object is not None:
            yield self.object
        yield from self.speakers
        if self.place is not None:
            yield self.place


class KnowledgeGraph:
    """What a store knows, as entities, facts and a networkx graph.

    All are read from the store as they are asked for, a row at a time, but for ``nx``, which is made once and kept.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def articles(self) -> Iterator[Article]:
        """Yield the articles in id order."""
        return self.store.articles()

    def article(self, id: str) -> Article:
        """Return the article of an id; StoreError where there is none."""
        return self.store.article(id)

    def statements(self) -> Iterator[Statement]:
        """Yield the statements, articles in id order, in text order."""
        return self.store.statements()

    def merges(self) -> Iterator[Merge]:
        """Yield the decisions that made names one entity, in the order in which they were taken."""
        return self.store.merges()

    def entities(self) -> Iterator[Entity]:
        """Yield the entities in id order."""
        return self.store.entities()

    def entity(self, id: str) -> Entity:
        """Return the entity of an id; StoreError where there is none."""
        return self._entity(id)

    @cached_property
    def _entity(self) -> Callable[[str], Entity]:
        return lru_cache(_AT_HAND)(self.store.entity)

    def facts(self) -> Iterator[Fact]:
        """Yield the statements with their entities, in the order of :meth:`statements`."""
        for article in self.articles():
            yield from self.facts_of(article)

    def facts_of(self, article: Article) -> Iterator[Fact]:
        """Yield one article's statements with their entities, in text order."""
        return itertools.starmap(self._fact, self.store.resolved_of(article))

    def about(self, id: str) -> Iterator[Fact]:
        """Yield the statements in which an entity has any place, in the order of :meth:`statements`.

        Only they are read, however large the store is. StoreError where there is no such entity.
        """
        return (self._fact(statement, ends) for _, statement, ends in self.store.about(id))

    def _fact(self, statement: Statement, ends: Ends) -> Fact:
        return Fact(
            statement,
            self.entity(ends.subject),
            self.entity(ends.object) if ends.object else None,
            tuple(self.entity(id) for id in ends.speakers),
            self.entity(ends.place) if ends.place else None,
        )

    @cached_property
    def nx(self) -> Any:
        """The graph as a plain ``networkx.MultiDiGraph``.

        A node is an entity id with ``label_ar``, ``label_en``, ``type``, ``kind`` and ``count`` (statements it has a
        place in). An edge is keyed ``(relation key, polarity, modality)`` and carries those three (``relation``,
        ``polarity``, ``modality``), ``label_ar``, ``label_en``, ``class``, ``statements`` (a tuple of ids),
        ``articles`` (independent sources: a publisher's articles count once, and so do those that print one text),
        ``reported`` (every statement has a speaker), ``first`` and ``last`` (ISO days on which it held, else of
        publication, or "") and ``confidence`` (the highest).
        Statements without an object count in the nodes and have no edge.
        """
        told = ((article, fact) for article in self.articles() for fact in self.facts_of(article))
        return _graph(told, self.entities(), self.origin)

    def origin(self, article: Article) -> Origin:
        """Return what tells whether an article is independent of others."""
        return Origin.of(article, self.store.original(article.id))

    def ego(self, id: str) -> Any:
        """Return the part of ``nx`` that an entity's statements make: it, its neighbours, and the edges of it.

        Only they are read, however large the store is; a node's ``count`` is of these statements. StoreError where
        there is no such entity.
        """
        told = [(article, self._fact(statement, ends)) for article, statement, ends in self.store.about(id)]
        ends = ((fact.subject, fact.object) for _, fact in told if fact.object is not None)
        met = {entity.id: entity for pair in ends if id in (pair[0].id, pair[1].id) for entity in pair}
        met[id] = self.entity(id)
        seen = ((a, f) for a, f in told if f.object and id in (f.subject.id, f.object.id))
        return _graph(seen, met.values(), self.origin)


def _graph(
    told: Iterable[tuple[Article, Fact]], entities: Iterable[Entity], origin_of: Callable[[Article], Origin]
) -> Any:
    """Return the networkx graph of statements, with these entities as its nodes."""
    graph = nx.MultiDiGraph()
    count: Counter[str] = Counter()
    edges: dict[tuple[str, str, str, Polarity, Modality], Edge] = {}
    origin: tuple[Article | None, Origin] = (None, Origin("", "", "", ""))
    for article, fact in told:
        if article is not origin[0]:
            origin = article, origin_of(article)
        count.update({entity.id for entity in fact.entities()})
        if fact.object is None:
            continue
        s = fact.statement
        key = (fact.subject.id, fact.object.id, s.claim.relation.key, s.polarity, s.modality)
        edges.setdefault(key, Edge(s.claim.relation)).add(s, origin[1])
    for entity in sorted(entities, key=lambda entity: entity.id):
        graph.add_node(entity.id, **_node(entity, count[entity.id]))
    for key in sorted(edges):
        subject, object, relation, polarity, modality = key
        graph.add_edge(
            subject,
            object,
            key=(relation, polarity, modality),
            polarity=polarity,
            modality=modality,
            **edges[key].attributes(),
        )
    return graph


def _node(entity: Entity, count: int) -> dict[str, Any]:
    return {
        "label_ar": entity.label("ar"),
        "label_en": entity.label("en"),
        "type": entity.type,
        "kind": entity.kind,
        "count": count,
    }


@dataclass(frozen=True)
class Origin:
    """What tells whether two articles are independent of each other: publisher, a hash of the text, day, and the id of
    the first article that printed most of the text."""

    publisher: str
    text: str
    published: str
    original: str

    @classmethod
    def of(cls, article: Article, original: str) -> Origin:
        """Return the origin of an article whose text the article of id ``original`` printed first."""
        body = article.text[len(article.title) :].strip()
        published = article.published.isoformat() if article.published else ""
        return cls(article.source or f"article {article.id}", digest(body), published, original)


def independent(origins: Iterable[Origin]) -> int:
    """Return how many groups remain when articles of one publisher, or with one text, are taken together."""
    graph = nx.Graph()
    for origin in origins:
        graph.add_edge(("publisher", origin.publisher), ("text", origin.text))
        graph.add_edge(("publisher", origin.publisher), ("original", origin.original))
    return int(nx.number_connected_components(graph))


@dataclass
class Edge:
    """The statements of one edge, gathered; :meth:`attributes` returns what :attr:`KnowledgeGraph.nx` carries."""

    relation: Relation
    ids: list[str] = field(default_factory=list)
    origins: set[Origin] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    reported: bool = True
    confidence: float = 0.0

    def add(self, statement: Statement, origin: Origin) -> None:
        self.ids.append(statement.id)
        self.origins.add(origin)
        time = statement.time
        start, end = (time.start, time.end) if time else (None, None)
        # What has begun and has no end held on the day of publication, as what has no time at all did.
        held = {start.isoformat() if start else "", end.isoformat() if end else origin.published}
        self.days |= held - {""}
        self.reported = self.reported and bool(statement.attribution)
        self.confidence = max(self.confidence, statement.confidence)

    def attributes(self) -> dict[str, Any]:
        relation = self.relation
        return {
            "relation": relation.key,
            "label_ar": relation.label.get("ar") or relation.label.get("en") or relation.lemma,
            "label_en": relation.label.get("en") or relation.label.get("ar") or relation.lemma,
            "class": relation.class_,
            "statements": tuple(self.ids),
            "articles": independent(self.origins),
            "reported": self.reported,
            "first": min(self.days, default=""),
            "last": max(self.days, default=""),
            "confidence": self.confidence,
        }
