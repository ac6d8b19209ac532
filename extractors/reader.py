"""From articles to statements: analysis, events, qualifiers, coreference, in this order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from ..graph.gazetteer import Gazetteer
from ..graph.glosses import Glosses
from ..graph.lemmas import fold
from ..graph.model import Article, Attribution, Claim, Evidence, Mention, Reading, Statement, Time
from ..graph.offices import Offices
from ..graph.ontology import Ontology
from . import (
    attachment,
    complex_predicates,
    hyphenated,
    names,
    organs,
    places,
    possession,
    protests,
    roles,
    sites,
    titled,
    verbal_nouns,
    verbs,
)
from .accounts import Account, account
from .arguments import arguments
from .confidence import Sureness, sureness
from .coreference import Discourse, Resolver, stands_alone
from .dates import times_of
from .events import End, Event
from .expected import Expected, expected
from .factuality import facts_of, is_granted
from .inclusion import included, members
from .language import ACTORS, Grammar
from .mentions import Mentions
from .nations import Nations
from .pipelines import ModelMissing, check, convert, is_own
from .quotations import Quotation, chain, quotations
from .relations import Lexicon, genitives
from .syntax import Analysis, Word, analyse
from .verbs import is_time

log = logging.getLogger(__name__)

_BATCH = 16
_NEAR = 6  # words between an event and a word of its denial or modality that the evidence takes in
_FAR = 60  # words between a subject and its verb beyond which the evidence leaves the subject out


def _grammar(language: str) -> Grammar:
    from importlib import import_module

    try:
        module = import_module(f".{_FOLDERS[language]}.grammar", __package__)
    except KeyError:
        raise ModelMissing(f"No extractor for language {language!r}; there are: {', '.join(_FOLDERS)}.") from None
    grammar: Grammar = module.GRAMMAR
    return grammar


_FOLDERS = {"ar": "arabic", "en": "english"}
LANGUAGES: tuple[str, ...] = tuple(_FOLDERS)


class Extractor:
    """Reads articles of one language.

    ``model`` is the name of an installed spaCy pipeline or its folder, ``<language>_khabar_news`` unless given.
    Raises ModelMissing when it is not installed, ModelUnfit where its trees cannot be read.
    """

    def __init__(
        self,
        language: str = "ar",
        *,
        model: str = "",
        ontology: Ontology | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> None:
        self.language = language
        self.model = model or f"{language}_khabar_news"
        self.grammar = _grammar(language)
        self._foreign: bool | None = None  # of another's pipeline: must its trees be converted?
        self.gazetteer = gazetteer or Gazetteer.load()
        self.lexicon = Lexicon(
            ontology or Ontology.load(), Glosses.load(), self.grammar, self.gazetteer, Offices.load(self.gazetteer)
        )

    @cached_property
    def nlp(self) -> Any:
        """The spaCy pipeline, loaded when first needed."""
        import spacy

        try:
            nlp = spacy.load(self.model)
        except OSError as e:
            own = is_own(self.model)
            remedy = f"Install it with: pip install ./models/{self.model}" if own else "Name a spaCy pipeline that is."
            raise ModelMissing(f"The model {self.model} is not installed. {remedy}") from e
        self._foreign = None if is_own(self.model) else check(nlp, self.model, self.grammar)
        return nlp

    def _analyse(self, doc: Any) -> Analysis:
        analysis = analyse(doc)
        return analysis if self._foreign is None else convert(analysis, self.grammar, trees=self._foreign)

    def read(
        self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None] | None = None
    ) -> Iterator[Reading]:
        """Yield a reading for each article, in order. An article that fails is handed to ``on_error``, or raises
        without it."""
        waiting = iter(articles)
        while batch := list(islice(waiting, _BATCH)):
            for article, doc in zip(batch, self.nlp.pipe([a.text for a in batch], batch_size=_BATCH), strict=True):
                try:
                    reading = self.reading(article, self._analyse(doc))
                except Exception as e:  # One bad article must not stop a build.
                    if on_error is None:
                        raise
                    on_error(article, e)
                    continue
                yield reading

    def _introduces(self, noun: Word) -> bool:
        return fold(noun.lemma) in self.grammar.introducers

    def reading(self, article: Article, analysis: Analysis) -> Reading:
        """Return the reading of an analysed article; the analysis is mended on the way."""
        return self._reader(article, analysis).reading()

    def _reader(self, article: Article, analysis: Analysis) -> _Reader:
        for word in analysis.words:
            if word.lemma in self.grammar.relatives and word.pos in {"DET", "PRON"}:
                word.morph = {**word.morph, "PronType": "Rel"}
        self.grammar.repair(analysis, self.lexicon.is_verb)
        names.spot(analysis, self.gazetteer, self.grammar)
        names.part_persons(analysis, self.gazetteer, self.grammar)
        names.join_introducers(analysis, self.grammar)
        names.join_titles(analysis, self.grammar)
        self.grammar.after_names(analysis, self._introduces)
        if self.grammar.reattach:
            attachment.mend(analysis, self.lexicon)
        self.grammar.order(analysis, self.lexicon)
        return _Reader(article, analysis, self.lexicon, self.gazetteer)

    def speakers(self, article: Article, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[Attribution, ...]]:
        """Yield for each stretch of an article whose words they are, the outermost speaker first; () for nobody's."""
        doc = next(iter(self.nlp.pipe([article.text])))
        reader = self._reader(article, self._analyse(doc))
        yield from reader.speakers(list(spans))

    def accounts(self, article: Article) -> Mapping[str, Account]:
        """Return, by its id, how each statement of an article came about: the article is read once more for it."""
        doc = next(iter(self.nlp.pipe([article.text])))
        reader = self._reader(article, self._analyse(doc))
        made = ((s, *reader.made[s.id]) for s in reader.reading().statements)
        return {s.id: account(s, event, sure, reader.analysis, article, self.lexicon) for s, event, sure in made}


@dataclass(slots=True)
class _Reader:
    article: Article
    analysis: Analysis
    lexicon: Lexicon
    gazetteer: Gazetteer
    made: dict[str, tuple[Event, Sureness]] = field(default_factory=dict)  # statement -> what it was made of

    def reading(self) -> Reading:
        grammar = self.lexicon.grammar
        found = quotations(self.analysis, grammar)
        mentions = Mentions(self.analysis, grammar, self.gazetteer)
        events = list(self._events())
        resolver = self._resolver(events, mentions, found, expected(events, self.lexicon))
        times = times_of(self.analysis, grammar.dates(self.article.text, self.article.published), events)
        statements: dict[str, Statement] = {}
        told_by: dict[int, list[str]] = {}  # index of a cue -> what its words carry
        acts: dict[str, int] = {}  # statement -> index of the word that states it
        named = [member for event in events for member in members(event, grammar)]
        told = complex_predicates.composed([*events, *named], self.lexicon)
        events = [self._classed(done) for event in told for done in protests.told(event, self.lexicon)]
        for event in sorted(
            events, key=lambda e: (e.predicate.i, e.subject.word.i, e.object.word.i if e.object else -1)
        ):
            statement = self._statement(event, mentions, resolver, found, times)
            if statement is None or statement.id in statements:
                continue
            statements[statement.id] = statement
            acts[statement.id] = event.predicate.i
            if statement.attribution:
                told_by.setdefault(chain(event.predicate, found)[-1].cue.i, []).append(statement.id)
        filled = (_with_content(s, told_by.get(acts[s.id], [])) for s in statements.values())
        ordered = sorted(filled, key=lambda s: (s.evidence.start, s.trigger.start, s.id))
        corefs = {c.mention.span: c for c in resolver.made.values() if c is not None}
        return Reading(self.article, tuple(ordered), tuple(corefs[span] for span in sorted(corefs)))

    def speakers(self, spans: list[tuple[int, int]]) -> Iterator[tuple[Attribution, ...]]:
        grammar, words = self.lexicon.grammar, self.analysis.words
        found = quotations(self.analysis, grammar)
        mentions = Mentions(self.analysis, grammar, self.gazetteer)
        resolver = self._resolver(list(self._events()), mentions, found, {})
        for start, end in spans:
            said = []
            for q in found:
                opens = words[q.start - 1].end if q.start else 0
                closes = words[q.end].start if q.end < len(words) else len(self.article.text)
                speaker = self._end(q.speaker, mentions, resolver) if opens <= start and end <= closes else None
                if speaker is not None:
                    said.append(Attribution(speaker, q.cue.text, q.stance))
            yield tuple(said)

    def _resolver(
        self, events: list[Event], mentions: Mentions, found: tuple[Quotation, ...], wanted: Expected
    ) -> Resolver:
        lexicon = self.lexicon
        return Resolver(
            Discourse(self.analysis, lexicon.grammar, self.gazetteer, mentions, found, lexicon.offices, wanted), events
        )

    def _events(self) -> Iterator[Event]:
        nations = Nations.of(self.analysis, self.gazetteer)
        offices = list(roles.events(self.analysis, self.lexicon, self.gazetteer, nations))
        yield from offices
        told = frozenset(event.predicate.i for event in offices)
        yield from titled.events(self.analysis, self.lexicon, self.gazetteer, told)
        yield from hyphenated.events(self.analysis, self.lexicon, self.gazetteer)
        yield from organs.events(self.analysis, self.lexicon, self.gazetteer)
        yield from roles.copular(self.analysis, self.lexicon)
        yield from roles.kinds(self.analysis, self.lexicon)
        yield from included(self.analysis, self.lexicon)
        yield from places.events(self.analysis, self.lexicon, self.gazetteer, nations)
        yield from sites.events(self.analysis, self.lexicon, self.gazetteer, nations)
        acted = list(verbs.events(self.analysis, self.lexicon))
        yield from acted
        owned = list(possession.events(self.analysis, self.lexicon))
        yield from owned
        told = possession.nouns_told(owned)
        light = (e for e in acted if e.relation.id is not None and self._is_light(e.predicate))
        twice = {(_ends(e), w.i) for e in light for w in e.also}
        nouns = list(verbal_nouns.events(self.analysis, self.lexicon, self.gazetteer))
        for event in nouns:
            if event.predicate.i not in told and (_ends(event), event.predicate.i) not in twice:
                yield event  # held talks with X: the verb and its noun tell one event
        stated = frozenset(e.predicate.i for e in (*acted, *nouns))
        yield from verbs.untold(self.analysis, self.lexicon, stated)

    def _is_light(self, verb: Word) -> bool:
        return fold(verb.lemma) in self.lexicon.grammar.support

    def _classed(self, event: Event) -> Event:
        if event.presupposed:
            return event
        relation = self.lexicon.moving(event.relation, event.subject.word)
        return replace(event, relation=self.lexicon.lasting(relation, event.predicate))

    def _statement(
        self,
        event: Event,
        mentions: Mentions,
        resolver: Resolver,
        found: tuple[Quotation, ...],
        times: Mapping[int, Time],
    ) -> Statement | None:
        if (
            event.object is not None
            and event.object.word.name is None
            and is_time(event.object.word, self.lexicon.grammar)
        ):
            return None
        event = _apart(event, mentions)
        subject = self._end(event.subject, mentions, resolver)
        target = self._end(event.object, mentions, resolver) if event.object else None
        if subject is None or (event.object is not None and target is None):
            log.debug("unresolved end: %r", event)
            return None
        unnamed = event.subject.word is event.predicate  # متحدث باسم الوزارة holds the ministry
        inside = event.object is not None and (event.object.country or unnamed)  # الجيش الإسرائيلي its state
        inside = inside or target is not None and _within(event, subject, target)
        if target is not None and (
            (_overlap(subject, target) and not inside) or self._same(event, subject, target, resolver)
        ):
            return None
        facts = facts_of(event, self.lexicon.grammar)
        evidence = self._evidence(event, subject, target, facts.cues)
        granted = is_granted(event, self.lexicon.grammar)
        said = () if granted else tuple(self._attributions(event, mentions, resolver, found))
        resolved = [resolver.resolve(end) for end in (event.subject, event.object) if end is not None]
        corefs = [coref for coref in resolved if coref is not None]
        sure = sureness(event, subject, target, corefs=corefs, lexicon=self.lexicon)
        made = Statement(
            article=self.article.id,
            claim=Claim(subject, event.relation, target),
            evidence=evidence,
            trigger=Evidence(self.article, event.trigger.start, event.trigger.end),
            polarity=facts.polarity,
            modality=facts.modality,
            attribution=said,
            time=None if granted else times.get(event.predicate.i),
            place=self._place(event, mentions),
            confidence=sure.confidence,
            extractor=event.rule,
        )
        self.made.setdefault(made.id, (event, sure))
        return made

    def _end(self, end: End, mentions: Mentions, resolver: Resolver) -> Mention | None:
        """Return the mention at an end, if it is a node by itself or resolves to one."""
        mention = mentions.of(end)
        if mention is None:
            return None
        resolved = resolver.resolve(end)
        if resolved is not None:
            return resolved.mention
        return mention if stands_alone(mention) else None

    @staticmethod
    def _same(event: Event, subject: Mention, target: Mention, resolver: Resolver) -> bool:
        """Do both ends stand for one mention?"""
        ends = [(event.subject, subject), (event.object or event.subject, target)]
        resolved = [resolver.resolve(end) for end, _ in ends]
        spans = [
            coref.antecedent.span if coref else mention.span for coref, (_, mention) in zip(resolved, ends, strict=True)
        ]
        return spans[0] == spans[1]

    def _attributions(
        self, event: Event, mentions: Mentions, resolver: Resolver, found: tuple[Quotation, ...]
    ) -> Iterator[Attribution]:
        last = None
        for quotation in chain(event.predicate, found):
            speaker = self._end(quotation.speaker, mentions, resolver)
            own = quotation.speaker.word is event.subject.word
            if speaker is None or (own and fold(event.predicate.lemma) in self.lexicon.grammar.speech_nouns):
                continue  # in a statement of X to the press, X warned ...: the statement is not among his words
            resolved = resolver.resolve(quotation.speaker)
            wording = quotation.speaker.word.pos == "PRON" and not quotation.cue.is_verb
            if wording and resolved is not None and resolved.antecedent.type not in ACTORS:
                continue  # بحسب تعبيره: he is no agreement
            span = resolved.antecedent.span if resolved else speaker.span
            if span != last:  # He said that he announces ... has one speaker.
                yield Attribution(speaker, quotation.cue.text, quotation.stance)
            last = span

    def _place(self, event: Event, mentions: Mentions) -> Mention | None:
        around = [event.predicate, *self.lexicon.late_complements(event.predicate), *event.predicate.get("obj")]
        around += [g for word in around[1:] for g in genitives(word, self.lexicon.grammar)]  # حق اللجوء في روسيا
        for a in (a for word in around for a in arguments(word, self.lexicon.grammar)):
            if a.key in self.lexicon.grammar.locative and places.is_place(a.word, self.lexicon, self.gazetteer):
                mention = mentions.of(End(a.word))
                ends = {event.subject.word.i, event.object.word.i if event.object else -1}
                if mention is not None and a.word.i not in ends:
                    return mention
        return None

    def _evidence(self, event: Event, subject: Mention, target: Mention | None, cues: tuple[Word, ...]) -> Evidence:
        spans = [(event.trigger.start, event.trigger.end), (event.predicate.start, event.predicate.end)]
        sentence = event.predicate.sentence
        for word, mention in ((event.subject.word, subject), (event.object.word if event.object else None, target)):
            if mention is None or word is None or word.sentence is not sentence:
                continue
            if abs(word.i - event.predicate.i) <= _FAR:
                spans.append(mention.span)
        spans.extend((w.start, w.end) for w in event.also)
        near = (w for w in cues if w.sentence is sentence and abs(w.i - event.predicate.i) <= _NEAR)
        spans.extend((w.start, w.end) for w in near)  # لا, لم, قد belong to the words that state it.
        return Evidence(self.article, min(s for s, _ in spans), max(e for _, e in spans))


def _ends(event: Event) -> frozenset[int]:
    return frozenset(end.word.i for end in (event.subject, event.object) if end is not None)


def _with_content(act: Statement, told: list[str]) -> Statement:
    """Return a statement of saying with the statements it carries (accused of what, called for what)."""
    return replace(act, content=tuple(sorted(set(told) - {act.id}))) if told else act


def _apart(event: Event, mentions: Mentions) -> Event:
    """Return an event whose one end does not hold the other as its complement (القوات التابعة للوزارة: the forces)."""
    one, other = mentions.of(event.subject), mentions.of(event.object) if event.object else None
    if one is None or other is None or event.object is None or not _overlap(one, other) or _within(event, one, other):
        return event
    if one.start < other.start:
        return replace(event, subject=replace(event.subject, short=True))
    return replace(event, object=replace(event.object, short=True))


def _within(event: Event, one: Mention, other: Mention) -> bool:
    """Does a participle tell of a thing that the description of the other holds (القوات التابعة للوزارة)?"""
    titled = event.subject.word is event.predicate  # متحدث باسم الوزارة
    return (titled or event.rule == "adjective") and one.start < other.start and other.end <= one.end


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end
