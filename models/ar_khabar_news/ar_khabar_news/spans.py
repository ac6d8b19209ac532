"""Nested spans in `doc.spans["entities"]`: the names of `doc.ents` and what stands inside them and between them.

Dates, amounts, sums, titles and some events come from rules (`values`, `titles`); nationalities and places inside names
from lists (`peoples`). Countries and nationalities carry the country's Wikidata id as `kb_id_`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.attrs import NORM, POS  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span

from . import titles, values
from .orthography import fold
from .peoples import Lists, read_lists, write_lists
from .value_words import PLACE_NOUNS

KEY = "entities"
DATED = frozenset("mkHY")
DIRECTIONS = frozenset(fold(f"{article}{word}{ending}") for article in ("ال", "") for word in ("شمالي", "جنوبي")
                       for ending in ("", "ة", "ين", "ون"))
"""What makes another country of one: الكورية الجنوبية."""
FORM_CACHE = 100_000
NOUNS = frozenset(IDS[tag] for tag in ("NOUN", "PROPN", "X"))
NOMINAL = NOUNS | {IDS["ADJ"]}
COUNTABLE = frozenset({IDS["NOUN"], IDS["ADJ"]})
HOLDERS = frozenset({"ORG", "EVENT", "MISC"})
"""Names in which places and nationalities stand."""

Nested = tuple[int, int, str, str]
"""First token, the token after the last, label, Wikidata id or ""."""


@dataclass(frozen=True)
class Form:
    """What the lists say of one folded form."""

    text: str
    definite: bool
    value: str
    title: str
    people: str | None


class SpanComponent:
    """Writes the nested spans into docs, and GPE for the places of `doc.ents` of which it can be told."""

    def __init__(self, nlp: Language, lists: Lists | None = None) -> None:
        self.strings = nlp.vocab.strings
        self.lists = lists
        self.forms: dict[int, Form] = {}

    def __call__(self, doc: Doc) -> Doc:
        if self.lists is None:
            raise ValueError("The spans' lists are not read. Load the pipeline with spacy.load('ar_khabar_news').")
        found = sorted(set(self._found(doc)), key=lambda f: (f[0], -f[1], f[2]))
        doc.spans[KEY] = [Span(doc, start, end, label=label, kb_id=iri) for start, end, label, iri in found]
        told = {(start, end): iri for start, end, label, iri in found if label == "GPE"}
        ents = [Span(doc, ent.start, ent.end, label="GPE", kb_id=told[ent.start, ent.end])
                if ent.label_ == "LOC" and (ent.start, ent.end) in told else ent for ent in doc.ents]
        doc.set_ents(ents, default="outside")
        return doc

    def _found(self, doc: Doc) -> Iterator[Nested]:
        rows: Any = doc.to_array([NORM, POS])
        forms = [self._form(key) for key in rows[:, 0].tolist()]
        tags: list[int] = rows[:, 1].tolist()
        names = [(ent.start, ent.end, ent.label_) for ent in doc.ents]
        inside = [""] * len(forms)
        for start, end, label in names:
            inside[start:end] = [label] * (end - start)
        timed = list(values.values("".join(map(_value_letter, forms, tags, inside))))
        letters = list(map(_title_letter, forms, tags, inside))
        for start, end, label in timed:
            dated = any(forms[i].value in DATED for i in range(start, end))
            letters[start:end] = ("." if label != "DATE" else "T" if dated else "t") * (end - start)
        for start, end, label in names:
            if label in ("LOC", "ORG"):
                letters[start:end] = "B" + "E" * (end - start - 1)
        spelled = "".join(letters)
        roles = list(titles.titles(spelled))
        events = [found for found in titles.events(spelled) if not _covered(found, names, "EVENT")]
        yield from ((start, end, label, "") for start, end, label in (*timed, *roles, *events))
        yield from self._names(forms, names, events)
        yield from self._countries(forms, inside, roles)
        yield from self._peoples(forms, tags, inside, names)

    def _form(self, key: int) -> Form:
        found = self.forms.get(key)
        if found is None:
            if len(self.forms) >= FORM_CACHE:
                self.forms.clear()
            assert self.lists is not None
            text = fold(self.strings[key])
            definite = text.startswith("ال") and len(text) > 4
            found = self.forms[key] = Form(text, definite, values.letter_of(text), titles.letter_of(text),
                                           self.lists.nationality(text))
        return found

    def _names(self, forms: Sequence[Form], names: Sequence[tuple[int, int, str]],
               events: Sequence[tuple[int, int, str]]) -> Iterator[Nested]:
        """Yield the names, places as GPE where it can be told, and the places inside other names."""
        assert self.lists is not None
        texts = [form.text for form in forms]
        for start, end, label in names:
            if label == "LOC" or label == "NORP" and " ".join(texts[start:end]) in self.lists.regions:
                place = self._place(texts, start, end)
                yield place
                if place[2] == "LOC":
                    yield from self._inside(forms, texts, start, end)
                continue
            if label == "NORP":
                yield from self._people(forms, start, end)
                continue
            yield start, end, label, ""
            if label in HOLDERS:
                yield from self._inside(forms, texts, start, end)

    def _people(self, forms: Sequence[Form], start: int, end: int) -> Iterator[Nested]:
        """Yield the nationalities of a name that the recogniser calls one, which may hold more (الدوري الإنجليزي)."""
        for i in range(start, end):
            people = forms[i].people
            if people is not None:
                more = i + 1 < end and forms[i + 1].people is None and forms[i + 1].text in DIRECTIONS
                yield i, i + 1 + more, "NORP", "" if more else people

    def _inside(self, forms: Sequence[Form], texts: Sequence[str], start: int, end: int) -> Iterator[Nested]:
        assert self.lists is not None
        for first, last, iri in self.lists.places_in(texts, start, end):
            if (first, last) != (start, end) and forms[first].people is None:
                yield first, last, "GPE", iri

    def _place(self, texts: Sequence[str], start: int, end: int) -> Nested:
        assert self.lists is not None
        text = " ".join(texts[start:end])
        head = start and texts[start - 1] in PLACE_NOUNS or end - start > 1 and texts[start] in PLACE_NOUNS
        label = "GPE" if head or text in self.lists.inhabited else "LOC"
        return start, end, label, self.lists.places.get(text, "")

    def _countries(self, forms: Sequence[Form], inside: Sequence[str],
                   roles: Sequence[tuple[int, int, str]]) -> Iterator[Nested]:
        """Yield the places in titles that the recogniser missed."""
        assert self.lists is not None
        texts = [form.text for form in forms]
        for start, end, _ in roles:
            for first, last, iri in self.lists.places_in(texts, start, end):
                if not any(inside[first:last]) and forms[first].people is None:
                    yield first, last, "GPE", iri

    def _peoples(self, forms: Sequence[Form], tags: Sequence[int], inside: Sequence[str],
                 names: Sequence[tuple[int, int, str]]) -> Iterator[Nested]:
        """Yield nationalities, peoples and faiths, a word each, outside of persons' and countries' names."""
        for i, form in enumerate(forms):
            if form.people is not None and tags[i] in NOMINAL and inside[i] not in ("PER", "LOC", "NORP"):
                if inside[i] != "ORG" or not any(start == i and end == i + 1 for start, end, _ in names):
                    yield i, i + 1, "NORP", form.people

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the lists beside the component's folder."""
        if self.lists is not None:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            write_lists(self.lists, Path(path).parent)

    def from_disk(self, path: str | Path, **_: Any) -> SpanComponent:
        """Read what `to_disk` wrote."""
        self.lists = read_lists(Path(path).parent)
        self.forms.clear()
        return self


def _covered(found: tuple[int, int, str], names: Sequence[tuple[int, int, str]], label: str) -> bool:
    return any(kind == label and start <= found[0] and found[1] <= end for start, end, kind in names)


def _value_letter(form: Form, tag: int, inside: str) -> str:
    """Return a token's letter for `values`: none inside of names, nouns that may be counted, currencies' adjectives."""
    letter = form.value
    if inside and inside not in ("NORP", "EVENT", "MISC"):
        return values.OTHER
    if letter == "m" and tag == IDS["VERB"] or letter == "P" and tag == IDS["ADJ"]:
        return values.OTHER
    if letter == values.OTHER:
        if form.people is not None and tag == IDS["ADJ"]:
            return "j"
        if tag in COUNTABLE and not form.definite:
            return values.COUNTED
    return letter


def _title_letter(form: Form, tag: int, inside: str) -> str:
    """Return a token's letter for `titles`."""
    if inside == "PER":
        return "."
    if form.title != ".":
        return form.title
    if form.people is not None and tag in NOMINAL:
        return "P" if form.definite else "p"
    if tag == IDS["ADJ"]:
        return "A" if form.definite else "a"
    if tag in NOUNS:
        return "N" if form.definite else "n"
    return "."


@Language.factory("arabic_spans", assigns=["doc.spans"], requires=["doc.ents", "token.pos"])
def create_spans(nlp: Language, name: str) -> SpanComponent:
    """Return the component, empty until data is read."""
    return SpanComponent(nlp)
