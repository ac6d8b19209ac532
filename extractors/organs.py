"""Which state a body belongs to, as its adjective of nation says: الجيش الإسرائيلي, وزارة الدفاع الروسية."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.model import Labels, Relation
from .events import End, Event
from .language import Grammar
from .relations import Lexicon
from .syntax import Analysis, Word, preposition

RULE = "nisba"


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield (body, is army of, state), each body once an article: it is told again with every mention."""
    seen: set[tuple[str, str]] = set()
    for word in analysis.words:
        if word.pos not in {"NOUN", "PROPN", "X"}:
            continue
        last = -1 if lexicon.grammar.prenominal else 0  # the Indonesian National Police
        if (word.name is not None and word.name.words[last] is not word) or _is_of_title(word, lexicon):
            continue
        english = lexicon.grammar.organs.get(fold(word.lemma))
        nation = None
        if english and lexicon.grammar.prenominal:
            nation = _nation_before(word, gazetteer) if word.morph.get("Number") != "Plur" else None
        elif english:
            nation = _nation(word, gazetteer) if not _is_of_person(word, lexicon.grammar) else None
        if english is None or nation is None:
            continue
        own = " ".join(fold(w.norm) for w in analysis.words[min(word.i, nation.i) : max(word.i, nation.i) + 1])
        if (own, nation.norm) in seen:
            continue
        seen.add((own, nation.norm))
        relation = Relation(None, fold(word.lemma), Labels.of(ar=word.lemma, en=f"is {english} of"), "MEMBERSHIP")
        yield Event(word, nation, End(word), End(nation, country=True), relation, RULE, 0.8, presupposed=True)


def _nation_before(body: Word, gazetteer: Gazetteer) -> Word | None:
    """Return the adjective of nation or the country that stands before a body, unbroken (the Russian parliament)."""
    words = body.sentence.words if body.sentence else []
    for word in reversed([w for w in words if body.i - 4 <= w.i < body.i]):
        entry = gazetteer.nisba(word.norm)
        country = entry is None and any(e.sort == "country" for e in gazetteer.lookup(word.norm))
        if word.norm[:1].isupper() and (entry is not None or (country and word.dep in {"compound", "nmod:poss"})):
            return word if word.head is body or word.head in body.children or word.name is body.name else None
        if word.pos not in {"ADJ", "NOUN", "PROPN", "PART"}:
            return None
    return None


def _is_of_person(body: Word, grammar: Grammar) -> bool:
    """Is it the office of a person, not a body (برئاسة ولي العهد)?"""
    leads = fold(body.lemma) in grammar.leading and fold(preposition(body)) in grammar.accompanying
    return leads and any(not preposition(c) for c in body.get("nmod"))


def _is_of_title(body: Word, lexicon: Lexicon) -> bool:
    """Is the body only what a title is of (وزير الخارجية البحريني)? Then the nation is the title's."""
    return body.head is not None and body.head.i < body.i and fold(body.head.lemma) in lexicon.grammar.role_nouns


def _nation(body: Word, gazetteer: Gazetteer) -> Word | None:
    """Return the adjective of nation of a body or of the genitives of its name, unbroken behind it, without
    prepositions."""
    at = body
    words = body.sentence.words if body.sentence else []
    for word in (w for w in words if body.i < w.i <= body.i + 4):
        if preposition(word) or word.pos not in {"NOUN", "ADJ", "PROPN", "X"}:
            return None
        if gazetteer.nisba(word.norm) is not None:
            return word if word.pos == "ADJ" else None
        if word.head is not at and word.head is not body and word.dep != "amod":
            return None
        at = word
    return None
