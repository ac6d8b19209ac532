"""Particles whose sense hangs on the form of the verb behind them: ما, إن, قد, لم."""

from __future__ import annotations

from ...graph.lemmas import fold, folded
from ...graph.model import Modality
from ..syntax import Word

_IF = fold("إذا")
_PAUSES = frozenset("،,؛;")
_WHENEVER = folded("إذا عند بعد حين كل قبل متى أين حيث مثل قل طال عندما كلما مهما")


def denied_by_ma(word: Word) -> bool:
    """Is it ما with a perfect that opens its clause (ما زار أحد دمشق), and not the relative ما (ما أعلنه المصرف)?"""
    if not word.is_verb or word.morph.get("Aspect") != "Perf" or word.sentence is None:
        return False
    words = word.sentence.words
    at = word.i - words[0].i
    if at < 1 or fold(words[at - 1].norm) != "ما":
        return False
    before = words[at - 2] if at >= 2 else None
    resumed = any(c.pos == "PRON" and c.dep in {"obj", "obl:arg", "obl"} for c in word.children)
    opens = before is None or before.pos in {"CCONJ", "PUNCT", "PROPN", "X"}
    opens = opens or (before is not None and before.head is word and before.dep == "nsubj")  # القاهرة ما قبلت
    if before is not None and (before.text in _PAUSES or fold(before.norm) in _WHENEVER):
        return False  # انسحب الجيش، ما أدى إلى ...: what happened before; إذا ما تمسك: no more than if
    return opens and not resumed


def mark(word: Word, particle: Word) -> Modality | None:
    """Return what a particle says of a verb where that hangs on the verb's form or the word before; else None."""
    lemma = fold(particle.lemma)
    if lemma == _IF and particle.dep == "mark" and _follows_ma(particle):
        return "possible"  # لم يتضح ما إذا كان ...
    if particle.dep == "mark" and particle.text == "إن" and particle.i == word.i - 1 and not _follows_ma(particle):
        if word.morph.get("Aspect") == "Perf":
            return "hypothetical"  # إن قصفت: with a perfect right after it, إن is "if"
    if lemma == "لم" and word.sentence is not None and _follows_ma(particle):
        return "hypothetical"
    if lemma == "قد" and word.morph.get("Aspect") == "Imp":
        return "possible"
    return None


def _follows_ma(particle: Word) -> bool:
    """Does ما stand right before a particle: unless (ما لم), whether (ما إذا), as soon as (ما إن)?"""
    words = particle.sentence.words if particle.sentence else []
    at = particle.i - words[0].i if words else 0
    return at >= 1 and fold(words[at - 1].norm) == "ما" and (at >= 2 or fold(particle.lemma) != "لم")
