"""Train floret vectors on the text that floret_text writes, or convert a trained .floret file, to a float16 table.

    python -m training.floret_table TEXT OUT [--epochs 4]
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np


def train(text: Path, out: Path, *, epochs: int, dim: int, bucket: int) -> None:
    """Train and write OUT/vectors.floret (one core, about twenty minutes)."""
    import floret
    model = floret.train_unsupervised(str(text), model="cbow", dim=dim, minn=3, maxn=5, minCount=5, epoch=epochs,
                                      bucket=bucket, mode="floret", hashCount=2, thread=1, ws=6, neg=8)
    model.save_floret_vectors(str(out / "vectors.floret"))


def convert(path: Path, out: Path) -> None:
    """Write OUT/vectors.npy and vectors.json from a .floret file."""
    with path.open(encoding="utf8") as lines:
        bucket, dim, minn, maxn, hash_count, hash_seed, _bow, _eow = next(lines).split(" ")
        table = np.zeros((int(bucket), int(dim)), dtype="float32")
        for line in lines:
            index, *values = line.rstrip().split(" ")
            table[int(index)] = np.array(values, dtype="float32")
    np.save(out / "vectors.npy", table.astype("float16"))
    settings = {"minn": int(minn), "maxn": int(maxn), "hash_count": int(hash_count), "hash_seed": int(hash_seed)}
    (out / "vectors.json").write_text(json.dumps(settings), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--dim", type=int, default=128)
    parser.add_argument("--bucket", type=int, default=60_000)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if not (args.out / "vectors.floret").exists():
        train(args.text, args.out, epochs=args.epochs, dim=args.dim, bucket=args.bucket)
    convert(args.out / "vectors.floret", args.out)


if __name__ == "__main__":
    main()
