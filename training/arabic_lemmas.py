"""Build the lemma lexicon from the treebank.

    python -m training.arabic_lemmas DATA OUT.gz
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ar_khabar_news.lemmas import Lexicon, lexicon_keys

from .conllu import Word, read

log = logging.getLogger(__name__)


def lexicon(words: Iterable[Word]) -> Lexicon:
    """Return the most frequent lemma of every key; keys that a shorter key already answers are left out."""
    seen: dict[str, Counter[str]] = {}
    chains: set[tuple[str, ...]] = set()
    for word in words:
        keys = lexicon_keys(word.form, word.xpos, word.upos)
        chains.add(keys)
        for key in keys:
            seen.setdefault(key, Counter())[word.lemma] += 1
    best = {key: min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)) for key, lemmas in seen.items()}
    needed = {keys[-1] for keys in chains} | {keys[2] for keys in chains}
    for exact, short, upos, _word in sorted(chains):
        if best[short] != best[upos]:
            needed.add(short)
        if best[exact] != best[short]:
            needed.add(exact)
    choices = {keys[0]: _choices(seen[keys[0]]) for keys in sorted(chains)}
    return Lexicon({key: best[key] for key in sorted(needed)}, {key: few for key, few in choices.items() if few})


def _choices(lemmas: Counter[str]) -> tuple[str, ...]:
    """Return the lemmas of a key that are all frequent enough to be chosen by the network."""
    total = sum(lemmas.values())
    common = sorted(lemma for lemma, count in lemmas.items() if count >= max(2, 0.1 * total))
    return tuple(common) if len(common) > 1 else ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    padt = args.data / "treebanks" / "ar_padt"
    table = lexicon(word for sentence in read(padt / "train.conllu") for word in sentence.words)
    table.to_file(args.out)
    words = [word for sentence in read(padt / "dev.conllu") for word in sentence.words]
    right = sum(table(word.form, word.xpos, word.upos) == word.lemma for word in words)
    log.info("%d keys, dev lemma accuracy with gold tags %.4f", len(table.lemma), right / len(words))


if __name__ == "__main__":
    main()
