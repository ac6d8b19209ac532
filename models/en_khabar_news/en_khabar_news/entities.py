"""English entities: the corpora's types from the network, Khabar's types written into docs."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from .networks import entities
from .networks.words import DocWords
from .words import doc_words
from .wordshape import SPELLING

EVENT_WORDS = frozenset(
    "war wars revolution uprising intifada spring summit conference forum cup olympics championship games festival "
    "election elections referendum battle siege massacre crisis operation hurricane typhoon earthquake".split())
_NORP = re.compile(r"[A-Z][a-z]*(?:an|ish|ese|[bdmnqrs]i|ic|ch|ist|im|ite|urd|ab|ew)s?|Dutch|Greeks?|Swiss|Welsh")


class Recogniser(entities.Recogniser):
    """BiLSTM-CRF over BIO labels."""

    spelling = SPELLING


def news_label(words: list[str], label: str) -> str:
    """Return Khabar's label of an entity that the corpora call `label`.

    >>> news_label(["Russian"], "MISC"), news_label(["Munich", "Security", "Conference"], "MISC")
    ('NORP', 'EVENT')
    """
    if label != "MISC":
        return label
    if len(words) > 1 and any(word.lower() in EVENT_WORDS for word in words):
        return "EVENT"
    parts = [word for word in words if word != "-"]
    return "NORP" if len(parts) <= 2 and all(_NORP.fullmatch(word) for word in parts) else label


class EntityComponent(entities.EntityComponent):
    """Writes entities into docs."""

    network, package = Recogniser, "en_khabar_news"

    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them."""
        return doc_words(doc)

    def label(self, words: list[str], label: str) -> str:
        """Return Khabar's label."""
        return news_label(words, label)


@Language.factory("english_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> EntityComponent:
    """Return the component, empty until data is read."""
    return EntityComponent()
