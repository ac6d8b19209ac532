"""Quotations that go on: sentences in quotation marks behind the words of a speaker, with no verb of saying of their
own, are his ("We won," Saleh said. "The army left.")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .events import End
from .sources import Told
from .syntax import Analysis, Word

if TYPE_CHECKING:
    from .quotations import Quotation

MARKS = {"``": "''", "«": "»", "“": "”", "„": "“", '"': '"'}
_LONGEST = 120
_SHORTEST = 4


def running(analysis: Analysis, found: Sequence[Quotation]) -> Iterator[Told]:
    """Yield each quotation that opens a sentence and is nobody's yet, with who spoke in the sentence before."""
    told = {w for q in found for w in range(q.start, q.end) if w not in q.without}
    last: tuple[End, Word, int] | None = None  # who spoke, by which word, up to which sentence
    for number, sentence in enumerate(analysis.sentences):
        own = [q for q in found if q.stance != "relays" and sentence.start <= q.cue.start < sentence.end]
        spoken = [q for q in own if is_direct(q, analysis)]
        opened = next((w for w in sentence.words[:3] if w.text in MARKS and _opens(w, analysis)), None)
        if opened is not None and last is not None and number - last[2] <= 1 and not own:
            end = _end(opened, analysis)
            words = analysis.words[opened.i + 1 : end]
            if len(words) >= _SHORTEST and any(w.is_verb for w in words) and not any(w.i in told for w in words):
                yield last[0], last[1], "says", opened.i + 1, end, frozenset()
                closed = next(n for n, s in enumerate(analysis.sentences) if end <= s.words[-1].i + 1)
                last = (last[0], last[1], closed)
                continue
        if spoken:
            last = (spoken[-1].speaker, spoken[-1].cue, number)
        elif last is not None and number > last[2]:
            last = None


def is_direct(quotation: Quotation, analysis: Analysis) -> bool:
    """Are the words of a quotation told between marks, as they were said?"""
    near = analysis.words[max(0, quotation.start - 1) : quotation.start + 2]
    return any(w.text in MARKS for w in near)


def _opens(mark: Word, analysis: Analysis) -> bool:
    """Does a mark stand right before a word, and not right behind one?"""
    before, after = analysis.text[max(0, mark.start - 1) : mark.start], analysis.text[mark.end : mark.end + 1]
    return not after.isspace() and (not before.strip() or before in "-–—([")


def _end(mark: Word, analysis: Analysis) -> int:
    """Return the word after the last one of what a mark opens: where it closes, or the end of its sentence."""
    for word in analysis.words[mark.i + 1 : mark.i + _LONGEST]:
        if word.text == MARKS[mark.text]:
            return word.i
    return mark.sentence.words[-1].i + 1 if mark.sentence is not None else mark.i + 1
