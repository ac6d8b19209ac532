"""Parquet: a row is one article, only the columns of its fields are read, some rows at a time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from .packed import FREE, RATIO
from .records import draft
from .source import FIELDS, Drafts, InputError, Options, Source, need

MAX_BYTES = 16 << 30
"""How much a packed file may unpack to on disk; one that is not packed may have any size."""

_ROWS = 64  # in memory at once


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each row, counted from 1; raises InputError without a column of texts."""
    pyarrow = need("pyarrow", "parquet", ".parquet")
    parquet = need("pyarrow.parquet", "parquet", ".parquet")
    number = 0
    with _seekable(source) as file:
        if not file.read(1):
            raise InputError("the file is empty.")
        file.seek(0)
        try:
            table = parquet.ParquetFile(file)
            columns, given = _columns(table.schema_arrow.names, options), 0
            for row in _rows(table, columns):
                number += 1
                given += sum(len(value) for value in row.values() if isinstance(value, str | bytes))
                if given > max(FREE, RATIO * source.place.stat().st_size):
                    raise InputError(f"it unpacks to more than {RATIO} times its size and was left after row {number}.")
                yield draft(row, f"{source.name}:{number}", options)
        except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as e:
            where, why = f"after row {number}" if number else "at all", str(e).partition("\n")[0][:200]
            raise InputError(f"the table cannot be read {where}: {why}. Write it again.") from e


def _columns(names: list[str], options: Options) -> list[str]:
    wanted = {options.fields.get(field, field) for field in FIELDS}
    text = options.fields.get("text", "text")
    if text not in names and text.split(".")[0] not in names:
        found = ", ".join(names[:8])
        raise InputError(f"column {text!r} is missing (found: {found}). Add it, or name another with --text-field.")
    return [name for name in names if name in wanted or any(one.startswith(f"{name}.") for one in wanted)]


def _rows(table: Any, columns: list[str]) -> Iterator[dict[str, object]]:
    for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        yield from batch.to_pylist()


@contextmanager
def _seekable(source: Source) -> Iterator[BinaryIO]:
    """Give a file that can be read from any place: the source's own, or an unpacked copy without a name."""
    with source.open() as stream:
        if not source.packing:
            yield stream
            return
        with tempfile.TemporaryFile() as copy:
            while chunk := stream.read(1 << 20):
                copy.write(chunk)
                if copy.tell() > MAX_BYTES:
                    raise InputError(f"it unpacks to more than {MAX_BYTES >> 30} GiB. Split it.")
            copy.seek(0)
            yield copy
