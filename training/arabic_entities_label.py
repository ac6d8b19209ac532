"""Label raw news with two trained recognisers, each by itself: what training.arabic_entities_votes chooses from.

    python -m training.arabic_entities_label DATA VECTORS CLITICS FIRST SECOND OUT.jsonl [--words 5000000]

FIRST and SECOND are output folders of training.arabic_entities, trained with different seeds or sizes.
"""

from __future__ import annotations

import argparse
import logging
import lzma
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

import spacy
from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.entities import Recogniser
from ar_khabar_news.hints import Hints
from ar_khabar_news.networks.entities import Found
from ar_khabar_news.networks.floret import read_vectors
from ar_khabar_news.networks.sentences import SentenceSplitter
from ar_khabar_news.networks.words import Word
from ar_khabar_news.peoples import read_lists
from ar_khabar_news.sentences import sentence_starts
from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.words import doc_words

from .entities_raw import hash_of, label_all, network_of

EVERY = 3
SHORTEST, LONGEST = 5, 70


class Hinted(Recogniser):
    """A recogniser that sees what the lists say of words."""

    hints: Hints

    def recognise(self, sentences: Sequence[Sequence[Word]]) -> list[Found]:
        """Return the entities of each sentence."""
        return super().recognise([self.hints.added(words) for words in sentences])


def raw_sentences(data: Path, tokenizer: ArabicTokenizer) -> Iterator[list[Word]]:
    """Yield sentences of every EVERYth paragraph of the raw news, the files by turns."""
    splitter = SentenceSplitter(sentence_starts)
    files = [lzma.open(path, "rt", encoding="utf8") for path in sorted((data / "text" / "ar").glob("ar-news-*.xz"))]
    for lines in zip_longest(*files, fillvalue=""):
        for line in lines:
            if not line.strip() or hash_of(line) % EVERY:
                continue
            for words in doc_words(splitter(tokenizer(line.strip()))).words:
                if SHORTEST <= len(words) <= LONGEST:
                    yield words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "vectors", "clitics", "first", "second", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--words", type=int, default=5_000_000)
    parser.add_argument("--lists", type=Path, help="a folder with the lists whose hints SECOND was trained with")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    tokenizer = ArabicTokenizer(spacy.blank("ar").vocab, CliticSplitter.from_folder(args.clitics))
    table = read_vectors(args.vectors)
    first = Recogniser(*network_of(args.first), table)
    second = (Hinted if args.lists else Recogniser)(*network_of(args.second), table)
    if isinstance(second, Hinted):
        second.hints = Hints(read_lists(args.lists))
    label_all(raw_sentences(args.data, tokenizer), (first, second), args.out, args.words)


if __name__ == "__main__":
    main()
