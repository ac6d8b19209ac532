"""What the benchmarks of both language models measure alike: entity F1, speed, size."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Set
from pathlib import Path

from spacy.language import Language

from training.bio import Entity


def entity_f1(pairs: Iterable[tuple[Set[Entity], Set[Entity]]], kinds: Iterable[str]) -> dict[str, float]:
    """Return F1 in percent of (found, right) entities of each sentence: of `all` types and of each."""
    good: Counter[str] = Counter()
    guessed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for mine, theirs in pairs:
        for counts, found in ((guessed, mine), (gold, theirs), (good, mine & theirs)):
            counts.update(entity.label for entity in found)
            counts["all"] += len(found)
    return {kind: 200 * good[kind] / max(1, guessed[kind] + gold[kind]) for kind in ("all", *kinds)}


def speed(nlp: Language, articles: Path) -> float:
    """Return white-space words per CPU second over the articles, all components, caches empty."""
    texts = [json.loads(line)["text"] for line in articles.read_text(encoding="utf8").splitlines()]
    begin = time.process_time()
    for _ in nlp.pipe(texts):
        pass
    return sum(len(text.split()) for text in texts) / (time.process_time() - begin)


def size(folder: Path) -> float:
    """Return the size of a folder in millions of bytes, compiled Python left out."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc") / 1e6
