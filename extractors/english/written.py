"""English words that a hyphen or slash joins: ex-Muslim, right-wing, Collins/Parker."""

from __future__ import annotations

from ..syntax import Analysis, Word
from .ends import extended

_JOINTS = frozenset("-/‐‑")
_LOOSE = frozenset("([-–—/")  # before a mark that opens
_STOPS = frozenset(".,;:!?)]")  # behind a mark that closes
_BESIDE = 3  # joints that a phrase may be drawn over on each side


def whole(analysis: Analysis, words: list[Word]) -> list[Word]:
    """Return the words of a phrase with those that hyphens and slashes join to its ends without a space.

    A participle (US-backed) stays out: what it qualifies has its own clause.
    """
    found = list(words)
    for _ in range(_BESIDE):
        before = _joined(analysis, found[0].i, -1)
        after = _joined(analysis, found[-1].i, 1)
        if not before and not after:
            break
        found = [*before, *found, *after]
    return extended(analysis, found)


def _joined(analysis: Analysis, index: int, step: int) -> list[Word]:
    """Return the joint beside a word and the word or name behind it, in text order; nothing where there is none."""
    at, beyond = index + step, index + 2 * step
    if min(at, beyond) < 0 or max(at, beyond) >= len(analysis.words):
        return []
    joint, other = analysis.words[at], analysis.words[beyond]
    left, right = (analysis.words[index], other) if step > 0 else (other, analysis.words[index])
    if joint.text not in _JOINTS or left.end != joint.start or joint.end != right.start:
        return []
    if not other.text[:1].isalnum() or (other.is_verb and other.text.casefold() != "ex"):
        return []
    named = other.name.words if other.name is not None and joint.text == "/" else [other]
    ends = [joint.i, beyond, named[0].i, named[-1].i]
    return [w for w in analysis.words[min(ends) : max(ends) + 1] if (w.i - index) * step > 0]


def quotation_marks(analysis: Analysis) -> None:
    """Write opening and closing marks, often written alike, as `` and '', told apart by the space beside them."""
    opened = False
    for word in analysis.words:
        if word.text not in {'"', "“", "”"}:
            continue
        before, after = analysis.text[max(0, word.start - 1) : word.start], analysis.text[word.end : word.end + 1]
        free = not before.strip() or before in _LOOSE
        bound = bool(after.strip()) and after not in _STOPS
        opened = free if free == bound else not opened
        if word.text != '"':
            opened = word.text == "“"
        word.text = "``" if opened else "''"
