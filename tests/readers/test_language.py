"""Which language an article is in."""

from __future__ import annotations

import pytest

from khabar.readers.language import detect, normalise


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("قال المتحدث باسم الكرملين إن روسيا لا تملك خطة لإنقاذ الأسد", "ar"),
        ("بوتين يزور دمشق", "ar"),
        # Typed on a Persian keyboard, as in many Arabic news sites.
        ("كلمات دلالية: فی سوریا", "ar"),
        ("روسیه دو پایگاه نظامی در سوریه دارد و رئیس جمهور ایران از آن حمایت می‌کند", "fa"),
        ("روس کے پاس شام میں فوجی اڈے ہیں اور صدر نے کہا کہ وہ رہیں گے", "ur"),
        ("ڕووسیا دوو بنکەی سەربازی لە سووریا هەیە و لەگەڵ ئەمریکا", "ckb"),
        ("The Kremlin said that it had no plan to rescue the president", "en"),
        ("La Russie a des bases en Syrie et le président a dit que les forces ne sont pas parties", "fr"),
        ("Rusya'nın Suriye'de üsleri var ve bu üsler için bir karar daha olarak", "tr"),
        ("Кремль заявил, что планов нет", ""),
        ("俄罗斯在叙利亚有军事基地", ""),
        ("Putin, Assad", ""),
        ("2024-12-09 12:30", ""),
        # An Arabic article that quotes a sentence of English is Arabic.
        (
            "قال الرئيس في بيان نشره على موقع الرئاسة إن بلاده لن تنسحب: The bases will stay, وأضاف أنه ملتزم بالاتفاق",
            "ar",
        ),
    ],
)
def test_detect(text: str, language: str) -> None:
    """Articles are told apart by script and function words; what is in no known one has no language."""
    assert detect(text) == language


@pytest.mark.parametrize(
    ("tag", "code"), [("ar", "ar"), ("AR-EG", "ar"), ("ara", "ar"), ("Arabic", "ar"), ("en_US", "en"), ("fr", "fr")]
)
def test_normalise(tag: str, code: str) -> None:
    """The ways in which records name a language come to one code."""
    assert normalise(tag) == code
