"""Statements that were judged against their texts: draw the articles, and read the signals of the judged ones anew.

    python -m training.judged draw DATA -o TEXTS.jsonl
    python -m training.judged refresh LANGUAGE TEXTS.jsonl JUDGED.jsonl -o JUDGED.jsonl

``draw`` takes the first 230 words, to the end of a sentence, of political articles of ``text/ar``; their ids are
digests of their texts. ``refresh`` reads the articles of TEXTS (``id``, ``text``, perhaps ``title``) with the extractor
as it is now and writes the judgments of statements that come out again, with their signals; what comes out otherwise
was not judged and is left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from khabar.extractors import Extractor
from khabar.graph.model import Article

from .confidence import load

ARTICLES = {  # from each corpus of text/ar
    "ar-news-2024-aljazeera-cnn": 44,
    "ar-news-ant-multisource-2018": 40,
    "ar-news-jazeera-hespress": 20,
    "ar-news-antcorpus": 10,
    "ar-news-saudinewsnet": 14,
}
_WORDS = 230
_POLITICS = re.compile(
    "رئيس|وزير|قوات|حكومة|الجيش|مجلس|مسلح|احتجاج|متظاهر|الأمم|الاتحاد|عقوبات|اتفاق|قتل|هجوم|حزب|سفير|برلمان"
)
_OTHER = re.compile("مباراة|الدوري|هدف|لاعب|فيلم|أسهم|مسلسل|كرة")


def draw(data: Path) -> Iterator[dict[str, str]]:
    """Yield the articles that were judged, each with its id and text."""
    rng, texts = random.Random(20261124), list[str]()
    for name, number in ARTICLES.items():
        with lzma.open(data / f"text/ar/{name}.txt.xz", "rt", encoding="utf8") as file:
            articles = [article.strip() for article in file.read().split("\n\n")]
        rng.shuffle(articles)
        texts += [cut for article in articles if (cut := _cut(article))][:number]
    rng.shuffle(texts)
    for text in dict.fromkeys(texts):
        yield {"id": hashlib.sha1(text.encode()).hexdigest()[:12], "text": text}


def _cut(article: str) -> str:
    """Return the beginning of a political article, or nothing."""
    number, begins = len(article.split()), article[:1800]
    if not 70 <= number <= 1500 or len(set(_POLITICS.findall(begins))) < 4 or len(_OTHER.findall(begins)) > 1:
        return ""
    text = "".join(re.split(r"(\s+)", article)[: 2 * _WORDS - 1])
    ends = list(re.finditer(r"[.؟!\n]", text))
    if number > _WORDS and ends:
        text = text[: ends[-1].end()]
    return text.strip() if len(text.split()) >= 60 else ""


def refresh(
    language: str, texts: Iterable[Mapping[str, Any]], judged: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the judgments of statements that come out again, each with its signals of now."""
    extractor = Extractor(language)
    by_id = {row["statement"]: row for row in judged}
    wanted = {row["article"] for row in judged}
    articles = [Article.of(t["text"], id=t["id"], title=t.get("title") or "") for t in texts if t["id"] in wanted]
    for article in articles:
        for id, account in extractor.accounts(article).items():
            if id in by_id:
                yield {**by_id[id], "signals": dict(account.signals)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("data", type=Path)
    reading = commands.add_parser("refresh")
    reading.add_argument("language")
    reading.add_argument("texts", type=Path)
    reading.add_argument("judged", type=Path)
    for command in (drawing, reading):
        command.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args()
    if options.command == "draw":
        rows: Iterable[Mapping[str, Any]] = draw(options.data)
    else:
        rows = refresh(options.language, load(options.texts), load(options.judged))
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
