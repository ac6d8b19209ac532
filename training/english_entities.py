"""Train the English entity recogniser on WikiNEuRal, Wikigold, GUM's named entities and UNER's EWT dev.

    python -m training.english_entities DATA VECTORS OUT

OUT receives checkpoint.pt, entities.npz (float16 weights) and entities.json.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from pathlib import Path

from en_khabar_news.words import joined
from en_khabar_news.wordshape import SPELLING

from .bio import TaggedSentence, read_bio, spans
from .english_data import noisy
from .english_names import gum_names
from .english_web import web_names
from .entities import UNKNOWN, UNTOLD, Data, Item, add_arguments, label_numbers, raw_items, train

UNER_TIMES, WEB_TIMES = 4, 3
"""How often the sentences of UNER, and those read by its conventions, are learned in an epoch."""
PARTS = frozenset("'s n't 'm 're 've 'll 'd ’s n’t ’m ’re ’ve ’ll ’d '".split())


def read_uner(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a UNER file (number, word, label, ...)."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line.strip():
            _, word, label, *_ = line.split("\t")
            words.append(word)
            labels.append(label)
        elif words:
            yield TaggedSentence(tuple(words), tuple(spans(labels)))
            words, labels = [], []


def item(sentence: TaggedSentence, *, outside: int = 0, unknown: frozenset[int] = frozenset()) -> Item:
    """Return a corpus sentence with its words as tokens; the corpora do not tell spaces, contractions are known."""
    forms = sentence.words
    joins = [i > 0 and form.lower() in PARTS and joined(forms[i - 1], form) for i, form in enumerate(forms)]
    glue = tuple(here + 2 * after for here, after in zip(joins, [*joins[1:], False], strict=True))
    labels = label_numbers(len(forms), sentence.entities, outside=outside)
    labels = tuple(UNKNOWN if i in unknown else label for i, label in enumerate(labels))
    return Item(forms, glue, labels, tuple(range(len(forms))), sentence.entities)


def load(data: Path, *, everything: bool) -> tuple[list[Item], list[Item], list[Item]]:
    """Return the sentences to learn, silver ones, and UNER's; with `everything` these are learned too."""
    ner = data / "ner"
    silver = [item(s) for name in ("val", "test") for s in read_bio(ner / "en_wikineural" / f"{name}.bio")]
    uner = list(read_uner(ner / "en_uner" / "en_ewt-dev.iob2"))
    web, partly = web_names(data)
    gold = web * WEB_TIMES + uner * UNER_TIMES if everything else web * WEB_TIMES
    learned = [*(item(s) for s in read_bio(ner / "en_wikigold" / "all.bio")),
               *(item(s, outside=UNTOLD, unknown=unknown) for s, unknown in [*gum_names(data), *partly]),
               *(item(s, outside=UNTOLD) for s in gold)]
    return learned, silver, [item(s) for s in uner]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "vectors", "out"):
        parser.add_argument(name, type=Path)
    add_arguments(parser)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    learned, silver, held = load(args.data, everything=args.all)
    train(Data(learned, raw_items(args.raw) if args.raw else [], held, silver=silver), SPELLING, noisy, args)


if __name__ == "__main__":
    main()
