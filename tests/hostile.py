"""Readings whose names, words and links try to break the page: markup, turned text, emoji, endless names, odd links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factories import mention, relation, said, statement

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Entity, Labels, Reading
from khabar.graph.store import Store

MARKUP = "<img src=x onerror=alert(1)></script><script>alert(2)</script><!--"
QUOTES = 'O\'Neil "the" `boss` & {{graph}} ${1}'
TURNED = "أحمد\u202eنبيل\u202d"
EMOJI = "فرقة 🇸🇾👩‍🚀𝔎"
ENDLESS = "طويل " * 99 + "النهاية"
NAMES = (MARKUP, QUOTES, TURNED, EMOJI, ENDLESS)
LINK = "javascript:alert(3)"


@dataclass(frozen=True)
class _Resolution:
    entities: tuple[Entity, ...]
    mentions: dict[tuple[str, int, int], str]
    merges: tuple[()] = ()


def hostile() -> KnowledgeGraph:
    """Return a graph in which each name acts on the next, said by the first, all words as hostile as the names."""
    body = " ".join(f"قال {name} هاجم هدفا." for name in NAMES) + " <script>alert(4)</script> \u202e نهاية"
    source = "</script><b>وكالة</b>"
    article = Article.of(
        body, id="../<a>", title="</title><script>", published=date(2024, 2, 29), source=source, url=LINK
    )
    hits = relation("hit<b>", "هاجم", "هاجم</script>", "attacked<script>", "ASSAULT")
    ends = [mention(article, name, "ORG") for name in NAMES]
    statements = tuple(
        statement(
            article, a, hits, b, trigger="هاجم", evidence="هاجم هدفا", attribution=[said(ends[0])] if i % 2 else ()
        )
        for i, (a, b) in enumerate(zip(ends, [*ends[1:], ends[0]], strict=True))
    )
    entities = tuple(
        Entity(
            f"urn:{i}:<&\"'~\\@", "named", "ORG", Labels.of(ar=name, en=name), (name,), (LINK, "https://example.org/ok")
        )
        for i, name in enumerate(NAMES)
    )
    mentions = {(article.id, *m.span): entity.id for m, entity in zip(ends, entities, strict=True)}
    store = Store()
    store.add([Reading(article, statements)])
    store.resolve(_Resolution(entities, mentions))
    return KnowledgeGraph(store)
