"""Quality and speed of identity: B-cubed and pairwise agreement on annotated names, and time and memory by size.

    python benchmarks/identity.py names [NAMES.csv ...]                     name sets as one; by default those in data/
    python benchmarks/identity.py gold GOLD.jsonl ARTICLES.jsonl            entity lists of annotated articles
    python benchmarks/identity.py speed [10000 100000 1000000]              synthetic mentions: seconds, growth, memory

Every name of a set is a mention in an article; what is measured is whether mentions of one entity get one id.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, cast

from khabar.graph import names
from khabar.graph.gazetteer import Gazetteer
from khabar.graph.identity import Resolution, resolve
from khabar.graph.model import (
    Article,
    Claim,
    EntityType,
    Evidence,
    Labels,
    Mention,
    MentionKind,
    Reading,
    Relation,
    Statement,
)

NAMES = [Path(__file__).parent / "data" / name for name in ("names.csv", "names_blind.csv")]
Place = tuple[str, int, int]


def reading(article: Article, mentions: Sequence[Mention], acting: Sequence[bool] = ()) -> Reading:
    """Return a reading that holds nothing but these mentions, each the subject of a statement of its own.

    Those that act say something, the others are merely there: what tells a capital from the state that it speaks for.
    """
    here = Evidence(article, 0, 1)
    says, is_there = Relation("say", "say", Labels(), "STATEMENT"), Relation("be", "be", Labels(), "LOCATION")
    pairs = zip(mentions, acting or [False] * len(mentions), strict=True)
    made = (Statement(article.id, Claim(m, says if acts else is_there), here, here) for m, acts in pairs)
    return Reading(article, tuple(made))


def b_cubed(gold: Mapping[Place, Hashable], found: Mapping[Place, Hashable]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 over the mentions of ``gold``."""
    true, made = _sets(gold, gold), _sets(found, gold)
    precision = recall = 0.0
    for mention, entity in gold.items():
        shared = len(true[entity] & made[found[mention]])
        precision += shared / len(made[found[mention]])
        recall += shared / len(true[entity])
    return _scores(precision / len(gold), recall / len(gold))


def pairwise(gold: Mapping[Place, Hashable], found: Mapping[Place, Hashable]) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of mentions that are one entity."""
    true = {pair for members in _sets(gold, gold).values() for pair in combinations(sorted(members), 2)}
    made = {pair for members in _sets(found, gold).values() for pair in combinations(sorted(members), 2)}
    right = len(true & made)
    return _scores(right / max(len(made), 1), right / max(len(true), 1))


def _sets(ids: Mapping[Place, Hashable], over: Iterable[Place]) -> dict[Hashable, set[Place]]:
    sets: dict[Hashable, set[Place]] = defaultdict(set)
    for mention in over:
        sets[ids[mention]].add(mention)
    return sets


def _scores(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def report(gold: Mapping[Place, Hashable], result: Resolution, texts: Mapping[Place, str], *, verbose: bool) -> None:
    """Print the figures and, when asked, every set that is split or mixed."""
    found = {mention: result.mentions[mention] for mention in gold}
    print(f"{len(gold)} mentions, {len(set(gold.values()))} entities, {len(set(found.values()))} found")
    for label, figures in (("B-cubed", b_cubed(gold, found)), ("pairwise", pairwise(gold, found))):
        print("{:9} precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(label, *figures))
    if not verbose:
        return
    for entity, members in sorted(_sets(gold, gold).items(), key=lambda item: str(item[0])):
        parts = Counter(found[m] for m in members)
        if len(parts) > 1:
            shown = "  |  ".join(", ".join(sorted({texts[m] for m in members if found[m] == part})) for part in parts)
            print(f"split  {entity}: {shown}")
    for made, members in sorted(_sets(found, gold).items(), key=lambda item: str(item[0])):
        if len({gold[m] for m in members}) > 1:
            shown = ", ".join(sorted({f"{texts[m]} ({gold[m]})" for m in members}))
            print(f"mixed  {made}: {shown}")


def from_names(path: Path) -> Iterator[tuple[Reading, list[Hashable]]]:
    """Yield an article per written form of a name set (entity,type,names,context), with the entity of its one
    mention.

    The context, where there is one, is what the article says besides; it tells homonyms apart.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines)):
            for at, name in enumerate(row["names"].split(";")):
                text = f"{name} . {row['context'] or ''}".strip()
                article = Article(f"{path.stem}-{number}-{at}", "", text, names.language_of(name))
                mention = Mention(name, 0, len(name), cast(EntityType, row["type"]), "name")
                yield reading(article, [mention]), [row["entity"]]


def from_gold(gold: Path, articles: Path) -> Iterator[tuple[Reading, list[Hashable]]]:
    """Yield annotated articles: a proper name is a mention where it first stands in the text.

    Only entities with a Wikidata id and persons count, and of what the annotators list for them only the names
    that share a word with the first one or are known to the gazetteer: the rest are descriptions, which
    coreference has to join.
    """
    texts = {row["id"]: row for row in map(json.loads, articles.read_text(encoding="utf-8").splitlines())}
    gazetteer = Gazetteer.load()
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        source = texts[row["article_id"]]
        article = Article.of(
            source["text"],
            id=row["article_id"],
            title=source.get("title") or "",
            language=names.language_of(source["text"]),
        )
        speaking = {
            (fact["speaker"] or fact["subject"])[0]
            for fact in row["facts"]
            if fact["class"] in ("STATEMENT", "CONSULT")
        }
        mentions: dict[tuple[int, int], tuple[Mention, Hashable, bool]] = {}
        for entity in row["entities"]:
            if entity["wikidata"] or entity["type"] == "PER":
                for mention in _annotated(article, entity, gazetteer):
                    acting = entity["names"][0] in speaking
                    mentions.setdefault(mention.span, (mention, entity["wikidata"] or entity["names"][0], acting))
        found = list(mentions.values())
        if found:
            yield (
                reading(article, [m for m, _, _ in found], [acting for _, _, acting in found]),
                [e for _, e, _ in found],
            )


def _annotated(article: Article, entity: Mapping[str, Any], gazetteer: Gazetteer) -> Iterator[Mention]:
    first = set(names.key(entity["names"][0]).split())
    for name in entity["names"]:
        at = article.text.find(name)
        if at >= 0 and (first & set(names.key(name).split()) or gazetteer.lookup(name)):
            yield Mention(name, at, at + len(name), entity["type"], "name")


def measure(source: Iterator[tuple[Reading, list[Hashable]]], *, verbose: bool) -> None:
    """Resolve a set and print the figures."""
    readings: list[Reading] = []
    gold: dict[Place, Hashable] = {}
    texts: dict[Place, str] = {}
    for made, entities in source:
        readings.append(made)
        for statement, entity in zip(made.statements, entities, strict=True):
            mention = statement.claim.subject
            place = (made.article.id, mention.start, mention.end)
            gold[place], texts[place] = entity, mention.text
    report(gold, resolve(readings, gazetteer=Gazetteer.load()), texts, verbose=verbose)


def synthetic(count: int) -> Iterator[Reading]:
    """Yield articles with 25 mentions each until there are ``count``: known names, invented people with variants,
    descriptions.
    """
    draw = random.Random(20160522)
    entries = sorted(Gazetteer.load().entries.values(), key=lambda entry: entry.id)
    listed = [
        (entry.type, name) for entry in entries if entry.sort in ("actor", "country", "capital") for name in entry.names
    ]
    with (Path(__file__).parent.parent / "graph" / "gazetteer" / "given_names.csv").open(encoding="utf-8") as lines:
        given = [row["ar"] for row in csv.DictReader(lines)]
    letters = "بتجحدرزسشصطعفقكلمنهوي"
    families = ["ال" + "".join(draw.choice(letters) for _ in range(draw.randint(4, 6))) for _ in range(20_000)]
    people = [f"{draw.choice(given)} {draw.choice(families)}" for _ in range(max(count // 20, 50))]
    for number in range(-(-count // 25)):
        yield _synthetic_article(number, draw, listed, people)


def _synthetic_article(
    number: int, draw: random.Random, listed: Sequence[tuple[str, str]], people: Sequence[str]
) -> Reading:
    chosen: list[tuple[str, str, str]] = []
    for _ in range(5):
        person = people[min(int(draw.expovariate(1) * len(people) / 8), len(people) - 1)]
        variant = person.replace("ي", "", 1) if draw.random() < 0.1 else person
        chosen += [("PER", variant, "name"), ("PER", variant.split()[-1], "name")]
    chosen += [(*draw.choice(listed), "name") for _ in range(10)]
    chosen += [
        ("GROUP", f"{draw.choice(('ستة', 'عشرة', 'سبعة'))} {draw.choice(('مسلحين', 'جنود', 'مدنيين'))}", "nominal")
        for _ in range(5)
    ]
    text = " ".join(name for _, name, _ in chosen)
    article = Article(f"s{number}", "", text, "ar", date(2018, 1, 1))
    mentions, at = [], 0
    for type_, name, kind in chosen:
        mentions.append(Mention(name, at, at + len(name), cast(EntityType, type_), cast(MentionKind, kind)))
        at += len(name) + 1
    return reading(article, mentions)


def speed(sizes: Sequence[int]) -> None:
    """Print seconds, microseconds per mention and the peak memory of resolving each size; readings are made as they
    are read.
    """
    gazetteer = Gazetteer.load()
    for size in sizes:
        start, busy = time.perf_counter(), time.process_time()
        making = sum(1 for _ in synthetic(size))
        made, made_on_processor = time.perf_counter() - start, time.process_time() - busy
        start, busy = time.perf_counter(), time.process_time()
        result = resolve(synthetic(size), gazetteer=gazetteer)
        taken = time.perf_counter() - start - made
        worked = time.process_time() - busy - made_on_processor
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        each = f"{taken / size * 1e6:5.1f} us each, {worked:.1f} s of them on the processor"
        made_ = f"{len(result.entities):,} entities, {len(result.merges):,} joins"
        articles = f"{size:>9,} mentions in {making:>7,} articles"
        print(f"{articles}: {taken:7.1f} s ({each}), {made_}, peak {peak:.2f} GB", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("names", "gold", "speed"))
    parser.add_argument("rest", nargs="*", help="files (names, gold) or sizes (speed)")
    parser.add_argument("--verbose", action="store_true", help="show what is split and what is mixed")
    options = parser.parse_args(arguments)
    if options.what == "speed":
        speed([int(size) for size in options.rest] or [10_000, 100_000, 1_000_000])
    elif options.what == "gold":
        if len(options.rest) != 2:
            parser.error("gold needs two files: the annotated entities and the articles.")
        measure(from_gold(Path(options.rest[0]), Path(options.rest[1])), verbose=options.verbose)
    else:
        paths = [Path(path) for path in options.rest] or NAMES
        measure((read for path in paths for read in from_names(path)), verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
