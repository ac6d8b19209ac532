"""Words that the parser gave to another clause than their own: a relative pronoun's verb, an infinitive in line with
another, a subject behind "after", what stands behind a web address or a heading without a full stop."""

from __future__ import annotations

import re

from ..syntax import Sentence, Word, attach
from .ends import COMPLEMENTS

_PREPOSITIONS = frozenset("pending following regarding concerning barring excluding".split())
_WITH_ON = frozenset({"based", "depending", "building", "drawing"})
_RESTING = frozenset("wait stand sit lie remain stay".split())
_OPENERS = frozenset("The A An He She They It We But This These Those There However Meanwhile When While".split())
_LEFT_OPEN = frozenset("and or & of in on at to by for from with as the a an than that vs".split())
_SITE = re.compile(r"(?:https?|www|[a-z]+)$", re.I)
_TOP = re.compile(r"(?:com|org|net|co|info|gov|edu)$", re.I)
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl")
_OUSTING = frozenset("oust remove drive force topple sweep push dislodge overthrow expel".split())
_SUBORDINATING = frozenset("after before since until as while because although though".split())


def misplaced(sentence: Sentence) -> None:
    """Mend the clauses of a sentence, in place."""
    _addresses(sentence)
    _headings(sentence)
    for word in sentence.words:
        if word.text == "May" and word.dep == "aux" and word is not sentence.words[0]:
            word.pos, word.dep = "PROPN", "obl:unmarked"
        _preposition(word)
        _neighbouring(word)
        _no_longer(word, sentence)
        _relative(word, sentence)
        if word.is_verb:
            _own_object(word)
            _of_noun(word)
            _in_line(word, sentence)
            _participle_in_line(word, sentence)
            _after(word, sentence)
            _elliptic(word)
            _fixed(word)


def _detach(word: Word) -> None:
    if word.head is not None:
        word.head.children.remove(word)
    word.head, word.dep = None, "root"


def _addresses(sentence: Sentence) -> None:
    """pic.twitter.com/5kIF: the pieces of a web address are nobody; who stands behind it is the subject."""
    words = sentence.words
    for at, word in enumerate(words):
        glued = at >= 2 and words[at - 1].text == "." and words[at - 1].end == word.start
        if not glued or not _TOP.match(word.text) or not _SITE.match(words[at - 2].text):
            continue
        end = at
        while end + 1 < len(words) and words[end].end == words[end + 1].start:
            end += 1
        start = at - 2
        while start > 1 and words[start - 1].end == words[start].start:
            start -= 1
        if words[end].end - words[end].start < 2 and words[end].text in {".", ","}:
            end -= 1
        pieces = words[start : end + 1]
        subject = next((p for p in pieces if p.dep in _SUBJECTS), None)
        for piece in pieces:
            for child in [c for c in piece.children if c not in pieces and c.i > piece.i and piece.head is not None]:
                if piece.head not in pieces and piece.head is not None:
                    attach(child, piece.head, piece.dep)
            if piece.name is not None:
                piece.name.words.remove(piece)
                piece.name = None
            piece.pos = "X" if piece.pos != "PUNCT" else piece.pos
            if piece.head is not None and piece.head not in pieces:
                piece.dep = "punct"
        if subject is not None:
            subject.dep = "punct"


def _headings(sentence: Sentence) -> None:
    """Bureau The disclosures surfaced: an article or pronoun with a capital, not in a title, begins a sentence."""
    words = sentence.words
    for at in range(2, len(words) - 2):
        word, before, behind = words[at], words[at - 1], words[at + 1]
        if word.text not in _OPENERS or word.name is not None or word.end == behind.start:
            continue
        if before.pos == "PUNCT" or before.text.casefold() in _LEFT_OPEN or not before.text[-1].isalnum():
            continue
        if not behind.text[:1].islower() and behind.text not in {'"', "“"}:
            continue
        if before.name is None and before.pos not in {"NOUN", "PROPN", "NUM", "X"}:
            continue
        _cut(sentence, word.i)
        return


def _cut(sentence: Sentence, start: int) -> None:
    """Part the tree before a word; a subject that the parser gave to a verb before it is that of the next verb."""
    for word in sentence.words:
        head = word.head
        if head is None or (word.i < start) == (head.i < start):
            continue
        subject = word.i >= start and word.dep in {"nsubj", "nsubj:pass", "nsubj:outer"}
        _detach(word)
        verb = next((w for w in sentence.words if w.i > word.i and w.is_verb), None) if subject else None
        if verb is not None and not any(c.dep in _SUBJECTS for c in verb.children) and verb not in word.subtree():
            attach(word, verb, "nsubj:pass" if verb.first("aux:pass") is not None else "nsubj")


def _preposition(word: Word) -> None:
    """suspended pending an inquiry; based on interviews: no clauses."""
    text, given = word.text.casefold(), word.first("obj")
    over = word.head
    if not word.is_verb or word.dep not in {"advcl", "acl"} or over is None or any(word.get(*_SUBJECTS, "aux")):
        return
    if text in _PREPOSITIONS and given is not None and given.i > word.i and over is not None:
        attach(given, over, "obl:unmarked" if over.is_verb else "nmod")
    elif text in _WITH_ON and word.i < over.i and (base := word.first("obl")) is not None:
        if base.i <= word.i or word.i != (word.sentence.words[0].i if word.sentence else -1):
            return
        given = base
        attach(given, over, "obl:unmarked")
    else:
        return
    word.pos, word.lemma = "ADP", text
    attach(word, given, "case")


def _neighbouring(word: Word) -> None:
    """fled to neighbouring Turkey: an adjective."""
    country, over = word.first("obj"), word.head
    if word.text.casefold() not in {"neighbouring", "neighboring"} or country is None or over is None:
        return
    attach(country, over, "obl" if over.is_verb else "nmod")
    for mark in word.get("mark", "case"):
        mark.pos = "ADP"
        attach(mark, country, "case")
    word.pos = "ADJ"
    attach(word, country, "amod")


def _no_longer(word: Word, sentence: Sentence) -> None:
    """no longer, stop short of: one word of denial."""
    at = word.i - sentence.words[0].i
    before = sentence.words[at - 1] if at else None
    if word.text.casefold() == "longer" and before is not None and before.text.casefold() == "no":
        word.lemma, word.pos = "no longer", "ADV"
    if word.text.casefold() == "short" and before is not None and before.lemma == "stop" and word.head is before:
        before.lemma = "stop short"
        attach(word, before, "compound:prt")
        for clause in before.get("advcl"):
            if any(m.text.casefold() == "of" for m in clause.get("mark")):
                clause.dep = "xcomp"


def _relative(word: Word, sentence: Sentence) -> None:
    """the bill, that banned people: the verb of "that" right behind a noun describes the noun."""
    verb = word.head
    if word.text.casefold() not in {"that", "which", "who"} or word.pos != "PRON" or verb is None or not verb.is_verb:
        return
    if not word.dep.startswith("nsubj") or verb.dep not in {"ccomp", "advcl", "parataxis"} or verb.i < word.i:
        return
    if any(c.dep in {"mark", "aux"} and c.i < word.i for c in verb.children):
        return
    at = word.i - sentence.words[0].i - 1
    while at > 0 and sentence.words[at].text in {",", "-", "--", "–", "—"}:
        at -= 1
    noun = sentence.words[at] if at > 0 else None
    if noun is None or noun.pos not in {"NOUN", "PROPN"} or verb in noun.ancestors():
        return
    while noun.head is not None and noun.dep in {"compound", "flat"} and noun.head.i < word.i:
        noun = noun.head
    attach(verb, noun, "acl:relcl")


def _own_object(verb: Word) -> None:
    """use the bathroom that matches their identity: what follows the verb of a relative clause is its object."""
    given = sorted(verb.get("obj"), key=lambda w: w.i)
    if len(given) != 2:
        return
    for clause in given[0].get("acl:relcl"):
        relative = clause.first("nsubj")
        whole = clause.first("obj", "xcomp", "ccomp") is not None
        if relative is not None and relative.i < clause.i < given[1].i and not whole:
            if relative.text.casefold() in {"that", "which", "who"} and given[1].i - clause.i <= 4:
                attach(given[1], clause, "obj")


def _of_noun(verb: Word) -> None:
    """have faith in justice: what follows a noun that needs a complement is its complement."""
    noun = verb.first("obj")
    marks = COMPLEMENTS.get(noun.lemma, frozenset()) if noun is not None and noun.pos == "NOUN" else frozenset()
    for end in verb.get("obl") if marks else ():
        case = end.first("case")
        if noun is not None and case is not None and case.i == noun.i + 1 and case.text.casefold() in marks:
            attach(end, noun, "nmod")


def _in_line(verb: Word, sentence: Sentence) -> None:
    """asks them to submit a list and reassure it: an infinitive is in line with an infinitive, what is finite with
    what is finite."""
    head = verb.head
    if verb.dep != "conj" or head is None or not head.is_verb or any(verb.get(*_SUBJECTS)):
        return
    own, above = verb.morph.get("VerbForm"), head.morph.get("VerbForm")
    aux = verb.first("aux", "aux:pass")
    if own == "Inf" and aux is None and above == "Fin" and head.first("aux") is None and verb.first("mark") is None:
        below = [w for w in sentence.words if head.i < w.i < verb.i and w.morph.get("VerbForm") == "Inf" and w.is_verb]
        below = [w for w in below if head in w.ancestors() and w.dep in {"xcomp", "acl", "advcl", "ccomp"}]
        if below:
            attach(verb, below[-1], "conj")
    elif aux is not None and aux.lemma in {"have", "be"} and above == "Inf" and head.first("aux") is None:
        over = next((w for w in head.ancestors() if w.is_verb and w.morph.get("VerbForm") != "Inf"), None)
        if over is not None and head.dep in {"xcomp", "acl", "advcl"}:
            attach(verb, over, "conj")


def _participle_in_line(verb: Word, sentence: Sentence) -> None:
    """measures imposed by the IMF linked to the program: a participle without "and" describes the same noun."""
    head = verb.head
    if verb.dep != "conj" or head is None or not head.is_verb or verb.first("cc") is not None:
        return
    if verb.first("obj", "aux", "aux:pass", *_SUBJECTS) is not None or not verb.text.endswith("ed"):
        return
    if any(
        w.pos in {"PUNCT", "CCONJ"} and w.text not in {"and", "or"} for w in sentence.words if head.i < w.i < verb.i
    ):
        return
    given = head.first("obj")
    if given is not None and given.i < verb.i and given.first("acl") is not None:
        attach(verb, given, "acl")
        verb.morph = {**verb.morph, "VerbForm": "Part", "Tense": "Past"}


def _after(verb: Word, sentence: Sentence) -> None:
    """wounded after a soldier opened fire: the noun behind "after" is the subject of the verb behind it."""
    if verb.dep != "advcl" or any(verb.get(*_SUBJECTS, "aux:pass", "mark")) or verb.first("obj") is None:
        return
    if verb.morph.get("VerbForm") in {"Ger", "Inf"} or verb.morph.get("Tense") == "Pres" and verb.text.endswith("ing"):
        return
    noun = next((c for c in verb.get("obl") if c.i < verb.i), None)
    case = noun.first("case") if noun is not None else None
    if noun is None or case is None or case.text.casefold() not in _SUBORDINATING:
        return
    if any(w.pos == "PUNCT" for w in sentence.words if case.i < w.i < verb.i):
        return
    if max(w.i for w in noun.subtree()) > verb.i:
        return
    noun.dep = "nsubj"
    attach(case, verb, "mark")


def _elliptic(verb: Word) -> None:
    """two were killed and a third wounded: a third is the subject."""
    if verb.dep != "conj" or any(verb.get(*_SUBJECTS)) or not verb.text.endswith("ed"):
        return
    one = next((c for c in verb.get("amod") if c.i == verb.i - 1), None)
    if one is not None:
        one.dep = "nsubj:pass"
        one.pos = "NOUN"


def _fixed(verb: Word) -> None:
    """ousted from power, spoke on condition of anonymity, waited waving flags, said efforts were under way."""
    for end in verb.get("obl"):
        bare = end.lemma in {"power", "office"} and end.first("det", "amod", "nmod:poss") is None
        case = end.first("case")
        out = case is not None and case.text.casefold() in {"from", "of"}
        hidden = end.lemma == "condition" and any(c.lemma == "anonymity" for c in end.get("nmod"))
        if bare and out and verb.lemma.split(" ")[0] in _OUSTING or hidden:
            end.dep = "obl:unmarked"
    life = verb.first("obj")
    if verb.lemma == "lose" and life is not None and life.text in {"life", "lives"} and life.first("nmod:poss"):
        verb.lemma = "die"
        life.dep = "dep"
        life.pos = "X"
    if verb.lemma in _RESTING:
        for clause in verb.get("xcomp"):
            if clause.text.endswith("ing") and clause.first("mark") is None:
                clause.dep = "advcl"
    if verb.lemma == "say" and life is not None and life.first("acl") is not None and life.pos == "NOUN":
        if life.i > verb.i and any(w.dep == "cop" for w in life.subtree()):
            life.dep = "parataxis"  # said efforts to find them were under way
