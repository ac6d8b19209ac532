"""The graph as RDF, once for all formats: what is a resource, what it is called, what is said of it.

``docs/rdf.md`` describes the shape. Quads come in chunks, each about one article, one entity or one kind of thing, each
sorted and free of repetitions, so that memory does not grow with the graph and the bytes of a file never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Literal, get_args

from ..graph.knowledge_graph import KnowledgeGraph
from ..graph.model import Article, Attribution, Coref, Entity, EntityType, Mention, Merge, Relation, Statement, digest
from ..graph.store import ClaimRow, DirectRow, Ends, claim_id
from . import ExportError
from ._terms import (
    BASE,
    EDTF,
    KH,
    OA,
    OWL,
    PROV,
    RDF,
    RDFS,
    REL,
    SCHEMA,
    SKOS,
    XSD,
    absolute,
    count,
    day,
    decimal,
    external,
    iri,
    relation_name,
    segment,
    text,
    typed,
)

Direct = Literal["all", "stated", "none"]

TYPES: dict[EntityType, str] = {
    "PER": "Person",
    "ORG": "Organization",
    "GPE": "GeopoliticalEntity",
    "LOC": "Location",
    "GROUP": "Group",
    "EVENT": "Event",
    "OTHER": "OtherEntity",
}
"""The class of each entity type, in our vocabulary."""

_MINTED = f"{BASE}entity/"
_CLAIMS_PER_CHUNK = 1000


Triple = tuple[str, str, str]
Quad = tuple[str, str, str, str]
"""Subject, predicate, object and graph as N-Triples terms; the graph is "" where it is the default graph. Plain tuples
are made twice as fast as named ones, and a graph has millions."""


def _names(namespace: str, names: str) -> dict[str, str]:
    return {name: iri(namespace + name) for name in names.split()}


_KH = _names(
    KH,
    "Attribution Claim Coreference Entity Mention Merge OpenRelation Relation Statement antecedent attribution by claim"
    " class confidence content copyOf corefRule country cue edtf end entityKind entityType evidence lemma mention"
    " mentionKind mentionText modality object objectMention openRelation order otherId otherName place placeMention"
    " polarity reason refersTo relation score sector speaker speakerMention stance start subject subjectMention text"
    " trigger words",
)
_OA = _names(
    OA,
    "Annotation SpecificResource TextPositionSelector TextQuoteSelector describing end exact hasBody hasSelector"
    " hasSource hasTarget motivatedBy start",
)
_PROV = _names(PROV, "Activity SoftwareAgent wasAssociatedWith wasDerivedFrom wasGeneratedBy")
_SCHEMA = _names(SCHEMA, "NewsArticle Organization datePublished headline identifier inLanguage name publisher url")
_TYPE = iri(RDF + "type")
_LABEL = iri(RDFS + "label")
_ALT = iri(SKOS + "altLabel")
_SAME = iri(OWL + "sameAs")
_PROPERTY = iri(RDF + "Property")
_REIFIES = iri(RDF + "reifies")


@dataclass(frozen=True)
class Options:
    """How RDF is written.

    ``direct`` says which plain triples stand beside the statements: ``all`` that are affirmed and actual, those that
    are ``stated`` in an article's own voice, or ``none``. ``text`` is false where articles' texts must not be
    published (offsets and quotations stay). ``triple_terms`` adds RDF 1.2 ``rdf:reifies <<( s p o )>>`` to the claims.
    """

    direct: Direct = "all"
    base: str = BASE
    text: bool = True
    triple_terms: bool = False

    def __post_init__(self) -> None:
        if not absolute(self.base) or not self.base.startswith("http") or not self.base.endswith(("/", "#")):
            raise ExportError(f"The base of IRIs is {self.base!r}. Give an http(s) IRI that ends in / or #.")
        if self.direct not in get_args(Direct):
            raise ExportError(f"Direct triples are one of {', '.join(get_args(Direct))}, not {self.direct!r}.")


DEFAULT = Options()


class Names:
    """The terms of things that have ids."""

    def __init__(self, base: str) -> None:
        self.base = base
        # An entity, a relation and an extractor are named again and again, an article and a statement are not.
        self.entity = lru_cache(1 << 16)(self._entity)
        self.relation = lru_cache(1 << 16)(self._relation)
        self.named = lru_cache(1 << 12)(self._named)
        self.stated, self.reported = iri(f"{base}graph/stated"), iri(f"{base}graph/reported")

    def article(self, id: str) -> str:
        return f"{self.base}article/{segment(id)}"

    def statement(self, id: str) -> str:
        return f"{self.base}statement/{id}"

    def claim(self, id: str) -> str:
        return iri(f"{self.base}claim/{id}")

    def _entity(self, id: str) -> str:
        if id.startswith(_MINTED):  # Identity mints under the default base; another base takes those along.
            return iri(f"{self.base}entity/{segment(id[len(_MINTED) :])}")
        return iri(external(id) or f"{self.base}entity/{segment(id)}")

    def _relation(self, key: str) -> str:
        return iri(REL + relation_name(key))

    def _named(self, kind: str, name: str) -> str:
        return iri(f"{self.base}{kind}/{segment(name)}")


def value(kind: str, name: str) -> str:
    """Return the term of a value of our vocabulary: ``value("polarity", "affirmed")``."""
    return iri(f"{KH}{kind}-{name}")


def quads(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[Quad]:
    """Yield the quads of a graph in their order; no triple is said twice, in no two graphs either."""
    for chunk in chunks(kg, options):
        yield from chunk


def triples(chunk: Iterable[Quad]) -> Iterator[Triple]:
    """Yield a chunk's quads without their graphs; none of ours holds what another does."""
    for s, p, o, _ in chunk:
        yield s, p, o


def chunks(kg: KnowledgeGraph, options: Options = DEFAULT) -> Iterator[list[Quad]]:
    """Yield the quads in sorted chunks: relations, sources, extractors, entities, merges, claims, articles."""
    names = Names(options.base)
    for chunk in _unsorted(kg, names, options):
        yield _sorted(chunk)


def _sorted(chunk: Iterable[Quad]) -> list[Quad]:
    """Return the quads of a chunk in their order, each once; a thing stands before its parts (``x``, ``x#part``)."""
    # Sorted thing by thing: twice as fast as by a key of each quad.
    things: dict[str, list[Quad]] = {}
    for quad in chunk:
        known = things.get(quad[0])
        if known is None:
            things[quad[0]] = [quad]
        else:
            known.append(quad)
    # Without its last bracket: "#" comes before ">".
    return [quad for s in sorted(things, key=_unclosed) for quad in sorted(set(things[s]))]


def _unclosed(term: str) -> str:
    return term[:-1]


def _unsorted(kg: KnowledgeGraph, names: Names, options: Options) -> Iterator[Iterable[Quad]]:
    store = kg.store
    yield [q for relation in store.relations() for q in _relation(relation, names)]
    yield [q for source in store.sources() for q in _source(source, names)]
    yield [q for extractor in store.extractors() for q in _extractor(extractor, names)]
    yield from _entities(kg, names, options)
    yield [q for merge in store.merges() for q in _merge(merge, names)]
    claims = store.claims()
    while some := list(islice(claims, _CLAIMS_PER_CHUNK)):
        yield [q for claim in some for q in _claim(claim, names, options)]
    for article in store.articles():
        told = _Article(article, names)
        if (original := store.original(article.id)) != article.id:
            told.is_copy_of(original)
        yield told.quads(store.resolved_of(article), store.corefs_of(article), options.text)


def _relation(relation: Relation, names: Names) -> Iterator[Quad]:
    s = names.relation(relation.key)
    yield s, _TYPE, _PROPERTY, ""
    yield s, _TYPE, _KH["Relation"], ""
    yield s, _KH["class"], value("class", relation.class_), ""
    if relation.id is None:
        yield s, _TYPE, _KH["OpenRelation"], ""
        yield s, _KH["openRelation"], text(relation.lemma), ""
    for language, label in relation.label.items():
        yield s, _LABEL, text(label, language), ""


def _source(source: str, names: Names) -> Iterator[Quad]:
    s = names.named("source", source)
    yield s, _TYPE, _SCHEMA["Organization"], ""
    yield s, _SCHEMA["name"], text(source), ""


def _extractor(extractor: str, names: Names) -> Iterator[Quad]:
    activity, agent = names.named("extraction", extractor), names.named("extractor", extractor)
    yield activity, _TYPE, _PROV["Activity"], ""
    yield activity, _PROV["wasAssociatedWith"], agent, ""
    yield agent, _TYPE, _PROV["SoftwareAgent"], ""
    yield agent, _LABEL, text(extractor), ""


def _entities(kg: KnowledgeGraph, names: Names, options: Options) -> Iterator[list[Quad]]:
    """Yield a chunk per entity: what it is, and the direct triples of which it is the subject."""
    rows = kg.store.direct() if options.direct != "none" else iter(())
    row = next(rows, None)
    for entity in kg.store.entities():
        chunk = list(_entity(entity, names))
        while row is not None and row.subject == entity.id:
            chunk += _direct(row, names, options.direct)
            row = next(rows, None)
        yield chunk


def _entity(entity: Entity, names: Names) -> Iterator[Quad]:
    s = names.entity(entity.id)
    yield s, _TYPE, _KH["Entity"], ""
    yield s, _TYPE, iri(KH + TYPES[entity.type]), ""
    yield s, _SCHEMA["identifier"], text(entity.id), ""
    yield s, _KH["entityKind"], value("kind", entity.kind), ""
    for language, label in entity.labels.items():
        yield s, _LABEL, text(label, language), ""
    for name in entity.names:
        yield s, _ALT, text(name), ""
    for other in entity.same_as:
        known = external(other)
        yield (s, _SAME, iri(known), "") if known else (s, _KH["otherId"], text(other), "")
    if entity.country:
        yield s, _KH["country"], text(entity.country), ""
    if entity.sector:
        yield s, _KH["sector"], text(entity.sector), ""


def _direct(row: DirectRow, names: Names, direct: Direct) -> Iterator[Quad]:
    triple = names.entity(row.subject), names.relation(row.relation), names.entity(row.object)
    # One graph each: stores that read all graphs as one count a triple as often as it stands.
    if row.stated:
        yield (*triple, names.stated)
    elif direct == "all":
        yield (*triple, names.reported)


def _merge(merge: Merge, names: Names) -> Iterator[Quad]:
    s = names.named("merge", digest(merge.entity, merge.other, merge.reason, merge.score, merge.by))
    yield s, _TYPE, _KH["Merge"], ""
    yield s, _KH["refersTo"], names.entity(merge.entity), ""
    yield s, _KH["otherName"], text(merge.other), ""
    yield s, _KH["reason"], text(merge.reason), ""
    yield s, _KH["score"], decimal(merge.score), ""
    yield s, _KH["by"], text(merge.by), ""


def _claim(claim: ClaimRow, names: Names, options: Options) -> Iterator[Quad]:
    s, subject, relation = names.claim(claim.id), names.entity(claim.subject), names.relation(claim.relation)
    yield s, _TYPE, _KH["Claim"], ""
    yield s, _KH["subject"], subject, ""
    yield s, _KH["relation"], relation, ""
    if claim.object is None:
        return
    object = names.entity(claim.object)
    yield s, _KH["object"], object, ""
    if options.triple_terms:
        yield s, _REIFIES, f"<<( {subject} {relation} {object} )>>", ""


class _Article:
    """The quads of one article and its statements, all in the article's graph."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article = article
        self.names = names
        self.iri = names.article(article.id)
        self.node = iri(self.iri)
        self.graph = iri(f"{self.iri}#statements")
        self.found: list[Quad] = []
        self._spans: set[tuple[int, int]] = set()
        self._mentions: set[tuple[Mention, str | None]] = set()

    def quads(self, statements: Iterable[tuple[Statement, Ends]], corefs: Iterable[Coref], full: bool) -> list[Quad]:
        """Return all of them, unsorted; the article's text among them where ``full``."""
        self._describe(full)
        for statement, ends in statements:
            self._statement(statement, ends)
        for coref in corefs:
            self._coref(coref)
        return self.found

    def is_copy_of(self, original: str) -> None:
        """Say that the article prints what another one printed first."""
        self._add(self.node, (_KH["copyOf"], iri(self.names.article(original))))

    def _add(self, subject: str, *pairs: tuple[str, str]) -> None:
        graph = self.graph
        self.found.extend([(subject, predicate, object, graph) for predicate, object in pairs])

    def _describe(self, full: bool) -> None:
        article = self.article
        self._add(
            self.node,
            (_TYPE, _SCHEMA["NewsArticle"]),
            (_SCHEMA["identifier"], text(article.id)),
            (_SCHEMA["inLanguage"], text(article.language)),
        )
        if article.title:
            self._add(self.node, (_SCHEMA["headline"], text(article.title, article.language)))
        if full:
            self._add(self.node, (_KH["text"], text(article.text, article.language)))
        if article.published:
            self._add(self.node, (_SCHEMA["datePublished"], day(article.published)))
        if article.source:
            self._add(self.node, (_SCHEMA["publisher"], self.names.named("source", article.source)))
        if article.url:
            self._add(self.node, (_SCHEMA["url"], typed(article.url, XSD + "anyURI")))

    def _words(self, start: int, end: int) -> str:
        """Return the resource of a stretch of the text, described once: where it is and what it says."""
        node = f"<{self.iri}#char={start},{end}>"
        if (start, end) in self._spans:
            return node
        self._spans.add((start, end))
        selector = f"<{self.iri}#selector={start},{end}>"
        self._add(
            node,
            (_TYPE, _OA["SpecificResource"]),
            (_OA["hasSource"], self.node),
            (_OA["hasSelector"], selector),
        )
        self._add(
            selector,
            (_TYPE, _OA["TextPositionSelector"]),
            (_TYPE, _OA["TextQuoteSelector"]),
            (_OA["start"], count(start)),
            (_OA["end"], count(end)),
            (_OA["exact"], text(self.article.text[start:end])),
        )
        return node

    def _mention(self, mention: Mention, entity: str | None = None) -> str:
        node = f"<{self.iri}#mention={mention.start},{mention.end},{mention.type},{mention.kind}>"
        if (known := (mention, entity)) in self._mentions:
            return node
        self._mentions.add(known)
        self._add(
            node,
            (_TYPE, _KH["Mention"]),
            (_KH["words"], self._words(mention.start, mention.end)),
            (_KH["mentionKind"], value("mention", mention.kind)),
            (_KH["entityType"], iri(KH + TYPES[mention.type])),
        )
        if entity is not None:
            self._add(node, (_KH["refersTo"], entity))
        if mention.text != self.article.text[mention.start : mention.end]:
            self._add(node, (_KH["mentionText"], text(mention.text)))
        return node

    def _statement(self, statement: Statement, ends: Ends) -> None:
        s, names = iri(self.names.statement(statement.id)), self.names
        relation = statement.claim.relation
        subject = names.entity(ends.subject)
        evidence = self._words(statement.evidence.start, statement.evidence.end)
        self._add(
            s,
            (_TYPE, _KH["Statement"]),
            (_KH["claim"], names.claim(claim_id(ends.subject, relation.key, ends.object))),
            (_KH["subject"], subject),
            (_KH["relation"], names.relation(relation.key)),
            (_KH["polarity"], value("polarity", statement.polarity)),
            (_KH["modality"], value("modality", statement.modality)),
            (_KH["class"], value("class", relation.class_)),
            (_KH["lemma"], text(relation.lemma)),
            (_KH["confidence"], decimal(statement.confidence)),
            (_KH["evidence"], evidence),
            (_KH["trigger"], self._words(statement.trigger.start, statement.trigger.end)),
            (_KH["subjectMention"], self._mention(statement.claim.subject, subject)),
            (_PROV["wasDerivedFrom"], self.node),
        )
        if statement.claim.object is not None and ends.object is not None:
            object = names.entity(ends.object)
            mention = self._mention(statement.claim.object, object)
            self._add(s, (_KH["object"], object), (_KH["objectMention"], mention))
        self._qualify(s, statement, ends)
        self._add(
            f"{s[:-1]}#evidence>",
            (_TYPE, _OA["Annotation"]),
            (_OA["motivatedBy"], _OA["describing"]),
            (_OA["hasBody"], s),
            (_OA["hasTarget"], evidence),
        )

    def _qualify(self, s: str, statement: Statement, ends: Ends) -> None:
        """Add what some statements have: time, place, speakers, content, extractor."""
        if time := statement.time:
            self._add(s, (_KH["edtf"], typed(time.edtf, EDTF)))
            if time.start:
                self._add(s, (_KH["start"], day(time.start)))
            if time.end:
                self._add(s, (_KH["end"], day(time.end)))
        if statement.place is not None and ends.place is not None:
            place = self.names.entity(ends.place)
            self._add(s, (_KH["place"], place), (_KH["placeMention"], self._mention(statement.place, place)))
        for order, (attribution, speaker) in enumerate(zip(statement.attribution, ends.speakers, strict=True), 1):
            self._attribution(s, order, attribution, self.names.entity(speaker))
        for id in statement.content:
            self._add(s, (_KH["content"], iri(self.names.statement(id))))
        if statement.extractor:
            self._add(s, (_PROV["wasGeneratedBy"], self.names.named("extraction", statement.extractor)))

    def _attribution(self, s: str, order: int, attribution: Attribution, speaker: str) -> None:
        node = f"{s[:-1]}#attribution-{order}>"
        self._add(s, (_KH["speaker"], speaker), (_KH["attribution"], node))
        self._add(
            node,
            (_TYPE, _KH["Attribution"]),
            (_KH["order"], typed(str(order), XSD + "integer")),
            (_KH["speaker"], speaker),
            (_KH["speakerMention"], self._mention(attribution.speaker, speaker)),
            (_KH["cue"], text(attribution.cue)),
            (_KH["stance"], value("stance", attribution.stance)),
        )

    def _coref(self, coref: Coref) -> None:
        one, other = coref.mention, coref.antecedent
        self._add(
            f"<{self.iri}#coref={one.start},{one.end},{other.start},{other.end}>",
            (_TYPE, _KH["Coreference"]),
            (_KH["mention"], self._mention(one)),
            (_KH["antecedent"], self._mention(other)),
            (_KH["corefRule"], text(coref.rule)),
        )
