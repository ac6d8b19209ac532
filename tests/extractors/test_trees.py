"""Mended trees stay trees, and mended names stay lists of words that know them, whatever the rules of repair do."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.extractors import Extractor
from khabar.extractors.syntax import Analysis
from khabar.graph.model import Article

from .sentences import article, load

TABLES = sorted((Path(__file__).parent / "arabic/sentences").glob("*.txt"))
HARD = [  # each brought a repair to hang a word on itself, or to leave half of a name behind
    "ويتمتع الأطفال بصحة جيدة رغم ضعف وزنهم الذي يترواح بين 600 غرام وكيلوغرام واحد.",
    "وصل المصابون إلى بن قردان. ونقلوا ببن قردان إلى المستشفى. وقالت مصادر ببن قردان إن الطريق مغلقة.",
    "زار إبراهيم بوطالب تونس. ومر ببوطالب رجال ببن عروس. وقال سكان بن عروس ببن عروس إن الماء مقطوع.",
    "التقى الوزير إبراهيم بوطالب في تونس. وقال بوطالب إن البرنامج يبدأ غدا.",
]


def faults(analysis: Analysis) -> list[str]:
    """Return what is no tree, or no name, in an analysis."""
    found = []
    for word in analysis.words:
        if any(child.head is not word for child in word.children):
            found.append(f"{word.text} has a child that hangs elsewhere")
        seen, above = {word.i}, word.head
        while above is not None and above.i not in seen:
            seen.add(above.i)
            above = above.head
        if above is not None:
            found.append(f"{word.text} stands above itself")
        if word.head is not None and word not in word.head.children:
            found.append(f"{word.text} is no child of its head")
        if word.name is not None and not any(word.name is name for name in analysis.names):
            found.append(f"the name of {word.text} is not listed")
    for name in analysis.names:
        found += [f"{w.text} does not know its name" for w in name.words if w.name is not name]
    return found


def analyses(extractor: Extractor, articles: list[Article]) -> dict[str, Analysis]:
    docs = extractor.nlp.pipe([a.text for a in articles])
    readers = (extractor._reader(a, extractor._analyse(doc)) for a, doc in zip(articles, docs, strict=True))
    return {reader.article.text: reader.analysis for reader in readers}


@pytest.mark.parametrize("text", HARD)
def test_a_sentence_that_broke_a_tree_is_read(text: str, arabic: Extractor) -> None:
    (analysis,) = analyses(arabic, [Article.of(text, id="t")]).values()
    assert faults(analysis) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)
def test_trees_stay_trees(table: Path, arabic: Extractor) -> None:
    found = analyses(arabic, [article(sentence) for sentence in load(table)])
    assert {text: wrong for text, analysis in found.items() if (wrong := faults(analysis))} == {}
