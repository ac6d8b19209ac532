"""Entities: a network of its own (its corpora may have other licences than the trees).

`Recogniser` works on lists of words, `EntityComponent` on spaCy docs; each language derives its own of both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
from spacy.tokens import Doc, Span
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from .component import SentenceComponent, write_weights
from .floret import read_vectors, write_vectors
from .network import Array, Packing, WordInputs, linear, lstm_layers, vocabulary_of
from .spelling import Spelling
from .words import DocWords, Word
from .wordtable import WordTable, read_words, write_words

NEVER = np.float32(-1e4)
Found = list[tuple[int, int, str]]
"""Entities of one sentence as `(start, end, label)` over words."""


class Recogniser:
    """BiLSTM-CRF over BIO labels."""

    spelling: Spelling

    def __init__(self, weights: dict[str, Array], labels: dict[str, Any], vectors: Vectors,
                 table: WordTable | None = None) -> None:
        self.weights = {name: value.astype("float32") for name, value in weights.items()}
        self.description = labels
        self.labels: list[str] = labels["labels"]
        self.inputs = WordInputs(self.weights, vocabulary_of(labels), vectors, self.spelling, table)
        self.layers = lstm_layers(self.weights)
        barred = [[b[0] == "I" and (a == "O" or a[2:] != b[2:]) for b in self.labels] for a in self.labels]
        self.move = np.where(barred, NEVER, self.weights["move"])
        self.begin = self.weights["begin"] + np.array([NEVER if name[0] == "I" else 0 for name in self.labels])

    def recognise(self, sentences: Sequence[Sequence[Word]]) -> list[Found]:
        """Return the entities of each sentence."""
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        packing = Packing([len(sentences[i]) for i in order])
        words = [word for i in order for word in sentences[i]]
        x = self.inputs([word.form for word in words], np.array([word.glue for word in words]))[packing.order]
        for layer in self.layers:
            x = layer(x, packing)
        paths = self._viterbi(linear(self.weights, "out", x), packing)[packing.back]
        results: list[Found] = [[] for _ in sentences]
        at = 0
        for i in order:
            size = len(sentences[i])
            results[i] = list(spans([self.labels[k] for k in paths[at:at + size]]))
            at += size
        return results

    def _viterbi(self, scores: Array, packing: Packing) -> Array:
        """Return the best label of each packed token, all sentences at once."""
        counts = packing.counts
        starts = np.concatenate([[0], np.cumsum(counts)])
        alpha = self.begin + scores[:counts[0]]
        final = alpha.copy()
        back = np.zeros((len(scores), len(self.labels)), dtype="int64")
        for t, n in enumerate(counts[1:], 1):
            step = alpha[:n, :, None] + self.move
            back[starts[t]:starts[t] + n] = step.argmax(1)
            alpha = step.max(1) + scores[starts[t]:starts[t] + n]
            final[:n] = alpha
        best = np.empty(len(scores), dtype="int64")
        chosen = final.argmax(1)
        for t in range(len(counts) - 1, -1, -1):
            n, here = counts[t], slice(starts[t], starts[t] + counts[t])
            best[here] = chosen[:n]
            if t:
                chosen[:n] = back[here][np.arange(n), chosen[:n]]
        return best


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans that BIO labels spell."""
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]


class EntityComponent(SentenceComponent[Found]):
    """Writes entities into docs."""

    network: type[Recogniser]
    package: str

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self.recogniser = recogniser

    def label(self, words: list[str], label: str) -> str:
        """Return the label that is written for an entity of these words that the network calls `label`."""
        return label

    def read(self, sentences: Sequence[Sequence[Word]]) -> list[Found]:
        """Return the entities of a batch of sentences."""
        if self.recogniser is None:
            raise ValueError(f"The recogniser holds no weights. Load the pipeline with spacy.load({self.package!r}).")
        return self.recogniser.recognise(sentences)

    def write(self, doc: Doc, parts: DocWords, results: Sequence[Found]) -> None:
        """Set the doc's entities, without punctuation at their ends."""
        ents = []
        for where, sentence, entities in zip(parts.places, parts.words, results, strict=True):
            for start, end, label in entities:
                words = [word.form for word in sentence[start:end]]
                while words and not words[0][0].isalnum():
                    start, words = start + 1, words[1:]
                while words and not words[-1][-1].isalnum():
                    end, words = end - 1, words[:-1]
                if words:
                    ents.append(Span(doc, where[start], where[end - 1] + 1, label=self.label(words, label)))
        doc.set_ents(ents, default="outside")

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write weights and labels into the folder `path`, and the word vectors beside it."""
        if self.recogniser is None:
            return
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        write_weights(self.recogniser.weights, folder / "entities.npz")
        text = json.dumps(self.recogniser.description, ensure_ascii=False)
        (folder / "entities.json").write_text(text, encoding="utf8")
        if self.recogniser.inputs.table is not None:
            write_words(self.recogniser.inputs.table, folder)
        write_vectors(self.recogniser.inputs.vectors, folder.parent)

    def from_disk(self, path: str | Path, **_: Any) -> Self:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        labels = json.loads((folder / "entities.json").read_text(encoding="utf8"))
        self.recogniser = self.network(dict(np.load(folder / "entities.npz")), labels, read_vectors(folder.parent),
                                       read_words(folder))
        return self
