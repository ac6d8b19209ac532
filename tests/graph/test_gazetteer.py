"""Known names: countries and their adjectives, cities, actors, offices and institutions, metonyms, and users' own
names.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from khabar.graph.gazetteer import Gazetteer, GazetteerError
from khabar.graph.gazetteer_files import Entry
from khabar.graph.offices import Office, Offices

RUSSIA, SYRIA = "http://www.wikidata.org/entity/Q159", "http://www.wikidata.org/entity/Q858"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def offices(gazetteer: Gazetteer) -> Offices:
    return Offices.load(gazetteer)


@pytest.mark.parametrize(
    "name", ["روسيا", "لروسيا", "وروسيا", "روسيا الاتحادية", "الاتحاد الروسي", "Russia", "Russian Federation"]
)
def test_a_country_is_known_by_all_its_names(gazetteer: Gazetteer, name: str) -> None:
    assert [entry.id for entry in gazetteer.lookup(name)] == [RUSSIA]


def test_a_country_carries_wikidata_geonames_and_iso(gazetteer: Gazetteer) -> None:
    syria = gazetteer.country("SY")
    assert syria is not None
    assert (syria.id, syria.same_as, syria.country) == (SYRIA, ("https://sws.geonames.org/163843/",), "SY")


def test_every_country_of_the_list_has_labels_in_both_languages(gazetteer: Gazetteer) -> None:
    countries = [entry for entry in gazetteer.entries.values() if entry.sort == "country"]
    assert len(countries) > 230
    assert all(entry.labels["ar"] and entry.labels["en"] for entry in countries)


@pytest.mark.parametrize(
    ("adjective", "code"),
    [
        ("السورية", "SY"),
        ("سوريون", "SY"),
        ("السوريين", "SY"),
        ("الروس", "RU"),
        ("للأتراك", "TR"),
        ("المغاربة", "MA"),
        ("أميركية", "US"),
        ("الكورية الجنوبية", "KR"),
        ("الجنوب أفريقية", "ZA"),
        ("Syrian", "SY"),
        ("Britons", "GB"),
    ],
)
def test_an_adjective_of_nation_names_its_country(gazetteer: Gazetteer, adjective: str, code: str) -> None:
    nation = gazetteer.nisba(adjective)
    assert nation is not None and nation.country == code


@pytest.mark.parametrize("word", ["اليمنى", "المالية", "القمرية", "السياسية", "financial"])
def test_another_adjective_names_none(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.nisba(word) is None


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("بوتين", "Vladimir Putin"),
        ("ترمب", "Donald Trump"),
        ("داعش", "Islamic State"),
        ("قسد", "Syrian Democratic Forces"),
        ("أ ف ب", "Agence France-Presse"),
        ("أبو محمد الجولاني", "Ahmed al-Sharaa"),
        ("كوباني", "Kobani"),
        ("دير الزور", "Deir ez-Zor"),
    ],
)
def test_an_actor_or_city_is_known_by_its_aliases(gazetteer: Gazetteer, name: str, label: str) -> None:
    assert [entry.labels["en"] for entry in gazetteer.lookup(name)] == [label]


@pytest.mark.parametrize("name", ["صالح", "هادي", "بيان", "المصدر", "وقف", "البلاد", "مصدر"])
def test_a_common_word_is_no_sure_name(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.lookup(name) == ()


def test_a_homonym_has_two_bearers_and_a_type_only_if_they_share_it(gazetteer: Gazetteer) -> None:
    assert {entry.country for entry in gazetteer.lookup("عمان")} == {"OM", "JO"}
    assert gazetteer.type_of("عمان") == "GPE"
    assert gazetteer.type_of("حماس") == "GROUP"
    assert gazetteer.type_of("كلمة لا يحملها أحد") is None


def test_at_least_400_actors_are_listed_in_both_languages(gazetteer: Gazetteer) -> None:
    actors = [entry for entry in gazetteer.entries.values() if entry.sort == "actor"]
    assert len(actors) >= 1200
    assert all(entry.labels["ar"] and entry.labels["en"] for entry in actors)
    assert len({entry.id for entry in actors}) == len(actors)


def test_the_regime_of_a_man_is_not_the_man(gazetteer: Gazetteer) -> None:
    (regime,), (man,) = gazetteer.lookup("نظام الأسد"), gazetteer.lookup("الأسد")
    assert (regime.type, man.type) == ("GROUP", "PER")
    assert regime.id != man.id


@pytest.mark.parametrize(
    ("name", "acting", "code"),
    [
        ("الكرملين", False, "RU"),
        ("البيت الأبيض", False, "US"),
        ("موسكو", True, "RU"),
        ("تل أبيب", True, "IL"),
        ("دمشق", True, "SY"),
        ("موسكو", False, None),
        ("حلب", True, None),
        ("القدس", True, None),
    ],
)
def test_a_seat_or_acting_capital_stands_for_its_state(
    gazetteer: Gazetteer, name: str, acting: bool, code: str | None
) -> None:
    (entry,) = gazetteer.lookup(name)
    state = gazetteer.stands_for(entry, acting=acting)
    assert (state.country if state else None) == code


@pytest.mark.parametrize(
    ("phrase", "day", "holder"),
    [
        ("الرئيس السوري", date(2018, 4, 14), "Bashar al-Assad"),
        ("الرئيس السوري", date(2025, 3, 1), "Ahmed al-Sharaa"),
        ("الرئيس الأميركي", date(2016, 5, 1), "Barack Obama"),
        ("رئيس الوزراء الإسرائيلي", date(2022, 3, 1), "Naftali Bennett"),
        ("وزير خارجية روسيا", date(2015, 9, 30), "Sergey Lavrov"),
        ("العاهل الأردني", date(2020, 1, 1), "Abdullah II of Jordan"),
        ("الأمين العام للأمم المتحدة", date(2016, 1, 1), "Ban Ki-moon"),
        ("Syrian president", date(2018, 4, 14), "Bashar al-Assad"),
        ("president of the United States", date(2024, 1, 1), "Joe Biden"),
    ],
)
def test_an_office_has_its_holder_at_a_date(
    gazetteer: Gazetteer, offices: Offices, phrase: str, day: date, holder: str
) -> None:
    office = offices.read(phrase)
    assert isinstance(office, Office)
    assert [gazetteer.entries[iri].labels["en"] for iri in offices.holders(office, day)] == [holder]


def test_an_office_between_two_holders_has_none(offices: Offices) -> None:
    office = offices.read("الرئيس اللبناني")
    assert isinstance(office, Office)
    assert offices.holders(office, date(2023, 6, 1)) == ()


def test_a_former_holder_is_told_from_the_holder(offices: Offices) -> None:
    office = offices.read("الرئيس الأميركي السابق")
    assert isinstance(office, Office) and office.former


@pytest.mark.parametrize(
    ("phrases", "label"),
    [
        (("الحكومة اللبنانية", "حكومة لبنان", "Lebanese government", "government of Lebanon"), "Lebanese Government"),
        (
            ("وزارة الصحة الفلسطينية", "وزارة الصحة في فلسطين", "Palestinian health ministry"),
            "Palestinian Ministry of Health",
        ),
        (("الجيش الروسي", "جيش روسيا"), "Russian Armed Forces"),
    ],
)
def test_an_institution_is_one_however_it_is_put(offices: Offices, phrases: tuple[str, ...], label: str) -> None:
    read = [offices.read(phrase) for phrase in phrases]
    assert {entry.labels["en"] for entry in read if isinstance(entry, Entry)} == {label}
    assert len(read) == len([entry for entry in read if isinstance(entry, Entry)])


# -- users' own names


def write(folder: Path, *rows: str) -> Path:
    path = folder / "mine.csv"
    path.write_text("\n".join(("name,language,entity,type,qid", *rows)) + "\n", encoding="utf-8")
    return path


def test_a_users_name_wins(tmp_path: Path) -> None:
    mine = Gazetteer.load(write(tmp_path, "بوتين,ar,مطعم بوتين,ORG,"))
    (entry,) = mine.lookup("بوتين")
    assert (entry.type, entry.labels["ar"], entry.sort) == ("ORG", "مطعم بوتين", "user")
    assert mine.lookup("فلاديمير بوتين")[0].labels["en"] == "Vladimir Putin"


def test_a_users_name_joins_a_listed_entity_by_its_wikidata_id(tmp_path: Path) -> None:
    mine = Gazetteer.load(write(tmp_path, "أبو علي بوتين,ar,Vladimir Putin,PER,Q7747"))
    (entry,) = mine.lookup("أبو علي بوتين")
    assert entry.id == "http://www.wikidata.org/entity/Q7747"
    assert entry is mine.lookup("لافروف")[0] or "بوتين" in entry.names


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["أحمد,ar,A,PER,", "أحمد,ar,B,PER,"], "mine.csv:3: 'أحمد' is 'A' in line 2 and 'B' here. Keep one."),
        (
            ["أحمد,ar,A,PER,", "أحمد,ar,A,PER,"],
            "mine.csv:3: 'أحمد' is listed in line 2 already. Remove one of the two.",
        ),
        (
            ["أحمد,ar,A,PER,", "حمد,ar,A,ORG,"],
            "mine.csv: 'A' has two values of type: PER (line 2) and ORG (line 3). Keep one.",
        ),
        (
            ["أحمد,ar,A,PER,Q1", "حمد,ar,A,PER,Q2"],
            "mine.csv: 'A' has two values of qid: Q1 (line 2) and Q2 (line 3). Keep one.",
        ),
        (
            ["أحمد,ar,A,PERSON,"],
            "mine.csv:2: 'PERSON' is no type; it is one of PER, ORG, GPE, LOC, GROUP, EVENT, OTHER.",
        ),
        (["أحمد,ar,A,PER,7747"], "mine.csv:2: '7747' is no Wikidata id. Write it like Q7747, or leave it empty."),
        ([",ar,A,PER,"], "mine.csv:2: 'name' is missing. The columns are name,language,entity,type,qid."),
        (["،؟!,ar,A,PER,"], "mine.csv:2: '،؟!' holds no letter. Write the name as articles do."),
        (["أحمد,fr,A,PER,"], "mine.csv:2: 'fr' is no language of ours. Write ar or en, or leave it empty."),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_remedy(tmp_path: Path, rows: list[str], message: str) -> None:
    with pytest.raises(GazetteerError) as refused:
        Gazetteer.load(write(tmp_path, *rows))
    assert str(refused.value) == f"{tmp_path}/{message}"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_bytes(b"name,entity,type\n\xff\xfe\x00,a,PER\n")
    with pytest.raises(GazetteerError, match="cannot be read"):
        Gazetteer.load(path)
