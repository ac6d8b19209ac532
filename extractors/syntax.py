"""The analysed article as plain words and sentences, in Universal Dependencies, the same for every language.

Everything after this module works on these light objects; no spaCy object leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

DIACRITICS = re.compile("[\u064b-\u065f\u0670\u0640]")
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "DET"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})


@dataclass(eq=False, slots=True)
class Name:
    """A name that the entity recogniser found: its words and type."""

    type: str
    words: list[Word] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Word:
    """One syntactic word. ``start``/``end`` are code points into the article; ``lemma`` is bare of vowel signs."""

    i: int
    text: str
    norm: str
    lemma: str
    pos: str
    dep: str
    morph: dict[str, str]
    start: int
    end: int
    name: Name | None = None
    head: Word | None = None
    children: list[Word] = field(default_factory=list)
    sentence: Sentence | None = None
    certainty: tuple[float, float] = (1.0, 1.0)
    """How likely head and part of speech are by the analyser, 1 where it does not tell; repairs leave them."""

    def __repr__(self) -> str:
        return f"<{self.text}/{self.pos}/{self.dep}>"

    def get(self, *deps: str) -> Iterator[Word]:
        """Yield the children that bear one of these dependencies, in text order."""
        return (child for child in self.children if child.dep in deps)

    def first(self, *deps: str) -> Word | None:
        return next(self.get(*deps), None)

    def subtree(self) -> Iterator[Word]:
        """Yield the word and all below it (not in text order)."""
        stack = [self]
        while stack:
            word = stack.pop()
            yield word
            stack.extend(word.children)

    def ancestors(self) -> Iterator[Word]:
        """Yield the words above, nearest first."""
        word = self.head
        while word is not None:
            yield word
            word = word.head

    @property
    def is_verb(self) -> bool:
        return self.pos == "VERB" or (self.pos == "AUX" and self.dep not in {"aux", "aux:pass", "cop"})


@dataclass(eq=False, slots=True)
class Sentence:
    """A sentence: its words in text order."""

    words: list[Word]

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @property
    def root(self) -> Word:
        return next((w for w in self.words if w.head is None), self.words[0])


@dataclass(eq=False, slots=True)
class Analysis:
    """An analysed article: all its words, its sentences and its names."""

    text: str
    words: list[Word]
    sentences: list[Sentence]
    names: list[Name]


def analyse(doc: Any) -> Analysis:
    """Return the analysis that a spaCy ``Doc`` holds, whitespace tokens left out."""
    made: dict[int, Word] = {}
    sentences = []
    told = doc._.certainty if doc.has_extension("certainty") else None
    certain = [(1.0, 1.0)] * len(doc) if told is None else [(head, pos) for head, pos in told.tolist()]
    for span in doc.sents:
        words = [made.setdefault(t.i, _word(t, len(made), certain[t.i])) for t in span if not t.is_space]
        if not words:
            continue
        sentence = Sentence(words)
        sentences.append(sentence)
        for word in words:
            word.sentence = sentence
    for token in doc:
        own = made.get(token.i)
        if own is None or token.head.i == token.i:
            continue
        head = made.get(token.head.i)
        if head is not None and head.sentence is own.sentence:
            own.head = head
            head.children.append(own)
    names = []
    for span in doc.ents:
        words = [made[t.i] for t in span if t.i in made]
        if not words:
            continue
        name = Name(span.label_, words)
        names.append(name)
        for word in words:
            word.name = name
    return Analysis(doc.text, list(made.values()), sentences, names)


def _word(token: Any, index: int, certainty: tuple[float, float]) -> Word:
    text = token.text
    return Word(
        i=index,
        text=text,
        norm=token.norm_ or text,
        lemma=DIACRITICS.sub("", token.lemma_ or "") or text,
        pos=token.pos_,
        dep=token.dep_,
        morph=token.morph.to_dict(),
        start=token.idx,
        end=token.idx + len(text),
        certainty=certainty,
    )


def coordinated(word: Word) -> Iterator[Word]:
    """Yield a nominal and those coordinated with it (X and Y and Z), in text order of the chain."""
    yield word
    for child in word.get("conj"):
        if not child.is_verb and not (child.first("nsubj") is not None and child.first("cc") is not None):
            yield from coordinated(child)  # but for a clause of its own: وهو تغيير يعد به


def preposition(word: Word) -> str:
    """Return the preposition that marks a word, with its fixed parts ("من قبل"), or an empty string."""
    parts = []
    for case in word.get("case"):
        if case.i > word.i:
            continue
        parts.append(case.lemma)
        parts.extend(fixed.lemma for fixed in case.get("fixed"))
    return " ".join(parts)


def relative_pronoun(word: Word) -> bool:
    """Is the word a relative pronoun (who, which; الذي)?"""
    return word.morph.get("PronType") == "Rel"


def attach(word: Word, head: Word, dep: str) -> None:
    """Hang a word under another head; a head below the word is lifted to the word's place first. A word that is its own
    head in a rule's eyes stays where it is."""
    if head is word:
        return
    if word in set(head.ancestors()):
        above = word.head
        if head.head is not None:
            head.head.children.remove(head)
        head.head, head.dep = above, word.dep
        if above is not None:
            above.children.append(head)
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda w: w.i)
