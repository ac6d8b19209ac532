"""Arabic entities: the corpus's types from the network, the news scheme's types written into docs."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from .networks import entities
from .networks.words import DocWords
from .orthography import fold
from .words import doc_words
from .wordshape import SPELLING

EVENT_WORDS = frozenset(
    fold(word) for word in "حرب الحرب مونديال المونديال كأس بطولة دوري مؤتمر قمة مهرجان معركة ثورة انتفاضة الانتفاضة "
    "أولمبياد دورة معرض جائزة غزوة عاصفة عملية إعصار".split()
)
_NISBA = re.compile("(?:ي|ية|يا|يون|يين|يات|يان)$")
_PEOPLES = frozenset(
    fold(word) for word in "العرب الأكراد أكراد اليهود الروس روس الأتراك أتراك الألمان الإنكليز الفرس الشيعة السنة "
    "الإسلام المسيحية اليهودية المسلمون المسلمين مسلم مسلمة النصارى الأرمن الدروز البدو المغاربة الأفارقة الصرب "
    "الكروات البوسنة الأمازيغ الأقباط الهنود اليونان الإغريق الرومان الأفغان".split()
)


class Recogniser(entities.Recogniser):
    """BiLSTM-CRF over BIO labels."""

    spelling = SPELLING


def news_label(words: list[str], label: str) -> str:
    """Return the news scheme's label of an entity that the corpus calls `label`.

    >>> news_label(["الروسية"], "MISC")
    'NORP'
    """
    if label != "MISC":
        return label
    first = fold(words[0])
    if first in EVENT_WORDS and len(words) > 1 or first in ("المونديال", "مونديال"):
        return "EVENT"
    if len(words) <= 2 and all(fold(word) in _PEOPLES or _NISBA.search(fold(word)) for word in words):
        return "NORP"
    return label


class EntityComponent(entities.EntityComponent):
    """Writes entities into docs."""

    network, package = Recogniser, "ar_khabar_news"

    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them."""
        return doc_words(doc)

    def label(self, words: list[str], label: str) -> str:
        """Return the news scheme's label."""
        return news_label(words, label)


@Language.factory("arabic_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> EntityComponent:
    """Return the component, empty until data is read."""
    return EntityComponent()
