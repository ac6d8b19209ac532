"""The lines of a file of many articles, decoded one by one, so that one bad line costs one article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, AnyStr

from .encoding import HEAD, EncodingError, detect, is_wide
from .source import InputError, Options, Source

MAX_LINE = 16 << 20
"""The longest line in bytes, or in characters of UTF-16; what is longer is no article but a file without line ends.

Eight times the longest article in UTF-8; where longer articles are asked for, lines may be longer too.
"""


@dataclass(frozen=True)
class Line:
    """A line with its number (from 1) and what is wrong with its bytes, if anything; broken ones stand as U+FFFD."""

    number: int
    text: str
    problem: str = ""


def lines(source: Source, options: Options) -> Iterator[Line]:
    """Yield every line of a file; raises InputError where the file is empty or no text."""
    with source.open() as stream:
        head = stream.read(HEAD)
        if not head.strip():
            raise InputError("the file is empty.")
        try:
            codec = detect(head, encoding=options.encoding, complete=len(head) < HEAD)
        except EncodingError as e:
            raise InputError(str(e)) from e
        stream.seek(0)
        limit = max(MAX_LINE, 8 * options.max_characters)
        if is_wide(codec):
            text = io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="\n")
            for number, line in enumerate(_pieces(text, "\n", limit), 1):
                yield Line(number, line) if len(line) <= limit else _too_long(number, limit)
            return
        for number, raw in enumerate(_pieces(stream, b"\n", limit), 1):
            if len(raw) > limit:
                yield _too_long(number, limit)
            else:
                yield _line(number, raw, "utf-8" if number > 1 and codec == "utf-8-sig" else codec)


def _pieces(stream: IO[AnyStr], end: AnyStr, limit: int) -> Iterator[AnyStr]:
    """Yield lines; of one that is too long its beginning, the rest is passed over."""
    while line := stream.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(end):
            line = stream.readline(limit + 1)


def _too_long(number: int, limit: int) -> Line:
    return Line(number, "", f"the line is longer than {limit >> 20} MiB. Write one article a line.")


def _line(number: int, raw: bytes, codec: str) -> Line:
    try:
        return Line(number, raw.decode(codec))
    except UnicodeDecodeError as e:
        problem = f"byte 0x{raw[e.start]:02x} is not {codec}. Correct it, or name the file's encoding with --encoding."
        return Line(number, raw.decode(codec, errors="replace"), problem)
