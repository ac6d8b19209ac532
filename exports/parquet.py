"""Tables for pandas, polars, DuckDB and Spark: statements, nodes and edges as Parquet, with types and real lists."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..graph.knowledge_graph import KnowledgeGraph
from ._quote import Quote
from ._shown import Shown
from ._tables import Kind, Table, asked, write_tables

SUFFIX = ".parquet"
_ROWS = 1 << 16  # in a group, the part of a file that readers take at a time
_TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "day": pa.date32(),
    "whole": pa.int64(),
    "real": pa.float64(),
    "truth": pa.bool_(),
    "texts": pa.list_(pa.string()),
}


def write(kg: KnowledgeGraph, path: Path, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
    """Write the statements to ``graph.parquet``, ``graph.nodes.parquet`` and ``graph.edges.parquet`` beside it.

    A path that ends in ``.nodes.parquet`` or ``.edges.parquet`` gets that table alone. What is missing is null.
    """
    write_tables(asked(path, SUFFIX), Shown(kg, quote=quote, redact=redact), write_table)


def outputs(path: Path) -> tuple[Path, ...]:
    """Return the files that :func:`write` makes for a path."""
    return tuple(asked(path, SUFFIX))


def write_table(table: Table, shown: Shown, file: IO[bytes]) -> None:
    """Write a table, a group of rows at a time."""
    schema = pa.schema([(name, _TYPES[kind]) for name, kind in table.columns.items()])
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        rows = table.rows(shown)
        while group := list(islice(rows, _ROWS)):
            columns = zip(zip(*group, strict=True), schema, strict=True)
            arrays = [pa.array(values, type=field.type) for values, field in columns]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
