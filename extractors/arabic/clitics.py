"""Letters that clitics change: ل swallows the article, a pronoun opens the ending ة."""

from __future__ import annotations

from ..syntax import Analysis, Word


def written(analysis: Analysis, first: Word, last: Word) -> str:
    """Return the words from first to last as they are written without clitics (للجيش: الجيش; قاعدته: قاعدة)."""
    text = analysis.text[first.start : last.end]
    every = analysis.words
    if first.i and every[first.i - 1].end == first.start and first.norm.startswith("ال") and first.text[:1] == "ل":
        text = first.norm + text[first.end - first.start :]
    after = every[last.i + 1] if last.i + 1 < len(every) else None
    if after is not None and after.start == last.end and after.pos == "PRON" and last.norm.endswith("ة"):
        text = text[: len(text) - 1] + "ة" if last.text.endswith("ت") else text
    return text
