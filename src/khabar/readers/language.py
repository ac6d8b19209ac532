"""Which language an article is written in, by its script and its function words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

# The most frequent words of running text that carry no topic. Languages Khabar does not read stand here so that their
# articles are told apart from Arabic and English: those in Arabic script, and the large ones in Latin script.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "ar": "في من على إلى الى أن ان إن عن مع هذا هذه ذلك التي الذي الذين ما لا لم لن كان كانت قد بعد قبل بين "
        "وقال وأضاف كما أو او هو هي بن حيث منذ خلال عام يوم كل غير",
        "fa": "از به که در این را با است برای آن می و یک شد های شده کرد خود تا بر هم نیز اما وی کند بود",
        "ur": "کے کی میں ہے نے سے کا کو پر ہیں اور اس کہ ہو بھی ایک گیا تھا جو رہا کیا",
        "ps": "د په چې او له سره کې ته دی کړي شوي نه هم یې دا پر کوي شو",
        "ckb": "لە بە و کە بۆ ئەم ئەو لەگەڵ کرد دەکات بوو نییە هەیە هەموو یەک دوای",
        "ug": "بىلەن ئۈچۈن ۋە بۇ بىر دەپ بولۇپ قىلىپ",
        "en": "the of and to in a is that for on with as was by at from his has it are be said this have "
        "not which an had",
        "fr": "de la le les des et du en une est que dans pour sur par au avec il qui ne pas sont cette ont été",
        "de": "der die und den von zu das mit sich des auf für ist im dem nicht ein eine als auch wurde hat",
        "es": "de la que el en los del se las por un para con una su al lo como más fue ha pero",
        "it": "di che il la per un in del non della una con sono le dei gli nel alla è si da anche",
        "pt": "de que do da em um para com não uma os no se na por mais as dos como foi ao das",
        "nl": "de van het een en in is dat op te zijn met voor niet aan er om ook werd als bij",
        "tr": "ve bir bu için ile da de olarak olan daha çok gibi sonra kadar ise olduğunu dedi",
        "id": "yang dan di dari untuk dengan pada ini itu dalam tidak akan ke oleh adalah telah juga",
        "pl": "w i na z do że się nie o jest to od przez po jak dla za oraz ale",
    }.items()
}
NAMES = {
    "ar": "Arabic", "en": "English", "fa": "Persian", "ur": "Urdu", "ps": "Pashto", "ckb": "Kurdish", "ug": "Uyghur",
    "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "tr": "Turkish", "id": "Indonesian", "pl": "Polish",
}  # fmt: skip
_TAGS = {"arabic": "ar", "ara": "ar", "arb": "ar", "العربية": "ar", "عربي": "ar", "english": "en", "eng": "en"}

_PASSAGE = 5  # words; fewer tell no language
_SAMPLE = 20_000  # characters; enough to tell, whatever the article's length
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LETTER = re.compile(r"[^\W\d_]")
_FOREIGN = re.compile(r"[پچژگےٹڈڑںہھێۆڵڕەټډړۍېڭ]")  # letters that Arabic does not write
_KEYBOARD = str.maketrans("کی", "كي")  # Arabic is also typed on Persian keyboards
_ARTICLE = re.compile(r"[وفبك]?ال\w{3}|لل\w{2}")


def normalise(tag: str) -> str:
    """Return the code of a tag such as ``ar-EG``, ``ara`` or ``Arabic``; what is not known comes back as it is."""
    head = re.split(r"[-_]", tag.strip().casefold())[0]
    return _TAGS.get(head, head)


def detect(text: str) -> str:
    """Return a language code, or "" where the text is too short or in no script and language known here."""
    sample = text[:_SAMPLE]
    letters, arabic, latin = (len(pattern.findall(sample)) for pattern in (_LETTER, _ARABIC, _LATIN))
    if not letters or max(arabic, latin) * 2 < letters:
        return ""
    in_arabic = arabic > latin
    words = _WORD.findall(sample.casefold())
    shares = {language: _share(words, language) for language in FUNCTION_WORDS if _is_arabic(language) == in_arabic}
    best = max(shares, key=lambda language: shares[language])
    # A headline may hold no function word at all; Arabic then shows in its article and in having no foreign letter.
    if in_arabic and shares[best] < 0.05:
        return "ar" if len(_FOREIGN.findall(sample)) * 50 <= letters else ""
    return best if shares[best] >= 0.05 else ""


def name(code: str) -> str:
    """Return a language's English name, or its code in quotation marks."""
    return NAMES.get(code, repr(code))


def _is_arabic(language: str) -> bool:
    return language in ("ar", "fa", "ur", "ps", "ckb", "ug")


def _share(words: list[str], language: str) -> float:
    if not words:
        return 0.0
    if language == "ar":
        words = [word.translate(_KEYBOARD) for word in words]
    known = FUNCTION_WORDS[language]
    hits = sum(word in known for word in words)
    if language == "ar":
        hits += sum(_ARTICLE.match(word) is not None for word in words)
    return hits / len(words)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of another language than the article's: where they stand, and their language's code."""

    start: int
    end: int
    language: str


def passages(text: str, language: str, languages: Collection[str]) -> Iterator[Passage]:
    """Yield the passages of a text in another script and language that is read, of five words or more, in order.

    A name or a title in another script is none: it is for the language around it.
    """
    own, other = (_ARABIC, _LATIN) if _is_arabic(language) else (_LATIN, _ARABIC)
    for run in re.finditer(rf"(?:(?!{own.pattern})[^\n])+", text):
        letters = [match.start() for match in other.finditer(run.group())]
        if not letters or len(_WORD.findall(run.group())) < _PASSAGE:
            continue
        start, end = letters[0], letters[-1] + 1
        while end < len(run.group()) and run.group()[end] in ".!?؟":
            end += 1
        found = detect(run.group()[start:end])
        if found != language and found in languages:
            yield Passage(run.start() + start, run.start() + end, found)
