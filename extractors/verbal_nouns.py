"""Events that rest on a noun: verbal nouns and nouns of events with their agent and patient.

مقتل س على يد ص, انسحاب القوات من المدينة, دعم روسيا لسوريا, الغارات الإسرائيلية على دمشق, اجتماع بين س و ص.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold, stem
from ..graph.ontology import Trigger
from .arguments import Argument, able_under, arguments, before_noun, follows, subjects
from .events import End, Event
from .language import Grammar
from .relations import Lexicon, fits_complement, genitives
from .syntax import Analysis, Word, coordinated, preposition
from .verbs import confidence, doers, is_time

RULE = "verbal noun"
_BREAKS = frozenset('"«»“”:؛')


@dataclass(frozen=True, slots=True)
class Parts:
    """What surrounds a noun of event: owners before it and genitives behind it, adjectives of nation, agents by
    preposition, the other arguments."""

    before: tuple[Word, ...]
    behind: tuple[Word, ...]
    nations: tuple[Word, ...]
    agents: tuple[Word, ...]
    between: tuple[Word, ...]
    args: tuple[Argument, ...]

    @property
    def genitives(self) -> tuple[Word, ...]:
        """The genitive behind the noun, else the owner before it (the army's withdrawal; withdrawal of the army)."""
        return self.behind or self.before


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield the events that the nouns of an article state, in text order."""
    for word in analysis.words:
        if word.pos != "NOUN" or word.name is not None:
            continue
        if word.norm in lexicon.grammar.circumstances or _is_halted(word, lexicon.grammar):
            continue
        triggers = lexicon.triggers("noun", word.lemma)
        verb = lexicon.verb_of(word.lemma)
        if triggers or verb:
            yield from _of_noun(word, triggers, verb, lexicon, gazetteer)


def _of_noun(
    noun: Word, triggers: tuple[Trigger, ...], verb: str, lexicon: Lexicon, gazetteer: Gazetteer
) -> Iterator[Event]:
    parts = parts_of(noun, lexicon, gazetteer)
    if len(parts.between) >= 2:
        yield from _between(noun, triggers, verb, parts, lexicon)
        return
    agents = _agents(noun, parts, lexicon)
    seen: set[tuple[int, int]] = set()
    if verb and any(
        t.complement and any(fits_complement(a.word, t) for a in parts.args) for t in lexicon.triggers("verb", verb)
    ):
        found = list(_by_verb(noun, verb, parts, agents, lexicon))
        if found:
            yield from found
            return
    for trigger in sorted(triggers, key=lambda t: -t.weight):
        for event in _by_trigger(noun, trigger, triggers, verb, parts, agents, lexicon):
            key = (event.subject.word.i, event.object.word.i if event.object else -1)
            turned = any(key[0] == there or key[1] == here for here, there in seen)
            if key not in seen and not turned:  # Who acts by one reading is not acted on by another.
                seen.add(key)
                yield event
    if not seen and verb:
        yield from _by_verb(noun, verb, parts, agents, lexicon)


def _is_halted(noun: Word, grammar: Grammar) -> bool:
    """Is the noun what a fixed phrase puts an end to (وقف إطلاق النار, a ceasefire)?"""
    words = noun.sentence.words if noun.sentence else []
    at = noun.i - words[0].i if words else 0
    if not 0 < at < len(words) - 1:
        return False
    return (fold(words[at - 1].lemma), fold(noun.lemma), fold(words[at + 1].lemma)) in grammar.halted


def parts_of(noun: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Parts:
    grammar = lexicon.grammar
    behind = [w for c in genitives(noun, grammar) for w in coordinated(c) if not is_time(w, grammar)]
    if not grammar.prenominal:  # إنقاذ عشرين عاملا: the number is the genitive.
        behind += [c for c in noun.get("nummod") if c.i > noun.i and c.pos == "NUM" and c.first("nmod") is not None]
    before = [w for c in before_noun(noun, grammar) for w in coordinated(c) if _may_own(w, lexicon)]
    nations = [a for c in noun.get("amod") for a in coordinated(c) if gazetteer.nisba(a.norm) is not None]
    args = [a for a in arguments(noun, grammar) if a.word not in behind]
    args += _of_genitives(noun, behind, lexicon)
    head = noun.head
    if head is not None and head.is_verb and fold(head.lemma) in grammar.support | grammar.support_passive:
        # عقد اجتماعا مع س: what the light verb governs belongs to its noun.
        args += [a for a in arguments(head, grammar) if a.word is not noun and a.preposition]
    elif head is not None and head.is_verb:
        args += [a for a in arguments(head, grammar) if follows(noun, a)]
    args += [Argument(w, "", True) for w in lexicon.late_complements(noun)]
    for clause in _support_clauses(noun, lexicon):
        # الضربة التي وجهها الجيش ضد أهداف: the relative clause only says who did what the noun says.
        args += [a for a in arguments(clause, grammar) if a.preposition]
    agents = [a.word for a in args if a.key in grammar.agent_prepositions] or (before if behind else [])
    between = [a.word for a in args if a.key in grammar.between]
    rest = [a for a in args if a.word not in agents and a.word not in between and not is_time(a.word, grammar)]
    rest = [a for a in rest if not a.adverb or _completes(a, noun, lexicon)]
    return Parts(tuple(before), tuple(behind), tuple(nations), tuple(agents), tuple(between), tuple(rest))


def _completes(argument: Argument, noun: Word, lexicon: Lexicon) -> bool:
    """Is a fixed phrase what a trigger of the noun or its verb asks for (أخذ في الاعتبار)?"""
    verb = lexicon.verb_of(noun.lemma)
    asked = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
    return any(fits_complement(argument.word, t) for t in asked)


def _of_genitives(noun: Word, behind: list[Word], lexicon: Lexicon) -> Iterator[Argument]:
    """Yield what the parser hung on the genitive though the noun asks for it (withdrawal of troops from Syria)."""
    if not lexicon.grammar.prenominal:
        return
    asked = {fold(t.preposition) for t in lexicon.triggers("noun", noun.lemma)} | lexicon.grammar.agent_prepositions
    for genitive in behind:
        yield from (a for a in arguments(genitive, lexicon.grammar) if a.first_key in asked)


def _may_own(word: Word, lexicon: Lexicon) -> bool:
    """Is what stands before a noun of event one of its ends (troop withdrawal), not its kind (drone attack, air
    strike)?"""
    if is_time(word, lexicon.grammar):
        return False
    return word.dep != "compound" or lexicon.type_of(word) is not None


def _support_clauses(noun: Word, lexicon: Lexicon) -> Iterator[Word]:
    """Yield the relative clauses of a noun whose verb is a light one with the noun as its object."""
    for clause in noun.get("acl", "acl:relcl"):
        if clause.is_verb and fold(clause.lemma) in lexicon.grammar.support:
            if any(c.pos == "PRON" for c in clause.get("obj")):
                yield clause


def _agents(noun: Word, parts: Parts, lexicon: Lexicon) -> tuple[End, ...]:
    """Return who acts, as far as it does not stand in the genitive: by preposition, nation, or the verb above."""
    if parts.agents:
        return tuple(End(w) for w in parts.agents)
    for clause in _support_clauses(noun, lexicon):
        doers = tuple(end for end in subjects(clause, lexicon.grammar) if not end.dropped and end.word is not noun)
        if doers:
            return doers
    if parts.nations:
        return tuple(End(w, country=True) for w in parts.nations)
    return tuple(end for end in controlled_by(noun, lexicon) if _may_act(end, noun, lexicon))


def _may_act(end: End, noun: Word, lexicon: Lexicon) -> bool:
    """May a participant of the verb above be who does what a verbal noun says? Only an actor, with no quotation
    between."""
    word = end.word
    if end.dropped or word.pos == "PRON":
        return True
    caused = noun.head is not None and fold(noun.head.lemma) in lexicon.grammar.causing
    if lexicon.type_of(word) not in {"PER", "ORG", "GPE", "GROUP"} and not caused:
        return False  # but أدى الهجوم إلى مقتل جنديين: the attack killed them
    lo, hi = sorted((word.i, noun.i))
    between = (w for w in (noun.sentence.words if noun.sentence else []) if lo < w.i < hi)
    return not any(w.text in _BREAKS for w in between)


def controlled_by(noun: Word, lexicon: Lexicon) -> tuple[End, ...]:
    """Return the subject that a verb (or noun) above lends to a verbal noun: قرر منح ..., دعا تركيا إلى وقف ..."""
    grammar = lexicon.grammar
    head = noun.head
    while head is not None and noun.dep == "conj":
        noun, head = head, head.head
    if head is None:
        return ()
    lemma = fold(head.lemma)
    prep = fold(preposition(noun))
    if head.is_verb:
        if noun.dep.startswith("nsubj") and lemma not in grammar.support_passive:
            return ()
        if prep.split(" ")[0] in grammar.companion_prepositions:
            return ()  # منذ فرار الأسد, بعد الهجوم: when it was is not who did it.
        if grammar.on_purpose(noun):  # خرجوا احتجاجا على ..., دعما للحكومة
            return subjects(head, grammar)
        if lemma in grammar.object_control and noun.dep == "obj":
            asked = [a.word for a in arguments(head, grammar) if a.key in grammar.control_prepositions]
            if asked and head.i < asked[0].i < noun.i:
                return (End(asked[0]),)  # طلبت أنقرة من بغداد طرد المقاتلين
        elif lemma in grammar.object_control:
            objects = [a for a in arguments(head, grammar) if not a.preposition and a.word is not noun]
            if objects:
                return (End(objects[0].word),)
            if lemma in grammar.effects:
                return ()  # دعا إلى عقد اجتماع: who is to do it is not told.
        is_own = any(c.pos == "PRON" for g in noun.get("nmod") for c in g.get("nmod"))
        if is_own and lemma in grammar.speech and noun.dep == "obj":
            return subjects(head, grammar)  # أعلن الجيش سحب قواته: it is his own doing.
        if lemma in grammar.causing or (lemma in grammar.speech and fold(noun.lemma) in grammar.speech_nouns):
            return subjects(head, grammar)  # أسفر الهجوم عن مقتل ..., قال في تصريح لـ ...
        if lemma in grammar.impersonal:
            return able_under(head, noun, grammar)
        purpose = prep in grammar.purpose_markers
        lends = lemma in (grammar.effects if grammar.lending is None else grammar.lending)
        if purpose or lends or lemma in grammar.raising or lemma in grammar.support:
            return subjects(head, grammar) if lemma not in grammar.support_passive else ()
        return ()
    if head.pos == "NOUN" and (fold(head.lemma) in grammar.effects or prep in grammar.purpose_markers):
        own = [w for c in head.get("nmod") if not preposition(c) and c is not noun for w in coordinated(c)]
        if own:
            return tuple(End(w) for w in own[:1])
        if fold(head.lemma) in grammar.impersonal:
            return ()  # بالإمكان معاودة فرض العقوبات: whose it is to do is not told
        possessor = next(
            (
                c
                for c in head.get("nmod", "obl", "obl:arg")
                if fold(preposition(c)) in grammar.possession_prepositions and c is not noun
            ),
            None,
        )
        if possessor is not None and fold(preposition(possessor)) not in grammar.dative_prepositions:
            return (End(possessor),)
        if head.head is not None and head.head.is_verb and head.dep in {"obj", "obl:arg", "xcomp", "ccomp"}:
            return subjects(head.head, grammar)
        return controlled_by(head, lexicon) if head.head is not None else ()
    return ()


def _by_trigger(
    noun: Word,
    trigger: Trigger,
    triggers: tuple[Trigger, ...],
    verb: str,
    parts: Parts,
    agents: tuple[End, ...],
    lexicon: Lexicon,
) -> Iterator[Event]:
    around = [*parts.genitives, *(a.word for a in parts.args)]
    if not _heads_follow(noun, trigger) or (
        trigger.complement and not any(fits_complement(w, trigger) for w in around)
    ):
        return
    prep = fold(trigger.preposition)
    marked = [a.word for a in parts.args if prep and a.first_key == prep]
    owners: tuple[Word, ...] = parts.genitives
    if prep and prep in lexicon.grammar.genitive_prepositions:  # invasion of Kuwait: the genitive is what it is of
        marked, owners = list(parts.behind), parts.before
    objects = [a.word for a in parts.args if not a.preposition]
    genitives = [g for g in owners if not _is_head_word(g, trigger)]
    if trigger.sole == "agent":
        patients = marked or (
            [] if prep else objects or [w for w in _recipients(parts, lexicon) if not lexicon.verb_of(w.lemma)]
        )
        whos = tuple(End(g) for g in genitives) or agents
    else:
        patients = (
            objects or marked or [w for w in _recipients(parts, lexicon) if genitives and not lexicon.verb_of(w.lemma)]
        )
        to = _acted_on_by(parts, genitives, verb, lexicon) if not prep and not objects else []
        if to:  # رفض بلاده لتدخلات إيران, دعم روسيا لسوريا: the genitive acts.
            whos, patients = tuple(End(g) for g in genitives), to
        elif agents and genitives and not parts.nations:  # قرر منح الأسد ...: who acts stands above
            whos, patients = agents, [*genitives, *marked]
        else:
            whos = tuple(End(g) for g in genitives) if patients and genitives else agents
            patients = patients or genitives
    if trigger.complement:
        whos = tuple(end for end in whos if not fits_complement(end.word, trigger))  # the fire of إطلاق النار
    if trigger.complement:  # قرر منح الأسد حق اللجوء: the complement is no end, and who acts stands above.
        patients = [w for w in patients if not fits_complement(w, trigger)]
        if agents and genitives:
            whos, patients = agents, [w for w in genitives if not fits_complement(w, trigger)]
    if fold(noun.lemma) in lexicon.grammar.leading and (led := _accompanied(noun, bool(genitives), lexicon)):
        relation = lexicon.relation(trigger, verb or noun.lemma)
        for leader in genitives:
            for body in led:
                yield Event(noun, noun, End(leader), End(body), relation, RULE, 0.75, presupposed=True)
        return
    patients = patients or _accompanied(noun, trigger.sole == "agent" and not prep and bool(genitives), lexicon)
    lemma = verb or noun.lemma
    if not whos and trigger.sole == "patient" and not prep:
        yield from _agentless(noun, lemma, patients, parts, lexicon)
    for who in whos:
        for patient in patients:
            if who.word is patient:
                continue
            best = lexicon.best(trigger, triggers, None if who.dropped else who.word, patient)
            ends = (End(patient), who) if best.swap else (who, End(patient))
            fits = lexicon.fit(best, None if who.dropped else who.word, patient) >= 0
            relation = lexicon.relation(best, lemma, best.preposition)
            yield Event(noun, noun, *ends, relation, RULE, 0.75 if fits else 0.45)


def _recipients(parts: Parts, lexicon: Lexicon) -> list[Word]:
    """Return what a verbal noun is directed at by the preposition that also marks its object (دعم روسيا لسوريا)."""
    return [a.word for a in parts.args if a.key in lexicon.grammar.dative_prepositions]


def _acted_on_by(parts: Parts, genitives: list[Word], verb: str, lexicon: Lexicon) -> list[Word]:
    """Return what stands behind ل where the genitive is an actor and the verb gives nothing to anybody."""
    giving = {fold(t.preposition) for t in lexicon.triggers("verb", verb)} & lexicon.grammar.receiving_prepositions
    actors = [g for g in genitives if g.pos == "PRON" or _is_actor(g, lexicon)]
    if giving or not actors:
        return []
    return [
        a.word for a in parts.args if a.key in lexicon.grammar.dative_prepositions and not lexicon.verb_of(a.word.lemma)
    ]


def _is_actor(word: Word, lexicon: Lexicon) -> bool:
    nation = any(lexicon.gazetteer.nisba(a.norm) is not None for a in word.get("amod"))
    country = fold(word.lemma) in lexicon.grammar.country_nouns
    return nation or country or lexicon.type_of(word) in {"PER", "ORG", "GPE", "GROUP"}


def _agentless(noun: Word, lemma: str, patients: list[Word], parts: Parts, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what happened to somebody where or in what, nobody being named who did it (مقتل جنديين في انفجار)."""
    place = next((a for a in parts.args if a.key in lexicon.grammar.place_prepositions), None)
    if place is None:
        return
    attacks = [t for t in lexicon.triggers("noun", place.word.lemma) if _is_attack(t, lexicon)]
    who = next(iter(doers(place.word, lexicon)), None) if attacks else None
    plain = next((t for t in lexicon.triggers("verb", lemma) if not t.preposition and not t.complement), None)
    for patient in patients:
        if who is not None and plain is not None and who.word is not patient:  # مقتل جنود في هجوم شنه متمردون
            kills = lexicon.relation(plain, lemma)
            yield Event(noun, noun, who, End(patient), kills, f"{RULE}.passive", 0.65)
            continue
        relation = lexicon.open(lemma, place.preposition, passive=True)
        yield Event(noun, noun, End(patient), End(place.word), relation, f"{RULE}.passive", 0.6)


def _is_attack(trigger: Trigger, lexicon: Lexicon) -> bool:
    return lexicon.ontology[trigger.relation].class_ == "ASSAULT"


def _accompanied(noun: Word, asked: bool, lexicon: Lexicon) -> list[Word]:
    """Return what a noun with ب is said of: التحالف بقيادة السعودية, شنت القوات هجوما بمساندة الجيش الحر."""
    if not asked or fold(preposition(noun)) not in lexicon.grammar.accompanying or noun.head is None:
        return []
    if fold(noun.lemma) in lexicon.grammar.leading:
        before = _phrase_before(noun)
        return [before] if before is not None else []
    if noun.head.is_verb:
        return [end.word for end in subjects(noun.head, lexicon.grammar) if not end.dropped]
    return [noun.head] if noun.head.pos in {"NOUN", "PROPN", "X"} else []


def _phrase_before(noun: Word) -> Word | None:
    """Return the head of the noun phrase that ends right before a noun's preposition (قوات التحالف بقيادة ...)."""
    case = noun.first("case")
    words = noun.sentence.words if noun.sentence else []
    before = [w for w in words if case is not None and w.i < case.i]
    if not before or before[-1].pos not in {"NOUN", "PROPN", "X", "ADJ"}:
        return None
    word = before[-1]
    while word.head is not None and word.head.i < word.i and word.head.pos in {"NOUN", "PROPN", "X"}:
        if word.dep not in {"nmod", "amod", "flat", "flat:foreign"} or word.first("case") is not None:
            break
        word = word.head
    return word


def _by_verb(noun: Word, verb: str, parts: Parts, agents: tuple[End, ...], lexicon: Lexicon) -> Iterator[Event]:
    """Yield events by the verb's own triggers; the open relation only where both ends are written beside the noun."""
    objects = [a for a in parts.args if not a.preposition]
    to = [Argument(w, "", True) for w in _recipients(parts, lexicon)]
    preps = [a for a in parts.args if a.preposition and a.key not in lexicon.grammar.dative_prepositions]
    transitive = any(not t.preposition for t in lexicon.triggers("verb", verb))
    genitives = [Argument(g, "", True) for g in parts.genitives]
    if fold(verb) in lexicon.grammar.object_control:
        whos, patients = agents, genitives  # منع طهران من حيازة ...: Tehran is who is prevented.
    elif agents and genitives:
        whos, patients = agents, [*genitives, *objects, *to, *preps]
    elif objects or (to and genitives):
        whos, patients = tuple(End(g) for g in parts.genitives) or agents, objects or to
    elif preps and genitives and any(lexicon.match(verb, preps, strict=True)):
        whos, patients = tuple(End(g) for g in parts.genitives), preps
    else:
        whos, patients = (tuple(End(g) for g in parts.genitives) or agents), preps
    actor = whos[0].word if whos and not whos[0].dropped else None
    known = list(lexicon.match(verb, patients, subject=actor, strict=True))
    matches = known or (
        list(lexicon.match(verb, patients)) if patients and (transitive or objects or to or genitives) else []
    )
    for match in matches:
        if match.argument is None:
            continue
        for who in whos:
            if who.word is match.argument.word:
                continue
            ends = (End(match.argument.word), who) if match.swap else (who, End(match.argument.word))
            yield Event(noun, noun, *ends, match.relation, RULE, confidence(match, 0.7, 0.45), also=match.complement)


def _between(noun: Word, triggers: tuple[Trigger, ...], verb: str, parts: Parts, lexicon: Lexicon) -> Iterator[Event]:
    one, *others = parts.between
    fitting = [t for t in triggers if not t.complement and _heads_follow(noun, t) and _may_be_mutual(t, lexicon)]
    for other in others:
        ranked = sorted(
            fitting,
            key=lambda t: (fold(t.preposition) in lexicon.grammar.between, lexicon.fit(t, one, other)),
            reverse=True,
        )
        best = ranked[0] if ranked else None
        lemma = verb or noun.lemma
        relation = lexicon.relation(best, lemma) if best else lexicon.open(lemma, lexicon.grammar.mutual)
        yield Event(noun, noun, End(one), End(other), relation, f"{RULE}.between", 0.7 if best else 0.5)


def _may_be_mutual(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Can the relation hold between two sides: by its own word for it, or because it is symmetric?"""
    mutual = {*lexicon.grammar.between, lexicon.grammar.mutual}
    return fold(trigger.preposition) in mutual or lexicon.ontology[trigger.relation].symmetric


def _heads_follow(noun: Word, trigger: Trigger) -> bool:
    below = noun.get("nmod", "amod", "obj", "fixed", "compound")
    return not trigger.rest or trigger.rest <= {stem(c.lemma) for c in below}


def _is_head_word(word: Word, trigger: Trigger) -> bool:
    return stem(word.lemma) in trigger.rest
