"""Arabic entities: the corpus's types from the network, the news scheme's types written into docs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from spacy.language import Language
from spacy.tokens import Doc, Token

from .hints import Hints
from .networks import entities
from .networks.words import DocWords, Word
from .orthography import fold
from .peoples import Lists, read_lists, write_lists
from .repairs import Repairs
from .words import doc_words
from .wordshape import SPELLING

EVENT_WORDS = frozenset(
    fold(word) for word in "حرب الحرب مونديال المونديال كأس بطولة دوري مؤتمر قمة مهرجان معركة ثورة انتفاضة الانتفاضة "
    "أولمبياد دورة معرض جائزة غزوة عاصفة عملية إعصار".split()
)
VERB_TAGS = {"VI": 1, "VP": 2}
"""Tags of imperfect and perfect verbs, and the words of the longest name that may end so (many names are perfects)."""
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

    def __init__(self, recogniser: Recogniser | None = None, lists: Lists | None = None) -> None:
        super().__init__(recogniser)
        self.lists = lists

    @property
    def lists(self) -> Lists | None:
        """The names that are known; without them the network's names are written as they are, and it sees no hints."""
        return None if self._repairs is None else self._repairs.lists

    @lists.setter
    def lists(self, lists: Lists | None) -> None:
        self._repairs = None if lists is None else Repairs(lists)
        self._hints = None if lists is None else Hints(lists)

    def read(self, sentences: Sequence[Sequence[Word]]) -> list[entities.Found]:
        """Return the entities of a batch of sentences, repaired."""
        found = super().read(sentences)
        if self._repairs is None:
            return found
        forms = ([fold(word.form) or word.form for word in words] for words in sentences)
        return [self._repairs(words, names) for words, names in zip(forms, found, strict=True)]

    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them, with what the lists say of their words."""
        parts = doc_words(doc)
        if self._hints is None:
            return parts
        return DocWords(parts.places, [self._hints.added(words) for words in parts.words])

    def write(self, doc: Doc, parts: DocWords, results: Sequence[entities.Found]) -> None:
        """Set the doc's entities; a person's name ends before the verb that the analyser finds behind it."""
        found = [[(start, self._before_verb([doc[i] for i in places[start:end]], start, label), label)
                  for start, end, label in names] for places, names in zip(parts.places, results, strict=True)]
        super().write(doc, parts, found)

    def _before_verb(self, name: Sequence[Token], start: int, label: str) -> int:
        """Return where the name of these tokens, the first at `start`, ends: نعيم قاسم, not نعيم قاسم ألقى."""
        end, last = start + len(name), name[-1]
        whole = len(name) > 1 and bool(name[-2].whitespace_)  # where a name was split, its last part is no verb
        if label != "PER" or not whole or len(name) <= VERB_TAGS.get(last.tag_[:2], len(name)):
            return end
        return end if self._hints is None or self._hints.is_person(name) else end - 1

    def label(self, words: list[str], label: str) -> str:
        """Return the news scheme's label."""
        return news_label(words, label)

    def to_disk(self, path: str | Path, **options: Any) -> None:
        """Write the network into the folder `path`, and the lists and word vectors beside it."""
        super().to_disk(path, **options)
        if self.lists is not None:
            write_lists(self.lists, Path(path).parent)

    def from_disk(self, path: str | Path, **options: Any) -> Self:
        """Read what `to_disk` wrote."""
        self.lists = read_lists(Path(path).parent)
        return super().from_disk(path, **options)


@Language.factory("arabic_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> EntityComponent:
    """Return the component, empty until data is read."""
    return EntityComponent()
