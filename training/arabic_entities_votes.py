"""Choose self-training sentences from raw news that two recognisers labelled, and the names that are names everywhere.

    python -m training.arabic_entities_votes LABELLED.jsonl OUT.jsonl [--sentences 12000] [--correct]

LABELLED is the output of training.arabic_entities_label. Sentences are kept where the two recognisers say the same.
Every string that they call a name is counted, as a name of its type and as a plain string; strings that are mostly
names of one type are written beside OUT (.names.tsv). With --correct they are names wherever they stand in the
sentences too.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ar_khabar_news.orthography import fold
from ar_khabar_news.repairs import LONGEST, Entity, KnownNames, with_known

log = logging.getLogger(__name__)
VOTED = frozenset({"PER", "LOC", "ORG"})
FEWEST, FEWEST_ALONE = 3, 8
"""Votes that a name of several words, and one of a single word, needs."""
PURE, SHARE, SHARE_ALONE = 0.8, 0.5, 0.75
"""Of its votes, how many are of one type; of all its occurrences, how many are names."""



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
    """Return how often each of the strings occurs, where no longer one begins."""
    known = KnownNames(dict.fromkeys(names, ""))
    return Counter(" ".join(record["folded"][start:end]) for record in records(path)
                   for start, end, _ in known(record["folded"]))


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


def agreed(path: Path, names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the sentences with names on which both recognisers agree, once the given names are put over theirs."""
    known = KnownNames(names)
    for record in records(path):
        here = list(known(record["folded"]))
        mine, theirs = (with_known(map(_entity, record[key]), here) for key in ("first", "second"))
        if mine == theirs and any(label != "MISC" for _, _, label in mine):
            yield {"forms": record["forms"], "glue": record["glue"], "entities": mine}


def _entity(entity: Sequence[Any]) -> Entity:
    start, end, label = entity
    return start, end, label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--sentences", type=int, default=12000)
    parser.add_argument("--correct", action="store_true", help="put the names that are found over the labels")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    found = votes(args.labelled)
    names = names_of(found, occurrences(args.labelled, found))
    log.info("%d strings voted on, %d names", len(found), len(names))
    sentences = list(agreed(args.labelled, names if args.correct else {}))
    log.info("%d sentences agreed on", len(sentences))
    chosen = random.Random(args.seed).sample(sentences, min(args.sentences, len(sentences)))
    with args.out.open("w", encoding="utf8") as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in chosen)
    table = "".join(f"{name}\t{label}\n" for name, label in sorted(names.items()))
    args.out.with_suffix(".names.tsv").write_text(table, encoding="utf8")


if __name__ == "__main__":
    main()
