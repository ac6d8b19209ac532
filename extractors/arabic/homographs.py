"""Verbs that are written alike, told apart by their form and by what stands beside them.

سيبقى is بقي and no أبقى, تليها is تلا and no ولى, يقوم is قام and no أقام, يقيم الأداء is قيّم and no أقام.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ...graph.lemmas import fold, folded
from ..syntax import DIACRITICS, Word, preposition

IsVerb = Callable[[str], bool]

_SEEMS = re.compile("^(?:[يتنأ]بدو(?:ا|ن|ان)?|بدا|بدت|بدوا|بديا|بدتا)$")
_FOLLOWS = re.compile("^(?:[يتن]لي(?:ان)?|[يت]لون)$")
_REPLIES = re.compile("^[يتن]رد(?:ون|وا|ان|ا)?$")  # لم ترد على is رد; ورد stands with في, من and على لسان
_STAYS = re.compile("^بق(?:ي|يت|يا|يتا|وا|ينا|ين)$")
# First forms whose imperfect ends in ى, where a fourth form ends in ي: يبقى بقي, يبقي أبقى.
_FIRST = {fold(fourth): first for fourth, first in (("أبقى", "بقي"), ("ألقى", "لقي"), ("أرضى", "رضي"), ("أنسى", "نسي"))}
# First forms without an object, whose fourth form has one and is written alike in the imperfect.
_INTRANSITIVE = folded(
    "جرى قام عاد خرج وصل بقي نهى زال رسل شار علن نتج صدر غضب سقط فشل قلق غرق دهش ذهل حزن فرح تعب ربك جلس هلك "
    "ظهر برز ثمر ضحك بكى وقف نجا دام مات دار ثار خفق"
)
_HOLLOW = frozenset("قام عاد زال دام مات دار ثار شار".split())
_ASSESSED = frozenset(
    fold(noun)
    for noun in (
        "مدى أداء وضع أثر تأثير نتيجة خطر حالة موقف فعالية تقدم جودة قدرة احتياج حاجة ضرر خسارة سير مستوى جدوى "
        "تجربة تطور حصيلة ظرف سلوك"
    ).split()
)
_ENTERED = frozenset(
    fold(noun)
    for noun in (
        "حيز مرحلة عام سنة شهر أسبوع يوم معركة حرب مفاوضة سباق منافسة انتخاب قاعة باب خط دائرة تاريخ عملية صراع "
        "أزمة عصر عهد بلد مدينة بلاد أرض منزل مستشفى سجن"
    ).split()
)
_INTO = frozenset({"الي", "في", "علي", "ضمن"})
_TOPICS = frozenset(fold(verb) for verb in "تعلق خص عنى اتصل ارتبط".split())
_FEMININE = frozenset(
    (
        "الحرب الأرض الشمس النار الدار النفس اليد العين السوق الطريق الروح الكأس البئر الريح الأم البنت الأخت القوات "
        "الناس"
    ).split()
)


def choose(verb: Word, is_verb: IsVerb) -> None:
    """Give a verb the lemma that its form and its objects ask for, in place."""
    form = DIACRITICS.sub("", verb.norm)
    imperfect = verb.morph.get("Aspect") == "Imp"
    if _SEEMS.match(form):
        verb.lemma = "يبدو"  # بدا would be looked up as بدأ
    elif _FOLLOWS.match(form):
        verb.lemma = "تلا"
    elif _STAYS.match(form):
        verb.lemma = "بقي"
    elif imperfect and form.endswith("ى") and verb.morph.get("Voice") != "Pass":
        verb.lemma = _FIRST.get(fold(verb.lemma), verb.lemma)
    elif imperfect and form.startswith("ت") and _is_perfect(verb, form, is_verb):
        verb.lemma, verb.morph = form, {**verb.morph, "Aspect": "Perf", "Gender": "Masc"}
    elif imperfect and fold(verb.lemma) == "ورد" and _REPLIES.match(form) and _is_on(verb):
        verb.lemma = "رد"
    elif imperfect and verb.first("obj") is not None:
        _by_object(verb, form, is_verb)


def _is_perfect(verb: Word, form: str, is_verb: IsVerb) -> bool:
    """Is a form with ت over a masculine subject a fifth form in the perfect (تدخل الرئيس; but تدخل القوات)?"""
    if not is_verb(form) or fold(form) == fold(verb.lemma):
        return False
    subject = next((c for c in verb.get("nsubj") if c.i > verb.i), None)
    if subject is None or subject.pos != "NOUN" or subject.morph.get("Number") != "Sing" or subject.name is not None:
        return False
    feminine = subject.norm.endswith(("ة", "ى", "اء", "ات", "ا")) or subject.norm in _FEMININE
    return subject.norm.startswith("ال") and not feminine


def _by_object(verb: Word, form: str, is_verb: IsVerb) -> None:
    lemma = fold(verb.lemma)
    objects = [fold(c.lemma) for c in verb.get("obj") if c.pos != "PRON"]
    marked = {fold(preposition(c)).split(" ")[0] for c in verb.get("obl", "obl:arg")}
    if lemma == "اقام" and _ASSESSED & set(objects):
        verb.lemma = "قيم"
    elif lemma in {"اغار", "غار"} and "علي" not in marked:
        verb.lemma = "غير"
    elif lemma == "دخل" and marked & _INTO and not _ENTERED & set(objects) and not _has_place(verb):
        verb.lemma = "أدخل"
    elif lemma == "فقد" and len(objects) + sum(c.pos == "PRON" for c in verb.get("obj")) == 2:
        verb.lemma = "أفقد"
    elif lemma in _INTRANSITIVE and is_verb("أ" + verb.lemma) and _may_be_fourth(lemma, form):
        verb.lemma = "أ" + verb.lemma


def _is_on(verb: Word) -> bool:
    marked = [c for c in verb.get("obl", "obl:arg") if fold(preposition(c)) == "علي"]
    return bool(marked) and not any(fold(c.lemma) in {"لسان", "لسن", "ذكر", "بال"} for c in marked)


def _has_place(verb: Word) -> bool:
    return any(c.name is not None and c.name.type in {"GPE", "LOC"} for c in verb.get("obj"))


def _may_be_fourth(lemma: str, form: str) -> bool:
    """May an imperfect be of the fourth form: يقيم and not يقوم, يوصل and not يصل, يبقي and not يبقى?"""
    if lemma in _HOLLOW:
        return "ي" in form[1:]
    if lemma in {"وصل", "وقف"}:
        return form[1:2] == "و"
    return not form.endswith("ى")


def is_empty(verb: Word) -> bool:
    """Is a verb part of a fixed phrase that tells no event: فيما يتعلق بالأمن, لم يسبق له مثيل?"""
    words = verb.sentence.words if verb.sentence is not None else []
    at = verb.i - words[0].i if words else 0
    before = [w.norm for w in words[max(at - 2, 0) : at]]
    if fold(verb.lemma) in _TOPICS:
        return before[-1:] == ["فيما"] or before[-1:] == ["ما"] and before[:1] in (["في"], ["ب"], ["ل"])
    unique = any(fold(c.lemma) in {"مثيل", "نظير"} for c in verb.get("nsubj", "obj"))
    return unique and before[-1:] in (["لم"], ["لا"], ["ليس"])
