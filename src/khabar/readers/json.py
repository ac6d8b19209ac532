"""JSON: a list of articles, one article, or several objects one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from .encoding import EncodingError, decode
from .records import draft
from .source import Drafts, InputError, Options, Skipped, Source

MAX_BYTES = 512 << 20
"""The largest file in bytes, as the whole of it is held in memory (of the process that reads it)."""

_GAP = re.compile(r"\s*")


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each object, with the line it begins on."""
    for number, record in _records(_text(source, options), source):
        where = f"{source.name}:{number}"
        yield record if isinstance(record, Skipped) else draft(record, where, options)


def _text(source: Source, options: Options) -> str:
    data = source.read(MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise InputError(f"the file is larger than {MAX_BYTES >> 20} MiB. Write it as .jsonl, read line by line.")
    if not data.strip():
        raise InputError("the file is empty.")
    try:
        return decode(data, encoding=options.encoding)[0]
    except EncodingError as e:
        raise InputError(str(e)) from e


def _records(text: str, source: Source) -> Iterator[tuple[int, object]]:
    """Yield the line number and value of each object; a broken one ends the file, as the next cannot be told."""
    decoder = json.JSONDecoder()
    in_list = text.lstrip().startswith("[")
    position, number, counted = (text.index("[") + 1 if in_list else 0), 1, 0
    while True:
        position = _next(text, position, ",") if in_list else _next(text, position, "")
        number, counted = number + text.count("\n", counted, position), position
        if position >= len(text) or (in_list and text[position] == "]"):
            return
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as e:
            reason = e.msg if isinstance(e, json.JSONDecodeError) else str(e)
            line = text.count("\n", 0, e.pos) + 1 if isinstance(e, json.JSONDecodeError) else number
            yield line, Skipped(f"{source.name}:{line}", f"the file is not JSON from here on: {reason}. Mend it there.")
            return
        yield number, value


def _next(text: str, position: int, separator: str) -> int:
    """Return where the next value may begin: after spaces and one separator."""
    position = _end(text, position)
    return _end(text, position + 1) if separator and text[position : position + 1] == separator else position


def _end(text: str, position: int) -> int:
    match = _GAP.match(text, position)
    return match.end() if match else position
