"""What two stores say differently: statements, entities behind them, and the reasons why names are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import groupby
from typing import Any, NamedTuple

from .model import Article, Statement
from .serialise import dump_day, dump_statement
from .store import Ends, Store

Object = dict[str, Any]


class Difference(NamedTuple):
    """Something that one store has and the other has not (``before`` or ``after`` is None), or has otherwise.

    ``what`` is article, statement or merge; ``said`` among the values tells it in words.
    """

    what: str
    id: str
    article: str
    before: Object | None
    after: Object | None


def differences(one: Store, other: Store) -> Iterator[Difference]:
    """Yield what two stores say differently: articles in id order with their statements, then merges.

    A statement is the same where its id is; one that was read from the same words otherwise (another relation,
    polarity, speaker) is a change and not a loss and a gain. StoreError where identity has not run.
    """
    for id, old, new in _pairs(one.articles(), other.articles(), lambda article: article.id):
        before, after = _statements(one, old), _statements(other, new)
        yield from _article(id, old, new)
        yield from _changed(id, before, after)
    reasons = [{(m.entity, m.other): _merge(m) for m in store.merges()} for store in (one, other)]
    for key in sorted({*reasons[0], *reasons[1]}):
        old_reason, new_reason = (told.get(key) for told in reasons)
        if old_reason != new_reason:
            yield Difference("merge", key[0], "", old_reason, new_reason)


def _pairs(
    one: Iterable[Article], other: Iterable[Article], key: Callable[[Article], str]
) -> Iterator[tuple[str, Article | None, Article | None]]:
    """Yield the articles of two stores side by side, both in id order; None where one has it not."""
    told = merge(((key(a), 0, a) for a in one), ((key(a), 1, a) for a in other), key=lambda row: row[:2])
    for id, rows in groupby(told, key=lambda row: row[0]):
        found = {side: article for _, side, article in rows}
        yield id, found.get(0), found.get(1)


def _article(id: str, old: Article | None, new: Article | None) -> Iterator[Difference]:
    before, after = (_fields(article) if article is not None else None for article in (old, new))
    if before != after:
        yield Difference("article", id, id, before, after)


def _fields(article: Article) -> Object:
    told = {name: getattr(article, name) for name in ("title", "source", "url", "language", "hash")}
    return {**told, "published": dump_day(article.published), "said": article.title}


def _statements(store: Store, article: Article | None) -> dict[str, tuple[Statement, Ends]]:
    return {s.id: (s, ends) for s, ends in store.resolved_of(article)} if article is not None else {}


def _changed(
    id: str, before: dict[str, tuple[Statement, Ends]], after: dict[str, tuple[Statement, Ends]]
) -> Iterator[Difference]:
    """Yield the statements of an article that differ, in text order."""
    partners = dict(_partners(before, after))
    taken = set(partners.values())
    for key, (statement, ends) in before.items():
        found = after.get(partners.get(key, key))
        if found is None:
            yield Difference("statement", key, id, _told(statement, ends), None)
        elif (old := _told(statement, ends)) != (new := _told(*found)):
            yield Difference("statement", key, id, old, new)
    for key, (statement, ends) in after.items():
        if key not in before and key not in taken:
            yield Difference("statement", key, id, None, _told(statement, ends))


def _partners(
    before: dict[str, tuple[Statement, Ends]], after: dict[str, tuple[Statement, Ends]]
) -> Iterator[tuple[str, str]]:
    """Yield the ids of statements that were read from the same words, where there is one such pair."""
    words: dict[tuple[int, int, int, int], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for side, (mine, theirs) in enumerate(((before, after), (after, before))):
        for key, (s, _) in mine.items():
            if key not in theirs:
                words[s.trigger.start, s.trigger.end, *s.claim.subject.span][side].append(key)
    yield from ((old[0], new[0]) for old, new in words.values() if len(old) == len(new) == 1)


def _told(statement: Statement, ends: Ends) -> Object:
    """Return what is compared of a statement: what it says, and the entities in its places."""
    dumped = dump_statement(statement)
    told = {key: dumped[key] for key in ("class", "polarity", "modality", "time", "confidence", "extractor", "content")}
    claim = statement.claim
    told |= {"relation": claim.relation.key, "subject": claim.subject.text, "evidence": statement.evidence.text}
    told |= {"object": claim.object.text if claim.object else None, "place": statement.place and statement.place.text}
    told |= {"speakers": [f"{a.speaker.text} ({a.stance})" for a in statement.attribution]}
    told |= {"subject entity": ends.subject, "object entity": ends.object, "place entity": ends.place}
    told |= {"speaker entities": list(ends.speakers)}
    told["said"] = in_words(statement)
    return told


def in_words(statement: Statement) -> str:
    """Return a statement in the words of its article and the name of its relation, on a line, and whether it is denied
    or not told as a fact."""
    claim = statement.claim
    parts = [claim.subject.text, claim.relation.label.get("en") or claim.relation.lemma]
    parts += [claim.object.text] if claim.object else []
    parts += ["negated"] if statement.polarity != "affirmed" else []
    return " | ".join([*parts, statement.modality] if statement.modality != "actual" else parts)


def _merge(found: Any) -> Object:
    said = f"= {found.other}: {found.reason} ({found.by})"
    return {"other": found.other, "reason": found.reason, "score": found.score, "by": found.by, "said": said}
