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
from ar_khabar_news.hints import BEGINS, COUNT, Hints
from ar_khabar_news.networks.words import Word
from ar_khabar_news.peoples import read_lists
from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.wordshape import SPELLING
from spacy.vocab import Vocab

from .arabic_annotated import items
from .arabic_noise import noisy
from .bio import Entity, TaggedSentence, over_parts, read_bio
from .entities import GLUE, LABELS, Data, Item, add_arguments, label_numbers, raw_items, train
from .name_noise import Labelled, Name, name_pool, renamed

BLOCK = 40
FORGOTTEN = 0.4
"""Share of the hints that training does not see."""
GOES_ON = frozenset(begin + 1 for begin in BEGINS.values())
NEWS_TIMES = 4
"""How often the annotated sentences of modern news are learned in an epoch."""


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


def hinted(it: Item, hints: Hints) -> Item:
    """Return a sentence with what the lists say of its words."""
    words = hints.added([Word(form, glue) for form, glue in zip(it.forms, it.glue, strict=True)])
    return replace(it, glue=tuple(word.glue for word in words))


def with_fewer_hints(it: Item, rng: random.Random) -> Item:
    """Return a training sentence without some hints: the lists know the training data better than other news."""
    glue: list[int] = []
    kept = True
    for code in it.glue:
        hint = code // GLUE
        if hint not in GOES_ON:
            kept = rng.random() >= FORGOTTEN
        glue.append(code if kept else code % GLUE)
    return replace(it, glue=tuple(glue))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "vectors", "clitics", "out"):
        parser.add_argument(name, type=Path)
    add_arguments(parser)
    parser.add_argument("--news-times", type=int, default=NEWS_TIMES)
    parser.add_argument("--lists", type=Path, help="a folder with the lists whose hints the network sees")
    parser.add_argument("--other-names", action="store_true", help="exchange names for those of graph/gazetteer")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    tokenizer = ArabicTokenizer(Vocab(), CliticSplitter.from_folder(args.clitics))
    sentences = list(read_bio(args.data / "ner" / "ar_cleananercorp" / "train.bio"))
    learned, held = ([item(s, tokenizer) for s in part] for part in held_out(sentences))
    news, held_news = items(args.data / "text" / "ar", tokenizer)
    learned += news * args.news_times
    if args.all:
        learned += held + held_news * args.news_times
    data = Data(learned, raw_items(args.raw) if args.raw else [], held, also_held=held_news)
    if args.lists:
        hints = Hints(read_lists(args.lists))
        learned, raw, held, also = ([hinted(it, hints) for it in part]
                                    for part in (data.train, data.raw, data.held, data.also_held))
        data = Data(learned, raw, held, with_fewer_hints, also_held=also, glue=GLUE * COUNT)
    if args.other_names:
        pool = name_pool(tokenizer)
        forms = [form for names in pool.values() for name in names for form in name]
        data = replace(data, change=partial(with_other_names, pool=pool), forms=forms)
    train(data, SPELLING, noisy, args)


if __name__ == "__main__":
    main()
