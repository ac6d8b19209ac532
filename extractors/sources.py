"""Sources told beside what they say: according to X (بحسب س، وفقا لـ س، نقلا عن س), and headlines "X: words"."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.lemmas import fold
from ..graph.model import Stance
from .events import End
from .language import Grammar
from .syntax import Analysis, Sentence, Word

Told = tuple[End, Word, Stance, int, int, frozenset[int]]
"""Speaker, cue, stance, first word and the word after the last, words between that are not said."""

_BEFORE_SOURCE = frozenset({"ADP", "DET", "PRON", "NOUN", "PUNCT"})
_MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod:desc", "nummod", "flat", "det"})
_BREAKS = frozenset({"..", "...", "…", "|", "/"})
_OPENING = 6  # words at the head of a sentence where a source is told of all that follows


def sources(analysis: Analysis, grammar: Grammar) -> Iterator[Told]:
    """Yield what is told with its source as an adjunct: the sentence without the source; what is joined on behind a
    source (، وكانت ...) is not its."""
    for sentence in analysis.sentences:
        for word in sentence.words:
            source = _source_of(word, grammar)
            if source is not None:
                relayed = _is_relayed(word, source, grammar) or _has_speaker(word, sentence, grammar)
                stance: Stance = "relays" if relayed else "says"
                about = frozenset(w.i for w in source.subtree() if w.i > word.i and not grammar.prenominal)
                end = _end(word, source, sentence, grammar)
                yield End(source), word, stance, sentence.words[0].i, end, about


def _end(cue: Word, source: Word, sentence: Sentence, grammar: Grammar) -> int:
    last = sentence.words[-1].i + 1
    if grammar.prenominal or cue.i - sentence.words[0].i < _OPENING:
        return last
    for one, following in zip(sentence.words, sentence.words[1:], strict=False):
        joined = following.pos == "CCONJ" and following.head is not None and following.head.is_verb
        if one.i > source.i and one.pos == "PUNCT" and joined:
            return one.i
    return last


def _is_relayed(cue: Word, source: Word, grammar: Grammar) -> bool:
    """Does a verb of relaying stand between (بحسب ما نقلت عنه الوكالة)?"""
    between = (w for w in (cue.sentence.words if cue.sentence else []) if cue.i < w.i < source.i)
    return any(w.is_verb and fold(w.lemma) in grammar.relaying for w in between)


def _has_speaker(cue: Word, sentence: Sentence, grammar: Grammar) -> bool:
    """Does somebody say before a source what it then only passes on (قال الوزير إن ...، وفق وكالة الأنباء)?"""
    root = sentence.root
    said = root.is_verb and root.i < cue.i and grammar.speech.get(fold(root.lemma)) == "says"
    return said and any(w.i < cue.i and (w.dep == "ccomp" or w.text == ":") for w in sentence.words)


def headlines(analysis: Analysis, grammar: Grammar) -> Iterator[Told]:
    """Yield headlines and lines of the shape "speaker: what is said", also behind another one (... وأرحموش: ...)."""
    for sentence in analysis.sentences:
        breaks = [w for w in sentence.words if w.text in _BREAKS]
        first = breaks[-1].i + 1 if breaks and not grammar.prenominal else sentence.words[0].i
        words = [w for w in sentence.words if w.i >= first]
        colon = next((w for w in words[1:9] if w.text == ":"), None)
        if colon is None or colon is sentence.words[-1]:
            continue
        before = [w for w in words if w.i < colon.i]
        if any(w.is_verb or w.pos == "PUNCT" for w in before) or before[0].pos == "ADP":
            continue
        head = next((w for w in before if w.pos in {"NOUN", "PROPN", "X"}), before[0])
        if _may_speak(head, before, grammar):
            yield End(head), colon, "says", colon.i + 1, sentence.words[-1].i + 1, frozenset()


def _may_speak(head: Word, before: list[Word], grammar: Grammar) -> bool:
    """Does a phrase before a colon name somebody, and not what it is about (انتخابات روسيا: ...)?"""
    type_ = grammar.type_of(fold(head.lemma))
    happens = type_ in {"EVENT", "LOC"} or bool(grammar.deverbal(head.lemma))
    if head.name is None and not grammar.prenominal and happens and type_ not in {"PER", "ORG", "GROUP"}:
        return False
    named = any(w.name is not None and w.name.type in {"PER", "ORG", "GPE", "LOC"} for w in before)
    return named or type_ in {"PER", "ORG", "GROUP"}


def _source_of(word: Word, grammar: Grammar) -> Word | None:
    """Return the source that a word of reference names: the first noun after it, past ما, prepositions, a verb of
    saying and whom it speaks to; rules and orders (وفقا للقانون) say nothing."""
    if word.is_verb and word.dep != "case":
        return None
    if not ({fold(word.lemma), fold(word.norm)} & grammar.according_to) or word.sentence is None:
        return None
    spoken, passed = False, -1
    for after in (w for w in word.sentence.words if word.i < w.i <= word.i + 14):
        if after.i <= passed:
            continue
        if after.i > word.i + 8 and not spoken:
            return None
        if after.pos == "NOUN" and fold(after.lemma) in grammar.wording:
            own = next((c for c in after.get("nmod", "nmod:poss") if c.pos == "PRON"), None)
            if own is not None:
                return own  # على حد تعبيره
        told = spoken and after.pos == "ADP" and fold(after.lemma) in grammar.dative_prepositions
        if told and after.head is not None:
            passed = max(w.i for w in after.head.subtree() if w.i - after.i < 6)  # وفق ما صرحت به للوكالة الوزيرة
            continue
        if after.name is not None or (
            after.pos in {"NOUN", "PROPN", "X"} and fold(after.lemma) not in grammar.speech_nouns
        ):
            source = _governing(after) if grammar.prenominal else after
            return None if fold(source.lemma) in grammar.norms and source.name is None else source
        said = after.is_verb and fold(after.lemma) in grammar.speech
        spoken = spoken or said
        if not said and after.pos not in _BEFORE_SOURCE and not (grammar.prenominal and after.pos in {"ADJ", "NUM"}):
            return None
    return None


def _governing(word: Word) -> Word:
    """Return the head of the phrase that a word begins (Kremlin spokesman Peskov), where modifiers stand before it."""
    while word.head is not None and word.head.i > word.i and word.dep in _MODIFIERS:
        word = word.head
    return word
