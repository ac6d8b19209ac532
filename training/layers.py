"""What the networks in training share: word inputs, LSTM layers, batches, learning rate, checkpoints."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from models.networks.floret import look_up, read_vectors
from models.networks.spelling import Vocabulary
from models.networks.wordtable import WordTable

WORD_DIM, SHAPE_DIM, GLUE = 128, 16, 4
Noise = Callable[[tuple[str, ...], random.Random], tuple[str, ...]]
"""Writes a sentence's words as the web writes them, or leaves them as they are."""
_ema: Any = torch.optim.swa_utils.get_ema_multi_avg_fn


class Spelling(Protocol):
    """The part of models.networks.spelling.Spelling that training asks (each model holds its own copy of it)."""

    @property
    def vector_key(self) -> Callable[[str], str]: ...
    @property
    def word_key(self) -> Callable[[str], str]: ...
    @property
    def table_key(self) -> Callable[[str], str]: ...
    @property
    def kinds(self) -> int: ...
    @property
    def marks(self) -> int: ...
    def affix_names(self, form: str) -> list[str]: ...
    def numbers(self, form: str, words: Mapping[str, int], affixes: Mapping[str, int]) -> tuple[int, ...]: ...


class Words(Protocol):
    """A sentence of a batch."""

    @property
    def forms(self) -> tuple[str, ...]: ...
    @property
    def glue(self) -> tuple[int, ...]: ...


AnyWords = TypeVar("AnyWords", bound=Words)


def ranked(counts: Counter[str], smallest: int) -> tuple[str, ...]:
    """Return the keys that were counted at least so often, most frequent first."""
    return tuple(key for key, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n >= smallest)


def learn_vocabulary(forms: Iterable[str], spelling: Spelling, *, word: int, affix: int) -> Vocabulary:
    """Return numbers for the words and affixes that occur at least so often."""
    words: Counter[str] = Counter()
    affixes: Counter[str] = Counter()
    for form, count in Counter(forms).items():
        words[spelling.word_key(form)] += count
        for name in spelling.affix_names(form):
            if name != "-":
                affixes[name] += count
    return Vocabulary({w: i + 1 for i, w in enumerate(ranked(words, word))},
                      {a: i + 1 for i, a in enumerate(ranked(affixes, affix))})


class Table:
    """Vectors and numbers of words, each computed once; a word's vector is its floret vector, and that in `words`."""

    def __init__(self, vectors: Path, vocabulary: Vocabulary, spelling: Spelling,
                 words: WordTable | None = None) -> None:
        self.floret = read_vectors(vectors)
        self.vocabulary, self.spelling, self.words = vocabulary, spelling, words
        self.row: dict[str, int] = {}
        self.vectors: list[np.ndarray] = []
        self.numbers: list[tuple[int, ...]] = []

    @property
    def dim(self) -> int:
        """The size of a vector."""
        return int(self.floret.data.shape[1]) + (self.words.size if self.words is not None else 0)

    def rows(self, forms: Sequence[str]) -> list[int]:
        """Return the forms' rows, adding those that are new."""
        new = [form for form in dict.fromkeys(forms) if form not in self.row]
        if new:
            keys = [self.spelling.vector_key(form) for form in new]
            vectors = look_up(self.floret, keys)
            if self.words is not None:
                vectors = np.concatenate([vectors, self.words([self.spelling.table_key(form) for form in new])], 1)
            for form, vector in zip(new, vectors, strict=True):
                self.row[form] = len(self.vectors)
                self.vectors.append(vector)
                self.numbers.append(self.spelling.numbers(form, self.vocabulary.words, self.vocabulary.affixes))
        return [self.row[form] for form in forms]


@dataclass(frozen=True)
class Inputs:
    """Padded inputs of some sentences: vectors [batch, words, dim], ids, glue, reversed positions, words there."""

    vectors: Tensor
    ids: Tensor
    glue: Tensor
    flip: Tensor
    mask: Tensor


def inputs_of(items: Sequence[Words], table: Table, noise: Noise | None, rng: random.Random | None) -> Inputs:
    """Return the inputs of a batch; with `noise` and `rng`, some sentences are written with spelling noise."""
    size = max(len(item.forms) for item in items)
    rows, flips = [], []
    for item in items:
        forms = item.forms if noise is None or rng is None else noise(item.forms, rng)
        row = table.rows(forms)
        rows.append(row + [0] * (size - len(row)))
        flips.append(list(range(len(row) - 1, -1, -1)) + list(range(len(row), size)))
    index = np.asarray(rows)
    vectors = np.stack([table.vectors[i] for i in index.ravel()])
    ids = np.asarray([table.numbers[i] for i in index.ravel()])
    return Inputs(torch.from_numpy(vectors).view(*index.shape, -1), torch.from_numpy(ids).view(*index.shape, -1),
                  padded([item.glue for item in items], size, 0), torch.tensor(flips),
                  padded([(1,) * len(item.forms) for item in items], size, 0).bool())


def padded(rows: Sequence[Sequence[int]], size: int, fill: int) -> Tensor:
    """Return rows of numbers as one table, short rows filled up."""
    return torch.tensor([[*row, *([fill] * (size - len(row)))] for row in rows])


def batches(items: Sequence[AnyWords], words: int, rng: random.Random, *, jitter: int = 6) -> Iterator[list[AnyWords]]:
    """Yield shuffled batches of sentences of like length with at most about so many words."""
    order = sorted(items, key=lambda item: len(item.forms) + rng.random() * jitter)
    groups: list[list[AnyWords]] = [[]]
    for item in order:
        if groups[-1] and len(item.forms) * (len(groups[-1]) + 1) > words:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from (group for group in groups if group)


class Embedder(nn.Module):
    """A word's input: its fixed vector beside the sum of what is learned of its word, affixes and shape."""

    def __init__(self, vocabulary: Vocabulary, vector_dim: int, spelling: Spelling, *, glue: int = GLUE) -> None:
        super().__init__()
        self.words = nn.Embedding(len(vocabulary.words) + 1, WORD_DIM)
        self.affixes = nn.Embedding(len(vocabulary.affixes) + 1, WORD_DIM)
        self.kinds = nn.Embedding(spelling.kinds, SHAPE_DIM)
        self.marks = nn.Embedding(spelling.marks, SHAPE_DIM)
        self.glue = nn.Embedding(glue, SHAPE_DIM)
        for table in (self.words, self.affixes):
            nn.init.normal_(table.weight, std=0.1)
        # The vectors' coordinates spread about 1.4, too wide for an LSTM to begin with.
        self.scale = nn.Parameter(torch.full((vector_dim,), 0.4))
        self.size = vector_dim + WORD_DIM + SHAPE_DIM

    def forward(self, inputs: Inputs, word_dropout: float) -> Tensor:
        ids = inputs.ids
        words = ids[..., 0]
        if self.training:
            words = words * (torch.rand(words.shape) > word_dropout)
        learned = self.words(words) + self.affixes(ids[..., 1:9]).sum(-2)
        shape = self.kinds(ids[..., 9]) + self.marks(ids[..., 10]) + self.glue(inputs.glue)
        return torch.cat([inputs.vectors * self.scale, learned, shape], -1)


class BiLSTM(nn.Module):
    """One layer, both directions, over padded batches; the backward one reads each sentence reversed in place."""

    def __init__(self, size: int, hidden: int) -> None:
        super().__init__()
        self.forth = nn.LSTM(size, hidden, batch_first=True)
        self.back = nn.LSTM(size, hidden, batch_first=True)

    def forward(self, x: Tensor, flip: Tensor) -> Tensor:
        index = flip.unsqueeze(-1)
        # In bfloat16 an LSTM whose width is a multiple of 32 trains twice as fast; the weights stay in float32.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            forth, _ = self.forth(x)
            back, _ = self.back(x.gather(1, index.expand_as(x)))
        return torch.cat([forth, back.gather(1, index.expand_as(back))], -1).float()


def layers(size: int, hidden: int, depth: int) -> nn.ModuleList:
    """Return so many LSTM layers, one on the other."""
    return nn.ModuleList(BiLSTM(inputs, hidden) for inputs in [size] + [2 * hidden] * (depth - 1))


def same_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Drop the same units at every word of a sentence."""
    if not training:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - rate) / (1 - rate)
    return x * mask


class Trainer:
    """Adam with a warm-up and a cosine, the average of the weights, and a checkpoint that training goes on from."""

    def __init__(self, model: nn.Module, out: Path, *, rate: float, warm_up: int, decay: float, smooth: float) -> None:
        self.model, self.rate, self.warm_up = model, rate, warm_up
        self.optimizer = torch.optim.Adam(model.parameters(), lr=rate, betas=(0.9, 0.95), weight_decay=decay)
        self.average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=_ema(smooth))
        self.checkpoint, self.epoch, self.steps = out / "checkpoint.pt", 0, 0
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average.load_state_dict(state["average"])
            self.epoch, self.steps = state["epoch"] + 1, state["step"]

    @property
    def averaged(self) -> nn.Module:
        """The model with averaged weights, the one to measure and keep."""
        return self.average.module

    def step(self, loss: Tensor, total_steps: int) -> float:
        """Learn from one batch and return its loss."""
        progress = min(1.0, self.steps / total_steps)
        factor = min(1.0, self.steps / self.warm_up) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
        for part in self.optimizer.param_groups:
            part["lr"] = self.rate * factor
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        self.optimizer.step()
        self.average.update_parameters(self.model)
        self.steps += 1
        return float(loss.detach())

    def save(self, epoch: int) -> None:
        """Write the checkpoint of a finished epoch; a killed run leaves the one before."""
        part = self.checkpoint.with_suffix(".part")
        torch.save({"model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(),
                    "average": self.average.state_dict(), "epoch": epoch, "step": self.steps}, part)
        part.replace(self.checkpoint)


def half(model: nn.Module) -> dict[str, np.ndarray]:
    """Return the weights in float16."""
    return {name: value.detach().numpy().astype("float16") for name, value in model.state_dict().items()}
