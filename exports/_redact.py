"""Names that must not leave the house: hidden in every text, label and link, without moving an offset."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from urllib.parse import unquote

from ..graph.model import Entity, Labels

COVER = "█"
_MARKS = "[\u064b-\u065f\u0670\u0640]*"  # vowel signs and the tatweel stand anywhere between letters
_SAME = {letter: group for group in ("اأإآٱ", "يىئ", "هة", "وؤ") for letter in group}
# And, so, in, like, for stand before a name without a space, and so does the article.
_CLITICS = "(?:[وف]?[بكل]?(?:ال)?)"


class Redactor:
    """Hides names. An entity that bears one of them is hidden under all its names; without names nothing changes.

    Arabic is matched whatever the hamza, vowel signs and attached particles, Latin whatever the case. When in doubt it
    hides too much: a hidden entity's short names are hidden wherever they stand.
    """

    def __init__(self, names: Iterable[str], entities: Iterable[Entity] = ()) -> None:
        wanted = {folded: name.strip() for name in names if (folded := _fold(name))}
        self._hidden: dict[str, int] = {}
        for entity in entities if wanted else ():
            known = [*entity.names, *entity.labels.values()]
            if any(_fold(name) in wanted for name in known):
                self._hidden[entity.id] = len(self._hidden) + 1
        for entity in entities if self._hidden else ():
            if entity.id in self._hidden:
                wanted.update(
                    {_fold(name): name for name in (*entity.names, *entity.labels.values()) if len(_fold(name)) > 2}
                )
        self._names = sorted(wanted.values(), key=lambda name: (-len(name), name))

    def __bool__(self) -> bool:
        return bool(self._names)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(_expression(name) for name in self._names), re.IGNORECASE)

    def text(self, text: str) -> str:
        """Return the text with every hidden name covered, as long as before."""
        return self._pattern.sub(lambda match: cover(match[0]), text) if self._names and text else text

    def url(self, url: str) -> str:
        """Return the address, or nothing where it holds a hidden name."""
        readable = re.sub("[-_+/.]", " ", unquote(url))
        return "" if self.text(readable) != readable else url

    def hides(self, entity: Entity) -> bool:
        """Is the entity itself hidden, under all its names?"""
        return entity.id in self._hidden

    def entity(self, entity: Entity) -> Entity:
        """Return the entity as it may be shown. What could tell who it is (id, links, names) goes with its name."""
        number = self._hidden.get(entity.id)
        if number:
            labels = Labels.of(ar=f"اسم محجوب {number}", en=f"Name withheld {number}")
            return Entity(f"withheld:{number}", entity.kind, entity.type, labels)
        labels = Labels.of({language: self.text(label) for language, label in entity.labels.items()})
        names = tuple(self.text(name) for name in entity.names)
        if labels == entity.labels and names == entity.names:
            return entity
        return replace(entity, id=f"withheld:part:{self._number(entity.id)}", labels=labels, names=names, same_as=())

    def _number(self, id: str) -> int:
        return self._parts.setdefault(id, len(self._parts) + 1)

    @cached_property
    def _parts(self) -> dict[str, int]:
        return {}


def cover(words: str) -> str:
    """Return as many characters, none of which can be read; spaces stay."""
    return re.sub(r"\S", COVER, words)


def _fold(name: str) -> str:
    plain = re.sub(_MARKS, "", name).casefold()
    return " ".join("".join(_SAME.get(letter, letter)[0] for letter in plain).split())


def _expression(name: str) -> str:
    words = re.sub(_MARKS, "", name).split()
    inner = r"\s+".join("".join(_letter(letter) for letter in word) for word in words)
    if re.match("[\u0600-\u06ff]", name):
        if words[0].startswith("ال"):
            inner = f"(?:{inner}|{_letter('ل') * 2}{inner[len(_letter('ا') + _letter('ل')) :]})"
        inner = _CLITICS + inner
    return rf"(?<!\w){inner}(?!\w)"


def _letter(letter: str) -> str:
    group = _SAME.get(letter)
    return (f"[{group}]" if group else re.escape(letter)) + _MARKS
