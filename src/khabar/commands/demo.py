"""``khabar demo``: the whole way on two articles that come with the package, one Arabic and one English."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._outputs import write
from ._shared import add_common, summary

if TYPE_CHECKING:
    from ..graph.knowledge_graph import Fact
    from ..graph.model import Statement

_SUFFIXES = (".html", ".ttl", ".jsonl", ".graphml")
_SHOWN = 8  # statements

_DESCRIPTION = """\
Read two articles about Syria and Russia in December 2024 that come with the package, one Arabic and one English, print
some of what they say, with the words of both where both say it, and write one graph as a page (open graph.html in a
browser), RDF, JSON lines and GraphML.
"""
_EPILOG = """\
example:
  khabar demo -o demo/
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "demo",
        help="read two articles that come with the package",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-o", "--output", type=Path, default=Path("khabar-demo"), metavar="DIR", help="folder (default: khabar-demo)"
    )
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Build the demo, print statements, write the files; return the exit code."""
    from ..api import build

    with as_file(files(__package__.rpartition(".")[0]) / "demo") as folder:
        kg = build(*sorted(folder.glob("*.md")))
    paths = [options.output / f"graph{suffix}" for suffix in _SUFFIXES]
    written = [file for path in paths for file in write(kg, path)]
    if not options.quiet:
        for facts in varied(kg.facts(), _SHOWN):
            print(*lines(facts), sep="\n", end="\n\n")
        print(summary(kg, written, hint=""))
    return 0 if len(written) == len(paths) and not kg.counts.skipped else 1


def varied(facts: Iterable[Fact], count: int) -> list[list[Fact]]:
    """Return some claims between two named things, each of another relation and qualifiers, in text order.

    A claim comes as the facts that state it, one of each article; those that more articles state come first.
    """
    told: dict[tuple[object, ...], dict[str, Fact]] = {}
    for fact in facts:
        s = fact.statement
        if fact.object is not None and fact.subject.kind == fact.object.kind == "named":
            told.setdefault((fact.claim, s.polarity, s.modality), {}).setdefault(s.article, fact)
    # Those of the ontology first: an open relation says less to someone who sees the first page of a manual.
    ranked = sorted(told.values(), key=lambda same: (-len(same), _first(same).claim.relation.id is None))
    kinds: dict[tuple[object, ...], list[Fact]] = {}
    for same in ranked:
        s = _first(same)
        kinds.setdefault((s.claim.relation.key, s.polarity, s.modality), list(same.values()))
    chosen = list(kinds.values())[:count]
    return sorted(chosen, key=lambda same: (same[0].statement.article, same[0].statement.evidence.start))


def _first(same: dict[str, Fact]) -> Statement:
    return next(iter(same.values())).statement


def lines(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield a claim in words with its qualifiers, then the words of each article that state it."""
    fact = facts[0]
    ends = [fact.subject.label("en"), _relation(fact), fact.object.label("en") if fact.object else ""]
    yield f"{' | '.join(filter(None, ends))}{_qualifiers(fact)}"
    for one in facts:
        yield f"    {' '.join(one.statement.evidence.text.split())}"


def _relation(fact: Fact) -> str:
    relation = fact.statement.claim.relation
    return relation.label.get("en") or relation.label.get("ar") or relation.lemma


def _qualifiers(fact: Fact) -> str:
    s = fact.statement
    said = [f"{a.stance} {e.label('en')}" for a, e in zip(s.attribution, fact.speakers, strict=True)]
    parts = [
        "not so" if s.polarity == "negated" else "",
        s.modality if s.modality != "actual" else "",
        f"in {fact.place.label('en')}" if fact.place else "",
        *said,
    ]
    found = ", ".join(filter(None, parts))
    return f"   [{found}]" if found else ""
