"""The base of the tokenizers: text to a spaCy Doc whose text is the text, whatever it is."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from spacy.tokens import Doc
from spacy.vocab import Vocab

CHUNK_CACHE = 100_000
_SPACES = re.compile(r"\s+|\S+")

Piece = tuple[str, str]
"""The text of a token and its norm; an empty norm means spaCy's own."""


class Tokenizer(ABC):
    """Turns text into a Doc without changing a character: `tokenizer(text).text == text` for every text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.cache: dict[str, tuple[Piece, ...]] = {}

    @abstractmethod
    def split(self, chunk: str) -> list[Piece]:
        """Return the tokens of a chunk without white space; their texts join to the chunk."""

    def __call__(self, text: str) -> Doc:
        words: list[str] = []
        norms: list[str] = []
        spaces: list[bool] = []
        for match in _SPACES.finditer(text):
            chunk = match.group()
            if chunk.isspace():
                if words and chunk[0] == " " and not words[-1].isspace():
                    spaces[-1] = True
                    chunk = chunk[1:]
                if chunk:
                    words.append(chunk)
                    norms.append("")
                    spaces.append(False)
                continue
            for word, norm in self.pieces(chunk):
                words.append(word)
                norms.append(norm)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for i, norm in enumerate(norms):
            if norm:
                doc[i].norm_ = norm
        return doc

    def pieces(self, chunk: str) -> tuple[Piece, ...]:
        """Return `split` of a chunk, remembered."""
        found = self.cache.get(chunk)
        if found is None:
            if len(self.cache) >= CHUNK_CACHE:
                self.cache.clear()
            found = self.cache[chunk] = tuple(self.split(chunk))
        return found
