"""The graph as tables: what their columns are, and their rows one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import IO, Literal, cast

from ..graph.model import Entity, Mention
from . import ExportError
from ._edges import edges, nodes
from ._files import replacing
from ._shown import Shown, ShownFact

Kind = Literal["text", "day", "whole", "real", "truth", "texts"]
Value = str | date | int | float | bool | tuple[str, ...] | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    """Rows with named columns, each of one kind; ``rows`` yields them, in an order that is always the same."""

    columns: Mapping[str, Kind]
    rows: Callable[[Shown], Iterator[Row]]


def day(text: str) -> date | None:
    """Return the day of an ISO date, None for nothing."""
    return date.fromisoformat(text) if text else None


def columns(text: str) -> Mapping[str, Kind]:
    """Return columns from words ``name:kind``, of the kind ``text`` where none is given."""
    kinds: dict[str, Kind] = {}
    for word in text.split():
        name, _, kind = word.partition(":")
        kinds[name] = cast(Kind, kind or "text")
    return MappingProxyType(kinds)


def _node_rows(shown: Shown) -> Iterator[Row]:
    for node in nodes(shown):
        e = node.entity
        yield (
            *(e.id, e.label("ar"), e.label("en"), e.type, e.kind, e.country, e.sector, e.names, e.same_as),
            *(node.count, day(node.first), day(node.last)),
        )


def _edge_rows(shown: Shown) -> Iterator[Row]:
    for e in edges(shown):
        yield (
            *(e.id, e.source, e.target, e.relation, e.label_ar, e.label_en, e.class_, e.polarity, e.modality),
            *(len(e.statements), e.articles, e.reported, day(e.first), day(e.last), e.confidence, e.statements),
        )


def _statement_rows(shown: Shown) -> Iterator[Row]:
    for fact in shown.facts():
        s, article, relation = fact.statement, fact.article, fact.relation
        time = (s.time.start, s.time.end, s.time.edtf) if s.time else (None, None, None)
        speaker = (fact.speaker[0].id, fact.speaker[0].label("en")) if fact.speaker else (None, None)
        yield (
            *(s.id, article.id, article.title, article.published, article.source, article.url, article.language),
            *_end(fact, s.claim.subject, fact.subject),
            *(relation.key, relation.label_ar, relation.label_en, relation.class_),
            *_end(fact, s.claim.object, fact.object),
            *(s.polarity, s.modality),
            *(*speaker, tuple(e.id for e in fact.speakers), tuple(a.stance for a in s.attribution)),
            *(*time, *_end(fact, s.place, fact.place)[:2], s.content),
            *(fact.evidence, s.evidence.start, s.evidence.end),
            *(fact.words(s.trigger.start, s.trigger.end), s.trigger.start, s.trigger.end),
            *(s.confidence, s.extractor, fact.claim),
        )


def _end(fact: ShownFact, mention: Mention | None, entity: Entity | None) -> tuple[str | None, ...]:
    """Return an end's id, the words that stand for it (none for a dropped subject), its labels and its type."""
    if mention is None or entity is None:
        return None, None, None, None, None
    words = "" if mention.kind == "dropped" else fact.words(mention.start, mention.end)
    return entity.id, words, entity.label("ar"), entity.label("en"), entity.type


NODES = Table(
    columns(
        "id label_ar label_en type kind country sector names:texts same_as:texts statements:whole first:day last:day"
    ),
    _node_rows,
)
EDGES = Table(
    columns(
        "id source target relation label_ar label_en class polarity modality"
        " statements:whole articles:whole reported:truth first:day last:day confidence:real statement_ids:texts"
    ),
    _edge_rows,
)
STATEMENTS = Table(
    columns(
        "id article title published:day source url language"
        " subject subject_text subject_ar subject_en subject_type"
        " relation relation_ar relation_en class"
        " object object_text object_ar object_en object_type"
        " polarity modality speaker speaker_en speakers:texts stances:texts"
        " start:day end:day edtf place place_text content:texts"
        " evidence evidence_start:whole evidence_end:whole trigger trigger_start:whole trigger_end:whole"
        " confidence:real extractor claim"
    ),
    _statement_rows,
)
TABLES: Mapping[str, Table] = MappingProxyType({"": STATEMENTS, ".nodes": NODES, ".edges": EDGES})
"""The tables of a graph by what stands before the suffix of their files; the statements have the name itself."""


def asked(path: Path, suffix: str) -> Mapping[Path, Table]:
    """Return the tables to write for a path, by the paths of their files.

    ``graph.csv`` asks for all tables, ``graph.nodes.csv`` and ``graph.edges.csv`` for one.
    """
    name, end = path.name[: -len(suffix)], path.name[-len(suffix) :]
    if not name:
        raise ExportError(f"{path}: a table needs a name before its suffix, such as graph{suffix}.")
    for part, table in TABLES.items():
        if part and f".{name.lower()}".endswith(part):
            return {path: table}
    return {path.with_name(f"{name}{part}{end}"): table for part, table in TABLES.items()}


def write_tables(
    tables: Mapping[Path, Table], shown: Shown, write: Callable[[Table, Shown, IO[bytes]], None]
) -> None:
    """Write each table to its file; all are whole before the first takes its place."""
    with ExitStack() as stack:
        files = [stack.enter_context(replacing(path)) for path in tables]
        for file, table in zip(files, tables.values(), strict=True):
            write(table, shown, file)
