"""Analyses of English brought to the form that the shared rules read.

Particles join their verb (take over), participles that qualify a noun are passive, what an accusation is about hangs
on its verb as a complement; words of Latin script keep their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..syntax import Analysis, Sentence, Word, attach
from .clauses import clauses
from .crossed import crossed
from .inflection import PAST
from .labels import unbind
from .misplaced import misplaced
from .misread import misread
from .objects import objects, recipient
from .phrases import phrases
from .written import quotation_marks

_PARTICLES = frozenset("up out off down back away over in on forward ahead apart aside together through".split())
_PERSONS = {
    "i": ("1", "Sing"), "me": ("1", "Sing"), "my": ("1", "Sing"), "mine": ("1", "Sing"), "myself": ("1", "Sing"),
    "we": ("1", "Plur"), "us": ("1", "Plur"), "our": ("1", "Plur"), "ours": ("1", "Plur"),
    "you": ("2", ""), "your": ("2", ""), "yours": ("2", ""),
    "he": ("3", "Sing"), "him": ("3", "Sing"), "his": ("3", "Sing"), "himself": ("3", "Sing"),
    "she": ("3", "Sing"), "her": ("3", "Sing"), "hers": ("3", "Sing"), "herself": ("3", "Sing"),
    "it": ("3", "Sing"), "its": ("3", "Sing"), "itself": ("3", "Sing"),
    "they": ("3", "Plur"), "them": ("3", "Plur"), "their": ("3", "Plur"), "theirs": ("3", "Plur"),
    "themselves": ("3", "Plur"),
}  # fmt: skip
_OWNING = frozenset({"'s", "’s", "'", "’"})
_NEEDS_E = re.compile("(?:[^aeiou]at|iz|icl|[bdfgkpt]l|[aeiou]rg|uc|in[cg]|[^s]iv|(?:ou|ai|ea|oo|ui|oi|au|r|n|l)s)$")
_DOUBLED = re.compile("[aeiou]([bdgmnprt])\\1e?$")  # no verb but add, err, ebb, egg, which the lexicon has
_NO_E = re.compile("(?:[nrlcpf]t|[ae]ak|[eo]ek|oo[kdt]|[nlr]d|[slr]k|[mlr]p|wn|ck|sh)e$")  # no verb is spelt so
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Yesterday Today".split())
_WRITES = frozenset("say write add tweet declare state note explain insist argue claim reply answer".split())
_TITLES = frozenset(
    "president minister premier chancellor king queen prince leader chief chairman spokesman spokeswoman spokesperson "
    "ambassador envoy commander general secretary governor mayor senator congressman congresswoman judge".split()
)
_HOLDERS = _TITLES | frozenset("nominee candidate frontrunner president-elect member activist official".split())
_RELATIVES = frozenset({"who", "whom", "which", "whose", "that"})
_ABOUT = frozenset("of for from into with as".split())  # accuse of, blame for, prevent from, force into
_LEMMAS = {  # where the treebanks differ from one another or from the dictionary
    ("bases", "NOUN"): "base", ("troops", "NOUN"): "troop", ("fled", "VERB"): "flee",
}  # fmt: skip
_WITH_INFINITIVE = frozenset("call appeal lead cause prompt help require".split())
_NEGATION = {"n't": "not", "n’t": "not"}


def repair(
    analysis: Analysis, is_verb: Callable[[str], bool], controls: frozenset[str], is_person: Callable[[Word], bool]
) -> None:
    """Mend an analysis in place; ``controls`` are the verbs whose object does what their complement says."""
    for word in analysis.words:
        word.norm = _NEGATION.get(word.text.casefold(), word.text)
        word.lemma = _NEGATION.get(word.lemma.casefold(), word.lemma)
        _pronoun(word)
        word.lemma = _LEMMAS.get((word.text.casefold(), word.pos), word.lemma)
    quotation_marks(analysis)
    unbind(analysis)
    for sentence in analysis.sentences:
        verbs = [w for w in sentence.words if w.pos in {"VERB", "AUX"} and w.dep not in {"aux", "aux:pass", "cop"}]
        for word in verbs:
            _lemma(word, is_verb)
        misread(sentence, is_verb, controls)
        misplaced(sentence)
        crossed(sentence, controls, is_person)
        phrases(sentence)
        for word in verbs:
            if word.is_verb:
                _join_particle(word, is_verb)
                _passive(word)
        for word in sentence.words:
            if word.is_verb:
                _subject(word, sentence)
            elif word.dep == "conj":
                _coordination(word)
            if word.is_verb:
                objects(word)
                _inverted(word)
                _complement(word, controls)
                recipient(word)
        clauses(sentence, is_person)
        _possessor(sentence)
        _office_of(sentence)
        _as_saying(sentence)
        _speaker_before_colon(sentence)


def _pronoun(word: Word) -> None:
    form = word.text.casefold()
    if word.pos == "SCONJ" and form == "that" and word.dep in {"obj", "nsubj", "nsubj:pass"}:
        word.pos = "PRON"  # the report that it demanded
    if word.pos in {"PRON", "DET"} and form in _RELATIVES and _is_relative(word):
        word.morph = {**word.morph, "PronType": "Rel"}
    elif word.pos == "PRON" and form in _PERSONS:
        person, number = _PERSONS[form]
        word.morph = {**word.morph, "PronType": "Prs", "Person": person, "Number": number}
        if form.endswith(("self", "selves")):
            word.morph = {**word.morph, "Reflex": "Yes"}
        word.lemma = form
    elif word.pos == "PRON" and not word.morph.get("PronType"):
        word.morph = {**word.morph, "PronType": "Ind"}


def _is_relative(word: Word) -> bool:
    above = word.head
    if word.text.casefold() == "that":
        return above is not None and above.dep == "acl:relcl" and word.dep not in {"mark", "det"}
    return word.morph.get("PronType") != "Int" or any(w.dep == "acl:relcl" for w in word.ancestors())


def _lemma(verb: Word, is_verb: Callable[[str], bool]) -> None:
    """Mend a lemma that lacks its last e or has one too many (underlined, desecrated; guarded)."""
    lemma, form = verb.lemma, verb.text.casefold()
    if lemma == form and form in PAST:
        verb.lemma = PAST[form]
        return
    if is_verb(lemma) or not form.endswith(("ed", "ing")):
        return
    if lemma == form and len(form) > 5:
        lemma = verb.lemma = form[:-2] if form.endswith("ed") else form[:-3]  # housing
    if _DOUBLED.search(lemma):
        verb.lemma = lemma.removesuffix("e")[:-1]  # marred, stemmed
        return
    if lemma.endswith("e") and is_verb(lemma[:-1]):
        verb.lemma = lemma[:-1]
    elif _NO_E.search(lemma) or (len(lemma) > 3 and lemma[-1] == lemma[-2] and is_verb(lemma[:-1])):
        verb.lemma = lemma[:-1]  # flaunting, patrolling
    elif is_verb(lemma + "e") or (not lemma.endswith("e") and _NEEDS_E.search(lemma)):
        verb.lemma = lemma + "e"


def _join_particle(verb: Word, is_verb: Callable[[str], bool]) -> None:
    """Make a particle part of its verb's lemma: taken over is take over, pulled out of is pull out with of."""
    particle = verb.first("compound:prt") or _particle_after(verb, is_verb)
    if particle is None:
        return
    if particle.head is not verb:
        attach(particle, verb, "compound:prt")
    particle.dep = "compound:prt"
    if " " not in verb.lemma:
        verb.lemma = f"{verb.lemma} {particle.text.casefold()}"


def _particle_after(verb: Word, is_verb: Callable[[str], bool]) -> Word | None:
    """Return the adverb right behind a verb that is its particle, though the parser does not say so."""
    after, behind, *_ = [*(w for w in (verb.sentence.words if verb.sentence else []) if w.i > verb.i), None, None]
    if after is None or after.text.casefold() not in _PARTICLES:
        return None
    before_preposition = behind is not None and behind.pos == "ADP"
    if after.dep == "advmod" and after.head is verb:
        return after if before_preposition or is_verb(f"{verb.lemma} {after.text.casefold()}") else None
    both_mark = behind is not None and behind.dep == after.dep == "case" and behind.head is after.head
    return after if before_preposition and both_mark and after.head is not None and after.head.head is verb else None


def _passive(verb: Word) -> None:
    """A past participle under a noun, or beside a passive verb, is passive (the sanctions imposed on Syria)."""
    if verb.dep == "acl" and verb.morph.get("VerbForm") == "Part" and verb.morph.get("Tense") != "Pres":
        if verb.first("obj") is None and verb.morph.get("Tense", "Past") == "Past":
            verb.morph = {**verb.morph, "Voice": "Pass"}
    elif verb.dep == "acl" and verb.text.endswith("ed") and verb.head is not None and not verb.head.is_verb:
        if verb.first("obj", "mark", "nsubj", "aux") is None and verb.i > verb.head.i:
            verb.morph = {**verb.morph, "VerbForm": "Part", "Tense": "Past", "Voice": "Pass"}  # evidence presented
    elif verb.dep in {"root", "acl:relcl", "ccomp", "parataxis"} and verb.first("nsubj") is not None:
        if not any(c.dep in {"aux:pass", "nsubj:pass"} for c in verb.children) and verb.morph.get("Voice") == "Pass":
            verb.morph = {key: value for key, value in verb.morph.items() if key != "Voice"}  # Blinken worked to ...
    over = verb.head if verb.dep == "conj" else None
    elliptic = over is not None and over.first("aux:pass") is not None and verb.first("obj") is None
    elliptic = elliptic and verb.morph.get("Voice") == "Pass"  # two were killed and five others injured
    told = not elliptic and verb.first("aux:pass") is None and _is_told(verb)
    if verb.dep in {"root", "parataxis", "conj"} and told:
        for subject in list(verb.get("nsubj:pass")):
            subject.dep = "nsubj"
            verb.morph = {key: value for key, value in verb.morph.items() if key != "Voice"}
    head = verb.head
    if verb.dep == "conj" and head is not None and (head.first("aux:pass") or head.morph.get("Voice") == "Pass"):
        own = any(c.dep in {"nsubj", "nsubj:pass", "aux", "aux:pass"} for c in verb.children)
        if not own and verb.morph.get("VerbForm") == "Part" and verb.first("obj") is None:
            verb.morph = {**verb.morph, "Voice": "Pass"}


def _is_told(verb: Word) -> bool:
    """Does a sentence that ends as such hold a verb, and no headline, which leaves out the verb "be" of a passive?"""
    return verb.sentence is not None and any(w.text == "." for w in verb.sentence.words[-2:])


def _complement(verb: Word, controls: frozenset[str]) -> None:
    """accused him of doing, prevented them from leaving: the clause is the verb's complement, done by its object."""
    head = verb.head
    if verb.dep != "advcl" or head is None or not head.is_verb or head.lemma.split(" ")[0] not in controls:
        return
    marks = {c.text.casefold() for c in verb.get("mark", "case")}
    if "to" in marks and head.lemma in _WITH_INFINITIVE and not any(c.dep.startswith("nsubj") for c in verb.children):
        verb.dep = "xcomp"  # called on Israel to stop
    if marks & _ABOUT and (head.first("obj") is not None or head.first("nsubj:pass") is not None):
        verb.dep = "xcomp"


def _subject(verb: Word, sentence: Sentence) -> None:
    """Mend the subject of a verb: an apposition taken for a second one, a name hung on the day before it."""
    for outer in verb.get("nsubj:outer"):
        if verb.pos == "VERB" and outer.pos in {"PROPN", "PRON"}:
            outer.dep = "nsubj"  # Turkey is to attack
    found = [c for c in verb.get("nsubj", "nsubj:pass") if c.i < verb.i]
    copula = verb.first("cop")
    if len(found) > 1 and copula is not None and found[0].i < copula.i < found[-1].i:
        found[0].dep = "parataxis"  # the accusation is that he called ...
        found = found[1:]
    if len(found) == 2 and found[0].pos == "NOUN" and found[1].pos == "PROPN" and found[1].i == found[0].i + 1:
        attach(found[1], found[0], "appos")  # the gas producer Energean signed
    if len(found) == 2 and found[0].pos == "PROPN" and found[1].pos == "NOUN":
        if any(w.text == "," for w in sentence.words if found[0].i < w.i < found[1].i):
            attach(found[1], found[0], "appos")  # Prasetyo, a spokesperson, confirmed
    if len(found) == 2 and found[0].pos == "PROPN" and found[1].pos == "NOUN" and found[1].lemma in _HOLDERS:
        between = [w for w in sentence.words if found[0].i < w.i < found[1].i]
        if not any(w.pos in {"PUNCT", "CCONJ", "DET"} for w in between) and found[0].head is verb:
            attach(found[0], found[1], "compound")  # the Unity Party presidential nominee proposes
    for subject in found:
        named = next((c for c in subject.children if c.name is not None and c.name.type == "PER"), None)
        if subject.text in _DAYS and named is not None and named.i > subject.i:
            attach(named, verb, subject.dep)  # This Wednesday Foreign Minister Katrougalos said ...
            subject.dep = "obl:unmarked"
        if subject.dep == "nsubj:pass" and verb.first("aux:pass") is None and verb.morph.get("VerbForm") == "Fin":
            subject.dep = "nsubj"
    if found or verb.morph.get("VerbForm") != "Fin":
        return
    for day in [c for c in verb.get("obl", "obl:unmarked") if c.text in _DAYS]:
        asides = [c for c in day.get("appos") if c.i < verb.i and c.text not in _DAYS]
        if asides:  # On Thursday, Tsikhanouskaya, a candidate, held ...
            attach(asides[0], verb, "nsubj")
            for aside in asides[1:]:
                attach(aside, asides[0], "appos")


def _speaker_before_colon(sentence: Sentence) -> None:
    """Kremlin: Putin decided. Who speaks is no second subject of what is said."""
    colon = next((w for w in sentence.words[1:9] if w.text == ":"), None)
    for verb in sentence.words if colon is not None else ():
        if colon is None or not verb.is_verb or verb.i < colon.i:
            continue
        found = list(verb.get("nsubj", "nsubj:pass"))
        for subject in found:
            if subject.i < colon.i and any(other.i > colon.i for other in found):
                subject.dep = "parataxis"


def _possessor(sentence: Sentence) -> None:
    """the factions' seizure of Hama: what bears the ending of a possessor belongs to the noun behind it."""
    for ending in sentence.words:
        owner = ending.head
        if ending.text not in _OWNING or ending.dep != "case" or owner is None or owner.dep == "nmod:poss":
            continue
        behind = [w for w in sentence.words if ending.i < w.i <= ending.i + 4]
        noun = next((w for w in behind if w.pos in {"NOUN", "PROPN"} and w.head not in behind), None)
        if noun is not None and noun is not owner and noun not in owner.ancestors():
            attach(owner, noun, "nmod:poss")
        elif noun is not None and noun is owner.head:
            owner.dep = "nmod:poss"


def _office_of(sentence: Sentence) -> None:
    """Secretary of State Antony Blinken: the office is his title, State no part of the name."""
    for title, of, body, first in zip(*(sentence.words[i:] for i in range(4)), strict=False):
        if of.text != "of" or title.lemma.casefold() not in _TITLES or body.pos not in {"PROPN", "NOUN"}:
            continue
        if (
            first.name is None
            or first.name.type != "PER"
            or first.name.words[0] is not first
            or body.name is first.name
        ):
            continue
        name = next((w for w in first.name.words if w.head not in first.name.words), first)
        if title in name.ancestors() and title.head is not name:
            attach(name, title.head, title.dep) if title.head is not None else None
        if title.head is not name and title not in name.ancestors():
            attach(title, name, "nmod:desc")
        attach(body, title, "nmod")
        attach(of, body, "case")


def _coordination(word: Word) -> None:
    """Mend what is coordinated: a second office goes with the first, a name behind a comma is no second thing."""
    head = word.head
    if head is None:
        return
    if word.lemma in _TITLES and head.pos == "PROPN" and head.head is not None and head.head.lemma in _TITLES:
        for own in [c for c in head.get("nmod") if c.i > word.i]:
            attach(own, word, "nmod")
        attach(word, head.head, "conj")  # mayor of Denver and governor of Colorado
        return
    words = word.sentence.words if word.sentence else []
    comma = any(w.text == "," for w in words if head.i < w.i < word.i)
    if comma and head.pos == "NOUN" and word.pos == "PROPN" and word.first("cc") is None:
        if not any(c.dep == "conj" and c is not word for c in head.children):
            word.dep = "appos"  # the president, Alexander Lukashenko,


def _inverted(verb: Word) -> None:
    """wrote President Mnangagwa, after a quotation: what follows the verb of saying is its subject."""
    after = verb.first("obj")
    if verb.lemma not in _WRITES or after is None or after.pos != "PROPN" or verb.sentence is None:
        return
    before = next((w for w in verb.sentence.words if w.i == verb.i - 1), None)
    if before is None or before.text not in {'"', "”", ",", "''"} or after.i - verb.i > 4:
        return
    for other in list(verb.get("nsubj")):
        other.dep = "parataxis"
    after.dep = "nsubj"


def names(analysis: Analysis, introduces: Callable[[Word], bool]) -> None:
    """Mend the names of an analysis: no possessive ending belongs to one, and a title is borne by a person."""
    for name in analysis.names:
        if len(name.words) > 1 and name.words[-1].text.casefold() in {"'s", "’s", "'", "’"}:
            name.words.pop().name = None
        top = next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])
        titled = [c for c in top.get("nmod:desc") if c.lemma.casefold() in _TITLES and c not in name.words]
        head = top.head
        if head is not None and top.dep in {"flat", "nmod:desc"} and head.lemma.casefold() in _TITLES:
            titled.append(head)
        if titled and top.pos == "PROPN" and name.type in {"ORG", "LOC", "GPE", "MISC"} and len(name.words) <= 4:
            name.type = "PER"
        if head is not None and top.dep in {"flat", "nmod", "appos"} and head.text.casefold().endswith("s"):
            if head.lemma.casefold() in _HOLDERS and head.i < top.i and top.first("case") is None:
                for other in list(top.get("conj")):
                    attach(other, head, "conj")  # Prime Ministers Johnson and Varadkar


def _as_saying(sentence: Sentence) -> None:
    """quoted him as saying that ...: what follows hangs on the verb of quoting, said by its object."""
    for word in sentence.words:
        if word.text.casefold() not in {"saying", "telling", "stating"} or word.head is None:
            continue
        before = next((w for w in sentence.words if w.i == word.i - 1), None)
        if before is None or before.text.casefold() != "as":
            continue
        quoting = next((w for w in reversed(sentence.words[: word.i - sentence.words[0].i]) if w.is_verb), None)
        if quoting is not None and quoting.lemma in {"quote", "cite"} and quoting not in word.subtree():
            if word.head is not quoting:
                attach(word, quoting, "xcomp")
            word.dep, word.pos = "xcomp", "VERB"
