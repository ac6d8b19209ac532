"""How fast the graph is written as RDF, loaded and queried, beside rdflib doing the same in the same run.

    python benchmarks/rdf.py [--articles 2000] [--rdflib-articles 200] [--questions]

The graph is made up from a seed: articles of 25 statements about 5,000 named entities, a third of them reported, a
tenth denied, a sixth planned. Times are CPU seconds of one thread (Oxigraph: wall seconds).
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    Evidence,
    Labels,
    Mention,
    Merge,
    Reading,
    Relation,
    Statement,
    Time,
)
from khabar.graph.store import Store

FORMATS = ("nt", "nq", "ttl", "trig", "jsonld", "rdfxml")
PEOPLE = [f"الشخص {i}" for i in range(5000)]
RELATIONS = [
    Relation(f"relation_{i}", "فعل", Labels.of(ar=f"علاقة {i}", en=f"relation {i}"), "CONSULT") for i in range(80)
]
FIRST = date(2011, 1, 1)


class Made:
    """Readings of made-up articles and what identity would say of them."""

    def __init__(self, articles: int, statements: int = 25) -> None:
        self.articles, self.per_article = articles, statements
        self.mentions: dict[tuple[str, int, int], str] = {}
        self.entities = tuple(
            Entity(f"person-{i}", "named", "PER", Labels.of(ar=p), (p,)) for i, p in enumerate(PEOPLE)
        )
        self.merges: tuple[Merge, ...] = ()

    def readings(self) -> Iterator[Reading]:
        """Yield the articles; the first entities are in many of them, as in news."""
        chance = random.Random(7)
        for number in range(self.articles):
            yield self._reading(f"article-{number:06}", chance)

    def _reading(self, id: str, chance: random.Random) -> Reading:
        who = [int(len(PEOPLE) * chance.random() ** 3) for _ in range(3 * self.per_article)]
        lines = [
            f"قال {PEOPLE[who[i]]} إن {PEOPLE[who[i + 1]]} التقى {PEOPLE[who[i + 2]]} في اجتماع طويل عقد بالعاصمة."
            for i in range(0, len(who), 3)
        ]
        day = FIRST + timedelta(days=chance.randrange(5000))
        article = Article.of("\n".join(lines), id=id, published=day, source=f"صحيفة {chance.randrange(40)}")
        found, start = [], 0
        for line, i in zip(lines, range(0, len(who), 3), strict=True):
            found.append(self._statement(article, start, line, who[i : i + 3], chance))
            start += len(line) + 1
        return Reading(article, tuple(found))

    def _statement(self, article: Article, at: int, line: str, who: list[int], chance: random.Random) -> Statement:
        def mention(person: int, after: str) -> Mention:
            start = at + line.index(after) + len(after)
            end = start + len(PEOPLE[person])
            self.mentions[article.id, start, end] = f"person-{person}"
            return Mention(article.text[start:end], start, end, "PER", "name")

        speaker, subject, object = mention(who[0], "قال "), mention(who[1], "إن "), mention(who[2], "التقى ")
        trigger = at + line.index("التقى")
        return Statement(
            article.id,
            Claim(subject, chance.choice(RELATIONS), object),
            Evidence(article, at, at + len(line)),
            Evidence(article, trigger, trigger + 5),
            "negated" if chance.random() < 0.1 else "affirmed",
            "planned" if chance.random() < 0.16 else "actual",
            (Attribution(speaker, "قال"),) if chance.random() < 0.33 else (),
            time=Time(article.published, article.published, str(article.published)),
            confidence=round(chance.random(), 3),
            extractor="ar.verb",
        )


def graph(articles: int) -> KnowledgeGraph:
    """Return the made-up graph, resolved, in memory."""
    made, store = Made(articles), Store()
    store.add(made.readings())
    store.resolve(made)
    return KnowledgeGraph(store)


def timed(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the seconds that a call takes."""
    start = clock()
    call()
    return clock() - start


def row(what: str, count: int, seconds: float) -> None:
    """Print a line of the table."""
    print(f"{what:36}{count:>12,}{seconds:>10.2f} s{count / seconds:>14,.0f} /s", flush=True)


def writing(articles: int, folder: Path) -> Path:
    """Print the speed of every format; return the largest file that Oxigraph loads."""
    kg = graph(articles)
    from khabar.exports._rdf import chunks

    count = sum(map(len, chunks(kg)))
    row("statements read from the store", kg.store.counts()["statements"], timed(lambda: sum(1 for _ in kg.facts())))
    row("quads made, not written", count, timed(lambda: sum(map(len, chunks(kg)))))
    for format in FORMATS:
        module = import_module(f"khabar.exports.{format}")
        path = folder / f"graph.{format}"
        row(f"write {format}", count, timed(lambda m=module, p=path: m.write(kg, p)))
    return folder / "graph.nq"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        writing(args.articles, Path(name))


if __name__ == "__main__":
    main()
