"""Polarity and modality of an event: what the words over it do to it.

The event's own particles come first (لم، لن، لا، قد، سوف), then every governing word up to the clause that asserts it
(``scopes.py``): a verb of denial turns the polarity, one of wish or plan sets the modality. Two negations make an
affirmation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..graph.lemmas import fold
from ..graph.model import Modality, Polarity
from .events import Event
from .language import Grammar
from .purposes import acting, is_purpose
from .scopes import effect_of, scopes
from .syntax import Word, relative_pronoun

_STRENGTH: dict[str, int] = {"actual": 0, "general": 1, "possible": 2, "planned": 3, "demanded": 4, "hypothetical": 5}
_OF_PLACE = frozenset({"nisba", "place"})  # القوات الأميركية في كوريا ليست ...: whatever is told of them
_REACH = 14  # words after a denied word in which a word may take the denial back


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


def facts_of(event: Event, grammar: Grammar) -> Factuality:
    """Return the polarity and modality of an event; what a noun phrase takes for granted, offices and owners, is so
    whatever its clause says."""
    if is_granted(event, grammar):
        return Factuality("affirmed", "actual")
    ends = (end.word for end in (event.subject, event.object) if end is not None and not end.dropped)
    facts = factuality(event.predicate, grammar, ends=ends)
    contrast = _contrasted(event, grammar)
    if contrast is None or facts.negations:
        return facts
    return replace(facts, polarity="negated", negations=(contrast,))


def _contrasted(event: Event, grammar: Grammar) -> Word | None:
    """Return the word that denies an event of its object alone (منحازة لليبيا، وليس لأي طرف ليبي), or None."""
    end = event.object.word if event.object is not None else None
    if end is None or end.sentence is None or end.i < event.predicate.i:
        return None
    words = end.sentence.words
    at = end.i - words[0].i - 1
    while at > 1 and words[at].pos in {"ADP", "DET", "ADJ", "NOUN"} and end.i - words[at].i <= 3:
        at -= 1
    denies = at > 0 and fold(words[at].lemma) in grammar.negative_verbs and words[at].i > event.predicate.i
    return words[at] if denies and words[at - 1].pos in {"CCONJ", "PUNCT"} else None


def is_granted(event: Event, grammar: Grammar) -> bool:
    """Does a noun phrase take an event for granted (الرئيس السوري), and no clause tell it (تونس منحازة لليبيا)?"""
    word = event.predicate
    told = word.first("nsubj", "nsubj:pass", "cop") is not None
    told = told or word.head is not None and word.head.is_verb and fold(word.head.lemma) in grammar.copulas
    return event.presupposed and (not told or event.rule in _OF_PLACE)


def factuality(predicate: Word, grammar: Grammar, *, ends: Iterable[Word] = ()) -> Factuality:
    """Return the polarity and modality of the event that a verb or noun states.

    ``ends`` are the words of its participants: what سوى and إلا take out of a denial is affirmed of them alone.
    """
    told = tuple(ends)
    negations: list[Word] = []
    stopped: Word | None = None
    modality: Modality = "actual"
    cues: list[Word] = []
    for word, bearing in scopes(predicate, grammar):
        own_modality, marks = _marked(word, grammar)
        if own_modality and _STRENGTH[own_modality] > _STRENGTH[modality]:
            modality = own_modality
            cues.extend(marks)
        if bearing == "marks":
            continue
        negated_by = [*_negators(word, grammar, told), *_undone(word, grammar)]
        effect = effect_of(word, grammar)
        if negated_by and bearing == "over" and effect.modality == "possible":
            if effect.negates:  # لا يستبعد أن يكون: it may be.
                modality = max(modality, effect.modality, key=lambda m: _STRENGTH[m])
                cues.append(word)
            else:  # لا تستطيع CNN التحقق: what one cannot do is told as not done.
                negations.extend(negated_by)
                if fold(word.lemma) in grammar.likelihoods:  # من غير المرجح أن توافق
                    modality = max(modality, effect.modality, key=lambda m: _STRENGTH[m])
                    cues.append(word)
            continue
        negations.extend(one for one in negated_by if one not in negations)  # a purpose is denied with its deed
        if bearing == "own":
            continue
        if effect.negates and not (fold(word.lemma) in grammar.refusing and _has_happened(predicate)):
            negations.append(word)
        stopped = stopped or (word if effect.negates and fold(word.lemma) in grammar.stopping else None)
        if effect.modality and _STRENGTH[effect.modality] > _STRENGTH[modality]:
            modality = effect.modality
            cues.append(word)
    likely = _likely(predicate, grammar)
    if likely is not None and modality == "planned":
        modality, cues = "possible", [*cues, likely]  # تستعد لهجوم محتمل
    if stopped is not None and _STRENGTH[modality] >= _STRENGTH["planned"] and len(negations) == 1:
        return Factuality("affirmed", "actual", (stopped,))  # What is to stop goes on: يجب أن يكف عن دعمه.
    if modality == "actual" and (asked := _asked(predicate, grammar)) is not None:
        modality, cues = "possible", [asked]
    if modality == "actual" and _is_general(predicate, grammar):
        modality = "general"
    polarity: Polarity = "negated" if len(negations) % 2 else "affirmed"
    return Factuality(polarity, modality, tuple(negations), tuple(cues))


def _likely(predicate: Word, grammar: Grammar) -> Word | None:
    """Return the adjective that says of a noun of event that it may be (هجوم محتمل), or None."""
    if predicate.is_verb:
        return None
    return next((c for c in predicate.get("amod") if fold(c.lemma) in grammar.likely), None)


def _asked(predicate: Word, grammar: Grammar) -> Word | None:
    """Return the word or mark that makes a question of the clause whether it is so (هل تنسحب ...)؛ why and how take it
    for granted."""
    words = predicate.sentence.words if predicate.sentence and grammar.asking else []
    for word in reversed([w for w in words if w.i < predicate.i]):
        if word.pos == "PUNCT" and word.text not in {'"', "«", "“", "``"}:
            break
        if fold(word.norm) in grammar.asking:
            return word
        if fold(word.norm) in grammar.question_words:
            return None
    ending = words[-1] if words and words[-1].text in {"؟", "?"} else None
    asking = [w for w in words if not (grammar.prenominal and relative_pronoun(w))]
    plain = not any(fold(w.norm) in grammar.question_words | grammar.asking for w in asking)
    return ending if plain and not any(w.text in {":", ".."} for w in words) else None


def _is_general(predicate: Word, grammar: Grammar) -> bool:
    """Does an adverb say that it is so as a rule (عادة ما تستورد)?"""
    near = predicate.sentence.words if predicate.sentence else []
    return predicate.is_verb and any(
        fold(w.norm) in grammar.general_adverbs and abs(w.i - predicate.i) <= 3 for w in near if w.head is not None
    )


def _negators(word: Word, grammar: Grammar, ends: tuple[Word, ...] = ()) -> list[Word]:
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
            particle = child.pos in {"PART", "AUX", "VERB", "CCONJ", "SCONJ", "ADV"}
            if particle and not _goes_on(child, grammar) and not _is_but(child, grammar):
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
    if found and _is_taken_back(word, found[0], grammar, ends):
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


def _undone(word: Word, grammar: Grammar) -> list[Word]:
    """Return what denies the deed that a purpose belongs to (لم تتحرك الشرطة لإلقاء القبض): nor was it reached."""
    over = acting(word)
    if over is None or not over.is_verb:
        return []
    aimed = any(is_purpose(word, mark, grammar) for mark in word.get("mark", "case"))
    return _negators(over, grammar) if aimed else []


def _is_but(particle: Word, grammar: Grammar) -> bool:
    """Is it إلا, which no more than looks like ألا?"""
    return fold(particle.norm) in grammar.exceptive and not particle.norm.startswith("أ")


def _goes_on(negator: Word, grammar: Grammar) -> bool:
    """Is the negation that of a verb of going on (ما تزال ترفض), which affirms?"""
    words = negator.sentence.words if negator.sentence else []
    at = negator.i - words[0].i + 1 if words else 0
    return at < len(words) and fold(words[at].lemma) in grammar.continuing


def _has_happened(predicate: Word) -> bool:
    """Does the plural of a verbal noun tell of what has happened (رفض لتدخلات إيران)? Who refuses it denies nothing."""
    return predicate.pos == "NOUN" and predicate.morph.get("Number") == "Plur"


def _is_taken_back(word: Word, negator: Word, grammar: Grammar, ends: tuple[Word, ...]) -> bool:
    """Is a denial no denial (لا ... فقط، لم ... فحسب)، or one of all but an end (لم تشمل سوى مليون دولار)؟ What will
    not be done but for something (لن تتراجع إلا بـ) is denied."""
    future = fold(negator.lemma) in grammar.future_particles
    words = word.sentence.words if word.sentence else []
    after = [w for w in words if word.i < w.i <= word.i + _REACH]
    for one, following in zip(after, [*after[1:], None], strict=True):
        joined = fold(one.text + following.text) if following is not None and following.start == one.end else ""
        if {fold(one.norm), joined} & grammar.cancelling:
            return True
        if following is not None and following.pos in {"SCONJ", "PUNCT"}:
            continue  # إلا أن begins another clause
        if {fold(one.norm), joined} & grammar.exceptive:
            past = fold(negator.lemma) in grammar.past_negators
            if following is not None and fold(following.norm) in grammar.until and not past:
                return False  # لا يسافر إلا بعد ...: until then he does not
            return not future or any(end.i > one.i for end in ends)
    return False


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
            elif word.is_verb and lemma in grammar.dative_prepositions and _after_unreal(child, grammar):
                found = "hypothetical"  # لولا ... لاحتل المتشددون المدينة
            elif lemma in grammar.future_particles:
                found = "planned"
            elif child.dep in {"mark", "case"} and is_purpose(word, child, grammar):
                found = "planned"
        elif word.is_verb and _is_unreal(child, word, grammar):
            found = "hypothetical"
        elif child.dep == "amod" and not word.is_verb and {fold(child.lemma), fold(child.norm)} & grammar.pending:
            found = "planned"  # الاجتماع المزمع
        elif not word.is_verb and child.dep in {"obl", "nmod", "obl:arg"} and _is_to_come(child, grammar):
            found = "planned"  # تنظيم انتخابات في 24 يونيو المقبل
        elif child.dep == "amod" and not word.is_verb and fold(child.norm) in grammar.alleged:
            found = "possible"
        if found and (best is None or _STRENGTH[found] > _STRENGTH[best]):
            best = found
            marks.append(child)
    return best, marks


def _is_to_come(time: Word, grammar: Grammar) -> bool:
    """Is a phrase a time that is still to come (الشهر المقبل، 24 يونيو القادم)?"""
    parts = [time, *(c for c in time.get("nmod", "appos") if c.pos in {"NOUN", "NUM"})]
    parts += [c for part in parts[1:] for c in part.get("appos")]
    if not any(fold(c.lemma) in grammar.coming for part in parts for c in part.get("amod")):
        return False
    return any({fold(part.lemma), fold(grammar.bare(part.norm))} & grammar.time_nouns for part in parts)


def _is_unreal(child: Word, verb: Word, grammar: Grammar) -> bool:
    """Does a clause or phrase with لو or لولا below a verb say that it did not come to that?"""
    if child.dep not in {"advcl", "obl", "nmod", "dep"} or not grammar.counterfactual:
        return False
    return any(fold(w.lemma) in grammar.counterfactual for w in child.get("mark", "case"))


def _after_unreal(particle: Word, grammar: Grammar) -> bool:
    words = particle.sentence.words if particle.sentence and grammar.counterfactual else []
    return any(fold(w.norm) in grammar.counterfactual for w in words if w.i < particle.i)
