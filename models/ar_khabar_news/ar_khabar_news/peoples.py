"""Nationalities, peoples and faiths by their adjectives, and the places that are countries and cities."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from .orthography import fold

LISTS = "lists.tsv.gz"
NAME_SORTS = frozenset({"PER", "ORG", "LOC"})
ENDINGS = ("", "ه", "ة", "ون", "ين", "ان", "ات", "تان", "تين", "ا", "تي")
_PLURALS = {
    "عربي": "العرب عرب",
    "كردي": "الأكراد أكراد الكرد كرد",
    "يهودي": "اليهود يهود",
    "روسي": "الروس روس",
    "تركي": "الأتراك أتراك",
    "ألماني": "الألمان ألمان",
    "إنجليزي": "الإنجليز الإنكليز",
    "فارسي": "الفرس",
    "شيعي": "الشيعة شيعة",
    "سني": "السنة",
    "مسلم": "المسلمون المسلمين مسلمون مسلمين مسلم مسلمة المسلم المسلمة",
    "مسيحي": "النصارى",
    "أرمني": "الأرمن أرمن",
    "درزي": "الدروز دروز",
    "مغربي": "المغاربة مغاربة",
    "أفريقي": "الأفارقة أفارقة",
    "صربي": "الصرب صرب",
    "كرواتي": "الكروات كروات",
    "أمازيغي": "الأمازيغ أمازيغ",
    "قبطي": "الأقباط أقباط",
    "هندي": "الهنود هنود",
    "أفغاني": "الأفغان أفغان",
    "تركماني": "التركمان تركمان",
    "إيزيدي": "الإيزيديون الإيزيديين الأيزيديين",
    "قبرصي": "القبارصة قبارصة",
    "بدوي": "البدو بدو",
    "أميركي": "الأميركان الأمريكان",
    "تونسي": "التوانسة",
    "أوزبكي": "الأوزبك أوزبك",
    "تتاري": "التتار تتار",
    "روهينغي": "الروهينغا الروهينجا روهينغا",
    "غجري": "الغجر غجر",
    "أويغوري": "الأويغور الإيغور أويغور إيغور",
    "هوتو": "الهوتو",
    "توتسي": "التوتسي",
}
"""Words for a people, by its adjective."""
PEOPLES = {fold(word): fold(stem) for stem, words in _PLURALS.items() for word in words.split()}
ADJECTIVES = frozenset(fold(word) for word in (
    "عربي كردي إسلامي إسلاموي نازي جهادي سلفي إخواني صهيوني أوروبي أوربي أفريقي إفريقي آسيوي خليجي مغاربي "
    "يهودي مسيحي شيعي سني علوي درزي قبطي أرمني تركماني أمازيغي إيزيدي أيزيدي "
    "آشوري سرياني كلداني ماروني كاثوليكي أرثوذكسي أرثوذوكسي بروتستانتي إنجيلي هندوسي بوذي سيخي صابئي زيدي "
    "إسماعيلي كردستاني سوفيتي سوفياتي "
    "بلقاني إسكندنافي شركسي شيشاني نوبي فارسي آرامي كتالوني اسكتلندي إسكتلندي ويلزي تتاري أبخازي تبتي طوارقي "
    "صحراوي يوغوسلافي شامي "
    "حجازي جنوبأفريقي أنغلوساكسوني بدوي قفقازي قوقازي سلافي أويغوري إيغوري".split()))
REGIONS = frozenset(fold(word) for word in "أفريقيا إفريقيا آسيا أوروبا أوربا أميركا أمريكا أستراليا أوراسيا".split())
NOT_ADJECTIVES = frozenset(fold(word) for word in "مالي عاج سينا قمري".split())


class Lists:
    """Names of places with their Wikidata ids ("" where unknown), and the adjectives of countries with the country's.

    Names are written as their folded tokens joined by spaces. Sorts: country, city, noun_city (a city that the treebank
    calls a noun somewhere), town (any other inhabited place or province), adjective (masculine, without article); PER,
    ORG and LOC are names that are of this type wherever they stand.
    """

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        self.rows = list(rows)
        self.places = {name: iri for sort, name, iri in rows if sort in ("country", "city", "noun_city")}
        self.inhabited = self.places.keys() | {name for sort, name, _ in rows if sort == "town"}
        self.certain = {name: "LOC" for sort, name, _ in rows if sort in ("country", "city")}
        self.adjectives = {name: iri for sort, name, iri in rows if sort == "adjective"}
        self.adjectives.update((word, self.adjectives.get(word, "")) for word in ADJECTIVES)
        for word in NOT_ADJECTIVES:
            self.adjectives.pop(word, None)
        self.regions = REGIONS
        self.names = {name: sort for sort, name, _ in rows if sort in NAME_SORTS}
        self.starts = {" ".join(words[:k]) for name in self.places for words in [name.split(" ")]
                       for k in range(1, len(words))}
        self.seen: dict[str, str | None] = {}

    def nationality(self, form: str) -> str | None:
        """Return the country's id of a folded adjective or people ("" for a people without one), None if it is none.

        >>> Lists([("adjective", "روسي", "Q159")]).nationality("الروسيه")
        'Q159'
        """
        if form not in self.seen:
            if len(self.seen) > 50_000:
                self.seen.clear()
            self.seen[form] = self._nationality(form)
        return self.seen[form]

    def _nationality(self, form: str) -> str | None:
        if form in PEOPLES:
            return self.adjectives.get(PEOPLES[form], "")
        bare = form[2:] if form.startswith("ال") and len(form) > 5 else form
        for ending in ENDINGS:
            stem = bare[:len(bare) - len(ending)] if bare.endswith(ending) else ""
            if stem in self.adjectives and (ending != "ا" or form not in self.places):
                return self.adjectives[stem]
        return None

    def places_in(self, forms: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, str]]:
        """Yield (start, end, id) of the places named by the folded forms from `start` to `end`, the longest first."""
        i = start
        while i < end:
            best, text = 0, ""
            for k in range(i, min(end, i + 6)):
                text = f"{text} {forms[k]}" if text else forms[k]
                if text in self.places:
                    best = k + 1
                if text not in self.starts:
                    break
            if best:
                yield i, best, self.places[" ".join(forms[i:best])]
            i = max(best, i + 1)


def read_lists(folder: Path) -> Lists:
    """Return the lists of a pipeline folder; components that ask for the same ones get the same object."""
    return _read(folder.resolve(), (folder / LISTS).stat().st_mtime_ns)


@lru_cache(maxsize=2)
def _read(folder: Path, _changed: int) -> Lists:
    with gzip.open(folder / LISTS, "rt", encoding="utf8", newline="\n") as file:
        rows = [line.rstrip("\n").split("\t") for line in file]
    return Lists([(sort, name, iri) for sort, name, iri in rows])


def write_lists(lists: Lists, folder: Path) -> None:
    """Write the lists into a pipeline folder; the same lists give the same bytes."""
    text = "".join("\t".join(row) + "\n" for row in lists.rows)
    (folder / LISTS).write_bytes(gzip.compress(text.encode("utf8"), mtime=0))
