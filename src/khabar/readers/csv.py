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
_MAX_ROW = 4 << 20  # characters, or eight times the longest article; a row is as many lines as its quotation marks hold


def drafts(source: Source, options: Options) -> Drafts:
    """Yield the article of each row, with the line it begins on; raises InputError without a column of texts."""
    lost: list[Skipped] = []
    texts = _Lines(_texts(source, options, lost), limit=max(_MAX_ROW, 8 * options.max_characters))
    try:
        header = next(texts, "")
    except csv.Error as e:
        raise InputError(f"the names of the columns cannot be read: {e}.") from e
    separator = max(_SEPARATORS, key=header.count)
    texts.taken = 0
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
            yield from lost
            lost.clear()
    except csv.Error as e:
        hint = "Look for a quotation mark that is never closed."
        yield Skipped(f"{source.name}:{number}", f"the table cannot be read from here on: {e}. {hint}")
    yield from lost


class _Lines(Iterator[str]):
    """Lines, as long as those that were taken since ``taken`` was set to 0 may be one row."""

    def __init__(self, lines: Iterator[str], *, limit: int) -> None:
        self._lines, self._limit, self.taken = lines, limit, 0

    def __next__(self) -> str:
        line = next(self._lines)
        self.taken += len(line)
        if self.taken > self._limit:
            raise csv.Error(f"a row has more than {self._limit:,} characters")
        return line


def _texts(source: Source, options: Options, lost: list[Skipped]) -> Iterator[str]:
    """Yield the lines of a table as the csv module wants them; of those that are too long the reasons go to ``lost``"""
    for line in lines(source, options):
        if line.problem and not line.text:
            lost.append(Skipped(f"{source.name}:{line.number}", line.problem))
        elif line.problem:
            log.warning("%s:%d: %s", source.name, line.number, line.problem)
        # Old Mac line ends; the csv module refuses them outside quotation marks.
        text = line.text.rstrip("\r\n").replace("\r\n", "\n").replace("\r", "\n")
        yield from (f"{part}\n" for part in text.split("\n"))
