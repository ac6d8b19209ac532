"""The tokenizer: text to a spaCy Doc whose text is the text, clitics split, restored forms as norms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from .clitics import CliticSplitter
from .orthography import ARABIC_LETTERS, MARKS

CHUNK_CACHE = 100_000

_PIECES = re.compile(
    rf"""
    (?P<url>(?:https?://|www\.)[^\s<>"«»“”]*[^\s<>"«»“”.,،؛;:!?؟)\]}}'’])
    |(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]*\w)
    |(?P<handle>@\w+)
    |(?P<initials>(?:[A-Za-z]\.){{2,}})
    |(?P<number>\d+(?:[.,،٫٬]\d+)*)
    |(?P<arabic>[{ARABIC_LETTERS}{MARKS}]*[{ARABIC_LETTERS}][{ARABIC_LETTERS}{MARKS}]*)
    |(?P<latin>[A-Za-zÀ-ɏ]+(?:['’&-][A-Za-zÀ-ɏ]+)*\d*)
    |(?P<letters>[^\W\d_{ARABIC_LETTERS}]+)
    |(?P<other>\S)
    """,
    re.VERBOSE,
)
_SPACES = re.compile(r"\s+|\S+")

Piece = tuple[str, str]
"""The text of a token and its norm; an empty norm means spaCy's own."""


class ArabicTokenizer:
    """Turns text into a Doc without changing a character: `tokenizer(text).text == text` for every text."""

    def __init__(self, vocab: Vocab, splitter: CliticSplitter | None = None) -> None:
        self.vocab = vocab
        self.splitter = splitter
        self.cache: dict[str, tuple[Piece, ...]] = {}

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
        """Return the tokens of a chunk without white space; the token texts join to the chunk."""
        found = self.cache.get(chunk)
        if found is None:
            if len(self.cache) >= CHUNK_CACHE:
                self.cache.clear()
            found = self.cache[chunk] = tuple(self._pieces(chunk))
        return found

    def _pieces(self, chunk: str) -> list[Piece]:
        pieces: list[Piece] = []
        for match in _PIECES.finditer(chunk):
            text = match.group()
            if match.lastgroup != "arabic" or self.splitter is None:
                pieces.append((text, ""))
                continue
            for start, end, form in self.splitter.split(text):
                part = text[start:end]
                pieces.append((part, form if form != part else ""))
        return pieces

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the splitter's files into the folder `path`."""
        if self.splitter is not None:
            self.splitter.to_folder(Path(path))

    def from_disk(self, path: str | Path, **_: Any) -> ArabicTokenizer:
        """Read what `to_disk` wrote."""
        self.splitter = CliticSplitter.from_folder(Path(path))
        self.cache.clear()
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return the splitter's files as bytes."""
        return b"" if self.splitter is None else self.splitter.to_bytes()

    def from_bytes(self, data: bytes, **_: Any) -> ArabicTokenizer:
        """Read what `to_bytes` returned."""
        if data:
            self.splitter = CliticSplitter.from_bytes(data)
        self.cache.clear()
        return self


@registry.tokenizers("khabar.arabic_tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: ArabicTokenizer(nlp.vocab)
