"""Who does what in a clause: subjects, objects and prepositional arguments of a verb, also where they are not written.

Subjects are inherited along coordination, auxiliaries, control and relative clauses; where none is found the verb
itself
stands for the dropped subject, which coreference may resolve.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from ..graph.lemmas import fold
from .events import End
from .language import Grammar
from .syntax import NOMINAL, SUBJECTS, Word, coordinated, preposition, relative_pronoun

CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass"})
_MAX_STEPS = 6


@dataclass(frozen=True, slots=True)
class Argument:
    """An object (empty preposition) or prepositional argument of a verb or noun.

    ``preposition`` is as the lexicon writes it (على), ``key`` its folded form for comparing; ``core`` is true where the
    verb asks for the argument (obj, iobj, obl:arg) and false for an adjunct. ``adverb`` is true where a fixed phrase
    begins with the preposition (على الفور), so that there is no end.
    """

    word: Word
    preposition: str
    core: bool
    adverb: bool = False

    @property
    def key(self) -> str:
        return fold(self.preposition)

    @property
    def first_key(self) -> str:
        """The folded preposition without the noun that extends it (في داخل: في)."""
        return self.key.split(" ")[0]


def is_passive(verb: Word) -> bool:
    """Is the clause passive, by the verb's form or by its subject's dependency?"""
    deps = {child.dep for child in verb.children}
    if {"nsubj", "obj"} <= deps and "nsubj:pass" not in deps:
        return False  # قتل الجيش المسلحين: who has a subject and an object is active, however the form was read.
    return verb.morph.get("Voice") == "Pass" or bool(deps & {"nsubj:pass", "aux:pass"})


def has_agent(args: Iterable[Argument], grammar: Grammar) -> bool:
    """Is there an agent by preposition (من قبل، على يد; by)? Then a verb without an object is passive."""
    return any(a.key in grammar.agent_prepositions for a in args)


def arguments(word: Word, grammar: Grammar) -> Iterator[Argument]:
    """Yield the objects and prepositional arguments of a verb or verbal noun, coordinated ones each by itself."""
    for child in word.children:
        if child.dep in {"obj", "iobj"}:
            if grammar.prenominal and relative_pronoun(child):
                described = _described(word)
                if described is not None and not _is_when(described, grammar):
                    yield Argument(described, "", True)
            elif not _is_clause(child, word):
                yield from (Argument(w, "", True) for w in coordinated(child) if _is_end(w))
        elif child.dep in {"xcomp", "dep"} and _is_actor_object(child, word, grammar):
            yield from (Argument(w, "", True) for w in coordinated(child) if _is_end(w))
        elif child.dep in {"obl", "obl:arg", "nmod", "obl:agent"} or (child.dep == "xcomp" and not child.is_verb):
            prep, end = marked_by(child, grammar)
            if prep and fold(prep) not in grammar.sources:
                core = _is_core(child, word, fold(prep), grammar)
                case = child.first("case")
                fixed = prep not in grammar.compounds.values() and case is not None and grammar.adverb(case)
                for w in coordinated(end):
                    own = w.first("case") if w is not end else None  # على الثوار وبكثافة
                    if _is_end(w):
                        yield Argument(w, prep, core, grammar.adverb(own) if own is not None else fixed)
    bare = _bare_relative(word, grammar)
    if bare is not None:
        yield Argument(bare, "", True)


def _described(verb: Word) -> Word | None:
    """Return the noun that the relative clause of a verb describes (the plan, which the council dropped)."""
    for word in (verb, *verb.ancestors()):
        if word.dep == "acl:relcl":
            return word.head if word.head is not None and not word.head.is_verb else None
        if word.dep not in {"xcomp", "ccomp", "conj"}:
            return None
    return None


def _is_when(noun: Word, grammar: Grammar) -> bool:
    """Is a noun a time or way, so that what describes it tells when or how (the day that he left)?"""
    lemma = fold(noun.lemma)
    return lemma in grammar.time_nouns | grammar.adverbial_nouns | grammar.generic_ends and noun.name is None


def _bare_relative(verb: Word, grammar: Grammar) -> Word | None:
    """Return the noun that a clause without a relative pronoun describes, if it lacks its object: the treaty Egypt
    signed, but the town he lives in."""
    noun = verb.head
    if not grammar.prenominal or verb.dep != "acl:relcl" or noun is None or noun.is_verb or verb.i < noun.i:
        return None
    below = {c.dep for c in verb.children}
    if "nsubj" not in below or below & {"obj", "xcomp", "ccomp", "nsubj:pass", "compound:prt", "cop", "expl"}:
        return None
    if any(relative_pronoun(w) for w in verb.subtree()) or any(c.pos == "ADP" for c in verb.children):
        return None
    where = grammar.type_of(fold(noun.lemma)) == "LOC"
    return None if where or _is_when(noun, grammar) else noun


def _is_actor_object(child: Word, verb: Word, grammar: Grammar) -> bool:
    """Is a bare predicate or loose word behind a verb without object a person or group (قتلت القوات مسلحا)?"""
    if not verb.is_verb or child.i < verb.i or child.is_verb or child.pos not in {"ADJ", "NOUN", "NUM"}:
        return False
    if fold(verb.lemma) in grammar.copulas or verb.first("obj") is not None or child.first("case") is not None:
        return False
    counted = child.pos == "NUM" and child.first("nmod") is not None
    return counted or grammar.type_of(fold(child.lemma)) in {"PER", "GROUP"}


def _is_core(child: Word, word: Word, key: str, grammar: Grammar) -> bool:
    if child.dep not in {"obl", "nmod"} or key in grammar.agent_prepositions:
        return True
    if grammar.adjuncts is None or child.dep == "nmod":
        return False
    return key not in grammar.adjuncts and child.i > word.i


def is_genitive(child: Word, grammar: Grammar) -> bool:
    """Is a noun's dependent its genitive, behind it (انسحاب القوات; withdrawal of troops)?"""
    if child.dep not in {"nmod", "nmod:poss"} or child.head is None or child.i < child.head.i:
        return False
    return fold(preposition(child)) in grammar.genitive_prepositions


def before_noun(noun: Word, grammar: Grammar) -> Iterator[Word]:
    """Yield who or what stands before a noun as its owner or modifying noun (Russia's bases, troop withdrawal)."""
    if grammar.prenominal:
        yield from (c for c in noun.get("nmod:poss", "compound") if c.i < noun.i and c.pos in {"NOUN", "PROPN", "PRON"})


def marked_by(word: Word, grammar: Grammar) -> tuple[str, Word]:
    """Return the preposition of a word and the noun it really marks ("على يد س" marks س)."""
    prep = preposition(word)
    if not prep:
        return "", word
    if fold(prep) in grammar.compounds:
        return grammar.compounds[fold(prep)], word
    with_noun = f"{prep} {word.lemma}"
    compound = grammar.compounds.get(fold(f"{prep} {word.norm}"))
    below = next((c for c in word.get("nmod") if not preposition(c)), None)
    if compound is not None and below is not None:
        return compound, below
    if fold(with_noun) in grammar.agent_prepositions and below is not None:
        return with_noun, below
    case = word.first("case")
    words = word.sentence.words if word.sentence is not None and case is not None else []
    for between in (w for w in words if case is not None and case.i < w.i < word.i):
        if fold(f"{prep} {between.norm}") in grammar.compounds:
            return grammar.compounds[fold(f"{prep} {between.norm}")], word
        if fold(f"{prep} {between.lemma}") in grammar.agent_prepositions:
            return f"{prep} {between.lemma}", word
    for child in word.get("nmod", "fixed"):
        if child.i < word.i and fold(f"{prep} {child.lemma}") in grammar.agent_prepositions:
            return f"{prep} {child.lemma}", word
    return prep, word


def _is_clause(word: Word, over: Word) -> bool:
    """Is a noun under a verb the predicate of a clause of its own (مؤكدا أن الأخير هو الرئيس)?"""
    told = word.first("nsubj") is not None
    return over.is_verb and told and any(c.i > over.i for c in word.get("mark", "cop"))


def _is_end(word: Word) -> bool:
    return word.pos in NOMINAL and not word.is_verb


def subjects(verb: Word, grammar: Grammar, *, steps: int = _MAX_STEPS) -> tuple[End, ...]:
    """Return the subjects of a verb: written, inherited, or the verb itself as a dropped one."""
    written = tuple(
        End(w)
        for child in verb.children
        if child.dep in SUBJECTS and not relative_pronoun(child) and not child.is_verb
        for w in coordinated(child)
    )
    if written:
        return written
    if verb.dep == "acl" and verb.head is not None and _is_aim(verb, grammar):
        return _aiming(verb.head, grammar, steps)
    if (
        verb.dep in {"acl:relcl", "acl"}
        and verb.head is not None
        and not verb.head.is_verb
        and agrees(verb, verb.head, grammar)
        and not _resumes(verb, verb.head, grammar)
    ):
        return (End(_whom(verb.head, grammar)),)
    head = verb.head
    if steps and head is not None and (head.is_verb or head.pos in {"ADJ", "NOUN"}):
        inherited = _inherited(verb, head, grammar, steps)
        if inherited:
            return inherited
    return (End(verb, dropped=True),) if verb.is_verb and grammar.drops_subjects else ()


def _whom(noun: Word, grammar: Grammar) -> Word:
    """Return the name that a noun with a clause about it stands beside: Ali Saleh, a lawyer who fled Syria."""
    beside = noun.head if noun.dep == "appos" and grammar.prenominal else None
    person = beside is not None and beside.name is not None and grammar.type_of(fold(noun.lemma)) == "PER"
    return beside if beside is not None and person and noun.name is None else noun


def _is_aim(verb: Word, grammar: Grammar) -> bool:
    """Is it an infinitive that tells what a plan, right or effort is for, or a gerund that tells what a habit is of
    (her habit of smoking), so that its noun does not do it?"""
    if verb.head is None:
        return False
    lemma = fold(verb.head.lemma)
    if verb.morph.get("VerbForm") != "Inf":
        return grammar.prenominal and verb.first("mark") is not None
    if lemma in grammar.effects or lemma in grammar.plans or grammar.deverbal(lemma):
        return True
    if grammar.type_of(lemma) in {"PER", "ORG", "GROUP"}:
        return False  # sent troops to guard it: they guard it
    return grammar.serves(verb.head)  # used force to clear the square: who used it clears it


def _aiming(noun: Word, grammar: Grammar, steps: int) -> tuple[End, ...]:
    """Return whose plan, right or effort it is: the owner before the noun, else the subject of the verb above."""
    owners = tuple(End(w) for w in before_noun(noun, grammar) if w.dep == "nmod:poss")
    while not owners and grammar.prenominal and noun.dep == "nmod" and noun.head is not None and not noun.head.is_verb:
        noun = noun.head  # signed a letter of intent to sell
    if owners or noun.head is None or not noun.head.is_verb or not steps or noun.dep.startswith("nsubj"):
        return owners
    return subjects(noun.head, grammar, steps=steps - 1)


def _resumes(verb: Word, noun: Word, grammar: Grammar) -> bool:
    """Does an object on the verb of a relative clause stand for its noun (كلمة ألقتها)? Then the noun is no subject."""
    if not grammar.drops_subjects:
        return False
    if any(_agrees_with(c, noun, grammar) for c in verb.get("obj")):
        return True
    return any(pronoun_stands_for(c, noun, grammar) for c in verb.get("obl", "obl:arg"))


def pronoun_stands_for(pronoun: Word, noun: Word, grammar: Grammar) -> bool:
    """Is it a pronoun behind a preposition that can stand for the noun of its relative clause (تصريح أدلى به)?"""
    if pronoun.pos != "PRON" or fold(preposition(pronoun)) not in grammar.resuming:
        return False
    clause = pronoun.head.children if pronoun.head is not None else []
    gender = next((c.morph.get("Gender") for c in clause if relative_pronoun(c)), None)
    if gender and noun.name is not None:  # a name's gender is told by the relative: القوات، التي تسيطر عليها
        return pronoun.morph.get("Gender") == gender
    return _agrees_with(pronoun, noun, grammar)


def _agrees_with(pronoun: Word, noun: Word, grammar: Grammar) -> bool:
    if pronoun.pos != "PRON" or pronoun.morph.get("Person", "3") != "3":
        return False
    number = noun.morph.get("Number")
    gender = "Fem" if number == "Plur" and grammar.type_of(fold(noun.lemma)) not in {"PER", "GROUP"} else ""
    return pronoun.morph.get("Gender") == (gender or gender_of(noun, grammar))


def _inherited(verb: Word, head: Word, grammar: Grammar, steps: int) -> tuple[End, ...]:
    if verb.dep in {"conj", "parataxis", "xcomp", "advcl"} or (
        verb.dep in CLAUSAL | {"obj", "obl:arg"} and _is_control(verb, head, grammar)
    ):
        if fold(head.lemma) in grammar.impersonal:  # يمكن للهند أن تلعب
            able = able_under(head, verb, grammar)
            if able:
                return able
            found = subjects(head, grammar, steps=steps - 1)
            return found if found and not found[0].dropped and agrees(verb, found[0].word, grammar) else ()
        if head.is_verb:
            addressee = _controller(head, grammar)
            if addressee is not None and verb.dep not in {"conj", "parataxis", "advcl"}:
                return (End(addressee),)
            chosen = head.first("obj") if verb.dep == "advcl" and fold(head.lemma) in grammar.choosing else None
            if chosen is not None and verb.first("mark") is not None and _is_person(chosen, grammar):
                mark = verb.first("mark")
                if mark is not None and fold(mark.lemma) in grammar.purpose_markers and agrees(verb, chosen, grammar):
                    return (End(chosen),)
            found = subjects(head, grammar, steps=steps - 1)
            if found and (
                _same_person(verb, found[0].word) if found[0].dropped else agrees(verb, found[0].word, grammar)
            ):
                return found
    return ()


def _is_person(noun: Word, grammar: Grammar) -> bool:
    if noun.name is not None:
        return noun.name.type in {"PER", "ORG", "NORP"}
    return fold(noun.lemma) in grammar.role_nouns or grammar.type_of(fold(noun.lemma)) in {"PER", "ORG", "GROUP"}


def _same_person(verb: Word, other: Word) -> bool:
    """Can two verbs have one dropped subject?"""
    return verb.morph.get("Person", "3") == other.morph.get("Person", "3")


def able_under(impersonal: Word, event: Word, grammar: Grammar) -> tuple[End, ...]:
    """Return who can or must do what an impersonal verb is about (يمكن للهند أن تلعب), or nobody."""
    others = (a for a in arguments(impersonal, grammar) if a.word is not event)
    marked = grammar.dative_prepositions | grammar.obliging_prepositions
    able = (a.word for a in others if not a.preposition or a.key in marked)
    return tuple(End(word) for word in islice(able, 1))


def _is_control(verb: Word, head: Word, grammar: Grammar) -> bool:
    """Does the verb below share a participant with the verb above (he wants to leave), not a clause of its own (he
    said that ...)?"""
    lemma = fold(head.lemma)
    if lemma in grammar.speech and lemma not in grammar.object_control and lemma not in grammar.effects:
        return False
    return lemma in grammar.effects or lemma in grammar.raising or lemma in grammar.object_control


def _controller(verb: Word, grammar: Grammar) -> Word | None:
    """Return the object of an object-control verb (he ordered THEM to leave), if written."""
    if fold(verb.lemma) not in grammar.object_control:
        return None
    own = next((w for w in verb.get("obj", "iobj") if _is_end(w) and not grammar.deverbal(w.lemma)), None)
    if own is not None:
        return own
    marked = (a for a in arguments(verb, grammar) if a.key in grammar.control_prepositions)
    return next((a.word for a in marked if not grammar.deverbal(a.word.lemma)), None)


def agrees(verb: Word, noun: Word, grammar: Grammar) -> bool:
    """Can the noun be the subject of the verb, by person, gender and number as far as they are known?"""
    if verb.morph.get("Person") in {"1", "2"} and noun.pos != "PRON":
        return False
    gender = verb.morph.get("Gender")
    known = gender_of(noun, grammar)
    if not gender or not known:
        return True
    number = noun.morph.get("Number")
    if number == "Plur":  # Broken plurals of things agree as feminine singular, persons as either.
        return True
    return gender == known


def gender_of(word: Word, grammar: Grammar) -> str:
    """Return Masc, Fem, or an empty string when the form does not tell."""
    if word.morph.get("Gender"):
        return word.morph["Gender"]
    if word.name is not None or word.pos not in {"NOUN", "ADJ"}:
        return ""
    feminine = grammar.feminine(word.norm)
    return "" if feminine is None else "Fem" if feminine else "Masc"


def follows(noun: Word, argument: Argument) -> bool:
    """Does a prepositional phrase that the parser gave to the verb stand right behind the noun (القصف الروسي على
    إدلب)?"""
    case = argument.word.first("case")
    if case is None or case.i <= noun.i or case.i - noun.i > 4 or noun.sentence is None:
        return False
    between = [w for w in noun.sentence.words if noun.i < w.i < case.i]
    return all(w.head is noun or w.head in between for w in between)
