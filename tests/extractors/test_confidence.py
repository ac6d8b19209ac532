"""How sure a statement is, and that the shipped weights are those of the judgments."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from khabar.extractors.confidence import SIGNALS, Sureness, weights

from .conftest import Read, find

ROOT = Path(__file__).resolve().parents[2]


def test_every_signal_has_a_weight_and_every_weight_a_signal() -> None:
    assert set(weights()) == {"base", *SIGNALS}


@pytest.mark.parametrize("name", ["doubtful", "clash", "coref", "dropped", "long", "between"])
def test_what_speaks_against_a_statement_lowers_it(name: str) -> None:
    plain = Sureness("verb", {"rule": 0.8, "known": 2.0, "direct": 1.0})
    assert Sureness("verb", {**plain.signals, name: 1.0}).confidence < plain.confidence


@pytest.mark.parametrize("name", ["rule", "known", "names", "direct"])
def test_what_speaks_for_a_statement_raises_it(name: str) -> None:
    assert Sureness("verb", {name: 1.0}).confidence > Sureness("verb", {}).confidence


def test_the_last_step_is_the_confidence_and_each_says_its_way() -> None:
    sure = Sureness(
        "verb", {"rule": 0.8, "clash": 1.0, "known": 1.0}, ("type of object: EVENT, where kill asks for PER",)
    )
    steps = list(sure.steps())
    assert [step.reason for step in steps] == [
        "the rule 'verb'",
        "lowered: type of object: EVENT, where kill asks for PER",
        "raised: ends of a known type (1)",
    ]
    assert steps[-1].value == sure.confidence and steps[1].value < min(steps[0].value, steps[2].value)


def test_ends_of_the_right_types_are_surer_than_an_end_of_a_wrong_one(read: Read) -> None:
    """A war cannot be killed."""
    people, war = read("قتلت تركيا المتظاهرين."), read("قتلت الشركة الحرب.")
    right = find(people, "تركيا | kill | المتظاهرين").confidence
    assert find(war, "الشركة | kill | الحرب").confidence < right - 0.2


def test_the_shipped_weights_are_those_of_the_judgments() -> None:
    """The file is what training/confidence.py makes of benchmarks/data/judged_ar.jsonl."""
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("confidence_training", ROOT / "training" / "confidence.py")
    assert spec is not None and spec.loader is not None
    training = module_from_spec(spec)
    spec.loader.exec_module(training)
    judged = [j for j in training.load(ROOT / "benchmarks/data/judged_ar.jsonl") if j["draw"] != training.CHECK]
    fitted = training.fit(*training.table(judged))
    shipped = tomllib.loads((ROOT / "extractors/calibration.toml").read_text(encoding="utf-8"))["weights"]
    assert shipped == {name: pytest.approx(w, abs=0.001) for name, w in zip(training.NAMES, fitted, strict=True)}
