"""Arabic spelling: what may be dropped or folded without changing which word is meant.

All functions are pure. `bare` keeps letters only, `fold` makes spelling variants of one word equal.
"""

import re

ARABIC_LETTERS = "ء-غف-يٱپچڤگکیە"
MARKS = "ـً-ٰٟۖ-ۭ"

_MARK = re.compile(f"[{MARKS}]")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ئ": "ي", "ؤ": "و"})
_ALEF = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك"})


def bare(word: str) -> str:
    """Return the word without vowel marks, shadda and tatweel.

    >>> bare("مُخْتـصّة")
    'مختصة'
    """
    return _MARK.sub("", word)


def fold(word: str) -> str:
    """Return the bare word with alef and ya variants folded (أ إ آ ٱ to ا, ى to ي).

    >>> fold("إلى") == fold("الي")
    True
    """
    return _MARK.sub("", word).translate(_ALEF)


def fold_hard(word: str) -> str:
    """Return `fold` with hamza seats and the final ta marbuta folded as well, the key of the word vectors.

    >>> fold_hard("مسؤولة")
    'مسووله'
    """
    word = _MARK.sub("", word).translate(_FOLD)
    return word[:-1] + "ه" if word.endswith("ة") else word


def bare_offsets(word: str) -> tuple[str, list[int]]:
    """Return the bare word and, for each of its letters, the letter's offset in `word`."""
    offsets = [i for i, char in enumerate(word) if not _MARK.match(char)]
    return "".join(word[i] for i in offsets), offsets
