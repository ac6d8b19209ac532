"""Sets with nested spans marked in the text, and the Wojood sample, as texts with character spans; and their scores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

_MARK = re.compile(r"\[([A-Z]+):|\]")
NAMES = frozenset({"PER", "ORG", "GPE", "LOC"})
KEY = "entities"
WOJOOD = {"PERS": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC", "NORP": "NORP", "EVENT": "EVENT",
          "OCC": "ROLE", "DATE": "DATE", "MONEY": "MONEY"}

Found = tuple[int, int, str]
"""Start and end in code points, and type."""


@dataclass(frozen=True)
class Marked:
    """A text and its spans, nested ones among them."""

    text: str
    spans: frozenset[Found]

    @property
    def names(self) -> frozenset[Found]:
        """The names that stand in no other name; what is a city or country counts as a place (LOC)."""
        return outermost(self.spans)


def outermost(spans: Iterable[Found]) -> frozenset[Found]:
    """Return the names among the spans that stand in no other name, GPE as LOC."""
    names = [(a, b, "LOC" if kind == "GPE" else kind) for a, b, kind in spans if kind in NAMES]
    return frozenset(n for n in names if not any(m[0] <= n[0] and n[1] <= m[1] and m[:2] != n[:2] for m in names))


def parse(line: str) -> Marked:
    """Return the text that a marked line describes."""
    text, at = "", 0
    opened: list[tuple[int, str]] = []
    spans: set[Found] = set()
    for mark in _MARK.finditer(line):
        text += line[at:mark.start()]
        at = mark.end()
        if mark.group(1):
            opened.append((len(text), mark.group(1)))
            continue
        start, kind = opened.pop()
        spans.add((start, len(text), kind))
    if opened:
        raise ValueError(f"A bracket is not closed: {line}")
    return Marked(text + line[at:], frozenset(spans))


def read_marked(path: Path) -> Iterator[Marked]:
    """Yield the texts of a marked file; lines that begin with `# ` are comments."""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line and not line.startswith("# "):
            yield parse(line)


def read_wojood(path: Path) -> Iterator[Marked]:
    """Yield the sentences of a file of `word TAB nested labels` lines, words joined by spaces, its types as ours.

    Clitics are not split there: a span that begins with و, ب, ل, ف or ك glued to its word holds that letter.
    """
    for block in path.read_text(encoding="utf8").split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
        if rows:
            yield _sentence(rows)


def _sentence(rows: list[list[str]]) -> Marked:
    text = " ".join(row[0] for row in rows)
    spans: set[Found] = set()
    opened: dict[str, tuple[int, int]] = {}
    at = 0
    for word, labels in [*((row[0], row[1].split()) for row in rows), ("", [])]:
        for kind in [k for k in opened if f"I-{k}" not in labels]:
            spans.add((*opened.pop(kind), WOJOOD.get(kind, "")))
        for label in labels:
            kind = label[2:]
            if label[0] in "BI" and len(label) > 2:
                opened[kind] = (opened[kind][0] if kind in opened and label[0] == "I" else at, at + len(word))
        at += len(word) + 1
    return Marked(text, frozenset(span for span in spans if span[2]))


def found_in(doc: Doc) -> set[Found]:
    """Return the nested spans of a doc."""
    return {(span.start_char, span.end_char, span.label_) for span in doc.spans[KEY]}


def by_type(nlp: Language, texts: list[Marked], *, touched: bool = False) -> dict[str, tuple[float, int]]:
    """Return F1 in percent and the number of spans, for each type and all ("all").

    With `touched` a span counts as found where one of its type shares a character with it: for a corpus that draws
    the ends of its spans by other rules and splits no clitics.
    """
    good: Counter[str] = Counter()
    right: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    kinds = {kind for text in texts for _, _, kind in text.spans}
    for text, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        mine = {f for f in found_in(doc) if f[2] in kinds}
        same = _touching if touched else _equal
        for counts, found in ((guessed, mine), (gold, text.spans), (good, {f for f in text.spans if same(f, mine)}),
                              (right, {f for f in mine if same(f, text.spans)})):
            counts.update(kind for _, _, kind in found)
            counts["all"] += len(found)
    return {kind: (_f1(good[kind] / max(1, gold[kind]), right[kind] / max(1, guessed[kind])), gold[kind])
            for kind in [*sorted(kinds), "all"]}


def _equal(span: Found, others: Iterable[Found]) -> bool:
    return span in others


def _touching(span: Found, others: Iterable[Found]) -> bool:
    return any(kind == span[2] and start < span[1] and span[0] < end for start, end, kind in others)


def _f1(recall: float, precision: float) -> float:
    return 200 * recall * precision / (recall + precision) if recall + precision else 0.0


def names_score(nlp: Language, texts: list[Marked], errors: list[str] | None = None) -> tuple[float, float]:
    """Return recall and F1, in percent, of the outermost names in `doc.ents`."""
    good = gold = guessed = 0
    for text, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        mine = outermost((ent.start_char, ent.end_char, ent.label_) for ent in doc.ents)
        good, gold, guessed = good + len(mine & text.names), gold + len(text.names), guessed + len(mine)
        if errors is not None:
            errors += [f"missed {text.text[a:b]} {kind}" for a, b, kind in sorted(text.names - mine)]
            errors += [f"extra {text.text[a:b]} {kind}" for a, b, kind in sorted(mine - text.names)]
    return 100 * good / max(1, gold), 200 * good / max(1, gold + guessed)
