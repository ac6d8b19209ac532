"""Closed classes of Arabic that several modules ask: verbs by what they take, nouns by a gender
not written, particles."""

from __future__ import annotations

import re

from ...graph.lemmas import folded

INTRANSITIVE = folded(
    "سعى ذهب جلس نام مات اندلع انطلق استمر تواجد توتر تدهور تظاهر تفاقم تراجع ارتفع انخفض تصاعد تزايد ازداد "
    "نشب هبط سقط ظهر برز اختفى هرب فر لجأ هرع خرج بقي مكث استقر ابتعد تحطم انفجر انهار توفي توقف تعطل تسرب "
    "تدفق تأخر تجمع تجمهر احتشد احتج اعتصم تفشى حدث طرأ نجح فشل أخفق أسهم ساهم تورط تعاون تنافس تعامل تحدث "
    "اجتمع تقاطع سافر هاجر استقال تنحى تخلى اعتذر اعترض استسلم صمت بكى زحف غرق احترق أصر ألح مال استند تسلل "
    "تمركز تموضع تحصن تغلغل توغل تجول تزامن تعثر تهاوى تلاشى تضاءل تباطأ تسارع تفاوت تراوح اختلف تفاهم تعهد "
    "انتهى انتشر انتقل انتمى انتصر انتفض انتحر اقتصر اشتعل التهب ابتهج احتفل احتار اختنق اختلط اختبأ ارتكز "
    "ازدهر استشهد استيقظ تألم تأثر تضرر تطرق تطور تغير تغيب تعرض تقاعد تقلص تكرر تمرد تنازل توسع توالى تواصل "
    "تواطأ تهرب ثار جاع حزن خضع دأب ذاب رسب رقد سكت سهر صدر ضحك عاش عجز غاب فاض فاز فسد قعد كثر كسد لمع نبع "
    "نبت نتج نزح نزل نضب نهض هاج هدأ وفد يئس تهجم تباحث تحاور تشاور تصادم تقاتل تعايش تضامن تكتل تلعثم تمايل "
    "تدلى ترنح تعالى تخرج"
)
"""Verbs that never take an object without a preposition; those of the seventh form are known by their shape."""

MOSTLY_INTRANSITIVE = folded(
    "اشتد أضرب أفلس اقترب أقلع التحق امتد بدا تباين تحسن تساقط تقدم توافد توجه جاء حل رجع رحل ساد سار شب صعد صغر صمد "
    "عاد قل كبر مشى نجا وصل وقف شارك"
)
"""Verbs whose object is at most a place or a circumstance (وصل اليمن): who or what stands behind them is their
subject."""

DITRANSITIVE = folded(
    "منح أعطى وهب سلم علم لقن كسا ألبس أطعم سقى أرى جعل صير ترك اعتبر عد ظن حسب خال رأى وجد سمى انتخب عين نصب "
    "كلف وعد أورث أفقد حرم ألزم زود بلغ أبلغ أخبر حمل كبد ناول آتى سأل منع أولى قلد أذاق جنب وصف صنف أعلن اتخذ "
    "اختار رشح نادى لقب توج أمهل سلب أقرض أهدى باع كفى وقى زوج أنسى أشعر أدخل ألحق أبقى غادر وصل دخل زار"
)
"""Verbs that may have two objects, or an object before a predicate of it, or a place and a circumstance."""

MASCULINE_STATES = folded("لبنان العراق الأردن السودان المغرب اليمن الصومال الفاتيكان الكونغو السنغال تشاد مالي النيجر")
"""The states of masculine gender; all others are feminine."""

UNMARKED_FEMININE = folded(
    "حرب أرض شمس نفس نار دار بئر يد عين ساق قدم أذن سن كتف ريح روح سماء طريق سبيل سوق سكين حال عصا بنت أم أخت كأس فأس "
    "جحيم رحم ضلع ذراع إصبع مخابرات استخبارات سلطات"
)
"""Nouns that are feminine, or may be, without its ending."""

NOUNS = frozenset({"NOUN", "PROPN", "X", "NUM"})
"""The parts of speech that can be a subject or an object by themselves."""

FIRST = frozenset({"CCONJ", "PUNCT", "PART", "SYM"})
"""The parts of speech that may stand before the first word of a clause."""

PERSONAL_PRONOUNS = frozenset({"هو", "هي", "هم", "هما", "هن"})
"""The pronouns of the third person that stand by themselves."""

ABOUT = folded("نحو حوالي قرابة زهاء")
"""What makes a number a rough one."""

DAMMA_FIRST = re.compile("^.\u064f")
"""The one vowel sign that newspapers write: on the first letter of a passive, or of a fourth form."""

ADHERING = folded("موالي موال تابع مدعوم خاضع مناهض معاد معادي مؤيد منتم منتمي مرتبط متحالف مقرب مناصر مشايع")
"""Participles that say nothing without whom or what one adheres to, opposes or depends on."""
