"""``khabar entities``: who is in a graph, under which names, and why those names are one."""

from __future__ import annotations

import argparse
import csv
import json
import logging
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _decisions, _results
from ._shared import add_common

if TYPE_CHECKING:
    from ..graph.model import Entity, Merge
    from ..graph.store import Store

log = logging.getLogger(__name__)

_EPILOG = """\
examples:
  khabar entities news.khabar
  khabar entities news.khabar بوتين
  khabar entities news.khabar --type ORG --limit 0 --format csv > organisations.csv
  khabar entities news.khabar --doubtful

Those of most statements come first. Exit code 0: something is listed; 1: nothing is; 2: there is no such graph.
"""
_SHOWN = 50
_ENTITY = ("id", "type", "kind", "label_ar", "label_en", "count", "names", "same_as", "country", "sector", "merges")
_MERGE = ("score", "by", "entity", "label", "other", "reason")
Row = dict[str, Any]


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "entities", "list or search who is in a graph", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="GRAPH.khabar", help="the store")
    parser.add_argument("search", nargs="?", metavar="SEARCH", help="part of a name in any spelling, or an id")
    parser.add_argument("--type", metavar="TYPE", help="only this type: PER, ORG, GPE ...")
    parser.add_argument(
        "--kind",
        default="named",
        choices=("named", "described", "value", "all"),
        help="named things, descriptions, amounts, or all (default: named)",
    )
    parser.add_argument(
        "--limit", type=_count, default=_SHOWN, metavar="N", help=f"at most so many; 0 for all (default: {_SHOWN})"
    )
    parser.add_argument("--doubtful", action="store_true", help="list the least sure decisions instead of entities")
    parser.add_argument(
        "--near",
        action="store_true",
        help="weigh all names again, and list the joins nearly made among the --doubtful ones",
    )
    parser.add_argument(
        "--decisions",
        type=Path,
        metavar="FILE",
        help="the decisions that the store was built with, needed by --near only",
    )
    _decisions.add_gazetteer(parser)
    parser.add_argument(
        "--format", default="table", choices=("table", "csv", "json"), help="how to print it (default: table)"
    )
    add_common(parser)
    parser.set_defaults(run=run)


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return value


def run(options: argparse.Namespace) -> int:
    """List what was asked for; return the exit code."""
    from ..graph.store import Store

    with Store(options.graph, create=False) as store:
        columns = _MERGE if options.doubtful else _ENTITY
        rows = list(_doubtful(store, options) if options.doubtful else _entities(store, options))
    shown = rows[: options.limit or None]
    sys.stdout.writelines(_lines(shown, columns, options))
    sys.stdout.flush()
    if not rows:
        what = f"called {options.search!r}" if options.search is not None else "of that sort"
        log.warning("%s: there is nothing %s.", options.graph, what)
    if len(shown) < len(rows):
        log.warning("%s more are not shown; --limit 0 shows all.", f"{len(rows) - len(shown):,}")
    return 0 if rows else 1


def _entities(store: Store, options: argparse.Namespace) -> Iterator[Row]:
    """Yield the entities that were asked for, those of most statements first."""
    wanted = [
        entity
        for entity in store.entities()
        if options.kind in ("all", entity.kind)
        and (options.type is None or entity.type == options.type.upper())
        and _found(entity, options.search)
    ]
    count = _counts(store)
    merges: dict[str, list[Merge]] = defaultdict(list)
    for merge in store.merges():
        merges[merge.entity].append(merge)
    for entity in sorted(wanted, key=lambda e: (-count[e.id], e.id)):
        yield _row(entity, count[entity.id], merges[entity.id])


def _found(entity: Entity, search: str | None) -> bool:
    """Is the entity meant by a search: an id of it, or whole words of one of its names in any spelling?"""
    from ..graph import names

    if search is None or search in (entity.id, *entity.same_as):
        return True
    form = names.normal(search)
    spelled = (*entity.names, *entity.labels.values())
    if not form:  # marks and digits that names.normal folds away
        return any(search.casefold() in name.casefold() for name in spelled)
    return any(form in names.normal(name) or search.casefold() in name.casefold() for name in spelled)


def _counts(store: Store) -> Counter[str]:
    """Return for each entity the number of statements that it has a place in."""
    count: Counter[str] = Counter()
    for _, ends in store.resolved():
        count.update({ends.subject, ends.object or "", ends.place or "", *ends.speakers})
    return count


def _row(entity: Entity, count: int, merges: Iterable[Merge]) -> Row:
    said = [{"other": m.other, "reason": m.reason, "score": m.score, "by": m.by} for m in merges]
    return {
        "id": entity.id,
        "type": entity.type,
        "kind": entity.kind,
        "label_ar": entity.labels.get("ar", ""),
        "label_en": entity.labels.get("en", ""),
        "count": count,
        "names": list(entity.names),
        "same_as": list(entity.same_as),
        "country": entity.country,
        "sector": entity.sector,
        "merges": said,
    }


def _doubtful(store: Store, options: argparse.Namespace) -> Iterator[Row]:
    """Yield the rules' least sure decisions, the least sure first."""
    from ..graph.identity import RULES

    entities = {entity.id: entity for entity in store.entities()}
    merges = _weighed(store, options) if options.near else store.merges()
    asked = [merge for merge in merges if merge.by in RULES and merge.score < 1]
    for merge in sorted(asked, key=lambda m: (m.score, m.entity, m.other)):
        entity = entities.get(merge.entity)
        if options.search is not None and not (
            (entity is not None and _found(entity, options.search)) or options.search in merge.other
        ):
            continue
        if options.type is not None and (entity is None or entity.type != options.type.upper()):
            continue
        label = " / ".join(entity.labels.values()) if entity is not None else merge.entity
        values = (merge.score, merge.by, merge.entity, label, merge.other, merge.reason)
        yield dict(zip(_MERGE, values, strict=True))


def _weighed(store: Store, options: argparse.Namespace) -> Iterator[Merge]:
    """Yield the decisions of a resolution made now, the joins that were nearly made among them; nothing is kept."""
    from ..graph import decisions
    from ..graph.gazetteer import Gazetteer
    from ..remembered import resolve

    standing = decisions.read(options.decisions) if options.decisions is not None else ()
    resolution = resolve(store, gazetteer=Gazetteer.load(*options.gazetteer), decisions=standing)
    yield from resolution.merges
    bearer = {name: entity.id for entity in resolution.entities for name in entity.names}
    shown = set()
    for merge in resolution.near:  # which may hold several spellings of the same two entities, the surest first
        pair = frozenset({merge.entity, bearer.get(merge.other, merge.other)})
        if pair not in shown:
            shown.add(pair)
            yield merge


def _lines(rows: list[Row], columns: tuple[str, ...], options: argparse.Namespace) -> Iterator[str]:
    if options.format == "json":
        yield json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    elif options.format == "csv":
        yield from _csv(rows, columns)
    elif options.doubtful:
        yield from (f"{r['score']:.3f}  {r['by']}: {r['label']} = {r['other']}: {r['reason']}\n" for r in rows)
    else:
        for row in rows:
            yield from _table(row, whole=options.search is not None)


class _Line:
    """A file whose write returns its text: the csv module's way of making lines."""

    def write(self, text: str) -> str:
        return text


def _csv(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[str]:
    write = csv.writer(_Line(), lineterminator="\n").writerow
    yield str(write(columns))
    for row in rows:
        yield str(write([_cell(row[column]) for column in columns]))


def _cell(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    said = (f"{v['other']} ({v['by']} {v['score']}: {v['reason']})" if isinstance(v, dict) else v for v in value)
    return "; ".join(said)


def _table(row: Row, *, whole: bool) -> Iterator[str]:
    """Yield an entity's line, and with ``whole`` its names, other ids and merges below."""
    label = " / ".join(filter(None, (row["label_ar"], row["label_en"])))
    yield f"{row['count']:6,}  {row['type']:5}  {label}  {row['id']}\n"
    if not whole:
        return
    if row["names"]:
        yield f"        names: {'، '.join(row['names'])}\n"
    if row["same_as"]:
        yield f"        also: {' '.join(row['same_as'])}\n"
    for m in row["merges"]:
        yield f"        = {m['other']}: {m['reason']} ({m['by']}, {m['score']:.3f})\n"
