"""Events that rest on a verb: verb first or subject first, active and passive, light verbs, relative clauses."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.lemmas import fold
from .arguments import Argument, arguments, has_agent, is_passive, subjects
from .events import End, Event
from .language import Grammar
from .relations import Lexicon, Match, fits_complement, genitives
from .syntax import Analysis, Word, coordinated

RULE = "verb"
_CLAUSES = frozenset({"conj", "parataxis", "ccomp"})


def events(analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield the events that the verbs of an article state, in text order."""
    for word in analysis.words:
        if word.is_verb and word.name is None:
            yield from _of_verb(word, lexicon)


def untold(analysis: Analysis, lexicon: Lexicon, told: frozenset[int]) -> Iterator[Event]:
    """Yield what light verbs state whose noun tells no event by itself (حقق الفريق انتصارا); ``told`` holds the
    indices of the nouns that do."""
    grammar = lexicon.grammar
    if grammar.prenominal:
        return
    for verb in analysis.words:
        if not verb.is_verb or verb.name is not None or fold(verb.lemma) not in grammar.support - grammar.raising:
            continue
        below = [w for child in verb.children if not child.is_verb for w in coordinated(child)]
        if verb.i in told or not told.isdisjoint(w.i for w in below):
            continue
        for event in _of_verb(verb, lexicon, light=False):
            if event.object is not None and event.object.word.dep in {"obj", "conj"}:
                yield event


def _of_verb(verb: Word, lexicon: Lexicon, *, light: bool = True) -> Iterator[Event]:
    grammar = lexicon.grammar
    lemma = fold(verb.lemma)
    if lemma in grammar.copulas | grammar.impersonal | grammar.continuing or _is_auxiliary(verb, lexicon):
        return
    args = [*arguments(verb, grammar), *_of_object(verb, lexicon)]
    args = [a for a in args if not a.adverb and not is_time(a.word, grammar) and not _beyond_clause(verb, a.word)]
    told = {w.i for noun in verb.get("obj", "xcomp", "ccomp") for w in lexicon.late_complements(noun)}
    args = [a for a in args if not _is_of_noun(a, verb, lexicon) and a.word.i not in told]
    if is_passive(verb) or (has_agent(args, grammar) and verb.first("obj") is None):
        yield from _passive(verb, args, lexicon)
    else:
        yield from _active(verb, args, lexicon, light=light)


def _of_object(verb: Word, lexicon: Lexicon) -> Iterator[Argument]:
    """Yield what the parser hung on the object though the verb asks for it (withdrew its troops from Aleppo)."""
    if not lexicon.grammar.prenominal:
        return
    asked = [t for t in lexicon.triggers("verb", verb.lemma) if t.complement and t.preposition]
    for noun in verb.get("obj", "nsubj:pass"):
        wanted = {fold(t.preposition) for t in asked if fits_complement(noun, t)}
        yield from (a for a in arguments(noun, lexicon.grammar) if a.first_key in wanted)
    every = {fold(t.preposition) for t in asked}
    for agent in verb.get("obl:agent"):  # granted by Putin to Assad
        yield from (a for a in arguments(agent, lexicon.grammar) if a.first_key in every)


def _active(verb: Word, args: list[Argument], lexicon: Lexicon, *, light: bool = True) -> Iterator[Event]:
    wanted = list(_wanted(verb, args, lexicon, light=light))
    every = [*arguments(verb, lexicon.grammar), *_of_object(verb, lexicon)]
    lemma = fold(verb.lemma)
    doers = subjects(verb, lexicon.grammar)
    if not wanted and lexicon.grammar.takes_no_object(verb.lemma):
        yield from _alone(verb, doers, lexicon)
    yield from _mutual(verb, doers, every, lexicon)
    for subject in doers:
        for match in lexicon.match(
            verb.lemma, wanted, subject=None if subject.dropped else subject.word, context=every
        ):
            if match.argument is None:
                yield Event(
                    verb, verb, subject, None, match.relation, RULE, confidence(match, 0.75, 0.6), also=match.complement
                )
                continue
            if match.argument.word is subject.word:
                continue
            ends = (End(match.argument.word), subject) if match.swap else (subject, End(match.argument.word))
            if lemma in lexicon.grammar.accusations and match.argument.preposition:
                accused = next((a.word for a in every if not a.preposition), None)
                if accused is None:
                    continue
                ends = (
                    End(accused),
                    End(match.argument.word),
                )  # اتهمت أنقرة واشنطن بدعم ...: Washington is accused of it.
            yield Event(verb, verb, *ends, match.relation, RULE, confidence(match, 0.8, 0.6), also=match.complement)


def _alone(verb: Word, ends: tuple[End, ...], lexicon: Lexicon) -> Iterator[Event]:
    """Yield what one does by a verb that takes no object, if the ontology knows it: استقالت رئيسة البلدية."""
    plain = next((t for t in lexicon.triggers("verb", verb.lemma) if not (t.preposition or t.complement)), None)
    if plain is None:
        return
    for end in ends:
        known = lexicon.type_of(end.word) is not None
        if not end.dropped and known and lexicon.fit(plain, end.word, None) >= 0:
            yield Event(verb, verb, end, None, lexicon.relation(plain, verb.lemma), RULE, 0.6)


def _mutual(verb: Word, ends: tuple[End, ...], args: list[Argument], lexicon: Lexicon) -> Iterator[Event]:
    """Yield what two joined subjects do with each other: التقى لافروف وبلينكن, وقعت أنقرة ومقديشو اتفاقا."""
    if len(ends) != 2 or any(end.dropped or end.word.pos == "PRON" for end in ends):
        return
    mutual = fold(lexicon.grammar.mutual)
    if any(a.key == mutual for a in args):
        return
    for trigger in lexicon.triggers("verb", verb.lemma):
        needed = trigger.complement and any(fits_complement(a.word, trigger) for a in args)
        alone = not trigger.complement and not any(not a.preposition for a in args)
        if not lexicon.ontology[trigger.relation].symmetric or fold(trigger.preposition) not in {"", mutual}:
            continue
        if (needed or alone) and lexicon.fit(trigger, ends[0].word, ends[1].word) >= 0:
            yield Event(verb, verb, *ends, lexicon.relation(trigger, verb.lemma, lexicon.grammar.mutual), RULE, 0.75)
            return


def confidence(match: Match, known: float, open_: float) -> float:
    """Return the confidence of a match: less where the types of the ends contradict the relation."""
    return (known if match.known else open_) * (1.0 if match.fits else 0.6)


def _wanted(verb: Word, args: list[Argument], lexicon: Lexicon, *, light: bool = True) -> Iterator[Argument]:
    """Yield the arguments worth an edge: those the ontology or the verb asks for, and adjuncts only where nothing
    else is."""
    grammar = lexicon.grammar
    lemma = fold(verb.lemma)
    asked = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma)}
    complements = {fold(c) for t in lexicon.triggers("verb", verb.lemma) for c in t.complement}
    core = [a for a in args if a.first_key in asked or a.core and _is_told(a, verb, grammar)]
    if lemma in grammar.speech and any(c.dep == "ccomp" for c in verb.children):
        # What is said is told by the clause; who is told, accused, warned stays.
        core = [a for a in core if a.key in grammar.addressee_prepositions or lemma in grammar.object_control]
    has_object = any(not a.preposition for a in core)
    if lemma in grammar.support and _tells_of_noun(verb, lexicon):
        return  # الضربة التي وجهها الجيش: told by the noun that the clause qualifies.
    own = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma) if not t.complement} - grammar.accompanying
    nouns = [a for a in args if not (a.preposition and a.first_key in own)]  # but حقق في القضية is no light verb
    full = (_is_event_noun(a.word, lexicon) and _is_full(a, args, lexicon) for a in nouns)
    if light and lemma in grammar.support and any(full):
        return  # The event is told by the noun, which takes the verb's arguments too.
    if grammar.enabling and _has_complement(verb, lemma, grammar):
        core = [a for a in core if a.preposition]  # let him go, ordered the schools closed: told by the complement.
    if lemma in grammar.naming:  # اعتبر الاتفاق خطأ: the second object only says what the first is.
        core = [a for a in core if not a.preposition][:1]
    if core:
        for a in core:
            if a.first_key in grammar.purpose_markers and a.first_key not in asked and grammar.deverbal(a.word.lemma):
                continue  # انطلقت القوات لتحرير المدينة: the purpose is an event of its own.
            tried = lemma in grammar.effects and grammar.effects[lemma].modality not in {None, "demanded"}
            spoken = not grammar.prenominal and grammar.speech.get(lemma) in {"warns", "promises"}
            if tried and not spoken and lexicon.verb_of(a.word.lemma) and _is_full(a, args, lexicon):
                continue  # حاول تجنب ...، يسعى إلى إيجاد ...: what is tried is the event.
            if _is_adjunct_adjective(a.word, verb, grammar) or _is_office(a, grammar):
                continue
            place = a.key in grammar.place_prepositions and has_object and a.key not in asked
            if not place and not _is_empty(a, complements, grammar):
                yield a
        return
    named = [a for a in args if a.word.name is not None and a.first_key not in grammar.unending]
    yield from named[:1]


def _has_complement(verb: Word, lemma: str, grammar: Grammar) -> bool:
    """Does a clause or predicate below a verb say what its object does or is: let him go, found it unlawful, and with
    verbs of command only what is done to it (ordered the schools closed)?"""
    bare = lemma in grammar.object_control
    return any(
        c.dep in {"xcomp", "ccomp"}
        and c.i > verb.i
        and c.first("case") is None
        and (lemma in grammar.enabling or bare and c.is_verb and c.first("mark", "nsubj") is None)
        for c in verb.children
    )


def _is_full(argument: Argument, args: list[Argument], lexicon: Lexicon) -> bool:
    """Does a noun of event under a light verb have a second end, so that the noun tells the event (hold talks with X),
    or does the verb (hold an election)?"""
    grammar, noun = lexicon.grammar, argument.word
    if not grammar.prenominal:
        return True
    asked = {fold(t.preposition) for t in lexicon.triggers("noun", noun.lemma)} | grammar.between | {grammar.mutual}
    near = {a.first_key for a in (*args, *arguments(noun, grammar)) if a.preposition and a.word is not noun}
    return bool(asked & near) or any(True for _ in genitives(noun, grammar))


def _is_office(argument: Argument, grammar: Grammar) -> bool:
    """Is it the office in which somebody serves (served as mayor of Denver), which the title tells?"""
    office = fold(argument.word.lemma) in grammar.role_nouns and any(True for _ in genitives(argument.word, grammar))
    return bool(grammar.acting_as) and argument.key == grammar.acting_as and office


def _is_of_noun(argument: Argument, verb: Word, lexicon: Lexicon) -> bool:
    """Is a prepositional argument right behind a noun of event that asks for it, when the verb does not (القصف على
    إدلب)?"""
    case = argument.word.first("case")
    if case is None or verb.sentence is None or case.i - verb.i < 2:
        return False
    asked = [t for t in lexicon.triggers("verb", verb.lemma) if fold(t.preposition) == argument.first_key]
    if any(t.complement or lexicon.fit(t, None, argument.word) >= 0 for t in asked):
        return False
    before = [w for w in verb.sentence.words if verb.i < w.i < case.i and w.pos == "NOUN" and w.head is verb]
    wanted = {fold(t.preposition) for w in before[-1:] for t in lexicon.triggers("noun", w.lemma)}
    return argument.first_key in wanted


def _beyond_clause(verb: Word, word: Word) -> bool:
    """Does the start of a clause (أن، إن) stand between a verb and its argument? Then the parser is wrong about it."""
    if verb.sentence is None or word.i < verb.i:
        return False
    if any(c.is_verb and verb.i < c.i < word.i and c.dep in _CLAUSES for c in verb.children):
        return True  # Another clause of the verb stands between.
    between = (w for w in verb.sentence.words if verb.i < w.i < word.i)
    return any(w.pos == "SCONJ" and w.head is not word for w in between)


def _is_adjunct_adjective(word: Word, verb: Word, grammar: Grammar) -> bool:
    """Is it an adjective of manner or state (مدعومة من) and not one used as a noun (المدنيين)?"""
    if word.pos != "ADJ" or word.name is not None or grammar.type_of(fold(word.lemma)) != "OTHER":
        return False
    if grammar.definite(word) and word.dep == "obj" and fold(verb.lemma) not in grammar.naming:
        return False  # اعتقلت الشرطة المشتبه به: with the article an object is a thing.
    return word.morph.get("Definite") == "Ind" or word.morph.get("Number") not in {"Plur", "Dual"}


def _is_empty(argument: Argument, complements: set[str], grammar: Grammar) -> bool:
    """Is the argument too empty a word to be an end (أمر, في إطار)? A pronoun is none: it may resolve."""
    lemma = fold(argument.word.lemma)
    if argument.word.pos == "PRON" or lemma in complements:
        return False
    return lemma in grammar.generic_ends or (bool(argument.preposition) and lemma in grammar.adverbial_nouns)


def _is_told(argument: Argument, verb: Word, grammar: Grammar) -> bool:
    """Is an argument that no trigger asks for a thing, and not the manner of doing (عن كثب، بعناية) or the words
    said?"""
    word = argument.word
    stance = grammar.speech.get(fold(verb.lemma))
    weighed = grammar.prenominal and not argument.preposition and stance not in {None, "says", "relays"}
    if stance is not None and not weighed:  # consider a plan, fear an attack
        return argument.key in grammar.addressee_prepositions and word.pos != "ADJ"
    if word.name is not None or not argument.preposition:
        return word.pos != "ADJ" or word.name is not None or argument.preposition == ""
    if word.pos == "ADJ":
        return False
    if argument.first_key in grammar.companion_prepositions and grammar.type_of(fold(word.lemma)) == "OTHER":
        return False
    return word.morph.get("Definite") != "Ind" or grammar.type_of(fold(word.lemma)) != "OTHER"


def _passive(verb: Word, args: list[Argument], lexicon: Lexicon) -> Iterator[Event]:
    grammar = lexicon.grammar
    agents = [a for a in args if a.key in grammar.agent_prepositions]
    aimed = grammar.prenominal and fold(verb.lemma) in grammar.effects and any(c.is_verb for c in verb.get("xcomp"))
    if aimed and not agents:
        return  # is set to open: told by what is below
    patients = subjects(verb, grammar)
    for patient in patients:
        if agents:
            for agent in agents:
                for match in _by_agent(verb, patient, agent, args, lexicon):
                    if match.argument is not None and match.argument.word is not patient.word:
                        yield Event(
                            verb, verb, End(agent.word), End(match.argument.word), match.relation, f"{RULE}.passive",
                            confidence(match, 0.75, 0.6), also=match.complement,
                        )  # fmt: skip
                        continue
                    ends = (patient, End(agent.word)) if match.swap else (End(agent.word), patient)
                    yield Event(verb, verb, *ends, match.relation, f"{RULE}.passive", confidence(match, 0.75, 0.6))
            continue
        harm = [a for a in args if _is_harm(a, verb, lexicon)] or _shared_harm(verb, args, lexicon)
        if harm:  # قُتل خمسة جنود في هجوم: the attack killed them.
            who = next(iter(doers(harm[0].word, lexicon)), End(harm[0].word))
            for match in lexicon.match(
                verb.lemma, [Argument(patient.word, "", True)], subject=harm[0].word, strict=True
            ):
                if not match.swap:
                    rule = f"{RULE}.passive"
                    yield Event(verb, verb, who, patient, match.relation, rule, confidence(match, 0.7, 0.6))
            continue
        if not patient.dropped and _is_idiom(verb, patient.word, lexicon):
            continue  # أطلق سراح الأسير, يطلق عليه اسم: nothing is done to the complement.
        named = _called(verb, grammar)
        if named is not None:
            label = lexicon.open(verb.lemma, passive=True)
            yield Event(verb, verb, patient, End(named), label, f"{RULE}.passive", 0.6)
            continue
        told = [a for a in args if a.preposition and _is_told(a, verb, grammar)]
        told = [a for a in told if a.first_key not in grammar.unending]
        if grammar.prenominal:
            told = [a for a in told if not _is_empty(a, set(), grammar)]  # as a result of
        others = [a for a in told if a.core or a.word.name is not None][:2] or told[:1]
        if not others and grammar.prenominal and _is_told_alone(verb, patient, lexicon):  # arrested during the campaign
            others = [a for a in args if a.first_key in grammar.unending and _is_event(a.word, lexicon)][:1]
        for a in others:
            yield Event(
                verb,
                verb,
                patient,
                End(a.word),
                lexicon.open(verb.lemma, a.preposition, passive=True),
                f"{RULE}.passive",
                0.6,
            )
        if not others and _is_told_alone(verb, patient, lexicon):
            yield Event(verb, verb, patient, None, lexicon.open(verb.lemma, passive=True), f"{RULE}.passive", 0.5)


def _called(verb: Word, grammar: Grammar) -> Word | None:
    """Return the noun that a passive verb says its subject is called, considered or made (was hailed a hero)."""
    if not grammar.prenominal:
        return None
    words = verb.sentence.words if verb.sentence is not None else []
    pause = next((w.i for w in words if w.i > verb.i and w.text in {",", ";", ":"}), words[-1].i if words else verb.i)
    found = (c for c in verb.get("xcomp", "obj") if verb.i < c.i <= pause and c.pos in {"NOUN", "PROPN"})
    named = next((c for c in found if c.first("case", "mark", "cop") is None), None)
    return None if named is None or is_time(named, grammar) or named.name is None and named.pos == "PROPN" else named


def _is_idiom(verb: Word, patient: Word, lexicon: Lexicon) -> bool:
    """Does a verb make one predicate with its complement, so that this is no end?"""
    beside = (t for t in lexicon.triggers("verb", verb.lemma) if t.complement_is == "beside" and not t.swap)
    if _is_event_noun(patient, lexicon) or lexicon.type_of(patient) is not None:
        return False
    return any(fits_complement(patient, t) for t in beside)


def _by_agent(verb: Word, patient: End, agent: Argument, args: list[Argument], lexicon: Lexicon) -> Iterator[Match]:
    """Yield what an agent did by a passive verb: to its subject, or to another with it (asylum granted to Assad)."""
    acted_on = Argument(patient.word, "", True)
    if not lexicon.grammar.prenominal:
        yield from lexicon.match(verb.lemma, [acted_on], subject=agent.word)
        return
    asked = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma)}
    others = [a for a in args if a.first_key in asked and a is not agent]
    every = [acted_on, *(a for a in args if a is not agent)]
    yield from lexicon.match(verb.lemma, [acted_on, *others], subject=agent.word, context=every)


def doers(event: Word, lexicon: Lexicon) -> Iterator[End]:
    """Yield who did what a noun of event says, as its relative clause (هجوم شنه متمردون), agent or nation tells."""
    grammar = lexicon.grammar
    for clause in event.get("acl", "acl:relcl"):
        resumed = any(c.pos == "PRON" for c in clause.get("obj"))
        if clause.is_verb and resumed and fold(clause.lemma) in grammar.support:
            yield from (end for end in subjects(clause, grammar) if not end.dropped and end.word is not event)
    yield from (End(a.word) for a in arguments(event, grammar) if a.key in grammar.agent_prepositions)
    for adjective in event.get("amod"):
        if lexicon.gazetteer.nisba(adjective.norm) is not None:
            yield End(adjective, country=True)


def _shared_harm(verb: Word, args: list[Argument], lexicon: Lexicon) -> list[Argument]:
    """Return the attack told with the second of two passives of harm: قُتل خمسة وأصيب عشرة في هجوم."""
    grammar = lexicon.grammar
    if grammar.prenominal:
        return []
    for other in verb.get("conj"):
        if not is_passive(other) or any(a.preposition and verb.i < a.word.i < other.i for a in args):
            continue
        both = all(
            any(lexicon.ontology[t.relation].class_ == "ASSAULT" for t in lexicon.triggers("verb", v.lemma))
            for v in (verb, other)
        )
        if both:
            told = (a for v in (other, verb) for a in arguments(v, grammar) if a.word.i > other.i)
            return [a for a in told if _is_harm(a, verb, lexicon) and _is_harm(a, other, lexicon)]
    return []


def _is_harm(argument: Argument, verb: Word, lexicon: Lexicon) -> bool:
    """Is it the attack, blast or fight in which somebody was harmed?"""
    word = argument.word
    if argument.first_key not in lexicon.grammar.harming_prepositions or word.name is not None:
        return False
    if fold(word.lemma) in lexicon.grammar.harmless:
        return False  # منع من الاجتماع
    if lexicon.grammar.prenominal and not any(
        lexicon.ontology[t.relation].class_ == "ASSAULT" for t in lexicon.triggers("verb", verb.lemma)
    ):
        return False  # arrested during the campaign
    known = lexicon.triggers("noun", word.lemma)
    if {t.relation for t in known} & {t.relation for t in lexicon.triggers("verb", verb.lemma)}:
        return False  # أصيب بجروح: the wounds are no attack.
    return any(lexicon.ontology[t.relation].class_ == "ASSAULT" for t in known) or (
        lexicon.grammar.type_of(fold(word.lemma)) == "EVENT" and fold(word.lemma) not in lexicon.grammar.speech_nouns
    )


def _is_told_alone(verb: Word, patient: End, lexicon: Lexicon) -> bool:
    """Is a passive without agent or circumstance worth a statement (قُتل الصحفي): an event of PLOVER on something
    known?"""
    known = [lexicon.ontology[t.relation].class_ for t in lexicon.triggers("verb", verb.lemma) if not t.complement]
    states = {"OTHER", "STATEMENT", "ROLE", "LOCATION", "MEMBERSHIP", "POSSESSION", "KINSHIP", "IDENTITY"}
    return any(c not in states for c in known) and not patient.dropped and lexicon.type_of(patient.word) is not None


def _is_auxiliary(verb: Word, lexicon: Lexicon) -> bool:
    """Is the verb one whose event is told by another below it: كان + verb, تم + verbal noun?"""
    grammar, lemma = lexicon.grammar, fold(verb.lemma)
    if lemma in grammar.support_passive and any(c.dep.startswith("nsubj") for c in verb.children):
        asked = {fold(t.preposition) for t in lexicon.triggers("verb", verb.lemma) if t.preposition}
        if grammar.prenominal and any(a.first_key in asked for a in arguments(verb, grammar)):
            return False  # the clash occurred in Basra: no verb but this tells where
        signs = any(not t.preposition and not t.complement for t in lexicon.triggers("verb", verb.lemma))
        return not signs or verb.first("obj") is None  # وقع الطرفان الهدنة: with an object the verb is another.
    return lemma in grammar.raising and any(c.dep == "xcomp" and c.is_verb for c in verb.children)


def _tells_of_noun(verb: Word, lexicon: Lexicon) -> bool:
    head = verb.head
    if verb.dep not in {"acl", "acl:relcl"} or head is None or not _is_event_noun(head, lexicon):
        return False
    if head.name is not None or fold(head.lemma) in lexicon.grammar.organisation_nouns:
        return False  # تحالف تقوده السعودية
    return any(c.pos == "PRON" for c in verb.get("obj"))


def _is_event(word: Word, lexicon: Lexicon) -> bool:
    return lexicon.type_of(word) == "EVENT" or word.name is None and bool(lexicon.verb_of(word.lemma))


def _is_event_noun(word: Word, lexicon: Lexicon) -> bool:
    return bool(lexicon.triggers("noun", word.lemma) or lexicon.verb_of(word.lemma))


def _is_span(word: Word, grammar: Grammar) -> bool:
    """Is it a number or quantifier of times (في 3 سنوات, في عدة أيام)?"""
    if word.pos != "NUM" and fold(word.lemma) not in grammar.quantifiers:
        return False
    counted = (c for c in word.get("nmod") if c.i > word.i and c.name is None)
    return fold(next((c.lemma for c in counted), "")) in grammar.spans


def is_time(word: Word, grammar: Grammar) -> bool:
    if fold(word.norm) in grammar.time_nouns:
        return True
    if word.name is not None:
        return False
    return (
        fold(word.lemma) in grammar.time_nouns
        or fold(grammar.bare(word.norm)) in grammar.time_nouns
        or (word.pos == "NUM" and word.text.isdigit() and len(word.text) == 4)
        or _is_span(word, grammar)
    )
