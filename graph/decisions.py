"""What people decided about names: a small text file, one decision per line, applied on every rebuild.

A line holds, between tabs: number, ``same`` or ``different``, the two names (or entity ids), the reason, who. A line
``5<TAB>undo<TAB>3`` takes number 3 back; nothing is ever erased, so the file can be kept under version control.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from . import names

Verdict = Literal["same", "different"]
_HEAD = "# Decisions about names: number, same or different, two names or ids, reason, who; or number, undo, number.\n"


class DecisionError(ValueError):
    """A decision that cannot be taken, or a file of decisions that cannot be read; one line that names the remedy."""


@dataclass(frozen=True)
class Decision:
    """A person's word that two names (or ids) are one entity, or that they are not."""

    number: int
    verdict: Verdict
    one: str
    other: str
    reason: str = ""
    by: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """The two names in the form under which they are compared."""
        return frozenset({comparable(self.one), comparable(self.other)})


def comparable(name: str) -> str:
    """Return an id as it is, a name in its normal form."""
    return name if name.startswith(("http://", "https://")) else names.normal(name)


def read(path: Path) -> tuple[Decision, ...]:
    """Return the decisions of a file that still hold, in order; () where there is no file.

    Raises DecisionError, with the line, for a line that is malformed, undoes what is not there, or contradicts
    another.
    """
    return tuple(_standing(path, _lines(path)))


def _lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionError(f"{path}: the decisions cannot be read ({error}). Give a UTF-8 text file.") from error
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line.split("\t")


def _standing(path: Path, lines: Iterable[tuple[int, list[str]]]) -> Iterator[Decision]:
    standing: dict[int, Decision] = {}
    seen: set[int] = set()
    for at, cells in lines:
        where = f"{path}:{at}"
        if len(cells) < 3 or not cells[0].isdigit():
            raise DecisionError(
                f"{where}: this is no decision. Write number, same or different, two names, reason, who."
            )
        number, verdict = int(cells[0]), cells[1]
        if number in seen:
            raise DecisionError(f"{where}: number {number} is used twice. Give each line a number of its own.")
        seen.add(number)
        if verdict == "undo":
            if not cells[2].isdigit() or standing.pop(int(cells[2]), None) is None:
                raise DecisionError(
                    f"{where}: decision {cells[2]} does not stand, so it cannot be undone. Remove the line."
                )
            continue
        cells += [""] * (6 - len(cells))
        if verdict not in ("same", "different") or not cells[2].strip() or not cells[3].strip():
            raise DecisionError(f"{where}: {verdict!r} needs to be same, different or undo, with two names after it.")
        made = Decision(number, cast(Verdict, verdict), *(cell.strip() for cell in cells[2:6]))
        _check(made, standing.values(), where)
        standing[number] = made
    yield from standing.values()


def _check(made: Decision, standing: Iterable[Decision], where: str) -> None:
    if len(made.pair) == 1:
        raise DecisionError(f"{where}: {made.one!r} and {made.other!r} are the same name. Give two different ones.")
    for other in standing:
        if other.pair == made.pair:
            again = "already says so" if other.verdict == made.verdict else f"says that they are {other.verdict}"
            raise DecisionError(f"{where}: decision {other.number} {again}. Undo it first: khabar undo {other.number}.")


def add(path: Path, verdict: Verdict, one: str, other: str, *, reason: str = "", by: str = "") -> Decision:
    """Append a decision to a file and return it. Raises DecisionError, changing nothing, where one contradicts it."""
    standing = read(path)
    made = Decision(_next(path), verdict, *(" ".join(text.split()) for text in (one, other, reason, by)))
    if not made.one or not made.other:
        raise DecisionError(f"{path}: a decision needs two names, found {one!r} and {other!r}.")
    _check(made, standing, str(path))
    _append(path, [str(made.number), verdict, made.one, made.other, made.reason, made.by])
    return made


def undo(path: Path, number: int) -> Decision:
    """Take a decision back and return it. Raises DecisionError, and changes nothing, where it does not stand."""
    for decision in read(path):
        if decision.number == number:
            _append(path, [str(_next(path)), "undo", str(number)])
            return decision
    made = {int(cells[0]) for _, cells in _lines(path) if cells[0].isdigit() and cells[1:2] != ["undo"]}
    state = "is already undone" if number in made else "does not exist"
    raise DecisionError(f"{path}: decision {number} {state}; nothing was changed.")


def _next(path: Path) -> int:
    return max((int(cells[0]) for _, cells in _lines(path)), default=0) + 1


def _append(path: Path, cells: list[str]) -> None:
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    beside = path.with_name(path.name + ".new")
    beside.write_text(before + ("" if before.endswith("\n") else "\n") + "\t".join(cells) + "\n", encoding="utf-8")
    os.replace(beside, path)
