"""Who speaks in an interview that labels its turns: ((Zara Kay)) I am well."""

from __future__ import annotations

from collections.abc import Iterator

from ..syntax import Analysis, Word

_LONGEST = 6  # words of a label
_LONG = 1500  # words after which a turn is taken to have ended


def labels(analysis: Analysis) -> Iterator[tuple[Word, Word, int, int]]:
    """Yield speaker, end of the label, and the first and last word (half open) of each turn."""
    found = list(_labels(analysis))
    talk = len({analysis.text[speaker.start : close.start] for speaker, close in found}) > 1
    for number, (speaker, close) in enumerate(found):
        following = found[number + 1][0] if number + 1 < len(found) and talk else None
        end = following.i - 2 if following is not None else _line_end(analysis, close)
        yield speaker, close, close.i + 1, min(end, close.i + _LONG)


def _line_end(analysis: Analysis, word: Word) -> int:
    """Return the index after the last word of the line that a word stands in."""
    end = analysis.text.find("\n", word.end)
    return (
        next((w.i for w in analysis.words[word.i :] if w.start > end), len(analysis.words))
        if end >= 0
        else len(analysis.words)
    )


def _labels(analysis: Analysis) -> Iterator[tuple[Word, Word]]:
    """Yield the first word and the last bracket of each label that begins a line."""
    words = analysis.words
    for first, second in zip(words, words[1:], strict=False):
        if first.text != "(" or second.text != "(" or first.end != second.start:
            continue
        if analysis.text[: first.start].rstrip(" ")[-1:] not in {"", "\n"}:
            continue
        inside = words[second.i + 1 : second.i + 1 + _LONGEST]
        closing = next((w for w in inside if w.text == ")"), None)
        if closing is None or closing.i == second.i + 1 or closing.i + 1 >= len(words):
            continue
        if words[closing.i + 1].text == ")":
            yield words[second.i + 1], words[closing.i + 1]


def unbind(analysis: Analysis) -> None:
    """Take the labels out of the clauses behind them: who speaks is no subject of what is said."""
    for speaker, close in list(_labels(analysis)):
        label = analysis.words[speaker.i : close.i - 1]
        for word in label:
            if word.head is not None and word.head not in label:
                word.dep = "parataxis"
