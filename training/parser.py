"""Train an analyser with PyTorch: tags, features, lemma scripts and trees on one bidirectional LSTM.

What is of one language (its data, spelling, noise) comes from training.arabic_parser and training.english_parser.
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
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from models.networks.spelling import Vocabulary

from .conllu import Sentence, Word
from .layers import (
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
    padded,
    ranked,
    same_dropout,
)

log = logging.getLogger(__name__)
SMALLEST_WORD, SMALLEST_AFFIX, SMALLEST_TAG, SMALLEST_SCRIPT = 3, 5, 2, 3
IGNORE = -100


@dataclass(frozen=True)
class Scheme:
    """What is of one language."""

    spelling: Spelling
    script: Callable[[str, str], str]
    """The script from a form to its lemma."""
    noise: Noise
    unscripted: frozenset[str]
    """Parts of speech whose lemmas the network does not learn to make."""
    news: tuple[str, ...] = ()
    """The classes of a second output of parts of speech, if there is one."""


@dataclass(frozen=True)
class Item:
    """One training sentence as numbers; -100 is what is not to be learned."""

    forms: tuple[str, ...]
    glue: tuple[int, ...]
    tags: tuple[int, ...]
    news: tuple[int, ...]
    scripts: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Labels:
    """The classes of each output."""

    tags: tuple[str, ...]
    deprels: tuple[str, ...]
    scripts: tuple[str, ...]


def tag_name(word: Word) -> str:
    """Return the treebank's whole analysis of a word as one class."""
    return f"{word.upos} {word.xpos} {word.feats or '_'}"


def learn_labels(sentences: Sequence[Sentence], scheme: Scheme) -> Labels:
    """Return the classes seen in training, most frequent first."""
    words = [word for sentence in sentences for word in sentence.words]
    tags = Counter(tag_name(word) for word in words)
    deprels = Counter(word.deprel for word in words)
    scripts = Counter(scheme.script(word.form, word.lemma) for word in words if word.upos != "PUNCT")
    return Labels(ranked(tags, SMALLEST_TAG), ranked(deprels, 1), ranked(scripts, SMALLEST_SCRIPT))


class Numbers:
    """Turns treebank sentences into training items."""

    def __init__(self, labels: Labels, scheme: Scheme) -> None:
        self.scheme = scheme
        self.tags, self.deprels, self.scripts = ({name: i for i, name in enumerate(names)}
                                                 for names in (labels.tags, labels.deprels, labels.scripts))

    def item(self, words: Sequence[Word], glue: tuple[int, ...], news: Sequence[Word] = ()) -> Item:
        """Return a sentence as numbers; `news` are its words with the second output's parts of speech."""
        scheme = self.scheme
        return Item(
            forms=tuple(word.form for word in words), glue=glue,
            tags=tuple(self.tags.get(tag_name(word), IGNORE) for word in words),
            news=tuple(scheme.news.index(word.upos) if word.upos in scheme.news else IGNORE for word in news)
            or (IGNORE,) * len(words),
            scripts=tuple(IGNORE if word.upos in scheme.unscripted
                          else self.scripts.get(scheme.script(word.form, word.lemma), IGNORE) for word in words),
            heads=tuple(word.head for word in words),
            labels=tuple(self.deprels.get(word.deprel, IGNORE) for word in words))


class Analyser(nn.Module):
    """Tags on the first LSTM layer, trees on the last, by deep biaffine attention (Dozat and Manning 2017)."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels, scheme: Scheme, vector_dim: int, *, hidden: int,
                 depth: int, arc: int = 192, label: int = 64, script: int = 128, dropout: float = 0.33) -> None:
        super().__init__()
        self.embed = Embedder(vocabulary, vector_dim, scheme.spelling)
        self.layers = layers(self.embed.size, hidden, depth)
        self.tag = nn.Linear(2 * hidden, len(labels.tags))
        self.news = nn.Linear(2 * hidden, len(scheme.news)) if scheme.news else None
        self.script_in = nn.Linear(2 * hidden, script)
        self.script = nn.Linear(script, len(labels.scripts))
        self.root = nn.Parameter(torch.zeros(2 * hidden))
        self.arc_head, self.arc_dep = nn.Linear(2 * hidden, arc), nn.Linear(2 * hidden, arc)
        self.label_head, self.label_dep = nn.Linear(2 * hidden, label), nn.Linear(2 * hidden, label)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label = nn.Parameter(torch.zeros(len(labels.deprels), label + 1, label + 1))
        nn.init.orthogonal_(self.arc.data[:arc])
        nn.init.normal_(self.label, std=0.05)
        self.rate = dropout

    def encode(self, inputs: Inputs) -> tuple[Tensor, Tensor]:
        """Return the states of the first and of the last layer."""
        x = same_dropout(self.embed(inputs, 0.15), self.rate * 0.75, self.training)
        first = x
        for i, layer in enumerate(self.layers):
            x = same_dropout(layer(x, inputs.flip), self.rate, self.training)
            first = x if i == 0 else first
        return first, x

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arc scores [batch, dependent, head + 1] and the label vectors of dependents and heads."""
        batch = x.shape[0]
        heads = torch.cat([self.root.expand(batch, 1, -1), x], 1)
        head, dep = F.relu(self.arc_head(heads)), F.relu(self.arc_dep(x))
        head, dep = (same_dropout(v, self.rate, self.training) for v in (head, dep))
        scores = F.pad(dep, (0, 1), value=1.0) @ self.arc @ head.transpose(1, 2)
        lhead, ldep = F.relu(self.label_head(heads)), F.relu(self.label_dep(x))
        lhead, ldep = (same_dropout(v, self.rate, self.training) for v in (lhead, ldep))
        return scores, F.pad(ldep, (0, 1), value=1.0), F.pad(lhead, (0, 1), value=1.0)

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return label scores [words, labels] of dependents with their heads."""
        size = dep.shape[-1]
        mixed = (dep @ self.label.permute(1, 0, 2).reshape(size, -1)).view(dep.shape[0], -1, size)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1)


def gold_of(items: Sequence[Item], size: int) -> dict[str, Tensor]:
    """Return the numbers to be learned, padded."""
    return {name: padded([getattr(item, name) for item in items], size, IGNORE)
            for name in ("tags", "news", "scripts", "heads", "labels")}


def loss_of(model: Analyser, inputs: Inputs, all_gold: dict[str, Tensor]) -> Tensor:
    """Return the summed loss of all outputs, per word."""
    first, last = model.encode(inputs)
    mask = inputs.mask
    flat, gold = first[mask], {name: value[mask] for name, value in all_gold.items()}
    loss = torch.zeros(())
    if model.news is not None:
        loss = 0.5 * F.cross_entropy(model.news(flat), gold["news"], ignore_index=IGNORE)
    if not (gold["heads"] >= 0).any():
        return loss
    loss = loss + F.cross_entropy(model.tag(flat), gold["tags"], ignore_index=IGNORE)
    chosen = (gold["scripts"] >= 0) & (torch.rand(gold["scripts"].shape) < 0.5)
    scripts = model.script(F.relu(model.script_in(flat[chosen])))
    # Without a chosen word the mean is not a number.
    loss = loss + 0.4 * F.cross_entropy(scripts, gold["scripts"][chosen], reduction="sum") / max(1, int(chosen.sum()))
    scores, dep, head = model.arcs(last)
    allowed = F.pad(mask, (1, 0), value=True).unsqueeze(1)
    scores = scores.masked_fill(~allowed, -1e4)[mask]
    loss = loss + F.cross_entropy(scores, gold["heads"])
    index = all_gold["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1])
    labels = model.label_scores(dep[mask], head.gather(1, index)[mask])
    return loss + F.cross_entropy(labels, gold["labels"], ignore_index=IGNORE)


@torch.no_grad()
def evaluate(model: Analyser, items: Sequence[Item], table: Table) -> dict[str, float]:
    """Return accuracies on whole sentences with greedy heads (no tree is enforced here)."""
    model.eval()
    right: Counter[str] = Counter()
    total = 0
    for group in batches(items, 2000, random.Random(0)):
        inputs = inputs_of(group, table, None, None)
        mask, all_gold = inputs.mask, gold_of(group, inputs.mask.shape[1])
        first, last = model.encode(inputs)
        gold = {name: value[mask] for name, value in all_gold.items()}
        flat = first[mask]
        right["tag"] += int((model.tag(flat).argmax(-1) == gold["tags"]).sum())
        if model.news is not None:
            known = gold["news"] >= 0
            right["news"] += int((model.news(flat).argmax(-1) == gold["news"])[known].sum()) + int((~known).sum())
        scores, dep, head = model.arcs(last)
        scores = scores.masked_fill(~F.pad(mask, (1, 0), value=True).unsqueeze(1), -1e4)
        heads = scores.argmax(-1)
        index = heads.unsqueeze(-1).expand(-1, -1, head.shape[-1])
        labels = model.label_scores(dep[mask], head.gather(1, index)[mask]).argmax(-1)
        good = heads[mask] == gold["heads"]
        right["uas"] += int(good.sum())
        right["las"] += int((good & (labels == gold["labels"])).sum())
        total += len(good)
    model.train()
    return {name: round(count / total, 4) for name, count in right.items()}


def save(model: Analyser, labels: Labels, scheme: Scheme, vocabulary: Vocabulary, out: Path) -> None:
    """Write the weights in float16 and everything the numpy network needs to read them."""
    np.savez(out / "analyser.npz", **half(model))  # type: ignore[arg-type]
    description = {"tags": labels.tags, "news": scheme.news, "deprels": labels.deprels, "scripts": labels.scripts,
                   "words": list(vocabulary.words), "affixes": list(vocabulary.affixes)}
    (out / "analyser.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf8")


@dataclass(frozen=True)
class Data:
    """What is learned from: all of `whole` in every epoch, half of `parts`, all of `extra`; `held` measures."""

    whole: Sequence[Item]
    parts: Sequence[Item]
    extra: Sequence[Item]
    held: Sequence[Item]


def arguments(description: str, *, epochs: int) -> argparse.ArgumentParser:
    """Return the options that the languages share."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("data", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=epochs)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--words", type=int, default=1000, help="words per batch")
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--dropout", type=float, default=0.33)
    parser.add_argument("--threads", type=int, default=1)
    return parser


def train(data: Data, labels: Labels, vocabulary: Vocabulary, scheme: Scheme, args: argparse.Namespace) -> None:
    """Train for `args.epochs`, going on from the checkpoint; keep the averaged weights after every epoch."""
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    args.out.mkdir(parents=True, exist_ok=True)
    table = Table(args.vectors, vocabulary, scheme.spelling)
    model = Analyser(vocabulary, labels, scheme, table.dim, hidden=args.hidden, depth=args.layers,
                     dropout=args.dropout)
    log.info("%d sentences, %d parts, %d tags, %d scripts, %d words, %d affixes, %d weights", len(data.whole),
             len(data.parts), len(labels.tags), len(labels.scripts), len(vocabulary.words), len(vocabulary.affixes),
             sum(p.numel() for p in model.parameters()))
    trainer = Trainer(model, args.out, rate=args.rate, warm_up=200, decay=0.0, smooth=0.998)
    for epoch in range(trainer.epoch, args.epochs):
        rng = random.Random(epoch)
        chosen = [*data.whole, *rng.sample(data.parts, len(data.parts) // 2)]
        groups = [*batches(chosen, args.words, rng), *batches(data.extra, args.words, rng)]
        rng.shuffle(groups)
        total, begin = 0.0, time.time()
        for group in groups:
            inputs = inputs_of(group, table, scheme.noise, rng)
            loss = loss_of(model, inputs, gold_of(group, inputs.mask.shape[1]))
            total += trainer.step(loss, args.epochs * len(groups))
        averaged = trainer.averaged
        assert isinstance(averaged, Analyser)
        log.info("epoch %d loss %.3f %s %.0f s", epoch, total / len(groups), evaluate(averaged, data.held, table),
                 time.time() - begin)
        trainer.save(epoch)
        save(averaged, labels, scheme, vocabulary, args.out)
