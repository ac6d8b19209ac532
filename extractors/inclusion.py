"""Named members of what an event is about: سيطر على مناطق من بينها صنعاء, countries including Syria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..graph.lemmas import fold
from .events import End, Event
from .language import Grammar
from .syntax import Word, coordinated

_REACH = 8  # words behind the object within which the marker must begin
_ANY = "*"  # stands for an attached or free pronoun in a marker


def members(event: Event, grammar: Grammar) -> Iterator[Event]:
    """Yield the event once more for each named thing that its unnamed object is said to include."""
    if event.object is None or event.object.dropped or event.object.country or event.object.word.name is not None:
        return
    head = event.object.word
    words = [w for w in (head.sentence.words if head.sentence else []) if w.i > head.i]
    for at, word in enumerate(words[:_REACH]):
        if word.is_verb:
            return
        length = _marker(words[at:], grammar)
        if length:
            first = next((w for w in words[at + length : at + length + 3] if w.name is not None), None)
            if first is not None and first.name is not None:
                names = first.name.words
                top = next((w for w in names if w.head is None or w.head not in names), names[0])
                for one in coordinated(top):
                    if one.name is not None:
                        yield replace(event, object=End(one))
            return


def _marker(words: list[Word], grammar: Grammar) -> int:
    """Return how many words the marker of inclusion has that begins here, 0 where none does."""
    for marker in grammar.including:
        if len(words) > len(marker) and all(
            word.pos == "PRON" if form == _ANY else fold(word.text) == form
            for form, word in zip(marker, words, strict=False)
        ):
            return len(marker)
    return 0
