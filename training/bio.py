"""Read entity corpora of `word TAB label` lines (BIO) and lay their entities over clitic-split words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PROCLITICS = frozenset("وفبلكس")
ENCLITICS = frozenset("ه ها هم هما هن ك كم كما نا ني ي".split())


@dataclass(frozen=True)
class Entity:
    """A half-open span of words or tokens with its type."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class TaggedSentence:
    """Written words and the entities over them."""

    words: tuple[str, ...]
    entities: tuple[Entity, ...]


def read_bio(path: Path) -> Iterator[TaggedSentence]:
    """Yield the sentences of a BIO file."""
    words: list[str] = []
    labels: list[str] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if line.strip():
            word, label = line.split("\t")
            words.append(word)
            labels.append(label)
        elif words:
            yield TaggedSentence(tuple(words), tuple(spans(labels)))
            words, labels = [], []


def spans(labels: list[str]) -> Iterator[Entity]:
    """Yield the entities that BIO labels spell; an I- without its B- begins one."""
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield Entity(start, i, kind)
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]


def over_parts(entity: Entity, parts: list[list[str]]) -> tuple[int, int] | None:
    """Return the entity's span of parts, without leading clitics, trailing pronouns and punctuation.

    `parts` are the tokens of each written word of the sentence.
    """
    flat = [(part, i, k, len(group)) for i, group in enumerate(parts) for k, part in enumerate(group)]
    inside = [j for j, (_, i, _, _) in enumerate(flat) if entity.start <= i < entity.end]
    start, end = inside[0], inside[-1] + 1
    while start < end and (_punctuation(flat[start][0]) or _proclitic(*flat[start])):
        start += 1
    while start < end and (_punctuation(flat[end - 1][0]) or _enclitic(*flat[end - 1])):
        end -= 1
    return (start, end) if start < end else None


def _punctuation(part: str) -> bool:
    return not any(char.isalnum() for char in part)


def _proclitic(part: str, _word: int, k: int, size: int) -> bool:
    return k < size - 1 and part in PROCLITICS


def _enclitic(part: str, _word: int, k: int, size: int) -> bool:
    return k == size - 1 > 0 and part in ENCLITICS
