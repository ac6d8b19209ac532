"""``khabar correct``: a person's word on single statements, kept in the store and applied after every reading."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import _decisions, _results
from ._shared import add_common

if TYPE_CHECKING:
    from ..graph.corrections import Correction
    from ..graph.store import Store

_EPILOG = """\
examples:
  khabar correct news.khabar 2bc3e338f75f6b87 --reject --because 'his mother died, not he'
  khabar correct news.khabar 2bc3e338f75f6b87 --set modality=planned --set object=موسكو --because 'he has not gone yet'
  khabar correct news.khabar --add kremlin-1 --quote 'استقال رئيس الوزراء' --set subject='رئيس الوزراء' \\
      --set relation=استقال --because 'was overlooked'
  khabar correct news.khabar --list > corrections.jsonl
  khabar correct other.khabar --from corrections.jsonl
  khabar correct news.khabar --undo 3

--set takes subject, relation (an id or label of the ontology, else the lemma of an open relation), object, polarity,
modality, speaker, stance, place and time (2024-12-09, 2024-12, 2024); ends are words as they stand in the article.
Exit code 0: it is done; 2: it cannot be, and nothing was changed.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "correct", "reject, change or add single statements by hand", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="NAME.khabar", help="the store")
    parser.add_argument("statement", nargs="?", metavar="ID", help="the statement's id, as every export has it")
    what = parser.add_argument_group("what is done (one of these)")
    what.add_argument("--reject", action="store_true", help="the article does not say this")
    what.add_argument(
        "--set", action="append", default=[], type=_field, metavar="FIELD=VALUE", help="it says this; may be repeated"
    )
    what.add_argument("--add", metavar="ARTICLE", help="the article of this id says something that was not read")
    what.add_argument("--undo", type=int, metavar="N", help="take correction N back")
    what.add_argument("--list", action="store_true", help="print the corrections that stand, as JSON, one a line")
    what.add_argument("--from", dest="file", type=Path, metavar="FILE", help="make the corrections of such a list")
    parser.add_argument("--quote", default="", metavar="WORDS", help="the words that say what --add adds")
    parser.add_argument("--because", default="", metavar="REASON", help="why")
    parser.add_argument("--by", default="", metavar="NAME", help="who says so")
    parser.add_argument("--ontology", action="append", default=[], type=Path, metavar="FILE", help="your own relations")
    parser.add_argument("--decisions", type=Path, metavar="FILE", help="the decisions that the store was built with")
    _decisions.add_gazetteer(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def _field(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is no FIELD=VALUE")
    return name.strip(), value.strip()


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return the exit code."""
    from ..graph.corrections import CorrectionError, dump
    from ..graph.store import Store

    changed = bool(options.set) and not options.add
    asked = (options.reject, changed, options.add, options.undo is not None, options.list, options.file)
    if sum(map(bool, asked)) != 1:
        raise CorrectionError("Say one thing to do: --reject, --set, --add, --undo, --list or --from.")
    with Store(options.graph, create=False) as store:
        if options.list:
            sys.stdout.writelines(dump(correction) + "\n" for correction in store.corrections())
            sys.stdout.flush()
            return 0
        with store.alone():
            before = store.resolved_with
            said = _carry_out(store, options)
            if before is not None and store.resolved_with is None:
                _resolve(store, options)
    if not options.quiet:
        print(said, file=sys.stderr)
    return 0


def _carry_out(store: Store, options: argparse.Namespace) -> str:
    """Make the corrections, or take one back; return what to say."""
    from ..graph.correcting import correct, withdraw

    if options.undo is not None:
        made = withdraw(store, options.undo)
        return f"Undone: correction {made.number} of article {made.article}."
    wanted = list(_listed(options.file)) if options.file else [_wanted(store, options)]
    done = correct(store, wanted)
    if options.file:
        return f"Made {len(done):,} corrections."
    new = done[0].after["id"] if done[0].after is not None else ""
    what = {"reject": "rejected", "change": f"changed; it is {new} now", "add": f"added as {new}"}[done[0].verdict]
    return f"Correction {done[0].number}: {what}."


def _listed(path: Path) -> Iterator[Correction]:
    from ..graph.corrections import load

    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if line.strip():
            yield load(line, f"{path}:{number}")


def _wanted(store: Store, options: argparse.Namespace) -> Correction:
    """Return the correction that the options describe."""
    from ..graph import correcting
    from ..graph.corrections import CorrectionError
    from ..graph.ontology import Ontology

    told = {"reason": options.because, "by": options.by}
    if options.add:
        article = store.article(options.add)
        ontology = Ontology.load(*options.ontology)
        return correcting.addition(store, article, options.quote, dict(options.set), ontology=ontology, **told)
    of = store.statement_article(options.statement or "")
    if of is None:
        raise CorrectionError(f"{options.graph} has no statement {options.statement!r}. Ids are those of the exports.")
    statement = {s.id: s for s in store.statements_of(store.article(of))}[options.statement]
    if options.reject:
        return correcting.rejection(statement, **told)
    return correcting.change(store, statement, dict(options.set), ontology=Ontology.load(*options.ontology), **told)


def _resolve(store: Store, options: argparse.Namespace) -> None:
    """Settle who the mentions are that identity has not seen yet; that takes all names of the store."""
    from ..graph import decisions
    from ..graph.gazetteer import Gazetteer
    from ..remembered import resolve

    standing = decisions.read(options.decisions) if options.decisions is not None else ()
    store.resolve(resolve(store, gazetteer=Gazetteer.load(*options.gazetteer), decisions=standing))
