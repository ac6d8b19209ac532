"""spaCy pipelines that are not Khabar's own: which scheme their trees follow, and their names in Khabar's types."""

from __future__ import annotations

from typing import Any

from .language import Grammar
from .syntax import Analysis, Name

_UNIVERSAL = frozenset({"nsubj", "obj", "obl", "case"})
_NAMES = {
    "PERSON": "PER", "PERS": "PER", "PER": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "LOC",
    "NORP": "MISC", "EVENT": "EVENT", "PRODUCT": "MISC", "WORK_OF_ART": "MISC", "LAW": "MISC", "MISC": "MISC",
}  # fmt: skip


class ModelMissing(RuntimeError):
    """The language model is not installed; the message says how to install it."""


class ModelUnfit(ModelMissing):
    """A pipeline that cannot be read with; the message says what it lacks and what to do."""


def is_own(model: str) -> bool:
    """Is it one of Khabar's own models, whose trees need no look?"""
    return model.endswith("_khabar_news")


def check(nlp: Any, model: str, grammar: Grammar) -> bool:
    """Return whether the trees of a pipeline must be converted; raise ModelUnfit where they cannot be used."""
    if nlp.lang != grammar.code:
        raise ModelUnfit(
            f"The pipeline {model} is of language {nlp.lang!r}, not {grammar.code!r}. Name one of {grammar.code!r}."
        )
    labels = {label for name, pipe in nlp.pipeline for label in getattr(pipe, "labels", ()) if name == "parser"}
    if grammar.scheme & labels and grammar.convert is not None:
        return True
    if _UNIVERSAL <= labels:
        return False
    found = "has no component 'parser'" if not labels else f"has a parser of the labels {', '.join(sorted(labels)[:5])}"
    raise ModelUnfit(
        f"The pipeline {model} {found}. Khabar reads trees of Universal Dependencies or of spaCy's English pipelines "
        f"(ClearNLP's labels); leave the option out to read with {grammar.code}_khabar_news."
    )


def convert(analysis: Analysis, grammar: Grammar, *, trees: bool) -> Analysis:
    """Return an analysis with trees and names as Khabar's own models make them."""
    if trees and grammar.convert is not None:
        grammar.convert(analysis)
    for word in analysis.words:
        word.dep = "root" if word.dep == "ROOT" else word.dep
    analysis.names[:] = list(filter(_known, analysis.names))
    return analysis


def _known(name: Name) -> bool:
    """Give a name its type here; a date, number or amount is none."""
    type_ = _NAMES.get(name.type)
    if type_ is None:
        for word in name.words:
            word.name = None
        return False
    name.type = type_
    return True
