"""Small articles, readings and resolutions made by hand, for tests of everything that comes after reading.

    from factories import syria, hama, resolution, store, graph

``reading(article, *facts)`` writes statements down by their words: each end is a :func:`mention` found in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import (
    Article,
    Attribution,
    Claim,
    Coref,
    Entity,
    EntityKind,
    EntityType,
    Evidence,
    Labels,
    Mention,
    MentionKind,
    Merge,
    Modality,
    Polarity,
    Reading,
    Relation,
    RelationClass,
    Stance,
    Statement,
    Time,
)
from khabar.graph.store import Store

SYRIA = Article.of(
    "قال المتحدث باسم الكرملين دميتري بيسكوف إن الرئيس فلاديمير بوتين منح الأسد حق اللجوء في روسيا. "
    "ونفى مصدر مقرب من الكرملين أن تكون لدى موسكو خطة لإنقاذ الأسد. "
    "وتوجد القواعد الروسية في سوريا منذ عام 2015. واستقال رئيس الوزراء.",
    id="kremlin-1",
    title="روسيا تستقبل الأسد",
    published=date(2024, 12, 9),
    source="وكالة المثال",
    url="https://news.example/ar/1?a=1&b=2",
)
"""Stated, reported, denied and objectless statements, a chain of one speaker, a time and a place."""

HAMA = Article.of(
    "سيطرت الفصائل على حماة في 5 ديسمبر 2024. ومن المقرر أن تزور الوزيرة دمشق. "
    "وأفادت رويترز نقلا عن مسؤول بأن بوتين منح الأسد حق اللجوء.",
    id="hama/2",
    published=date(2024, 12, 10),
    source="صحيفة النموذج",
)
"""A statement with a day, a planned one, and one that two speakers pass on."""


def relation(id: str | None, lemma: str, ar: str, en: str, class_: RelationClass) -> Relation:
    """Return a relation with both labels."""
    return Relation(id, lemma, Labels.of(ar=ar, en=en), class_)


GRANT_ASYLUM = relation("grant_asylum", "منح", "منح حق اللجوء", "grants asylum to", "AID")
HAS_BASE_IN = relation("has_base_in", "قاعدة", "لديه قواعد في", "has bases in", "POSSESSION")
RESCUE = relation(None, "خطة ل", "خطة لإنقاذ", "plan to rescue", "OTHER")
CONTROL = relation("control", "سيطر على", "سيطر على", "takes control of", "ASSAULT")
VISIT = relation("visit", "زار", "زار", "visits", "CONSULT")
RESIGN = relation("resign", "استقال", "استقال", "resigns", "CONCEDE")
SPOKESMAN = relation("spokesman_of", "متحدث باسم", "متحدث باسم", "spokesman of", "ROLE")


def mention(
    article: Article, text: str, type: EntityType = "PER", kind: MentionKind = "name", *, after: str = ""
) -> Mention:
    """Return the mention at the first place of ``text``, or at the first place of it from ``after`` on."""
    start = article.text.index(text, article.text.index(after))
    return Mention(text, start, start + len(text), type, kind)


def words(article: Article, text: str) -> Evidence:
    """Return the evidence at the first place of ``text``."""
    start = article.text.index(text)
    return Evidence(article, start, start + len(text))


def said(speaker: Mention, cue: str = "قال", stance: Stance = "says") -> Attribution:
    """Return an attribution."""
    return Attribution(speaker, cue, stance)


def statement(
    article: Article,
    subject: Mention,
    relation: Relation,
    object: Mention | None = None,
    *,
    trigger: str,
    evidence: str = "",
    polarity: Polarity = "affirmed",
    modality: Modality = "actual",
    attribution: Sequence[Attribution] = (),
    content: Sequence[str] = (),
    time: Time | None = None,
    place: Mention | None = None,
    confidence: float = 0.9,
    extractor: str = "ar.verb",
) -> Statement:
    """Return a statement that rests on the words of ``evidence``, else on those of ``trigger``."""
    return Statement(
        article.id,
        Claim(subject, relation, object),
        words(article, evidence or trigger),
        words(article, trigger),
        polarity,
        modality,
        tuple(attribution),
        tuple(content),
        time,
        place,
        confidence,
        extractor,
    )


def syria() -> Reading:
    """Return the reading of :data:`SYRIA`: six statements and a coreference."""
    a = SYRIA
    peskov, putin = mention(a, "دميتري بيسكوف"), mention(a, "فلاديمير بوتين")
    assad, later = mention(a, "الأسد", after="منح"), mention(a, "الأسد", after="لإنقاذ")
    kremlin, source = mention(a, "الكرملين", "ORG"), mention(a, "مصدر مقرب من الكرملين", "PER", "nominal")
    russia, bases = mention(a, "روسيا", "GPE", after="اللجوء"), mention(a, "الروسية", "GPE")
    asylum = statement(
        a,
        putin,
        GRANT_ASYLUM,
        assad,
        trigger="منح",
        evidence="فلاديمير بوتين منح الأسد حق اللجوء في روسيا",
        attribution=[said(peskov)],
        place=russia,
    )
    rescue = statement(
        a,
        mention(a, "موسكو", "GPE"),
        RESCUE,
        later,
        trigger="خطة",
        evidence="نفى مصدر مقرب من الكرملين أن تكون لدى موسكو خطة لإنقاذ الأسد",
        polarity="negated",
        attribution=[said(source, "نفى", "denies")],
        extractor="ar.noun",
    )
    says = relation("say", "قال", "قال", "says", "STATEMENT")
    return Reading(
        a,
        (
            statement(a, peskov, SPOKESMAN, kremlin, trigger="المتحدث باسم", extractor="ar.role"),
            statement(a, peskov, says, trigger="قال", content=[asylum.id]),
            asylum,
            rescue,
            statement(
                a,
                bases,
                HAS_BASE_IN,
                mention(a, "سوريا", "GPE"),
                trigger="القواعد",
                evidence="القواعد الروسية في سوريا منذ عام 2015",
                time=Time(date(2015, 1, 1), None, "2015/.."),
                extractor="ar.thing",
            ),
            statement(a, mention(a, "رئيس الوزراء", "PER", "nominal"), RESIGN, trigger="استقال"),
        ),
        (Coref(later, assad, "same name"),),
    )


def hama() -> Reading:
    """Return the reading of :data:`HAMA`: three statements."""
    a = HAMA
    damascus, official = mention(a, "دمشق", "GPE"), mention(a, "مسؤول", "PER", "nominal")
    day = date(2024, 12, 5)
    return Reading(
        a,
        (
            statement(
                a,
                mention(a, "الفصائل", "GROUP", "nominal"),
                CONTROL,
                mention(a, "حماة", "GPE"),
                trigger="سيطرت",
                evidence="سيطرت الفصائل على حماة في 5 ديسمبر 2024",
                time=Time(day, day, "2024-12-05"),
            ),
            statement(a, mention(a, "الوزيرة", "PER", "nominal"), VISIT, damascus, trigger="تزور", modality="planned"),
            statement(
                a,
                mention(a, "بوتين"),
                GRANT_ASYLUM,
                mention(a, "الأسد"),
                trigger="منح",
                attribution=[said(mention(a, "رويترز", "ORG"), "أفادت"), said(official, "نقلا عن")],
                confidence=0.75,
            ),
        ),
    )


def copied(id: str, source: str = "") -> Reading:
    """Return :func:`hama` as another publisher prints it: the same words under another id and source."""
    article = replace(HAMA, id=id, source=source)

    def moved(s: Statement) -> Statement:
        evidence, trigger = (Evidence(article, words.start, words.end) for words in (s.evidence, s.trigger))
        return replace(s, article=id, evidence=evidence, trigger=trigger)

    return Reading(article, tuple(map(moved, hama().statements)))


PUTIN = Entity(
    "http://www.wikidata.org/entity/Q7747",
    "named",
    "PER",
    Labels.of(ar="فلاديمير بوتين", en="Vladimir Putin"),
    ("بوتين", "فلاديمير بوتين", "Putin"),
    sector="government",
    country="RU",
)
RUSSIA = Entity(
    "http://www.wikidata.org/entity/Q159",
    "named",
    "GPE",
    Labels.of(ar="روسيا", en="Russia"),
    ("روسيا", "موسكو"),
    ("https://sws.geonames.org/2017370/",),
    country="RU",
)
NAMED: dict[str, Entity] = {
    "بوتين": PUTIN,
    "فلاديمير بوتين": PUTIN,
    "روسيا": RUSSIA,
    "موسكو": RUSSIA,
    "الروسية": RUSSIA,
}
"""Names that are one entity; every other name is an entity of its own, every description one of its article."""


@dataclass(frozen=True)
class Resolution:
    """The shape of ``khabar.graph.identity.Resolution``."""

    entities: tuple[Entity, ...]
    mentions: dict[tuple[str, int, int], str] = field(default_factory=dict)
    merges: tuple[Merge, ...] = ()


def entity(article: Article, mention: Mention) -> Entity:
    """Return the entity of a mention: a known one, one of its name, or one that stays in the article."""
    if mention.text in NAMED:
        return NAMED[mention.text]
    kind: EntityKind = "named" if mention.kind == "name" else "described"
    names = (mention.text,) if kind == "named" else ()
    where = mention.text.replace(" ", "-") if names else f"{article.id}:{mention.start}"
    return Entity(f"{kind}:{where}", kind, mention.type, Labels.of(ar=mention.text), names)


def resolution(*readings: Reading) -> Resolution:
    """Return a resolution by name alone of everything that readings mention."""
    found: dict[str, Entity] = {}
    mentions: dict[tuple[str, int, int], str] = {}
    for r in readings:
        for m in (m for s in r.statements for m in s.mentions()):
            known = entity(r.article, m)
            found[known.id] = known
            mentions[r.article.id, m.start, m.end] = known.id
    capital = Merge(RUSSIA.id, "موسكو", "the capital stands for the country", 0.9, "metonymy")
    return Resolution(tuple(found.values()), mentions, (capital,) if RUSSIA.id in found else ())


def store(readings: Iterable[Reading] | None = None, path: str | None = None) -> Store:
    """Return a store with readings (:func:`syria` and :func:`hama` when none are given), resolved."""
    known = (syria(), hama()) if readings is None else tuple(readings)
    made = Store(path)
    made.add(known)
    made.resolve(resolution(*known))
    return made


def graph(readings: Iterable[Reading] | None = None) -> KnowledgeGraph:
    """Return the graph of :func:`store`."""
    return KnowledgeGraph(store(readings))
