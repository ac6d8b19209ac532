"""Plausible Arabic readings in any number, the same for the same seed: to measure and test what follows extraction.

    kg = synthetic(articles=150, people=200, seed=1).graph()

The sentences are made of templates, so they say nothing about the quality of extraction.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import (
    Article,
    Attribution,
    Claim,
    Entity,
    EntityKind,
    EntityType,
    Evidence,
    Labels,
    Mention,
    Merge,
    Modality,
    Polarity,
    Reading,
    Relation,
    RelationClass,
    Statement,
    Time,
)
from khabar.graph.store import Store

Keys = dict[tuple[str, int, int], str]

STATES = [
    ("سوريا", "Syria", "Q858"), ("روسيا", "Russia", "Q159"), ("تركيا", "Turkey", "Q43"), ("إيران", "Iran", "Q794"),
    ("العراق", "Iraq", "Q796"), ("لبنان", "Lebanon", "Q822"), ("الولايات المتحدة", "United States", "Q30"),
    ("السعودية", "Saudi Arabia", "Q851"), ("مصر", "Egypt", "Q79"), ("اليمن", "Yemen", "Q805"),
    ("ليبيا", "Libya", "Q1016"),
    ("السودان", "Sudan", "Q1049"), ("الأردن", "Jordan", "Q810"), ("قطر", "Qatar", "Q846"), ("فرنسا", "France", "Q142"),
    ("أوكرانيا", "Ukraine", "Q212"), ("تونس", "Tunisia", "Q948"), ("الجزائر", "Algeria", "Q262"),
    ("الصين", "China", "Q148"),
    ("المغرب", "Morocco", "Q1028"),
]  # fmt: skip
CITIES = [
    ("حلب", "Aleppo"), ("حمص", "Homs"), ("حماة", "Hama"), ("إدلب", "Idlib"), ("دمشق", "Damascus"), ("عفرين", "Afrin"),
    ("الموصل", "Mosul"), ("بغداد", "Baghdad"), ("صنعاء", "Sanaa"), ("الحديدة", "Hodeidah"), ("طرابلس", "Tripoli"),
    ("بنغازي", "Benghazi"), ("الخرطوم", "Khartoum"), ("بيروت", "Beirut"), ("أنقرة", "Ankara"), ("موسكو", "Moscow"),
    ("كييف", "Kyiv"), ("القاهرة", "Cairo"), ("الرياض", "Riyadh"), ("جنيف", "Geneva"),
]  # fmt: skip
BODIES = [
    ("حلف شمال الأطلسي", "NATO", "Q7184"), ("الأمم المتحدة", "United Nations", "Q1065"),
    ("حزب الله", "Hezbollah", "Q41053"),
    ("الكرملين", "Kremlin", ""), ("البيت الأبيض", "White House", "Q35525"), ("الجيش السوري", "Syrian Army", ""),
    ("قوات سوريا الديمقراطية", "Syrian Democratic Forces", ""), ("الاتحاد الأوروبي", "European Union", "Q458"),
    ("جامعة الدول العربية", "Arab League", "Q7172"), ("هيئة تحرير الشام", "Hayat Tahrir al-Sham", ""),
    ("الحرس الثوري", "Revolutionary Guards", ""), ("منظمة الصحة العالمية", "World Health Organization", "Q7817"),
]  # fmt: skip
FIRST = [
    ("أحمد", "Ahmad"), ("محمد", "Muhammad"), ("خالد", "Khalid"), ("سامر", "Samer"), ("ليلى", "Layla"),
    ("نادية", "Nadia"),
    ("يوسف", "Yusuf"), ("إبراهيم", "Ibrahim"), ("عمر", "Omar"), ("فاطمة", "Fatima"), ("حسن", "Hassan"),
    ("زياد", "Ziad"),
    ("رنا", "Rana"), ("طارق", "Tariq"), ("مروان", "Marwan"), ("هالة", "Hala"), ("نبيل", "Nabil"), ("كريم", "Karim"),
]  # fmt: skip
LAST = [
    ("الخطيب", "al-Khatib"), ("النجار", "al-Najjar"), ("الحداد", "Haddad"), ("العلي", "al-Ali"), ("الصالح", "al-Saleh"),
    ("المصري", "al-Masri"), ("الحلبي", "al-Halabi"), ("منصور", "Mansour"), ("درويش", "Darwish"), ("القاسم", "al-Qasim"),
    ("شاهين", "Shahin"), ("البغدادي", "al-Baghdadi"), ("الزعبي", "al-Zoubi"), ("حيدر", "Haydar"), ("مراد", "Murad"),
    ("الراوي", "al-Rawi"), ("عبود", "Abboud"), ("سليم", "Salim"), ("الشامي", "al-Shami"), ("قاسم", "Qassem"),
]  # fmt: skip
# id, class, Arabic label, English label, verb of a sentence (past, negated, planned), the words before the object
RELATIONS: list[tuple[str, RelationClass, str, str, tuple[str, str, str], str]] = [
    ("attack", "ASSAULT", "هاجم", "attacked", ("هاجمت قوات", "لم تهاجم قوات", "ستهاجم قوات"), ""),
    ("bomb", "ASSAULT", "قصف", "bombed", ("قصفت طائرات", "لم تقصف طائرات", "تعتزم قصف طائرات"), "مواقع في"),
    ("control", "COERCE", "سيطر على", "seized control of", ("سيطرت فصائل", "لم تسيطر فصائل", "ستسيطر فصائل"), "على"),
    ("support", "SUPPORT", "دعم", "supports", ("دعمت", "لم تدعم", "ستدعم"), ""),
    ("meet", "CONSULT", "التقى", "met", ("التقى", "لم يلتق", "سيلتقي"), ""),
    ("criticise", "ACCUSE", "انتقد", "criticised", ("انتقدت", "لم تنتقد", "ستنتقد"), ""),
    ("sanction", "SANCTION", "فرض عقوبات على", "imposed sanctions on", ("فرضت", "لم تفرض", "ستفرض"), "عقوبات على"),
    ("grant_asylum", "AID", "منح حق اللجوء", "granted asylum to", ("منحت", "لم تمنح", "ستمنح"), "حق اللجوء لـ"),
    ("negotiate", "AGREE", "اتفق مع", "reached an agreement with", ("اتفقت", "لم تتفق", "ستتفق"), "مع"),
    ("demand", "REQUEST", "طالب", "made demands of", ("طالبت", "لم تطالب", "ستطالب"), ""),
    ("threaten", "THREATEN", "هدد", "threatened", ("هددت", "لم تهدد", "ستهدد"), ""),
    ("withdraw", "RETREAT", "انسحب من", "withdrew from", ("انسحبت", "لم تنسحب", "ستنسحب"), "من"),
    ("president_of", "ROLE", "رئيس", "president of", ("يرأس", "لا يرأس", "سيرأس"), ""),
    ("spokesperson_of", "ROLE", "متحدث باسم", "spokesperson of", ("يتحدث", "لا يتحدث", "سيتحدث"), "باسم"),
    ("base_in", "POSSESSION", "له قواعد في", "has bases in", ("تملك", "لا تملك", "ستملك"), "قواعد في"),
]
SOURCES = [
    "وكالة الأناضول", "الجزيرة", "BBC عربي", "رويترز", "سانا", "الشرق الأوسط", "بغداد اليوم", "فرانس 24", "القدس العربي"
]  # fmt: skip
ENDINGS = ["خلال الساعات الماضية", "بعد أيام من المحادثات", "وسط تصاعد التوتر في المنطقة", "بحسب مصادر محلية"]
CUES = ["قال", "ذكر", "أكد", "أعلن", "نقلت وكالات عن"]


@dataclass(frozen=True)
class Synthetic:
    """Readings with their entities, and a KnowledgeGraph of them in memory."""

    readings: tuple[Reading, ...]
    entities: tuple[Entity, ...]
    mentions: Keys
    merges: tuple[Merge, ...] = ()

    def graph(self) -> KnowledgeGraph:
        store = Store()
        store.add(self.readings)
        store.resolve(self)
        return KnowledgeGraph(store)


def _entity(ar: str, en: str, type_: EntityType, *, wikidata: str = "", kind: EntityKind = "named") -> Entity:
    minted = f"https://w3id.org/khabar/entity/{en.lower().replace(' ', '-')}"
    iri = f"http://www.wikidata.org/entity/{wikidata}" if wikidata else minted
    return Entity(iri, kind, type_, Labels.of(ar=ar, en=en), names=(ar, en), same_as=(iri,) if wikidata else ())


def _cast(people: int, rng: random.Random) -> list[Entity]:
    """Return the states, cities and bodies above and as many people and groups as asked for, no name twice."""
    cast = [_entity(ar, en, "GPE", wikidata=q) for ar, en, q in STATES]
    cast += [_entity(ar, en, "GPE") for ar, en in CITIES]
    cast += [_entity(ar, en, "ORG", wikidata=q) for ar, en, q in BODIES]
    names = [(f"{a} {c}", f"{x} {z}") for a, x in FIRST for c, z in LAST]
    names += [(f"{a} {b} {c}", f"{x} {y} {z}") for a, x in FIRST for b, y in FIRST if a != b for c, z in LAST]
    while len(names) < people:
        names += [(f"{ar} {n}", f"{en} {n}") for n, (ar, en) in enumerate(names, len(names))]
    for index, (ar, en) in enumerate(names[:people]):
        if index % 5 == 4:
            cast.append(_entity(f"حركة {ar.split()[-1]} {index}", f"{en.split()[-1]} Movement {index}", "ORG"))
        else:
            cast.append(_entity(ar, en, "PER"))
    return cast


class _Writer:
    """Builds one article's text word by word and remembers where each mention stands."""

    def __init__(self, title: str) -> None:
        self.text = title + "\n\n"

    def add(self, words: str) -> tuple[int, int]:
        start = len(self.text) + (0 if self.text.endswith(("\n", "لـ", '"')) else 1)
        self.text += ("" if start == len(self.text) else " ") + words
        return start, len(self.text)


@dataclass(frozen=True)
class _Topic:
    """Pairs that news of one topic is about, a few of them over and over."""

    pairs: tuple[tuple[Entity, Entity, tuple[int, ...]], ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, cast: list[Entity], rng: random.Random, pairs_each: int) -> _Topic:
        fame = list(accumulate(1 / (rank + 2) for rank in range(len(cast))))
        pairs: list[tuple[Entity, Entity, tuple[int, ...]]] = []
        for entity in cast:
            others = (rng.choices(cast, cum_weights=fame)[0] for _ in range(pairs_each))
            for other in others:
                kinds = tuple(rng.randrange(len(RELATIONS)) for _ in range(rng.choice((1, 1, 2, 3))))
                if other is not entity:
                    pairs.append((entity, other, kinds) if rng.random() < 0.5 else (other, entity, kinds))
        rng.shuffle(pairs)
        return cls(tuple(pairs), tuple(accumulate(1 / (rank + 4) ** (1.8 / pairs_each) for rank in range(len(pairs)))))

    def draw(self, rng: random.Random) -> tuple[Entity, Entity, tuple[int, ...]]:
        return rng.choices(self.pairs, cum_weights=self.weights)[0]


def _status(rng: random.Random, kinds: tuple[int, ...]) -> tuple[Polarity, Modality, int]:
    """Return polarity, modality and form of the verb; the less sure ones keep to the same pairs, as in news."""
    if sum(kinds) % 7 == 0:
        return rng.choice((("negated", "actual", 1), ("negated", "actual", 1), ("affirmed", "actual", 0)))
    if sum(kinds) % 7 == 1:
        return rng.choice((("affirmed", "planned", 2), ("affirmed", "possible", 2), ("affirmed", "demanded", 2)))
    return "affirmed", "actual", 0


@dataclass(frozen=True)
class _Draft:
    """A sentence as written: where its words stand, before the article around it is whole."""

    sentence: tuple[int, int]
    trigger: tuple[int, int]
    subject: tuple[Entity, tuple[int, int]]
    object: tuple[Entity, tuple[int, int]]
    relation: tuple[str, RelationClass, str, str]
    polarity: Polarity
    modality: Modality
    speaker: tuple[str, Entity, tuple[int, int]] | None
    place: tuple[Entity, tuple[int, int]] | None
    roll: float


def _sentence(writer: _Writer, topic: _Topic, rng: random.Random) -> _Draft:
    subject, object_, kinds = topic.draw(rng)
    speaker, place, _ = topic.draw(rng)
    id_, class_, ar, en, forms, before = RELATIONS[rng.choice(kinds)]
    polarity, modality, form = _status(rng, kinds)
    begin, said = len(writer.text), None
    if rng.random() < 0.4:
        cue = rng.choice(CUES)
        writer.add(cue)
        said = (cue, speaker, writer.add(speaker.label("ar")))
        writer.add("إن")
    trigger = writer.add(forms[form])
    at_subject = writer.add(subject.label("ar"))
    if before:
        writer.add(before)
    at_object, where = writer.add(object_.label("ar")), None
    if rng.random() < 0.3:
        writer.add("في")
        where = (place, writer.add(place.label("ar")))
    if rng.random() < 0.5:
        writer.add(rng.choice(ENDINGS))
    writer.text += "."
    begin += len(writer.text[begin:]) - len(writer.text[begin:].lstrip())
    return _Draft(
        (begin, len(writer.text)), trigger, (subject, at_subject), (object_, at_object), (id_, class_, ar, en),
        polarity, modality, said, where, rng.random(),
    )  # fmt: skip


def _article(index: int, rng: random.Random, topic: _Topic, sentences: int, keys: Keys) -> Reading:
    lead, other, _ = topic.draw(rng)
    title = f"تطورات جديدة بين {lead.label('ar')} و{other.label('ar')}"
    writer = _Writer(title)
    published = date(2015, 1, 1) + timedelta(days=int(3600 * rng.random() ** 0.5))
    drafts = []
    for number in range(sentences):
        drafts.append(_sentence(writer, topic, rng))
        writer.text += "\n" if number % 3 == 2 else ""
    link = f"https://example.org/news/{index}"
    article = Article(f"a{index:05d}", title, writer.text, "ar", published, rng.choice(SOURCES), link)
    return Reading(article, tuple(_statement(article, draft, keys) for draft in drafts))


def _statement(article: Article, draft: _Draft, keys: Keys) -> Statement:
    def mention(entity: Entity, span: tuple[int, int]) -> Mention:
        keys[article.id, *span] = entity.id
        return Mention(article.text[slice(*span)], *span, entity.type, "name")

    id_, class_, ar, en = draft.relation
    relation = Relation(id_, ar, Labels.of(ar=ar, en=en), class_)
    said: tuple[Attribution, ...] = ()
    if draft.speaker is not None:
        cue, speaker, span = draft.speaker
        said = (Attribution(mention(speaker, span), cue, "denies" if draft.polarity == "negated" else "says"),)
    day = article.published
    return Statement(
        article.id,
        Claim(mention(*draft.subject), relation, mention(*draft.object)),
        Evidence(article, *draft.sentence),
        Evidence(article, *draft.trigger),
        draft.polarity,
        draft.modality,
        said,
        time=Time(day, day, day.isoformat()) if day and draft.roll < 0.3 else None,
        place=mention(*draft.place) if draft.place else None,
        confidence=round(0.4 + 0.6 * draft.roll, 2),
        extractor="synthetic",
    )


def synthetic(
    *,
    articles: int = 150,
    people: int = 200,
    sentences: int = 15,
    topics: int = 9,
    pairs_each: int = 2,
    seed: int = 1,
    first: int = 0,
) -> Synthetic:
    """Return a graph of ``articles * sentences`` statements among ``people + 52`` entities that fall into topics.

    The news of a topic is of ``pairs_each`` pairs for every entity; the more there are, the fewer are told twice.
    Articles are numbered from ``first`` on, so that graphs of several seeds can lie in one store.
    """
    rng = random.Random(seed)
    cast = _cast(people, rng)
    known, others = cast[: len(cast) - people], cast[len(cast) - people :]
    casts = [rng.sample(known, 14) + others[index::topics] for index in range(topics)]
    subjects = [_Topic.of(members, rng, pairs_each) for members in casts]
    keys: Keys = {}
    readings = []
    for index in range(first, first + articles):
        topic = rng.choices(subjects, weights=[1 / (rank + 3) for rank in range(topics)])[0]
        readings.append(_article(index, rng, topic, sentences, keys))
    used = set(keys.values())
    return Synthetic(tuple(readings), tuple(sorted((e for e in cast if e.id in used), key=lambda e: e.id)), keys)
