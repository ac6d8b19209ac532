"""A drawing of the graph for papers: the overview or the surroundings of a name, with its names as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from ..graph.knowledge_graph import KnowledgeGraph
from ._files import replacing
from ._picture import FONTS, Dot, Label, Picture, corners, picture


def write(kg: KnowledgeGraph, path: Path, **options: Any) -> None:
    """Write the drawing; the options are those of :func:`~khabar.exports._picture.picture`.

    A viewer sets the Arabic letters with its own fonts. Raises ExportError where ``ego`` names no entity.
    """
    drawing = picture(kg, **options)
    with replacing(path) as file:
        for line in lines(drawing):
            file.write(line.encode("utf-8"))


def lines(drawing: Picture) -> Iterator[str]:
    """Yield the drawing as SVG, line by line."""
    width, height = drawing.width, drawing.height
    fonts = quoteattr(", ".join(f"'{font}'" for font in FONTS) + ", sans-serif")
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    yield f' font-family={fonts} text-anchor="middle">\n'
    yield f'<rect width="{width}" height="{height}" fill="{drawing.ground}"/>\n'
    for outline, colour in drawing.areas:
        yield f'<polygon points="{_points(outline)}" fill="{colour}" fill-opacity="0.09"/>\n'
    for line in drawing.lines:
        (x, y), (u, v) = line.start, line.end
        dash = f' stroke-dasharray="{" ".join(f"{length:g}" for length in line.dash)}"' if line.dash else ""
        place = f'x1="{x:.1f}" y1="{y:.1f}" x2="{u:.1f}" y2="{v:.1f}"'
        yield f'<line {place} stroke="{line.colour}" stroke-opacity="0.4" stroke-width="{line.width}"{dash}/>\n'
    for dot in drawing.dots:
        yield _dot(dot, drawing.ground)
    for label in drawing.labels:
        yield _label(label, drawing.ground)
    yield "</svg>\n"


def _points(outline: tuple[tuple[float, float], ...] | list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in outline)


def _dot(dot: Dot, ground: str) -> str:
    fill, stroke = (ground, dot.colour) if dot.hollow else (dot.colour, ground)
    look = f'fill="{fill}" stroke="{stroke}" stroke-width="1.5"'
    if dot.shape == "dot":
        return f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="{dot.radius}" {look}/>\n'
    return f'<polygon points="{_points(corners(dot))}" {look}/>\n'


def _label(label: Label, ground: str) -> str:
    weight = ' font-weight="600"' if label.bold else ""
    halo = f'stroke="{ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"'
    direction = "rtl" if label.rtl else "ltr"
    # The middle of the letters, not of the line: viewers disagree about dominant-baseline.
    place = f'x="{label.x}" y="{label.y + label.size * 0.34:.1f}" font-size="{label.size}" direction="{direction}"'
    return f'<text {place} fill="{label.colour}" {halo}{weight}>{escape(label.text)}</text>\n'
