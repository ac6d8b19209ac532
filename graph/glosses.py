"""Readable words of the other language for the verbs and verbal nouns that the ontology does not know."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .lemmas import fold

BUILT_IN = Path(__file__).with_name("glosses.toml")


class GlossError(ValueError):
    """A file of glosses that cannot be used; the message names the file, the entry and the remedy."""


@dataclass(frozen=True)
class _Table:
    """Glosses into one language: by folded lemma with its preposition, and of the prepositions alone."""

    words: Mapping[str, str]
    prepositions: Mapping[str, str]


@dataclass(frozen=True)
class Glosses:
    """Glosses between Arabic and English, by the language that they lead to."""

    _tables: Mapping[str, _Table] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path = BUILT_IN) -> Glosses:
        """Return the glosses of a file; raise GlossError where it cannot be used."""
        try:
            with path.open("rb") as file:
                arabic = tomllib.load(file)["ar"]
        except OSError as e:
            raise GlossError(f"{path}: cannot be read ({e.strerror}). Name a TOML file that exists.") from e
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
            raise GlossError(f"{path}: not TOML in UTF-8: {e}.") from e
        except KeyError as e:
            raise GlossError(f"{path}: [ar.verbs] is missing. Write it as gloss = [lemmas].") from e
        prepositions = list(_pairs(arabic, "prepositions", path))
        verbs = list(_pairs(arabic, "verbs", path))
        # A lemma that is verb and noun (دعم) keeps the verb's gloss, so the verbs come last.
        to_english = {lemma: gloss for lemma, gloss in (*_pairs(arabic, "nouns", path), *verbs)}
        to_arabic: dict[str, str] = {}
        for lemma, gloss in verbs:
            to_arabic.setdefault(infinitive(gloss), lemma)
        tables = {
            "en": _Table({fold(lemma): gloss for lemma, gloss in to_english.items()}, _folded(prepositions)),
            "ar": _Table(to_arabic, _folded((gloss, lemma) for lemma, gloss in prepositions)),
        }
        return cls(MappingProxyType(tables))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (dict(self._tables),)

    def governs(self, lemma: str, preposition: str, language_to: str) -> bool:
        """Is there a gloss of the lemma with the preposition, so that it asks for it?"""
        table = self._tables.get(language_to)
        return table is not None and f"{fold(lemma)} {fold(preposition)}" in table.words

    def gloss(self, lemma: str, preposition: str, language_to: str) -> str | None:
        """Return the words of another language for a lemma and its preposition ('' for none), or None if unknown.

        English comes in the third person singular (عاد, إلى: 'returns to'), Arabic as a lemma (return, to: 'عاد إلى').
        Without a gloss of its own, the pair's is the lemma's and the preposition's, joined; an empty lemma asks for
        the preposition alone.
        """
        table = self._tables.get(language_to)
        if table is None:
            return None
        key, asked = fold(lemma), fold(preposition)
        if not key:
            return table.prepositions.get(asked)
        if not asked:
            return table.words.get(key)
        whole = table.words.get(f"{key} {asked}")
        if whole is not None:
            return whole
        head, tail = table.words.get(key), table.prepositions.get(asked)
        if head is None or tail is None:
            return None
        return f"{_bare(head, table)} {tail}"


def gerund(verb: str) -> str:
    """Return the gerund of an English infinitive with what follows it.

    >>> gerund("arrest"), gerund("take control of"), gerund("stop"), gerund("lie"), gerund("be born in")
    ('arresting', 'taking control of', 'stopping', 'lying', 'being born in')
    """
    head, space, rest = verb.partition(" ")
    if head.endswith("ie"):
        head = f"{head[:-2]}y"
    elif head.endswith("e") and not head.endswith(("ee", "oe", "ye")) and len(head) > 2:
        head = head[:-1]
    elif re.fullmatch("[^aeiou]*[aeiou][^aeiouwxy]", head) and len(head) > 2:
        head += head[-1]
    return f"{head}ing{space}{rest}"


def infinitive(gloss: str) -> str:
    """Return an English gloss with its verb in the infinitive.

    >>> infinitive("carries out"), infinitive("is born in"), infinitive("passes"), infinitive("has")
    ('carry out', 'be born in', 'pass', 'have')
    """
    verb, space, rest = gloss.partition(" ")
    return _infinitive(verb) + space + rest


def _infinitive(verb: str) -> str:
    irregular = {"is": "be", "has": "have", "does": "do", "goes": "go", "dies": "die", "lies": "lie", "ties": "tie"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if verb.endswith(("sses", "shes", "ches", "xes", "zzes", "goes")):
        return verb[:-2]
    return verb.removesuffix("s")


def _bare(gloss: str, table: _Table) -> str:
    """Return a gloss without the preposition it ends in, which the one that was asked for takes the place of."""
    head, _, last = gloss.rpartition(" ")
    return head if head and last in table.prepositions.values() else gloss


def _pairs(arabic: Mapping[str, Any], name: str, path: Path) -> Iterator[tuple[str, str]]:
    """Yield (lemma, gloss) of one table, in the order of the file; a lemma may have one gloss only."""
    seen: dict[str, str] = {}
    for gloss, lemmas in arabic.get(name, {}).items():
        if not isinstance(lemmas, list) or not all(isinstance(lemma, str) and lemma for lemma in lemmas):
            raise GlossError(f"{path}: [ar.{name}] {gloss!r} needs a list of lemmas, found {lemmas!r}.")
        for lemma in lemmas:
            key = fold(lemma)
            if key in seen:
                raise GlossError(f"{path}: [ar.{name}] glosses {lemma!r} as {seen[key]!r} and as {gloss!r}. Keep one.")
            seen[key] = gloss
            yield lemma, gloss


def _folded(pairs: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Mapping[str, str]:
    table: dict[str, str] = {}
    for lemma, gloss in pairs:
        table.setdefault(fold(lemma), gloss)
    return table


def _restore(tables: dict[str, _Table]) -> Glosses:
    return Glosses(MappingProxyType(tables))
