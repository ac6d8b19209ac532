"""The English treebanks: EWT and GUM as the parser learns them, the held-out part, and noise of the web."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from en_khabar_news.words import joined

from .conllu import Sentence, Word, read

TREEBANKS = ("en_ewt", "en_gum")


def sentences(data: Path, split: str, treebanks: Sequence[str] = TREEBANKS) -> Iterator[Sentence]:
    """Yield the sentences of the treebanks' `train` or `dev` files."""
    for name in treebanks:
        yield from read(data / "treebanks" / name / f"{name}-{split}.conllu")


def glue_codes(words: Sequence[Word]) -> tuple[int, ...]:
    """Return for each word 1 if it is joined to the word before it in writing, plus 2 if the next is to it."""
    joins = [i > 0 and words[i - 1].glued and joined(words[i - 1].form, word.form) for i, word in enumerate(words)]
    return tuple(here + 2 * after for here, after in zip(joins, [*joins[1:], False], strict=True))


def noisy(forms: tuple[str, ...], rng: random.Random) -> tuple[str, ...]:
    """Return the words as headlines or the web write them: small letters, capitals, other quotes; or unchanged."""
    choice = rng.random()
    if choice < 0.06:
        return tuple(form.lower() for form in forms)
    if choice < 0.09:
        return tuple(form.upper() for form in forms)
    if choice < 0.14:
        return tuple(form if form[0].isupper() or len(form) < 4 else form[0].upper() + form[1:] for form in forms)
    if choice < 0.17:
        return (forms[0].lower(), *forms[1:])
    return forms
