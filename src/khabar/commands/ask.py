"""``khabar ask``: the saved questions, listed or asked of a graph."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date
from typing import Any

from . import _results
from ._shared import add_common

_EPILOG = """\
examples:
  khabar ask
  khabar ask who-said graph.trig --about بوتين
  khabar ask ماذا-فعل news.khabar --about روسيا --to سوريا --since 2024-11-01 --format csv

Without a question all of them are listed. A question asked by its Arabic name is answered in Arabic.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "ask", "list the saved questions, or ask one of a graph", _EPILOG)
    parser.add_argument("question", nargs="?", metavar="NAME", help="the question's name, Arabic or English")
    parser.add_argument("graph", nargs="?", metavar="GRAPH", help=_results.GRAPH)
    parser.add_argument(
        "--about", default="", metavar="X", help="who or what: a name as written somewhere, an id, an IRI"
    )
    parser.add_argument("--to", default="", metavar="Y", help="the other end, given in the same way")
    parser.add_argument("--since", type=_day, metavar="DAY", help="from this day on, such as 2024-12-08")
    parser.add_argument("--until", type=_day, metavar="DAY", help="up to this day, which is included")
    parser.add_argument(
        "--language",
        choices=("ar", "en", "none"),
        help="the language of the answers' labels; none gives IRIs (default: that of the question's name)",
    )
    _results.add_options(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2024-12-08") from error


def run(options: argparse.Namespace) -> int:
    """List the questions or ask one; return the exit code."""
    from ..exports.questions import ask, find
    from ..exports.sparql import QueryError

    if options.question is None:
        print(*listed(), sep="\n")
        return 0
    question = find(options.question)
    if options.graph is None:
        raise QueryError(f"The question {question.id!r} needs a graph: khabar ask {options.question} GRAPH")
    given = {name: getattr(options, name) for name in ("about", "to", "since", "until")}
    spoken = "ar" if options.question == question.name.get("ar") else "en"
    language = {None: spoken, "none": ""}.get(options.language, options.language)
    with _results.stoppable():
        return _results.show(ask(_results.load(options), question.id, **given, language=language), options.format)


def listed() -> Iterator[str]:
    """Yield what can be asked: both names, the parameters (those in brackets may be left out), the explanations."""
    from ..exports.questions import questions

    for question in questions().values():
        takes = (f"--{p}" if p in question.needs else f"[--{p}]" for p in question.takes)
        yield f"{question.name['en']}  {question.name['ar']}  {' '.join(takes)}"
        yield f"    {question.explain['en']}"
        yield f"    {question.explain['ar']}"
