"""What the lists say of a word, as a small number that the recogniser sees beside the word.

The number says whether the word begins or goes on a name that is known, of what type, or is an adjective of a country,
or a part that many persons' names have. The network weighs it with all else: a known name may be another thing here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from .networks.words import Word
from .orthography import fold
from .peoples import Lists
from .repairs import KnownNames

PLACE_SORTS = frozenset({"country", "city", "noun_city", "town", "LOC"})
BEGINS = {"LOC": 1, "PER": 3, "ORG": 5}
"""Hint of a known name's first word, by type; its other words have one more."""
ADJECTIVE, GIVEN, FAMILY = 7, 8, 9
COUNT = 10
BINDING = frozenset(map(fold, "بن ابن بنت أبي أبو أبا أم عبد آل".split()))
"""What binds the next word to a name."""
COMMON = 2
"""Persons of the lists whose names begin, or end, with a word that is a part of names."""


class Hints:
    """Hints by the lists of a pipeline."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        known = {name: "LOC" for sort, name, _ in lists.rows if sort in PLACE_SORTS}
        known.update((name, sort) for sort, name, _ in lists.rows if sort in ("PER", "ORG"))
        self.known = KnownNames(known)
        persons = [name.split(" ") for sort, name, _ in lists.rows if sort == "PER" and " " in name]
        self.given = {word for word, n in Counter(p[0] for p in persons).items() if n >= COMMON}
        self.family = {word for word, n in Counter(p[-1] for p in persons).items() if n >= COMMON}

    def __call__(self, forms: Sequence[str]) -> list[int]:
        """Return the hint of each word of a sentence."""
        folded = [fold(form) or form for form in forms]
        found = [self._alone(form) for form in folded]
        for start, end, label in self.known(folded):
            found[start:end] = [BEGINS[label], *[BEGINS[label] + 1] * (end - start - 1)]
        return found

    def is_person(self, words: Sequence[Token]) -> bool:
        """Return whether two or more words are a known person's name, or the last of them is a part of such names."""
        folded = [fold(word.norm_) or word.text for word in words]
        part = folded[-1] in self.given or folded[-1] in self.family or folded[-2] in BINDING
        return part or self.known.names.get(" ".join(folded)) == "PER"

    def _alone(self, form: str) -> int:
        if form in self.given:
            return GIVEN
        if form in self.family:
            return FAMILY
        return ADJECTIVE if self.lists.nationality(form) is not None else 0

    def added(self, words: Sequence[Word]) -> list[Word]:
        """Return the words with their hints, four to a hint, in their glue."""
        hints = self([word.form for word in words])
        return [Word(word.form, word.glue + 4 * hint) for word, hint in zip(words, hints, strict=True)]
