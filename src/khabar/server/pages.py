"""The pages: a query form, the saved questions, what they found. Plain HTML that loads one style sheet, no script."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from ..exports._terms import PREFIXES
from ..exports.questions import Question, questions

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "direction": "ltr",
        "other": "العربية",
        "questions": "Questions",
        "query": "Query",
        "run": "Run",
        "ask": "Ask",
        "about": "about",
        "to": "to",
        "since": "since",
        "until": "until",
        "needed": "needed",
        "as": "The whole answer as",
        "sparql": "As SPARQL",
        "prefixes": "These prefixes need no declaration; what lies in named graphs is found without GRAPH.",
        "thing": "What is known of",
    },
    "ar": {
        "direction": "rtl",
        "other": "English",
        "questions": "أسئلة",
        "query": "استعلام",
        "run": "تنفيذ",
        "ask": "اسأل",
        "about": "عن",
        "to": "إلى",
        "since": "من تاريخ",
        "until": "حتى تاريخ",
        "needed": "مطلوب",
        "as": "الجواب كله بصيغة",
        "sparql": "بلغة SPARQL",
        "prefixes": "هذه البادئات لا تحتاج إلى تعريف، وما في الرسوم البيانية المسماة يوجد بغير GRAPH.",
        "thing": "ما يعرف عن",
    },
}
EXAMPLE = """\
SELECT ?name (COUNT(DISTINCT ?statement) AS ?statements) WHERE {
  ?statement a kh:Statement ; kh:subject ?thing .
  ?thing rdfs:label ?name .
} GROUP BY ?thing ?name ORDER BY DESC(?statements) LIMIT 10
"""

_DAYS = ("since", "until")


def page(title: str, content: str, *, language: str, name: str, here: str) -> bytes:
    """Return a page in UTF-8. ``here`` is its address relative to the root, with its parameters but the language."""
    words = WORDS[language]
    other = "en" if language == "ar" else "ar"
    swap = f"{here}{'&' if '?' in here else '?'}lang={other}"
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{words["direction"]}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>
<link rel="stylesheet" href="/style.css"></head>
<body>
<header><h1><a href="/?lang={language}"><bdi>{escape(name)}</bdi></a></h1>
<a href="/sparql?lang={language}">{words["query"]}</a>
<a class="end" href="{escape(swap)}" lang="{other}">{words["other"]}</a></header>
{content}
</body></html>
""".encode()


def front(language: str) -> str:
    """Return the list of the saved questions and a query to begin with."""
    items = "".join(
        f'<dt><a href="/ask/{q.id}?lang={language}">{escape(_name(q, language))}</a></dt>'
        f"<dd>{escape(q.explain.get(language, q.explain['en']))}</dd>\n"
        for q in questions().values()
    )
    words = WORDS[language]
    return f"<h2>{words['questions']}</h2>\n<dl>{items}</dl>\n<h2>{words['query']}</h2>\n{form(EXAMPLE, language)}"


def form(query: str, language: str) -> str:
    """Return the query form."""
    words = WORDS[language]
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return f"""<form action="/sparql" method="get"><input type="hidden" name="lang" value="{language}">
<textarea name="query" spellcheck="false" aria-label="SPARQL">{escape(query)}</textarea>
<fieldset><button>{words["run"]}</button></fieldset></form>
<details><summary>{words["prefixes"]}</summary><pre>{escape(prefixes)}</pre></details>
"""


def question(asked: Question, given: Mapping[str, str], language: str) -> str:
    """Return a saved question's explanation and form."""
    words = WORDS[language]
    fields = "".join(_field(p, p in asked.needs, given.get(p, ""), words) for p in asked.takes)
    return f"""<h2>{escape(_name(asked, language))}</h2>
<p>{escape(asked.explain.get(language, asked.explain["en"]))}</p>
<form action="/ask/{asked.id}" method="get"><input type="hidden" name="lang" value="{language}">
<input type="hidden" name="run" value="1">
<fieldset>{fields}<button>{words["ask"]}</button></fieldset></form>
"""


def _field(parameter: str, needed: bool, value: str, words: Mapping[str, str]) -> str:
    name = f"{words[parameter]} ({words['needed']})" if needed else words[parameter]
    kind = f"{' type=date' if parameter in _DAYS else ''}{' required' if needed else ''}"
    return f'<label>{name}<input name="{parameter}" dir="auto" value="{escape(value)}"{kind}></label>'


def downloads(path: str, given: Mapping[str, str], language: str, formats: tuple[str, ...]) -> str:
    """Return links to the same answer in other formats, whole."""
    addresses = {format: f"{path}?{urlencode({**given, 'as': format})}" for format in formats}
    links = " ".join(f'<a href="{escape(address)}">{format}</a>' for format, address in addresses.items())
    return f"<p>{WORDS[language]['as']} {links}</p>\n"


def wrong(message: str) -> str:
    """Return what is wrong, as a line of a page."""
    return f'<p class="wrong" dir="auto">{escape(message)}</p>\n'


def thing(iri: str, language: str) -> str:
    """Return the head of the page of a thing."""
    return f"<h2>{WORDS[language]['thing']}</h2>\n<p><bdi>{escape(iri)}</bdi></p>\n"


def _name(asked: Question, language: str) -> str:
    return asked.name.get(language, asked.id).replace("-", " ")
