"""What the parser made a genitive though the noun before cannot have one, so that it is the verb's object: a noun that
keeps its ن (طالب الناشطون الحكومة), that has its genitive already (استحضر رئيس الحكومة الأهمية), or a name (نشر في
تويتر صورة); and nouns joined to a verb, which no noun is (اختار - أمس - الخبيرة، لكن الشركة تتجاهل)."""

from __future__ import annotations

from ...graph.lemmas import fold
from ..syntax import SUBJECTS, Sentence, Word, attach
from .closed_classes import INTRANSITIVE, NOUNS
from .subjects import is_time

_BETWEEN = frozenset({"PART", "AUX", "ADV"})


def mend(sentence: Sentence) -> None:
    """Mend the nouns of a sentence in place."""
    for word in sentence.words:
        if word.pos not in NOUNS or word.first("case") is not None:
            continue
        if word.dep == "conj" and word.head is not None and word.head.is_verb:
            _joined_to_verb(word, sentence)
        elif word.dep == "nmod" and word.head is not None and word.head.i < word.i:
            if _keeps_nun(word) and word.norm.endswith("ون") and word.head.morph.get("Number") == "Plur":
                word.dep = "amod"  # نواب محافظون: the nominative is no genitive
            _genitive(word, word.head)


def _joined_to_verb(noun: Word, sentence: Sentence) -> None:
    verb, words = noun.head, sentence.words
    if verb is None:
        return
    end = max((w.i for w in noun.subtree() if not w.is_verb and w.i < noun.i + 4), default=noun.i)
    after = [w for w in words if w.i > end and w.pos not in _BETWEEN]
    if after and after[0].is_verb and after[0] not in set(noun.ancestors()) and after[0].first(*SUBJECTS) is None:
        if noun.first("cc") is not None or after[0].first("cc") is None:
            for sign in list(noun.get("cc")):
                attach(sign, after[0], "cc")
            attach(noun, after[0], "nsubj")
        return
    if noun.first("cc") is None and noun.i > verb.i and verb.first("obj") is None and not is_time(noun):
        noun.dep = "obj"


def _genitive(word: Word, noun: Word) -> None:
    """Give a word that is no genitive of the noun before it to the verb above, if that lacks an object."""
    if word.pos == "NUM" or is_time(word) or noun.pos not in {*NOUNS, "ADJ"}:
        return
    verb = _verb_above(noun)
    if verb is None or verb.first("obj", "ccomp") is not None or fold(verb.lemma) in INTRANSITIVE:
        return
    if verb.morph.get("Voice") == "Pass" or any(w.is_verb and verb.i < w.i < word.i for w in _between(verb, word)):
        return
    told = _keeps_nun(noun) and (_is_definite(word) or is_time(noun))
    if told or _has_genitive(noun, word) or _is_after_name(noun, word):
        _take(word, verb)


def _take(word: Word, verb: Word) -> None:
    """Make a word the object of its verb, with the name behind it that the parser hung on the noun before."""
    attach(word, verb, "obj")
    for later in _between(word, verb, after=True):
        if later.i > max(w.i for w in word.subtree()) + 1 or later.first("case") is not None:
            break
        named = later.name is not None or later.pos == "PROPN"
        if named and later.head is not None and later.head.i < word.i and later.dep in {"nmod", "appos", "flat"}:
            attach(later, word, "nmod")


def _between(first: Word, last: Word, *, after: bool = False) -> list[Word]:
    words = first.sentence.words if first.sentence is not None else []
    return [w for w in words if first.i < w.i and (after or w.i < last.i)]


def _verb_above(noun: Word) -> Word | None:
    """Return the verb before a noun whose subject, or whose phrase of time or place, the noun is part of."""
    word = noun
    while word.head is not None and not word.head.is_verb:
        if word.dep not in {"nmod", "amod", "obl", "flat", "flat:foreign"}:
            return None
        word = word.head
    verb = word.head
    if verb is None or verb.i > noun.i or word.dep not in {"nsubj", "obl", "obl:arg"}:
        return None
    return verb


def _keeps_nun(noun: Word) -> bool:
    """Does a noun or its adjective end in the ن of the plural or dual, which a genitive would take away?"""
    if noun.name is not None and noun.name.type not in {"NORP", "MISC"} or noun.pos == "PROPN":
        return False
    form, lemma = noun.norm.removeprefix("ال"), fold(noun.lemma)
    if form.endswith("ون"):
        return noun.morph.get("Number") == "Plur" and len(form) > 4 and not lemma.endswith("ون")
    return form.endswith("ين") and noun.morph.get("Number") == "Dual" and not lemma.endswith("ين")


def _is_definite(word: Word) -> bool:
    return word.norm.startswith("ال") or word.name is not None or word.morph.get("Definite") in {"Cons", "Def"}


def _has_genitive(noun: Word, word: Word) -> bool:
    """Is a word the second definite one that stands as the genitive of one noun, with the article and no name?"""
    if word.pos != "NOUN" or word.name is not None or not word.norm.startswith("ال") or noun.dep != "nsubj":
        return False
    first = next((c for c in noun.get("nmod") if c.i > noun.i and c.first("case") is None), None)
    if first is None or first is word or first.i != noun.i + 1 or first.name is not None or first.pos != "NOUN":
        return False
    return first.norm.startswith("ال") and word.i > first.i


def _is_after_name(noun: Word, word: Word) -> bool:
    """Does an indefinite noun stand right behind a name, which has no genitive?"""
    name = noun.name
    if name is None or word.name is not None or word.pos != "NOUN" or word.norm.startswith("ال"):
        return False
    indefinite = word.morph.get("Definite") == "Ind" or word.norm.endswith(("ة", "ا"))
    return indefinite and word.i == max(w.i for w in name.words) + 1
