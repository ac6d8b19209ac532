"""The lemma of an inflected verb that the lexicon does not hold, by the shape of the form.

The candidates are every verb the form can belong to; one that the ontology or the glosses know wins, else the likeliest
shape. Forms are bare of vowel signs: يستهدف استهدف, دشنت دشن, يعزي عزى, يقيم أقام.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

_IMPERFECT_ENDINGS = ("ون", "ين", "ان", "وا", "ن")
_PERFECT_ENDINGS = ("تا", "وا", "نا", "تم", "ت", "ن")


def lemma_of(form: str, *, imperfect: bool, is_verb: Callable[[str], bool]) -> str:
    """Return the third person masculine singular perfect of a verb's form.

    >>> lemma_of("يستهدفون", imperfect=True, is_verb=lambda verb: False)
    'استهدف'
    """
    candidates = tuple(_of_imperfect(form) if imperfect else _of_perfect(form))
    known = next((verb for verb in candidates if is_verb(verb)), None)
    return known or (candidates[0] if candidates else form)


def _of_imperfect(form: str) -> Iterator[str]:
    if len(form) < 4 or form[0] not in "يتنأا":
        yield form
        return
    for stem in _stems(form[1:], _IMPERFECT_ENDINGS):
        yield from _perfects(stem)


def _stems(form: str, endings: tuple[str, ...]) -> Iterator[str]:
    for ending in endings:
        if form.endswith(ending) and len(form) - len(ending) >= 3:
            yield form[: -len(ending)]
            break
    yield form


def _perfects(stem: str) -> Iterator[str]:
    """Yield the perfects an imperfect stem (without its prefix) can have, the likeliest first."""
    if stem.endswith("ي"):
        stems = [stem[:-1] + "ى", stem]
    elif stem.endswith("و"):
        stems = [stem[:-1] + "ا", stem]
    else:
        stems = [stem]
    for one in stems:
        if one.startswith("ست") and len(one) >= 5:
            yield "ا" + _hollow(one)
        if one.startswith("ن") and len(one) == 4 or len(one) == 4 and one[1] in "تطد":
            yield "ا" + one
            yield "ا" + _hollow(one)
        yield one
        yield "أ" + one
        if len(one) == 3 and one[1] in "وي":
            yield _hollow(one)
            yield "أ" + _hollow(one)
        if one.startswith("و") and len(one) == 4:
            yield "أ" + one
        if len(one) == 2:
            yield "و" + one  # يصل وصل


def _hollow(stem: str) -> str:
    """Return a stem with the long vowel before its last letter as the perfect has it (ستعيد ستعاد, قوم قام)."""
    return f"{stem[:-2]}ا{stem[-1]}" if stem[-2] in "وي" else stem


def _of_perfect(form: str) -> Iterator[str]:
    for stem in _stems(form, _PERFECT_ENDINGS):
        yield stem
        if stem != form:
            yield stem + "ى"  # نفت نفى
            yield stem + "ا"  # دعت دعا
    if len(form) == 3 and form.endswith("ت"):
        yield from (form[:-1] + weak for weak in "اى")  # غزت غزا, a root of two letters and a weak one
