"""The objects of English verbs, mended: who receives, what qualifies another noun, what is a score or predicate."""

from __future__ import annotations

from ..syntax import Word, attach, preposition

_GIVING = frozenset("grant give award offer deny promise pay send hand".split())
_CONTESTS = frozenset("lead beat defeat trail win lose outpoll".split())
_CALLING = {"call": "describe", "consider": "regard", "name": "describe"}  # with a second object or "as"
_JUDGING = frozenset("find leave keep render declare deem rule pronounce judge brand".split())  # X unlawful, open
_BURNING = frozenset({"ablaze", "alight", "afire"})
_FILLED = frozenset({"guilty", "able", "unable", "likely", "sure", "certain", "aware", "as"})
_MEASURES = frozenset("percent % percentage point vote seat".split())


def objects(verb: Word) -> None:
    """Mend the objects of a verb: a noun right before another qualifies it (troop withdrawals), a score is none (led
    him 54 percent to 41 percent), and who calls somebody something describes him."""
    found = sorted(verb.get("obj"), key=lambda w: w.i)
    if len(found) == 2 and verb.lemma not in _GIVING and found[1].i - found[0].i == 1:
        if found[0].pos == found[1].pos == "NOUN" and found[0].text == found[0].lemma:
            attach(found[0], found[1], "compound")
            return
    _counted(verb)
    _ablaze(verb)
    if _judged(verb):
        return
    if verb.lemma in _CONTESTS and len(found) > 1:
        for measure in [c for c in verb.get("obj", "obl") if c.lemma in _MEASURES and c.first("nummod")]:
            measure.dep = "obl:unmarked"
    told = verb.first("iobj")
    if verb.lemma in _CALLING and told is not None and found and told.i < found[0].i:
        told.dep, found = "obj", [told, *found]  # called him a coward
    predicate = found[1:] or [c for c in verb.get("xcomp") if not c.is_verb and not c.first("mark", "case")]
    if verb.lemma == "call" and found and not predicate:
        beside = (c for c in found[-1].get("appos", "conj") if c.pos == "NOUN" and c.first("cc") is None)
        predicate = [c for c in beside if _is_indefinite(c)][-1:]
    if verb.first("aux:pass") is not None:
        return  # was considered the founder: told with what it is considered
    if verb.lemma in _CALLING and found and predicate and predicate[0].i > found[0].i:
        verb.lemma = _CALLING[verb.lemma]
        attach(predicate[0], verb, "xcomp")
    elif verb.lemma == "consider" and any(not c.is_verb for c in verb.get("xcomp")):
        verb.lemma = "regard"  # considers it to be a plot
    elif verb.lemma in _CALLING and found and _is_as(verb, found[-1]):
        verb.lemma = _CALLING[verb.lemma]


def _is_indefinite(noun: Word) -> bool:
    return any(c.text.casefold() in {"a", "an"} for c in noun.get("det"))


def _ablaze(verb: Word) -> None:
    """set a bus ablaze: the bus is the object."""
    state = next((c for c in verb.get("obj", "xcomp", "advmod") if c.text.casefold() in _BURNING), None)
    if verb.lemma != "set" or state is None:
        return
    things = [c for c in state.get("compound", "nmod", "nmod:poss", "amod") if c.pos in {"NOUN", "PROPN"}]
    thing = things[-1] if things else None
    if thing is not None:
        attach(thing, verb, "obj")
        for word in [c for c in state.children if c.i < thing.i]:
            attach(word, thing, word.dep)
    state.dep, state.pos, verb.lemma = "compound:prt", "ADV", f"set {state.text.casefold()}"


def _counted(verb: Word) -> None:
    """left two dead and 13 wounded: a number right before an adjective or participle counts those who are so."""
    words = verb.sentence.words if verb.sentence is not None else []
    hurt = (c for c in verb.get("xcomp", "obj") if c.pos == "ADJ" or verb.lemma == "leave" and c.text.endswith("ed"))
    first = next((c for c in hurt if _number(c, words) is not None), None)
    if first is None or verb.first("aux:pass") is not None:
        return
    _as_noun(first, words, "obj")
    if verb.lemma == "leave":
        verb.lemma = "leave behind"  # and quits nobody
    for other in list(verb.get("conj")):
        if other.text.endswith("ed") and other.first("nsubj", "obj", "aux") is None and _number(other, words):
            attach(other, first, "conj")
            _as_noun(other, words, "conj")


def _number(word: Word, words: list[Word]) -> Word | None:
    return next((w for w in words if w.i == word.i - 1 and w.pos == "NUM" and w.head in {word, word.head}), None)


def _as_noun(word: Word, words: list[Word], dep: str) -> None:
    number = _number(word, words)
    word.pos, word.dep, word.morph = "NOUN", dep, {"Number": "Plur"}
    if number is not None:
        attach(number, word, "nummod")
        for below in list(number.children):  # at least 13
            below.dep = "advmod" if below.dep in {"nmod", "obl"} else below.dep


def _judged(verb: Word) -> bool:
    """found the decree unlawful, was declared void: the quality is part of what is told."""
    if verb.lemma not in _JUDGING:
        return False
    passive = verb.first("aux:pass") is not None
    things = [c for c in verb.get("nsubj:pass" if passive else "obj") if c.pos != "PRON" or passive]
    for quality in verb.get("xcomp"):
        own = quality.first("obj", "obl", "nsubj", "nmod", "conj", "ccomp", "xcomp", "advcl")
        if quality.pos != "ADJ" or quality.i < verb.i or own is not None or quality.lemma in _FILLED:
            continue
        if passive or any(verb.i < thing.i < quality.i for thing in things):
            verb.lemma = f"{verb.lemma} {quality.text.casefold()}"
            quality.dep, quality.pos = "compound:prt", "ADV"
            return True
    return False


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
