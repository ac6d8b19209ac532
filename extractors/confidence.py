"""How sure a statement is: the share of statements like it that held when they were judged.

``signals.py`` finds what tells a good statement from a bad one; ``calibration.toml`` holds what each signal weighs, in
a logistic model for each language fitted to judged statements (``training/confidence.py``; docs/confidence.md has the
reliability).
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..graph.model import Coref, Mention
from .events import Event
from .relations import Lexicon
from .signals import SIGNALS, clashes, signals

_MOVES = 0.01  # the least by which a signal moves a confidence that an account tells of


@dataclass(frozen=True, slots=True)
class Step:
    """A confidence, from 0 to 1, and why it is that."""

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Sureness:
    """The signals of a statement; those that are absent are not listed."""

    rule: str
    signals: Mapping[str, float]
    clashes: tuple[str, ...] = ()
    language: str = "ar"

    @property
    def confidence(self) -> float:
        """The share of judged statements of these signals that held, from 0 to 1, to three digits."""
        return round(_share(_score(self.signals, weights(self.language))), 3)

    def steps(self) -> Iterator[Step]:
        """Yield how the confidence comes about, signal by signal, those left out that hardly move it; the last step
        is the confidence."""
        weighs, so_far, told = weights(self.language), dict[str, float](), -1.0
        present = [name for name in SIGNALS if name in self.signals]
        for name in present:
            so_far[name] = self.signals[name]
            value = _share(_score(so_far, weighs))
            if abs(value - told) < _MOVES and name != present[-1]:
                continue
            told = value
            yield Step(round(value, 3), self._reason(name, weighs[name] > 0))

    def _reason(self, name: str, raised: bool) -> str:
        if name == "rule":
            return "; lowered by ".join([f"the rule {self.rule!r}", *self.clashes])
        number = f" ({self.signals[name]:.0f})" if name in ("known", "names") else ""
        return f"{'raised' if raised else 'lowered'}: {SIGNALS[name]}{number}"


def _score(found: Mapping[str, float], weighs: Mapping[str, float]) -> float:
    return weighs["base"] + sum(weighs[name] * value for name, value in found.items())


def _share(score: float) -> float:
    return 1 / (1 + math.exp(-score))


@lru_cache(maxsize=8)
def weights(language: str) -> Mapping[str, float]:
    """Return what each signal weighs in a language, and the ``base`` that they are added to."""
    path = Path(__file__).with_name("calibration.toml")
    found: dict[str, dict[str, float]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return found[language]


def sureness(
    event: Event, subject: Mention, target: Mention | None, *, corefs: Collection[Coref], lexicon: Lexicon
) -> Sureness:
    """Return what tells how sure an event is; ``corefs`` are the resolutions of its ends."""
    found = signals(event, subject, target, corefs=corefs, lexicon=lexicon)
    return Sureness(event.rule, found, tuple(clashes(event, lexicon)), lexicon.grammar.code)
