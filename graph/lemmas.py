"""The forms under which lemmas are looked up, the same on both sides of every lookup."""

from __future__ import annotations

import re
from functools import lru_cache

_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_LETTERS = str.maketrans("أإآٱىة", "اااايه")


@lru_cache(maxsize=1 << 16)
def fold(lemma: str) -> str:
    """Return a lemma's form for lookup: no diacritics or tatweel, أإآٱ as ا, ى as ي, ة as ه, lower case.

    The seats of hamza ؤ and ئ are kept: they part words (سؤال / سال), and the one pair that newspapers mix
    (مسؤول / مسئول) is written twice where it matters.

    >>> fold("سَيْطَرَة"), fold("Attack")
    ('سيطره', 'attack')
    """
    return _MARKS.sub("", lemma).translate(_LETTERS).casefold()


def folded(words: str) -> frozenset[str]:
    """Return words parted by spaces, each folded: how closed classes are written down.

    >>> folded("قوة مدى") == {"قوه", "مدي"}
    True
    """
    return frozenset(fold(word) for word in words.split())


def stem(lemma: str) -> str:
    """Return a folded noun or adjective without the endings ه and ات, which agreement puts on and off.

    >>> stem("عسكرية") == stem("عسكري"), stem("مساعدات") == stem("مساعدة")
    (True, True)
    """
    folded = fold(lemma)
    if folded.endswith("ات") and len(folded) > 4:
        return folded[:-2]
    return folded[:-1] if folded.endswith("ه") and len(folded) > 3 else folded
