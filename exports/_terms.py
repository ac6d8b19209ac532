"""RDF terms as N-Triples text: IRIs that any id can be put into, and literals that any text can.

A term is the string that N-Triples has for it (``<https://...>``, ``"نص"@ar``). Strings are sorted, compared and
written much faster than term objects, and they are the same in every format but for abbreviations.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

BASE = "https://w3id.org/khabar/"
"""Where the data's IRIs begin, unless another base is given."""

KH = "https://w3id.org/khabar/ns#"
REL = "https://w3id.org/khabar/relation/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OA = "http://www.w3.org/ns/oa#"
PROV = "http://www.w3.org/ns/prov#"
SCHEMA = "https://schema.org/"
WD = "http://www.wikidata.org/entity/"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
SHACL = "http://www.w3.org/ns/shacl#"

PREFIXES = {
    "kh": KH,
    "rel": REL,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "oa": OA,
    "prov": PROV,
    "schema": SCHEMA,
    "wd": WD,
}
"""What files declare, in the order in which they declare it. The vocabulary's own two stay when the base is another."""

_ABSOLUTE = re.compile(r"(https?://|urn:)[^\x00-\x20<>\"{}|\\^`\x7f-\x9f\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff]+")
_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_WIKIDATA = re.compile(r"(?:wd:|wikidata:)?(Q[1-9][0-9]*)")
_GEONAMES = re.compile(r"(?:gn:|geonames:)([1-9][0-9]*)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?")  # language-Script-REGION

# Letters, marks and digits that may stand in an IRI, in a Turtle local name and in an XML name of the oldest parsers.
_LETTERS = "A-Za-z0-9\u0621-\u063a\u0641-\u0652\u0660-\u0669\u067e\u0686\u0698\u06a4\u06a9\u06af\u06cc"
_UNSAFE = re.compile(f"[^{_LETTERS}_.~-]")
_NOT_NAME = re.compile(f"[^{_LETTERS}]")
_ID = re.compile("[A-Za-z][A-Za-z0-9_]*")

# What a line-based reader could take for an end of line, or an editor hide, is escaped beyond what N-Triples asks.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_ESCAPED = re.compile(r"\\(?:u([0-9A-F]{4})|(.))", re.DOTALL)
_UNESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def absolute(text: str) -> bool:
    """Is it an absolute IRI that stays the same in every format?"""
    return bool(_ABSOLUTE.fullmatch(text)) and not _BAD_PERCENT.search(text)


def expand(curie: str) -> str:
    """Return the term of a name with one of :data:`PREFIXES` or of those that only the vocabulary needs."""
    prefix, _, local = curie.partition(":")
    return iri((PREFIXES | {"sem": SEM, "edtf": EDTF[: -len("EDTF")], "sh": SHACL})[prefix] + local)


def iri(text: str) -> str:
    """Return the term of an IRI, which must be valid."""
    return f"<{text}>"


def segment(id: str) -> str:
    """Return an id as one segment of an IRI's path: Arabic letters stay, what is not safe is percent-encoded."""
    encoded = _UNSAFE.sub(lambda m: "".join(f"%{byte:02X}" for byte in m[0].encode()), id)
    # A parser would resolve these two away.
    return encoded.replace(".", "%2E") if encoded in (".", "..") else encoded


def relation_name(key: str) -> str:
    """Return the last part of a relation's IRI: its id, or ``open-`` and its lemma, a valid XML and Turtle name.

    In a lemma, a space becomes ``_`` and every other character that is no letter ``-HEX-``; no two keys become one.
    """
    if _ID.fullmatch(key):
        return key
    kind, lemma = ("open", key[5:]) if key.startswith("open:") else ("id", key)
    return f"{kind}-" + _NOT_NAME.sub(lambda m: "_" if m[0] == " " else f"-{ord(m[0]):X}-", lemma)


def external(id: str) -> str | None:
    """Return the IRI that an id is or abbreviates (an IRI, ``Q7747``, ``wd:Q7747``, ``gn:163843``), else None."""
    if found := _WIKIDATA.fullmatch(id):
        return WD + found[1]
    if found := _GEONAMES.fullmatch(id):
        return f"https://sws.geonames.org/{found[1]}/"
    return id if absolute(id) else None


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def text(value: str, language: str = "") -> str:
    """Return the literal of a text; its language is left out where it is no language tag."""
    if _SPECIAL.search(value):
        value = _SPECIAL.sub(_escape, value)
    return f'"{value}"@{language}' if _LANGUAGE.fullmatch(language) else f'"{value}"'


def typed(value: str, datatype: str) -> str:
    """Return the literal of a value with the IRI of its datatype."""
    return f"{text(value)}^^<{datatype}>"


@lru_cache(maxsize=1 << 12)
def day(value: date) -> str:
    """Return the literal of a day."""
    return f'"{value.isoformat()}"^^<{XSD}date>'


@lru_cache(maxsize=1 << 12)
def decimal(value: float) -> str:
    """Return the literal of a number, with every digit that tells it from its neighbours and no exponent."""
    return f'"{Decimal(repr(float(value))):f}"^^<{XSD}decimal>'


def count(value: int) -> str:
    """Return the literal of an offset or a number of things."""
    return f'"{value}"^^<{XSD}nonNegativeInteger>'


def literal(term: str) -> tuple[str, str, str]:
    """Return what a literal's term says: its text, the IRI of its datatype or "", its language or ""."""
    value, datatype, language = term[1:-1], "", ""
    if term[-1] == ">":
        at = term.rindex('"^^<')
        value, datatype = term[1:at], term[at + 4 : -1]
    elif term[-1] != '"':
        at = term.rindex('"@')
        value, language = term[1:at], term[at + 2 :]
    if "\\" in value:
        value = _ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else _UNESCAPED.get(m[2], m[2]), value)
    return value, datatype, language
