"""Nested spans: what is a date, an amount, a title, a nationality, and which names stand in which."""

from __future__ import annotations

import pytest
import spacy
from ar_khabar_news.orthography import fold
from ar_khabar_news.peoples import Lists
from ar_khabar_news.values import letter_of, values
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

PIECES = st.sampled_from(
    "وزير الخارجية الروسي رئيس الوزراء قال في يوم 12 مايو / أيار 2024 ، 1.2 مليون دولار أميركي 5 % بالمئة "
    "شخصا مساء الأحد الماضي ( ) - "
    "جامعة دمشق الأمين العام للأمم المتحدة باسم $ ٢٠٢٤ 🇸🇾 \u200f ﷺ a\u0301 \ud7ff".split())
ANYTHING = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=14).map(" ".join),
                     st.lists(PIECES, max_size=14).map("".join))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The installed pipeline."""
    return spacy.load("ar_khabar_news")


def of(nlp: Language, text: str, label: str) -> list[str]:
    """Return the texts of the spans of one type."""
    doc = nlp(text)
    return [span.text for span in doc.spans["entities"] if span.label_ == label]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING)
def test_spans_of_any_text_keep_its_offsets(nlp: Language, text: str) -> None:
    """Whatever the text is, it is kept, and every span is a stretch of it without white space at its ends."""
    doc = nlp(text)
    assert doc.text == text
    spans = doc.spans["entities"]
    for span in spans:
        assert 0 <= span.start_char < span.end_char <= len(text)
        assert text[span.start_char:span.end_char] == span.text
        assert span.text == span.text.strip()
    assert len({(span.start, span.end, span.label_) for span in spans}) == len(spans)


@given(st.lists(PIECES, max_size=20))
def test_values_do_not_overlap(words: list[str]) -> None:
    """A token stands in one date, amount or sum at most."""
    found = sorted(values("".join(letter_of(fold(word)) for word in words)))
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(start < end <= len(words) for start, end, _ in found)


@pytest.mark.parametrize(("text", "dates"), [
    ("وصل الوفد يوم 16/5/2024 إلى المدينة.", ["يوم 16/5/2024"]),
    ("غادر في 9 ديسمبر/كانون الأول 2024.", ["9 ديسمبر/كانون الأول 2024"]),
    ("قال أمس الأربعاء إن المحادثات تبدأ الأسبوع المقبل.", ["أمس الأربعاء", "الأسبوع المقبل"]),
    ("ولد عام 1954 وعاد في 2011.", ["عام 1954", "2011"]),
    ("وفي نهاية يوليو (تموز) الماضي توقف.", ["نهاية يوليو (تموز) الماضي"]),
    ("قال الأمين العام السابق إن اللجنة تمارس دورها.", []),
])
def test_dates(nlp: Language, text: str, dates: list[str]) -> None:
    """Days, months, years, and what is told from today; العام of a title is no year."""
    assert of(nlp, text, "DATE") == dates


@pytest.mark.parametrize(("text", "label", "found"), [
    ("بلغت قيمة الصفقة 1.2 مليار دولار أميركي.", "MONEY", ["1.2 مليار دولار أميركي"]),
    ("دفع ملياري يورو و$500 نقدا.", "MONEY", ["ملياري يورو", "$500"]),
    ("قتل 12 شخصا وأصيب خمسة وعشرون جنديا.", "QUANTITY", ["12 شخصا", "خمسة وعشرون جنديا"]),
    ("ارتفع الإنتاج 4.2% وبلغ 3 ملايين طن.", "QUANTITY", ["4.2%", "3 ملايين طن"]),
    ("شارك 70 في المئة من السكان.", "QUANTITY", ["70 في المئة"]),
])
def test_amounts(nlp: Language, text: str, label: str, found: list[str]) -> None:
    """A number with its unit, currency or counted noun."""
    assert of(nlp, text, label) == found


@pytest.mark.parametrize(("text", "roles"), [
    ("قال وزير الخارجية الروسي سيرغي لافروف إن الوضع صعب.", ["وزير الخارجية الروسي"]),
    ("أعلن الأمين العام للأمم المتحدة أنطونيو غوتيريش القرار.", ["الأمين العام للأمم المتحدة"]),
    ("قال المتحدث باسم الكرملين إن اللقاء تأجل.", ["المتحدث باسم الكرملين"]),
    ("التقى رئيس الوزراء العراقي السابق حيدر العبادي الوفد.", ["رئيس الوزراء العراقي"]),
    ("انتخب رئيسا للبرلمان.", ["رئيسا للبرلمان"]),
    ("طلب وزير سابق المساعدة.", []),
])
def test_roles(nlp: Language, text: str, roles: list[str]) -> None:
    """A title with what it is of, without the name and without السابق."""
    assert of(nlp, text, "ROLE") == roles


def test_names_hold_names(nlp: Language) -> None:
    """A university holds its city, a title and a ministry their nationality with the country's id."""
    doc = nlp("قال مدير جامعة دمشق إن وزارة الخارجية الروسية رحبت بالقرار في دمشق.")
    found = {(span.text, span.label_, span.kb_id_) for span in doc.spans["entities"]}
    assert ("الروسية", "NORP", "Q159") in found
    assert ("مدير جامعة دمشق", "ROLE", "") in found
    assert sorted(span.start_char for span in doc.spans["entities"] if span.text == "دمشق") == [15, 62]


@pytest.mark.parametrize(("word", "country"), [
    ("الروسية", "Q159"), ("روس", "Q159"), ("السوريين", "Q858"), ("سوري", "Q858"), ("الأكراد", ""),
    ("سوريا", None), ("وزارة", None), ("المالي", None),
])
def test_nationality(nlp: Language, word: str, country: str | None) -> None:
    """An adjective of a country in any number and gender, and peoples; no country and no other adjective."""
    component = nlp.get_pipe("arabic_spans")
    lists: Lists = component.lists  # type: ignore[attr-defined]
    assert lists.nationality(fold(word)) == country
