"""Offices that the ontology has no relation for, told by their own words before or beside a name: Russian opposition
leader Navalny, deputy health minister Harirchi of Iran, an expert on Kenya, Cherry of the Scottish National Party."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.model import Labels, Relation
from .arguments import is_genitive
from .events import End, Event
from .relations import Lexicon
from .roles import RULE, bearer_of, owners
from .syntax import Analysis, Word, coordinated, preposition
from .verbs import is_time

_MEMBERSHIP = "member_of"
_PERSON = frozenset({"PER"})
_NATIONAL = "national_of"


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, told: frozenset[int]) -> Iterator[Event]:
    """Yield (person, opposition leader of, state); ``told`` are the titles that the ontology's roles have told."""
    if not lexicon.grammar.prenominal:
        return
    for word in analysis.words:
        if word.pos in {"NOUN", "PROPN"} and word.name is None and fold(word.lemma) in lexicon.grammar.role_nouns:
            yield from _offices(word, analysis, lexicon, gazetteer, word.i in told)
        elif word.pos == "NOUN" and fold(word.lemma) in lexicon.grammar.person_nouns:
            yield from _national(word, analysis, lexicon, gazetteer)
    for name in analysis.names:
        if name.type == "PER":
            yield from _member(name.words[0], lexicon)


def _offices(title: Word, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, told: bool) -> Iterator[Event]:
    who = bearer_of(title, analysis, _PERSON, lexicon.grammar)
    if who is None or (who.name is None and who.pos != "PRON"):
        return
    before = analysis.words[title.i - 1] if title.i else None
    if before is not None and fold(before.lemma) in lexicon.grammar.role_nouns - lexicon.grammar.deputies:
        return  # spokesman Prince Smith
    if any(w.pos == "CCONJ" for w in analysis.words[who.i : title.i]) and title.dep != "conj":
        return  # Smith and vice president Jones
    own = {w.i for w in who.name.words} if who.name is not None else {who.i}
    office = _office(title, gazetteer)
    if not told:
        for end in owners(title, who, lexicon, gazetteer):
            joined = end.word.dep == "conj" and end.word.name is None  # minister of economy and trade
            if end.word.i not in own and not joined and not is_time(end.word, lexicon.grammar):
                yield _event(title, who, end, office, "of")
    known = {fold(t.preposition) for t in lexicon.triggers("role", title.lemma) if t.preposition}
    for child in title.get("nmod"):
        prep = fold(preposition(child))
        if prep in lexicon.grammar.portfolio_prepositions - known and child.i > title.i and child.i not in own:
            for word in coordinated(child):
                if word.pos in {"NOUN", "PROPN"} and not is_time(word, lexicon.grammar):
                    yield _event(title, who, End(word), office, prep)


def _national(noun: Word, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield whose national a named person is (British man Khalid Masood)."""
    nation = next((c for c in noun.get("amod", "compound") if gazetteer.nisba(c.norm) is not None), None)
    who = bearer_of(noun, analysis, _PERSON, lexicon.grammar) if nation is not None else None
    if nation is None or who is None or who.name is None or _NATIONAL not in lexicon.ontology.relations:
        return
    relation = lexicon.ontology[_NATIONAL].relation(noun.lemma)
    yield Event(noun, noun, End(who), End(nation, country=True), relation, RULE, 0.75, presupposed=True)


def _event(title: Word, who: Word, end: End, office: str, prep: str) -> Event:
    lemma = office if prep == "of" else f"{office} {prep}"
    relation = Relation(None, lemma, Labels.of(en=f"is {office} {prep}"), "ROLE")
    return Event(title, title, End(who), end, relation, RULE, 0.75, presupposed=True)


def _office(title: Word, gazetteer: Gazetteer) -> str:
    """Return the words of an office: the title and the common words before it (deputy health minister)."""
    words = title.sentence.words if title.sentence else []
    first = title.i
    while first > words[0].i:
        before = words[first - 1 - words[0].i]
        common = before.pos == "NOUN" or (before.pos == "ADJ" and before.text.casefold() in _RANKS)
        if not common or before.name is not None or gazetteer.nisba(before.norm) is not None:
            break
        first -= 1
    inner = [w for w in words if first <= w.i < title.i]
    return " ".join([*(w.text.casefold() for w in inner), title.lemma.casefold()])


_RANKS = frozenset(
    "deputy vice assistant chief supreme military naval foreign prime special general senior top".split()
)


def _member(first: Word, lexicon: Lexicon) -> Iterator[Event]:
    """Yield who belongs to the body that the genitive of a name tells (Cherry of the Scottish National Party)."""
    grammar = lexicon.grammar
    top = next((w for w in first.name.words if w.head not in first.name.words), first) if first.name else first
    if top.first("nmod:desc") is not None or _MEMBERSHIP not in lexicon.ontology.relations:
        return
    for body in top.get("nmod"):
        ends_so = body.name is not None and any(w.norm.casefold() in grammar.parties for w in body.name.words)
        if is_genitive(body, grammar) and ends_so:
            relation = lexicon.ontology[_MEMBERSHIP].relation("of")
            yield Event(body, body, End(top), End(body), relation, RULE, 0.75, presupposed=True)
