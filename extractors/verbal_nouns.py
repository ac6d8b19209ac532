"""Events that rest on a noun: verbal nouns and nouns of events with their agent and patient.

مقتل س على يد ص, انسحاب القوات من المدينة, دعم روسيا لسوريا, الغارات الإسرائيلية على دمشق, اجتماع بين س و ص.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold, stem
from ..graph.ontology import Trigger
from .arguments import Argument, subjects
from .control import agents as agents_of
from .control import is_actor
from .events import End, Event
from .language import Grammar
from .noun_parts import Parts, has_article, parts_of, told_by_genitive
from .relations import Lexicon, fits_complement
from .relations import genitives as genitives_of
from .syntax import Analysis, Word, coordinated, preposition
from .undergone import agentless, asked_plainly, made, passively
from .verbs import confidence

RULE = "verbal noun"


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer) -> Iterator[Event]:
    """Yield the events that the nouns of an article state, in text order."""
    for word in analysis.words:
        if word.pos != "NOUN" or word.name is not None:
            continue
        if word.norm in lexicon.grammar.circumstances or _is_halted(word, lexicon.grammar):
            continue
        if word.morph.get("Number") == "Plur" and fold(word.lemma) in lexicon.grammar.plural_things:
            continue
        if is_body(word, lexicon.grammar) or _is_participle(word, lexicon):
            continue
        triggers = lexicon.triggers("noun", word.lemma)
        verb = lexicon.verb_of(word.lemma)
        if triggers or verb:
            yield from _of_noun(word, triggers, verb, lexicon, gazetteer)


def _of_noun(
    noun: Word, triggers: tuple[Trigger, ...], verb: str, lexicon: Lexicon, gazetteer: Gazetteer
) -> Iterator[Event]:
    parts = parts_of(noun, lexicon, gazetteer)
    if any(told_by_genitive(noun, g, lexicon) for g in parts.acted):
        parts = replace(parts, between=())
    two = len(parts.between) == 1 and parts.between[0].morph.get("Number") in {"Dual", "Plur"}
    if two and fold(noun.lemma) in lexicon.grammar.mediating:  # الوساطة بين الطرفين: one word for both sides
        third = [t for t in triggers if fold(t.preposition) in lexicon.grammar.between and not t.complement]
        if third:
            yield from _amid(noun, third[0], verb, parts, lexicon)
            return
    if len(parts.between) >= 2:
        third = [t for t in triggers if fold(t.preposition) in lexicon.grammar.between and not t.complement]
        if third and fold(noun.lemma) in lexicon.grammar.mediating:
            yield from _amid(noun, third[0], verb, parts, lexicon)
        else:
            yield from _between(noun, triggers, verb, parts, lexicon)
        return
    agents = agents_of(noun, parts.agents, parts.nations, lexicon)
    if parts.became:
        yield from made(noun, verb, parts, lexicon)
    seen: set[tuple[int, int]] = set()
    completed: set[int] = set()
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
            if key not in seen and not turned and not completed & set(key):
                # Who acts by one reading is not acted on by another, nor what made its sense (إطلاق سراح).
                seen.add(key)
                completed |= {w.i for w in parts.behind if fits_complement(w, trigger)}
                yield event
    if not seen and verb:
        yield from _by_verb(noun, verb, parts, agents, lexicon)


def is_body(noun: Word, grammar: Grammar) -> bool:
    """Does the article make those who do it of a verbal noun (المعارضة السورية, المقاومة الفلسطينية)?"""
    if fold(noun.lemma) not in grammar.bodies:
        return False
    described = noun.first("amod") is not None and any(c.pos == "PRON" for c in noun.get("nmod"))
    return has_article(noun, grammar) or described  # قيادتها العسكرية


def _is_participle(noun: Word, lexicon: Lexicon) -> bool:
    """Is it a feminine participle written like a verbal noun and said of the noun before it (الأحزاب المشاركة)?"""
    grammar = lexicon.grammar
    words = noun.sentence.words if noun.sentence else []
    at = noun.i - words[0].i if words else 0
    if not at or words[at - 1].pos != "NOUN" or noun.first("case") is not None:
        return False
    shaped = noun.norm.removeprefix("ال").startswith("م") and noun.norm.endswith("ة")
    return shaped and has_article(noun, grammar) and has_article(words[at - 1], grammar)


def _is_halted(noun: Word, grammar: Grammar) -> bool:
    """Is the noun what a fixed phrase puts an end to (وقف إطلاق النار, a ceasefire)?"""
    words = noun.sentence.words if noun.sentence else []
    at = noun.i - words[0].i if words else 0
    if not 0 < at < len(words) - 1:
        return False
    return (fold(words[at - 1].lemma), fold(noun.lemma), fold(words[at + 1].lemma)) in grammar.halted


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
    genitives = [g for g in owners if not _is_head_word(g, trigger) and not _is_content(noun, g, lexicon)]
    own = any(g.pos == "PRON" for g in genitives)  # لانتقاده الرئيس: he did it himself
    if trigger.sole == "agent" and parts.acted:  # فرض غرامات على ...: the genitive does not act.
        same = trigger.complement or any(t.relation == trigger.relation and t.sole == "patient" for t in triggers)
        patients, whos = [w for w in marked if _may_receive(w, prep, verb, lexicon)] if same else [], agents
    elif trigger.sole == "agent":
        patients = marked or (
            [] if prep else objects or [w for w in _recipients(parts, lexicon) if not lexicon.verb_of(w.lemma)]
        )
        whos = tuple(End(g) for g in genitives) or agents
    else:
        doing = lexicon.grammar.prenominal or any(g.pos == "PRON" or is_actor(g, lexicon) for g in genitives)
        to = _recipients(parts, lexicon) if doing and not parts.acted else []
        patients = objects or marked or [w for w in to if genitives and not lexicon.verb_of(w.lemma)]
        to = _acted_on_by(parts, genitives, verb, lexicon) if not prep and not objects and not parts.acted else []
        if to:  # رفض بلاده لتدخلات إيران, دعم روسيا لسوريا: the genitive acts.
            whos, patients = tuple(End(g) for g in genitives), to
        elif agents and genitives and not parts.nations and not (objects and own):
            # قرر منح الأسد ...: who acts stands above
            whos, patients = agents, [*genitives, *marked]
        else:
            whos = tuple(End(g) for g in genitives) if patients and genitives else agents
            patients = patients or genitives
    if trigger.complement:
        doers = tuple(end for end in whos if not fits_complement(end.word, trigger))  # the fire of إطلاق النار
        whos = doers or (agents if whos and not lexicon.grammar.prenominal else ())
    if trigger.complement:  # قرر منح الأسد حق اللجوء: the complement is no end, and who acts stands above.
        patients = [w for w in patients if not fits_complement(w, trigger)]
        if agents and genitives:
            whos, patients = agents, [w for w in genitives if not fits_complement(w, trigger)]
        halted = {(first, middle) for first, middle, _ in lexicon.grammar.halted}
        if not patients and not prep and trigger.complement_is == "beside":  # إطلاق سراح الصحفيين
            completing = [
                w
                for w in parts.acted
                if fits_complement(w, trigger) and (fold(noun.lemma), fold(w.lemma)) not in halted
            ]
            patients = [g for w in completing for c in genitives_of(w, lexicon.grammar) for g in coordinated(c)]
    if fold(noun.lemma) in lexicon.grammar.leading and (led := _accompanied(noun, bool(genitives), lexicon)):
        relation = lexicon.relation(trigger, verb or noun.lemma)
        for leader in genitives:
            for body in led:
                yield Event(noun, noun, End(leader), End(body), relation, RULE, 0.75, presupposed=True)
        return
    helped = bool(genitives or parts.agents) and trigger.sole == "agent" and (not prep or not genitives)
    patients = patients or _accompanied(noun, helped, lexicon)
    lemma = verb or noun.lemma
    if not whos and trigger.sole == "patient" and not prep:
        yield from agentless(noun, lemma, patients, parts, lexicon)
    for who in whos:
        for patient in patients:
            if who.word is patient:
                continue
            best = lexicon.best(trigger, triggers, None if who.dropped else who.word, patient)
            if not lexicon.is_sure(best, None if who.dropped else who.word, patient):
                continue
            ends = (End(patient), who) if best.swap else (who, End(patient))
            fits = lexicon.fit(best, None if who.dropped else who.word, patient) >= 0
            relation = lexicon.relation(best, lemma, best.preposition)
            yield Event(noun, noun, *ends, relation, RULE, 0.75 if fits else 0.45)


def _may_receive(word: Word, preposition: str, verb: str, lexicon: Lexicon) -> bool:
    """Is what stands behind ل a recipient, not a purpose (مساعدة الحكومة للخروج من الأزمة)?"""
    if preposition not in lexicon.grammar.dative_prepositions:
        return True
    return fold(verb) in lexicon.grammar.giving or is_actor(word, lexicon)


def _recipients(parts: Parts, lexicon: Lexicon) -> list[Word]:
    """Return what a verbal noun is directed at by the preposition that also marks its object (دعم روسيا لسوريا)."""
    return [a.word for a in parts.args if a.key in lexicon.grammar.dative_prepositions]


def _acted_on_by(parts: Parts, genitives: list[Word], verb: str, lexicon: Lexicon) -> list[Word]:
    """Return what stands behind ل where the genitive is an actor and the verb gives nothing to anybody."""
    giving = {fold(t.preposition) for t in lexicon.triggers("verb", verb)} & lexicon.grammar.receiving_prepositions
    actors = [g for g in genitives if g.pos == "PRON" or is_actor(g, lexicon)]
    if giving or not actors:
        return []
    return [
        a.word for a in parts.args if a.key in lexicon.grammar.dative_prepositions and not lexicon.verb_of(a.word.lemma)
    ]


def _accompanied(noun: Word, asked: bool, lexicon: Lexicon) -> list[Word]:
    """Return what a noun with ب is said of: التحالف بقيادة السعودية, شنت القوات هجوما بمساندة الجيش الحر."""
    if not asked or fold(preposition(noun)) not in lexicon.grammar.accompanying or noun.head is None:
        return []
    if fold(noun.lemma) in lexicon.grammar.leading:
        before = _phrase_before(noun, lexicon.grammar.takes_object)
        return [before] if before is not None else []
    if noun.head.is_verb:
        return [end.word for end in subjects(noun.head, lexicon.grammar) if not end.dropped]
    return [noun.head] if noun.head.pos in {"NOUN", "PROPN", "X"} else []


def _phrase_before(noun: Word, takes_object: Callable[[str], bool]) -> Word | None:
    """Return the head of the noun phrase that ends right before a noun's preposition (قوات التحالف بقيادة ...)."""
    case = noun.first("case")
    words = noun.sentence.words if noun.sentence else []
    before = [w for w in words if case is not None and w.i < case.i]
    if not before or before[-1].pos not in {"NOUN", "PROPN", "X", "ADJ"}:
        return None
    word = before[-1]
    while word.head is not None and word.head.i < word.i and word.head.pos in {"NOUN", "PROPN", "X"}:
        if takes_object(word.head.lemma):
            break  # تشكيل لجنة برئاسة ...: the committee has a head, not its forming
        if word.dep not in {"nmod", "amod", "flat", "flat:foreign"} or word.first("case") is not None:
            break
        word = word.head
    return word


def _by_verb(noun: Word, verb: str, parts: Parts, agents: tuple[End, ...], lexicon: Lexicon) -> Iterator[Event]:
    """Yield events by the verb's own triggers; the open relation only where both ends are written beside the noun."""
    objects = [a for a in parts.args if not a.preposition]
    doing = lexicon.grammar.prenominal or any(g.pos == "PRON" or is_actor(g, lexicon) for g in parts.genitives)
    to = [Argument(w, "", True) for w in _recipients(parts, lexicon)] if doing else []
    preps = [a for a in parts.args if a.preposition and a.key not in lexicon.grammar.dative_prepositions]
    transitive = any(not t.preposition for t in lexicon.triggers("verb", verb))
    parts = replace(parts, behind=tuple(g for g in parts.behind if not _is_content(noun, g, lexicon)))
    genitives = [Argument(g, "", True) for g in parts.genitives]
    if parts.acted:
        idiom = {fold(t.preposition) for t in _idioms(verb, parts, lexicon)}
        asked = asked_plainly(verb, lexicon)
        giving = fold(verb) in lexicon.grammar.giving
        beside = [a for a in (parts.args if giving else preps) if a.preposition and a.first_key in asked]
        beside += [a for a in parts.args if a.preposition and a.first_key in idiom and a not in beside]
        whos, patients = agents, [*genitives, *beside]
        if not whos:
            yield from passively(noun, verb, parts, lexicon, idiom)
            return
    elif fold(verb) in lexicon.grammar.object_control:
        whos, patients = agents, genitives  # منع طهران من حيازة ...: Tehran is who is prevented.
    elif agents and genitives and not _does_itself(noun, parts, lexicon):
        whos, patients = agents, [*genitives, *objects, *to, *preps]
    elif not objects and to and genitives and _asks_for_others(verb, to, preps, lexicon):
        whos, patients = tuple(End(g) for g in parts.genitives), [a for a in preps if a not in to]
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
        where = match.argument.first_key in lexicon.grammar.place_prepositions - {fold("على")}
        if where and not match.known and transitive and not parts.genitives and not lexicon.grammar.prenominal:
            continue  # تجنب مواجهة في سوريا: where it was is not whom it was with
        for who in whos:
            if who.word is match.argument.word:
                continue
            ends = (End(match.argument.word), who) if match.swap else (who, End(match.argument.word))
            yield Event(noun, noun, *ends, match.relation, RULE, confidence(match, 0.7, 0.45), also=match.complement)


def _asks_for_others(verb: str, to: list[Argument], preps: list[Argument], lexicon: Lexicon) -> bool:
    """Has the ontology a relation of a verb with other phrases than what ل marks (انسحابها من الاتفاق لعدم التزامه)?"""
    others = [a for a in preps if a not in to]
    return any(lexicon.match(verb, others, strict=True)) and not any(lexicon.match(verb, to, strict=True))


def _does_itself(noun: Word, parts: Parts, lexicon: Lexicon) -> bool:
    """Is who acts the genitive, whatever stands above: of a verb without object (أكد اهتمام بلاده), or with an object
    behind the pronoun (لانتقاده الرئيس)?"""
    if lexicon.grammar.prenominal:
        return False
    if not lexicon.grammar.takes_object(noun.lemma):
        return True
    return any(not a.preposition for a in parts.args) and any(g.pos == "PRON" for g in parts.genitives)


def _idioms(verb: str, parts: Parts, lexicon: Lexicon) -> Iterator[Trigger]:
    """Yield the triggers of a verb that the genitive completes (وضع حد ل)."""
    for trigger in lexicon.triggers("verb", verb):
        if trigger.complement and any(fits_complement(g, trigger) for g in parts.acted):
            yield trigger


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


def _amid(noun: Word, trigger: Trigger, verb: str, parts: Parts, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what a third does between two sides (سعى إلى وساطة بين س وص)."""
    owners = tuple(End(w) for w in parts.genitives)
    relation = lexicon.relation(trigger, verb or noun.lemma, trigger.preposition)
    for who in owners or agents_of(noun, parts.agents, parts.nations, lexicon):
        for side in parts.between:
            if who.word is not side:
                yield Event(noun, noun, who, End(side), relation, RULE, 0.7)


def _may_be_mutual(trigger: Trigger, lexicon: Lexicon) -> bool:
    """Can the relation hold between two sides: by its own word for it, or because it is symmetric?"""
    mutual = {*lexicon.grammar.between, lexicon.grammar.mutual}
    return fold(trigger.preposition) in mutual or lexicon.ontology[trigger.relation].symmetric


def _heads_follow(noun: Word, trigger: Trigger) -> bool:
    below = noun.get("nmod", "amod", "obj", "fixed", "compound")
    return not trigger.rest or trigger.rest <= {stem(c.lemma) for c in below}


def _is_content(noun: Word, genitive: Word, lexicon: Lexicon) -> bool:
    """Is the genitive of an agreement or decision what it is about (اتفاق سلام), nobody who agrees?"""
    if fold(noun.lemma) not in lexicon.grammar.contents:
        return False
    return genitive.pos != "PRON" and not is_actor(genitive, lexicon)


def _is_head_word(word: Word, trigger: Trigger) -> bool:
    return stem(word.lemma) in trigger.rest
