"""Descriptions and amounts: what is no name stays in its article, and "13 مليون شخص" is a value."""

from __future__ import annotations

import re

from . import names
from .model import EntityKind

_SCALE = frozenset(
    """مليون ملايين مليونا مليوني مليار مليارات ملياري بليون تريليون تريليونات الف الاف الفا مييه ميه بالميه
    بالمايه بالميه دولار دولارا دولارات يورو ليره ليرات ريال ريالا دينار درهم جنيه روبل روبلا برميل برميلا طن
    اطنان كيلومتر كيلومترا كيلومترات متر مترا امتار ساعه ساعات يوم يوما ايام شهر اشهر سنه سنوات عام اعوام دقيقه
    دقايق درجه نقطه نسبه million millions billion billions trillion thousand hundred percent per cent dollar
    dollars euro euros pound pounds rial barrel barrels ton tons tonnes kilometre kilometres kilometer kilometers
    km metres meters miles hours days weeks months years
    degrees""".split()
)
# Nouns that taggers take for names; alone they mean another thing in every article.
_GENERIC = frozenset(
    """البلاد البلد الوطن المملكه الدوله الجمهوريه السلطنه الاماره العالم المنطقه المدينه العاصمه المحافظه القريه
    البلده الحدود الشمال الجنوب الشرق الداخل الخارج الجيش القوات الحكومه البرلمان الشرطه المعارضه النظام السلطات
    السلطه الرياسه الوزاره المحكمه الخارجيه الداخليه القضاء المجلس اللجنه الهييه الموسسه الشركه الحزب الحركه
    التنظيم الجماعه الجبهه التحالف الايتلاف الوكاله الصحيفه القناه الموقع الشبكه المصدر المصدران مصدر الخبرا
    الفريق الوفد البعثه السفاره القنصليه الاداره الاتحاد المنظمه الجامعه المستشفي القاعده المطار المعبر المخيم
    الكاتب الكاتبه المتحدث المتحدثه الوزير الرييس المسيول القايد الضابط الكولونيل الجنرال اللوا العميد العقيد
    الفصايل الميليشيات المسلحون المسلحين المدنيون المدنيين الاهالي السكان المواطنون المواطنين اللاجيون اللاجيين
    النازحون النازحين الارهاب الارهابيون الارهابيين المتمردون المتمردين المحتجون المتظاهرون الجيش الشعب الناس
    الصوره مجلس_النواب وكاله_انبا البنك_المركزي مجلس_الوزرا القوات_المسلحه قوات_الامن وزاره_الخارجيه وزاره_الدفاع
    وزاره_الداخليه رييس_الوزرا وزير_الخارجيه وزير_الدفاع الامين_العام دوله دول بلد بلاد جامعه ميناء جيش حكومه حزب
    شركه government army police parliament opposition regime country city capital ministry court president
    minister party movement
    embassy state world region kingdom source spokesman spokeswoman authorities people""".split()
)
_NUMBER = re.compile(r"^(?:\d[\d\s]*|[a-z]*\d+)$")


def kind_of(text: str) -> EntityKind:
    """Return "value" for an amount (a number with a measure, money, a share), else "described"."""
    if "%" in text or "٪" in text or "$" in text:
        return "value"
    words = names.normal(text).split()
    if not words:
        return "described"
    if all(_NUMBER.match(word) for word in words):
        return "value"
    starts = _NUMBER.match(words[0]) or words[0] in _SCALE
    return "value" if starts and any(word in _SCALE for word in words[:3]) else "described"


def identifies(text: str) -> bool:
    """May two mentions of these words in one article be taken for one thing? A bare indefinite noun may not."""
    words = names.normal(text).split()
    return len(words) > 1 or (bool(words) and words[0].startswith("ال"))


def is_generic(form: str) -> bool:
    """Is a normal form a common noun (the army, the country) that names nothing beyond its article?"""
    return form.replace(" ", "_") in _GENERIC
