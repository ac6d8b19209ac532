"""Turtle's abbreviations, for ttl and trig."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ._terms import PREFIXES, RDF, XSD, iri

_TYPE = iri(RDF + "type")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+")
# What may follow a prefix without an escape; anything else is written as a whole IRI.
_LOCAL = re.compile("[A-Za-z\u0621-\u063a\u0641-\u0652](?:[A-Za-z0-9\u0621-\u063a\u0641-\u0652_-]*)")
_KEPT = 1 << 16


class Turtle:
    """Writes sorted triples as blocks, one per subject, with prefixes and IRIs relative to the data's base."""

    def __init__(self, base: str) -> None:
        self._base = f"<{base}"
        # Names of the vocabulary lie under the default base too, and have prefixes of their own.
        self._skip = tuple(p[len(base) :] for p in PREFIXES.values() if p.startswith(base))
        self._short: dict[str, str] = {}
        self.head = f"@base <{base}> .\n" + "".join(f"@prefix {p}: <{n}> .\n" for p, n in PREFIXES.items())

    def block(self, triples: Iterable[tuple[str, str, str]], indent: str = "") -> Iterator[str]:
        """Yield the pieces of the text: a block per subject, an empty line before each."""
        subject = predicate = ""
        for s, p, o in triples:
            if s != subject:
                yield f" .\n\n{indent}" if subject else f"\n{indent}"
                yield f"{self.term(s)} {self._predicate(p)} {self.term(o)}"
            elif p != predicate:
                yield f" ;\n{indent}    {self._predicate(p)} {self.term(o)}"
            else:
                yield f" , {self.term(o)}"
            subject, predicate = s, p
        if subject:
            yield " .\n"

    def _predicate(self, term: str) -> str:
        return "a" if term == _TYPE else self.term(term)

    def term(self, term: str) -> str:
        """Return the term as Turtle abbreviates it."""
        known = self._short.get(term)
        if known is not None:
            return known
        if term[0] == '"':
            return self._typed(term) if term[-1] == ">" else term
        if term.startswith(self._base) and not term.startswith(self._skip, len(self._base)):
            return "<" + term[len(self._base) :]
        short = self._prefixed(term) if term[1] != "<" else self._triple(term)
        if len(self._short) < _KEPT:
            self._short[term] = short
        return short

    def _typed(self, term: str) -> str:
        at = term.rindex('"^^<')
        value, datatype = term[: at + 1], term[at + 3 :]
        if datatype == f"<{XSD}decimal>" and _DECIMAL.fullmatch(value[1:-1]):
            return value[1:-1]
        if datatype == f"<{XSD}integer>":  # Only our own numbers are: an order in a chain.
            return value[1:-1]
        return f"{value}^^{self.term(datatype)}"

    def _prefixed(self, term: str) -> str:
        for prefix, namespace in PREFIXES.items():
            if term.startswith(namespace, 1) and _LOCAL.fullmatch(local := term[len(namespace) + 1 : -1]):
                return f"{prefix}:{local}"
        return term

    def _triple(self, term: str) -> str:
        """Return an RDF 1.2 triple term of three IRIs, each abbreviated."""
        return f"<<( {' '.join(map(self.term, term[4:-4].split(' ')))} )>>"
