"""What ل before a verbal noun or verb says: a purpose, which is planned (انطلقت القوات لتحرير المدينة), or a cause, a
result, a recipient, which is not."""

from __future__ import annotations

from ..graph.lemmas import fold
from .language import Grammar
from .syntax import Word, preposition

_PLACES = frozenset({"advcl", "obl", "nmod", "obl:arg"})


def is_purpose(word: Word, mark: Word, grammar: Grammar) -> bool:
    """Does a particle or preposition on a word make it what somebody acts for?"""
    lemma = fold(mark.lemma)
    first = _joined(word)
    apart = first.dep == "conj" and preposition(first) != ""  # joined to what has no preposition: the parser's mistake
    if first.dep not in _PLACES and not (apart and not word.is_verb):
        return False
    if word.is_verb:
        if fold(preposition(word)) in grammar.purposes:
            return True
        if word.morph.get("Aspect") == "Perf":
            return False  # لولا ... لاحتل المتشددون المدينة
        if lemma not in grammar.purpose_markers - grammar.extents or _is_because(mark, grammar):
            return False
        return not _is_result(word, grammar)
    if fold(preposition(word)) in grammar.purposes:
        return bool(grammar.deverbal(word.lemma)) and not _befalls(word, grammar)
    return lemma in grammar.purpose_markers & grammar.dative_prepositions and _is_aimed(word, grammar)


def acting(word: Word) -> Word | None:
    """Return what is done for a purpose: the word over it, or over what it is joined to."""
    return _joined(word).head


def _joined(word: Word) -> Word:
    """Return the first of the phrases that a word is joined to, each with a preposition (لمكافحة ... ولمساعدة ...)."""
    while word.dep == "conj" and word.head is not None and preposition(word) and preposition(word.head):
        word = word.head
    return word


def _is_because(mark: Word, grammar: Grammar) -> bool:
    """Is ل with أن before a noun "because" (لأن عائلات كثيرة لا توجد ...)? Before a verb it tells the purpose."""
    words = mark.sentence.words if mark.sentence else []
    after = words[mark.i - words[0].i + 1 :][:2] if words else []
    that = len(after) == 2 and fold(after[0].norm) in grammar.subordinators
    return that and after[1].pos in {"NOUN", "PROPN", "X", "PRON", "DET", "NUM"}


def _is_result(verb: Word, grammar: Grammar) -> bool:
    """Does ل tell what came of it (ارتفعت الصادرات لتبلغ ملياري دولار)?"""
    over = acting(verb)
    return fold(verb.lemma) in grammar.resulting or over is not None and fold(over.lemma) in grammar.returning


def _is_aimed(noun: Word, grammar: Grammar) -> bool:
    """Is ل with a verbal noun said of what one acts for?"""
    over = acting(noun)
    if noun.pos != "NOUN" or noun.morph.get("Number") == "Plur" or over is None:
        return False
    if not grammar.deverbal(noun.lemma) or _befalls(noun, grammar):
        return False
    if _is_why(noun, over, grammar) or _is_of(noun, grammar):
        return False
    if fold(grammar.deverbal(noun.lemma)) in grammar.avowing:
        return False  # نظموا مظاهرة للمطالبة بالإفراج: there they call for it
    if over.is_verb:
        return fold(over.lemma) not in grammar.by_dative | grammar.causing
    return _has_aim(over, noun, grammar)


def _befalls(noun: Word, grammar: Grammar) -> bool:
    return fold(grammar.bare(noun.lemma)) in grammar.befalling


def _is_why(noun: Word, over: Word, grammar: Grammar) -> bool:
    """Is it the reason of blame, praise or custody (اعتقل لاتهامه بالتجسس)?"""
    owned = any(c.pos == "PRON" for c in noun.get("nmod", "nmod:poss"))
    blamed = [over, *over.get("obj", "obl", "obl:arg", "nmod")]
    names = {fold(w.lemma) for w in blamed if w is not noun and w.i < noun.i}
    names |= {fold(grammar.deverbal(w.lemma)) for w in blamed if w is not noun and w.i < noun.i and not w.is_verb}
    names |= {fold(c.lemma) for w in blamed if w.i < noun.i for c in w.get("nmod")}
    return owned and bool(names & grammar.blaming)


def _is_of(noun: Word, grammar: Grammar) -> bool:
    """Does the noun right before, with its adjectives, have the phrase as what it is of (رفضا لاستمرار، الذكرى الأولى
    لمقتل)?"""
    words = noun.sentence.words if noun.sentence else []
    case = noun.first("case")
    at = (case or noun).i - words[0].i - 1 if words else -1
    while at >= 0 and words[at].pos in {"ADJ", "NUM", "PRON"}:
        at -= 1
    return at >= 0 and words[at].pos == "NOUN" and fold(grammar.bare(words[at].lemma)) in grammar.attitudes


def _has_aim(over: Word, noun: Word, grammar: Grammar) -> bool:
    """Is the noun before of something undertaken (عملية للقبض على)، or of an act that has its own participant already
    (تدخل الملك لإصلاح)?"""
    lemma = fold(grammar.bare(over.lemma))
    if lemma in grammar.attitudes or not grammar.undertakings:
        return False
    if lemma in grammar.undertakings or any(fold(s) in grammar.undertakings for s in grammar.singulars(lemma)):
        return True
    before = [c for c in over.get("nmod") if c is not noun and c.i < noun.i]
    own = any(not preposition(c) or fold(preposition(c)) in grammar.dative_prepositions for c in before)
    return own and bool(grammar.deverbal(over.lemma))  # التوصل لتوافق مع إسرائيل للعودة إلى التفاهمات
