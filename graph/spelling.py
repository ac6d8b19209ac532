"""Names that are spelled nearly alike: which are compared, how alike they are, and what that weighs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from . import matching
from .clusters import Edge, Node
from .matching import Compared
from .names import lexicon

_CROWDED = 60  # a key shared by more names than this says little; their other keys must bring them together
_ALONE = 0.07  # what a name that matches in part loses where the two never keep company with the same known entity
_RARE = 0.03  # what it loses where their surname is borne with no other given name
_NEAR = 0.05  # how far below the threshold a pair is still worth showing


@dataclass(frozen=True)
class Likeness:
    """How alike two names are, before what all other names say of it.

    Where ``alone`` they match in part and never keep company. Then ``surname`` is the one they share, if it can tell
    more, and ``called`` the given names it may be borne with; else "" and none.
    """

    score: float
    least: float
    by: str
    alone: bool
    surname: str = ""
    called: frozenset[str] = frozenset()

    def weighed(self, bearers: Callable[[str], Iterable[str]]) -> float:
        """Return the score, less what being alone costs; ``bearers`` returns the given names of a surname."""
        if not self.alone:
            return self.score
        return self.score - (_RARE if self.surname and self.called.issuperset(bearers(self.surname)) else _ALONE)

    def reason(self, one: str, other: str, score: float) -> str:
        """Return why two names are one, for the log."""
        return f"{one!r} and {other!r}: {self.by} {score:.2f}"


def spelling_edges(nodes: list[Node], near: Callable[[Edge], None]) -> list[Edge]:
    """Return the pairs whose spelling reaches the threshold; those just below it go to ``near``."""
    prepared = ready(nodes)
    edges: list[Edge] = []
    surnames: Mapping[str, set[str]] = _surnames(nodes)
    for one, other in sorted(pairs(nodes, _buckets(nodes, prepared).values())):
        alike = likeness(nodes, prepared, one, other)
        score = alike.weighed(surnames.__getitem__)
        if score < alike.least - _NEAR:
            continue
        edge = Edge(score, one, other, alike.reason(nodes[one].name.text, nodes[other].name.text, score), alike.by)
        if score < alike.least:
            near(edge)
        else:
            edges.append(edge)
    return edges


def ready(nodes: Iterable[Node]) -> list[Compared]:
    """Return the names of nodes made ready to compare."""
    return [matching.ready(node.name, node.family) for node in nodes]


def likeness(nodes: list[Node], prepared: list[Compared], one: int, other: int) -> Likeness:
    """Return how alike two nodes of one family are; nothing else is looked at."""
    family = nodes[one].family
    score, partly = matching.score(prepared[one], prepared[other], family)
    alone = partly and not nodes[one].company & nodes[other].company
    by = "spelling" if prepared[one].arabic == prepared[other].arabic else "transliteration"
    told = _telling(nodes[one].name.words, nodes[other].name.words) if alone else ("", frozenset())
    return Likeness(score, matching.threshold(prepared[one], prepared[other], family), by, alone, *told)


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


def pairs(nodes: list[Node], buckets: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    """Return the pairs to compare of those that share a key; a bucket holds the nodes of one key."""
    found: set[tuple[int, int]] = set()
    for members in buckets:
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
        if has_surname(node):
            found[node.name.words[-1]].add(node.name.words[0])
    return found


def has_surname(node: Node) -> bool:
    """Is it the full name of a person?"""
    return node.family == "person" and len(node.name.words) > 1


def _telling(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """Return the surname that two names share and the given names it may have to be called rare; "" if it is not."""
    one, other = sorted((words, others), key=len)
    surname = one[-1]
    # A second surname may be left out (Maduro Moros), and so may a Muhammad before the name.
    if surname not in (other[-1], other[-2]) or len(surname) < 4 or lexicon.is_given(surname):
        return "", frozenset()
    called = other[1:] if len(other) > len(one) and matching.is_muhammad(other[0]) else other
    if not matching.one_given(one[0], called[0]) and not matching.one_given(one[0], other[0]):
        return "", frozenset()
    return surname, frozenset({one[0], other[0], called[0]})


def _listed_in_both(one: Node, other: Node) -> bool:
    """Would a thing listed in both scripts be matched across them? A match in the name's own script is surer."""
    return one.name.language != other.name.language and (one.both or other.both)
