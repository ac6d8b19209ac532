"""The parts of speech of the news scheme: names are PROPN, and words unknown to PADT's morphology get a real tag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ar_khabar_news.orthography import fold
from babel import Locale

from .conllu import Sentence, Word

NAME_TAGS = ("U", "X")


def country_names() -> set[str]:
    """Return the folded one-word names of countries in Arabic (CLDR)."""
    return {fold(name) for name in Locale("ar").territories.values() if " " not in name}


def iahlt_names(sentences: Iterable[Sentence]) -> set[str]:
    """Return the folded words, with their article joined, that IAHLT tags PROPN nearly always."""
    names: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for sentence in sentences:
        before = ""
        for word in sentence.words:
            if word.upos == "DET" and word.form in ("ال", "ل"):
                before = "ال"
                continue
            form = fold(before + word.form)
            before = ""
            seen[form] += 1
            names[form] += word.upos == "PROPN"
    return {form for form, count in names.items() if count >= 2 and count >= 0.8 * seen[form] and len(form) > 2}


def analyses(sentences: Iterable[Sentence]) -> dict[str, Word]:
    """Return, for each folded form that PADT's morphology knows, a word with its most frequent analysis."""
    seen: dict[str, Counter[tuple[str, str]]] = {}
    example: dict[tuple[str, str, str], Word] = {}
    for sentence in sentences:
        for word in sentence.words:
            if word.upos in ("X", "PUNCT"):
                continue
            key = fold(word.form)
            seen.setdefault(key, Counter())[word.upos, word.feats] += 1
            example.setdefault((key, word.upos, word.feats), word)
    return {key: example[(key, *max(counts, key=lambda pair: (counts[pair], pair)))] for key, counts in seen.items()}


def news_word(word: Word, known: dict[str, Word], names: set[str]) -> Word:
    """Return the word as the news scheme tags it."""
    key = fold(word.form)
    if word.upos == "NOUN" and key in names:
        return replace(word, upos="PROPN")
    if word.upos != "X" or word.xpos[:1] not in NAME_TAGS:
        return word
    analysis = known.get(key)
    if word.xpos.startswith("U") and analysis is not None and key not in names:
        return replace(word, upos=analysis.upos, feats=analysis.feats)
    return replace(word, upos="PROPN")
