"""Tables of known words in eight bits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from en_khabar_news.networks.wordtable import read_words, table_of, write_words


def test_vectors_keep_their_direction(tmp_path: Path) -> None:
    """A table read back gives the vectors up to half a step of a column, and zeros for unknown words."""
    vectors = np.random.default_rng(3).normal(size=(20, 6)).astype("float32")
    write_words(table_of([f"w{i}" for i in range(20)], vectors), tmp_path)
    table = read_words(tmp_path)
    assert table is not None
    assert table.size == 6
    found = table(["w3", "nobody", "w0", "w3"])
    step = np.abs(vectors).max(0) / 127
    assert np.all(np.abs(found[[0, 2, 3]] - vectors[[3, 0, 3]]) <= step * 0.51)
    assert not found[1].any()


def test_same_table_same_bytes(tmp_path: Path) -> None:
    """Writing is repeatable, so that the package is."""
    table = table_of(["a", "b"], np.array([[1.0, -2.0], [0.5, 4.0]]))
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_words(table, tmp_path / name)
    for file in ("words.npz", "words.txt.gz"):
        assert (tmp_path / "first" / file).read_bytes() == (tmp_path / "second" / file).read_bytes()


@pytest.mark.parametrize("keys", [[], ["x"]])
def test_unknown_words(keys: list[str]) -> None:
    """Words that are not in the table have zeros, and no words have no rows."""
    assert table_of(["a"], np.array([[1.0, 2.0]]))(keys).tolist() == [[0.0, 0.0]] * len(keys)


def test_a_folder_without_a_table(tmp_path: Path) -> None:
    """A component without a table reads none."""
    assert read_words(tmp_path) is None
