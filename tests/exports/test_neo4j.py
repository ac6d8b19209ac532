"""The archive for Neo4j: what neo4j-admin asks of headers, ids and references, checked as it checks them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from factories import PUTIN, RUSSIA
from hostile import NAMES, hostile

from khabar.exports import neo4j
from khabar.graph.knowledge_graph import KnowledgeGraph

_KINDS: dict[str, Callable[[str], Any]] = {
    "": str,
    "string[]": lambda cell: cell.split("\x1f"),
    "int": int,
    "double": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
}


def _imported(kg: KnowledgeGraph, folder: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Return nodes by id space and id, and relationships, as ``import.sh`` has neo4j-admin read them.

    Refuses what it refuses: an id that is there twice, an end that is missing, a value of another type than declared.
    """
    neo4j.write(kg, folder / "graph.neo4j.zip")
    with ZipFile(folder / "graph.neo4j.zip") as zip:
        zip.extractall(folder)
    command = (folder / "import.sh").read_text()
    assert "--array-delimiter=U+001F" in command and "--multiline-fields=true" in command
    nodes: dict[str, dict[str, Any]] = {}
    for name in re.findall(r"--nodes=(\S+)", command):
        for row in _rows(folder / name):
            space = nodes.setdefault(row["ID"][0], {})
            assert row["ID"][1] not in space
            space[row["ID"][1]] = row
    edges = [row for name in re.findall(r"--relationships=(\S+)", command) for row in _rows(folder / name)]
    for edge in edges:
        for end in ("START_ID", "END_ID"):
            assert edge[end][1] in nodes[edge[end][0]]
    return nodes, edges


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [dict(_value(column, cell) for column, cell in row.items()) for row in csv.DictReader(file)]


def _value(column: str, cell: str) -> tuple[str, Any]:
    name, _, kind = column.partition(":")
    if found := re.fullmatch(r"(ID|START_ID|END_ID)\((\w+)\)", kind):
        return found[1], (found[2], cell)
    if kind in ("LABEL", "TYPE"):
        return kind, cell.split("\x1f")
    return name, _KINDS[kind](cell) if cell else None


def test_nodes_are_entities_articles_and_statements(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """All of them, with a label of their type."""
    nodes, _ = _imported(kg, tmp_path)
    assert set(nodes["Entity"]) == {e.id for e in kg.entities()}
    assert set(nodes["Article"]) == {a.id for a in kg.articles()}
    assert set(nodes["Statement"]) == {s.id for s in kg.statements()}
    putin = nodes["Entity"][PUTIN.id]
    assert (putin["LABEL"], putin["name_en"], putin["names"]) == (
        ["Entity", "Person"], "Vladimir Putin", list(PUTIN.names),
    )  # fmt: skip


def test_a_statement_hangs_on_its_entities_and_its_article(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Subject, object, speakers in order with their stance, place, and the article."""
    nodes, edges = _imported(kg, tmp_path)
    told = next(f.statement for f in kg.facts() if len(f.speakers) == 2)
    mine = [e for e in edges if e["START_ID"] == ("Statement", told.id)]
    assert sorted((e["TYPE"][0], e.get("order"), e.get("stance")) for e in mine if e["TYPE"][0] != "STATED_IN") == [
        ("OBJECT", None, None), ("SPEAKER", 1, "says"), ("SPEAKER", 2, "says"), ("SUBJECT", None, None),
    ]  # fmt: skip
    assert [e["END_ID"] for e in mine if e["TYPE"] == ["STATED_IN"]] == [("Article", "hama/2")]
    assert nodes["Statement"][told.id]["evidence"] == told.evidence.text
    assert [e["TYPE"] for e in edges if e["END_ID"][0] == e["START_ID"][0] == "Statement"] == [["CONTENT"]]


def test_only_facts_stand_between_entities(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """What is affirmed and actual does; the denied plan and the planned visit do not."""
    _, edges = _imported(kg, tmp_path)
    direct = [e for e in edges if e["START_ID"][0] == "Entity" == e["END_ID"][0]]
    found = {(e["START_ID"][1], e["TYPE"][0], e["END_ID"][1]) for e in direct}
    assert found == {(s.subject, s.relation.upper(), s.object) for s in kg.store.direct()}
    assert (PUTIN.id, "GRANT_ASYLUM", "named:الأسد") in found
    assert not {"VISIT", "OPEN"} & {e["TYPE"][0] for e in direct}
    assert not any(e["START_ID"][1] == RUSSIA.id and e["END_ID"][1] == "named:الأسد" for e in direct)
    asylum = next(e for e in direct if e["TYPE"] == ["GRANT_ASYLUM"])
    assert (asylum["articles"], asylum["reported"], len(asylum["statements"])) == (2, True, 2)


def test_hostile_names_are_read_back(tmp_path: Path) -> None:
    """Markup, quotation marks, line ends, turned text."""
    nodes, _ = _imported(hostile(), tmp_path)
    assert {e["name_ar"] for e in nodes["Entity"].values()} == set(NAMES)


def test_nothing_is_left_beside_the_archive(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Parts lie in files without a name."""
    neo4j.write(kg, tmp_path / "graph.neo4j.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.neo4j.zip"]


@pytest.mark.parametrize("limit", ["none", "words"])
def test_quotations_are_cut_to_size(kg: KnowledgeGraph, tmp_path: Path, limit: Any) -> None:
    """As in tables."""
    neo4j.write(kg, tmp_path / "graph.neo4j.zip", quote=limit)
    with ZipFile(tmp_path / "graph.neo4j.zip") as zip:
        text = zip.read("statements.csv").decode()
    assert "القواعد الروسية في سوريا منذ عام 2015" not in text
    assert ("القواعد الروسية … سوريا" in text) == (limit == "words")
