"""Words that the parser gives to a neighbour: second objects, days between commas, adjectives and phrases that belong
to the noun right before them, verbs in the dual, free relatives (لمن تخلفوا عن الواجب)."""

from __future__ import annotations

from ...graph.lemmas import fold, folded
from ..relations import Lexicon
from ..syntax import NOMINAL, Sentence, Word, attach, relative_pronoun

_DAYS = folded("الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت")
_PAUSES = frozenset("،,")
_GIVING = folded("منح أعطى وهب أهدى سلم ناول كسا أورث أكسب كلف")
_LED = {fold("أدى"): frozenset({"إلى", "ب"}), fold("أودى"): frozenset({"ب", "إلى"}), fold("أفضى"): frozenset({"إلى"})}
_LED |= {fold("أسفر"): frozenset({"عن"}), fold("تسبب"): frozenset({"في", "ب"}), fold("أفضي"): frozenset({"إلى"})}
_LYING = folded("واقع كائن")
_HAVING = folded("ملك امتلك حاز")
_ONE_OF_A_KIND = frozenset({"ل", "إلى", "ب", "عن", "على"})
_WEAK = ("ة", "اء", "ى", "ا", "ات", "ي", "ين", "ون", "ان")


def mend(sentence: Sentence, lexicon: Lexicon) -> None:
    """Mend such words of a sentence in place, once the names are known."""
    words = sentence.words
    for at, word in enumerate(words):
        if 0 < at < len(words) - 1 and fold(word.norm) in _DAYS:
            _day(word, words[at - 1], words[at + 1])
    for at, word in enumerate(words):
        if word.is_verb:
            _second_object(word)
            _of_whom(word, lexicon)
            _cause(word)
            _dual(word)
            if at and word.dep == "acl":
                _free_relative(word, words[at - 1])
            _no_object(word)
            _had(word)
            _further_adjective(word, words)
        if word.pos == "ADJ" or word.is_verb:
            _same_preposition(word)
        if word.pos == "ADJ" and at > 1 and fold(word.lemma) in _LYING:
            _lying(word, words[at - 1], words[at - 2], lexicon)
        if word.dep == "conj" and word.name is None and word.pos == "NOUN":
            _of_the_second(word)


def _day(day: Word, before: Word, after: Word) -> None:
    """A day between commas says when: أعلن الأمن العام، الأحد، القبض على ..."""
    verb = next((w for w in day.ancestors() if w.is_verb), None)
    enclosed = before.text in _PAUSES and after.text in _PAUSES
    if enclosed and verb is not None and day.first("case") is None and day.name is None and not day.first("nmod"):
        attach(day, verb, "obl")


def _second_object(verb: Word) -> None:
    """Behind a verb of giving whose receiver is a pronoun on it, and whose subject stands before, is what is given:
    لن تمنحه الأمن."""
    if fold(verb.lemma) not in _GIVING or not any(c.pos == "PRON" and c.start == verb.end for c in verb.get("obj")):
        return
    before = any(c.i < verb.i and not relative_pronoun(c) for c in verb.get("nsubj"))
    if before:
        for noun in [c for c in verb.get("nsubj") if c.i > verb.i]:
            noun.dep = "obj"


def _of_whom(verb: Word, lexicon: Lexicon) -> None:
    """Whom some persons are of stands right behind them, where the verb asks for no من: قتل جنود من الفرقة الرابعة."""
    if any(fold(t.preposition) == "من" for t in lexicon.triggers("verb", verb.lemma)):
        return
    if lexicon.glosses.governs(verb.lemma, "من", "en"):
        return
    for phrase in verb.get("obl", "obl:arg"):
        case = phrase.first("case")
        if case is None or case.lemma != "من" or case.i < verb.i or phrase.pos == "PRON":
            continue
        noun = next((c for c in verb.get("nsubj", "nsubj:pass", "obj") if c.i == case.i - 1), None)
        if noun is None or noun.name is not None or noun.norm.startswith("ال"):
            continue
        if lexicon.type_of(noun) in {"PER", "GROUP"} and lexicon.type_of(phrase) in {"ORG", "GROUP", "PER"}:
            attach(phrase, noun, "nmod")


def _cause(verb: Word) -> None:
    """What leads to something stands behind its verb as the subject: أدت هذه الإجراءات إلى تراجع."""
    marks = _LED.get(fold(verb.lemma))
    if marks is None or any(c.dep.startswith("nsubj") and not relative_pronoun(c) for c in verb.children):
        return
    noun = next((c for c in verb.get("obj") if c.i > verb.i and c.pos != "PRON" and c.first("case") is None), None)
    cases = [c for phrase in verb.get("obl", "obl:arg") for c in phrase.get("case")]
    if noun is None or not any(c.lemma in marks and c.i > noun.i for c in cases):
        return
    if min(w.i for w in noun.subtree()) == verb.i + 1:
        noun.dep = "nsubj"


def _dual(verb: Word) -> None:
    """A verb in the dual without a mark tells of the two things right before it: طائرتين أُطلقتا من ..."""
    form = fold(verb.norm)
    if not form.endswith("تا") or form[:-2] != fold(verb.lemma) or verb.dep not in {"ccomp", "advcl", "conj", "xcomp"}:
        return
    if verb.first("mark", "cc", "nsubj", "aux") is not None or verb.sentence is None:
        return
    before = [w for w in verb.sentence.words if verb.i - 5 <= w.i < verb.i]
    two = next((w for w in reversed(before) if w.morph.get("Number") == "Dual" and w.pos == "NOUN"), None)
    if two is None or not two.norm.endswith(("تين", "تان")) or verb in set(two.ancestors()):
        return
    if not any(w.text in _PAUSES for w in before if w.i > two.i):
        attach(verb, two, "acl")


def _free_relative(verb: Word, who: Word) -> None:
    """من right before a verb, behind a preposition, is who does it: ملامةً لمن تخلفوا."""
    noun = verb.head
    if who.text != "من" or who.pos not in {"DET", "PRON"} or noun is None or noun is who or noun.i > who.i:
        return
    if any(c.lemma == "من" and c is not who for w in (verb, who) for c in w.get("mark", "case")):
        return  # الكثير ممن يهتمون
    attach(who, noun, "nmod")
    for case in [c for c in verb.get("mark", "case") if c.i == who.i - 1]:
        attach(case, who, "case")
    attach(verb, who, "acl")


def _no_object(verb: Word) -> None:
    """An indefinite masculine without alif is no accusative; behind an indefinite subject it qualifies it: رحب مصدر
    سعودي مسؤول."""
    subject = next((c for c in verb.get("nsubj") if c.i > verb.i and c.name is None), None)
    if subject is None or subject.morph.get("Definite") != "Ind" or subject.norm.startswith("ال"):
        return
    for noun in [c for c in verb.get("obj") if c.pos == "NOUN" and c.name is None and c.first("case") is None]:
        masculine = noun.morph.get("Definite") == "Ind" and noun.morph.get("Number") == "Sing"
        if not masculine or noun.norm.endswith(_WEAK) or noun.norm.startswith("ال") or noun.first("nmod") is not None:
            continue
        if noun.i == max(w.i for w in subject.subtree()) + 1:
            attach(noun, subject, "amod")


def _had(verb: Word) -> None:
    """A phrase with في right behind what one has belongs to it: يملكون خبرة في الكشف عن الألغام."""
    had = next((c for c in verb.get("obj") if c.i > verb.i and c.pos == "NOUN" and c.name is None), None)
    if had is None or fold(verb.lemma) not in _HAVING:
        return
    for phrase in [c for c in verb.get("obl", "obl:arg") if c.i > had.i and c.name is None]:
        case = phrase.first("case")
        if case is not None and case.lemma == "في" and case.i == max(w.i for w in had.subtree()) + 1:
            attach(phrase, had, "nmod")


def _further_adjective(verb: Word, words: list[Word]) -> None:
    """A participle with the article behind the subject's adjective and a comma qualifies it too: الأجهزة المحمولة،
    المثبتة على السفن."""
    for adjective in [c for c in verb.get("obj") if c.pos == "ADJ" and c.norm.startswith("ال") and c.i > verb.i]:
        at = adjective.i - words[0].i
        subject = next((c for c in verb.get("nsubj") if verb.i < c.i < adjective.i), None)
        if subject is not None and words[at - 1].text in _PAUSES and words[at - 2] in set(subject.subtree()):
            if words[at - 2].pos == "ADJ" and words[at - 2].norm.endswith("ة") == adjective.norm.endswith("ة"):
                attach(adjective, subject, "amod")


def _same_preposition(word: Word) -> None:
    """Of two phrases with one preposition, the second right behind the first, only the first is asked for: the second
    belongs to it (التابعة لقوات التحالف لدعم الشرعية) or tells why (تعرضت لانتقادات لدعوتها له)."""
    phrases = [c for c in word.get("obl", "obl:arg") if c.i > word.i and len(list(c.get("case"))) == 1]
    for one, two in zip(phrases, phrases[1:], strict=False):
        first, second = one.first("case"), two.first("case")
        if first is None or second is None or fold(first.lemma) != fold(second.lemma) or one.dep != "obl:arg":
            continue
        if first.lemma not in _ONE_OF_A_KIND or second.first("fixed") is not None or one.pos == "PRON":
            continue
        if second.i != max(w.i for w in one.subtree()) + 1 or two.pos != "NOUN":
            continue
        if word.pos == "ADJ":
            attach(two, one, "nmod")
        elif first.lemma == "ل":
            two.dep = "advcl"


def _lying(word: Word, before: Word, two: Word, lexicon: Lexicon) -> None:
    """What lies somewhere is the place named right before, and no group farther off: حركة ... في الزبداني، الواقعة في
    ..."""
    place = two if before.text in _PAUSES else before
    noun = word.head
    if place.name is None or place.name.type not in {"GPE", "LOC"} or noun is None or word.dep != "amod":
        return
    far = noun.name is not place.name and lexicon.type_of(noun) in {"ORG", "GROUP", "PER"}
    top = next((w for w in place.name.words if w.head is None or w.head not in place.name.words), place)
    if far and word not in set(top.ancestors()):
        attach(word, top, "amod")


def _of_the_second(noun: Word) -> None:
    """A phrase behind a thing without a name, joined to one that has a name, belongs to the thing: جسر كيرتش أو القاعدة
    البحرية في سيفاستوبول."""
    first = noun.head
    if first is None or first.name is None or first.name.type == "PER" or first.pos not in NOMINAL:
        return
    end = max(w.i for w in noun.subtree())
    for phrase in list(first.get("nmod")):
        case = phrase.first("case")
        if case is not None and case.i == end + 1:
            attach(phrase, noun, "nmod")
