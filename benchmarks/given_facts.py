"""Texts with the facts given for them, and whether a statement states one of these facts."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

Object = dict[str, Any]
Words = tuple[str, ...]

POLARITIES = {"affirmed", "negated"}
MODALITIES = {"actual", "possible", "planned", "demanded", "hypothetical", "general"}
CLASSES = set(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT ROLE LOCATION MEMBERSHIP POSSESSION KINSHIP IDENTITY STATEMENT OTHER".split()
)
KEYS = {
    "id", "subject", "relation_ar", "relation_en", "object", "polarity", "modality", "speaker", "time", "class", "core",
    "evidence",
}  # fmt: skip

_MARKS = re.compile("[\u0640\u064b-\u065f\u0670]")  # tatweel, short vowels
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ئ": "ي", "ة": "ه", "ؤ": "و"})
_ARTICLES = {"the", "a", "an"}
_PARTICLES = set("في من علي الي عن مع ب ل of in to is has be on at by with for".split())
_AFTER_HEAD = set("of in for to from at on with against between by".split())
_LONGER = 4  # words that a fuller name may add to a shorter one


@dataclass(frozen=True, slots=True)
class Item:
    """A text with the facts given for it; ``date`` is the article's, an ISO day or None."""

    id: str
    text: str
    phenomenon: str
    date: str | None
    facts: tuple[Object, ...]

    @property
    def group(self) -> str:
        """The part of the phenomenon before its dot: ``negation`` of ``negation.lam``."""
        return self.phenomenon.partition(".")[0]


def load(path: Path) -> list[Item]:
    """Return the texts of a file; raises SystemExit naming file and line where a line is no such object."""
    items = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            o = json.loads(line)
            items.append(Item(o["id"], o["text"], o["phenomenon"], o.get("date"), tuple(o["facts"])))
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise SystemExit(f"{path}:{number}: this is no text with facts: {error!r}.") from error
    return items


# Checking the data ---------------------------------------------------------------------------------------------------


def problems(items: Sequence[Item]) -> Iterator[str]:
    """Yield a line for everything in the data that is not as the README of the data says."""
    seen: set[str] = set()
    for item in items:
        if {item.id, item.text} & seen:
            yield f"{item.id}: the id or the text stands in the file twice"
        seen |= {item.id, item.text}
        if not item.facts:
            yield f"{item.id}: no facts"
        if item.date is not None and not _is_day(item.date):
            yield f"{item.id}: date {item.date!r} is no ISO day"
        if [fact.get("id") for fact in item.facts] != list(range(1, len(item.facts) + 1)):
            yield f"{item.id}: the ids of the facts do not count from 1"
        for fact in item.facts:
            for problem in _fact_problems(fact, item.text):
                yield f"{item.id} fact {fact.get('id')}: {problem}"


def _fact_problems(fact: Object, text: str) -> Iterator[str]:
    if fact.keys() != KEYS:
        yield f"the keys are wrong: {sorted(fact.keys() ^ KEYS)}"
        return
    if not fact["evidence"] or fact["evidence"] not in text:
        yield f"the evidence is not in the text: {fact['evidence']}"
    values: dict[str, set[Any]]
    values = {"polarity": POLARITIES, "modality": MODALITIES, "class": CLASSES, "core": {True, False}}
    for key, allowed in values.items():
        if fact[key] not in allowed:
            yield f"{key} is {fact[key]!r}"
    for key, optional in (("subject", False), ("relation_ar", False), ("object", True), ("speaker", True)):
        if not (_are_names(fact[key]) or (optional and fact[key] is None)):
            yield f"{key} is no list of names: {fact[key]!r}"
    if fact["time"] is not None and not re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", fact["time"]):
        yield f"time is {fact['time']!r}"


def _are_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(n, str) and n.strip() == n != "" for n in value)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


# Do a statement and a fact say the same? -----------------------------------------------------------------------------


def words(name: str) -> Words:
    """Return the words of a name as they are compared: no vowels, one form of each letter, no article."""
    text = unicodedata.normalize("NFKC", _MARKS.sub("", name)).translate(_LETTERS).casefold()
    found = (w[2:] if w.startswith("ال") and len(w) > 4 else w for w in re.findall(r"\w+", text))
    return tuple(w for w in found if w not in _ARTICLES)


def is_one(a: Words, b: Words) -> bool:
    """Are two names one: equal, or the longer one goes on after the shorter (in Latin script also before it)?"""
    short, long = sorted((a, b), key=len)
    if not short or a == b:
        return bool(short)
    if len(short) == len(long) or len(long) - len(short) > _LONGER or set(short) <= _PARTICLES:
        return False
    begins = long[: len(short)] == short
    if "\u0600" <= short[0][0] <= "\u06ff":
        return begins
    return long[-len(short) :] == short or (begins and long[len(short)] in _AFTER_HEAD)


def node_names(node: Object | None) -> list[str]:
    """Return what an exported mention may be called: its words and the names of its entity."""
    return [] if node is None else [name for name in (node["text"], *node.get("names", ())) if name]


def same_end(node: Object | None, names: list[str] | None) -> bool:
    """Is an end of a statement one of the given names, or are both absent?"""
    if node is None or names is None:
        return node is None and names is None
    return any(is_one(words(a), words(b)) for a in node_names(node) for b in names)


def same_relation(relation: Object, fact: Object) -> bool:
    """Do lemma, words or label of a relation hold all words of one of the fact's, or the other way round?"""
    ours = _bags([relation["lemma"], relation["text"], *relation["label"].values()])
    return any(a <= b or b <= a for a in ours for b in _bags([*fact["relation_ar"], fact["relation_en"]]))


def _bags(phrases: Iterable[str | None]) -> list[set[str]]:
    bags = [set(words(phrase)) for phrase in phrases if phrase]
    return [bag - _PARTICLES or bag for bag in bags if bag]


def overlap(evidence: Object, quote: str, text: str) -> bool:
    """Does a statement's evidence share a character with a place where the text has the quotation?"""
    places = (match.start() for match in re.finditer(re.escape(quote), text))
    return any(start < evidence["end"] and evidence["start"] < start + len(quote) for start in places)


def says(statement: Object, fact: Object, text: str) -> bool:
    """Does a statement state a fact, whatever its qualifiers?"""
    return (
        overlap(statement["evidence"], fact["evidence"], text)
        and same_end(statement["subject"], fact["subject"])
        and same_end(statement["object"], fact["object"])
        and same_relation(statement["relation"], fact)
    )


def pairs(item: Item, found: Sequence[Object]) -> dict[int, Object]:
    """Return the statement that states each found fact, by the fact's place: one each, as many as can be."""
    takers: dict[int, int] = {}  # statement -> fact

    def place(fact: int, tried: set[int]) -> bool:
        for i, statement in enumerate(found):
            if i in tried or not says(statement, item.facts[fact], item.text):
                continue
            tried.add(i)
            if i not in takers or place(takers[i], tried):
                takers[i] = fact
                return True
        return False

    for fact in range(len(item.facts)):
        place(fact, set())
    return {fact: found[i] for i, fact in takers.items()}


def distinct(group: Iterable[Object]) -> Iterator[Object]:
    """Yield the first of the statements that say the same."""
    seen = set()
    for s in group:
        ends = tuple(min(map(words, node_names(s[end])), default=()) for end in ("subject", "object"))
        key = (ends, s["relation"]["id"] or s["relation"]["lemma"], s["polarity"])
        if key not in seen:
            seen.add(key)
            yield s
