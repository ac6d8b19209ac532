"""Lemmas: PADT's vocalised dictionary form of a word, from a lexicon of analysed words.

The lexicon is asked with the full tag first, then with less and less of it; a word it does not hold is stripped of
its article and endings and asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from .networks import lemmas
from .orthography import bare, fold

_ENDINGS = ("ية", "يات", "يين", "يون", "ين", "ون", "ان", "ات", "تين", "تان", "ا", "ة", "ه")
_REPLACEMENTS = ("", "ة", "ي", "ية")


def lexicon_keys(form: str, xpos: str, upos: str) -> tuple[str, str, str, str]:
    """Return the lexicon's keys of a word, the most exact first."""
    word = fold(form)
    return f"{word} {xpos}", f"{word} {xpos[:2]}", f"{word} {upos}", word


class Lexicon(lemmas.Lexicon):
    """Maps words with their tags to lemmas."""

    keys = staticmethod(lexicon_keys)

    @staticmethod
    def related(form: str, upos: str) -> Iterator[str]:
        """Yield keys of words whose lemma a noun or adjective that the lexicon does not hold may have as well."""
        if upos in ("NOUN", "ADJ"):
            yield from _related(fold(form), upos)


def _related(word: str, upos: str) -> Iterator[str]:
    """Yield keys of words that differ from `word` by the article and an ending."""
    stems = [word[2:]] if word.startswith("ال") and len(word) > 4 else [word, "ال" + word]
    for stem in stems:
        yield f"{stem} {upos}"
        for ending in _ENDINGS:
            if stem.endswith(ending) and len(stem) > len(ending) + 1:
                for replacement in _REPLACEMENTS:
                    yield f"{stem[:-len(ending)]}{replacement} {upos}"
                    yield f"ال{stem[:-len(ending)]}{replacement} {upos}"
    yield from (f"ال{stem} {upos}" for stem in stems)


def bare_lemma(lemma: str) -> str:
    """Return a lemma without vowel marks, as dictionaries of triggers write it.

    >>> bare_lemma("مُستَشَار")
    'مستشار'
    """
    return bare(lemma)


def script(form: str, lemma: str) -> str:
    """Return the script from a word to its lemma, `prefix,suffix|template`.

    It drops so many letters at both ends of the bare word; in the template `_` copies the next letter, `~` skips one,
    anything else is written as it is.

    >>> script("المستشار", "مُستَشَار")
    '2,0|_ُ__َ_َ__'
    """
    word, letters = bare(form), bare(lemma)
    blocks = SequenceMatcher(None, word, letters, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return f"0,0|={lemma}"
    first, last = blocks[0].a, blocks[-1].a + blocks[-1].size
    source = {block.b + k: block.a + k for block in blocks for k in range(block.size)}
    template, at, letter = [], first, -1
    for char in lemma:
        if not bare(char):
            template.append(char)
            continue
        letter += 1
        if letter in source:
            template.append("~" * (source[letter] - at) + "_")
            at = source[letter] + 1
        else:
            template.append(char)
    return f"{first},{len(word) - last}|{''.join(template)}"


def apply_script(form: str, script: str) -> str | None:
    """Return the lemma that a script makes of a word, or None where the word is too short for it.

    >>> apply_script("المستشار", "2,0|_ُ__َ_َ__")
    'مُستَشَار'
    """
    ends, _, template = script.partition("|")
    if template.startswith("="):
        return template[1:]
    prefix, suffix = map(int, ends.split(","))
    letters = bare(form)
    middle = letters[prefix:len(letters) - suffix]
    if len(middle) != template.count("_") + template.count("~"):
        return None
    rest = iter(middle)
    return "".join(next(rest) if char == "_" else "" if char == "~" and next(rest) else char for char in template)
