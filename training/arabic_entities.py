"""Train the Arabic entity recogniser on CLEANANERCorp.

    python -m training.arabic_entities DATA VECTORS CLITICS OUT

OUT receives checkpoint.pt, entities.npz (float16 weights) and entities.json. The corpus has unsegmented words; its
entities are laid over clitic-split tokens (see bio.over_parts).
"""

from __future__ import annotations

import argparse
import logging
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.wordshape import SPELLING
from spacy.vocab import Vocab

from .arabic_noise import noisy
from .bio import Entity, TaggedSentence, over_parts, read_bio
from .entities import LABELS, Data, Item, add_arguments, label_numbers, raw_items, train
from .name_noise import Labelled, Name, name_pool, renamed

BLOCK = 40


def held_out(sentences: Sequence[TaggedSentence]) -> tuple[list[TaggedSentence], list[TaggedSentence]]:
    """Return the training part and every tenth block, kept for development."""
    train = [s for i, s in enumerate(sentences) if i // BLOCK % 10 != 9]
    return train, [s for i, s in enumerate(sentences) if i // BLOCK % 10 == 9]


def item(sentence: TaggedSentence, tokenizer: ArabicTokenizer) -> Item:
    """Return a corpus sentence over clitic-split tokens."""
    pieces = [tokenizer.pieces(word) for word in sentence.words]
    parts = [[text for text, _ in group] for group in pieces]
    forms = tuple(norm or text for group in pieces for text, norm in group)
    glue = tuple(glue_code(group, k) for group in parts for k in range(len(group)))
    gold, over = [], []
    for entity in sentence.entities:
        kind = "PER" if entity.label == "PERS" else entity.label
        gold.append(Entity(entity.start, entity.end, kind))
        span = over_parts(entity, parts)
        if span is not None:
            over.append(Entity(*span, kind))
    words = tuple(i for i, group in enumerate(parts) for _ in group)
    return Item(forms, glue, label_numbers(len(forms), over), words, tuple(gold))


def glue_code(group: Sequence[str], k: int) -> int:
    """Return 1 if an Arabic part follows another Arabic part of its written word, plus 2 if one follows it."""
    if not group[k][0].isalpha():
        return 0
    before = k > 0 and group[k - 1][0].isalpha()
    after = k + 1 < len(group) and group[k + 1][0].isalpha()
    return before + 2 * after


def with_other_names(it: Item, rng: random.Random, *, pool: Mapping[str, Sequence[Name]]) -> Item:
    """Return a training sentence with some names exchanged (`name_noise.renamed`); it no longer knows its words."""
    changed = renamed(Labelled(it.forms, it.glue, tuple(LABELS[i] for i in it.labels)), pool, rng)
    labels = tuple(LABELS.index(label) for label in changed.labels)
    return Item(changed.forms, changed.glue, labels, tuple(range(len(labels))), ())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "vectors", "clitics", "out"):
        parser.add_argument(name, type=Path)
    add_arguments(parser)
    parser.add_argument("--other-names", action="store_true", help="exchange names for those of graph/gazetteer")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    tokenizer = ArabicTokenizer(Vocab(), CliticSplitter.from_folder(args.clitics))
    sentences = list(read_bio(args.data / "ner" / "ar_cleananercorp" / "train.bio"))
    learned, held = ([item(s, tokenizer) for s in part] for part in held_out(sentences))
    if args.all:
        learned = learned + held
    data = Data(learned, raw_items(args.raw) if args.raw else [], held)
    if args.other_names:
        pool = name_pool(tokenizer)
        forms = [form for names in pool.values() for name in names for form in name]
        data = replace(data, change=partial(with_other_names, pool=pool), forms=forms)
    train(data, SPELLING, noisy, args)


if __name__ == "__main__":
    main()
