"""Who is who within one article: a thing becomes a known entry, a name for all articles to settle, or a description."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from . import names
from .article_things import Thing, things_of
from .gazetteer import Entry, Gazetteer
from .model import EntityType, Reading
from .names import arabic, lexicon
from .offices import Offices
from .written_names import FAMILY, Bearer, Name, NameReader, fit

Log = Callable[[str, str, str, float, str], None]  # entity or name it joins, name, reason, score, rule


class Case:
    """A thing under examination: its names, the longest first, and the entry it turned out to be.

    ``apart`` marks a homonym that could not be told and stays in its article. ``named`` is False for a
    description that
    names a known thing nonetheless (an office, an institution).
    """

    __slots__ = ("thing", "names", "entry", "apart", "named", "chosen", "_family")

    def __init__(self, thing: Thing, found: list[Name], *, named: bool) -> None:
        self.thing = thing
        self.names = found
        self.named = named
        self.entry: Entry | None = None
        self.apart = False
        self.chosen: list[tuple[str, str, float]] = []  # names, and why and how surely they mean this entry here
        self._family = ""

    @property
    def main(self) -> Name:
        """The name with the most words."""
        return self.names[0]

    @property
    def family(self) -> str:
        """place, person, body, event or other; a head like "regime of" overrules the tagger's PER."""
        if self.entry is not None:
            return FAMILY[self.entry.type]
        if not self._family:
            family = FAMILY[self.thing.type]
            if self.main.is_body and family == "person":
                family = "body"
            elif family == "other" and any(map(_is_person, self.names)):
                family = "person"
            self._family = family
        return self._family

    @property
    def type(self) -> EntityType:
        """The tagger's type, or the one that the family settled on."""
        type_ = self.thing.type
        return type_ if FAMILY[type_] == self.family else "PER" if self.family == "person" else "ORG"

    def absorb(self, other: Case) -> None:
        """Take over the other's mentions and names."""
        self.thing.absorb(other.thing)
        self.named = self.named or other.named
        if other.entry is self.entry:  # else what was chosen for the other was given up
            self.chosen += other.chosen
        self._family = ""
        if any(name not in self.names for name in other.names):
            self.names = ordered({name.text: name for name in (*self.names, *other.names)}.values())


def _is_person(name: Name) -> bool:
    """Does a title or a given name in front tell a person, whatever the tagger said?"""
    return name.titled or (1 < len(name.words) <= 4 and not name.is_body and lexicon.is_given(name.words[0]))


def ordered(found: Iterable[Name]) -> list[Name]:
    """Return names with the most words first, the alphabet deciding."""
    return sorted(found, key=lambda name: (-len(name.words), name.text))


@dataclass
class ArticleNames:
    """Settles the names of one article."""

    reading: Reading
    reader: NameReader
    gazetteer: Gazetteer
    offices: Offices
    log: Log

    @cached_property
    def context(self) -> Counter[str]:
        """How often the text speaks of each country, by ISO code."""
        words = names.normal(self.reading.article.text).split()
        return Counter(code for code in map(self.gazetteer.country_of_word, words) if code)

    def settle(self) -> tuple[list[Case], list[Thing]]:
        """Return the named cases and the things that are only described."""
        cases: list[Case] = []
        described: list[Thing] = []
        for thing in things_of(self.reading):
            case = self._case(thing)
            if case is None:
                described.append(thing)
            else:
                cases += [*self._split(case), case]
        for case in cases:
            if case.entry is None:
                case.entry = self._only(case) or self._nation(case.main, case.thing)
        cases = self._joined(cases)
        for case in cases:
            if case.entry is None:
                self._weigh(case, cases)
        cases = self._shortened(self._joined(cases))
        for case in [c for c in cases if c.entry is None and c.main.office is not None]:
            self._office(case, cases)
        self._heads(cases, described)
        kept = [c for c in self._joined(cases) if c.entry is not None or c.named]
        for case in kept:
            for text, reason, score in case.chosen:
                self.log(_identity(case), text, reason, score, "context")
        described += [c.thing for c in cases if c.entry is None and not c.named]
        return kept, described

    def _case(self, thing: Thing) -> Case | None:
        if thing.is_named:
            read = [self.reader.read(text) for text in thing.names]
            found = ordered(name for name in read if name.form and (name.bearers or not name.generic))
            return Case(thing, found, named=True) if found else None
        for text in thing.nominals:
            name = self.reader.read(text)
            if nation := self._nation(name, thing):
                case = Case(thing, [name], named=False)
                case.entry = nation
                return case
            if (
                name.titled
                and len(name.words) > 1
                and lexicon.is_given(name.words[0])
                and thing.type in ("PER", "OTHER")
            ):
                return Case(thing, [name], named=True)
            if name.office is not None or any(sure and " " in name.form for _, sure in name.bearers):
                return Case(thing, [name], named=False)
        return None

    def _nation(self, name: Name, thing: Thing) -> Entry | None:
        """Return the country of an adjective of nation (القواعد الروسية), or its people where a group is meant."""
        if " " in name.form or thing.type not in ("GPE", "GROUP"):
            return None
        nation = self.gazetteer.nisba(name.text)
        if nation is None or thing.type == "GPE":
            return nation
        return self.offices.people(nation)

    def _split(self, case: Case) -> Iterator[Case]:
        """Part a chain that coreference drew through two known entries; a capital may keep its state company."""
        if len(case.names) < 2:
            return
        sole: dict[str, list[Name]] = {}
        for name in case.names:
            sure = [entry for entry, is_sure in name.bearers if is_sure]
            if len(sure) == 1:
                sole.setdefault(sure[0].id, []).append(name)
        entries = {iri: next(e for e, _ in own[0].bearers if e.id == iri) for iri, own in sole.items()}
        states = {iri for iri, entry in entries.items() if entry.sort == "country"}
        for iri, own in list(sole.items())[1:]:
            entry = entries[iri]
            if entry.sort == "capital" and states or entry.sort == "country" and len(states) == 1:
                continue
            yield self._taken_out(case, own)
        for name in self._strangers(case, next(iter(sole.values()), [])):
            yield self._taken_out(case, [name])

    def _taken_out(self, case: Case, own: list[Name]) -> Case:
        case.names = [name for name in case.names if name not in own]
        return Case(case.thing.split({name.text for name in own}), own, named=True)

    def _strangers(self, case: Case, known: list[Name]) -> list[Name]:
        """Return the full names of a person's chain that share no word with the one by which he is known."""
        words = {word for name in known for word in name.words}
        if len(words) < 2 or case.family != "person":
            return []
        unknown = [name for name in case.names if name not in known and not name.bearers and name.office is None]
        language = known[0].language
        return [
            name
            for name in unknown
            if 1 < len(name.words) <= 4 and not words & {*name.words} and name.language == language and _is_person(name)
        ]

    def _only(self, case: Case) -> Entry | None:
        """Return the one entry that surely bears a name of the case, the longest name first."""
        for name in case.names:
            sure = [entry for entry, is_sure in name.bearers if is_sure and self._possible(entry, case, name)]
            if len(sure) == 1 and (len(name.bearers) == 1 or sure[0].sort == "country"):
                return sure[0]
        return None

    def _possible(self, entry: Entry, case: Case, name: Name) -> bool:
        """May the entry be meant, given the tagger's type? A town of one word is no person whom the tagger saw."""
        if entry.sort in ("city", "town", "governorate") and len(name.words) == 1:
            return FAMILY[case.thing.type] not in ("person", "event")
        return True

    def _joined(self, cases: list[Case]) -> list[Case]:
        """Join the cases that are one entry or bear the same words."""
        first: dict[object, Case] = {}
        for case in cases:
            key: object = case.entry.id if case.entry else (case.family, case.main.words, case.main.office is not None)
            if key in first:
                first[key].absorb(case)
            else:
                first[key] = case
        return list(first.values())

    def _weigh(self, case: Case, cases: list[Case]) -> None:
        """Choose among homonyms, and for doubtful names, by what else the article speaks of."""
        for name in case.names:
            found = [b for b in name.bearers if self._possible(b[0], case, name)]
            alike = [b for b in found if FAMILY[b[0].type] == FAMILY[case.thing.type]]
            found = alike or found
            if not found:
                continue
            case.entry, reason, score = self._chosen(found, cases)
            if case.entry is not None and reason:
                case.chosen = [(name.text, reason, score)]
            case.apart = case.entry is None and len(found) > 1
            return

    def _chosen(self, found: list[Bearer], cases: list[Case]) -> tuple[Entry | None, str, float]:
        """Return the entry that is meant, why and how surely; "" where there is nothing to explain."""
        here = {case.entry.id for case in cases if case.entry is not None}
        present = [entry for entry, _ in found if entry.id in here]
        if len(present) == 1:
            return present[0], "is also named in full", 0.95
        states = [entry for entry, _ in found if entry.sort == "country"]
        if len(states) == 1 and len({entry.country for entry, _ in found}) == 1:
            return states[0], "", 1.0  # تونس, the country before its capital
        ranked = sorted(found, key=lambda b: (-self.context[b[0].country], b[0].id))
        best, sure = ranked[0]
        votes = self.context[best.country]
        if votes and (len(ranked) == 1 or votes > self.context[ranked[1][0].country]):
            return best, f"the article speaks of {best.country}", 0.85
        if len(found) == 1:
            return best if sure or not best.country else None, "", 1.0
        return _dominant([entry for entry, _ in found]), "", 1.0

    def _shortened(self, cases: list[Case]) -> list[Case]:
        """Join a short name with the full name of the article that it fits, if exactly one does."""
        by_word: dict[str, list[Case]] = {}
        for case in cases:
            if case.named and case.family == "person":
                for word in {word for name in case.names if len(name.words) > 1 for word in name.words}:
                    by_word.setdefault(word, []).append(case)
        gone: set[int] = set()
        for case in cases:
            if not self._may_be_short(case):
                continue
            whole = self._full_names(case, [c for c in by_word.get(case.main.words[-1], ()) if id(c) not in gone])
            if case.entry is not None:  # a famous short name gives way to an unknown full one, not to a known relative
                whole = [other for other in whole if other.entry is None] if len(whole) == 1 else []
            if len(whole) != 1 or self._kept_apart(case, whole[0]):
                continue
            reason = f"short for {whole[0].main.text!r} in one article"
            self.log(_identity(whole[0]), case.main.text, reason, 0.9, "short name")
            whole[0].absorb(case)
            gone.add(id(case))
        return [case for case in cases if id(case) not in gone]

    def _may_be_short(self, case: Case) -> bool:
        name = case.main
        fits = case.named and not case.apart and name.office is None and not name.is_body and 0 < len(name.words) <= 2
        return fits and case.family in ("person", "other")

    def _full_names(self, case: Case, cases: list[Case]) -> list[Case]:
        """Return the persons whose name ends in the case's words; without any, those whose name holds them."""
        found: dict[int, list[Case]] = {1: [], 2: []}
        for other in cases:
            if other is not case and (how := max(fit(case.main, name) for name in other.names)):
                found[how].append(other)
        return found[2] or found[1]

    def _heads(self, cases: list[Case], described: list[Thing]) -> None:
        """Join a bare noun (الجيش) with the one body of the article that it heads (الجيش السوري)."""
        bodies: dict[str, list[Case]] = {}
        for case in cases:
            if case.family == "body":
                for head in {arabic.without_article(n.form.split()[0]) for n in case.names if " " in n.form}:
                    bodies.setdefault(head, []).append(case)
        for thing in list(described):
            text = next(iter(thing.nominals), "") or next(iter(thing.names), "")
            form = self.reader.read(text).form if text else ""
            if " " in form or not form.startswith("ال") or FAMILY[thing.type] != "body":
                continue
            headed = bodies.get(arabic.without_article(form), [])
            if len(headed) == 1:
                self.log(
                    _identity(headed[0]), text, f"heads {headed[0].main.text!r} in one article", 0.75, "short name"
                )
                headed[0].thing.absorb(thing)
                described.remove(thing)

    def _kept_apart(self, case: Case, other: Case) -> bool:
        rulings = self.reader.rulings
        forms = {name.form for name in other.names}
        if other.entry is not None and any((case.main.form, iri) in rulings.barred for iri in (other.entry.id,)):
            return True
        return any(frozenset({case.main.form, form}) in rulings.apart for form in forms)

    def _office(self, case: Case, cases: list[Case]) -> None:
        """Resolve an office to its holder at the article's date, else to the one holder named here, else to itself."""
        office = case.main.office
        assert office is not None
        day = self.reading.article.published
        now = () if day is None or office.former else self.offices.holders(office, day)
        ever = self.offices.holders(office, None)
        here = [c.entry.id for c in cases if c.entry is not None and c.entry.id in ever]
        holder = now[0] if len(now) == 1 else here[0] if len(here) == 1 else ""
        if holder:
            case.entry = self.gazetteer.entries[holder]
            how = f"held the office on {day}" if len(now) == 1 else "is the one holder whom the article names"
            self.log(holder, case.main.text, how, 0.9 if len(now) == 1 else 0.8, "office")
        elif not office.former:
            case.entry = office.entry


def _dominant(found: list[Entry]) -> Entry | None:
    """Return the capital, or the place ten times as big as any other; None where none stands out."""
    if any(entry.sort not in ("city", "town", "capital", "governorate") for entry in found):
        return None
    capitals = [entry for entry in found if entry.sort == "capital"]
    if len(capitals) == 1:
        return capitals[0]
    first, second = sorted(found, key=lambda entry: (-entry.population, entry.id))[:2]
    return first if first.population > 10 * max(second.population, 1) else None


def _identity(case: Case) -> str:
    return case.entry.id if case.entry is not None else case.main.text
