"""Who holds which office: titles, appositions and nominal predicates (الرئيس السوري بشار الأسد; بيسكوف، المتحدث باسم
الكرملين)."""

from __future__ import annotations

from collections.abc import Iterator

from ..graph.gazetteer import Gazetteer
from ..graph.gazetteer_files import Entry
from ..graph.lemmas import fold, stem
from ..graph.ontology import Trigger
from .arguments import Argument, arguments, follows, gender_of, is_genitive, subjects
from .events import End, Event
from .language import Grammar
from .nations import Nations
from .relations import Lexicon, fits_complement, genitives
from .syntax import Analysis, Word, coordinated, preposition, relative_pronoun
from .verbs import is_time

RULE = "role"
_KIND = "is_a"
_NOUNS = frozenset({"NOUN", "PROPN", "X"})
_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ"})
_OF_STATES = frozenset({"president_of", "prime_minister_of", "monarch_of"})  # each state has one
_MINISTERS = frozenset({"foreign_minister_of", "defence_minister_of", "interior_minister_of", "finance_minister_of"})
_PORTFOLIOS = frozenset({"minister_of"})  # their genitive is a field: the nation beside it is the title's
_GENERAL = frozenset({"leader_of", "president_of", "commander_of", "governor_of", "ruler_of", "head_of"})
_OWNERS = frozenset({"ORG", "GPE", "LOC"})
_ASIDE = frozenset({"nmod", "appos", "amod", "acl", "dep", "conj", "parataxis", "nmod:desc", "compound", "flat"})


def events(analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations) -> Iterator[Event]:
    """Yield an event for each office whose holder and whose object (country, body, group) are written."""
    told: list[Event] = []
    for word in analysis.words:
        found = list(_offices(word, analysis, lexicon, gazetteer, nations))
        told += found
        yield from found or _counterpart(word, told, analysis, lexicon)


def _offices(
    word: Word, analysis: Analysis, lexicon: Lexicon, gazetteer: Gazetteer, nations: Nations
) -> Iterator[Event]:
    """Yield the offices that a word tells as their title."""
    if word.pos not in {"NOUN", "ADJ", "X", "PROPN"}:
        return
    if (fold(word.lemma) in lexicon.grammar.name_nouns and preposition(word)) or _is_in_name(word):
        return
    triggers = [t for t in lexicon.triggers("role", word.lemma) if _heads_follow(word, t, lexicon.grammar)]
    if not triggers:
        return
    if _is_under_title(word, analysis, lexicon) or _is_deputy(word, analysis, lexicon.grammar):
        return  # نائب وزير الخارجية الروسي س: he is the deputy, not the minister.
    if lexicon.grammar.prenominal and not any(t.rest for t in triggers) and _qualifies_title(word, lexicon.grammar):
        return  # deputy health minister: one office
    if lexicon.grammar.prenominal and triggers[0].relation in _GENERAL and _is_of_part(word, triggers):
        return  # Russian opposition leader: no leader of Russia
    kin = lexicon.ontology[triggers[0].relation].class_ == "KINSHIP"
    who = holder(word, analysis, _holder_types(triggers[0], lexicon), lexicon.grammar, kin=kin)
    if who is None and not kin and _is_unnamed(word, triggers[0], analysis, lexicon):
        who = word
    if who is None:
        return
    found = list(_of_title(word, who, triggers, lexicon, gazetteer, kin))
    found = found or list(_of_known(word, who, triggers, lexicon, nations))
    yield from found or _of_field(word, who, triggers, lexicon)


def _is_unnamed(title: Word, trigger: Trigger, analysis: Analysis, lexicon: Lexicon) -> bool:
    """Does a title stand for an unnamed bearer who acts (قاض تونسي, متحدث باسم الكرملين)? One, without the article."""
    grammar = lexicon.grammar
    if grammar.prenominal or lexicon.ontology[trigger.relation].class_ != "ROLE" or title.pos != "NOUN":
        return False
    if title.morph.get("Number") != "Sing" or grammar.definite(title):
        return False
    if title.dep not in {"nsubj", "obj", "nsubj:pass"}:
        return False
    genitives_ = (c for c in title.get("nmod") if c.first("case") is None and c.name is None and c.pos == "NOUN")
    return fold(title.lemma) in grammar.role_nouns and all(fold(c.lemma) in grammar.name_nouns for c in genitives_)


def _qualifies_title(word: Word, grammar: Grammar) -> bool:
    """Is it the word before a title that makes another office of it?"""
    head = word.head
    qualifies = word.dep in {"compound", "amod"} and fold(word.lemma) in grammar.deputies
    return qualifies and head is not None and head.i > word.i and fold(head.lemma) in grammar.role_nouns


def _is_of_part(title: Word, triggers: list[Trigger]) -> bool:
    """Does a common noun before a title say of what part of a state it is (opposition leader, police chief)?"""
    rest = {s for t in triggers for s in t.rest}
    return any(
        c.i < title.i and c.pos == "NOUN" and c.name is None and stem(c.lemma) not in rest
        for c in title.get("compound")
    )


def _is_under_title(title: Word, analysis: Analysis, lexicon: Lexicon) -> bool:
    """Is a title without the article the genitive of the title right before it?"""
    if lexicon.grammar.definite(title) or title.i == 0:
        return False
    before = analysis.words[title.i - 1]
    if lexicon.grammar.prenominal and before.pos == "ADJ":
        return False  # the incumbent president
    if before.sentence is not title.sentence or lexicon.grammar.definite(before):
        return False
    return fold(before.lemma) in lexicon.grammar.role_nouns


def _is_deputy(title: Word, analysis: Analysis, grammar: Grammar) -> bool:
    """Does a word before the title make another office of it (Deputy Foreign Minister: no minister)?"""
    for word in reversed(analysis.words[max(0, title.i - 3) : title.i]):
        if word.sentence is not title.sentence or (word.pos not in {"NOUN", "PROPN", "ADJ"} and word.text != "-"):
            return False
        if fold(word.lemma) in grammar.deputies:
            return True
    return False


def _is_in_name(word: Word) -> bool:
    """Is the word a part of a person's name (أبو نعيم)?"""
    return word.name is not None and word.name.type == "PER"


def _holder_types(trigger: Trigger, lexicon: Lexicon) -> frozenset[str]:
    """Return the types of names that may bear a title: persons, and what else the relation allows (a state that is a
    member)."""
    types = frozenset(lexicon.ontology[trigger.relation].subject)
    return (types | {"LOC"} if "GPE" in types else types) or frozenset({"PER"})


def holder(title: Word, analysis: Analysis, types: frozenset[str], grammar: Grammar, *, kin: bool) -> Word | None:
    """Return the head word of the name that bears a title: below it, above it, beside it, or its subject.

    An unmarked name below a word of kinship is the genitive in Arabic (نجل بشار الأسد), not the bearer, unless a
    pronoun stands in its place (نجله حافظ). Behind the phrase of an indefinite title stands no bearer (عضو في حزب س).
    """
    owned = kin and not grammar.prenominal and _possessor(title) is not None
    below = not kin or grammar.prenominal or owned

    def bears(word: Word) -> bool:
        return word.name is not None and word.name.type in types and not preposition(word)

    if below:
        for child in title.get("nmod", "appos", "flat", "flat:foreign", "flat:name", "nmod:desc", "dep"):
            if bears(child) and child.name is not None and child.name.type == "PER":
                if not _is_joined(child.name.words[0], analysis):
                    return child
    if owned:
        return None
    head = title.head
    if grammar.prenominal and head is not None:
        if head.lemma == grammar.one and fold(preposition(title)) in grammar.genitive_prepositions:
            return holder(head, analysis, types, grammar, kin=kin)  # Yermak, one of Zelensky's aides
        if title.dep == "conj" and fold(head.lemma) in grammar.role_nouns:
            return holder(head, analysis, types, grammar, kin=kin)  # mayor of Denver and governor of Colorado
        if title.dep == "acl:relcl" and bears(head) and any(relative_pronoun(c) for c in title.get("nsubj")):
            return head  # John Hickenlooper, who was mayor of Denver
    if head is not None and title.dep in _ASIDE and not preposition(title):
        if bears(head) and (head.name is None or head.name.type == "PER" or title.i > head.i + 1 or title.dep == "dep"):
            return head
    indefinite = not grammar.prenominal and title.morph.get("Definite") == "Ind"
    subject = next((c for c in title.get("nsubj") if bears(c)), None)
    if subject is None and grammar.prenominal and title.first("cop") is not None:
        subject = next((c for c in title.get("nsubj") if c.morph.get("PronType") == "Prs"), None)  # She was sister of
    if subject is None and head is not None and head.is_verb and fold(head.lemma) in grammar.copulas:
        told = [c for c in head.get("nsubj") if bears(c) or (indefinite and _is_somebody(c, grammar))]
        subject = told[0] if told else None  # أصبح س رئيسا لـ, كان المتهم عضوا في
    office = fold(title.lemma) in grammar.role_nouns  # and not: as part of
    acting = office and bool(grammar.acting_as) and fold(preposition(title)) == grammar.acting_as
    if subject is None and head is not None and head.is_verb and acting:
        ends = [w for w in head.get("obj")] or [end.word for end in subjects(head, grammar)]
        subject = next((w for w in ends if bears(w) or w.pos == "PRON"), None)  # served as mayor of Denver
    return subject or _beside(title, analysis, types, after=below and not indefinite, prenominal=grammar.prenominal)


def _possessor(kin: Word) -> Word | None:
    """Return the pronoun that a word of kinship has for its genitive (ابنه)."""
    return next((c for c in kin.get("nmod") if c.pos == "PRON" and c.start == kin.end), None)


def _is_somebody(word: Word, grammar: Grammar) -> bool:
    """May a noun that is said to hold an office be a person (المتهم)?"""
    told = word.pos in {"NOUN", "ADJ"} and word.name is None and not preposition(word)
    kind = grammar.type_of(fold(word.lemma))
    return told and (kind in {"PER", "GROUP"} or (kind == "OTHER" and grammar.definite(word)))


def bearer_of(title: Word, analysis: Analysis, types: frozenset[str], grammar: Grammar) -> Word | None:
    """Return who bears a title that is no word of kinship."""
    return holder(title, analysis, types, grammar, kin=False)


def owners(title: Word, who: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> list[End]:
    """Return what an office is of, told by a genitive behind it or the name, or by an owner or nation before it."""
    grammar = lexicon.grammar
    behind = [w for c in title.get("nmod") if is_genitive(c, grammar) for w in coordinated(c)]
    found = [End(w) for w in behind] or list(_before(title, gazetteer, kin=False))
    return found or [End(c) for c in who.get("nmod") if is_genitive(c, grammar) and _is_body(c)]


def _is_joined(first: Word, analysis: Analysis) -> bool:
    """Does a conjunction stand right before a name? Then it is the next of a list, not in apposition (س، وزير الصحة،
    وص، وزير الدفاع)."""
    return first.i > 0 and analysis.words[first.i - 1].pos == "CCONJ"


def _beside(title: Word, analysis: Analysis, types: frozenset[str], *, after: bool, prenominal: bool) -> Word | None:
    """Return what is named right before the title and a comma, or the person right after the title's phrase."""
    words = analysis.words
    before = title.i - 1
    if before >= 1 and words[before].text in {"،", ",", "("} and words[before].sentence is title.sentence:
        name = words[before - 1].name
        if name is not None and name.type in types:
            return words[before - 1]
    if not after:
        return None
    i = max((w.i for w in _title_phrase(title)), default=title.i) + 1
    while prenominal and i < min(len(words), title.i + 4) and words[i].name is None and words[i].pos in _IN_TITLE:
        i += 1  # Deputy Foreign Minister Bogdanov
    if i < len(words) and words[i].text in {"،", ","}:
        i += 1
    if i < len(words) and words[i].sentence is title.sentence:
        name = words[i].name
        if name is not None and name.type == "PER" and name.words[0] is words[i]:
            return words[i]
    return None


def _title_phrase(title: Word) -> Iterator[Word]:
    """Yield the title and the contiguous words after it that belong to it."""
    below = {w.i for w in title.subtree() if w.name is None or w.name.type != "PER"}
    sentence = title.sentence
    if sentence is None:
        return
    i = title.i
    for word in sentence.words:
        if word.i == i and (word.i in below):
            yield word
            i += 1


def _of_title(
    title: Word, who: Word, triggers: list[Trigger], lexicon: Lexicon, gazetteer: Gazetteer, kin: bool
) -> Iterator[Event]:
    own = {w.i for w in who.name.words} if who.name else {who.i}
    unnamed = who is title and any(lexicon.gazetteer.nisba(a.norm) is not None for a in title.get("amod"))
    done: set[str] = set()
    grammar = lexicon.grammar
    office = {s for t in triggers for s in t.rest} if grammar.prenominal else set()  # State is none of Pompeo's bodies
    for trigger in triggers:
        if str(trigger) in done:
            continue
        done.add(str(trigger))
        objects = [end for end in _objects(title, trigger, lexicon, gazetteer, kin) if end.word.i not in own]
        objects = [end for end in objects if stem(end.word.lemma) not in office]
        if not objects and grammar.prenominal and not kin:
            objects = [
                End(c) for c in who.get("nmod") if is_genitive(c, grammar) and _is_body(c)
            ]  # Minister Ito of Japan
        for end in objects:
            owning = grammar.prenominal and _owns(end.word)  # Putin's spokesman
            if end.word.name is not None and end.word.name.type == "PER" and not kin and not owning:
                continue
            if end.word.name is None and fold(end.word.lemma) in lexicon.grammar.name_nouns:
                continue
            trigger = lexicon.best(trigger, triggers, who, end.word)
            if trigger.swap and lexicon.grammar.prenominal and lexicon.type_of(end.word) in {"GPE", "LOC"}:
                continue  # a New York candidate is nominated by a party
            if lexicon.fit(trigger, who, end.word) < 0 or (
                unnamed and fold(trigger.preposition) in lexicon.grammar.locative
            ):
                continue
            relation = lexicon.relation(trigger, " ".join(trigger.head), trigger.preposition)
            ends = (end, End(who)) if trigger.swap else (End(who), end)  # the nominee of a party: the party nominates
            yield Event(title, title, *ends, relation, RULE, 0.85, presupposed=True)
        if objects and not trigger.preposition:
            return


def _owns(word: Word) -> bool:
    """Is it a possessor, or the name behind a title that is one (President Zelensky's aides)?"""
    return word.dep == "nmod:poss" or (word.head is not None and word.head.dep == "nmod:poss" and word.i > word.head.i)


def _is_body(word: Word) -> bool:
    return word.name is not None and word.name.type in _OWNERS


def _counterpart(word: Word, told: list[Event], analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield the office that somebody's counterpart holds (نظيره التركي س): that of the last one told of in the
    sentence, in the country of the adjective."""
    grammar = lexicon.grammar
    if fold(word.lemma) not in grammar.counterparts:
        return
    nation = next((a for a in word.get("amod") if lexicon.gazetteer.nisba(a.norm) is not None), None)
    who = holder(word, analysis, frozenset({"PER"}), grammar, kin=False)
    before = [e for e in told if e.predicate.sentence is word.sentence and _is_of_state(e, lexicon)]
    if nation is None or who is None or not before or who is before[-1].subject.word:
        return
    relation = before[-1].relation
    yield Event(word, word, End(who), End(nation, country=True), relation, RULE, 0.8, presupposed=True)


def _is_of_state(office: Event, lexicon: Lexicon) -> bool:
    return office.object is not None and lexicon.type_of(office.object.word) == "GPE"


def _of_known(title: Word, who: Word, triggers: list[Trigger], lexicon: Lexicon, nations: Nations) -> Iterator[Event]:
    """Yield the office of a person whom the gazetteer knows to have held it, where the article names the state apart
    (الرئيس فلاديمير بوتين); of a head of state whom it does not know, in the country that the article is about."""
    grammar = lexicon.grammar
    if who.name is None:
        return
    chain = _chain(title, triggers[0], grammar)
    for word in title.get("nmod", "amod"):
        if word not in chain and word.name is not who.name and fold(grammar.bare(word.norm)) not in grammar.tenures:
            return
    persons = lexicon.gazetteer.lookup(" ".join(w.norm for w in who.name.words))
    if grammar.prenominal:  # secretary of state
        first, last = min(w.i for w in chain), max(w.i for w in chain)
        chain = [w for w in (title.sentence.words if title.sentence else chain) if first <= w.i <= last]
    office = " ".join(w.norm for w in chain) if len(chain) > 1 else title.lemma
    states = [s for p in persons for s in lexicon.offices.held_by(p, office)] if len(persons) == 1 else []
    where = nations.nearest(states[0], title) if len(states) == 1 else None
    if where is None and not states and triggers[0].relation in _OF_STATES and grammar.definite(chain[-1]):
        about = nations.about()
        if about is not None and not _rules_elsewhere(who, office, about, lexicon):
            where = nations.nearest(about, title)
    if where is None:
        return
    trigger = lexicon.best(triggers[0], triggers, who, where.word)
    if lexicon.fit(trigger, who, where.word) >= 0:
        relation = lexicon.relation(trigger, " ".join(trigger.head), "")
        yield Event(title, title, End(who), where, relation, RULE, 0.8, presupposed=True)


def _rules_elsewhere(who: Word, office: str, about: Entry, lexicon: Lexicon) -> bool:
    """Does the gazetteer know anybody of that name, be it a doubtful one, who held the office in another state?"""
    name = " ".join(w.norm for w in who.name.words) if who.name is not None else who.norm
    bearers = [p for form in lexicon.gazetteer.forms(name) for p in lexicon.gazetteer.bearers(form)]
    states = {s.id for p in bearers for s in lexicon.offices.held_by(p, office)}
    return bool(states) and about.id not in states


def _of_field(title: Word, who: Word, triggers: list[Trigger], lexicon: Lexicon) -> Iterator[Event]:
    """Yield whose minister somebody is where no state is told: of the field (وزير الداخلية)."""
    fields = [c for c in _chain(title, triggers[0], lexicon.grammar) if c is not title and c.i == title.i + 1]
    if triggers[0].relation not in _MINISTERS or not fields or not lexicon.grammar.definite(fields[0]):
        return
    relation = lexicon.ontology["minister_of"].relation(title.lemma)
    yield Event(title, title, End(who), End(fields[0]), relation, RULE, 0.75, presupposed=True)


def _objects(title: Word, trigger: Trigger, lexicon: Lexicon, gazetteer: Gazetteer, kin: bool) -> Iterator[End]:
    """Yield what the office is of: prepositional, genitive, or the nation of an adjective, in this order."""
    grammar = lexicon.grammar
    chain = _chain(title, trigger, grammar)
    if grammar.prenominal and not trigger.preposition:
        yield from _around(title, trigger, lexicon, gazetteer, kin)
        return
    if trigger.preposition:
        wanted = fold(trigger.preposition)
        marked = [end for word in chain for end in _marked(word, title, wanted)]
        yield from marked or _behind(title, wanted)
        return
    if trigger.relation in _PORTFOLIOS:
        nation = next((a for a in title.get("amod") if gazetteer.nisba(a.norm) is not None), None)
        if nation is not None:
            yield End(nation, country=True)  # وزيرة العدل الإسرائيلية
            return
    possessor = _possessor(title) if kin else None
    if possessor is not None:
        other = title.head if title.dep == "conj" else None  # س وابنته ص
        yield End(other if other is not None and not other.is_verb else possessor)
        return
    seen_genitive = False
    for word in chain:
        for child in word.get("nmod"):
            if lexicon.grammar.definite(child) and fold(child.lemma) in lexicon.grammar.role_nouns:
                continue  # وزير الخارجية القطري الشيخ محمد: a further title of the same person
            if child.pos == "ADJ" and gazetteer.nisba(child.norm) is None:
                continue
            if preposition(child) or child in chain or (child.name and child.name.type == "PER" and not kin):
                continue
            if is_time(child, grammar):
                continue
            if child.first("nummod") is not None and child.name is None and grammar.definite(word):
                continue  # العضو رقم ثلاثة: with the article it has no genitive
            seen_genitive = True
            fields = trigger.relation in _PORTFOLIOS  # وزير الصناعة والتجارة: of one ministry
            yield from (End(w) for w in ([child] if fields else coordinated(child)))
    if seen_genitive:
        return
    for word in chain:  # رئيسا للعراق: an indefinite title has its genitive behind ل.
        for child in word.get("nmod", "obl:arg"):
            if (
                fold(preposition(child)) in grammar.dative_prepositions
                and not grammar.definite(title)
                and child.i > title.i
            ):
                yield from (End(w) for w in coordinated(child))
                return
    for word in chain:
        for adjective in word.get("amod"):
            if gazetteer.nisba(adjective.norm) is not None:
                yield End(adjective, country=True)
                return
    sentence = title.sentence
    following = [w for w in (sentence.words if sentence else []) if title.i < w.i <= title.i + 3]
    for word in following:
        if word.pos == "ADJ" and gazetteer.nisba(word.norm) is not None:
            yield End(word, country=True)
            return
        if word.name is not None or word.pos not in {"NOUN", "ADJ", "ADP"}:
            return


def _marked(word: Word, title: Word, wanted: str) -> Iterator[End]:
    """Yield what stands below a word of a title with the preposition that the office asks for."""
    for child in word.get("nmod", "obl", "obl:arg"):
        prep = fold(preposition(child)).replace(" ", "")
        if _is_set_off(child, title):
            continue  # بيسكوف، المتحدث باسم الكرملين، لرويترز
        if prep == wanted or (len(wanted) > 1 and prep.startswith(wanted)):
            yield from (End(w) for w in coordinated(child))
        elif prep + fold(child.lemma) == wanted:  # باسم الكرملين
            yield from (End(w) for c in child.get("nmod") if not preposition(c) for w in coordinated(c))


def _is_set_off(child: Word, title: Word) -> bool:
    """Does a comma part a phrase from the title before it?"""
    words = title.sentence.words if title.sentence else []
    return any(w.text in {"،", ","} for w in words if title.i < w.i < child.i)


def _around(title: Word, trigger: Trigger, lexicon: Lexicon, gazetteer: Gazetteer, kin: bool) -> Iterator[End]:
    """Yield what an office is of where owners stand before it and genitives behind: the president of Syria, Syrian
    President, Syria's president, Kremlin spokesman, her husband."""
    behind = [c for c in title.get("nmod") if is_genitive(c, lexicon.grammar)]
    behind = [c for c in behind if not {stem(c.lemma)} & trigger.rest]
    if behind:
        yield from (End(w) for c in behind for w in coordinated(c))
        return
    yield from _before(title, gazetteer, kin=kin)


def _before(title: Word, gazetteer: Gazetteer, *, kin: bool) -> Iterator[End]:
    """Yield the nation or owner that stands nearest before a title."""
    words = title.sentence.words if title.sentence else []
    first = words[0].i if words else 0
    for word in reversed(words[max(0, title.i - first - 6) : title.i - first]):
        if word.pos == "PRON" and kin and word.dep == "nmod:poss":
            yield End(word)
            return
        if gazetteer.nisba(word.norm) is not None and word.norm[:1].isupper():
            yield End(word, country=True)
            return
        owning = kin or _owns(word)
        if word.name is not None and word.pos != "ADJ" and (word.name.type in _OWNERS or owning):
            yield End(word)
            return
        if word.dep == "nmod:poss" and word.pos == "NOUN":
            yield End(word)  # the capital city's mayor
            return
        if word.pos not in {"ADJ", "NOUN", "PROPN", "PART", "NUM"} and word.text not in {"-", "most"}:
            return


def _behind(title: Word, wanted: str) -> Iterator[End]:
    """Yield the noun right behind a title and its preposition, where the parser gave the phrase to another word."""
    words = [w for w in (title.sentence.words if title.sentence else []) if title.i < w.i <= title.i + 3]
    if len(words) == 3 and fold(words[0].lemma) + fold(words[1].lemma) == wanted and words[2].pos in _NOUNS:
        yield End(words[2])


def _chain(title: Word, trigger: Trigger, grammar: Grammar) -> list[Word]:
    """Return the title and the words of a longer office (وزير + الخارجية)."""
    chain = [title]
    for word in title.subtree():
        if word is not title and {stem(word.lemma), stem(grammar.bare(word.norm))} & trigger.rest:
            chain.append(word)
    return chain


def _heads_follow(title: Word, trigger: Trigger, grammar: Grammar) -> bool:
    """Do the further words of an office (رئيس مجلس الوزراء) follow the title without a break?"""
    if not trigger.rest:
        return True
    words = title.sentence.words if title.sentence else []
    reach = len(trigger.rest) + 1
    near = [w for w in words if title.i < w.i <= title.i + reach and w.name is None]
    if grammar.prenominal:
        near += [w for w in words if title.i - reach <= w.i < title.i or title.i < w.i <= title.i + reach + 1]
    return trigger.rest <= {s for w in near for s in (stem(w.lemma), stem(grammar.bare(w.norm)))}


def kinds(analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield what a named thing is said to be by an indefinite noun beside it or after a copula (X, a former general;
    Vyasna is a human rights centre), or by one that a superlative makes definite (is the highest court of Poland)."""
    if not lexicon.grammar.calls_is or _KIND not in lexicon.ontology.relations:
        return
    relation = lexicon.ontology[_KIND].relation(lexicon.grammar.calls_is)
    for word in analysis.words:
        if word.pos != "NOUN" or word.name is not None:
            continue
        copula = word.first("cop")
        if word.first("case") is not None:
            continue  # they were among a panel
        told = any(c.dep == "det" and c.morph.get("Definite") == "Ind" for c in word.children)
        ranked = any(c.dep == "amod" and c.morph.get("Degree") == "Sup" and c.lemma != "late" for c in word.children)
        if not told and not (ranked and copula is not None and fold(word.lemma) not in lexicon.grammar.generic_ends):
            continue
        if copula is not None:
            things = [c for c in word.get("nsubj") if not relative_pronoun(c)]
        else:
            things = [word.head] if word.dep == "appos" and word.head is not None and word.i > word.head.i else []
        for thing in things:
            if thing.name is not None or thing.pos == "PRON":
                yield Event(word, copula or word, End(thing), End(word), relation, "kind", 0.7, presupposed=not copula)


def copular(analysis: Analysis, lexicon: Lexicon) -> Iterator[Event]:
    """Yield events from adjectives and participles that relate two things (القوات الموالية للحكومة)."""
    for word in analysis.words:
        if word.pos not in {"ADJ", "NOUN", "VERB"} or word.name is not None:
            continue
        for trigger in lexicon.triggers("adjective", word.lemma):
            qualified = _qualified(word, analysis, lexicon.grammar)
            if qualified is None:
                continue
            args = list(arguments(word, lexicon.grammar))
            if word.dep == "amod" and word.head is not None and not word.head.is_verb:
                args += [a for a in arguments(word.head, lexicon.grammar) if follows(word, a)]
            marked = [a for a in args if not trigger.preposition or a.first_key == fold(trigger.preposition)]
            if trigger.rest:  # الواقعة شمال حلب, and not الواقعة في شمال البلاد
                hosts = [c for c in word.children if stem(c.lemma) in trigger.rest and c.first("case") is None]
                marked = [Argument(g, "", True) for c in hosts for g in genitives(c, lexicon.grammar)]
            if trigger.complement:
                complements = [a.word for a in args if fits_complement(a.word, trigger)]
                complements += [g for g in genitives(word, lexicon.grammar) if fits_complement(g, trigger)]
                if not complements:
                    continue
                marked = (
                    [a for a in marked if a.word not in complements]
                    if trigger.preposition
                    else [Argument(g, "", True) for c in complements for g in genitives(c, lexicon.grammar)]
                )
            for a in marked:
                if a.word is qualified or _is_no_kin(trigger, qualified, a.word, lexicon):
                    continue
                if not lexicon.is_sure(trigger, qualified, a.word):
                    continue
                ends = (End(a.word), End(qualified)) if trigger.swap else (End(qualified), End(a.word))
                relation = lexicon.relation(trigger, " ".join(trigger.head), trigger.preposition)
                yield Event(word, word, *ends, relation, "adjective", 0.75, presupposed=True)
            if marked:
                break


def _is_no_kin(trigger: Trigger, one: Word, other: Word, lexicon: Lexicon) -> bool:
    """Would the adjective make kin of what are no two persons (protests related to a death)?"""
    kin = lexicon.ontology[trigger.relation].class_ == "KINSHIP"
    return kin and lexicon.grammar.prenominal and {lexicon.type_of(one), lexicon.type_of(other)} != {"PER"}


def _qualified(adjective: Word, analysis: Analysis, grammar: Grammar) -> Word | None:
    """Return the noun an adjective is said of; in a chain of genitives, the name right before it (إطلاق فيلق القدس
    التابع ل)."""
    head = adjective.head
    if adjective.dep == "xcomp" and head is not None and head.is_verb:  # غادر المبعوث صنعاء متوجها إلى مسقط
        ends = [c for c in head.get("obj", "nsubj") if c.i < adjective.i and c.pos in _NOUNS]
        fitting = [c for c in ends if gender_of(c, grammar) in {"", adjective.morph.get("Gender", "")}]
        return fitting[-1] if fitting else None
    before = analysis.words[adjective.i - 1] if adjective.i else None
    named = before is not None and before.name is not None and before.pos != "ADJ"
    if before is not None and named and before.sentence is adjective.sentence:
        return before
    if (
        adjective.dep in {"amod", "acl", "acl:relcl", "nmod", "xcomp", "obl", "appos"}
        and head is not None
        and not head.is_verb
        and not (adjective.dep == "nmod" and head.morph.get("Definite") == "Cons" and adjective.i == head.i + 1)
    ):
        return head  # but not in محاسبة المسؤولين عنها, where the participle is a noun
    return next((c for c in adjective.get("nsubj") if c.pos in {"NOUN", "PROPN", "X"}), None)
