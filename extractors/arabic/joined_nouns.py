"""Where the arms of a coordination belong, and what stands beside a title: a noun joined behind the object is no second
subject (شهدت العاصمة أعمال عنف ومعارك), one in the singular is not counted by the number before (ثلاثة صحفيين وناشطة),
persons joined behind the owner of a thing are owners (أموال الرئيس وعدد من القادة), and whom a spokesperson calls on
stands behind the comma (دعت المتحدثة باسم الوزارة ليلى حداد، باريس إلى)."""

from __future__ import annotations

from ...graph.lemmas import fold
from ..relations import Lexicon
from ..syntax import Sentence, Word, attach
from .closed_classes import INTRANSITIVE

_WHO = frozenset({"PER", "GROUP"})
_ACTORS = frozenset({"PER", "GROUP", "ORG", "GPE", "LOC"})
_COMMAS = frozenset("،,")


def mend(sentence: Sentence, lexicon: Lexicon) -> None:
    """Mend such nouns of a sentence in place, once the names are known."""
    for word in sentence.words:
        if word.dep == "conj" and word.head is not None and not word.is_verb and not word.head.is_verb:
            if word.first("case") is None:
                _behind_object(word, word.head)
                _beside_number(word, word.head)
                _of_owner(word, word.head, lexicon)
        elif word.norm == "اسم" and word.first("case") is not None and word.head is not None:
            _in_the_name_of(word, word.head, sentence)


def _behind_object(noun: Word, first: Word) -> None:
    """Join a noun that stands behind the object, and is indefinite as it is, to the object and not to the subject."""
    verb = first.head
    if verb is None or not verb.is_verb or first.dep != "nsubj" or first.i < verb.i or noun.name is not None:
        return
    between = [c for c in verb.get("obj") if first.i < c.i < noun.i and c.pos == "NOUN" and c.first("case") is None]
    if len(between) == 1 and first.norm.startswith("ال") and not noun.norm.startswith("ال"):
        attach(noun, between[0], "conj")


def _beside_number(noun: Word, counted: Word) -> None:
    """Join a noun in the singular to the number before a plural."""
    number = counted.head
    if number is None or number.pos != "NUM" or counted.dep != "nmod" or counted.morph.get("Number") != "Plur":
        return
    if noun.pos == "NOUN" and noun.morph.get("Number") == "Sing" and not noun.norm.startswith("ال"):
        attach(noun, number, "conj")


def _of_owner(noun: Word, thing: Word, lexicon: Lexicon) -> None:
    """Join persons behind the owner of a thing to the owner: nobody does one deed to a thing and to persons."""
    owner = next((c for c in thing.get("nmod") if c.i > thing.i and c.first("case") is None), None)
    if owner is None or owner.i > noun.i or lexicon.type_of(thing) in _ACTORS or thing.pos == "NUM":
        return
    if fold(thing.lemma) in lexicon.grammar.quantifiers or thing.name is not None:
        return
    if lexicon.type_of(owner) in _WHO and lexicon.type_of(noun) in _WHO:
        attach(noun, owner, "conj")


def _in_the_name_of(name: Word, speaker: Word, sentence: Sentence) -> None:
    """Put right what stands behind باسم: right behind it whom the spokesperson speaks for, behind the comma whom the
    verb is done to."""
    at = name.i - sentence.words[0].i
    words = sentence.words
    if at + 1 < len(words) and words[at + 1].head is speaker and words[at + 1].dep in {"nmod", "obj"}:
        attach(words[at + 1], name, "nmod")
    verb = next((w for w in name.ancestors() if w.is_verb), None)
    if verb is None or verb.i > name.i or not any(c.dep == "nsubj" and c.i < name.i for c in verb.children):
        return
    if speaker is verb:
        subject = next(c for c in verb.get("nsubj") if c.i < name.i)
        if subject.i == name.i - 2:
            attach(name, subject, "nmod")
            behind = words[at + 1] if at + 1 < len(words) else None
            if behind is not None and behind.head is verb and behind.dep == "obj":
                attach(behind, name, "nmod")
    if verb.first("obj", "ccomp") is not None or fold(verb.lemma) in INTRANSITIVE:
        return
    for comma, word in zip(words[at:], words[at + 1 :], strict=False):
        if comma.text not in _COMMAS or word.dep not in {"nmod", "appos"} or word.first("case") is not None:
            continue
        if word.name is not None and word.name.type in {"GPE", "ORG"} and verb in set(word.ancestors()):
            later = next((w for w in words if w.i > max(x.i for x in word.name.words)), None)
            if later is not None and later.pos == "ADP":
                attach(word, verb, "obj")
                return
