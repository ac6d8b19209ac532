"""English lemmas: a lexicon of the treebanks' words, and scripts that change a word's ending."""

from __future__ import annotations

from .networks import lemmas
from .wordshape import plain


class Lexicon(lemmas.Lexicon):
    """Maps English words with their tags to lemmas; only names keep their case."""

    @staticmethod
    def keys(form: str, xpos: str, upos: str) -> tuple[str, ...]:
        """Return the lexicon's keys of a word: with its tag, with its part of speech."""
        word = plain(form) if upos == "PROPN" else plain(form).lower()
        return f"{word} {xpos}", f"{word} {upos}"


def script(form: str, lemma: str) -> str:
    """Return the script from a word to its lemma: `l` for small letters or `=`, letters dropped, letters added.

    >>> script("Tries", "try")
    'l3|y'
    """
    small = lemma == lemma.lower()
    word = form.lower() if small else form
    same = 0
    while same < min(len(word), len(lemma)) and word[same] == lemma[same]:
        same += 1
    return f"{'l' if small else '='}{len(word) - same}|{lemma[same:]}"


def apply_script(form: str, script: str) -> str | None:
    """Return the lemma that a script makes of a word, or None where the word is too short for it.

    >>> apply_script("Tries", "l3|y")
    'try'
    """
    ends, _, added = script.partition("|")
    word = form.lower() if ends[0] == "l" else form
    dropped = int(ends[1:])
    if dropped > len(word):
        return None
    return word[:len(word) - dropped] + added or None
