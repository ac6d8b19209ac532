"""Source, action and target of English sentences, against the examples that PLOVER's makers coded.

    python benchmarks/plover.py gold_triples_en.jsonl [--verbose]

Each line holds a sentence, its PLOVER class, and the words of its source and target. Per class:

    action   share of the sentences of which a statement of the class is read
    source   share of those with a coded source where such a statement has it at its subject
    target   share of those with a coded target where such a statement has it at its object
    all      share where one statement has all that is coded

The file's names of 2015 are read as those of PLOVER 2021 (DEMAND: REQUEST; DISAPPROVE and INVESTIGATE: ACCUSE; FIGHT:
ASSAULT). PLOVER has classes for what is only offered, threatened, demanded or refused; Khabar keeps the class of the
deed and says so in modality and polarity. Both readings count: a planned AID is also an AGREE, a planned ASSAULT a
THREATEN, a demanded event a REQUEST, a negated offer a REJECT.

Ends agree where they share a word or point at one country (Hungarian officials, Hungary). What is read beside the coded
event is not counted against it: one event is coded of a sentence that may hold several.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from khabar.extractors import Extractor
from khabar.graph.gazetteer import Gazetteer
from khabar.graph.model import Article, Reading, Statement
from khabar.graph.names import english

_EMPTY = frozenset("of and in on at to for by with from a an the his her its their who former officials".split())
_NOW = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_KIND = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT".split())
_HOSTILE = frozenset("SANCTION MOBILIZE COERCE ASSAULT".split())
_COLUMNS = ("action", "source", "target", "all")


def words(texts: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    """Return the words of phrases, and the codes of the countries that they point at."""
    found: set[str] = set()
    for text in texts:
        own = english.tokens(text)
        found.update(set(own) - _EMPTY)
        found.update(filter(None, map(gazetteer.country_of_word, (*own, " ".join(own)))))
    return found


def ends(reading: Reading, statement: Statement, gazetteer: Gazetteer) -> Iterator[set[str]]:
    """Yield the words of subject and object, through their resolution; of a mutual relation also the other way."""
    resolved = {c.mention.span: c.antecedent.text for c in reading.corefs}
    for mention in (statement.claim.subject, statement.claim.object):
        yield words([mention.text, resolved.get(mention.span, "")], gazetteer) if mention else set()


def events(statement: Statement) -> Iterator[str]:
    """Yield the PLOVER classes that a statement stands for: its own, and the one of its modality."""
    own = statement.claim.relation.class_
    yield own
    if statement.polarity == "negated" and (statement.modality != "actual" or own in _KIND):
        yield "REJECT"
    elif statement.modality == "demanded":
        yield "REQUEST"
    elif statement.modality in {"planned", "possible"} and own in _KIND | _HOSTILE:
        yield "AGREE" if own in _KIND else "THREATEN"


def judge(item: dict[str, Any], reading: Reading, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield the columns in which a reading agrees with what was coded."""
    source, target = (words(item[key], gazetteer) for key in ("source", "target"))
    of_class = [s for s in reading.statements if item["event"] in events(s)]
    found = [tuple(ends(reading, s, gazetteer)) for s in of_class]
    subjects = [bool(source & subject) for subject, _ in found]
    objects = [bool(target & object) for _, object in found]
    if found:
        yield "action"
    if any(subjects):
        yield "source"
    if any(objects):
        yield "target"
    whole = zip(subjects or [], objects or [], strict=True)
    if any((one or not source) and (other or not target) for one, other in whole):
        yield "all"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list the sentences whose event was not read whole")
    options = parser.parse_args()
    items = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    items = [{**item, "event": _NOW.get(item["event"], item["event"])} for item in items]
    extractor = Extractor("en")
    articles = (Article.of(item["text"], id=item["id"], language="en") for item in items)
    hits: Counter[tuple[str, str]] = Counter()
    asked: Counter[tuple[str, str]] = Counter()
    for item, reading in zip(items, extractor.read(articles), strict=True):
        found = set(judge(item, reading, extractor.gazetteer))
        for group in (item["event"], "all classes"):
            hits.update((group, column) for column in found)
            asked.update((group, column) for column in _COLUMNS if item.get(column, True))
        if options.verbose and "all" not in found:
            print(item["event"], sorted(found), item["source"], item["target"], item["text"], sep=" | ")
    print(f"{'':14}{'sentences':>10}" + "".join(f"{column:>9}" for column in _COLUMNS))
    for group in sorted({group for group, _ in asked}, key=lambda g: (g == "all classes", g)):
        shares = (hits[group, c] / asked[group, c] if asked[group, c] else 0.0 for c in _COLUMNS)
        print(f"{group:14}{asked[group, 'action']:10}" + "".join(f"{share:9.2f}" for share in shares))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
