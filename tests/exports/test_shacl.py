"""A graph file is checked against the shapes, whoever wrote it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pyshacl
import pytest
from factories import store
from rdflib import Graph

from khabar import exports
from khabar.exports import ExportError
from khabar.exports.rdf import Options
from khabar.exports.shacl import _violations, validate
from khabar.exports.vocabulary import shapes
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


KH, OA = "<https://w3id.org/khabar/ns#", "<http://www.w3.org/ns/oa#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SOURCE = "<https://schema.org/publisher> <https://example.org/gazette> ."


def _without(lines: list[str], words: str) -> list[str]:
    """The lines less the first one with these words."""
    at = next(n for n, line in enumerate(lines) if words in line)
    return lines[:at] + lines[at + 1 :]


def _instead(old: str, new: str) -> Callable[[list[str]], list[str]]:
    def changed(lines: list[str]) -> list[str]:
        at = next(n for n, line in enumerate(lines) if old in line)
        return [*lines[:at], lines[at].replace(old, new), *lines[at + 1 :]]

    return changed


BROKEN: dict[str, Callable[[list[str]], list[str]]] = {
    "a claim is missing": lambda lines: [s for s in lines if not s.startswith(_first(lines, f"{TYPE} {KH}Claim>"))],
    "a polarity is missing": lambda lines: _without(lines, f"{KH}polarity>"),
    "a name is missing": lambda lines: _without(lines, "<https://schema.org/name>"),
    "a type is missing": lambda lines: _without(lines, f"{TYPE} {KH}Entity>"),
    "a relation has no class": lambda lines: _without(lines, f"{KH}class>"),
    "two modalities": lambda lines: [
        *lines,
        f"{_first(lines, f'{TYPE} {KH}Statement>')} {KH}modality> {KH}modality-planned> .",
    ],
    "a property that no statement has": lambda lines: [
        *lines,
        f'{_first(lines, f"{TYPE} {KH}Statement>")} {KH}mood> "bad" .',
    ],
    "a polarity of another kind": _instead(f"{KH}polarity-affirmed>", f"{KH}polarity-maybe>"),
    "a confidence above one": _instead('"0.9"', '"1.9"'),
    "an offset that is no number": _instead("#nonNegativeInteger", "#string"),
    "a day that does not exist": _instead(
        '"2024-12-05"^^<http://www.w3.org/2001/XMLSchema#date>', '"no day"^^<http://www.w3.org/2001/XMLSchema#date>'
    ),
    "a word of a quotation": _instead(f'{OA}exact> "', f'{OA}exact> "x'),
    "an offset": lambda lines: [re.sub(f'{OA}end> "', f'{OA}end> "1', line) for line in lines],
    "a source that is not described": lambda lines: [
        *lines,
        f"{_first(lines, 'NewsArticle>')} {SOURCE}",
        f"<https://example.org/other> {SOURCE}",
    ],
    "a statement without a name": lambda lines: [*lines, f"_:b {TYPE} {KH}Statement> ."],
    "a kind of statement with nothing": lambda lines: [
        *lines,
        f"<urn:x> {TYPE} <urn:Rumour> .",
        f"<urn:Rumour> <http://www.w3.org/2000/01/rdf-schema#subClassOf> {KH}Statement> .",
    ],
}


def _first(lines: list[str], words: str) -> str:
    """The subject of the first line with these words."""
    return next(line for line in lines if words in line).split(" ", 1)[0]


@pytest.mark.filterwarnings("ignore:NotImplemented should not:DeprecationWarning")  # of rdflib, for a day that is none
@pytest.mark.parametrize("what", BROKEN)
def test_what_is_found_in_parts_is_what_pyshacl_finds_in_the_whole(
    kg: KnowledgeGraph, tmp_path: Path, what: str
) -> None:
    """Wherever it is broken, and however the graph falls into parts."""
    path = tmp_path / "graph.nt"
    exports.write(kg, path)
    lines = BROKEN[what](path.read_text(encoding="utf-8").splitlines())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    _, report, _ = pyshacl.validate(Graph().parse(path), shacl_graph=Graph().parse(data=shapes(), format="turtle"))
    assert isinstance(report, Graph)
    whole = sorted({_unnamed(str(v)) for v in _violations(report)})
    assert whole
    assert sorted({_unnamed(str(v)) for v in validate(path, batch=150)}) == whole


def _unnamed(violation: str) -> str:
    """Blank nodes are called differently each time."""
    return re.sub(r"\b[nN]?[0-9a-f]{32}\b|\bb\b", "_", violation)


def test_triple_terms_are_checked_too(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """rdflib cannot read them; the file is read by another parser."""
    path = tmp_path / "graph.ttl"
    exports.write(kg, path, rdf=Options(triple_terms=True))
    assert "<<( " in path.read_text(encoding="utf-8")
    assert validate(path) == ()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("graph.csv", "a", "no graph has the suffix '.csv'. Name a file with one of .ttl"),
        ("graph.ttl", "<a> <b> .", "graph.ttl: this is no Turtle: "),
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
