"""Words that the tokenizer left in one with what stands before them: وأردف الوزير قائلا, سقطت المدينة بيد المتمردين."""

from __future__ import annotations

from ...graph.lemmas import fold
from ..syntax import SUBJECTS, Sentence, Word, attach
from .closed_classes import INTRANSITIVE, NOUNS

_SAID = frozenset(
    "أردف أضاف أكد أعلن أوضح أشار أفاد أعرب أبدى أبرز أقر أورد أصر أجاب أبلغ أخبر استطرد استدرك تابع نوه شدد لفت"
    " صرح ختم استرسل".split()
)
_ENDS = ("ت", "وا", "ا")


def mend(sentence: Sentence) -> None:
    """Make such a word the verb it is, with the name or noun right behind it for its subject, in place."""
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        if word.norm == "بيد" and word.pos in {"CCONJ", "SCONJ", "ADP"} and after.pos in NOUNS:
            _by_hand(word, after)
        if word.norm[:1] not in {"و", "ف"} or word.is_verb:
            continue
        form = word.norm[1:]
        lemma = next((form.removesuffix(end) for end in ("", *_ENDS) if form.removesuffix(end) in _SAID), "")
        if lemma:
            _make_verb(word, lemma, after)


def _by_hand(hand: Word, whose: Word) -> None:
    """بيد before a noun is "by", and not the بيد أن that is "however"."""
    whose = next((a for a in (whose, *whose.ancestors()) if hand in a.children), whose)
    verb = next((a for a in whose.ancestors() if a.is_verb), None)
    if verb is None or verb.i > hand.i:
        return
    hand.pos = "ADP"
    hand.lemma = "بيد" if fold(verb.lemma) in INTRANSITIVE else "ب يد"  # falls into, is killed by
    attach(hand, whose, "case")
    attach(whose, verb, "obl:arg")


def _make_verb(word: Word, lemma: str, after: Word) -> None:
    gender = "Fem" if word.norm.endswith("ت") and not lemma.endswith("ت") else "Masc"
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": gender}
    owner = after.head
    under = owner is not None and owner is not word and owner.head is word and after.dep in SUBJECTS
    if word.first(*SUBJECTS) is None and under:
        attach(after, word, "nsubj")
