"""A graph file is checked against the shapes, whoever wrote it."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import store

from khabar import exports
from khabar.exports import ExportError
from khabar.exports.shacl import validate
from khabar.graph.knowledge_graph import KnowledgeGraph


@pytest.mark.parametrize("suffix", [".ttl", ".nq", ".trig", ".jsonld", ".rdf"])
def test_what_we_write_conforms_in_every_format(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Read by rdflib, as others would."""
    path = tmp_path / f"graph{suffix}"
    exports.write(kg, path)
    assert validate(path) == ()


def test_a_store_and_a_graph_in_memory_are_checked_too(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Without a file between."""
    path = tmp_path / "news.khabar"
    store(path=str(path)).close()
    assert validate(path) == validate(kg) == ()


def test_a_violation_says_what_where_and_why(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Someone adds the denied plan as a fact."""
    path = tmp_path / "graph.nt"
    exports.write(kg, path)
    plan = "<http://www.wikidata.org/entity/Q159> <https://w3id.org/khabar/relation/open-خطة_ل> "
    with path.open("a", encoding="utf-8") as file:
        file.write(plan + "<https://w3id.org/khabar/entity/named%3Aالأسد> .\n")
    (found,) = validate(path)
    assert found.focus == "https://w3id.org/khabar/relation/open-خطة_ل"
    assert found.message.startswith("A plain triple that no affirmed and actual statement makes: ")
    assert "Q159" in found.message
    assert str(found).count("\n") == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.csv", "a", "no graph has the suffix '.csv'. Name a file with one of .ttl"),
        ("graph.ttl", "<a> <b> .", "graph.ttl: this is no turtle: "),
        ("graph.nt", None, "graph.nt: cannot be read: No such file or directory"),
    ],
)
def test_a_file_that_is_no_graph_is_refused(tmp_path: Path, name: str, content: str | None, message: str) -> None:
    """In a line, with the file."""
    path = tmp_path / name
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(ExportError, match=message) as caught:
        validate(path)
    assert "\n" not in str(caught.value)
