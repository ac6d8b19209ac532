"""What the runs of one store changed: kept as ids and hashes, so that two runs can be compared without a copy between.

``told`` holds each statement as the last finished run left it: since which run it is there, a hash of what it says and
one of the entities in its places; ``history`` what a later run took away or changed, as it was before, of what it took
away also what it said in words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from ._file import StoreError
from .differences import in_words
from .store import Store

SAYS, ABOUT, REASON = "what it says", "whom it is about", "the reason"


class Change(NamedTuple):
    """Something that differs between two runs: ``what`` is statement or merge, ``sign`` one of + - ~.

    ``article`` is a statement's, ``said`` its words (of a merge the name), "" of a statement that an older Khabar took
    away, which kept none;
    ``fields`` says in what it differs.
    """

    sign: str
    what: str
    id: str
    article: str
    said: str
    fields: tuple[str, ...] = ()


def runs(store: Store) -> list[int]:
    """Return the numbers of the runs that came to their end, the first one first."""
    return [run.number for run in store.runs() if run.finished is not None]


def between(store: Store, one: int, other: int) -> Iterator[Change]:
    """Yield what a store said otherwise after one run than after another: statements by their articles, then merges.

    StoreError where one of them is no run that came to its end.
    """
    finished = runs(store)
    for number in (one, other):
        if number not in finished:
            known = ", ".join(map(str, finished)) or "none"
            what = f"{store.path}: run {number} did not come to its end, or never was"
            raise StoreError(f"{what}. Those that did: {known}.")
    first, last = sorted((one, other))
    changes = (*_statements(store, first, last), *_merges(store, first, last))
    for change in changes:
        turned = {"+": "-", "-": "+"}.get(change.sign, "~") if one > other else change.sign
        yield change._replace(sign=turned)


def _statements(store: Store, first: int, last: int) -> Iterator[Change]:
    ids: dict[int, str] = dict(store.rows("SELECT key, id FROM articles"))
    found = []
    for (item,), before, after in _differing(store, "", ("item",), ("article", "said", "about"), first, last):
        article = ids.get((after or before or (0,))[0], "")
        fields = tuple(what for at, what in ((1, SAYS), (2, ABOUT)) if before and after and before[at] != after[at])
        found.append((article, item.hex(), _sign(before, after), fields))
    gone = _gone(store, first)
    for article, group in groupby(sorted(found), key=itemgetter(0)):
        words = _words(store, article)
        for _, id, sign, fields in group:
            yield Change(sign, "statement", id, article, words.get(id) or gone.get(id, ""), fields)


def _merges(store: Store, first: int, last: int) -> Iterator[Change]:
    for (entity, other), before, after in sorted(
        _differing(store, "_merges", ("entity", "other"), ("said",), first, last), key=itemgetter(0)
    ):
        sign = _sign(before, after)
        yield Change(sign, "merge", entity, "", f"= {other}", (REASON,) if sign == "~" else ())


def _differing(
    store: Store, kind: str, key: tuple[str, ...], values: tuple[str, ...], first: int, last: int
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...] | None, tuple[Any, ...] | None]]:
    """Yield the keys whose values differ between two runs, and the values; None where it was not there.

    Only what changed after the first of them is looked at.
    """
    names, columns = ", ".join(key), ", ".join((*key, *values))
    changed = f"SELECT {names} FROM history{kind} WHERE run > ?1"
    sql = (
        f"SELECT run, since, {columns} FROM history{kind} WHERE run > ?1 UNION ALL"
        f" SELECT NULL, since, {columns} FROM told{kind} WHERE since > ?1 OR ({names}) IN ({changed})"
    )
    found: dict[tuple[Any, ...], list[tuple[float, int, tuple[Any, ...]]]] = defaultdict(list)
    for until, since, *row in store.rows(sql, (first,)):
        found[tuple(row[: len(key)])].append((until or math.inf, since, tuple(row[len(key) :])))
    for item, states in found.items():
        before, after = _at(states, first), _at(states, last)
        if before != after:
            yield item, before, after


def _at(states: list[tuple[float, int, tuple[Any, ...]]], run: int) -> tuple[Any, ...] | None:
    """Return what an item was after a run: what the next run that changed it found, if it was there by then."""
    _, since, values = min((state for state in states if state[0] > run), default=(0, math.inf, ()))
    return values if since <= run else None


def _sign(before: object, after: object) -> str:
    return "~" if before and after else "-" if before else "+"


def _gone(store: Store, first: int) -> dict[str, str]:
    """Return what statements said that a run after the first took away, by their ids."""
    rows = store.rows("SELECT item, words FROM history WHERE run > ? AND words <> '' ORDER BY run", (first,))
    return {item.hex(): words for item, words in rows}


def _words(store: Store, article: str) -> dict[str, str]:
    """Return the statements of an article in words, by their ids; none where the store has it no more."""
    if not article:
        return {}
    return {statement.id: in_words(statement) for statement in store.statements_of(store.article(article))}
