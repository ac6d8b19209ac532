"""Stores of a part: one of some articles of many, and one of what stands between articles, out of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..graph.model import Article, Entity, Labels, Merge, Relation
from ..graph.serialise import load_entity
from ..graph.store import ClaimRow, DirectRow, Store

Groups = Callable[[str], Iterator[tuple[str, list[Any]]]]
"""Yields the keys of a part, in their order, and what was told of each; by what it is that is told."""


class ArticlesStore(Store):
    """A store in memory of some articles. ``originals`` says of which article in any part one is a copy.

    What stands between articles is no answer of its own: it is told as records, and added up.
    """

    def __init__(self, originals: Mapping[str, str]) -> None:
        super().__init__()
        self._originals = originals

    def original(self, id: str) -> str:
        return self._originals.get(id, id)

    def relations(self) -> Iterator[Relation]:
        return iter(())

    def sources(self) -> Iterator[str]:
        return iter(())

    def extractors(self) -> Iterator[str]:
        return iter(())

    def entities(self) -> Iterator[Entity]:
        return iter(())

    def merges(self) -> Iterator[Merge]:
        return iter(())

    def claims(self) -> Iterator[ClaimRow]:
        return iter(())

    def direct(self) -> Iterator[DirectRow]:
        return iter(())

    def told(self) -> Iterator[tuple[str, str, Any]]:
        """Yield what stands between articles, as far as these ones say it: what it is, its key, and a value."""
        for statement, r in self.relations_used():
            yield "relation", r.key, [statement, r.id, r.lemma, dict(r.label), r.class_]
        for source in super().sources():
            yield "source", source, None
        for extractor in super().extractors():
            yield "extractor", extractor, None
        for claim in super().claims():
            yield "claim", claim.id, claim[1:]
        for row in super().direct():
            yield "direct", row.subject, row[1:]


class BetweenStore(Store):
    """A store without articles, of what all articles say of the keys of a part."""

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups

    def articles(self) -> Iterator[Article]:
        return iter(())

    def relations(self) -> Iterator[Relation]:
        for _, values in self._groups("relation"):
            _, id, lemma, label, class_ = min(values, key=lambda value: str(value[0]))
            yield Relation(id, lemma, Labels.of(label), class_)

    def sources(self) -> Iterator[str]:
        return (key for key, _ in self._groups("source"))

    def extractors(self) -> Iterator[str]:
        return (key for key, _ in self._groups("extractor"))

    def entities(self) -> Iterator[Entity]:
        return (load_entity(values[0]) for _, values in self._groups("known"))

    def merges(self) -> Iterator[Merge]:
        for entity, values in self._groups("merges"):
            yield from (Merge(entity, *value) for value in values)

    def claims(self) -> Iterator[ClaimRow]:
        return (ClaimRow(key, *values[0]) for key, values in self._groups("claim"))

    def direct(self) -> Iterator[DirectRow]:
        for subject, values in self._groups("direct"):
            rows: dict[tuple[str, str], list[Sequence[bool]]] = {}
            for relation, object, *how in values:
                rows.setdefault((relation, object), []).append(how)
            for ends in sorted(rows):
                stated, reported = (any(column) for column in zip(*rows[ends], strict=True))
                yield DirectRow(subject, *ends, stated, reported)
