"""From a participle to its verb, by pattern: مؤكد أكد, مشير أشار, متهم اتهم, مستهدف استهدف, قائل قال, داع دعا."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_DERIVED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(f"^{pattern}$"), forms)
    for pattern, forms in (
        ("مست(.)ي(.)", (r"است\1ا\2",)),  # مستفيد استفاد
        ("مست(.)(.)(.)", (r"است\1\2\3",)),  # مستهدف استهدف
        ("من(.)(.)(.)", (r"ان\1\2\3",)),  # منسحب انسحب
        ("مت([^اوي])ا(.)(.)", (r"ت\1ا\2\3",)),  # متجاهل تجاهل
        ("مت(.)(.)(.)", (r"ت\1\2\3",)),  # متحدث تحدث
        ("مت(.)(.)", (r"ات\1\2",)),  # متهم اتهم, متجه اتجه
        ("م(.)([تطد])(.)(.)", (r"ا\1\2\3\4",)),  # معتبر اعتبر
        ("م(.)ا(.)(.)", (r"\1ا\2\3",)),  # مطالب طالب
        ("مؤ(.)(.)", (r"أ\1\2", r"آ\1\2")),  # مؤكد أكد
        ("م(.)ي(.)", (r"أ\1ا\2", r"\1ا\2")),  # مضيف أضاف
        ("مو(.)(.)", (r"أو\1\2", r"و\1\2")),  # موضح أوضح
        ("م(.)(.)(.)", (r"\1\2\3", r"أ\1\2\3")),  # محذر حذر, معلن أعلن
        ("م(.)(.)", (r"\1\2ى", r"أ\1\2ى", r"أ\1\2")),  # مدع, ملق, محل
    )
)
# Participles مفعل of the fourth form beside which a first or second form is known too: مبرز أبرز, مسقط أسقط.
_FOURTH = frozenset(
    (
        "أبرز أعلن أرسل أدرك أنتج أنجز أسقط أخرج أدخل أشعل أحرز أثبت أظهر أشرك أحبط أرفق أحدث أوقف أنقذ أغلق أطلق "
        "أصدر أكمل أحرق أنكر أنذر أرغم ألزم أغضب أقلق أربك أنهك أجبر أبلغ أسند أشهر ألحق أبعد أعقب أنعش ألهم أعدم "
        "أهمل أغرق أفرغ ألغم"
    ).split()
)
_AGENT: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(f"^{pattern}$"), forms)
    for pattern, forms in (
        ("(.)ائ(.)", (r"\1ا\2",)),  # قائل قال
        ("(.)ا(.)(.)", (r"\1\2\3",)),  # رافض رفض
        ("(.)ا(.)ي", (r"\1\2ا", r"\1\2ى")),  # داعيا دعا
    )
)


_SHAPE = re.compile("^(?:ال)?(?:م..|.ا[^ا].)")


def verb_of_participle(form: str, is_verb: Callable[[str], bool]) -> str:
    """Return the verb (third person masculine singular perfect) of an active participle without article and ending,
    the first that ``is_verb`` knows, or an empty string.

    >>> verb_of_participle("مضيف", lambda verb: verb == "أضاف")
    'أضاف'
    """
    return next((verb for verb in _candidates(form) if is_verb(verb)), "")


def is_participle(word: str) -> bool:
    """Has a word the form of a participle, active or passive?

    >>> is_participle("المدعومة"), is_participle("تابعين"), is_participle("أكراد")
    (True, True, False)
    """
    return bool(_SHAPE.match(word))


def _candidates(form: str) -> Iterator[str]:
    for pattern, forms in (*_DERIVED, *_AGENT):
        if pattern.match(form):
            found = [pattern.sub(verb, form) for verb in forms]
            yield from sorted(found, key=lambda verb: verb not in _FOURTH)
