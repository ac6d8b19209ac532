"""What a service proposes for the entities of a graph, and what of it is accepted: rows for files that builds take."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..exports._files import replacing
from ..graph import names
from ..graph.decisions import comparable
from ..graph.gazetteer import Gazetteer, GazetteerError
from ..graph.gazetteer_files import WIKIDATA, rows

if TYPE_CHECKING:
    from ..graph.model import Entity
    from ..reconcile import Candidate

COLUMNS = (
    "entity", "label_ar", "label_en", "type", "count", "asked", "rank", "candidate", "name", "description", "types",
    "score", "match", "accepted",
)  # fmt: skip
_NAMES = ("name", "language", "entity", "type", "qid")


@dataclass(frozen=True)
class Proposal:
    """An entity, the names a service was asked about, and its candidates, the best first."""

    entity: Entity
    count: int
    asked: tuple[str, ...]
    candidates: tuple[Candidate, ...]

    def best(self, least: float) -> Candidate | None:
        """Return the candidate that may be accepted: it reaches a score and no other reaches as much, else None."""
        if not self.candidates:
            return None
        first, *others = self.candidates
        alone = not others or others[0].score < first.score
        return first if first.iri and first.score >= least and alone else None


def accepted(
    proposals: Sequence[Proposal], least: float, known: Mapping[str, str]
) -> tuple[dict[str, Candidate], list[str]]:
    """Return the candidate of each entity whose best one is accepted, and why others are not, a line each.

    Entities of different types never get the same id; ``known`` holds the types of ids that are borne already.
    """
    by_iri: dict[str, list[tuple[Proposal, Candidate]]] = defaultdict(list)
    for proposal in proposals:
        if (best := proposal.best(least)) is not None:
            by_iri[best.iri].append((proposal, best))
    taken: dict[str, Candidate] = {}
    refused = []
    for iri, claims in sorted(by_iri.items()):
        types = {proposal.entity.type for proposal, _ in claims}
        if len(types | {known.get(iri, next(iter(types)))}) > 1:
            who = " and ".join(f"{p.entity.label('ar')!r} ({p.entity.type})" for p, _ in claims)
            borne = f" and borne by a {known[iri]}" if iri in known else ""
            refused.append(f"{iri} is proposed for {who}{borne}: types that differ. It is accepted for none.")
            continue
        taken.update((proposal.entity.id, candidate) for proposal, candidate in claims)
    return taken, refused


def write(path: Path, proposals: Iterable[Proposal], taken: Mapping[str, Candidate]) -> None:
    """Write every candidate as a row of a CSV file, those of one entity together; no candidate gives no row."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for p in proposals:
        labels = p.entity.labels
        first = (p.entity.id, labels.get("ar", ""), labels.get("en", ""), p.entity.type, p.count, "; ".join(p.asked))
        for rank, c in enumerate(p.candidates, start=1):
            found = (c.iri or c.id, c.name, c.description, "; ".join(c.types), c.score, "yes" if c.match else "")
            writer.writerow((*first, rank, *found, "yes" if taken.get(p.entity.id) == c else ""))
    with replacing(path) as file:
        file.write(text.getvalue().encode())


def listable(
    entities: Iterable[Entity], taken: Mapping[str, Candidate], gazetteer: Gazetteer
) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield rows of a gazetteer (name, language, entity, type, qid) that give entities the ids accepted for them.

    With them goes the service's name in the script that no article wrote it in. A name that another entity bears, or
    that is listed for another id, gives no row, as a row takes it from its bearer.
    """
    named = [entity for entity in entities if entity.kind == "named"]
    ids: dict[str, set[str]] = defaultdict(set)
    for entity in named:
        final = taken[entity.id].iri if entity.id in taken else entity.id
        for name in entity.names:
            ids[comparable(name)].add(final)
    for entity in named:
        if (candidate := taken.get(entity.id)) is None:
            continue
        iri = candidate.iri
        qid = iri.removeprefix(WIKIDATA) if iri.startswith(f"{WIKIDATA}Q") else ""
        own = [name for name in entity.names if _is_free(name, iri, ids, gazetteer)]
        spoken = {names.language_of(name) for name in entity.names}
        # Its name in the other script becomes the label that a transliteration was; what is listed has its labels.
        if own and iri not in gazetteer.entries and names.language_of(candidate.name) not in spoken:
            own += [name for name in (candidate.name,) if _is_free(name, iri, ids, gazetteer)]
        for name in sorted({comparable(name): name for name in reversed(own)}.values(), key=own.index):
            yield name, names.language_of(name), iri, entity.type, qid


def _is_free(name: str, iri: str, ids: Mapping[str, set[str]], gazetteer: Gazetteer) -> bool:
    """May an id have a name: does nothing else bear it, in the graph or among what is listed?"""
    form = comparable(name)
    bearers = {entry.id for entry in gazetteer.bearers(form)} | ids.get(form, set())
    return bool(form) and bearers <= {iri}


def add_names(path: Path, new: Iterable[tuple[str, str, str, str, str]]) -> int:
    """Add rows to a gazetteer that a build can take, made where it is missing; return how many were new.

    Raises GazetteerError, and changes nothing, where they contradict what is in the file.
    """
    held = [tuple(row.get(column, "") for column in _NAMES) for _, row in rows(path)] if path.exists() else []
    known = {(names.normal(row[0]), row[2]) for row in held}
    added = [row for row in dict.fromkeys(new) if (names.normal(row[0]), row[2]) not in known]
    if not added:
        return 0
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([_NAMES, *held, *added])
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "names.csv"
        copy.write_text(text.getvalue(), encoding="utf-8", newline="")
        try:
            Gazetteer.load(copy)
        except GazetteerError as error:
            said = str(error).replace(str(copy), str(path))
            raise GazetteerError(f"{said} Nothing was changed; this is what the accepted rows would give.") from error
    with replacing(path) as file:
        file.write(text.getvalue().encode())
    return len(added)
