"""What a reader is given and what it yields: sources, drafts of articles, and what was skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from ..graph.model import Article

MAX_CHARACTERS = 500_000
"""The longest article that is read, in code points; about 80,000 Arabic words."""

FIELDS = ("id", "title", "text", "date", "source", "url", "language")
"""What an article may have in a record (a JSON object, a row of a table)."""


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_HALVES = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """Return text as it can be printed on one line and written as UTF-8: names of files may hold anything."""
    return _HALVES.sub("\ufffd", _CONTROLS.sub(" ", text))


class InputError(ValueError):
    """An input that cannot be read; the message is one line that says what to do."""


def need(package: str, extra: str, suffix: str) -> Any:
    """Return an optional package; raises InputError with the command that installs it."""
    try:
        return import_module(package)
    except ImportError as e:
        raise InputError(f"to read {suffix} files: pip install 'khabar[{extra}]'.") from e


@dataclass(frozen=True)
class Skipped:
    """An article that was not read: where it stands (``file`` or ``file:line``) and why, with what to do."""

    where: str
    reason: str

    def __post_init__(self) -> None:
        # Names of files, and what a library says of them, may hold line ends and be endless; a message is one line.
        for name, most in (("where", 2_000), ("reason", 500)):
            text = plain(getattr(self, name))
            object.__setattr__(self, name, text if len(text) <= most else f"{text[: most - 1]}…")

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
    """A file, or standard input, of which ``copy`` is a copy on disk; ``name`` is what messages call it.

    ``packing`` is the suffix of its packing (``.gz``) or "". ``open`` and ``read`` give what is in it.
    """

    name: str
    path: Path | None = None
    copy: Path | None = None
    packing: str = ""

    def open(self) -> BinaryIO:
        """Return the bytes as a stream; the caller closes it."""
        from .packed import unpack

        raw = self.place.open("rb")
        return unpack(raw, self.packing) if self.packing else raw

    @property
    def place(self) -> Path:
        """Where the bytes of the file itself are."""
        place = self.copy or self.path
        assert place is not None
        return place

    def absolute(self) -> Source:
        """Return the same source for a process that works in another folder."""
        return replace(self, path=self.path and self.path.absolute(), copy=self.place.absolute())

    def read(self, limit: int) -> bytes:
        """Return all bytes, or ``limit + 1`` of them where there are more."""
        with self.open() as stream:
            return stream.read(limit + 1)

    def size(self, data: bytes) -> int:
        """Return the full size in bytes of what ``read`` returned a part of; of a packed file that part's."""
        return max(len(data), 0 if self.packing else self.place.stat().st_size)

    @property
    def bare(self) -> Path | None:
        """The path without the suffix of its packing."""
        return self.path.with_suffix("") if self.path is not None and self.packing else self.path

    @property
    def suffix(self) -> str:
        """The suffix that names the format, in lower case."""
        return self.bare.suffix.casefold() if self.bare is not None else ""

    @property
    def stem(self) -> str:
        """The id of the one article of this file: its name, or its folder's where it is an index page."""
        path = self.bare
        if path is None:
            return ""
        if path.stem.casefold() in ("index", "default"):
            return path.absolute().parent.name or path.stem
        return path.stem


Drafts = Iterator[Draft | Skipped]
