"""How much of a source is shown around a statement: bounds of paragraphs, and the marked words alone."""

from __future__ import annotations

from typing import Literal, get_args

Quote = Literal["paragraph", "sentence", "words", "none"]
QUOTES: tuple[str, ...] = get_args(Quote)
LONGEST = 900  # characters of a paragraph; of a longer one, whole sentences around the evidence

Mark = tuple[int, int, int]


def words_only(text: str, marks: list[Mark]) -> tuple[str, list[Mark]]:
    """Return the marked words alone, an ellipsis where something is left out, and the marks moved along."""
    spans: list[list[int]] = []
    for _, start, end in sorted(marks, key=lambda mark: mark[1:]):
        if spans and start <= spans[-1][1] + 1:
            spans[-1][1] = max(spans[-1][1], end)
        else:
            spans.append([start, end])
    piece, moved = "", {}
    for start, end in spans:
        piece += " … " if piece else ""
        moved[start, end] = len(piece) - start
        piece += text[start:end]
    shift = [next(by for (a, b), by in moved.items() if a <= start and end <= b) for _, start, end in marks]
    return piece, [(role, start + by, end + by) for (role, start, end), by in zip(marks, shift, strict=True)]


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraph around ``start:end``; of a very long one, of whole sentences around it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first > max(LONGEST, end - start):
        spare = max(0, LONGEST - (end - start)) // 2
        first, last = max(first, start - spare), min(last, end + spare)
        first = _after_stop(text, first, start) if first > 0 and text[first - 1] != "\n" else first
        last = _before_stop(text, end, last) if last < len(text) and text[last] != "\n" else last
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _after_stop(text: str, first: int, start: int) -> int:
    """Return where the first whole sentence in ``first:start`` begins, else ``start``."""
    stops = [at for stop in (". ", "؟ ", "! ", "؛ ") if 0 <= (at := text.find(stop, first, start))]
    return min(stops) + 2 if stops else start


def _before_stop(text: str, end: int, last: int) -> int:
    """Return where the last whole sentence in ``end:last`` ends, else ``end``."""
    stops = [at for stop in (". ", "؟ ", "! ", "؛ ") if 0 <= (at := text.rfind(stop, end, last))]
    return max(stops) + 1 if stops else end
