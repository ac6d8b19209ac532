"""What the recogniser's names lack: names that are known, ministries, boundaries.

All functions work on the folded forms of a sentence and its entities as (start, end, label) over them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .orthography import fold
from .peoples import Lists

Entity = tuple[int, int, str]
LONGEST = 6
"""Words of the longest name that is looked up."""


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


PLACE_HEADS = _words("مدينة ولاية محافظة بلدة قرية منطقة مخيم حي إقليم")
"""No part of the name after them."""
ORDINALS = _words("الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")
MINISTRY = fold("وزارة")
WIDE = _words("الشؤون الموارد الأشغال التعليم التنمية الإدارة البنى النقل")
"""Fields that take an adjective before the nationality: وزارة التعليم العالي السورية."""

ORGANISATION_HEADS = _words("صحيفة وكالة شركة قناة مجلة شبكة منظمة مؤسسة مجموعة جمعية بنك مصرف حزب حركة موقع منصة "
                            "تطبيق إذاعة")
CLOSED = {'"': '"', "«": "»", "“": "”", "'": "'"}
DASHES = frozenset("-–—:")
DATELINE = 8
"""Tokens within which the brackets of a dateline begin."""


class KnownNames:
    """Names by their folded tokens joined by spaces, each with the one type it has wherever it stands."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names
        self.starts = {" ".join(words[:k]) for name in names for words in [name.split(" ")]
                       for k in range(1, len(words) + 1)}

    def __call__(self, words: Sequence[str]) -> Iterator[Entity]:
        """Yield the longest known name at each place."""
        i = 0
        while i < len(words):
            best, text = 0, ""
            for k in range(i, min(len(words), i + LONGEST)):
                text = f"{text} {words[k]}" if text else words[k]
                if text not in self.starts:
                    break
                if text in self.names:
                    best = k + 1
            if best:
                yield i, best, self.names[" ".join(words[i:best])]
            i = max(best, i + 1)


def with_known(entities: Iterable[Entity], known: Iterable[Entity]) -> list[Entity]:
    """Return the entities with the known names in place of those they overlap, unless one is longer and holds them."""
    kept = list(entities)
    for start, end, label in known:
        touched = [e for e in kept if e[0] < end and start < e[1]]
        if not any(e[0] <= start and end <= e[1] and e[:2] != (start, end) for e in touched):
            kept = [e for e in kept if e not in touched]
            kept.append((start, end, label))
    return sorted(kept)


def ministries(words: Sequence[str], lists: Lists) -> Iterator[Entity]:
    """Yield the ministries, with their country's adjective: وزارة الخارجية الروسية."""
    for i, word in enumerate(words[:-1]):
        if word != MINISTRY or not _definite(words[i + 1]):
            continue
        end = i + 2
        if words[i + 1] in WIDE and end < len(words) and _definite(words[end]):
            end += lists.nationality(words[end]) is None
        if end < len(words) and _definite(words[end]) and lists.nationality(words[end]) is not None:
            end += 1
        yield i, end, "ORG"


def _definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 4


def quoted(words: Sequence[str]) -> Iterator[Entity]:
    """Yield what stands in quotes after صحيفة or شركة, and the agency in the brackets of a dateline: (رويترز) -."""
    for i in range(len(words) - 2):
        after = words[i - 1] if i else ""
        closing = CLOSED.get(words[i], "") if after in ORGANISATION_HEADS else ")" if words[i] == "(" else ""
        end = next((k for k in range(i + 1, min(len(words), i + 5)) if words[k] == closing), i + 1)
        if end == i + 1 or not all(word[0].isalpha() for word in words[i + 1:end]):
            continue
        if closing != ")" or i < DATELINE and end + 1 < len(words) and words[end + 1] in DASHES:
            yield i + 1, end, "ORG"


def bounded(words: Sequence[str], entities: Sequence[Entity]) -> Iterator[Entity]:
    """Yield the entities, places without مدينة and its like before them, persons with their ordinal."""
    begun = {start for start, _, _ in entities}
    for start, end, label in entities:
        if label == "LOC" and end - start > 1 and words[start] in PLACE_HEADS:
            start += 1
        if label == "PER" and end < len(words) and words[end] in ORDINALS and end not in begun:
            end += 1
        yield start, end, label


class Repairs:
    """All repairs, with the names and places of the lists."""

    def __init__(self, lists: Lists) -> None:
        self.lists = lists
        self.known, self.places = KnownNames(lists.names), KnownNames(lists.certain)

    def __call__(self, words: Sequence[str], entities: Iterable[Entity]) -> list[Entity]:
        """Return the entities of a sentence repaired."""
        names = with_known(bounded(words, with_known(entities, self.known(words))), ministries(words, self.lists))
        for found in (*quoted(words), *self.places(words)):
            if not any(e[0] < found[1] and found[0] < e[1] for e in names):
                names.append(found)
        return sorted(names)
