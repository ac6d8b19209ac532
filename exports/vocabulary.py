"""Our RDF vocabulary: the OWL ontology, the SHACL shapes and the JSON-LD context, all from ``vocabulary.toml``.

python -m khabar.exports.vocabulary owl > khabar.ttl       # or: shapes, context
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..graph.ontology import Ontology, RelationType
from ._rdf import TYPES, Triple, value
from ._terms import BASE, KH, PREFIXES, REL, SEM, SHACL, expand, iri, text, typed
from ._turtle import Turtle

_FILE = Path(__file__).with_name("vocabulary.toml")
_WIKIDATA_PROPERTY = "http://www.wikidata.org/entity/"


@cache
def table() -> Mapping[str, Any]:
    """Return ``vocabulary.toml`` as it stands."""
    with _FILE.open("rb") as file:
        return tomllib.load(file)


@cache
def ranges() -> Mapping[str, str]:
    """Return the range of every property that we write, by its prefixed name, in the order of the file."""
    found: dict[str, str] = {f"kh:{entry['id']}": entry["range"] for entry in table()["property"]}
    found.update(table()["others"])
    return found


# OWL ---------------------------------------------------------------------------------------------------------------


def owl(ontology: Ontology) -> str:
    """Return the vocabulary and an ontology's relations as Turtle: labels and comments in Arabic and English.

    Relations carry their class, CAMEO code, PLOVER mode, inverse, the types of their ends (schema:domainIncludes and
    rangeIncludes, from which nothing is inferred) and a close match in Wikidata.
    """
    turtle = Turtle(BASE)
    parts: list[Iterable[Triple]] = [_head(), *map(_class, table()["class"]), *map(_property, table()["property"])]
    parts += [t for scheme in table()["scheme"] for t in _scheme(scheme)]
    parts += [_relation(relation) for relation in ontology.relations.values()]
    head = turtle.head + f"@prefix sem: <{SEM}> .\n"
    return head + "".join("".join(turtle.block(sorted(part))) for part in parts)


def _head() -> Iterator[Triple]:
    s = iri(KH.rstrip("#"))
    yield s, expand("rdf:type"), expand("owl:Ontology")
    yield s, expand("owl:versionInfo"), text(table()["version"])
    yield s, expand("rdfs:label"), text("Khabar: statements of news articles", "en")
    yield s, expand("rdfs:label"), text("خبر: إفادات المقالات الإخبارية", "ar")


def _about(s: str, entry: Mapping[str, Any]) -> Iterator[Triple]:
    for name in ("label", "comment"):
        for language, words in entry.get(name, {}).items():
            yield s, expand(f"rdfs:{name}"), text(words, language)
    for other in entry.get("close", ()):
        yield s, expand("skos:closeMatch"), expand(other)
    yield s, expand("rdfs:isDefinedBy"), iri(KH.rstrip("#"))


def _class(entry: Mapping[str, Any]) -> Iterator[Triple]:
    s = iri(KH + entry["id"])
    yield from _about(s, entry)
    yield s, expand("rdf:type"), expand("owl:Class")
    for other in entry.get("sub", ()):
        yield s, expand("rdfs:subClassOf"), expand(other)


def _property(entry: Mapping[str, Any]) -> Iterator[Triple]:
    s, range = iri(KH + entry["id"]), entry["range"]
    data = range.startswith(("xsd:", "edtf:")) or range == "text"
    yield from _about(s, entry)
    yield s, expand("rdf:type"), expand("owl:DatatypeProperty" if data else "owl:ObjectProperty")
    for other in entry.get("sub", ()):
        yield s, expand("rdfs:subPropertyOf"), expand(other)
    if range.startswith("value:"):
        yield s, expand("rdfs:range"), expand("skos:Concept")
    elif range != "text":
        yield s, expand("rdfs:range"), expand(range)


def _scheme(entry: Mapping[str, Any]) -> Iterator[list[Triple]]:
    scheme = iri(f"{KH}scheme-{entry['id']}")
    yield [(scheme, expand("rdf:type"), expand("skos:ConceptScheme")), *_about(scheme, entry)]
    for name, label in entry["values"].items():
        s = value(entry["id"], name)
        yield [
            (s, expand("rdf:type"), expand("skos:Concept")),
            (s, expand("skos:inScheme"), scheme),
            (s, expand("skos:notation"), text(name)),
            *((s, expand("skos:prefLabel"), text(words, language)) for language, words in label.items()),
        ]


def _relation(relation: RelationType) -> Iterator[Triple]:
    s = iri(REL + relation.id)
    for kind in ("owl:ObjectProperty", "kh:Relation", *(("owl:SymmetricProperty",) if relation.symmetric else ())):
        yield s, expand("rdf:type"), expand(kind)
    for language, label in relation.label.items():
        yield s, expand("rdfs:label"), text(label, language)
    yield s, expand("kh:class"), value("class", relation.class_)
    for name in ("cameo", "mode"):
        if found := getattr(relation, name):
            yield s, expand(f"kh:{name}"), text(found)
    if relation.wikidata:
        yield s, expand("skos:closeMatch"), iri(_WIKIDATA_PROPERTY + relation.wikidata)
    if relation.inverse:
        yield s, expand("owl:inverseOf"), iri(REL + relation.inverse)
    for end, types in (("schema:domainIncludes", relation.subject), ("schema:rangeIncludes", relation.object)):
        for type in types:
            yield s, expand(end), iri(KH + TYPES[type])


# SHACL -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rule:
    """A shape in SPARQL: no thing of the class may be found by the pattern, in which ``$this`` is the thing."""

    name: str
    target: str
    message: str
    shown: str
    where: str


# Aimed at the few relations and articles, not at the many entities and quotations: pySHACL runs a query for each.
RULES = (
    Rule(
        "NoBareTriple",
        "kh:Relation",
        "A plain triple that no affirmed and actual statement makes: {?subject} {$this} {?value}",
        "?subject ?value",
        """
        ?subject $this ?value .
        FILTER NOT EXISTS {
            ?s kh:subject ?subject ; kh:object ?value ; kh:relation $this ;
               kh:polarity kh:polarity-affirmed ; kh:modality kh:modality-actual . }""",
    ),
    Rule(
        "ExactWords",
        "schema:NewsArticle",
        "A quotation that is not its article's words at these offsets: {?value}",
        "?value",
        """
        OPTIONAL { $this kh:text ?text }
        ?words oa:hasSource $this ; oa:hasSelector ?at .
        ?at oa:start ?start ; oa:end ?end ; oa:exact ?value .
        FILTER (STRLEN(?value) != ?end - ?start
                || (BOUND(?text) && SUBSTR(STR(?text), ?start + 1, ?end - ?start) != ?value))""",
    ),
)


def shapes() -> str:
    """Return SHACL shapes (with SHACL-SPARQL) for everything we write, as Turtle.

    They hold that each thing has what it must have and nothing else, that a quotation is its article's words, and that
    nothing stands as a plain triple but what some statement affirms as actual.
    """
    declared = "".join(
        f"\n<#prefixes> sh:declare <#prefix-{p}> ."
        f'\n<#prefix-{p}> sh:prefix "{p}" ; sh:namespace {typed(PREFIXES[p], PREFIXES["xsd"] + "anyURI")} .'
        for p in ("kh", "oa")
    )
    head = "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())
    head = f"@base <{BASE}shapes> .\n{head}@prefix sh: <{SHACL}> .\n@prefix edtf: {expand('edtf:')} .\n"
    return head + "\n".join(map(_shape, table()["shape"])) + "\n" + declared + "\n" + "".join(map(_rule, RULES))


def _rule(rule: Rule) -> str:
    return f'''
<#{rule.name}> a sh:NodeShape ;
    sh:targetClass {rule.target} ;
    sh:sparql <#{rule.name}-query> .

<#{rule.name}-query> sh:prefixes <#prefixes> ;
    sh:message "{rule.message}" ;
    sh:select """SELECT $this {rule.shown} WHERE {{{rule.where} }}""" .
'''


def _shape(entry: Mapping[str, Any]) -> str:
    kind, target = ("Class", entry["target"]) if "target" in entry else ("ObjectsOf", entry["objects_of"])
    name = target.replace(":", "-")
    lines = [f"<#{name}> a sh:NodeShape", f"sh:target{kind} {target}", "sh:nodeKind sh:IRI"]
    if entry.get("closed"):
        lines += ["sh:closed true", "sh:ignoredProperties ( rdf:type )"]
    parts = []
    for held in entry["holds"]:
        property, count = held.split()
        part = f"<#{name}-{property.replace(':', '-')}>"
        lines.append(f"sh:property {part}")
        parts.append(f"{part} sh:path {property} ; {' ; '.join(_constraints(property, count))} .")
    return "\n" + " ;\n    ".join(lines) + " .\n" + "\n".join(parts)


def _constraints(property: str, count: str) -> Iterator[str]:
    if count in "1+":
        yield "sh:minCount 1"
    if count in "1?":
        yield "sh:maxCount 1"
    range = ranges()[property]
    if property in ("kh:confidence", "kh:score"):
        yield "sh:minInclusive 0.0 ; sh:maxInclusive 1.0"
    if property in ("oa:start", "kh:start"):
        yield f"sh:lessThan{'OrEquals' if property == 'kh:start' else ''} {property[:-5]}end"
    if range == "text":
        yield "sh:or ( [ sh:datatype xsd:string ] [ sh:datatype rdf:langString ] )"
    elif range.startswith("value:"):
        yield f"sh:in ( {' '.join(_values(range[6:]))} )"
    elif range == "owl:Class":
        yield f"sh:in ( {' '.join(f'kh:{name}' for name in TYPES.values())} )"
    elif range.startswith(("xsd:", "edtf:")):
        yield f"sh:datatype {range}"
    elif range != "triple":
        yield "sh:nodeKind sh:IRI" if range == "iri" else f"sh:class {range}"


def _values(scheme: str) -> Iterable[str]:
    (found,) = (s for s in table()["scheme"] if s["id"] == scheme)
    return (f"kh:{scheme}-{name}" for name in found["values"])


# JSON-LD -----------------------------------------------------------------------------------------------------------


def context(base: str = BASE) -> dict[str, Any]:
    """Return the JSON-LD context of an export: our names are plain, others keep their prefix, values are strings."""
    found: dict[str, Any] = {"@base": base, "@vocab": KH} | PREFIXES
    for property, range in ranges().items():
        kind = _coercion(range)
        if kind is not None:
            found[property.removeprefix("kh:")] = {"@id": property, "@type": kind}
    return found


def _coercion(range: str) -> str | None:
    """Return the type that JSON-LD takes a property's plain strings for; None where they are just strings."""
    if range in ("text", "xsd:string", "triple"):
        return None
    if range.startswith(("xsd:", "edtf:")):
        return expand(range)[1:-1]
    return "@vocab" if range.startswith("value:") or range in ("owl:Class", "kh:Relation") else "@id"


def main(arguments: list[str]) -> int:
    """Print the vocabulary, the shapes or the context; return the exit code."""
    made: dict[str, Callable[[], str]] = {
        "owl": lambda: owl(Ontology.load()),
        "shapes": shapes,
        "context": lambda: json.dumps({"@context": context()}, ensure_ascii=False, indent=2) + "\n",
    }
    if len(arguments) != 1 or arguments[0] not in made:
        print(f"Say one of {', '.join(made)}.", file=sys.stderr)
        return 2
    sys.stdout.buffer.write(made[arguments[0]]().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
