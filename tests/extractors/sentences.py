"""Tables of sentences with the statements they hold, in files that need no knowledge of the code. See README.md.

    python tests/extractors/sentences.py ar FILE.txt ... [--mark]

prints what of the tables is read wrong; --mark sets the marks of what is known to be missed anew.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from pathlib import Path

from khabar.extractors import Extractor
from khabar.graph.model import MODALITIES, POLARITIES, Article, Mention, Reading, Statement

PUBLISHED = date(2024, 12, 6)  # a Friday; what every sentence is read against
MISSED = "~"
_VOWELS = re.compile("[\u0640\u064b-\u0652\u0670]")
_STANCE = re.compile(r"^[a-z]+:")


class TableError(ValueError):
    """A line of a table that is not as README.md says: file, line and what is wrong."""


@dataclass(frozen=True)
class Wanted:
    """One way to say a statement: the words each end may have, and the qualifiers that are asked for."""

    subject: frozenset[str]
    relation: frozenset[str]
    object: frozenset[str]
    qualifiers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """A statement that must be read, or must not be; ``missed`` where it is known not to come out so yet."""

    number: int
    text: str
    ways: tuple[Wanted, ...]
    forbidden: bool
    missed: bool


@dataclass
class Sentence:
    """A text and what must and must not be read in it."""

    path: Path
    number: int
    text: str
    lines: list[Line] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.path.stem}:{self.number}"


def load(path: Path) -> list[Sentence]:
    """Return the sentences of a file; raises TableError where a line is not of the form."""
    found: list[Sentence] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not text.strip() or text.startswith("#"):
            continue
        if not text.startswith("  "):
            found.append(Sentence(path, number, text.strip()))
        elif not found:
            raise TableError(f"{path.name}:{number}: a statement stands before any sentence.")
        else:
            found[-1].lines.append(_line(path, number, text.strip()))
    if empty := [s.id for s in found if not s.lines]:
        raise TableError(f"{path.name}: no statement under {', '.join(empty)}.")
    return found


def _line(path: Path, number: int, text: str) -> Line:
    body = text.removeprefix(MISSED).strip()
    forbidden = body.startswith("- ") and body.count("|") >= 2
    try:
        ways = tuple(_wanted(part, forbidden) for part in re.split(r"\s+or\s+", body[2:] if forbidden else body))
    except ValueError as error:
        raise TableError(f"{path.name}:{number}: {error}") from error
    return Line(number, text, ways, forbidden, text.startswith(MISSED))


def _wanted(part: str, forbidden: bool) -> Wanted:
    cells = [cell.strip() for cell in part.split("|")]
    if len(cells) not in (3, 4) or not all(cells):
        raise ValueError(f"a statement is 'subject | relation | object | qualifiers', not {part!r}.")
    subject, relation, object = (frozenset(_expanded(cell)) for cell in cells[:3])
    given = dict(_qualifier(word.strip()) for word in cells[3].split(",")) if len(cells) == 4 else {}
    usual = {} if forbidden else {"polarity": "affirmed", "modality": "actual", "said": "-"}
    return Wanted(subject, relation, object, tuple({**usual, **given}.items()))


def _qualifier(word: str) -> tuple[str, str]:
    key, _, value = word.partition(":")
    if word in POLARITIES:
        return "polarity", word
    if word in MODALITIES:
        return "modality", word
    if key in ("time", "place"):
        return key, value.strip()
    if _STANCE.match(word):
        return "said", value.strip() if value.strip() in ("-", "?") else word
    raise ValueError(f"{word!r} is no qualifier.")


def _expanded(cell: str) -> Iterator[str]:
    """Yield every reading of "A (B) / C": words in brackets may be left out."""
    for name in cell.split("/"):
        parts = re.split(r"(\([^)]*\))", name)
        for chosen in product(*([p[1:-1], ""] if p.startswith("(") else [p] for p in parts)):
            yield _bare(" ".join(chosen))


def _bare(text: str) -> str:
    return " ".join(_VOWELS.sub("", text).split())


# Does a statement say it? --------------------------------------------------------------------------------------------


def names(reading: Reading, mention: Mention | None) -> set[str]:
    """Return what an end may be called: its own words, and those it stands for; "-" where there is none."""
    if mention is None:
        return {"-"}
    known = {coref.mention.span: coref.antecedent for coref in reading.corefs}
    found, seen = {_bare(mention.text)}, {mention.span}
    while mention.span in known and known[mention.span].span not in seen:
        mention = known[mention.span]
        seen.add(mention.span)
        found.add(_bare(mention.text))
    return found


def _is_claim(wanted: Wanted, reading: Reading, statement: Statement) -> bool:
    claim = statement.claim
    relation = {_bare(w) for w in (claim.relation.id, claim.relation.lemma, claim.relation.label.get("ar")) if w}
    pairs = (
        (wanted.subject, names(reading, claim.subject)),
        (wanted.relation, relation),
        (wanted.object, names(reading, claim.object)),
    )
    return all("*" in asked or asked & given for asked, given in pairs)


def _has(key: str, value: str, reading: Reading, statement: Statement) -> bool:
    if key == "time":
        return (statement.time.edtf if statement.time else "-") == value
    if key == "place":
        return bool(names(reading, statement.place) & set(_expanded(value)))
    if key == "said":
        return _is_said(value, reading, statement)
    return bool(getattr(statement, key) == value)


def _is_said(value: str, reading: Reading, statement: Statement) -> bool:
    if value in ("-", "?"):
        return value == "?" or not statement.attribution
    chain = [link.partition(":") for link in value.split(">")]
    return len(chain) == len(statement.attribution) and all(
        (stance.strip() == "says" and given.stance != "relays" or stance.strip() == given.stance)
        and names(reading, given.speaker) & set(_expanded(who))
        for (stance, _, who), given in zip(chain, statement.attribution, strict=True)
    )


def is_right(line: Line, reading: Reading) -> bool:
    """Is what a line asks for read, and nothing that contradicts it; or is what it forbids not read?"""
    same = [(way, s) for way in line.ways for s in reading.statements if _is_claim(way, reading, s)]
    if line.forbidden:
        return not any(all(_has(k, v, reading, s) for k, v in way.qualifiers) for way, s in same)
    right = {s.id for way, s in same if all(_has(k, v, reading, s) for k, v in way.qualifiers)}
    settled = ("polarity", "modality", "said")
    at_odds = [s for way, s in same if not all(_has(k, v, reading, s) for k, v in way.qualifiers if k in settled)]
    return bool(right) and not [s for s in at_odds if s.id not in right]


def shown(reading: Reading) -> Iterator[str]:
    """Yield what was read, in the notation of the tables."""
    for s in reading.statements:
        ends = [" = ".join(sorted(names(reading, end), key=len)) for end in (s.claim.subject, s.claim.object)]
        said = " > ".join(f"{a.stance}: {' = '.join(names(reading, a.speaker))}" for a in s.attribution)
        marks = [str(p) for p in (s.polarity, s.modality) if p not in ("affirmed", "actual")]
        marks += [said] if said else []
        marks += [f"time: {s.time.edtf}"] if s.time else []
        marks += [f"place: {s.place.text}"] if s.place else []
        relation = s.claim.relation.id or s.claim.relation.lemma
        yield f"{ends[0]} | {relation} | {ends[1]}" + (f" | {', '.join(marks)}" if marks else "")


def article(sentence: Sentence) -> Article:
    return Article.of(sentence.text, id=sentence.id, published=PUBLISHED)


# The command ---------------------------------------------------------------------------------------------------------


def mark(sentences: Sequence[Sentence], wrong: set[tuple[Path, int]]) -> None:
    """Write the files anew: a mark before each line that is read wrong, none before one that is read right."""
    for path in dict.fromkeys(sentence.path for sentence in sentences):
        rows = path.read_text(encoding="utf-8").splitlines()
        for line in (line for s in sentences if s.path == path for line in s.lines):
            body = line.text.removeprefix(MISSED).strip()
            rows[line.number - 1] = "  " + (f"{MISSED} " if (path, line.number) in wrong else "") + body
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--mark", action="store_true", help="set the marks of what is known to be missed anew")
    args = parser.parse_args()
    sentences = [sentence for path in args.files for sentence in load(path)]
    readings = {r.article.id: r for r in Extractor(args.language).read(map(article, sentences))}
    wrong: set[tuple[Path, int]] = set()
    for sentence in sentences:
        reading = readings[sentence.id]
        lines = [line for line in sentence.lines if not is_right(line, reading)]
        wrong |= {(sentence.path, line.number) for line in lines}
        if lines:
            print(f"\n{sentence.id}  {sentence.text}")
            print(*(f"  wrong: {line.text}" for line in lines), *(f"   read: {s}" for s in shown(reading)), sep="\n")
    total = sum(len(sentence.lines) for sentence in sentences)
    print(f"\n{len(sentences)} sentences, {total} lines, {len(wrong)} of them wrong")
    if args.mark:
        mark(sentences, wrong)
    return 0


if __name__ == "__main__":
    sys.exit(main())
