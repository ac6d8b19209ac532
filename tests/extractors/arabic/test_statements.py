"""Arabic sentences and the statements they hold, by construction. Each pair can be checked by eye."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, lines

VERBS = [
    ("قصفت تركيا مدينة عفرين.", "تركيا | bomb | عفرين"),
    ("تركيا قصفت مدينة عفرين.", "تركيا | bomb | عفرين"),
    (
        "التقى الرئيس الروسي فلاديمير بوتين نظيره التركي رجب طيب أردوغان.",
        "فلاديمير بوتين | meet_with | رجب طيب أردوغان",
    ),
    ("انسحبت القوات الإسرائيلية من مدينة خان يونس.", "القوات الإسرائيلية | withdraw_from | خان يونس"),
    ("سيطرت الفصائل المسلحة على مدينة حلب.", "الفصائل المسلحة | seize_control | حلب"),
    ("اتهمت واشنطن طهران بدعم الحوثيين.", "واشنطن | accuse | طهران"),
    ("أدانت فرنسا والمانيا الهجوم على دمشق.", "فرنسا | condemn | الهجوم"),
    ("اعتقلت الشرطة التركية ثلاثة صحفيين في إسطنبول.", "الشرطة التركية | arrest | ثلاثة صحفيين"),
    ("زار وزير الخارجية الأميركي أنتوني بلينكن بغداد.", "أنتوني بلينكن | visit | بغداد"),
    ("دعت الأمم المتحدة إسرائيل إلى وقف الهجمات.", "الأمم المتحدة | call_on | إسرائيل"),
]

PASSIVES = [
    ("اغتيل القائد العسكري على يد مسلحين مجهولين.", "مسلحين مجهولين | assassinate | القائد العسكري"),
    ("قُتل الصحفي من قبل الجيش الإسرائيلي.", "الجيش الإسرائيلي | kill | الصحفي"),
]

LIGHT_VERBS = [
    ("شنت إسرائيل هجوما على دمشق.", "إسرائيل | attack | دمشق"),
    ("عقد الرئيس اجتماعا مع وزير الدفاع.", "الرئيس | meet_with | وزير الدفاع"),
    ("قام الجيش السوري بقصف مدينة إدلب.", "الجيش السوري | bomb | إدلب"),
]

COORDINATION = [
    ("زار الوزير تركيا وإيران.", "الوزير | visit | إيران"),
    ("قصفت روسيا وسوريا مدينة إدلب.", "سوريا | bomb | إدلب"),
]

RELATIVES = [
    ("قتل الجيش المسلحين الذين هاجموا القاعدة.", "المسلحين | attack | القاعدة"),
    ("دخلت القوات المدينة التي قصفتها الطائرات الروسية.", "الطائرات الروسية | bomb | المدينة"),
]

VERBAL_NOUNS = [
    ("أعلنت الحكومة انسحاب القوات الأميركية من سوريا.", "القوات الأميركية | withdraw_from | سوريا"),
    ("نددت تركيا بدعم واشنطن للأكراد.", "واشنطن | support | الأكراد"),
    ("أدى القصف الروسي على إدلب إلى نزوح المدنيين.", "الروسي | bomb | إدلب"),
    ("جاء ذلك بعد سيطرة الفصائل على مدينة حماة.", "الفصائل | seize_control | حماة"),
]

ROLES = [
    ("وصل الرئيس السوري بشار الأسد إلى موسكو.", "بشار الأسد | president_of | السوري"),
    ("قال المتحدث باسم الكرملين دميتري بيسكوف إن الاجتماع تأجل.", "دميتري بيسكوف | spokesperson_of | الكرملين"),
    ("التقى سيرغي لافروف وزير الخارجية الروسي المبعوث الأممي.", "سيرغي لافروف | foreign_minister_of | الروسي"),
]

POSSESSIONS = [
    ("ستبقى القواعد الروسية في سوريا.", "الروسية | has_base_in | سوريا"),
    ("لا خطة لدى روسيا لإنقاذ الأسد.", "روسيا | خطة لإنقاذ | الأسد"),
]

CASES = [*VERBS, *PASSIVES, *LIGHT_VERBS, *COORDINATION, *RELATIVES, *VERBAL_NOUNS, *ROLES, *POSSESSIONS]


@pytest.mark.parametrize(("text", "statement"), CASES)
def test_a_sentence_gives_its_statement(read: Read, text: str, statement: str) -> None:
    assert statement in lines(read(text))


def test_a_deputy_is_not_the_minister(read: Read) -> None:
    found = lines(read("وصل نائب وزير الخارجية الروسي ميخائيل بوغدانوف إلى دمشق."))
    assert "ميخائيل بوغدانوف | foreign_minister_of | الروسي" not in found


def test_the_evidence_of_a_grant_holds_what_is_granted(read: Read) -> None:
    reading = read("قال بيسكوف إن بوتين هو من قرر منح الرئيس السوري بشار الأسد حق اللجوء في روسيا.")
    grant = find(reading, "بوتين | grant_asylum | بشار الأسد")
    assert grant.evidence.text.endswith("حق اللجوء")
    assert grant.place is not None and grant.place.text == "روسيا"


def test_a_denied_plan_is_quoted_with_its_negation(read: Read) -> None:
    reading = read("لا خطة لدى روسيا لإنقاذ الأسد.")
    assert find(reading, "روسيا | خطة لإنقاذ | الأسد").evidence.text == "لا خطة لدى روسيا لإنقاذ الأسد"
