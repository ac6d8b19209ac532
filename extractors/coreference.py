"""Who is meant inside one article: pronouns, dropped subjects, titles and repeated descriptions.

Each resolution carries its rule. What syntax, gender and number do not decide stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.model import Coref, EntityType, Mention
from ..graph.offices import Offices
from .arguments import agrees, gender_of, is_genitive, subjects
from .events import End, Event
from .expected import Expected
from .language import Grammar
from .mentions import Mentions
from .quotations import Quotation, chain
from .syntax import Analysis, Name, Word, preposition, relative_pronoun

_THIRD = "3"
_ACTORS = frozenset({"PER", "ORG", "GPE", "GROUP"})
_OBJECTS = frozenset({"obj", "iobj", "obl:arg", "obl"})
_STRAIN = 1.5  # how much less salient for "they" a single body is
_PLACES: frozenset[EntityType] = frozenset({"GPE", "LOC"})
_BODIES: frozenset[EntityType] = frozenset({"ORG", "GPE", "GROUP"})
_OPENING = frozenset("«“\":")
_MARGIN = 0.75  # how much more salient a thing must be than the next


@dataclass(slots=True)
class Resolver:
    """Resolves the ends of one article's events; asks syntax first, then the sentences before."""

    analysis: Analysis
    grammar: Grammar
    gazetteer: Gazetteer
    mentions: Mentions
    quotations: tuple[Quotation, ...]
    offices: Offices
    titles: dict[tuple[str, str], Word] = field(default_factory=dict)  # (role, nation) -> the person who bears it
    nations: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> their country
    sides: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> whom they speak for
    described: dict[str, list[Word]] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)
    women: dict[str, bool] = field(default_factory=dict)  # last word of a name -> is it a woman's?
    named: dict[str, int] = field(default_factory=dict)  # how often a name stands in the article
    made: dict[tuple[int, bool], Coref | None] = field(default_factory=dict)
    expected: Expected = field(default_factory=dict)  # what kind of thing an end must be

    def learn(self, events: list[Event]) -> None:
        """Remember which person bears which title of which country, from the events of office."""
        for number, sentence in enumerate(self.analysis.sentences):
            for word in sentence.words:
                self.order[word.i] = number
        for event in events:
            if event.rule != "role" or event.object is None:
                continue
            role = self._office(event.trigger)
            person = event.subject.word
            if event.object.country:
                entry = self.gazetteer.nisba(event.object.word.norm)
                nation = entry.id if entry is not None else ""
            else:
                nation = fold(event.object.word.norm)
            self.titles.setdefault((role, nation), person)
            self.titles.setdefault((role, ""), person)
            if person.name is not None and self._is_side(event.object):
                self.sides.setdefault(person.name.words[0].i, event.object)
            if event.object.country and person.name is not None:
                self.nations.setdefault(person.name.words[0].i, event.object)

    def _is_side(self, office: End) -> bool:
        """Is what somebody holds an office of a body that "we" may mean, and not an election that he won?"""
        return office.country or self._type_of(office.word) in _ACTORS

    def resolve(self, end: End) -> Coref | None:
        """Return what an end stands for, or None where it stands for itself or nothing decides."""
        key = (end.word.i, end.dropped)
        if key not in self.made:
            self.made[key] = None  # A chain that comes back to itself stays unresolved.
            self.made[key] = self._resolve(end)
        return self.made[key]

    def _resolve(self, end: End) -> Coref | None:
        word = end.word
        if end.country:
            return None
        found: tuple[End, str] | None
        if end.dropped:
            found = self._dropped(word)
        elif word.pos == "PRON":
            found = self._pronoun(word)
        elif word.name is None and not self._is_named(end):
            found = self._country_of(word) or self._title(word) or self._repeated(word)
        else:
            found = None
        if found is None:
            return None
        antecedent, rule = found
        mention, target = self.mentions.of(end), self.mentions.of(antecedent)
        if mention is None or target is None or mention.span == target.span:
            return None
        if target.kind in {"pronoun", "dropped"}:
            further = self.resolve(antecedent)
            if further is None:
                return None
            target = further.antecedent
        if mention.span == target.span:
            return None
        if mention.kind == "pronoun" and not self.grammar.drops_subjects:
            mention = replace(mention, type=target.type)  # What he does is done by a person.
        return Coref(mention, target, rule)

    def _is_named(self, end: End) -> bool:
        """Does the phrase amount to a name (الرئيس فلاديمير بوتين), which stands for itself?"""
        mention = self.mentions.of(end)
        return mention is not None and mention.kind == "name"

    # Pronouns and dropped subjects.

    def _pronoun(self, pronoun: Word) -> tuple[End, str] | None:
        person = pronoun.morph.get("Person", _THIRD)
        if person == "1":
            return self._first_person(pronoun)
        if person != _THIRD:
            return None
        if pronoun.morph.get("Reflex") == "Yes":
            return self._reflexive(pronoun)
        beside = self._of_coordinate(pronoun) or self._as_speaker(pronoun)
        if beside is not None:
            return beside
        if self.grammar.drops_subjects:
            return self._within_sentence(pronoun)
        within = {pronoun.i, *self._own_subjects(pronoun)}
        top: Word | None = pronoun
        for above in pronoun.ancestors():
            if above.dep in {"acl:relcl", "acl"} and above.head is not None and relative_pronoun(above.head):
                return None  # الذين يمكنهم: who they are is not told.
            if above.is_verb or above.dep in {"acl:relcl", "acl"}:
                found = self._from_clause(pronoun, above, within, top)
                if found is not None:
                    return found
            within.add(above.i)
            top = above
        return self._salient(pronoun, within)

    def _within_sentence(self, pronoun: Word) -> tuple[End, str] | None:
        """Resolve to the noun of the relative clause, else to the subject of the clause, or to the one thing before it
        in the sentence that agrees."""
        resumed = self.grammar.resumed(pronoun, self._matches)
        if resumed is not None:
            return (End(resumed[0]), "resumptive pronoun") if resumed[0] is not None else None
        within = {pronoun.i, *self._own_subjects(pronoun)}
        inside = {q.cue.i for q in chain(pronoun, self.quotations)}
        told, clause, below = {q.cue.i for q in self.quotations if q.start <= pronoun.i}, False, pronoun
        for above in pronoun.ancestors():
            if clause and above.i in told and (above.i in inside or below.dep not in {"conj", "parataxis"}):
                break  # Who says it is not who it is about.
            if above.is_verb:
                clause = True
                found = self._subject_of(pronoun, above, within)
                if found is not None:
                    return found
            within.add(above.i)
            below = above
        return self._only_one(pronoun, within)

    def _subject_of(self, pronoun: Word, verb: Word, within: set[int]) -> tuple[End, str] | None:
        if pronoun.head is verb and pronoun.dep in _OBJECTS:
            return None  # The object of a verb is not its subject.
        for subject in subjects(verb, self.grammar):
            if subject.word.i in within or subject.word is pronoun:
                continue
            if subject.dropped:
                return (subject, "subject of the clause") if self._fits_verb(pronoun, verb) else None
            if self._may_be(pronoun, subject.word) or self._is_same_person(pronoun, subject.word):
                return subject, "subject of the clause"
        return None

    @staticmethod
    def _is_same_person(pronoun: Word, subject: Word) -> bool:
        """Is the subject a pronoun of the third person of the same gender and number?"""
        if subject.pos != "PRON" or subject.morph.get("Person", _THIRD) != _THIRD:
            return False
        return all(subject.morph.get(f) == pronoun.morph.get(f) for f in ("Gender", "Number"))

    def _only_one(self, pronoun: Word, within: set[int]) -> tuple[End, str] | None:
        """Return the one thing before a pronoun in its sentence that it may stand for; None where there are several."""
        at = self.order.get(pronoun.i, 0)
        found: list[Word] = []
        on_root = pronoun.head is not None and pronoun.head.dep == "root" and pronoun.dep == "obj"
        for number in range(at, max(-1, at - (2 if on_root else 1)), -1):
            words = self.analysis.sentences[number].words
            near = (w for w in words if w.i < pronoun.i and w.i not in within and self._is_candidate(w))
            found = found or [w for w in near if self._may_be(pronoun, w)]
        if not found or len({self._known_as(w) for w in found}) > 1:
            return None
        return End(found[0]), "only thing before"

    def _may_be(self, pronoun: Word, noun: Word, *, dropped: bool = False) -> bool:
        """May a pronoun or dropped subject stand for a noun: a thing, not a quality, of the gender, number and kind
        that are asked for?"""
        quality = noun.pos == "ADJ" and noun.name is None and not noun.dep.startswith("nsubj")
        if noun.dep == "amod" or quality:
            return False
        if self._is_outlet(pronoun, noun):
            return False
        return self._fits(pronoun, noun) and self._suits(self.expected.get((pronoun.i, dropped)), noun)

    def _is_outlet(self, pronoun: Word, noun: Word) -> bool:
        """Is a noun the paper, source or report in whose words the pronoun's clause stands? It does not tell of
        itself."""
        named = noun.name.words[0].norm if noun.name is not None else noun.norm
        if not {fold(noun.lemma), fold(self.grammar.bare(named))} & self.grammar.outlets:
            return False
        return any(quotation.speaker.word is noun for quotation in chain(pronoun, self.quotations))

    def _suits(self, wanted: frozenset[EntityType] | None, noun: Word) -> bool:
        if not wanted or noun.pos == "PRON":
            return True
        type_ = self._type_of(noun)
        if type_ is None:
            return not wanted <= _ACTORS or noun.name is not None or self._is_people(noun)
        if type_ in wanted or (type_ in _PLACES and wanted & _PLACES):
            return True
        if wanted <= {"PER", "GROUP"}:
            return type_ == "GROUP"
        return type_ in _BODIES and bool(wanted & _BODIES)

    def _is_people(self, noun: Word) -> bool:
        """Are several persons named: by their kind, or by the plural of persons (ون، ين)?"""
        lemma = fold(noun.lemma)
        if noun.morph.get("Number") == "Plur" and noun.norm.endswith(("ون", "ين")):
            return True
        return self.grammar.type_of(lemma) in {"PER", "GROUP"} and lemma not in self.grammar.collectives

    def _reflexive(self, pronoun: Word) -> tuple[End, str] | None:
        """Resolve herself, themselves to the subject of its own clause."""
        verb = next((w for w in pronoun.ancestors() if w.is_verb), None)
        own = (end for end in subjects(verb, self.grammar) if end.word is not pronoun) if verb is not None else iter(())
        found = next(own, None)
        return (found, "reflexive pronoun") if found is not None and self._fits(pronoun, found.word) else None

    def _own_subjects(self, pronoun: Word) -> Iterator[int]:
        """Yield the subjects of the verb whose object a pronoun is: it is none of them."""
        verb = pronoun.head
        if verb is not None and verb.is_verb and pronoun.dep in _OBJECTS:
            yield from (end.word.i for end in subjects(verb, self.grammar) if not end.dropped)

    def _of_coordinate(self, pronoun: Word) -> tuple[End, str] | None:
        """Resolve the possessor of a noun joined to another: the actor before it (الحوثيين وحلفائهم), or that noun's
        own possessor (التزام إيران وإصرارها، الأطماع الإيرانية ودعمها)."""
        noun = pronoun.head
        if noun is not None and noun.dep == "amod" and noun.head is not None and noun.pos == "ADJ":
            noun = noun.head  # القوات النظامية والميليشيات الداعمة لها
        if noun is None or noun.is_verb or noun.dep != "conj" or noun.head is None or noun.head.is_verb:
            return None
        before = noun.head
        if (before.name is not None or self.grammar.type_of(fold(before.lemma)) in _ACTORS) and self._fits(
            pronoun, before
        ):
            return End(before), "joined to the noun before"
        for below in sorted(before.subtree(), key=lambda w: -w.i):
            if not before.i < below.i < noun.i or below.first("case") is not None:
                continue
            if below.dep == "amod" and self.gazetteer.nisba(below.norm) is not None:
                if pronoun.morph.get("Gender") == "Fem" and pronoun.morph.get("Number") == "Sing":
                    return End(below, country=True), "nation of the noun before"
            elif below.dep == "nmod" and self._fits(pronoun, below):
                return End(below), "possessor of the noun before"
        return None

    def _as_speaker(self, pronoun: Word) -> tuple[End, str] | None:
        """Resolve the pronoun right behind "that" to who speaks (قال إنه ...)."""
        inside = chain(pronoun, self.quotations)
        if not inside or pronoun.i != inside[-1].start:
            return None
        speaker = inside[-1].speaker
        overt = self._overt(speaker)
        if overt is not None and self.grammar.drops_subjects and not self._is_speaker(overt):
            return None  # ثمة مزاعم تقول إنها سرقت ...
        return (speaker, "speaker of the clause") if overt is None or self._fits(pronoun, overt) else None

    def _from_clause(self, pronoun: Word, verb: Word, within: set[int], top: Word | None) -> tuple[End, str] | None:
        relative = verb.dep in {"acl:relcl", "acl"} and verb.head is not None and not verb.head.is_verb
        if relative and verb.head is not None and self._fits(pronoun, verb.head):
            own_subject = any(c.dep.startswith("nsubj") and not relative_pronoun(c) for c in verb.children)
            told = own_subject and top is not None and not top.dep.startswith("nsubj")
            object_ = pronoun.head is verb and pronoun.dep == "obj" and not agrees(verb, verb.head, self.grammar)
            if told or object_ or (own_subject and verb.dep == "acl:relcl"):
                return End(verb.head), "resumptive pronoun"
        if not verb.is_verb:
            return None
        if pronoun.head is verb and pronoun.dep in {"obj", "obl", "obl:arg", "iobj"}:
            return None  # The object of a verb is not its subject.
        for subject in subjects(verb, self.grammar):
            if subject.word.i in within or subject.word is pronoun:
                continue
            if subject.dropped:
                return (subject, "subject of the clause") if self._fits_verb(pronoun, verb) else None
            if self._fits(pronoun, subject.word):
                return subject, "subject of the clause"
        return None

    def _salient(self, pronoun: Word, within: set[int]) -> tuple[End, str] | None:
        """Resolve to the most salient thing before that agrees: by nearness, role, and how often it is named. Where
        two are about as salient, nothing decides."""
        at = self.order.get(pronoun.i, 0)
        scored: dict[str, tuple[float, Word]] = {}
        for number in range(at, max(-1, at - 3), -1):
            for word in self.analysis.sentences[number].words:
                if word.i >= pronoun.i or word.i in within or not self._is_candidate(word):
                    continue
                if pronoun.head is word.head and pronoun.dep in _OBJECTS and word.dep.startswith("nsubj"):
                    continue  # The object of a verb is not its subject.
                if not self._fits(pronoun, word):
                    continue
                score = self._salience(word) - 2.0 * (at - number) - self._strain(pronoun, word)
                meant = self._overt(End(word)) if word.pos == "PRON" else word
                if meant is None:
                    continue
                key = self._known_as(meant)
                if key not in scored or score > scored[key][0]:
                    scored[key] = score, word
        ranked = sorted(scored.values(), key=lambda item: (-item[0], -item[1].i))
        if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
            return None
        return End(ranked[0][1]), "most salient before"

    def _strain(self, pronoun: Word, noun: Word) -> float:
        """Return how much less likely "they" is one body, or several things, than several people."""
        if self.grammar.drops_subjects or pronoun.morph.get("Number") != "Plur" or noun.pos == "PRON":
            return 0.0
        if noun.morph.get("Number") not in {"Plur", "Ptan"} or noun.pos == "PROPN":
            return _STRAIN if noun.first("conj") is None else 0.0
        return 0.0 if self._type_of(noun) in _ACTORS else _STRAIN / 2

    def _is_candidate(self, word: Word) -> bool:
        """May a pronoun stand for what the word heads: a name, an actor, or what a clause is about?"""
        if word.name is not None:
            if self.grammar.prenominal and word.pos == "ADJ":
                return False  # Muslim women: no pronoun stands for the adjective.
            return word.head is None or word.head.name is not word.name
        if word.pos == "PRON" and not self.grammar.drops_subjects:
            return word.morph.get("Person") == _THIRD
        if word.pos not in {"NOUN", "PROPN", "X"} or fold(word.lemma) in self.grammar.generic_ends:
            return False
        if self.grammar.prenominal and self._is_named(End(word)):
            return False  # mayor Muriel Bowser: the name below is the candidate.
        return self.grammar.type_of(fold(word.lemma)) != "OTHER" or word.dep in {"nsubj", "nsubj:pass", "obj"}

    def _salience(self, word: Word) -> float:
        role = 3.0 if word.dep.startswith("nsubj") else 2.0 if word.dep in _OBJECTS else 1.0
        named = 1.0 if word.name is not None else 0.0
        return role + named + 0.5 * min(4, self._counts().get(self._known_as(word), 1))

    @staticmethod
    def _known_as(word: Word) -> str:
        """Return what tells the thing that a word heads from others: the last word of its name, or its lemma."""
        return fold(word.name.words[-1].norm) if word.name is not None else fold(word.lemma)

    def _counts(self) -> dict[str, int]:
        if not self.named:
            for name in self.analysis.names:
                key = fold(name.words[-1].norm)
                self.named[key] = self.named.get(key, 0) + 1
        return self.named

    def _dropped(self, verb: Word) -> tuple[End, str] | None:
        person = verb.morph.get("Person", _THIRD)
        if person == "1":
            return self._first_person(verb)
        if person != _THIRD:
            return None
        qualified = self.grammar.qualified(verb, self._matches)
        if qualified is not None:
            return End(qualified), "noun that the clause qualifies"
        if _is_free_relative(verb, self.grammar):
            return None
        topic = self.grammar.topic(verb)
        if topic is not None:
            return (End(topic), "noun that opens the clause") if self._may_do(verb, topic) else None
        if self._is_followed(verb):
            return None
        if fold(verb.lemma) in self.grammar.speech:
            speaker = self._speaker_before(verb) if self._opens(verb) else None
            if speaker is not None and agrees(verb, speaker.word, self.grammar):
                return speaker, "speaker goes on"
        inside = chain(verb, self.quotations)
        if inside and self._complement_of(verb, inside[-1].cue):
            return inside[-1].speaker, "speaker of the clause"
        if inside:
            return None
        return self._person_before(verb)

    @staticmethod
    def _opens(verb: Word) -> bool:
        """Is a verb the first of its sentence?"""
        return not any(w.is_verb and w.i < verb.i for w in (verb.sentence.words if verb.sentence else []))

    def _may_do(self, verb: Word, noun: Word) -> bool:
        return (
            noun.i < verb.i
            and agrees(verb, noun, self.grammar)
            and self._number_fits(verb, noun)
            and self._may_be(verb, noun, dropped=True)
        )

    def _is_followed(self, verb: Word) -> bool:
        """Does a noun stand right behind a verb that may be its subject after all (وذكرت "أنا يقظ")?"""
        words = verb.sentence.words if verb.sentence else []
        after = [w for w in words if w.i > verb.i and w.pos != "PUNCT"][:1]
        if not after or after[0].pos not in {"NOUN", "PROPN", "X", "NUM"} or after[0].first("case") is not None:
            return False
        return verb.dep == "root" and agrees(verb, after[0], self.grammar)

    def _person_before(self, verb: Word) -> tuple[End, str] | None:
        """Return whom the main clause before is about: what is told right before a joined verb (ودمرته), or the person
        of the last three sentences that are about somebody."""
        joined = verb.first("cc") is not None and verb.first("mark") is None
        at = self.order.get(verb.i, 0)
        if verb.dep != "root" and not (verb.dep == "conj" and joined):
            return None
        first = at - 1 if verb.dep == "root" else at
        for number in range(first, max(-1, first - 3), -1):
            root = self.analysis.sentences[number].root
            for end in subjects(root, self.grammar) if root.is_verb else ():
                if end.dropped:
                    continue
                near = number == at - 1 and joined
                if (near or self._type_of(end.word) == "PER") and self._may_do(verb, end.word):
                    return end, "subject before"
                return None
            if number == at:
                return None
        return None

    def _complement_of(self, verb: Word, cue: Word) -> bool:
        before = self.analysis.words[verb.i - 1] if verb.i else None
        if before is not None and before.text in _OPENING:
            return False  # قال "يطلب من المهاجر ...": words of his own
        return verb.head is cue and not any(c.dep.startswith("nsubj") for c in verb.children)

    def _first_person(self, word: Word) -> tuple[End, str] | None:
        inside = chain(word, self.quotations)
        if not inside:
            return None
        speaker = inside[-1].speaker
        if word.morph.get("Number") == "Sing" or word.text.startswith("أ"):  # أخوض: the form alone tells one
            return speaker, "first person in quotation"
        side = self._of_person(self._overt(speaker), self.nations) or self._of_person(self._overt(speaker), self.sides)
        return (side, "we of the speaker's side") if side is not None else None

    def _overt(self, end: End) -> Word | None:
        """Return the word that an end really is, through its resolution."""
        if not end.dropped and end.word.pos != "PRON":
            further = None if end.word.name is not None else self.resolve(end)
        else:
            further = self.resolve(end)
            if further is None:
                return None
        return self.mentions.head_of.get(further.antecedent.span) if further is not None else end.word

    def _speaker_before(self, verb: Word) -> End | None:
        """Return who spoke last within three sentences and agrees with a verb of saying; sources beside what is told
        (بحسب ما أعلن المجلس) only where nobody else does."""
        at = self.order.get(verb.i, 0)
        near = [q for q in self.quotations if q.cue.i < verb.i and at - self.order.get(q.cue.i, 0) <= 3]
        for quotation in sorted(near, key=lambda q: (self._is_beside(q.cue), -q.cue.i)):
            speaker = self._overt(quotation.speaker)
            if speaker is None or (self._is_speaker(speaker) and self._number_fits(verb, speaker)):
                return quotation.speaker
        return None

    def _is_beside(self, cue: Word) -> bool:
        before = self.analysis.words[cue.i - 1] if cue.i else None
        return not cue.is_verb or (before is not None and before.text in self.grammar.free_relatives)

    def _is_speaker(self, noun: Word) -> bool:
        """Can a noun speak: a person, body or report, and not figures or rumours?"""
        return not {fold(noun.lemma), fold(self.grammar.bare(noun.norm))} & self.grammar.hearsay

    def _fits(self, pronoun: Word, noun: Word) -> bool:
        if self.grammar.fits is not None:
            return noun is not pronoun and self.grammar.fits(pronoun, noun, self._type_of(noun))
        return noun.i != pronoun.i and self._matches(pronoun.morph, noun)

    def _matches(self, features: Mapping[str, str], noun: Word) -> bool:
        """May a pronoun, relative or verb of these features stand for, or be said of, a noun?"""
        if noun.pos in {"PRON", "DET", "NUM"}:
            return False
        number, gender = features.get("Number"), features.get("Gender")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        group = self.grammar.type_of(fold(noun.lemma)) == "GROUP"
        if number == "Plur":
            named = noun.name is not None and noun.name.type in {"NORP", "PER", "ORG"}
            return group or (plural and (self._is_people(noun) or named or self._is_common(noun)))
        if number == "Dual":
            return noun.morph.get("Number") == "Dual"
        if plural:  # Persons are no "she".
            people = noun.morph.get("Gender") == "Masc" or self._is_people(noun)
            return gender == "Fem" and not people
        known = self._gender(noun)
        return not known or not gender or known == gender

    def _is_common(self, noun: Word) -> bool:
        """May a plural noun of no known kind name persons (الأطباء)? Not one in ات, nor what is done."""
        lemma = fold(noun.lemma)
        thing = noun.norm.endswith("ات") or self.grammar.type_of(lemma) != "OTHER" or self.grammar.deverbal(noun.lemma)
        return not thing

    def _type_of(self, noun: Word) -> EntityType | None:
        mention = self.mentions.of(End(noun))
        return mention.type if mention is not None and mention.type != "OTHER" else None

    def _gender(self, noun: Word) -> str:
        known = gender_of(noun, self.grammar)
        if known or noun.name is None:
            return known
        type_ = self.gazetteer.type_of(" ".join(w.norm for w in noun.name.words)) or noun.name.type
        if type_ == "PER":
            return "Fem" if self._is_woman(noun) else "Masc"
        first = noun.name.words[0]
        if fold(first.norm) in self.grammar.masculine_names:
            return "Masc"
        common = first.pos == "NOUN" and (type_ != "GPE" or len(noun.name.words) > 1)
        if self.grammar.drops_subjects and (common or type_ == "LOC"):  # المجلس الوطني، الشرق الأوسط
            feminine = self.grammar.feminine(first.norm)
            return "" if feminine is None else "Fem" if feminine else "Masc"
        return "Fem" if type_ in {"GPE", "LOC"} else ""

    def _is_woman(self, name: Word) -> bool:
        """Is a person a woman, by her given name, the form of her title, or a verb that she is the subject of?"""
        if name.name is None:
            return False
        if not self.women:
            for each in self.analysis.names:
                key = fold(each.words[-1].norm)
                self.women[key] = self.women.get(key, False) or self._is_womans(each)
        return self.women.get(fold(name.name.words[-1].norm), False)

    def _is_womans(self, name: Name) -> bool:
        first = name.words[0]
        if fold(first.norm) in self.grammar.female_names:
            return True
        before = [w for w in (self.analysis.words[first.i - 1],) if first.i] + [first.head]
        if any(w is not None and self._is_womans_title(w) for w in before):
            return True
        verb = self.analysis.words[first.i - 1] if first.i else None
        told = verb is not None and verb.is_verb and any(w.head is verb and w.dep == "nsubj" for w in name.words)
        return self.grammar.drops_subjects and told and verb is not None and verb.morph.get("Gender") == "Fem"

    def _is_womans_title(self, title: Word) -> bool:
        if title.pos != "NOUN" or title.name is not None or not self.grammar.feminine(title.norm):
            return False
        return self.grammar.type_of(fold(title.lemma)) == "PER"

    def _fits_verb(self, pronoun: Word, verb: Word) -> bool:
        gender, several = verb.morph.get("Gender"), pronoun.morph.get("Number") in {"Plur", "Dual"}
        if self.grammar.drops_subjects and several and verb.morph.get("Number") == "Sing":
            return False
        return not gender or not pronoun.morph.get("Gender") or gender == pronoun.morph["Gender"]

    def _number_fits(self, verb: Word, noun: Word) -> bool:
        number = verb.morph.get("Number")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        if number == "Plur":  # أحرقوا: persons did it
            people = noun.name is not None or self.grammar.type_of(fold(noun.lemma)) in _ACTORS
            return plural and (people or verb.morph.get("Gender") != "Masc" or noun.morph.get("Gender") == "Masc")
        known = self._gender(noun)
        return (not known or not verb.morph.get("Gender") or plural or known == verb.morph["Gender"]) and (
            not plural or verb.morph.get("Gender") == "Fem"
        )

    # Descriptions.

    def _country_of(self, word: Word) -> tuple[End, str] | None:
        """Resolve "his country" through whom the pronoun stands for."""
        if fold(word.lemma) not in self.grammar.country_nouns:
            return None
        pronoun = next((c for c in word.get("nmod", "nmod:poss") if c.pos == "PRON"), None)
        if pronoun is None:
            return None
        found = self._pronoun(pronoun)
        told = chain(pronoun, self.quotations) if self.grammar.drops_subjects else []
        owners = [self._overt(found[0]) if found is not None else self._last_person(pronoun)]
        owners += [self._overt(quotation.speaker) for quotation in told[-1:]]  # his own country, if no other's
        nations = (self._nation_of(owner) for owner in owners if owner is not None)
        nation = next((n for n in nations if n is not None), None)
        return (nation, "country of the speaker") if nation is not None else None

    def _last_person(self, pronoun: Word) -> Word | None:
        """Return the person named last before a pronoun, within two sentences: whose country "his country" is."""
        at = self.order.get(pronoun.i, 0)
        before = (
            n
            for n in self.analysis.names
            if n.type == "PER" and n.words[0].i < pronoun.i and at - self.order.get(n.words[0].i, 0) <= 2
        )
        last = max(before, key=lambda n: n.words[0].i, default=None)
        return last.words[0] if last is not None else None

    def _nation_of(self, person: Word) -> End | None:
        known = self._of_person(person, self.nations)
        if known is not None:
            return known
        for word in sorted(person.subtree(), key=lambda w: w.i):
            if (
                person.i < word.i <= person.i + 10
                and word.dep == "amod"
                and self.gazetteer.nisba(word.norm) is not None
            ):
                return End(word, country=True)
        return None

    def _of_person(self, person: Word | None, table: dict[int, End]) -> End | None:
        """Look a person up by the name that the word, or a name below it, bears; a family name is enough."""
        if person is None:
            return None
        for word in (person, *(c for c in person.get("nmod", "appos", "flat") if not preposition(c))):
            if word.name is None:
                continue
            if word.name.words[0].i in table:
                return table[word.name.words[0].i]
            own = fold(word.name.words[-1].norm)
            for index, end in table.items():
                name = self.analysis.words[index].name
                if name is not None and fold(name.words[-1].norm) == own:
                    return end
        return None

    def _title(self, word: Word) -> tuple[End, str] | None:
        """Resolve a bare title (الرئيس السوري، المتحدث) to the person who was given it."""
        if fold(word.lemma) not in self.grammar.role_nouns or not self._is_definite(word):
            return None
        if self.grammar.prenominal and (
            word.first("nmod:poss") or any(fold(c.lemma) in self.grammar.deputies for c in word.children)
        ):
            return None  # his vice president is not the president
        if self.grammar.prenominal and any(is_genitive(c, self.grammar) or c.pos == "PROPN" for c in word.children):
            return None  # the president of Turkey is named with what he presides over
        role, nation = self._office(word), ""
        for adjective in (a for w in word.subtree() for a in w.get("amod")):
            entry = self.gazetteer.nisba(adjective.norm)
            if entry is not None:
                nation = entry.id
        person = self.titles.get((role, nation))
        if person is None and nation:
            return self._holder(word, nation)
        if person is None or person is word:
            return None
        if self.grammar.prenominal and self._type_of(person) not in {None, "PER"}:
            return None  # the party that nominated somebody is no candidate
        return End(person), "title"

    def _holder(self, title: Word, nation: str) -> tuple[End, str] | None:
        """Resolve a title of a nation to the one person of the article who is known to have held it."""
        nouns = [title, *(c for c in title.subtree() if c.pos == "NOUN" and c is not title and c.dep == "nmod")]
        text = " ".join(w.norm for w in sorted(nouns, key=lambda w: w.i))
        found: dict[str, Word] = {}
        for name in self.analysis.names:
            if name.type != "PER":
                continue
            for entry in self.gazetteer.lookup(" ".join(w.norm for w in name.words)):
                if any(state.id == nation for state in self.offices.held_by(entry, text)):
                    found.setdefault(entry.id, name.words[0])
        return (End(next(iter(found.values()))), "holder of the office") if len(found) == 1 else None

    @staticmethod
    def _office(title: Word) -> str:
        """Return a title with the nouns in its genitive (رئيس حكومة), folded."""
        words, below = [fold(title.lemma)], title
        while True:
            nouns = (c for c in below.get("nmod") if c.pos == "NOUN" and c.name is None and not preposition(c))
            genitive = next(nouns, None)
            if genitive is None:
                return " ".join(words)
            words.append(fold(genitive.lemma))
            below = genitive

    def _repeated(self, word: Word) -> tuple[End, str] | None:
        """Resolve a definite description to an earlier one with the same noun and no modifier that contradicts."""
        if word.pos != "NOUN":
            return None
        lemma = fold(word.lemma)
        mods = self._modifiers(word)
        if self.grammar.prenominal and _is_new(word):
            self.described.setdefault(lemma, []).append(word)
            return None
        earlier = self.described.setdefault(lemma, [])
        same = [o for o in earlier if o.i < word.i and o.morph.get("Number") == word.morph.get("Number")]
        if self.grammar.drops_subjects and self._owner(word) is not None:
            owner = self._owned_by(word)  # حزبه: whose it is decides, not the words.
            same = [o for o in same if owner and self._owned_by(o) == owner]
        equal = next((o for o in same if self._modifiers(o) == mods), None)
        if equal is not None:
            return End(equal), "same description"
        if word.first("det") is not None and not mods and same:
            return End(same[-1]), "same description"  # هذه القوات
        fuller = [o for o in same if mods < self._modifiers(o)] if self._is_definite(word) else []
        if len({self._modifiers(o) for o in fuller}) == 1:  # Which of several forces "the forces" are is not told.
            return End(fuller[-1]), "same description"
        earlier.append(word)
        return None

    @staticmethod
    def _owner(word: Word) -> Word | None:
        return next((c for c in word.get("nmod") if c.pos == "PRON" and c.first("case") is None), None)

    def _owned_by(self, word: Word) -> str:
        """Return whose a thing is by the pronoun that it has; an empty string where that is not known."""
        pronoun = self._owner(word)
        found = self._pronoun(pronoun) if pronoun is not None else None
        owner = self._overt(found[0]) if found is not None else None
        return self._known_as(owner) if owner is not None else ""

    def _modifiers(self, word: Word) -> frozenset[str]:
        below = (c for c in word.get("amod", "nmod", "nummod", "compound", "nmod:poss") if self._modifies(c))
        return frozenset(fold(self.grammar.bare(c.norm)) for c in below)

    def _modifies(self, child: Word) -> bool:
        return child.pos != "PUNCT" and (child.first("case") is None or is_genitive(child, self.grammar))

    def _is_definite(self, word: Word) -> bool:
        return (
            word.morph.get("Definite") == "Def"
            or self.grammar.definite(word)
            or word.morph.get("Definite") == "Cons"
            and any(self._is_definite(c) for c in word.get("nmod") if is_genitive(c, self.grammar) and c.i > word.i)
            or any(c.pos == "PRON" and c.first("case") is None for c in word.get("nmod"))
        )


def _is_new(noun: Word) -> bool:
    """Does the article or "another" say that the noun brings up something new (another pipeline)?"""
    return any(c.dep in {"det", "amod"} and c.text.casefold() in {"a", "an", "another"} for c in noun.children)


def _is_free_relative(verb: Word, grammar: Grammar) -> bool:
    """Is the verb's own subject a relative without a noun (ما يحدث، من سيتولى، الذين يمكنهم)?"""
    words = verb.sentence.words if verb.sentence else []
    before = [w for w in words if w.i < verb.i]
    while before and fold(before[-1].lemma) in grammar.future_particles | grammar.negators and before[-1].text != "ما":
        before.pop()
    if not before:
        return False
    last = before[-1]
    return last.text in grammar.free_relatives and last.pos != "ADP"


def stands_alone(mention: Mention) -> bool:
    """Can the mention be a node by itself, without a resolution?"""
    return mention.kind not in {"pronoun", "dropped"}
