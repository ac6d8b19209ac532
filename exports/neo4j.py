"""The graph for Neo4j's bulk import: CSV files with typed headers, and the command that reads them, in one archive.

Entities, articles and statements are nodes. A relation stands between two entities directly only where some article
states or reports it as a fact; what is denied, planned, possible or demanded is reached through its statement alone.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..graph.knowledge_graph import Edge, KnowledgeGraph
from ..graph.model import Entity
from ..graph.store import is_direct
from ._edges import nodes
from ._files import replacing
from ._quote import Quote
from ._shown import Shown, ShownFact
from ._tables import Value
from .csv import cell

_BETWEEN = "\x1f"  # no text has this one, while names can have any other delimiter that neo4j-admin takes
_LABELS = {
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "GPE",
    "LOC": "Place",
    "GROUP": "Group",
    "EVENT": "Event",
    "OTHER": "Thing",
}
_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "entities": "id:ID(Entity) name_ar name_en type kind country sector names:string[] same_as:string[]"
        " statements:int :LABEL",
        "articles": "id:ID(Article) title published:date source url language :LABEL",
        "statements": "id:ID(Statement) relation label_ar label_en class polarity modality direct:boolean"
        " start:date end:date edtf evidence evidence_start:int evidence_end:int trigger confidence:double extractor"
        " :LABEL",
        "ends": ":START_ID(Statement) :END_ID(Entity) :TYPE order:int stance",
        "stated_in": ":START_ID(Statement) :END_ID(Article) :TYPE",
        "content": ":START_ID(Statement) :END_ID(Statement) :TYPE",
        "direct": ":START_ID(Entity) :END_ID(Entity) :TYPE relation label_ar label_en class articles:int"
        " reported:boolean first:date last:date confidence:double statements:string[]",
    }
)
TABLES = tuple(_HEADERS)
_NODES = ("entities", "articles", "statements")


def _option(name: str) -> str:
    return "nodes" if name in _NODES else "relationships"


_FIRST_LINES = """\
#!/bin/sh
# Fills a new, empty database of a stopped Neo4j 5 or later. Run it beside the files: sh import.sh [DATABASE]
"""
# The database comes first: from Neo4j 5.19 on the last option would take it for one more file.
_IMPORT = """\
exec neo4j-admin database import full "${1:-neo4j}" --id-type=string --multiline-fields=true --array-delimiter=U+001F \\
"""
_COMMAND = f"""\
{_FIRST_LINES}{_IMPORT}  {" ".join(f"--{_option(name)}={name}.csv" for name in _HEADERS)}
"""
COMMAND_OF_SHARDS = f"""\
{_FIRST_LINES}files() {{
  printf '%s' "$1-header.csv"
  for file in "$1"-[0-9]*.csv; do printf ',%s' "$file"; done
}}
{_IMPORT}  {" ".join(f'--{_option(name)}="$(files {name})"' for name in _HEADERS)}
"""
"""What ``import.sh`` is where each table is in several files, with its header in one of its own."""

Put = Callable[[str, tuple[Value, ...]], None]
"""Takes a table's name and a row of it."""


def write(kg: KnowledgeGraph, path: Path, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
    """Write the archive: one CSV file for each kind of node and relationship, and ``import.sh``."""
    shown = Shown(kg, quote=quote, redact=redact)
    with ExitStack() as stack:
        archive = stack.enter_context(replacing(path))
        parts = {name: stack.enter_context(_part(path)) for name in _HEADERS}
        writers = {name: csv.writer(part, lineterminator="\n") for name, part in parts.items()}
        for name, writer in writers.items():
            writer.writerow(header(name))

        def put(name: str, row: tuple[Value, ...]) -> None:
            writers[name].writerow(cells(row))

        _write_entities(shown, put)
        _write_statements(shown, put)
        with ZipFile(archive, "w", ZIP_DEFLATED) as zip:
            zip.writestr(_member("import.sh"), _COMMAND)
            for name, part in parts.items():
                part.seek(0)
                with zip.open(_member(f"{name}.csv"), "w", force_zip64=True) as member:
                    shutil.copyfileobj(part.buffer, member, 1 << 20)


def _part(path: Path) -> Any:
    # Beside the archive, where there is as much room as the user thought of; a system's /tmp can be memory.
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="", dir=path.parent, buffering=1 << 16)


def _member(name: str) -> ZipInfo:
    member = ZipInfo(name)  # of 1980, so that the same graph makes the same bytes
    member.compress_type, member.create_system, member.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return member


def header(name: str) -> list[str]:
    """Return the first line of a table."""
    return _HEADERS[name].split()


def cells(row: Iterable[Value]) -> list[str]:
    """Return a row as a table has it."""
    return [_list(value) if isinstance(value, tuple) else cell(value) for value in row]


def _list(values: tuple[str, ...]) -> str:
    return _BETWEEN.join(value.replace(_BETWEEN, " ") for value in values)


def _write_entities(shown: Shown, put: Put) -> None:
    for node in nodes(shown):
        put("entities", entity_row(node.entity, node.count))


def entity_row(e: Entity, statements: int) -> tuple[Value, ...]:
    """Return the row of an entity that has a place in so many statements."""
    shown = (e.id, e.label("ar"), e.label("en"), e.type, e.kind, e.country, e.sector, e.names, e.same_as)
    return (*shown, statements, ("Entity", _LABELS[e.type]))


def _write_statements(shown: Shown, put: Put) -> None:
    direct: dict[tuple[str, str, str], tuple[ShownFact, Edge]] = {}
    for fact in articles(shown, put):
        if fact.object is not None and is_direct(fact.statement):
            key = (fact.subject.id, fact.object.id, fact.statement.claim.relation.key)
            direct.setdefault(key, (fact, Edge(fact.statement.claim.relation)))[1].add(fact.statement, fact.origin)
    for key in sorted(direct):
        fact, edge = direct[key]
        put("direct", direct_row(key[0], key[1], relation_cells(fact), edge))


def relation_cells(fact: ShownFact) -> tuple[str, ...]:
    """Return what a direct relationship has of its relation: type, key, labels, class.

    All open relations are of one type, their lemmas are in ``relation``.
    """
    r, id = fact.relation, fact.statement.claim.relation.id
    return id.upper() if id else "OPEN", r.key, r.label_ar, r.label_en, r.class_


def direct_row(subject: str, object: str, relation: Iterable[str], edge: Edge) -> tuple[Value, ...]:
    """Return the row of what some article states or reports of two entities as a fact."""
    held = edge.attributes()
    told = ("articles", "reported", "first", "last", "confidence", "statements")
    return (subject, object, *relation, *(held[name] for name in told))


def articles(shown: Shown, put: Put) -> Iterator[ShownFact]:
    """Write all rows of articles and their statements, and yield each statement when its rows are written."""
    for _, group in groupby(shown.facts(), key=lambda fact: fact.article.id):
        facts = list(group)
        a = facts[0].article
        put("articles", (a.id, a.title, a.published, a.source, a.url, a.language, "Article"))
        known = {fact.statement.id for fact in facts}
        for fact in facts:
            _write_statement(fact, known, put)
            yield fact


def _write_statement(fact: ShownFact, known: set[str], put: Put) -> None:
    s, r = fact.statement, fact.relation
    time = (s.time.start, s.time.end, s.time.edtf) if s.time else (None, None, None)
    told = (s.id, r.key, r.label_ar, r.label_en, r.class_, s.polarity, s.modality, is_direct(s), *time)
    words = (fact.evidence, s.evidence.start, s.evidence.end, fact.words(s.trigger.start, s.trigger.end))
    put("statements", (*told, *words, s.confidence, s.extractor, "Statement"))
    for entity, type_, order, stance in _ends(fact):
        put("ends", (s.id, entity.id, type_, order, stance))
    put("stated_in", (s.id, fact.article.id, "STATED_IN"))
    for id in s.content:
        if id in known:
            put("content", (s.id, id, "CONTENT"))


def _ends(fact: ShownFact) -> Iterator[tuple[Entity, str, int | None, str]]:
    yield fact.subject, "SUBJECT", None, ""
    if fact.object is not None:
        yield fact.object, "OBJECT", None, ""
    for order, (speaker, said) in enumerate(zip(fact.speakers, fact.statement.attribution, strict=True), 1):
        yield speaker, "SPEAKER", order, said.stance
    if fact.place is not None:
        yield fact.place, "PLACE", None, ""
