"""Named members of what an event is about: سيطر على مناطق من بينها صنعاء, countries including Syria."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..graph.lemmas import fold
from .events import End, Event
from .language import Grammar
from .relations import Lexicon
from .syntax import Analysis, Word, coordinated

RULE = "inclusion"
_RELATION = "includes"
_BACK = 25  # words before the marker within which the whole stands
_REACH = 8  # words behind the object within which the marker must begin
_FAMILY = {"PER": "GROUP", "GPE": "LOC", "OTHER": None}  # kinds of which one may be among the other
_ANY = "*"  # stands for an attached or free pronoun in a marker


def included(analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what a noun in the plural is said to include by a preposition (three cities, including Basra); nothing
    where no such preposition is."""
    grammar = lexicon.grammar
    markers = {marker[0] for marker in grammar.including if len(marker) == 1}
    for word in analysis.words if grammar.prenominal else ():
        first = word.head
        if fold(word.text) not in markers or word.dep != "case" or first is None or first.i < word.i:
            continue
        whole = _whole(word, first, lexicon)
        for one in coordinated(first) if whole is not None else ():
            if whole is not None and one.pos in {"NOUN", "PROPN"}:
                kind = lexicon.ontology[_RELATION] if _RELATION in lexicon.ontology.relations else None
                relation = kind.relation("include") if kind is not None else lexicon.open("include")
                yield Event(word, word, End(whole), End(one), relation, RULE, 0.7)


def _whole(marker: Word, member: Word, lexicon: Lexicon) -> Word | None:
    """Return the nearest plural before a marker that may include the member, by their kinds."""
    kind = lexicon.type_of(member)
    words = marker.sentence.words if marker.sentence is not None else []
    for word in reversed([w for w in words if marker.i - _BACK <= w.i < marker.i]):
        if word.pos != "NOUN" or word.name is not None or word.morph.get("Number") != "Plur":
            continue
        if word.dep == "compound" or fold(word.lemma) in lexicon.grammar.time_nouns:
            continue
        own = lexicon.type_of(word)
        if _FAMILY.get(kind or "", kind) == _FAMILY.get(own or "", own):
            return word
        if own is None and kind not in {"PER", "GROUP"} and member.name is None:
            return word  # projects, including roads
    return None


def members(event: Event, grammar: Grammar) -> Iterator[Event]:
    """Yield the event once more for each named thing that its unnamed object is said to include."""
    if grammar.prenominal:
        yield from (replace(event, subject=End(one)) for one in _named(event.subject, grammar) if event.rule != RULE)
    if event.rule != RULE:
        yield from (replace(event, object=End(one)) for one in _named(event.object, grammar))


def _named(end: End | None, grammar: Grammar) -> Iterator[Word]:
    """Yield the named things that an unnamed end of an event is said to include."""
    if end is None or end.dropped or end.country or end.word.name is not None:
        return
    head = end.word
    words = [w for w in (head.sentence.words if head.sentence else []) if w.i > head.i]
    for at, word in enumerate(words[:_REACH]):
        if word.is_verb:
            return
        length = _marker(words[at:], grammar)
        if length:
            first = next((w for w in words[at + length : at + length + 3] if w.name is not None), None)
            if first is not None and first.name is not None:
                names = first.name.words
                top = next((w for w in names if w.head is None or w.head not in names), names[0])
                for one in coordinated(top):
                    if one.name is not None:
                        yield one
            return


def _marker(words: list[Word], grammar: Grammar) -> int:
    """Return how many words the marker of inclusion has that begins here, 0 where none does."""
    for marker in grammar.including:
        if len(words) > len(marker) and all(
            word.pos == "PRON" if form == _ANY else fold(word.text) == form
            for form, word in zip(marker, words, strict=False)
        ):
            return len(marker)
    return 0
