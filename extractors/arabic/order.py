"""Who is subject and who object of a verb: by valency, agreement, resumptive pronouns and what the relation asks for.

The parser decides by order and frequency. Arabic decides otherwise: a verb that takes no object has its subject
behind it (تدهور الوضع); a pronoun in a relative clause stands for its noun, which then is no subject (ظاهرة تسعى
الحكومة إلى إنهائها); verb and subject agree, and what is entered or attended may come first (حضر اللقاء وزير).
"""

from __future__ import annotations

import re

from ...graph.lemmas import fold, folded
from ..arguments import agrees, gender_of, pronoun_stands_for
from ..language import ACTORS, Grammar
from ..relations import Lexicon
from ..syntax import Analysis, Word, attach, relative_pronoun
from . import joined_nouns, joined_verbs, loose_clauses, neighbours
from .closed_classes import DITRANSITIVE, INTRANSITIVE, MASCULINE_STATES, NOUNS, UNMARKED_FEMININE
from .participles import verb_of_participle
from .relative_clauses import attach_relative

_ANY = frozenset({"أي", "أية"})
_BARE = frozenset({"nsubj", "obj", "iobj", "nmod", "nummod"})
_DOCUMENTS = folded("بيان تقرير موقع وثيقة رسالة دراسة مقال حساب صفحة نشرة مذكرة بلاغ استطلاع تلفزيون إذاعة")
_HOLDING = folded("تولى شغل تقلد تبوأ تسلم تسنم")
_OFFICES = folded("منصب مهمة رئاسة قيادة وزارة حقيبة إدارة سدة مقاليد عضوية")
_SOMEBODY = folded("أحد إحدى واحد آخر")
_FORM_VII = re.compile("^ان[^اوي].[^اوي]$|^ان[^اوي]ا[^اوي]$")
_FORM_VII_TRANSITIVE = folded("انتخب انتقد انتزع انتهك انتهج انتظر انتج انتقى انتشل")


def mend(analysis: Analysis, lexicon: Lexicon) -> None:
    """Mend subjects and objects in place."""
    grammar = lexicon.grammar
    for sentence in analysis.sentences:
        neighbours.mend(sentence, lexicon)
        joined_nouns.mend(sentence, lexicon)
        for word in sentence.words:
            _separating(word)
        for verb in sentence.words:
            if not verb.is_verb or verb.name is not None:
                continue
            joined_verbs.mend(verb, grammar)
            loose_clauses.mend(verb, grammar)
            attach_relative(verb, grammar)
            _participle(verb, grammar)
            _of_document(verb, grammar)
            _of_adjective(verb, lexicon)
            _is_considered(verb)
            if verb.morph.get("Voice") == "Pass" or verb.first("nsubj:pass") is not None:
                _made(verb)
                continue
            _office(verb, grammar)
            _topic(verb, grammar)
            _hung_on_verb(verb, grammar)
            if fold(verb.lemma) in INTRANSITIVE or _is_form_vii(verb.lemma):
                _without_object(verb, lexicon)
                continue
            _first_of_two(verb, lexicon)
            _in_relative(verb, grammar)
            _turned(verb, lexicon)
            _of_other_gender(verb, grammar)


def _separating(pronoun: Word) -> None:
    """A pronoun between a subject and its predicate only parts them: المدينة هي ميناء."""
    noun = pronoun.head
    if pronoun.pos != "PRON" or pronoun.dep != "nmod" or noun is None or noun.i != pronoun.i + 1:
        return
    if pronoun.end < noun.start and any(c.i < pronoun.i for c in noun.get("nsubj")):
        pronoun.dep = "expl"


def _topic(verb: Word, grammar: Grammar) -> None:
    """A noun before a verb that has its subject behind it, and a pronoun that agrees for its object, is what the
    pronoun stands for: الاجتماع حضره وزير."""
    pronoun = next((c for c in verb.get("obj", "iobj") if c.pos == "PRON" and c.start == verb.end), None)
    subjects = list(verb.get("nsubj"))
    if pronoun is None or len(subjects) != 2 or not subjects[0].i < verb.i < subjects[1].i:
        return
    if subjects[0].pos not in {"NOUN", "PROPN"} or verb.dep.startswith("acl"):
        return
    if gender_of(subjects[0], grammar) not in {"", pronoun.morph.get("Gender", "")}:
        return
    pronoun.dep, subjects[0].dep = "expl", "obj"


def _participle(verb: Word, grammar: Grammar) -> None:
    """An accusative participle has its subject above and no noun behind it does it; one of saying is said by who speaks
    above: صرح فالكون "..."، متهما الحكومة."""
    if verb.dep != "advcl" or not verb.norm.endswith(("ا", "اً")) or verb.norm.startswith(("ي", "ت")):
        return
    for noun in [c for c in verb.get("nsubj") if c.i > verb.i]:
        noun.dep = "obj" if verb.first("obj") is None else "obl"
    if fold(verb.lemma) not in grammar.speech or verb.head is None or fold(verb.head.lemma) in grammar.speech:
        return
    above = next((w for w in verb.ancestors() if w.is_verb and fold(w.lemma) in grammar.speech), None)
    words = verb.sentence.words if verb.sentence is not None else []
    before = words[verb.i - words[0].i - 1].text if words and verb.i > words[0].i else ""
    if above is not None and before in {"،", ",", '"', "»", "”"}:
        attach(verb, above, "advcl")


def _of_document(verb: Word, grammar: Grammar) -> None:
    """Behind a document that says something ل marks whose it is: قال بيان للجيش."""
    if fold(verb.lemma) not in grammar.speech:
        return
    for document in [c for c in verb.get("nsubj") if c.i > verb.i and fold(c.lemma) in _DOCUMENTS and c.name is None]:
        for phrase in list(verb.get("obl", "obl:arg")):
            case = phrase.first("case")
            end = max((w.i for w in document.subtree()), default=document.i)
            if case is not None and case.i == end + 1 and fold(case.lemma) in grammar.dative_prepositions:
                attach(phrase, document, "nmod")


def _of_adjective(verb: Word, lexicon: Lexicon) -> None:
    """A phrase right behind a participle of a noun belongs to it, where the verb does not ask for it: المجلس المؤلف
    من 15 دولة."""
    words = verb.sentence.words if verb.sentence is not None else []
    asked = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma)}
    if not asked:
        return
    for phrase in list(verb.get("obl", "obl:arg")):
        case = phrase.first("case")
        if case is None or case.i - 1 <= verb.i or fold(case.lemma) in asked:
            continue
        adjective = words[case.i - 1 - words[0].i]
        if adjective.pos != "ADJ" or not adjective.norm.startswith("الم") or adjective.name is not None:
            continue
        if adjective.dep != "amod":
            continue
        if adjective.norm.endswith("ي") or adjective.norm.endswith("ية"):
            continue
        if verb_of_participle(adjective.norm[2:].removesuffix("ة"), lexicon.is_verb):
            attach(phrase, adjective, "obl:arg")


def _made(verb: Word) -> None:
    """An accusative behind a passive is what somebody was made: عُين نائبا للرئيس."""
    for noun in [c for c in verb.get("nsubj:pass", "nsubj") if c.i > verb.i and _is_accusative(c)]:
        noun.dep = "xcomp"


def _is_considered(verb: Word) -> None:
    """يعد and a passive of اعتبر, with a noun and what it is, say only that: تعد السياحة مصدر الدخل الأول."""
    if any(c.pos == "PRON" for c in verb.get("obj")) or verb.morph.get("Aspect") != "Imp":
        return
    passive = verb.norm in {"يعتبر", "تعتبر"} and verb.morph.get("Voice") == "Pass"
    if fold(verb.lemma) == "عد" and verb.norm in {"يعد", "تعد"} or passive:
        verb.lemma = "يعتبر" if passive else "يعد"


def _office(verb: Word, grammar: Grammar) -> None:
    """An office or task is held and holds nothing: تولى منصب ولي العهد, تتولى حراستها قوة."""
    if fold(verb.lemma) not in _HOLDING:
        return
    behind = [c for c in _bare(verb, "nsubj", "obj") if not _is_time(c, grammar)]
    if not behind or not (fold(behind[0].lemma) in _OFFICES or grammar.takes_object(behind[0].lemma)):
        return
    if (
        len(behind) == 2
        and behind[1].pos in {"NOUN", "PROPN"}
        and not _is_accusative(behind[1])
        and agrees(verb, behind[1], grammar)
    ):
        behind[0].dep = "obj"
        _make_subject(behind[1], verb)
    elif len(behind) == 1 and behind[0].dep == "nsubj":
        behind[0].dep = "obj"


def _of_other_gender(verb: Word, grammar: Grammar) -> None:
    """A masculine verbal noun behind a feminine verb is its object, the subject is not written: تعلن فرض قيود."""
    if verb.morph.get("Gender") != "Fem" or verb.first("obj") is not None or len(list(verb.get("nsubj"))) > 2:
        return
    for noun in [c for c in verb.get("nsubj") if c.i > verb.i and c.pos == "NOUN" and c.name is None]:
        single = noun.morph.get("Number") == "Sing" and noun.first("conj") is None
        if single and grammar.deverbal(noun.lemma) and _sure_gender(noun, grammar) == "Masc":
            noun.dep = "obj"


def takes_no_object(lemma: str) -> bool:
    """Is a verb one that never takes an object without a preposition?"""
    return fold(lemma) in INTRANSITIVE or _is_form_vii(lemma)


def _is_form_vii(lemma: str) -> bool:
    return bool(_FORM_VII.match(lemma)) and fold(lemma) not in _FORM_VII_TRANSITIVE


def _bare(verb: Word, *deps: str) -> list[Word]:
    """Return the nouns behind a verb that no preposition marks, in text order, but for pronouns."""
    found = (c for c in verb.get(*(deps or _BARE)) if c.i > verb.i and c.first("case") is None)
    return [c for c in found if c.pos in NOUNS or (c.pos == "ADJ" and (c.norm.startswith("ال") or c.text in _ANY))]


def _starts(word: Word) -> int:
    return min(w.i for w in word.subtree())


def _is_next(word: Word, verb: Word) -> bool:
    """Does a phrase begin right behind the verb, but for adverbs and phrases with a pronoun (فيه، أمس)?"""
    words = verb.sentence.words if verb.sentence is not None else []
    between = [w for w in words if verb.i < w.i < _starts(word)]
    return all(
        w.pos in {"ADV", "PRON"} or (w.pos == "ADP" and w.head is not None and w.head.pos == "PRON") or w.pos == "PUNCT"
        for w in between
    ) and not any(w.text in {"،", ",", ":", ".", "؛"} for w in between)


def _is_accusative(noun: Word) -> bool:
    """Has a noun the written sign of the accusative (قرارا)?"""
    form = noun.norm
    if noun.name is not None or form.startswith("ال") or not form.endswith("ا") or len(form) < 4:
        return False
    return noun.morph.get("Definite") == "Ind" and fold(noun.lemma) != fold(form)


def _written_subject(verb: Word) -> bool:
    return any(c.dep in {"nsubj", "nsubj:pass", "csubj"} and not relative_pronoun(c) for c in verb.children)


def _make_subject(noun: Word, verb: Word) -> None:
    """Make a noun the subject of its verb: what passed for it before is none."""
    for other in verb.get("nsubj"):
        if other is not noun:
            other.dep = "dislocated" if not relative_pronoun(other) else "mark"
    noun.dep = "nsubj"


def _is_time(noun: Word, grammar: Grammar) -> bool:
    return bool({fold(noun.lemma), fold(noun.norm), fold(grammar.bare(noun.norm))} & grammar.time_nouns)


def _hung_on_verb(verb: Word, grammar: Grammar) -> None:
    """What hangs on a verb as a genitive or a number is its subject or object: استقال حاكم المصرف, شيع الآلاف."""
    for noun in [c for c in _bare(verb, "nmod", "nummod") if not _is_time(c, grammar)]:
        if not _written_subject(verb) and _is_next(noun, verb) and not _is_accusative(noun):
            noun.dep = "nsubj" if agrees(verb, noun, grammar) or noun.pos == "NUM" else "obj"
        elif verb.first("obj") is None and _starts(noun) <= verb.i + 5:
            noun.dep = "obj"


def _without_object(verb: Word, lexicon: Lexicon) -> None:
    """The noun right behind a verb that takes no object is its subject; an accusative is how, as what, or why."""
    grammar = lexicon.grammar
    for noun in _bare(verb, "obj", "iobj"):
        if _is_time(noun, grammar):
            noun.dep = "obl"
        elif _is_accusative(noun):
            noun.dep = "obl"
        elif any(s.i == noun.i - 1 and _both_definite(s, noun) for s in verb.get("nsubj")):
            attach(noun, next(s for s in verb.get("nsubj") if s.i == noun.i - 1), "amod")
        elif _is_next(noun, verb) and not any(c.i > verb.i for c in verb.get("nsubj")):
            before = [c for c in verb.get("nsubj") if not relative_pronoun(c)]
            if agrees(verb, noun, grammar) and not (before and not _has_pronoun(noun)):
                _make_subject(noun, verb)


def _both_definite(one: Word, other: Word) -> bool:
    """Are two nouns alike, so that the second qualifies the first (المسلحين المعارضين)?"""
    article = one.norm.startswith("ال") and other.norm.startswith("ال")
    return article and one.name is None and other.name is None and one.morph.get("Number") == other.morph.get("Number")


def _has_pronoun(noun: Word) -> bool:
    return any(c.pos == "PRON" and c.start == noun.end for c in noun.children)


def _first_of_two(verb: Word, lexicon: Lexicon) -> None:
    """Of two bare nouns behind a verb that takes one object the first is its subject (الذي فجر مقتله احتجاجات)."""
    grammar = lexicon.grammar
    objects = _bare(verb, "obj", "iobj")
    if len(objects) != 2 or fold(verb.lemma) in DITRANSITIVE or any(c.pos == "PRON" for c in verb.get("obj")):
        return
    first, second = objects
    if any(c.i > verb.i for c in verb.get("nsubj")) or not _is_next(first, verb) or _is_accusative(first):
        return
    if _is_time(first, grammar) or _is_time(second, grammar) or not agrees(verb, first, grammar):
        return
    if _is_accusative(second) and grammar.deverbal(second.lemma):
        return  # غادر البلاد احتجاجا على ...
    indefinite = second.morph.get("Definite") == "Ind" and first.norm.startswith("ال")
    if verb.dep == "acl:relcl" and indefinite and not _written_subject(verb):
        _make_subject(first, verb)  # ماي، التي نشرت الصحيفة تقارير عنها
        return
    if _written_subject(verb) or verb.dep in {"acl", "acl:relcl"}:
        resumed = _resumed_beside(verb, grammar) or _resumed_on(second, verb, grammar)
        if not (_has_pronoun(first) or resumed or _is_cut_off(verb)):
            return
    elif not _is_definite(first):
        return
    _make_subject(first, verb)


def _is_definite(noun: Word) -> bool:
    return noun.norm.startswith("ال") or noun.name is not None or noun.morph.get("Definite") in {"Cons", "Def"}


def _is_cut_off(verb: Word) -> bool:
    """Does a comma stand right before the verb, so that what is before it may belong elsewhere?"""
    words = verb.sentence.words if verb.sentence is not None else []
    before = [w for w in words if w.i < verb.i and w.pos not in {"PART", "AUX", "CCONJ"}]
    return bool(before) and before[-1].text in {"،", ","} and verb.dep not in {"acl", "acl:relcl"}


def _resumed_beside(verb: Word, grammar: Grammar) -> bool:
    """Does a pronoun behind a preposition stand for the noun of a relative clause (الوقت الذي تدهور فيه الوضع)?"""
    noun = verb.head
    if noun is None or verb.dep not in {"acl", "acl:relcl"}:
        return False
    return any(pronoun_stands_for(c, noun, grammar) for c in verb.get("obl", "obl:arg"))


def _resumed_on(noun: Word, verb: Word, grammar: Grammar) -> bool:
    """Does a pronoun on the object stand for the noun of a relative clause (المحتويات التي طلبت الحكومة حذفها)?"""
    above = verb.head
    if above is None:
        return False
    person = grammar.type_of(fold(above.lemma)) in {"PER", "GROUP"}
    number = above.morph.get("Number", "Sing") if person else "Sing"
    plural = above.morph.get("Number") == "Plur" and not person
    wanted = ("Fem" if plural else gender_of(above, grammar), number)
    own = (c for c in noun.children if c.pos == "PRON" and c.start == noun.end)
    return any((c.morph.get("Gender"), c.morph.get("Number", "Sing")) == wanted for c in own)


def _in_relative(verb: Word, grammar: Grammar) -> None:
    """In a relative clause whose noun a pronoun stands for, the noun behind the verb is its subject, if it agrees."""
    if not _resumed_beside(verb, grammar) or _written_subject(verb):
        return
    noun = next(iter(_bare(verb, "obj")), None)
    if noun is None or not _is_next(noun, verb) or _is_accusative(noun) or not agrees(verb, noun, grammar):
        return
    if _is_time(noun, grammar):
        return
    if _is_definite(noun) or noun.pos == "NUM":
        _make_subject(noun, verb)


def _sure_gender(noun: Word, grammar: Grammar) -> str:
    """Return the gender of a noun where its form or kind tells it, else an empty string."""
    if noun.name is not None:
        if noun.name.type == "GPE":
            return "Masc" if fold(noun.norm) in MASCULINE_STATES else "Fem"
        return ""
    if noun.pos != "NOUN" or noun.morph.get("Number") not in {"Sing", None}:
        return ""
    if fold(noun.lemma) in UNMARKED_FEMININE:
        return "Fem"
    return gender_of(noun, grammar)


def _turned(verb: Word, lexicon: Lexicon) -> None:
    """The object stands before the subject where only so verb and subject agree, or where the verb's relation asks for
    it: لن يحكم كوبا أحد, حضر اللقاء وزير, وصل اليمن وفد."""
    grammar = lexicon.grammar
    subjects = _bare(verb, "nsubj")
    objects = [c for c in _bare(verb, "obj") if not _is_time(c, grammar)]
    if fold(verb.lemma) in grammar.naming or verb.first("ccomp", "xcomp") is not None:
        return
    if len(subjects) != 1 or len(objects) != 1:
        return
    first, second = subjects[0], objects[0]
    if not _is_next(first, verb) or second.i < first.i or _is_accusative(second) or _is_time(second, grammar):
        return
    gender = verb.morph.get("Gender", "")
    one, other = _sure_gender(first, grammar), _sure_gender(second, grammar)
    if gender and other and other != gender:
        return
    clashes = bool(gender and one and one != gender and (other == gender or second.name is not None))
    actor = lexicon.type_of(second) in ACTORS or fold(second.lemma) in grammar.quantifiers | _SOMEBODY
    clashes = clashes and actor and (gender == "Masc" or lexicon.type_of(first) is not None)
    if clashes or _asked_turned(verb, first, second, lexicon):
        first.dep, second.dep = "obj", "nsubj"
        for child in list(first.get("conj")):
            if child.i > second.i:
                attach(child, second, "conj")


def _asked_turned(verb: Word, first: Word, second: Word, lexicon: Lexicon) -> bool:
    """Do the verb's relations contradict the order of two nouns, and ask for the other one?"""
    if lexicon.type_of(first) not in {"EVENT", "LOC", "GPE"} or lexicon.type_of(second) not in ACTORS:
        return False
    plain = [t for t in lexicon.triggers("verb", verb.lemma) if not t.preposition and not t.complement and not t.rest]
    if not plain:
        return False
    return max(lexicon.fit(t, first, second) for t in plain) < 0 < max(lexicon.fit(t, second, first) for t in plain)
