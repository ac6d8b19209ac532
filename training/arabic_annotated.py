"""Sentences of the raw news with names that were read and corrected by hand, by CLEANANERCorp's conventions.

A line of `arabic_annotated.tsv` is one sentence: the file of DATA/text/ar, the line (from 0), start and length of the
sentence in it, the beginning of its SHA-1, and its names as `start-end:TYPE` in characters from the sentence's start.
The text stays in the file.
"""

from __future__ import annotations

import hashlib
import lzma
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.words import doc_words

from .bio import Entity
from .entities import Item, label_numbers

ANNOTATED = Path(__file__).with_name("arabic_annotated.tsv")
HELD_EVERY = 10


@dataclass(frozen=True)
class Annotated:
    """A sentence and its names in characters."""

    text: str
    names: tuple[Entity, ...]


def read_annotated(texts: Path, path: Path = ANNOTATED) -> Iterator[Annotated]:
    """Yield the sentences, their texts from the raw files in `texts`; ValueError where these are other files."""
    rows = defaultdict(list)
    for line in path.read_text(encoding="utf8").splitlines():
        name, *row = line.split("\t")
        rows[name].append(row)
    for name, found in rows.items():
        lines = _lines(texts / f"{name}.txt.xz", {int(row[0]) for row in found})
        for number, start, length, digest, names in found:
            text = lines[int(number)][int(start):int(start) + int(length)]
            if not hashlib.sha1(text.encode("utf8")).hexdigest().startswith(digest):
                raise ValueError(f"{name}.txt.xz, line {number} is another text than was annotated.")
            yield Annotated(text, tuple(_entity(entity) for entity in names.split()))


def _lines(path: Path, numbers: set[int]) -> dict[int, str]:
    with lzma.open(path, "rt", encoding="utf8") as file:
        return {i: line.rstrip("\n") for i, line in enumerate(file) if i in numbers}


def _entity(text: str) -> Entity:
    span, label = text.split(":")
    start, end = span.split("-")
    return Entity(int(start), int(end), label)


def items(texts: Path, tokenizer: ArabicTokenizer) -> tuple[list[Item], list[Item]]:
    """Return the sentences over tokens, and every tenth of them, kept for development."""
    learned: list[Item] = []
    held: list[Item] = []
    for i, sentence in enumerate(read_annotated(texts)):
        (held if i % HELD_EVERY == HELD_EVERY - 1 else learned).append(_item(sentence, tokenizer))
    return learned, held


def _item(sentence: Annotated, tokenizer: ArabicTokenizer) -> Item:
    doc = tokenizer(sentence.text)
    for token in doc:
        token.is_sent_start = token.i == 0
    parts = doc_words(doc)
    tokens = [doc[i] for i in parts.places[0]]
    names = []
    for name in sentence.names:
        touched = [i for i, token in enumerate(tokens) if token.idx < name.end and token.idx + len(token) > name.start]
        names.append(Entity(touched[0], touched[-1] + 1, name.label))
    forms, glue = (tuple(getattr(word, field) for word in parts.words[0]) for field in ("form", "glue"))
    return Item(forms, glue, label_numbers(len(forms), names), tuple(range(len(forms))), tuple(names))
