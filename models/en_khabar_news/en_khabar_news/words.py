"""The words of a doc as the English networks see them: as they are written, contractions glued together."""

from __future__ import annotations

from spacy.tokens import Doc

from .networks import words
from .networks.words import DocWords


def joined(before: str, text: str) -> bool:
    """Return whether two tokens that no space parts are parts of one written word: do + n't, Syria + 's.

    >>> joined("Syria", "'s")
    True
    """
    return before[-1].isalpha() and (text[0].isalpha() or len(text) > 1 and text[0] in "'’‘`" and text[1].isalpha())


def doc_words(doc: Doc) -> DocWords:
    """Return the sentences of a doc whose sentence starts are set."""
    return words.doc_words(doc, joined, lambda token: token.text)
