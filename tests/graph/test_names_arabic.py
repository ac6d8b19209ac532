"""Arabic names by string code: forms under which spellings meet, titles, and how near two spellings are."""

from __future__ import annotations

import pytest

from khabar.graph.names import arabic, nisba


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("عَبْدُ الله", "عبدالله"),
        ("عبد الفتاح السيسي", "عبدالفتاح السيسى"),
        ("أبو مازن", "ابومازن"),
        ("إدلب", "ادلب"),
        ("مصراتة", "مصراته"),
        ("الســيسي", "السيسي"),
        ("سلمان ابن عبد العزيز", "سلمان بن عبدالعزيز"),
        ("قوات سوريا الديموقراطية", "قوات سوريا الديمقراطية"),
        ("وزارة الخارجية الأميركية", "وزارة الخارجية الأمريكية"),
        ("#فلاديمير_بوتين", "فلاديمير بوتين"),
        ("إس-400", "إس ٤٠٠"),
    ],
)
def test_spellings_of_one_name_have_one_normal_form(one: str, other: str) -> None:
    assert arabic.normal(one) == arabic.normal(other)


@pytest.mark.parametrize(("one", "other"), [("حسن", "حسين"), ("الأسد", "أسد"), ("عمر", "عمرو"), ("روسيا", "سوريا")])
def test_different_names_keep_different_normal_forms(one: str, other: str) -> None:
    assert arabic.normal(one) != arabic.normal(other)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("الاسد", "اسد"),
        ("الله", "الله"),
        ("الياس", "الياس"),
        ("الكسندر", "الكسندر"),
        ("البرادعي", "برادعي"),
        ("المر", "مر"),
    ],
)
def test_the_article_is_taken_off_and_nothing_that_looks_like_it(word: str, bare: str) -> None:
    assert arabic.without_article(word) == bare


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("الرئيس السوري بشار الأسد", ("بشار", "اسد")),
        ("اللواء ماهر الأسد", ("ماهر", "اسد")),
        ("الرئيس الأسد", ("اسد",)),
        ("الشيخ تميم بن حمد آل ثاني", ("تميم", "بن", "حمد", "ال", "ثاني")),
        ("وزير الخارجية الروسي سيرغي لافروف", ("سيرغي", "لافروف")),
        ("د. عبد المنعم أبو الفتوح", ("عبدالمنعم", "ابوالفتوح")),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert arabic.person(name) == words


def test_a_name_without_its_titles_keeps_its_spelling() -> None:
    assert arabic.untitled("الرئيس السوري بشار الأسد") == "بشار الأسد"


@pytest.mark.parametrize("name", ["نظام الأسد", "قوات حفتر", "حكومة نتنياهو", "مدينة الصدر"])
def test_what_is_headed_by_a_common_noun_is_no_person(name: str) -> None:
    assert arabic.heads_a_body(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ديمتري", "دميتري"),
        ("نتنياهو", "نتانياهو"),
        ("بوتين", "بوتن"),
        ("غوتيريش", "جوتيريش"),
        ("لافروف", "لفروف"),
        ("زيلينسكي", "زيلنسكي"),
        ("أردوغان", "اردوجان"),
    ],
)
def test_variants_of_a_foreign_name_are_near(one: str, other: str) -> None:
    assert arabic.similarity(arabic.normal(one), arabic.normal(other)) >= 0.92


@pytest.mark.parametrize(
    ("one", "other"), [("بوتين", "بايدن"), ("سوريا", "سويا"), ("لافروف", "لازاروف"), ("ترامب", "طالب")]
)
def test_other_names_are_far(one: str, other: str) -> None:
    assert arabic.similarity(one, other) < 0.85


def test_proclitics_are_taken_off_only_after_the_word_itself_was_tried() -> None:
    assert list(arabic.forms("للرئيس"))[:2] == ["للرييس", "الرييس"]
    assert next(arabic.forms("لبنان")) == "لبنان"


def test_a_nisba_has_every_gender_number_and_case() -> None:
    forms = set(nisba.forms("روسي", broken=("روس",)))
    assert {"روسي", "الروسيه", "روسيان", "الروسيين", "روسيون", "الروسيات", "روسيا", "الروس"} <= forms
