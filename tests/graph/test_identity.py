"""One entity, however it is written: within an article, across articles, across languages, and as people decide."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from datetime import date
from typing import cast

import pytest

from khabar.graph.decisions import Decision, DecisionError
from khabar.graph.gazetteer import Gazetteer
from khabar.graph.identity import RULES, Resolution, resolve
from khabar.graph.model import (
    Article,
    Claim,
    Coref,
    Entity,
    EntityType,
    Evidence,
    Labels,
    Mention,
    MentionKind,
    Reading,
    Relation,
    RelationClass,
    Statement,
)
from khabar.graph.names import language_of

GAZETTEER = Gazetteer.load()
PUTIN, ASSAD = "http://www.wikidata.org/entity/Q7747", "http://www.wikidata.org/entity/Q44329"
RUSSIA, OMAN = "http://www.wikidata.org/entity/Q159", "http://www.wikidata.org/entity/Q842"
AMMAN, MOSCOW = "https://sws.geonames.org/250441/", "https://sws.geonames.org/524901/"
_MARKED = re.compile(r"\[([^|\]]+)\|(\w+)(?:\|(\w+))?\]")


def read(marked: str, id: str = "a", *, published: date | None = None, same: Iterable[tuple[int, int]] = ()) -> Reading:
    """Return the reading of a text with marked mentions: [بوتين|PER], [ستة مسلحين|GROUP|nominal], [موسكو|GPE|acts].

    Each mention is the subject of a statement of its own: it says something where marked ``acts``, else it is
    somewhere. ``same`` gives corefs as numbers of mentions.
    """
    text, found = "", []
    at = 0
    for mark in _MARKED.finditer(marked):
        text += marked[at : mark.start()]
        kind = "nominal" if mark[3] == "nominal" else "name"
        mention = Mention(
            mark[1], len(text), len(text) + len(mark[1]), cast(EntityType, mark[2]), cast(MentionKind, kind)
        )
        class_: RelationClass = "STATEMENT" if mark[3] == "acts" else "LOCATION"
        found.append((mention, class_))
        text += mark[1]
        at = mark.end()
    article = Article(id, "", text + marked[at:], language_of(text), published)
    words = Evidence(article, 0, 1)
    made = (
        Statement(id, Claim(mention, Relation(None, "is", Labels(), class_)), words, words) for mention, class_ in found
    )
    corefs = (Coref(found[one][0], found[other][0], "test") for one, other in same)
    return Reading(article, tuple(made), tuple(corefs))


def ids(*readings: Reading, **options: object) -> list[str]:
    """Return the entity ids of the mentions, articles in the given order, mentions in text order."""
    resolution = resolve(readings, gazetteer=GAZETTEER, **options)  # type: ignore[arg-type]
    order = {reading.article.id: at for at, reading in enumerate(readings)}
    return [resolution.mentions[key] for key in sorted(resolution.mentions, key=lambda k: (order[k[0]], k[1]))]


def resolved(*readings: Reading, **options: object) -> Resolution:
    return resolve(readings, gazetteer=GAZETTEER, **options)  # type: ignore[arg-type]


# -- within an article


def test_spellings_of_a_listed_name_are_its_entity() -> None:
    text = "قال [فلاديمير بوتين|PER] و[بوتن|PER] و[بوتين|PER] ثم [Putin|PER]"
    assert set(ids(read(text))) == {PUTIN}


def test_corefs_are_trusted() -> None:
    reading = read("وصل [محمد المطيري|PER] وقال [الضابط|PER|nominal] شيئا", same=[(1, 0)])
    assert len(set(ids(reading))) == 1


def test_a_coref_between_two_known_entities_is_not_believed() -> None:
    assert ids(read("[فلاديمير بوتين|PER] و[بشار الأسد|PER]", same=[(1, 0)])) == [PUTIN, ASSAD]


def test_a_coref_between_a_known_person_and_another_full_name_is_not_believed() -> None:
    one, other = ids(read("[باراك أوباما|PER] و[أحمد توكلي|PER]", same=[(1, 0)]))
    assert one == "http://www.wikidata.org/entity/Q76" != other


def test_a_short_name_joins_the_one_full_name_of_its_article() -> None:
    one, other = ids(read("قال النقيب [محمد خالد المطيري|PER] إن ... وأضاف [المطيري|PER] أن"))
    assert one == other


def test_a_short_name_that_fits_two_full_names_joins_neither() -> None:
    found = ids(read("[محمد خالد المطيري|PER] و[سعد فهد المطيري|PER] ثم [المطيري|PER]"))
    assert len(set(found)) == 3


def test_a_famous_short_name_is_not_given_to_a_known_relative() -> None:
    assert ids(read("قال [ماهر الأسد|PER] ثم [الأسد|PER]"))[1] == ASSAD


def test_a_short_name_joins_an_unknown_full_name_rather_than_the_famous_one() -> None:
    one, other = ids(read("قال الطبيب [سامر الأسد|PER] إن المستشفى ... وأضاف [الأسد|PER]"))
    assert one == other != ASSAD


@pytest.mark.parametrize("name", ["نظام الأسد", "قوات الأسد", "حكومة الأسد", "عائلة الأسد"])
def test_what_belongs_to_a_man_is_not_the_man(name: str) -> None:
    assert ids(read(f"[{name}|PER] و[الأسد|PER]")) != [ASSAD, ASSAD]


def test_titles_and_nation_are_no_part_of_the_name() -> None:
    assert set(ids(read("[الرئيس السوري بشار الأسد|PER] و[الرئيس الأسد|PER]"))) == {ASSAD}


def test_a_bare_noun_joins_the_one_body_that_it_heads() -> None:
    one, other = ids(read("انسحب [الجيش السوري|ORG] ... وترك [الجيش|ORG|nominal] مواقعه"))
    assert one == other


def test_descriptions_stay_in_their_article() -> None:
    first, second = (
        read("[ستة مسلحين|GROUP|nominal] و[ستة مسلحين|GROUP|nominal]", "a"),
        read("[ستة مسلحين|GROUP|nominal]", "b"),
    )
    one, again, other = ids(first, second)
    assert one == again != other


def test_a_bare_indefinite_noun_is_another_thing_each_time() -> None:
    one, other = ids(read("قتل [شخص|PER|nominal] وجرح [شخص|PER|nominal]"))
    assert one != other


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13 مليون شخص", "value"),
        ("25 %", "value"),
        ("ثلاثة ملايين دولار", "described"),
        ("20 قاعدة عسكرية", "described"),
        ("مصدر مقرب من الكرملين", "described"),
    ],
)
def test_an_amount_is_a_value_and_a_description_is_described(text: str, kind: str) -> None:
    (entity,) = resolved(read(f"بلغ العدد [{text}|OTHER|nominal]")).entities
    assert (entity.kind, entity.labels["ar"], entity.names) == (kind, text, ())


# -- offices, metonyms, homonyms


def test_an_office_is_its_holder_at_the_date_of_the_article() -> None:
    text = "أعلن [الرئيس السوري|PER|nominal] ذلك"
    assert ids(read(text, published=date(2018, 4, 14))) == [ASSAD]
    assert ids(read(text, published=date(2025, 3, 1))) == ["https://w3id.org/khabar/entity/ahmed-sharaa"]


def test_an_office_without_a_date_is_the_one_holder_whom_the_article_names() -> None:
    assert ids(read("[الرئيس السوري|PER|nominal] و[بشار الأسد|PER]")) == [ASSAD, ASSAD]


def test_an_office_of_which_nothing_is_sure_stays_an_office() -> None:
    (entity,) = resolved(read("[الرئيس السوري|PER|nominal]")).entities
    assert entity.id == "https://w3id.org/khabar/entity/office-president-sy"
    assert (entity.kind, dict(entity.labels)) == ("named", {"ar": "رئيس سوريا", "en": "President of Syria"})


def test_a_former_holder_is_not_the_holder() -> None:
    (entity,) = resolved(read("[الرئيس الأميركي السابق|PER|nominal]", published=date(2018, 1, 1))).entities
    assert entity.kind == "described"


def test_a_seat_and_an_acting_capital_are_their_state() -> None:
    assert ids(read("قال [الكرملين|ORG|acts] وأعلنت [موسكو|GPE|acts]")) == [RUSSIA, RUSSIA]


def test_a_capital_where_something_is_remains_a_city() -> None:
    assert ids(read("في [موسكو|GPE]")) == [MOSCOW]


def test_metonymy_can_be_switched_off() -> None:
    found = ids(read("قال [الكرملين|ORG|acts] وأعلنت [موسكو|GPE|acts]"), metonymy=False)
    assert found == ["https://w3id.org/khabar/entity/kremlin", MOSCOW]


def test_a_metonym_is_no_name_of_the_state() -> None:
    (russia,) = resolved(read("أعلنت [موسكو|GPE|acts]")).entities
    assert russia.id == RUSSIA and "موسكو" not in russia.names


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("زار الملك مدينة الزرقاء الأردنية ثم [عمان|GPE] أمس", AMMAN),
        ("استقبل السلطان في مسقط وفدا إيرانيا وقالت [عمان|GPE] إن العمانيين", OMAN),
        ("[سلطنة عمان|GPE] قالت [عمان|GPE]", OMAN),
    ],
)
def test_homonyms_are_told_apart_by_context(text: str, id: str) -> None:
    assert set(ids(read(text))) == {id}


def test_a_homonym_that_nothing_tells_is_kept_apart() -> None:
    one, other = ids(read("في [عمان|GPE]", "a"), read("إلى [عمان|GPE]", "b"))
    assert not {one, other} & {AMMAN, OMAN} and one != other


def test_a_common_word_is_a_name_only_in_the_company_of_its_country() -> None:
    saleh = "https://w3id.org/khabar/entity/ali-abd-lah-saleh"
    assert ids(read("قال [صالح|PER] في صنعاء إن اليمنيين")) == [saleh]
    assert ids(read("قال [صالح|PER] إن الطقس جميل")) != [saleh]


# -- across articles


def test_a_name_that_no_list_knows_merges_across_articles_and_spellings() -> None:
    readings = [
        read("[كونستانتين كوساتشيف|PER]", "a"),
        read("[كونستانتين كوساتشوف|PER]", "b"),
        read("[Konstantin Kosachev|PER]", "c"),
    ]
    assert len(set(ids(*readings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("حسن هريدي", "حسين هريدي"),
        ("محمد خالد المطيري", "محمود خالد المطيري"),
        ("سعد الجبري", "سعيد الجبري"),
        ("نوري الملكي", "نوري المالكي"),
        ("علي الراشدي", "علي الرشيدي"),
        ("Hassan Haridy", "حسين هريدي"),
        ("محمد علي", "محمد حسن علي"),
    ],
)
def test_near_misses_are_kept_apart(one: str, other: str) -> None:
    assert len(set(ids(read(f"[{one}|PER]", "a"), read(f"[{other}|PER]", "b")))) == 2


@pytest.mark.parametrize(
    ("one", "other"), [("حركة الحرية", "حزب الحرية"), ("كتيبة 51", "كتيبة 52"), ("حزب العمل", "حزب العمال")]
)
def test_bodies_that_differ_in_one_word_are_kept_apart(one: str, other: str) -> None:
    assert len(set(ids(read(f"[{one}|ORG]", "a"), read(f"[{other}|ORG]", "b")))) == 2


@pytest.mark.parametrize(("one", "other"), [("صحيفة عنب بلدي", "عنب بلدي"), ("بلدة كفرنبودة", "كفر نبودة")])
def test_a_head_may_be_left_out(one: str, other: str) -> None:
    type_ = "ORG" if "عنب" in one else "GPE"
    assert len(set(ids(read(f"[{one}|{type_}]", "a"), read(f"[{other}|{type_}]", "b")))) == 1


def test_contradicting_types_are_kept_apart() -> None:
    assert len(set(ids(read("[بدران|PER]", "a"), read("[بدران|LOC]", "b")))) == 2


def test_a_type_that_clearly_prevails_corrects_the_tagger() -> None:
    readings = [read("[منظمة الأمل|ORG]", str(n)) for n in range(4)] + [read("[منظمة الأمل|OTHER]", "x")]
    assert len(set(ids(*readings))) == 1


def test_a_given_name_alone_is_another_person_in_every_article() -> None:
    assert len(set(ids(read("[محمد|PER]", "a"), read("[محمد|PER]", "b")))) == 2


def test_a_surname_joins_who_bears_it_in_most_articles_of_like_company() -> None:
    full = [read("[سليم الدبوسي|PER] في [اليمن|GPE]", str(n)) for n in range(4)]
    found = ids(*full, read("[الدبوسي|PER] في [اليمن|GPE]", "x"))
    assert len({found[0], found[-2]}) == 1


def test_a_surname_that_two_bear_joins_neither() -> None:
    full = [read(f"[{name} الدبوسي|PER] في [اليمن|GPE]", f"{name}{n}") for name in ("سليم", "فريد") for n in range(3)]
    found = ids(*full, read("[الدبوسي|PER] في [اليمن|GPE]", "x"))
    assert found[-2] not in found[:-2]


# -- what comes back


def test_a_named_entity_has_labels_in_both_languages() -> None:
    (entity,) = resolved(read("[ليونيد سلوتسكي|PER]")).entities
    assert dict(entity.labels) == {"ar": "ليونيد سلوتسكي", "en": "Leonid Slutsky"} or entity.labels["en"].startswith(
        "Le"
    )
    (other,) = resolved(read("[Leonid Slutsky|PER]")).entities
    assert dict(other.labels) == {"ar": "ليونيد سلوتسكي", "en": "Leonid Slutsky"}


def test_names_begin_with_the_best_arabic_one_and_hold_what_articles_write() -> None:
    (entity,) = resolved(read("[Putin|PER] و[بوتن|PER] و[فلاديمير بوتين|PER]")).entities
    assert entity.names[0] == "فلاديمير بوتين"
    assert {"بوتن", "بوتين", "Putin"} <= set(entity.names)


def test_country_and_sector_are_known_for_listed_actors() -> None:
    (entity,) = resolved(read("[حزب الله|ORG]")).entities
    assert (entity.type, entity.country, entity.sector) == ("GROUP", "LB", "REB")


def test_every_mention_has_an_entity_and_every_entity_a_mention() -> None:
    reading = read("قال [الكرملين|ORG|acts] إن [بوتين|PER] و[ستة مسلحين|GROUP|nominal] في [حلب|GPE] و[«»|ORG]")
    resolution = resolved(reading)
    assert {entity.id for entity in resolution.entities} == set(resolution.mentions.values())
    assert len(resolution.mentions) == 5


def test_every_join_is_logged_with_reason_score_and_rule() -> None:
    resolution = resolved(
        read("[سيرغي لافروف|PER] و[لافروف|PER] و[فياتشيسلاف نيكونوف|PER] و[نيكونوف|PER]", "a"),
        read("[فيتشسلاف نيكونوف|PER] و[الكرملين|ORG|acts]", "b"),
    )
    merges = resolution.merges
    assert {merge.entity for merge in merges} <= {entity.id for entity in resolution.entities}
    by_rule = {merge.by for merge in merges}
    assert {"gazetteer", "short name", "spelling", "metonymy"} <= by_rule <= set(RULES)
    assert all(merge.reason and 0.5 < merge.score <= 1.0 for merge in merges)


def test_the_least_sure_decisions_come_first() -> None:
    readings = [read("[فياتشيسلاف نيكونوف|PER] و[لافروف|PER]", "a"), read("[فيتشسلاف نيكونوف|PER]", "b")]
    doubtful = resolved(*readings).doubtful(50)
    assert [merge.score for merge in doubtful] == sorted(merge.score for merge in doubtful)
    assert doubtful[0].by == "spelling"


# -- ids


def test_the_order_of_articles_does_not_matter() -> None:
    texts = [
        "[كونستانتين كوساتشيف|PER] و[المطيري|PER]",
        "[كونستانتين كوساتشوف|PER] و[محمد خالد المطيري|PER]",
        "[Konstantin Kosachev|PER] و[بوتين|PER]",
        "[الرئيس الروسي|PER|nominal] و[عمان|GPE] و[صحيفة عنب بلدي|ORG]",
        "[عنب بلدي|ORG] و[بوتن|PER]",
    ]
    readings = [read(text, str(n)) for n, text in enumerate(texts)]
    first = resolve(readings, gazetteer=GAZETTEER)
    for seed in range(5):
        mixed = readings[:]
        random.Random(seed).shuffle(mixed)
        again = resolve(mixed, gazetteer=GAZETTEER)
        assert (again.entities, dict(again.mentions), again.merges) == (
            first.entities,
            dict(first.mentions),
            first.merges,
        )


def test_new_articles_change_no_id() -> None:
    first = [read("[المطيري|PER] و[ليونيد سولتسكي|PER] و[سليم الدبوسي|PER]", "a")]
    before = resolve(first, gazetteer=GAZETTEER)
    more = [read("[محمد خالد المطيري|PER] و[ليونيد سلوتسكي|PER] و[سليم أحمد الدبوسي|PER]", str(n)) for n in range(4)]
    after = resolve([*more, *first], gazetteer=GAZETTEER, known=before.entities)
    assert all(after.mentions[key] == id for key, id in before.mentions.items())


def test_two_known_ids_are_never_merged_by_a_rule() -> None:
    made = [
        Entity(f"https://w3id.org/khabar/entity/person-{n}", "named", "PER", Labels.of(ar=name), (name,))
        for n, name in ((1, "كونستانتين كوساتشيف"), (2, "كونستانتين كوساتشوف"))
    ]
    readings = [read("[كونستانتين كوساتشيف|PER]", "a"), read("[كونستانتين كوساتشوف|PER]", "b")]
    assert ids(*readings, known=made) == [entity.id for entity in made]


# -- decisions


def decide(verdict: str, one: str, other: str) -> tuple[Decision, ...]:
    return (Decision(1, verdict, one, other, "قرأت المقال", "مريم"),)  # type: ignore[arg-type]


def test_same_joins_two_names_and_signs_the_log() -> None:
    readings = [read("[أبو ورد الحوراني|PER]", "a"), read("[زياد العكيدي|PER]", "b")]
    assert len(set(ids(*readings))) == 2
    decided = resolved(*readings, decisions=decide("same", "أبو ورد الحوراني", "زياد العكيدي"))
    assert len(set(decided.mentions.values())) == 1
    assert [(m.by, m.reason, m.score) for m in decided.merges] == [("مريم", "قرأت المقال", 1.0)]


def test_same_gives_a_name_to_a_listed_entity() -> None:
    assert ids(read("[القيصر الجديد|PER]"), decisions=decide("same", "القيصر الجديد", "فلاديمير بوتين")) == [PUTIN]


def test_different_parts_two_names_that_a_rule_would_join() -> None:
    readings = [read("[كونستانتين كوساتشيف|PER]", "a"), read("[كونستانتين كوساتشوف|PER]", "b")]
    found = ids(*readings, decisions=decide("different", "كونستانتين كوساتشيف", "كونستانتين كوساتشوف"))
    assert len(set(found)) == 2


def test_different_takes_a_listed_name_away() -> None:
    assert ids(read("[لافروف|PER]"), decisions=decide("different", "لافروف", "سيرغي لافروف")) != ids(
        read("[لافروف|PER]")
    )


def test_different_parts_a_short_name_from_the_full_name_of_its_article() -> None:
    reading = read("[محمد خالد المطيري|PER] ثم [المطيري|PER]")
    assert len(set(ids(reading, decisions=decide("different", "المطيري", "محمد خالد المطيري")))) == 2


def test_same_of_two_listed_entities_is_refused() -> None:
    with pytest.raises(DecisionError, match="Decision 1 would join 'بوتين' and 'ترامب', which are two known ids"):
        resolved(read("[بوتين|PER]"), decisions=decide("same", "بوتين", "ترامب"))


def test_same_of_two_names_that_are_already_two_listed_entities_by_spelling_is_refused() -> None:
    readings = [read("[دونالد ترامبب|PER]", "a"), read("[فلاديمير بوتنن|PER]", "b")]
    joined = ids(*readings)
    assert joined == ["http://www.wikidata.org/entity/Q22686", PUTIN]
    parted = ids(*readings, decisions=decide("different", "دونالد ترامبب", "دونالد ترامب"))
    assert parted[1] == PUTIN


def test_nothing_at_all_resolves_to_nothing() -> None:
    assert resolve([], gazetteer=GAZETTEER) == Resolution((), {}, ())


# -- names that say more or less than each other


@pytest.mark.parametrize(
    ("names", "type_"),
    [
        (("عبد الفتاح السيسي", "عبد الفتاح سعيد حسين خليل السيسي", "Abdel Fattah Saeed Hussein Khalil el-Sisi"), "PER"),
        (("حسني مبارك", "الرئيس الأسبق حسني مبارك"), "PER"),
        (("علي عبد الله صالح", "الرئيس اليمني السابق علي عبد الله صالح", "ex-president Ali Abdullah Saleh"), "PER"),
        (("خليفة حفتر", "اللواء المتقاعد خليفة حفتر", "Khalifa Belqasim Haftar"), "PER"),
        (("كيم جونغ أون", "الزعيم الكوري الشمالي كيم جونغ أون"), "PER"),
        (("قاسم الزعروري", "قاسم محمد الزعروري", "Qasim al-Zaarouri"), "PER"),
        (("أشرف زعرورنا", "محمد أشرف زعرورنا"), "PER"),
        (("علي بن زعرور", "علي بنزعرور", "Ali Benzaarour", "Ali Ben Zaarour"), "PER"),
        (("هايكو ويملر", "هايكو فيملر", "Heiko Wimmler"), "PER"),
        (("نيجيريا", "Federal Republic of Nigeria", "جمهورية نيجيريا الاتحادية"), "GPE"),
        (("طرابلس الغرب", "Tripoli, Libya", "طرابلس - ليبيا"), "GPE"),
        (("دير الزور", "Deir ez-Zor", "Dayr az-Zawr"), "GPE"),
        (("المجلس الدنماركي للاجئين", "مجلس اللاجئين الدنماركي", "Danish Refugee Council"), "ORG"),
        (("لواء الزعروريون", "لواء الزعروريين"), "GROUP"),
        (("جامعة الكويت", "Kuwait University"), "ORG"),
    ],
)
def test_one_name_at_several_lengths(names: tuple[str, ...], type_: str) -> None:
    """Fathers' names, second given names, titles with what says when, links written with the name, forms of states."""
    assert len(set(ids(*(read(f"[{name}|{type_}] .", f"a{at}") for at, name in enumerate(names))))) == 1


@pytest.mark.parametrize(
    ("one", "other", "type_"),
    [
        ("عبد الرحيم الزعروري", "عبد الرحمن الزعروري", "PER"),
        ("Abdul Rahim Zaarouri", "Abderrahmane Zaarouri", "PER"),
        ("Tripoli, Libya", "Tripoli, Lebanon", "GPE"),
        ("جورجيا الأمريكية", "Republic of Georgia", "GPE"),
        ("أحمد علي الزعروري", "حسن الزعروري", "PER"),
        ("جامعة اليمن", "الجامعة اليمنية", "ORG"),
        ("السيد البغدادي المحمودي", "المحمودي", "PER"),
    ],
)
def test_near_names_of_two(one: str, other: str, type_: str) -> None:
    """Servants of two of God's names, places of two countries, a father's name that is another's."""
    assert len(set(ids(read(f"[{one}|{type_}] .", "a"), read(f"[{other}|{type_}] .", "b")))) == 2


def test_what_an_article_gave_up_is_not_in_the_log() -> None:
    """A surname that meant a listed man by the article's country is the unknown man's whom the article names."""
    result = resolved(read("في العراق، قال [مال الله العبيدي|PER] إن [العبيدي|PER] هنا", "a"))
    assert len({*result.mentions.values()}) == 1
    assert {merge.entity for merge in result.merges} <= {entity.id for entity in result.entities}
