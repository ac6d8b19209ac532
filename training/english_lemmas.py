"""Build the English lemma lexicon from EWT and GUM.

    python -m training.english_lemmas DATA OUT.gz
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from en_khabar_news.lemmas import Lexicon

from .english_data import sentences
from .lemmas import keep, lexicon


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    learned = (word for sentence in sentences(args.data, "train") for word in sentence.words)
    table = Lexicon(*lexicon(learned, Lexicon.keys, always=1))
    keep(table, (word for sentence in sentences(args.data, "dev", ("en_ewt",)) for word in sentence.words), args.out)


if __name__ == "__main__":
    main()
