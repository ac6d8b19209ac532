"""Who attacked or protested against whom, against coders of Arabic event data.

    python benchmarks/gsr.py AR_GSR_DEV.json [--verbose]

Over the sentences where a coder marked a source and a target: a coded pair is found where a statement of a conflict or
protest class (PLOVER ASSAULT, COERCE, THREATEN, PROTEST) has the head word of a coder's source at one end and that of
the same
coder's target at the other. Each sentence counts once for recall; precision is over the statements of those classes
with both ends. Beside it stands the plain verb-subject-object reading of the same parses.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from khabar.extractors import Extractor
from khabar.extractors.syntax import DIACRITICS, analyse
from khabar.graph.lemmas import fold
from khabar.graph.model import Article, Reading

CLASSES = frozenset({"ASSAULT", "COERCE", "THREATEN", "PROTEST"})
Pair = tuple[frozenset[str], frozenset[str]]


def words(text: str | Iterable[str]) -> frozenset[str]:
    """Return the folded words of a phrase, without leading conjunctions, prepositions and article."""
    found = set()
    for word in text.split() if isinstance(text, str) else text:
        folded = fold(DIACRITICS.sub("", word)).strip('،."«»()')
        for prefix in ("وال", "بال", "فال", "ال", "لل", "و", "ب", "ل", "ف"):
            if folded.startswith(prefix) and len(folded) - len(prefix) >= 3:
                found.add(folded[len(prefix) :])
                break
        found.add(folded)
    return frozenset(found - {""})


def coded(item: dict[str, object]) -> list[Pair]:
    spans = item["spans"]
    assert isinstance(spans, list)
    pairs = [(words(s.get("source_actor") or ()), words(s.get("target_actor") or ())) for s in spans]
    return [pair for pair in pairs if pair[0] and pair[1]]


def told(reading: Reading) -> Iterator[Pair]:
    """Yield the ends of the statements of conflict and protest, through coreference."""
    resolved = {c.mention.span: c.antecedent.text for c in reading.corefs}
    for statement in reading.statements:
        claim = statement.claim
        if claim.object is None or claim.relation.class_ not in CLASSES:
            continue
        ends = (resolved.get(m.span, m.text) for m in (claim.subject, claim.object))
        subject, target = (words(end.split()[:3]) for end in ends)
        yield subject, target


def plain(extractor: Extractor, text: str) -> Iterator[Pair]:
    """Yield each verb's written subject and object, as a reading with no rules would."""
    for word in analyse(extractor.nlp(text)).words:
        if word.pos == "VERB":
            for subject in word.get("nsubj"):
                for target in word.get("obj"):
                    yield words([subject.norm]), words([target.norm])


def agree(one: Pair, other: Pair) -> bool:
    return bool(one[0] & other[0]) and bool(one[1] & other[1])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    items = json.loads(options.file.read_text(encoding="utf-8"))
    items = [item for item in items if coded(item)]
    extractor = Extractor("ar")
    articles = [Article.of(item["text"], id=str(number)) for number, item in enumerate(items)]
    ours = [list(told(reading)) for reading in extractor.read(articles)]
    theirs = [list(plain(extractor, item["text"])) for item in items]
    print(f"{'':24}{'precision':>10}{'recall':>8}   over {len(items)} sentences")
    for name, found in (("khabar", ours), ("verb, subject, object", theirs)):
        hits = sum(any(agree(f, c) for f in fs for c in coded(item)) for fs, item in zip(found, items, strict=True))
        right = sum(any(agree(f, c) for c in coded(item)) for fs, item in zip(found, items, strict=True) for f in fs)
        total = sum(map(len, found))
        print(f"{name:24}{right / total if total else 0:10.3f}{hits / len(items):8.3f}")
    if options.verbose:
        for fs, item in zip(ours, items, strict=True):
            if not any(agree(f, c) for f in fs for c in coded(item)):
                print("-", item["text"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
