"""Verbs that the tagger took for nouns, names or prepositions, known by what only stands before a verb, by an ending
that only a verb has, or by the first person that opens what somebody says: وقد ساند المرشد، ربطوا بين، "نفحص
الطلبات"."""

from __future__ import annotations

from collections.abc import Callable

from ...graph.lemmas import fold, folded
from ..syntax import Sentence, Word, attach
from .closed_classes import NOUNS
from .verb_forms import lemma_of
from .verbal_nouns import verb_of

IsVerb = Callable[[str], bool]

_PERFECT_AFTER = frozenset({"قد", "لقد"})
_IMPERFECT_AFTER = frozenset({"لم", "لن", "سوف"})
_BEFORE_THAT = folded("قبل بعد دون منذ إلى لولا")
_OPENING = frozenset('«“":')
_WE = frozenset({"نحن", "نا", "لن", "لم", "لا", "سوف", "س", "أن", "إن", "ل", "كي", "ما"})
_SHADDA = "\u0651"
_FEELINGS = folded(
    "أسف رفض قلق أمل شكر تقدير استياء غضب رغبة استعداد ثقة ارتياح إدانة سعادة اعتقاد صدمة امتنان تضامن دعم تأييد حزن "
    "استنكار اعتراض خشية مخاوف خيبة ترحيب تعازي مواساة إعجاب دهشة اعتزاز فخر انزعاج تفاؤل تطلع التزام اهتمام"
)
_PREPOSITIONS = folded(
    "ب ل ك في من إلى على عن مع حتى منذ خلال ضد بين قبل بعد تحت فوق أمام وراء خلف حول نحو لدى عند دون بدون وسط داخل "
    "خارج ضمن عبر قرب تجاه إزاء حسب وفق رغم أثناء طوال فور إثر عقب جراء مثل سوى غير عدا مقابل باستثناء حيال قبالة قيد "
    "أسفل أعلى بعيد قبيل ع لـ بـ كـ علي إلي إيا حوالي زهاء قرابة"
)
_DOERS = folded(
    "جيش حكومة شرطة وزارة مجلس حزب حركة فريق وفد لجنة قوات رئيس وزير متحدث زعيم قائد نائب محكمة شركة برلمان اتحاد"
)


def mend(sentence: Sentence, is_verb: IsVerb) -> None:
    """Make the verbs of a sentence that were read as something else verbs again, in place."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.is_verb:
            _glued(word, is_verb)
            if word.morph.get("Aspect") == "Imp" and word.norm.startswith("ن") and fold(word.lemma) != fold(word.norm):
                word.morph = {**word.morph, **_imperfect(word.norm)}  # no other person begins so
            _we_did(word, words[at + 1 : at + 2])
            continue
        if word.norm in {"نحن", "أنا"} and word.pos == "PRON":
            word.morph = {**word.morph, "Person": "1", "Number": "Plur" if word.norm == "نحن" else "Sing"}
        if word.norm.startswith("ال") or word.pos in {"PUNCT", "PRON", "NUM", "DET", "AUX"}:
            continue
        before, earlier = (words[at - 1] if at else None), (words[at - 2] if at > 1 else None)
        if word.pos == "NOUN" and _to_oneself(word, words[at + 1 : at + 3], before, is_verb):
            continue
        if word.pos == "ADP":
            _no_preposition(word, is_verb)
            _expresses(word, words[at + 1 :], before)
        elif word.name is None and word.pos in {"NOUN", "PROPN", "ADJ", "X"}:
            _noun(word, before, earlier, is_verb)
    for at, word in enumerate(words[:-1]):
        if word.norm == "قد" and word.pos == "AUX":
            _lost(word, words[at - 1] if at else None, words[at + 1])


def _noun(word: Word, before: Word | None, earlier: Word | None, is_verb: IsVerb) -> None:
    form = word.norm
    sign = before.norm if before is not None else ""
    if sign in _PERFECT_AFTER or sign == "أن" and earlier is not None and fold(earlier.norm) in _BEFORE_THAT:
        lemma = lemma_of(form, imperfect=False, is_verb=is_verb)
        if is_verb(lemma) and len(form) > 2:
            return _make(word, lemma, {"Aspect": "Perf", "Gender": "Fem" if form.endswith("ت") else "Masc"})
    if sign in _IMPERFECT_AFTER and form[:1] in "يتنأ":
        return _make(word, lemma_of(form, imperfect=True, is_verb=is_verb), _imperfect(form))
    if form.endswith("وا") and len(form) > 4:
        lemma = lemma_of(form, imperfect=form[0] in "يت", is_verb=is_verb)
        if is_verb(lemma):
            return _make(word, lemma, {"Aspect": "Perf", "Gender": "Masc", "Number": "Plur"})
    if before is None or sign in _WE or before.text in _OPENING or before.pos == "CCONJ":
        _we(word, before, is_verb)
    if fold(word.lemma) == fold(form) and is_verb(word.lemma) and not form.endswith(("ة", "ات", "ين", "ون")):
        _predicate(word)
    return None


def _to_oneself(word: Word, after: list[Word], before: Word | None, is_verb: IsVerb) -> bool:
    """What one does to oneself is a verb, where no verbal noun may stand: إن مسلحا فجر نفسه، رجل يقود سيارة فجر
    نفسه."""
    form, above = word.norm, word.head
    if len(after) < 2 or after[0].norm != "نفس" or after[1].pos != "PRON" or after[1].start != after[0].end:
        return False
    if above is None or word.dep not in {"nmod", "obl"} or word.first("case", "cc") is not None or len(form) != 3:
        return False
    if before is None or before.pos not in NOUNS | {"ADJ", "PUNCT", "PRON"} or not is_verb(form):
        return False
    if before.pos == "NOUN" and before is above and before.morph.get("Definite") == "Cons":
        return False  # محاولة قتل نفسه
    _make(word, form, {"Aspect": "Perf", "Gender": "Masc", "Number": "Sing"})
    after[0].dep = "obj"
    if above.is_verb:
        word.dep = "conj"
        for child in [c for c in above.get("obl", "obl:arg") if c.i > word.i]:
            attach(child, word, child.dep)
    return True


def _imperfect(form: str) -> dict[str, str]:
    person = {"ن": {"Person": "1", "Number": "Plur"}, "أ": {"Person": "1", "Number": "Sing"}}.get(form[0], {})
    return {"Aspect": "Imp", "Gender": "Fem" if form.startswith("ت") else "Masc", **person}


def _we(word: Word, before: Word | None, is_verb: IsVerb) -> None:
    """The first person plural opens a clause: "نفحص الطلبات"، نحن نحث، إننا سنواصل، : ناقشنا مع."""
    form = word.norm.removeprefix("س") if word.norm.startswith("سن") else word.norm
    said = before is not None and before.norm in {"نحن", "نا"}
    lemma = lemma_of(form, imperfect=True, is_verb=is_verb) if len(form) > 3 else form[1:]
    if form.startswith("ن") and (len(form) > 3 or said) and lemma != form and is_verb(lemma) and not is_verb(form):
        if not (verb_of(form) or before is not None and before.pos == "CCONJ"):
            return _make(word, lemma, _imperfect("ن"))
    if form.endswith("نا") and len(form) > 4 and word.pos != "ADJ":
        lemma = form.removesuffix("نا")
        if is_verb(lemma):
            return _make(word, lemma, {"Aspect": "Perf", "Person": "1", "Number": "Plur"})
    return None


def _make(word: Word, lemma: str, morph: dict[str, str]) -> None:
    """Turn a word into a verb: of the bare nouns below it the first is who acts, unless somebody is told."""
    word.pos, word.lemma, word.morph = "VERB", lemma, {"Voice": "Act", "Person": "3", **morph}
    case = word.first("case")
    if case is not None and case.i == word.i - 1:
        case.dep = "mark"
    if word.dep in {"obj", "obl:arg", "nsubj", "nsubj:pass"} and word.head is not None and word.head.is_verb:
        word.dep = "ccomp"
    elif word.dep in {"nmod", "amod"} and word.head is not None and not word.head.is_verb:
        word.dep = "acl"
    elif word.dep == "dep":
        word.dep = "parataxis"
    nouns = [c for c in word.children if c.i > word.i and c.pos in NOUNS and c.first("case") is None]
    bare = [c for c in nouns if c.dep in {"nmod", "obj", "nsubj", "amod", "appos"}]
    told = word.first("nsubj") is not None and word.first("nsubj") not in bare or morph.get("Person") == "1"
    told = told or morph.get("Number") == "Plur"
    for number, noun in enumerate(bare):
        noun.dep = "obj" if told or number else "nsubj"
    for child in word.get("nmod", "amod"):
        if child.first("case") is not None:
            child.dep = "obl"


def _glued(verb: Word, is_verb: IsVerb) -> None:
    """A verb that the tokenizer left in one word with و or ف has the lemma of the rest: وألمحت إلى."""
    if verb.norm[:1] not in {"و", "ف"} or len(verb.norm) < 4 or is_verb(verb.lemma) and fold(verb.lemma)[0] not in "وف":
        return
    form = verb.norm[1:]
    imperfect = form[0] in "يتن"
    lemma = lemma_of(form, imperfect=imperfect, is_verb=is_verb)
    if is_verb(lemma) and not is_verb(verb.lemma):
        verb.lemma = lemma
        gender = "Fem" if (form.startswith("ت") if imperfect else form.endswith("ت")) else "Masc"
        verb.morph = {**verb.morph, "Aspect": "Imp" if imperfect else "Perf", "Person": "3", "Gender": gender}


def _we_did(verb: Word, after: list[Word]) -> None:
    """Of نا on a perfect and again on its noun the first is who acts: كثفنا عملنا."""
    if not after or after[0].norm != "نا" or after[0].start != verb.end or verb.morph.get("Aspect") != "Perf":
        return
    for noun in list(verb.get("nsubj", "obj")):
        if noun is not after[0] and noun.i > verb.i and any(c.norm == "نا" for c in noun.children):
            noun.dep = "obj"
            attach(after[0], verb, "nsubj")
            verb.morph = {**verb.morph, "Person": "1", "Number": "Plur"}


def _no_preposition(word: Word, is_verb: IsVerb) -> None:
    """What is no preposition is a noun: حاول طعن شرطي."""
    if fold(word.norm) in _PREPOSITIONS or fold(word.lemma) in _PREPOSITIONS or _SHADDA in word.text:
        return
    dual = word.norm.endswith("ين") and len(word.norm) > 4
    if not (dual or verb_of(word.norm) and is_verb(verb_of(word.norm))):
        return
    noun = word.head
    word.pos, word.lemma, word.morph = "NOUN", word.norm, {"Number": "Dual" if dual else "Sing"}
    if word.dep != "case" or noun is None or noun.i < word.i:
        if word.dep == "obj" and dual is False:
            for child in word.get("amod"):
                child.dep = "nmod"
        return
    above, dep = noun.head, noun.dep
    if above is None:
        return
    attach(word, above, "obj" if above.is_verb else dep)
    attach(noun, word, "amod" if dual else "nmod")


def _expresses(word: Word, after: list[Word], before: Word | None) -> None:
    """عبر with عن and a feeling is the verb, and no "across": عبر الكرملين عن أسفه."""
    if word.norm != "عبر":
        return
    clear = _SHADDA in word.text
    opens = before is None or before.pos == "CCONJ" or before.pos in NOUNS | {"ADJ", "PUNCT", "ADV"}
    marked = next((w for w in after[:14] if w.norm == "عن"), None)
    noun = marked.head if marked is not None else None
    if not opens or noun is None or not (clear or fold(noun.lemma) in _FEELINGS):
        return
    old = word.head
    word.pos, word.lemma = "VERB", "عبر"
    word.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc"}
    if old is not None and word.dep == "case":
        opening = before is None or before.pos == "CCONJ"
        if old.head is not None and not opening:
            attach(word, old.head, "xcomp" if old.head.is_verb else "conj")
        elif old.head is not None:
            attach(word, old.head, "parataxis")
        if after and after[0].pos in NOUNS and opening:
            attach(old, word, "nsubj")
        elif old.i < noun.i:
            attach(old, word, "obl")
        if word.head is None:
            word.dep = "root"
    if word not in set(noun.subtree()):
        attach(noun, word, "obl:arg")


def _lost(word: Word, before: Word | None, after: Word) -> None:
    """ف with قد before a noun is the verb فقد: فقد السائق السيطرة على الحافلة."""
    if (
        before is None
        or before.norm != "ف"
        or before.end != word.start
        or after.is_verb
        or not after.norm.startswith("ال")
    ):
        return
    old = word.head
    word.pos, word.lemma = "VERB", "فقد"
    word.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc"}
    if old is not None and old.is_verb:
        attach(word, old, "parataxis")
    attach(after, word, "nsubj")
    if old is not None and old is not after and old.pos == "NOUN" and old.i > after.i and old.first("case") is None:
        attach(old, word, "obj")
    for noun in list(after.get("nmod", "parataxis", "obj", "dep", "appos")):
        if noun.pos == "NOUN" and noun.first("case") is None and noun.norm.startswith("ال"):
            attach(noun, word, "obj")


def _predicate(word: Word) -> None:
    """Of somebody, a bare verbal noun is no predicate, the verb written alike is: إن الحزب رفض العرض."""
    doer = word.first("nsubj")
    if doer is None or doer.i > word.i or word.first("cop", "case", "amod") is not None or not verb_of(word.norm):
        return
    if len(word.norm) != 3 or not (doer.name is not None or fold(doer.lemma) in _DOERS):
        return
    behind = [c for c in word.children if c.i > word.i and c.dep in {"nmod", "obj", "nummod"}]
    if not behind or behind[0].i != word.i + 1 or doer.norm.endswith("ة"):
        return
    for noun in behind[:1]:
        noun.dep = "obj"
    dep = "ccomp" if word.dep in {"obj", "ccomp"} else word.dep
    word.pos, word.dep = "VERB", dep
    word.morph = {"Aspect": "Perf", "Voice": "Act", "Person": "3", "Gender": "Masc", "Number": "Sing"}
