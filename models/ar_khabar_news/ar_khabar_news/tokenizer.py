"""The tokenizer: text to a spaCy Doc whose text is the text, clitics split, restored forms as norms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.util import registry
from spacy.vocab import Vocab

from .clitics import CliticSplitter
from .networks.tokenizer import Piece, Tokenizer
from .orthography import ARABIC_LETTERS, MARKS

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


class ArabicTokenizer(Tokenizer):
    """Splits words into their clitics, with the restored forms as norms."""

    def __init__(self, vocab: Vocab, splitter: CliticSplitter | None = None) -> None:
        super().__init__(vocab)
        self.splitter = splitter

    def split(self, chunk: str) -> list[Piece]:
        """Return the tokens of a chunk without white space; their texts join to the chunk."""
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
