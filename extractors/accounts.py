"""How a statement came about: its sentence, the words that made it what it is, and how sure each step left it.

An account is made by reading the article once more, so it tells of a statement only what this version of Khabar, with
this model, would make of the same words again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ..graph.lemmas import fold
from ..graph.model import Article, Statement
from .confidence import Step, Sureness
from .events import Event
from .factuality import Factuality, facts_of
from .language import Grammar
from .quotations import chain, quotations
from .relations import Lexicon
from .syntax import Analysis, Word

Role = Literal["predicate", "complement", "negation", "modality", "cue", "time"]


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of the article, what they are to the statement, and why."""

    role: Role
    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Account:
    """How a statement came about. ``sentences`` are the spans of the sentences that its words and speakers stand
    in."""

    statement: Statement
    sentences: tuple[tuple[int, int], ...]
    marked: tuple[Marked, ...]
    polarity: str
    modality: str
    attribution: str
    confidence: tuple[Step, ...]
    signals: Mapping[str, float]


def account(
    statement: Statement, event: Event, sure: Sureness, analysis: Analysis, article: Article, lexicon: Lexicon
) -> Account:
    """Return the account of a statement, from the event and the mended analysis that it was made of."""
    grammar = lexicon.grammar
    facts = facts_of(event, grammar)
    marked = (
        *_relation(event, article),
        *_factuality(event, facts, grammar, article),
        *_said(event, statement, analysis, grammar, article),
        *_time(event, statement, article, grammar),
    )
    return Account(
        statement=statement,
        sentences=tuple(_sentences(statement, marked, analysis)),
        marked=tuple(dict.fromkeys(marked)),
        polarity=_polarity(facts),
        modality=_modality(facts),
        attribution=_attribution(event, statement),
        confidence=tuple(sure.steps()),
        signals=sure.signals,
    )


def _sentences(statement: Statement, marked: Iterable[Marked], analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences that hold a word of the statement, in text order."""
    starts = [statement.evidence.start, statement.trigger.start, *(m.start for m in statement.mentions())]
    starts += [m.start for m in marked]
    for sentence in analysis.sentences:
        if any(sentence.start <= start < sentence.end for start in starts):
            yield sentence.start, sentence.end


def _marked(role: Role, word: Word, reason: str, article: Article) -> Marked:
    return Marked(role, word.start, word.end, article.text[word.start : word.end], reason)


def _relation(event: Event, article: Article) -> Iterator[Marked]:
    if event.predicate is not event.trigger:
        yield _marked("predicate", event.predicate, "its clause decides polarity, modality and speaker", article)
    for word in event.also:
        yield _marked("complement", word, "completes the words of the relation", article)


def _factuality(event: Event, facts: Factuality, grammar: Grammar, article: Article) -> Iterator[Marked]:
    for word in facts.negations:
        yield _marked("negation", word, _negates(word, event, grammar), article)
    for word in facts.moods:
        yield _marked("modality", word, _sets(word, event, grammar), article)


def _negates(word: Word, event: Event, grammar: Grammar) -> str:
    if word is event.predicate:
        return "denied by its place in the clause"
    if fold(word.lemma) in grammar.effects:
        return f"governs the event, and {word.lemma} denies what it governs"
    if word.head is event.predicate:
        return "particle on the event"
    return "particle or word of denial over the event"


def _sets(word: Word, event: Event, grammar: Grammar) -> str:
    effect = grammar.effects.get(fold(word.lemma))
    if effect is not None and effect.modality:
        return f"governs the event, and what {word.lemma} governs is {effect.modality}"
    return "particle on the event" if word.head is event.predicate else "particle on a word over the event"


def _polarity(facts: Factuality) -> str:
    count = len(facts.negations)
    if not count:
        return "affirmed: nothing denies it"
    if count % 2:
        return "negated: " + ("one word denies it" if count == 1 else f"{count} words deny it, an odd number")
    return f"affirmed: {count} words deny it, and two negations affirm"


def _modality(facts: Factuality) -> str:
    if facts.moods:
        return f"{facts.modality}: {facts.moods[-1].text} makes it so"
    if facts.modality != "actual":
        return f"{facts.modality}: an adverb says that it is so as a rule"
    return "actual: no word makes it possible, planned, demanded or supposed"


def _said(
    event: Event, statement: Statement, analysis: Analysis, grammar: Grammar, article: Article
) -> Iterator[Marked]:
    if not statement.attribution:
        return
    for quotation in chain(event.predicate, quotations(analysis, grammar)):
        words = analysis.words[quotation.start : quotation.end]
        until = f", {len(words)} words to {words[-1].text!r}" if words else ""
        reason = f"opens words of stance {quotation.stance!r} that the event lies in{until}"
        yield _marked("cue", quotation.cue, reason, article)


def _attribution(event: Event, statement: Statement) -> str:
    if event.presupposed and not statement.attribution:
        return "none: what a quotation takes for granted keeps no speaker"
    if not statement.attribution:
        return "none: the event lies in nobody's words"
    return "the event lies in the words of its cue"


def _time(event: Event, statement: Statement, article: Article, grammar: Grammar) -> Iterator[Marked]:
    sentence = event.predicate.sentence
    if statement.time is None or sentence is None:
        return
    for found in grammar.dates(article.text, article.published):
        if found.time == statement.time and sentence.start <= found.start < sentence.end:
            words = article.text[found.start : found.end]
            reason = f"is {found.time.edtf} in an article of {_day(article)}"
            yield Marked("time", found.start, found.end, words, reason)
            return


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else "unknown date"
