"""``khabar reconcile``: ask a W3C reconciliation service about the entities that have an id of ours only."""

from __future__ import annotations

import argparse
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _decisions, _results
from ._shared import add_common
from .entities import _counts

if TYPE_CHECKING:
    from ..graph.model import Entity
    from ..graph.store import Store
    from ..reconcile import Cache, Candidate, Question
    from ._proposals import Proposal

log = logging.getLogger(__name__)

_EPILOG = """\
examples:
  khabar reconcile news.khabar --service https://reconcile.example/en/api --contact me@university.example
  khabar reconcile news.khabar --service https://reconcile.example/en/api --type PER=Q5 --accept 95

Only this command asks a service, and only the one you name. Names go to it, texts do not. Answers are kept, so
the same command asks for nothing twice and goes on where it was interrupted. With --accept the names of accepted
entities go to a CSV that khabar build ... --gazetteer takes; the proposed ids become theirs.
Exit code 0: every name was answered; 1: some were not; 2: nothing could be done.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "reconcile", "ask a reconciliation service for ids of entities", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="GRAPH.khabar", help="the store")
    parser.add_argument("--service", required=True, metavar="URL", help="the address of the service")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="proposals (default: GRAPH.proposals.csv)")
    parser.add_argument("--cache", type=Path, metavar="FILE", help="answers (default: GRAPH.reconcile.jsonl)")
    parser.add_argument(
        "--accept", type=float, metavar="SCORE", help="accept the best candidate if it has this score and no equal"
    )
    parser.add_argument("--names", type=Path, metavar="FILE", help="accepted names (default: GRAPH.names.csv)")
    parser.add_argument(
        "--type",
        dest="types",
        action="append",
        default=[],
        type=_type,
        metavar="TYPE=ID",
        help="ask for entities of this type only, as a type of the service's, such as PER=Q5; may be repeated",
    )
    parser.add_argument("--limit", type=_whole, default=200, metavar="N", help="the N most frequent (default: 200)")
    parser.add_argument("--batch", type=_whole, default=10, metavar="N", help="names in a request (default: 10)")
    parser.add_argument(
        "--delay", type=_seconds, default=1.0, metavar="S", help="seconds between two requests (default: 1)"
    )
    parser.add_argument(
        "--timeout", type=_seconds, default=30.0, metavar="S", help="seconds to wait for an answer (default: 30)"
    )
    parser.add_argument("--contact", default="", metavar="WHO", help="your e-mail or web address, told to the service")
    _decisions.add_gazetteer(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def _whole(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 3600:
        raise argparse.ArgumentTypeError("must be from 0 to 3600 seconds")
    return value


def _type(text: str) -> tuple[str, str]:
    from ..graph.model import ENTITY_TYPES

    ours, _, theirs = text.partition("=")
    if ours not in ENTITY_TYPES:
        raise argparse.ArgumentTypeError(f"{ours!r} is no type of ours: {', '.join(ENTITY_TYPES)}")
    return ours, theirs


def run(options: argparse.Namespace) -> int:
    """Ask, write the proposals, accept what may be; return the exit code."""
    from ..graph.store import Store
    from ..reconcile import Cache, Service, reconcile
    from . import _proposals

    graph: Path = options.graph
    service = Service(options.service, delay=options.delay, timeout=options.timeout, contact=options.contact)
    with Store(graph, create=False) as store:
        entities = list(store.entities())
        wanted = list(_wanted(entities, store, options))
    cache = Cache(options.cache or graph.with_suffix(".reconcile.jsonl"), options.service)
    questions = [question for entity, _ in wanted for question in _questions(entity, options)]
    held = len(cache.held)
    try:
        silent = reconcile(service, questions, cache, batch=options.batch)
    except BaseException:
        if len(cache.held) > held:
            log.error("%s keeps %d new answers; the same command goes on.", cache.path, len(cache.held) - held)
        raise
    proposals = [_proposal(entity, count, cache, options) for entity, count in wanted]
    taken = _accept(proposals, entities, options) if options.accept is not None else {}
    output: Path = options.output or graph.with_suffix(".proposals.csv")
    _proposals.write(output, proposals, taken)
    found = sum(bool(proposal.candidates) for proposal in proposals)
    _decisions.say(options, f"{len(wanted)} entities asked about, {found} have candidates. Wrote {output}.")
    if silent:
        log.warning("%s left %d names without an answer. The same command asks for them again.", service.url, silent)
    return 1 if silent else 0


def _accept(proposals: list[Proposal], entities: list[Entity], options: argparse.Namespace) -> dict[str, Candidate]:
    """Write the names of what is accepted; return the candidates taken, by entity id."""
    from ..graph.gazetteer import Gazetteer
    from . import _proposals

    path: Path = options.names or options.graph.with_suffix(".names.csv")
    gazetteer = Gazetteer.load(*options.gazetteer)
    known: dict[str, str] = {entity.id: entity.type for entity in entities}
    known.update((entry.id, entry.type) for entry in gazetteer.entries.values())
    taken, refused = _proposals.accepted(proposals, options.accept, known)
    rows = list(_proposals.listable(entities, taken, gazetteer))
    for entity in entities:
        if entity.id in taken and not set(entity.names) & {row[0] for row in rows}:
            listed = entity.id in gazetteer.entries
            why = "is listed by Khabar under its id" if listed else "shares its names with others"
            refused.append(f"{entity.label('ar')!r} {why}; nothing is accepted for it.")
            del taken[entity.id]
    for line in refused:
        log.warning("%s", line)
    added = _proposals.add_names(path, rows)
    hint = f"; {path} has {added} new names. Build with --gazetteer {path}" if taken else ""
    _decisions.say(options, f"{len(taken)} accepted{hint}.")
    return taken


def _wanted(entities: list[Entity], store: Store, options: argparse.Namespace) -> Iterator[tuple[Entity, int]]:
    """Yield the entities that have an id of ours only, the most frequent first, with their numbers of statements."""
    from ..graph.gazetteer import BASE

    types = dict(options.types)
    count = _counts(store)
    own = [
        entity
        for entity in entities
        if entity.kind == "named"
        and entity.names
        and all(id.startswith(BASE) for id in (entity.id, *entity.same_as))
        and (not types or entity.type in types)
    ]
    for entity in sorted(own, key=lambda e: (-count[e.id], e.id))[: options.limit]:
        yield entity, count[entity.id]


def _questions(entity: Entity, options: argparse.Namespace) -> Iterator[Question]:
    """Yield what to ask about an entity: its first name in each language that articles wrote it in."""
    from ..graph import names
    from ..reconcile import Question

    asked = {names.language_of(name): name for name in reversed(entity.names)}
    for _, name in sorted(asked.items()):
        yield Question(name, dict(options.types).get(entity.type, ""))


def _proposal(entity: Entity, count: int, cache: Cache, options: argparse.Namespace) -> Proposal:
    """Return what was answered about an entity; a candidate of two names counts once, with its better score."""
    from ..reconcile import ranked
    from ._proposals import Proposal

    asked = list(_questions(entity, options))
    found = ranked(candidate for question in asked for candidate in cache.held.get(question, ()))
    return Proposal(entity, count, tuple(question.name for question in asked), found)
