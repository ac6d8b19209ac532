"""Identity over what a store remembers: ids and reasons stay, save where people have decided otherwise since."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from typing import cast

from .graph import identity
from .graph.decisions import Decision, comparable
from .graph.gazetteer import BASE, Gazetteer
from .graph.identity import RULES, Resolution
from .graph.model import Entity, Merge, Reading, digest
from .graph.offices import Offices
from .graph.store import Store
from .graph.written_names import FAMILY, NameReader


def resolve(
    store: Store, *, gazetteer: Gazetteer, decisions: Iterable[Decision] = (), metonymy: bool | None = None
) -> Resolution:
    """Return the entities of all that a store holds; the store stays as it is. Raises DecisionError.

    ``metonymy`` is as for ``identity.resolve``; None leaves it as the last build of the store had it.
    """
    if metonymy is None:
        metonymy = all(run.settings.get("metonymy", True) for run in list(store.runs())[-1:])
    standing, merges = tuple(decisions), tuple(store.merges())
    known = tuple(remembered(store.entities(), merges, standing, gazetteer))
    # Closed here, as an error keeps it alive until the store is shut, and reading on from a shut store is another.
    with closing(cast(Generator[Reading, None, None], store.readings())) as readings:
        resolution = identity.resolve(readings, gazetteer=gazetteer, decisions=standing, known=known, metonymy=metonymy)
    return replace(resolution, merges=_with_reasons(resolution, merges))


def _with_reasons(resolution: Resolution, before: Iterable[Merge]) -> tuple[Merge, ...]:
    """Return the log, and from the one before the reasons for names that are not weighed again but still held."""
    called = {entity.id: set(entity.names) for entity in resolution.entities}
    told = {(merge.entity, merge.other) for merge in resolution.merges}
    kept = (
        merge
        for merge in before
        if merge.by in RULES and merge.other in called.get(merge.entity, ()) and (merge.entity, merge.other) not in told
    )
    return tuple(sorted((*resolution.merges, *kept), key=identity.merge_order))


def remembered(
    entities: Iterable[Entity], merges: Iterable[Merge], decisions: Iterable[Decision], gazetteer: Gazetteer
) -> Iterator[Entity]:
    """Yield entities as ``identity.resolve`` may take them for ``known``, in their order.

    Known names stay one entity whatever the rules say. So an entity whose names someone has parted since, or that was
    joined by a decision which no longer stands, keeps the names that its id was made of alone; its other names are
    weighed again.
    """
    standing = tuple(decisions)
    apart = [decision.pair for decision in standing if decision.verdict == "different"]
    loosened = _undone(merges, standing)
    reader: NameReader | None = None
    for entity in entities:
        called = {comparable(name) for name in entity.names} | {entity.id, *entity.same_as}
        parted = any(pair <= called for pair in apart)
        if entity.kind != "named" or not entity.id.startswith(BASE) or not (parted or entity.id in loosened):
            yield entity
            continue
        reader = reader or NameReader(gazetteer, Offices.load(gazetteer))
        yield replace(entity, names=_own(entity, reader))


def _undone(merges: Iterable[Merge], standing: tuple[Decision, ...]) -> set[str]:
    """Return the ids that hold a name by a person's word which no longer stands."""
    said = {(comparable(d.other), d.by or "decision") for d in standing if d.verdict == "same"}
    return {m.entity for m in merges if m.by not in RULES and (comparable(m.other), m.by) not in said}


def _own(entity: Entity, reader: NameReader) -> tuple[str, ...]:
    """Return the names from which the id was minted, else the first: another name must not be minted the same id."""
    family = FAMILY[entity.type]
    made = f"{BASE}{family}-"
    own = tuple(n for n in entity.names if entity.id == made + digest(family, *reader.read(n).words, ""))
    return own or entity.names[:1]
