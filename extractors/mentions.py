"""From a head word to the mention that stands in the graph: a name, a noun phrase, a pronoun, a dropped subject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.model import EntityType, Mention
from .events import End
from .language import Grammar
from .relations import NAME_TYPES
from .syntax import Analysis, Word, preposition, relative_pronoun

_PHRASE = frozenset(
    {
        "amod",
        "nummod",
        "nmod",
        "det",
        "flat",
        "flat:foreign",
        "flat:name",
        "appos",
        "compound",
        "advmod:emph",
        "nmod:poss",
        "nmod:desc",
        "fixed",
    }
)
_MAX_WORDS = 9
_QUOTES = frozenset('«»“”"')
_BRACKETS = frozenset("()[]«»\"“”'،,:;؛.؟!-–—") | {"``", "''"}


@dataclass(slots=True)
class Mentions:
    """Makes and remembers the mentions of one article, one per head word."""

    analysis: Analysis
    grammar: Grammar
    gazetteer: Gazetteer
    made: dict[tuple[int, bool, bool, bool], Mention | None] = field(default_factory=dict)
    head_of: dict[tuple[int, int], Word] = field(default_factory=dict)

    def of(self, end: End) -> Mention | None:
        """Return the mention at an end, or None where the words are no thing that a graph could hold."""
        key = (end.word.i, end.dropped, end.country, end.short)
        if key not in self.made:
            mention = self._make(end)
            self.made[key] = mention
            if mention is not None:
                self.head_of.setdefault(mention.span, end.word)
        return self.made[key]

    def is_named(self, end: End) -> bool:
        """Does the phrase amount to a name (الرئيس فلاديمير بوتين), which stands for itself?"""
        mention = self.of(end)
        return mention is not None and mention.kind == "name"

    def _make(self, end: End) -> Mention | None:
        word = end.word
        if end.dropped:
            return Mention(word.text, word.start, word.end, "OTHER", "dropped")
        if end.country:
            return Mention(word.text, word.start, word.end, "GPE", "nominal")
        if word.pos == "PRON":
            if word.morph.get("PronType", "Prs") != "Prs":
                return None
            return Mention(word.text, word.start, word.end, "OTHER", "pronoun")
        named = self._name_within(word)
        if named is not None:
            return self._of_words(named.words, self._type(named.words, named.type), "name")
        if word.pos in {"DET", "SYM", "PUNCT", "PART"} or fold(word.lemma) in self.grammar.generic_ends:
            return None
        meant = self._meant(word)
        if meant is not None:
            return self._make(End(meant))
        words = self.phrase(word, short=end.short)
        text = " ".join(w.norm for w in words)
        known = self.gazetteer.type_of(text)
        if known:
            return self._of_words(words, known, "name")
        if word.pos == "PROPN":
            return self._of_words(words, self._noun_type(word), "name")
        if word.pos == "NUM" and all(w.pos in {"NUM", "PUNCT", "SYM", "CCONJ"} for w in words):
            return None
        return self._of_words(words, self._noun_type(word), "nominal")

    def _meant(self, word: Word) -> Word | None:
        """Return the genitive that a transparent noun is said of (استمرار الحرب: the war)."""
        if fold(word.lemma) not in self.grammar.transparent or word.morph.get("Number") == "Plur":
            return None  # إجراءات الجيش are things, إجراء انتخابات is to hold them.
        below = (
            c for c in word.get("nmod") if c.i > word.i and c.first("case") is None and c.pos in {"NOUN", "PROPN", "X"}
        )
        return next(below, None)

    def _of_words(self, words: Iterable[Word], type_: EntityType, kind: str) -> Mention:
        ordered = self.grammar.whole(self.analysis, sorted(words, key=lambda w: w.i))
        ordered = self._closed(ordered)
        start, end = ordered[0].start, ordered[-1].end
        return Mention(self._written(ordered), start, end, type_, kind)  # type: ignore[arg-type]

    def _closed(self, ordered: list[Word]) -> list[Word]:
        """Return the words of a phrase with the mark that closes a quotation which is opened among them."""
        after = self.analysis.words[ordered[-1].i + 1 : ordered[-1].i + 2]
        signs = [w.text for w in self.analysis.words[ordered[0].i : ordered[-1].i + 1] if w.text in _QUOTES]
        return [*ordered, *after] if after and after[0].text in _QUOTES and len(signs) % 2 else ordered

    def _written(self, words: list[Word]) -> str:
        """Return the words as they stand, but for letters that the language's clitics changed (للجيش: الجيش)."""
        return self.grammar.written(self.analysis, words[0], words[-1])

    def _type(self, words: list[Word], label: str) -> EntityType:
        known = self.gazetteer.type_of(" ".join(w.norm for w in words))
        return known or NAME_TYPES.get(label, "OTHER")

    def _noun_type(self, word: Word) -> EntityType:
        own = self.grammar.type_of(fold(word.lemma))
        if own != "OTHER" or fold(word.lemma) not in self.grammar.quantifiers:
            return own
        below = [c for c in word.get("nmod") if c.pos == "NOUN"]
        return self.grammar.type_of(fold(below[0].lemma)) if below else "OTHER"

    def _name_within(self, word: Word) -> _Named | None:
        """Return the name that a phrase amounts to: its own, or the one that a title or a kind of place introduces."""
        if word.name is not None:
            if word.name.type in {"NORP", "MISC"} and word.pos == "ADJ":
                return None
            return _Named(word.name.type, word.name.words)
        lemma = fold(word.lemma)
        title = lemma in self.grammar.role_nouns or lemma in self.grammar.person_nouns
        place = lemma in self.grammar.place_nouns or lemma in self.grammar.organisation_nouns
        if not title and not place:
            return None
        wanted = {"PER"} if title else {"LOC", "GPE", "ORG"}
        own = next((c for c in word.get("compound") if c.name is not None and c.name.type in wanted), None)
        for child in sorted(word.get("nmod", "appos", "flat", "flat:foreign"), key=lambda c: c.i):
            if child.name is None or child.i < word.i or child.name.type not in wanted:
                continue
            if preposition(child) and not (
                lemma in self.grammar.introducers and preposition(child) in self.grammar.naming_prepositions
            ):
                continue
            named_of = bool(preposition(child))  # the town of Pandeglang
            if named_of and own is not None:
                continue  # the Nasr City district of Cairo is not Cairo
            if (
                title
                or named_of
                or self._is_set_off(word, child)
                or (_adjacent(word, child) and not self._is_genitive_of_body(lemma, child))
            ):
                return _Named(child.name.type, child.name.words)
        return None

    def _is_set_off(self, word: Word, name: Word) -> bool:
        """Does a name behind a comma say which definite thing is meant (the capital, Belgrade)?"""
        if not self.grammar.prenominal or name.dep != "appos" or name.name is None or name.first("conj") is not None:
            return False
        before = self.analysis.words[min(w.i for w in name.name.words) - 1]
        definite = any(c.text.casefold() == "the" for c in word.get("det")) or word.first("nmod:poss") is not None
        return definite and before.text == "," and word.morph.get("Number") != "Plur"

    def _is_genitive_of_body(self, lemma: str, name: Word) -> bool:
        """Is the name the owner of the body (نظام الأسد, جيش إسرائيل, قاعدة حميميم) and not its name (مدينة حلب, حركة
        حماس)?"""
        return lemma not in self.grammar.introducers or (name.name is not None and name.name.type == "PER")

    def phrase(self, word: Word, *, short: bool = False) -> list[Word]:
        """Return the words of a noun phrase: the head and what follows it unbroken, without prepositional or relative
        parts."""
        wanted = {word.i}
        frontier = [word]
        while frontier:
            at = frontier.pop()
            for child in at.children:
                if child.dep in _PHRASE and child.pos != "PUNCT" and not child.is_verb and not relative_pronoun(child):
                    if not self._belongs(child, at) or fold(child.lemma) in self.grammar.saying:
                        continue
                    if child.dep == "nmod:poss" and child.name is not None and self._has_own_name(at):
                        continue  # Ukraine's Kherson province is Kherson province
                    if child.pos == "DET" and child.i > word.i:
                        continue  # عن كثب ما يحدث: a relative after the noun begins a clause
                    wanted.add(child.i)
                    wanted.update(c.i for c in child.get("case"))
                    frontier.append(child)
        if fold(word.lemma) in self.grammar.quantifiers or word.pos == "NUM":
            self._add_partitive(word, wanted)
        words = self.analysis.words
        lo = word.i
        while lo - 1 in wanted and words[lo - 1].pos not in {"PUNCT", "ADP", "CCONJ"}:
            lo -= 1
        hi = word.i
        while hi + 1 in wanted or (
            hi + 2 in wanted
            and hi + 1 < len(words)
            and words[hi + 1].text in {'"', "«", "»", "“", "”", "-", "–", "``", "''"}
            and words[hi + 1].sentence is word.sentence
        ):
            hi += 1
        found = words[lo : hi + 1]
        while len(found) > 1 and found[0] is not word and found[0].text.casefold() in self.grammar.articles:
            found = found[1:]
        while len(found) > 1 and found[-1].text in _BRACKETS:
            found = found[:-1]
        if len(found) > _MAX_WORDS:
            found = [w for w in found if w.i - word.i < _MAX_WORDS]
        while len(found) > 1 and (found[-1].text in _BRACKETS or found[-1].pos in {"CCONJ", "ADP"}):
            found = found[:-1]
        whole = found if self.grammar.prenominal else self._completed(word, found)
        if short and len(whole) > len(found) > 1 and found[-1] is not word:
            return found[:-1]
        return found if short else whole

    def _completed(self, head: Word, found: list[Word]) -> list[Word]:
        """Add what a phrase must not end without: the complement of the participle or bare noun of doing it ends in
        (القوات التابعة للوزارة, التوقف عن القصف), and whom some persons are of (جنود من الفرقة)."""
        last = found[-1]
        case = self.analysis.words[last.i + 1] if last.i + 1 < len(self.analysis.words) else None
        target = case.head if case is not None and case.pos == "ADP" and case.dep == "case" else None
        if case is None or target is None or target.head is not last or target.pos in {"PRON", "VERB", "NUM"}:
            return found
        if not self._needs(head, last, target):
            return found
        behind = target.name.words if target.name is not None else self.phrase(target)
        end = max(w.i for w in (*behind, target))
        more = self.analysis.words[case.i : end + 1]
        if len(found) + len(more) > _MAX_WORDS + 3 or any(w.is_verb for w in more):
            return found
        return [*found, *more]

    def _needs(self, head: Word, last: Word, target: Word) -> bool:
        grammar, key = self.grammar, fold(preposition(target)).split(" ")[0]
        kind = grammar.type_of(fold(last.lemma))
        if last is not head and fold(last.lemma) in grammar.adhering:
            return True
        if last is not head and last.dep in {"amod", "nmod"} and target.dep == "obl:arg":
            return grammar.participle(last)
        if last is head and grammar.deverbal(last.lemma) and last.pos == "NOUN" and kind == "OTHER":
            single = last.morph.get("Number") == "Sing" and target.dep == "nmod"
            return target.dep == "obl:arg" or key in grammar.governing or single and key in grammar.locative
        several = kind in {"PER", "GROUP"} and not grammar.definite(last)
        return several and key in grammar.partitives and target.dep == "nmod"

    def _has_own_name(self, word: Word) -> bool:
        """Is it a kind of place with its name before it (Kherson province)?"""
        named = (c.name is not None and c.name.type in {"LOC", "GPE"} for c in word.get("compound"))
        return word.name is None and fold(word.lemma) in self.grammar.introducers and any(named)

    def _belongs(self, child: Word, head: Word) -> bool:
        """Is a dependent a part of the phrase: unmarked, or marked as the language marks a genitive?"""
        case = child.first("case")
        if case is None:
            return True
        if not self.grammar.prenominal:
            return False
        return case.i > child.i or (preposition(child) in self.grammar.genitive_prepositions and head.name is None)

    def _add_partitive(self, word: Word, wanted: set[int]) -> None:
        """Add the part after من: عدد من المسلحين, 13 مليون شخص."""
        for child in word.get("nmod", "nummod", "obl", "obl:arg"):
            if preposition(child) in self.grammar.partitives:
                wanted.update(w.i for w in child.get("case"))
                wanted.add(child.i)
                wanted.update(c.i for c in child.get("amod", "nmod") if c.first("case") is None)


@dataclass(frozen=True, slots=True)
class _Named:
    type: str
    words: list[Word]


def _adjacent(word: Word, name: Word) -> bool:
    first = min(w.i for w in name.name.words) if name.name else name.i
    return first - word.i == 1
