"""What a clause hangs on that the parser hung on the first verb: a circumstance on the nearest verb of somebody, what
came of it (مما) on the event, the clause of an indefinite noun on that noun."""

from __future__ import annotations

from ...graph.lemmas import fold
from ..arguments import gender_of
from ..language import ACTORS, Grammar
from ..syntax import Word, attach, relative_pronoun
from .closed_classes import NOUNS
from .joined_verbs import disagree

_PAUSES = frozenset({"،", ","})


def mend(verb: Word, grammar: Grammar) -> None:
    """Hang the clause of a verb where it belongs, in place."""
    words = verb.sentence.words if verb.sentence is not None else []
    before = words[: verb.i - words[0].i] if words else []
    while before and before[-1].pos in {"AUX", "PART"}:
        before = before[:-1]
    if len(before) < 2 or _subject(verb) is not None:
        return
    if before[-1].text == "مما" or before[-1].text == "ما" and before[-2].text in _PAUSES:
        _came_of(verb, grammar)
    elif verb.dep == "advcl" and (before[-1].text == "حيث" or _is_participle(verb)):
        _meanwhile(verb, grammar)
    elif before[-1].text in _PAUSES or _is_reflexive(verb):
        _after_clause(verb, grammar)


def _subject(verb: Word) -> Word | None:
    return next((c for c in verb.get("nsubj", "nsubj:pass") if not relative_pronoun(c)), None)


def _is_participle(verb: Word) -> bool:
    return verb.norm.endswith(("ا", "اً")) and not verb.norm.startswith(("ي", "ت")) and verb.morph.get("Aspect") == "Imp"


def _is_actor(noun: Word, grammar: Grammar) -> bool:
    return (
        noun.name is not None or grammar.type_of(fold(noun.lemma)) in ACTORS or fold(noun.lemma) in grammar.role_nouns
    )


def _came_of(verb: Word, grammar: Grammar) -> None:
    """مما tells what came of an event, and its subject is the verbal noun of it: أعلن مقتل ثلاثة، مما يرفع الحصيلة."""
    head = verb.head
    if head is None or not head.is_verb or head.i > verb.i or verb.dep not in {"conj", "advcl", "parataxis"}:
        return
    lemma = fold(head.lemma)
    if lemma not in grammar.raising and lemma not in grammar.speech and lemma not in grammar.effects:
        return  # خفضت الوكالة تصنيف البلاد، مما ...: the lowering, which no noun names
    events = [
        c
        for c in head.get("obj", "obl:arg")
        if head.i < c.i < verb.i and c.pos == "NOUN" and c.name is None and grammar.deverbal(c.lemma)
    ]
    if events and not disagree(verb, events[0], grammar):
        attach(verb, events[0], "acl")


def _meanwhile(verb: Word, grammar: Grammar) -> None:
    """A circumstance is told of who acts in the nearest clause, not of the thing that the first verb is about: تأتي
    التصريحات في وقت يزور الوزير المدينة، حيث التقى ..."""
    head = verb.head
    over = _subject(head) if head is not None and head.is_verb else None
    if head is None or over is None or _is_actor(over, grammar):
        return
    words = verb.sentence.words if verb.sentence is not None else []
    for other in reversed([w for w in words if head.i < w.i < verb.i and w.is_verb and w.name is None]):
        subject = _subject(other)
        if subject is not None and _is_actor(subject, grammar) and not disagree(verb, subject, grammar):
            if verb not in set(other.ancestors()):
                attach(verb, other, "advcl")
            return


def _is_reflexive(verb: Word) -> bool:
    """Does one do it to oneself (فجر نفسه)? Then no thing in the clause before does it."""
    return any(c.norm == "نفس" and any(w.pos == "PRON" for w in c.get("nmod")) for c in verb.get("obj"))


def _after_clause(verb: Word, grammar: Grammar) -> None:
    """An imperfect behind an indefinite noun is its clause, where the verb of the sentence comes behind a comma without
    subject, or what it does it does to itself: إن طائرة تقل الوزير، تعرضت لهجوم، إن شابا يقود شاحنة فجر نفسه."""
    if verb.morph.get("Aspect") != "Perf" or verb.first("cc") is not None or verb.head is None:
        return
    words = verb.sentence.words if verb.sentence is not None else []
    opened = [w for w in words if w.i < verb.i and w.is_verb and w.morph.get("Aspect") == "Imp"]
    clause = opened[-1] if opened else None
    noun = _subject(clause) if clause is not None else None
    if clause is None or noun is None or noun.i > clause.i or noun.pos not in NOUNS or noun.name is not None:
        return
    if clause is not verb.head and clause.head is not verb.head:
        return
    if noun.norm.startswith("ال") or noun.morph.get("Definite") != "Ind":
        return
    if gender_of(noun, grammar) != verb.morph.get("Gender", "Masc") or noun.morph.get("Number") == "Plur":
        return
    mark = clause.first("mark")
    attach(clause, noun, "acl")
    noun.dep = "nsubj"
    above, dep = verb.head, verb.dep
    attach(noun, verb, "nsubj")
    if above is clause:
        verb.dep = dep if verb.head is not None and verb.head.is_verb and dep == "ccomp" else verb.dep
    if mark is not None:
        attach(mark, verb, "mark")
