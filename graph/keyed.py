"""Identity by keyed groups: the same entities as ``identity.resolve`` makes, and no process holds all names.

What is known travels as records: the stage that takes it, a key, and a value of plain JSON. A stage sees all values of
a key at once and nothing else, in any order, and makes records for later stages:

    gathered    a block of articles, each by itself (``Gathering``)                          -> named, reasons, entities
    named       one name as one family of types bears it: counts added up                    -> alike, rare, joined
    alike       names that share a key: which are compared, and what needs no other name     -> rare, joined, links
    rare        a surname: with how many given names it is borne                             -> joined, links
    (links      which names and listed things are connected: over all, two numbers for each name)
    joined      one name and its edges                                                       -> settled
    settled     names that are connected: joined as ``Joining`` does it, the surest first    -> reasons, entities
    reasons     what the log says of one name or id                                          -> entities
    entities    one entity: its names, and the blocks that have mentions of it

That is exact, as what becomes of a name depends only on names that an edge, a surname or a decision connects with it.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from . import matching
from .clusters import LEAST, Edge, Node, acronym_edges, dominance_edges, initials, type_edges
from .decisions import Decision
from .entities import known_entity
from .gathering import Gathering, Group
from .gazetteer import Entry, Gazetteer
from .identity import merge, merge_order, reason_of
from .joining import Joining, group_of, listed, target
from .model import Entity, Reading, digest
from .names import lexicon
from .offices import Offices
from .rulings import Rulings
from .serialise import dump_entity, load_entity
from .spelling import Likeness, has_surname, likeness, listed_keys, pairs, ready
from .written_names import NameReader

End = str | int
"""An end of an edge: the key of a written name, or the number of a listed one."""
_STAGES = ("type", "spelling", "acronym")


class Out(NamedTuple):
    """A record: the stage that takes it, its key, its value."""

    stage: str
    key: str
    value: Any


def number_of(key: str) -> int:
    """Return a number of 64 bits for a key, the same on every machine."""
    return int(digest(key), 16)


def block_key(block: int) -> str:
    """Return the key of what is told to a block of articles."""
    return f"#{block}"


class Keyed:
    """What a worker needs for all stages: listed names, people's decisions, and whether metonymy is looked at."""

    def __init__(self, gazetteer: Gazetteer, decisions: Iterable[Decision] = (), *, metonymy: bool = True) -> None:
        self.gazetteer = gazetteer
        self.decisions = tuple(decisions)
        self._metonymy = metonymy
        self._rulings = Rulings.made_from(self.decisions, gazetteer)
        self._reader = NameReader(gazetteer, Offices.load(gazetteer), self._rulings)
        self._listed = listed(gazetteer)
        self._same = [decision for decision in self.decisions if decision.verdict == "same"]

    def check(self) -> None:
        """Raise DecisionError where a decision joins listed things; what it does to others shows when they are met."""
        joining = Joining(list(self._listed), 0, self._rulings, _unheard)
        joining.given()
        for decision in self._same:
            joining.decided(decision)

    # -- what is listed, by the keys under which written names ask for it

    @cached_property
    def _by_key(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, (node, name) in enumerate(zip(self._listed, ready(self._listed), strict=True)):
            for key in (*listed_keys(name, node.family), _words_key(node), *map(_letters_key, initials(node))):
                found[key].append(at)
        return found

    @cached_property
    def _called(self) -> Mapping[str, set[str]]:
        """The given names of listed persons by their surnames."""
        found: dict[str, set[str]] = defaultdict(set)
        for node in filter(has_surname, self._listed):
            found[node.name.words[-1]].add(node.name.words[0])
        return found

    @cached_property
    def _of_entry(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, node in enumerate(self._listed):
            found[node.entry].append(at)
        return found

    @cached_property
    def _decided(self) -> Mapping[str, list[int]]:
        """The places of the decisions that join a name, by its normal form or its id."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, decision in enumerate(self._same):
            for name in decision.pair:
                found[name].append(at)
        return found

    # -- the stages

    def gathered(self, readings: Iterable[Reading], block: int) -> Iterator[Out]:
        """Yield what a block of articles says of who is who."""
        gathering = Gathering(self.gazetteer, self.decisions, self._metonymy)
        by_article: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for reading in readings:
            gathering.read(reading)
        for (article, start, end), place in gathering.places.items():
            by_article[article].append((start, end, place if isinstance(place, str) else _key(place)))
        met = {place for place in gathering.places.values() if isinstance(place, str)}
        for article, places in by_article.items():
            yield Out("placed", block_key(block), ["article", article, places])
        for iri in sorted(met):
            local = gathering.local.get(iri)
            if local is not None:
                yield Out("placed", block_key(block), ["entity", dump_entity(local)])
                yield Out("known", iri, dump_entity(local))
            else:
                yield Out("entities", iri, ["met", [block]])
        for iri, used in gathering.used.items():
            yield Out("entities", iri, ["used", used])
            if iri not in self.gazetteer.entries:  # an office or an institution, which is made where it is met
                yield Out("entities", iri, ["entry", dump_entity(known_entity(gathering.entries[iri], Counter()))])
        for group, node in gathering.groups.items():
            yield Out("named", _key(group), _dump(node, [block]))
        for (entity, other, reason, by), (score, count) in gathering.log.items():
            yield Out("reasons", entity, ["because", other, reason, by, score, count])
        if not block:
            yield from self._said()

    def _said(self) -> Iterator[Out]:
        """Yield what decisions say whatever articles say."""
        for at, decision in enumerate(self._same):
            reason, score, by = reason_of(decision)
            named = target(decision, self._rulings, self.gazetteer)
            yield Out("reasons", named, ["because", decision.other, reason, by, score, 1])
            for entry in sorted({self._listed[one].entry for one in self._meant(at)}):
                yield Out("links", f"decision {at}", entry)

    def _meant(self, at: int) -> list[int]:
        """Return the listed names that a decision means."""
        pair = self._same[at].pair
        return [one for one, node in enumerate(self._listed) if {node.name.form, node.entry} & pair]

    def named(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        """Yield a name for all that compare it with others; values are what each block knows of it."""
        blocks = sorted({block for value in values for block in value["blocks"]})
        node = self._node(key, min(value["name"] for value in values))
        for value in values:
            node.articles += value["articles"]
            node.company.update(value["company"])
            node.spelled.update(value["spelled"])
            node.types.update(value["types"])
        yield Out("joined", key, ["name", _dump(node, blocks)])
        words, text = node.name.words, node.name.text
        if has_surname(node):
            yield Out("rare", words[-1], ["called", words[0]])
        for at in sorted(set(self._decided.get(node.name.form, ()))):
            yield Out("joined", key, ["decision", at])
            yield Out("links", key, f"decision {at}")
        if node.scope:
            return
        light = {"key": key, "name": text, "articles": node.articles}
        yield Out("alike", _words_key(node), light)
        for shared in sorted(set(matching.keys(matching.ready(node.name, node.family), node.family))):
            yield Out("alike", shared, light | {"company": sorted(node.company)})
        for letters in initials(node, short=True):
            yield Out("alike", _letters_key(letters), light)
        if node.family == "person" and words:
            yield Out("alike", f"surname {node.name.language} {words[-1]}", light | {"words": len(words)})

    def alike(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        """Yield the edges between names that share a key, and what they must ask their surname about."""
        if key.startswith("surname "):
            yield from _namesakes(values)
            return
        nodes, ends = self._together(key, values)
        if key.startswith("words "):
            yield from self._edges("type", type_edges(nodes), nodes, ends)
        elif key.startswith("letters "):
            letters = key.partition(" ")[2]
            found = (e for e in acronym_edges(nodes) if letters in initials(nodes[e.other], short=True))
            yield from self._edges("acronym", found, nodes, ends)
        else:
            yield from self._spelt(nodes, ends)

    def _together(self, key: str, values: Sequence[Any]) -> tuple[list[Node], list[End]]:
        """Return the written and the listed names of a key in the order in which all names have."""
        written = [(self._node(v["key"], v["name"], v["articles"], v.get("company", ())), v["key"]) for v in values]
        written.sort(key=lambda one: one[0].order)
        numbers = self._by_key.get(key, [])
        nodes = [node for node, _ in written] + [self._listed[number] for number in numbers]
        return nodes, [*(name for _, name in written), *numbers]

    def _spelt(self, nodes: list[Node], ends: list[End]) -> Iterator[Out]:
        prepared = ready(nodes)
        for one, other in sorted(pairs(nodes, [range(len(nodes))])):
            like = likeness(nodes, prepared, one, other)
            texts = nodes[one].name.text, nodes[other].name.text
            if like.alone and like.surname:
                told = [like.score, like.least, like.by, sorted(like.called)]
                yield Out("rare", like.surname, ["pair", ends[one], ends[other], *texts, *told])
            else:
                yield from self._weighed(like, (ends[one], ends[other]), texts, ())

    def _weighed(
        self, like: Likeness, ends: tuple[End, End], texts: tuple[str, str], called: Iterable[str]
    ) -> Iterator[Out]:
        score = like.weighed(lambda surname: called)
        if score >= like.least:
            yield from self._edge("spelling", score, *ends, like.reason(*texts, score), like.by)

    def rare(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        """Yield the edges that depend on who else bears a surname."""
        called = self._called.get(key, set()) | {value[1] for value in values if value[0] == "called"}
        for what, *told in values:
            if what == "pair":
                one, other, text, other_text, score, least, by, may = told
                like = Likeness(score, least, by, True, key, frozenset(may))
                yield from self._weighed(like, (one, other), (text, other_text), called)

    def _edges(self, stage: str, edges: Iterable[Edge], nodes: list[Node], ends: list[End]) -> Iterator[Out]:
        for edge in edges:
            if nodes[edge.one].articles or nodes[edge.other].articles:  # two listed things are never one
                yield from self._edge(stage, edge.score, ends[edge.one], ends[edge.other], edge.reason, edge.by)

    def _edge(self, stage: str, score: float, one: End, other: End, reason: str, by: str) -> Iterator[Out]:
        written = one if isinstance(one, str) else other
        linked = other if written is one else one
        yield Out("joined", str(written), ["edge", stage, score, one, other, reason, by])
        yield Out("links", str(written), linked if isinstance(linked, str) else self._listed[linked].entry)

    def settled(self, values: Sequence[Any]) -> Iterator[Out]:
        """Yield what became of names that are connected; values are what ``joined`` was told of each."""
        told = _sorted_out(values)
        names = {value["key"]: value for value in told["name"]}
        decisions = sorted(set(told["decision"]))
        numbers = self._involved(told["edge"], decisions)
        written = sorted(((self._filled(value), key) for key, value in names.items()), key=lambda one: one[0].order)
        nodes = [node for node, _ in written] + [self._listed[number] for number in numbers]
        at: dict[End, int] = {end: place for place, end in enumerate([*(key for _, key in written), *numbers])}
        log: list[Out] = []

        def note(entity: str, other: str, reason: str, score: float, by: str) -> None:
            log.append(Out("reasons", entity, ["because", other, reason, by, score, 1]))

        joining = Joining(nodes, len(written), self._rulings, note)
        joining.given()
        for decision in decisions:
            joining.decided(self._same[decision])
        found: dict[str, set[Edge]] = defaultdict(set)  # a pair may share several keys
        for stage, score, one, other, reason, by in told["edge"]:
            found[stage].add(Edge(score, at[one], at[other], reason, by))
        for stage in _STAGES:
            joining.join(sorted(found[stage], key=lambda edge: (edge.one, edge.other)))
        joining.join(dominance_edges(nodes, joining.clusters))
        yield from log
        for iri, members, entity in joining.entities():
            yield from _became(iri, members, entity, names)

    def _involved(self, edges: Iterable[Sequence[Any]], decisions: Iterable[int]) -> list[int]:
        """Return the numbers of all listed names of the things that edges and decisions speak of."""
        met = {end for edge in edges for end in edge[2:4] if isinstance(end, int)}
        met.update(number for decision in decisions for number in self._meant(decision))
        entries = {self._listed[number].entry for number in met}
        return sorted(number for entry in entries for number in self._of_entry[entry])

    def _filled(self, value: Mapping[str, Any]) -> Node:
        node = self._node(value["key"], value["name"], value["articles"], value["company"])
        node.spelled.update(value["spelled"])
        node.types.update(value["types"])
        return node

    def _node(self, key: str, text: str, articles: int = 0, company: Iterable[str] = ()) -> Node:
        family, words, scope = json.loads(key)
        name = self._reader.read(text)
        return Node(name, family, scope=scope, articles=articles, company=set(company))

    def reasons(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        """Yield what the log says of a name, as what it says of the entity that the name turned out to be."""
        log: dict[tuple[str, str, str], tuple[float, int]] = {}
        iris: list[list[Any]] = []
        for what, *told in values:
            if what == "is":
                iris.append(told)
                continue
            *because, score, count = told
            least, times = log.get(tuple(because), (score, 0))
            log[tuple(because)] = min(score, least), times + count
        entity = min(iris)[-1] if iris else key
        for (other, reason, by), (score, count) in log.items():
            yield Out("entities", entity, ["because", other, reason, by, score, count])

    def entities(self, key: str, values: Sequence[Any]) -> Iterator[Out]:
        """Yield an entity for itself and for the blocks that mention it, and the log of it."""
        told = _sorted_out(values)
        blocks = sorted({block for some in told["met"] for block in some})
        if blocks:
            entity = self._made(key, told)
            yield Out("known", key, dump_entity(entity))
            for block in blocks:
                yield Out("placed", block_key(block), ["entity", dump_entity(entity)])
        if blocks or not key.startswith("http"):  # a rule may have spoken of what in the end nothing is
            log = (merge(key, other, why, by, score=score, count=n) for other, why, by, score, n in told["because"])
            for one in sorted(log, key=merge_order):
                yield Out("merges", key, [one.other, one.reason, one.score, one.by])

    def _made(self, iri: str, told: Mapping[str, list[Any]]) -> Entity:
        if told["minted"]:
            return load_entity(told["minted"][0])
        used: Counter[str] = Counter()
        for some in told["used"]:
            used.update(some)
        return known_entity(self.gazetteer.entries.get(iri) or _entry(min(told["entry"], key=json.dumps)), used)


def _unheard(entity: str, other: str, reason: str, score: float, by: str) -> None:
    """Take a note that nobody reads."""


def _key(group: Group) -> str:
    return json.dumps(group, ensure_ascii=False, separators=(",", ":"))


def _words_key(node: Node) -> str:
    return f"words {' '.join(node.name.words)}"


def _letters_key(letters: str) -> str:
    return f"letters {letters}"


def _dump(node: Node, blocks: Sequence[int]) -> dict[str, Any]:
    return {
        "key": _key(group_of(node)),
        "name": node.name.text,
        "articles": node.articles,
        "company": sorted(node.company),
        "spelled": node.spelled,
        "types": node.types,
        "blocks": blocks,
    }


def _entry(dumped: Mapping[str, Any]) -> Entry:
    entity = load_entity(dumped)
    told = entity.id, entity.type, entity.labels, entity.names, entity.same_as, entity.country, entity.sector
    return Entry(*told)


def _sorted_out(values: Iterable[Sequence[Any]]) -> dict[str, list[Any]]:
    """Return values by what they are, each without that."""
    told: dict[str, list[Any]] = defaultdict(list)
    for what, *rest in values:
        told[what].append(rest[0] if len(rest) == 1 else rest)
    return told


def _namesakes(values: Sequence[Any]) -> Iterator[Out]:
    """Yield the links of a surname that stands alone with all who bear it: which one is meant hangs on all of them."""
    alone = [v["key"] for v in values if v["words"] == 1 and not lexicon.is_given(json.loads(v["key"])[1][0])]
    bearers = [v["key"] for v in values if v["words"] > 1]
    if alone and sum(v["articles"] for v in values if v["words"] > 1) >= LEAST:
        first = min(alone)
        yield from (Out("links", first, other) for other in sorted({*alone, *bearers} - {first}))


def _became(iri: str, members: Sequence[Node], entity: Entity | None, names: Mapping[str, Any]) -> Iterator[Out]:
    """Yield what the names of an entity tell its blocks, its log and itself."""
    met: set[int] = set()
    for node in members:
        group = group_of(node)
        blocks = names[_key(group)]["blocks"]
        met.update(blocks)
        for block in blocks:
            yield Out("placed", block_key(block), ["name", _key(group), iri])
        for text in sorted({node.name.text, *node.spelled}):
            yield Out("reasons", text, ["is", *group, iri])
        if entity is None:
            yield Out("entities", iri, ["used", node.spelled])
    yield Out("entities", iri, ["met", sorted(met)])
    if entity is not None:
        yield Out("entities", iri, ["minted", dump_entity(entity)])


def components(links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Return for each number the least one with which links connect it."""
    above: dict[int, int] = {}

    def root(number: int) -> int:
        while (up := above.setdefault(number, number)) != number:
            above[number] = above[up]
            number = up
        return number

    for one, other in links:
        least, most = sorted((root(one), root(other)))
        above[most] = least
    return {number: root(number) for number in above}
