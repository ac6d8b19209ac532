"""Pictures of the graph for papers: the overview or the surroundings of a name, and statements over time.

Drawn by matplotlib, which shapes Arabic letters and brings a font that has them: the machine's fonts do not matter.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from ..graph.knowledge_graph import KnowledgeGraph
from . import ExportError
from ._files import replacing
from ._picture import Dot, Picture, colours, corners, family_of, picture

DPI = 200
UNITS_PER_INCH = 96.0
_BARS = 48
_FAMILIES = ("conflict", "cooperation", "ties")
_FAMILY_NAMES = {"ar": ("صدام", "تعاون", "صلات وأوضاع"), "en": ("Conflict", "Cooperation", "Ties and states")}
_EPOCH = date(1970, 1, 1).toordinal()  # matplotlib counts days from here


def write(kg: KnowledgeGraph, path: Path, **options: Any) -> None:
    """Write the picture at 200 dots per inch; the options are those of :func:`~khabar.exports._picture.picture`.

    Raises ExportError where matplotlib is missing or cannot shape Arabic, and where ``ego`` names no entity.
    """
    drawing = picture(kg, **options)
    with _figure(drawing.width / UNITS_PER_INCH, drawing.height / UNITS_PER_INCH) as figure:
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, drawing.width), ylim=(drawing.height, 0))
        axes.axis("off")
        figure.set_facecolor(drawing.ground)
        _draw(axes, drawing)
        _save(figure, path)


def timeline(kg: KnowledgeGraph, path: Path, *, language: str = "ar") -> None:
    """Write a chart of statements over the days on which their articles were published, by what they tell.

    Raises ExportError where no article has a date.
    """
    families, dates = _dated(kg)
    if not dates:
        raise ExportError("No article of the graph has a date, so there is no time to chart.")
    with _figure(9.0, 3.0) as figure:
        axes = figure.add_axes((0.06, 0.12, 0.88, 0.74))
        low, high = min(dates), max(dates)
        edges = [low + (high - low + 1) * step / _BARS for step in range(_BARS + 1)]
        values = [list(families[family].elements()) for family in _FAMILIES]
        shades = [colours()[family] for family in _FAMILIES]
        axes.hist(values, bins=edges, stacked=True, color=shades, label=_FAMILY_NAMES[language])
        axes.xaxis_date()
        _turn(axes, language)
        _save(figure, path)


def _turn(axes: Any, language: str) -> None:
    """Place the key and the scale where reading begins; in Arabic time runs as the writing does, to the left."""
    rtl = language == "ar"
    corner, at = ("upper right", 1.0) if rtl else ("upper left", 0.0)
    axes.legend(frameon=False, ncols=3, loc=corner, bbox_to_anchor=(at, 1.2))
    axes.spines["top"].set_visible(False)
    axes.spines["left" if rtl else "right"].set_visible(False)
    if rtl:
        axes.invert_xaxis()
        axes.yaxis.tick_right()


def _dated(kg: KnowledgeGraph) -> tuple[dict[str, Counter[float]], list[float]]:
    families: dict[str, Counter[float]] = {family: Counter() for family in _FAMILIES}
    for article in kg.articles():
        if article.published is None:
            continue
        day = float(article.published.toordinal() - _EPOCH)
        for fact in kg.facts_of(article):
            families[family_of([fact.statement.claim.relation.class_])][day] += 1
    return families, sorted({day for counter in families.values() for day in counter})


@contextmanager
def _figure(width: float, height: float) -> Iterator[Any]:
    """Give a figure in inches. Raises ExportError where matplotlib cannot set Arabic letters."""
    try:
        from matplotlib import ft2font, rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExportError(
            "PNG pictures are drawn by matplotlib 3.11 or later: pip install 'khabar[pictures]'."
        ) from error
    if not hasattr(ft2font, "__libraqm_version__"):
        raise ExportError("This matplotlib does not join Arabic letters: pip install 'khabar[pictures]'.")
    with rc_context({"font.family": "DejaVu Sans", "font.size": 9, "svg.hashsalt": "khabar"}):
        yield Figure(figsize=(width, height), dpi=DPI)


def _draw(axes: Any, drawing: Picture) -> None:
    from matplotlib.patches import Circle, Polygon
    from matplotlib.patheffects import withStroke

    points = 72 / UNITS_PER_INCH  # the picture's units in points
    for outline, colour in drawing.areas:
        axes.add_patch(Polygon(outline, closed=True, facecolor=colour, alpha=0.09, linewidth=0))
    for line in drawing.lines:
        (x, y), (u, v) = line.start, line.end
        style: Any = (0, tuple(length / line.width for length in line.dash)) if line.dash else "solid"
        axes.plot(
            (x, u), (y, v), color=line.colour, alpha=0.4, linewidth=line.width * points, linestyle=style, zorder=2
        )
    for dot in drawing.dots:
        fill, edge = (drawing.ground, dot.colour) if dot.hollow else (dot.colour, drawing.ground)
        shape = _shape(dot, Circle, Polygon)
        shape.set(facecolor=fill, edgecolor=edge, linewidth=1.5 * points, zorder=3)
        axes.add_patch(shape)
    halo = [withStroke(linewidth=3 * points, foreground=drawing.ground)]
    for label in drawing.labels:
        axes.text(
            label.x, label.y, label.text, size=label.size * points, weight="bold" if label.bold else "normal",
            color=label.colour, ha="center", va="center", zorder=4, path_effects=halo, parse_math=False,
        )  # fmt: skip


def _shape(dot: Dot, circle: Any, polygon: Any) -> Any:
    return circle((dot.x, dot.y), dot.radius) if dot.shape == "dot" else polygon(corners(dot), closed=True)


def _save(figure: Any, path: Path) -> None:
    whole = io.BytesIO()
    # Without its own name and version in the file, the same picture is the same bytes.
    figure.savefig(whole, format="png", dpi=DPI, facecolor=figure.get_facecolor(), metadata={"Software": None})
    with replacing(path) as file:
        file.write(whole.getvalue())
