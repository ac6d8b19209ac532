"""Who is meant inside one article: pronouns, dropped subjects, titles and repeated descriptions.

Each resolution carries its rule. What syntax, gender and number do not decide stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.model import Coref, EntityType, Mention
from .arguments import agrees, gender_of, is_genitive, subjects
from .events import End, Event
from .language import Grammar
from .mentions import Mentions
from .quotations import Quotation, chain
from .syntax import Analysis, Sentence, Word, preposition, relative_pronoun

_THIRD = "3"


@dataclass(slots=True)
class Resolver:
    """Resolves the ends of one article's events; asks syntax first, then the sentences before."""

    analysis: Analysis
    grammar: Grammar
    gazetteer: Gazetteer
    mentions: Mentions
    quotations: tuple[Quotation, ...]
    titles: dict[tuple[str, str], Word] = field(default_factory=dict)  # (role, nation) -> the person who bears it
    nations: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> their country
    sides: dict[int, End] = field(default_factory=dict)  # index of a person's first word -> whom they speak for
    described: dict[str, list[Word]] = field(default_factory=dict)
    order: dict[int, int] = field(default_factory=dict)
    made: dict[tuple[int, bool], Coref | None] = field(default_factory=dict)

    def learn(self, events: list[Event]) -> None:
        """Remember which person bears which title of which country, from the events of office."""
        for number, sentence in enumerate(self.analysis.sentences):
            for word in sentence.words:
                self.order[word.i] = number
        for event in events:
            if event.rule != "role" or event.object is None:
                continue
            role = fold(event.trigger.lemma)
            person = event.subject.word
            if event.object.country:
                entry = self.gazetteer.nisba(event.object.word.norm)
                nation = entry.id if entry is not None else ""
            else:
                nation = fold(event.object.word.norm)
            self.titles.setdefault((role, nation), person)
            self.titles.setdefault((role, ""), person)
            if person.name is not None:
                self.sides.setdefault(person.name.words[0].i, event.object)
            if event.object.country and person.name is not None:
                self.nations.setdefault(person.name.words[0].i, event.object)

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
        within = {pronoun.i}
        top: Word | None = pronoun
        for above in pronoun.ancestors():
            if above.is_verb or above.dep in {"acl:relcl", "acl"}:
                found = self._from_clause(pronoun, above, within, top)
                if found is not None:
                    return found
            within.add(above.i)
            top = above
        return self._from_before(pronoun)

    def _from_clause(self, pronoun: Word, verb: Word, within: set[int], top: Word | None) -> tuple[End, str] | None:
        relative = verb.dep in {"acl:relcl", "acl"} and verb.head is not None and not verb.head.is_verb
        if relative and verb.head is not None and self._fits(pronoun, verb.head):
            own_subject = any(c.dep.startswith("nsubj") and not relative_pronoun(c) for c in verb.children)
            if (
                own_subject
                and top is not None
                and not top.dep.startswith("nsubj")
                or verb.dep == "acl:relcl"
                and own_subject
            ):
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

    def _from_before(self, pronoun: Word) -> tuple[End, str] | None:
        for candidate in self._subjects_before(pronoun):
            if candidate.word.i < pronoun.i and self._fits(pronoun, candidate.word):
                return candidate, "subject before"
        return None

    def _dropped(self, verb: Word) -> tuple[End, str] | None:
        person = verb.morph.get("Person", _THIRD)
        if person == "1":
            return self._first_person(verb)
        if person != _THIRD:
            return None
        if fold(verb.lemma) in self.grammar.speech:
            speaker = self._speaker_before(verb)
            if speaker is not None and agrees(verb, speaker.word, self.grammar):
                return speaker, "speaker goes on"
        inside = chain(verb, self.quotations)
        if inside and self._complement_of(verb, inside[-1].cue):
            return inside[-1].speaker, "speaker of the clause"
        for candidate in self._subjects_before(verb):
            if (
                candidate.word.i < verb.i
                and agrees(verb, candidate.word, self.grammar)
                and self._number_fits(verb, candidate.word)
            ):
                return candidate, "subject before"
        return None

    def _complement_of(self, verb: Word, cue: Word) -> bool:
        return verb.head is cue and not any(c.dep.startswith("nsubj") for c in verb.children)

    def _first_person(self, word: Word) -> tuple[End, str] | None:
        number = word.morph.get("Number")
        inside = chain(word, self.quotations)
        if not inside:
            return None
        speaker = inside[-1].speaker
        if number == "Sing":
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

    def _speaker_before(self, word: Word) -> End | None:
        at = self.order.get(word.i, 0)
        for quotation in sorted(self.quotations, key=lambda q: -q.cue.i):
            if quotation.cue.i < word.i and quotation.cue is not word and at - self.order.get(quotation.cue.i, 0) <= 3:
                return quotation.speaker
        return None

    def _subjects_before(self, word: Word) -> Iterator[End]:
        """Yield the overt subjects of the clauses before, nearest sentence first, within two sentences."""
        at = self.order.get(word.i, 0)
        for number in range(at, max(-1, at - 3), -1):
            found = [s for s in self._clause_subjects(self.analysis.sentences[number]) if s.word.i < word.i]
            yield from sorted(found, key=lambda s: (self._depth(s.word), -s.word.i) if number != at else (0, -s.word.i))

    def _clause_subjects(self, sentence: Sentence) -> Iterator[End]:
        for word in sentence.words:
            if word.dep.startswith("nsubj") and not relative_pronoun(word):
                if word.pos in {"NOUN", "PROPN", "X"} or (word.pos == "PRON" and not self.grammar.drops_subjects):
                    yield End(word)

    @staticmethod
    def _depth(word: Word) -> int:
        return sum(1 for _ in word.ancestors())

    def _fits(self, pronoun: Word, noun: Word) -> bool:
        if self.grammar.fits is not None:
            return noun is not pronoun and self.grammar.fits(pronoun, noun, self._type_of(noun))
        if noun.pos in {"PRON", "DET", "NUM"} or noun.i == pronoun.i:
            return False
        number, gender = pronoun.morph.get("Number"), pronoun.morph.get("Gender")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        if number == "Plur":
            return plural or self.grammar.type_of(fold(noun.lemma)) == "GROUP"
        if number == "Dual":
            return noun.morph.get("Number") == "Dual"
        if plural:
            return gender == "Fem" and self.grammar.type_of(fold(noun.lemma)) != "PER"
        known = self._gender(noun)
        return not known or not gender or known == gender

    def _type_of(self, noun: Word) -> EntityType | None:
        mention = self.mentions.of(End(noun))
        return mention.type if mention is not None and mention.type != "OTHER" else None

    def _gender(self, noun: Word) -> str:
        known = gender_of(noun, self.grammar)
        if known:
            return known
        if noun.name is not None:
            type_ = self.gazetteer.type_of(" ".join(w.norm for w in noun.name.words)) or noun.name.type
            if type_ in {"GPE", "LOC"}:
                return "Fem"
        return ""

    def _fits_verb(self, pronoun: Word, verb: Word) -> bool:
        gender = verb.morph.get("Gender")
        return not gender or not pronoun.morph.get("Gender") or gender == pronoun.morph["Gender"]

    def _number_fits(self, verb: Word, noun: Word) -> bool:
        number = verb.morph.get("Number")
        plural = noun.morph.get("Number") == "Plur" or any(c.dep == "conj" and not c.is_verb for c in noun.children)
        if number == "Plur":
            return plural
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
        if found is None:
            return None
        person = self._overt(found[0])
        if person is None:
            return None
        nation = self._nation_of(person)
        return (nation, "country of the speaker") if nation is not None else None

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
        if any(c.pos == "NOUN" and is_genitive(c, self.grammar) for c in word.get("nmod")):
            return None
        role, nation = fold(word.lemma), ""
        for adjective in word.get("amod"):
            entry = self.gazetteer.nisba(adjective.norm)
            if entry is not None:
                nation = entry.id
        person = self.titles.get((role, nation))
        if person is None or person is word:
            return None
        return End(person), "title"

    def _repeated(self, word: Word) -> tuple[End, str] | None:
        """Resolve a definite description to an earlier one with the same noun and no modifier that contradicts."""
        if word.pos != "NOUN":
            return None
        lemma = fold(word.lemma)
        mods = self._modifiers(word)
        earlier = self.described.setdefault(lemma, [])
        for other in earlier:
            if other.i >= word.i:
                continue
            theirs = self._modifiers(other)
            if mods == theirs or (self._is_definite(word) and mods < theirs):
                return End(other), "same description"
        earlier.append(word)
        return None

    def _modifiers(self, word: Word) -> frozenset[str]:
        below = (c for c in word.get("amod", "nmod", "nummod", "compound", "nmod:poss") if self._modifies(c))
        return frozenset(fold(self.grammar.bare(c.norm)) for c in below)

    def _modifies(self, child: Word) -> bool:
        return child.pos != "PUNCT" and (child.first("case") is None or is_genitive(child, self.grammar))

    def _is_definite(self, word: Word) -> bool:
        return (
            word.morph.get("Definite") == "Def"
            or self.grammar.definite(word)
            or any(c.pos == "PRON" and c.first("case") is None for c in word.get("nmod"))
        )


def corefs(resolver: Resolver, ends: list[End]) -> tuple[Coref, ...]:
    """Return the resolutions of all ends, in text order, each once."""
    found = {}
    for end in ends:
        coref = resolver.resolve(end)
        if coref is not None:
            found[coref.mention.span] = coref
    return tuple(found[span] for span in sorted(found))


def stands_alone(mention: Mention) -> bool:
    """Can the mention be a node by itself, without a resolution?"""
    return mention.kind not in {"pronoun", "dropped"}
