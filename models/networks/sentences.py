"""The component that sets sentence starts by a language's rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Self

import numpy as np
from spacy.tokens import Doc

LINE_END = re.compile("[\n\r\u2028\u2029\x0b\x0c\x85]")
LONGEST_SENTENCE = 400

Starts = Callable[[list[str], list[bool]], list[bool]]
"""From the tokens' texts, and whether a space follows each, to whether each begins a sentence."""


class SentenceSplitter:
    """A spaCy component that sets `token.is_sent_start` of every token before anything is parsed."""

    def __init__(self, starts: Starts) -> None:
        self.starts = starts

    def __call__(self, doc: Doc) -> Doc:
        if len(doc):
            starts = self.starts([token.text for token in doc], [bool(token.whitespace_) for token in doc])
            starts[0] = True
            values: Any = np.where(starts, 1, -1).astype("int64").astype("uint64")[:, None]
            doc.from_array(["SENT_START"], values)
        return doc

    def to_disk(self, path: Any, **_: Any) -> None:
        """Nothing is learned, nothing is written."""

    def from_disk(self, path: Any, **_: Any) -> Self:
        """Nothing is read."""
        return self
