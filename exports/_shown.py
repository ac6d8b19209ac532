"""What of a graph may be shown: articles, relations and facts with hidden names covered and quotations cut to size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ..graph.knowledge_graph import Fact, KnowledgeGraph, Origin
from ..graph.model import Article, Entity, Mention, Relation, RelationClass, Stance, Statement
from . import ExportError
from ._quote import QUOTES, Quote, words_only
from ._redact import Redactor, cover


@dataclass(frozen=True)
class ShownArticle:
    """An article as it may be shown; ``text`` is as long as the article's, so that offsets hold."""

    id: str
    title: str
    text: str
    language: str
    published: date | None
    source: str
    url: str


@dataclass(frozen=True)
class ShownRelation:
    """A relation as it may be shown, with a label in each language."""

    key: str
    label_ar: str
    label_en: str
    class_: RelationClass


@dataclass(frozen=True)
class ShownFact:
    """A statement, and the entities, relation and words of it that may be shown. Lists follow the attribution chain."""

    statement: Statement
    article: ShownArticle
    relation: ShownRelation
    subject: Entity
    object: Entity | None
    speakers: tuple[Entity, ...]
    place: Entity | None
    claim: str
    evidence: str
    quote: Quote
    origin: Origin

    def words(self, start: int, end: int) -> str:
        """Return the article's words in a stretch, or nothing where none may be quoted."""
        return "" if self.quote == "none" else self.article.text[start:end]

    @property
    def speaker(self) -> tuple[Entity, Stance] | None:
        """Whose claim it is, and how they stand to it; None where the article itself says it.

        It is the outermost speaker who does more than relay, else the outermost.
        """
        chain = [(e, a.stance) for e, a in zip(self.speakers, self.statement.attribution, strict=True)]
        return next((said for said in chain if said[1] != "relays"), chain[0] if chain else None)


class Shown:
    """A graph's entities and facts as they may be shown. Raises ExportError for a limit of quotations not known."""

    def __init__(self, kg: KnowledgeGraph, *, quote: Quote = "paragraph", redact: Iterable[str] = ()) -> None:
        if quote not in QUOTES:
            raise ExportError(f"Quotations are {', '.join(QUOTES)}, not {quote!r}.")
        names = list(redact)
        self.kg = kg
        self.quote: Quote = quote
        self.redactor = Redactor(names, list(kg.entities()) if names else ())

    def facts(self) -> Iterator[ShownFact]:
        """Yield the statements, articles in id order, in text order."""
        for number, article in enumerate(self.kg.articles(), 1):
            facts = list(self.kg.facts_of(article))
            shown, origin = shown_article(article, facts, self.redactor, number), self.kg.origin(article)
            for fact in facts:
                yield self._fact(fact, shown, origin)

    def _fact(self, fact: Fact, article: ShownArticle, origin: Origin) -> ShownFact:
        entity = self.redactor.entity
        return ShownFact(
            fact.statement,
            article,
            shown_relation(fact.statement.claim.relation, self.redactor),
            entity(fact.subject),
            entity(fact.object) if fact.object else None,
            tuple(entity(speaker) for speaker in fact.speakers),
            entity(fact.place) if fact.place else None,
            fact.claim if not self.redactor else "",  # a hash of the ids that are hidden
            self._evidence(fact, article),
            self.quote,
            origin,
        )

    def _evidence(self, fact: Fact, article: ShownArticle) -> str:
        if self.quote == "none":
            return ""
        if self.quote == "words":
            return words_only(article.text, list(marks(fact)))[0]
        return article.text[fact.statement.evidence.start : fact.statement.evidence.end]


def shown_article(article: Article, facts: list[Fact], redactor: Redactor, number: int) -> ShownArticle:
    """Return an article as it may be shown; where a name is hidden in it, its id is its number and its link goes."""
    text = _covered(article, facts, redactor)
    touched = text != article.text or redactor.text(article.id) != article.id
    return ShownArticle(
        f"article-{number}" if touched else article.id,
        redactor.text(article.title),
        text,
        article.language,
        article.published,
        redactor.text(article.source),
        "" if touched else redactor.url(article.url),
    )


def shown_relation(relation: Relation, redactor: Redactor) -> ShownRelation:
    """Return a relation as it may be shown; a label that is missing is that of the other language, else the lemma."""
    lemma = redactor.text(relation.lemma)
    label = {language: redactor.text(text) for language, text in relation.label.items()}
    arabic, english = label.get("ar"), label.get("en")
    key = redactor.text(relation.key)
    return ShownRelation(key, arabic or english or lemma, english or arabic or lemma, relation.class_)


def _covered(article: Article, facts: list[Fact], redactor: Redactor) -> str:
    """Return the article's text with hidden names covered."""
    if not redactor:
        return article.text
    text = redactor.text(article.text)
    for fact in facts:
        for mention, entity in ends(fact):
            if mention.kind in ("name", "nominal") and redactor.hides(entity):
                text = text[: mention.start] + cover(text[mention.start : mention.end]) + text[mention.end :]
    return text


def ends(fact: Fact) -> Iterator[tuple[Mention, Entity]]:
    """Yield each mention of a statement with its entity: subject, object, speakers, place."""
    s = fact.statement
    yield s.claim.subject, fact.subject
    if s.claim.object is not None and fact.object is not None:
        yield s.claim.object, fact.object
    for attribution, speaker in zip(s.attribution, fact.speakers, strict=True):
        yield attribution.speaker, speaker
    if s.place is not None and fact.place is not None:
        yield s.place, fact.place


def marks(fact: Fact) -> Iterator[tuple[int, int, int]]:
    """Yield (role, start, end) of the words to highlight; a dropped subject has none, its verb is the trigger.

    Roles: 0 subject, 1 relation, 2 object, 3 speaker, 4 place.
    """
    s = fact.statement
    if s.claim.subject.kind != "dropped":
        yield 0, s.claim.subject.start, s.claim.subject.end
    yield 1, s.trigger.start, s.trigger.end
    if s.claim.object is not None and s.claim.object.kind != "dropped":
        yield 2, s.claim.object.start, s.claim.object.end
    for attribution in s.attribution:
        if attribution.speaker.kind != "dropped":
            yield 3, attribution.speaker.start, attribution.speaker.end
    if s.place is not None:
        yield 4, s.place.start, s.place.end
