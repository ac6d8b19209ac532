"""Why the graph says what it says: all that is known of how one statement came about.

What the store holds (words, rules of coreference, reasons of merges) is taken from there. The rest, such as which word
denies the event, is found by reading the article once more; that is told only where the same statement comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .exports import ExportError
from .exports._quote import paragraph
from .extractors import LANGUAGES, Extractor, ModelMissing
from .extractors.accounts import Account
from .graph.gazetteer import Gazetteer
from .graph.knowledge_graph import Fact, KnowledgeGraph
from .graph.model import Article, Coref, Entity, Mention, Merge, Statement
from .graph.ontology import Ontology
from .graph.serialise import dump_statement
from .graph.store import Run, Store, StoreError

SHORTEST = 4  # digits of an id that are enough to ask for it
_ID = re.compile(r"([0-9a-f]{4,16})$")
_LISTED = 5


@dataclass(frozen=True)
class End:
    """A place of a statement, from the words to the entity. ``place`` is subject, object, speaker or place."""

    place: str
    mention: Mention
    written: str  # the article's words; the mention's text restores what a clitic changed
    corefs: tuple[Coref, ...]
    entity: Entity
    merges: tuple[Merge, ...]  # those of this name first


@dataclass(frozen=True)
class Explanation:
    """A statement and how it came about; without an account, ``note`` says why there is none."""

    fact: Fact
    article: Article
    ends: tuple[End, ...]
    sentences: tuple[tuple[int, int], ...]
    content: tuple[Statement, ...]
    account: Account | None
    note: str
    run: Run | None  # the build that read the article, where the store knows it

    @property
    def statement(self) -> Statement:
        return self.fact.statement


def explain(
    store: Store, id: str, *, ontology: Sequence[Path] = (), gazetteer: Sequence[Path] = (), reread: bool = True
) -> Explanation:
    """Return the explanation of a statement, asked for by its id, the beginning of it or its IRI.

    ``ontology`` and ``gazetteer`` are the files that the store was built with. Raises StoreError where there is no such
    statement, or more than one.
    """
    found, article_id = find(store, id)
    graph = KnowledgeGraph(store)
    article = store.article(article_id)
    facts = {fact.statement.id: fact for fact in graph.facts_of(article)}
    fact = facts[found]
    account, note = (
        _account(fact.statement, article, ontology, gazetteer) if reread else (None, "It was not read again.")
    )
    return Explanation(
        fact=fact,
        article=article,
        ends=tuple(_ends(fact, article, store)),
        sentences=account.sentences if account else (_around(fact.statement, article),),
        content=tuple(facts[id].statement for id in fact.statement.content if id in facts),
        account=account,
        note=note,
        run=store.run_of(article_id),
    )


def find(store: Store, id: str) -> tuple[str, str]:
    """Return the ids of the one statement, and of its article, that an id, its beginning or an IRI names."""
    match = _ID.search(id.strip().lower())
    if match is None:
        raise StoreError(f"{id!r} is no statement's id. Give at least {SHORTEST} of its 16 digits, or its IRI.")
    rows = list(store.statements_like(match[1]))
    if not rows:
        where = store.path or "The store"
        raise StoreError(f"{where}: no statement has an id that begins with {match[1]!r}. `khabar export` lists them.")
    if len(rows) > 1:
        some = ", ".join(row[0] for row in rows[:_LISTED]) + (" ..." if len(rows) > _LISTED else "")
        raise StoreError(f"{match[1]!r} begins the ids of {len(rows)} statements: {some}. Give more digits.")
    return rows[0]


def _around(statement: Statement, article: Article) -> tuple[int, int]:
    return paragraph(article.text, statement.evidence.start, statement.evidence.end)


def _account(
    statement: Statement, article: Article, ontology: Sequence[Path], gazetteer: Sequence[Path]
) -> tuple[Account | None, str]:
    """Read the article again; return the account of the same statement, or None and why it was not made again."""
    if article.language not in LANGUAGES:
        return None, f"It could not be read again: there is no extractor for {article.language!r}."
    extractor = Extractor(article.language, ontology=Ontology.load(*ontology), gazetteer=Gazetteer.load(*gazetteer))
    try:
        account = extractor.accounts(article).get(statement.id)
    except ModelMissing as error:
        return None, f"It could not be read again. {error}"
    by = f"Read again with {extractor.model} {extractor.nlp.meta['version']}"
    if account is None:
        return None, (
            f"{by}, the article gives no such statement: another version made it, or one with other --ontology or"
            " --gazetteer files. Only what the store holds is told."
        )
    if changed := list(_changed(statement, account.statement)):
        return account, f"{by}, the article gives this statement with another {', '.join(changed)}."
    return account, f"{by}, the article gives the same statement."


def _changed(kept: Statement, made: Statement) -> Iterator[str]:
    """Yield the fields in which two statements of one id differ; contents may be left out of a store as doubtful."""
    one, other = dump_statement(kept), dump_statement(replace(made, content=kept.content))
    yield from (key for key in one if one[key] != other[key])


def _ends(fact: Fact, article: Article, store: Store) -> Iterator[End]:
    corefs = {coref.mention.span: coref for coref in store.corefs_of(article)}
    merges = list(store.merges())
    statement = fact.statement
    places = [("subject", statement.claim.subject, fact.subject)]
    if statement.claim.object is not None and fact.object is not None:
        places.append(("object", statement.claim.object, fact.object))
    places += [("speaker", a.speaker, who) for a, who in zip(statement.attribution, fact.speakers, strict=True)]
    if statement.place is not None and fact.place is not None:
        places.append(("place", statement.place, fact.place))
    for place, mention, entity in places:
        chain = tuple(_resolved(mention, corefs))
        name = chain[-1].antecedent.text if chain else mention.text
        own = [merge for merge in merges if merge.entity == entity.id]
        own.sort(key=lambda merge: merge.other != name)
        yield End(place, mention, article.text[mention.start : mention.end], chain, entity, tuple(own))


def _resolved(mention: Mention, corefs: dict[tuple[int, int], Coref]) -> Iterator[Coref]:
    seen = set()
    while mention.span in corefs and mention.span not in seen:
        seen.add(mention.span)
        yield corefs[mention.span]
        mention = corefs[mention.span].antecedent


def load(path: Path) -> Store:
    """Return the store of a file: a .khabar one, or a graph in RDF with its articles' texts, put back in memory.

    Raises ExportError for a .jsonl file, which has no texts.
    """
    if path.suffix == ".khabar" or not path.exists():
        return Store(path, create=False)
    if path.suffix == ".jsonl":
        raise ExportError(
            f"{path}: a .jsonl file has no texts to explain from. Give the .khabar store or a .trig export."
        )
    from .exports import sparql
    from .exports.restore import restore

    store = Store()
    restore(sparql.load(path), store)
    return store
