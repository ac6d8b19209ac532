"""The words over an event whose sense bears on it: where polarity and modality are looked for.

Each step up the tree asks whether the word below is the content of the word above (what is denied, planned, begun),
or only stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..graph.lemmas import fold
from .language import NO_EFFECT, Effect, Grammar
from .syntax import Word, preposition

Bearing = Literal["own", "marks", "over"]
"""What of a word counts: its particles; only those that set a modality; its particles and its sense."""

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "csubj", "csubj:pass", "obj", "obl:arg", "nsubj", "nsubj:pass", "nmod", "acl", "conj", "obl"}
)
_STEPS = 8
_AWAITED = Effect(modality="planned")  # ينتظر أن يصل
_IN_CASE = Effect(modality="hypothetical")
_NEAR = 15  # words within which a second verb in the perfect shares the particles of the first (ربما، إذا)


def effect_of(word: Word, grammar: Grammar) -> Effect:
    """Return what a word does to its content; an effect without any where it does nothing."""
    lemma = fold(word.lemma)
    if fold(word.norm) in grammar.conditional_nouns and not word.is_verb:  # في حال انسحاب القوات
        return _IN_CASE if fold(preposition(word)) in grammar.locative else NO_EFFECT
    if word.is_verb and lemma in grammar.awaiting:
        return _AWAITED
    return grammar.effects.get(lemma, NO_EFFECT)


def scopes(predicate: Word, grammar: Grammar) -> Iterator[tuple[Word, Bearing]]:
    """Yield the predicate, then the words over it whose content it is, each with what of it counts."""
    yield predicate, "own"
    word, steps = predicate, 0
    seen = {predicate.i}
    governor = _governor_before(predicate, grammar)
    if governor is not None and governor is not predicate.head:
        seen.add(governor.i)
        yield governor, "over"
    while word.head is not None and steps < _STEPS:
        steps += 1
        head = word.head
        if _goes_along(word, head, grammar):
            yield head, "marks"
        elif not _governs(head, word, grammar):
            return
        elif head.i not in seen:
            seen.add(head.i)
            if word.dep == "conj":
                if not word.is_verb and not preposition(word):
                    yield head, "own"  # لبحث التعاون والاتفاق على ...: one preposition marks both.
            elif not _is_described(head, word, grammar):
                yield head, "over"
        word = head


def _is_described(head: Word, word: Word, grammar: Grammar) -> bool:
    """Does a clause only describe the noun over it (حظر يشمل المدارس), and not tell its content (خطر أن ...)?"""
    if word.dep != "acl" or head.is_verb:
        return False
    told = word.first("mark", "case") is not None or not word.is_verb
    effect = effect_of(head, grammar)
    return effect is NO_EFFECT or not told and effect is not _IN_CASE


def _goes_along(word: Word, head: Word, grammar: Grammar) -> bool:
    """Is a verb in line with the verb before it (قد تجعل ... وتثبط ...، سيصل ... حيث يلتقي ...), under its marks?"""
    if not word.is_verb:  # ستتغير الأرقام مع دخول الاستثمارات
        future = head.is_verb and head.morph.get("Aspect") == "Imp"
        future = future and not any(fold(c.lemma) in grammar.negators for c in head.children)
        return future and bool(grammar.deverbal(word.lemma)) and preposition(word) == grammar.mutual
    if word.dep == "advcl" and _is_proviso(word, grammar):
        return True
    if _shares_modal(word, head, grammar):
        return True
    aspect = word.morph.get("Aspect")
    if not head.is_verb or aspect is None or aspect != head.morph.get("Aspect"):
        return False
    if any(_is_particle(c, word, grammar) for c in word.children if c.i < word.i):
        return False
    if any(fold(c.lemma) in grammar.negators for c in head.children if c.i < head.i):
        return False  # لن تمنحه الأمن بل تزرع الكراهية
    if word.dep == "conj":
        return aspect == "Imp" or word.i - head.i <= _NEAR and not any(c.text == "ف" for c in word.get("cc"))
    marks = {fold(m.norm) for m in word.get("mark", "cc")}
    own = word.first("nsubj", "nsubj:pass") is not None
    return aspect == "Imp" and word.dep == "advcl" and bool(marks & grammar.places_of_clauses) and not own


def _shares_modal(word: Word, head: Word, grammar: Grammar) -> bool:
    """Is it an infinitive in line with one that an auxiliary marks (must go and leave), or a gerund of what comes first
    (would return after signing)?"""
    if not grammar.prenominal or not head.is_verb or head.first("aux") is None:
        return False
    if any(c.dep in {"aux", "nsubj", "nsubj:pass", "cop"} for c in word.children):
        return False
    if word.dep == "conj":
        return word.morph.get("VerbForm") == "Inf" and head.morph.get("VerbForm") == "Inf"
    gerund = word.dep == "advcl" and word.text.endswith("ing")
    return gerund and any(m.text.casefold() in {"after", "before", "by"} for m in word.get("mark", "case"))


def _is_particle(child: Word, verb: Word, grammar: Grammar) -> bool:
    """Does a verb have a particle of its own, of tense, doubt or denial?"""
    lemma = fold(child.lemma)
    known = grammar.negators | grammar.future_particles | grammar.possible_particles
    return child.dep == "aux" or lemma in known or grammar.mark(verb, child) is not None


def _is_proviso(word: Word, grammar: Grammar) -> bool:
    """Does a clause say under what terms (على أن تخضع للبرلمان)?"""
    marks = {fold(m.norm) for m in word.get("mark", "case")}
    return bool(marks & grammar.subordinators) and bool(marks & grammar.provisos)


def _governor_before(predicate: Word, grammar: Grammar) -> Word | None:
    """Return the word of effect that a clause with أن follows, found by position where the parser hung it elsewhere."""
    mark = next((m for m in predicate.get("mark") if fold(m.norm) in grammar.complementizers), None)
    if mark is None or predicate.sentence is None or fold(mark.norm) not in grammar.subordinators:
        return None
    if mark.text.startswith("إ"):
        return None  # إن tells what was said
    words = predicate.sentence.words
    before = words[mark.i - words[0].i - 1] if mark.i > words[0].i else None
    marked = fold(before.lemma) if before is not None and before.pos == "ADP" else ""
    if marked and marked not in grammar.governed_prepositions:
        return None  # بعد أن, دون أن
    for word in reversed([w for w in words if mark.i - 12 <= w.i < mark.i]):
        lemma = fold(word.lemma)
        effect = effect_of(word, grammar)
        if effect is not NO_EFFECT and word is not predicate:
            return word if not effect.marks or marked in effect.marks else None
        if word.is_verb or lemma in grammar.speech_nouns or _begins_subject(word, mark, grammar):
            return None
    return None


def _begins_subject(word: Word, mark: Word, grammar: Grammar) -> bool:
    """Does a phrase right before أن have the clause for its subject (من شأنه أن يبعث), so that nothing else has?"""
    near = word.i >= mark.i - 2 and fold(preposition(word)) in grammar.partitives
    return near and word.pos == "NOUN"


def _governs(head: Word, word: Word, grammar: Grammar) -> bool:
    """Does what is said of the head bear on the word below: is it the content of the head, not a bystander?"""
    if word.dep not in _COMPLEMENTS:
        return False
    lemma = fold(head.lemma)
    if word.dep == "acl" and not head.is_verb and head.name is None and _is_indefinite(head):
        if not grammar.prenominal and _is_whole(word):
            return False  # لا نتوقع خطة ما دام الجيش يترك مواقعه: a clause of its own
        if _has_passed(word):
            return False  # نفى اتفاقا أعلنته الفصائل: that they announced it is granted.
        return (
            head.dep in {"obj", "obl:arg", "nmod"} and fold(preposition(head)) not in grammar.locative
        )  # دعا إلى حوار يشمل الأحزاب: what is not there yet does nothing yet.
    if word.dep == "conj":
        return head.is_verb == word.is_verb
    effect = effect_of(head, grammar)
    if effect is not NO_EFFECT:
        return _takes(head, word, effect, grammar)
    if lemma in grammar.raising or lemma in grammar.existence or lemma in grammar.support_passive | grammar.support:
        return True
    if lemma in grammar.negating_nouns:
        return True
    if head.is_verb and _is_passed_on(head, word, grammar):
        return True
    if lemma in grammar.passing_on and word.dep in {"nmod", "obl:arg"} and not head.is_verb and preposition(word):
        return True  # عدم السماح بإطلاق الرصاص
    if head.pos in {"ADJ", "DET"} and word.pos == "NOUN" and word.dep == "nmod" and not preposition(word):
        return lemma in grammar.transparent and word.first("acl") is None  # أي تورط
    if head.pos == "NOUN" and word.dep == "nmod" and not preposition(word):
        verb = fold(
            grammar.deverbal(head.lemma)
        )  # استبعد اندلاع حرب: the first noun only says that the second happens.
        if verb in grammar.support | grammar.support_passive or lemma in grammar.transparent:
            return True
    # A noun of event under another noun: only through genitives (احتمال انسحاب); under a plain verb, its object is
    # told as fact.

    return word.dep in {"xcomp"} and head.is_verb


def _is_indefinite(noun: Word) -> bool:
    """Is a noun indefinite, by itself or by its genitive (خريطة طريق)?"""
    below = noun.first("nmod") if noun.morph.get("Definite") == "Cons" else None
    return noun.morph.get("Definite") == "Ind" or (below is not None and below.morph.get("Definite") == "Ind")


def _has_passed(verb: Word) -> bool:
    """Is a clause about an indefinite noun in the perfect, with a pronoun for the noun (اتفاقا أعلنته الفصائل)?"""
    resumed = any(c.pos == "PRON" for c in verb.get("obj"))
    return verb.morph.get("Aspect") == "Perf" and resumed


def _is_whole(clause: Word) -> bool:
    """Has a clause under a noun a subject and no pronoun for the noun, so that it does not describe it?"""
    subject = next((c for c in clause.get("nsubj") if c.pos != "PRON"), None)
    return subject is not None and not any(w.pos == "PRON" for w in clause.subtree() if w.i < subject.i)


def _takes(head: Word, word: Word, effect: Effect, grammar: Grammar) -> bool:
    """Is a word under a word of effect its content, by its dependency and preposition?"""
    marked = fold(preposition(word)).split(" ")[0]
    if effect.marks and not word.is_verb and marked not in effect.marks:
        return False
    if word.dep.startswith("nsubj") and fold(head.lemma) in grammar.impersonal:
        return True  # يجب مواجهتهم
    if head.is_verb and word.dep == "obl" and word.i < head.i:
        return False  # في تحد للكونغرس، رفض أوباما ...: what opens a clause says in what way, and is not denied.
    return word.dep not in {"nsubj", "obl"} or not head.is_verb or marked in grammar.governed_prepositions


def _is_passed_on(head: Word, word: Word, grammar: Grammar) -> bool:
    """Does a verb hand its own denial and tense on to the noun of event under it: ستؤدي إلى تقسيم، سيعمدون إلى تثبيت،
    سوف نطبق ضغطا?"""
    if word.is_verb or word.dep not in {"obj", "obl:arg", "obl"} or word.first("cc") is not None:
        return False  # what و begins is of another clause
    lemma, marked = fold(head.lemma), fold(preposition(word)).split(" ")[0]
    if lemma in grammar.passing_on or lemma in grammar.causing:
        return bool(marked) and (word.dep == "obl:arg" or marked in grammar.governed_prepositions)
    if word.dep != "obj" or lemma in grammar.presupposing or lemma in grammar.speech:
        return False
    return not grammar.definite(word) and not any(not preposition(c) for c in word.get("nmod"))
