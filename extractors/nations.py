"""Where an article names each country, so that what is told without it (الرئيس بوتين، العاصمة صنعاء) finds it there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..graph.gazetteer import Gazetteer
from ..graph.gazetteer_files import Entry
from .events import End
from .syntax import Analysis, Word


@dataclass(frozen=True)
class Nations:
    """The words of an article that name countries, by the country's id."""

    named: Mapping[str, tuple[End, ...]]
    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, analysis: Analysis, gazetteer: Gazetteer) -> Nations:
        """Return the countries of an article: by their own names and by adjectives (السوري)."""
        found: dict[str, list[End]] = {}
        entries: dict[str, Entry] = {}
        for word in analysis.words:
            if word.pos == "ADJ" and (nation := gazetteer.nisba(word.norm)) is not None:
                found.setdefault(nation.id, []).append(End(word, country=True))
                entries[nation.id] = nation
        for name in analysis.names:
            for entry in gazetteer.lookup(" ".join(w.norm for w in name.words)):
                if entry.sort == "country":
                    top = next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])
                    found.setdefault(entry.id, []).append(End(top))
                    entries[entry.id] = entry
        return cls({nation: tuple(sorted(ends, key=lambda e: e.word.i)) for nation, ends in found.items()}, entries)

    def about(self) -> Entry | None:
        """Return the country that an article is about: the only one it names, or one that it names three times and
        twice as often as any other; None where there is none."""
        ranked = sorted(self.named, key=lambda nation: (-len(self.named[nation]), nation))
        if not ranked:
            return None
        most, *others = (len(self.named[nation]) for nation in ranked)
        return self.entries[ranked[0]] if not others or (most > 2 and most >= 2 * others[0]) else None

    def nearest(self, nation: Entry, word: Word) -> End | None:
        """Return the mention of a country that stands nearest to a word, earlier ones first; None where it is never
        named."""
        ends = self.named.get(nation.id, ())
        return min(ends, key=lambda e: (abs(e.word.i - word.i), e.word.i), default=None)
