"""What people say about single statements: rejected, changed or added by hand, with a reason, whatever is read later.

Corrections lie in the store and are applied whenever their article is read. As lines of JSON they can be kept under
version control and given to another store (:func:`dump`, :func:`load`).
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from .model import Article, ModelError, Statement
from .serialise import SerialiseError, dump_statement, load_statement

log = logging.getLogger(__name__)

Verdict = Literal["reject", "change", "add"]
BY_HAND = "by hand"
"""The extractor of statements that a person wrote or changed."""


class CorrectionError(ValueError):
    """A correction that cannot be made; one line that says why and what to do."""


@dataclass(frozen=True)
class Correction:
    """A person's word on one statement.

    ``statement`` is the id of the one that is rejected or changed, "" of one that is added; ``after`` is what stands in
    its place, and ``before`` what stood there, both dumped.
    """

    number: int
    verdict: Verdict
    article: str
    statement: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    reason: str
    by: str
    made: str


_COLUMNS = "number, verdict, article, statement, before, after, reason, by, made"


def standing(db: sqlite3.Connection, article: str | None = None) -> Iterator[Correction]:
    """Yield the corrections that hold, of one article or of all, the first one first."""
    where, given = ("AND article = ?", (article,)) if article is not None else ("", ())
    sql = f"SELECT {_COLUMNS} FROM corrections WHERE undone IS NULL {where} ORDER BY number"
    for number, verdict, of, statement, before, after, reason, by, made in db.execute(sql, given).fetchall():
        old, new = (json.loads(text) if text else None for text in (before, after))
        yield Correction(number, cast(Verdict, verdict), of, statement, old, new, reason, by, made)


def insert(db: sqlite3.Connection, made: Correction) -> Correction:
    """Write a correction and return it with its number."""
    texts = (json.dumps(o, ensure_ascii=False) if o is not None else None for o in (made.before, made.after))
    row = (made.verdict, made.article, made.statement, *texts, made.reason, made.by, made.made)
    sql = f"INSERT INTO corrections ({_COLUMNS[8:]}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    return replace(made, number=int(db.execute(sql, row).lastrowid or 0))


def applied(statements: Iterable[Statement], article: Article, corrections: Iterable[Correction]) -> list[Statement]:
    """Return an article's statements as people corrected them.

    What was said of words that the article has no longer is left aside, with a warning.
    """
    found = {statement.id: statement for statement in statements}
    renamed: dict[str, str] = {}
    for correction in corrections:
        if correction.after is not None:
            try:
                new = load_statement(correction.after, article)
            except (SerialiseError, ModelError):
                log.warning(
                    "Correction %d does not fit article %s any more: its words have changed. It is left aside; undo "
                    "it, or make it again.",
                    correction.number,
                    article.id,
                )
                continue
            found[new.id] = new
            renamed[correction.statement] = new.id
        if correction.statement and correction.statement != renamed.get(correction.statement):
            found.pop(correction.statement, None)
    return [_linked(statement, found, renamed) for statement in found.values()]


def _linked(statement: Statement, found: Mapping[str, Statement], renamed: Mapping[str, str]) -> Statement:
    """Return a statement whose content names the statements that are there."""
    content = tuple(renamed.get(id, id) for id in statement.content)
    content = tuple(sorted({id for id in content if id in found and id != statement.id}))
    return replace(statement, content=content) if content != statement.content else statement


def dump(correction: Correction) -> str:
    """Return a correction as a line of JSON."""
    told = {name: getattr(correction, name) for name in ("verdict", "article", "statement", "reason", "by", "made")}
    return json.dumps({**told, "before": correction.before, "after": correction.after}, ensure_ascii=False)


def load(line: str, where: str) -> Correction:
    """Return the correction of a line; CorrectionError, with the place, where it is none."""
    try:
        told = json.loads(line)
        if told["verdict"] not in ("reject", "change", "add"):
            raise KeyError("verdict")
        fields = (told[name] for name in ("verdict", "article", "statement", "before", "after", "reason", "by", "made"))
        return Correction(0, *fields)
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CorrectionError(f"{where}: this is no correction ({error}). Take those of correct --list.") from error


def dumped(statement: Statement | None) -> Mapping[str, Any] | None:
    """Return a statement as a correction holds it."""
    return dump_statement(statement) if statement is not None else None
