"""What somebody has: لدى موسكو خطوط حمراء, and plans, rights, abilities with what they are for (لا خطة لدى روسيا
لإنقاذ الأسد)."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.lemmas import fold
from ..graph.model import Labels, Relation
from .arguments import arguments, subjects
from .events import End, Event
from .relations import Lexicon
from .syntax import Analysis, Word, coordinated, preposition

RULE = "possession"


def events(analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield (owner, has a plan to rescue, X) where a purpose is told, else (owner, has, thing)."""
    for word in analysis.words:
        if word.pos != "NOUN" or word.name is not None:
            continue
        owner, predicate, by_preposition = _owner(word, lexicon)
        if owner is None:
            continue
        purposes = list(_purposes(word, owner, predicate, lexicon))
        yield from purposes
        if not purposes and by_preposition:
            relation = Relation(None, lexicon.grammar.has, Labels.of(ar="لدى", en="has"), "POSSESSION")
            yield Event(predicate, word, owner, End(word), relation, RULE, 0.55)


def _owner(thing: Word, lexicon: Lexicon) -> tuple[End | None, Word, bool]:
    """Return who has a thing, the word that asserts it, and whether a preposition of possession does."""
    grammar = lexicon.grammar
    if fold(thing.lemma) in grammar.role_nouns | grammar.organisation_nouns or lexicon.triggers("role", thing.lemma):
        return None, thing, False  # السفير لدى الأمم المتحدة has an office, not the United Nations an ambassador.
    for child in thing.get("nmod", "obl", "obl:arg", "dep"):
        if grammar.deverbal(child.lemma) and child.name is None:
            continue  # لدى وصوله: on his arrival
        if fold(preposition(child)) in grammar.owning_prepositions and not _is_parted(thing, child):
            return End(child), thing, True
    head = thing.head
    if head is not None and thing.dep.startswith("nsubj"):
        if fold(preposition(head)) in grammar.owning_prepositions:
            return End(head), head, True
        if fold(head.lemma) in grammar.existence or fold(head.lemma) in grammar.copulas:
            owner = next((a.word for a in arguments(head, grammar) if a.key in grammar.owning_prepositions), None)
            if owner is not None:
                return End(owner), head, True
    if head is not None and thing.dep == "obj" and fold(head.lemma) in grammar.having:
        found = subjects(head, grammar)
        return (found[0] if found else None), head, False
    return None, thing, False


def _is_parted(thing: Word, owner: Word) -> bool:
    """Does a comma stand between a thing and the phrase behind it?"""
    words = thing.sentence.words if thing.sentence else []
    return any(w.text in {"،", ","} for w in words if thing.i < w.i < owner.i)


def _purposes(thing: Word, owner: End, predicate: Word, lexicon: Lexicon) -> Iterator[Event]:
    plan = lexicon.grammar.plans.get(fold(thing.lemma))
    if plan is None:
        return
    for child in thing.get("nmod", "obl", "obl:arg", "acl", "advcl"):
        verb = child.lemma if child.is_verb else lexicon.verb_of(child.lemma)
        if not verb or (not child.is_verb and not preposition(child)):
            continue
        for patient in _patients(child, lexicon):
            known = next(iter(lexicon.triggers("verb", verb)), None)
            class_ = lexicon.ontology[known.relation].class_ if known else "OTHER"
            lemma = lexicon.grammar.plan_to.format(thing.lemma, child.lemma)
            english = f"has {plan} to {lexicon.infinitive(verb)}" if lexicon.infinitive(verb) else ""
            labels = Labels.of({lexicon.grammar.code: lemma}) if lexicon.grammar.code != "en" else Labels()
            relation = Relation(None, lemma, Labels.of(labels, en=english), class_)
            yield Event(predicate, thing, owner, End(patient), relation, RULE, 0.75, also=(child,))


def _patients(purpose: Word, lexicon: Lexicon) -> Iterator[Word]:
    objects = [a.word for a in arguments(purpose, lexicon.grammar) if not a.preposition]
    genitives = [w for c in purpose.get("nmod") if not preposition(c) and c.i > purpose.i for w in coordinated(c)]
    yield from objects or genitives


def nouns_told(events_: list[Event]) -> frozenset[int]:
    """Return the indexes of the purposes that are told by a possession, so that they are not told twice."""
    return frozenset(word.i for event in events_ if event.rule == RULE for word in event.also)
