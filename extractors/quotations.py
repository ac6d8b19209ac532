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
from .running import running
from .sources import headlines, sources
from .syntax import Analysis, Sentence, Word, preposition

_NEAR = 16  # words between a verb that may also mean something else and what is said
_FAR = 25  # words between a verb of saying and its أن
_OF_CONTENT = frozenset({"", "of", "for", "about", "against", "to"})  # mark what is warned of, called for
_ENDS_QUOTE = frozenset('،,»”"') | {"''"}
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
    without: frozenset[int] = frozenset()  # words between that are not said: who says it, and what is said about that

    def __contains__(self, word: Word) -> bool:
        return self.start <= word.i < self.end and word.i not in self.without


def quotations(analysis: Analysis, grammar: Grammar) -> tuple[Quotation, ...]:
    """Return the quotations of an article, wider ones first."""
    beside = [Quotation(*told) for told in (*sources(analysis, grammar), *headlines(analysis, grammar))]
    turns = [Quotation(End(who), cue, "says", start, end) for who, cue, start, end in grammar.labels(analysis)]
    found = [*_by_verb(analysis, grammar), *beside, *turns]
    if grammar.prenominal:
        found += [Quotation(*told) for told in running(analysis, found)]
    return tuple(sorted(found, key=lambda q: (q.start - q.end, q.start, q.stance != "relays", q.cue.i)))


def _without_asides(start: int, end: int, analysis: Analysis, grammar: Grammar) -> int:
    """Return where words that are said end: before what the article adds about them (في إشارة إلى ...)."""
    words = analysis.words
    for one, following in zip(words[start:end], words[start + 1 : end], strict=False):
        if (fold(one.norm), fold(following.norm)) in grammar.asides and one.i > start + 2:
            quoted = sum(w.text in _OPEN or w.text in _CLOSING for w in words[start : one.i]) % 2
            if not quoted and words[one.i - 1].pos == "PUNCT":
                return one.i - 1
    return end


def _by_verb(analysis: Analysis, grammar: Grammar) -> Iterator[Quotation]:
    for sentence in analysis.sentences:
        for word in sentence.words:
            if word.pos == "NOUN" and fold(word.lemma) in grammar.saying:
                yield from _by_saying(word, sentence, analysis, grammar)
            stance = _stance(word, sentence, grammar)
            if stance is None or _carries(word, grammar):
                continue
            region = content(word, sentence, analysis, grammar)
            if region is None:
                if any(c.dep.startswith("nsubj") and c.i > word.i for c in word.children) and not grammar.prenominal:
                    # شكك الوزير في النتائج: no words of his, but he is the one who goes on to speak.
                    yield Quotation(subjects(word, grammar)[0], word, stance, word.i, word.i)
                continue
            region = region[0], _without_asides(*region, analysis, grammar)
            for speaker, how in _speakers(word, stance, region[0], grammar):
                yield Quotation(speaker, word, how, *region)


def _by_saying(noun: Word, sentence: Sentence, analysis: Analysis, grammar: Grammar) -> Iterator[Quotation]:
    """Yield what is told by the noun of saying under a verb that is none (ذهب إلى القول إن، رد بالقول: إن)."""
    verb = noun.head
    if verb is None or not verb.is_verb or fold(verb.lemma) in grammar.speech or noun.dep not in {"obl", "obl:arg"}:
        return
    mark, opened = _complementizer_after(noun, sentence, grammar), _opening_after(noun, sentence)
    start = min((at for at in (mark, opened) if at is not None), default=None)
    if start is None or start - noun.i > 2:
        return
    end = sentence.words[-1].i + 1
    for speaker in subjects(verb, grammar)[:1]:
        yield Quotation(speaker, noun, "says", start + 1, max(end, _quote_end(analysis, start + 1, end, end)))


def _stance(word: Word, sentence: Sentence, grammar: Grammar) -> Stance | None:
    """Return how a verb tells what somebody says, or None: verbs that mean it only before أن or a colon (زاد أن), and
    جاء في بيان, too."""
    if not word.is_verb:
        return None
    lemma = fold(word.lemma)
    stance = grammar.speech.get(lemma)
    if stance is not None:
        return stance
    if lemma in grammar.telling:
        said_by = word.first("nsubj", "nsubj:pass")
        if said_by is not None and said_by.name is None and grammar.type_of(fold(said_by.lemma)) == "OTHER":
            return None  # ستسجل كتب التاريخ أن
    elif lemma not in grammar.appearing or _document(word, grammar) is None:
        return None
    mark, opened = _complementizer_after(word, sentence, grammar), _opening_after(word, sentence)
    near = min((at for at in (mark, opened) if at is not None), default=None)
    return "says" if near is not None and near - word.i <= _NEAR else None


def _document(verb: Word, grammar: Grammar) -> Word | None:
    """Return the statement or report that words appear in (جاء في بيان للحكومة أن ...)."""
    below = (a.word for a in arguments(verb, grammar) if a.key in grammar.locative)
    return next((w for w in below if fold(w.lemma) in grammar.documents), None)


def _author(document: Word, grammar: Grammar) -> Word:
    """Return whose document it is, or the document."""
    below = [c for c in document.get("nmod", "nmod:poss") if c.i > document.i and c.pos in {"NOUN", "PROPN", "X"}]
    keys = {"", *grammar.dative_prepositions, *grammar.source_prepositions}
    return next((c for c in below if fold(preposition(c)) in keys), document)


def _carries(verb: Word, grammar: Grammar) -> bool:
    """Does a verb only say who spread a document (بيان نشرته الوكالة), whose words are another's?"""
    noun = verb.head if verb.dep in {"acl", "acl:relcl"} else None
    if noun is None or fold(noun.lemma) not in grammar.documents:
        return False
    return any(c.pos == "PRON" for c in verb.get("obj")) and verb.first("ccomp") is None


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


def _speakers(verb: Word, stance: Stance, start: int, grammar: Grammar) -> Iterator[tuple[End, Stance]]:
    """Yield who speaks: the subject; where a medium relays (نقل موقع عن مصدر), the medium and its source."""
    if fold(verb.lemma) in grammar.appearing:
        document = _document(verb, grammar)
        if document is not None:
            yield End(_author(document, grammar)), stance
        return
    found = tuple(end for end in subjects(verb, grammar)[:1] if not _is_impersonal(verb))
    if found and verb.i < start <= found[0].word.i:
        found = (End(verb, dropped=True),)  # أشارت إلى أنها الزيارة الأولى: the subject is no part of what is said.
    if found and found[0].dropped and found[0].word.i < verb.i and fold(found[0].word.lemma) not in grammar.speech:
        found = (End(verb, dropped=True),)  # ومضى يقول: it is for the verb of saying to find who.
    if grammar.prenominal and found and _happens(found[0].word, grammar):
        return  # the arrests indicated that ...
    source = None
    if fold(verb.lemma) in grammar.relaying:
        near = (verb, *(end.word for end in found), *verb.get("obj"))  # The parser may hang the source on the medium.
        marked = (a for w in near for a in arguments(w, grammar) if a.key in grammar.source_prepositions)
        source = next((a.word for a in marked if a.word.i < max(start, verb.i + _NEAR)), None)
        if source is None:
            return
        found = tuple(end for end in found if not end.dropped)
    for speaker in found:
        yield speaker, "relays" if source is not None else stance
    if source is not None:
        yield End(source), "says"


def _happens(noun: Word, grammar: Grammar) -> bool:
    """Is it something that happens, and neither words nor anybody?"""
    lemma = fold(noun.lemma)
    if noun.name is not None or noun.pos != "NOUN" or lemma in {*grammar.speech_nouns, *grammar.documents}:
        return False
    kind = grammar.type_of(lemma)
    return kind == "EVENT" or kind == "OTHER" and bool(grammar.deverbal(lemma))


def content(verb: Word, sentence: Sentence, analysis: Analysis, grammar: Grammar) -> tuple[int, int] | None:
    """Return the words (half-open indexes) that a verb of saying has as its content, or None where it has none."""
    first, last = sentence.words[0].i, sentence.words[-1].i + 1
    opened = _opening_after(verb, sentence)
    mark = _complementizer_after(verb, sentence, grammar)
    if grammar.prenominal and opened is not None and opened == verb.i + 1:  # Asked about it, he said: "..."
        return opened + 1, max(last, _quote_end(analysis, opened + 1, last, last))
    if mark is not None and (opened is None or mark < opened):
        end = _next_speech(verb, mark, sentence, grammar)
        clause = verb.first("ccomp")
        if verb.dep in {"acl", "acl:relcl"} and clause is not None and clause.i > mark:
            end = min(end, max(w.i for w in clause.subtree()) + 1)
        return mark + 1, max(end, _quote_end(analysis, mark + 1, end, end))
    clause = next(iter(_content_clauses(verb, grammar)), None)
    if clause is not None:
        below = [w.i for w in _said(clause, grammar)]
        below += [w.i for c in verb.get("advcl", "conj") if _is_condition(c, clause, grammar) for w in c.subtree()]
        start, end = min(below), max(below) + 1
        if grammar.prenominal and clause.i < verb.i:  # "It is late. We must go," he said.
            opened = _opening_before(end, analysis)
            start = min(start, opened + 1) if opened is not None and opened < start else start
        return start, max(end, _quote_end(analysis, start, end, last))
    if opened is not None:
        return opened + 1, _quote_end(analysis, opened, opened + 1, last)
    if _closes(verb, sentence, grammar):
        return first, verb.i
    return _around(verb, sentence, analysis) if grammar.prenominal else None


def _is_condition(child: Word, said: Word, grammar: Grammar) -> bool:
    """Does a clause behind a noun that is said tell on what condition (حذر من الانسحاب ما لم تغير ...)?"""
    marks = [fold(m.norm) for m in child.children if m.i < child.i]
    unless = any(mark in grammar.conditional_markers for mark in marks) or {"ما", "لم"} <= set(marks)
    return unless and not said.is_verb and child.i > said.i and not grammar.prenominal


def _said(clause: Word, grammar: Grammar) -> Iterator[Word]:
    """Yield a clause with all below it, or a noun without what relative clauses add about those it names."""
    yield clause
    known = clause.name is not None or grammar.type_of(fold(clause.lemma)) == "PER"
    for child in clause.children:
        if clause.is_verb:
            yield from child.subtree()
        elif child.dep != "acl:relcl" or not known:
            yield from _said(child, grammar)


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
            before = sentence.words[word.i - sentence.words[0].i - 1]
            if before.text not in grammar.consequent:  # إذا أقر البرلمان ذلك، فإن ...
                return word.i
        if word.is_verb and word.dep not in {"acl", "acl:relcl"}:
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
        if grammar.prenominal and fold(preposition(child)) not in _OF_CONTENT:
            continue  # said in a statement
        if child.name is None and grammar.deverbal(child.lemma):
            yield child


def _opening_after(verb: Word, sentence: Sentence) -> int | None:
    """Return the index of the colon or opening mark that introduces direct speech after a verb, past a relative clause
    about the speaker; marks around a name or two open nothing."""
    words = [w for w in sentence.words if w.i > verb.i]
    closed, far = -1, 14
    for word in words:
        if word.i <= closed:
            continue
        if word.text in {":", "؛"}:
            return word.i
        if word.text in _OPEN:
            close = next((at for at, w in enumerate(words) if w.i > word.i and w.text == _OPEN[word.text]), None)
            after = words[close + 1].pos if close is not None and close + 1 < len(words) else "PUNCT"
            if close is None or words[close].i - word.i > 4 or after == "PUNCT":
                return word.i
            closed = words[close].i
        if word.is_verb and word.dep not in {"acl", "acl:relcl"} or word.i - verb.i > far:
            return None
        far += 6 if word.is_verb else 0
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


def chain(word: Word, found: tuple[Quotation, ...]) -> list[Quotation]:
    """Return the quotations that hold a word, the outermost first."""
    return [q for q in found if word in q and word is not q.cue]
