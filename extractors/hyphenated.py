"""What a hyphen joins to a participle: Turkish-backed rebels, the Yemen-based Houthis, the Kurdish-led forces."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from .events import End, Event
from .relations import Lexicon
from .syntax import Analysis, Word

RULE = "adjective"
_ACTORS = frozenset({"GPE", "LOC", "ORG", "GROUP", "PER", "NORP", "MISC"})


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (Turkey, supports, rebels) for each compound whose first part is a name or an adjective of nation."""
    words = analysis.words
    for one, hyphen, participle in zip(words, words[1:], words[2:], strict=False):
        if hyphen.text not in {"-", "–", "‑"} or participle.sentence is not one.sentence:
            continue
        kind = lexicon.grammar.joined.get(fold(participle.text.casefold()))
        if kind is None or kind not in lexicon.ontology.relations or one.end != hyphen.start:
            continue
        noun, end = _noun(participle), _end(one, gazetteer)
        if noun is None or end is None or noun.i < participle.i or noun is one:
            continue
        placed = lexicon.ontology[kind].class_ == "LOCATION"
        ends = (End(noun), end) if placed else (end, End(noun))
        lemma = f"{participle.text.casefold()} {'in' if placed else 'by'}"
        relation = lexicon.ontology[kind].relation(lemma)
        yield Event(participle, participle, *ends, relation, RULE, 0.8, presupposed=True)


def _noun(participle: Word) -> Word | None:
    """Return the noun that a participle before it qualifies."""
    head = participle.head
    if head is None or head.pos not in {"NOUN", "PROPN"} or participle.dep not in {"amod", "compound", "acl"}:
        return None
    if head.name is None:
        return head
    return next((w for w in head.name.words if w.head not in head.name.words), head)


def _end(word: Word, gazetteer: Gazetteer) -> End | None:
    if gazetteer.nisba(word.norm) is not None:
        return End(word, country=True)
    return End(word) if word.name is not None and word.name.type in _ACTORS else None
