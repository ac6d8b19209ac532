"""Names in Latin letters by string code: forms under which spellings meet, titles, and how near two spellings are."""

from __future__ import annotations

import pytest

from khabar.graph.names import english


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bashar al-Assad", "Bashar Assad"),
        ("Abdel-Fattah el-Sisi", "Abdul Fattah al-Sisi"),
        ("Abdulfattah Sisi", "Abd al-Fattah Al Sisi"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Assad's", "Assad"),
        ("the United Nations", "United Nations"),
        ("U.S.", "US"),
        ("Ma'an", "Maan"),
    ],
)
def test_spellings_of_one_name_have_one_normal_form(one: str, other: str) -> None:
    assert english.normal(one) == english.normal(other)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("President Bashar al-Assad", ("bashar", "assad")),
        ("Gen. Joseph Dunford", ("joseph", "dunford")),
        ("Prime Minister Netanyahu", ("netanyahu",)),
        ("Sultan Al Jaber", ("sultan", "jaber")),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert english.person(name) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [("gaddafi", "qaddafi"), ("zelensky", "zelenskyy"), ("guterres", "guterrez"), ("mohammed", "muhammad")],
)
def test_romanisations_of_one_name_are_near(one: str, other: str) -> None:
    assert english.similarity(one, other) >= 0.92


@pytest.mark.parametrize(("one", "other"), [("putin", "biden"), ("khamenei", "khomeini"), ("assad", "saad")])
def test_other_names_are_far(one: str, other: str) -> None:
    assert english.similarity(one, other) < 0.9


@pytest.mark.parametrize("name", ["Assad regime", "city of Aleppo", "Wagner Group"])
def test_what_is_headed_by_a_common_noun_is_no_person(name: str) -> None:
    assert english.heads_a_body(name)
