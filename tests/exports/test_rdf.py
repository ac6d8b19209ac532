"""RDF: the same graph in every format, the same bytes each time, and nothing that was denied as a plain triple."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from factories import HAMA, PUTIN, SYRIA, Resolution, copied, graph, hama, relation, resolution, said, statement, syria
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic

from khabar import exports
from khabar.exports import ExportError, jsonld, nq, nt, rdf, rdfxml, trig, ttl
from khabar.exports._terms import KH, REL
from khabar.exports.rdf import Options
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article, Entity, Evidence, Labels, Mention, Merge, Reading
from khabar.graph.store import Store

TRIPLES: dict[str, Any] = {"turtle": ttl, "nt": nt, "json-ld": jsonld, "xml": rdfxml}
QUADS: dict[str, Any] = {"nquads": nq, "trig": trig}
ROOT = Path(__file__).parents[2]

# rdflib's own parsers and Dataset use what rdflib calls deprecated.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Dataset\\.default_context is deprecated:DeprecationWarning"),
]


def text_of(module: Any, kg: KnowledgeGraph, options: Options = rdf.DEFAULT) -> bytes:
    return b"".join(module.blocks(kg, options))


def quads_of(dataset: Dataset) -> set[tuple[str, ...]]:
    """Return a dataset's quads as text, the default graph as ""."""
    return {
        (s.n3(), p.n3(), o.n3(), "" if g in (None, dataset.default_graph.identifier) else URIRef(g).n3())
        for s, p, o, g in dataset.quads()
    }


def oxigraph(data: bytes, format: ox.RdfFormat) -> set[ox.Quad]:
    return {ox.Quad(q.subject, q.predicate, q.object, q.graph_name) for q in ox.parse(data, format)}


# Every format says the same -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", TRIPLES)
def test_rdflib_reads_the_same_graph_from_every_triple_format(kg: KnowledgeGraph, format: str) -> None:
    """And it is the graph that ``to_rdf`` gives."""
    read = Graph().parse(data=text_of(TRIPLES[format], kg), format=format)
    assert len(read) == len({(s, p, o) for s, p, o, _ in rdf.quads(kg)})
    assert isomorphic(read, rdf.to_rdf(kg))


@pytest.mark.parametrize("format", QUADS)
def test_rdflib_reads_the_same_graphs_from_every_quad_format(kg: KnowledgeGraph, format: str) -> None:
    """And they are the graphs that ``to_dataset`` gives."""
    read = Dataset()
    read.parse(data=text_of(QUADS[format], kg), format=format)
    assert quads_of(read) == quads_of(rdf.to_dataset(kg))
    assert len(quads_of(read)) == len(set(rdf.quads(kg)))


def test_oxigraph_reads_the_same_graph_from_every_format(kg: KnowledgeGraph) -> None:
    """Its parsers are strict about IRIs, escapes and language tags."""
    triples = oxigraph(text_of(nt, kg), ox.RdfFormat.N_TRIPLES)
    for module, format in ((ttl, ox.RdfFormat.TURTLE), (jsonld, ox.RdfFormat.JSON_LD), (rdfxml, ox.RdfFormat.RDF_XML)):
        assert oxigraph(text_of(module, kg), format) == triples, format
    assert oxigraph(text_of(trig, kg), ox.RdfFormat.TRIG) == oxigraph(text_of(nq, kg), ox.RdfFormat.N_QUADS)


def test_n_quads_are_as_oxigraph_writes_them(kg: KnowledgeGraph) -> None:
    """Canonical N-Quads: parsed and written again, the bytes are the same."""
    data = text_of(nq, kg)
    again = ox.serialize(list(ox.parse(data, ox.RdfFormat.N_QUADS)), format=ox.RdfFormat.N_QUADS)
    assert again == data


def test_there_is_no_blank_node(kg: KnowledgeGraph) -> None:
    """Everything has a name that others can refer to."""
    assert not any(term.startswith("_:") for quad in rdf.quads(kg) for term in quad)


def test_nothing_is_said_twice(kg: KnowledgeGraph) -> None:
    """No line of a file stands there twice, and no triple in two graphs: a query over all of them counts right."""
    lines = text_of(nt, kg).splitlines()
    assert len(lines) == len(set(lines)) > 500
    assert len(lines) == len(text_of(nq, kg).splitlines())


# The same bytes -----------------------------------------------------------------------------------------------------


def test_bytes_depend_on_nothing_but_the_articles(tmp_path: Path) -> None:
    """Two processes with other hash seeds, articles added in another order, one store on disk: the same files."""
    code = (
        "import sys; sys.path[:0] = sys.argv[3:]\nfrom pathlib import Path\n"
        "from factories import hama, resolution, syria\nfrom khabar import exports\n"
        "from khabar.graph.knowledge_graph import KnowledgeGraph\nfrom khabar.graph.store import Store\n"
        "readings = [syria(), hama()][:: int(sys.argv[2])]\nfolder = Path(sys.argv[1])\n"
        "store = Store(folder / 'graph.khabar' if sys.argv[2] == '1' else None)\n"
        "store.add(readings)\nstore.resolve(resolution(*readings))\n"
        "for suffix in exports.formats():\n    exports.write(KnowledgeGraph(store), folder / f'graph{suffix}')\n"
    )
    for seed, order in (("1", "1"), ("2", "-1")):
        folder = tmp_path / seed
        folder.mkdir()
        paths = [str(ROOT / "src"), str(ROOT / "tests")]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", code, str(folder), order, *paths], check=True, env=environment)
    for suffix in exports.formats():
        one, two = (tmp_path / seed / f"graph{suffix}" for seed in "12")
        assert one.read_bytes() == two.read_bytes(), suffix


def test_articles_stand_in_id_order_and_sorted(kg: KnowledgeGraph) -> None:
    """Each chunk is sorted; the last two are the articles."""
    chunks = list(rdf.chunks(kg))
    for chunk in chunks:
        assert chunk == sorted(chunk, key=lambda q: (q[0][:-1], *q[1:]))
    assert [chunk[0][0] for chunk in chunks[-2:]] == [
        "<https://w3id.org/khabar/article/hama%2F2>",
        "<https://w3id.org/khabar/article/kremlin-1>",
    ]


def test_memory_does_not_grow_with_the_graph(tmp_path: Path) -> None:
    """Five times the articles in a store on disk, the same peak while they are written."""
    import tracemalloc

    def peak(count: int, module: Any) -> int:
        readings = [copied(f"{i:04}") for i in range(count)]
        store = Store(tmp_path / f"{count}-{module.__name__}.khabar")
        store.add(readings)
        whole = resolution(*readings)
        # As in news, the same things are mentioned again and again.
        known = {e.id: e.id.partition(":")[0] + e.label("ar") for e in whole.entities}
        entities = {known[e.id]: replace(e, id=known[e.id]) for e in whole.entities}
        mentions = {key: known[id] for key, id in whole.mentions.items()}
        store.resolve(Resolution(tuple(entities.values()), mentions))
        kg = KnowledgeGraph(store)
        tracemalloc.start()
        module.write(kg, tmp_path / "graph")
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        store.close()
        return found

    for module in (nq, ttl):
        peak(20, module)  # What is imported and cached once is no part of it.
        assert peak(250, module) < 1.3 * peak(50, module)


# What may stand as a plain triple ------------------------------------------------------------------------------------


def direct(kg: KnowledgeGraph, options: Options = rdf.DEFAULT) -> set[tuple[str, str]]:
    """Return (relation, graph) of the plain triples, by their last parts."""
    found = {(p, g) for _, p, _, g in rdf.quads(kg, options) if p.startswith(f"<{REL}")}
    return {(p[len(REL) + 1 : -1], g.rpartition("/")[2][:-1]) for p, g in found}


def test_facts_are_plain_triples_and_denials_are_not(kg: KnowledgeGraph) -> None:
    """What is affirmed and actual; not the rescue plan that is denied, nor the visit that is planned."""
    assert direct(kg) == {
        ("control", "stated"),
        ("grant_asylum", "reported"),
        ("has_base_in", "stated"),
        ("spokesman_of", "stated"),
    }


def test_reported_facts_can_be_left_out(kg: KnowledgeGraph) -> None:
    """And all of them."""
    assert direct(kg, Options(direct="stated")) == {(r, g) for r, g in direct(kg) if g == "stated"}
    assert direct(kg, Options(direct="none")) == set()


def test_what_is_stated_and_reported_is_stated() -> None:
    """One article says it in its own voice, another quotes it: one triple, in one graph."""
    reading = hama()
    told = next(s for s in reading.statements if s.attribution)
    own = replace_statement(reading, told)
    kg = graph([syria(), own])
    assert {g for r, g in direct(kg) if r == "grant_asylum"} == {"stated"}
    lines = [line for line in text_of(nt, kg).decode().splitlines() if f"> <{REL}grant_asylum> <" in line]
    assert len([line for line in lines if line.startswith(f"<{PUTIN.id}>")]) == 1


def replace_statement(reading: Reading, told: Any) -> Reading:
    """Return the reading with one statement in the article's own voice."""
    plain = statement(
        reading.article, told.claim.subject, told.claim.relation, told.claim.object, trigger=told.trigger.text
    )
    return Reading(reading.article, tuple(plain if s is told else s for s in reading.statements))


@pytest.mark.parametrize("stance", ["denies", "demands", "asks"])
def test_what_someone_denies_or_demands_is_no_plain_triple_whatever_its_polarity(stance: Any) -> None:
    """Even where the reader left polarity and modality at affirmed and actual."""
    speaker = Mention("رويترز", HAMA.text.index("رويترز"), HAMA.text.index("رويترز") + 6, "ORG", "name")
    told = hama().statements[0]
    denied = statement(
        HAMA,
        told.claim.subject,
        told.claim.relation,
        told.claim.object,
        trigger="سيطرت",
        attribution=[said(speaker, stance=stance)],
    )
    assert direct(graph([Reading(HAMA, (denied,))])) == set()


POLARITY = st.sampled_from(["affirmed", "negated"])
MODALITY = st.sampled_from(["actual", "possible", "planned", "demanded", "hypothetical", "general"])


@given(kinds=st.lists(st.tuples(POLARITY, MODALITY, st.booleans()), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_a_plain_triple_always_has_an_affirmed_actual_statement(kinds: list[tuple[Any, Any, bool]]) -> None:
    """In no graph of any format, for any mixture of statements of the same claim."""
    ends = hama().statements[0].claim
    speaker = Mention("رويترز", HAMA.text.index("رويترز"), HAMA.text.index("رويترز") + 6, "ORG", "name")
    found = tuple(
        statement(
            HAMA, ends.subject, ends.relation, ends.object,
            trigger="سيطرت", polarity=p, modality=m, attribution=[said(speaker)] if reported else [],
        )
        for p, m, reported in kinds
    )  # fmt: skip
    expected = {("reported" if r else "stated") for p, m, r in kinds if (p, m) == ("affirmed", "actual")}
    kg = graph([Reading(HAMA, found)])
    assert {g for _, g in direct(kg)} == ({"stated"} if "stated" in expected else expected)
    triples = [line for line in text_of(nt, kg).decode().splitlines() if f"> <{REL}control> <" in line]
    assert len(triples) == bool(expected)


# Shape --------------------------------------------------------------------------------------------------------------


def test_evidence_is_a_web_annotation_on_the_article(kg: KnowledgeGraph) -> None:
    """Its offsets give its quotation in the article's text, which is there too."""
    (counted,) = rdf.to_rdf(kg).query(
        "SELECT (COUNT(*) AS ?n) WHERE { ?a a oa:Annotation ; oa:hasBody ?s ; oa:hasTarget ?target ."
        " ?target oa:hasSource ?article ; oa:hasSelector [ a oa:TextPositionSelector, oa:TextQuoteSelector ;"
        " oa:start ?start ; oa:end ?end ; oa:exact ?exact ] ."
        " ?s a kh:Statement ; prov:wasDerivedFrom ?article . ?article a schema:NewsArticle }"
    )
    assert int(counted[0]) == 9  # type: ignore[index, arg-type]
    texts = {a.text for a in (SYRIA, HAMA)}
    rows = rdf.to_rdf(kg).query(
        "SELECT ?start ?end ?exact ?text WHERE { ?x oa:hasSource/kh:text ?text ; oa:hasSelector ?at ."
        " ?at oa:start ?start ; oa:end ?end ; oa:exact ?exact }"
    )
    for start, end, exact, text in ([v.toPython() for v in row] for row in rows):  # type: ignore[union-attr]
        assert str(text) in texts
        assert str(text)[start:end] == str(exact)


def test_statements_carry_their_qualifiers(kg: KnowledgeGraph) -> None:
    """The denied plan: negated, by a source, who denies; and its class."""
    (row,) = rdf.to_rdf(kg).query(
        "SELECT ?stance ?cue ?class ?exact WHERE { ?s kh:polarity kh:polarity-negated ; kh:class ?class ;"
        " kh:attribution [ kh:stance ?stance ; kh:cue ?cue ] ; kh:evidence/oa:hasSelector/oa:exact ?exact }"
    )
    assert [str(v).removeprefix(KH) for v in row] == [  # type: ignore[union-attr]
        "stance-denies",
        "نفى",
        "class-OTHER",
        "نفى مصدر مقرب من الكرملين أن تكون لدى موسكو خطة لإنقاذ الأسد",
    ]


def test_a_chain_of_speakers_keeps_its_order(kg: KnowledgeGraph) -> None:
    """Reuters, which quotes an official; both are speakers of the statement."""
    rows = rdf.to_rdf(kg).query(
        "SELECT ?order ?label WHERE { ?s a kh:Statement ; kh:attribution [ kh:order ?order ; kh:speaker ?who ] ;"
        " kh:speaker ?who . ?who rdfs:label ?label . FILTER EXISTS { ?s kh:attribution/kh:order 2 } } ORDER BY ?order"
    )
    assert [(int(o), str(label)) for o, label in rows] == [(1, "رويترز"), (2, "مسؤول")]  # type: ignore[misc]


def test_times_are_days_and_edtf(kg: KnowledgeGraph) -> None:
    """An open end has a first day only."""
    rows = rdf.to_rdf(kg).query(
        "SELECT ?edtf ?start ?end WHERE { ?s kh:edtf ?edtf ; kh:start ?start OPTIONAL { ?s kh:end ?end } }"
        " ORDER BY ?edtf"
    )
    assert [tuple(str(v) for v in row) for row in rows] == [  # type: ignore[union-attr]
        ("2015/..", "2015-01-01", "None"),
        ("2024-12-05", "2024-12-05", "2024-12-05"),
    ]


def test_statements_of_one_claim_share_it(kg: KnowledgeGraph) -> None:
    """Asylum is granted in two articles."""
    (row,) = rdf.to_rdf(kg).query(
        "SELECT (COUNT(?s) AS ?n) WHERE { ?s kh:claim ?c . ?c kh:relation rel:grant_asylum ; kh:subject wd:Q7747 }"
    )
    assert int(row[0]) == 2  # type: ignore[index, arg-type]


def test_texts_can_be_left_out(kg: KnowledgeGraph) -> None:
    """Where they may not be published; the quotations stay."""
    plain = text_of(nt, kg, Options(text=False)).decode()
    assert f"<{KH}text>" not in plain
    assert "oa#exact" in plain


def test_another_base_takes_everything_along_but_the_vocabulary(kg: KnowledgeGraph) -> None:
    """Minted entities too; names of the vocabulary, relations and Wikidata stay."""
    minted = "https://w3id.org/khabar/entity/person-1"
    found = resolution(hama())
    kg.store.add([hama()])
    other = {e.id: replace(e, id=minted) if e.id == "named:الأسد" else e for e in resolution(syria(), hama()).entities}
    whole = resolution(syria(), hama())
    mentions = {k: other[v].id for k, v in whole.mentions.items()}
    kg.store.resolve(Resolution(tuple(other.values()), mentions, found.merges))
    kg = KnowledgeGraph(kg.store)
    options = Options(base="https://example.org/data/")
    iris = {term for quad in rdf.quads(kg, options) for term in quad if term.startswith("<https://w3id.org/khabar/")}
    assert {iri for iri in iris if not iri.startswith((f"<{KH}", f"<{REL}"))} == set()
    assert "<https://example.org/data/entity/person-1>" in {q[0] for q in rdf.quads(kg, options)}
    assert isomorphic(
        Graph().parse(data=text_of(ttl, kg, options), format="turtle"),
        Graph().parse(data=text_of(nt, kg, options), format="nt"),
    )


@pytest.mark.parametrize("base", ["khabar/", "https://example.org/data", "https://exa mple.org/", "mailto:a@b/"])
def test_a_base_that_is_none_is_refused(base: str) -> None:
    """With what would be one."""
    with pytest.raises(ExportError, match="Give an http"):
        Options(base=base)


def test_exports_take_the_options(kg: KnowledgeGraph, tmp_path: Path) -> None:
    """By one name for all RDF formats; others are written as ever."""
    options = Options(direct="none")
    exports.write(kg, tmp_path / "graph.ttl", rdf=options)
    exports.write(kg, tmp_path / "graph.jsonl", rdf=options)
    assert (tmp_path / "graph.ttl").read_bytes() == text_of(ttl, kg, options)


def test_triple_terms_are_written_on_request(kg: KnowledgeGraph) -> None:
    """RDF 1.2: each claim with an object reifies its triple, without asserting it."""
    options = Options(triple_terms=True, direct="none")
    found = [q for q in ox.parse(text_of(nt, kg, options), ox.RdfFormat.N_TRIPLES) if isinstance(q.object, ox.Triple)]
    assert len(found) == 6
    turtle = oxigraph(text_of(ttl, kg, options), ox.RdfFormat.TURTLE)
    assert turtle == oxigraph(text_of(nt, kg, options), ox.RdfFormat.N_TRIPLES)
    for module in (jsonld, rdfxml):
        with pytest.raises(ExportError, match="triple terms"):
            text_of(module, kg, options)


# Any text -----------------------------------------------------------------------------------------------------------


@cache
def alphabet() -> st.SearchStrategy[str]:
    """Texts of any characters, those that formats have trouble with more often than others."""
    hard = st.sampled_from(
        list("\"'\\\n\r\t\0\x01\x0b\x7f\x85\u2028\ufeff\uffff<>&{}|^`%#?/:.@ _~-")
        + ["ـ", "\u0651", "\u200d", "٣", "👩", "\U0010ffff"]
    )
    return st.text(hard | st.characters(exclude_categories=["Cs"]), max_size=12)


@given(words=alphabet(), id=alphabet(), entity=alphabet(), lemma=alphabet(), source=alphabet(), language=alphabet())
@settings(max_examples=150, deadline=None)
def test_any_text_survives_every_format(
    words: str, id: str, entity: str, lemma: str, source: str, language: str
) -> None:
    """Ids, names, lemmas and quotations of any characters: every reader finds the same in every format."""
    article = Article.of(f"نص {words}.", id=id or "0", source=source, language=language, url=words)
    mention = Mention("نص", 0, 2, "OTHER", "name")
    found = statement(
        article,
        mention,
        relation(None, lemma or "?", words, source, "OTHER"),
        mention,
        trigger=article.text,
        extractor=source,
    )
    thing = Entity(entity or "1", "named", "OTHER", Labels.of(ar=words, en=lemma), (words,), (source, "Q1"), entity)
    kg = KnowledgeGraph(Store())
    kg.store.add([Reading(article, (found,))])
    kg.store.resolve(
        Resolution((thing,), {(article.id, 0, 2): thing.id}, (Merge(thing.id, words, lemma, 0.1, source),))
    )

    triples = oxigraph(text_of(nt, kg), ox.RdfFormat.N_TRIPLES)
    assert oxigraph(text_of(ttl, kg), ox.RdfFormat.TURTLE) == triples
    assert oxigraph(text_of(jsonld, kg), ox.RdfFormat.JSON_LD) == triples
    assert oxigraph(text_of(trig, kg), ox.RdfFormat.TRIG) == oxigraph(text_of(nq, kg), ox.RdfFormat.N_QUADS)
    assert len(oxigraph(text_of(rdfxml, kg), ox.RdfFormat.RDF_XML)) == len(triples)
    quoted = {q.object.value for q in triples if q.predicate.value.endswith("#exact")}  # type: ignore[union-attr]
    assert article.text in quoted
    expected = rdf.to_rdf(kg)
    for format, module in TRIPLES.items():
        read = Graph().parse(data=text_of(module, kg), format=format)
        assert len(read) == len(expected), format
        assert format == "xml" or set(read) == set(expected), format


@given(one=alphabet(), other=alphabet())
def test_no_two_ids_become_one_iri(one: str, other: str) -> None:
    """Articles, entities and open relations."""
    from khabar.exports._rdf import Names
    from khabar.exports._terms import BASE

    names = Names(BASE)
    for name in (names.article, lambda id: names.relation(f"open:{id}"), lambda id: names.named("source", id)):
        assert (name(one) == name(other)) == (one == other)


def test_evidence_survives_a_merge_of_entities(kg: KnowledgeGraph) -> None:
    """Two entities become one: statements, quotations and ids stay."""
    before = list(kg.statements())
    whole = resolution(syria(), hama())
    mentions = {k: PUTIN.id if v == "named:الأسد" else v for k, v in whole.mentions.items()}
    kg.store.resolve(replace(whole, mentions=mentions))
    after = list(KnowledgeGraph(kg.store).statements())
    assert after == before
    assert [s.id for s in after] == [s.id for s in before]
    for s in after:
        assert s.evidence == Evidence(kg.article(s.article), s.evidence.start, s.evidence.end, s.evidence.text)
