"""Label English news with two trained recognisers and keep the sentences on which they agree, for self-training.

    python -m training.english_entities_raw VECTORS FIRST SECOND OUT.jsonl --texts PACKAGE ... [--sentences 9000]

FIRST and SECOND are output folders of training.english_entities, trained with different seeds or sizes; PACKAGE is a
file that training.english_text reads.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from en_khabar_news.entities import Recogniser
from en_khabar_news.networks.floret import read_vectors
from en_khabar_news.networks.sentences import SentenceSplitter
from en_khabar_news.networks.words import Word
from en_khabar_news.sentences import sentence_starts
from en_khabar_news.tokenizer import EnglishTokenizer
from en_khabar_news.words import doc_words

from .english_text import texts
from .entities_raw import add_arguments, hash_of, keep, network_of

EVERY = 3
SHORTEST, LONGEST = 6, 70


def raw_sentences(packages: Sequence[Path]) -> Iterator[list[Word]]:
    """Yield sentences of every EVERYth text of the packages."""
    tokenizer, splitter = EnglishTokenizer(spacy.blank("en").vocab), SentenceSplitter(sentence_starts)
    for package in packages:
        for text in texts(package):
            if hash_of(text[:500]) % EVERY:
                continue
            for words in doc_words(splitter(tokenizer(text))).words:
                if SHORTEST <= len(words) <= LONGEST:
                    yield words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_arguments(parser, "vectors", "first", "second", "out")
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    table = read_vectors(args.vectors)
    first, second = (Recogniser(*network_of(folder), table) for folder in (args.first, args.second))
    keep(raw_sentences(args.texts), (first, second), args.out, args.sentences)


if __name__ == "__main__":
    main()
