"""JSON lines: a line is one article. Read line by line, so that a crawl of any size fits in memory."""

from __future__ import annotations

import json

from .lines import Line, lines
from .records import draft
from .source import Draft, Drafts, Options, Skipped, Source


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each line that is not empty."""
    for line in lines(source, options):
        if line.text.strip() or line.problem:
            yield _draft(line, f"{source.name}:{line.number}", options)


def _draft(line: Line, where: str, options: Options) -> Draft | Skipped:
    if line.problem:
        return Skipped(where, line.problem)
    try:
        record = json.loads(line.text.rstrip("\r\n"))
    except json.JSONDecodeError as e:
        return Skipped(where, f"the line is not JSON: {e.msg} at column {e.colno}. Write one object a line.")
    except (ValueError, RecursionError) as e:  # a number of thousands of digits, brackets thousands deep
        return Skipped(where, f"the line cannot be read as JSON: {e}.")
    return draft(record, where, options)
