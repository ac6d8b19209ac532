"""Where things are, as noun phrases tell it: a hospital in Berlin, the Syrian city of Aleppo, Omsk hospital, Kutama,
Zimbabwe, the Serbian capital Belgrade. For languages whose modifiers stand before the noun."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from .arguments import arguments, follows
from .events import End, Event
from .nations import Nations
from .places import CONTAINMENT, PLACE_TYPES, is_place
from .relations import Lexicon
from .syntax import Analysis, Name, Word, preposition

RULE = "place"
_CAPITAL = "capital_of"
_TAKES_PLACE = "takes_place_in"
_NAMING = ("nmod", "appos", "compound", "flat")


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    """Yield (thing, is in, place) and (city, is capital of, country), each pair of words once an article."""
    grammar = lexicon.grammar
    if not grammar.prenominal or not {CONTAINMENT, _CAPITAL, _TAKES_PLACE} <= lexicon.ontology.relations.keys():
        return
    seen: set[tuple[str, str]] = set()
    for event in _all(analysis, lexicon, gazetteer, nations):
        if event.object is None:
            continue
        key = (_known_as(event.subject.word), _known_as(event.object.word))
        if key not in seen and not (event.subject.word.name and event.subject.word.name is event.object.word.name):
            seen.add(key)
            yield event


def _known_as(word: Word) -> str:
    if word.name is not None:
        return " ".join(w.norm for w in word.name.words)
    before = sorted((c for c in word.get("amod", "compound") if c.i < word.i), key=lambda c: c.i)
    return " ".join([*(c.norm for c in before), word.lemma])


def _all(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    for word in analysis.words:
        if word.pos not in {"NOUN", "PROPN", "X"} or (word.name is not None and word.head in word.name.words):
            continue
        if word.first("cop") is not None and word.name is None:
            continue  # is the highest court in Scotland: what it is, not where
        yield from _in_place(word, lexicon, gazetteer)
        yield from _happening(word, lexicon, gazetteer)
        yield from _of_nation(word, lexicon, gazetteer)
        yield from _of_city(word, lexicon, gazetteer)
        yield from _capital(word, lexicon, gazetteer, nations)
    for name in analysis.names:
        yield from _after_comma(name, analysis, lexicon, gazetteer)


def _located(lexicon: Lexicon, at: Word, subject: End, place: End, sure: float = 0.75) -> Event:
    relation = lexicon.ontology[CONTAINMENT].relation(lexicon.grammar.inside)
    return Event(at, at, subject, place, relation, RULE, sure, presupposed=True)


def _sorts(name: Name | None, gazetteer: Gazetteer) -> set[str]:
    return {e.sort for e in gazetteer.lookup(" ".join(w.norm for w in name.words))} if name is not None else set()


def _is_site(word: Word, lexicon: Lexicon) -> bool:
    """Is it a building or body with a seat, by its noun or by the noun that its name ends or begins with?"""
    grammar = lexicon.grammar
    if word.name is None:
        return word.pos == "NOUN" and fold(word.lemma) in grammar.sites and word.morph.get("Number") != "Plur"
    if word.name.type not in PLACE_TYPES | {"ORG"}:
        return False
    return any(fold(w.norm.casefold()) in grammar.sites for w in (word.name.words[0], word.name.words[-1]))


def _is_named_place(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> bool:
    """Does the phrase name a place: Scotland, the Brong-Ahafo region, the state of Nuevo Leon?"""
    if word.name is not None:
        return is_place(word, lexicon, gazetteer)
    own = (c for c in word.get(*_NAMING) if c.name is not None and c.name.type in PLACE_TYPES)
    named = any(c.i < word.i or preposition(c) in {"", *lexicon.grammar.naming_prepositions} for c in own)
    return fold(word.lemma) in lexicon.grammar.introducers and named


def _in_place(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield a building, body or named place that stands in a named one."""
    grammar = lexicon.grammar
    if not _is_site(word, lexicon) and not _is_named_place(word, lexicon, gazetteer):
        return
    head = word.head
    had = head is not None and word.dep == "obj" and fold(head.lemma) in grammar.having
    if lexicon.triggers("thing", word.lemma) and (had or _has_owner(word, gazetteer)):
        return  # the French embassy in Tripoli is a possession
    args = list(arguments(word, grammar))
    if head is not None and head.is_verb:
        last = max((w for c in word.get("nmod", "flat") for w in c.subtree()), key=lambda w: w.i, default=word)
        args += [a for a in arguments(head, grammar) if follows(word, a) or _adjoins(last, a.word)]
    for a in args:
        if a.key not in grammar.locative or not _is_named_place(a.word, lexicon, gazetteer):
            continue
        if a.word.dep == "conj" or (a.word.name is not None and a.word.name is word.name):
            continue
        case = next(a.word.get("case"), a.word)
        if case.i > word.i:
            yield _located(lexicon, case, End(word), End(a.word))


def _happening(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield an event that a noun names with where it takes place (riots in Paris, elections in Germany and France)."""
    grammar = lexicon.grammar
    if word.name is not None or word.pos != "NOUN" or fold(word.lemma) not in grammar.event_nouns:
        return
    relation = lexicon.ontology[_TAKES_PLACE].relation(grammar.inside)
    for a in arguments(word, grammar):
        if a.key in grammar.locative and _is_named_place(a.word, lexicon, gazetteer):
            case = next(a.word.get("case"), a.word)
            yield Event(case, case, End(word), End(a.word), relation, RULE, 0.7, presupposed=True)


def _adjoins(last: Word, phrase: Word) -> bool:
    case = phrase.first("case")
    return case is not None and case.i == last.i + 1


def _has_owner(word: Word, gazetteer: Gazetteer) -> bool:
    """Is it a nation's or body's: by an adjective, a possessive or the name of a country or body before it?"""
    for child in word.get("amod", "nmod:poss", "compound"):
        if (
            child.dep == "nmod:poss"
            or gazetteer.nisba(child.norm) is not None
            or "country" in _sorts(child.name, gazetteer)
        ):
            return True
        if child.name is not None and child.name.type in {"ORG", "GROUP", "NORP"}:
            return True
    return any(preposition(c) == "of" for c in word.get("nmod"))


def _of_nation(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield a named place with the country that an adjective or possessive before it tells (the Syrian city of Aleppo,
    Iran's Qom province), and a building with the adjective of its country (a Mexican prison)."""
    named = _is_named_place(word, lexicon, gazetteer)
    if not named and not (word.name is None and fold(word.lemma) in lexicon.grammar.buildings):
        return
    nation = next((n for c in word.get("amod", "compound", "nmod:poss") if (n := _nation(c, word, gazetteer))), None)
    if nation is None or "country" in _sorts(word.name, gazetteer):
        return
    if named or nation.country:
        yield _located(lexicon, nation.word, End(word), nation)


def _nation(child: Word, over: Word, gazetteer: Gazetteer) -> End | None:
    if child.i > over.i or not child.norm[:1].isupper() or (child.name is not None and child.name is over.name):
        return None
    if "country" in _sorts(child.name, gazetteer):
        return End(child)
    return End(child, country=True) if child.dep != "nmod:poss" and gazetteer.nisba(child.norm) is not None else None


def _of_city(word: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield a building that has the name of its city before it (Omsk hospital)."""
    if word.name is None and fold(word.lemma) in lexicon.grammar.buildings:
        for child in word.get("compound"):
            if child.i < word.i and _sorts(child.name, gazetteer) & {"city", "capital"}:
                yield _located(lexicon, child, End(word), End(child))
                return


def _after_comma(name: Name, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield a place that the gazetteer lacks with its country behind a comma (Kutama, Zimbabwe), not in a list."""
    after, words = name.words[-1].i + 1, analysis.words
    if after + 1 >= len(words) or words[after].text != "," or name.type not in PLACE_TYPES or _sorts(name, gazetteer):
        return
    other = words[after + 1].name
    if other is None or other is name or "country" not in _sorts(other, gazetteer):
        return
    first = name.words[0]
    top = next((w for w in other.words if w.head not in other.words), other.words[0])
    behind = words[other.words[-1].i + 1 : other.words[-1].i + 3]
    listed = top.dep == "conj" or any(w.pos == "CCONJ" for w in behind) or any(c.dep == "conj" for c in top.children)
    preceded = first.i and words[first.i - 1].text == "," and words[first.i - 2].name is not None
    if not listed and not preceded and words[after + 1].sentence is first.sentence:
        yield _located(lexicon, words[after], End(first), End(other.words[0]), 0.8)


def _capital(word: Word, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    """Yield (city, is capital of, country) for the Serbian capital Belgrade, Serbia's capital, Belgrade, the capital
    city Tehran."""
    if not any(t.relation == _CAPITAL and len(t.head) == 1 for t in lexicon.triggers("role", word.lemma)):
        return
    head = word.head
    city_noun = head is not None and word.dep == "compound" and head.name is None and head.lemma in {"city", "town"}
    noun = head if city_noun and head is not None else word
    city = next((c for c in (noun.head, *noun.get(*_NAMING), *_next(noun)) if _is_city(c, noun)), None)
    if city is None:
        return
    around = [c for w in {noun, word, city} for c in w.get("amod", "compound", "nmod:poss") if c.i < word.i]
    where = next((n for c in around if (n := _nation(c, word, gazetteer))), None)
    if where is None:
        of = (c for w in (noun, city) for c in w.get("nmod") if preposition(c) == "of" and c is not city)
        where = next((End(c) for c in of if c.name is not None and c.name.type in PLACE_TYPES), None)
    if where is None:
        where = _known_country(city, word, gazetteer, nations)
    if where is not None and where.word.name is not city.name:
        relation = lexicon.ontology[_CAPITAL].relation(word.lemma)
        yield Event(word, word, End(city), where, relation, RULE, 0.8, presupposed=True)


def _known_country(city: Word, word: Word, gazetteer: Gazetteer, nations: Nations) -> End | None:
    """Return where the article names the country whose capital a city is known to be."""
    entries = gazetteer.lookup(" ".join(w.norm for w in city.name.words)) if city.name is not None else ()
    known = {e.country for e in entries if e.sort == "capital"}
    nation = gazetteer.country(next(iter(known))) if len(known) == 1 else None
    return nations.nearest(nation, word) if nation is not None else None


def _next(noun: Word) -> Iterator[Word]:
    """Yield the word right behind a noun, where the parser hung the city on the verb (in the capital city Nairobi)."""
    words = noun.sentence.words if noun.sentence else []
    yield from (w for w in words if w.i == noun.i + 1)


def _is_city(word: Word | None, noun: Word) -> bool:
    if word is None or word.name is None or word.name.type not in PLACE_TYPES or word.i < noun.i:
        return False
    between = [w for w in (noun.sentence.words if noun.sentence else []) if noun.i < w.i < word.name.words[0].i]
    return len(between) <= 1 and all(w.text in {",", "of"} for w in between)
