"""Where things are and who has them there: القواعد الروسية في سوريا, منطقة عفرين بشمال سوريا, العاصمة صنعاء."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold, stem
from .arguments import arguments, before_noun, follows
from .events import End, Event
from .relations import Lexicon, genitives
from .syntax import Analysis, Word

_CONTAINMENT = "located_in"
PLACE_TYPES = frozenset({"LOC", "GPE"})


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield possessions (bases, embassies, forces somewhere) and the containment of places."""
    for word in analysis.words:
        if word.pos in {"NOUN", "PROPN", "X"}:
            yield from _possession(word, lexicon, gazetteer)
            yield from _containment(word, lexicon, gazetteer)


def _possession(thing: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    if thing.name is not None:
        return
    grammar = lexicon.grammar
    triggers = lexicon.triggers("thing", thing.lemma)
    if not triggers:
        return
    below = {form for w in thing.subtree() for form in (fold(w.lemma), stem(w.lemma))}
    trigger = next((t for t in triggers if t.rest <= below), None)
    if trigger is None:
        return
    owners = [End(a, country=True) for a in thing.get("amod") if gazetteer.nisba(a.norm) is not None]
    owners = owners or [End(c) for c in (*before_noun(thing, grammar), *genitives(thing, grammar))]
    wanted = fold(trigger.preposition) or fold(grammar.inside)
    args = list(arguments(thing, grammar))
    if thing.head is not None and thing.head.is_verb:
        args += [a for a in arguments(thing.head, grammar) if follows(thing, a)]
    places = [a.word for a in args if a.first_key in {wanted, *grammar.locative}]
    for owner in owners:
        for place in places:
            if is_place(place, lexicon, gazetteer):
                relation = lexicon.relation(trigger, " ".join(trigger.head), grammar.inside)
                yield Event(thing, thing, owner, End(place), relation, "nisba", 0.8, presupposed=True)


def _containment(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (place, is in, place) for a named place that stands in another."""
    if word.name is None and fold(word.lemma) not in lexicon.grammar.place_nouns:
        return
    if not is_place(word, lexicon, gazetteer):
        return
    if _CONTAINMENT not in lexicon.ontology.relations or not any(w.name for w in word.subtree()):
        return
    if lexicon.triggers("thing", word.lemma):
        return  # القواعد الروسية في سوريا is a possession.
    for a in arguments(word, lexicon.grammar):
        if a.key in lexicon.grammar.locative and is_place(a.word, lexicon, gazetteer) and a.word.name is not word.name:
            if not any(w.name for w in a.word.subtree()):
                continue
            relation = lexicon.ontology[_CONTAINMENT].relation(lexicon.grammar.inside)
            case = next(a.word.get("case"), a.word)
            yield Event(case, case, End(word), End(a.word), relation, "place", 0.75, presupposed=True)


def is_place(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Is the word's phrase a place: by its name's type, by the gazetteer, or by its noun?"""
    if word.name is not None:
        text = " ".join(w.norm for w in word.name.words)
        known = gazetteer.type_of(text)
        return (known or word.name.type) in PLACE_TYPES
    return fold(word.lemma) in lexicon.grammar.place_nouns or gazetteer.type_of(word.norm) in PLACE_TYPES
