"""The networks at run time, in numpy: word inputs with a cache, bidirectional LSTMs, biaffine scores.

Weights are stored in float16 and computed with in float32.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from .floret import look_up
from .spelling import Spelling, Vocabulary
from .wordtable import WordTable

Array = np.ndarray[Any, Any]
Weights = Mapping[str, Array]
WORD_CACHE = 50_000


class WordInputs:
    """Turns forms into input rows, one cached row per form; what depends on the neighbours is added per token."""

    def __init__(self, weights: Weights, vocabulary: Vocabulary, vectors: Vectors, spelling: Spelling,
                 table: WordTable | None = None) -> None:
        get = {name.removeprefix("embed."): value for name, value in weights.items() if name.startswith("embed.")}
        self.words, self.affixes, self.kinds = get["words.weight"], get["affixes.weight"], get["kinds.weight"]
        self.marks, self.glue, self.scale = get["marks.weight"], get["glue.weight"], get["scale"]
        self.vocabulary, self.vectors, self.spelling, self.table = vocabulary, vectors, spelling, table
        self.shape_size = self.kinds.shape[1]
        self.size = len(self.scale) + self.words.shape[1] + self.shape_size
        self.row: dict[str, int] = {}
        self.rows = np.zeros((1024, self.size), dtype="float32")

    def __call__(self, forms: Sequence[str], glue: Array) -> Array:
        """Return the input rows [tokens, size] of the tokens of a batch."""
        if len(self.row) > WORD_CACHE:
            self.row.clear()
        new = [form for form in dict.fromkeys(forms) if form not in self.row]
        if new:
            self._add(new)
        x = self.rows[[self.row[form] for form in forms]]
        x[:, -self.shape_size:] += self.glue[glue]
        return x

    def _add(self, forms: list[str]) -> None:
        start = len(self.row)
        while start + len(forms) > len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        words, affixes = self.vocabulary.words, self.vocabulary.affixes
        ids = np.array([self.spelling.numbers(form, words, affixes) for form in forms])
        vectors = look_up(self.vectors, [self.spelling.vector_key(form) for form in forms])
        if self.table is not None:
            vectors = np.concatenate([vectors, self.table([self.spelling.table_key(form) for form in forms])], 1)
        learned = self.words[ids[:, 0]] + self.affixes[ids[:, 1:9]].sum(1)
        shape = self.kinds[ids[:, 9]] + self.marks[ids[:, 10]]
        self.rows[start:start + len(forms)] = np.concatenate([vectors * self.scale, learned, shape], 1)
        self.row.update({form: start + i for i, form in enumerate(forms)})


def vocabulary_of(labels: Mapping[str, Any]) -> Vocabulary:
    """Return the numbers of the words and affixes that a network's description lists."""
    return Vocabulary({w: i + 1 for i, w in enumerate(labels["words"])},
                      {a: i + 1 for i, a in enumerate(labels["affixes"])})


def lstm_layers(weights: Weights) -> list[BiLSTM]:
    """Return the network's LSTM layers, the lowest first."""
    depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    return [BiLSTM(weights, f"layers.{i}") for i in range(depth)]


class BiLSTM:
    """One bidirectional layer over sentences packed by time step."""

    def __init__(self, weights: Weights, prefix: str) -> None:
        names = ("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0")
        forth, back = ([weights[f"{prefix}.{side}.{name}"] for name in names] for side in ("forth", "back"))
        self.hidden = forth[1].shape[1]
        order = _gate_order(self.hidden)
        self.w_in = [np.ascontiguousarray(side[0][order].T) for side in (forth, back)]
        self.w_rec = np.stack([np.ascontiguousarray(side[1][order].T) for side in (forth, back)])
        self.bias = [(side[2] + side[3])[order] for side in (forth, back)]

    def __call__(self, x: Array, packing: Packing) -> Array:
        """Return the states [tokens, 2 * hidden] of packed inputs [tokens, size]."""
        size = self.hidden
        gates = np.empty((2, len(x), 4 * size), dtype="float32")
        for side, rows in enumerate((x, x[packing.reverse])):
            np.matmul(rows, self.w_in[side], out=gates[side])
            gates[side] += self.bias[side]
        states = np.empty((2, len(x), size), dtype="float32")
        h = np.zeros((2, packing.counts[0], size), dtype="float32")
        c = np.zeros_like(h)
        at = 0
        for n in packing.counts:
            g = gates[:, at:at + n]
            if at:
                g += h[:, :n] @ self.w_rec
            c, h = _step(g, c[:, :n], size)
            states[:, at:at + n] = h
            at += n
        return np.concatenate([states[0], states[1][packing.reverse]], 1)


def _gate_order(hidden: int) -> Array:
    """Return the order that puts the three sigmoid gates first (torch keeps input, forget, cell, output)."""
    blocks = np.arange(4 * hidden).reshape(4, hidden)
    return blocks[[0, 1, 3, 2]].ravel()


def _step(g: Array, c: Array, size: int) -> tuple[Array, Array]:
    # sigmoid(x) = (tanh(x / 2) + 1) / 2, and numpy's tanh is its fastest exponential.
    sigmoid = np.tanh(g[:, :, :3 * size] * np.float32(0.5))
    sigmoid += np.float32(1.0)
    sigmoid *= np.float32(0.5)
    cell = np.tanh(g[:, :, 3 * size:])
    new = sigmoid[:, :, size:2 * size] * c
    new += sigmoid[:, :, :size] * cell
    return new, sigmoid[:, :, 2 * size:] * np.tanh(new)


class Packing:
    """How the tokens of a batch of sentences lie in time-step order: all first tokens, then all second ones.

    `lengths` go from long to short. `order[p]` is the sentence-order position of packed token p, `reverse` the packed
    position of the token that mirrors p in its sentence.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        sizes = np.asarray(lengths)
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        steps = np.arange(sizes[0])
        self.counts = [int(n) for n in np.searchsorted(-sizes, -steps, side="left")]
        offsets = np.concatenate([[0], np.cumsum(self.counts)[:-1]])
        sentence = np.concatenate([np.arange(n) for n in self.counts])
        step = np.repeat(steps, self.counts)
        self.order = starts[sentence] + step
        mirrored = sizes[sentence] - 1 - step
        self.reverse = offsets[mirrored] + sentence
        self.back = np.empty_like(self.order)
        self.back[self.order] = np.arange(len(self.order))


def linear(weights: Weights, name: str, x: Array) -> Array:
    """Return `x` through the linear layer of that name."""
    result: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
    return result


def relu(x: Array) -> Array:
    """Return `x` with its negative values at 0, in place."""
    return np.maximum(x, 0, out=x)


def softmax(scores: Array) -> Array:
    """Return the shares of each row's scores, which sum up to 1."""
    shares: Array = np.exp(scores - scores.max(1, keepdims=True))
    return shares / shares.sum(1, keepdims=True)


def with_one(x: Array) -> Array:
    """Return `x` with a last column of ones."""
    return np.concatenate([x, np.ones((len(x), 1), dtype=x.dtype)], 1)
