"""Make self-training sentences of raw news that two recognisers labelled: what they call a name in one place is a name
in another.

    python -m training.arabic_entities_votes LABELLED.jsonl OUT.jsonl [--sentences 12000]

LABELLED is the output of training.arabic_entities_label. Every string that both recognisers agree on is counted, as a
name of its type and as a plain string; strings that are mostly names of one type are then names wherever they stand.
Sentences are kept where after that the two recognisers say the same.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ar_khabar_news.orthography import fold

log = logging.getLogger(__name__)
VOTED = frozenset({"PER", "LOC", "ORG"})
LONGEST = 6
FEWEST, FEWEST_ALONE = 3, 8
"""Votes that a name of several words, and one of a single word, needs."""
PURE, SHARE, SHARE_ALONE = 0.8, 0.5, 0.75
"""Of its votes, how many are of one type; of all its occurrences, how many are names."""

Entity = tuple[int, int, str]


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the labelled sentences, with their folded forms."""
    with path.open(encoding="utf8") as file:
        for line in file:
            record = json.loads(line)
            record["folded"] = [fold(form) or form for form in record["forms"]]
            yield record


def votes(path: Path) -> dict[str, Counter[str]]:
    """Return how often each string is a name of each type, a name that one recogniser alone finds counting half."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records(path):
        for entities in (record["first"], record["second"]):
            for start, end, label in entities:
                if label in VOTED and end - start <= LONGEST:
                    found[" ".join(record["folded"][start:end])][label] += 1
    return {name: counts for name, counts in found.items() if sum(counts.values()) >= 2 * FEWEST}


def occurrences(path: Path, names: Iterable[str]) -> Counter[str]:
    """Return how often each of the strings occurs."""
    known, starts = set(names), {" ".join(parts[:k]) for name in names for parts in [name.split(" ")]
                                 for k in range(1, len(parts) + 1)}
    counts: Counter[str] = Counter()
    for record in records(path):
        words = record["folded"]
        for i in range(len(words)):
            text = ""
            for k in range(i, min(len(words), i + LONGEST)):
                text = f"{text} {words[k]}" if text else words[k]
                if text not in starts:
                    break
                if text in known:
                    counts[text] += 1
    return counts


def names_of(found: dict[str, Counter[str]], total: Counter[str]) -> dict[str, str]:
    """Return the strings that are names of one type wherever they stand."""
    names = {}
    for name, counts in found.items():
        label, most = counts.most_common(1)[0]
        alone = " " not in name
        needed, share = (FEWEST_ALONE, SHARE_ALONE) if alone else (FEWEST, SHARE)
        called = sum(counts.values()) / 2
        if most >= PURE * 2 * called and called >= needed and called >= share * total[name]:
            names[name] = label
    return names


def corrected(words: list[str], entities: Iterable[Entity], names: dict[str, str], starts: set[str]) -> list[Entity]:
    """Return the entities with the known names in place of what they overlap, unless that is longer and holds them."""
    kept = [(start, end, label) for start, end, label in entities]
    i = 0
    while i < len(words):
        best, text = 0, ""
        for k in range(i, min(len(words), i + LONGEST)):
            text = f"{text} {words[k]}" if text else words[k]
            if text not in starts:
                break
            if text in names:
                best = k + 1
        if not best:
            i += 1
            continue
        touched = [e for e in kept if e[0] < best and i < e[1]]
        if not any(e[0] <= i and best <= e[1] for e in touched):
            kept = [e for e in kept if e not in touched]
            kept.append((i, best, names[" ".join(words[i:best])]))
        i = best
    return sorted(kept)


def agreed(path: Path, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the sentences with names on which both recognisers agree after correction."""
    starts = {" ".join(parts[:k]) for name in names for parts in [name.split(" ")] for k in range(1, len(parts) + 1)}
    for record in records(path):
        mine, theirs = (corrected(record["folded"], record[key], names, starts) for key in ("first", "second"))
        if mine == theirs and any(label != "MISC" for _, _, label in mine):
            yield {"forms": record["forms"], "glue": record["glue"], "entities": mine}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=12000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    found = votes(args.labelled)
    names = names_of(found, occurrences(args.labelled, found))
    log.info("%d strings voted on, %d names", len(found), len(names))
    sentences = list(agreed(args.labelled, names))
    log.info("%d sentences agreed on", len(sentences))
    chosen = random.Random(args.seed).sample(sentences, min(args.sentences, len(sentences)))
    with args.out.open("w", encoding="utf8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in chosen)
    table = "".join(f"{name}\t{label}\n" for name, label in sorted(names.items()))
    args.out.with_suffix(".names.tsv").write_text(table, encoding="utf8")


if __name__ == "__main__":
    main()
