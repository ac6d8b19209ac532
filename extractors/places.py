"""Where things are and who has them there: القواعد الروسية في سوريا, منطقة عفرين بشمال سوريا, العاصمة صنعاء."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.gazetteer_files import Entry
from ..graph.lemmas import fold, stem
from ..graph.model import Labels, Relation
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
            yield from _site(word, lexicon, gazetteer)
    for name in analysis.names:
        yield from _beside(name, analysis, lexicon, gazetteer)
        yield from _behind(name, analysis, lexicon, gazetteer, nations)


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


def _site(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (site, is in, named place) for what stands somewhere: كهوف في النرويج."""
    grammar = lexicon.grammar
    if grammar.prenominal:
        return  # sites.py tells what stands where
    kinds = {fold(word.lemma), *grammar.singulars(fold(word.lemma))}
    if not kinds & (grammar.sites | grammar.settled) or (word.name is not None and word.name.words[0] is not word):
        return
    behind = _right_behind(word) if kinds & grammar.sites else None
    for child in [*word.get("nmod"), *([behind] if behind is not None and behind.head is not word else [])]:
        case = child.first("case")
        if case is None or fold(preposition(child)) != fold(grammar.inside) or not is_place(child, lexicon, gazetteer):
            continue
        if any(w.name for w in child.subtree()):
            relation = lexicon.ontology[CONTAINMENT].relation(grammar.inside)
            yield Event(case, case, End(word), End(child), relation, "place", 0.7, presupposed=True)


def _right_behind(site: Word) -> Word | None:
    """Return the noun whose preposition stands right behind a site and its adjectives, whatever it hangs on."""
    own = [w.i for w in site.subtree() if w.i == site.i or (w.name is None and w.dep in {"amod", "nmod"})]
    words = site.sentence.words if site.sentence else []
    at = site.i
    while at + 1 in own:
        at += 1
    case = next((w for w in words if w.i == at + 1 and w.dep == "case"), None)
    return case.head if case is not None and case.head is not None and case.head.i > case.i else None


def _behind(
    name: Name, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations
) -> Iterator[Event]:
    """Yield (place, is in, place) for a named place with another right behind it: خان يونس في جنوب غزة, شقرة شمالي
    عدن."""
    grammar = lexicon.grammar
    at = name.words[-1].i + 1
    words = [w for w in analysis.words[at : at + 3] if w.sentence is name.words[0].sentence]
    if not words or not grammar.directions or not _is_town(name, lexicon, gazetteer):
        return
    yield from _of_nation(name, words[0], lexicon, gazetteer)
    if len(words) < 2:
        return
    marked = fold(words[0].text) in grammar.locative
    place, *rest = words[1:] if marked else words
    side = grammar.directions.get(fold(place.lemma), "")
    inner = rest[0] if side and rest else place
    if not side and not (marked and is_place(place, lexicon, gazetteer)):
        return
    if side and fold(inner.lemma) in grammar.country_nouns and grammar.definite(inner):
        about = nations.about()
        target = nations.nearest(about, inner) if about is not None else None
    else:
        named = inner.name or next((c.name for c in inner.get("nmod") if c.name is not None), None)
        target = End(_top(inner.name) if inner.name is not None else inner)
        if named is None or named is name or _contradict(name, named, gazetteer):
            return
    if target is None:
        return
    kind = lexicon.ontology[CONTAINMENT]
    if marked:
        relation, target = kind.relation(grammar.inside), End(place) if side else target
    elif lexicon.type_of(target.word) == "GPE" and not _is_town_of(target, gazetteer):
        relation = kind.relation(place.lemma)
    else:
        relation = Relation(None, place.lemma, Labels.of(ar=place.lemma, en=f"is {side} of"), "LOCATION")
    yield Event(place, words[0], End(_top(name)), target, relation, "place", 0.75, presupposed=True)


def _of_nation(name: Name, adjective: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (town, is in, country) for a town called so with its nation: مدينة حلب السورية."""
    nation = gazetteer.nisba(adjective.norm) if adjective.pos == "ADJ" else None
    kind = lexicon.grammar.place_nouns & lexicon.grammar.introducers
    first = name.words[0]
    before = first if len(name.words) > 1 else _top(name).head
    if nation is None or before is None or fold(before.lemma) not in kind or before.i < first.i - 1:
        return
    if not lexicon.grammar.definite(adjective) or any(
        e.country not in {"", nation.country} for e in _entries(name, gazetteer)
    ):
        return
    relation = lexicon.ontology[CONTAINMENT].relation(lexicon.grammar.inside)
    end = End(adjective, country=True)
    yield Event(adjective, adjective, End(_top(name)), end, relation, "place", 0.75, presupposed=True)


def _top(name: Name) -> Word:
    return next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])


def _is_town(name: Name, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Is a name a place within a country, as a noun names it and not an adjective?"""
    if any(e.sort == "country" for e in _entries(name, gazetteer)) or name.words[0].pos not in {"NOUN", "PROPN", "X"}:
        return False
    top = _top(name)
    capital = any(e.sort == "capital" for e in _entries(name, gazetteer))
    acts = capital and top.dep.startswith("nsubj")  # واشنطن speaks in Geneva
    return is_place(top, lexicon, gazetteer) and not acts


def _is_town_of(place: End, gazetteer: Gazetteer) -> bool:
    entries = _entries(place.word.name, gazetteer) if place.word.name is not None else ()
    return any(e.sort in {"city", "town", "capital"} for e in entries)


def _contradict(name: Name, other: Name, gazetteer: Gazetteer) -> bool:
    """Does the gazetteer know that the two are not in one country?"""
    one = {e.country for e in _entries(name, gazetteer)}
    two = {e.country for e in _entries(other, gazetteer)}
    return bool(one and two) and not one & two


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
    if fold(word.lemma) in lexicon.grammar.districts:  # مقاطعة: a province before its name, else a boycott
        names = [c.name for c in word.get("nmod") if c.name is not None and c.first("case") is None]
        return any(n.type in PLACE_TYPES and all(e.sort != "country" for e in _entries(n, gazetteer)) for n in names)
    return fold(word.lemma) in lexicon.grammar.place_nouns or gazetteer.type_of(word.norm) in PLACE_TYPES
