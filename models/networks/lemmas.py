"""Lemmas of analysed words from a lexicon, asked with the full tag first, then with less and less of it."""

from __future__ import annotations

import gzip
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Self


class Lexicon(ABC):
    """Maps words with their tags to lemmas."""

    def __init__(self, lemma: Mapping[str, str], choices: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.lemma = lemma
        self.choices = choices or {}

    @staticmethod
    @abstractmethod
    def keys(form: str, xpos: str, upos: str) -> tuple[str, ...]:
        """Return the lexicon's keys of a word, the most exact first."""

    @staticmethod
    def related(form: str, upos: str) -> Iterable[str]:
        """Return keys of words whose lemma a word that the lexicon does not hold may have as well."""
        return ()

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read gzipped `lemma TAB key TAB key ...` lines; lines that begin with a TAB are `TAB key TAB lemma ...`."""
        lemma: dict[str, str] = {}
        choices: dict[str, tuple[str, ...]] = {}
        with gzip.open(path, "rt", encoding="utf8", newline="\n") as lines:
            for line in lines:
                value, *keys = line.rstrip("\n").split("\t")
                if value:
                    lemma.update(dict.fromkeys(keys, value))
                else:
                    choices[keys[0]] = tuple(keys[1:])
        return cls(lemma, choices)

    def to_file(self, path: Path) -> None:
        """Write the file that `from_file` reads; the same lexicon gives the same bytes."""
        by_lemma: dict[str, list[str]] = {}
        for key, value in self.lemma.items():
            by_lemma.setdefault(value, []).append(key)
        text = "".join("\t".join((value, *sorted(by_lemma[value]))) + "\n" for value in sorted(by_lemma))
        text += "".join("\t".join(("", key, *self.choices[key])) + "\n" for key in sorted(self.choices))
        path.write_bytes(gzip.compress(text.encode("utf8"), mtime=0))

    def known(self, form: str, xpos: str, upos: str) -> str | None:
        """Return the lemma the lexicon holds for the word, or None."""
        return next((self.lemma[key] for key in self.keys(form, xpos, upos) if key in self.lemma), None)

    def ambiguous(self, form: str, xpos: str, upos: str) -> tuple[str, ...]:
        """Return the lemmas between which only the sentence decides (أن: أَنَّ, أَن), or nothing."""
        return self.choices.get(self.keys(form, xpos, upos)[0], ())

    def __call__(self, form: str, xpos: str, upos: str) -> str:
        """Return the lemma of the word; a name or a word nobody knows is its own lemma."""
        known = self.known(form, xpos, upos)
        if known is not None:
            return known or form
        return next((self.lemma[key] for key in self.related(form, upos) if key in self.lemma), form)
