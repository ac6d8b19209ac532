"""The model as plain JSON objects and back: lossless, and versioned.

``dump_x(value)`` returns a ``dict`` of strings, numbers, lists and dicts; ``load_x(object)`` builds the value again, so
that every invariant of the model is checked once more. A reader ignores keys it does not know, which lets an export
add its own to the same object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any

from .model import (
    Article,
    Attribution,
    Claim,
    Coref,
    Entity,
    Evidence,
    Labels,
    Mention,
    Merge,
    Reading,
    Relation,
    Statement,
    Time,
)

VERSION = 1
"""Of the objects. It grows when an older reader would misread a newer object, not when a key is added."""

Object = dict[str, Any]


class SerialiseError(ValueError):
    """An object that is not what it should be; the message is one line that says what is wrong with it."""


class _Fields:
    """Fields whose values are plain already; they stand in an object under their own names."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._of = attrgetter(*names)
        self.read = itemgetter(*names)

    def dump(self, value: object) -> Object:
        return dict(zip(self._names, self._of(value), strict=True))


_MENTION = _Fields("text", "start", "end", "type", "kind")
_WORDS = _Fields("start", "end", "text")
_MERGE = _Fields("entity", "other", "reason", "score", "by")


@contextmanager
def _checked(what: str) -> Iterator[None]:
    """Turn what a malformed object raises, a broken invariant included, into a SerialiseError."""
    try:
        yield
    except KeyError as error:
        raise SerialiseError(f"{what}: the key {error} is missing.") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise SerialiseError(f"{what}: {error}") from error


def check_version(object: Mapping[str, Any]) -> None:
    """Refuse an object written by a newer Khabar; one without a version is taken for the present one."""
    version = object.get("version", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise SerialiseError(f"version is {version!r}, and this Khabar reads up to {VERSION}. Use a newer Khabar.")


def dump_day(day: date | None) -> str | None:
    """Return an ISO date, or None."""
    return day.isoformat() if day else None


def load_day(text: str | None) -> date | None:
    """Return the day of an ISO date; None and the empty string have none."""
    return date.fromisoformat(text) if text else None


def dump_article(article: Article) -> Object:
    """Return the article's seven fields."""
    return {
        "id": article.id,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "published": dump_day(article.published),
        "source": article.source,
        "url": article.url,
    }


def load_article(object: Mapping[str, Any]) -> Article:
    """Return the article of an object that :func:`dump_article` made (``text`` holds title and body)."""
    with _checked(f"Article {object.get('id')}"):
        return Article(
            object["id"],
            object["title"],
            object["text"],
            object["language"],
            load_day(object["published"]),
            object["source"],
            object["url"],
        )


def dump_mention(mention: Mention) -> Object:
    """Return text, start, end, type and kind."""
    return _MENTION.dump(mention)


def load_mention(object: Mapping[str, Any]) -> Mention:
    """Return the mention of an object that :func:`dump_mention` made."""
    with _checked("Mention"):
        return Mention(*_MENTION.read(object))


def dump_coref(coref: Coref) -> Object:
    """Return the two mentions and the rule that joins them."""
    return {
        "mention": dump_mention(coref.mention),
        "antecedent": dump_mention(coref.antecedent),
        "rule": coref.rule,
    }


def load_coref(object: Mapping[str, Any]) -> Coref:
    """Return the coreference of an object that :func:`dump_coref` made."""
    with _checked("Coref"):
        return Coref(load_mention(object["mention"]), load_mention(object["antecedent"]), object["rule"])


def _dump_words(words: Evidence) -> Object:
    return _WORDS.dump(words)


def _load_words(object: Mapping[str, Any], article: Article) -> Evidence:
    start, end, text = _WORDS.read(object)
    if not text:  # Evidence would fill it in; here it means that the object lost its quotation.
        raise SerialiseError("a quotation is empty.")
    return Evidence(article, start, end, text)


def _dump_time(time: Time) -> Object:
    return {"start": dump_day(time.start), "end": dump_day(time.end), "edtf": time.edtf}


def _load_time(object: Mapping[str, Any]) -> Time:
    return Time(load_day(object["start"]), load_day(object["end"]), object["edtf"])


def _dump_attribution(attribution: Attribution) -> Object:
    return {
        "speaker": dump_mention(attribution.speaker),
        "cue": attribution.cue,
        "stance": attribution.stance,
    }


def _load_attribution(object: Mapping[str, Any]) -> Attribution:
    return Attribution(load_mention(object["speaker"]), object["cue"], object["stance"])


def dump_statement(statement: Statement) -> Object:
    """Return the statement as the object of the ``jsonl`` export without what identity adds to it.

    ``relation.text`` is the trigger's words and ``class`` stands beside the relation; the whole chain of speakers is
    ``attribution``. All offsets are code points into the article's text.
    """
    claim, relation = statement.claim, statement.claim.relation
    return {
        "version": VERSION,
        "id": statement.id,
        "article": statement.article,
        "subject": dump_mention(claim.subject),
        "relation": {
            "id": relation.id,
            "label": dict(relation.label),
            "lemma": relation.lemma,
            "text": statement.trigger.text,
        },
        "object": dump_mention(claim.object) if claim.object else None,
        "class": relation.class_,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "attribution": [_dump_attribution(a) for a in statement.attribution],
        "content": list(statement.content),
        "time": _dump_time(statement.time) if statement.time else None,
        "place": dump_mention(statement.place) if statement.place else None,
        "evidence": _dump_words(statement.evidence),
        "trigger": _dump_words(statement.trigger),
        "confidence": statement.confidence,
        "extractor": statement.extractor,
    }


def load_statement(object: Mapping[str, Any], article: Article) -> Statement:
    """Return the statement of an object that :func:`dump_statement` made, its quotations checked against the article.

    Raises SerialiseError where words, offsets or the id are not what the article gives.
    """
    with _checked(f"Statement {object.get('id')} of article {article.id}"):
        check_version(object)
        relation = object["relation"]
        statement = Statement(
            object["article"],
            Claim(
                load_mention(object["subject"]),
                Relation(relation["id"], relation["lemma"], Labels.of(relation["label"]), object["class"]),
                load_mention(object["object"]) if object["object"] else None,
            ),
            _load_words(object["evidence"], article),
            _load_words(object["trigger"], article),
            object["polarity"],
            object["modality"],
            tuple(_load_attribution(a) for a in object["attribution"]),
            tuple(object["content"]),
            _load_time(object["time"]) if object["time"] else None,
            load_mention(object["place"]) if object["place"] else None,
            object["confidence"],
            object["extractor"],
        )
        if statement.id != object["id"]:
            raise SerialiseError(f"its fields hash to {statement.id}. It was changed after it was written.")
        return statement


def dump_reading(reading: Reading) -> Object:
    """Return the article, its statements and its coreferences as one object."""
    return {
        "version": VERSION,
        "article": dump_article(reading.article),
        "statements": [dump_statement(s) for s in reading.statements],
        "corefs": [dump_coref(c) for c in reading.corefs],
    }


def load_reading(object: Mapping[str, Any]) -> Reading:
    """Return the reading of an object that :func:`dump_reading` made."""
    with _checked("Reading"):
        check_version(object)
        article = load_article(object["article"])
        return Reading(
            article,
            tuple(load_statement(s, article) for s in object["statements"]),
            tuple(load_coref(c) for c in object["corefs"]),
        )


def dump_entity(entity: Entity) -> Object:
    """Return the entity's eight fields."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "type": entity.type,
        "labels": dict(entity.labels),
        "names": list(entity.names),
        "same_as": list(entity.same_as),
        "country": entity.country,
        "sector": entity.sector,
    }


def load_entity(object: Mapping[str, Any]) -> Entity:
    """Return the entity of an object that :func:`dump_entity` made."""
    with _checked(f"Entity {object.get('id')}"):
        return Entity(
            object["id"],
            object["kind"],
            object["type"],
            Labels.of(object["labels"]),
            tuple(object["names"]),
            tuple(object["same_as"]),
            object["country"],
            object["sector"],
        )


def dump_merge(merge: Merge) -> Object:
    """Return the merge's five fields."""
    return _MERGE.dump(merge)


def load_merge(object: Mapping[str, Any]) -> Merge:
    """Return the merge of an object that :func:`dump_merge` made."""
    with _checked("Merge"):
        return Merge(*_MERGE.read(object))
