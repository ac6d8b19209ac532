"""Plain text: a file is one article, its first line a part of the text like any other."""

from __future__ import annotations

import logging

from .encoding import EncodingError, decode
from .source import Draft, Drafts, Options, Skipped, Source

log = logging.getLogger(__name__)


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of a text file."""
    text = whole(source, options)
    yield Draft(source.name, {"id": source.stem, "text": text}) if isinstance(text, str) else text


def whole(source: Source, options: Options) -> str | Skipped:
    """Return a file's text with lines ended by a newline, or why it cannot be read: empty, too long, binary."""
    data = source.read(options.max_bytes)
    if len(data) > options.max_bytes:
        return Skipped(source.name, options.too_long(source.size(data), "bytes"))
    if not data.strip():
        return Skipped(source.name, "the file is empty.")
    try:
        text, warning = decode(data, encoding=options.encoding)
    except EncodingError as e:
        return Skipped(source.name, str(e))
    if warning:
        log.warning("%s: %s.", source.name, warning)
    if not text.strip():
        return Skipped(source.name, "the file is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
