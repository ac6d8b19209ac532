"""Articles in which invented and known names meet at random, and what is read in them, for tests of many at once.

A line of an article is ``NAME زار NAME``: one statement. Some lines are repeated by a source, some articles are copies.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

from khabar.graph.model import Article, Claim, EntityType, Evidence, Labels, Mention, Reading, Relation, Statement
from khabar.reading import Result

# Names that meet every rule: listed and unlisted, both scripts, surnames alone, misspellings, acronyms, types that
# differ, offices, capitals that act, given names alone, namesakes.
PEOPLE = [
    *(
        "فلاديمير بوتين",
        "بوتين",
        "Vladimir Putin",
        "Putin",
        "بشار الأسد",
        "الأسد",
        "سليم إدريس",
        "إدريس",
        "Salim Idris",
    ),
    *("سليم ادريس", "مازن الخوالدة", "الخوالدة", "Mazen Khawalda", "مازن خوالدة", "رامي الشوبكي", "الشوبكي"),
    *("هاني الشوبكي", "Rami Shobaki", "Shobaki", "أحمد", "محمد", "خالد الدروبي", "محمد خالد الدروبي", "الدروبي"),
    *("سامر الحلبي", "الحلبي", "وسام الحلبي", "ماريو عبدو بينيتيز", "ماريو عبدو", "Mario Abdo Benítez", "Mario Abdo"),
    *("نيكولاس غرابوفسكي", "غرابوفسكي", "Nikolas Grabovski", "Grabovski"),
]
BODIES = [
    *("حركة النهضة القديمة", "لجنة الإعمار الوطنية", "Organization for Security of Danubia", "OSD", "الجيش السوري"),
    *("الجيش", "Reuters", "رويترز", "قسد", "قوات سوريا الديمقراطية", "صحيفة الفجر الجديد", "الفجر الجديد"),
    *("موقع الفجر الجديد", "Northern Relief Council", "NRC", "وزارة الدفاع الروسية"),
]
PLACES = [
    *("دمشق", "موسكو", "الكرملين", "حماة", "خربة الزيتونة", "خربة الزيتون", "طرابلس", "Damascus", "Moscow"),
    *("زملكا الشرقية", "تونس", "Zamalka", "الفجر الجديد"),
]
_TYPES: dict[str, EntityType] = {
    **dict.fromkeys(PEOPLE, "PER"),
    **dict.fromkeys(PLACES, "GPE"),
    **dict.fromkeys(BODIES, "ORG"),
}  # of a name in two lists the tagger of below sees both types
_VERB = " زار "


def records(seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Yield articles as records of JSON lines; one in five is the beginning of an earlier one, with other words."""
    draw, texts = random.Random(seed), list[str]()
    for n in range(count):
        source = f"صحيفة {n % 3}"
        lines = [f"{_name(draw)}{_VERB}{_name(draw)}" for _ in range(draw.randint(2, 7))]
        if texts and n % 5 == 4:
            lines = draw.choice(texts[-40:]).split("\n")[: draw.randint(3, 9)]
        texts.append("\n".join(lines))
        notice = [f"رويترز{_VERB}{PLACES[n % 3]}"] if n % 4 else []  # by each source, in many of its articles
        text = "\n".join([*lines, *notice])
        told = {"id": f"a{n:04}", "text": text, "date": f"2024-11-{n % 28 + 1:02}", "source": source}
        yield told | {"language": "ar"}


def readings(seed: int, count: int) -> list[Reading]:
    """Return what is read in such articles."""
    return [reading(Article.of(one["text"], id=one["id"], language="ar")) for one in records(seed, count)]


def reading(article: Article) -> Reading:
    """Return the statements of an article, a line each."""
    found, start = [], 0
    for line in article.text.split("\n"):
        one, verb, other = line.partition(_VERB)
        if verb:
            found.append(_statement(article, (start, one), (start + len(one + verb), other)))
        start += len(line) + 1
    return Reading(article, tuple(found))


def read(batches: Iterable[list[Article]]) -> Iterator[tuple[int, list[Result]]]:
    """Read batches as a worker does; the article a0042 fails."""
    for number, batch in enumerate(batches):
        yield number, [_result(article) for article in batch]


def _result(article: Article) -> Result:
    if article.id == "a0042":
        return Result(article.id, reason="It cannot be read.")
    return Result(article.id, reading(article))


def _name(draw: random.Random) -> str:
    return draw.choice(draw.choice((PEOPLE, BODIES, PLACES)))


def _statement(article: Article, one: tuple[int, str], other: tuple[int, str]) -> Statement:
    ends = [Mention(name, at, at + len(name), _type(article, name, at), "name") for at, name in (one, other)]
    claim = Claim(ends[0], Relation("visit", "زار", Labels(), "CONSULT"), ends[1])
    evidence = Evidence(article, ends[0].start, ends[1].end)
    return Statement(article.id, claim, evidence, Evidence(article, ends[0].end + 1, ends[1].start - 1))


def _type(article: Article, name: str, at: int) -> EntityType:
    """Return the type that an erring tagger sees."""
    draw = random.Random(f"{name} {at} {len(article.text)}")
    seen: list[EntityType] = [*[_TYPES[name]] * 8, "OTHER", "PER"]
    return draw.choice(seen)
