"""Label raw sentences with two trained recognisers, for self-training; the language's module brings the sentences."""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

log = logging.getLogger(__name__)
BATCH = 400
Found = list[tuple[int, int, str]]


class Word(Protocol):
    """A word as the networks see it."""

    @property
    def form(self) -> str: ...
    @property
    def glue(self) -> int: ...


AnyWord = TypeVar("AnyWord", bound=Word, contravariant=True)


class Recogniser(Protocol[AnyWord]):
    """A language's recogniser (see models/networks/entities.py)."""

    def recognise(self, sentences: Sequence[Sequence[AnyWord]]) -> list[Found]: ...


def network_of(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the weights and the description of the recogniser that a training run wrote."""
    description = json.loads((folder / "entities.json").read_text(encoding="utf8"))
    return dict(np.load(folder / "entities.npz")), description


def hash_of(line: str) -> int:
    """Return a number of the line that is the same on every machine."""
    return sum(ord(char) * (i % 97 + 1) for i, char in enumerate(line))


def label_all(sentences: Iterable[Sequence[AnyWord]], recognisers: tuple[Recogniser[AnyWord], Recogniser[AnyWord]],
              out: Path, limit: int) -> None:
    """Write what each recogniser finds in the sentences, as lines of JSON, until `limit` words are read."""
    first, second = recognisers
    seen = 0
    part = out.with_suffix(".part")  # the file has its name only when it is whole
    with part.open("w", encoding="utf8") as file:
        for batch in _batches(sentences):
            for words, mine, theirs in zip(batch, first.recognise(batch), second.recognise(batch), strict=True):
                record = {"forms": [word.form for word in words], "glue": [word.glue for word in words],
                          "first": mine, "second": theirs}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
                seen += len(words)
            if seen >= limit:
                break
    part.rename(out)
    log.info("%d words labelled", seen)


def _batches(sentences: Iterable[Sequence[AnyWord]]) -> Iterator[list[Sequence[AnyWord]]]:
    batch: list[Sequence[AnyWord]] = []
    for words in sentences:
        batch.append(words)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def add_arguments(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add the positional arguments and the number of sentences to keep."""
    for name in names:
        parser.add_argument(name, type=Path)
    parser.add_argument("--sentences", type=int, default=9000)
