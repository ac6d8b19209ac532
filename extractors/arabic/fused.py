"""Verbs of saying that the tokenizer left in one word with the conjunction before them: وأردف الوزير قائلا."""

from __future__ import annotations

from ..syntax import SUBJECTS, Sentence, Word, attach

_SAID = frozenset(
    "أردف أضاف أكد أعلن أوضح أشار أفاد أعرب أبدى أبرز أقر أورد أصر أجاب أبلغ أخبر استطرد استدرك تابع نوه شدد لفت"
    " صرح ختم استرسل".split()
)
_ENDS = ("ت", "وا", "ا")


def mend(sentence: Sentence) -> None:
    """Make such a word the verb it is, with the name or noun right behind it for its subject, in place."""
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        if word.norm[:1] not in {"و", "ف"} or word.is_verb:
            continue
        form = word.norm[1:]
        lemma = next((form.removesuffix(end) for end in ("", *_ENDS) if form.removesuffix(end) in _SAID), "")
        if lemma:
            _make_verb(word, lemma, after)


def _make_verb(word: Word, lemma: str, after: Word) -> None:
    gender = "Fem" if word.norm.endswith("ت") and not lemma.endswith("ت") else "Masc"
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": gender}
    owner = after.head
    under = owner is not None and owner is not word and owner.head is word and after.dep in SUBJECTS
    if word.first(*SUBJECTS) is None and under:
        attach(after, word, "nsubj")
