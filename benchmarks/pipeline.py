"""How fast the whole way from article to statements is, on one thread.

    python benchmarks/pipeline.py ARTICLES.jsonl [--repeat N] [--json]

Prints whitespace-separated words per CPU second (user and system, all threads) for three ways over the same articles:

    model        the language model alone: texts to parsed documents. What a pipeline of spaCy without Khabar costs.
    statements   article in, statements out: reading the file, the model, extraction.
    whole        the same with the store and identity across articles: what ``khabar build`` does before exports.

and the start-up (wall and CPU seconds from an empty process to a pipeline that is ready) and the peak memory of the
whole way. Each is measured in a process of its own; of N runs the median is printed. CPU time and not wall time, so
that other work on the machine shows little; ``--repeat`` for what it still shows.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

WAYS = ("model", "statements", "whole")
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)


def measure(way: str, articles: Path, language: str = "ar") -> dict[str, Any]:
    """Run one way over a file of articles in a process of its own and return what it measured."""
    environment = os.environ | _ONE_THREAD | {"KHABAR_STARTED": repr(time.time())}
    command = [sys.executable, __file__, str(articles), "--way", way, "--language", language]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def run(way: str, path: Path, language: str) -> dict[str, Any]:
    """Run one way in this process; return words, articles, statements, seconds and MiB."""
    from khabar.extractors import Extractor
    from khabar.graph.store import Store
    from khabar.pipeline import Pipeline
    from khabar.readers import Options, read

    extractor = Extractor(language)
    _ = extractor.nlp  # loaded when first asked for
    pipeline = Pipeline(Store(), extractors={language: extractor})
    ready = {"start_wall": time.time() - float(os.environ["KHABAR_STARTED"]), "start_cpu": time.process_time()}
    options = Options(languages=(language,))
    texts = [article.text for article in read([path], options) if not hasattr(article, "reason")]
    begun, statements = time.process_time(), 0
    if way == "model":
        for _ in extractor.nlp.pipe(texts, batch_size=16):
            pass
    elif way == "statements":
        found = (article for article in read([path], options) if not hasattr(article, "reason"))
        statements = sum(len(reading.statements) for reading in extractor.read(found, on_error=_fail))
    else:
        pipeline.read([path], options)
        pipeline.resolve()
        if pipeline.counts.skipped:
            raise SystemExit(f"{len(pipeline.counts.skipped)} articles were skipped: the figures would mean nothing.")
        statements = sum(1 for _ in pipeline.store.statements())
    seconds = time.process_time() - begun
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    words = sum(len(text.split()) for text in texts)
    return ready | {
        "articles": len(texts),
        "words": words,
        "statements": statements,
        "seconds": seconds,
        "words_per_second": words / seconds,
        "peak_mib": memory,
    }


def _fail(article: object, error: Exception) -> None:
    raise error


def median(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the median of each figure."""
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def figures(articles: Path, repeat: int, language: str = "ar") -> dict[str, dict[str, Any]]:
    """Return the figures of every way."""
    return {way: median([measure(way, articles, language) for _ in range(repeat)]) for way in WAYS}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--language", choices=("ar", "en"), default="ar", help="of the articles (default: ar)")
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(run(options.way, options.articles, options.language)))
        return
    found = figures(options.articles, options.repeat, options.language)
    if options.json:
        print(json.dumps(found, indent=1))
        return
    whole = found["whole"]
    print(f"{whole['articles']:.0f} articles, {whole['words']:,.0f} words, {whole['statements']:,.0f} statements")
    for way in WAYS:
        print(f"{way:12} {found[way]['words_per_second']:8,.0f} words per CPU second")
    print(f"start-up     {whole['start_wall']:8.2f} s wall, {whole['start_cpu']:.2f} s CPU")
    print(f"peak memory  {whole['peak_mib']:8,.0f} MiB")


if __name__ == "__main__":
    main()
