"""Read CoNLL-U: sentences of words, with the written words (multi-word tokens) they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Word:
    """One syntactic word. `surface` is its substring of the text, `head` counts from 1 (0: root)."""

    form: str
    surface: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    glued: bool
    """True when the next word follows without a space, inside the same written word or after it."""
    token: int
    """Number of the written word (range line or single line) in the sentence."""


@dataclass(frozen=True)
class Sentence:
    """A sentence; `text` is the text that its words' surfaces and spaces spell."""

    text: str
    words: tuple[Word, ...]


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf8").split("\n"):
        if line and not line.startswith("#"):
            rows.append(line.split("\t"))
        elif not line and rows:
            yield _sentence(rows)
            rows = []
    if rows:
        yield _sentence(rows)


def _sentence(rows: list[list[str]]) -> Sentence:
    words: list[Word] = []
    token, until, last_spaced = -1, 0, True
    for row in rows:
        misc = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        spaced = misc.get("SpaceAfter") != "No"
        if "-" in row[0]:
            until, last_spaced, token = int(row[0].split("-")[1]), spaced, token + 1
            continue
        if "." in row[0]:  # an empty node of the enhanced tree
            continue
        number = int(row[0])
        if number > until:
            token, glued = token + 1, not spaced
        else:
            glued = number < until or not last_spaced
        words.append(Word(form=row[1], surface=misc.get("Surf", row[1]), lemma=row[2], upos=row[3], xpos=row[4],
                          feats="" if row[5] == "_" else row[5], head=int(row[6]) if row[6] != "_" else -1,
                          deprel=row[7], glued=glued, token=token))
    text = "".join(word.surface + ("" if word.glued else " ") for word in words).rstrip(" ")
    return Sentence(text, tuple(words))


def written_words(sentence: Sentence) -> Iterator[list[Word]]:
    """Yield the parts of each written word."""
    group: list[Word] = []
    for word in sentence.words:
        if group and word.token != group[0].token:
            yield group
            group = []
        group.append(word)
    yield group
