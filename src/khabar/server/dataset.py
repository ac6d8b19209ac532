"""What must be known of a query before it is run: does it choose its graphs, and does it ask another endpoint?

Oxigraph tells neither, and reads a query without looking for the ends of words (``SERVICE:x`` asks another endpoint),
so a search for words could be led astray. A query that holds such a word anywhere, be it in a text or in a name, is
parsed by rdflib; one that rdflib cannot read is taken to do what the word says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_FROM = re.compile(r"FROM\s*(NAMED\s*)?(<|[\w.-]*:)", re.IGNORECASE)


def asks_others(query: str) -> bool:
    """Does the query hold a SERVICE, so that running it would open a connection?"""
    # \\u0053 is an S where a parser expands escapes first, as the standard has it.
    if "service" not in query.lower() and "\\u" not in query.lower():
        return False
    parsed = _parsed(query)
    return parsed is None or _holds(parsed, "ServiceGraphPattern")


def chooses_graphs(query: str) -> bool:
    """Does the query have FROM or FROM NAMED, so that it is not about the union of all graphs?"""
    if not _FROM.search(query):
        return False
    parsed = _parsed(query)
    return parsed is None or _holds(parsed, "DatasetClause")


def _parsed(query: str) -> Any:
    from rdflib.plugins.sparql.parser import parseQuery

    try:
        return parseQuery(query)
    except Exception:  # pyparsing's errors, and RecursionError for what is nested deeply: both say that it is not read
        return None


def _holds(node: Any, name: str) -> bool:
    from rdflib.plugins.sparql.parserutils import CompValue

    if isinstance(node, CompValue):
        return node.name == name or any(_holds(part, name) for part in node.values())
    # rdflib's terms are strings; the rest that can be gone through are pyparsing's lists.
    return not isinstance(node, str) and isinstance(node, Iterable) and any(_holds(part, name) for part in node)
