"""English as the web has it: addresses within a sentence, headings without a full stop before the next sentence."""

from __future__ import annotations

import re

from ..syntax import Sentence, Word, attach

_OPENERS = frozenset("The A An He She They It We But This These Those There However Meanwhile When While".split())
_LEFT_OPEN = frozenset("and or & of in on at to by for from with as the a an than that vs".split())
_SITE = re.compile(r"(?:https?|www|[a-z]+)$", re.I)
_TOP = re.compile(r"(?:com|org|net|co|info|gov|edu)$", re.I)
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl")


def _detach(word: Word) -> None:
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = None, "root"


def addresses(sentence: Sentence) -> None:
    """pic.twitter.com/5kIF: the pieces of a web address are nobody; who stands behind it is the subject."""
    words = sentence.words
    for at, word in enumerate(words):
        glued = at >= 2 and words[at - 1].text == "." and words[at - 1].end == word.start
        if not glued or not _TOP.match(word.text) or not _SITE.match(words[at - 2].text):
            continue
        end = at
        while end + 1 < len(words) and words[end].end == words[end + 1].start:
            end += 1
        start = at - 2
        while start > 1 and words[start - 1].end == words[start].start:
            start -= 1
        if words[end].end - words[end].start < 2 and words[end].text in {".", ","}:
            end -= 1
        pieces = words[start : end + 1]
        subject = next((p for p in pieces if p.dep in SUBJECTS), None)
        for piece in pieces:
            for child in [c for c in piece.children if c not in pieces and c.i > piece.i and piece.head is not None]:
                if piece.head not in pieces and piece.head is not None:
                    attach(child, piece.head, piece.dep)
            if piece.name is not None:
                piece.name.words.remove(piece)
                piece.name = None
            piece.pos = "X" if piece.pos != "PUNCT" else piece.pos
            if piece.head is not None and piece.head not in pieces:
                piece.dep = "punct"
        if subject is not None:
            subject.dep = "punct"


def headings(sentence: Sentence) -> None:
    """Bureau The disclosures surfaced: an article or pronoun with a capital, not in a title, begins a sentence."""
    words = sentence.words
    for at in range(2, len(words) - 2):
        word, before, behind = words[at], words[at - 1], words[at + 1]
        if word.text not in _OPENERS or word.name is not None or word.end == behind.start:
            continue
        if before.pos == "PUNCT" or before.text.casefold() in _LEFT_OPEN or not before.text[-1].isalnum():
            continue
        if not behind.text[:1].islower() and behind.text not in {'"', "“", "``"}:
            continue
        if before.name is None and before.pos not in {"NOUN", "PROPN", "NUM", "X"}:
            continue
        _cut(sentence, word.i)
        return


def _cut(sentence: Sentence, start: int) -> None:
    """Part the tree before a word; a subject that the parser gave to a verb before it is that of the next verb."""
    for word in sentence.words:
        head = word.head
        if head is None or (word.i < start) == (head.i < start):
            continue
        subject = word.i >= start and word.dep in {"nsubj", "nsubj:pass", "nsubj:outer"}
        _detach(word)
        verb = next((w for w in sentence.words if w.i > word.i and w.is_verb), None) if subject else None
        if verb is not None and not any(c.dep in SUBJECTS for c in verb.children) and verb not in word.subtree():
            attach(word, verb, "nsubj:pass" if verb.first("aux:pass") is not None else "nsubj")
