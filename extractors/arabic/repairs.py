"""Repairs of analyses that are wrong by a rule of Arabic, where the parser guesses by frequency."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...graph.ontology import fold
from ..syntax import DIACRITICS, Analysis, Sentence, Word, attach
from .verb_forms import lemma_of
from .verbal_nouns import verb_of

_PRONOUNS = frozenset({"هو", "هي", "هم", "هما", "هن"})
_FIRST = frozenset({"CCONJ", "PUNCT", "PART", "SYM"})


def repair(analysis: Analysis, is_verb: Callable[[str], bool]) -> None:
    """Mend an analysis in place; ``is_verb`` tells which verbs the ontology and the glosses know."""
    for word in analysis.words:
        if word.pos == "VERB" and fold(word.lemma) == fold(word.norm) and not is_verb(word.lemma):
            word.lemma = lemma_of(bare(word.norm), imperfect=word.morph.get("Aspect") == "Imp", is_verb=is_verb)
    for sentence in analysis.sentences:
        _hashtags(sentence)
        _verb_first(sentence)
        for three in _triples(sentence):
            _cleft(*three)


def bare(word: str) -> str:
    return DIACRITICS.sub("", word)


def _hashtags(sentence: Sentence) -> None:
    """The word after # takes the place that the parser gave the sign (تدخلات #إيران)."""
    for sign, word in zip(sentence.words, sentence.words[1:], strict=False):
        if sign.text != "#" or word in sign.ancestors() and not sign.children:
            continue
        head, dep = sign.head, sign.dep
        if dep == "punct":
            continue
        for child in [c for c in sign.children if c is not word]:
            attach(child, word, child.dep)
        attach(word, sign, word.dep) if word.head is None else None
        if head is not None and head is not word:
            attach(word, head, dep)
            attach(sign, word, "punct")


def _triples(sentence: Sentence) -> Iterator[tuple[Word, Word, Word]]:
    words = sentence.words
    return zip(words, words[1:], words[2:], strict=False)


def _verb_first(sentence: Sentence) -> None:
    """A noun that opens a sentence and has a subject is a verb written like its verbal noun (نقل موقع عن مصدر)."""
    first = next((w for w in sentence.words if w.pos not in _FIRST), None)
    if first is None or first.pos != "NOUN" or fold(first.lemma) != fold(first.norm) or not verb_of(first.lemma):
        return
    subject = first.first("nsubj")
    if subject is not None and subject.i == first.i + 1 and not first.norm.startswith(("ال", "ت", "ا", "إ")):
        first.pos, first.lemma = "VERB", verb_of(first.lemma)


def _cleft(pronoun: Word, who: Word, verb: Word) -> None:
    """بوتين هو من قرر: the noun before the pronoun is the subject of the verb after من."""
    if fold(pronoun.text) not in _PRONOUNS or who.text != "من":
        return
    if not verb.is_verb and (verb.pos not in {"NOUN", "X", "PROPN"} or fold(verb.lemma) != fold(verb.norm)):
        return
    sentence = verb.sentence
    before = [w for w in sentence.words if w.i < pronoun.i] if sentence else []
    subject = next((w for w in reversed(before) if w.pos in {"NOUN", "PROPN", "X"}), None)
    if subject is None:
        return
    while subject.head is not None and subject.head in before and subject.head.pos in {"NOUN", "PROPN", "X"}:
        if subject.head.i < pronoun.i - 8 or subject.dep not in {"nmod", "amod", "flat", "flat:foreign"}:
            break
        subject = subject.head
    if subject is not verb:
        verb.pos = "VERB"
        attach(subject, verb, "nsubj")
        attach(who, verb, "mark")
