"""Named entities of GUM: the part of a person's, organisation's or place's mention that is a name.

GUM marks every mention with its type; a mention whose head is a proper noun has a name, which is the head with the
proper nouns around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .bio import Entity, TaggedSentence

TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "event": "MISC", "object": "MISC"}
_BRACKET = re.compile(r"\((\d+)(?:\[[^\]]*\])?-([a-z]+)[^()]*|(\d+)\)")
TITLES = frozenset("mr. mrs. ms. dr. mr mrs ms dr president professor prof. king queen sir lady lord senator "
                   "secretary minister judge justice captain general".split())


@dataclass(frozen=True)
class Row:
    """A word of a sentence: whether it is tagged as part of a name, its head (from 1, 0: root), its mentions' marks."""

    form: str
    proper: bool
    head: int
    entity: str


def rows(path: Path) -> Iterator[list[Row]]:
    """Yield the words of each sentence."""
    found: list[Row] = []
    for line in [*path.read_text(encoding="utf8").split("\n"), ""]:
        if not line and found:
            yield found
            found = []
        if not line or line[0] == "#":
            continue
        number, form, _, _, xpos, _, head, _, _, misc = line.split("\t")
        if number.isdigit():
            marks = [pair[7:] for pair in misc.split("|") if pair.startswith("Entity=")]
            found.append(Row(form, xpos.startswith("NNP"), int(head), marks[0] if marks else ""))


def mentions(words: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """Yield the mentions of a sentence as (start, end, type)."""
    opened: list[tuple[str, str, int]] = []
    for i, word in enumerate(words):
        for mark in _BRACKET.finditer(word.entity):
            if mark.group(1):
                opened.append((mark.group(1), mark.group(2), i))
            last = mark.group(3)
            if mark.group(1) and word.entity[mark.end():mark.end() + 1] == ")":
                number, kind, start = opened.pop()
                yield start, i + 1, kind
            elif last:
                at = next((k for k in range(len(opened) - 1, -1, -1) if opened[k][0] == last), None)
                if at is not None:
                    _, kind, start = opened.pop(at)
                    yield start, i + 1, kind


def name_of(words: Sequence[Row], start: int, end: int, label: str) -> tuple[int, int] | None:
    """Return the span of the name in a mention whose head is a proper noun, else None."""
    head = next((i for i in range(start, end) if not start < words[i].head <= end), None)
    if head is None or not words[head].proper:
        return None
    first = last = head
    while first > start and _of_name(words, first - 1, label):
        first -= 1
    while last + 1 < end and _of_name(words, last + 1, label):
        last += 1
    while first < last and (words[first].form.lower() in TITLES or not words[first].proper):
        first += 1
    while last > first and not words[last].proper:
        last -= 1
    return first, last + 1


def _of_name(words: Sequence[Row], i: int, label: str) -> bool:
    """Return whether a word is a proper noun or stands between two: hyphens; of (the) but in people's names."""
    if words[i].proper:
        return True
    if not 0 < i < len(words) - 1:
        return False
    if words[i].form in ("-", "&", "al", "de"):
        return words[i - 1].proper and words[i + 1].proper
    if label == "PER":
        return False
    if words[i].form == "of":
        return words[i - 1].proper and (words[i + 1].proper or words[i + 1].form == "the")
    return words[i].form == "the" and words[i - 1].form == "of" and words[i + 1].proper


def gum_names(data: Path) -> Iterator[tuple[TaggedSentence, frozenset[int]]]:
    """Yield GUM's training sentences with their names, and the proper nouns it says nothing of."""
    for words in rows(data / "treebanks" / "en_gum" / "en_gum-train.conllu"):
        found: list[Entity] = []
        for start, end, kind in sorted(mentions(words), key=lambda mention: mention[0] - mention[1]):
            label = TYPES.get(kind, "")
            span = name_of(words, start, end, label) if label else None
            # Of University of Portsmouth the whole is kept, not Portsmouth.
            if span is not None and not any(e.start < span[1] and e.end > span[0] for e in found):
                found.append(Entity(span[0], span[1], label))
        told = {i for entity in found for i in range(entity.start, entity.end)}
        yield (TaggedSentence(tuple(word.form for word in words), tuple(sorted(found, key=lambda e: e.start))),
               frozenset(i for i, word in enumerate(words) if word.proper and i not in told))
