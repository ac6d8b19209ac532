"""A verb and the bare noun of doing that is its object make one predicate with what that noun is said of: أعاد العمل
بالعقوبات is to restore working by the sanctions, and the end is the sanctions, not the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..graph.glosses import gerund, infinitive
from ..graph.lemmas import fold
from ..graph.model import Labels, Relation
from .arguments import Argument, arguments
from .events import End, Event
from .language import ACTORS
from .relations import Lexicon
from .syntax import Word, relative_pronoun
from .verbs import is_time

_NEAR = 4  # words between the noun and the preposition that it governs


def composed(events: Sequence[Event], lexicon: Lexicon) -> Iterator[Event]:
    """Yield the events, those of complex predicates with the ends of these unless the noun tells an event by itself."""
    told = {(e.predicate.i, e.object.word.i) for e in events if e.object is not None}
    for event in events:
        yield from _composed(event, told, lexicon)


def _composed(event: Event, told: set[tuple[int, int]], lexicon: Lexicon) -> Iterator[Event]:
    noun = event.object.word if event.object is not None and not event.object.country else None
    found = list(_governed(noun, event, lexicon)) if noun is not None else []
    found = [a for a in found if noun is None or (noun.i, a.word.i) not in told]
    if noun is None or all(argument.word.pos == "PRON" for argument in found):
        yield event  # a pronoun may stand for nothing that is known
    for argument in found:
        if noun is None or argument.word is event.subject.word:
            continue
        known = noun in event.also and event.relation.id is not None and event.relation.class_ != "OTHER"
        relation = event.relation if known else _relation(event.relation, noun, argument.preposition, lexicon)
        yield replace(event, object=End(argument.word), relation=relation, also=(*event.also, noun))


def _governed(noun: Word, event: Event, lexicon: Lexicon) -> Iterator[Argument]:
    """Yield what a bare noun of doing governs right behind it: القبض على, التفكير في, رفضه لـ."""
    grammar = lexicon.grammar
    if not grammar.governing or not _is_bare(noun, event, lexicon):
        return
    for argument in arguments(noun, grammar):
        case = argument.word.first("case")
        if argument.adverb or case is None or not noun.i < case.i <= noun.i + _NEAR or is_time(argument.word, grammar):
            continue
        between = (w for w in (noun.sentence.words if noun.sentence else []) if noun.i < w.i < case.i)
        if all(_describes(w, noun) for w in between) and _governs(noun, argument, lexicon):
            yield argument


def _is_bare(noun: Word, event: Event, lexicon: Lexicon) -> bool:
    """Is it a noun of doing without a genitive of its own, but for the pronoun of its doer, and no thing or body?"""
    grammar, lemma = lexicon.grammar, fold(noun.lemma)
    if noun.pos != "NOUN" or noun.name is not None or lexicon.type_of(noun) in ACTORS:
        return False
    if lemma in grammar.event_nouns and fold(_doing(event, lexicon)) not in grammar.support:
        return False  # أدان الهجوم على المدينة
    several = noun.morph.get("Number") in {"Plur", "Dual"}
    if several and fold(_doing(event, lexicon)) not in grammar.support:
        return False  # شارك في تدريبات على الحدود
    if lemma in grammar.bodies | grammar.generic_ends:
        return False
    if (several or lemma in grammar.contents) and grammar.definite(noun):
        return False  # but عقد اتفاقا مع, فرض عقوبات على
    if not (_verb_of(noun, lexicon) or lexicon.triggers("noun", noun.lemma)):
        return False
    if any(c.dep in {"acl", "acl:relcl"} or relative_pronoun(c) for c in noun.children):
        return False  # التدريبات التي ...: a thing that is told of
    marked = event.predicate.is_verb or fold(event.predicate.lemma) != lemma
    owners = [c for c in noun.get("nmod") if c.first("case") is None]
    if grammar.takes_object(noun.lemma) and not grammar.definite(noun):
        owners += [c for c in noun.get("amod") if c.i == noun.i + 1]  # تقديم مقترح: read as an adjective
    own = all(c.pos == "PRON" for c in owners) and not (owners and grammar.takes_object(noun.lemma))
    return marked and own  # رفضه لـ is the doer's, امتلاكها of what is owned


def _doing(event: Event, lexicon: Lexicon) -> str:
    return event.predicate.lemma if event.predicate.is_verb else lexicon.verb_of(event.predicate.lemma)


def _verb_of(noun: Word, lexicon: Lexicon) -> str:
    """Return the verb of a noun of doing, which may be written like it (عمل), or an empty string."""
    return lexicon.verb_of(noun.lemma) or (noun.lemma if lexicon.is_verb(noun.lemma) else "")


def _describes(word: Word, noun: Word) -> bool:
    return word.head is noun and (word.dep in {"amod", "advmod"} or word.pos in {"PRON", "ADV"})


def _governs(noun: Word, argument: Argument, lexicon: Lexicon) -> bool:
    """Does the noun ask for the preposition, by its own triggers, its verb's, or a gloss of the two?"""
    if argument.first_key in lexicon.grammar.governing:
        return True
    if not _verb_of(noun, lexicon) or noun.morph.get("Number") == "Plur":
        return False  # حصة في, انتقادات ل
    if argument.first_key in lexicon.grammar.locative and lexicon.grammar.takes_object(noun.lemma):
        return False  # الوضع في القدس
    verb = _verb_of(noun, lexicon)
    asked = {fold(t.preposition) for t in lexicon.triggers("noun", noun.lemma)}
    asked |= {fold(t.preposition) for t in lexicon.triggers("verb", verb)} if verb else set()
    return argument.first_key in asked or bool(verb) and lexicon.glosses.governs(verb, argument.preposition, "en")


def _relation(relation: Relation, noun: Word, preposition: str, lexicon: Lexicon) -> Relation:
    lemma = f"{relation.lemma} {noun.norm} {preposition}"
    verb = _verb_of(noun, lexicon)
    above, below = relation.label.get("en", ""), lexicon.glosses.gloss(verb, preposition, "en") if verb else None
    english = f"{above} {gerund(infinitive(below))}" if above and below else ""
    return Relation(None, lemma, Labels.of(ar=lemma, en=english), relation.class_)
