"""A still picture of the graph for papers: what the page shows at first, or what stands around one name.

Only places, sizes and words; ``svg.py`` and ``png.py`` draw them. Colours are those of the page's style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import cos, pi, sin
from typing import Any

import numpy as np

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from . import _layout as layout
from ._payload import Payload, payload

FONTS = ("Noto Sans Arabic", "Noto Sans", "Segoe UI", "Geeza Pro", "DejaVu Sans")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
_CONFLICT = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
_COOPERATION = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"}
_SIDES = {"square": 4, "hexagon": 6, "triangle": 3, "diamond": 4}

Point = tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """A node: its place, radius, shape and colour; one without a name of its own is hollow."""

    x: float
    y: float
    radius: float
    shape: str
    colour: str
    hollow: bool


@dataclass(frozen=True)
class Line:
    """All statements between two nodes; ``dash`` is empty, or lengths of ink and gap."""

    start: Point
    end: Point
    width: float
    colour: str
    dash: tuple[float, float] | tuple[()]


@dataclass(frozen=True)
class Label:
    """Words centred on a place; ``size`` is in the picture's units, ``bold`` for what matters most."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str

    @property
    def rtl(self) -> bool:
        """Does it begin with a letter that is written right to left?"""
        strong = re.search("[A-Za-z\u00c0-\u024f\u0400-\u04ff]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]", self.text)
        return strong is None or strong[0] > "\u0500"


@dataclass(frozen=True)
class Picture:
    """A picture of ``width`` by ``height`` units; y grows downwards. Painted in the order of its fields."""

    width: float
    height: float
    ground: str
    areas: tuple[tuple[tuple[Point, ...], str], ...]
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]


def picture(
    kg: KnowledgeGraph,
    *,
    ego: str = "",
    steps: int = 1,
    nodes: int = 150,
    language: str = "ar",
    redact: Iterable[str] = (),
) -> Picture:
    """Return the overview, or what stands ``steps`` steps around ``ego``, an entity's id or one of its names.

    Raises ExportError when no entity has that name.
    """
    data = payload(kg, quote="none", redact=redact, nodes=nodes)
    chosen = _around(data, ego, steps, nodes) if ego else list(range(data.core))
    at = data.places[chosen] if not ego else _ego_places(data, chosen)
    return _Draughtsman(data, chosen, at, language, areas=not ego).picture()


def _around(data: Payload, ego: str, steps: int, most: int) -> list[int]:
    """Return the nodes around a name, itself first, those with most statements before others."""
    entities = data.graph["entities"]
    names = zip(entities["id"], entities["ar"], entities["en"], entities["names"], strict=True)
    found = next((n for n, (id, ar, en, more) in enumerate(names) if ego in (id, ar, en, *more)), None)
    if found is None:
        raise ExportError(f"No entity of the graph is called {ego!r}. Give its id or a name as the page shows it.")
    chosen, ring = [found], [found]
    for _ in range(steps):
        weight: dict[int, int] = {}
        for (a, b), count in data.pairs.items():
            for here, there in ((a, b), (b, a)):
                if here in ring and there not in chosen:
                    weight[there] = weight.get(there, 0) + count
        ring = sorted(weight, key=lambda node: (-weight[node], node))[: most - len(chosen)]
        chosen += ring
    return chosen


def _ego_places(data: Payload, chosen: list[int]) -> layout.Floats:
    new = {node: number for number, node in enumerate(chosen)}
    pairs = {pair: float(count) for pair, count in data.pairs.items() if pair[0] in new and pair[1] in new}
    inner = {(min(new[a], new[b]), max(new[a], new[b])): count for (a, b), count in pairs.items()}
    links = layout.Links.of(len(chosen), inner)
    widths = np.array([7.2 * min(22, len(data.graph["entities"]["ar"][node])) for node in chosen])
    member = np.zeros(len(chosen), dtype=np.int64)
    return layout.places(links, member, data.radius[chosen], widths, core=len(chosen))


class _Draughtsman:
    """Turns the chosen nodes of a payload into dots, lines and words."""

    def __init__(self, data: Payload, chosen: list[int], at: layout.Floats, language: str, *, areas: bool) -> None:
        self.data, self.chosen, self.language, self.with_areas = data, chosen, language, areas
        self.entities: dict[str, Any] = data.graph["entities"]
        low = at.min(axis=0, initial=0.0) - (130.0, 70.0) if len(at) else np.zeros(2)
        high = at.max(axis=0, initial=0.0) + (130.0, 70.0) if len(at) else np.full(2, 200.0)
        self.size = high - low
        self.at = {node: (float(x), float(y)) for node, (x, y) in zip(chosen, at - low, strict=True)}

    def picture(self) -> Picture:
        lines = tuple(self._lines())
        return Picture(
            round(float(self.size[0]), 1),
            round(float(self.size[1]), 1),
            colours()["map"],
            tuple(self._areas()) if self.with_areas else (),
            lines,
            tuple(self._dot(node) for node in self.chosen),
            tuple(self._labels()),
        )

    def colour(self, node: int) -> str:
        group = self.entities["group"][node]
        return colours()[f"group-{group % 10}" if group >= 0 else "group-none"]

    def _dot(self, node: int) -> Dot:
        from .html import SHAPES

        shape = SHAPES[self.data.graph["types"][self.entities["type"][node]]]
        radius = float(self.data.radius[node])
        return Dot(*self.at[node], radius, shape, self.colour(node), self.entities["kind"][node] != 0)

    def _lines(self) -> Iterator[Line]:
        """Yield a line per pair, coloured by what most of its statements do, dashed where none is a fact."""
        graph, columns = self.data.graph, self.data.graph["statements"]
        inside: dict[tuple[int, int], list[int]] = {}
        for number, (a, b) in enumerate(zip(columns["s"], columns["o"], strict=True)):
            if a != b and a in self.at and b in self.at:
                inside.setdefault((min(a, b), max(a, b)), []).append(number)
        actual = graph["modalities"].index("actual")
        for (a, b), numbers in sorted(inside.items()):
            classes = [graph["classes"][graph["relations"][columns["r"][n]][3]] for n in numbers]
            family = family_of(classes)
            denied = all(columns["p"][n] for n in numbers)
            unreal = all(columns["p"][n] or columns["m"][n] != actual for n in numbers)
            dash = (9.0, 6.0) if denied else (2.0, 5.0) if unreal else ()
            width = min(7.0, 0.8 + 0.75 * float(np.log2(1 + len(numbers))))
            yield Line(self.at[a], self.at[b], round(width, 2), colours()[family], dash)

    def _areas(self) -> Iterator[tuple[tuple[Point, ...], str]]:
        groups: dict[int, list[int]] = {}
        for node in self.chosen:
            if self.entities["group"][node] >= 0:
                groups.setdefault(self.entities["group"][node], []).append(node)
        for group, members in sorted(groups.items()):
            if len(members) >= 3:
                yield tuple(self._outline(members)), colours()[f"group-{group % 10}"]

    def _outline(self, members: list[int]) -> list[Point]:
        places = np.array([self.at[node] for node in members])
        away = np.sqrt((((places - np.median(places, axis=0)) / (layout.ASPECT, 1.0)) ** 2).sum(axis=1))
        near = away <= np.median(away) * 2.1 + 30
        rim = [(cos(k * pi / 8), sin(k * pi / 8)) for k in range(16)]
        reach = [float(self.data.radius[node]) + 26 for node in members]
        corners = [
            (x + r * c, y + r * s) for (x, y), r, keep in zip(places, reach, near, strict=True) if keep for c, s in rim
        ]
        return convex_hull([(round(float(x), 1), round(float(y), 1)) for x, y in corners])

    def _disc(self, node: int) -> tuple[float, float, float, float]:
        (x, y), r = self.at[node], float(self.data.radius[node])
        return x - r, y - r, 2 * r, 2 * r

    def _labels(self) -> Iterator[Label]:
        """Yield the names that find room, the important first, none over another."""
        taken: list[tuple[float, float, float, float]] = []

        def free(box: tuple[float, float, float, float]) -> bool:
            x, y, w, h = box
            return all(a >= x + w or a + c <= x or b >= y + h or b + d <= y for a, b, c, d in taken)

        great = [node for node in self.chosen if self.entities["rank"][node] > 130]
        taken += [self._disc(node) for node in great]
        for node in self.chosen:
            text, rank = tidy(self.entities[self.language][node]), self.entities["rank"][node]
            size = 11.5 + 5.5 * (rank / 1000) ** 0.5
            (x, y), r = self.at[node], float(self.data.radius[node])
            width, height = 0.56 * size * len(text), 1.3 * size
            below, above = (x - width / 2, y + r + 2), (x - width / 2, y - r - height - 2)
            beside = ((x + r + 4, y - height / 2), (x - r - width - 4, y - height / 2))
            spot = next((s for s in (below, above, *beside) if free((*s, width, height))), None)
            taken.append(self._disc(node))
            if spot is None:
                continue
            taken.append((*spot, width, height))
            yield Label(
                round(spot[0] + width / 2, 1),
                round(spot[1] + height / 2, 1),
                text,
                round(size, 1),
                rank > 130,
                colours()["ink"],
            )


def family_of(classes: list[str]) -> str:
    """Return conflict, cooperation or ties: what most of the classes tell, leaving ties out where there is else."""
    bad, good = sum(c in _CONFLICT for c in classes), sum(c in _COOPERATION for c in classes)
    return "conflict" if bad and bad >= good else "cooperation" if good else "ties"


def tidy(text: str, *, most: int = 28) -> str:
    """Return a name without controls that turn or break a line, and not longer than ``most`` characters."""
    plain = " ".join(_CONTROLS.sub(" ", text).split())
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


@cache
def colours() -> dict[str, str]:
    """Return the page's light colours by name."""
    style = (files(__package__) / "page" / "page.css").read_text(encoding="utf-8")
    root = style[style.index(":root {") : style.index("}")]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", root))


def corners(dot: Dot) -> list[Point]:
    """Return the corners of a node that is not round."""
    x, y, r = dot.x, dot.y, dot.radius
    if dot.shape == "square":
        return [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
    if dot.shape == "star":
        reach = [(0.5 if k % 2 else 1.3) * r for k in range(10)]
        return [(x + a * sin(k * pi / 5), y - a * cos(k * pi / 5)) for k, a in enumerate(reach)]
    sides = _SIDES[dot.shape]
    turn = 0.0 if dot.shape == "hexagon" else -pi / 2
    return [(x + r * cos(turn + 2 * pi * k / sides), y + r * sin(turn + 2 * pi * k / sides)) for k in range(sides)]


def convex_hull(points: list[Point]) -> list[Point]:
    """Return the corners of the smallest convex shape around the points, in order."""
    ordered = sorted(set(points))

    def half(line: Iterable[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in line:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(ordered) + half(reversed(ordered))


def _turn(o: Point, a: Point, b: Point) -> float:
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])
