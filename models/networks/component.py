"""The base of the spaCy components: a batch of docs is read together, sentences of like length at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
from spacy.tokens import Doc
from spacy.util import minibatch

from .network import Array
from .words import DocWords, Word, by_length

TOKENS_PER_BATCH = 2500
DOCS_PER_BATCH = 32
Result = TypeVar("Result")


class SentenceComponent(ABC, Generic[Result]):
    """A component that reads sentences and writes what it found into their docs."""

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_PER_BATCH) -> Iterator[Doc]:
        """Yield the docs in order, annotated in batches."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            batch = list(docs)
            self.annotate(batch)
            yield from batch

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Read all sentences of the docs and write the results."""
        split = [self.doc_words(doc) for doc in docs]
        sentences = [words for parts in split for words in parts.words]
        found: dict[int, Result] = {}
        for group in by_length(sentences, TOKENS_PER_BATCH):
            found.update(zip(group, self.read([sentences[i] for i in group]), strict=True))
        at = 0
        for doc, parts in zip(docs, split, strict=True):
            self.write(doc, parts, [found[i] for i in range(at, at + len(parts.words))])
            at += len(parts.words)

    @abstractmethod
    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them."""

    @abstractmethod
    def read(self, sentences: Sequence[Sequence[Word]]) -> Sequence[Result]:
        """Return what the network finds in each sentence."""

    @abstractmethod
    def write(self, doc: Doc, parts: DocWords, results: Sequence[Result]) -> None:
        """Write what was found in a doc's sentences into it."""


def write_weights(weights: dict[str, Array], path: Path) -> None:
    """Write weights in float16."""
    half: dict[str, Any] = {name: value.astype("float16") for name, value in weights.items()}
    np.savez(path, **half)
