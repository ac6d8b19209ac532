"""``khabar demo``: the whole way on an article that comes with the package."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._shared import add_common, summary, write

if TYPE_CHECKING:
    from ..graph.knowledge_graph import Fact

_SUFFIXES = (".html", ".ttl", ".jsonl", ".graphml")
_SHOWN = 8  # statements

_DESCRIPTION = """\
Read an article about Syria and Russia in December 2024 that comes with the package, print some of what it says, and
write the graph as a page (open graph.html in a browser), RDF, JSON lines and GraphML.
"""
_EPILOG = """\
example:
  khabar demo -o demo/
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "demo",
        help="read the article that comes with the package",
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
    from ..extractors import LANGUAGES

    with as_file(files(__package__.rpartition(".")[0]) / "demo") as folder:
        articles = [path for path in sorted(folder.glob("*.md")) if path.suffixes[0][1:] in LANGUAGES]
        kg = build(*articles)
    paths = [options.output / f"graph{suffix}" for suffix in _SUFFIXES]
    written = write(kg, paths)
    if not options.quiet:
        for fact in varied(kg.facts(), _SHOWN):
            print(*lines(fact), sep="\n", end="\n\n")
        print(summary(kg, written))
    return 0 if len(written) == len(paths) and not kg.counts.skipped else 1


def varied(facts: Iterable[Fact], count: int) -> list[Fact]:
    """Return some facts between two named things, in text order, each of another relation and qualifiers."""
    seen: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        s = fact.statement
        if fact.object is not None and fact.subject.kind == fact.object.kind == "named":
            seen.setdefault((s.claim.relation.key, s.polarity, s.modality), fact)
    # Those of the ontology first: an open relation says less to someone who sees the first page of a manual.
    chosen = sorted(seen.values(), key=lambda fact: fact.statement.claim.relation.id is None)[:count]
    return sorted(chosen, key=lambda fact: (fact.statement.article, fact.statement.evidence.start))


def lines(fact: Fact) -> Iterator[str]:
    """Yield a fact as two lines: in words with its qualifiers, and the words of the article that say so."""
    s = fact.statement
    ends = [fact.subject.label("en"), _relation(fact), fact.object.label("en") if fact.object else ""]
    yield f"{' | '.join(filter(None, ends))}{_qualifiers(fact)}"
    yield f"    {' '.join(s.evidence.text.split())}"


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
