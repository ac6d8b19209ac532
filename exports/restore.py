"""Back from RDF: the articles, statements, entities and merges of a graph file, checked once more, into a store.

>>> restore(sparql.load(Path("graph.trig")), Store("again.khabar"))  # doctest: +SKIP

What RDF has no order for (an entity's names, a statement's content, coreferences, merges) comes back sorted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyoxigraph as ox

from ..graph.model import (
    Article,
    Attribution,
    Claim,
    Coref,
    Entity,
    EntityType,
    Evidence,
    Labels,
    Mention,
    Merge,
    ModelError,
    Reading,
    Relation,
    Statement,
    Time,
)
from ..graph.store import Store
from . import ExportError
from ._rdf import TYPES
from ._terms import KH, REL, expand

_TYPES: dict[str, EntityType] = {name: type for type, name in TYPES.items()}
_HEX = re.compile("-([0-9A-F]+)-")


@dataclass
class _Resolution:
    """What identity had said, gathered from the mentions."""

    entities: tuple[Entity, ...] = ()
    mentions: dict[tuple[str, int, int], str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()


def restore(graph: ox.Store, store: Store) -> int:
    """Put what a loaded graph holds into a store, beside what is there; return how many articles were new or changed.

    Entities of the same id become one, with the names of both. Raises ExportError where the graph was written without
    the articles' texts, or is not what we write.
    """
    reader = _Reader(graph)
    resolution = _Resolution()
    for statement, ends in store.resolved():
        mentions = list(statement.mentions())
        ids = [
            ends.subject,
            *([ends.object] if ends.object else []),
            *ends.speakers,
            *([ends.place] if ends.place else []),
        ]
        resolution.mentions |= {(statement.article, m.start, m.end): id for m, id in zip(mentions, ids, strict=True)}
    try:
        added = store.add(reader.readings(resolution.mentions))
        entities = {entity.id: entity for entity in store.entities()}
        for entity in reader.entities():
            entities[entity.id] = _joined(entities.get(entity.id, entity), entity)
        merges = dict.fromkeys((*store.merges(), *sorted(reader.merges(), key=lambda m: (m.entity, m.other, m.reason))))
    except ModelError as error:
        raise ExportError(f"The graph is not what it was written as: {error}") from error
    resolution.entities, resolution.merges = tuple(entities[id] for id in sorted(entities)), tuple(merges)
    store.settle(lines=False)  # the graph says nothing of the entities of what was set aside
    store.resolve(resolution)
    return added


def _joined(one: Entity, other: Entity) -> Entity:
    return Entity(
        one.id,
        one.kind,
        one.type,
        Labels.of(other.labels, **one.labels),
        tuple(dict.fromkeys((*one.names, *other.names))),
        tuple(dict.fromkeys((*one.same_as, *other.same_as))),
        one.country or other.country,
        one.sector or other.sector,
    )


class _Reader:
    """Reads our shapes from a graph, whatever named graphs they lie in."""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph
        self._corefs: dict[str, list[ox.NamedNode]] = defaultdict(list)
        for node in self._of("kh:Coreference"):
            self._corefs[node.value.partition("#")[0]].append(node)

    # Lookups

    def _of(self, kind: str) -> list[ox.NamedNode]:
        """Return the things of a class in the order of their IRIs."""
        return sorted(set(self._back("rdf:type", _node(kind))), key=lambda node: node.value)

    def _back(self, property: str, object: ox.NamedNode) -> Iterator[ox.NamedNode]:
        for quad in self._graph.quads_for_pattern(None, _node(property), object, None):
            if isinstance(quad.subject, ox.NamedNode):
                yield quad.subject

    def _all(self, node: ox.NamedNode, property: str) -> list[Any]:
        found = {q.object for q in self._graph.quads_for_pattern(node, _node(property), None, None)}
        return sorted(found, key=str)

    def _one(self, node: ox.NamedNode, property: str) -> Any:
        found = self._all(node, property)
        if len(found) != 1:
            raise ExportError(f"{node.value} needs one {property}, and has {len(found)}. Is this a graph of ours?")
        return found[0]

    def _maybe(self, node: ox.NamedNode, property: str) -> Any:
        return self._one(node, property) if self._all(node, property) else None

    def _text(self, node: ox.NamedNode, property: str) -> str:
        found = self._maybe(node, property)
        return found.value if found is not None else ""

    def _day(self, node: ox.NamedNode, property: str) -> date | None:
        text = self._text(node, property)
        return date.fromisoformat(text) if text else None

    def _value(self, node: ox.NamedNode, property: str) -> Any:
        """Return the name of a value: ``affirmed`` of ``kh:polarity-affirmed``."""
        return self._one(node, property).value[len(KH) :].partition("-")[2]

    def _id(self, node: ox.NamedNode) -> str:
        return str(self._one(node, "schema:identifier").value)

    def _labels(self, node: ox.NamedNode) -> Labels:
        return Labels.of({label.language or "": label.value for label in self._all(node, "rdfs:label")})

    # Things

    def entities(self) -> Iterator[Entity]:
        for node in self._of("kh:Entity"):
            types = [_TYPES[n] for n in (t.value[len(KH) :] for t in self._all(node, "rdf:type")) if n in _TYPES]
            others = [*self._all(node, "owl:sameAs"), *self._all(node, "kh:otherId")]
            yield Entity(
                self._id(node),
                self._value(node, "kh:entityKind"),
                types[0] if types else "OTHER",
                self._labels(node),
                tuple(name.value for name in self._all(node, "skos:altLabel")),
                tuple(other.value for other in others),
                self._text(node, "kh:country"),
                self._text(node, "kh:sector"),
            )

    def merges(self) -> Iterator[Merge]:
        for node in self._of("kh:Merge"):
            entity = self._id(self._one(node, "kh:refersTo"))
            other, reason, by = (self._text(node, f"kh:{name}") for name in ("otherName", "reason", "by"))
            yield Merge(entity, other, reason, float(self._text(node, "kh:score")), by)

    def readings(self, mentions: dict[tuple[str, int, int], str]) -> Iterator[Reading]:
        """Yield the readings of all articles, and note in ``mentions`` whose entity each mention is of."""
        for node in self._of("schema:NewsArticle"):
            article = self._article(node)
            found = [self._statement(s, article, mentions) for s in set(self._back("prov:wasDerivedFrom", node))]
            corefs = (self._coref(c, article, mentions) for c in self._corefs[node.value])
            yield Reading(article, tuple(found), tuple(corefs))

    def _article(self, node: ox.NamedNode) -> Article:
        if not self._all(node, "kh:text"):
            raise ExportError(f"{node.value} has no kh:text: the graph was written without texts. Write it with them.")
        publisher = self._maybe(node, "schema:publisher")
        return Article(
            self._id(node),
            self._text(node, "schema:headline"),
            self._text(node, "kh:text"),
            self._text(node, "schema:inLanguage"),
            self._day(node, "schema:datePublished"),
            self._text(publisher, "schema:name") if publisher else "",
            self._text(node, "schema:url"),
        )

    def _span(self, words: ox.NamedNode) -> tuple[int, int, str]:
        selector = self._one(words, "oa:hasSelector")
        start, end = (int(self._text(selector, f"oa:{name}")) for name in ("start", "end"))
        return start, end, self._text(selector, "oa:exact")

    def _evidence(self, node: ox.NamedNode, property: str, article: Article) -> Evidence:
        start, end, text = self._span(self._one(node, property))
        return Evidence(article, start, end, text)

    def _mention(self, node: ox.NamedNode, article: Article, mentions: dict[tuple[str, int, int], str]) -> Mention:
        start, end, exact = self._span(self._one(node, "kh:words"))
        entity = self._maybe(node, "kh:refersTo")
        if entity is not None:
            mentions[article.id, start, end] = self._id(entity)
        other = self._maybe(node, "kh:mentionText")
        type = _TYPES[self._one(node, "kh:entityType").value[len(KH) :]]
        text = exact if other is None else other.value
        return Mention(text, start, end, type, self._value(node, "kh:mentionKind"))

    def _coref(self, node: ox.NamedNode, article: Article, mentions: dict[tuple[str, int, int], str]) -> Coref:
        one, other = (self._mention(self._one(node, f"kh:{n}"), article, mentions) for n in ("mention", "antecedent"))
        return Coref(one, other, self._text(node, "kh:corefRule"))

    def _relation(self, node: ox.NamedNode) -> Relation:
        relation = self._one(node, "kh:relation")
        open_ = self._maybe(relation, "kh:openRelation")
        id = None if open_ is not None else _relation_id(relation.value[len(REL) :])
        return Relation(id, self._text(node, "kh:lemma"), self._labels(relation), self._value(node, "kh:class"))

    def _attributions(
        self, node: ox.NamedNode, article: Article, mentions: dict[tuple[str, int, int], str]
    ) -> Iterator[Attribution]:
        for link in sorted(self._all(node, "kh:attribution"), key=lambda a: int(self._text(a, "kh:order"))):
            speaker = self._mention(self._one(link, "kh:speakerMention"), article, mentions)
            yield Attribution(speaker, self._text(link, "kh:cue"), self._value(link, "kh:stance"))

    def _statement(self, node: ox.NamedNode, article: Article, mentions: dict[tuple[str, int, int], str]) -> Statement:
        def mention(property: str) -> Mention | None:
            found = self._maybe(node, property)
            return self._mention(found, article, mentions) if found is not None else None

        edtf = self._text(node, "kh:edtf")
        found = Statement(
            article.id,
            Claim(
                self._mention(self._one(node, "kh:subjectMention"), article, mentions),
                self._relation(node),
                mention("kh:objectMention"),
            ),
            self._evidence(node, "kh:evidence", article),
            self._evidence(node, "kh:trigger", article),
            self._value(node, "kh:polarity"),
            self._value(node, "kh:modality"),
            tuple(self._attributions(node, article, mentions)),
            tuple(c.value.rpartition("/")[2] for c in self._all(node, "kh:content")),
            Time(self._day(node, "kh:start"), self._day(node, "kh:end"), edtf) if edtf else None,
            mention("kh:placeMention"),
            float(self._text(node, "kh:confidence")),
            self._extractor(node),
        )
        if found.id != node.value.rpartition("/")[2]:
            raise ExportError(f"{node.value}: its fields hash to {found.id}. It was changed after it was written.")
        return found

    def _extractor(self, node: ox.NamedNode) -> str:
        activity = self._maybe(node, "prov:wasGeneratedBy")
        return self._text(self._one(activity, "prov:wasAssociatedWith"), "rdfs:label") if activity else ""


def _node(name: str) -> ox.NamedNode:
    return ox.NamedNode(expand(name)[1:-1])


def _relation_id(name: str) -> str:
    if not name.startswith("id-"):
        return name
    return _HEX.sub(lambda m: chr(int(m[1], 16)), name[3:].replace("_", " "))
