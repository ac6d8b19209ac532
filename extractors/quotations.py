"""Whose words they are: the stretches of text that somebody says, and the chain of speakers over each.

A stretch begins at a verb of saying and covers its content: the clause with أن, what stands in quotation marks after
it,
the rest of the sentence after a colon. An open quotation goes on over the following sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.lemmas import fold
from ..graph.model import Stance
from .arguments import arguments, subjects
from .events import End
from .language import Grammar
from .syntax import Analysis, Sentence, Word

_BEFORE_SOURCE = frozenset({"ADP", "DET", "PRON", "NOUN", "PUNCT"})
_MODIFIERS = frozenset({"compound", "amod", "nmod:poss", "nmod:desc", "nummod", "flat", "det"})
_FAR = 25  # words between a verb of saying and its أن
_ENDS_QUOTE = frozenset('،,»”"')
_CLOSING = {'"': '"', "”": "“", "''": "``", "’’": "‘‘", "»": "«"}
_OPEN = {"``": "''", "«": "»", "“": "”", "„": "“", '"': '"', "”": "“", "»": "«"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words ``start`` to ``end`` (indexes, half open) are what a speaker says, denies, demands."""

    speaker: End
    cue: Word
    stance: Stance
    start: int
    end: int

    def __contains__(self, word: Word) -> bool:
        return self.start <= word.i < self.end


def quotations(analysis: Analysis, grammar: Grammar) -> tuple[Quotation, ...]:
    """Return the quotations of an article, wider ones first."""
    found = [*_by_verb(analysis, grammar), *_by_source(analysis, grammar), *_by_colon(analysis, grammar)]
    return tuple(sorted(found, key=lambda q: (q.start - q.end, q.start, q.stance != "relays", q.cue.i)))


def _by_verb(analysis: Analysis, grammar: Grammar) -> Iterator[Quotation]:
    for sentence in analysis.sentences:
        for word in sentence.words:
            stance = grammar.speech.get(fold(word.lemma)) if word.is_verb else None
            if stance is None:
                continue
            if _is_impersonal(word):
                continue
            region = content(word, sentence, analysis, grammar)
            if region is None:
                continue
            for speaker, how in _speakers(word, stance, grammar):
                yield Quotation(speaker, word, how, *region)


def _is_impersonal(verb: Word) -> bool:
    """Does nobody speak (يذكر أن، يشار إلى أن)? The article itself says it."""
    return verb.morph.get("Voice") == "Pass" or (
        verb.morph.get("Aspect") == "Imp"
        and verb.dep == "root"
        and not any(c.dep.startswith("nsubj") for c in verb.children)
        and not any(
            w.pos not in {"CCONJ", "PUNCT"} for w in (verb.sentence.words if verb.sentence else []) if w.i < verb.i
        )
    )


def _speakers(verb: Word, stance: Stance, grammar: Grammar) -> Iterator[tuple[End, Stance]]:
    """Yield who speaks: the subject; where a medium relays (نقل موقع عن مصدر), the medium and its source."""
    found = subjects(verb, grammar)[:1]
    source = None
    if fold(verb.lemma) in grammar.relaying:
        near = (verb, *(end.word for end in found), *verb.get("obj"))  # The parser may hang the source on the medium.
        marked = (a for w in near for a in arguments(w, grammar) if a.key in grammar.source_prepositions)
        source = next((a.word for a in marked), None)
        if source is None:
            return
    for speaker in found:
        yield speaker, "relays" if source is not None else stance
    if source is not None:
        yield End(source), "says"


def content(verb: Word, sentence: Sentence, analysis: Analysis, grammar: Grammar) -> tuple[int, int] | None:
    """Return the words (half-open indexes) that a verb of saying has as its content, or None where it has none."""
    first, last = sentence.words[0].i, sentence.words[-1].i + 1
    opened = _opening_after(verb, sentence)
    mark = _complementizer_after(verb, sentence, grammar)
    if mark is not None and (opened is None or mark < opened):
        end = _next_speech(verb, mark, sentence, grammar)
        return mark + 1, max(end, _quote_end(analysis, mark + 1, end, end))
    clause = next(iter(_content_clauses(verb, grammar)), None)
    if clause is not None:
        below = [w.i for w in clause.subtree()]
        start, end = min(below), max(below) + 1
        return start, max(end, _quote_end(analysis, start, end, last))
    if opened is not None:
        return opened + 1, _quote_end(analysis, opened, opened + 1, last)
    if _closes(verb, sentence, grammar):
        return first, verb.i
    return _around(verb, sentence, analysis) if grammar.prenominal else None


def _around(verb: Word, sentence: Sentence, analysis: Analysis) -> tuple[int, int] | None:
    """Return what is said before, or on both sides of, a verb of saying set into it (the talks failed, X said)."""
    below = [w.i for w in verb.subtree()]
    before, after = min(below), max(below) + 1
    opened = _opening_before(before, analysis)
    if opened is not None:
        return opened, verb.i
    if verb.dep == "parataxis" and verb.head is not None and any(w.dep.startswith("nsubj") for w in verb.children):
        first, last = sentence.words[0].i, sentence.words[-1].i + 1
        rest = [w for w in sentence.words if w.i >= after and w.pos != "PUNCT"]
        return (first, last) if rest else (first, before)
    return None


def _opening_before(index: int, analysis: Analysis) -> int | None:
    """Return where the quotation begins that closes right before a word, at most 120 words back; None where none
    does."""
    near = analysis.words[max(0, index - 2) : index + 3]
    closing = next((w for w in reversed(near) if w.text in _CLOSING), None)
    if closing is None:
        return None
    for word in reversed(analysis.words[max(0, closing.i - 120) : closing.i]):
        if word.text in _CLOSING[closing.text]:
            return word.i
    return None


def _complementizer_after(verb: Word, sentence: Sentence, grammar: Grammar) -> int | None:
    """Return the index of the first أن/إن after a verb of saying, with no other verb between that could have it."""
    for word in sentence.words:
        if word.i <= verb.i:
            continue
        if fold(word.norm) in grammar.complementizers and word.pos != "PRON":
            return word.i
        if word.is_verb and not any(c.dep == "acl:relcl" for c in (word,)) and word.dep not in {"acl", "acl:relcl"}:
            return None
        if word.i - verb.i > _FAR:
            return None
    return None


def _next_speech(verb: Word, mark: int, sentence: Sentence, grammar: Grammar) -> int:
    """Return where the content ends: before the next verb of saying that is on a level with this one, else at the
    end."""
    last = sentence.words[-1].i + 1
    for word in sentence.words:
        if word.i <= mark + 1 or not word.is_verb or fold(word.lemma) not in grammar.speech:
            continue
        level = word.head is None or word.head is verb or word.head is verb.head
        if level and word.dep in {"conj", "parataxis", "root", "advcl"}:
            before = sentence.words[0].i
            joined = [w.i for w in word.get("cc", "punct") if w.i < word.i]
            return max(before, min([word.i, *joined]))
    return last


def _closes(verb: Word, sentence: Sentence, grammar: Grammar) -> bool:
    """Does the verb of saying come after what is said (..."، هكذا قال الوزير)? It needs a subject and nothing to say
    after it."""
    if verb.dep in {"acl", "acl:relcl", "xcomp"} or not any(c.dep == "nsubj" and c.i > verb.i for c in verb.children):
        return False
    before = [w for w in sentence.words if w.i < verb.i]
    divided = any(w.text in _ENDS_QUOTE for w in before[-4:])
    return divided and any(w.is_verb for w in before)


def _content_clauses(verb: Word, grammar: Grammar) -> Iterator[Word]:
    """Yield what the parser hangs on a verb of saying as its content: a clause, or a noun of event (أعلن مقتل ...)."""
    for child in verb.children:
        if child.dep == "xcomp" and child.is_verb and fold(child.text) in grammar.saying:
            yield child  # quoted him as saying ...
        if child.dep == "ccomp" or (child.dep in {"obj", "parataxis"} and child.is_verb and child.i > verb.i):
            yield child
    for noun in (w for w in verb.subtree() if fold(w.lemma) in grammar.speech_nouns and verb.i < w.i <= verb.i + 12):
        # نقلت رويترز عن مسؤول قوله إن ...: the content hangs on the noun of saying.
        yield from (c for c in noun.get("acl", "ccomp", "obj", "nmod") if c.is_verb and c.i > noun.i)
    if fold(verb.lemma) in grammar.presupposing:
        return  # أدان الهجوم: that there was one is not his claim.
    for child in verb.get("obl:arg", "obl", "obj"):
        if child.name is None and grammar.deverbal(child.lemma):
            yield child


def _opening_after(verb: Word, sentence: Sentence) -> int | None:
    """Return the index of the colon or opening mark that introduces direct speech after a verb."""
    for word in sentence.words:
        if word.i <= verb.i:
            continue
        if word.text in {":", "؛"} or word.text in _OPEN:
            return word.i
        if word.is_verb or word.i - verb.i > 14:
            return None
    return None


def _quote_end(analysis: Analysis, start: int, end: int, last: int) -> int:
    """Return where a quotation opened near ``start`` closes; an open one runs on into later sentences, at most 120
    words."""
    words = analysis.words
    opening = next((w for w in words[max(0, start - 1) : min(end, start + 4)] if w.text in _OPEN), None)
    if opening is None:
        colon = start < len(words) and words[start].text == ":"
        return last if colon else end
    closing = _OPEN[opening.text]
    for word in words[opening.i + 1 : opening.i + 121]:
        if word.text == closing:
            return max(word.i, end)
    return max(end, last)


def _by_source(analysis: Analysis, grammar: Grammar) -> Iterator[Quotation]:
    """Yield the sentences that carry their source as an adjunct (بحسب س، وفقا لـ س، نقلا عن س)."""
    for sentence in analysis.sentences:
        for word in sentence.words:
            source = _source_of(word, grammar)
            if source is not None:
                stance: Stance = "relays" if _is_relayed(word, source, grammar) else "says"
                yield Quotation(End(source), word, stance, sentence.words[0].i, sentence.words[-1].i + 1)


def _is_relayed(cue: Word, source: Word, grammar: Grammar) -> bool:
    """Does a verb of relaying stand between (بحسب ما نقلت عنه الوكالة)?"""
    between = (w for w in (cue.sentence.words if cue.sentence else []) if cue.i < w.i < source.i)
    return any(w.is_verb and fold(w.lemma) in grammar.relaying for w in between)


def _by_colon(analysis: Analysis, grammar: Grammar) -> Iterator[Quotation]:
    """Yield headlines and lines of the shape "speaker: what is said"."""
    for sentence in analysis.sentences:
        colon = next((w for w in sentence.words[1:9] if w.text == ":"), None)
        if colon is None or colon is sentence.words[-1]:
            continue
        before = [w for w in sentence.words if w.i < colon.i]
        if any(w.is_verb or w.pos == "PUNCT" for w in before):
            continue
        head = next((w for w in before if w.pos in {"NOUN", "PROPN", "X"}), before[0])
        named = any(w.name is not None and w.name.type in {"PER", "ORG", "GPE", "LOC"} for w in before)
        if named or grammar.type_of(fold(head.lemma)) in {"PER", "ORG", "GROUP"}:
            yield Quotation(End(head), colon, "says", colon.i + 1, sentence.words[-1].i + 1)


def _source_of(word: Word, grammar: Grammar) -> Word | None:
    """Return the source that a word of reference names: the first noun after it, past ما, prepositions and a verb of
    saying."""
    if word.is_verb and word.dep != "case":
        return None
    if not ({fold(word.lemma), fold(word.norm)} & grammar.according_to) or word.sentence is None:
        return None
    for after in (w for w in word.sentence.words if word.i < w.i <= word.i + 8):
        if after.pos == "NOUN" and fold(after.lemma) in grammar.wording:
            own = next((c for c in after.get("nmod", "nmod:poss") if c.pos == "PRON"), None)
            if own is not None:
                return own  # على حد تعبيره
        if after.name is not None or (
            after.pos in {"NOUN", "PROPN", "X"} and fold(after.lemma) not in grammar.speech_nouns
        ):
            return _governing(after) if grammar.prenominal else after
        said = after.is_verb and fold(after.lemma) in grammar.speech
        if not said and after.pos not in _BEFORE_SOURCE and not (grammar.prenominal and after.pos in {"ADJ", "NUM"}):
            return None
    return None


def _governing(word: Word) -> Word:
    """Return the head of the phrase that a word begins (Kremlin spokesman Peskov), where modifiers stand before it."""
    while word.head is not None and word.head.i > word.i and word.dep in _MODIFIERS:
        word = word.head
    return word


def chain(word: Word, found: tuple[Quotation, ...]) -> list[Quotation]:
    """Return the quotations that hold a word, the outermost first."""
    return [q for q in found if word in q and word is not q.cue]
