"""One entity, however it is written: mentions of many articles become entities, and every decision is logged."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from . import descriptions, names
from .article_names import ArticleNames, Case
from .article_things import Span, Thing
from .clusters import Clusters, Edge, Node, acronym_edges, best_first, dominance_edges, spelling_edges, type_edges
from .decisions import Decision, DecisionError, comparable
from .entities import described, known_entity, minted_entity
from .gazetteer import BASE, Entry, Gazetteer
from .model import Entity, Merge, Reading, digest
from .names import lexicon
from .offices import Offices
from .rulings import Rulings
from .written_names import FAMILY, Name, NameReader

Key = tuple[str, int, int]
# The rules that may join a name to an entity, as they sign the log; a decision is signed by who took it.
RULES = (
    "gazetteer", "context", "short name", "office", "metonymy", "type", "spelling", "transliteration", "dominance",
)  # fmt: skip
Group = tuple[str, tuple[str, ...], str]


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
    resolver = _Resolver(gazetteer, tuple(decisions), tuple(known), metonymy)
    for reading in readings:
        resolver.read(reading)
    return resolver.resolution()


@dataclass
class _Resolver:
    gazetteer: Gazetteer
    decisions: tuple[Decision, ...]
    known: tuple[Entity, ...]
    metonymy: bool
    groups: dict[Group, Node] = field(default_factory=dict)
    places: dict[Key, Group | str] = field(default_factory=dict)
    local: dict[str, Entity] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    used: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    log: dict[tuple[str, str, str, str], tuple[float, int]] = field(default_factory=dict)
    near: list[Edge] = field(default_factory=list)
    former: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.offices = Offices.load(self.gazetteer)
        self.reader = NameReader(self.gazetteer, self.offices)
        self.reader.rulings = Rulings.made_from(self.decisions, self.gazetteer)

    # -- one article at a time

    def read(self, reading: Reading) -> None:
        article = reading.article.id
        cases, rest = ArticleNames(reading, self.reader, self.gazetteer, self.offices, self.note).settle()
        company = {case.entry.id for case in cases if case.entry is not None}
        for case in cases:
            if case.entry is not None:
                self._place_entry(article, case, case.entry)
            else:
                self._place_group(article, case, company)
        for thing in rest:
            self._place_description(article, reading.article.language, thing)

    def note(self, entity: str, other: str, reason: str, score: float, by: str) -> None:
        key = (entity, other, reason, by)
        self.log[key] = (score, self.log.get(key, (score, 0))[1] + 1)

    def _place_entry(self, article: str, case: Case, entry: Entry) -> None:
        self.entries[entry.id] = entry
        used = self.used[entry.id]  # an office may be met by its title alone, with no name to count
        written = case.thing.names
        for name in case.names:
            if name.office is None:
                used[name.text] += written[name.text]
                if name.form not in _forms(entry.labels.pairs) and any(e.id == entry.id for e, _ in name.bearers):
                    self.note(entry.id, name.text, "is listed among its names", 1.0, "gazetteer")
        for mention in case.thing.mentions:
            self.places[(article, *mention.span)] = self._speaker(entry, mention.span, case.thing).id

    def _speaker(self, entry: Entry, span: Span, thing: Thing) -> Entry:
        """Return the state that speaks through its seat or capital, where the rule is on and nothing is placed."""
        if not self.metonymy or span in thing.placed or entry.sort == "country":
            return entry
        state = self.gazetteer.stands_for(entry, acting=span in thing.acting)
        if state is None:
            return entry
        self.entries[state.id] = state
        self.used[state.id]
        label = entry.labels.get("ar") or entry.labels.get("en", "")
        self.note(state.id, label, "acts for its state", 0.9, "metonymy")
        return state

    def _place_group(self, article: str, case: Case, company: set[str]) -> None:
        name = case.main
        scope = article if case.apart or _needs_scope(name, case.family) else ""
        group: Group = (case.family, name.words, scope)
        node = self.groups.get(group)
        if node is None:
            node = self.groups[group] = Node(name, case.family, scope=scope)
        if name.text < node.name.text and name.words == node.name.words:
            node.name = name  # whichever article came first, the same spelling speaks for the group
        node.articles += 1
        node.company |= company
        node.spelled.update(case.thing.names or {name.text: 1 for name in case.names})
        node.types[case.type] += 1
        for mention in case.thing.mentions:
            self.places[(article, *mention.span)] = group

    def _place_description(self, article: str, language: str, thing: Thing) -> None:
        text = next(iter(thing.nominals), "") or next(iter(thing.names), "")
        told = descriptions.identifies(text)
        iri = f"{BASE}described-{digest(article, names.normal(text), '' if told else thing.start)}"
        if iri not in self.local:
            self.local[iri] = described(iri, descriptions.kind_of(text), thing.type, text, language)
        for mention in thing.mentions:
            self.places[(article, *mention.span)] = iri

    # -- all articles together

    def resolution(self) -> Resolution:
        nodes = self._learnt([*sorted(self.groups.values(), key=lambda node: node.order), *self._known_nodes()])
        first = len(nodes)
        nodes += _listed(self.gazetteer) if self.groups else []
        clusters = Clusters(nodes, self.reader.rulings)
        self._join_given(clusters, first)
        for edges in (type_edges(nodes), spelling_edges(nodes, self.near.append), acronym_edges(nodes)):
            self._join(clusters, edges)
        self._join(clusters, dominance_edges(nodes, clusters))
        ids, entities = self._entities(clusters)
        entities.update(self.local)
        mentions = {key: place if isinstance(place, str) else ids[place] for key, place in self.places.items()}
        met = set(mentions.values())
        entities = {iri: entities[iri] for iri in sorted(entities) if iri in met}
        return Resolution(tuple(entities.values()), mentions, self._merges(ids), self._near(clusters, ids))

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

    def _join_given(self, clusters: Clusters, first: int) -> None:
        """Join what needs no weighing: names listed for one entry, names of one known entity, and people's
        decisions.
        """
        nodes = clusters.nodes
        by_id: dict[str, int] = {}
        by_words: dict[tuple[str, tuple[str, ...]], int] = {}
        for at, node in enumerate(nodes):
            if iri := node.entry or node.known:
                clusters.join(Edge(1.0, by_id.setdefault(iri, at), at, "", "given"))
            if node.known and not node.scope:
                by_words.setdefault((node.family, node.name.words), at)
        for at, node in enumerate(nodes[:first]):
            if not node.known and not node.scope and (held := by_words.get((node.family, node.name.words))) is not None:
                clusters.join(Edge(1.0, held, at, "", "given"))
        for decision in self.decisions:
            if decision.verdict == "same":
                self._join_decided(clusters, decision)

    def _join_decided(self, clusters: Clusters, decision: Decision) -> None:
        wanted = [self._found(clusters.nodes, name) for name in (decision.one, decision.other)]
        for one in wanted[0]:
            for other in wanted[1]:
                edge = Edge(1.0, one, other, decision.reason, "decision")
                if refused := clusters.join(edge):
                    names_ = f"{decision.one!r} and {decision.other!r}"
                    raise DecisionError(f"Decision {decision.number} would join {names_}: {refused}. Undo it.")
        target = self.gazetteer.entries.get(self.reader.rulings.forced.get(comparable(decision.one), ""))
        entity = target.id if target else decision.one
        self.note(entity, decision.other, decision.reason or "a person said so", 1.0, decision.by or "decision")

    def _found(self, nodes: list[Node], name: str) -> list[int]:
        wanted = comparable(name)
        return [at for at, node in enumerate(nodes) if wanted in (node.name.form, node.entry, node.known)]

    def _join(self, clusters: Clusters, edges: Iterable[Edge]) -> None:
        nodes = clusters.nodes
        for edge in best_first(edges, nodes):
            if clusters.root(edge.one) == clusters.root(edge.other) or clusters.join(edge):
                continue
            one, other = sorted((nodes[edge.one], nodes[edge.other]), key=_rank)
            self.note(
                one.entry or one.known or one.name.text, other.name.text, edge.reason, round(edge.score, 3), edge.by
            )

    def _entities(self, clusters: Clusters) -> tuple[dict[Group, str], dict[str, Entity]]:
        nodes = clusters.nodes
        ids: dict[Group, str] = {}
        entities: dict[str, Entity] = {}
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
            for node in written:
                ids[(node.family, node.name.words, node.scope)] = iri
                if held["entry"]:
                    self.used[iri].update(node.spelled)
            if held["entry"]:
                self.entries[iri] = self.gazetteer.entries[iri]
            else:
                also = sorted(clusters.ids(root) - {iri})
                entities[iri] = minted_entity(iri, written, tuple(also))
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
            times = f" ({count} articles)" if count > 1 else ""
            found.append(Merge(by_text.get(entity, entity), other, reason + times, score, by))
        return tuple(sorted(found, key=lambda m: (m.entity, m.other, m.by, m.reason)))

    def _near(self, clusters: Clusters, ids: Mapping[Group, str]) -> tuple[Merge, ...]:
        nodes = clusters.nodes
        edges = [e for e in best_first(self.near, nodes) if clusters.root(e.one) != clusters.root(e.other)]
        found = []
        for edge in edges[:200]:
            one, other = sorted((nodes[edge.one], nodes[edge.other]), key=_rank)
            entity = one.entry or one.known or ids.get((one.family, one.name.words, one.scope), one.name.text)
            found.append(Merge(entity, other.name.text, f"kept apart: {edge.reason}", round(edge.score, 3), edge.by))
        return tuple(found)


def _rank(node: Node) -> tuple[bool, bool, int, tuple[str, ...]]:
    return not node.entry, not node.known, -len(node.name.words), node.order


def _needs_scope(name: Name, family: str) -> bool:
    """A given name alone is another person in every article."""
    return family == "person" and len(name.words) == 1 and (lexicon.is_given(name.words[0]) or len(name.words[0]) < 3)


def _mint(written: list[Node]) -> str:
    """Return an IRI made of type and name, for a set the name with the most words up to four, Arabic first."""
    best = min(written, key=lambda n: (-min(len(n.name.words), 4), n.name.language != "ar", n.order))
    return f"{BASE}{best.family}-{digest(best.family, *best.name.words, best.scope)}"


@lru_cache(maxsize=1 << 14)
def _forms(labels: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(names.normal(label) for _, label in labels)


_LISTED: dict[int, tuple[Gazetteer, list[Node]]] = {}


def _listed(gazetteer: Gazetteer) -> list[Node]:
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
