"""What a written name is read as: phrases before it, brackets, translation, initials, surnames."""

from __future__ import annotations

import pytest

from khabar.graph import matching, names, titled
from khabar.graph.gazetteer import Gazetteer
from khabar.graph.names import senses
from khabar.graph.offices import Offices
from khabar.graph.written_names import NameReader


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def reader(gazetteer: Gazetteer) -> NameReader:
    return NameReader(gazetteer, Offices.load(gazetteer))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Russian President Vladimir Putin", "Vladimir Putin"),
        ("Hezbollah leader Hassan Nasrallah", "Hassan Nasrallah"),
        ("UN Secretary-General António Guterres", "António Guterres"),
        ("Israel's Prime Minister Benjamin Netanyahu", "Benjamin Netanyahu"),
        ("President of Russia Vladimir Putin", "Vladimir Putin"),
        ("Iran's Zarif", "Mohammad Javad Zarif"),
        ("زعيم حزب الله حسن نصر الله", "Hassan Nasrallah"),
        ("وزير خارجية إيران محمد جواد ظريف", "Mohammad Javad Zarif"),
        ("رئيس وزراء إسرائيل السابق إيهود أولمرت", "Ehud Olmert"),
        ("أمين عام الأمم المتحدة غوتيريش", "António Guterres"),
        ("Syrian Democratic Forces (SDF)", "Syrian Democratic Forces"),
        ("قوات سوريا الديمقراطية (قسد)", "Syrian Democratic Forces"),
    ],
)
def test_a_phrase_before_the_name_and_brackets_after_it_are_read(reader: NameReader, text: str, label: str) -> None:
    assert [entry.labels["en"] for entry, sure in reader.read(text).bearers if sure] == [label]


@pytest.mark.parametrize(
    "text", ["مستشار الرئيس الأمريكي دونالد ترامب", "محامي الرئيس دونالد ترامب", "Trump's lawyer", "Iran's Putin"]
)
def test_who_stands_near_a_man_is_not_the_man(reader: NameReader, text: str) -> None:
    assert not any(entry.labels["en"] in ("Donald Trump", "Vladimir Putin") for entry, _ in reader.read(text).bearers)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Syrian Justice Minister Nabil Shamsi", "nabil shamsi"),
        ("وزير العدل السوري نبيل الشمسي", "نبيل الشمسي"),
        ("Jordan Pickford", "jordan pickford"),
        ("Amir Peretz", "amir peretz"),
        ("Prime Minister", "prime minister"),
        ("Sultan al-Jaber", "sultan jaber"),
    ],
)
def test_the_rest_is_left_where_nobody_is_known(gazetteer: Gazetteer, text: str, rest: str) -> None:
    assert titled.bare(names.normal(text), gazetteer) == rest


def _score(one: str, other: str, family: str = "body") -> float:
    forms = ((names.normal(text), names.language_of(text) == "ar") for text in (one, other))
    mine, theirs = (matching.compared(form, is_arabic, False) for form, is_arabic in forms)
    return matching.score(mine, theirs, family)[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Yemeni Women's Union", "اتحاد النساء اليمني", True),
        ("Mosul University", "University of Mosul", True),
        ("جامعة الموصل", "University of Mosul", True),
        ("Syrian National Council", "المجلس الوطني الليبي", False),
        ("National Front", "الجبهة الوطنية", False),  # two common words are the name of many
        ("Mosul University", "جامعة حلب", False),
    ],
)
def test_a_body_meets_its_translation(one: str, other: str, same: bool) -> None:
    assert (_score(one, other) >= matching.THING) is same


def test_senses_leave_small_words_out() -> None:
    assert senses.translated(("university", "of", "mosul"), False) == (("#university",), ("mosul",))


def test_initials_are_those_of_three_words_or_more() -> None:
    assert matching.initials("organization for sahara development") == ("osd", "ofsd")
    assert matching.initials("sahara development") == ()


def test_a_surname_names_the_one_listed_person_who_bears_it(gazetteer: Gazetteer) -> None:
    assert [entry.labels["en"] for entry in gazetteer.lookup("جهانغيري")] == []  # a name of many in its country
    assert [entry.labels["en"] for entry in gazetteer.lookup("Poroshenko")] == ["Petro Poroshenko"]
    assert [entry.labels["en"] for entry in gazetteer.lookup("رودريغيز")] == []
    assert [entry.labels["en"] for entry in gazetteer.lookup("Rajapaksa")] == ["Gotabaya Rajapaksa"]
