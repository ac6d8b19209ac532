"""Subjects that the parser misses: the noun behind its verb, the pronoun of the matter (إنه لا يوجد), datelines."""

from __future__ import annotations

import re

from ...graph.lemmas import fold, folded
from ..syntax import SUBJECTS, Sentence, Word, attach
from .closed_classes import ABOUT, DAMMA_FIRST, INTRANSITIVE, MOSTLY_INTRANSITIVE, NOUNS

_THAT = folded("أن إن لأن بأن لكن ولكن كأن أنّ إنّ غير")
_HAPPENING = folded("تم جرى حصل حدث وجب أمكن انبغى تعين جاز لزم وجد بد سبق صعب لاحظ")
_LOOSE = frozenset({"obj", "obl", "nmod", "obl:arg", "xcomp", "dep", "iobj"})
_DASHES = frozenset("-–—")
_OPENING = frozenset('«“"')
_OPEN, _CLOSE = frozenset("([«"), frozenset(")]»")
_TIMES = folded(
    "أمس اليوم غدا يوم مساء صباح فجر ظهر ليل ليلة حين الآن الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة "
    "السبت الأحد عام شهر أسبوع ساعة دقيقة سنة مرة لحظة قرن عقد فترة نهار قبل بعد منذ خلال وقت حقبة زمن جدا معا "
    "أيضا فقط كل"
)
BEING = folded("كان أصبح بات ظل صار ليس بقي مازال زال أمسى أضحى غدا")
_MIDDLE = re.compile("^ان[^ات]..$")  # اندلع، انسحب: what happens to its subject alone


def mend(sentence: Sentence) -> None:
    """Mend the subjects of a sentence in place."""
    for word in sentence.words:
        if word.pos == "PRON" and word.text == "ه":
            _of_the_matter(word, sentence)
    for word in sentence.words:
        if word.is_verb:
            _dateline(word, sentence)
            _behind(word, sentence)


def _is_feminine(verb: Word) -> bool:
    """Is a verb of the third person feminine by its form (تعرض، حدت)?"""
    if verb.morph.get("Aspect") == "Imp" and DAMMA_FIRST.match(verb.text):
        return verb.norm.startswith("ت")
    return verb.morph.get("Gender") == "Fem" and (verb.norm.endswith("ت") or verb.norm.startswith("ت"))


def _of_the_matter(pronoun: Word, sentence: Sentence) -> None:
    """The pronoun on أن stands for nothing where a verb of another subject follows: إنه حدت أوروبا من ...، أنه تم."""
    at = pronoun.i - sentence.words[0].i
    if not at or fold(sentence.words[at - 1].norm) not in _THAT:
        return
    verb = next((w for w in sentence.words[at + 1 : at + 10] if w.is_verb), None)
    if verb is None:
        return
    near = verb.i <= pronoun.i + 3
    own = [c for c in verb.children if c.dep in SUBJECTS and c is not pronoun and c.pos != "PRON" and not c.is_verb]
    foreign = any(c.i > verb.i for c in own)
    noun = _next_noun(verb, sentence)
    fifth = verb.norm.startswith("ت") and not DAMMA_FIRST.match(verb.text)  # تعرف: she knows, or he recognised
    other = _is_feminine(verb) and (not fifth or (noun is not None and noun.head is verb))
    if not (other or foreign or (near and fold(verb.lemma) in _HAPPENING)):
        return
    told = pronoun.head
    attach(pronoun, verb, "expl")
    for owner in (verb, told):
        if owner is None or not owner.is_verb or any(c.dep in SUBJECTS for c in owner.children):
            continue
        noun = _next_noun(owner, sentence)
        if noun is not None and noun.head is owner and (_agree(owner, noun) or owner is verb):
            noun.dep = "nsubj:pass" if owner.morph.get("Voice") == "Pass" else "nsubj"


def _dateline(verb: Word, sentence: Sentence) -> None:
    """The agency in brackets before a dash is no subject: (CNN)-- أعلنت الحكومة."""
    for noun in [c for c in verb.children if c.dep in SUBJECTS and c.i < verb.i]:
        at = noun.i - sentence.words[0].i
        after = sentence.words[at + 1 : at + 3]
        enclosed = at and sentence.words[at - 1].text in _OPEN and len(after) == 2 and after[0].text in _CLOSE
        if enclosed and after[1].text in _DASHES:
            noun.dep = "dep"


def _next_noun(verb: Word, sentence: Sentence) -> Word | None:
    """Return the first noun behind a verb that no preposition marks, in the same clause, past phrases of place and
    time."""
    inside: set[int] = set()
    for word in sentence.words[verb.i - sentence.words[0].i + 1 :]:
        if word.i in inside or word.pos in {"ADV", "PART"}:
            continue
        if word.text in _OPENING:
            continue
        if word.pos in {"PUNCT", "SCONJ", "CCONJ", "DET", "PRON"} or word.is_verb:
            return None
        if word.pos == "ADP":
            marked = word.head
            if marked is not None and marked.pos == "NUM" and fold(word.norm) in ABOUT:
                continue
            if marked is None or marked.i < word.i:
                return None
            inside |= {w.i for w in marked.subtree() if w.i <= marked.i or w.head is marked and w.dep == "amod"}
            inside |= {c.i for c in marked.get("nmod") if c.i == marked.i + 1}
            continue
        if _is_adverb(word):
            inside |= {w.i for w in word.subtree()}
            continue
        return word if word.pos in NOUNS else None
    return None


def is_time(word: Word) -> bool:
    """Does a word name a time?"""
    return fold(word.lemma) in _TIMES or fold(word.norm) in _TIMES


def _is_adverb(word: Word) -> bool:
    return is_time(word) or (word.pos == "ADJ" and word.norm.endswith("ا"))


def _behind(verb: Word, sentence: Sentence) -> None:
    """A bare noun behind a verb without a subject is its subject where it is written in the nominative (لم يرد
    تأكيد، قال المحتجون), or where the verb takes no object (وصل الوزير)."""
    if any(c.dep in SUBJECTS or c.dep == "expl" for c in verb.children if c.pos != "DET"):
        return
    if verb.dep in {"acl:relcl"} and not any(c.pos == "PRON" for c in verb.children):
        return
    lemma = fold(verb.lemma)
    if verb.morph.get("Person", "3") != "3" or verb.morph.get("Number") in {"Plur", "Dual"} or lemma in BEING:
        return
    noun = _next_noun(verb, sentence)
    if noun is None or noun.head is not verb or noun.dep not in _LOOSE or not _agree(verb, noun):
        return
    before = sentence.words[verb.i - sentence.words[0].i - 1] if verb.i > sentence.words[0].i else None
    if before is not None and before.pos in NOUNS | {"ADJ"} and not _is_adverb(before):
        return  # the noun before it may be who does it
    place = noun.name is not None and noun.name.type in {"GPE", "LOC"}
    alone = not place and (lemma in INTRANSITIVE | MOSTLY_INTRANSITIVE or bool(_MIDDLE.match(lemma)))
    further = [c for c in verb.get("obj") if c is not noun and c.i > noun.i and c.first("case") is None]
    first = verb.head is None and noun.dep == "obj" and len(further) == 1 and further[0].pos in NOUNS
    counted = noun.pos == "NUM" and noun.dep in {"obl", "obl:arg"}
    if first or counted or _is_nominative(noun) or (alone and not _is_accusative(noun)):
        noun.dep = "nsubj:pass" if verb.morph.get("Voice") == "Pass" else "nsubj"


def _agree(verb: Word, noun: Word) -> bool:
    feminine = noun.morph.get("Gender") == "Fem" or noun.norm.endswith(("ة", "ات"))
    if noun.morph.get("Number") == "Plur" or noun.pos == "NUM":
        return True
    if noun.pos == "PROPN" or not noun.norm.endswith(("ة", "ات")) and not noun.morph.get("Gender"):
        return not _is_feminine(verb) or noun.pos == "PROPN" or not noun.norm.startswith("ال")
    return feminine == _is_feminine(verb)


def _is_accusative(noun: Word) -> bool:
    return noun.name is None and noun.norm.endswith(("ا", "ين"))


def _is_nominative(noun: Word) -> bool:
    """Does the writing tell the nominative: a sound plural in ون, or an indefinite noun without the alif that an
    accusative bears?"""
    if noun.name is not None or noun.pos != "NOUN":
        return False
    if noun.norm.endswith("ون") and noun.morph.get("Number") == "Plur":
        return True
    bare = noun.morph.get("Definite") == "Ind" and noun.morph.get("Number") == "Sing"
    weak = noun.norm.endswith(("ة", "اء", "ى", "ا", "ات", "ي", "ين"))
    genitive = any(c.dep == "nmod" and c.i == noun.i + 1 and c.first("case") is None for c in noun.children)
    return bare and not weak and not genitive and not noun.norm.startswith("ال") and len(noun.norm) > 2
