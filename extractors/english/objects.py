"""The objects of English verbs, mended: who receives, what qualifies another noun, what is a score or predicate."""

from __future__ import annotations

from ..syntax import Word, attach, preposition

_GIVING = frozenset("grant give award offer deny promise pay send hand".split())
_CONTESTS = frozenset("lead beat defeat trail win lose outpoll".split())
_CALLING = {"call": "describe", "consider": "regard", "name": "describe"}  # with a second object or "as"
_MEASURES = frozenset("percent % percentage point vote seat".split())


def objects(verb: Word) -> None:
    """Mend the objects of a verb: a noun right before another qualifies it (troop withdrawals), a score is none (led
    him 54 percent to 41 percent), and who calls somebody something describes him."""
    found = sorted(verb.get("obj"), key=lambda w: w.i)
    if len(found) == 2 and verb.lemma not in _GIVING and found[1].i - found[0].i == 1:
        if found[0].pos == found[1].pos == "NOUN" and found[0].text == found[0].lemma:
            attach(found[0], found[1], "compound")
            return
    if verb.lemma in _CONTESTS and len(found) > 1:
        for measure in [c for c in verb.get("obj", "obl") if c.lemma in _MEASURES and c.first("nummod")]:
            measure.dep = "obl:unmarked"
    told = verb.first("iobj")
    if verb.lemma in _CALLING and told is not None and found and told.i < found[0].i:
        told.dep, found = "obj", [told, *found]  # called him a coward
    predicate = found[1:] or [c for c in verb.get("xcomp") if not c.is_verb and not c.first("mark", "case")]
    if verb.lemma in _CALLING and found and predicate and predicate[0].i > found[0].i:
        verb.lemma = _CALLING[verb.lemma]
        predicate[0].dep = "xcomp"
    elif verb.lemma == "consider" and any(not c.is_verb for c in verb.get("xcomp")):
        verb.lemma = "regard"  # considers it to be a plot
    elif verb.lemma in _CALLING and found and _is_as(verb, found[-1]):
        verb.lemma = _CALLING[verb.lemma]


def _is_as(verb: Word, thing: Word) -> bool:
    """Does a verb say as what it takes a thing (named both groups as terrorists)?"""
    ends = (c for w in (verb, thing, *thing.get("conj")) for c in w.get("obl", "nmod", "advcl", "xcomp"))
    return verb.lemma != "call" and any(c.first("case", "mark") and preposition(c) == "as" for c in ends)


def recipient(verb: Word) -> None:
    """granted Assad asylum: a name right behind a verb of giving is who receives, no part of what is given."""
    given = verb.first("obj")
    if verb.lemma not in _GIVING or given is None or given.pos != "NOUN" or verb.first("iobj") is not None:
        return
    words = [w for w in (verb.sentence.words if verb.sentence else []) if verb.i < w.i < given.i]
    names = [w for w in words if w.pos == "PROPN" and w.head is given and w.dep in {"compound", "nmod:poss", "amod"}]
    if not names or names[-1].first("case") or any(w.pos in {"ADP", "VERB"} or w.text == "," for w in words):
        return
    head = names[-1]
    person = head.name is not None and head.name.type == "PER"
    if words[0] is not names[0] and words[0].name is not head.name and not person:
        return
    attach(head, verb, "iobj")
    for word in [w for w in words if w.i < head.i and w.head is given]:
        own = word.name is not None and word.name is head.name
        attach(word, head, "flat" if own else "nmod:desc" if word.pos in {"NOUN", "PROPN"} else word.dep)
