"""Tables as pandas, pyarrow and the csv module read them, and as spreadsheets must not run them."""

from __future__ import annotations

import csv as standard
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from factories import PUTIN, SYRIA, graph, resolution, syria
from hostile import hostile

from khabar import exports
from khabar.exports import ExportError, csv, parquet
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Labels
from khabar.graph.store import Store


def _frames(folder: Path, suffix: str) -> dict[str, pd.DataFrame]:
    """Return the three tables of an export named graph, as pandas reads them."""
    names = {"statements": "graph", "nodes": "graph.nodes", "edges": "graph.edges"}
    if suffix == ".parquet":
        return {table: pd.read_parquet(folder / f"{name}{suffix}") for table, name in names.items()}
    return {table: pd.read_csv(folder / f"{name}{suffix}", keep_default_na=False) for table, name in names.items()}


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_a_name_gives_three_tables(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Statements under the name itself, nodes and edges beside it, as many rows as the graph has of each."""
    path = tmp_path / f"graph{suffix}"
    exports.write(kg, path)
    assert set(exports.outputs(path)) == set(tmp_path.iterdir())
    frames = _frames(tmp_path, suffix)
    assert len(frames["statements"]) == len(list(kg.statements()))
    assert list(frames["nodes"]["id"]) == list(kg.nx.nodes)
    assert len(frames["edges"]) == kg.nx.number_of_edges()


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
@pytest.mark.parametrize(("name", "columns"), [("graph.nodes", "label_ar"), ("edges", "target")])
def test_one_table_can_be_asked_for(kg: KnowledgeGraph, tmp_path: Path, suffix: str, name: str, columns: str) -> None:
    """By what stands before the suffix, and nothing lies beside it."""
    path = tmp_path / f"{name}{suffix}"
    exports.write(kg, path)
    assert list(tmp_path.iterdir()) == [path]
    frame = pd.read_parquet(path) if suffix == ".parquet" else pd.read_csv(path)
    assert columns in frame.columns


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_edges_join_nodes(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Every end is a node, every statement of an edge a row of the statements."""
    exports.write(kg, tmp_path / f"graph{suffix}")
    frames = _frames(tmp_path, suffix)
    assert set(frames["edges"]["source"]) | set(frames["edges"]["target"]) <= set(frames["nodes"]["id"])
    parts = [ids.split("|") if isinstance(ids, str) else list(ids) for ids in frames["edges"]["statement_ids"]]
    assert {id for ids in parts for id in ids} <= set(frames["statements"]["id"])
    assert [len(ids) for ids in parts] == list(frames["edges"]["statements"])


def test_a_statement_as_a_row(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Ends with ids, words and labels, qualifiers, speaker, and evidence that is the article's words."""
    csv.write(kg, tmp_path / "graph.csv")
    row = next(r for r in csv.read(tmp_path / "graph.csv") if r["place_text"])
    assert (row["subject"], row["subject_text"], row["subject_en"]) == (PUTIN.id, "فلاديمير بوتين", "Vladimir Putin")
    assert (row["relation"], row["class"], row["polarity"], row["modality"]) == (
        "grant_asylum", "AID", "affirmed", "actual",
    )  # fmt: skip
    assert (row["speakers"], row["stances"], row["published"]) == ("named:دميتري-بيسكوف", "says", "2024-12-09")
    assert SYRIA.text[int(row["evidence_start"]) : int(row["evidence_end"])] == row["evidence"]


def test_parquet_has_types_and_nulls(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Days, lists and truth values; what is missing is null and not an empty word."""
    parquet.write(kg, tmp_path / "graph.parquet")
    table = pq.read_table(tmp_path / "graph.parquet")
    assert table.schema.field("published").type == pa.date32()
    assert pa.types.is_list(table.schema.field("speakers").type)
    rows = table.to_pylist()
    since = next(row for row in rows if row["edtf"] == "2015/..")
    assert (since["start"], since["end"], since["speaker"]) == (date(2015, 1, 1), None, None)
    assert any(row["object"] is None for row in rows)
    assert pq.read_table(tmp_path / "graph.edges.parquet").schema.field("reported").type == pa.bool_()


def test_both_forms_say_the_same(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """Cell by cell, in the same order."""
    csv.write(kg, tmp_path / "graph.csv")
    parquet.write(kg, tmp_path / "graph.parquet")
    for name in ("graph", "graph.nodes", "graph.edges"):
        rows = pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
        told = [{k: csv.cell(tuple(v) if isinstance(v, list) else v) for k, v in row.items()} for row in rows]
        assert told == list(csv.read(tmp_path / f"{name}.csv"))


def test_excel_is_told_that_it_is_utf_8(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """A byte order mark stands before the header, and pandas does not take it for part of a name."""
    csv.write(kg, tmp_path / "graph.csv")
    assert (tmp_path / "graph.csv").read_bytes().startswith(b"\xef\xbb\xbfid,article,")
    assert pd.read_csv(tmp_path / "graph.csv").columns[0] == "id"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+"])
def test_no_cell_is_a_formula(tmp_path: Path, start: str) -> None:
    """A title that a spreadsheet would run is guarded, and read back as it was."""
    title = start + 'HYPERLINK("https://evil.example","اضغط")'
    reading = syria()
    article = replace(reading.article, title=title, text=title + SYRIA.text[len(SYRIA.title) :])
    kg = graph([replace(reading, article=article, statements=())])
    assert list(kg.articles())[0].title == title
    moved = Store()
    moved.add([_moved(article)])
    moved.resolve(resolution(_moved(article)))
    csv.write(KnowledgeGraph(moved), tmp_path / "graph.csv")
    with (tmp_path / "graph.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [row["title"] for row in standard.DictReader(file)]
    assert cells and all(cell == f"'{title}" for cell in cells)
    assert {row["title"] for row in csv.read(tmp_path / "graph.csv")} == {title}


def _moved(article: Article):  # type: ignore[no-untyped-def]
    from factories import RESIGN, mention, statement

    from khabar.graph.model import Reading

    who = mention(article, "رئيس الوزراء", "PER", "nominal")
    return Reading(article, (statement(article, who, RESIGN, trigger="استقال"),))


def test_words_that_are_no_formula_stay(tmp_path: Path, kg: KnowledgeGraph) -> None:
    """Quotation marks, commas, line ends and a lone apostrophe are the csv module's work and no reason for a guard."""
    csv.write(hostile(), tmp_path / "graph.csv")
    names = {row["subject_ar"] for row in csv.read(tmp_path / "graph.csv")}
    with (tmp_path / "graph.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["subject_ar"] for row in standard.DictReader(file)} == names
    assert 'O\'Neil "the" `boss` & {{graph}} ${1}' in names


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".events.csv", ".gexf", ".cyjs", ".neo4j.zip"])
def test_hidden_names_are_nowhere(kg: KnowledgeGraph, tmp_path: Path, suffix: str) -> None:
    """Neither in words, labels, ids nor links, in whatever spelling, and nothing of the entity that bears them."""
    exports.write(kg, tmp_path / f"graph{suffix}", redact=["بوتين"])
    found = b"".join(_plain(path) for path in sorted(tmp_path.iterdir())).decode("utf-8", "replace")
    for told in ("بوتين", "Putin", "Q7747"):
        assert told not in found
    assert "Name withheld 1" in found and "الأسد" in found


def _plain(path: Path) -> bytes:
    if path.suffix == ".parquet":
        return str(pq.read_table(path).to_pylist()).encode()
    if path.suffix == ".zip":
        from zipfile import ZipFile

        with ZipFile(path) as zip:
            return b"".join(zip.read(name) for name in zip.namelist())
    return path.read_bytes()


@pytest.mark.parametrize(
    ("quote", "evidence", "subject"),
    [
        ("sentence", "القواعد الروسية في سوريا منذ عام 2015", "الروسية"),
        ("words", "القواعد الروسية … سوريا", "الروسية"),
        ("none", "", ""),
    ],
)
def test_quotations_are_cut_to_size(
    kg: KnowledgeGraph, tmp_path: Path, quote: str, evidence: str, subject: str
) -> None:
    """The statement's words, the marked ones alone, or none; where they stand is told in any case."""
    exports.write(kg, tmp_path / "graph.csv", quote=quote)
    row = next(r for r in csv.read(tmp_path / "graph.csv") if r["relation"] == "has_base_in")
    assert (row["evidence"], row["subject_text"]) == (evidence, subject)
    assert int(row["evidence_end"]) - int(row["evidence_start"]) == 37


def test_an_unknown_limit_of_quotations_is_refused(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """With those that are known."""
    with pytest.raises(ExportError, match="Quotations are paragraph, sentence, words, none, not 'all'"):
        exports.write(kg, tmp_path / "graph.csv", quote="all")


def test_a_table_needs_a_name(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """As nodes and edges are named after it."""
    with pytest.raises(ExportError, match=r"\.csv: a table needs a name before its suffix, such as graph\.csv"):
        exports.write(kg, tmp_path / ".csv")


def test_names_that_no_format_hides_are_warned_of(
    kg: KnowledgeGraph, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A list of names to hide does not pass unnoticed where the format hides none."""
    exports.write(kg, tmp_path / "graph.nt", redact=["بوتين"])
    assert "graph.nt: this format hides no names" in caplog.text


def test_an_empty_graph_has_empty_tables(tmp_path: Path) -> None:
    """With their headers and types."""
    kg = KnowledgeGraph(Store())
    exports.write(kg, tmp_path / "graph.csv")
    exports.write(kg, tmp_path / "graph.parquet")
    assert [len(frame) for frame in _frames(tmp_path, ".csv").values()] == [0, 0, 0]
    assert pq.read_table(tmp_path / "graph.nodes.parquet").schema.names[:2] == ["id", "label_ar"]


def test_a_name_with_the_delimiter_stays_one(tmp_path: Path) -> None:
    """In a list of a cell its bar is another bar; in Parquet it is itself."""
    found = resolution(syria())
    entities = tuple(replace(e, names=("أ|ب", "ج"), labels=Labels.of(ar="أ|ب")) for e in found.entities)
    kg = graph([syria()])
    kg.store.resolve(replace(found, entities=entities))
    exports.write(KnowledgeGraph(kg.store), tmp_path / "nodes.csv")
    exports.write(KnowledgeGraph(kg.store), tmp_path / "nodes.parquet")
    assert {row["names"] for row in csv.read(tmp_path / "nodes.csv")} == {"أ¦ب|ج"}
    assert pq.read_table(tmp_path / "nodes.parquet").column("names").to_pylist()[0] == ["أ|ب", "ج"]
