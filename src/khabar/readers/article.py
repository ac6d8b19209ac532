"""A draft to an article, or to the reason why it is none: every check an article must pass stands here."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date, datetime
from importlib import import_module

from ..graph.model import Article
from . import dates, language
from .page_date import date_in_lines
from .source import Draft, Located, Options, Skipped, Source

log = logging.getLogger(__name__)

# What XML, RDF and databases refuse. Each becomes one other character, so that offsets stay those of the record.
_REFUSED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")


MAX_FIELD = 4_000
"""The longest id, title, source or address in code points; what is longer is no such thing."""


def located(module: str, source: Source, options: Options) -> Iterator[Located | Skipped]:
    """Yield the articles of a source that a format's module reads, each with its place, and what was skipped."""
    for draft in import_module(module).drafts(source, options):
        yield draft if isinstance(draft, Skipped) else check(draft, options)


def check(draft: Draft, options: Options) -> Located | Skipped:
    """Return the article of a draft with its place, or why it is skipped."""
    try:
        return Located(_article(draft, options), draft.where)
    except ValueError as e:
        return Skipped(draft.where, str(e))


def _article(draft: Draft, options: Options) -> Article:
    body = _string(draft, "text", options)
    if not body.strip():
        raise ValueError(_missing(draft, options))
    if len(body) > options.max_characters:
        raise ValueError(options.too_long(len(body)))
    title = re.sub(r"\s*\n\s*", " ", _string(draft, "title", options))
    title = title if title.strip() else ""
    return Article.of(
        body,
        id=_string(draft, "id", options).strip(),
        title=title,
        language=_language(draft, f"{title}\n\n{body}", options),
        published=_date(draft, body, options),
        source=_string(draft, "source", options).strip(),
        url=_string(draft, "url", options).strip(),
    )


def _name(field: str, options: Options) -> str:
    return options.fields.get(field, field)


def _missing(draft: Draft, options: Options) -> str:
    """Say what is wrong with an article's text: it is not there, or there and empty."""
    name = _name("text", options)
    if draft.values.get("text") is not None:
        return f"{name!r} is empty."
    others = ", ".join(str(key) for key in draft.keys[:8])
    found = f" (found: {others})" if others else ""
    return f"{name!r} is missing{found}. Add it, or name another field with --text-field."


def _string(draft: Draft, field: str, options: Options) -> str:
    value = draft.values.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        kind = {list: "a list", dict: "an object", bool: "true or false"}.get(type(value), type(value).__name__)
        raise ValueError(f"{_name(field, options)!r} is {kind}, not text. Name another field with --{field}-field.")
    text = _clean(str(value))
    if field != "text" and len(text) > MAX_FIELD:
        raise ValueError(f"{_name(field, options)!r} has {len(text):,} characters; at most {MAX_FIELD:,} are read.")
    return text


def _clean(text: str) -> str:
    if not _REFUSED.search(text):
        return text
    text = text.replace("\r\n", " \n").replace("\r", "\n")
    return _REFUSED.sub(lambda match: "\ufffd" if match[0] > "\x9f" else " ", text)


def _language(draft: Draft, text: str, options: Options) -> str:
    if options.language is not None:
        return options.language
    readable = ", ".join(language.name(code) for code in options.languages)
    stated = language.normalise(_string(draft, "language", options))
    if stated:
        if stated not in options.languages:
            raise ValueError(
                f"it is in {language.name(stated)}; Khabar reads {readable}. If it is not, use --language."
            )
        return stated
    found = language.detect(text)
    if not found:
        raise ValueError(f"its language cannot be told; Khabar reads {readable}. Name it with --language.")
    if found not in options.languages:
        raise ValueError(
            f"it looks like {language.name(found)}; Khabar reads {readable}. If it is not, use --language."
        )
    return found


def _date(draft: Draft, body: str, options: Options) -> date | None:
    value = draft.values.get("date")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _string(draft, "date", options).strip()
    if not text:
        return date_in_lines(body)
    try:
        return dates.parse(text)
    except ValueError as e:
        log.warning("%s: %s. The article is read without a date.", draft.where, e)
        return None
