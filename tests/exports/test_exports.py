"""A suffix names a format, and a file is there whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar import exports
from khabar.exports import ExportError
from khabar.exports._files import replacing
from khabar.graph.knowledge_graph import KnowledgeGraph


def test_each_format_has_a_module_that_writes() -> None:
    """Every module listed is there and has write."""
    from importlib import import_module

    for module in exports.formats().values():
        assert callable(import_module(f"khabar.exports.{module}").write)


def test_an_unknown_suffix_lists_the_known_ones(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """And leaves nothing behind."""
    with pytest.raises(ExportError, match=r"graph.docx: no format has the suffix '.docx'. Use one of .*\.jsonl"):
        exports.write(kg, tmp_path / "graph.docx")
    assert list(tmp_path.iterdir()) == []


def test_a_failed_export_leaves_the_old_file(tmp_path: Path) -> None:
    """The old bytes stay and no half file lies beside them."""
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing_is_named(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """One line, with the path."""
    with pytest.raises(ExportError, match="nowhere/graph.jsonl: cannot be written: No such file or directory"):
        exports.write(kg, tmp_path / "nowhere" / "graph.jsonl")


def test_every_format_writes_the_same_bytes_twice(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """In one process; tests/exports/test_rdf.py compares processes."""
    for suffix in exports.formats():
        one, two = tmp_path / f"1{suffix}", tmp_path / f"2{suffix}"
        exports.write(kg, one)
        exports.write(kg, two)
        assert one.read_bytes() == two.read_bytes(), suffix
        assert one.stat().st_size > 500
