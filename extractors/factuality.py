"""Polarity and modality of an event: what the words over it do to it.

The event's own particles come first (لم، لن، لا، قد، سوف), then every governing word up to the clause that asserts it:
a verb of denial turns the polarity, one of wish or plan sets the modality. Two negations make an affirmation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.lemmas import fold
from ..graph.model import Modality, Polarity
from .language import Effect, Grammar
from .syntax import Word, preposition

_COMPLEMENTS = frozenset(
    {"ccomp", "xcomp", "csubj", "csubj:pass", "obj", "obl:arg", "nsubj", "nsubj:pass", "nmod", "acl", "conj", "obl"}
)
_STRENGTH: dict[str, int] = {"actual": 0, "general": 1, "possible": 2, "planned": 3, "demanded": 4, "hypothetical": 5}


@dataclass(frozen=True, slots=True)
class Factuality:
    """Polarity and modality, and the words that brought them about."""

    polarity: Polarity
    modality: Modality
    negations: tuple[Word, ...] = ()
    moods: tuple[Word, ...] = ()  # the last is the one that counts

    @property
    def cues(self) -> tuple[Word, ...]:
        return (*self.negations, *self.moods)


def factuality(predicate: Word, grammar: Grammar) -> Factuality:
    """Return the polarity and modality of the event that a verb or noun states."""
    negations: list[Word] = []
    stopped: Word | None = None
    modality: Modality = "actual"
    cues: list[Word] = []
    for word, is_own in _scopes(predicate, grammar):
        own_modality, marks = _marked(word, grammar)
        negated_by = _negators(word, grammar)
        if negated_by and not is_own and _effect(word, grammar).modality == "possible":
            # لا تستطيع CNN التحقق: what one cannot do is told as not done.
            negations.extend(negated_by)
            continue
        negations.extend(negated_by)
        if own_modality and _STRENGTH[own_modality] > _STRENGTH[modality]:
            modality = own_modality
            cues.extend(marks)
        if is_own:
            continue
        effect = _effect(word, grammar)
        if effect.negates and not (fold(word.lemma) in grammar.refusing and _has_happened(predicate)):
            negations.append(word)
        stopped = stopped or (word if effect.negates and fold(word.lemma) in grammar.stopping else None)
        if effect.modality and _STRENGTH[effect.modality] > _STRENGTH[modality]:
            modality = effect.modality
            cues.append(word)
    if stopped is not None and _STRENGTH[modality] >= _STRENGTH["planned"] and len(negations) == 1:
        return Factuality("affirmed", "actual", (stopped,))  # What is to stop goes on: يجب أن يكف عن دعمه.
    if modality == "actual" and _is_general(predicate, grammar):
        modality = "general"
    polarity: Polarity = "negated" if len(negations) % 2 else "affirmed"
    return Factuality(polarity, modality, tuple(negations), tuple(cues))


_NONE = Effect()


def _effect(word: Word, grammar: Grammar) -> Effect:
    return grammar.effects.get(fold(word.lemma), _NONE)


def _is_general(predicate: Word, grammar: Grammar) -> bool:
    """Does an adverb say that it is so as a rule (عادة ما تستورد)?"""
    near = predicate.sentence.words if predicate.sentence else []
    return predicate.is_verb and any(
        fold(w.norm) in grammar.general_adverbs and abs(w.i - predicate.i) <= 3 for w in near if w.head is not None
    )


def _scopes(predicate: Word, grammar: Grammar) -> Iterator[tuple[Word, bool]]:
    """Yield the predicate, then the words over it whose complement it is, as far as they bear on it."""
    yield predicate, True
    word, steps = predicate, 0
    seen = {predicate.i}
    governor = _governor_before(predicate, grammar)
    if governor is not None and governor is not predicate.head:
        seen.add(governor.i)
        yield governor, False
    while word.head is not None and steps < 6:
        steps += 1
        head = word.head
        if not _governs(head, word, grammar):
            return
        if head.i in seen:
            word = head
            continue
        seen.add(head.i)
        if word.dep == "acl" and not head.is_verb and fold(head.lemma) not in grammar.effects:
            word = head
            continue
        if word.dep != "conj":
            yield head, False
        elif not word.is_verb and not preposition(word):
            yield head, True  # لبحث التعاون والاتفاق على ...: one preposition marks both.
        word = head


def _governor_before(predicate: Word, grammar: Grammar) -> Word | None:
    """Return the word of effect that a clause with أن follows, found by position where the parser hung it elsewhere."""
    mark = next((m for m in predicate.get("mark") if fold(m.norm) in grammar.complementizers), None)
    if mark is None or predicate.sentence is None or fold(mark.norm) not in grammar.subordinators:
        return None
    for word in reversed([w for w in predicate.sentence.words if mark.i - 12 <= w.i < mark.i]):
        lemma = fold(word.lemma)
        if lemma in grammar.effects and word is not predicate:
            return word
        if word.is_verb or lemma in grammar.speech_nouns:
            return None
    return None


def _governs(head: Word, word: Word, grammar: Grammar) -> bool:
    """Does what is said of the head bear on the word below: is it the content of the head, not a bystander?"""
    if word.dep not in _COMPLEMENTS:
        return False
    lemma = fold(head.lemma)
    if word.dep == "acl" and not head.is_verb and head.name is None and head.morph.get("Definite") == "Ind":
        return (
            head.dep in {"obj", "obl:arg", "nmod"} and fold(preposition(head)) not in grammar.locative
        )  # دعا إلى حوار يشمل الأحزاب: what is not there yet does nothing yet.
    if word.dep == "conj":
        return head.is_verb == word.is_verb
    if lemma in grammar.effects:
        return (
            word.dep not in {"nsubj", "obl"}
            or not head.is_verb
            or fold(preposition(word)) in grammar.governed_prepositions
        )
    if (
        lemma in grammar.raising
        or lemma in grammar.existence
        or lemma in grammar.support_passive
        or lemma in grammar.support
    ):
        return True
    if lemma in grammar.negating_nouns:
        return True
    if head.pos == "NOUN" and word.dep == "nmod" and not preposition(word):
        verb = fold(
            grammar.deverbal(head.lemma)
        )  # استبعد اندلاع حرب: the first noun only says that the second happens.
        if verb in grammar.support | grammar.support_passive or lemma in grammar.transparent:
            return True
    # A noun of event under another noun: only through genitives (احتمال انسحاب); under a plain verb, its object is
    # told as fact.

    return word.dep in {"xcomp"} and head.is_verb


def _negators(word: Word, grammar: Grammar) -> list[Word]:
    found: list[Word] = []
    if fold(word.lemma) in grammar.continuing:  # ما زال and لا يزال affirm.
        return found
    for child in word.children:
        lemma = fold(child.lemma)
        if (
            child.dep in {"advmod", "aux", "cop", "mark", "cc", "det", "discourse"}
            and lemma in grammar.negators
            and child.i < word.i
        ):
            if child.pos in {"PART", "AUX", "VERB", "CCONJ", "SCONJ", "ADV"} and not _goes_on(child, grammar):
                found.append(child)
        elif child.dep in {"case", "mark", "advmod"} and child.i < word.i:
            below = (child, *child.children)
            if any(fold(w.lemma) in grammar.negating_nouns for w in below):  # من دون أن يجتمع
                found.append(child)
    for subject in word.get("nsubj"):  # ليست السعودية طرفا: the copula may hang on the subject
        found.extend(c for c in subject.get("cop", "aux") if fold(c.lemma) in grammar.negative_verbs)
    if not found and grammar.denied(word):
        found.append(word)
    if fold(word.lemma) in grammar.negative_verbs and word.is_verb:
        found.append(word)
    if found and word.sentence is not None:
        after = [w for w in word.sentence.words if word.i < w.i <= word.i + 14]
        if any(_cancels(w, following, grammar) for w, following in zip(after, [*after[1:], None], strict=True)):
            return []
    head = word.head
    if (
        word.dep.startswith("nsubj")
        and head is not None
        and head.pos == "PART"
        and fold(head.lemma) in grammar.negators
    ):
        found.append(head)  # لا خطة: the treebank makes the particle the head.
    if word.dep in {"nmod", "amod", "acl"} and head is not None and fold(head.lemma) in grammar.negating_nouns:
        found.append(head)
    return found


def _goes_on(negator: Word, grammar: Grammar) -> bool:
    """Is the negation that of a verb of going on (ما تزال ترفض), which affirms?"""
    words = negator.sentence.words if negator.sentence else []
    at = negator.i - words[0].i + 1 if words else 0
    return at < len(words) and fold(words[at].lemma) in grammar.continuing


def _has_happened(predicate: Word) -> bool:
    """Does the plural of a verbal noun tell of what has happened (رفض لتدخلات إيران)? Who refuses it denies nothing."""
    return predicate.pos == "NOUN" and predicate.morph.get("Number") == "Plur"


def _cancels(word: Word, following: Word | None, grammar: Grammar) -> bool:
    """Does a word take a denial back (لم ... فحسب، لم ... سوى، لا ... إلا), and not begin another clause (إلا أن)?"""
    joined = word.text + (following.text if following is not None and following.start == word.end else "")
    if fold(joined) in grammar.cancelling:
        return True
    if fold(word.norm) not in grammar.cancelling:
        return False
    return following is None or following.pos not in {"SCONJ", "PUNCT"}


def _marked(word: Word, grammar: Grammar) -> tuple[Modality | None, list[Word]]:
    best: Modality | None = None
    marks: list[Word] = []
    for child in word.children:
        lemma = fold(child.lemma)
        found: Modality | None = None
        if child.dep in {"aux", "aux:pass", "advmod", "advmod:emph", "mark", "cc", "case"}:
            if (own := grammar.mark(word, child)) is not None:
                found = own
            elif lemma in grammar.conditional_markers and child.dep == "mark":
                found = "hypothetical"
            elif lemma in grammar.possible_particles:
                found = "possible"
            elif lemma in grammar.future_particles:
                found = "planned"
            elif (
                lemma in grammar.purpose_markers
                and child.dep in {"mark", "case"}
                and word.dep in {"advcl", "obl", "nmod", "obl:arg"}
            ):
                if word.is_verb and lemma not in grammar.extents or _is_purpose_noun(word, child, grammar):
                    found = "planned"
        if found and (best is None or _STRENGTH[found] > _STRENGTH[best]):
            best = found
            marks.append(child)
    return best, marks


def _is_purpose_noun(word: Word, case: Word, grammar: Grammar) -> bool:
    """Is it ل with a verbal noun under a verb (انطلقت لتحرير المدينة), not a recipient?"""
    if fold(case.lemma) not in grammar.dative_prepositions or word.pos != "NOUN" or word.head is None:
        return False
    return word.dep in {"obl", "obl:arg"} and word.head.is_verb and bool(grammar.deverbal(word.lemma))
