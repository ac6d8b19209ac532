"""Names of many articles gathered into entities: candidate pairs, scores, unions that respect what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from . import matching
from .matching import Compared
from .names import lexicon
from .rulings import Rulings
from .written_names import Name

_CROWDED = 60  # a key shared by more names than this says little; their other keys must bring them together
_WITNESSES = 8  # names of a set that are asked whether another may join it
_DECIDED = "a person decided that they are different"
_NOTHING: set[str] = set()
_ALONE = 0.07  # what a name that matches in part loses where the two never keep company with the same known entity
_NEAR = 0.05  # how far below the threshold a pair is still worth showing


@dataclass(eq=False)
class Node:
    """A name as one family of types bears it.

    ``entry`` and ``known`` are ids it already has, ``scope`` an article that it may not leave, ``company`` the known
    entities of its articles, ``both`` says that its entry has names in both scripts.
    """

    name: Name
    family: str
    entry: str = ""
    known: str = ""
    scope: str = ""
    articles: int = 0
    spelled: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    company: set[str] = field(default_factory=set)
    both: bool = False

    @property
    def order(self) -> tuple[str, ...]:
        """A key that orders nodes the same way whatever order the articles came in."""
        return (self.family, *self.name.words, "\x00", self.entry, self.known, self.scope)


@dataclass(frozen=True)
class Edge:
    """A reason to join two nodes."""

    score: float
    one: int
    other: int
    reason: str
    by: str


class Clusters:
    """Nodes in disjoint sets; a union that contradicts an id, a family, a person or a given name is refused."""

    def __init__(self, nodes: list[Node], rulings: Rulings) -> None:
        self.nodes = nodes
        self.barred = rulings.barred
        self.apart: dict[str, set[str]] = defaultdict(set)
        for pair in rulings.apart:
            for form in pair:
                self.apart[form] |= pair - {form}
        self.parent = list(range(len(nodes)))
        self.members: dict[int, list[int]] = {}

    def root(self, at: int) -> int:
        """Return the set of a node, as the number of its first member."""
        parent = self.parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def of(self, root: int) -> list[int]:
        """Return the members of a set."""
        return self.members.get(root) or [root]

    def join(self, edge: Edge) -> str:
        """Join two sets and return "", or return why they must not be joined."""
        one, other = sorted((self.root(edge.one), self.root(edge.other)))
        if one == other:
            return ""
        if reason := self._against(one, other, edge):
            return reason
        self.members[one] = self.of(one) + self.of(other)
        self.members.pop(other, None)
        self.parent[other] = one
        return ""

    def ids(self, root: int) -> set[str]:
        """Return the ids that the members already have."""
        return {iri for at in self.of(root) for iri in (self.nodes[at].entry, self.nodes[at].known) if iri}

    def _against(self, one: int, other: int, edge: Edge) -> str:
        mine, theirs = [self.nodes[at] for at in self.of(one)], [self.nodes[at] for at in self.of(other)]
        entries = {node.entry for node in (*mine, *theirs) if node.entry}
        if len(entries) > 1:
            return f"two known ids: {' and '.join(sorted(entries))}"
        if self.barred and any(
            (node.name.form, iri) in self.barred for node in (*mine, *theirs) if not node.entry for iri in entries
        ):
            return _DECIDED
        if edge.by == "decision":
            return ""
        known = {node.known for node in (*mine, *theirs) if node.known}
        if len(known) > 1:
            return f"two known ids: {' and '.join(sorted(known))}"
        if edge.by != "type" and len({node.family for node in (*mine, *theirs)} - {"other"}) > 1:
            return "their types contradict each other"
        return self._names_against(mine, theirs)

    def _names_against(self, mine: list[Node], theirs: list[Node]) -> str:
        if self.apart:
            called = {name for node in theirs for name in (node.name.form, node.entry, node.known)}
            mine_called = {name for node in mine for name in (node.name.form, node.entry, node.known)}
            if any(self.apart.get(name, _NOTHING) & called for name in mine_called):
                return _DECIDED
        for one in mine[:_WITNESSES]:
            for other in theirs[:_WITNESSES]:
                if one.family == other.family and _veto(one, other):
                    return f"{one.name.text!r} and {other.name.text!r} say that they are two"
        return ""


def _veto(one: Node, other: Node) -> bool:
    """Do two names of one family rule each other out? A Latin spelling that both could have must not join them."""
    mine, theirs = matching.ready(one.name, one.family), matching.ready(other.name, other.family)
    return matching.contradict(mine, theirs) if one.family == "person" else matching.heads_differ(mine, theirs)


def spelling_edges(nodes: list[Node], near: Callable[[Edge], None]) -> list[Edge]:
    """Return the pairs whose spelling reaches the threshold; those just below it go to ``near``."""
    prepared = [matching.ready(node.name, node.family) for node in nodes]
    edges: list[Edge] = []
    surnames = _surnames(nodes)
    for one, other in sorted(_pairs(nodes, _buckets(nodes, prepared))):
        family = nodes[one].family
        score, partly = matching.score(prepared[one], prepared[other], family)
        if partly and not nodes[one].company & nodes[other].company:
            score -= 0.03 if _rare(nodes, (one, other), surnames) else _ALONE
        least = matching.threshold(prepared[one], prepared[other], family)
        if score < least - _NEAR:
            continue
        same = prepared[one].arabic == prepared[other].arabic
        by = "spelling" if same else "transliteration"
        reason = f"{nodes[one].name.text!r} and {nodes[other].name.text!r}: {by} {score:.2f}"
        edge = Edge(score, one, other, reason, by)
        if score < least:
            near(edge)
        else:
            edges.append(edge)
    return edges


def acronym_edges(nodes: list[Node]) -> Iterator[Edge]:
    """Yield the joins of an acronym (OSD) with the one body of three words or more that has these initials."""
    whole: dict[str, list[int]] = defaultdict(list)
    short: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.scope or node.family not in ("body", "other", "event"):
            continue
        text = node.name.text.replace(".", "").removeprefix("the ").removeprefix("The ")
        if node.articles and text.isascii() and text.isupper() and text.isalpha() and 3 <= len(text) <= 6:
            short[text.lower()].append(at)
        elif node.name.language == "en" and node.family != "other":
            for initials in matching.initials(node.name.form):
                whole[initials].append(at)
    for letters, acronyms in sorted(short.items()):
        found = whole.get(letters, [])
        bearers = {nodes[at].entry or nodes[at].name.words for at in found}
        for at in acronyms if len(bearers) == 1 else ():
            if not nodes[at].entry and not nodes[at].name.bearers:
                reason = f"{nodes[at].name.text!r} has the initials of {nodes[found[0]].name.text!r}"
                yield Edge(0.9, found[0], at, reason, "spelling")


def _buckets(nodes: list[Node], prepared: list[Compared]) -> dict[str, list[int]]:
    """Return nodes by the keys they share; listed names only join buckets that written names have opened."""
    buckets: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.articles and not node.scope:
            for key in set(matching.keys(prepared[at], node.family)):
                buckets[key].append(at)
    for at, node in enumerate(nodes):
        if not node.articles and not node.scope:
            for key in listed_keys(prepared[at], node.family):
                if key in buckets:
                    buckets[key].append(at)
    return buckets


@lru_cache(maxsize=1 << 16)
def listed_keys(name: Compared, family: str) -> tuple[str, ...]:
    """Return the keys of a listed name, worked out once for all builds."""
    return tuple(sorted(set(matching.keys(name, family))))


def _pairs(nodes: list[Node], buckets: dict[str, list[int]]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for members in buckets.values():
        if not 1 < len(members) <= _CROWDED:
            continue
        for index, one in enumerate(members):
            for other in members[index + 1 :]:
                if nodes[one].entry and nodes[other].entry:
                    continue
                if nodes[one].family == nodes[other].family and not _listed_in_both(nodes[one], nodes[other]):
                    found.add((one, other))
    return found


def _surnames(nodes: list[Node]) -> dict[str, set[str]]:
    """Return the first words with which each last word of a person's full name occurs."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in nodes:
        if node.family == "person" and len(node.name.words) > 1:
            found[node.name.words[-1]].add(node.name.words[0])
    return found


def _rare(nodes: list[Node], pair: tuple[int, int], surnames: dict[str, set[str]]) -> bool:
    """Is the surname that two names share no given name, and borne with no other given name than theirs?"""
    one, other = sorted((nodes[at].name.words for at in pair), key=len)
    surname = one[-1]
    # A second surname may be left out (Maduro Moros), and so may a Muhammad before the name.
    if surname not in (other[-1], other[-2]) or len(surname) < 4 or lexicon.is_given(surname):
        return False
    called = other[1:] if len(other) > len(one) and matching.is_muhammad(other[0]) else other
    if not matching.one_given(one[0], called[0]) and not matching.one_given(one[0], other[0]):
        return False
    return surnames[surname] <= {one[0], other[0], called[0]}


def _listed_in_both(one: Node, other: Node) -> bool:
    """Would a thing listed in both scripts be matched across them? A match in the name's own script is surer."""
    return one.name.language != other.name.language and (one.both or other.both)


def type_edges(nodes: list[Node]) -> Iterator[Edge]:
    """Yield the joins of a name that the tagger typed in two ways, where one way prevails or one is OTHER."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if not node.scope:
            same[node.name.words].append(at)
    for members in same.values():
        families: Counter[str] = Counter()
        for at in members:
            families[nodes[at].family] += nodes[at].articles + 1_000_000 * bool(nodes[at].entry or nodes[at].known)
        if len(families) < 2:
            continue
        best = min(families, key=lambda family: (family == "other", -families[family], family))
        target = min((at for at in members if nodes[at].family == best), key=lambda at: nodes[at].order)
        for at in members:
            family = nodes[at].family
            few = families[family] * 4 <= families[best] and families[best] >= 4
            if family != best and (family == "other" or few):
                most = families[best] % 1_000_000
                usual = f"{best} in {most} articles" if most else f"listed as {best}"
                reason = f"{nodes[at].name.text!r} is {usual}, {family} in {families[family] % 1_000_000}"
                yield Edge(0.8, target, at, reason, "type")


def dominance_edges(nodes: list[Node], clusters: Clusters) -> Iterator[Edge]:
    """Yield the joins of a surname with who bears it: in three articles or more, four of five, in like company."""
    bearers: dict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    company: dict[int, set[str]] = defaultdict(set)
    for at, node in enumerate(nodes):
        if node.family == "person" and len(node.name.words) > 1 and not node.scope:
            bearers[node.name.language, node.name.words[-1]][clusters.root(at)] += node.articles
            company[clusters.root(at)] |= node.company
    for at, node in enumerate(nodes):
        if node.family != "person" or len(node.name.words) != 1 or node.entry or node.scope:
            continue
        known = bearers.get((node.name.language, node.name.words[0]))
        if (
            not known
            or lexicon.is_given(node.name.words[0])
            or any(nodes[m].entry for m in clusters.of(clusters.root(at)))
        ):
            continue
        best = min(known, key=lambda root: (-known[root], nodes[root].order))
        share = known[best] / max(sum(known.values()), 1)
        alike = bool(company[best] & node.company)
        if known[best] >= 3 and (share >= 0.8 if alike else share == 1.0 and _telling(node)):
            person = min((nodes[m].name for m in clusters.of(best)), key=lambda name: (-len(name.words), name.text))
            most = f"{known[best]} of {sum(known.values())} articles with that surname"
            reason = f"{node.name.text!r}: {most} name {person.text!r}"
            yield Edge(round((0.9 if alike else 0.75) * share, 2), best, at, reason, "dominance")


def _telling(node: Node) -> bool:
    """Is a surname one of few? A nisba (الحلبي) and a short word are those of many."""
    form = node.name.form
    return len(node.name.words[0]) >= 5 and not (form.startswith("ال") and form.endswith("ي"))


def best_first(edges: Iterable[Edge], nodes: list[Node]) -> list[Edge]:
    """Return edges by falling score; equals in an order that does not depend on the order of articles."""
    return sorted(edges, key=lambda e: (-e.score, *sorted((nodes[e.one].order, nodes[e.other].order))))
