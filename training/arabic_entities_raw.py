"""Label raw news with two trained recognisers and keep the sentences on which they agree, for self-training.

    python -m training.arabic_entities_raw DATA VECTORS CLITICS FIRST SECOND OUT.jsonl [--sentences 9000]

FIRST and SECOND are output folders of training.arabic_entities, trained with different seeds or sizes.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import numpy as np
import spacy
from ar_khabar_news.analyser import Word, doc_words
from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.entities import Recogniser
from ar_khabar_news.floret import read_vectors
from ar_khabar_news.sentences import SentenceSplitter
from ar_khabar_news.tokenizer import ArabicTokenizer

log = logging.getLogger(__name__)
EVERY = 5
SHORTEST, LONGEST = 8, 70
BATCH = 400


def raw_sentences(data: Path, tokenizer: ArabicTokenizer) -> Iterator[list[Word]]:
    """Yield sentences of every EVERYth paragraph of the raw news, the files by turns."""
    splitter = SentenceSplitter()
    files = [lzma.open(path, "rt", encoding="utf8") for path in sorted((data / "text" / "ar").glob("ar-news-*.xz"))]
    for lines in zip_longest(*files, fillvalue=""):
        for line in lines:
            if not line.strip() or hash_of(line) % EVERY:
                continue
            for words in doc_words(splitter(tokenizer(line.strip()))).words:
                if SHORTEST <= len(words) <= LONGEST:
                    yield words


def hash_of(line: str) -> int:
    """Return a number of the line that is the same on every machine."""
    return sum(ord(char) * (i % 97 + 1) for i, char in enumerate(line))


def recogniser(folder: Path, vectors: Path) -> Recogniser:
    """Return the recogniser that a training run wrote."""
    description = json.loads((folder / "entities.json").read_text(encoding="utf8"))
    return Recogniser(dict(np.load(folder / "entities.npz")), description, read_vectors(vectors))


def agreed(sentences: list[list[Word]], first: Recogniser, second: Recogniser) -> Iterator[dict[str, object]]:
    """Yield the sentences with names on which both recognisers agree."""
    for words, mine, theirs in zip(sentences, first.recognise(sentences), second.recognise(sentences), strict=True):
        if mine == theirs and any(label != "MISC" for _, _, label in mine):
            yield {"forms": [word.form for word in words], "glue": [word.glue for word in words], "entities": mine}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "vectors", "clitics", "first", "second", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--sentences", type=int, default=9000)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    tokenizer = ArabicTokenizer(spacy.blank("ar").vocab, CliticSplitter.from_folder(args.clitics))
    first, second = recogniser(args.first, args.vectors), recogniser(args.second, args.vectors)
    kept, seen, batch = 0, 0, []
    part = args.out.with_suffix(".part")  # the file has its name only when it is whole
    with part.open("w", encoding="utf8") as out:
        for words in raw_sentences(args.data, tokenizer):
            batch.append(words)
            if len(batch) < BATCH:
                continue
            seen += len(batch)
            for record in agreed(batch, first, second):
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
                kept += 1
            batch = []
            if kept >= args.sentences:
                break
    part.rename(args.out)
    log.info("%d sentences read, %d kept", seen, kept)


if __name__ == "__main__":
    main()
