"""``khabar build``: articles to a graph, in files of the formats that their suffixes name."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..readers import FIELDS, FORMATS, MAX_CHARACTERS
from ..workers import TIMEOUT, cores
from . import _cluster
from ._outputs import Outputs, add_outputs
from ._progress import progress
from ._shared import add_common, add_identity, positive, reading_options, summary

if TYPE_CHECKING:
    from ..api import KnowledgeGraph
    from ..pipeline import Pipeline

log = logging.getLogger(__name__)

_EPILOG = """\
examples:
  khabar build articles/ -o graph.html -o graph.ttl
  khabar build crawl.jsonl --text-field body --date-field published -o out/
  khabar build 'news/**/*.html' --language ar -o news.khabar -o graph.jsonl
  cat article.txt | khabar build - -o graph.graphml

Exit code 0: all articles were read; 1: some were skipped, all others are in the outputs; 2: nothing could be done.
"""


def add_to(commands: Any) -> None:
    """Declare the command and its options."""
    parser = commands.add_parser(
        "build",
        help="read articles and write what they say as a graph",
        description="Read articles and write what they say as a graph.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="a file (.txt .md .html .rss .atom .docx .pdf .warc .jsonl .json .csv .tsv .parquet, each also "
        "packed as .gz .xz .zst .bz2), a folder, a pattern, or - for standard input",
    )
    _add_reading(parser)
    _add_running(parser)
    _cluster.add_to(parser)
    add_outputs(
        parser,
        "OUT",
        "a file whose suffix names the format (may be repeated); a folder gets every format; NAME.khabar is the store, "
        "which a later build goes on from",
    )
    parser.add_argument("--timeline", type=Path, metavar="OUT.png", help="also chart statements over time")
    add_common(parser)
    parser.add_argument("--log-json", action="store_true", help="say everything, progress too, as JSON, one line each")
    parser.set_defaults(run=run)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how inputs are read")
    for field in FIELDS:
        group.add_argument(
            f"--{field}-field",
            metavar="NAME",
            help=f"the field or column of an article's {field} (default: {field})",
        )
    group.add_argument("--language", metavar="CODE", help="the language of all articles, ar or en (default: detected)")
    group.add_argument(
        "--model", default="", metavar="NAME", help="a spaCy pipeline of your own for its language, en_core_web_trf"
    )
    group.add_argument("--encoding", metavar="NAME", help="the encoding of all files (default: declared or detected)")
    group.add_argument("--from", dest="format", choices=FORMATS, help="the format of all files (default: by suffix)")
    group.add_argument(
        "--max-characters",
        type=positive,
        default=MAX_CHARACTERS,
        metavar="N",
        help=f"skip articles that are longer (default: {MAX_CHARACTERS:,})",
    )
    group = parser.add_argument_group("what is kept")
    group.add_argument(
        "--min-confidence",
        type=_share,
        metavar="X",
        help="keep only statements at least this certain, from 0 to 1 (default: 0.3; 0 keeps all)",
    )
    group.add_argument(
        "--ontology", action="append", default=[], type=Path, metavar="FILE", help="relations of your own (.toml)"
    )
    group.add_argument(
        "--gazetteer", action="append", default=[], type=Path, metavar="FILE", help="names of your own (.csv)"
    )
    add_identity(group)


def _add_running(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("how the build runs")
    group.add_argument(
        "--jobs",
        type=_count,
        metavar="N",
        help="worker processes, each with models of its own (default: one for each core; 0: none)",
    )
    group.add_argument(
        "--timeout",
        type=positive,
        default=int(TIMEOUT),
        metavar="S",
        help=f"give up an article that takes longer than so many seconds (default: {TIMEOUT:g})",
    )
    group.add_argument(
        "--keep",
        action="store_true",
        help="leave the articles of the store that were read with another Khabar, model or other settings as they are",
    )
    group.add_argument("--retry", action="store_true", help="try again to read what could not be read before")


def default_jobs() -> int:
    """Return how many workers a build has unless told otherwise."""
    return cores()


def run(options: argparse.Namespace) -> int:
    """Build, write, sum up; return the exit code."""
    from ..api import KnowledgeGraph
    from ..exports import outputs
    from ..graph.store import Store
    from ..pipeline import MIN_CONFIDENCE, Pipeline

    if options.ray:
        return _cluster.run(options)
    asked = Outputs.asked(options, "A build")
    with Store(asked.folder()) as store, store.alone(), progress(options) as shown_progress:
        pipeline = Pipeline(
            store,
            min_confidence=MIN_CONFIDENCE if options.min_confidence is None else options.min_confidence,
            ontology=options.ontology,
            gazetteer=options.gazetteer,
            decisions=options.decisions,
            metonymy=not options.no_metonymy,
            model=options.model,
            jobs=default_jobs() if options.jobs is None else options.jobs,
            timeout=options.timeout,
            keep=options.keep,
            retry=options.retry,
            on_batch=shown_progress,
        )
        stores = [asked.store] if asked.store is not None else []
        _build(pipeline, options, [*stores, *(file for path in asked.paths for file in outputs(path))])
        shown_progress.end()
        if not pipeline.counts.articles:
            log.error("No article was read; the reasons stand above.")
            return 2
        kg = KnowledgeGraph(store, pipeline.counts)
        asked.write(kg)
        written = [*asked.files, *(_timeline(kg, options.timeline) if options.timeline is not None else [])]
        _sum_up(kg, written, options)
        if not written:
            return 2
        return 1 if pipeline.counts.skipped or asked.missed else 0


def _sum_up(kg: KnowledgeGraph, written: list[Path], options: argparse.Namespace) -> None:
    counts = kg.counts
    if options.log_json:
        told: dict[str, Any] = {"read": counts.read, "known": counts.known, "skipped": len(counts.skipped)}
        told |= {"seconds": round(counts.seconds, 1), "written": [str(path) for path in written]}
        told |= kg.store.counts()
        log.info("done", extra={"told": told})
    elif not options.quiet:
        print(summary(kg, written), file=sys.stderr)


def _timeline(kg: KnowledgeGraph, path: Path) -> list[Path]:
    """Chart statements over time; return the file, or nothing with an error message where that cannot be."""
    from ..exports import ExportError
    from ..exports.png import timeline

    try:
        timeline(kg, path)
    except (ExportError, OSError) as e:
        log.error("%s", e)
        return []
    return [path]


def _build(pipeline: Pipeline, options: argparse.Namespace, outputs: list[Path]) -> None:
    reading = reading_options(options, pipeline.languages)
    try:
        pipeline.build(options.inputs, reading, exclude=outputs)
    except KeyboardInterrupt:
        if pipeline.store.path is not None:
            log.error("%s keeps %d new articles; the same command goes on.", pipeline.store.path, pipeline.counts.read)
        raise


def _count(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError("must be 0 or more")
    return value


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("must be from 0 to 1")
    return value
