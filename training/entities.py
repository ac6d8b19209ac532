"""Train an entity recogniser with PyTorch: bidirectional LSTM layers and a linear-chain CRF over BIO labels.

What is of one language (corpora, spelling, noise) comes from training.arabic_entities and training.english_entities.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from models.networks.spelling import Vocabulary
from models.networks.wordtable import read_words

from .bio import Entity, spans
from .layers import (
    GLUE,
    Embedder,
    Inputs,
    Noise,
    Spelling,
    Table,
    Trainer,
    batches,
    half,
    inputs_of,
    layers,
    learn_vocabulary,
    padded,
    same_dropout,
)

log = logging.getLogger(__name__)
TYPES = ("PER", "LOC", "ORG", "MISC")
LABELS = ("O", *(f"{side}-{kind}" for kind in TYPES for side in "BI"))
UNTOLD = -1
"""The label of a word of which a corpus says only that it is in no PER, LOC or ORG."""
UNKNOWN = -2
"""The label of a word of which a corpus says nothing."""
NEVER = -1e4
SMALLEST_WORD, SMALLEST_AFFIX = 3, 6
SILVER_PARTS = 4
"""Epochs in which all silver sentences are learned once."""


@dataclass(frozen=True)
class Item:
    """One sentence: forms, glue codes, label numbers (or UNTOLD), and the written word of each token."""

    forms: tuple[str, ...]
    glue: tuple[int, ...]
    labels: tuple[int, ...]
    words: tuple[int, ...]
    gold: tuple[Entity, ...]
    """The corpus's entities over written words."""


def label_numbers(size: int, entities: Sequence[Entity], *, outside: int = 0) -> tuple[int, ...]:
    """Return the label number of each of `size` tokens; `outside` is that of tokens in no entity."""
    labels = [outside] * size
    for entity in entities:
        begin, inside = LABELS.index(f"B-{entity.label}"), LABELS.index(f"I-{entity.label}")
        labels[entity.start:entity.end] = [begin, *([inside] * (entity.end - entity.start - 1))]
    return tuple(labels)


def raw_items(path: Path) -> list[Item]:
    """Return the self-labelled sentences that training.arabic_entities_votes wrote."""
    items = []
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        forms = tuple(record["forms"])
        labels = label_numbers(len(forms), [Entity(*entity) for entity in record["entities"]])
        items.append(Item(forms, tuple(record["glue"]), labels, tuple(range(len(forms))), ()))
    return items


def word_entities(labels: Sequence[int], item: Item) -> list[Entity]:
    """Return the predicted entities over written words: those that any of their tokens stands in."""
    found = []
    for entity in spans([LABELS[i] for i in labels]):
        found.append(Entity(item.words[entity.start], item.words[entity.end - 1] + 1, entity.label))
    return found


class Recogniser(nn.Module):
    """BiLSTM-CRF."""

    def __init__(self, vocabulary: Vocabulary, vector_dim: int, spelling: Spelling, *, hidden: int, depth: int,
                 dropout: float, word_dropout: float, glue: int = GLUE) -> None:
        super().__init__()
        self.embed = Embedder(vocabulary, vector_dim, spelling, glue=glue)
        self.layers = layers(self.embed.size, hidden, depth)
        self.out = nn.Linear(2 * hidden, len(LABELS))
        self.move = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.rate, self.word_rate = dropout, word_dropout
        self.register_buffer("barred", torch.tensor(barred_moves()), persistent=False)

    def scores(self, inputs: Inputs) -> Tensor:
        """Return the score of each label at each word."""
        x = same_dropout(self.embed(inputs, self.word_rate), self.rate, self.training)
        for layer in self.layers:
            x = same_dropout(layer(x, inputs.flip), self.rate, self.training)
        scores: Tensor = self.out(x)
        return scores

    def moves(self) -> tuple[Tensor, Tensor]:
        """Return scores of label pairs and of first labels, impossible ones at NEVER."""
        first = torch.tensor([NEVER if label[0] == "I" else 0.0 for label in LABELS])
        return self.move.masked_fill(cast(Tensor, self.barred), NEVER), self.begin + first

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood per word of what the corpora tell."""
        told = scores + NEVER * (~allowed(labels)).float()
        return (self._mass(scores, mask) - self._mass(told, mask)).sum() / mask.sum()

    def _mass(self, scores: Tensor, mask: Tensor) -> Tensor:
        """Return the log of the summed weight of all label sequences."""
        move, begin = self.moves()
        alpha = begin + scores[:, 0]
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + move, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
        return torch.logsumexp(alpha, 1)

    @torch.no_grad()
    def decode(self, scores: Tensor, size: int) -> list[int]:
        """Return the best label sequence of one sentence."""
        move, begin = self.moves()
        alpha, back = begin + scores[0], []
        for t in range(1, size):
            best, index = (alpha.unsqueeze(1) + move).max(0)
            alpha = best + scores[t]
            back.append(index)
        path = [int(alpha.argmax())]
        for index in reversed(back):
            path.append(int(index[path[-1]]))
        return path[::-1]


def barred_moves() -> list[list[bool]]:
    """Return which label may not follow which: I- only after B- or I- of its type."""
    return [[b[0] == "I" and (a == "O" or a[2:] != b[2:]) for b in LABELS] for a in LABELS]


def allowed(labels: Tensor) -> Tensor:
    """Return which labels each word may have: its own, O and MISC where it is UNTOLD, any where it is
    UNKNOWN."""
    own = nn.functional.one_hot(labels.clamp(min=0), len(LABELS)).bool()
    untold = torch.tensor([label == "O" or label.endswith("MISC") for label in LABELS])
    return torch.where((labels == UNTOLD).unsqueeze(-1), untold, own) | (labels == UNKNOWN).unsqueeze(-1)


@torch.no_grad()
def evaluate(model: Recogniser, items: Sequence[Item], table: Table) -> dict[str, float]:
    """Return F1 over written words, of all types that the items have, and of each."""
    model.eval()
    kinds = {entity.label for item in items for entity in item.gold}
    good: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for group in batches(items, 2000, random.Random(0)):
        for it, rows in zip(group, model.scores(inputs_of(group, table, None, None)), strict=True):
            mine = {entity for entity in word_entities(model.decode(rows, len(it.forms)), it) if entity.label in kinds}
            for names, found in ((guessed, mine), (gold, set(it.gold)), (good, mine & set(it.gold))):
                names.update(e.label for e in found)
                names["all"] += len(found)
    model.train()
    return {kind: round(2 * good[kind] / max(1, guessed[kind] + gold[kind]), 4) for kind in ("all", *sorted(kinds))}


def save(model: Recogniser, vocabulary: Vocabulary, out: Path) -> None:
    """Write the weights in float16 and the labels and words that go with them."""
    np.savez(out / "entities.npz", **half(model))  # type: ignore[arg-type]
    description = {"labels": LABELS, "words": list(vocabulary.words), "affixes": list(vocabulary.affixes)}
    (out / "entities.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf8")


@dataclass(frozen=True)
class Data:
    """What is learned from: all of `train` in every epoch, a part of `silver`, as much of `raw` as of `train` at most;
    `held` measures."""

    train: Sequence[Item]
    raw: Sequence[Item]
    held: Sequence[Item]
    change: Callable[[Item, random.Random], Item] = lambda item, rng: item
    """What is done to a sentence each time it is learned from."""
    forms: Sequence[str] = ()
    """Forms that the changes bring in."""
    silver: Sequence[Item] = ()
    glue: int = GLUE
    """Numbers of the glue codes, with what is told beside them (`ar_khabar_news.hints`)."""
    also_held: Sequence[Item] = ()
    """Measures too, by itself."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options that the languages share."""
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--word-dropout", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--all", action="store_true", help="train on the development part too, for the shipped model")
    parser.add_argument("--raw", type=Path, help="self-labelled sentences, of which each epoch takes a part")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--words", type=Path, help="a folder with vectors of known words, beside the floret vectors")


def train(data: Data, spelling: Spelling, noise: Noise, args: argparse.Namespace) -> None:
    """Train for `args.epochs`, going on from the checkpoint; keep the averaged weights after every epoch."""
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    forms = (form for part in (data.train, data.silver, data.raw) for item in part for form in item.forms)
    vocabulary = learn_vocabulary(chain(forms, data.forms), spelling, word=SMALLEST_WORD, affix=SMALLEST_AFFIX)
    table = Table(args.vectors, vocabulary, spelling, read_words(args.words) if args.words else None)
    model = Recogniser(vocabulary, table.dim, spelling, hidden=args.hidden, depth=args.layers,
                       dropout=args.dropout, word_dropout=args.word_dropout, glue=data.glue)
    log.info("%d sentences, %d silver, %d raw, %d words, %d affixes, %d weights", len(data.train), len(data.silver),
             len(data.raw), len(vocabulary.words), len(vocabulary.affixes), sum(p.numel() for p in model.parameters()))
    trainer = Trainer(model, args.out, rate=args.rate, warm_up=100, decay=1e-6, smooth=0.995)
    for epoch in range(trainer.epoch, args.epochs):
        rng = random.Random(epoch + 1000 * args.seed)
        raw = rng.sample(data.raw, min(len(data.raw), len(data.train)))
        chosen = [*data.train, *data.silver[epoch % SILVER_PARTS::SILVER_PARTS], *raw]
        chosen = [data.change(item, rng) for item in chosen]
        groups = list(batches(chosen, 1000, rng, jitter=8))
        total, begin = 0.0, time.time()
        for group in groups:
            inputs = inputs_of(group, table, noise, rng)
            labels = padded([item.labels for item in group], inputs.mask.shape[1], 0)
            total += trainer.step(model.loss(model.scores(inputs), labels, inputs.mask), args.epochs * len(groups))
        averaged = trainer.averaged
        assert isinstance(averaged, Recogniser)
        scores = [evaluate(averaged, held, table) for held in (data.held, data.also_held) if held]
        log.info("epoch %d loss %.4f %s %.0f s", epoch, total / len(groups), scores, time.time() - begin)
        trainer.save(epoch)
        save(averaged, vocabulary, args.out)
