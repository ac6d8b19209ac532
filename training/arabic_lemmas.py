"""Build the Arabic lemma lexicon from PADT.

    python -m training.arabic_lemmas DATA OUT.gz
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from ar_khabar_news.lemmas import Lexicon, lexicon_keys

from .conllu import read
from .lemmas import keep, lexicon


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    padt = args.data / "treebanks" / "ar_padt"
    # Two kinds of keys are always kept: related words are looked up by their part of speech.
    learned = (word for sentence in read(padt / "train.conllu") for word in sentence.words)
    table = Lexicon(*lexicon(learned, lexicon_keys, always=2))
    keep(table, (word for sentence in read(padt / "dev.conllu") for word in sentence.words), args.out)


if __name__ == "__main__":
    main()
