"""Still pictures: drawn with their names as text, the same each time, around a name on request."""

from __future__ import annotations

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hostile import hostile

from khabar.exports import ExportError, png, svg
from khabar.exports._picture import convex_hull, picture, tidy
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.store import Store

SVG = "{http://www.w3.org/2000/svg}"


def _names(path: Path) -> list[str]:
    return [text.text or "" for text in ET.parse(path).iter(f"{SVG}text")]


def test_a_drawing_holds_names_as_text_and_each_pair_as_a_line(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Two statements of one pair are one line; Arabic is marked as running right to left."""
    svg.write(kg, tmp_path / "graph.svg")
    assert "فلاديمير بوتين" in _names(tmp_path / "graph.svg")
    root = ET.parse(tmp_path / "graph.svg").getroot()
    pairs = {frozenset((f.subject.id, f.object.id)) for f in kg.facts() if f.object}
    assert len(list(root.iter(f"{SVG}line"))) == len(pairs) == 6
    assert {text.get("direction") for text in root.iter(f"{SVG}text")} == {"rtl"}


def test_what_is_only_denied_or_planned_is_dashed(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """The plan that is denied and the visit that is planned; the rest is drawn through."""
    dashes = sorted(line.dash for line in picture(kg).lines)
    assert dashes == [(), (), (), (), (2.0, 5.0), (9.0, 6.0)]


def test_a_name_is_drawn_with_what_stands_around_it(kg: KnowledgeGraph) -> None:
    """By its id, its label or another of its names."""
    for ego in ("http://www.wikidata.org/entity/Q7747", "Vladimir Putin", "بوتين"):
        around = picture(kg, ego=ego)
        assert {label.text for label in around.labels} == {"فلاديمير بوتين", "الأسد"}
    assert len(picture(kg, ego="بوتين", steps=2).dots) == 3
    with pytest.raises(ExportError, match="No entity of the graph is called 'نابليون'"):
        picture(kg, ego="نابليون")


def test_redaction_reaches_pictures(kg: KnowledgeGraph) -> None:
    """The name is withheld there too."""
    assert "اسم محجوب 1" in {label.text for label in picture(kg, redact=["بوتين"]).labels}


def test_hostile_names_do_not_break_a_drawing(tmp_path: Path) -> None:
    """It stays well-formed, and no element of theirs is in it."""
    svg.write(hostile(), tmp_path / "graph.svg")
    tags = {element.tag.removeprefix(SVG) for element in ET.parse(tmp_path / "graph.svg").iter()}
    assert tags <= {"svg", "rect", "polygon", "line", "circle", "text"}
    assert any("<img" in name for name in _names(tmp_path / "graph.svg"))


def test_a_name_is_tidied() -> None:
    """Controls that turn text are gone, and a long name is cut."""
    assert tidy("أحمد\u202e\nنبيل") == "أحمد نبيل"
    assert tidy("طويل " * 99) == "طويل طويل طويل طويل طويل طو…"


def test_the_same_picture_is_the_same_bytes(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """As SVG and as PNG, which is 200 dots to the inch."""
    pytest.importorskip(
        "matplotlib", minversion="3.11", reason="PNG needs matplotlib 3.11: pip install 'matplotlib>=3.11'"
    )
    for module, suffix in ((svg, "svg"), (png, "png")):
        one, two = tmp_path / f"1.{suffix}", tmp_path / f"2.{suffix}"
        module.write(kg, one)
        module.write(kg, two)
        assert one.read_bytes() == two.read_bytes()
    drawing = picture(kg)
    width, height = struct.unpack(">II", (tmp_path / "1.png").read_bytes()[16:24])
    assert (width, height) == pytest.approx((drawing.width * 200 / 96, drawing.height * 200 / 96), abs=2)


def test_time_is_charted_where_there_is_any(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """A graph without dates says so."""
    pytest.importorskip(
        "matplotlib", minversion="3.11", reason="PNG needs matplotlib 3.11: pip install 'matplotlib>=3.11'"
    )
    png.timeline(kg, tmp_path / "time.png")
    assert (tmp_path / "time.png").read_bytes()[:4] == b"\x89PNG"
    with pytest.raises(ExportError, match="No article of the graph has a date"):
        png.timeline(KnowledgeGraph(Store()), tmp_path / "none.png")


def test_an_empty_graph_is_an_empty_drawing(tmp_path: Path) -> None:
    """Not an error."""
    svg.write(KnowledgeGraph(Store()), tmp_path / "graph.svg")
    assert _names(tmp_path / "graph.svg") == []


def test_a_hull_leaves_out_what_lies_inside() -> None:
    """Of a square with its middle, the corners."""
    assert convex_hull([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2)]) == [(0, 0), (2, 0), (2, 2), (0, 2)]
