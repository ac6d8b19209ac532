"""The words of a doc as the Arabic networks see them: restored forms, clitics glued to their words."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .networks import words
from .networks.words import DocWords
from .orthography import bare
from .wordshape import kind


def joined(before: str, text: str) -> bool:
    """Return whether two tokens that no space parts are parts of one written word."""
    return kind(before) == 0 and kind(text) == 0


def form_of(token: Token) -> str:
    """Return the restored form; a word that is not split keeps its vowel marks, which tell cases apart."""
    text, norm = token.text, token.norm_
    return text if norm == token.lower_ or norm == bare(text) else norm


def doc_words(doc: Doc) -> DocWords:
    """Return the sentences of a doc whose sentence starts are set."""
    return words.doc_words(doc, joined, form_of)
