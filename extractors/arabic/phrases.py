"""Fixed phrases of Arabic: compound prepositions, connectors and adverbs of manner, whose noun is no end of an event.

شارك بكثافة, لم يرد على الفور, وصل من أجل إنهاء الأزمة: the preposition belongs to the phrase, not to the verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.lemmas import fold, folded
from ..syntax import Word

# By preposition, the nouns behind it that make an adverb. A noun with its article is meant as it is written, others in
# every form; _ joins the words of a longer phrase, and * is a pronoun.
_ADVERBS = {
    "ب": (
        "شكل صورة نحو طريقة أسلوب صفة دور مفرد وحد تزامن التوازي الموازاة التعاون التنسيق التشاور مناسبة نسبة واقع "
        "معدل مقدار متوسط كمية كثافة معزل طلب_من شدة قوة عنف سرعة بطء سهولة صعوبة وضوح صراحة دقة عناية حذر جدية حزم "
        "صرامة إيجاز اختصار إسهاب تفصيل التفصيل إجماع الإجماع أغلبية غالبية فارق حجة ذريعة دعوى داع سبب فضل موجب "
        "مقتضى حسب رغم غض_النظر صرف_النظر شرط هدف غية قصد غرض نية مثابة منزلة معنى عبارة حد_ذات عين_الاعتبار "
        "الاعتبار الحسبان المقابل المثل الفعل التالي الذات التحديد الضبط الطبع التأكيد الأساس الأصل الكامل الكاد "
        "الإجمال العموم الخصوص الأخص الأحرى الضرورة الإضافة النسبة النظر الرغم الرجوع الاستناد المناسبة التناوب "
        "التدريج النيابة الوكالة المطلق استمرار الاستمرار انتظام اطراد استثناء الاستثناء خلاف عكس معية رفقة صحبة "
        "تاريخ عنوان عون حمد إذن_الله حفظ_الله فضل_الله رعاية_الله صدد مجرد حلول مرور مضي نجاح فارغ_الصبر أسرع أسر "
        "أجمع كامل_* أكمل_* أسر_* نفس_* ذات_* نفسه شفافية حرية حرارة حفاوة دفء فخر أسف حزن ثبات هدوء صمت استغراب "
        "دهشة غضب شجاعة ثقة تفاؤل تشاؤم قلق عمق إصرار حماس حماسة فاعلية فعالية كفاءة جدارة اقتدار أمانة صدق إخلاص "
        "احترام تقدير ترحيب إيجابية سلبية انفتاح تحفظ عشوائية تلقائية عفوية مرونة حسم قسوة ضراوة شراسة وحشية همجية "
        "غزارة وفرة عجالة عجل عجلة حدة خشونة رفق لطف أدب كل_قوة كل_طريقة كل_وسيلة كل_وضوح كل_تأكيد كل_سهولة كل_حزم "
        "كل_صراحة كل_ثقة كل_حرية كل_احترام كل_تقدير كل_بساطة كل_معنى كل_جدية كل_الوسائل كل_السبل كل_الطرق "
        "شتى_الوسائل شتى_السبل شتى_الطرق كافة_الوسائل كافة_السبل مختلف_الوسائل صورة_عامة وجه_عام وجه_خاص غير_قصد "
        "غير_حق عبارة_أخرى كلمة_أخرى معنى_آخر وقت_سابق"
    ),
    "على": (
        "فور الفور النحو نحو شكل إثر أثر خلفية ضوء أساس غرار شاكلة وشك مدى مدار امتداد طول هامش رأس حد سبيل وجه "
        "الرغم رغم العكس عكس الأقل الأكثر الأرجح الأغلب صعيد مستوى الصعيد المستوى أرض_الواقع عجل مضض حدة انفراد "
        "حساب مقربة بعد مسافة السواء سواء الإطلاق العموم الدوام التوالي التساوي أهبة استعداد أبعد_تقدير أقل_تقدير "
        "نطاق وتيرة مرأى مسمع حين غرة خلاف نقيض النقيض قدم_وساق قدم_المساواة حافة شفا عتبة أعتاب أبواب الملأ الهواء "
        "المحك العلن السطح وقع خلاف دفعات مراحل مرحلتين دراية علم الخصوص هذا_الأساس أكمل_وجه أتم_وجه غير_عادة الأخص"
    ),
    "في": (
        "إطار سياق ظل ضوء حال حالة طريق_* طريق_عودة وقت الوقت حين غضون أثناء الأثناء أعقاب خضم المقابل مقابل ختام "
        "مستهل معرض صدد شأن سبيل إثر أقل أقرب أسرع آن نفس_الوقت ذات_الوقت الاعتبار الحسبان غياب الغياب انتظار "
        "الواقع الحقيقة نظر_* رأي_* تقدير_* أحسن أسوأ الغالب العموم نطاق حدود شكل مشهد خطوة سابقة إشارة محاولة_ل "
        "محاولة_من تطور مسعى صميم عداد مقدمة_* طليعة متناول ظروف أجواء سر السر العلن الخفاء صمت هدوء غمرة زحمة أوج "
        "ذروة كنف مجموع_* مجمل_* جوهر_* الأساس الأصل العادة السابق الماضي المستقبل المطاف نهاية_المطاف آخر_المطاف "
        "القريب الإجمال المجمل الأخير صالح معزل منأى مأمن واحدة_من_أكبر واحدة_من_أعنف واحدة_من_أسوأ واحدة_من_أخطر "
        "واحد_من_أكبر واحد_من_أعنف واحد_من_أسوأ مستهل الأثناء اللحظة الآونة لفتة بادرة بادئ هذه_الأثناء تلك_الأثناء "
        "هذا_الصدد مناسبة رد خصوص خصوص_* هذا_الخصوص هذا_الشأن الوقت_الذي شقه شق"
    ),
    "من": (
        "أجل خلال حيث جهة جانب_* طرف_* ناحية زاوية دون غير بين ضمن شأن قبيل جراء جديد ثم فرط شدة باب منطلق منظور "
        "حين وقت جملة نوع_* تلقاء أصل مجموع عداد حسن_الحظ سوء_الحظ المقرر المتوقع المنتظر المرجح المحتمل الممكن "
        "الواضح الضروري الواجب المفترض المفروض الصعب السهل المعروف المعلوم اللافت الملاحظ الجدير المهم المؤكد "
        "الطبيعي البديهي المستبعد الغريب المستحيل الأفضل الأجدر الأرجح الآن بعيد قريب كثب قرب بعد_ذلك هذا_المنطلق "
        "ذلك ذي_قبل فور الناحية الجهة"
    ),
    "إلى": (
        "جانب حد الحد درجة جوار غاية حين أبعد_حد أقصى_حد أجل آخر_* جنب الأبد الأمام أمام الوراء وراء الخلف ذلك أن "
        "جانب_* حد_كبير حد_ما غير_ذلك"
    ),
    "عن": "طريق كثب بعد قرب عمد قصد طيب_خاطر جدارة ظهر_قلب حق كاهل",
    "ل": (
        "مدة فترة سبب درجة حد الحد غاية حين أول_مرة ذلك حسن_الحظ سوء_الحظ دواع دواعي اعتبار غرض هدف التو الأسف "
        "الغاية الأبد اللحظة المناسبة الوهلة عدة مدد سنوات أعوام أيام أسابيع أشهر شهور ساعات دقائق قرون عقود "
        # units: for the barrel, the ton
        "البرميل الطن اللتر الغالون الأونصة الأوقية الكيلوغرام الكيلوجرام الكيلو الكيلومتر المتر الميل الهكتار "
        "الفدان الدونم السهم القنطار الغرام"
    ),
    "ك": "كل",
}
# Compound prepositions that a verb may ask for, by how the lexicon writes them.
_COMPOUNDS = {
    "باتجاه": "ب اتجاه,في اتجاه",
    "بشأن": "ب شأن,ب خصوص,في شأن,في خصوص,ب صدد",
    "بحق": "ب حق,في حق",
    "لصالح": "ل صالح,ل مصلحة,ل فائدة",
    "باسم": "ب اسم",
    "ضد": "في مواجهة,في وجه,ب وجه",
    "قرب": "ب قرب,ب جوار,ب محاذاة,ب قرب من,ب القرب,ب القرب من",
    "أمام": "قبالة",
}
# Accusatives that begin an adverb with the preposition behind them: نظرا ل، خلفا ل، بناء على.
_ACCUSATIVES = frozenset(
    (
        "نظرا وفقا طبقا تبعا خلافا استنادا بناء إضافة فضلا علاوة عوضا بدلا تمهيدا وصولا انطلاقا ابتداء اعتبارا بدءا "
        "تزامنا جنبا مقارنة قياسا أسوة عملا تنفيذا إنفاذا امتثالا تلبية استجابة تحسبا تجنبا تفاديا حفاظا حرصا خوفا "
        "خشية سعيا بحثا خلفا ردا تكريما تنديدا احتجاجا تضامنا نيابة عطفا مرورا انتهاء قربا بعيدا نسبة رغما طمعا "
        "تكملة تتويجا تخليدا ثأرا انتقاما هربا فرارا"
    ).split()
)
# Such accusatives that may also be an object (أثار رفضا), so that they begin an adverb only behind another object.
_AMBIGUOUS = frozenset(
    (
        "نتيجة تأييدا تأكيدا دعما استعدادا تحضيرا تعبيرا تعليقا أملا رغبة إشارة استكمالا مواصلة تعويضا تجسيدا "
        "ترسيخا تعزيزا تقديرا احتراما إحياء دفاعا رفضا استنكارا ضمانا حماية منعا طلبا"
    ).split()
)
# Accusatives of manner, never an object.
_MANNERS = folded(
    "شنقا رميا حرقا ذبحا غرقا خنقا جوعا عطشا سيرا مشيا جوا برا بحرا جميعا معا سويا سرا علنا علانية عمدا "
    "قسرا طوعا كرها قهرا تدريجيا نهائيا رسميا هاتفيا مؤقتا غيابيا حضوريا يدويا آليا جماعيا فرديا شخصيا مجانا "
    "فورا حالا توا عاجلا آجلا سابقا لاحقا حاليا مؤخرا قريبا بعيدا طويلا دائما أبدا قط مطلقا "
    "تماما كليا جزئيا أساسا قطعا حتما تقريبا نسبيا خصوصا خاصة عموما عامة غالبا أحيانا نادرا تباعا "
    "مباشرة مجددا ثانية مرارا تكرارا سلفا مسبقا مبكرا متأخرا ظاهريا عمليا نظريا صراحة ضمنا شفويا شفاهة "
    "عنوة غدرا غيلة هدرا سدى عبثا هباء"
)
# Nouns that stand as prepositions: نظير ما قدم, طيلة الحرب.
_PREPOSITIONAL = folded("مقابل طيلة طوال رغم إثر عقب قبيل بعيد خلال جراء أثناء حيال إزاء حسب وفق تلو غداة")
_MEASURES = frozenset("نسبة مقدار معدل واقع فارق".split())
_MEASURED = folded(
    "ارتفع انخفض زاد ازداد تراجع نما تقلص هبط قفز صعد تضاعف نقص تدنى فاز تقدم تفوق هزم رفع خفض زيادة ارتفاع "
    "انخفاض تراجع هبوط نمو خفض رفع فوز تقليص قلص"
)
_QUANTITIES = folded(
    "دفعة مجموعة عدد قسم جزء بعض كثير عديد مزيد فئة شريحة سلسلة كمية نسبة "
    "ربع نصف ثلث قليل معظم طائفة حفنة"
)
_OWNED = folded("موقع حساب صفحة بيان تقرير قناة نشرة مكتب مركز مقر برنامج")
# Where words are said: no end of the saying.
_VENUES = folded("تصريح بيان كلمة حديث مقابلة حوار تغريدة تدوينة منشور مداخلة خطاب مؤتمر رسالة لقاء اتصال ختام")
_SAID_IN = folded("أعرب عبر أعلن أكد قال أوضح صرح كشف شدد دعا طالب اتهم هدد حذر انتقد ندد")
_DEMONSTRATIVES = frozenset("هذا هذه ذلك تلك".split())


def _parsed(table: dict[str, str]) -> dict[str, dict[str, list[tuple[str, ...]]]]:
    """Return for each preposition its phrases by their first word."""
    found: dict[str, dict[str, list[tuple[str, ...]]]] = {}
    for preposition, phrases in table.items():
        by_first = found.setdefault(fold(preposition), {})
        for phrase in phrases.split():
            words = tuple(map(fold, phrase.split("_")))
            by_first.setdefault(words[0], []).append(words)
    return found


_BY_PREPOSITION = _parsed(_ADVERBS)
COMPOUNDS = {fold(form): name for name, forms in _COMPOUNDS.items() for form in forms.split(",")}


def is_adverb(case: Word) -> bool:
    """Does a fixed phrase begin at a preposition, so that what stands behind is no argument of the verb?"""
    words = case.sentence.words if case.sentence is not None else []
    after = words[case.i - words[0].i + 1 :] if words else []
    before = _beside(case, -1)
    governor = case.head.head if case.head is not None else None
    if before is not None and before.norm in _ACCUSATIVES and governor is not before:
        return True  # نظرا ل، بناء على: the preposition is not the verb's.
    if before is not None and governor is not None and _belongs_before(case, before, governor):
        return True
    if after and after[0].norm in _MEASURES and governor is not None and fold(governor.lemma) in _MEASURED:
        return False  # ارتفع بنسبة 5%: by how much is what is told.
    if case.lemma == "في" and governor is not None and fold(governor.lemma) in _SAID_IN and case.head is not None:
        if fold(case.head.lemma) in _VENUES:
            return True  # أعرب في تصريح عن ...
    return any(_begins(after, phrase) for phrase in _phrases(fold(case.lemma), after[:2]))


def _phrases(preposition: str, words: list[Word]) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of a preposition that may begin with one of these words, the second behind a demonstrative."""
    by_first = _BY_PREPOSITION.get(preposition)
    if by_first is not None and words:
        for first in {"*", *(form for w in words for form in (fold(w.norm), fold(w.lemma)))}:
            yield from by_first.get(first, ())


def _belongs_before(case: Word, before: Word, governor: Word) -> bool:
    """Is a phrase part of the quantity or thing right before it: الدفعة الأولى من الأسرى, أفاد الموقع الرسمي للجيش?"""
    noun = before.head if before.pos == "ADJ" and before.head is not None and before.head.pos == "NOUN" else before
    if noun is governor or noun.pos not in {"NOUN", "NUM"}:
        return False
    lemma = fold(noun.lemma)
    if case.lemma == "من":
        dual = noun.morph.get("Number") == "Dual" and not noun.norm.startswith("ال")
        return lemma in _QUANTITIES or dual and noun.norm.endswith("ين")
    return case.lemma == "ل" and noun.dep == "nsubj" and lemma in _OWNED


def _begins(words: list[Word], phrase: tuple[str, ...]) -> bool:
    if words and fold(words[0].norm) in _DEMONSTRATIVES and phrase[0] not in _DEMONSTRATIVES:
        words = words[1:]
    return len(words) >= len(phrase) and all(map(_is, words, phrase))


def _is(word: Word, asked: str) -> bool:
    if asked == "*":
        return word.pos == "PRON"
    form = fold(word.norm)
    if asked.startswith("ال"):
        return form == asked
    singular = word.morph.get("Number") == "Sing" and not form.startswith("ال")
    return form == asked or fold(word.lemma) == asked and singular


def is_manner(noun: Word) -> bool:
    """Is a noun without a preposition an adverb: an accusative (نظرا ل, أعدم شنقا) or a preposition (نظير ما)?"""
    form = fold(noun.norm)
    if noun.name is not None:
        return False
    if form in _MANNERS or form in _PREPOSITIONAL and any(c.i > noun.i for c in noun.children):
        return True
    after = _beside(noun, 1)
    if form == "نظير" and after is not None and after.norm == "ما":
        return True
    second = noun.head is not None and any(c is not noun and c.i < noun.i for c in noun.head.get("obj"))
    return (noun.norm in _ACCUSATIVES or second and noun.norm in _AMBIGUOUS) and _precedes_preposition(noun)


def _precedes_preposition(noun: Word) -> bool:
    after = _beside(noun, 1)
    return after is not None and after.pos == "ADP"


def _beside(word: Word, step: int) -> Word | None:
    words = word.sentence.words if word.sentence is not None else []
    at = word.i - words[0].i + step if words else -1
    return words[at] if 0 <= at < len(words) else None
