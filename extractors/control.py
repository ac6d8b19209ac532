"""Who does what a noun of event says, as far as it does not stand in its genitive: by preposition, adjective of nation,
or lent by the verb or noun above (قرر منح ..., دعا تركيا إلى وقف ..., خطة الحكومة لترحيل ...)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..graph.lemmas import fold
from .arguments import able_under, arguments, is_passive, subjects
from .events import End
from .language import ACTORS, Grammar
from .relations import Lexicon
from .syntax import Word, coordinated, preposition, relative_pronoun

_BREAKS = frozenset('"«»“”:؛') | {"``", "''"}
_CLOSED_QUOTES = frozenset('"«»“”')


def support_clauses(noun: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the relative clauses of a noun whose verb is a light one with the noun as its object."""
    for clause in noun.get("acl", "acl:relcl"):
        if clause.is_verb and fold(clause.lemma) in lexicon.grammar.support:
            relative = any(relative_pronoun(c) for c in clause.children) or lexicon.grammar.prenominal
            if any(c.pos == "PRON" for c in clause.get("obj")) and (relative or not lexicon.grammar.definite(noun)):
                yield clause  # after a noun with the article only behind الذي


def agents(noun: Word, marked: Sequence[Word], nations: Sequence[Word], lexicon: Lexicon) -> tuple[End, ...]:
    """Return who acts: ``marked`` by a preposition of agents, in a relative clause, by nation, or by the word above."""
    if marked:
        return tuple(End(w) for w in marked)
    for clause in support_clauses(noun, lexicon):
        doers = tuple(end for end in subjects(clause, lexicon.grammar) if not end.dropped and end.word is not noun)
        if doers:
            return doers
    if nations:
        return tuple(End(w, country=True) for w in nations)
    return tuple(end for end in _lent(noun, lexicon) if _may_act(end, noun, lexicon))


def is_actor(word: Word, lexicon: Lexicon) -> bool:
    """Can the word act: a person, body, group or country by its name, noun or adjective of nation?"""
    nation = any(lexicon.gazetteer.nisba(a.norm) is not None for a in word.get("amod"))
    country = fold(word.lemma) in lexicon.grammar.country_nouns
    if fold(word.lemma) in lexicon.grammar.quantifiers and word.name is None:  # أحد عناصره, عدد من الجنود
        return any(is_actor(c, lexicon) for c in word.get("nmod"))
    return nation or country or lexicon.type_of(word) in ACTORS


def _may_act(end: End, noun: Word, lexicon: Lexicon) -> bool:
    """May a participant of the verb above be who does what a verbal noun says? Only an actor, with no quotation
    between."""
    word = end.word
    if end.dropped or word.pos == "PRON":
        return True
    grammar, above = lexicon.grammar, fold(noun.head.lemma) if noun.head is not None else ""
    acts = above in grammar.causing or above in grammar.support and not grammar.prenominal
    if lexicon.type_of(word) not in ACTORS and not acts:
        return False  # but أدى الهجوم إلى مقتل جنديين, قامت دبابة بقصف منزل
    lo, hi = sorted((word.i, noun.i))
    between = [w.text for w in (noun.sentence.words if noun.sentence else []) if lo < w.i < hi]
    quoted = between.count("«") == between.count("»") and between.count("“") == between.count("”")
    whole = _CLOSED_QUOTES if quoted and between.count('"') % 2 == 0 else frozenset()
    return not any(text in _BREAKS - whole for text in between)  # but a name or word in quotation marks breaks nothing


def _lent(noun: Word, lexicon: Lexicon) -> tuple[End, ...]:
    """Return the subject that a verb (or noun) above lends to a verbal noun: قرر منح ..., دعا تركيا إلى وقف ..."""
    head = noun.head
    verbal = not lexicon.grammar.prenominal and lexicon.verb_of(noun.lemma) != ""
    while head is not None and noun.dep == "conj":
        noun, head = head, head.head
        if verbal and head is not None and not lexicon.verb_of(noun.lemma) and lexicon.verb_of(head.lemma):
            noun, head = head, head.head  # الوصول إلى المدينة وتحرير ...: joined to the verbal noun before
    if head is not None and head.is_verb:
        return _by_verb_above(noun, head, lexicon.grammar)
    return _by_noun_above(noun, head, lexicon) if head is not None and head.pos == "NOUN" else ()


def _by_verb_above(noun: Word, head: Word, grammar: Grammar) -> tuple[End, ...]:
    lemma, prep = fold(head.lemma), fold(preposition(noun))
    if noun.dep.startswith("nsubj") and lemma in grammar.impersonal:
        return able_under(head, noun, grammar)  # يمكن للجنة رفض الطلب، يتعين على الحكومة دفع ...
    if noun.dep.startswith("nsubj") and lemma not in grammar.support_passive:
        return ()
    if prep.split(" ")[0] in grammar.companion_prepositions:
        return ()  # منذ فرار الأسد, بعد الهجوم: when it was is not who did it.
    if grammar.on_purpose(noun):  # خرجوا احتجاجا على ..., دعما للحكومة
        return subjects(head, grammar)
    asked = _asked(noun, head, grammar)
    if asked is not None:
        return asked
    things = (g for g in noun.get("nmod") if fold(g.lemma) not in grammar.country_nouns)  # أكد دعم بلاده: it supports
    is_own = any(c.pos == "PRON" for g in things for c in g.get("nmod"))
    if is_own and lemma in grammar.speech and noun.dep == "obj":
        return subjects(head, grammar)  # أعلن الجيش سحب قواته: it is his own doing.
    caused = prep in grammar.agent_prepositions or fold(noun.lemma) in grammar.undergoing
    if lemma in grammar.causing and caused and grammar.prenominal:
        return ()  # rallies triggered by a rape; led to the death of hundreds
    if lemma in grammar.causing or (lemma in grammar.speech and fold(noun.lemma) in grammar.speech_nouns):
        return subjects(head, grammar)  # أسفر الهجوم عن مقتل ..., قال في تصريح لـ ...
    if lemma in grammar.impersonal:
        return able_under(head, noun, grammar)
    if lemma in grammar.support_passive and not (lemma in grammar.support and noun.dep == "obj"):
        return ()  # but وقع اتفاقا
    besides = any(c.norm in grammar.circumstances for c in noun.children)  # إضافة لفرض ...
    aim = prep in grammar.purpose_markers | grammar.purposes and not besides
    light = lemma in grammar.support and prep != grammar.inside  # حقق في ...: no light verb, but to inquire
    if aim or light or lemma in grammar.raising or _lends(noun, head, grammar):
        return subjects(head, grammar)
    return ()


def _lends(noun: Word, head: Word, grammar: Grammar) -> bool:
    """Does a verb of will, threat or ability lend its subject to the noun (تعتزم فرض ..., تهدد بفرض ...)? What one
    proposes or demands by a preposition others are to do."""
    lemma, prep = fold(head.lemma), fold(preposition(noun))
    if grammar.lending is not None:
        return lemma in grammar.lending
    if lemma not in grammar.effects or " " in prep:  # بسبب الحرب
        return False
    return not prep or grammar.effects[lemma].modality != "demanded" or grammar.effects[lemma].stance is None


def _asked(noun: Word, head: Word, grammar: Grammar) -> tuple[End, ...] | None:
    """Return who is asked, ordered or expected to do what the noun says, () where he is not told, None where the verb
    asks nobody."""
    lemma, marked = fold(head.lemma), preposition(noun)
    if lemma not in grammar.object_control and lemma not in grammar.expecting:
        return None
    args = [a for a in arguments(head, grammar) if a.word is not noun]
    if noun.dep != "obj" and lemma in grammar.object_control:
        plain = next((a.word for a in args if not a.preposition and (a.word.i < noun.i or grammar.prenominal)), None)
        if plain is not None:
            return (End(plain),)
        if lemma in grammar.effects:
            return ()  # دعا إلى عقد اجتماع: who is to do it is not told.
    addressee = next(
        (
            a.word
            for a in args
            if a.key in grammar.control_prepositions and a.preposition != marked and not grammar.deverbal(a.word.lemma)
        ),
        None,
    )
    if addressee is not None and (lemma in grammar.object_control or noun.dep == "obj"):
        return (End(addressee),)  # طلب من القوات مغادرة البلاد, سمح للاجئين بالعودة
    if lemma in grammar.ordering and marked and fold(marked) not in grammar.purpose_markers:
        return subjects(head, grammar) if is_passive(head) else ()  # أمر بتنفيذ ضربات, كُلف بتشكيل الحكومة
    return None


def _is_acted_on(noun: Word, genitive: Word, grammar: Grammar) -> bool:
    """Is the genitive what a verbal noun is done to, and nobody who does it (إرساله قوات, رفض الحكومة)?"""
    if grammar.prenominal or genitive.pos == "PRON" or not grammar.takes_object(noun.lemma):
        return False
    if fold(genitive.lemma) in grammar.undertakings:
        return False  # عقد اجتماع لبحث ...: the meeting is for it
    return not grammar.may_be_doer(noun.lemma) and noun.first("obj") is None


def _named_so(noun: Word, grammar: Grammar) -> list[Word]:
    """Return what a verb above says to be the attempt, plan or threat (تعتبرها محاولة لتشويه الحركة)."""
    verb = noun.head
    if verb is None or not verb.is_verb or fold(verb.lemma) not in grammar.naming or noun.dep.startswith("nsubj"):
        return []
    return [c for c in verb.get("obj") if c is not noun and c.i < noun.i][:1]


def _by_noun_above(noun: Word, head: Word, lexicon: Lexicon) -> tuple[End, ...]:
    grammar, lemma = lexicon.grammar, fold(head.lemma)
    if lemma not in grammar.effects and fold(preposition(noun)) not in grammar.purpose_markers:
        return ()
    own = [w for c in head.get("nmod") if not preposition(c) and c is not noun for w in coordinated(c)]
    if own and _is_acted_on(head, own[0], grammar):
        return _lent(head, lexicon)  # تحاول خنق العائلات للاستيلاء على النفط: who chokes them seizes it
    own = own or _named_so(head, grammar)
    own = own or [c for c in head.get("nsubj") if not grammar.prenominal]  # تشكيل الحكومة عنصر جوهري لتحقيق الأمن
    if own:
        return tuple(End(w) for w in own[:1])
    if lemma in grammar.undecided | grammar.impersonal or fold(grammar.deverbal(head.lemma)) in grammar.object_control:
        return ()  # ضرورة تشكيل حكومة, المطالبة بإنهاء الوجود: who is to do it is open.
    possessor = next(
        (
            c
            for c in head.get("nmod", "obl", "obl:arg")
            if fold(preposition(c)) in grammar.possession_prepositions and c is not noun
        ),
        None,
    )
    if possessor is not None and fold(preposition(possessor)) not in grammar.dative_prepositions:
        return (End(possessor),)
    if head.head is not None and head.head.is_verb and head.dep in {"obj", "obl:arg", "xcomp", "ccomp"}:
        return subjects(head.head, grammar)
    return _lent(head, lexicon) if head.head is not None else ()
