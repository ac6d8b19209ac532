"""What articles say of who is who, each article by itself: names to weigh over all articles, and what is settled."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from . import descriptions, names
from .article_names import ArticleNames, Case
from .article_things import Span, Thing
from .clusters import Node
from .decisions import Decision
from .entities import described
from .gazetteer import BASE, Entry, Gazetteer
from .model import Entity, Reading, digest
from .names import lexicon
from .offices import Offices
from .rulings import Rulings
from .written_names import Name, NameReader

Key = tuple[str, int, int]
Group = tuple[str, tuple[str, ...], str]
"""A family of types, the words of a name, and the article that it may not leave or ""."""
Told = tuple[str, str, str, str]
"""An entity or the name it has so far, a name that is its, why, and the rule that says so."""


@dataclass
class Gathering:
    """Reads articles one after the other; all it holds adds up, so that several gatherings may be made one.

    ``groups`` are the names to weigh, ``places`` the group or the entity of each mention, ``local`` the entities that
    stay in their article, ``entries`` the listed ones that were met, ``used`` what they were called, ``log`` the
    reasons, each with its score and in how many articles it held.
    """

    gazetteer: Gazetteer
    decisions: tuple[Decision, ...]
    metonymy: bool
    groups: dict[Group, Node] = field(default_factory=dict)
    places: dict[Key, Group | str] = field(default_factory=dict)
    local: dict[str, Entity] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    used: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    log: dict[Told, tuple[float, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.offices = Offices.load(self.gazetteer)
        self.reader = NameReader(self.gazetteer, self.offices)
        self.reader.rulings = Rulings.made_from(self.decisions, self.gazetteer)

    def read(self, reading: Reading) -> None:
        """Take in one article."""
        article = reading.article.id
        cases, rest = ArticleNames(reading, self.reader, self.gazetteer, self.offices, self.note).settle()
        company = {case.entry.id for case in cases if case.entry is not None}
        for case in cases:
            if case.entry is not None:
                self._place_entry(article, case, case.entry)
            else:
                self._place_group(article, case, company)
        for thing in rest:
            self._place_description(article, reading.article.language, thing)

    def note(self, entity: str, other: str, reason: str, score: float, by: str) -> None:
        """Log a reason once more; of several scores the least stands."""
        key = (entity, other, reason, by)
        least, count = self.log.get(key, (score, 0))
        self.log[key] = (min(score, least), count + 1)

    def _place_entry(self, article: str, case: Case, entry: Entry) -> None:
        self.entries[entry.id] = entry
        used = self.used[entry.id]  # an office may be met by its title alone, with no name to count
        written = case.thing.names
        for name in case.names:
            if name.office is None:
                used[name.text] += written[name.text]
                if name.form not in _forms(entry.labels.pairs) and any(e.id == entry.id for e, _ in name.bearers):
                    self.note(entry.id, name.text, "is listed among its names", 1.0, "gazetteer")
        for mention in case.thing.mentions:
            self.places[(article, *mention.span)] = self._speaker(entry, mention.span, case.thing).id

    def _speaker(self, entry: Entry, span: Span, thing: Thing) -> Entry:
        """Return the state that speaks through its seat or capital, where the rule is on and nothing is placed."""
        if not self.metonymy or span in thing.placed or entry.sort == "country":
            return entry
        state = self.gazetteer.stands_for(entry, acting=span in thing.acting)
        if state is None:
            return entry
        self.entries[state.id] = state
        self.used[state.id]
        label = entry.labels.get("ar") or entry.labels.get("en", "")
        self.note(state.id, label, "acts for its state", 0.9, "metonymy")
        return state

    def _place_group(self, article: str, case: Case, company: set[str]) -> None:
        name = case.main
        scope = article if case.apart or _needs_scope(name, case.family) else ""
        group: Group = (case.family, name.words, scope)
        node = self.groups.get(group)
        if node is None:
            node = self.groups[group] = Node(name, case.family, scope=scope)
        if name.text < node.name.text and name.words == node.name.words:
            node.name = name  # whichever article came first, the same spelling speaks for the group
        node.articles += 1
        node.company |= company
        node.spelled.update(case.thing.names or {name.text: 1 for name in case.names})
        node.types[case.type] += 1
        for mention in case.thing.mentions:
            self.places[(article, *mention.span)] = group

    def _place_description(self, article: str, language: str, thing: Thing) -> None:
        text = next(iter(thing.nominals), "") or next(iter(thing.names), "")
        told = descriptions.identifies(text)
        iri = f"{BASE}described-{digest(article, names.normal(text), '' if told else thing.start)}"
        if iri not in self.local:
            self.local[iri] = described(iri, descriptions.kind_of(text), thing.type, text, language)
        for mention in thing.mentions:
            self.places[(article, *mention.span)] = iri


def _needs_scope(name: Name, family: str) -> bool:
    """A given name alone is another person in every article."""
    return family == "person" and len(name.words) == 1 and (lexicon.is_given(name.words[0]) or len(name.words[0]) < 3)


@lru_cache(maxsize=1 << 14)
def _forms(labels: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return frozenset(names.normal(label) for _, label in labels)
