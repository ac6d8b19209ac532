"""One entity, however it is written: mentions of many articles become entities, and every decision is logged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .clusters import Edge, Node, acronym_edges, best_first, dominance_edges, type_edges
from .decisions import Decision
from .entities import known_entity
from .gathering import Gathering, Group, Key
from .gazetteer import BASE, Gazetteer
from .joining import Joining, group_of, listed, rank, target
from .model import Entity, Merge, Reading
from .spelling import spelling_edges
from .written_names import FAMILY

# The rules that may join a name to an entity, as they sign the log; a decision is signed by who took it.
RULES = (
    "gazetteer", "context", "short name", "office", "metonymy", "type", "spelling", "transliteration", "dominance",
)  # fmt: skip


@dataclass(frozen=True)
class Resolution:
    """Entities in id order, the entity id of each mention by (article id, start, end), and the log of decisions.

    ``near`` holds the joins that were not made, though little was missing.
    """

    entities: tuple[Entity, ...]
    mentions: Mapping[Key, str]
    merges: tuple[Merge, ...]
    near: tuple[Merge, ...] = ()

    def doubtful(self, count: int = 50) -> tuple[Merge, ...]:
        """Return the least sure joins, made or nearly made, the least sure first; people's own are not among them."""
        asked = [merge for merge in (*self.merges, *self.near) if merge.by in RULES]
        return tuple(sorted(asked, key=lambda merge: (merge.score, merge.entity, merge.other))[:count])


def resolve(
    readings: Iterable[Reading],
    *,
    gazetteer: Gazetteer,
    decisions: Iterable[Decision] = (),
    known: Iterable[Entity] = (),
    metonymy: bool = True,
) -> Resolution:
    """Return the entities of the readings' mentions. Neither the order of readings nor that of mentions matters.

    ``known`` are entities of an earlier resolution, whose ids stay. With ``metonymy`` a seat of government or a
    capital that acts as a state is the state. Raises DecisionError where a decision would join two known ids or
    contradict another.
    """
    resolver = _Resolver(gazetteer, tuple(decisions), metonymy, known=tuple(known))
    for reading in readings:
        resolver.read(reading)
    return resolver.resolution()


@dataclass
class _Resolver(Gathering):
    """Weighs what was gathered of all articles together."""

    known: tuple[Entity, ...] = ()
    near: list[Edge] = field(default_factory=list)
    former: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def resolution(self) -> Resolution:
        nodes = self._learnt([*sorted(self.groups.values(), key=lambda node: node.order), *self._known_nodes()])
        first = len(nodes)
        nodes += listed(self.gazetteer) if self.groups else []
        joining = Joining(nodes, first, self.reader.rulings, self.note)
        joining.given()
        self._decided(joining)
        for edges in (type_edges(nodes), spelling_edges(nodes, self.near.append), acronym_edges(nodes)):
            joining.join(edges)
        joining.join(dominance_edges(nodes, joining.clusters))
        ids, entities = self._entities(joining)
        entities.update(self.local)
        mentions = {key: place if isinstance(place, str) else ids[place] for key, place in self.places.items()}
        met = set(mentions.values())
        entities = {iri: entities[iri] for iri in sorted(entities) if iri in met}
        return Resolution(tuple(entities.values()), mentions, self._merges(ids), self._near(joining, ids))

    def _known_nodes(self) -> Iterator[Node]:
        for entity in sorted(self.known, key=lambda entity: entity.id):
            if entity.kind != "named" or entity.id in self.gazetteer.entries or not entity.id.startswith(BASE):
                continue
            if entity.id.startswith((BASE + "office-", BASE + "institution-")):
                continue
            for text in entity.names:
                yield Node(self.reader.read(text), FAMILY[entity.type], known=entity.id)

    def _learnt(self, nodes: list[Node]) -> list[Node]:
        """Return nodes less the known names that the gazetteer has learnt since; their old ids become ``same_as``."""
        kept = []
        for node in nodes:
            sure = [entry for entry, is_sure in node.name.bearers if is_sure and len(node.name.words) > 1]
            if node.known and len(sure) == 1 and FAMILY[sure[0].type] == node.family:
                self.former[sure[0].id].add(node.known)
            else:
                kept.append(node)
        return kept

    def _decided(self, joining: Joining) -> None:
        for decision in self.decisions:
            if decision.verdict == "same":
                joining.decided(decision)
                entity = target(decision, self.reader.rulings, self.gazetteer)
                self.note(entity, decision.other, *reason_of(decision))

    def _entities(self, joining: Joining) -> tuple[dict[Group, str], dict[str, Entity]]:
        ids: dict[Group, str] = {}
        entities: dict[str, Entity] = {}
        for iri, written, entity in joining.entities():
            ids.update((group_of(node), iri) for node in written)
            if entity is not None:
                entities[iri] = entity
                continue
            self.entries[iri] = self.gazetteer.entries[iri]
            for node in written:
                self.used[iri].update(node.spelled)
        for iri, used in self.used.items():
            entities[iri] = known_entity(self.entries[iri], used, self.former.get(iri, ()))
        return ids, entities

    def _merges(self, ids: Mapping[Group, str]) -> tuple[Merge, ...]:
        by_text: dict[str, str] = {}
        for group, node in sorted(self.groups.items()):
            for text in (node.name.text, *sorted(node.spelled)):
                by_text.setdefault(text, ids[group])
        found = []
        for (entity, other, reason, by), (score, count) in self.log.items():
            found.append(merge(by_text.get(entity, entity), other, reason, by, score=score, count=count))
        return tuple(sorted(found, key=merge_order))

    def _near(self, joining: Joining, ids: Mapping[Group, str]) -> tuple[Merge, ...]:
        nodes, clusters = joining.nodes, joining.clusters
        edges = [e for e in best_first(self.near, nodes) if clusters.root(e.one) != clusters.root(e.other)]
        found = []
        for edge in edges[:200]:
            one, other = sorted((nodes[edge.one], nodes[edge.other]), key=rank)
            entity = one.entry or one.known or ids.get(group_of(one), one.name.text)
            found.append(Merge(entity, other.name.text, f"kept apart: {edge.reason}", round(edge.score, 3), edge.by))
        return tuple(found)


def merge(entity: str, other: str, reason: str, by: str, *, score: float, count: int) -> Merge:
    """Return a reason of the log as a merge; it tells in how many articles it held."""
    times = f" ({count} articles)" if count > 1 else ""
    return Merge(entity, other, reason + times, score, by)


def merge_order(merge: Merge) -> tuple[str, str, str, str]:
    """Return what the log is sorted by."""
    return merge.entity, merge.other, merge.by, merge.reason


def reason_of(decision: Decision) -> tuple[str, float, str]:
    """Return why a decision joins, how surely, and who says so, as the log has it."""
    return decision.reason or "a person said so", 1.0, decision.by or "decision"
