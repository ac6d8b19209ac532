"""What the stages of a merge have found, read from their records: by blocks of articles, and by parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..graph.boilerplate import Key, Repeated
from ..graph.model import Entity, Merge
from ..graph.serialise import load_entity
from .records import Records


@dataclass(frozen=True)
class Placed:
    """Who is who in a block: ids of names, entities as they are dumped by id, and places by article."""

    ids: dict[str, str]
    known: dict[str, Any]
    places: dict[str, list[tuple[int, int, str]]]

    def mentions(self, article: str) -> Iterator[tuple[tuple[str, int, int], str]]:
        """Yield the mentions of an article (its id, start, end) with the ids of their entities."""
        for start, end, place in self.places.get(article, ()):
            yield (article, start, end), self.ids.get(place, place)

    def entity(self, id: str) -> Entity:
        """Return an entity that the block mentions."""
        return load_entity(self.known[id])


@dataclass(frozen=True)
class Findings:
    """Reads what was found; every stage that finds it must be done."""

    records: Records

    def lines(self, block: int) -> Iterator[tuple[Key, str]]:
        """Yield the repeated lines of a block's articles, each with the first article that has it."""
        for _, values in self.records.groups("block", block, ("repeated",)):
            yield from (((publisher, line), first) for publisher, line, first in values)

    def repeated(self) -> Repeated:
        """Return the repeated lines of all articles."""
        return Repeated.known({key: first for block in range(self.records.parts) for key, first in self.lines(block)})

    def copies(self, block: int) -> Iterator[tuple[str, str]]:
        """Yield the articles of a block that print what an earlier one printed, each with the first that did."""
        for _, values in self.records.groups("copies", block, ("settled",)):
            yield from ((id, first) for id, first in values)

    def placed(self, block: int) -> Placed:
        """Return who is who in a block."""
        found = Placed({}, {}, {})
        for _, values in self.records.groups("placed", block, ("gathered", "settled", "entities")):
            for what, *told in values:
                if what == "name":
                    found.ids[told[0]] = told[1]
                elif what == "entity":
                    found.known[told[0]["id"]] = told[0]
                else:
                    found.places[told[0]] = told[1]
        return found

    def known(self, part: int) -> Iterator[tuple[str, list[Any]]]:
        """Yield the ids of the entities of a part, each with the entity as it is dumped."""
        return self.records.groups("known", part, ("gathered", "entities"))

    def entities(self) -> Iterator[Entity]:
        """Yield the entities of all parts."""
        for part in range(self.records.parts):
            yield from (load_entity(values[0]) for _, values in self.known(part))

    def reasons(self, part: int) -> Iterator[tuple[str, list[Any]]]:
        """Yield what entities of a part have reasons, each with those."""
        return self.records.groups("merges", part, ("entities",))

    def merges(self) -> Iterator[Merge]:
        """Yield the reasons of all parts."""
        for part in range(self.records.parts):
            yield from (Merge(entity, *value) for entity, values in self.reasons(part) for value in values)

    def mentions(self) -> Iterator[dict[tuple[str, int, int], str]]:
        """Yield the mentions of each block, with the ids of their entities."""
        for block in range(self.records.parts):
            placed = self.placed(block)
            yield dict(mention for article in placed.places for mention in placed.mentions(article))
