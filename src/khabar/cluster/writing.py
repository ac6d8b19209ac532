"""The last stages of a merge without a store: files of articles by blocks, then files of what is between articles."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import groupby
from typing import IO, Any, cast

from ..exports import neo4j, nq
from ..exports._quote import Quote
from ..exports._shown import Shown, ShownFact
from ..exports._tables import Value
from ..exports.rdf import DEFAULT, Options
from ..graph.keyed import Out
from ..graph.knowledge_graph import Edge, KnowledgeGraph, Origin
from ..graph.model import Labels, Relation
from ..graph.serialise import load_entity
from ..graph.store import is_direct
from .parts import ArticlesStore, BetweenStore, Groups
from .places import Place

_OF_ARTICLES = ("articles", "statements", "ends", "stated_in", "content")
_BETWEEN = ("entities", "direct")
_NUMBERED = re.compile(r"[a-z_]+-([0-9]{5,})\.(nq|nq\.gz|csv)")
_LEVEL = 3  # of gzip: the size goes to an eighteenth; from 4 on it takes twice the time and gains little


@dataclass(frozen=True)
class Writing:
    """What a merge writes: folders of N-Quads and of Neo4j's tables, "" for none, and how; can be pickled.

    N-Quads are packed where the folder's name ends in ``.gz``.
    """

    quads: str = ""
    tables: str = ""
    rdf: Options = DEFAULT
    quote: Quote = "paragraph"

    def __post_init__(self) -> None:
        Shown(KnowledgeGraph(ArticlesStore({})), quote=self.quote)  # refuses a limit that is none

    def of_articles(self, stores: Iterator[ArticlesStore], block: int) -> Iterator[Out]:
        """Write the files of a block of articles, and yield what they say of all that is between articles."""
        with ExitStack() as stack:
            quads = stack.enter_context(_file(self.quads, "articles", block, "nq")) if self.quads else None
            tables = _Tables(stack, self.tables, _OF_ARTICLES, block) if self.tables else None
            for store in stores:
                kg = KnowledgeGraph(store)
                counts = store.counts()
                yield from (Out("totals", what, counts[what]) for what in ("articles", "statements"))
                if quads is not None:
                    yield from (Out(*told) for told in store.told())
                    quads.writelines(nq.blocks(kg, self.rdf))
                if tables is not None:
                    yield from _facts(neo4j.articles(Shown(kg, quote=self.quote), tables.put))

    def between(self, groups: Groups, part: int) -> Iterator[Out]:
        """Write the files of a part of what is between articles."""
        if self.quads:
            with _file(self.quads, "graph", part, "nq") as file, BetweenStore(groups) as store:
                file.writelines(nq.blocks(KnowledgeGraph(store), self.rdf))
        if self.tables:
            with ExitStack() as stack:
                _write_between(_Tables(stack, self.tables, _BETWEEN, part).put, groups)
        yield Out("totals", "entities", sum(1 for _ in groups("known")))

    def finish(self, parts: int) -> None:
        """Write what is once for all parts, and remove the files of an earlier merge with more of them."""
        if self.tables:
            for name in neo4j.TABLES:
                (Place(self.tables) / f"{name}-header.csv").write(",".join(neo4j.header(name)).encode() + b"\n")
            (Place(self.tables) / "import.sh").write(neo4j.COMMAND_OF_SHARDS.encode())
        for folder in filter(None, (self.quads, self.tables)):
            for name in sorted(Place(folder).names()):
                if (found := _NUMBERED.fullmatch(name)) and int(found[1]) >= parts:
                    (Place(folder) / name).remove()


@contextmanager
def _file(folder: str, name: str, number: int, suffix: str) -> Iterator[IO[bytes]]:
    """Give a numbered file of a folder to write; it is packed where the folder's name says so."""
    packed = ".gz" if folder.endswith(".gz") else ""
    with (Place(folder) / f"{name}-{number:05}.{suffix}{packed}").writing() as stream:
        if not packed:
            yield stream
            return
        # Without a name and a time, so that the same graph makes the same bytes.
        with gzip.GzipFile("", "wb", _LEVEL, stream, mtime=0) as file:
            yield cast("IO[bytes]", file)


class _Tables:
    """Files of tables, without their headers."""

    def __init__(self, stack: ExitStack, folder: str, names: Sequence[str], number: int) -> None:
        self._files = {name: stack.enter_context(_file(folder, name, number, "csv")) for name in names}

    def put(self, name: str, row: tuple[Value, ...]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(neo4j.cells(row))
        self._files[name].write(line.getvalue().encode())


def _facts(facts: Iterator[ShownFact]) -> Iterator[Out]:
    """Yield in how many statements entities have a place, and the facts that stand between two of them."""
    count: Counter[str] = Counter()
    for article, group in groupby(facts, key=lambda fact: fact.article.id):
        for position, fact in enumerate(group):
            ends = {fact.subject.id, *(e.id for e in (fact.object, fact.place, *fact.speakers) if e is not None)}
            count.update(ends)
            if fact.object is not None and is_direct(fact.statement):
                key = json.dumps((fact.subject.id, fact.object.id, fact.statement.claim.relation.key))
                yield Out("between", key, [article, position, neo4j.relation_cells(fact), _edge(fact)])
    for entity, statements in count.items():
        yield Out("count", entity, statements)


def _edge(fact: ShownFact) -> list[Any]:
    edge, o = Edge(fact.statement.claim.relation), fact.origin
    edge.add(fact.statement, o)
    return [edge.ids, [o.publisher, o.text, o.published, o.original], sorted(edge.days), edge.reported, edge.confidence]


def _write_between(put: Callable[[str, tuple[Value, ...]], None], groups: Groups) -> None:
    count = {key: sum(values) for key, values in groups("count")}
    for iri, values in groups("known"):
        put("entities", neo4j.entity_row(load_entity(values[0]), count.get(iri, 0)))
    for key, values in groups("between"):
        subject, object, relation = json.loads(key)
        values.sort(key=lambda value: (value[0], value[1]))
        edge = Edge(Relation(None, relation, Labels()))  # its labels are those of the first fact
        for *_, (ids, origin, days, reported, confidence) in values:
            edge.ids += ids
            edge.origins.add(Origin(*origin))
            edge.days.update(days)
            edge.reported = edge.reported and reported
            edge.confidence = max(edge.confidence, confidence)
        put("direct", neo4j.direct_row(subject, object, values[0][2], edge))
