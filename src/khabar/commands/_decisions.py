"""What ``khabar same``, ``different`` and ``undo`` share: a line is written only where every build can apply it."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from ._shared import add_common

if TYPE_CHECKING:
    from ..graph.decisions import Decision, Verdict
    from ..graph.gazetteer import Gazetteer

DEFAULT = Path("decisions.txt")

Decisions = tuple["Decision", ...]
Act = Callable[[Path], "Decision"]


def add_options(parser: Any) -> None:
    """Add the options of commands that change the file of decisions."""
    parser.add_argument(
        "--decisions",
        type=Path,
        default=DEFAULT,
        metavar="FILE",
        help=f"the file of decisions, made where it is missing (default: {DEFAULT})",
    )
    parser.add_argument("--graph", type=Path, metavar="NAME.khabar", help="apply it to this store at once")
    add_gazetteer(parser)
    add_common(parser)


def add_gazetteer(parser: Any) -> None:
    """Add the option that names the users' own names."""
    parser.add_argument(
        "--gazetteer",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="names of your own (.csv), those that the store was built with; may be repeated",
    )


def add_pair(parser: Any) -> None:
    """Add the two names of a decision, and who took it."""
    parser.add_argument("one", metavar="A", help="a name, or an entity's id")
    parser.add_argument("other", metavar="B", help="another")
    parser.add_argument("--by", default="", metavar="NAME", help="who says so")
    add_options(parser)


def decide(options: argparse.Namespace, verdict: Verdict) -> int:
    """Take a decision, say what was done; return the exit code."""
    from ..graph import decisions

    def act(path: Path) -> Decision:
        return decisions.add(path, verdict, options.one, options.other, reason=options.because, by=options.by)

    made = carry_out(options, act)
    meant = "are the same" if verdict == "same" else "are not the same"
    say(options, f"Decision {made.number}: {made.one!r} and {made.other!r} {meant}.")
    return 0


def carry_out(options: argparse.Namespace, act: Act) -> Decision:
    """Change the file, and the graph where one is given; both or neither. Raises DecisionError and StoreError."""
    from ..graph.gazetteer import Gazetteer
    from ..graph.store import Store
    from ..remembered import resolve

    standing, made = rehearse(options.decisions, act)
    gazetteer = Gazetteer.load(*options.gazetteer)
    if options.graph is None:
        if made in standing:
            check(made, standing, gazetteer)
        return act(options.decisions)
    with Store(options.graph, create=False) as store:
        if made in standing:
            check(made, standing, gazetteer, entities=store.entities())
        before = store.counts()["entities"]
        resolution = resolve(store, gazetteer=gazetteer, decisions=standing)
        made = _both(options.decisions, act, lambda: store.resolve(resolution))
        say(options, f"{options.graph}: {len(resolution.entities):,} entities, {before:,} before.")
    return made


def rehearse(path: Path, act: Act) -> tuple[Decisions, Decision]:
    """Return the decisions that would stand after a change, and what the change gives; the file stays as it is."""
    from ..graph import decisions
    from ..graph.decisions import DecisionError

    with TemporaryDirectory() as folder:
        copy = Path(folder) / "decisions"
        if path.exists():
            shutil.copyfile(path, copy)
        try:
            made = act(copy)
            return decisions.read(copy), made
        except DecisionError as error:
            raise DecisionError(str(error).replace(str(copy), str(path))) from error
        except UnicodeEncodeError as error:
            raise DecisionError(f"{path}: {ascii(error.object)} is not text. Write the name in UTF-8.") from error


def _both(path: Path, act: Act, follow: Callable[[], None]) -> Decision:
    before = path.read_bytes() if path.exists() else None
    made = act(path)
    try:
        follow()
    except BaseException:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)
        raise
    return made


def check(made: Decision, standing: Decisions, gazetteer: Gazetteer, *, entities: Iterable[Any] | None = None) -> None:
    """Raise DecisionError where a new decision has no effect or goes against ids and other decisions.

    Without ``entities`` nothing is known of ids that the gazetteer does not list.
    """
    from ..graph.decisions import DecisionError, comparable
    from ..graph.gazetteer_files import BASE

    listed = {entity.id for entity in entities} if entities is not None else None
    for name in (made.one, made.other):
        form = comparable(name)
        if not form:
            raise DecisionError(f"{name!r} holds no letter. Give a name as articles write it, or an id.")
        if form.startswith(("http://", "https://")):
            minted = form.startswith(BASE) and listed is None
            if not minted and form not in gazetteer.entries and form not in (listed or ()):
                where = "in the graph nor " if listed is not None else ""
                raise DecisionError(
                    f"{name} is not {where}among the listed names. List a name for it in a gazetteer of yours, then "
                    "give it with --gazetteer."
                )
        elif made.verdict == "same" and len(bearers := gazetteer.bearers(form)) > 1:
            ids = " and ".join(entry.id for entry in bearers[:5])
            raise DecisionError(f"{name!r} is the name of {len(bearers)} things: {ids}. Give the id of one.")
    _check_together(made, standing, gazetteer)


def _check_together(made: Decision, standing: Decisions, gazetteer: Gazetteer) -> None:
    """Raise DecisionError where a chain of decisions joins two known ids, or what another decision parts."""
    from ..graph.decisions import DecisionError

    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while (above := parent.get(key, key)) != key:
            key = above
        return key

    keys = {d.number: (_key(d.one, gazetteer), _key(d.other, gazetteer)) for d in standing}
    same = [d for d in standing if d.verdict == "same"]
    for decision in same:
        one, other = map(root, keys[decision.number])
        parent[other] = one
    mine = {root(key) for key in keys[made.number]}
    if made.verdict == "same":
        every = {key for pair in keys.values() for key in pair if root(key) in mine}
        known = sorted(key for key in every if key in gazetteer.entries)
        if len(known) > 1:
            raise DecisionError(
                f"{made.one!r} and {made.other!r} cannot be made one: they are two known ids, {' and '.join(known)}. "
                "Nothing was changed."
            )
    for decision in standing:
        one, other = keys[decision.number]
        if decision.verdict == "different" and one != other and root(one) == root(other) and root(one) in mine:
            numbers = ", ".join(str(d.number) for d in same if d != made and root(keys[d.number][0]) in mine)
            against = f"decision {decision.number}" if decision != made else f"what decisions say ({numbers})"
            raise DecisionError(
                f"{made.one!r} and {made.other!r}: this goes against {against}. Undo that first; nothing was changed."
            )


def _key(name: str, gazetteer: Gazetteer) -> str:
    """Return the id of the one listed thing that bears a name, else the name as it is compared."""
    from ..graph.decisions import comparable

    form = comparable(name)
    bearers = gazetteer.bearers(form)
    return bearers[0].id if len(bearers) == 1 else form


def say(options: argparse.Namespace, line: str) -> None:
    """Print a line on standard error unless the user wants none."""
    if not options.quiet:
        print(line, file=sys.stderr)
