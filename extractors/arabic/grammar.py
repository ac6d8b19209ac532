"""What the extractors must know of Arabic: particles, verbs by what they do to their arguments, nouns by what they
name."""

from __future__ import annotations

from collections.abc import Callable

from ...graph.lemmas import fold, folded
from ...graph.model import Stance
from ..language import Effect, Grammar
from ..syntax import Analysis, Word
from . import order, persons, wholes
from .antecedents import qualified, resumed, topic
from .clitics import written
from .closed_classes import ADHERING
from .constructs import part_constructs
from .dates import dates
from .participles import is_participle
from .particles import denied_by_ma, mark
from .phrases import COMPOUNDS, is_adverb
from .repairs import repair
from .valency import may_be_doer, takes_object
from .verbal_nouns import verb_of


def singulars(lemma: str) -> tuple[str, ...]:
    """Return what a folded noun with article or plural ending may be the form of (المتظاهرون: متظاهر)."""
    stem = lemma[2:] if lemma.startswith("ال") and len(lemma) > 4 else lemma
    cut = next((stem[: -len(end)] for end in ("ون", "ين", "ان", "ات") if stem.endswith(end) and len(stem) > 4), stem)
    return (stem, cut, cut + "ه")


_FEMININES = frozenset("حرب نار أرض شمس نفس يد عين سن روح ريح دار بئر سماء صحراء ميليشيا مليشيا بنت أم أخت".split())


def _feminine(noun: str) -> bool | None:
    """Is a noun feminine, by its form or by itself? ـاء ends masculine verbal nouns (لقاء) and much else."""
    if noun.removeprefix("ال") in _FEMININES:
        return True
    if noun.endswith("اء"):
        return False if verb_of(noun.removeprefix("ال")) else None
    if noun.endswith("ى"):
        return not noun.removeprefix("ال").startswith("م")  # مستشفى، مبنى
    return noun.endswith(("ة", "ات"))


_AIMS = folded(
    "احتجاج تضامن تنديد استنكار دفاع سعي تكريم تأكيد تعبير انتقام ثأر خوف خشية تحسب استعداد تمهيد تنفيذ إحياء مطالبة "
    "استجابة طلب إنقاذ إنفاذ تلبية تجنب تفادي حرص رغبة أمل ابتهاج احتفال احتفاء إسهام إكرام تخليد عقاب جزاء"
)


def _on_purpose(noun: Word) -> bool:
    """Is a verbal noun the accusative of purpose (احتجاجا على، دعما لـ)?"""
    marked = noun.first("case") is not None or noun.name is not None or noun.norm.startswith("ال")
    if not noun.norm.endswith("ا") or marked or noun.dep not in {"obl", "obj", "advcl", "xcomp", "advmod"}:
        return False
    if noun.dep != "obj" or fold(noun.lemma) in _AIMS:
        return True
    return noun.head is not None and any(c is not noun for c in noun.head.get("obj"))  # but واجه رفضا


def _after_names(analysis: Analysis, introduces: Callable[[Word], bool]) -> None:
    persons.mend(analysis, GRAMMAR)
    wholes.mend(analysis, GRAMMAR)
    part_constructs(analysis, introduces)


def _phrases(*phrases: str) -> frozenset[str]:
    return frozenset(fold(phrase) for phrase in phrases)


def _effects(table: dict[str, Effect]) -> dict[str, Effect]:
    return {fold(word): effect for words, effect in table.items() for word in words.split()}


def _stances(table: dict[Stance, str]) -> dict[str, Stance]:
    return {fold(word): stance for stance, words in table.items() for word in words.split()}


SPEECH = _stances(
    {
        "says": "قال أضاف ذكر أعلن أكد أوضح صرح أفاد أشار لفت شدد كشف بين كتب تابع أردف استطرد نوه نقل أبلغ أخبر تحدث "
        "أورد روى اعترف أقر أعرب عبر نبه أبرز نشر غرد علق جدد "
        "استدرك أصر خلص خاطب نص أجاب شرح عد اعترض قرأ اقتبس أثبت أظهر",
        "denies": "نفى أنكر فند كذب دحض",
        "accuses": "اتهم انتقد لام حمل أدان ندد شجب استنكر",
        "warns": "حذر هدد توعد أنذر",
        "promises": "تعهد وعد التزم أقسم",
        "demands": "دعا طالب حث ناشد اقترح أوصى اشترط طلب التمس",
        "asks": "سأل تساءل استفسر",
        "believes": "رأى اعتبر زعم ادعى ظن اعتقد توقع رجح تنبأ شكك استبعد أمل تمنى خشي قدر افترض",
    }
)
SPEECH_NOUNS = _stances(
    {
        "says": "قول تصريح بيان تأكيد إعلان إشارة كلام حديث",
        "denies": "نفي إنكار",
        "accuses": "اتهام",
        "warns": "تحذير تهديد",
        "promises": "تعهد وعد",
        "demands": "دعوة مطالبة",
        "believes": "اعتقاد زعم ادعاء رأي",
    }
)
_BY = frozenset({"ب"})
_TO = frozenset({"ل", "إلى"})
EFFECTS = _effects(
    {
        "نفى أنكر كذب فند دحض نفي إنكار": Effect(negates=True, stance="denies"),
        "رفض فشل أخفق عجز امتنع تجنب تفادى تفاد تفادي توقف كف أحجم تخلى رفض فشل عجز امتناع": Effect(negates=True),
        "منع أوقف حال حظر منع حظر": Effect(negates=True),
        "خطر خطورة صعب صعوبة": Effect(modality="possible"),
        "صحيح صحة دليل برهان": Effect(),  # ليس صحيحا أن، لا دليل على: the denial goes through
        "استبعد استبعاد مستحيل مستبعد": Effect(negates=True, modality="possible", stance="believes"),
        "أمكن استطاع قدر يمكن جاز احتمل إمكانية إمكان احتمال قدرة قادر ممكن محتمل مرجح رجح توقع اشتبه خشي متوقع "
        "مخاوف مخافة خوف خشية تخوف اشتباه شبهة": Effect(modality="possible"),
        "اعتزم نوى خطط استعد أراد ود سعى هدف تعهد وعد أعد هدد توعد طمح حاول رغب عازم مستعد خطة هدف نية عزم استعداد "
        "مسعى سعي محاولة مقرر تعهد وعد تهديد تطلع مزمع مرتقب منتظر مفترض التزام حرص": Effect(modality="planned"),
        "اتفق اتفاق توافق": Effect(modality="planned", marks=frozenset({"ل", "على"})),
        "دعا طالب حث ناشد اقترح أوصى اشترط دعوة مطالبة أمل تمنى طلب التمس ملتمس توسل استجدى نادى داع داعي مطالب مناشد "
        "مناشدة": Effect(modality="demanded", stance="demands"),
        "كلف أوعز تكليف إيعاز ملزم": Effect(modality="demanded", marks=_BY),
        "توجيه": Effect(modality="demanded", marks=frozenset({"ب", "ل"})),
        "عرض": Effect(modality="planned", marks=frozenset({""})),
        "احتاج حاجة": Effect(modality="demanded", marks=_TO),
        "وجب انبغى تعين لزم توجب تحتم ضرورة واجب ضروري وجوب لابد بد": Effect(modality="demanded"),
    }
)

GRAMMAR = Grammar(
    code="ar",
    negators=folded("لا لم لن ليس لما ألا لئلا كيلا"),
    negating_nouns=folded("عدم غير دون بدون انعدام"),
    continuing=folded("بد زال برح انفك فتئ"),
    possible_particles=folded("ربما لعل"),
    future_particles=folded("س سوف لن"),
    general_adverbs=folded("عادة غالبا عموما دائما دوما"),
    cancelling=folded("فحسب فقط"),
    exceptive=folded("سوى إلا"),
    obliging_prepositions=folded("على"),
    asides=frozenset((fold("في"), fold(word)) for word in ("إشارة", "تلميح", "تعليق")),
    past_negators=folded("لم لما"),
    until=folded("بعد إذا عند عندما حين بشرط بموجب"),
    conditional_markers=folded("إذا لو لولا"),
    purpose_markers=folded("ل كي لكي حتى"),
    effects=EFFECTS,
    speech=SPEECH,
    speech_nouns=SPEECH_NOUNS,
    addressee_prepositions=folded("ل مع"),
    causing=folded("أسفر أدى تسبب أودى أفضى خلف"),
    saying=folded("قول"),
    complementizers=folded("أن إن بأن أنّ إنّ"),
    presupposing=folded("أدان ندد شجب استنكر انتقد لام سأل تساءل تحدث علق بحث ناقش"),
    relaying=folded("نقل اقتبس نسب أورد"),
    source_prepositions=folded("عن إلى"),
    accusations=folded("اتهم انتقد لام حمل أدان"),
    control_prepositions=folded("من ل على"),
    object_control=folded("طلب دعا طالب حث ناشد أمر أجبر أرغم ألزم سمح كلف منع أوصى دفع اتهم ساعد حذر مكن لام"),
    support=folded(
        "قام شن نفذ أجرى وجه عقد قدم وقع أحرز حقق فرض مارس بذل اتخذ ارتكب خاض أصدر واصل استأنف كثف صعد "
        "تلقى تعرض تبادل أطلق بدأ باشر قاد"
    ),
    support_passive=folded("تم جرى وقع حصل حدث"),
    copulas=folded("كان أصبح بات ظل ليس صار يكون يعد يعتبر يبدو"),
    raising=folded(
        "تمكن نجح اضطر بدأ كان ظل واصل استمر عاد أخذ صار بات أصبح شرع راح استأنف كاد "
        "انطلق سبق قرر تم قام كلف أمر باشر مازال زال"
    ),
    impersonal=folded("أمكن إمكان وجب انبغى تعين لزم جاز توجب تحتم حق"),
    according_to=_phrases(
        "بحسب",
        "حسب",
        "وفق",
        "وفقا",
        "طبقا",
        "نقلا",
        "استنادا",
        "حسبما",
        "وفقما",
        "على حد",
        "على لسان",
        "ب حسب",
        "في قول",
    ),
    quantifiers=folded(
        "عدد بعض مئة مئات عشرات آلاف كل جميع أحد إحدى معظم غالبية أكثر أقل نحو حوالي كثير عديد مجموعة نصف "
        "ربع ثلث عشرة عشرات مليون ملايين ألف مائة كلا بقية سائر مزيد قرابة زهاء أغلب قليل باقي مختلف شتى ما"
    ),
    companion_prepositions=folded("مع بعد قبل خلال منذ وسط رغم بسبب نتيجة إثر عقب دون بدون"),
    leading=folded("قيادة رئاسة زعامة إشراف"),
    accompanying=folded("ب"),
    possession_prepositions=folded("لدى ل عند"),
    owning_prepositions=folded("لدى"),
    having=folded("ملك امتلك حاز"),
    plans={
        fold(noun): english
        for noun, english in {
            "خطة": "a plan",
            "نية": "an intention",
            "قدرة": "the ability",
            "رغبة": "a wish",
            "حق": "the right",
            "صلاحية": "the power",
            "استعداد": "readiness",
            "فرصة": "an opportunity",
            "إمكانية": "the possibility",
            "سلطة": "the authority",
            "تفويض": "a mandate",
            "مصلحة": "an interest",
            "وسيلة": "the means",
        }.items()
    },
    receiving_prepositions=folded("ل إلى"),
    organs={
        fold(noun): english
        for noun, english in {
            "جيش": "army",
            "حكومة": "government",
            "وزارة": "a ministry",
            "برلمان": "parliament",
            "شرطة": "police",
            "سفارة": "embassy",
            "قنصلية": "a consulate",
            "بعثة": "a mission",
            "وكالة": "an agency",
            "محكمة": "a court",
            "رئاسة": "presidency",
            "خارجية": "foreign ministry",
            "داخلية": "interior ministry",
            "كنيست": "parliament",
            "كونغرس": "congress",
            "مخابرات": "intelligence service",
            "استخبارات": "intelligence service",
            "بحرية": "navy",
            "سلطات": "authorities",
        }.items()
    },
    existence=folded("هناك ثمة وجد ثم"),
    agent_prepositions=_phrases(
        "من قبل",
        "على يد",
        "على أيدي",
        "من جانب",
        "من طرف",
        "بواسطة",
        "ب يد",
        "ب أيد",
        "ب رصاص",
        "ب رصاصة",
        "ب نيران",
        "ب نار",
        "ب قذيفة",
        "ب صاروخ",
    ),
    harming_prepositions=folded("في ب خلال إثر جراء نتيجة من"),
    place_prepositions=folded("في ب داخل خارج قرب شمال جنوب شرق غرب شرقي غربي شمالي جنوبي وسط ضمن عبر حول على باتجاه"),
    spans=folded("سنة عام شهر أسبوع يوم ليلة ساعة دقيقة ثانية قرن"),
    time_nouns=folded(
        "يوم أمس غد عام سنة شهر أسبوع ساعة دقيقة صباح مساء ليل ليلة ظهر فجر نهاية بداية مطلع منتصف أواخر "
        "أوائل قبل بعد وقت زمن فترة عهد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد الإثنين "
        "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر "
        "ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين مرة لحظة حين الآن اليوم ذكرى موعد "
        "عطلة رمضان قرن منذ خلال أثناء"
    ),
    transparent=folded("أي أية عقد إجراء تنظيم استمرار وجود تصاعد تزايد استئناف تواصل أمن سلامة مصير حياة شؤون شأن"),
    adverbial_nouns=folded(
        "إطار سياق جانب طريق حال وضع صدد شأن خلال ضوء سبيل حد وشك هامش غرار غضون إثر أعقاب سبب نتيجة حين ظل هدف عن_كثب"
    ),
    name_nouns=folded("اسم"),
    generic_ends=folded(
        "أمر شيء فعل غير ذلك هذا ذاك ما من هو هي الذي التي حيث كذلك نفس ذات نوع شكل جزء مثل ذا بينما الآن"
    ),
    role_nouns=folded(
        "رئيس وزير متحدث ناطق سفير زعيم قائد أمير ملك مدير أمين نائب عضو مبعوث مستشار منسق محافظ مفوض مرشح مندوب "
        "ممثل حاكم سكرتير مسؤول مساعد شيخ لواء عميد عقيد مقدم رائد نقيب جنرال فريق ضابط صحفي صحافي مراسل كاتب محلل "
        "خبير باحث أستاذ دكتور قاض قاضي محام نائبة سيناتور مؤسس رئيسة وزيرة متحدثة مستشارة ناشط مدعي وكيل بروفسور "
        "بروفيسور مهندس قس أسقف مطران كاردينال حاخام مؤرخ شاعر روائي مشير ملازم رقيب كولونيل ميجور كابتن أميرال "
        "أدميرال مارشال لورد سفيرة مديرة قاضية ناشطة صحفية صحافية محامية معارض عضوة سلطان بابا بطريرك مرشد قيادي "
        "دبلوماسي سيد سيدة إمام رجل نجم لاعب مدرب مخرج ممثلة فنان فنانة نظير"
    ),
    place_nouns=folded(
        "مدينة بلدة قرية محافظة منطقة ولاية عاصمة إقليم حي شارع ميدان مطار ميناء معبر قاعدة مخيم جزيرة بحر "
        "نهر جبل قضاء ناحية ريف ضاحية بلد قطاع ممر مستوطنة شمال جنوب شرق غرب شرقي غربي حدود ساحة مستشفى "
        "جبهة أرض موقع شبه مضيق خليج واد سهل مديرية مقر"
    ),
    introducers=folded(
        "مدينة بلدة قرية محافظة ولاية جزيرة دولة جمهورية مملكة عاصمة منطقة حي حركة منظمة جماعة تنظيم شبكة موقع "
        "صحيفة وكالة قناة إذاعة شركة مجموعة قضاء ناحية إقليم قطاع مجلة تلفزيون فضائية"
    ),
    organisation_nouns=folded(
        "حكومة وزارة حزب منظمة مجلس برلمان شركة وكالة صحيفة قناة موقع هيئة لجنة مؤسسة جامعة بنك محكمة "
        "جيش اتحاد حركة جماعة تحالف إدارة سلطة نظام رئاسة ائتلاف جمعية نقابة جبهة شبكة إذاعة مركز "
        "تنظيم ميليشيا مليشيا فصيل كتيبة لواء فرقة قيادة سفارة جهاز نادي نيابة شرطة مكتب خارجية داخلية "
        "دفاع كنيست كونغرس معهد مفوضية مرصد كتلة تيار دولة بعثة قسم معارضة"
    ),
    group_nouns=folded(
        "قوة قوات فصيل فصيلة فصائل مسلح مقاتل متمرد مدني مواطن شخص جندي عنصر ناشط متظاهر محتج لاجئ نازح سجين معتقل "
        "طفل امرأة رجل عائلة شعب أسرة قبيلة طالب عامل عسكري إرهابي ميليشيات ضحية قتيل جريح شهيد أسير رهينة "
        "مهاجر وسط مصدر خبير طرف جانب كردي عربي مسلم سني شيعي علوي درزي جمهور سكان أهالي ناس مراقب نائب "
        "وفد فريق طاقم حشد موكب رتل دورية خلية عصابة أقلية وحدة لواء"
    ),
    event_nouns=folded(
        "حرب معركة هجوم غارة قصف اجتماع قمة مؤتمر اتفاق اتفاقية معاهدة هدنة انتخاب استفتاء انقلاب ثورة تظاهرة "
        "مظاهرة احتجاج عملية حملة أزمة صراع نزاع مفاوضات محادثة زلزال تفجير انفجار مجزرة اشتباك مواجهة حادث "
        "حصار قرار عقوبة زيارة لقاء جولة خطة مبادرة"
    ),
    person_nouns=folded(
        "شخص رجل امرأة طفل شاب فتاة ابن ابنة والد والدة زوج زوجة شقيق شقيقة أخ أخت أب أم نجل جندي صديق مصدر مراقب شاهد"
    ),
    country_nouns=folded("بلاد بلد دولة"),
    first_persons=folded("نا ني ي نحن أنا"),
    dative_prepositions=folded("ل"),
    locative=folded("في ب"),
    inside="في",
    partitives=folded("من"),
    between=folded("بين"),
    mutual="مع",
    governed_prepositions=folded("ب ل إلى على من عن في"),
    subordinators=folded("أن"),
    negative_verbs=folded("ليس"),
    extents=folded("حتى"),
    has="لدى",
    plan_to="{} ل{}",
    relatives=folded("الذي التي"),
    mark=mark,
    denied=denied_by_ma,
    definite=lambda noun: noun.norm.startswith("ال"),
    written=written,
    feminine=_feminine,
    resumed=resumed,
    qualified=qualified,
    topic=topic,
    hearsay=folded(
        "زعم مزاعم ادعاء شائعة تقدير رقم أرقام إحصاء إحصائية نتيجة نتائج معطى معطيات مؤشر معلومة معلومات نبأ أنباء "
        "خبر أخبار رواية تقديرات"
    ),
    outlets=folded(
        "صحيفة جريدة مجلة قناة وكالة موقع إذاعة تلفزيون تليفزيون فضائية شبكة مصدر مصادر مرصد تقرير تقارير بيان دراسة "
        "وسيلة وسائل شاهد شهود مراسل تقدير تقديرات استطلاع"
    ),
    masculine_names=folded(
        "العراق لبنان المغرب الأردن السودان الصومال الفاتيكان داعش الناتو الكرملين البنتاغون الكونغرس"
    ),
    collectives=folded(
        "قوة قوات فصيل فصيلة فصائل عائلة شعب أسرة قبيلة ميليشيات ميليشيا مليشيا وسط طرف جانب مصدر جمهور جماعة"
    ),
    free_relatives=frozenset({"من", "ما", "مما", "بما", "الذين", "الذي", "التي", "اللذين"}),
    female_names=folded(
        "شيرين مريم ماريا ماري فاطمة زينب عائشة خديجة سعاد هدى نوال منى مها رنا ريم رشا رولا دينا دعاء هبة "
        "هند ليلى سلمى سارة نادية نادين نانسي هيلاري أنجيلا أنغيلا تيريزا كامالا كوندوليزا كريستين فيديريكا "
        "مادلين ليز سوزان نيكي ميشيل إيفانكا ميركل ماي أسماء بثينة وداد عفراء حنان توكل ملالا نسرين شهرزاد "
        "فيروز أميرة جميلة نبيلة سميرة كريمة أمينة لطيفة وفاء سناء نجلاء هيفاء إيناس إيمان آمنة بشرى ندى غادة "
        "داليا ياسمين كاترين كاثرين إليزابيث مارغريت جاسيندا أورسولا سامانثا سوزي ليندا باربرا جينين جنين "
        "مارين مرغريت آنا إيرينا ناتاليا أولغا يوليا غريتا ديلما كريستينا مايا ميا أنالينا روزماري"
    ),
    reattach=True,
    adverb=is_adverb,
    compounds=COMPOUNDS,
    telling=folded("زاد سجل ألمح استرسل هتف ردد كرر جزم ألح لوح أسهب مضى أوجز ختم"),
    appearing=folded("جاء ورد"),
    documents=folded("بيان تقرير رسالة تغريدة تدوينة نص تصريح حوار مقابلة خبر مقال كلمة خطاب وثيقة برقية منشور تعليق"),
    norms=folded(
        "قانون دستور نظام طلب حكم أحكام مادة فصل بند قرار شرط معيار خطة جدول اتفاق اتفاقية مرسوم ظرف رغبة معاهدة ميثاق "
        "لائحة برنامج عرف تقليد سن حاجة طريقة منهج أصل مبدأ توجيه أمر"
    ),
    consequent=frozenset({"ف"}),
    counterfactual=folded("لو لولا"),
    likelihoods=folded("مرجح رجح محتمل احتمل متوقع توقع منتظر"),
    awaiting=folded("انتظر ارتقب ترقب"),
    conditional_nouns=folded("حال حالة"),
    passing_on=folded("سمح أتاح سماح عمد لجأ سارع بادر اضطر أقدم ساعد أسهم ساهم مهد مكن عجل توصل"),
    places_of_clauses=folded("حيث"),
    provisos=folded("على"),
    pending=folded("مزمع مقرر مرتقب منتظر متوقع مفترض محتمل مقترح مخطط وشيك مأمول منشود مرجو موعود"),
    likely=folded("محتمل ممكن مفترض"),
    coming=folded("مقبل قادم آت"),
    asking=folded("هل"),
    question_words=folded("لماذا كيف متى أين ماذا لم من أي كم ما ماهو"),
    by_dative=folded(
        "تعرض خضع استجاب تصدى رمز انضم انتمى استسلم أذعن رضخ امتثل لجأ توصل وصل تحول نظر تطرق استمع استنادا احتكم "
        "انحاز تعصب روج سمح أتاح رخص صوت شهد"
    ),
    blaming=folded(
        "انتقد لام شكر عاقب أدان كرم اعتقل احتجز سجن حبس حوكم حاكم فصل أقال طرد غرم أسف حزن هاجم اتهم مدح أثنى اعتذر "
        "كافأ لوم احتجاز سجن اعتقال حبس توقيف عقوبة انتقاد"
    ),
    undertakings=folded(
        "توافق عملية حملة لجنة اتفاق اتفاقية مبادرة مشروع اجتماع لقاء مؤتمر قمة مظاهرة تظاهرة مسيرة زيارة جولة جهد "
        "تحرك إجراء خطوة تدبير فريق وفد قوة بعثة آلية صندوق تحالف هيئة مركز برنامج مقترح اقتراح طريق سبيل فرصة ضغط وقت "
        "زمن حاجة مفاوضة مفاوضات محادثة مباحثات مشاورات حوار عمل سباق قانون عقد مهلة خطة تفويض مجلس مناورة وسيلة "
        "أداة ورقة منصة تحضير ترتيب توجه عرض تعاون هجوم حرب معركة"
    ),
    attitudes=folded(
        "رفض دعم تأييد إدانة انتقاد استنكار معارضة شجب تنديد تقدير شكر احترام قبول مراقبة متابعة رعاية ذكرى نتيجة سبب "
        "بداية نهاية استمرار مؤشر مثال رمز نظير خلاف خرق انتهاك مخالفة استجابة عرضة دليل صورة تصوير وصف شرح سرد رد "
        "تعرض ترحيب استعداد مسؤول مصدر موعد يوم تاريخ ضحية هدف"
    ),
    befalling=folded("مقتل وفاة موت سقوط وقوع حدوث اندلاع انهيار غرق انفجار إصابة تعرض فقدان وجود غياب عدم استمرار"),
    avowing=folded("طالب احتج ندد عبر تضامن استنكر شجب"),
    resulting=folded("بلغ أصبح صار بات سجل استقر تخطى تجاوز ارتفع انخفض تراجع"),
    returning=folded("عاد"),
    purposes=_phrases("من أجل", "ب هدف", "بغية", "قصد", "ب قصد", "ب غرض", "ل غرض", "ب غية", "بهدف"),
    refusing=folded("رفض"),
    stopping=folded("كف توقف أوقف أقلع"),
    circumstances=frozenset("ردا رداً نظرا نظراً وفقا وفقاً طبقا طبقاً خلافا استنادا بناء إضافة فضلا نتيجة رغم".split()),
    halted=frozenset(
        {
            (fold(first), fold("إطلاق"), fold(last))
            for first in ("وقف", "إيقاف", "لوقف", "هدنة", "خرق")
            for last in ("نار", "النار")
        }
    ),
    naming=folded("اعتبر وصف عد صنف سمى نعت"),
    wording=folded("تعبير قول وصف رأي كلام"),
    including=tuple(
        tuple(fold(word) for word in marker.split())
        for marker in (
            "ب ما في ذلك",
            "ب ما في *",
            "من بين *",
            "من ضمن *",
            "و على رأس *",
            "على رأس *",
            "ولا سيما",
            "لا سيما",
            "و لا سيما",
            "بين *",
            "و خاصة",
            "و خصوصا",
            "خاصة",
            "خصوصا",
            "أبرز *",
            "أهم *",
        )
    ),
    on_purpose=_on_purpose,
    fighters=folded(
        "جيش قوة جندي عسكري مقاتل مسلح متمرد ميليشيا مليشيا فرقة لواء كتيبة سرية دبابة مدرعة مدفعية حشد فصيل مروحية"
    ),
    lasting={"سيطر": "controls"},
    protesters=folded("متظاهر متظاهرة محتج معتصم مظاهرة تظاهرة مسيرة اعتصام وقفة"),
    marches=folded("مظاهرة تظاهرة مسيرة اعتصام وقفة احتجاج"),
    slogans=folded("شعار هتاف لافتة يافطة نداء نشيد أغنية عبارة ملصق"),
    dates=dates,
    repair=repair,
    after_names=_after_names,
    order=order.mend,
    takes_no_object=order.takes_no_object,
    harmless=folded(
        "اجتماع مؤتمر قمة لقاء زيارة جولة انتخاب استفتاء مفاوضات محادثة قرار اتفاق اتفاقية معاهدة هدنة مبادرة خطة"
    ),
    resuming=_phrases("في", "ب", "على", "من", "إلى", "عن", "منذ", "خلال", "من خلال", "بموجب", "ب موجب"),
    deverbal=verb_of,
    takes_object=takes_object,
    may_be_doer=may_be_doer,
    undecided=folded(
        "ضرورة أهمية إمكانية إمكان احتمال احتمالية حاجة أمل وجوب لزوم حتمية اتفاق اتفاقية معاهدة هدنة مقترح "
        "اقتراح مشروع شرط موعد خطر خطورة مخاوف خوف خشية توقع فكرة قضية مسألة ملف مبدأ"
    ),
    expecting=folded("توقع انتظر أراد طلب اشترط"),
    ordering=folded("طلب أمر كلف منع أوصى سمح ألزم أجبر أرغم حث دفع اتهم لام"),
    manners=folded(
        "كثافة شدة قوة سرعة عنف حذر نجاح سهولة صعوبة وضوح صراحة جدية حرية أمان فعالية دقة عناية حزم كثرة انتظام "
        "استمرار هدوء بالغ شكل صورة طريقة نحو صفة معزل منأى تزامن تنسيق تعاون تشاور توافق اشتراك طلب دعوة مناسبة "
        "رفقة حضور مشاركة فضل موجب مقتضى موازاة مبادرة تفصيل إجماع أغلبية مفرد شأن خصوص غية هدف قصد جانب"
    ),
    own_gloss={fold("وقف"): "إيقاف", fold("إيقاف"): "إيقاف", fold("تهريب"): "تهريب"},
    giving=folded("سلم منح أعطى أهدى وهب سدد باع أعار أتاح وفر قدم خصص صرف"),
    choosing=folded("اختار عين انتخب رشح نصب أوفد أرسل بعث استدعى كلف انتدب دعا"),
    appointing=folded("تعيين اختيار انتخاب تنصيب تسمية ترشيح ترقية اعتبار وصف تصنيف تكليف إعلان"),
    mediating=folded("وساطة توسط مسعى تحكيم فصل"),
    entering=folded("دخول بلوغ ولوج"),
    contents=folded("اتفاق اتفاقية معاهدة خطة مشروع قرار مفاوضة محادثة حوار توافق تفاهم"),
    plural_things=folded("تطور تفصيل تعليم إصدار توجه معطى إنجاز"),
    idiomatic=folded("رفع وضع إلقاء أخذ توجيه تسديد"),
    many_sensed=folded("دفع حل رد"),
    bodies=folded("معارضة مقاومة موالاة حكومة قيادة إدارة رئاسة رقابة"),
    participle=lambda word: is_participle(word.norm),
    adhering=ADHERING,
    governing=folded("على إلى عن مع ضد خلف وراء"),
    apart=folded("دون بدون قبل بعد خلال منذ أثناء رغم وسط ك من_أجل أجل مثل"),
    singulars=singulars,
    sites=folded(
        "سفارة قنصلية مقر مركز مكتب معهد جامعة مدرسة كلية مستشفى مسجد كنيسة معبد قصر متحف ملعب مصنع منجم حقل محطة "
        "مفاعل منشأة مبنى برج فندق مطعم سوق مطار ميناء جسر نفق سد كهف مقبرة سجن معتقل محكمة مخيم مستوطنة معسكر "
        "قاعدة ثكنة مستودع مخزن معبر حاجز طريق ساحة ميدان فرع بنك مصرف"
    ),
    districts=folded("مقاطعة"),
    settled=folded("جماعة حركة تنظيم حزب منظمة جمعية نقابة ميليشيا مليشيا"),
    goals=folded("إلى"),
    directions={
        fold(noun): english
        for noun, english in {
            "شمال": "north",
            "جنوب": "south",
            "شرق": "east",
            "غرب": "west",
            "شمالي": "north",
            "جنوبي": "south",
            "شرقي": "east",
            "غربي": "west",
        }.items()
    },
    tenures=folded("سابق أسبق راحل مخلوع معزول منتخب مقبل حالي جديد انتقالي مؤقت"),
    counterparts=folded("نظير"),
    bare=lambda word: word[2:] if word.startswith("ال") and len(word) > 4 else word,
)
