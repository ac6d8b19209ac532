"""A written name, read once: its words, what kind of thing it can be, and who in the gazetteer bears it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from . import descriptions, names, titled
from .full_names import FullNames
from .gazetteer import Entry, Gazetteer
from .names import arabic, english
from .offices import Office, Offices
from .rulings import Rulings

Bearer = tuple[Entry, bool]  # an entry and whether the name is surely its own
FAMILY = {
    "GPE": "place", "LOC": "place", "ORG": "body", "GROUP": "body", "PER": "person", "EVENT": "event",
    "OTHER": "other",
}  # fmt: skip
# Words before a name that say what it is and may be left out: then the name must be known as such a thing.
_HEADS = {
    "place": "مدينه بلده قريه ناحيه منطقه حي جزيره دوله العاصمه عاصمه city town village capital",
    "press": "وكاله صحيفه قناه موقع شبكه مجله اذاعه تلفزيون جريده محطه newspaper agency channel network website",
    "body": "حركه تنظيم جماعه حزب ميليشيا مليشيا ميليشيات مليشيات منظمه شركه فصيل group movement party company",
}
# Adjectives that say something of a thing without being part of its name.
_LOOSE = frozenset(
    """الحاكم الحاكمه المعارض المعارضه الرسميه الرسمي الحكوميه الحكومي الارهابي الارهابيه المتشدد المتشدده المتطرف
    المتطرفه المحتل
    المحتله الشقيق الشقيقه المحاصر المحاصره الانقلابيه المحظور المحظوره المسلح المسلحه""".split()
)
_BRACKETED = re.compile(r"\s*([^()]*\w[^()]*?)\s*\(\s*([^()]*\w[^()]*)\)\s*")
_AND_COUNTRY = re.compile(r"(\w[^,،/()]*?)(?:\s*[,،]\s*|\s+[-–—]\s+)(\w[^,،/()]*)")
_STATE = re.compile(
    r"(?:(?:islamic|federal|arab|hashemite|united) )?(?:republic|kingdom|state|sultanate|federation) of (?:the )?(.+)"
    "|(?:جمهوريه|مملكه|دوله|سلطنه) (.+?)(?: (?:الاتحاديه|الاسلاميه|العربيه))?"
)
HEAD_OF = {word: kind for kind, words in _HEADS.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Name:
    """``words`` are the normal words without titles and al-, ``form`` the normal form as written.

    ``titled`` names lost a title on the way to their words, ``bare`` is the form without it; ``generic`` ones are
    common nouns.
    """

    text: str
    language: str
    form: str
    words: tuple[str, ...]
    is_body: bool
    bearers: tuple[Bearer, ...]
    office: Office | None
    titled: bool = False
    generic: bool = False
    bare: str = ""

    def bears(self, entry: Entry) -> bool:
        """Is the name one of the entry's?"""
        return any(known.id == entry.id for known, _ in self.bearers)


@dataclass
class NameReader:
    """Reads names, each spelling once."""

    gazetteer: Gazetteer
    offices: Offices
    rulings: Rulings = field(default_factory=Rulings)
    _seen: dict[str, Name] = field(default_factory=dict)

    @cached_property
    def _full_names(self) -> FullNames:
        return FullNames.of(self.gazetteer.entries.values())

    def read(self, text: str) -> Name:
        """Return what a written name is."""
        name = self._seen.get(text)
        if name is None:
            name = self._seen[text] = self._read(text)
        return name

    def _read(self, text: str) -> Name:
        language = names.language_of(text)
        form = names.normal(text)
        if (inner := _BRACKETED.fullmatch(text)) and not self.gazetteer.bearers(form):
            return self._with_brackets(text, *inner.groups())
        read = self.offices.read(text)
        office = read if isinstance(read, Office) else None
        bare = form if read is not None else titled.bare(form, self.gazetteer)
        if language == "ar":
            is_body = bare == form and arabic.heads_a_body(text)
            words = self._without_nation(bare)
        else:
            is_body = bare == form and english.heads_a_body(text)
            words = english.strip_titles(tuple(bare.split()))
        bearers = tuple(self._bearers(text, form, bare, read if isinstance(read, Entry) else None))
        led = bool(words) and len(words) < len(form.split())
        return Name(text, language, form, words, is_body, bearers, office, led, descriptions.is_generic(form), bare)

    def _with_brackets(self, text: str, outer: str, inner: str) -> Name:
        """Read "قوات سوريا الديمقراطية (قسد)" by what stands before the brackets, else by what stands in them."""
        name = self.read(outer)
        bearers = name.bearers or self.read(inner).bearers
        return replace(name, text=text, bearers=bearers)

    def _without_nation(self, form: str) -> tuple[str, ...]:
        """Return a person's words; after a title an adjective of nation goes too (الرئيس المصري السيسي)."""
        whole = tuple(form.split())
        rest = arabic.strip_titles(whole)
        while len(rest) < len(whole) and len(rest) > 1 and self.gazetteer.nisba_of(rest[0]):
            rest = rest[1:]
        return tuple(arabic.without_article(word) for word in rest)

    def _bearers(self, text: str, form: str, bare: str, institution: Entry | None) -> Iterator[Bearer]:
        if forced := self.rulings.forced.get(form):
            yield self.gazetteer.entries[forced], True
            return
        for entry, sure in self._candidates(text, form, bare, institution):
            if (form, entry.id) not in self.rulings.barred:
                yield entry, sure

    def _candidates(self, text: str, whole: str, bare: str, institution: Entry | None) -> list[Bearer]:
        forms = [form for form in self.gazetteer.forms(text) if form]
        for form in forms:
            if found := self._exact(form):
                return found
        if institution is not None:
            return [(institution, True)]
        if found := self._in_country(text) or self._state(whole):
            return found
        if bare != whole and (found := self._titled(bare)):
            return found
        for form in forms:
            if found := self._without_titles(form) or self._without_country(form) or self._without_head(form):
                return found
        return self._in_full(bare)

    def _in_country(self, text: str) -> list[Bearer]:
        """Read "Tripoli, Libya" and "طرابلس - لبنان": a place, and the country that tells which."""
        parts = _AND_COUNTRY.fullmatch(text)
        if parts is None:
            return []
        states = {entry.country for entry in self.gazetteer.bearers(names.normal(parts[2])) if entry.sort == "country"}
        found = self._exact(names.normal(parts[1]))
        return [(e, True) for e, _ in found if e.country in states and e.sort != "country" and e.type in ("GPE", "LOC")]

    def _state(self, form: str) -> list[Bearer]:
        """Read a state by its form of government: Republic of Georgia, جمهورية نيجيريا الاتحادية."""
        formal = _STATE.fullmatch(form)
        found = self._exact(formal[1] or formal[2]) if formal else []
        return [(entry, True) for entry, _ in found if entry.sort == "country"]

    def _in_full(self, form: str) -> list[Bearer]:
        found = self._full_names.bearer(form)
        return [(self.gazetteer.entries[found[0]], found[1])] if found else []

    def _exact(self, form: str) -> list[Bearer]:
        return [(entry, form not in entry.doubtful) for entry in self.gazetteer.bearers(form)]

    def _titled(self, bare: str) -> list[Bearer]:
        found = self._exact(bare) or self._without_titles(bare)
        return [bearer for bearer in found if bearer[0].type == "PER"]

    def _without_titles(self, form: str) -> list[Bearer]:
        words = tuple(form.split())
        strip = arabic.strip_titles if arabic.is_arabic(form) else english.strip_titles
        rest = strip(words)
        found = self._exact(" ".join(rest)) if rest != words else []
        if not found and len(words) > len(rest) > 1 and self.gazetteer.nisba_of(rest[0]):
            found = self._exact(" ".join(rest[1:]))  # الرئيس السوري الأسد
        return [bearer for bearer in found if bearer[0].type == "PER"]

    def _without_country(self, form: str) -> list[Bearer]:
        """Read "صحيفة هآرتس الإسرائيلية": the adjective must agree with the country of what is left."""
        words = form.split()
        while len(words) > 1 and words[-1] in _LOOSE:
            words = words[:-1]
        if len(words) < len(form.split()) and (found := self._exact(" ".join(words))):
            return [bearer for bearer in found if bearer[0].type != "PER"]
        rest, last = (words[:-1], words[-1]) if arabic.is_arabic(form) else (words[1:], words[0])
        state = self.gazetteer.nisba_of(last) if rest else None
        if state is None:
            return self._of_state(form) if rest else []
        found = self._exact(" ".join(rest)) or self._without_head(" ".join(rest))
        return [bearer for bearer in found if bearer[0].country == state.country and bearer[0].type != "PER"]

    def _of_state(self, form: str) -> list[Bearer]:
        """Read "Iran's Zarif": a state, then one of its own."""
        words = form.split()
        states = {entry.country for entry in self.gazetteer.bearers(words[0]) if entry.sort == "country"}
        return [bearer for bearer in self._exact(" ".join(words[1:])) if bearer[0].country in states]

    def _without_head(self, form: str) -> list[Bearer]:
        words = form.split()
        if len(words) < 2:
            return []
        if arabic.is_arabic(form):
            head, rest = words[0], words[1:]
            if head == "العاصمه" and len(rest) > 1 and self.gazetteer.nisba_of(rest[0]):
                rest = rest[1:]
        elif words[:2] == ["city", "of"]:
            head, rest = "city", words[2:]
        else:
            head, rest = words[-1], words[:-1]
        kind = HEAD_OF.get(head)
        return [bearer for bearer in self._exact(" ".join(rest)) if kind and _agrees(kind, bearer[0])]


def _agrees(kind: str, entry: Entry) -> bool:
    if kind == "place":
        return entry.type in ("GPE", "LOC") and entry.sort != "governorate"
    if kind == "press":
        return entry.sector == "MED"
    return entry.type in ("ORG", "GROUP")


def fit(short: Name, full: Name) -> int:
    """Say how well a short name can stand for a full one of its language: 2 as its last words, 1 as others, 0 not
    at all.
    """
    size = len(short.words)
    if short.language != full.language or not 0 < size < len(full.words) or full.is_body or short.is_body:
        return 0
    if short.words[0] in ("بن", "bin") and size == 1:
        return 0
    if full.words[-size:] == short.words:
        return 2
    return int(any(full.words[at : at + size] == short.words for at in range(len(full.words) - size)))
