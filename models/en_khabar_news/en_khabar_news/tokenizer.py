"""The English tokenizer: text to a spaCy Doc whose text is the text, split as EWT and GUM split it.

Contractions and possessives are tokens of their own (do + n't, Syria + 's), hyphens too (pro - Assad is not: prefixes
stay with their word, as in the treebanks); abbreviations keep their full stop.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from spacy.util import registry

from .networks.tokenizer import Piece, Tokenizer

TITLES = frozenset(
    "mr mrs ms mlle mme dr prof st ft mt gen lt col maj capt sgt cmdr adm gov sen rep reps sens rev hon pres amb sec "
    "messrs sr".split())
"""Abbreviations that a name follows: they end no sentence."""
_ABBREVIATIONS = TITLES | frozenset(
    "jr inc co corp ltd bros vs etc al cf vol ed eds pp fig jan feb mar apr jun jul aug sep sept oct nov dec mon "
    "tue tues wed thu thur thurs fri ave blvd rd dept univ est approx ext esp viz ph op nr art ca calif fla "
    "ariz".split())
_LETTER = r"(?:[^\W\d_][\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]*)"
_PREFIXES = "non|anti|pro|pre|post|co|re|mid|semi|multi|pan|inter|trans|mini|counter|sub|super|un|neo|ultra|pseudo|e"
_PIECES = re.compile(
    rf"""
    (?P<url>(?:https?://|www\.)[^\s<>"“”«»]*[^\s<>"“”«».,;:!?)\]}}'’])
    |(?P<mail>[\w.+-]+@[\w-]+\.[\w.-]*\w)
    |(?P<handle>[@\#]\w+)
    |(?P<initials>(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|(?:Ph\.D|M\.Sc|B\.Sc)\.?)
    |(?P<initial>[A-Z]\.(?=$|[A-Z]))
    |(?P<decade>['’]\d\ds\b)
    |(?P<number>\d+(?:[.,:/٫٬]\d+)*(?:st|nd|rd|th|s|['’]s)?(?![\w]))
    |(?P<figure>\d+(?:[.,:/٫٬]\d+)*)
    |(?P<prefixed>(?i:{_PREFIXES})-{_LETTER}+)
    |(?P<name>{_LETTER}+(?:&{_LETTER}+)+)
    |(?P<word>{_LETTER}(?:{_LETTER}|[\d_]|['’](?={_LETTER}))*)
    |(?P<row>[!?]{{2,}}|\.{{2,}}|-{{2,}}|(?P<sign>[^\w\s'’‘"“”()\[\]])(?P=sign)+)
    |(?P<other>\S)
    """,
    re.VERBOSE,
)
_ENDING = re.compile(r"(?i)(?<=.)(?:n['’]t|['’](?:s|re|ve|ll|d|m)|['’]em)$")
_WHOLE = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "dont": 2, "didnt": 3, "doesnt": 4, "wont": 2, "cant": 2,
          "isnt": 2, "wasnt": 3, "wouldnt": 5, "couldnt": 5, "im": 1, "ive": 1}
"""Contractions written without a sign, and where they are parted."""


class EnglishTokenizer(Tokenizer):
    """Splits text by rules; holds no data."""

    def split(self, chunk: str) -> list[Piece]:
        """Return the tokens of a chunk without white space; their texts join to the chunk."""
        pieces: list[Piece] = []
        at = 0
        while at < len(chunk):
            match = _PIECES.match(chunk, at)
            assert match is not None, "the last alternative takes any character"
            end = match.end()
            if match.lastgroup in ("word", "prefixed"):
                end += _abbreviated(match.group(), chunk[end:end + 2])
                pieces += [(part, "") for part in _parts(chunk[at:end])]
            else:
                pieces.append((chunk[at:end], ""))
            at = end
        return pieces

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Nothing is learned, nothing is written."""

    def from_disk(self, path: str | Path, **_: Any) -> EnglishTokenizer:
        """Nothing is read."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> EnglishTokenizer:
        """Read nothing."""
        return self


def _abbreviated(word: str, after: str) -> bool:
    """Return whether a full stop (not a row of them) comes after the word and belongs to it."""
    return after[:1] == "." and after != ".." and word.lower() in _ABBREVIATIONS


def _parts(word: str) -> list[str]:
    """Return the parts of a contraction, or the word.

    >>> _parts("don't")
    ['do', "n't"]
    """
    at = _WHOLE.get(word.lower())
    if at is None:
        match = _ENDING.search(word)
        if match is None:
            return [word]
        at = match.start()
    return [*_parts(word[:at]), word[at:]]


@registry.tokenizers("khabar.english_tokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """Return what makes the tokenizer of a pipeline."""
    return lambda nlp: EnglishTokenizer(nlp.vocab)
