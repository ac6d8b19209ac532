"""Where things are and who has them there: القواعد الروسية في سوريا, منطقة عفرين بشمال سوريا, العاصمة صنعاء."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.gazetteer_files import Entry
from ..graph.lemmas import fold, stem
from .arguments import arguments, before_noun, follows, subjects
from .events import End, Event
from .nations import Nations
from .relations import Lexicon, genitives
from .syntax import Analysis, Name, Word, preposition

CONTAINMENT = "located_in"
_CAPITAL = "capital_of"
_COMMAS = frozenset({"،", ",", "-", "–"})
PLACE_TYPES = frozenset({"LOC", "GPE"})


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    """Yield possessions (bases, embassies, forces somewhere), the containment of places, and capitals."""
    for word in analysis.words:
        if word.pos in {"NOUN", "PROPN", "X"}:
            yield from _possession(word, lexicon, gazetteer)
            yield from _containment(word, lexicon, gazetteer)
            yield from _capital(word, lexicon, gazetteer, nations)
    for name in analysis.names:
        yield from _beside(name, analysis, lexicon, gazetteer)


def _entries(name: Name, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    return gazetteer.lookup(" ".join(w.norm for w in name.words))


def _capital(word: Word, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    """Yield (city, is capital of, country) for a capital called so (العاصمة صنعاء) in an article that names its
    country."""
    if not lexicon.triggers("role", word.lemma) or _CAPITAL not in lexicon.ontology.relations:
        return
    if not any(t.relation == _CAPITAL and len(t.head) == 1 for t in lexicon.triggers("role", word.lemma)):
        return
    if any(gazetteer.nisba(a.norm) is not None for a in word.get("amod")):
        return  # العاصمة السورية دمشق is an office, with its country written.
    city = next((c for c in word.get("nmod", "appos", "flat") if c.name is not None and not preposition(c)), None)
    if city is None or city.name is None:
        return
    capitals = {e.country for e in _entries(city.name, gazetteer) if e.sort == "capital"}
    nation = gazetteer.country(next(iter(capitals))) if len(capitals) == 1 else None
    where = nations.nearest(nation, word) if nation is not None else None
    if where is not None:
        relation = lexicon.ontology[_CAPITAL].relation(word.lemma)
        yield Event(word, word, End(city), where, relation, "place", 0.8, presupposed=True)


def _beside(name: Name, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (city, is in, country) where both stand side by side, as datelines have them (دبي، الإمارات)."""
    after = name.words[-1].i + 1
    words = analysis.words
    if after + 1 >= len(words) or words[after].text not in _COMMAS or CONTAINMENT not in lexicon.ontology.relations:
        return
    other = words[after + 1].name
    if other is None or other is name or words[after + 1].sentence is not name.words[0].sentence:
        return
    countries = {e.country for e in _entries(other, gazetteer) if e.sort == "country"}
    if countries & {e.country for e in _entries(name, gazetteer) if e.sort in {"city", "capital"}}:
        kind = lexicon.ontology[CONTAINMENT]
        relation = kind.relation(kind.label.get(lexicon.grammar.code) or CONTAINMENT)
        first, second = name.words[0], other.words[0]
        yield Event(first, words[after], End(first), End(second), relation, "place", 0.8, presupposed=True)


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
    owners = owners or [
        End(c)
        for c in (*before_noun(thing, grammar), *genitives(thing, grammar))
        if c.dep != "compound" or not _is_own_name(c, gazetteer)
    ]
    verb = thing.head
    if not owners and verb is not None and thing.dep == "obj" and fold(verb.lemma) in grammar.having:
        owners = [end for end in subjects(verb, grammar) if not end.dropped]
    wanted = fold(trigger.preposition) or fold(grammar.inside)
    args = list(arguments(thing, grammar))
    if thing.head is not None and thing.head.is_verb:
        args += [a for a in arguments(thing.head, grammar) if follows(thing, a)]
    asserted = verb if verb is not None and fold(verb.lemma) in grammar.having else thing
    places = [a.word for a in args if a.first_key in {wanted, *grammar.locative}]
    for owner in owners:
        for place in places:
            if is_place(place, lexicon, gazetteer):
                relation = lexicon.relation(trigger, " ".join(trigger.head), grammar.inside)
                taken = asserted is thing
                yield Event(asserted, thing, owner, End(place), relation, "nisba", 0.8, presupposed=taken)


def _is_own_name(place: Word, gazetteer: Gazetteer) -> bool:
    """Is the name before a base or prison its own, where no country or body has it (Topo Chico prison)?"""
    if place.name is None:
        return place.pos == "NOUN"
    return place.name.type in PLACE_TYPES and all(e.sort != "country" for e in _entries(place.name, gazetteer))


def _containment(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (place, is in, place) for a named place that stands in another."""
    if word.name is None and fold(word.lemma) not in lexicon.grammar.place_nouns:
        return
    if not is_place(word, lexicon, gazetteer):
        return
    if CONTAINMENT not in lexicon.ontology.relations or not any(w.name for w in word.subtree()):
        return
    if lexicon.triggers("thing", word.lemma):
        return  # القواعد الروسية في سوريا is a possession.
    for a in arguments(word, lexicon.grammar):
        within = (
            a.key == fold(lexicon.grammar.inside) if lexicon.grammar.prenominal else a.key in lexicon.grammar.locative
        )
        if within and is_place(a.word, lexicon, gazetteer) and a.word.name is not word.name:
            inner = set(a.word.subtree())
            if not any(w.name for w in inner) or not any(w.name for w in word.subtree() if w not in inner):
                continue
            relation = lexicon.ontology[CONTAINMENT].relation(lexicon.grammar.inside)
            case = next(a.word.get("case"), a.word)
            yield Event(case, case, End(word), End(a.word), relation, "place", 0.75, presupposed=True)


def is_place(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Is the word's phrase a place: by its name's type, by the gazetteer, or by its noun?"""
    if word.name is not None:
        text = " ".join(w.norm for w in word.name.words)
        known = gazetteer.type_of(text)
        return (known or word.name.type) in PLACE_TYPES
    return fold(word.lemma) in lexicon.grammar.place_nouns or gazetteer.type_of(word.norm) in PLACE_TYPES
