"""The SPARQL 1.1 Protocol's requests: what is asked of which graphs, and in which format the answer is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_READ_ONLY = "This endpoint is read only: it takes queries and no updates."
_ALIASES = {
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/x-turtle": "ttl",
    "text/plain": "nt",
    "application/xhtml+xml": "html",
}
_RDF_ALIASES = {"json": "jsonld", "xml": "rdf"}


class Refused(Exception):
    """A request that is not answered: the status, a line that says why, and headers that go with it."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True)
class Asked:
    """A query and the graphs it is asked of; the query is "" where none is given.

    ``format`` is the parameter ``as`` of our pages and outranks Accept. A parameter ``format`` means nothing here, for
    clients send values of their own in it.
    """

    query: str = ""
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    format: str = ""


def parameters(text: bytes) -> list[tuple[str, str]]:
    """Return the parameters of an address or a form; Refused where they are not UTF-8 or too many."""
    try:
        decoded = text.decode("ascii")  # what is not is percent-encoded
        return parse_qsl(decoded, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError as error:  # also UnicodeDecodeError
        raise Refused(400, "The parameters cannot be read: percent-encode them as UTF-8, 100 at most.") from error


def asked(method: str, address: bytes, type: str, body: bytes) -> Asked:
    """Return what a request asks by GET, or by POST of a form or of a query itself; Refused where it cannot be."""
    if method != "POST":
        return _asked(parameters(address))
    name, _, rest = type.partition(";")
    name = name.strip().lower()
    charset = rest.lower().replace(" ", "").replace('"', "").partition("charset=")[2].partition(";")[0]
    if charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"The body's charset is {charset[:40]!r}. Send UTF-8.")
    if name == FORM:
        return _asked(parameters(body), needed=True)
    if name == UPDATE:
        raise Refused(403, _READ_ONLY)
    if name != QUERY:
        raise Refused(415, f"A POST has the Content-Type {QUERY} or {FORM}, not {name[:80]!r}.", Accept_Post=QUERY)
    try:
        query = body.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"The query is not UTF-8 (byte {error.start}).") from error
    return _asked([*(p for p in parameters(address) if p[0] != "query"), ("query", query)], needed=True)


def _asked(given: list[tuple[str, str]], *, needed: bool = False) -> Asked:
    def every(name: str) -> tuple[str, ...]:
        return tuple(value for key, value in given if key == name)

    if every("update"):
        raise Refused(403, _READ_ONLY)
    if len(every("query")) > 1:
        raise Refused(400, "There are several queries. Ask one at a time.")
    query = next(iter(every("query")), "")
    if needed and not query.strip():
        raise Refused(400, "There is no query. Give one in the parameter query, or as the body.")
    return Asked(query, every("default-graph-uri"), every("named-graph-uri"), next(iter(every("as")), ""))


def formats(accept: str, format: str, select: Mapping[str, str], construct: Mapping[str, str]) -> tuple[str, str]:
    """Return the formats of rows and of triples that a client takes best, each "" where it takes none of them."""
    if format:
        if format not in (*select, *construct):
            known = ", ".join(dict.fromkeys((*select, *construct)))
            raise Refused(400, f"There is no format {format[:40]!r}. Use one of {known}.")
        return format if format in select else "", format if format in construct else _RDF_ALIASES.get(format, "")
    wanted = _wanted(accept or "*/*")
    return _best(wanted, select, {}), _best(wanted, construct, _RDF_ALIASES)


def _wanted(accept: str) -> list[tuple[str, float]]:
    """Return media types with how much each is wanted, from 0 to 1."""
    found = []
    for entry in accept.split(","):
        type, *rest = entry.lower().replace(" ", "").split(";")
        weight = 1.0
        for parameter in rest:
            if parameter.startswith("q="):
                try:
                    weight = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        found.append((type, weight))
    return found


def _best(wanted: list[tuple[str, float]], types: Mapping[str, str], aliases: Mapping[str, str]) -> str:
    weights: dict[str, tuple[int, float]] = {}
    for type, weight in wanted:
        for format, own in types.items():
            alias = _ALIASES.get(type, "")
            # An exact type outranks a range, whatever the order in which they stand.
            rank = 3 if type == own else 2 if format in (alias, aliases.get(alias)) else 0
            rank = rank or (1 if type == own.partition("/")[0] + "/*" else 0)
            # A page is for those who ask for one.
            if not rank and (type != "*/*" or format == "html"):
                continue
            if format not in weights or rank > weights[format][0]:
                weights[format] = rank, weight
    order = list(types)
    taken = [format for format, (_, weight) in weights.items() if weight > 0]
    return min(taken, key=lambda f: (-weights[f][1], -weights[f][0], order.index(f)), default="")
