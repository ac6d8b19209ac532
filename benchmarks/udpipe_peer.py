"""Train the UDPipe 1 peer on PADT's train split, once.

    python benchmarks/udpipe_peer.py DATA MODEL
"""

from __future__ import annotations

import argparse
from pathlib import Path

from _udpipe import train


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("model", type=Path)
    args = parser.parse_args()
    train(args.data / "treebanks" / "ar_padt" / "train.conllu", args.model)


if __name__ == "__main__":
    main()
