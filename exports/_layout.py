"""Where the nodes of the page stand: which matter most, which belong together, and their places.

Everything here is the same for the same graph: no clock, no unseeded chance, sums in a fixed order, and places rounded
in every round, so that a difference in the last bit between two processors does not grow into another picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GOLDEN_ANGLE = 2.399963229728653
ASPECT = 1.35  # width over height of the room that most screens leave beside the panels


@dataclass(frozen=True)
class Links:
    """An undirected weighted graph over nodes 0..count-1; each pair stands once, ``first < second``."""

    count: int
    first: Ints
    second: Ints
    weight: Floats

    @classmethod
    def of(cls, count: int, weights: dict[tuple[int, int], float]) -> Links:
        pairs = sorted(weights)
        ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return cls(count, ends[:, 0], ends[:, 1], np.array([weights[p] for p in pairs], dtype=np.float64))

    def among(self, limit: int) -> Links:
        """Return the links between the first ``limit`` nodes."""
        keep = (self.first < limit) & (self.second < limit)
        return Links(limit, self.first[keep], self.second[keep], self.weight[keep])

    def renamed(self, order: Ints) -> Links:
        """Return the links with ``order[new] = old``."""
        new = np.empty(self.count, dtype=np.int64)
        new[order] = np.arange(self.count)
        a, b = new[self.first], new[self.second]
        return Links(self.count, np.minimum(a, b), np.maximum(a, b), self.weight)


def rank(links: Links, prior: Floats, *, damping: float = 0.85, rounds: int = 60) -> Floats:
    """Return each node's importance (PageRank over the links, jumping to nodes by ``prior``); they add up to 1."""
    start = prior / max(float(prior.sum()), 1e-12)
    total = np.bincount(links.first, links.weight, links.count) + np.bincount(links.second, links.weight, links.count)
    lonely = total == 0
    share = np.where(lonely, 1.0, total)
    score = start.copy()
    for _ in range(rounds):
        flow = score / share
        into = np.bincount(links.second, flow[links.first] * links.weight, links.count)
        into += np.bincount(links.first, flow[links.second] * links.weight, links.count)
        score = damping * (into + float(score[lonely].sum()) * start) + (1 - damping) * start
    return np.round(score, 12)


def display_order(links: Links, score: Floats, core: int) -> Ints:
    """Return the nodes as they are to be shown: ``core`` that matter most and hang together, then the rest by score.

    Where there are more nodes than that, those without a link into the larger pieces of the core are passed over, so
    that the first look has no loose dots.
    """
    by_score = np.lexsort((np.arange(links.count), -score)).tolist()
    near = _neighbours(links)
    chosen = by_score[:core]
    for _ in range(4 if links.count > core else 0):
        kept = {node for piece in _pieces(chosen, near) if len(piece) >= 6 for node in piece}
        if len(kept) == core or not kept:
            break
        more = [node for node in by_score if node not in kept and not kept.isdisjoint(near[node])][: core - len(kept)]
        inside = kept | set(more)
        chosen = [node for node in by_score if node in inside]
    head = set(chosen)
    tail = [node for node in by_score if node not in head]
    joined = {node for piece in _pieces([*chosen, *tail], near) if not head.isdisjoint(piece) for node in piece}
    # What hangs together with the core follows it; a stray pair of names comes last.
    return np.array(sorted([*chosen, *tail], key=lambda node: (node not in head, node not in joined)), dtype=np.int64)


def _neighbours(links: Links) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(links.count)]
    for a, b in zip(links.first.tolist(), links.second.tolist(), strict=True):
        near[a].append(b)
        near[b].append(a)
    return near


def _pieces(nodes: list[int], near: list[list[int]]) -> Iterator[list[int]]:
    """Yield the connected pieces of the graph between the nodes, in the order of their first node."""
    inside, seen = set(nodes), set()
    for start in nodes:
        if start in seen:
            continue
        seen.add(start)
        piece = [start]
        for node in piece:
            fresh = [other for other in near[node] if other in inside and other not in seen]
            seen.update(fresh)
            piece += fresh
        yield piece


def communities(links: Links, core: int, *, most: int = 10, seed: int = 7) -> Ints:
    """Return each node's community, 0 the largest of the first ``core`` nodes; -1 for what belongs to none.

    The communities are those of the core; every other node joins the one it has the heaviest links to.
    """
    inner = links.among(min(core, links.count))
    graph = nx.Graph()
    graph.add_nodes_from(range(inner.count))
    # The logarithm keeps one much-reported pair from swallowing its surroundings.
    graph.add_weighted_edges_from(
        zip(inner.first.tolist(), inner.second.tolist(), np.log1p(inner.weight).round(9).tolist(), strict=True)
    )
    found = nx.community.louvain_communities(graph, seed=seed, resolution=1.15) if inner.count else []
    groups = sorted((sorted(group) for group in found if len(group) >= 3), key=lambda group: (-len(group), group))
    member = np.full(links.count, -1, dtype=np.int64)
    for index, group in enumerate(groups[:most]):
        member[group] = index
    _join(links, member)
    return member


def _join(links: Links, member: Ints, *, rounds: int = 4) -> None:
    """Give nodes without a community the one they have the heaviest links to."""
    if not links.count:
        return
    width = int(member.max(initial=-1)) + 1
    for _ in range(rounds):
        votes = np.zeros((links.count, width + 1))
        np.add.at(votes, (links.first, member[links.second]), links.weight)
        np.add.at(votes, (links.second, member[links.first]), links.weight)
        votes = votes[:, :width]
        open_ = (member < 0) & (votes.max(axis=1, initial=0.0) > 0)
        if not open_.any():
            return
        member[open_] = votes[open_].argmax(axis=1)


def radii(score: Floats) -> Floats:
    """Return node radii between 7 and 30 units; areas grow with importance."""
    if not len(score):
        return score
    top = float(score.max()) or 1.0
    return np.round(7 + 23 * np.sqrt(np.clip(score / top, 0.0, 1.0)), 1)


def places(links: Links, member: Ints, radius: Floats, label: Floats, *, core: int) -> Floats:
    """Return (count, 2) places, in units that fill a laptop's screen at scale 1 when there are 150 nodes.

    The core is laid out with room for its labels (``label``, in units); the others stand around their neighbours and
    do not move it, so that showing more never shuffles what is already known.
    """
    core = min(core, links.count)
    inner = links.among(core)
    at = np.zeros((links.count, 2))
    at[:core] = _core_places(inner, member[:core], radius[:core], label[:core])
    if links.count > core:
        _seed_outer(links, at, core)
        _spread_outer(at, radius, core)
    return np.round(at, 1)


def _spiral(count: int, step: float) -> Floats:
    index = np.arange(count, dtype=np.float64)
    away = step * np.sqrt(index + 0.5)
    return np.stack([ASPECT * away * np.cos(index * GOLDEN_ANGLE), away * np.sin(index * GOLDEN_ANGLE)], axis=1)


def _core_places(links: Links, member: Ints, radius: Floats, label: Floats) -> Floats:
    if links.count <= 1:
        return np.zeros((links.count, 2))
    member = _grouped(links, member)
    centre = _community_centres(links, member)
    at = np.empty((links.count, 2))
    home = centre[member]
    for group in np.unique(member):
        inside = np.flatnonzero(member == group)
        at[inside] = centre[group] + _spiral(len(inside), 34.0)
    same = member[links.first] == member[links.second]
    pull = np.log1p(links.weight) * np.where(same, 1.0, 0.22)
    at = _relax(at, links, pull, home, ideal=74.0, rounds=260)
    wide = np.maximum(radius, label * 0.46) + 5.0
    return _shaped(_push_apart(_shaped(at, room=True), wide, radius + 15.0, rounds=320))


def _grouped(links: Links, member: Ints) -> Ints:
    """Return the communities, and a group more for each piece of nodes that belong to none, to be placed together."""
    grouped, width = member.copy(), int(member.max(initial=-1)) + 1
    for piece in _pieces(np.flatnonzero(member < 0).tolist(), _neighbours(links)):
        grouped[piece] = width
        width += 1
    return grouped


def _shaped(at: Floats, *, room: bool = False) -> Floats:
    """Return the places centred and stretched along the shorter side; with ``room``, scaled to what so many need."""
    low, high = at.min(axis=0), at.max(axis=0)
    size = np.maximum(high - low, 1.0)
    wide = max(float(size[0]), ASPECT * float(size[1]))
    grow = np.clip(np.array([wide, wide / ASPECT]) / size, 1.0, 1.8)
    if room:
        grow *= np.sqrt(len(at) * 5200.0 / float((size * grow).prod()))
    return np.asarray(np.round((at - (low + high) / 2) * grow, 6), dtype=np.float64)


def _community_centres(links: Links, member: Ints) -> Floats:
    """Return a centre per group, related ones beside each other."""
    sizes = np.bincount(member).astype(np.float64)
    weights: dict[tuple[int, int], float] = defaultdict(float)
    for a, b, w in zip(member[links.first].tolist(), member[links.second].tolist(), links.weight.tolist(), strict=True):
        if a != b:
            weights[min(a, b), max(a, b)] += w
    quotient = Links.of(len(sizes), weights)
    at = _spiral(len(sizes), 160.0)
    spread = np.sqrt(sizes)
    pull = np.log1p(quotient.weight) * 0.25
    at = _relax(at, quotient, pull, np.zeros_like(at), ideal=130.0, rounds=150, mass=spread / spread.mean())
    need = 26.0 * spread
    return _push_apart(at, need * ASPECT, need, rounds=120)


def _relax(
    at: Floats, links: Links, pull: Floats, home: Floats, *, ideal: float, rounds: int, mass: Floats | None = None
) -> Floats:
    """Move the nodes by springs along the links, a push between all, and a pull home; cooling to rest."""
    count = len(at)
    mass = np.ones(count) if mass is None else mass
    weight = (mass[:, None] * mass[None, :])[:, :, None]
    stretch = np.array([ASPECT, 1.0])
    at = at / stretch
    home = home / stretch
    mean = max(float(pull.mean()), 1e-9) if len(pull) else 1.0
    degree = 1.0 + (np.bincount(links.first, pull, count) + np.bincount(links.second, pull, count)) / mean / 6
    for turn in range(rounds):
        apart = at[:, None, :] - at[None, :, :]
        square = np.maximum((apart * apart)[:, :, 0] + (apart * apart)[:, :, 1], 4.0)[:, :, None]
        force = (apart * weight * (ideal * ideal) / square).sum(axis=0) * -1.0
        along = at[links.second] - at[links.first]
        spring = along * (pull / mean / ideal * np.sqrt((along * along)[:, 0] + (along * along)[:, 1]))[:, None] * 0.55
        for axis in (0, 1):
            force[:, axis] += np.bincount(links.first, spring[:, axis], count)
            force[:, axis] -= np.bincount(links.second, spring[:, axis], count)
        force = force / degree[:, None] + (home - at) * 0.55
        length = np.sqrt((force * force)[:, 0] + (force * force)[:, 1])[:, None]
        heat = ideal * 0.45 * (1 - turn / rounds) ** 1.5 + 0.3
        at = np.round(at + force / np.maximum(length, 1e-9) * np.minimum(length * 0.08, heat), 6)
    return np.asarray(at * stretch, dtype=np.float64)


def _push_apart(at: Floats, wide: Floats, high: Floats, *, rounds: int) -> Floats:
    """Push overlapping boxes (half widths and heights) apart along the axis that needs less."""
    need_x, need_y = wide[:, None] + wide[None, :], high[:, None] + high[None, :]
    np.fill_diagonal(need_x, 0.0)
    np.fill_diagonal(need_y, 0.0)
    index = np.arange(len(at), dtype=np.float64)
    tie = np.sign(index[:, None] - index[None, :])
    for _ in range(rounds):
        apart = at[:, None, :] - at[None, :, :]
        over_x, over_y = need_x - np.abs(apart[:, :, 0]), need_y - np.abs(apart[:, :, 1])
        hit = (over_x > 0) & (over_y > 0)
        if not hit.any():
            break
        sideways = over_x < over_y * 1.2
        sign_x = np.where(apart[:, :, 0] == 0, tie, np.sign(apart[:, :, 0]))
        sign_y = np.where(apart[:, :, 1] == 0, tie, np.sign(apart[:, :, 1]))
        move_x = np.where(hit & sideways, sign_x * over_x * 0.27, 0.0).T.sum(axis=0)
        move_y = np.where(hit & ~sideways, sign_y * over_y * 0.27, 0.0).T.sum(axis=0)
        at = np.round(at + np.clip(np.stack([move_x, move_y], axis=1), -40.0, 40.0), 6)
    return at


def _seed_outer(links: Links, at: Floats, core: int) -> None:
    """Stand each outer node near those of its neighbours that stand already; others outside, on a ring."""
    near: list[list[tuple[int, float]]] = [[] for _ in range(links.count)]
    for a, b, w in zip(links.first.tolist(), links.second.tolist(), links.weight.tolist(), strict=True):
        near[a].append((b, w))
        near[b].append((a, w))
    reach = float(np.abs(at[:core]).max(initial=100.0)) + 80.0
    placed = [node < core for node in range(links.count)]
    waiting, slot = list(range(core, links.count)), 0
    while waiting:
        ready = [node for node in waiting if any(placed[other] for other, _ in near[node])]
        if not ready:
            angle, away = slot * GOLDEN_ANGLE, reach * (1 + 0.02 * slot**0.5)
            at[waiting[0]] = (ASPECT * away * np.cos(angle), away * np.sin(angle))
            ready, slot = waiting[:1], slot + 1
        else:
            for node in ready:
                ends = [(other, w) for other, w in near[node] if placed[other]]
                total = sum(w for _, w in ends)
                middle = sum((at[other] * w for other, w in ends), np.zeros(2)) / total
                away = 40.0 + 26.0 * ((node % 29) / 29)
                at[node] = middle + away * np.array([np.cos(node * GOLDEN_ANGLE), np.sin(node * GOLDEN_ANGLE)])
        for node in ready:
            placed[node] = True
        done = set(ready)
        waiting = [node for node in waiting if node not in done]


def _spread_outer(at: Floats, radius: Floats, core: int, *, rounds: int = 90, look: int = 14) -> None:
    """Push the outer nodes off each other and off the core, which stays; each looks at those next to it in a sweep."""
    fixed = np.arange(len(at)) < core
    cell = 46.0
    for turn in range(rounds):
        shift = cell * (turn % 4) / 4
        lead, other = (0, 1) if turn % 2 else (1, 0)
        order = np.lexsort((at[:, other], np.floor((at[:, lead] + shift) / cell)))
        move = np.zeros_like(at)
        for step in range(1, min(look, len(at) - 1) + 1):
            a, b = order[:-step], order[step:]
            apart = at[b] - at[a]
            length = np.sqrt((apart * apart)[:, 0] + (apart * apart)[:, 1])
            short = radius[a] + radius[b] + 9.0 - length
            push = np.where(short > 0, short * 0.5, 0.0)[:, None] * apart / np.maximum(length, 1e-6)[:, None]
            move[b] += push
            move[a] -= push
        move[fixed] = 0.0
        at += np.clip(np.round(move, 6), -20.0, 20.0)
