"""Arabic and Latin spellings of one name: keys they share, how well one renders the other, and labels made from
either.
"""

from __future__ import annotations

import pytest

from khabar.graph.names import arabic, english, lexicon, romanise, translit

PAIRS = [
    ("بوتين", "Putin"),
    ("نتنياهو", "Netanyahu"),
    ("نتانياهو", "Netanyahu"),
    ("غوتيريش", "Guterres"),
    ("بيسكوف", "Peskov"),
    ("القذافي", "Gaddafi"),
    ("القذافي", "Qadhafi"),
    ("شتاينماير", "Steinmeier"),
    ("تشومسكي", "Chomsky"),
    ("ظريف", "Zarif"),
    ("جونسون", "Johnson"),
    ("يوهان", "Johan"),
    ("شولتس", "Scholz"),
]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_a_rendering_is_near_and_shares_a_key(left: str, right: str) -> None:
    one, other = arabic.without_article(arabic.normal(left)), english.normal(right)
    assert translit.similarity(one, other) >= 0.9
    assert translit.skeletons(one, True) & translit.skeletons(other, False)


@pytest.mark.parametrize(
    ("left", "right"), [("بوتين", "Biden"), ("لافروف", "Lazarov"), ("ترامب", "Tusk"), ("حلب", "Homs")]
)
def test_another_name_is_no_rendering(left: str, right: str) -> None:
    assert translit.similarity(arabic.normal(left), english.normal(right)) < 0.9


@pytest.mark.parametrize(("one", "other"), [("حسن", "حسين"), ("عمر", "عمرو"), ("سعد", "سعيد"), ("hassan", "hussein")])
def test_given_names_that_one_vowel_parts_differ(one: str, other: str) -> None:
    assert lexicon.differ(one, other)


@pytest.mark.parametrize(("one", "other"), [("محمد", "mohamed"), ("محمد", "mehmet"), ("muhammad", "mohammed")])
def test_spellings_of_one_given_name_agree(one: str, other: str) -> None:
    assert lexicon.agree(one, other)


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("محمد خالد الخطيب", "Mohammed Khaled al-Khatib"),
        ("أبو محمد العدناني", "Abu Mohammed al-Adnani"),
        ("يوسف بن علوي", "Youssef bin Alawi"),
        ("عبد الكريم الخيواني", "Abdul Karim al-Khiwani"),
        ("جوليان", "Julian"),
        ("CNN", "CNN"),
    ],
)
def test_an_arabic_name_is_written_in_latin_letters(name: str, label: str) -> None:
    assert romanise.to_latin(name) == label


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Leonid Slutsky", "ليونيد سلوتسكي"),
        ("Antonio Tajani", "أنطونيو تاياني"),
        ("Abdul-Malik al-Houthi", "عبد المالك الحوثي"),
    ],
)
def test_a_latin_name_is_written_in_arabic_letters(name: str, label: str) -> None:
    assert romanise.to_arabic(name) == label


@pytest.mark.parametrize("name", ["بيسكوف", "ماتيوس مورافيسكي", "هودابالو أواتي", "شتاينماير", "غوتيريش"])
def test_a_label_renders_the_name_it_was_made_from(name: str) -> None:
    words = zip(arabic.normal(name).split(), english.normal(romanise.to_latin(name)).split(), strict=True)
    assert all(translit.similarity(arabic.without_article(one), other) >= 0.85 for one, other in words)
