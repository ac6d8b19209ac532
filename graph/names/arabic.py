"""Arabic names as strings: normal forms for matching (the text itself is never touched), titles, spelling
similarity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ._edit import Costs, similarity_of

_MARKS = re.compile(
    r"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_FOLD = str.maketrans({
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ۃ": "ه", "ہ": "ه",
    "ھ": "ه",
    "ک": "ك", "گ": "غ", "پ": "ب", "چ": "ج", "ڤ": "ف", "ڨ": "ق", "ژ": "ج", "ء": None,
    **{chr(0x660 + digit): str(digit) for digit in range(10)},
    **{chr(0x6F0 + digit): str(digit) for digit in range(10)},
})  # fmt: skip
# Words that the press spells in two ways; the left one is rewritten wherever it stands.
_SPELLINGS = (
    ("ديموقراط", "ديمقراط"), ("اميرك", "امريك"), ("مليشيا", "ميليشيا"), ("انكليز", "انجليز"), ("انغليز", "انجليز"),
    ("شيون", "شوون"),
    ("كيماوي", "كيمياوي"), ("كيميايي", "كيمياوي"), ("فدرالي", "فيدرالي"), ("اوروب", "اورب"), ("مسوول", "مسيول"),
)  # fmt: skip
_NOT_A_LETTER = re.compile(r"[^\w]+|_")
# Names that begin with these letters and not with the article.
_NO_ARTICLE = re.compile(
    "ال(?:له$|ياس|كس[اي]?ن?در|كسيس?|ي(?:كس|كا$|زاب|سا$|سيا|سون$|نا$|نور|نوي|وت$|خاندرو|شا$|ان$|كي|ستر|سيو)|فريد|فار[وي]ز?$|فونس|"
    "بر(?:ت$|تو$)|باني|بير|ماني|ان$|انا$|اسك|اباما|دو$|دريد|لن|لينك|تون$|ما$|ستر|ويز|وند$|غير)"
)
_LETTER = re.compile(r"[\u0621-\u064a\u066e-\u06d3]")

_ADJECTIVE = re.compile(r"ال\w+(ي|يه)$")
# What says of a title when it was held.
_STILL = frozenset(
    """السابق السابقه الاسبق الراحل الراحله الحالي الحاليه الجديد الجديده الموقت الموقته المنتخب المنتخبه المستقيل
    المتقاعد المخلوع المعزول المكلف العام العامه المساعد""".split()
)
# Words that stand before a person's name and are no part of it, in normal form.
_TITLES = frozenset(
    """الرييس رييسالوزرا الشيخ الشيخه الدكتور الدكتوره اللوا العميد العقيد المقدم الرايد النقيب الملازم الفريق المشير
    الجنرال الادميرال الاميرال الماريشال السيد السيده الانسه الملك الملكه الامير الاميره السلطان الامام المرشد
    الحاج الحاجه الاستاذ الاستاذه البروفيسور البروفسور البابا البطريرك المطران الاسقف القس المفتي السيناتور
    السناتور النايب النايبه الوزير الوزيره السفير السفيره القاضي المحامي المحاميه الصحفي الصحافي الصحفيه الصحافيه
    الاعلامي الاعلاميه الكاتب الكاتبه الناشط الناشطه المهندس الزعيم القايد القيادي القياديه المتحدث المتحدثه
    المبعوث المستشار المستشاره الراحل الشهيد العاهل الباحث الباحثه المحلل الخبير المعارض الارهابي الرفيق العلامه
    الكولونيل الميجور ميجور الكابتن المدرب اللاعب د م ا دكتور سماحه فخامه
    جلاله معالي سعاده سمو فضيله السلطات الرييسه الوزيره الاسير الاسيره الاب الاخ المناضل المناضله الروايي الشاعر
    الشاعره الفنان الفنانه الممثل الممثله المخرج المخرجه المغني المطرب المطربه الداعيه المرجع الكاردينال الحاكم
    المحافظ المشرف العماد المدير الدبلوماسي السياسي السياسيه المعارضه المطران المبعوثه المفوض المفوضه البرلماني
    المدعي المدعيه المورخ الاكاديمي الاقتصادي الملياردير المدون المصور المراسل المراسله اللاعبه الحاخام الملا
    ايهالله ا د""".split()
)
_LONG_TITLES = tuple(
    tuple(title.split())
    for title in (
        "رييس الوزرا", "رييس مجلس الوزرا", "رييس الحكومه", "رييس البرلمان", "رييس الجمهوريه", "وزير الخارجيه",
        "وزيره الخارجيه",
        "وزير الدفاع", "وزيره الدفاع", "وزير الداخليه", "وزير الماليه", "ولي العهد", "الامين العام", "ايه الله",
        "حجه الاسلام",
        "نايب الرييس", "نايب رييس الوزرا", "الفريق اول", "الفريق الركن", "اللوا الركن", "العميد الركن",
        "المتحدث باسم", "خادم الحرمين الشريفين",
        "صاحب السمو", "صاحب الجلاله", "السيده الاولي", "قايد الجيش", "المبعوث الاممي", "المبعوث الخاص",
    )
)  # fmt: skip
_BODY_HEADS = frozenset(
    """نظام حكومه قوات قوه عايله اسره حزب مقر قصر جماعه حركه ميليشيا ميليشيات مليشيا مليشيات جيش شركه موسسه هييه
    منظمه لجنه مجلس وزاره اداره سلطات سلطه تيار تحالف ائتلاف ايتلاف جبهه كتيبه كتايب لوا فصيل فصايل تنظيم حملات
    حمله موقع قناه وكاله صحيفه جريده مجله اذاعه جامعه مستشفي مطار قاعده مدينه محافظه قريه بلده حي مخيم شارع منطقه
    اقليم ولايه معبر مسجد كنيسه اتحاد نقابه بنك مصرف محكمه سفاره قنصليه بعثه مكتب فريق نادي مركز معهد موتمر قمه
    اتفاق اتفاقيه معاهده حرب معركه عمليه ثوره انتفاضه ازمه هجوم انصار مقاتلو مقاتلي مسلحو مسلحي عناصر رييس رييسه
    وزير وزيره نايب مدير متحدث ابن_شقيق زوجه نجل شقيق مساعد مستشار حكم عهد فرقه كتله سرايا حشد
    المعارضه الحكومه الجيش القوات الحزب الحركه الجبهه التحالف المجلس الاتحاد النظام التنظيم الجماعه مجموعه برنامج
    صندوق""".split()
)
# Given names that differ from another given name by a vowel letter only are in the lexicon; see names/lexicon.py.

_COSTS = Costs(
    cheap_letters={"ا": 0.3, "و": 0.35, "ي": 0.3, "ه": 0.6, "ع": 0.6},
    pairs={
        "سص": 0.2, "تط": 0.2, "دض": 0.25, "ذز": 0.25, "ذد": 0.3, "زظ": 0.25, "ضظ": 0.2, "ذظ": 0.25, "ثس": 0.3,
        "ثت": 0.3, "كق": 0.3,
        "غج": 0.2, "غق": 0.3, "غك": 0.3, "جك": 0.4, "خك": 0.4, "خه": 0.5, "حه": 0.4, "فب": 0.5, "فو": 0.5,
        "شس": 0.4, "زس": 0.4,
        "تد": 0.5, "هي": 0.4, "ها": 0.3, "اي": 0.5, "او": 0.5, "وي": 0.6, "جز": 0.5, "جش": 0.5,
    },
)  # fmt: skip


def is_arabic(text: str) -> bool:
    """Does the text hold an Arabic letter?"""
    return _LETTER.search(text) is not None


@lru_cache(maxsize=1 << 17)
def normal(name: str) -> str:
    """Return the form under which spellings of a name meet: letters folded, compounds of abd and abu joined, al-
    kept.

    >>> normal("عَبْد الله الثانى") == normal("عبدالله الثاني")
    True
    """
    text = _MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(_FOLD)
    for written, usual in _SPELLINGS:
        if written in text:
            text = text.replace(written, usual)
    words = _NOT_A_LETTER.sub(" ", text.replace("+", " بلس ")).lower().split()
    return " ".join(_joined(words))


def _joined(words: list[str]) -> Iterator[str]:
    pending = ""
    for index, word in enumerate(words):
        if word in ("ابن", "بن") and index:
            word = "بن"
        if word in ("ابي", "ابا") and index:
            word = "ابو"
        last = index == len(words) - 1
        if not last and not pending and (word == "ابو" or (word == "عبد" and words[index + 1][:2] in ("ال", "رب"))):
            pending = word
            continue
        yield pending + word
        pending = ""


@lru_cache(maxsize=1 << 17)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of the normal form, each without al-."""
    return tuple(without_article(word) for word in normal(name).split())


def without_article(word: str) -> str:
    """Return a normal word without al-, where it has one: الياس and الكسندر have none."""
    if word.startswith("لل") and len(word) > 4:  # li- has swallowed the alif of al-
        return word[2:]
    return word[2:] if word.startswith("ال") and len(word) > 3 and not _NO_ARTICLE.match(word) else word


def key(name: str) -> str:
    """Return the words without al- in one string: what two spellings of one name should share."""
    return " ".join(tokens(name))


def forms(name: str) -> Iterator[str]:
    """Yield normal forms to look up, the surest first: as written, li- restored, abi read as abu, proclitics taken
    off.
    """
    first = normal(name)
    yield first
    if first.startswith("لل"):
        yield "ال" + first[2:]
    elif re.match(r"ل\w{3}", first) and name.startswith("ل"):
        yield "ا" + first  # the extractor cut li- from the front of للرئيس
    if first.startswith(("ابي ", "ابا ")):
        rest = first[4:].split()
        yield " ".join(["ابو" + rest[0], *rest[1:]])
    bare = first
    for clitic in ("و", "ف", "ب", "ك", "ل"):
        if bare.startswith(clitic) and len(bare) > 4:
            yield bare[1:]


def strip_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return normal words (al- kept) without leading titles and the adjectives that follow them; never empties a
    name.
    """
    rest = words
    while len(rest) > 1:
        size = next((len(t) for t in _LONG_TITLES if rest[: len(t)] == t), 0) or (1 if rest[0] in _TITLES else 0)
        if not size or size >= len(rest):
            break
        rest = rest[size:]
        rest = rest[_adjectives(rest) :]
    return rest


def _adjectives(words: tuple[str, ...]) -> int:
    """Return how many words say more of the title before them: السوري السابق بشار, but not البغدادي المحمودي."""
    size = 0
    while size < len(words) - 1 and (words[size] in _STILL or _ADJECTIVE.match(words[size])):
        size += 1
    while size and words[size].startswith("ال") and words[size] not in _TITLES and words[size - 1] not in _STILL:
        size -= 1
    return size


def untitled(name: str) -> str:
    """Return a name as written, less its titles."""
    words = name.split()
    wanted = strip_titles(tuple(normal(name).split()))
    for start in range(len(words)):
        rest = " ".join(words[start:])
        if tuple(normal(rest).split()) == wanted:
            return rest
    return name


def person(name: str) -> tuple[str, ...]:
    """Return a person's words, titles stripped, without al-."""
    return tuple(without_article(word) for word in strip_titles(tuple(normal(name).split())))


def heads_a_body(name: str) -> bool:
    """Does the first word say that this is no person (the regime of X, the forces of X, the town of X)?"""
    words = normal(name).split()
    return len(words) > 1 and words[0] in _BODY_HEADS


@lru_cache(maxsize=1 << 18)
def similarity(one: str, other: str) -> float:
    """Return how alike two normal words are, 0 to 1; long vowels and letters that Arabic confuses weigh little."""
    return similarity_of(one, other, _COSTS)
