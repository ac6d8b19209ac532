"""Build a lemma lexicon from a treebank: what training.arabic_lemmas and training.english_lemmas share."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from .conllu import Word

log = logging.getLogger(__name__)
Keys = Callable[[str, str, str], tuple[str, ...]]
"""From form, tag and part of speech to the lexicon's keys, the most exact first."""


class Lexicon(Protocol):
    """A language's lexicon (see models/networks/lemmas.py)."""

    @property
    def lemma(self) -> Mapping[str, str]: ...
    def to_file(self, path: Path) -> None: ...
    def __call__(self, form: str, xpos: str, upos: str) -> str: ...


def keep(table: Lexicon, held: Iterable[Word], out: Path) -> None:
    """Write a lexicon and log how many lemmas of held-out words it knows, with gold tags."""
    table.to_file(out)
    words = list(held)
    right = sum(table(word.form, word.xpos, word.upos) == word.lemma for word in words)
    log.info("%d keys, dev lemma accuracy with gold tags %.4f", len(table.lemma), right / len(words))


def lexicon(words: Iterable[Word], keys_of: Keys, *, always: int) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the most frequent lemma of every key, and the lemmas between which the network chooses.

    Keys that a less exact key already answers are left out, except the `always` least exact ones.
    """
    seen: dict[str, Counter[str]] = {}
    chains: set[tuple[str, ...]] = set()
    for word in words:
        keys = keys_of(word.form, word.xpos, word.upos)
        chains.add(keys)
        for key in keys:
            seen.setdefault(key, Counter())[word.lemma] += 1
    best = {key: min(lemmas, key=lambda lemma: (-lemmas[lemma], lemma)) for key, lemmas in seen.items()}
    needed = {key for keys in chains for key in keys[-always:]}
    for keys in chains:
        needed.update(exact for exact, less in zip(keys[:-always], keys[1:], strict=False) if best[exact] != best[less])
    choices = {keys[0]: _choices(seen[keys[0]]) for keys in sorted(chains)}
    return {key: best[key] for key in sorted(needed)}, {key: few for key, few in choices.items() if few}


def _choices(lemmas: Counter[str]) -> tuple[str, ...]:
    """Return the lemmas of a key that are all frequent enough to be chosen by the network."""
    total = sum(lemmas.values())
    common = sorted(lemma for lemma, count in lemmas.items() if count >= max(2, 0.1 * total))
    return tuple(common) if len(common) > 1 else ()
