"""Names to entities: joins in the order of their certainty, people's decisions before all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from . import names
from .clusters import Clusters, Edge, Node, best_first
from .decisions import Decision, DecisionError, comparable
from .entities import minted_entity
from .gathering import Group
from .gazetteer import BASE, Entry, Gazetteer
from .model import Entity, digest
from .offices import Offices
from .rulings import Rulings
from .written_names import FAMILY, NameReader

Note = Callable[[str, str, str, float, str], None]


class Joining:
    """Joins nodes into entities. ``nodes`` are the written and the known ones, in their order, then listed ones.

    What becomes of nodes depends on those alone with which an edge, an id or a decision connects them: nodes that
    nothing connects with others may be joined by themselves, as long as their order stays.
    """

    def __init__(self, nodes: list[Node], written: int, rulings: Rulings, note: Note) -> None:
        self.nodes = nodes
        self.clusters = Clusters(nodes, rulings)
        self._written, self._rulings, self._note = written, rulings, note

    def given(self) -> None:
        """Join what needs no weighing: names listed for one entry, names of one known entity."""
        nodes, clusters = self.nodes, self.clusters
        by_id: dict[str, int] = {}
        by_words: dict[tuple[str, tuple[str, ...]], int] = {}
        for at, node in enumerate(nodes):
            if iri := node.entry or node.known:
                clusters.join(Edge(1.0, by_id.setdefault(iri, at), at, "", "given"))
            if node.known and not node.scope:
                by_words.setdefault((node.family, node.name.words), at)
        for at, node in enumerate(nodes[: self._written]):
            if not node.known and not node.scope and (held := by_words.get((node.family, node.name.words))) is not None:
                clusters.join(Edge(1.0, held, at, "", "given"))

    def decided(self, decision: Decision) -> None:
        """Join the names that a person says are one; DecisionError where that contradicts what is known."""
        wanted = [found(self.nodes, name) for name in (decision.one, decision.other)]
        for one in wanted[0]:
            for other in wanted[1]:
                edge = Edge(1.0, one, other, decision.reason, "decision")
                if refused := self.clusters.join(edge):
                    names_ = f"{decision.one!r} and {decision.other!r}"
                    raise DecisionError(f"Decision {decision.number} would join {names_}: {refused}. Undo it.")

    def join(self, edges: Iterable[Edge]) -> None:
        """Join what edges connect, the surest first, and tell why; what contradicts is left out."""
        nodes, clusters = self.nodes, self.clusters
        for edge in best_first(edges, nodes):
            if clusters.root(edge.one) == clusters.root(edge.other) or clusters.join(edge):
                continue
            one, other = sorted((nodes[edge.one], nodes[edge.other]), key=rank)
            self._note(
                one.entry or one.known or one.name.text, other.name.text, edge.reason, round(edge.score, 3), edge.by
            )

    def entities(self) -> Iterator[tuple[str, list[Node], Entity | None]]:
        """Yield for each entity that is written its id, its written nodes, and itself; None if it is listed."""
        nodes, clusters = self.nodes, self.clusters
        sets: dict[int, list[int]] = defaultdict(list)
        for at, node in enumerate(nodes):
            if node.articles:
                sets[clusters.root(at)].append(at)
        for root, members in sets.items():
            written = [nodes[at] for at in members]
            held = {"entry": "", "known": ""}
            for at in clusters.of(root):
                for what in held:
                    value = getattr(nodes[at], what)
                    held[what] = min(filter(None, (held[what], value)), default="")
            iri = held["entry"] or held["known"] or _mint(written)
            also = tuple(sorted(clusters.ids(root) - {iri}))
            yield iri, written, None if held["entry"] else minted_entity(iri, written, also)


def group_of(node: Node) -> Group:
    """Return the group of a written node."""
    return node.family, node.name.words, node.scope


def found(nodes: list[Node], name: str) -> list[int]:
    """Return the places of the nodes that a decision means by a name or an id."""
    wanted = comparable(name)
    return [at for at, node in enumerate(nodes) if wanted in (node.name.form, node.entry, node.known)]


def target(decision: Decision, rulings: Rulings, gazetteer: Gazetteer) -> str:
    """Return what the log says that a decision joins a name to: the id of the listed thing, else the other name."""
    entry = gazetteer.entries.get(rulings.forced.get(comparable(decision.one), ""))
    return entry.id if entry else decision.one


def rank(node: Node) -> tuple[bool, bool, int, tuple[str, ...]]:
    """Return what nodes are sorted by where one of two names the other's entity."""
    return not node.entry, not node.known, -len(node.name.words), node.order


def _mint(written: list[Node]) -> str:
    """Return an IRI made of type and name, for a set the name with the most words up to four, Arabic first."""
    best = min(written, key=lambda n: (-min(len(n.name.words), 4), n.name.language != "ar", n.order))
    return f"{BASE}{best.family}-{digest(best.family, *best.name.words, best.scope)}"


_LISTED: dict[int, tuple[Gazetteer, list[Node]]] = {}


def listed(gazetteer: Gazetteer) -> list[Node]:
    """Return a node for each listed name that is not doubtful, made once for a gazetteer."""
    held = _LISTED.get(id(gazetteer))
    if held is None or held[0] is not gazetteer:
        reader = NameReader(gazetteer, Offices(gazetteer))
        nodes = [node for iri in sorted(gazetteer.entries) for node in _nodes_of(gazetteer.entries[iri], reader)]
        _LISTED.clear()
        held = _LISTED[id(gazetteer)] = (gazetteer, nodes)
    return held[1]


def _nodes_of(entry: Entry, reader: NameReader) -> Iterator[Node]:
    both = len({names.language_of(text) for text in entry.names}) > 1
    for text in entry.names:
        if entry.sort != "town" and names.normal(text) not in entry.doubtful:
            yield Node(reader.read(text), FAMILY[entry.type], entry=entry.id, both=both)
