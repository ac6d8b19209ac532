"""Training sentences with other names in them and news typography around them, so that what is learned of names is
where they stand and how they are built, not which ones the corpus holds."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ar_khabar_news.tokenizer import ArabicTokenizer

GAZETTEER = Path(__file__).parent.parent / "graph" / "gazetteer"
QUOTES = (('"', '"'), ("«", "»"), ("“", "”"), ('"', '"'))
CHANGED, RENAMED, QUOTED, TAGGED, DATELINED = 0.4, 0.5, 0.12, 0.03, 0.06
"""Of the sentences, how many are changed; of their names, how many are exchanged, quoted, made hashtags; of the
sentences, how many get a dateline."""

Name = tuple[str, ...]


@dataclass(frozen=True)
class Labelled:
    """Forms, glue codes and labels ("O", "B-PER" ...) of a sentence."""

    forms: tuple[str, ...]
    glue: tuple[int, ...]
    labels: tuple[str, ...]


def name_pool(tokenizer: ArabicTokenizer) -> dict[str, list[Name]]:
    """Return the names of the gazetteer by type, as the forms of their tokens, and agencies under AGENCY."""
    pool: dict[str, list[Name]] = {"PER": [], "ORG": [], "LOC": [], "AGENCY": []}
    for kind, name in _gazetteer():
        forms = tuple(norm or text for chunk in name.split() for text, norm in tokenizer.pieces(chunk))
        if forms and all(form[0].isalnum() for form in forms):
            pool[kind].append(forms)
    return {kind: sorted(set(names)) for kind, names in pool.items()}


def _gazetteer() -> Iterator[tuple[str, str]]:
    """Yield the certain names ("?" marks those of several things) with the corpus's types."""
    for row in _rows("actors.csv"):
        kind = {"GPE": "LOC", "GROUP": "ORG"}.get(row["type"], row["type"])
        for name in (row["ar"], *row["also_ar"].split(";")):
            if name and not name.endswith("?") and kind in ("PER", "ORG", "LOC"):
                yield kind, name
                if row["sector"] == "MED" and " " not in name:
                    yield "AGENCY", name
    for row in _rows("cities.csv"):
        for name in filter(None, (row["ar"], *row["also_ar"].split(";"))):
            if row["kind"] in ("city", "capital"):
                yield "LOC", name
    for agency in ("رويترز", "أ ف ب", "د ب أ", "CNN", "وفا", "BBC", "فرانس برس"):
        yield "AGENCY", agency


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (GAZETTEER / name).open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file)


def renamed(sentence: Labelled, pool: Mapping[str, Sequence[Name]], rng: random.Random) -> Labelled:
    """Return the sentence, or with CHANGED probability one with other names, quotes, hashtags and a dateline."""
    if rng.random() >= CHANGED:
        return sentence
    forms: list[str] = []
    glue: list[int] = []
    labels: list[str] = []

    def add(form: str, code: int, label: str) -> None:
        forms.append(form)
        glue.append(code)
        labels.append(label)

    def name(parts: Sequence[str], codes: Sequence[int], kind: str) -> None:
        for k, (part, code) in enumerate(zip(parts, codes, strict=True)):
            add(part, code, f"{'I' if k else 'B'}-{kind}")
    if rng.random() < DATELINED:
        place, agency = rng.choice(pool["LOC"]), rng.choice(pool["AGENCY"])
        name(place, [0] * len(place), "LOC")
        add("(", 0, "O")
        name(agency, [0] * len(agency), "ORG")
        for mark in (")", "-"):
            add(mark, 0, "O")
    for start, end, kind in _spans(sentence.labels):
        parts, codes = sentence.forms[start:end], sentence.glue[start:end]
        if not kind:
            add(parts[0], codes[0], "O")
            continue
        free = not any(code & 2 for code in codes[-1:])  # a pronoun hangs on the last word otherwise
        if kind in pool and free and rng.random() < RENAMED:
            parts = rng.choice(pool[kind])
            codes = (codes[0] & 1, *([0] * (len(parts) - 1)))
        bare = free and not codes[0] and kind != "MISC"
        quotes = rng.choice(QUOTES) if bare and rng.random() < QUOTED else None
        if quotes:
            add(quotes[0], 0, "O")
        elif bare and rng.random() < TAGGED:
            add("#", 0, "O")
        name(parts, codes, kind)
        if quotes:
            add(quotes[1], 0, "O")
    return Labelled(tuple(forms), tuple(glue), tuple(labels))


def _spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the names, and each word outside of them as a span without a type."""
    i = 0
    while i < len(labels):
        end = i + 1
        if labels[i] == "O":
            yield i, end, ""
        else:
            while end < len(labels) and labels[end] == f"I-{labels[i][2:]}":
                end += 1
            yield i, end, labels[i][2:]
        i = end
