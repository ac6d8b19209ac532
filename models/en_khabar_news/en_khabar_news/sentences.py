"""Sentence boundaries by rule: line ends and final punctuation, but not after titles, in numbers or before small
letters."""

from __future__ import annotations

from spacy.language import Language

from .networks.sentences import LINE_END, LONGEST_SENTENCE, SentenceSplitter
from .tokenizer import TITLES

FINAL = frozenset(".!?…。؟")
CLOSING = frozenset("\"'”’»)]}")
STARTERS = frozenset(
    "the a an he she it they we i you this that these those there in on at but and however for when while after before "
    "if his her their its our as no yes so what who why how according".split())
"""Words that, written with a capital after an abbreviation, begin a sentence (in the U.S. The ...)."""


def sentence_starts(words: list[str], spaced: list[bool]) -> list[bool]:
    """Return for each token whether it begins a sentence. White space stays with the sentence before it."""
    starts = [False] * len(words)
    line_ended, start, previous = True, 0, -1
    for i, word in enumerate(words):
        if word.isspace():
            line_ended = line_ended or LINE_END.search(word) is not None
            continue
        if line_ended or i - start >= LONGEST_SENTENCE or previous >= 0 and _begins(words, spaced, i, previous):
            starts[i], start, line_ended = True, i, False
        previous = i
    return starts


def _begins(words: list[str], spaced: list[bool], i: int, previous: int) -> bool:
    """Return whether the token at `i` begins a sentence after the one that ends with the token at `previous`."""
    apart = spaced[previous] or previous + 1 < i
    if words[i] in CLOSING and not apart:
        return False
    end = previous
    while end > 0 and words[end] in CLOSING and not (spaced[end - 1] and spaced[end]):
        end -= 1
    last, word = words[end], words[i]
    if last[-1] not in FINAL:
        return False
    if set(last) <= FINAL:
        # The sentence goes on in small letters ("Really?" he said), in a number (No. 10) and in a name (.com).
        return not word[0].islower() and (apart or last[-1] != ".") and not _numbered(words, end, word)
    if last[:-1].lower() in TITLES or len(last) == 2:
        return False
    return word.lower() in STARTERS and word[0].isupper()


def _numbered(words: list[str], end: int, word: str) -> bool:
    return end > 0 and words[end - 1].lower() in ("no", "nos") and words[end] == "." and word[0].isdigit()


@Language.factory("english_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> SentenceSplitter:
    """Return the component."""
    return SentenceSplitter(sentence_starts)
