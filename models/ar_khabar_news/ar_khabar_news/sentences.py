"""Sentence boundaries by rule: line breaks and final punctuation, with respect for quotes, brackets, initials."""

from __future__ import annotations

from spacy.language import Language

from .networks.sentences import LINE_END, LONGEST_SENTENCE, SentenceSplitter

FINAL = frozenset(".!?؟…。۔")
OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "‹": "›", "„": "”"}
CLOSING = frozenset(OPENING.values())
STRAIGHT = frozenset("\"'")
LONGEST_QUOTE = 60
"""Tokens after which an open quote or bracket no longer holds a sentence together: it was never closed."""


def sentence_starts(words: list[str], spaced: list[bool]) -> list[bool]:
    """Return for each token whether it begins a sentence. White space stays with the sentence before it."""
    starts = [False] * len(words)
    marks = _OpenMarks()
    line_ended, ended, start = True, False, 0
    for i, word in enumerate(words):
        if word.isspace():
            if LINE_END.search(word):
                line_ended = True
                marks.stack.clear()
            continue
        closed = marks.see(word, i)
        if line_ended or ended and not closed and word not in FINAL and word not in CLOSING:
            starts[i], start, line_ended, ended = True, i, False, False
        final = word in FINAL and not _inside(words, spaced, i)
        ended = ended or (final or closed and words[i - 1] in FINAL) and not marks.any_open(i)
        ended = ended or i - start >= LONGEST_SENTENCE
    return starts


class _OpenMarks:
    """The quotes and brackets that are open, each with the token it stands at."""

    def __init__(self) -> None:
        self.stack: list[tuple[str, int]] = []

    def any_open(self, i: int) -> bool:
        while self.stack and i - self.stack[0][1] > LONGEST_QUOTE:
            self.stack.pop(0)
        return bool(self.stack)

    def see(self, word: str, i: int) -> bool:
        """Note a mark; return whether it closed one."""
        if (word in STRAIGHT or word in CLOSING) and any(mark == word for mark, _ in self.stack):
            while self.stack.pop()[0] != word:
                pass
            return True
        if word in STRAIGHT:
            self.stack.append((word, i))
        elif word in OPENING:
            self.stack.append((OPENING[word], i))
        return False


def _inside(words: list[str], spaced: list[bool], i: int) -> bool:
    """Return whether the full stop at `i` ends nothing: in an abbreviation (د. أحمد), an unspaced Latin word, in a
    row of dots before its last, or as the second of two (the dash of headlines: غزة.. مقتل 12 شخصا)."""
    if words[i] != ".":
        return False
    if i + 1 < len(words) and not spaced[i] and words[i + 1] == ".":
        return True
    first = i
    while first and words[first - 1] == "." and not spaced[first - 1]:
        first -= 1
    if i > first:
        return i - first == 1
    if i + 1 < len(words) and not spaced[i] and words[i + 1][0].isascii() and words[i + 1][0].isalnum():
        return True
    previous = words[i - 1] if i else ""
    clitic = i > 1 and not spaced[i - 2] and words[i - 2][-1].isalpha()  # عليه. ends a sentence, د. أحمد does not.
    return len(previous) == 1 and previous.isalpha() and not spaced[i - 1] and not clitic


@Language.factory("arabic_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> SentenceSplitter:
    """Return the component."""
    return SentenceSplitter(sentence_starts)
