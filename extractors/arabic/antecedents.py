"""What Arabic syntax itself says a pronoun or an unwritten subject stands for: the noun of a relative clause, the noun
that opens a clause before its verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...graph.lemmas import fold, folded
from ..syntax import SUBJECTS, Word
from .subjects import BEING, is_time

Fits = Callable[[Mapping[str, str], Word], bool]
"""May a word of some gender and number stand for, or be said of, a noun?"""

_LINKED: Mapping[str, Mapping[str, str]] = {
    relative: {"Gender": gender, "Number": number}
    for gender, number, relatives in (
        ("Masc", "Sing", "الذي"),
        ("Fem", "Sing", "التي"),
        ("Masc", "Plur", "الذين"),
        ("Fem", "Plur", "اللواتي اللاتي"),
        ("Masc", "Dual", "اللذان اللذين"),
        ("Fem", "Dual", "اللتان اللتين"),
    )
    for relative in relatives.split()
}
_FREE = frozenset({"ما", "مما", "فيما", "بما", "من", "كما"})
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_BEFORE_VERB = frozenset({"AUX", "VERB", "PART", "ADV"})
_JOINED = frozenset({"nmod", "amod", "flat", "flat:foreign", "appos", "conj", "nummod", "dep"})
_CLAUSES = frozenset({"acl", "acl:relcl"})
_STARTS = folded("أن إن لأن بأن لكن ولكن كأن حيث بينما فيما إذ")
_QUOTES = frozenset("«»“”\"'‘’()[]،,")
_PUSHING = folded("مكن ساعد أجبر أرغم ألزم دفع سمح جعل أتاح منع حمل حفز شجع اضطر أدى تسبب كلف منح أعطى حرم خول أهل")
_PROPOSED = folded(
    "مقترح اقتراح خطة مشروع مبادرة مسودة اتفاق اتفاقية معاهدة قانون مرسوم قرار حزمة بيان تقرير خارطة طلب"
)
_MAX_BACK = 6


def relative_before(verb: Word) -> Word | None:
    """Return the relative whose clause a verb opens (الذي لم يكن يعرف، ما يمكن أن تفعله), or None."""
    words = verb.sentence.words if verb.sentence else []
    at = verb.i - words[0].i if words else 0
    for word in reversed(words[max(0, at - _MAX_BACK) : at]):
        if word.text in _LINKED:
            return word
        if word.text in _FREE and word.pos != "ADP" and word.pos != "PART":
            return word
        if word.pos not in _BEFORE_VERB and fold(word.norm) not in {"ان", "طالما"}:
            return None
    return None


def noun_of(relative: Word, fits: Fits) -> Word | None:
    """Return the noun that a linked relative agrees with: the one before it, else those that it hangs on."""
    words = relative.sentence.words if relative.sentence else []
    before = [w for w in words if w.i < relative.i]
    while before and (before[-1].pos == "PUNCT" or before[-1].text in _QUOTES):
        before.pop()
    word: Word | None = before[-1] if before else None
    found = []
    while word is not None:
        if word.pos in _NOUNS and word.dep != "amod" and fits(_LINKED[relative.text], word):
            found.append(_whole(word))
        word = word.head if word.head is not None and word.head.i < word.i and word.dep in _JOINED else None
    attached = next((w.head for w in words if w.i > relative.i and w.dep in _CLAUSES and w.head in found), None)
    if len(found) > 1 and _is_topic_of(found[0], found[1]):
        return found[1]
    return attached or next(iter(found), None)


def _is_topic_of(noun: Word, head: Word) -> bool:
    """Is it the bare genitive that tells what a proposal or plan is about (مقترح السلام الذي قدمته تركيا)? Then the
    clause tells of the proposal."""
    bare = noun.head is head and noun.i == head.i + 1 and noun.dep == "nmod" and noun.first("case") is None
    return bare and noun.pos == "NOUN" and noun.name is None and fold(head.lemma) in _PROPOSED


def _whole(word: Word) -> Word:
    """Return the head of the name that a word is part of."""
    while word.name is not None and word.head is not None and word.head.name is word.name:
        word = word.head
    return word


def resumed(pronoun: Word, fits: Fits) -> tuple[Word | None] | None:
    """Return the noun that a pronoun in a relative clause stands for, in a tuple; (None,) where it is a bare ما; None
    where it is not what the clause says of its noun."""
    verb = _verb_over(pronoun)
    if verb is None:
        return None
    direct = pronoun.head is verb
    relative = relative_before(verb)
    if relative is None and verb.dep == "conj" and verb.head is not None and verb.head.is_verb and direct:
        relative = relative_before(verb.head)  # التي جرت أمس وشاركت فيها أطراف
    if relative is None:
        noun = noun_before(verb)
        return _of_bare_clause(pronoun, verb, noun, fits) if noun is not None else None
    if relative.text in _FREE:
        masculine = pronoun.morph.get("Gender") == "Masc" and pronoun.morph.get("Number") == "Sing"
        return (None,) if direct and masculine else None
    if not _same(pronoun, relative):
        return None
    if not direct and not _on_subject(pronoun, verb):
        return None
    noun = noun_of(relative, fits)
    if noun is None and verb.dep in _CLAUSES and verb.head is not None and verb.head.pos == "ADJ":
        noun = verb.head  # هو الأول الذي تتعرض له البلاد
    return (None,) if noun is not None and is_time(noun) else (noun,)


def qualified(verb: Word, fits: Fits) -> Word | None:
    """Return the noun whose relative clause a verb opens as its subject (الذي كان يحضر، حفل تضمن كلمة)."""
    relative = relative_before(verb)
    if relative is not None:
        noun = noun_of(relative, fits) if relative.text in _LINKED else None
    else:
        noun = noun_before(verb)
    if noun is None or not fits(verb.morph, noun):
        return None
    if any(c.pos == "PRON" and resumed(c, fits) == (noun,) for c in verb.get("obj")):
        return None
    return noun


def _of_bare_clause(pronoun: Word, verb: Word, noun: Word, fits: Fits) -> tuple[Word | None] | None:
    """A clause without relative behind an indefinite noun: كلمة ألقاها الوزير، but not عمليات مكنتها من."""
    if not fits(pronoun.morph, noun) or not (pronoun.head is verb or _on_subject(pronoun, verb)):
        return None
    own = any(c.dep in SUBJECTS and c.pos not in {"DET", "PRON"} for c in verb.children)
    if not own and (fold(verb.lemma) in _PUSHING or pronoun.head is not verb):
        return None
    return (noun,)


def _verb_over(pronoun: Word) -> Word | None:
    """Return the verb whose object, or whose preposition's or subject's pronoun, it is."""
    head = pronoun.head
    while head is not None and not head.is_verb:
        if head.dep not in {"nsubj", "nsubj:pass", "obj", "nmod", "obl", "obl:arg"} or head.head is None:
            return None
        head = head.head
    return head if head is not None and head.i < pronoun.i else None


def _on_subject(pronoun: Word, verb: Word) -> bool:
    """Does a pronoun stand on the noun right behind the verb that is its subject (التي توترت علاقتها)?"""
    noun = pronoun.head
    return noun is not None and noun.head is verb and noun.i == verb.i + 1 and noun.dep in SUBJECTS


def _same(pronoun: Word, relative: Word) -> bool:
    wanted = _LINKED[relative.text]
    return all(pronoun.morph.get(feature) == value for feature, value in wanted.items())


def noun_before(verb: Word) -> Word | None:
    """Return the indefinite noun whose phrase ends right before a verb without أن or و: the verb's clause qualifies it
    (حفل تضمن كلمة، اتفاقا مع واشنطن سمح لـ)."""
    words = verb.sentence.words if verb.sentence else []
    at = verb.i - words[0].i if words else 0
    while at and words[at - 1].text in {"لم", "لا", "لن", "قد", "س"}:
        at -= 1
    if not at or words[at - 1].pos not in _NOUNS | {"ADJ", "NUM", "PRON"}:
        return None
    word: Word | None = words[at - 1]
    while word is not None:
        thing = word.pos == "NOUN" or (word.pos == "ADJ" and word.first("case") is not None)
        if thing and word.name is None and _is_indefinite(word):
            return None if is_time(word) else word
        upward = word.dep in _JOINED - {"conj", "dep"} and word.head is not None and word.head.i < word.i
        word = word.head if upward else None
    return None


def _is_indefinite(noun: Word) -> bool:
    if noun.norm.startswith("ال") or any(c.pos in {"PRON", "DET"} and c.first("case") is None for c in noun.children):
        return False
    if noun.morph.get("Definite") == "Ind":
        return True
    own = next((c for c in noun.get("nmod") if c.i > noun.i and c.first("case") is None), None)
    if own is None:
        return noun.morph.get("Definite") != "Def"
    return own.pos == "NOUN" and own.name is None and _is_indefinite(own)


def topic(verb: Word) -> Word | None:
    """Return the noun that opens a verb's clause before it: أن صالح الصماد، رئيس المجلس، قُتل; None where a verb
    stands there, or another verb of the clause between."""
    words = verb.sentence.words if verb.sentence else []
    at = verb.i - words[0].i if words else 0
    clause = _clause_before(words[:at])
    if clause and clause[0].pos == "CCONJ":
        clause.pop(0)
    if len(clause) > 1 and fold(clause[0].lemma) in BEING:  # كانت الشرطة تحاول
        clause.pop(0)
    while clause and (clause[0].pos in {"CCONJ", "PUNCT", "DET", "PART"} or clause[0].text in _QUOTES):
        clause.pop(0)
    if not clause or clause[0].pos not in _NOUNS or clause[0].first("case") is not None:
        return None
    if any(w.is_verb and not _is_aside(w, clause[0]) for w in clause):
        return None
    first = _whole(clause[0])
    while first.head in clause and first.head.pos in _NOUNS and first.dep in {"nmod", "flat"}:
        if first.head.first("case") is not None or first.head.i > clause[0].i + 3:
            break
        first = first.head  # a given name that the parser hangs on the family name
    return first


def _clause_before(words: list[Word]) -> list[Word]:
    """Return the words since the clause began that goes on behind them: since أن, a colon, a quotation mark not yet
    closed."""
    closed, start = 0, len(words)
    while start:
        before = words[start - 1]
        if before.text in "»”":
            closed += 1
        elif before.text in "«“" and closed:
            closed -= 1
        elif not closed and (fold(before.norm) in _STARTS or before.text in {":", "“", "«", "؛"}):
            break
        start -= 1
    return words[start:]


def _is_aside(verb: Word, topic: Word) -> bool:
    """Is a verb in a relative clause, which says something of a noun of the topic?"""
    return verb.dep in {"acl", "acl:relcl"} or relative_before(verb) is not None or noun_before(verb) is not None
