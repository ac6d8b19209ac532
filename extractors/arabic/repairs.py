"""Repairs of analyses that are wrong by a rule of Arabic, where the parser guesses by frequency."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...graph.lemmas import fold, folded
from ..syntax import DIACRITICS, Analysis, Sentence, Word, attach
from . import counts, no_genitives, subjects, unseen_verbs
from .clauses import mend
from .closed_classes import DAMMA_FIRST, FIRST, NOUNS, PERSONAL_PRONOUNS
from .homographs import choose, is_empty
from .phrases import is_manner
from .verb_forms import lemma_of
from .verbal_nouns import is_noun_only, verb_of
from .wholes import rejoin

_SAYS = folded("زعم نقل ذكر كشف قال أعلن أكد أوضح أضاف رأى علم")  # verbs written like nouns
_HOLLOW_PASSIVE = re.compile("^ا(?:[^اوي]ت|ست[^اوي])ي[^اوي]$")  # اغتيل، اختير، استعيد: no noun has this shape
_FORM_VIII = re.compile("^ا[^اوي]ت(?:ا|[^اوي])[^اويةىءئ]$")  # nor has one this: اغتال، احتشد
_STILL = re.compile("^[يتنأ]?زا?ل(?:ون|وا|ان|ا|ت|ن)?$")
_DAYS = folded("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت اليوم أمس غدا")
_FALLS_ON = folded("وافق صادف كان أصبح اعتبر حدد أعلن")
_DEFECTIVE = frozenset("تولي تبني تلقي تحدي تخلي تصدي تنحي توخي تحري تفادي تعدي".split())  # تولي الرئاسة, no verb
_TOLD = folded("كتب ذكر نقل قال أعلن كشف علم أكد ردد نشر")
_ANY = folded("أي أية")
_DEPONENT = frozenset({"توفي", "توفيت"})  # passive in form, of what one does


def repair(analysis: Analysis, is_verb: Callable[[str], bool]) -> None:
    """Mend an analysis in place; ``is_verb`` tells which verbs the ontology and the glosses know."""
    rejoin(analysis)
    for word in analysis.words:
        if word.pos == "VERB" and not is_verb(word.lemma):
            found = lemma_of(bare(word.norm), imperfect=word.morph.get("Aspect") == "Imp", is_verb=is_verb)
            if is_verb(found) or fold(word.lemma) == fold(word.norm):
                word.lemma = found
            if not is_verb(found) and word.norm[:1] in {"و", "ف"} and fold(word.lemma)[:1] in {"و", "ف"}:
                joined = lemma_of(bare(word.norm[1:]), imperfect=word.morph.get("Aspect") == "Imp", is_verb=is_verb)
                word.lemma = joined if is_verb(joined) else word.lemma  # وألمحت in one word
        if word.pos == "NOUN" and word.norm.endswith(("ائ", "اؤ")) and any(c.pos == "PRON" for c in word.children):
            word.lemma = word.norm[:-1] + "ء"  # لقائه, بقاؤها: the hamza sits on the vowel before the pronoun
        if word.pos in NOUNS and _HOLLOW_PASSIVE.match(word.norm):
            _hollow_passive(word, is_verb)
        if word.pos in NOUNS and word.name is None and _FORM_VIII.match(bare(word.norm)):
            _form_viii(word, is_verb)
        if (
            word.is_verb
            and _STILL.match(word.norm)
            and word.i
            and analysis.words[word.i - 1].text in {"لا", "ما", "لم"}
        ):
            word.lemma, word.pos = "زال", "AUX"  # لا يزالون is no أزال
        if word.norm in {"يعد", "تعد", "نعد", "يعودوا"} and word.i and analysis.words[word.i - 1].text == "لم":
            _no_longer(word, analysis)
        if word.is_verb and fold(word.norm) in _DEPONENT:
            word.lemma, word.morph = "توفي", {**word.morph, "Voice": "Act"}
            for child in word.get("nsubj:pass"):
                child.dep = "appos" if word.first("nsubj") is not None else "nsubj"
        if word.is_verb and _says_itself(word):
            word.morph = {**word.morph, "Voice": "Act"}
        if word.is_verb and DAMMA_FIRST.match(word.text):
            word.morph = {**word.morph, "Voice": "Pass"}  # أُحرقت: the one vowel sign that newspapers write
        if word.is_verb:
            choose(word, is_verb)
            if is_empty(word):
                word.pos = "PART"  # فيما يتعلق ب, لم يسبق له مثيل
        if word.dep in {"nsubj", "nsubj:pass", "obj"} and fold(word.norm) in _DAYS and _is_when(word):
            word.dep = "obl"
        if word.dep in {"obj", "iobj", "nsubj"} and is_manner(word):
            word.dep = "advmod"  # أعدم شنقا
    for sentence in analysis.sentences:
        unseen_verbs.mend(sentence, is_verb)
        for word in sentence.words:
            if word.pos == "VERB" and _is_verbal_noun(word, is_verb):
                _make_noun(word)
            if word.is_verb:
                _accusative_subject(word)
                _joined_to_noun(word)
        _second_subject(sentence)
        for sign, verb in zip(sentence.words, sentence.words[1:], strict=False):
            if sign.text == "ألا" and verb.is_verb and sign.pos != "SCONJ":
                _not_to(sign, verb)
        for word, noun in zip(sentence.words, sentence.words[1:], strict=False):
            indefinite = noun.pos == "NOUN" and noun.morph.get("Definite") != "Def"  # but أي الثلاثاء: that is
            if fold(word.norm) in _ANY and noun.head is word and noun.first("case") is None and indefinite:
                _any(word, noun)
        _hashtags(sentence)
        _verb_first(sentence)
        counts.mend(sentence)
        mend(sentence, is_verb)
        no_genitives.mend(sentence)
        subjects.mend(sentence)
        for three in _triples(sentence):
            _cleft(*three)


def _says_itself(verb: Word) -> bool:
    """Is a passive of saying no passive: what a clause says is masculine (كُتب أن), in كتبت إن she says?"""
    said = fold(verb.lemma) in _TOLD and verb.morph.get("Voice") == "Pass" and verb.morph.get("Gender") == "Fem"
    return said and verb.first("ccomp") is not None and verb.first("nsubj", "nsubj:pass") is None


def _any(word: Word, noun: Word) -> None:
    """أي only says of the noun behind it that it may be any: that noun is what its verb has for subject or object."""
    attach(word, noun, "det")
    verb = noun.head
    if noun.dep == "obj" and verb is not None and verb.is_verb and word.i == verb.i + 1:
        if any(c.i > noun.i and c.first("case") is None for c in verb.get("obj")) and verb.first("nsubj") is None:
            noun.dep = "nsubj"  # لم يؤكد أي مصدر وقوع الهجوم
    for child in [c for c in word.children if c is not noun]:
        attach(child, noun, child.dep)


def _is_when(day: Word) -> bool:
    """Does a day right behind its verb say when: شيع الأحد, and not يوافق الأحد?"""
    verb = day.head
    return verb is not None and verb.is_verb and day.i > verb.i and fold(verb.lemma) not in _FALLS_ON


def _no_longer(word: Word, analysis: Analysis) -> None:
    """لم يعد is "no longer": the verb right behind it is what is denied."""
    word.lemma, word.pos = "ظل", "VERB"
    after = analysis.words[word.i + 1 : word.i + 5]
    verb = next(
        (w for w in after if w.is_verb and w.morph.get("Aspect") == "Imp" and w.sentence is word.sentence), None
    )
    if verb is not None and verb not in set(word.ancestors()) and verb.head is not word:
        attach(verb, word, "xcomp")
    elif verb is not None and verb.head is word:
        verb.dep = "xcomp"


def _hollow_passive(word: Word, is_verb: Callable[[str], bool]) -> None:
    """Make a passive of a hollow verb that was read as a noun a verb again, if its verb is known (اغتيل: اغتال)."""
    lemma = f"{word.norm[:-2]}ا{word.norm[-1]}"
    if not is_verb(lemma):
        return
    word.pos, word.lemma, word.morph = "VERB", lemma, {"Aspect": "Perf", "Voice": "Pass", "Person": "3"}
    for child in word.get("nmod"):
        marked = child.first("case") is not None
        child.dep = "obl" if marked else "nsubj:pass" if child.i == word.i + 1 else child.dep


def _form_viii(word: Word, is_verb: Callable[[str], bool]) -> None:
    """Make a perfect of the eighth form that was read as a noun a verb again, if it is known (اغتال، احتشد): the first
    noun right behind it is its subject, further ones are objects."""
    lemma = bare(word.norm)
    if not is_verb(lemma) or word.first("case") is not None:
        return
    word.pos, word.lemma, word.morph = "VERB", lemma, {"Aspect": "Perf", "Voice": "Act", "Gender": "Masc"}
    behind = [c for c in word.get("nmod", "amod", "dep", "nummod") if c.i > word.i and c.pos in {*NOUNS, "ADJ", "NUM"}]
    for number, child in enumerate(c for c in behind if c.first("case") is None):
        child.dep = ("nsubj" if word.first("nsubj") is None else "obj") if number == 0 else "obj"
    for child in word.get("nmod"):
        child.dep = "obl"


def _joined_to_noun(verb: Word) -> None:
    """A verb of several (رددوا) is never joined to a noun: حملوا لافتات ورددوا هتافات."""
    noun = verb.head
    if verb.dep != "conj" or noun is None or noun.pos not in NOUNS or not verb.norm.endswith("وا"):
        return
    above = next((w for w in noun.ancestors() if w.is_verb), None)
    if above is not None and above.i < verb.i and any(c.i == verb.i - 1 for c in verb.get("cc")):
        attach(verb, above, "conj")


def _not_to(sign: Word, verb: Word) -> None:
    """ألا before a verb is أن with لا: it marks the clause and denies it."""
    head, dep = sign.head, sign.dep
    sign.pos, sign.lemma, sign.norm = "SCONJ", "ألا", "ألا"
    if head is not None and head is not verb and verb not in set(head.ancestors()):
        attach(verb, head, dep if dep in {"obj", "obl:arg", "obl", "ccomp"} else "ccomp")
    attach(sign, verb, "mark")


_QUOTES = frozenset("«»“”\"'")
_TAKES_NOUN = folded("ب ل في من إلى على عن مع بعد قبل خلال حول بين وسط رغم إثر عقب ضد نحو أثناء دون")


def _is_verbal_noun(word: Word, is_verb: Callable[[str], bool]) -> bool:
    """Is a bare perfect really the verbal noun written alike: behind a preposition, or as the object of a verb
    without أن and quotation (أعلن السفير رفض بلاده)?"""
    if _is_shaped_noun(word, is_verb):
        return True
    if word.norm in _DEFECTIVE:  # a verb is no object, and stands behind no preposition
        return word.dep in {"obj", "obl", "obl:arg", "nmod"} and word.first("mark", "aux", "advmod") is None
    if word.morph.get("Aspect") != "Perf" or fold(word.norm) != fold(word.lemma) or DAMMA_FIRST.match(word.text):
        return False
    if not (verb_of(word.norm) or (len(word.norm) == 3 and is_verb(word.lemma))) or word.sentence is None:
        return False
    before = [w for w in word.sentence.words if w.i < word.i]
    while before and before[-1].text in _QUOTES:
        before.pop()
    if before and before[-1].pos == "ADP" and fold(before[-1].lemma) in _TAKES_NOUN:
        return True
    head = word.head
    if head is not None and word.dep == "acl" and head.pos == "NOUN" and head.i == word.i - 1:
        return bool(verb_of(word.norm)) and head.norm.endswith("ة")  # جريمة قتل الصحفية: a verb would be feminine
    if head is None or not head.is_verb or head.i > word.i or word.dep not in {"ccomp", "xcomp", "obj", "obl:arg"}:
        return False
    if any(c.dep in {"mark", "aux", "advmod"} for c in word.children):
        return False
    between = (w for w in before if w.i > head.i)
    return verb_of(word.norm) != "" and not any(
        w.text in {":", *_QUOTES} or w.pos in {"SCONJ", "PART"} for w in between
    )


def _is_shaped_noun(word: Word, is_verb: Callable[[str], bool]) -> bool:
    """Is a verb by the analysis a verbal noun by its shape: one that no verb has (اختيار المدير), or with a final ي
    behind a preposition (على تولي المنصب)?"""
    verb = verb_of(word.norm)
    if verb in {"", word.norm} or not is_verb(verb):
        return False
    if is_noun_only(word.norm):
        return True
    before = next((w for w in reversed(word.sentence.words) if w.i < word.i), None) if word.sentence else None
    prep = before is not None and before.pos == "ADP" and fold(before.lemma) in _TAKES_NOUN - {"ل"}
    return prep and word.norm.endswith("ي")


def _make_noun(word: Word) -> None:
    """Turn a verb into the noun written alike: what stood right behind it is its genitive."""
    word.pos, word.lemma, word.morph = "NOUN", word.norm, {"Number": "Sing", "Definite": "Cons"}
    if word.dep == "acl":
        word.dep = "nmod"
    if word.dep in {"ccomp", "xcomp"}:
        word.dep = "obj" if word.first("case") is None else "obl:arg"
    for child in word.get("obj", "nsubj"):
        if min(w.i for w in child.subtree()) == word.i + 1:
            child.dep = "nmod"


def _accusative_subject(verb: Word) -> None:
    """A noun right behind its verb that ends in the sign of the accusative is no subject: أصدر قرارا, أضاف مخاطبا."""
    for noun in verb.get("nsubj"):
        form = noun.norm
        if noun.i < verb.i or noun.name is not None or noun.pos not in {"NOUN", "ADJ"} or not form.endswith("ا"):
            continue
        if (
            form.startswith("ال")
            or noun.morph.get("Definite") != "Ind"
            or fold(noun.lemma) == fold(form)
            or len(form) < 4
        ):
            continue
        participle = form.startswith("م") and any(c.dep in {"obj", "obl:arg", "nmod"} for c in noun.children)
        noun.dep = "advcl" if participle or verb.first("obj") is not None else "obj"


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


def _second_subject(sentence: Sentence) -> None:
    """Of two nouns after a verb that both pass for its subject the later is its object (لا تدعم فرنسا الحكومة)."""
    for verb in sentence.words:
        if not verb.is_verb:
            continue
        after = [c for c in verb.get("nsubj") if c.i > verb.i and c.pos in NOUNS and c.first("case") is None]
        objects = [c for c in verb.get("obj") if c.i > verb.i and c.pos in NOUNS and c.first("case") is None]
        if len(objects) == 2 and len(after) == 1:
            _genitive_of_subject(after[0], objects[0])
        if len(objects) == 2 and not any(c.dep.startswith("nsubj") for c in verb.children):
            if min(w.i for w in objects[0].subtree()) == verb.i + 1 and (
                objects[0].name is not None or objects[0].norm.startswith("ال") and not verb_of(objects[0].lemma)
            ):
                objects[0].dep = "nsubj"  # نفى ترامب وجود ...
        if len(after) == 2 and all(c.pos == "PRON" for c in verb.get("obj")):  # تصنفه تركيا منظمة إرهابية
            after[1].dep = "obj" if verb.first("obj") is None else "xcomp"
        elif len(after) == 1 and verb_of(after[0].lemma) and any(c.i < verb.i for c in verb.get("nsubj")):
            after[0].dep = "obj"  # بوتين قرر منح ...: the verbal noun is what he decides.


def _genitive_of_subject(subject: Word, noun: Word) -> None:
    """قصف طيران قوات التحالف مستودعا: of two objects the one right behind a bare subject is its genitive."""
    bare_subject = not subject.norm.startswith("ال") and not subject.children and subject.pos == "NOUN"
    if bare_subject and noun.pos == "NOUN" and min(w.i for w in noun.subtree()) == subject.i + 1:
        attach(noun, subject, "nmod")


def _triples(sentence: Sentence) -> Iterator[tuple[Word, Word, Word]]:
    words = sentence.words
    return zip(words, words[1:], words[2:], strict=False)


def _verb_first(sentence: Sentence) -> None:
    """A noun that opens a sentence and has a subject is a verb written like its verbal noun (نقل موقع عن مصدر)."""
    first = next((w for w in sentence.words if w.pos not in FIRST), None)
    if first is None or first.pos != "NOUN" or fold(first.lemma) != fold(first.norm):
        return
    if fold(first.norm) in _SAYS and _is_followed_by_that(first):
        first.pos = "VERB"
        for child in [c for c in first.get("nmod") if c.i == first.i + 1]:
            child.dep = "nsubj"
        return
    if not verb_of(first.lemma):
        return
    subject = first.first("nsubj")
    if subject is not None and subject.i == first.i + 1 and not first.norm.startswith(("ال", "ت", "ا", "إ")):
        first.pos, first.lemma = "VERB", verb_of(first.lemma)


def _is_followed_by_that(word: Word) -> bool:
    after = (w for w in (word.sentence.words if word.sentence else []) if word.i < w.i <= word.i + 14)
    return any(fold(w.norm) == "ان" and w.pos == "SCONJ" for w in after)


def _cleft(pronoun: Word, who: Word, verb: Word) -> None:
    """بوتين هو من قرر: the noun before the pronoun is the subject of the verb after من."""
    if fold(pronoun.text) not in PERSONAL_PRONOUNS or who.text != "من":
        return
    if not verb.is_verb and (verb.pos not in {"NOUN", "X", "PROPN"} or fold(verb.lemma) != fold(verb.norm)):
        return
    sentence = verb.sentence
    before = [w for w in sentence.words if w.i < pronoun.i] if sentence else []
    if before and before[-1].end == pronoun.start:
        return  # عاد اللاجئون إلى بلادهم من لبنان: a possessor
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
