"""Train the entity recogniser with PyTorch: one bidirectional LSTM and a linear-chain CRF over BIO labels.

    python -m training.arabic_entities DATA VECTORS CLITICS OUT

DATA holds ner/ar_cleananercorp. OUT receives checkpoint.pt, entities.npz (float16 weights) and entities.json.
The corpus has unsegmented words; its entities are laid over clitic-split tokens (see bio.over_parts).
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.orthography import fold
from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.wordshape import Vocabulary, affix_names
from spacy.vocab import Vocab
from torch import Tensor, nn

from .arabic_parser import BiLSTM, Embedder, Table, _ranked, ema, same_dropout
from .bio import Entity, TaggedSentence, over_parts, read_bio, spans
from .noise import noisy_form

log = logging.getLogger(__name__)
TYPES = ("PER", "LOC", "ORG", "MISC")
LABELS = ("O", *(f"{side}-{kind}" for kind in TYPES for side in "BI"))
BLOCK = 40


@dataclass(frozen=True)
class Item:
    """One sentence: restored forms, glue codes, BIO label numbers, and the written word of each token."""

    forms: tuple[str, ...]
    glue: tuple[int, ...]
    labels: tuple[int, ...]
    words: tuple[int, ...]
    gold: tuple[Entity, ...]
    """The corpus's entities over written words."""


def held_out(sentences: Sequence[TaggedSentence]) -> tuple[list[TaggedSentence], list[TaggedSentence]]:
    """Return the training part and every tenth block, kept for development."""
    train = [s for i, s in enumerate(sentences) if i // BLOCK % 10 != 9]
    return train, [s for i, s in enumerate(sentences) if i // BLOCK % 10 == 9]


def item(sentence: TaggedSentence, tokenizer: ArabicTokenizer) -> Item:
    """Return a corpus sentence over clitic-split tokens."""
    pieces = [tokenizer.pieces(word) for word in sentence.words]
    parts = [[text for text, _ in group] for group in pieces]
    forms = [norm or text for group in pieces for text, norm in group]
    glue = [glue_code(group, k) for group in parts for k in range(len(group))]
    labels = [0] * len(forms)
    gold = []
    for entity in sentence.entities:
        kind = "PER" if entity.label == "PERS" else entity.label
        gold.append(Entity(entity.start, entity.end, kind))
        span = over_parts(entity, parts)
        if span is not None:
            begin, inside = LABELS.index(f"B-{kind}"), LABELS.index(f"I-{kind}")
            labels[span[0]:span[1]] = [begin, *([inside] * (span[1] - span[0] - 1))]
    words = [i for i, group in enumerate(parts) for _ in group]
    return Item(tuple(forms), tuple(glue), tuple(labels), tuple(words), tuple(gold))


def raw_items(path: Path) -> list[Item]:
    """Return the self-labelled sentences that training.arabic_entities_raw wrote."""
    items = []
    for line in path.read_text(encoding="utf8").splitlines():
        record = json.loads(line)
        labels = [0] * len(record["forms"])
        for start, end, kind in record["entities"]:
            begin, inside = LABELS.index(f"B-{kind}"), LABELS.index(f"I-{kind}")
            labels[start:end] = [begin, *([inside] * (end - start - 1))]
        forms = tuple(record["forms"])
        items.append(Item(forms, tuple(record["glue"]), tuple(labels), tuple(range(len(forms))), ()))
    return items


def glue_code(group: Sequence[str], k: int) -> int:
    """Return 1 if an Arabic part follows another Arabic part of its written word, plus 2 if one follows it."""
    if not group[k][0].isalpha():
        return 0
    before = k > 0 and group[k - 1][0].isalpha()
    after = k + 1 < len(group) and group[k + 1][0].isalpha()
    return before + 2 * after


def word_entities(labels: Sequence[int], item: Item) -> list[Entity]:
    """Return the predicted entities over written words: those that any of their tokens stands in."""
    found = []
    for entity in spans([LABELS[i] for i in labels]):
        found.append(Entity(item.words[entity.start], item.words[entity.end - 1] + 1, entity.label))
    return found


class Recogniser(nn.Module):
    """BiLSTM-CRF."""

    def __init__(self, vocabulary: Vocabulary, vector_dim: int, *, hidden: int, layers: int, dropout: float,
                 word_dropout: float = 0.3) -> None:
        super().__init__()
        self.embed = Embedder(vocabulary, vector_dim)
        sizes = [self.embed.size] + [2 * hidden] * (layers - 1)
        self.layers = nn.ModuleList(BiLSTM(size, hidden) for size in sizes)
        self.out = nn.Linear(2 * hidden, len(LABELS))
        self.move = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.begin = nn.Parameter(torch.zeros(len(LABELS)))
        self.rate, self.word_rate = dropout, word_dropout
        self.register_buffer("barred", torch.tensor(barred_moves()), persistent=False)

    def scores(self, vectors: Tensor, ids: Tensor, glue: Tensor, flip: Tensor) -> Tensor:
        x = same_dropout(self.embed(vectors, ids, glue, self.word_rate), self.rate, self.training)
        for layer in self.layers:
            x = same_dropout(layer(x, flip), self.rate, self.training)
        scores: Tensor = self.out(x)
        return scores

    def moves(self) -> tuple[Tensor, Tensor]:
        """Return scores of label pairs and of first labels, impossible ones at -1e4."""
        first = torch.tensor([-1e4 if label[0] == "I" else 0.0 for label in LABELS])
        return self.move.masked_fill(cast(Tensor, self.barred), -1e4), self.begin + first

    def loss(self, scores: Tensor, labels: Tensor, mask: Tensor) -> Tensor:
        """Return the negative log likelihood per word."""
        move, begin = self.moves()
        alpha = begin + scores[:, 0]
        gold = alpha.gather(1, labels[:, :1]).squeeze(1)
        for t in range(1, scores.shape[1]):
            step = torch.logsumexp(alpha.unsqueeze(2) + move, 1) + scores[:, t]
            alpha = torch.where(mask[:, t, None], step, alpha)
            here = move[labels[:, t - 1], labels[:, t]] + scores[:, t].gather(1, labels[:, t:t + 1]).squeeze(1)
            gold = gold + here * mask[:, t]
        return (torch.logsumexp(alpha, 1) - gold).sum() / mask.sum()

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


def batch_of(items: Sequence[Item], table: Table, rng: random.Random | None) -> tuple[Tensor, ...]:
    """Return vectors, ids, glue, flip, labels, mask of some sentences, padded."""
    size = max(len(it.forms) for it in items)
    rows, flips = [], []
    for it in items:
        forms = it.forms
        if rng is not None and rng.random() < 0.25:
            forms = tuple(noisy_form(form, rng) if rng.random() < 0.3 else form for form in forms)
        row = table.rows(forms)
        rows.append(row + [0] * (size - len(row)))
        flips.append(list(range(len(row) - 1, -1, -1)) + list(range(len(row), size)))
    index = np.asarray(rows)
    vectors = torch.from_numpy(np.stack([table.vectors[i] for i in index.ravel()])).view(*index.shape, -1)
    ids = torch.from_numpy(np.asarray([table.numbers[i] for i in index.ravel()])).view(*index.shape, -1)

    def pad(name: str) -> Tensor:
        return torch.tensor([[*getattr(it, name), *([0] * (size - len(it.forms)))] for it in items])
    mask = torch.tensor([[True] * len(it.forms) + [False] * (size - len(it.forms)) for it in items])
    return vectors, ids, pad("glue"), torch.tensor(flips), pad("labels"), mask


def groups_of(items: Sequence[Item], words: int, rng: random.Random) -> Iterator[list[Item]]:
    """Yield shuffled batches of sentences of like length."""
    order = sorted(items, key=lambda it: len(it.forms) + rng.random() * 8)
    groups: list[list[Item]] = [[]]
    for it in order:
        if groups[-1] and len(it.forms) * (len(groups[-1]) + 1) > words:
            groups.append([])
        groups[-1].append(it)
    rng.shuffle(groups)
    yield from groups


@torch.no_grad()
def evaluate(model: Recogniser, items: Sequence[Item], table: Table) -> dict[str, float]:
    """Return F1 over written words, all types and each."""
    model.eval()
    good: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for group in groups_of(items, 2000, random.Random(0)):
        vectors, ids, glue, flip, _, _ = batch_of(group, table, None)
        for it, rows in zip(group, model.scores(vectors, ids, glue, flip), strict=True):
            mine = set(word_entities(model.decode(rows, len(it.forms)), it))
            for names, found in ((guessed, mine), (gold, set(it.gold)), (good, mine & set(it.gold))):
                names.update(e.label for e in found)
                names["all"] += len(found)
    model.train()
    return {kind: round(2 * good[kind] / max(1, guessed[kind] + gold[kind]), 4) for kind in ("all", *TYPES)}


def save(model: Recogniser, vocabulary: Vocabulary, out: Path) -> None:
    """Write the weights in float16 and the labels and words that go with them."""
    np.savez(out / "entities.npz", **{k: v.detach().numpy().astype("float16") for k, v in model.state_dict().items()})
    description = {"labels": LABELS, "words": list(vocabulary.words), "affixes": list(vocabulary.affixes)}
    (out / "entities.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("clitics", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=25)
    parser.add_argument("--hidden", type=int, default=128)
    parser.add_argument("--layers", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.4)
    parser.add_argument("--word-dropout", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--all", action="store_true", help="train on the development part too, for the shipped model")
    parser.add_argument("--raw", type=Path, help="self-labelled sentences, of which each epoch takes a part")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = ArabicTokenizer(Vocab(), CliticSplitter.from_folder(args.clitics))
    sentences = list(read_bio(args.data / "ner" / "ar_cleananercorp" / "train.bio"))
    train, held = ([item(s, tokenizer) for s in part] for part in held_out(sentences))
    if args.all:
        train = train + held
    more = raw_items(args.raw) if args.raw else []
    words = Counter(fold(form) or form for it in train + more for form in it.forms)
    affixes = Counter(name for it in train + more for form in it.forms for name in affix_names(form) if name != "-")
    vocabulary = Vocabulary({w: i + 1 for i, w in enumerate(_ranked(words, 3))},
                            {a: i + 1 for i, a in enumerate(_ranked(affixes, 6))})
    table = Table(args.vectors, vocabulary)
    model = Recogniser(vocabulary, table.floret.data.shape[1], hidden=args.hidden, layers=args.layers,
                       dropout=args.dropout, word_dropout=args.word_dropout)
    log.info("%d sentences, %d words, %d affixes, %d weights", len(train), len(vocabulary.words),
             len(vocabulary.affixes), sum(p.numel() for p in model.parameters()))
    optimizer = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.95), weight_decay=1e-6)
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=ema(0.995))
    checkpoint, first, step = args.out / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.load_state_dict(state["average"])
        first, step = state["epoch"] + 1, state["step"]
    for epoch in range(first, args.epochs):
        rng = random.Random(epoch + 1000 * args.seed)
        chosen = train + rng.sample(more, min(len(more), len(train)))
        batches = list(groups_of(chosen, 1000, rng))
        total, begin = 0.0, time.time()
        for group in batches:
            progress = step / (args.epochs * len(batches))
            for part in optimizer.param_groups:
                part["lr"] = args.rate * min(1, step / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1, progress))))
            vectors, ids, glue, flip, labels, mask = batch_of(group, table, rng)
            loss = model.loss(model.scores(vectors, ids, glue, flip), labels, mask)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            average.update_parameters(model)
            total, step = total + float(loss.detach()), step + 1
        averaged = cast(Recogniser, average.module)
        log.info("epoch %d loss %.4f %s %.0f s", epoch, total / len(batches),
                 evaluate(averaged, held, table), time.time() - begin)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                    "average": average.state_dict(), "epoch": epoch, "step": step}, checkpoint)
        save(averaged, vocabulary, args.out)


if __name__ == "__main__":
    main()
