"""What the networks see of a doc: its sentences as words, and how these are glued to each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Token


@dataclass(frozen=True)
class Word:
    """One word for the network: its form, and how it is glued to others (1: before, 2: after)."""

    form: str
    glue: int


@dataclass(frozen=True)
class DocWords:
    """A doc's sentences as token positions without white space, and what the networks see of those tokens."""

    places: list[list[int]]
    words: list[list[Word]]


def doc_words(doc: Doc, joined: Callable[[str, str], bool], form_of: Callable[[Token], str]) -> DocWords:
    """Return the sentences of a doc whose sentence starts are set.

    `joined` tells of two tokens that no space parts whether they are parts of one written word.
    """
    places: list[list[int]] = []
    words: list[list[Word]] = []
    before = ""
    for token in doc:
        if token.is_sent_start and (not places or places[-1]) or not places:
            places.append([])
            words.append([])
        text = token.text
        if text.isspace():
            before = ""
            continue
        glued = bool(before) and joined(before, text)
        if glued and words[-1]:
            last = words[-1][-1]
            words[-1][-1] = Word(last.form, last.glue + 2)
        places[-1].append(token.i)
        words[-1].append(Word(form_of(token), int(glued)))
        before = "" if token.whitespace_ else text
    if places and not places[-1]:
        places.pop()
        words.pop()
    return DocWords(places, words)


def by_length(sentences: Sequence[Sequence[Any]], tokens: int) -> Iterator[list[int]]:
    """Yield groups of positions of sentences of like length, each with at most so many tokens."""
    group: list[int] = []
    size = 0
    for i in sorted(range(len(sentences)), key=lambda i: -len(sentences[i])):
        if group and size + len(sentences[i]) > tokens:
            yield group
            group, size = [], 0
        group.append(i)
        size += len(sentences[i])
    if group:
        yield group
