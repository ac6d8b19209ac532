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
_NODES = ("entities", "articles", "statements")
_COMMAND = f"""\
#!/bin/sh
# Fills a new, empty database of a stopped Neo4j 5 or later. Run it beside the files: sh import.sh [DATABASE]
exec neo4j-admin database import full --id-type=string --multiline-fields=true --array-delimiter=U+001F \\
  {" ".join(f"--{'nodes' if name in _NODES else 'relationships'}={name}.csv" for name in _HEADERS)} \\
  "${{1:-neo4j}}"
"""

Put = Callable[..., None]


def write(kg: KnowledgeGraph, path: Path, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
    """Write the archive: one CSV file for each kind of node and relationship, and ``import.sh``."""
    shown = Shown(kg, quote=quote, redact=redact)
    with ExitStack() as stack:
        archive = stack.enter_context(replacing(path))
        parts = {name: stack.enter_context(_part(path)) for name in _HEADERS}
        puts = {name: _put(name, part) for name, part in parts.items()}
        _write_entities(shown, puts)
        _write_statements(shown, puts)
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


def _put(name: str, part: Any) -> Put:
    """Return what writes a row to a part, which has its header."""
    writer = csv.writer(part, lineterminator="\n")
    writer.writerow(_HEADERS[name].split())

    def put(*values: Value) -> None:
        writer.writerow([_list(v) if isinstance(v, tuple) else cell(v) for v in values])

    return put


def _list(values: tuple[str, ...]) -> str:
    return _BETWEEN.join(value.replace(_BETWEEN, " ") for value in values)


def _write_entities(shown: Shown, puts: Mapping[str, Put]) -> None:
    for node in nodes(shown):
        e = node.entity
        label = ("Entity", _LABELS[e.type])
        puts["entities"](
            *(e.id, e.label("ar"), e.label("en"), e.type, e.kind, e.country, e.sector, e.names, e.same_as),
            *(node.count, label),
        )


def _write_statements(shown: Shown, puts: Mapping[str, Put]) -> None:
    direct: dict[tuple[str, str, str], tuple[ShownFact, Edge]] = {}
    for _, group in groupby(shown.facts(), key=lambda fact: fact.article.id):
        facts = list(group)
        a = facts[0].article
        puts["articles"](a.id, a.title, a.published, a.source, a.url, a.language, "Article")
        known = {fact.statement.id for fact in facts}
        for fact in facts:
            _write_statement(fact, known, puts)
            if fact.object is not None and is_direct(fact.statement):
                key = (fact.subject.id, fact.object.id, fact.statement.claim.relation.key)
                direct.setdefault(key, (fact, Edge(fact.statement.claim.relation)))[1].add(fact.statement, fact.origin)
    for key in sorted(direct):
        fact, edge = direct[key]
        held, r = edge.attributes(), fact.relation
        puts["direct"](
            *(*key[:2], _type(fact), r.key, r.label_ar, r.label_en, r.class_, held["articles"], held["reported"]),
            *(held["first"], held["last"], held["confidence"], held["statements"]),
        )


def _write_statement(fact: ShownFact, known: set[str], puts: Mapping[str, Put]) -> None:
    s, r = fact.statement, fact.relation
    time = (s.time.start, s.time.end, s.time.edtf) if s.time else (None, None, None)
    puts["statements"](
        *(s.id, r.key, r.label_ar, r.label_en, r.class_, s.polarity, s.modality, is_direct(s), *time),
        *(fact.evidence, s.evidence.start, s.evidence.end, fact.words(s.trigger.start, s.trigger.end)),
        *(s.confidence, s.extractor, "Statement"),
    )
    for entity, type_, order, stance in _ends(fact):
        puts["ends"](s.id, entity.id, type_, order, stance)
    puts["stated_in"](s.id, fact.article.id, "STATED_IN")
    for id in s.content:
        if id in known:
            puts["content"](s.id, id, "CONTENT")


def _ends(fact: ShownFact) -> Iterator[tuple[Entity, str, int | None, str]]:
    yield fact.subject, "SUBJECT", None, ""
    if fact.object is not None:
        yield fact.object, "OBJECT", None, ""
    for order, (speaker, said) in enumerate(zip(fact.speakers, fact.statement.attribution, strict=True), 1):
        yield speaker, "SPEAKER", order, said.stance
    if fact.place is not None:
        yield fact.place, "PLACE", None, ""


def _type(fact: ShownFact) -> str:
    """Return the type of a direct relationship; all open relations have one, their lemmas are in ``relation``."""
    id = fact.statement.claim.relation.id
    return id.upper() if id else "OPEN"
