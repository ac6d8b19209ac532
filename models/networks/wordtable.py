"""Vectors of many known words in eight bits a number, beside the floret vectors that know every word by its letters."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
ROWS, WORDS = "words.npz", "words.txt.gz"


class WordTable:
    """Word vectors; a word that is not in the table has zeros."""

    def __init__(self, words: Sequence[str], rows: Array, steps: Array) -> None:
        """`rows` are int8 [words, size]; a number stands for so many `steps` of its column, float32 [size]."""
        self.words, self.rows, self.steps = list(words), rows, steps
        self.place = {word: i for i, word in enumerate(self.words)}

    @property
    def size(self) -> int:
        """The numbers of a vector."""
        return len(self.steps)

    def __call__(self, keys: Sequence[str]) -> Array:
        """Return the vectors of the keys, one row each, float32."""
        found = np.zeros((len(keys), self.size), dtype="float32")
        known = [(i, self.place[key]) for i, key in enumerate(keys) if key in self.place]
        if known:
            here, there = np.array(known).T
            found[here] = self.rows[there] * self.steps
        return found


def table_of(words: Sequence[str], vectors: Array) -> WordTable:
    """Return the table of float vectors [words, size]."""
    steps = np.maximum(np.abs(vectors).max(0) / 127, np.finfo("float32").tiny).astype("float32")
    return WordTable(words, np.rint(vectors / steps).astype("int8"), steps)


def read_words(folder: Path) -> WordTable | None:
    """Return the table in a component's folder, None where there is none."""
    if not (folder / ROWS).exists():
        return None
    data = np.load(folder / ROWS)
    with gzip.open(folder / WORDS, "rt", encoding="utf8", newline="\n") as file:
        words = file.read().split("\n")
    return WordTable(words, data["rows"], data["steps"])


def write_words(table: WordTable, folder: Path) -> None:
    """Write the table into a component's folder; the same table gives the same bytes."""
    np.savez_compressed(folder / ROWS, rows=table.rows, steps=table.steps)
    (folder / WORDS).write_bytes(gzip.compress("\n".join(table.words).encode("utf8"), mtime=0))
