"""Subjects and objects that the parser hung across another verb: English orders them subject, verb, object, clause by
clause, so that what stands right before a finite verb is its subject and what stands right behind a verb its object."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..syntax import SUBJECTS, Sentence, Word, attach, relative_pronoun

_TOLD = frozenset({"root", "parataxis", "conj", "ccomp", "advcl"})
_FREE = frozenset({"obj", "iobj", "nsubj", "nsubj:pass", "obl:unmarked"})
_NAMING = frozenset("make let have help see watch hear feel find leave keep get".split())  # their object does it
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_BEFORE_DAYS = frozenset("on this last next since by until late early".split())
_TELLING = frozenset("tell inform assure remind notify warn convince persuade".split())
_WEAK = frozenset({"not", "n't", "also", "still", "now", "already", "never", "then", "once", "later", "recently"})


def crossed(sentence: Sentence, controls: frozenset[str], is_person: Callable[[Word], bool]) -> None:
    """Mend the subjects and objects of a sentence, in place; ``controls`` are the verbs whose object does what their
    complement says."""
    for word in sentence.words:
        if word.text in _DAYS:
            _day(word, sentence)
    for verb in sentence.words:
        if not verb.is_verb:
            continue
        _content(verb)
        _described(verb)
        _whose_doing(verb, is_person)
        _wanted(verb)
        _of_nearer(verb, sentence)
        _left_out(verb, controls)
        _before_auxiliary(verb, sentence)
        _subordinate(verb)
    for word in sentence.words:
        if word.dep == "flat" and word.head is not None:
            if _is_listed(word, sentence):
                word.dep = "conj"  # Ali Hassan, Omar Saleh, and Karim Nasser
                continue
            for other in list(word.get("conj")):  # Ministers Ali, Omar and Karim: what joins a name joins its phrase
                attach(other, word.head, "conj")
    for verb in sentence.words:
        if verb.is_verb:
            _behind(verb, sentence)
            _late_name(verb, sentence)


def _of_nearer(verb: Word, sentence: Sentence) -> None:
    """Ali, a doctor, died, the ministry said; the seats the party won cost it votes: the first, or the second, of two
    subjects is that of the verb between."""
    found = sorted((c for c in verb.get(*SUBJECTS) if c.i < verb.i), key=lambda w: w.i)
    if len(found) < 2:
        return
    first, last = found[0], found[-1]
    for other in sentence.words:
        if not other.is_verb or other.first(*SUBJECTS) is not None or other is verb:
            continue
        if first.i < other.i < last.i and other.dep in _TOLD and _is_finite(other) and other not in first.subtree():
            attach(first, other, _dep(other))
            return
        if last.i < other.i < verb.i and other.dep == "acl:relcl" and other.head is first and _is_finite(other):
            attach(last, other, _dep(other))
            return


def _left_out(clause: Word, controls: frozenset[str]) -> None:
    """said cases rose: with "that" left out, the noun between the two verbs is the subject of the second."""
    over = clause.head
    active = (
        clause.morph.get("VerbForm") == "Fin" or clause.first("obj") is not None and not clause.text.endswith("ing")
    )
    bare = clause.dep == "advcl" and active and clause.morph.get("VerbForm") != "Inf"
    if clause.dep != "ccomp" and not bare or over is None or not over.is_verb or over.i > clause.i:
        return
    marked = clause.first(*SUBJECTS)
    marked = marked if marked is not None and marked.i < clause.i and _is_marked(marked) else None
    if clause.first("mark", "csubj", "expl") is not None or not _is_finite(clause):
        return
    if marked is None and clause.first(*SUBJECTS) is not None:
        return
    lemma = over.lemma.split(" ")[0]
    if lemma in _NAMING or lemma in controls and not (marked or clause.first("aux", "aux:pass")):
        return
    first = min(w.i for w in marked.subtree()) if marked else min(c.i for c in (clause, *clause.children))
    between = [c for c in over.get(*_FREE) if over.i < c.i < first]
    if not between or max(w.i for w in between[-1].subtree() if w.pos != "PUNCT") != first - 1:
        return
    attach(between[-1], clause, _dep(clause))
    clause.dep = "ccomp"
    if marked is not None:  # a council for cooperation on the islands had been set up
        attach(marked, between[-1], "nmod")


def _is_marked(noun: Word) -> bool:
    first = min(noun.subtree(), key=lambda w: w.i)
    return first.pos == "ADP" and first.text.casefold() in _MARKING


def _before_auxiliary(verb: Word, sentence: Sentence) -> None:
    """indicating some callers did not know: the object right before the auxiliary of a verb without subject."""
    if verb.dep not in {"parataxis", "advcl", "conj"} or verb.first(*SUBJECTS, "mark", "cc", "expl") is not None:
        return
    helps = [c for c in verb.get("aux", "aux:pass") if c.morph.get("VerbForm", "Fin") == "Fin"]
    first = min((c.i for c in helps), default=None)
    if first is None or any(
        w.text.casefold() not in _WEAK for w in _between(sentence, first, verb.i) if w.dep not in {"aux", "aux:pass"}
    ):
        return
    before = next((w for w in sentence.words if w.i == first - 1), None)
    while before is not None and before.head is not None and before.dep not in {"obj", "ccomp"}:
        before = before.head
    over = before.head if before is not None else None
    if before is None or before.dep != "obj" or over is None or not over.is_verb or over.i > before.i:
        return
    if max(w.i for w in before.subtree()) == first - 1 and verb not in over.ancestors():
        attach(before, verb, _dep(verb))
        attach(verb, over, "ccomp")


def _subordinate(verb: Word) -> None:
    """died after a tree fell on them: the noun between "after" and a finite verb is the verb's subject."""
    over = verb.head
    if verb.dep != "advcl" or over is None or not over.is_verb or verb.morph.get("VerbForm") != "Fin":
        return
    if verb.first(*SUBJECTS, "mark", "aux", "aux:pass", "expl") is not None or over.i > verb.i:
        return
    for noun in over.get("obl"):
        case = noun.first("case")
        right = over.i < noun.i < verb.i and max(w.i for w in noun.subtree()) == verb.i - 1
        if right and case is not None and case.text.casefold() in {"after", "before", "since", "until", "as"}:
            attach(noun, verb, "nsubj")
            attach(case, verb, "mark")
            return


def _behind(verb: Word, sentence: Sentence) -> None:
    """blocked the road and burned tyres: what stands right behind the second verb is its object."""
    over = verb.head
    if verb.dep != "conj" or over is None or not over.is_verb or over.i > verb.i:
        return
    if verb.first("obj", "xcomp", "ccomp", "aux:pass", "nsubj:pass") is not None:
        return
    for thing in over.get("obj"):
        if thing.i > verb.i and min(w.i for w in thing.subtree()) == verb.i + 1:
            attach(thing, verb, "obj")
            verb.morph = {key: value for key, value in verb.morph.items() if key != "Voice"}
            return


def _late_name(verb: Word, sentence: Sentence) -> None:
    """Two weeks after his defeat Ali Hassan left: a phrase with a preposition is no subject, the name behind it is."""
    for phrase in list(verb.get("nsubj", "nsubj:pass")):
        case = phrase.first("case")
        if case is None or phrase.i > verb.i or case.i > phrase.i or case.text.casefold() not in _OPENING:
            continue
        others = [c for c in verb.get("nsubj", "nsubj:pass") if c.i == phrase.i + 1]
        for name in (*phrase.get("appos", "flat"), *others):
            names = name.name.words if name.name is not None else []
            if name.pos != "PROPN" or not names or name.i != phrase.i + 1 or verb.i - names[-1].i > 6:
                continue
            dep, phrase.dep = phrase.dep, "obl"
            if name.head is not verb:
                attach(name, verb, dep)
            return


def _is_listed(name: Word, sentence: Sentence) -> bool:
    """Does a comma, and nothing but names, stand between a name and the one that it was taken for a part of?"""
    head = name.head
    if head is None or name.pos != "PROPN" or head.pos != "PROPN" or head.first("conj") is None:
        return False
    between = [w for w in sentence.words if head.i < w.i < name.i]
    return any(w.text == "," for w in between) and all(w.pos == "PROPN" or w.text == "," for w in between)


def _day(day: Word, sentence: Sentence) -> None:
    """On Monday President Saleh visited Kyiv: the day is when, and no part of the name behind it."""
    at = day.i - sentence.words[0].i
    after = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    before = sentence.words[at - 1] if at else None
    verb = next((w for w in day.ancestors() if w.is_verb), None)
    if after is None or verb is None or after.text in {"'s", "’s", "'"} or not after.text[:1].isupper():
        return
    marked = before is None or before.text.casefold() in _BEFORE_DAYS
    if day.dep.startswith("nsubj") and day.head is verb:
        if any(c.i > day.i for c in verb.get("nsubj", "nsubj:pass")):
            day.dep = "obl:unmarked"
        return
    noun = day.head
    while noun is not None and noun.head is not None and noun.head.i > noun.i and not noun.head.is_verb:
        noun = noun.head
    if (
        not marked
        or noun is None
        or noun.i < day.i
        or noun.is_verb
        or day.dep not in {"compound", "nmod", "flat", "amod"}
    ):
        return
    attach(day, verb, "obl:unmarked")
    for mark in [c for c in noun.children if c.i < day.i and (c.dep == "case" or c.text.casefold() in _BEFORE_DAYS)]:
        attach(mark, day, mark.dep)
    if noun.head is verb and noun.dep.startswith("obl") and noun.i < verb.i and noun.first("case") is None:
        if verb.first(*SUBJECTS) is None:
            noun.dep = _dep(verb)


def _content(verb: Word) -> None:
    """told reporters he would resign: what follows the one who is told is no clause about him, but what he is told."""
    told = verb.head
    over = told.head if told is not None else None
    if verb.dep not in {"acl:relcl", "acl"} or told is None or over is None or over.lemma not in _TELLING:
        return
    if told.dep not in {"obj", "iobj"} or verb.first(*SUBJECTS) is None or any(map(relative_pronoun, verb.subtree())):
        return
    attach(verb, over, "ccomp")


def _described(verb: Word) -> None:
    """rejected the treaty Greece signed: of two objects side by side, the second is the subject of the verb behind."""
    over = verb.head
    if verb.dep not in {"conj", "parataxis", "ccomp"} or over is None or not over.is_verb or over.i > verb.i:
        return
    if verb.first(*SUBJECTS, "cc", "mark", "punct") is not None or not _is_finite(verb):
        return
    things = [c for c in over.get("obj") if over.i < c.i < verb.i]
    if len(things) != 2 or max(w.i for w in things[0].subtree()) + 1 != min(w.i for w in things[1].subtree()):
        return
    first = min([verb.i, *(c.i for c in verb.get("aux", "aux:pass", "advmod"))])
    if max(w.i for w in things[1].subtree()) == first - 1:
        attach(things[1], verb, _dep(verb))
        attach(verb, things[0], "acl:relcl")


def _whose_doing(verb: Word, is_person: Callable[[Word], bool]) -> None:
    """the bill Merkel signed: a person's name right behind what is no person is no name of it, but who did it."""
    thing = verb.head
    if verb.dep != "acl" or thing is None or thing.pos != "NOUN" or thing.name is not None or is_person(thing):
        return
    if verb.morph.get("Tense") != "Past" or verb.first(*SUBJECTS, "obj", "mark", "aux", "aux:pass", "obl:agent"):
        return
    for name in thing.get("flat", "appos", "compound"):
        words = name.name.words if name.name is not None and name.name.type == "PER" else []
        if words and name.pos == "PROPN" and name.i == thing.i + 1 and words[-1].i == verb.i - 1:
            attach(name, verb, "nsubj")
            verb.dep = "acl:relcl"
            verb.morph = {**{k: v for k, v in verb.morph.items() if k != "Voice"}, "VerbForm": "Fin"}
            return


def _wanted(verb: Word) -> None:
    """the islands that Turkey wants to attack: it attacks the islands."""
    if verb.dep != "acl:relcl" or len(list(verb.get("obj"))) != 1:
        return
    relative = verb.first("obj")
    if relative is None or not relative_pronoun(relative):
        return
    for clause in verb.get("xcomp"):
        marked = clause.is_verb and clause.first("mark") is not None
        if marked and clause.first("obj", "xcomp", "ccomp", "aux:pass") is None:
            if _is_stranded(clause):
                relative.dep = "obl"  # the people that he has to work with
            else:
                attach(relative, clause, "obj")
            return


def _is_stranded(verb: Word) -> bool:
    words = verb.sentence.words if verb.sentence is not None else []
    after = next((w for w in words if w.i == verb.i + 1), None)
    behind = next((w for w in words if w.i == verb.i + 2), None)
    if after is None or after.pos != "ADP":
        return False
    return behind is None or behind.pos in {"PUNCT", "VERB", "AUX"}


_MARKING = frozenset("of in on at for with from to by against during after before since".split())
_OPENING = frozenset("after before since during following despite until amid without in on at with from".split())


def _between(sentence: Sentence, first: int, last: int) -> Iterator[Word]:
    return (w for w in sentence.words if first < w.i < last)


def _is_finite(verb: Word) -> bool:
    if verb.morph.get("VerbForm") == "Fin" or verb.first("aux", "aux:pass") is not None:
        return True
    past = verb.morph.get("Tense") == "Past" or verb.text.endswith("ed")
    return verb.dep in {"ccomp", "advcl"} and past and not verb.text.endswith("ing")


def _dep(verb: Word) -> str:
    return "nsubj:pass" if verb.first("aux:pass") is not None else "nsubj"
