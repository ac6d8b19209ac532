"""The forms of an Arabic nisba adjective (سوري): gender, number, case, with and without al-."""

from __future__ import annotations

from collections.abc import Iterator

from .arabic import normal


def forms(masculine: str, *, broken: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield every normal form of a nisba given its masculine singular (one word or two) and its broken plurals.

    >>> "السوريات" in set(forms("سوري"))
    True
    """
    words = normal(masculine).split()
    stems = [word[:-1] if word.endswith("ي") else word for word in words]
    for ending in ("ي", "يه", "يا", "يان", "يين", "يتان", "يتين", "يون", "يو", "يي", "يات"):
        plain = [stem + ending for stem in stems]
        yield " ".join(plain)
        yield " ".join("ال" + word for word in plain)
    for plural in broken:
        word = normal(plural)
        yield word
        yield "ال" + word
        yield word + "ا"
