"""Records on their way from one stage to the next: keyed, in Parquet files of which a row group is for one reader.

A task of a stage writes one file, whole or not at all, which is also the sign that it is done. Records go to a part by
a hash of their key; the task of a part reads only its row groups of each file, and has all values of its keys.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..graph.keyed import Out, number_of
from .places import Place

_SCHEMA = pa.schema([("key", pa.string()), ("value", pa.string())])
_INDEX = "khabar"  # in the file's own notes: which row groups are for which stage and part
_AT_ONCE = 64 << 20  # characters of keys and values that are held before they are packed

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True)
class Records:
    """The files of all stages of a merge, in one folder; ``parts`` is how many tasks each stage has."""

    folder: Place
    parts: int

    def part_of(self, key: str) -> int:
        """Return the part of a key: by its number where it is ``#12``, else by its hash."""
        return (int(key[1:]) if key.startswith("#") else number_of(key)) % self.parts

    def done(self) -> set[str]:
        """Return the names of the tasks that are done, as :meth:`task` gives them."""
        return {name.removesuffix(".parquet") for name in self.folder.names()}

    def task(self, stage: str, part: int) -> str:
        """Return the name of a stage's task."""
        return f"{stage}-{part:05}"

    def write(self, task: str, records: Iterable[Out]) -> None:
        """Keep the records that a task made; they are there when all are made."""
        sink = pa.BufferOutputStream()
        index: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        with pq.ParquetWriter(sink, _SCHEMA, compression="zstd", use_dictionary=False) as writer:
            for number, (stage, part, rows) in enumerate(self._packed(records)):
                columns = [list(column) for column in zip(*rows, strict=True)]
                writer.write_table(pa.table(columns, schema=_SCHEMA), row_group_size=len(rows))
                index[stage][part].append(number)
            writer.add_key_value_metadata({_INDEX: json.dumps(index)})
        (self.folder / f"{task}.parquet").write(sink.getvalue().to_pybytes())

    def _packed(self, records: Iterable[Out]) -> Iterator[tuple[str, int, list[tuple[str, str]]]]:
        held: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
        size = 0
        for stage, key, value in records:
            text = _json(value)
            held[stage, self.part_of(key)].append((key, text))
            size += len(key) + len(text)
            if size > _AT_ONCE:
                yield from ((*of, rows) for of, rows in held.items())
                held.clear()
                size = 0
        yield from ((*of, rows) for of, rows in held.items())

    def groups(self, stage: str, part: int, sources: Iterable[str]) -> Iterator[tuple[str, list[Any]]]:
        """Yield the keys of a part with all values that the tasks of these stages made for a stage, by the key."""
        tasks = [self.task(source, number) for source in sources for number in range(self.parts)]
        rows = [row for task in tasks for row in self._rows(task, stage, part)]
        rows.sort(key=itemgetter(0))
        for key, group in groupby(rows, key=itemgetter(0)):
            yield key, [json.loads(value) for _, value in group]

    def _rows(self, task: str, stage: str, part: int) -> Iterator[tuple[str, str]]:
        with (self.folder / f"{task}.parquet").opened() as stream:
            file = pq.ParquetFile(stream)
            index = json.loads(file.metadata.metadata[_INDEX.encode()])
            for number in index.get(stage, {}).get(str(part), ()):
                columns = file.read_row_group(number).to_pydict()
                yield from zip(columns["key"], columns["value"], strict=True)
