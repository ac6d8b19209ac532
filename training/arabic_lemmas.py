"""Build the Arabic lemma lexicon from PADT.

    python -m training.arabic_lemmas DATA OUT.gz
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from ar_khabar_news.lemmas import Lexicon, lexicon_keys

from .conllu import read
from .lemmas import lexicon

log = logging.getLogger(__name__)


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
    table.to_file(args.out)
    words = [word for sentence in read(padt / "dev.conllu") for word in sentence.words]
    right = sum(table(word.form, word.xpos, word.upos) == word.lemma for word in words)
    log.info("%d keys, dev lemma accuracy with gold tags %.4f", len(table.lemma), right / len(words))


if __name__ == "__main__":
    main()
