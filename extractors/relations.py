"""From the words of an event to its relation: one of the ontology where its triggers fit, else an open one.

Nothing is dropped silently: a verb outside the ontology becomes a relation named by its lemma and preposition.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..graph.gazetteer import Gazetteer
from ..graph.glosses import Glosses, infinitive
from ..graph.lemmas import fold, stem
from ..graph.model import EntityType, Labels, Relation, RelationClass
from ..graph.offices import Offices
from ..graph.ontology import Ontology, Trigger
from .arguments import Argument, is_genitive
from .language import Grammar
from .syntax import Word, coordinated

PLACES = frozenset({"GPE", "LOC"})
NAME_TYPES: dict[str, EntityType] = {
    "PER": "PER", "PERS": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "GPE", "FAC": "LOC",
    "NORP": "GROUP", "EVENT": "EVENT", "GROUP": "GROUP",
}  # fmt: skip


_DEEDS = frozenset({"ASSAULT", "THREATEN", "PROTEST", "MOBILIZE", "COERCE"})
_MOVES: dict[str, RelationClass] = {
    "goes_to": "MOBILIZE", "enters": "MOBILIZE", "crosses": "MOBILIZE", "leaves": "RETREAT", "returns_to": "RETREAT",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A relation for one argument of a predicate; ``swap`` where the grammatical subject is the relation's object."""

    relation: Relation
    argument: Argument | None
    swap: bool = False
    known: bool = True
    fits: bool = True  # have the ends the types that the relation asks for?
    complement: tuple[Word, ...] = ()  # the words that complete the trigger (حق اللجوء)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The ontology and the glosses seen from one language."""

    ontology: Ontology
    glosses: Glosses
    grammar: Grammar
    gazetteer: Gazetteer
    offices: Offices

    def is_verb(self, verb: str) -> bool:
        """Do the ontology or the glosses know the verb?"""
        return bool(self.triggers("verb", verb) or self.glosses.gloss(verb, "", "en"))

    def verb_of(self, noun: str) -> str:
        """Return the verb of a verbal noun if the ontology or the glosses know it, else an empty string."""
        verb = self.grammar.deverbal(noun)
        return verb if verb and self.is_verb(verb) else ""

    def triggers(self, kind: str, lemma: str) -> tuple[Trigger, ...]:
        """Return the triggers of a word; of a verb with its particle (take over) those that have the particle, or that
        have it for their preposition."""
        head, _, particle = lemma.partition(" ")
        found = self.ontology.triggers(self.grammar.code, kind, head)
        if kind != "verb" or not particle:
            return found
        return tuple(t for t in found if particle in t.head or (len(t.head) == 1 and t.preposition == particle))

    def relation(self, trigger: Trigger, lemma: str, preposition: str = "") -> Relation:
        """Return the ontology's relation of a trigger, with the words' own lemma."""
        return self.ontology[trigger.relation].relation(_join(lemma, preposition))

    def moving(self, relation: Relation, doer: Word) -> Relation:
        """Return the same relation of another class when fighters do it: they do not visit a city, they move in."""
        if fold(doer.lemma) in self.grammar.fighters and relation.id in _MOVES:
            return replace(relation, class_=_MOVES[relation.id])
        return relation

    def lasting(self, relation: Relation, verb: Word) -> Relation:
        """Return the state that a verb tells in the imperfect whose perfect tells how it began (يسيطر، سيطر)."""
        kind = self.grammar.lasting.get(fold(verb.lemma), "")
        if relation.id is None or kind not in self.ontology.relations or verb.morph.get("Aspect") != "Imp":
            return relation
        begins = any(
            fold(c.lemma) in self.grammar.future_particles or c.dep == "mark" for c in verb.children if c.i < verb.i
        )
        return relation if begins else self.ontology[kind].relation(relation.lemma)

    def open(self, lemma: str, preposition: str = "", *, passive: bool = False, noun: str = "") -> Relation:
        """Return the relation that a word outside the ontology names by itself; ``noun`` is the verbal noun whose gloss
        is meant where verbs are written alike (تهريب: smuggles, هرب: flees)."""
        lemma_ = _join(lemma, preposition)
        known = self.triggers("verb", lemma)
        class_ = self._class_of(lemma, known, preposition)
        if self.grammar.third_person is not None and self.grammar.passive is not None:
            if passive:
                class_ = self._class_of(lemma, known)
                label = _join(self.grammar.passive(lemma), preposition)
                return Relation(None, f"be {label.partition(' ')[2]}", Labels.of(en=label), class_)
            label = _join(self.grammar.third_person(lemma), preposition)
            arabic = self.glosses.gloss(lemma, preposition, "ar") or ""
            return Relation(None, lemma_, Labels.of(ar=arabic, en=label), class_)
        gloss = self.glosses.gloss(lemma, preposition, "en") or ""
        if passive:
            class_ = self._class_of(lemma, known)
            own = self.glosses.gloss(noun, "", "en") if noun else None
            english = self._passive_gloss(own or self.glosses.gloss(lemma, "", "en") or "", known)
            prep = (self.glosses.gloss("", preposition, "en") if preposition else "") or ""
            english = english.removesuffix(f" {prep}") if prep else english  # is included in (في), not "in in"
            return Relation(None, lemma_, Labels.of(ar=lemma_, en=" ".join(filter(None, (english, prep)))), class_)
        return Relation(None, lemma_, Labels.of(ar=lemma_, en=gloss), class_)

    def _class_of(self, lemma: str, known: Sequence[Trigger], preposition: str = "") -> RelationClass:
        """Return the class of a verb as the ontology knows it alone: عقد هدنة is no sense of عقد.
        Behind any other preposition it stays that where all its senses are one deed."""
        particles = set(lemma.split(" ")[1:])
        plain = [t for t in known if not t.complement and not t.swap and t.rest <= particles]
        classes = [self.ontology[t.relation].class_ for t in plain]
        if preposition and (len(set(classes)) != 1 or classes[0] not in _DEEDS):
            return "OTHER"
        return classes[0] if classes else "OTHER"

    def infinitive(self, verb: str) -> str:
        """Return the English infinitive of a verb (rescue), or an empty string."""
        if self.grammar.third_person is not None:
            return verb
        known = self.triggers("verb", verb)
        plain = next((t for t in known if not t.complement), None)
        gloss = self.glosses.gloss(verb, "", "en") or (
            self.ontology[plain.relation].label.get("en", "") if plain else ""
        )
        return infinitive(gloss)

    def _passive_gloss(self, gloss: str, known: tuple[Trigger, ...]) -> str:
        plain = next((t for t in known if not t.preposition and not t.complement), None)
        active = gloss or (self.ontology[plain.relation].label.get("en", "") if plain else "")
        return passive(active) if active else ""

    def type_of(self, word: Word | None) -> EntityType | None:
        """Return the type of what a word heads, as far as names, gazetteer and noun tell; None is unknown."""
        if word is None:
            return None
        if word.pos == "ADJ" and self.gazetteer.nisba(word.norm) is not None:
            return "GPE"
        if word.name is not None:
            known = self.gazetteer.type_of(" ".join(w.norm for w in word.name.words))
            return known or NAME_TYPES.get(word.name.type)
        found = self.grammar.type_of(fold(word.lemma))
        if found == "OTHER" and (word.pos == "NUM" or fold(word.lemma) in self.grammar.quantifiers):
            counted = next((c for c in word.get("nmod", "nummod") if c.i > word.i), None)
            return self.type_of(counted) if counted is not word else None
        return found if found != "OTHER" else None

    def fit(self, trigger: Trigger, subject: Word | None, target: Word | None) -> int:
        """Return 2 where both ends have types the relation asks for, 0 where they are unknown, below 0 where one
        contradicts."""
        kind = self.ontology[trigger.relation]
        ends = (target, subject) if trigger.swap else (subject, target)
        score = 0
        for word, wanted in zip(ends, (kind.subject, kind.object), strict=True):
            found = self.type_of(word)
            if found is not None and wanted:
                score += 1 if found in wanted or (found in PLACES and PLACES & set(wanted)) else -3
        return score

    def is_sure(self, trigger: Trigger, subject: Word | None, target: Word | None) -> bool:
        """May a trigger stand that asks for an end of known type? A pronoun or number may be anything."""
        if trigger.when in {"", "alone"}:
            return True
        kind = self.ontology[trigger.relation]
        word = subject if (trigger.when == "subject") != trigger.swap else target
        wanted = kind.subject if trigger.when == "subject" else kind.object
        if word is not None and word.pos == "NUM":  # أصابت 18 هدفا: what is counted tells.
            word = word.first("nmod", "obj")
        if word is None or word.pos == "PRON":
            return True
        found = self.type_of(word)
        return found in wanted or (found in PLACES and bool(PLACES & set(wanted)))

    def late_complements(self, noun: Word) -> Iterator[Word]:
        """Yield objects of the verb above that complete the verbal noun before them (قرر منح الأسد حق اللجوء)."""
        head = noun.head
        verb = self.verb_of(noun.lemma)
        if head is None or not head.is_verb or not verb or noun.dep not in {"obj", "xcomp", "ccomp"}:
            return
        asked = [t for t in self.triggers("verb", verb) if t.complement]
        for child in head.get("obj", "iobj"):
            if child.i > noun.i and any(fits_complement(child, t) for t in asked):
                yield child

    def best(self, trigger: Trigger, among: Sequence[Trigger], subject: Word | None, target: Word | None) -> Trigger:
        """Return the trigger of the same words whose relation fits the types of the ends best."""
        same = [t for t in among if str(t) == str(trigger) and t.sole == trigger.sole]
        return max(same, key=lambda t: self.fit(t, subject, target))

    def match(
        self,
        lemma: str,
        args: Sequence[Argument],
        *,
        subject: Word | None = None,
        context: Sequence[Argument] = (),
        strict: bool = False,
    ) -> Iterator[Match]:
        """Yield a match for each argument of a verb: ontology first, the most specific trigger winning, then open.

        Among triggers of one weight the one wins whose relation fits the types of the ends (انسحب من المدينة and
        انسحب من الاتفاق are two relations). ``context`` are all arguments, among which complements are looked for.
        With ``strict`` only the ontology's relations are yielded.
        """
        every = context or args
        best: dict[int, tuple[tuple[int, int], Trigger, Argument]] = {}
        alone: Trigger | None = None
        for trigger in self.triggers("verb", lemma):
            if not heads_follow(trigger, every, lemma):
                continue
            if trigger.when == "alone" and any(not a.preposition for a in every):
                continue  # حقق تقدما في المدينة, and not حقق في القضية
            if trigger.complement_is == "part":
                if any(fits_complement(a.word, trigger) for a in every):
                    alone = alone or trigger
                continue
            for argument in self._second_ends(trigger, args, every):
                if not self._is_literal(lemma, trigger, argument.word):
                    continue
                if not self.is_sure(trigger, subject, argument.word):
                    continue
                rank = trigger.weight + specific(every, trigger), self.fit(trigger, subject, argument.word)
                if argument.word.i not in best or rank > best[argument.word.i][0]:
                    best[argument.word.i] = rank, trigger, argument
        if alone is not None:  # قدم استقالته: the complement makes the verb's sense, and there is no second end.
            completing = _completing(every, alone, self.grammar)
            yield Match(self.relation(alone, lemma), None, alone.swap, complement=completing)
            return
        taken = set(self._complements(best.values(), every))
        for (_, fit), trigger, argument in best.values():
            if argument.word.i in taken:
                continue
            taken.add(argument.word.i)
            relation = self.relation(trigger, lemma, argument.preposition)
            completing = _completing(every, trigger, self.grammar)
            yield Match(relation, argument, trigger.swap, fits=fit >= 0, complement=completing)
        if strict:
            return
        for argument in args:
            if argument.word.i not in taken:
                yield Match(self.open(lemma, argument.preposition), argument, known=False)

    def _is_literal(self, lemma: str, trigger: Trigger, target: Word) -> bool:
        """Has a verb with several senses (name, secure) an object that it has the ontology's sense with?"""
        wanted = self.grammar.literal.get(fold(lemma))
        if wanted is None or trigger.complement or trigger.preposition or target.pos == "PRON":
            return True
        found = self.type_of(target)
        return found in wanted or (found is None and target.name is not None)

    @staticmethod
    def _complements(
        found: Iterable[tuple[tuple[int, int], Trigger, Argument]], every: Sequence[Argument]
    ) -> Iterator[int]:
        """Yield the words that only complete the triggers that were found."""
        for _, trigger, _ in found:
            if trigger.complement and trigger.complement_is != "end":
                yield from (a.word.i for a in every if fits_complement(a.word, trigger))
            yield from (a.word.i for a in every if stem(a.word.lemma) in trigger.rest)

    def _second_ends(self, trigger: Trigger, args: Sequence[Argument], every: Sequence[Argument]) -> Iterator[Argument]:
        if not trigger.complement:
            wanted = fold(trigger.preposition)
            yield from (a for a in args if (a.first_key == wanted if wanted else not a.preposition))
            return
        complements = [a for a in every if fits_complement(a.word, trigger)]
        if not complements:
            return
        others = [a for a in every if a not in complements]
        if trigger.preposition:
            yield from (a for a in others if a.first_key == fold(trigger.preposition))
        elif trigger.complement_is == "end":
            yield from complements
        else:
            beside = [a for a in others if not a.preposition or a.key in self.grammar.dative_prepositions]
            yield from beside or (
                Argument(w, "", True)
                for a in complements
                for g in genitives(a.word, self.grammar)
                for w in coordinated(g)
            )


def _completing(args: Sequence[Argument], trigger: Trigger, grammar: Grammar) -> tuple[Word, ...]:
    found = [a.word for a in args if trigger.complement and fits_complement(a.word, trigger)]
    return tuple(w for word in found for w in (word, *genitives(word, grammar)))


def specific(args: Sequence[Argument], trigger: Trigger) -> int:
    """Return how many words more than one the complement that was found has (حق اللجوء before حق)."""
    found = (len(alt) for a in args for alt in trigger.complements if alt <= _stems(a.word))
    return max(found, default=1) - 1


def _stems(word: Word) -> set[str]:
    below = (c for c in word.get("nmod", "amod", "compound") if c.first("case") is None)
    return {stem(w.lemma) for w in (word, *below)}


def heads_follow(trigger: Trigger, args: Sequence[Argument], lemma: str = "") -> bool:
    """Are the trigger's further head words among the arguments' nouns (وضع حد ل) or in the verb's lemma (take over)?"""
    return not trigger.rest or trigger.rest <= {*(stem(a.word.lemma) for a in args), *lemma.split(" ")[1:]}


def genitives(word: Word, grammar: Grammar) -> Iterator[Word]:
    """Yield the genitives that stand right below a noun, behind it."""
    return (c for c in word.children if is_genitive(c, grammar))


def fits_complement(word: Word, trigger: Trigger) -> bool:
    """Is the word, with the genitive or adjective below it (حق اللجوء), a complement that the trigger asks for?"""
    stems = _stems(word)
    return any(alternative <= stems for alternative in trigger.complements)


def _join(lemma: str, preposition: str) -> str:
    return f"{lemma} {preposition}".strip()


_PARTICIPLES = {
    "kill": "killed", "hit": "hit", "hold": "held", "take": "taken", "give": "given", "send": "sent",
    "shoot": "shot", "bring": "brought", "make": "made", "find": "found", "leave": "left", "lead": "led",
    "build": "built", "win": "won", "lose": "lost", "buy": "bought", "sell": "sold", "pay": "paid",
    "set": "set", "put": "put", "cut": "cut", "break": "broken", "drive": "driven", "see": "seen",
    "tell": "told", "write": "written", "say": "said", "know": "known", "hear": "heard", "beat": "beaten",
    "choose": "chosen", "withdraw": "withdrawn", "overthrow": "overthrown", "seek": "sought",
    "fight": "fought", "catch": "caught", "keep": "kept", "burn": "burned", "blow": "blown", "steal": "stolen",
    "strike": "struck", "bear": "born", "draw": "drawn", "meet": "met", "throw": "thrown", "show": "shown",
    "grow": "grown", "fly": "flown", "feel": "felt", "think": "thought", "teach": "taught", "fall": "fallen",
    "rise": "raised", "speak": "spoken", "swim": "swum", "sing": "sung", "ring": "rung", "withhold": "withheld",
    "undertake": "undertaken", "forgive": "forgiven", "wear": "worn", "tear": "torn", "bind": "bound",
    "shut": "shut", "spread": "spread", "feed": "fed", "shed": "shed", "bend": "bent", "lend": "lent",
    "split": "split", "sink": "sunk", "slay": "slain", "weave": "woven", "freeze": "frozen",
    "forget": "forgotten", "swear": "sworn", "let": "let", "read": "read", "begin": "begun",
    "forbid": "forbidden", "spend": "spent",
}  # fmt: skip


def passive(gloss: str) -> str:
    """Return the passive of a gloss in the third person singular.

    >>> passive("kills"), passive("shells"), passive("carries out")
    ('is killed', 'is shelled', 'is carried out')
    """
    verb, _, rest = gloss.partition(" ")
    if verb in {"is", "has", "was"} or not verb.endswith("s"):
        return gloss
    base = infinitive(verb)
    if base in _PARTICIPLES:
        participle = _PARTICIPLES[base]
    elif base.endswith("e"):
        participle = base + "d"
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        participle = base[:-1] + "ied"
    elif base in {
        "stop",
        "ban",
        "ram",
        "strip",
        "kidnap",
        "tap",
        "admit",
        "permit",
        "commit",
        "refer",
        "transfer",
        "expel",
        "control",
        "compel",
    }:
        participle = base + base[-1] + "ed"
    else:
        participle = base + "ed"
    return " ".join(filter(None, ("is", participle, rest)))
