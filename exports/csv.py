"""Tables for spreadsheets, pandas and R: statements, nodes and edges, as comma-separated values in UTF-8."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from ..graph.knowledge_graph import KnowledgeGraph
from ._quote import Quote
from ._shown import Shown
from ._tables import Row, Table, Value, asked, write_tables

SUFFIX = ".csv"
BETWEEN = "|"
"""What stands between the parts of a list in one cell; inside a part it becomes ``¦``."""

# Excel and LibreOffice take a cell that begins so for a formula, and the words of a news page are a stranger's.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def write(kg: KnowledgeGraph, path: Path, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
    """Write the statements to ``graph.csv`` and beside it ``graph.nodes.csv`` and ``graph.edges.csv``.

    A path that ends in ``.nodes.csv`` or ``.edges.csv`` gets that table alone.
    """
    write_tables(asked(path, SUFFIX), Shown(kg, quote=quote, redact=redact), write_table)


def outputs(path: Path) -> tuple[Path, ...]:
    """Return the files that :func:`write` makes for a path."""
    return tuple(asked(path, SUFFIX))


def write_table(table: Table, shown: Shown, file: IO[bytes]) -> None:
    """Write a table, a row at a time, behind a byte order mark, without which Excel takes Arabic for Latin letters."""
    file.write(BOM_UTF8)
    writer = csv.writer(_Encoded(file), lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(map(_cells, table.rows(shown)))


class _Encoded:
    """What ``csv.writer`` writes to: text that becomes bytes at once, so that nothing waits to be flushed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        return self._file.write(text.encode("utf-8"))


def read(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table that :func:`write` made, each cell's text as the graph has it, guards taken off."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: cell[1:] if _GUARDED.match(cell) else cell for name, cell in row.items()}


def _cells(row: Row) -> list[str]:
    return [_guarded(cell) if _FORMULA.match(cell) else cell for cell in map(cell, row)]


def _guarded(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe before it, one more where it has some already."""
    return f"'{cell}"


def cell(value: Value) -> str:
    """Return a value as the text of a cell: dates as ISO, lists joined by :data:`BETWEEN`, nothing as ""."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return BETWEEN.join(part.replace(BETWEEN, "¦") for part in value)
    return str(value)
