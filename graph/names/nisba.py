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
    for ending in ("ي", "يه", "يا", "يان", "يين", "يتان", "يتين", "يون", "يو", "يي", "يات"):
        plain = [word[:-1] + ending if word.endswith("ي") else word for word in words]
        yield " ".join(plain)
        yield " ".join("ال" + word for word in plain)
        if len(words) > 1 and plain[0] == words[0]:  # الجنوب أفريقية
            yield " ".join(("ال" + plain[0], *plain[1:]))
    for plural in broken:
        word = normal(plural)
        yield word
        yield "ال" + word
        yield word + "ا"
