"""Articles that hold passages of another language: an English quotation in an Arabic text, and the reverse.

Each language's extractor reads a text in which the words of the other are blank, so that offsets stay the article's.
Whose words a passage is, the text around it tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from .extractors import Extractor
from .graph.model import Article, Attribution, Evidence, Reading, Statement
from .readers.language import Passage


def read_mixed(
    article: Article, found: Sequence[Passage], extractor: Extractor, others: Mapping[str, Extractor]
) -> Reading:
    """Return the reading of an article and of its passages, which ``others`` read by their language."""
    around = _only(article, _outside(article.text, found))
    readings: list[tuple[Reading, tuple[Attribution, ...]]] = [(_read(extractor, around), ())]
    said = dict(zip(found, extractor.speakers(around, [(p.start, p.end) for p in found]), strict=True))
    for passage in found:
        own = replace(_only(article, [(passage.start, passage.end)]), language=passage.language)
        readings.append((_read(others[passage.language], own), said[passage]))
    statements = list(chain.from_iterable(_moved(reading, article, by) for reading, by in readings))
    statements.sort(key=lambda s: (s.evidence.start, s.trigger.start, s.id))
    corefs = sorted((c for reading, _ in readings for c in reading.corefs), key=lambda c: c.mention.span)
    return Reading(article, tuple({s.id: s for s in statements}.values()), tuple(corefs))


def _read(extractor: Extractor, article: Article) -> Reading:
    if not article.text.strip():
        return Reading(article, ())
    return next(iter(extractor.read([article])))


def _outside(text: str, found: Iterable[Passage]) -> Iterator[tuple[int, int]]:
    at = 0
    for passage in found:
        yield at, passage.start
        at = passage.end
    yield at, len(text)


def _only(article: Article, spans: Iterable[tuple[int, int]]) -> Article:
    """Return an article of which all but some stretches is blank; lines stay where they are."""
    kept = [" " if letter != "\n" else letter for letter in article.text]
    for start, end in spans:
        kept[start:end] = article.text[start:end]
    return replace(article, title="", text="".join(kept))


def _moved(reading: Reading, article: Article, said: tuple[Attribution, ...]) -> Iterator[Statement]:
    """Yield statements with the words of the whole article as evidence, and who says them."""
    moved: dict[str, Statement] = {}
    for s in reading.statements:
        evidence, trigger = (Evidence(article, words.start, words.end) for words in (s.evidence, s.trigger))
        moved[s.id] = replace(s, evidence=evidence, trigger=trigger, attribution=(*said, *s.attribution))
    for s in moved.values():
        yield replace(s, content=tuple(sorted(moved[id].id for id in s.content))) if s.content else s
