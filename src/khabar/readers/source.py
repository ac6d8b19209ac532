"""What a reader is given and what it yields: sources, drafts of articles, and what was skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from ..graph.model import Article

MAX_CHARACTERS = 500_000
"""The longest article that is read, in code points; about 80,000 Arabic words."""

FIELDS = ("id", "title", "text", "date", "source", "url", "language")
"""What an article may have in a record (a JSON object, a row of a table)."""


class InputError(ValueError):
    """An input that cannot be read; the message is one line that says what to do."""


@dataclass(frozen=True)
class Skipped:
    """An article that was not read: where it stands (``file`` or ``file:line``) and why, with what to do."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True)
class Located:
    """An article and the place it was read from, for messages."""

    article: Article
    where: str


@dataclass(frozen=True)
class Draft:
    """What a format's reader found of one article, by field name, before anything is checked.

    ``keys`` is what the record itself calls its fields, for messages.
    """

    where: str
    values: Mapping[str, object]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Options:
    """How inputs are read; see ``khabar build --help`` for the meaning of each."""

    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str | None = None
    languages: tuple[str, ...] = ("ar", "en")
    encoding: str | None = None
    format: str | None = None
    max_characters: int = MAX_CHARACTERS

    def __post_init__(self) -> None:
        unknown = sorted(set(self.fields) - set(FIELDS))
        if unknown:
            raise InputError(f"An article has no field {unknown[0]!r}. The fields are {', '.join(FIELDS)}.")
        if self.language is not None and self.language not in self.languages:
            raise InputError(f"Language {self.language!r} is not read. Khabar reads {', '.join(self.languages)}.")

    @property
    def max_bytes(self) -> int:
        """The size of a file of one article above which it is too long in any encoding: four bytes a character."""
        return 4 * self.max_characters + 4

    def too_long(self, size: int, unit: str = "characters") -> str:
        """Return the reason why an article of this size is skipped."""
        return (
            f"the article has {size:,} {unit}; at most {self.max_characters:,} characters are read. "
            "Split it, or raise --max-characters."
        )


@dataclass(frozen=True)
class Source:
    """A file, or standard input (``stream`` is set); ``name`` is what messages call it."""

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None

    def open(self) -> BinaryIO:
        """Return the bytes as a stream; the caller closes it."""
        if self.stream is not None:
            return self.stream
        assert self.path is not None
        return self.path.open("rb")

    def read(self, limit: int) -> bytes:
        """Return all bytes, or ``limit + 1`` of them where there are more."""
        with self.open() as stream:
            return stream.read(limit + 1)

    def size(self, data: bytes) -> int:
        """Return the full size in bytes of what ``read`` returned a part of."""
        return max(len(data), self.path.stat().st_size if self.path is not None else 0)

    @property
    def stem(self) -> str:
        """The id of the one article of this file: its name, or its folder's where it is an index page."""
        if self.path is None:
            return ""
        if self.path.stem.casefold() in ("index", "default"):
            return self.path.absolute().parent.name or self.path.stem
        return self.path.stem


Drafts = Iterator[Draft | Skipped]
