"""The lines of a file of many articles, decoded one by one, so that one bad line costs one article."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from .encoding import HEAD, EncodingError, detect, is_wide
from .source import InputError, Options, Source

MAX_LINE = 64 << 20
"""The longest line in bytes; what is longer is no article but a file without line ends."""


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
        if is_wide(codec):
            text = io.TextIOWrapper(stream, encoding=codec, errors="replace", newline="\n")
            yield from (Line(number, line) for number, line in enumerate(text, 1))
            return
        for number, raw in enumerate(_raw(stream), 1):
            yield _line(number, raw, "utf-8" if number > 1 and codec == "utf-8-sig" else codec)


def _raw(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long its beginning, the rest is passed over."""
    while line := stream.readline(MAX_LINE + 1):
        yield line
        while len(line) > MAX_LINE and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE + 1)


def _line(number: int, raw: bytes, codec: str) -> Line:
    if len(raw) > MAX_LINE:
        return Line(number, "", f"the line is longer than {MAX_LINE >> 20} MiB. Write one article a line.")
    try:
        return Line(number, raw.decode(codec))
    except UnicodeDecodeError as e:
        problem = f"byte 0x{raw[e.start]:02x} is not {codec}. Correct it, or name the file's encoding with --encoding."
        return Line(number, raw.decode(codec, errors="replace"), problem)
