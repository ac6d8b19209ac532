"""Names of many articles gathered into entities: candidate pairs, scores, unions that respect what is known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import matching
from .names import lexicon
from .rulings import Rulings
from .written_names import Name

_WITNESSES = 8  # names of a set that are asked whether another may join it
LEAST = 3
"""In so many articles a person must be named in full before a bare surname is taken for theirs."""
_DECIDED = "a person decided that they are different"
_NOTHING: set[str] = set()


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


def initials(node: Node, *, short: bool = False) -> tuple[str, ...]:
    """Return the initials that a node's name has, or with ``short`` those that it is (OSD); () if none."""
    if node.scope or node.family not in ("body", "other", "event"):
        return ()
    text = node.name.text.replace(".", "").removeprefix("the ").removeprefix("The ")
    if node.articles and text.isascii() and text.isupper() and text.isalpha() and 3 <= len(text) <= 6:
        return (text.lower(),) if short else ()
    if short or node.name.language != "en" or node.family == "other":
        return ()
    return matching.initials(node.name.form)


def acronym_edges(nodes: list[Node]) -> Iterator[Edge]:
    """Yield the joins of an acronym (OSD) with the one body of three words or more that has these initials."""
    whole: dict[str, list[int]] = defaultdict(list)
    short: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for letters in initials(node, short=True):
            short[letters].append(at)
        for letters in initials(node):
            whole[letters].append(at)
    for letters, acronyms in sorted(short.items()):
        found = whole.get(letters, [])
        bearers = {nodes[at].entry or nodes[at].name.words for at in found}
        for at in acronyms if len(bearers) == 1 else ():
            if not nodes[at].entry and not nodes[at].name.bearers:
                reason = f"{nodes[at].name.text!r} has the initials of {nodes[found[0]].name.text!r}"
                yield Edge(0.9, found[0], at, reason, "spelling")


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
        if known[best] >= LEAST and (share >= 0.8 if alike else share == 1.0 and _telling(node)):
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
