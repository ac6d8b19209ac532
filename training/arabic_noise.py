"""Spelling noise: the ways Arabic words are written on the web, applied to training words at random."""

from __future__ import annotations

import random

from ar_khabar_news.orthography import bare

_HAMZA = str.maketrans("أإآ", "ااا")
_SEATS = str.maketrans({"ئ": "ى", "ؤ": "و"})
_FATHA, _TATWEEL = "َ", "ـ"


def noisy_form(form: str, rng: random.Random) -> str:
    """Return the form with one kind of spelling noise, or unchanged where the kind does not apply."""
    choice = rng.random()
    if choice < 0.45:
        return form.translate(_HAMZA)
    if choice < 0.6 and form.endswith("ة"):
        return form[:-1] + "ه"
    if choice < 0.75 and form.endswith("ي"):
        return form[:-1] + "ى"
    if choice < 0.8 and form.endswith("ى"):
        return form[:-1] + "ي"
    if choice < 0.9:
        return bare(form) or form
    if len(form) > 3 and form.isalpha():
        at = rng.randrange(1, len(form) - 1)
        return form[:at] + (_TATWEEL if choice < 0.93 else _FATHA) + form[at:]
    return form


def noisy(forms: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """Return a quarter of the sentences with noise in three words of ten, the others unchanged."""
    if rng.random() >= 0.25:
        return forms
    return tuple(noisy_form(form, rng) if rng.random() < 0.3 else form for form in forms)
