"""Make corrections in a store and take them back: the statement changes at once, and after every later reading."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from .corrections import BY_HAND, Correction, CorrectionError, Verdict, dumped, insert, standing
from .model import (
    MODALITIES,
    POLARITIES,
    STANCES,
    Article,
    Attribution,
    Claim,
    Evidence,
    Labels,
    Mention,
    ModelError,
    Reading,
    Relation,
    Statement,
    Time,
)
from .ontology import Ontology
from .retract import drop_unmentioned
from .serialise import load_statement
from .store import Store

FIELDS = ("subject", "relation", "object", "polarity", "modality", "speaker", "stance", "place", "time")
"""What can be changed of a statement, or said of a new one."""


def correct(store: Store, corrections: Iterable[Correction]) -> list[Correction]:
    """Keep and apply corrections, all or none; return them with their numbers.

    ``store.resolved_with`` is None afterwards where a mention is new to identity. Raises CorrectionError where one is
    of an article that is not there.
    """
    made = []
    with store.writing() as db:
        for correction in corrections:
            if db.execute("SELECT 1 FROM articles WHERE id = ?", (correction.article,)).fetchone() is None:
                raise CorrectionError(f"The store has no article {correction.article!r}; nothing was changed.")
            made.append(insert(db, correction))
        for article in dict.fromkeys(correction.article for correction in made):
            _again(store, db, article)
    return made


def withdraw(store: Store, number: int) -> Correction:
    """Take a correction back and return it; CorrectionError where none of that number stands."""
    with store.writing() as db:
        found = next((c for c in standing(db) if c.number == number), None)
        if found is None:
            raise CorrectionError(f"There is no correction {number} that stands; nothing was changed.")
        db.execute("UPDATE corrections SET undone = ? WHERE number = ?", (_now(), number))
        _again(store, db, found.article, found)
    return found


def _again(store: Store, db: sqlite3.Connection, id: str, undone: Correction | None = None) -> None:
    """Write an article anew with its corrections, less one that was taken back."""
    article = store.article(id)
    found = {statement.id: statement for statement in store.statements_of(article)}
    if undone is not None and undone.after is not None:
        found.pop(undone.after["id"], None)
    if undone is not None and undone.before is not None:
        found[undone.before["id"]] = load_statement(undone.before, article)
    mentioned = "SELECT DISTINCT m.entity FROM mentions m JOIN articles a ON a.key = m.article WHERE a.id = ?"
    before = {entity for (entity,) in list(store.rows(mentioned, (id,))) if entity is not None}
    store.rewrite(Reading(article, tuple(found.values()), tuple(store.corefs_of(article))))
    drop_unmentioned(db, before)


def rejection(statement: Statement, *, reason: str, by: str = "") -> Correction:
    """Return the word that an article does not say this."""
    return _made("reject", statement.article, statement.id, statement, None, reason, by)


def change(
    store: Store, statement: Statement, fields: dict[str, str], *, ontology: Ontology, reason: str, by: str = ""
) -> Correction:
    """Return the word that an article says this otherwise; CorrectionError where a field cannot be so."""
    article = store.article(statement.article)
    new = _Written(store, article, ontology, statement.evidence).changed(statement, fields)
    if new == replace(statement, extractor=BY_HAND, confidence=1.0):
        raise CorrectionError(f"Statement {statement.id} says so already; nothing was changed.")
    return _made("change", article.id, statement.id, statement, new, reason, by)


def addition(
    store: Store, article: Article, quote: str, fields: dict[str, str], *, ontology: Ontology, reason: str, by: str = ""
) -> Correction:
    """Return the word that an article says this in the words of a quotation; CorrectionError where it cannot."""
    at = article.text.find(quote)
    if not quote.strip() or at < 0:
        raise CorrectionError(f"The quotation is not in article {article.id}. Give words exactly as they stand there.")
    if missing := [name for name in ("subject", "relation") if not fields.get(name)]:
        raise CorrectionError(f"A statement needs a {' and a '.join(missing)}. Give them with --set NAME=VALUE.")
    evidence = Evidence(article, at, at + len(quote))
    new = _Written(store, article, ontology, evidence).new(fields)
    return _made("add", article.id, "", None, new, reason, by)


class _Written:
    """A statement written by hand: words of an article become mentions, a name or an id a relation."""

    def __init__(self, store: Store, article: Article, ontology: Ontology, evidence: Evidence) -> None:
        self.article, self.ontology, self.evidence = article, ontology, evidence
        of = "FROM mentions m JOIN articles a ON a.key = m.article WHERE a.id = ?"
        sql = f"SELECT start, end, type, kind, m.text {of}"
        self.known = list(store.rows(sql, (article.id,)))

    def new(self, fields: dict[str, str]) -> Statement:
        """Return a statement of these fields."""
        claim = Claim(self.mention(fields["subject"]), self.relation(fields["relation"]))
        made = Statement(self.article.id, claim, self.evidence, self.evidence)
        return self.changed(made, {key: value for key, value in fields.items() if key not in ("subject", "relation")})

    def changed(self, statement: Statement, fields: dict[str, str]) -> Statement:
        """Return a statement with some fields changed."""
        if unknown := sorted(set(fields) - set(FIELDS)):
            raise CorrectionError(f"A statement has no field {unknown[0]!r}. The fields are {', '.join(FIELDS)}.")
        claim = statement.claim
        subject = self.mention(fields["subject"]) if "subject" in fields else claim.subject
        object = self._optional(fields, "object", claim.object)
        relation = self.relation(fields["relation"]) if "relation" in fields else claim.relation
        new: dict[str, Any] = {"claim": Claim(subject, relation, object)}
        for name, known in (("polarity", POLARITIES), ("modality", MODALITIES)):
            if name in fields and fields[name] not in known:
                raise CorrectionError(f"A {name} is one of {', '.join(known)}, not {fields[name]!r}.")
            new |= {name: fields[name]} if name in fields else {}
        new["place"] = self._optional(fields, "place", statement.place)
        new["attribution"] = self._said(fields, statement)
        new["time"] = _time(fields["time"]) if "time" in fields else statement.time
        spans = [(statement.evidence.start, statement.evidence.end), subject.span, *([object.span] if object else [])]
        whole = Evidence(self.article, min(start for start, _ in spans), max(end for _, end in spans))
        near = whole.end - whole.start <= 400  # words far away are no part of those that say so
        try:
            return replace(
                statement, **new, evidence=whole if near else statement.evidence, confidence=1.0, extractor=BY_HAND
            )
        except ModelError as error:
            raise CorrectionError(str(error)) from error

    def _optional(self, fields: dict[str, str], name: str, now: Mention | None) -> Mention | None:
        if name not in fields:
            return now
        return self.mention(fields[name]) if fields[name] else None

    def _said(self, fields: dict[str, str], statement: Statement) -> tuple[Attribution, ...]:
        stance: Any = fields.get("stance", "says")
        if stance not in STANCES:
            raise CorrectionError(f"A stance is one of {', '.join(STANCES)}, not {stance!r}.")
        if "speaker" not in fields:
            return tuple(replace(a, stance=stance) if "stance" in fields else a for a in statement.attribution)
        return (Attribution(self.mention(fields["speaker"]), BY_HAND, stance),) if fields["speaker"] else ()

    def mention(self, words: str) -> Mention:
        """Return the mention of these words that is nearest to the quotation."""
        places = list(_places(self.article.text, words))
        if not places:
            raise CorrectionError(f"{words!r} is not in article {self.article.id}. Give words as they stand there.")
        start = min(places, key=lambda at: (abs(at - self.evidence.start) if at < self.evidence.end else at, at))
        end = start + len(words)
        for s, e, type, kind, text in self.known:
            if (s, e) == (start, end):
                return Mention(text, s, e, type, kind)
        like = next(((type, kind) for _, _, type, kind, text in self.known if text == words), ("OTHER", "name"))
        return Mention(words, start, end, *like)

    def relation(self, name: str) -> Relation:
        """Return the relation of the ontology that an id or a label names, else an open one of this lemma."""
        for relation in self.ontology.relations.values():
            if name == relation.id or name in relation.label.values():
                return Relation(relation.id, relation.label.get("ar") or relation.id, relation.label, relation.class_)
        return Relation(None, name, Labels())


def _places(text: str, words: str) -> Iterable[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _time(text: str) -> Time | None:
    """Return the time of a day, a month or a year in ISO form; None of the empty string."""
    if not text:
        return None
    try:
        parts = [int(part) for part in text.split("-")]
        first = date(*parts, *[1] * (3 - len(parts)))
        last = first if len(parts) == 3 else date(first.year, 12 if len(parts) == 1 else first.month, 1)
        if len(parts) < 3:
            last = last.replace(day=monthrange(last.year, last.month)[1])
    except (TypeError, ValueError) as error:
        raise CorrectionError(f"{text!r} is no time. Write a day, month or year: 2024-12-09, 2024-12, 2024.") from error
    return Time(first, last, text)


def _made(
    verdict: Verdict, article: str, id: str, before: Statement | None, after: Statement | None, reason: str, by: str
) -> Correction:
    if not reason.strip():
        raise CorrectionError("A correction needs a reason. Give it with --because.")
    return Correction(0, verdict, article, id, dumped(before), dumped(after), reason.strip(), by.strip(), _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
