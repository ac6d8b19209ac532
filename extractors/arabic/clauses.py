"""Clauses whose verb the parser took for something else: verbs written like nouns, topics, clefts, circumstantial
participles (مؤكدا أن ...)."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...graph.lemmas import fold, folded
from ..syntax import Sentence, Word, attach
from . import fused
from .closed_classes import FIRST, NOUNS, PERSONAL_PRONOUNS
from .participles import verb_of_participle
from .verb_forms import lemma_of
from .verbal_nouns import is_noun_only, verb_of

IsVerb = Callable[[str], bool]
_NOUNS = NOUNS | {"ADJ"}
_IMPERFECT = re.compile("^[يتن][^ا]")
_RAISING = folded("بدأ كاد عاد أخذ راح ظل بات أصبح كان استمر واصل مازال زال جعل شرع")
_COPULAS = folded("كان أصبح بات ظل صار ليس زال يعد اعتبر بقي")
_REPORTS = folded("أفاد قال ذكر أشار أضاف أوضح أكد")
_CLEFT = frozenset({"من", "الذي", "التي", "الذين", "اللذان", "اللتان"})
_OF_SEVERAL = folded("طالب ندد احتج ردد هتف رفع حمل دعا حذر أكد اعتبر أشار رفض استنكر شجب ناشد هدد توعد أطلق عبر")
_NOT_MARKING = folded("سوى إلا غير عدا خلا نحو حوالي قرابة زهاء")


def mend(sentence: Sentence, is_verb: IsVerb) -> None:
    """Mend the clauses of a sentence in place."""
    fused.mend(sentence)
    for at, word in enumerate(sentence.words):
        if word.text == "ما":
            _at_least(sentence.words[at : at + 5])
    for word, noun in zip(sentence.words, sentence.words[1:], strict=False):
        _before_nominative(word, noun, is_verb)
    for word in sentence.words:
        if word.pos == "NOUN" and _is_imperfect(word, is_verb):
            _make_imperfect(word)
        if word.pos in {"NOUN", "ADJ", "PROPN"} and (word.norm.endswith("ا") or _tells(word)):
            _circumstance(word, is_verb)
        if word.pos in _NOUNS and word.norm.endswith("ين"):
            _circumstance_of_several(word, is_verb)
        if word.is_verb:
            _subject_behind_pronoun(word)
            _active(word)
            _that_he(word)
    for noun, pronoun in zip(sentence.words, sentence.words[1:], strict=False):
        if noun.pos in {"NOUN", "ADJ"} and noun.norm.endswith("و") and pronoun.pos == "PRON":
            _plural_verb(noun, pronoun, is_verb)
    _opening_verb(sentence, is_verb)
    _topic(sentence)
    _clefts(sentence)
    _marked_adjectives(sentence)
    _object_of_adjective(sentence)
    _restricted(sentence)


def _bare_nouns(word: Word) -> list[Word]:
    """Return the nouns below a word that no preposition marks, in text order."""
    below = word.get("nsubj", "nsubj:pass", "obj", "nmod", "nummod", "obl", "amod")
    return [c for c in below if c.i > word.i and c.pos in _NOUNS - {"ADJ"} and c.first("case") is None]


def _is_imperfect(word: Word, is_verb: IsVerb) -> bool:
    """Is a noun with the lemma of another shape an imperfect (تفوز، لتقصف، بدأت القوات تطوق)?"""
    form = word.norm
    if not _IMPERFECT.match(form) or len(form) < 4 or fold(word.lemma) == fold(form):
        return False
    lemma = lemma_of(form, imperfect=True, is_verb=is_verb)
    if not is_verb(lemma) or verb_of(form):
        return False
    words = word.sentence.words if word.sentence else []
    at = word.i - words[0].i if words else 0
    before = words[at - 1] if at else None
    if before is None:
        return False
    marked = before.pos == "SCONJ" or before.text in {"س", "سوف", "لم", "لن", "لا", "قد", "ل", "كي", "حتى"}
    raised = word.head is not None and word.head.is_verb and fold(word.head.lemma) in _RAISING
    return marked or (raised and word.first("case") is None)


def _make_imperfect(word: Word) -> None:
    lemma = word.lemma
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"Aspect": "Imp", "Voice": "Act", "Person": "3"}
    if word.norm.startswith("ت"):
        word.morph["Gender"] = "Fem"
    elif word.norm.startswith("ي"):
        word.morph["Gender"] = "Masc"
    raised = word.head is not None and word.head.is_verb and fold(word.head.lemma) in _RAISING
    case = word.first("case")
    if case is not None:  # عادت إسرائيل لتقصف
        case.dep = "mark"
    word.dep = "xcomp" if raised else "ccomp" if word.first("mark") is not None and case is None else "advcl"
    nouns = [c for c in word.get("nmod", "amod") if c.first("case") is None and c.i > word.i]
    for number, child in enumerate(nouns):
        child.dep = "obj" if raised or number else "nsubj"


def _before_nominative(word: Word, noun: Word, is_verb: IsVerb) -> None:
    """What stands before a nominative plural is no noun that has it as its genitive, but its verb: تجمع المتظاهرون."""
    plural = noun.norm.endswith("ون") and not fold(noun.lemma).endswith("ون") and noun.pos in _NOUNS
    if not plural or word.pos != "NOUN" or word.name is not None or noun.name is not None or noun.head is not word:
        return
    bare = not word.norm.startswith("ال") and word.first("case", "det") is None and fold(word.norm) == fold(word.lemma)
    if (
        not bare
        or not is_verb(word.lemma)
        or noun.dep not in {"nmod", "nsubj", "amod"}
        or noun.first("case") is not None
    ):
        return
    word.pos, word.morph = "VERB", {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc"}
    noun.dep = "nsubj"
    end = max(w.i for w in noun.subtree())
    for child in word.get("nmod", "obl"):
        if child.dep == "obl" and (child.i != end + 1 or child.pos != "NOUN"):
            continue
        child.dep = "obl" if child.first("case") is not None else "obj"


def _at_least(words: list[Word]) -> None:
    """ما لا يقل عن 28 متطوعا: the number takes the place of the relative before it, whose clause is no event."""
    if [w.text for w in words[1:2]] != ["لا"] or len(words) < 5 or words[2].text not in {"يقل", "تقل", "يزيد"}:
        return
    relative, negation, verb, marker, number = words
    if marker.text not in {"عن", "على"} or number.pos not in {"NUM", "NOUN"}:
        return
    head, dep = relative.head, relative.dep
    if head is None or head in {negation, verb, marker, number}:
        return
    attach(number, head, dep)
    for word in (relative, negation, verb, marker):
        for child in [c for c in word.children if c not in words]:
            attach(child, number, child.dep)
        attach(word, number, "advmod:emph")
        word.pos = "PART" if word is verb else word.pos


def _tells(word: Word) -> bool:
    """Does a feminine participle have a clause with أن as what it says (قائلة إنها، معتبرة أن)?"""
    clause = word.first("ccomp")
    return word.norm.endswith("ة") and clause is not None and clause.i > word.i and clause.first("mark") is not None


def _circumstance(word: Word, is_verb: IsVerb) -> None:
    """An accusative participle below a verb tells what its subject does meanwhile: مؤكدا أن، متوجها إلى."""
    head = word.head
    if word.name is not None or word.norm.startswith("ال") or head is None or not head.is_verb or word.i < head.i:
        return
    if word.dep not in {"xcomp", "advcl", "obl", "obj", "ccomp"} or fold(head.lemma) in _COPULAS:
        return
    second = any(c.i < word.i for c in head.get("obj", "ccomp"))
    if word.dep == "obj" and not any(
        c.dep in {"ccomp", "obj", "obl:arg"} or c.is_verb or second and _is_bare_object(c, word) for c in word.children
    ):
        return
    lemma = verb_of_participle(word.norm[:-1], is_verb)
    if not lemma or word.first("case") is not None:
        return
    if not any(c.i > word.i and c.dep != "punct" for c in word.children):
        return
    word.pos, word.lemma, word.dep = "VERB", lemma, "advcl"
    gender = {"Gender": "Fem"} if word.norm.endswith("ة") else {}
    word.morph = {"Aspect": "Imp", "Voice": "Act", "Person": "3", **gender}
    for child in word.get("nmod", "amod"):
        if child.i > word.i:
            child.dep = "obj" if child.first("case") is None else "obl:arg"


def _circumstance_of_several(word: Word, is_verb: IsVerb) -> None:
    """What several do meanwhile or say: هتف المتظاهرون مطالبين بالإفراج, رافعين لافتات."""
    head, form = word.head, word.norm
    if word.name is not None or form.startswith("ال") or head is None or word.first("case") is not None:
        return
    if head.i == word.i - 1 and head.pos in NOUNS and not head.norm.startswith("ال") and word.dep in {"nmod", "amod"}:
        return  # عدد مطالبين, متظاهرين مطالبين: its genitive or adjective
    lemma = verb_of_participle(form[:-2], is_verb) or verb_of_participle(form[:-2] + "ي", is_verb)
    verb = next((w for w in word.ancestors() if w.is_verb and w.morph.get("Gender") != "Fem"), None)
    if fold(lemma) not in _OF_SEVERAL or verb is None or verb.i > word.i or fold(verb.lemma) in _COPULAS:
        return
    after = [c for c in word.children if c.i > word.i and c.dep != "punct"]
    if not after:
        return
    attach(word, verb, "advcl")
    word.pos, word.lemma = "VERB", lemma
    word.morph = {"Aspect": "Imp", "Voice": "Act", "Person": "3", "Number": "Plur", "Gender": "Masc"}
    for child in word.get("nmod", "amod", "nsubj"):
        if child.i > word.i:
            child.dep = "obj" if child.first("case") is None else "obl:arg"


def _is_bare_object(child: Word, word: Word) -> bool:
    """Is what was read as the genitive of an indefinite accusative its object (مبرزا دور الجيش)?"""
    return child.dep == "nmod" and child.i == word.i + 1 and child.first("case") is None and word.norm.endswith("ا")


def _active(verb: Word) -> None:
    """A verb with two bare nouns behind it is active: قتل التنظيم أربعين مدنيا; who agrees with it acts."""
    patient = verb.first("nsubj:pass")
    target = verb.first("obj")
    if patient is None or target is None or patient.i < verb.i or target.pos == "PRON" or target.i < verb.i:
        return
    first, second = sorted((patient, target), key=lambda w: w.i)
    turned = _gender(first) == "Fem" and verb.morph.get("Gender") == "Masc" and _gender(second) != "Fem"
    agent, other = (second, first) if turned else (first, second)
    agent.dep, other.dep = "nsubj", "obj"
    verb.morph = {**verb.morph, "Voice": "Act"}


def _subject_behind_pronoun(verb: Word) -> None:
    """A definite noun behind a verb with an object on it is its subject: تشكلها إيران وشبكة, قتله الجيش."""
    pronoun = next((c for c in verb.get("obj") if c.pos == "PRON" and c.start == verb.end), None)
    if pronoun is None or any(c.dep.startswith("nsubj") and c.i > verb.i for c in verb.children):
        return
    noun = next((c for c in verb.get("obj") if c is not pronoun and pronoun.i < c.i <= pronoun.i + 3), None)
    if noun is None or noun.first("case") is not None or noun.norm.endswith("ا") and noun.name is None:
        return
    definite = noun.name is not None or noun.norm.startswith("ال") or noun.morph.get("Definite") in {"Cons", "Def"}
    if definite and pronoun.morph.get("Person", "3") == "3" and _gender(noun) in {"", verb.morph.get("Gender", "")}:
        noun.dep = "nsubj"


def _gender(noun: Word) -> str:
    return noun.morph.get("Gender") or ("Fem" if noun.norm.endswith("ة") else "")


def _that_he(verb: Word) -> None:
    """The pronoun on أن is the subject, so that the noun behind the verb is its object (اعترف بأنه طعن النائب)."""
    mark = next((m for m in verb.get("mark") if fold(m.norm) == "ان"), None)
    pronoun = next((c for c in mark.get("fixed") if c.pos == "PRON"), None) if mark is not None else None
    if pronoun is None:
        return
    attach(pronoun, verb, "nsubj")
    for noun in [c for c in verb.get("nsubj") if c is not pronoun and c.i > verb.i]:
        if verb.first("obj") is None:
            noun.dep = "obj"


def _plural_verb(noun: Word, pronoun: Word, is_verb: IsVerb) -> None:
    """A word in و before an attached pronoun is a verb of the third person plural: اعتقلوهم, أحرقوها."""
    lemma = lemma_of(noun.norm[:-1], imperfect=False, is_verb=is_verb)
    if pronoun.start != noun.end or not is_verb(lemma):
        return
    noun.pos, noun.lemma = "VERB", lemma
    noun.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc", "Number": "Plur"}
    if pronoun.head is noun:
        pronoun.dep = "obj"


def _opening_verb(sentence: Sentence, is_verb: IsVerb) -> None:
    """A noun that opens a sentence without another verb and has two bare nouns is a verb: قصف الطيران المستشفى."""
    first = next((w for w in sentence.words if w.pos not in FIRST), None)
    if first is None or first.pos != "NOUN" or first.name is not None or fold(first.lemma) != fold(first.norm):
        return
    if is_noun_only(first.norm) or first.head is not None or not is_verb(first.lemma):
        return
    if first.norm.endswith(("ة", "ات", "ين", "ون")):
        return
    if any(w.is_verb and w.dep not in {"acl", "acl:relcl"} for w in sentence.words if w.head is first):
        return
    nouns = _bare_nouns(first)
    told = (
        _is_nominative(nouns)
        or first.first("obj", "nsubj") is not None
        or (not verb_of(first.norm) and first.first("obl:arg") is not None)
    )
    if not nouns or nouns[0].i != first.i + 1 or (len(nouns) < 2 and not told):
        return
    if not (
        nouns[0].norm.startswith("ال") or nouns[0].name is not None or nouns[0].norm.endswith(("ون", "ان")) or told
    ):
        return
    first.pos = "VERB"
    first.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc", "Number": "Sing"}
    nouns[0].dep = "nsubj"
    for other in nouns[1:2]:
        other.dep = "obj"


def _is_nominative(nouns: list[Word]) -> bool:
    """Does the first noun end as no genitive does: تبادل الزعيمان, وصل المندوبون?"""
    form = nouns[0].norm if nouns else ""
    dual = form.endswith("ان") and nouns[0].morph.get("Number") == "Dual"
    return form.startswith("ال") and (dual or form.endswith("ون") and nouns[0].morph.get("Number") == "Plur")


def _topic(sentence: Sentence) -> None:
    """أما حزب العمال فرفض الدستور: the topic is the subject, the noun behind the verb its object."""
    words = sentence.words
    if not words or words[0].text != "أما":
        return
    for mark, verb in zip(words, words[1:], strict=False):
        if mark.text == "ف" and verb.is_verb:
            topic = next((w for w in words[1 : mark.i - words[0].i] if w.pos in _NOUNS), None)
            if topic is None or verb in set(topic.subtree()):
                return
            if fold(verb.lemma) in _REPORTS and any(c.i == verb.i + 1 for c in verb.get("nsubj", "obj")):
                return  # أما الفلوجة فتفيد الأنباء بأن ...
            for noun in verb.get("nsubj"):
                noun.dep = "obj" if verb.first("obj") is None else noun.dep
            attach(topic, verb, "nsubj")
            return


def _clefts(sentence: Sentence) -> None:
    """فرنسا هي التي اقترحت الهدنة: the noun before the pronoun is the subject of the verb behind the relative."""
    words = sentence.words
    for at, pronoun in enumerate(words[:-2]):
        if fold(pronoun.text) not in PERSONAL_PRONOUNS or pronoun.pos != "PRON" or not at:
            continue
        rest = [w for w in words[at + 1 : at + 4] if w.pos != "ADV"][:2]
        if len(rest) == 2 and rest[0].text in _CLEFT and rest[0].text != "من" and rest[1].is_verb:
            _lift(words[:at], rest[0], rest[1])


def _lift(before: list[Word], relative: Word, verb: Word) -> None:
    subject = next((w for w in reversed(before) if w.pos in {"NOUN", "PROPN", "X"}), None)
    if subject is None:
        return
    while subject.head is not None and subject.head in before and subject.head.pos in {"NOUN", "PROPN", "X"}:
        if subject.dep not in {"nmod", "amod", "flat", "flat:foreign"}:
            break
        subject = subject.head
    top, dep = relative.head, relative.dep
    outside = top is not None and top is not subject and subject not in set(top.ancestors())
    if relative.head is None or relative.head is subject:
        top, dep = subject.head, subject.dep
    for child in [c for c in relative.children if c is not verb]:
        attach(child, verb, child.dep)
    attach(relative, verb, "mark")
    attach(subject, verb, "nsubj")
    if outside and top is not None and verb not in set(top.ancestors()):
        attach(verb, top, dep)
    elif verb.head is None:
        verb.dep = "root"


def _marked_adjectives(sentence: Sentence) -> None:
    """What a preposition marks qualifies nothing: it is a thing (الإفراج عن الموقوفين)."""
    for word in sentence.words:
        marked = any(c.i < word.i and fold(c.lemma) not in _NOT_MARKING for c in word.get("case"))
        if marked and word.dep in {"amod", "nummod"}:
            word.dep = "nmod"
        elif marked and word.dep == "nsubj" and word.head is not None and word.head.is_verb and word.i > word.head.i:
            word.dep = "obl"  # عاد اللاجئون إلى بلادهم


def _object_of_adjective(sentence: Sentence) -> None:
    """An adjective that only qualifies the subject has no object: استهدف هجومان انتحاريان عددا من الجنود."""
    for word in sentence.words:
        adjective = word.head
        if word.dep != "obj" or adjective is None or adjective.pos != "ADJ" or adjective.dep not in {"amod", "nmod"}:
            continue
        noun = adjective.head
        verb = noun.head if noun is not None and noun.dep in {"nsubj", "nsubj:pass"} else None
        if verb is not None and verb.is_verb and verb.first("obj") is None and verb.i < adjective.i < word.i:
            attach(word, verb, "obj")


def _restricted(sentence: Sentence) -> None:
    """What إلا and سوى leave out of a denial is the object, and they are no preposition: لم يزر سوى القاهرة."""
    for sign, word in zip(sentence.words, sentence.words[1:], strict=False):
        if fold(sign.norm) in {"سوي", "الا"} and sign.head is word and word.pos in _NOUNS:
            sign.dep = "advmod:emph"
            if word.dep in {"obl", "obl:arg"} and word.first("case") is None:
                word.dep = "obj"
