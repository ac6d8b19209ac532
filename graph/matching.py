"""Could two written names be one? Keys that such names share, and a score between 0 and 1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .names import arabic, english, lexicon, senses, translit
from .written_names import HEAD_OF, Name

_LINKS = frozenset("بن ابن ال دي دو دا فون فان bin ibn al el de du da di dos der van von la le".split())
_SMALL = frozenset("of the for and in on to de".split())
_ABD = {True: re.compile("عبد.{3}"), False: re.compile("abd.{3}")}
_ABDULLAH = {"abdlah": "abdalla", "abdallah": "abdalla"}  # the given name as it is listed
_MUHAMMAD = lexicon.lemmas("محمد")
_FAITH = ("دين", "din", "eddine", "uddin", "deen")
_SHORTEST_SINGLE = 5
_ALL_BUT = 0.955  # of a short word: Rakka is Raqqa
_NEARLY = 0.93  # what each word must reach where a name matches in part only
# What a pair must reach: names of persons in one script, across scripts, single words, and everything else.
PERSON, CROSS, SINGLE, THING = 0.90, 0.92, 0.935, 0.95


@dataclass(frozen=True, slots=True)
class Compared:
    """A name made ready to compare: compounds one word, links (bin, al) gone; ``bound`` marks words that had al-."""

    words: tuple[str, ...]
    bound: tuple[bool, ...]
    arabic: bool
    head: str = ""


@lru_cache(maxsize=1 << 18)
def compared(form: str, is_arabic: bool, person: bool) -> Compared:
    """Return a normal form made ready to compare, without a person's titles or a thing's head (town, newspaper)."""
    raw = tuple(form.split())
    head = ""
    if person:
        raw = arabic.strip_titles(raw) if is_arabic else english.strip_titles(raw)
    elif len(raw) > 1 and is_arabic and raw[0] in HEAD_OF:
        head, raw = raw[0], raw[1:]
    elif len(raw) > 1 and not is_arabic and raw[-1] in HEAD_OF:
        head, raw = raw[-1], raw[:-1]
    words: list[str] = []
    bound: list[bool] = []
    for at, word in enumerate(raw):
        bare = arabic.without_article(word) if is_arabic else word
        if person and ((at and word in _LINKS) or (len(word) == 1 and not is_arabic and len(raw) > 2)):
            continue
        if bare.startswith(("عبدال", "ابوال")) and len(bare) > 6:
            bare = bare[:3] + bare[5:]
        if words and (words[-1] in ("abd", "abu") or (bare in _FAITH and person) or bare in ("الله", "allah")):
            words[-1] += "din" if bare in _FAITH[1:] else bare
            words[-1] = _ABDULLAH.get(words[-1], words[-1])
            continue
        words.append(bare)
        bound.append(bare != word)
    return Compared(tuple(words), tuple(bound), is_arabic, head)


def ready(name: Name, family: str) -> Compared:
    """Return a name made ready to compare."""
    person = family == "person"
    return compared(name.bare if person and name.bare else name.form, name.language == "ar", person)


def keys(name: Compared, family: str) -> Iterator[str]:
    """Yield blocking keys: the consonant classes of all words; for persons also less one, and of the two ends."""
    parts = [sorted(translit.skeletons(word, name.arabic)) for word in name.words]
    wholes = [""]
    for part in parts:
        wholes = [whole + reading for whole in wholes for reading in part][:4]
    kind = family[0]
    if family != "person" and (meant := _meant(name))[0]:
        sounds = (min(translit.skeletons(word, name.arabic), default="") for word in meant[1])
        yield f"{kind}=" + "".join((*meant[0], *sounds))
    for whole in wholes:
        yield f"{kind}:{whole}"
        if family == "person" and len(whole) >= 4:
            yield f"{kind}-{whole}"
        if family == "person" and len(whole) >= 5:
            yield from (f"{kind}-{whole[:at]}{whole[at + 1 :]}" for at in range(len(whole)))
    if family != "person" or len(parts) < 2:
        return
    ends = [(parts[0], parts[-1])]
    if len(parts) > 2:
        ends.append((parts[0], parts[-2]))
        if is_muhammad(name.words[0]):
            ends.append((parts[1], parts[-1]))
    for some, others in ends:
        yield from (f"{kind}>{first}<{last}" for first in some for last in others if first and last)


def score(one: Compared, other: Compared, family: str) -> tuple[float, bool]:
    """Return how surely two names of one family are one (0 where something speaks against it), and whether in
    part only.

    A match in part leaves out words of the longer name; it needs more than the name to be believed.
    """
    if family == "person":
        return _person(one, other)
    return _thing(one, other, family), False


def threshold(one: Compared, other: Compared, family: str) -> float:
    """Return what the score of a pair must reach."""
    if family != "person":
        return THING
    if len(one.words) == 1:
        return SINGLE
    return PERSON if one.arabic == other.arabic else CROSS


def word_score(one: str, other: str, *, scripts: tuple[bool, bool], bound: bool = False) -> float:
    """Return how alike two words are; two given names that differ are 0, however near their spelling."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit() or lexicon.differ(one, other):
        return 0.0
    if lexicon.agree(one, other):
        return 1.0
    if _ABD[scripts[0]].match(one) and _ABD[scripts[1]].match(other):
        # What all servants of God share says nothing: عبد الرحيم, عبد الرحمن.
        return word_score(one[3:], other[3:], scripts=scripts)
    whole = _alike(one, other, scripts, bound)
    if whole == 1.0:
        return whole
    parted = [
        _alike(mine, theirs, scripts, bound) - 0.01
        for mine in (one, *translit.unglued(one, scripts[0]))
        for theirs in (other, *translit.unglued(other, scripts[1]))
        if mine != one or theirs != other
    ]
    return max((whole, *parted))


def _alike(one: str, other: str, scripts: tuple[bool, bool], bound: bool) -> float:
    if scripts[0] != scripts[1]:
        return translit.similarity(one, other) if scripts[0] else translit.similarity(other, one)
    if not scripts[0]:
        return english.similarity(one, other)
    alike = arabic.similarity(one, other)
    if bound and _consonants(one) == _consonants(other):
        return min(
            alike, 0.7
        )  # with al- the word is Arabic, and there a long vowel makes another name: المالكي, الملكي
    return alike


def contradict(one: Compared, other: Compared) -> bool:
    """Do two names of persons say that they are two: a given name, or a long vowel in an Arabic surname, that
    differs?
    """
    if len(one.words) < 2 or len(other.words) < 2:
        return False
    short, full = sorted((one, other), key=lambda name: len(name.words))
    called = full.words[1] if len(full.words) > len(short.words) and is_muhammad(full.words[0]) else full.words[0]
    if lexicon.differ(short.words[0], full.words[0]) and lexicon.differ(short.words[0], called):
        return True
    if len(one.words) != len(other.words) or not one.arabic or not other.arabic:
        return False
    pairs = zip(one.words, other.words, one.bound, other.bound, strict=True)
    return any(a != b and x and y and _consonants(a) == _consonants(b) for a, b, x, y in pairs)


def one_given(one: str, other: str) -> bool:
    """Are two first words of one script one given name?"""
    return one == other or lexicon.agree(one, other)


def initials(form: str) -> tuple[str, ...]:
    """Return the initials of a Latin normal form of three words or more, without and with its small words."""
    words = form.split()
    content = [word for word in words if word not in _SMALL]
    if len(content) < 3:
        return ()
    return tuple(dict.fromkeys("".join(word[0] for word in some) for some in (content, words)))


def heads_differ(one: Compared, other: Compared) -> bool:
    """Do the heads say that these are two things? A site and a newspaper may be one outlet; a party and a movement
    are two.
    """
    if not one.head or not other.head or one.head == other.head or one.arabic != other.arabic:
        return False
    kind = HEAD_OF[one.head]
    return kind != HEAD_OF[other.head] or kind == "body"


def _consonants(word: str) -> str:
    return word.translate(str.maketrans("", "", "اوي"))


def _person(one: Compared, other: Compared) -> tuple[float, bool]:
    short, full = sorted((one, other), key=lambda name: (len(name.words), name.words))
    scripts = (short.arabic, full.arabic)
    skipped = len(full.words) - len(short.words)
    if not short.words:
        return 0.0, False
    if len(full.words) == 1:
        return _single(short, full, scripts), False
    if not skipped:
        return _mean(_aligned(short, full, scripts), 0.78), False
    if together := _run_together(short, full, scripts):
        return together, False
    if len(short.words) < 2 or skipped > 2 or lexicon.is_given(short.words[-1]):
        return 0.0, True  # Mohammed Ali need not be Mohammed Hassan Ali
    best = _mean(_aligned(short, full, scripts), _NEARLY) - 0.04 * skipped
    if skipped == 1:  # Mario Abdo Benítez and Mario Abdo
        start = Compared(full.words[:-1], full.bound[:-1], full.arabic)
        best = max(best, _mean(_aligned(short, start, scripts), _NEARLY) - 0.05)
    if skipped == 1 and is_muhammad(full.words[0]):  # Mohammad Ashraf Ghani and Ashraf Ghani
        rest = Compared(full.words[1:], full.bound[1:], full.arabic)
        best = max(best, _mean(_aligned(short, rest, scripts), _NEARLY) - 0.04)
    return best, True


def is_muhammad(word: str) -> bool:
    """Is a word the name that many bear before the one by which they are called?"""
    return bool(lexicon.lemmas(word) & _MUHAMMAD)


def _mean(scores: list[float], least: float) -> float:
    return sum(scores) / len(scores) if scores and min(scores) >= least else 0.0


def _run_together(one: Compared, other: Compared, scripts: tuple[bool, bool]) -> float:
    """Score names that part their words differently (خليل زاد, خليلزاد): the letters must be all but the same."""
    if abs(len(one.words) - len(other.words)) > 1 or len(one.words) < 2:
        return 0.0
    whole = word_score("".join(one.words), "".join(other.words), scripts=scripts)
    return whole - 0.03 if whole >= 0.96 else 0.0


def _single(one: Compared, other: Compared, scripts: tuple[bool, bool]) -> float:
    mine, theirs = _consonants(one.words[0]), _consonants(other.words[0])
    least = _SHORTEST_SINGLE - (scripts[0] != scripts[1] or (mine == theirs and len(mine) > 2))
    if min(len(one.words[0]), len(other.words[0])) < least:
        return 0.0
    if lexicon.is_given(one.words[0]) or lexicon.is_given(other.words[0]):
        return 0.0
    return word_score(one.words[0], other.words[0], scripts=scripts, bound=one.bound[0] and other.bound[0])


def _aligned(short: Compared, full: Compared, scripts: tuple[bool, bool]) -> list[float]:
    """Return the scores of the words in order: first with first, last with last, those between where they fit best."""

    def pair(at: int, to: int) -> float:
        bound = short.bound[at] and full.bound[to]
        return word_score(short.words[at], full.words[to], scripts=scripts, bound=bound)

    last, end = len(short.words) - 1, len(full.words) - 1
    found = [pair(0, 0), pair(last, end)]
    if min(found) < 0.78:
        return []
    position = 1
    for at in range(1, last):
        options = [(pair(at, to), -to) for to in range(position, end - (last - at) + 1)]
        if not options:
            return []
        best, where = max(options)
        found.append(best)
        position = -where + 1
    return found


def _meant(name: Compared) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the senses of a thing's common words, its head among them, and its other words."""
    words = (name.head, *name.words) if name.head else name.words
    return senses.translated(words, name.arabic)


def _in_translation(one: Compared, other: Compared, scripts: tuple[bool, bool]) -> float:
    """Score two names of things by meaning: all common words mean the same, the others sound the same."""
    (mine, my_rest), (theirs, their_rest) = _meant(one), _meant(other)
    if mine != theirs or len(mine) + len(my_rest) < 2 or len(my_rest) != len(their_rest) or not mine:
        return 0.0
    if not my_rest:
        nation = scripts[0] != scripts[1] and any(sense[1:].isupper() for sense in mine)
        return 0.96 if len(mine) > 2 or nation else 0.0
    alike = [word_score(a, b, scripts=scripts) for a, b in zip(my_rest, their_rest, strict=True)]
    if scripts[0] == scripts[1]:
        return 0.97 if min(alike) == 1.0 and sorted(one.words) != sorted(other.words) else 0.0
    return 0.96 if min(alike) >= 0.85 and min(map(len, (*my_rest, *their_rest))) > 2 else 0.0


def _one_plural(one: str, other: str) -> bool:
    """Are two words the two cases of one Arabic plural: فاطميون, فاطميين?"""
    return one[:-2] == other[:-2] and len(one) > 4 and {one[-2:], other[-2:]} == {"ون", "ين"}


def _thing(one: Compared, other: Compared, family: str) -> float:
    scripts = (one.arabic, other.arabic)
    if heads_differ(one, other) or not one.words or not other.words:
        return 0.0
    if meant := _in_translation(one, other, scripts):
        return meant
    if family == "place" and abs(len(one.words) - len(other.words)) == 1:
        whole = word_score("".join(one.words), "".join(other.words), scripts=scripts)
        return whole if whole >= 0.97 else 0.0
    if len(one.words) != len(other.words):
        return 0.0
    scores = []
    for a, b, one_bound, other_bound in zip(one.words, other.words, one.bound, other.bound, strict=True):
        alike = 1.0 if _one_plural(a, b) else word_score(a, b, scripts=scripts, bound=one_bound and other_bound)
        short = min(len(a), len(b)) < (4 if scripts[0] != scripts[1] else 5 if len(one.words) > 1 else 6)
        if alike < 0.9 or (alike < (_ALL_BUT if len(one.words) == 1 and len(a) == len(b) > 4 else 1.0) and short):
            return 0.0
        scores.append(alike)
    changed = sum(alike < 1.0 for alike in scores)
    if scripts[0] == scripts[1] and changed > 1 and family != "place":
        return 0.0
    return min(scores)
