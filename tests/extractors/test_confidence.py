"""How sure a statement is, and that the shipped weights are those of the judgments."""

from __future__ import annotations

import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from khabar.extractors.confidence import Sureness, weights
from khabar.extractors.signals import SIGNALS

from .conftest import Read, find

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_signal_has_a_weight_and_every_weight_a_signal(language: str) -> None:
    assert set(weights(language)) == {"base", *SIGNALS}


@pytest.mark.parametrize("name", ["loose event", "loose object", "dropped", "far object"])
def test_what_speaks_against_a_statement_lowers_it(name: str) -> None:
    plain = Sureness("verb", {"rule": 0.8, "known": 2.0})
    assert Sureness("verb", {**plain.signals, name: 1.0}).confidence < plain.confidence


@pytest.mark.parametrize("name", ["rule", "known", "own subject"])
def test_what_speaks_for_a_statement_raises_it(name: str) -> None:
    assert Sureness("verb", {name: 1.0}).confidence > Sureness("verb", {}).confidence


def test_the_last_step_is_the_confidence_and_each_says_its_way() -> None:
    sure = Sureness(
        "verb",
        {"rule": 0.5, "known": 1.0, "loose object": 0.9},
        ("type of object: EVENT, where kill asks for PER",),
    )
    steps = list(sure.steps())
    assert [step.reason for step in steps] == [
        "the rule 'verb'; lowered by type of object: EVENT, where kill asks for PER",
        "raised: ends of a known type (1)",
        "lowered: the parser is unsure what the object hangs on",
    ]
    assert steps[-1].value == sure.confidence and steps[0].value < steps[1].value > steps[2].value


def test_what_hardly_moves_a_confidence_is_not_told() -> None:
    sure = Sureness("verb", {"rule": 0.7, "loose event": 0.001, "own subject": 1.0})
    reasons = [step.reason for step in sure.steps()]
    assert reasons == ["the rule 'verb'", "raised: the verb has a subject in its own clause"]


def test_ends_of_the_right_types_are_surer_than_an_end_of_a_wrong_one(read: Read) -> None:
    """A war cannot be killed."""
    people, war = read("قتلت تركيا المتظاهرين."), read("قتلت الشركة الحرب.")
    right = find(people, "تركيا | kill | المتظاهرين").confidence
    assert find(war, "الشركة | kill | الحرب").confidence < right - 0.2


def test_the_shipped_weights_are_those_of_the_judgments() -> None:
    """The file is what training/confidence.py makes of the judgments under benchmarks/data."""
    training, prior = _training(), None
    shipped = tomllib.loads((ROOT / "extractors/calibration.toml").read_text(encoding="utf-8"))
    for language in ("ar", "en"):
        unscaled, found = training.learned(_judged(training, language), prior)
        prior = unscaled if prior is None else prior
        fitted = {name: pytest.approx(w, abs=0.001) for name, w in zip(training.NAMES, found, strict=True)}
        assert shipped[language] == fitted


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_threshold_of_eight_tenths_keeps_its_promise(language: str) -> None:
    """Of statements at least so sure that had no part in the fit, as many hold as was promised, within five points."""
    training = _training()
    later = training.drawn(_judged(training, language), training.CHECK)
    sure = [(Sureness("", j["signals"], (), language).confidence, j["verdict"] != training.WRONG) for j in later]
    kept = [right for confidence, right in sure if confidence >= 0.8]
    assert len(kept) >= 10 and sum(kept) / len(kept) >= 0.75


def _judged(training: ModuleType, language: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = training.load(ROOT / f"benchmarks/data/judged_{language}.jsonl")
    return found


def _training() -> ModuleType:
    """Return training/confidence.py, which is no part of the package."""
    spec = spec_from_file_location("confidence_training", ROOT / "training" / "confidence.py")
    assert spec is not None and spec.loader is not None
    training = module_from_spec(spec)
    spec.loader.exec_module(training)
    return training
