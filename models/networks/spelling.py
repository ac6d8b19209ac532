"""What the networks see of one word: its vector key, and small numbers for its spelling.

Everything here depends on the word's own letters, so that one row per word can be cached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

UNKNOWN = 0
SIZES = (1, 2, 3, 4)


@dataclass(frozen=True)
class Vocabulary:
    """Numbers of the words and affixes seen in training; 0 is what was not seen."""

    words: Mapping[str, int]
    affixes: Mapping[str, int]


@dataclass(frozen=True)
class Spelling:
    """How a language's words are told apart by their letters."""

    vector_key: Callable[[str], str]
    """The spelling under which a word's vector is learned and looked up."""
    word_key: Callable[[str], str]
    """The spelling under which a word is counted in the vocabulary."""
    letters: Callable[[str], str]
    """The letters whose beginnings and endings are the affixes; never empty."""
    kind: Callable[[str], int]
    """The sort of word, 0 to `kinds` - 1."""
    mark: Callable[[str], int]
    """A second code of the spelling, 0 to `marks` - 1."""
    kinds: int
    marks: int
    table_key: Callable[[str], str] = str.lower
    """The spelling under which a word is looked up in a table of whole words (`wordtable.py`)."""

    def affix_names(self, form: str) -> list[str]:
        """Return the names of the word's beginnings and endings, up to four letters, longest words only in part."""
        word = self.letters(form)
        size = len(word)
        return [f"p{n}{word[:n]}" if size >= n else "-" for n in SIZES] + [
            f"s{n}{word[-n:]}" if size >= n else "-" for n in SIZES]

    def numbers(self, form: str, words: Mapping[str, int], affixes: Mapping[str, int]) -> tuple[int, ...]:
        """Return word number, eight affix numbers, kind and mark."""
        found = (affixes.get(name, UNKNOWN) for name in self.affix_names(form))
        return (words.get(self.word_key(form), UNKNOWN), *found, self.kind(form), self.mark(form))
