"""Coreference of English: MUC, B-cubed, CEAF-e and their mean (CoNLL F1) on documents of GUM.

    python benchmarks/coreference.py en_gum-test.conllu

A mention of the treebank is found where a linked mention of ours lies inside it and holds its head words (GUM's minimal
span); of several the shortest counts. Mentions that stand alone are counted on neither side. Only links inside a
reading are scored (pronouns, titles, descriptions); names are joined later, by identity in the graph.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar.extractors import Extractor
from khabar.graph.model import Article, Reading

_ENTITY = re.compile(
    r"\((?P<id>\d+)-[^-()]*-[^-()]*-[^-()]*-[^-()]*-(?P<least>[\d,]+)-[^()]*|(?P<end>\d+)\)|(?P<own>\))"
)

Span = tuple[int, int]
Cluster = frozenset[Span]


@dataclass(frozen=True)
class Gold:
    """A mention of the treebank: its span and that of its head words, in code points, and whom it is of."""

    span: Span
    least: Span
    entity: str


@dataclass(frozen=True)
class Document:
    """The text of a document and its mentions."""

    id: str
    text: str
    mentions: tuple[Gold, ...]


@dataclass(frozen=True)
class Score:
    """Sums of a measure over documents: what of the system's (precision) and of the gold (recall) was right."""

    right_p: float
    all_p: float
    right_r: float
    all_r: float

    def __add__(self, other: Score) -> Score:
        return Score(self.right_p + other.right_p, self.all_p + other.all_p, self.right_r + other.right_r,
                     self.all_r + other.all_r)

    @property
    def precision(self) -> float:
        return self.right_p / self.all_p if self.all_p else 0.0

    @property
    def recall(self) -> float:
        return self.right_r / self.all_r if self.all_r else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def documents(lines: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of a CoNLL-U file; raises ValueError where a file marks no entities."""
    name = ""
    rows: list[list[str]] = []
    for line in lines:
        if line.startswith("# newdoc id = "):
            if rows:
                yield _document(name, rows)
            name, rows = line.split(" = ", 1)[1].strip(), []
        elif line[:1].isdigit():
            rows.append(line.rstrip("\n").split("\t"))
    if not rows:
        raise ValueError("The file holds no sentences of a document (# newdoc id).")
    yield _document(name, rows)


def _document(name: str, rows: Sequence[Sequence[str]]) -> Document:
    text, inside, spaced = "", 0, True
    places: list[Span] = []
    marks: list[str] = []
    for row in rows:
        if "-" in row[0]:  # don't: its words lie in it one after the other
            first, last = map(int, row[0].split("-"))
            inside, spaced = last - first + 1, "SpaceAfter=No" not in row[9]
            continue
        if "." in row[0]:
            continue
        if not inside:
            spaced = "SpaceAfter=No" not in row[9]
        places.append((len(text), len(text) + len(row[1])))
        inside = max(0, inside - 1)
        text += row[1] + (" " if spaced and not inside else "")
        entity = re.search(r"Entity=([^|]*)", row[9])
        marks.append(entity.group(1) if entity else "")
    return Document(name, text.rstrip(), tuple(_mentions(places, marks)))


def _mentions(places: Sequence[Span], marks: Sequence[str]) -> Iterator[Gold]:
    opened: list[tuple[str, int, list[int]]] = []
    for at, mark in enumerate(marks):
        for found in _ENTITY.finditer(mark):
            if found["id"]:
                opened.append((found["id"], at, [int(n) for n in found["least"].split(",")]))
                continue
            open_ = [o for o in opened if not found["end"] or o[0] == found["end"]]
            if not open_:
                continue  # a part of a mention in several pieces
            entity, first, least = open_[-1]
            opened.remove(open_[-1])
            head = places[first + least[0] - 1][0], places[min(at, first + least[-1] - 1)][1]
            yield Gold((places[first][0], places[at][1]), head, entity)


def gold_clusters(document: Document) -> list[Cluster]:
    """Return the sets of mentions of one thing, those of a single mention left out."""
    found: dict[str, set[Span]] = {}
    for mention in document.mentions:
        found.setdefault(mention.entity, set()).add(mention.span)
    return [frozenset(spans) for spans in found.values() if len(spans) > 1]


def system_clusters(document: Document, reading: Reading) -> list[Cluster]:
    """Return the sets of mentions that a reading links, as spans of the treebank where they are mentions there."""
    found: list[set[Span]] = []
    for coref in reading.corefs:
        linked = {_as_gold(document, (m.start, m.end)) for m in (coref.mention, coref.antecedent)}
        for cluster in [c for c in found if c & linked]:
            linked |= cluster
            found.remove(cluster)
        found.append(linked)
    return [frozenset(cluster) for cluster in found if len(cluster) > 1]


def _as_gold(document: Document, span: Span) -> Span:
    inside = (
        m.span
        for m in document.mentions
        if m.span[0] <= span[0] and span[1] <= m.span[1] and span[0] <= m.least[0] and m.least[1] <= span[1]
    )
    return min(inside, key=lambda s: s[1] - s[0], default=span)


def muc(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Count links: of each set, its size less the parts that the other side breaks it into."""

    def links(own: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
        right = 0
        for cluster in own:
            parts = {next((i for i, o in enumerate(other) if m in o), (m,)) for m in cluster}
            right += len(cluster) - len(parts)
        return float(right), float(sum(len(c) - 1 for c in own))

    return Score(*links(system, gold), *links(gold, system))


def b_cubed(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Count mentions: the share of each one's set that the other side's set of it holds."""

    def shares(own: Sequence[Cluster], other: Sequence[Cluster]) -> tuple[float, float]:
        right = sum(len(c & o) ** 2 / len(c) for c in own for o in other)
        return right, float(sum(map(len, own)))

    return Score(*shares(system, gold), *shares(gold, system))


def ceaf_e(gold: Sequence[Cluster], system: Sequence[Cluster]) -> Score:
    """Count sets: the likeness (2 * shared / sizes) of the best one-to-one pairing of sets."""
    if not gold or not system:
        return Score(0.0, float(len(system)), 0.0, float(len(gold)))
    best = best_pairing([[2 * len(g & s) / (len(g) + len(s)) for s in system] for g in gold])
    return Score(best, float(len(system)), best, float(len(gold)))


def best_pairing(gains: Sequence[Sequence[float]]) -> float:
    """Return the greatest sum of gains where each row and each column is paired at most once (Kuhn and Munkres).

    >>> best_pairing([[0.9, 0.8], [0.8, 0.1]])
    1.6
    """
    table = gains if len(gains) <= len(gains[0]) else list(zip(*gains, strict=True))
    rows, columns = len(table), len(table[0])
    of_row, of_column = [0.0] * rows, [0.0] * (columns + 1)  # prices; the last column is where a search begins
    paired = [-1] * (columns + 1)
    for row in range(rows):
        paired[columns] = row
        column, slack, came = columns, [float("inf")] * columns, [columns] * columns
        seen: list[int] = []
        while paired[column] != -1:
            seen.append(column)
            at = paired[column]
            free = [c for c in range(columns) if c not in seen]
            for c in free:
                cost = -table[at][c] - of_row[at] - of_column[c]
                if cost < slack[c]:
                    slack[c], came[c] = cost, column
            column = min(free, key=slack.__getitem__)
            step = slack[column]
            for c in seen:
                of_row[paired[c]] += step
                of_column[c] -= step
            for c in free:
                slack[c] -= step
        while column != columns:
            paired[column] = paired[came[column]]
            column = came[column]
    return sum(table[row][c] for c, row in enumerate(paired[:columns]) if row != -1)


MEASURES = {"MUC": muc, "B-cubed": b_cubed, "CEAF-e": ceaf_e}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path, metavar="GUM.conllu")
    with parser.parse_args().treebank.open(encoding="utf-8") as lines:
        found = list(documents(lines))
    articles = [Article.of(d.text, id=d.id, language="en") for d in found]
    pairs = [(gold_clusters(d), system_clusters(d, r)) for d, r in
             zip(found, Extractor("en").read(articles), strict=True)]
    sets = [sum(map(len, side)) for side in zip(*pairs, strict=True)]
    print(f"{len(found)} documents, {sets[0]} sets of the treebank, {sets[1]} linked")
    scores = {}
    for name, measure in MEASURES.items():
        scores[name] = sum((measure(g, s) for g, s in pairs), Score(0, 0, 0, 0))
        score = scores[name]
        print(f"{name:8} precision {score.precision:.3f}  recall {score.recall:.3f}  f1 {score.f1:.3f}")
    print(f"CoNLL F1 {sum(s.f1 for s in scores.values()) / len(scores):.3f}")


if __name__ == "__main__":
    main()
