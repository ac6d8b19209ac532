"""One statement per line, as a JSON object: what scoring, pandas and jq read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..graph.knowledge_graph import Fact, KnowledgeGraph
from ..graph.model import Article, Entity, Statement
from ..graph.serialise import SerialiseError, dump_day, dump_statement, load_statement
from . import ExportError
from ._files import replacing

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_FIRST = ("version", "id", "article", "title", "published", "source", "url", "language")


def write(kg: KnowledgeGraph, path: Path) -> None:
    """Write every statement of the graph, articles in id order, in text order."""
    with replacing(path) as file:
        for line in lines(kg):
            file.write(line.encode("utf-8"))


def lines(kg: KnowledgeGraph) -> Iterator[str]:
    """Yield one line per statement, each with its newline. The keys of an object always stand in the same order."""
    for article in kg.articles():
        for fact in kg.facts_of(article):
            yield _json(record(fact, article)) + "\n"


def record(fact: Fact, article: Article) -> dict[str, Any]:
    """Return a statement as an object: :func:`~khabar.graph.serialise.dump_statement` and what identity knows.

    Each mention gains ``entity`` (an id) and ``names`` (the proper names of that entity, or the words that describe
    it), ``speaker`` is the outermost of the attribution chain who does more than relay, or null, and the article's
    title, date, source, url and language stand beside its id.
    """
    found = dump_statement(fact.statement)
    found |= {"title": article.title, "published": dump_day(article.published), "source": article.source}
    found |= {"url": article.url, "language": article.language}
    for place, entity in (("subject", fact.subject), ("object", fact.object), ("place", fact.place)):
        if entity is not None:
            found[place] |= _known(entity)
    for attribution, speaker in zip(found["attribution"], fact.speakers, strict=True):
        attribution["speaker"] |= _known(speaker)
    said = found["attribution"]
    found["speaker"] = next(
        (a["speaker"] for a in said if a["stance"] != "relays"), said[0]["speaker"] if said else None
    )
    found["claim"] = fact.claim
    return {key: found.pop(key) for key in _FIRST} | found


def _known(entity: Entity) -> dict[str, Any]:
    return {"entity": entity.id, "names": list(dict.fromkeys((*entity.names, *entity.labels.values())))}


def read(path: Path, articles: Mapping[str, Article]) -> Iterator[Statement]:
    """Yield the statements of a file that :func:`write` made, each checked against its article's words.

    Raises ExportError with file and line for a line that is no such object, whose article is missing or whose
    quotations or id are not what the article gives.
    """
    with path.open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            try:
                object = json.loads(line)
                yield load_statement(object, articles[object["article"]])
            except (json.JSONDecodeError, TypeError) as error:
                raise ExportError(f"{path}:{number}: this is no JSON object: {error}.") from error
            except KeyError as error:
                raise ExportError(f"{path}:{number}: the article {error} is not among those given.") from error
            except SerialiseError as error:
                raise ExportError(f"{path}:{number}: {error}") from error
