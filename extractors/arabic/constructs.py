"""What the parser took for one phrase and is two: the noun behind is no genitive, but the object or subject above."""

from __future__ import annotations

from collections.abc import Callable

from ..syntax import Analysis, Word, attach
from .closed_classes import NOUNS
from .verbal_nouns import verb_of


def part_constructs(analysis: Analysis, introduces: Callable[[Word], bool]) -> None:
    """Part what cannot be one phrase: a noun with the article has no genitive, a singular no plural adjective.

    زار الوزير تركيا, دخلت القوات المدينة, قتل الجيش المسلحين: the second noun is the object of the verb above.
    ``introduces`` tells which nouns may be followed by their own name (الرئيس بوتين، العاصمة صنعاء).
    """
    for noun in analysis.words:
        _apposition(noun, analysis)
        if noun.name is not None and noun.pos in NOUNS:
            _subject_after_place(noun)
            _object_after_person(noun)
        if not _has_no_genitive(noun):
            continue
        verb = noun.head
        if verb is None or not verb.is_verb or noun.dep not in {"nsubj", "nsubj:pass"} or verb.first("obj") is not None:
            continue
        child = next((c for c in noun.children if c.i > noun.i and _is_apart(noun, c, introduces)), None)
        if child is None or child.i - noun.i > 4:
            continue
        attach(child, verb, "obj")
        for clause in [c for c in noun.get("acl", "acl:relcl") if c.i > child.i]:
            attach(clause, child, clause.dep)


def _apposition(noun: Word, analysis: Analysis) -> None:
    """The second subject of a verb, behind a person and a comma, only says who that is: عن ريابكوف، نائب الوزير."""
    verb = noun.head
    if verb is None or not verb.is_verb or noun.dep != "nsubj" or noun.name is not None or noun.i < verb.i + 3:
        return
    comma, person = analysis.words[noun.i - 1], analysis.words[noun.i - 2]
    if (
        comma.text not in {"،", ","}
        or person.name is None
        or person.name.type != "PER"
        or person.sentence is not noun.sentence
    ):
        return
    if any(c is not noun and c.i > verb.i for c in verb.get("nsubj")):
        attach(noun, person.name.words[-1], "appos")


def _has_no_genitive(noun: Word) -> bool:
    """Can nothing be the genitive of a noun: with the article, as a name, in the plural in ون or the dual in ان?"""
    if noun.name is not None:
        return noun.name.type in {"GPE", "LOC", "PER", "ORG"} and noun.dep in {"nsubj", "nsubj:pass"}
    if noun.pos not in {"NOUN", "PROPN", "ADJ"}:
        return False
    ends = noun.norm.endswith(("ون", "ان")) and noun.morph.get("Number") in {"Plur", "Dual"}
    plural = noun.norm.endswith("ون") and len(noun.norm) > 5 and noun.pos != "ADJ"  # متظاهرون: taken for a name
    return noun.norm.startswith("ال") or ends or plural


def _subject_after_place(name: Word) -> None:
    """وصل إلى الخرطوم المبعوث: a name has no genitive with the article; the noun is the verb's subject."""
    verb = name.head
    if verb is None or not verb.is_verb or name.dep not in {"obl", "obl:arg"} or name.name is None:
        return
    child = next((c for c in name.get("nmod") if c.name is None and c.pos == "NOUN" and c.norm.startswith("ال")), None)
    if child is None or child.first("case") is not None or child.i != name.name.words[-1].i + 1:
        return
    if not any(c.dep.startswith("nsubj") for c in verb.children):
        attach(child, verb, "nsubj")


def _object_after_person(name: Word) -> None:
    """نفى ترامب وجود تواطؤ: a person has no genitive; the verbal noun is the object of the verb above."""
    verb = name.head
    if verb is None or not verb.is_verb or name.name is None or name.name.type != "PER" or name.i < verb.i:
        return
    if name.dep not in {"nsubj", "obj"}:
        return
    last = max(w.i for w in name.name.words)
    child = next((c for c in name.get("nmod") if c.i == last + 1 and c.name is None and c.pos == "NOUN"), None)
    if child is None or child.first("case") is not None or not (verb_of(child.lemma) or child.lemma == "وجود"):
        return
    if name.dep == "obj" and not any(c.dep.startswith("nsubj") for c in verb.children):
        name.dep = "nsubj"
    if name.dep == "nsubj" and verb.first("obj") is None:
        attach(child, verb, "obj")


def _is_apart(noun: Word, child: Word, introduces: Callable[[Word], bool]) -> bool:
    if child.first("case") is not None:
        return False
    if (
        child.dep == "amod"
        and noun.name is not None
        and noun.name.type == "GPE"
        and child.i == noun.name.words[-1].i + 1
    ):
        masculine = child.norm.startswith("ال") and not child.norm.endswith(("ة", "ية", "ى", "ات"))
        if masculine and child.name is None and not child.norm.endswith("ي"):
            child.pos = "NOUN"  # قصفت روسيا المسرح: a state is feminine
            return True
        return False
    if child.dep == "amod":
        plural = child.norm.endswith(("ين", "ون")) and child.morph.get("Number") == "Plur"
        return plural and noun.morph.get("Number") == "Sing" and child.norm.startswith("ال")
    if child.dep != "nmod" or child.pos not in NOUNS:
        return False
    if child.name is not None:
        if child.name is noun.name or noun.name is not None and noun.name.type == "PER":
            return False
        return not introduces(noun) and (child.name.type != "PER" or verb_of(noun.lemma) != "" or _is_event(noun))
    if noun.name is not None and (introduces(child) or child.i != noun.name.words[-1].i + 1):
        return False  # تونس العاصمة
    if noun.name is not None and noun.name.type == "PER":
        return child.norm.startswith("ال") and child.pos == "NOUN" and child.first("amod") is not None
    return child.pos == "NOUN"


def _is_event(noun: Word) -> bool:
    """Is the noun no person's title: قتلت الغارة أبو بكر?"""
    return noun.norm.startswith("ال") and noun.norm.endswith("ة") and noun.morph.get("Number") == "Sing"
