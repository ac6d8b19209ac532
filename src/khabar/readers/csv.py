"""Tables: a header with field names, then a row for each article; separated by tabs, commas, semicolons or bars."""

from __future__ import annotations

import csv
import logging
from collections.abc import Iterator

from .lines import lines
from .records import draft
from .source import Drafts, InputError, Options, Skipped, Source

log = logging.getLogger(__name__)

_SEPARATORS = ",;\t|"

# The module's own limit of 131,072 characters a field is shorter than some articles. A quotation mark that is never
# closed swallows the rest of the file into one field, so there must be some limit.
csv.field_size_limit(max(csv.field_size_limit(), 16 << 20))
_MAX_ROW = 64 << 20  # characters; lines that belong to one row because each ends inside quotation marks


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each row, with the line it begins on; raises InputError without a column of texts."""
    texts = _Lines(_texts(source, options))
    header = next(texts, "")
    separator = max(_SEPARATORS, key=header.count)
    columns = [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    name = options.fields.get("text", "text")
    if name not in columns:
        found = ", ".join(columns[:8])
        raise InputError(f"column {name!r} is missing (found: {found}). Add it, or name another with --text-field.")
    reader = csv.reader(texts, delimiter=separator)
    number = 2
    try:
        for row in reader:
            if any(row):
                # Empty cells say nothing, like a field that a JSON object leaves out.
                cells = {column: cell for column, cell in zip(columns, row, strict=False) if cell or column == name}
                yield draft(cells, f"{source.name}:{number}", options)
            number = reader.line_num + 2
            texts.taken = 0
    except csv.Error as e:
        hint = "Look for a quotation mark that is never closed."
        yield Skipped(f"{source.name}:{number}", f"the table cannot be read from here on: {e}. {hint}")


class _Lines(Iterator[str]):
    """Lines, as long as those that were taken since ``taken`` was set to 0 may be one row."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self.taken = lines, 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        if self.taken > _MAX_ROW:
            raise csv.Error("a row has more than 64 Mi characters")
        return line


def _texts(source: Source, options: Options) -> Iterator[str]:
    for line in lines(source, options):
        if line.problem:
            log.warning("%s:%d: %s", source.name, line.number, line.problem)
        # Old Mac line ends; the csv module refuses them outside quotation marks.
        text = line.text.rstrip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
        yield from (f"{part}\n" for part in text.split("\n"))
