"""``khabar info``: what a store holds and how it was made; as a paragraph for a paper with ``--methods``."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from . import _results
from ._shared import add_common, add_format

_EPILOG = """\
examples:
  khabar info news.khabar
  khabar info news.khabar --methods
  khabar info news.khabar --format json

--methods prints a paragraph that says how the graph was made, in words for a paper: versions, models, settings,
people's decisions, the corpus and its hash; and the citation.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = _results.add_to(commands, "info", "say what a store holds and how it was made", _EPILOG)
    parser.add_argument("graph", type=Path, metavar="NAME.khabar", help="the store")
    parser.add_argument("--methods", action="store_true", help="print the paragraph for a paper, and the citation")
    add_format(parser)
    add_common(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print it; return the exit code."""
    from ..graph.store import Store
    from ..methods import About, citation, paragraph

    with Store(options.graph, create=False) as store:
        about = About.of(store)
    if options.methods:
        sys.stdout.write(f"{paragraph(about)}\n\n{citation(about)}")
    elif options.format == "json":
        sys.stdout.write(json.dumps(about.told(), ensure_ascii=False, indent=1) + "\n")
    else:
        sys.stdout.writelines(f"{name:14} {value}\n" for name, value in about.lines())
    sys.stdout.flush()
    return 0
