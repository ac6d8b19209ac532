"""Words that the parser took for another part of speech, told by what stands beside them: verbs read as nouns or
adjectives, subjects read as adjuncts, names that are joined and no part of one another."""

from __future__ import annotations

from collections.abc import Callable

from ..syntax import SUBJECTS, Sentence, Word, attach
from .ends import bound

_LOOSE = frozenset(
    "neighbouring neighboring surrounding missing working developing existing remaining increasing".split()
)
_DOING = frozenset({"of", "from", "for", "with"})


def misread(sentence: Sentence, is_verb: Callable[[str], bool], controls: frozenset[str]) -> None:
    """Mend the words of a sentence, in place; ``controls`` are the verbs whose object does what a clause says."""
    _verbless(sentence)
    for word in sentence.words:
        if word.pos == "NOUN":
            _with_object(word)
            _counted(word, sentence, is_verb)
        if word.pos == "VERB" and word.dep == "amod":
            _gerund(word, sentence, controls)
        if word.dep == "compound" and word.name is not None:
            _joined(word)
    for word in sentence.words:
        if word.lemma == "have" and word.is_verb:
            _perfect(word)
        if word.is_verb:
            _limited(word, sentence)
            _in_line(word)


def _verbless(sentence: Sentence) -> None:
    """Merkel eased travel rules. A sentence has a verb: the participle between two nouns, when there is no other."""
    root, words = sentence.root, sentence.words
    if root.pos != "NOUN" or words[-1].text != "." or root.first("cop", "nsubj", "case") is not None:
        return
    if any(w.morph.get("VerbForm") == "Fin" and w.dep not in {"acl:relcl", "advcl"} for w in words):
        return
    verb = next((c for c in root.get("amod") if c.pos == "VERB" and c.text.endswith("ed") and c.i < root.i), None)
    before = [c for c in root.children if verb is not None and c.i < verb.i and c.pos != "PUNCT"]
    if (
        verb is None
        or not before
        or before[-1].pos not in {"PROPN", "NOUN"}
        or before[-1].dep not in {"compound", "nmod"}
    ):
        return
    subject = before[-1]
    if max(w.i for w in subject.subtree()) != verb.i - 1 or words[0] not in {*subject.subtree(), *before}:
        return
    attach(root, verb, "obj")
    verb.morph = {"VerbForm": "Fin", "Tense": "Past"}
    attach(subject, verb, "nsubj")
    for word in before[:-1]:
        attach(word, subject, word.dep)


def _with_object(noun: Word) -> None:
    """Half of them lack access: what has a subject and an object is a verb."""
    subject, given = noun.first("nsubj"), noun.first("obj")
    if subject is None or given is None or noun.first("cop", "case", "det") is not None:
        return
    if subject.i < noun.i < given.i and noun.dep in {"root", "conj", "ccomp", "parataxis", "acl:relcl"}:
        noun.pos, noun.lemma = "VERB", noun.text.casefold()
        noun.morph = {"VerbForm": "Fin", "Tense": "Pres"}


def _counted(noun: Word, sentence: Sentence, is_verb: Callable[[str], bool]) -> None:
    """and 43 support the party: a noun has no other noun with an article right behind it."""
    number = next((c for c in noun.get("nummod") if c.i == noun.i - 1), None)
    at = noun.i - sentence.words[0].i
    article = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    given = next((c for c in noun.get("nmod:unmarked", "obj", "appos", "compound") if c.i > noun.i), None)
    if number is None or article is None or article.pos != "DET" or given is None or article.head is not given:
        return
    if not is_verb(noun.text.casefold()) or noun.first("case", "amod") is not None:
        return
    noun.pos, noun.lemma, noun.morph = "VERB", noun.text.casefold(), {"VerbForm": "Fin", "Tense": "Pres"}
    number.dep, number.pos, given.dep = "nsubj", "NUM", "obj"
    over = next((w for w in noun.ancestors() if w.is_verb), None)
    if noun.dep == "conj" and over is not None:
        attach(noun, over, "conj")


def _gerund(word: Word, sentence: Sentence, controls: frozenset[str]) -> None:
    """accused of torturing prisoners, banned from leaving school: no prisoners that torture."""
    thing, at = word.head, word.i - sentence.words[0].i
    case = sentence.words[at - 1] if at else None
    if thing is None or case is None or not word.text.endswith("ing") or word.text.casefold() in _LOOSE:
        return
    if case.head is not thing or case.dep != "case" or case.text.casefold() not in _DOING or thing.i < word.i:
        return
    over = next((w for w in thing.ancestors() if w.is_verb), None)
    if over is None or over.lemma.split(" ")[0] not in controls or over.i > case.i:
        return
    if over.first("obj", "nsubj:pass") is None:
        return
    attach(word, over, "xcomp")
    word.morph = {"VerbForm": "Ger"}
    attach(thing, word, "obj")
    attach(case, word, "mark")


def _perfect(have: Word) -> None:
    """it had imposed sanctions on banks: a participle with an adjunct of its own behind its noun is the verb."""
    given = have.first("obj")
    verb = next((c for c in given.get("amod") if c.i == have.i + 1), None) if given is not None else None
    if given is None or verb is None or verb.pos != "VERB" or verb.morph.get("Tense") != "Past":
        return
    if not any(c.i > given.i for c in verb.get("obl")):
        return
    attach(have, verb, "aux")
    have.pos = "AUX"
    attach(given, verb, "obj")
    for child in list(have.children):
        attach(child, verb, child.dep)
    verb.morph = {"VerbForm": "Part", "Tense": "Past"}


def _joined(first: Word) -> None:
    """the US and South Korea held drills: a name that "and" joins to its head is no part of it."""
    head = first.head
    if head is None or head.name is None or head.name is first.name or head.head is None:
        return
    part = next((c for c in first.get("conj") if c.name is head.name and c.first("cc") is not None), None)
    if part is None or not first.i < part.i < head.i:
        return
    joint = part.first("cc")
    for before in [c for c in head.children if c.i < first.i]:
        attach(before, first, before.dep)
    attach(first, head.head, head.dep)
    attach(head, first, "conj")
    attach(part, head, "compound")
    if joint is not None:
        attach(joint, head, "cc")


def _limited(verb: Word, sentence: Sentence) -> None:
    """At least 20 migrants drowned: what limits a number makes no adjunct of a subject."""
    if verb.first(*SUBJECTS, "expl") is not None or verb.dep == "xcomp" or not _is_finite(verb):
        return
    for noun in [c for c in verb.get("obl", "obl:unmarked") if c.i < verb.i and c.first("case") is None]:
        number = noun if noun.pos == "NUM" else noun.first("nummod")
        if number is not None and bound(sentence, number) and noun.pos in {"NOUN", "NUM"}:
            noun.dep = "nsubj:pass" if verb.first("aux:pass") is not None else "nsubj"
            return


def _is_finite(verb: Word) -> bool:
    return verb.morph.get("VerbForm") == "Fin" or verb.first("aux", "aux:pass") is not None


def _in_line(verb: Word) -> None:
    """has imposed sanctions and frozen assets; two were killed and five others injured."""
    over = verb.head
    if verb.dep != "conj" or over is None or not over.is_verb or verb.first(*SUBJECTS) is not None:
        return
    passive = over.first("aux:pass", "nsubj:pass") is not None or over.morph.get("Voice") == "Pass"
    given = verb.first("obj")
    if not passive and given is not None and given.i > verb.i and verb.first("aux:pass") is None:
        verb.morph = {key: value for key, value in verb.morph.items() if key != "Voice"}
    own = [c for c in over.get(*SUBJECTS) if over.i < c.i < verb.i]
    if own and any(c.i < over.i for c in over.get(*SUBJECTS)):
        attach(own[-1], verb, own[-1].dep)
