"""The robustness set: modern news style with word parts, sentence ends and names marked in the text itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

_MARK = re.compile(r"\[(PER|LOC|ORG):|\]| ‖|\+")


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with the offsets where words are split and sentences begin, and its names (start, end, type)."""

    text: str
    splits: frozenset[int]
    sentences: frozenset[int]
    names: frozenset[tuple[int, int, str]]


def parse(line: str) -> Paragraph:
    """Return the paragraph that a marked line describes."""
    text, at = "", 0
    splits, sentences, names = set(), {0}, set()
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(line):
        text += line[at:mark.start()]
        at = mark.end()
        if mark.group() == "+":
            splits.add(len(text))
        elif mark.group() == " ‖":
            sentences.add(len(text) + 1)
        elif mark.group() == "]" and opened is not None:
            names.add((opened[0], len(text), opened[1]))
            opened = None
        elif mark.group(1):
            opened = (len(text), mark.group(1))
    return Paragraph(text + line[at:], frozenset(splits), frozenset(sentences), frozenset(names))


def read_set(path: Path) -> Iterator[Paragraph]:
    """Yield the paragraphs of the file; lines that begin with `# ` are comments."""
    for line in path.read_text(encoding="utf8").split("\n"):
        if line and not line.startswith("# "):
            yield parse(line)


def measure(nlp: Language, paragraphs: list[Paragraph], errors: list[str] | None = None) -> dict[str, float]:
    """Return the share of written words split right, of sentences found whole, and of names found exactly."""
    words = right_words = sentences = right_sentences = names = right_names = guessed = 0
    for paragraph, doc in zip(paragraphs, nlp.pipe(p.text for p in paragraphs), strict=True):
        inner = {token.idx for token in doc if token.i and not doc[token.i - 1].whitespace_
                 and token.text[0].isalpha() and doc[token.i - 1].text[-1].isalpha()}
        for word in re.finditer(r"[^\W\d_]+", paragraph.text):
            inside = set(range(word.start() + 1, word.end()))
            good = inner & inside == paragraph.splits & inside
            words, right_words = words + 1, right_words + good
            if not good and errors is not None:
                errors.append(f"word {word.group()}")
        found = {(s.start_char, s.end_char) for s in doc.sents}
        starts = sorted(paragraph.sentences)
        for start, end in zip(starts, [*starts[1:], len(paragraph.text)], strict=True):
            good = any(a == start and abs(b - end) <= 1 for a, b in found)
            sentences, right_sentences = sentences + 1, right_sentences + good
            if not good and errors is not None:
                errors.append(f"sentence {paragraph.text[start:end]}")
        mine = {(e.start_char, e.end_char, "LOC" if e.label_ == "GPE" else e.label_) for e in doc.ents}
        mine = {e for e in mine if e[2] in ("PER", "LOC", "ORG")}
        names, right_names = names + len(paragraph.names), right_names + len(mine & paragraph.names)
        guessed += len(mine)
        if errors is not None:
            errors += [f"name {paragraph.text[a:b]} {kind} missed" for a, b, kind in sorted(paragraph.names - mine)]
            errors += [f"name {paragraph.text[a:b]} {kind} extra" for a, b, kind in sorted(mine - paragraph.names)]
    return {"words": right_words / words, "sentences": right_sentences / sentences,
            "names_recall": right_names / names, "names_f1": 2 * right_names / (names + guessed)}
