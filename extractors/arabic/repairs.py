"""Repairs of analyses that are wrong by a rule of Arabic, where the parser guesses by frequency."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.ontology import fold
from ..syntax import Analysis, Sentence, Word
from .verbal_nouns import verb_of

_PRONOUNS = frozenset({"هو", "هي", "هم", "هما", "هن"})
_FIRST = frozenset({"CCONJ", "PUNCT", "PART", "SYM"})


def repair(analysis: Analysis) -> None:
    """Mend an analysis in place."""
    for sentence in analysis.sentences:
        _hashtags(sentence)
        _verb_first(sentence)
        for three in _triples(sentence):
            _cleft(*three)


def _hashtags(sentence: Sentence) -> None:
    """The word after # takes the place that the parser gave the sign (تدخلات #إيران)."""
    for sign, word in zip(sentence.words, sentence.words[1:], strict=False):
        if sign.text != "#" or word in sign.ancestors() and not sign.children:
            continue
        head, dep = sign.head, sign.dep
        if dep == "punct":
            continue
        for child in [c for c in sign.children if c is not word]:
            _attach(child, word, child.dep)
        _attach(word, sign, word.dep) if word.head is None else None
        if head is not None and head is not word:
            _attach(word, head, dep)
            _attach(sign, word, "punct")


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
        _attach(subject, verb, "nsubj")
        _attach(who, verb, "mark")


def _attach(word: Word, head: Word, dep: str) -> None:
    if head is word or word in set(head.ancestors()):
        # The head hangs below the word: lift it to the word's place first.
        above = word.head
        if head.head is not None:
            head.head.children.remove(head)
        head.head, head.dep = above, word.dep
        if above is not None:
            above.children.append(head)
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = head, dep
    head.children.append(word)
    head.children.sort(key=lambda w: w.i)
