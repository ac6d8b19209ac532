"""Names in Latin letters as strings: normal forms for matching, titles, spelling similarity."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ._edit import Costs, similarity_of

SPECIAL = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
    "’": "'", "‘": "'", "ʿ": "'", "ʾ": "'", "ʼ": "'", "`": "'", "´": "'",
})  # fmt: skip
_NOT_A_LETTER = re.compile(r"[^\w]+|_")
_ARTICLE = frozenset("al el as ad at ar az ash an ul".split())
_TITLES = frozenset(
    """president mr mrs ms miss dr prof eng sir dame lord lady sayyed sayyid sayed seyyed imam mufti gen general col
    colonel maj major capt captain lt lieutenant
    brig brigadier admiral marshal field prime minister king queen prince princess crown sheikh sheik shaikh
    shaykh ayatollah mullah pope patriarch archbishop bishop cardinal senator sen rep congressman congresswoman
    ambassador
    chancellor premier pm fm mp secretary governor gov judge justice chief professor prof leader commander spokesman
    spokeswoman spokesperson envoy hajj haj former late ex
    acting deputy vice foreign defence defense interior the his her majesty highness excellency""".split()
)
_BODY_HEADS = frozenset(
    """regime government administration forces army party movement group front brigade brigades battalion council
    ministry agency news channel tv newspaper university airport hospital base camp city province governorate
    village town district family committee union league coalition alliance militia militias company corporation
    bank court embassy agreement accord deal war
    battle operation revolution uprising crisis conference summit""".split()
)
# Abderrahmane, Abdessalam, Abdennour: the article has taken on the next consonant.
_ABD = re.compile(r"abd[aeiou]?(?:([rsnzdtl])(?=\1)|sh(?=sh))")
_SUN = frozenset("r s sh n z d t th dh".split())
_AFTER_ABD = frozenset("er es en ed et ez ech ur us un ud uz ush".split())
# What is spelt in two ways on the two sides of the Atlantic.
_BRITISH = {
    "organisation": "organization", "organisations": "organizations", "defence": "defense", "centre": "center",
    "programme": "program", "labour": "labor", "mobilisation": "mobilization", "harbour": "harbor",
    "stabilisation": "stabilization", "normalisation": "normalization",
}  # fmt: skip
_COSTS = Costs(
    cheap_letters={"a": 0.25, "e": 0.25, "i": 0.3, "o": 0.3, "u": 0.3, "y": 0.3, "h": 0.35, "w": 0.6},
    pairs={
        "ae": 0.2, "ei": 0.2, "ou": 0.2, "ai": 0.35, "ao": 0.35, "au": 0.4, "eo": 0.4, "io": 0.5, "iu": 0.5,
        "eu": 0.5, "iy": 0.1, "ij": 0.3,
        "yj": 0.2, "uw": 0.2, "ow": 0.3, "vw": 0.2, "vf": 0.3, "fp": 0.6, "ck": 0.1, "cs": 0.3, "kq": 0.1,
        "cq": 0.2, "gq": 0.2, "gk": 0.3,
        "gj": 0.3, "sz": 0.2, "td": 0.5, "zd": 0.5, "bp": 0.6, "mn": 0.8,
    },
    doubled=0.05,
)  # fmt: skip


@lru_cache(maxsize=1 << 17)
def normal(name: str) -> str:
    """Return the form under which spellings meet: small plain letters, no possessive, Arabic articles and abd
    compounds set apart.

    >>> normal("Bashar Al-Assad's"), normal("Abdel-Fattah el-Sisi")
    ('bashar assad', 'abd fattah sisi')
    """
    return " ".join(_words(_plain(name)))


def identifying(name: str) -> str:
    """Return the form of which ids are made: the normal one as it was when the first ids were given."""
    return " ".join(_words(_plain(name), assimilated=False))


def _plain(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", name).translate(SPECIAL).lower().translate(SPECIAL)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("&", " and ").replace("co-op", "coop")
    text = re.sub(r"'s\b|(?<=s)'(?=\s|$)", "", text)
    text = (
        re.sub(r"\b((?:\w\.){2,})", lambda m: m.group().replace(".", ""), text).replace("'", "").replace("+", " plus ")
    )
    return _NOT_A_LETTER.sub(" ", text).split()


def _words(words: list[str], *, assimilated: bool = True) -> list[str]:
    out: list[str] = []
    for index, word in enumerate(words):
        if word in _ARTICLE and index + 1 < len(words):
            continue
        if assimilated and index + 1 < len(words) and _has_taken_on(word, words[index + 1]):
            continue
        if word in _AFTER_ABD and out and out[-1] == "abd":
            continue
        if index + 1 < len(words) and word in ("abdel", "abdul", "abdal", "abdol"):
            word = "abd"
        elif word.startswith(("abdel", "abdul", "abdal", "abdol")) and len(word) > 7:
            out.append("abd")
            word = word[5:]
        elif len(word) > 7 and (glued := _ABD.match(word)):
            out.append("abd")
            word = word[glued.end() :]
        elif word in _BRITISH:
            word = _BRITISH[word]
        elif word in ("ibn", "ben") and index:
            word = "bin"
        elif word in ("abou", "abo") or (word in ("aboul", "abul", "abol", "abdoul") and index + 1 < len(words)):
            word = "abd" if word == "abdoul" else "abu"
        out.append(word)
    if len(out) > 1 and out[0] == "the":
        del out[0]
    return out


def _has_taken_on(word: str, following: str) -> bool:
    """Is a word the article before a letter that takes it on: ez Zor, esh Sham?"""
    return word[:1] in ("a", "e", "i", "u") and word[1:] in _SUN and following.startswith(word[1:])


@lru_cache(maxsize=1 << 17)
def tokens(name: str) -> tuple[str, ...]:
    """Return the words of the normal form."""
    return tuple(normal(name).split())


def key(name: str) -> str:
    """Return what two spellings of one name should share."""
    return normal(name)


def strip_titles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return normal words without leading titles; never empties a name."""
    start = 0
    while start < len(words) - 1 and words[start] in _TITLES:
        start += 1
    return words[start:]


def untitled(name: str) -> str:
    """Return a name as written, less its titles."""
    words = name.split()
    wanted = strip_titles(tokens(name))
    for start in range(len(words)):
        rest = " ".join(words[start:])
        if tokens(rest) == wanted:
            return rest
    return name


def person(name: str) -> tuple[str, ...]:
    """Return a person's words, titles stripped."""
    return strip_titles(tokens(name))


def heads_a_body(name: str) -> bool:
    """Does the last word, or one before "of", say that this is no person (Assad regime, city of X)?"""
    words = tokens(name)
    if len(words) < 2:
        return False
    return words[-1] in _BODY_HEADS or ("of" in words[1:] and words[words.index("of") - 1] in _BODY_HEADS)


@lru_cache(maxsize=1 << 16)
def _one_way(word: str) -> str:
    """Return a word with the groups of letters by which languages write one sound written in one way."""
    for written, sound in (("tsch", "ch"), ("tch", "ch"), ("dj", "j"), ("sch", "sh"), ("ph", "f"), ("ck", "k")):
        word = word.replace(written, sound)
    return word


@lru_cache(maxsize=1 << 18)
def similarity(one: str, other: str) -> float:
    """Return how alike two normal words are, 0 to 1; vowels and letters that romanisations confuse weigh little."""
    plain, other_plain = _one_way(one), _one_way(other)
    found = similarity_of(plain, other_plain, _COSTS)
    return found if (plain, other_plain) == (one, other) else max(similarity_of(one, other, _COSTS), found - 0.02)
