"""Persons and what each of them is: حضر اللقاء كل من س، وزير الصحة، وص، وزيرة التعليم.

A title behind a name and a comma is that person's, and the next name of such a list stands beside the first one,
wherever the parser hung either. A noun that has the article or a pronoun has no genitive, so a person behind it is the
verb's.
"""

from __future__ import annotations

from ...graph.lemmas import fold, folded
from ..language import Grammar
from ..syntax import SUBJECTS, Analysis, Name, Word, attach
from .counts import each_of

_COMMAS = frozenset({"،", ","})
_IN_TITLE = frozenset({"NOUN", "ADJ", "PROPN", "X", "ADP", "CCONJ", "PRON", "DET", "NUM"})
_IN_NAME = frozenset({"NOUN", "PROPN", "X", "ADJ"})
_KIN = folded("ابن ابنة بنت نجل نجلة زوج زوجة شقيق شقيقة أخ أخت والد والدة أب أم عم خال حفيد حفيدة خطيب خطيبة")
_LONGEST = 16  # words of a title between two commas


def mend(analysis: Analysis, grammar: Grammar) -> None:
    """Hang titles and persons in place, once the names are known."""
    for name in [n for n in analysis.names if n.type == "PER" and _is_adjective(n, grammar)]:
        analysis.names.remove(name)
        name.words[0].name = None
    for name in sorted(analysis.names, key=lambda n: n.words[0].i):
        title = _title_behind(name.words[-1], analysis, grammar)
        if title is not None and name.type != "PER" and _may_be_person(name, analysis, grammar):
            name.type = "PER"  # what has a title behind a comma is a person
    _unheard(analysis, grammar)
    _lists(analysis, grammar)
    for name in analysis.names:
        if name.type == "PER":
            _kin(name, analysis)
            _subject(name, analysis, grammar)


def _top(name: Name) -> Word:
    return next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])


def _may_be_person(name: Name, analysis: Analysis, grammar: Grammar) -> bool:
    """May a name of two words or more that was taken for another thing be a person's? A body only in a list."""
    first = name.words[0]
    if len(name.words) < 2 or first.norm.startswith("ال") or fold(first.norm) in grammar.organisation_nouns:
        return False
    if first.first("case") is not None or _top(name).first("case") is not None:
        return False
    before = analysis.words[first.i - 1] if first.i else None
    return name.type in {"LOC", "GPE", "MISC"} or (before is not None and before.pos == "CCONJ")


def _is_adjective(name: Name, grammar: Grammar) -> bool:
    """Is a name of one word only what an indefinite title is said to be (مسؤول إيراني رفيع)? No name is in apposition
    to a title without the article."""
    word, title = name.words[0], name.words[0].head
    if len(name.words) > 1 or word.pos != "ADJ" or word.dep != "amod" or title is None or word.norm.startswith("ال"):
        return False
    return fold(title.lemma) in grammar.role_nouns and title.morph.get("Definite") == "Ind"


def _title_behind(last: Word, analysis: Analysis, grammar: Grammar) -> Word | None:
    """Return the title that stands behind a word and a comma."""
    after = analysis.words[last.i + 1 : last.i + 3]
    if len(after) < 2 or after[0].text not in _COMMAS or after[1].sentence is not last.sentence:
        return None
    title = after[1]
    lemma = fold(title.lemma)
    office = {lemma, lemma.removesuffix("ه")} & grammar.role_nouns
    return title if title.name is None and office and title.pos in {"NOUN", "X"} else None


def _unheard(analysis: Analysis, grammar: Grammar) -> None:
    """Make a name of the two or three words between a comma with و and a title that the recogniser passed over, behind
    a person with a title."""
    for name in [n for n in analysis.names if n.type == "PER"]:
        title = _title_behind(name.words[-1], analysis, grammar)
        comma = _end_of(title, analysis) if title is not None else -1
        after = analysis.words[comma + 1 : comma + 5] if comma >= 0 else []
        if len(after) < 4 or after[0].pos != "CCONJ" or after[-1].sentence is not name.words[0].sentence:
            continue
        length = next((n for n in (2, 3) if len(after) > n + 1 and after[n + 1].text in _COMMAS), 0)
        words = after[1 : length + 1]
        if (
            not words
            or any(w.name is not None or w.pos not in _IN_NAME for w in words)
            or "PROPN" not in {w.pos for w in words}
        ):
            continue
        if words[0].norm.startswith("ال") or _title_behind(words[-1], analysis, grammar) is None:
            continue
        found = Name("PER", words)
        analysis.names.append(found)
        for word in words:
            word.name, word.pos = found, "PROPN"


def _lists(analysis: Analysis, grammar: Grammar) -> None:
    first: Name | None = None  # the person that opens the list, where the name before goes on in one
    ends = -1  # index of the comma behind the last person's title
    for name in sorted((n for n in analysis.names if n.type == "PER"), key=lambda n: n.words[0].i):
        opening = name.words[0]
        before = analysis.words[opening.i - 1] if opening.i else None
        listed = before is not None and before.pos == "CCONJ" and before.i - 1 == ends
        title = _title_behind(name.words[-1], analysis, grammar)
        if not listed:
            first = None
        elif first is not None and before is not None:
            _join(name, before, first)
        ends = _end_of(title, analysis) if title is not None else -1
        if title is not None and (first is not None or _goes_on(ends, analysis)):
            _bind(title, name)
            if first is None:
                _each(name, analysis, grammar)
            first = first or name


def _each(name: Name, analysis: Analysis, grammar: Grammar) -> None:
    """كل من before the first of the list says only that each of them is meant."""
    first = name.words[0]
    before = analysis.words[first.i - 2 : first.i] if first.i > 1 else []
    if len(before) < 2 or fold(before[0].norm) != "كل" or before[1].text != "من":
        return
    each, of = before
    verb, thing = each.head, each.head.first("nsubj") if each.head is not None else None
    if verb is None or each in set(_top(name).children):
        return
    if each.dep == "obj" and thing is not None and grammar.type_of(fold(thing.lemma)) in {"EVENT", "LOC", "OTHER"}:
        thing.dep, each.dep = "obj", "nsubj"  # حضر الحفل كل من س وص
    attach(of, _top(name), "case")
    each_of(each, of, _top(name), listed=True)


def _end_of(title: Word, analysis: Analysis) -> int:
    """Return the index of the comma that closes a title's phrase, -1 where a clause breaks it off."""
    for word in analysis.words[title.i : title.i + _LONGEST]:
        if word.sentence is not title.sentence:
            return -1
        if word.text in _COMMAS:
            return word.i
        if word.pos not in _IN_TITLE or (word.name is not None and word.name.type == "PER"):
            return -1
    return -1


def _goes_on(comma: int, analysis: Analysis) -> bool:
    """Does a further person follow a comma and a conjunction?"""
    after = analysis.words[comma + 1 : comma + 3] if comma >= 0 else []
    if len(after) < 2 or after[0].pos != "CCONJ" or after[0].sentence is not analysis.words[comma].sentence:
        return False
    name = after[1].name
    return name is not None and name.type == "PER"


def _join(name: Name, conjunction: Word, first: Name) -> None:
    top, head = _top(name), _top(first)
    if top in set(head.ancestors()):
        return
    attach(top, head, "conj")
    attach(conjunction, top, "cc")
    for word in name.words:
        if word is not top and (word.head is None or word.head not in name.words):
            attach(word, top, "flat")


def _bind(title: Word, name: Name) -> None:
    top = _top(name)
    if title not in set(top.ancestors()):
        attach(title, top, "appos")


def _kin(name: Name, analysis: Analysis) -> None:
    """Hang kin joined to a person, with the pronoun that stands for him, on his name: س وشقيقه."""
    last, top = name.words[-1], _top(name)
    after = analysis.words[last.i + 1 : last.i + 4]
    if len(after) < 3 or after[2].sentence is not last.sentence or after[0].pos != "CCONJ":
        return
    conjunction, kin, pronoun = after
    if fold(kin.lemma) not in _KIN or pronoun.pos != "PRON" or pronoun.start != kin.end or kin in set(top.ancestors()):
        return
    attach(kin, top, "conj")
    attach(conjunction, kin, "cc")


def _subject(name: Name, analysis: Analysis, grammar: Grammar) -> None:
    """Hang a person behind a noun that can have no genitive (ألقى كلمته س) on the verb before, as what it lacks."""
    top = _top(name)
    noun = top.head
    before = analysis.words[name.words[0].i - 1] if name.words[0].i else None
    if (
        noun is None
        or before is None
        or top.dep not in {"nmod", "appos"}
        or noun.pos != "NOUN"
        or noun.name is not None
    ):
        return
    closed = noun.norm.startswith("ال") or any(c.pos == "PRON" and c.start == noun.end for c in noun.get("nmod"))
    if not closed or top.first("case") is not None or grammar.type_of(fold(noun.lemma)) in {"PER", "GROUP", "ORG"}:
        return
    each = before.head is not None and before.head in top.children  # كل من
    if before is not noun and before not in noun.children and not each:
        return
    verb = next((w for w in noun.ancestors() if w.is_verb), None)
    if verb is None or verb.i > noun.i or verb.morph.get("Person", "3") != "3":
        return
    subject, passive = verb.first(*SUBJECTS), verb.morph.get("Voice") == "Pass"
    if subject is not None and (subject is not noun or verb.first("obj") is not None or passive):
        return
    top.pos = "PROPN"
    if subject is noun and noun.norm.startswith("ال") and not each:
        attach(top, verb, "obj")  # قتلت الغارة س
        return
    if subject is noun:
        noun.dep = "obj"  # ألقى كلمته س, حضر الحفل كل من س وص
    attach(top, verb, "nsubj:pass" if verb.morph.get("Voice") == "Pass" else "nsubj")
