"""Floret word vectors from a float16 table, looked up by hashed letter sequences (no word is unknown).

The components of a pipeline share one table, which lies beside their folders.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from spacy.strings import StringStore
from spacy.vectors import Vectors  # type: ignore[import-not-found]

TABLE, SETTINGS = "vectors.npy", "vectors.json"


def load_floret(table: np.ndarray, settings: dict[str, Any]) -> Vectors:
    """Return spaCy vectors of a float16 table and the floret settings minn, maxn, hash_count, hash_seed."""
    return Vectors(strings=StringStore(), data=table.astype("float32"), mode="floret", minn=settings["minn"],
                   maxn=settings["maxn"], hash_count=settings["hash_count"], hash_seed=settings["hash_seed"],
                   bow="<", eow=">")


def read_vectors(folder: Path) -> Vectors:
    """Return the word vectors of a pipeline folder; components that ask for the same ones get the same object."""
    return _read(folder.resolve(), (folder / TABLE).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(folder: Path, _changed: int) -> Vectors:
    settings = json.loads((folder / SETTINGS).read_text(encoding="utf8"))
    return load_floret(np.load(folder / TABLE), settings)


def write_vectors(vectors: Vectors, folder: Path) -> None:
    """Write the table in float16 and its settings into a pipeline folder."""
    np.save(folder / TABLE, vectors.data.astype("float16"))
    settings = {"minn": vectors.minn, "maxn": vectors.maxn, "hash_count": vectors.hash_count,
                "hash_seed": vectors.hash_seed}
    (folder / SETTINGS).write_text(json.dumps(settings), encoding="utf8")


def look_up(vectors: Vectors, keys: Sequence[str]) -> np.ndarray:
    """Return the vectors of the keys, one row each, float32."""
    return np.asarray(vectors.get_batch(list(keys)), dtype="float32")
