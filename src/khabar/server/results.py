"""What a query found, in the formats that the protocol names, up to a number of rows and bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import islice, tee
from typing import TypeVar
from urllib.parse import quote
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

import pyoxigraph as ox

from ..exports._terms import PREFIXES
from ..exports.sparql import Results, Term, lines, short

SELECT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "html": "text/html",
}
"""The media type of each format of rows, the one that is preferred first."""

CONSTRUCT = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
    "html": "text/html",
}
"""The media type of each format of triples, the one that is preferred first."""

_RDF = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_TEXT = ("csv", "tsv", "html", "ttl")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHOWN = 1000  # rows of a page; a browser chokes on a hundred thousand

_T = TypeVar("_T")
Named = Callable[[Results], Results]


class TooLarge(Exception):
    """More was found than is answered; the message says how much that is and what to do."""


def media_type(types: dict[str, str], format: str) -> str:
    """Return the value of Content-Type for a format."""
    return f"{types[format]}; charset=utf-8" if format in _TEXT else types[format]


def rows(results: Results, format: str, *, most: int, size: int, named: Named | None = None, page: str = "en") -> bytes:
    """Return rows, or a yes or no, in a format of :data:`SELECT`; TooLarge beyond so many rows or bytes.

    In a page, things are called as ``named`` gives them, which makes results with labels of results, and lead to their
    own pages; ``page`` is the language of its other words.
    """
    if format == "html":
        return _within(_html(results, named, page), size)
    limited = Results(results.variables, _at_most(results.rows, most), results.answer)
    text = {"tsv": _tsv, "xml": _xml}.get(format)
    return _within(text(limited) if text else lines(limited, format), size)


def triples(found: Iterable[ox.Triple], format: str, *, most: int, size: int, page: str = "en") -> bytes:
    """Return triples in a format of :data:`CONSTRUCT`; TooLarge beyond so many triples or bytes."""
    if format == "html":
        every = ((t.subject, t.predicate, t.object) for t in found)
        return rows(Results(("subject", "predicate", "object"), every), "html", most=most, size=size, page=page)
    plain = format not in ("ttl", "rdf")
    text = ox.serialize(_at_most(found, most), format=_RDF[format], prefixes=None if plain else PREFIXES)
    return _within([text.decode() if text else ""], size)


def _at_most(items: Iterable[_T], most: int) -> Iterator[_T]:
    for number, item in enumerate(items):
        if number == most:
            raise TooLarge(f"The query has more than {most:,} results. Add a LIMIT, or ask a smaller question.")
        yield item


def _within(pieces: Iterable[str], size: int) -> bytes:
    found = bytearray()
    for piece in pieces:
        found += piece.encode("utf-8", "replace")
        if len(found) > size:
            raise TooLarge(f"The results are longer than {size:,} bytes. Add a LIMIT, or ask for fewer columns.")
    return bytes(found)


def _tsv(results: Results) -> Iterator[str]:
    """Yield SPARQL 1.1 TSV: terms as Turtle has them."""
    yield "\t".join(f"?{name}" for name in results.variables) + "\n"
    for row in results:
        yield "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) + "\n"


def _xml(results: Results) -> Iterator[str]:
    """Yield SPARQL 1.1 XML; control characters, which XML cannot hold, become U+FFFD."""
    yield '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n<head>'
    if results.answer is not None:
        yield f"</head>\n<boolean>{str(results.answer).lower()}</boolean>\n</sparql>\n"
        return
    yield "".join(f"<variable name={quoteattr(name)}/>" for name in results.variables) + "</head>\n<results>\n"
    for row in results:
        bound = zip(results.variables, row, strict=True)
        cells = (f"<binding name={quoteattr(name)}>{_element(term)}</binding>" for name, term in bound if term)
        yield f"<result>{''.join(cells)}</result>\n"
    yield "</results>\n</sparql>\n"


def _element(term: Term) -> str:
    if isinstance(term, ox.Triple):
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return f"<triple>{''.join(f'<{name}>{_element(part)}</{name}>' for name, part in parts)}</triple>"
    value = xml_escape(_NOT_XML.sub("\ufffd", term.value))
    if isinstance(term, ox.NamedNode):
        return f"<uri>{value}</uri>"
    if isinstance(term, ox.BlankNode):
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    if term.datatype.value == PREFIXES["xsd"] + "string":
        return f"<literal>{value}</literal>"
    return f"<literal datatype={quoteattr(term.datatype.value)}>{value}</literal>"


# A table in a page ---------------------------------------------------------------------------------------------------


_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"yes": "yes", "no": "no", "rows": "rows:", "of more": "there are more rows; shown are the first"},
    "ar": {
        **{"yes": "نعم", "no": "لا", "rows": "عدد الصفوف:", "of more": "هناك صفوف أكثر؛ المعروض منها أولها، وعدده"},
        # The columns of the saved questions, and of triples.
        **{"day": "اليوم", "month": "الشهر", "first": "أولا", "last": "آخرا", "second": "ثانيا"},
        **{"subject": "الفاعل", "relation": "العلاقة", "object": "المفعول", "predicate": "الخاصية", "of": "في"},
        **{"speaker": "القائل", "stance": "الموقف", "polarity": "الإثبات والنفي", "modality": "الجهة"},
        **{"words": "اللفظ", "article": "المقال", "publisher": "الناشر", "publishers": "الناشرون"},
        **{"statements": "الإفادات", "accused": "المتهم", "accuser": "المتهِم", "holder": "الشاغل"},
        **{"affirmed": "مثبتة", "denied": "منفية"},
        **{"one": "أحدهما", "other": "الآخر", "from": "من", "between": "عبر", "to": "إلى", "name": "الاسم"},
    },
}


def _html(results: Results, named: Named | None, page: str) -> Iterator[str]:
    """Yield a table of the first rows; IRIs lead to what is known of them."""
    words = _WORDS[page]
    if results.answer is not None:
        yield f'<p class="answer">{words["yes" if results.answer else "no"]}</p>\n'
        return
    head = "".join(f"<th>{escape(words.get(name, name))}</th>" for name in results.variables)
    yield f'<div class="rows"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
    plain, other = tee(results.rows)
    labelled = named(Results(results.variables, other)).rows if named else other
    shown = 0
    for row, labels in islice(zip(plain, labelled, strict=True), _SHOWN):
        yield f"<tr>{''.join(_cell(term, label, page) for term, label in zip(row, labels, strict=True))}</tr>\n"
        shown += 1
    more = next(plain, None) is not None
    yield f'</tbody></table></div>\n<p class="count">{words["of more" if more else "rows"]} {shown:,}</p>\n'


def _cell(term: Term | None, named: Term | None, page: str) -> str:
    if term is None:
        return "<td></td>"
    text = escape(short(named))
    if isinstance(term, ox.NamedNode):
        address = f"/thing?iri={quote(term.value, safe='')}&lang={page}"
        text = f'<a href="{escape(address)}" title="{escape(term.value)}">{text}</a>'
    return f'<td dir="auto">{text}</td>'
