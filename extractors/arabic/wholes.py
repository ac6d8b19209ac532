"""Phrases that the parser cuts in the middle: names with أبو, names that begin like a preposition, titles, wishes, and
clauses set off by dashes."""

from __future__ import annotations

from collections.abc import Iterator

from ...graph.lemmas import fold, folded
from ..language import Grammar
from ..syntax import Analysis, Name, Sentence, Word, attach

_KUNYA = folded("أبو أبي أبا أم ابن بن آل بو با")
_CLITICS = frozenset({"ب", "ل", "ك", "ف", "و"})
_MEMBERS = folded("عضو عضوة")
_DASHES = {"-": "-", "–": "–", "—": "—", "(": ")", "ـ": "ـ"}
# verbs of saying whose object may be a person
_TELLING = folded("أبلغ أخبر سأل حذر خاطب حمل اتهم انتقد لام أدان هدد توعد أنذر أعلن قدر وعد")
_BLESSINGS = folded("حفظ عون إذن فضل حمد مشيئة توفيق بركة رعاية")


def mend(analysis: Analysis, grammar: Grammar) -> None:
    """Mend such phrases in place, once the names are known."""
    for name in list(analysis.names):
        if name.type == "PER":
            _kunya(name, analysis)
    for sentence in analysis.sentences:
        for word in sentence.words:
            if word.pos == "ADJ" and word.norm.startswith("ال"):
                _causal_attribute(word, sentence, grammar)
            if word.is_verb:
                _wish(word, sentence)
                _set_off(word, sentence)
        _blessings(sentence)
    for name in analysis.names:
        if name.type == "PER":
            _office_behind(name, analysis, grammar)


def rejoin(analysis: Analysis) -> None:
    """Join surnames whose first letter was cut off as a preposition though they stand whole elsewhere (بوطالب)."""
    persons = [name for name in analysis.names if name.type == "PER"]
    whole = {w.text for name in persons for w in name.words}
    whole |= {one.text + two.text for name in persons for one, two in _glued(name.words)}
    for clitic, rest in _glued(analysis.words):
        if clitic.text + rest.text not in whole or (rest.name is not None and rest.name.type != "PER"):
            continue
        if clitic.name is None or clitic.name is not rest.name:
            _rejoin(clitic, rest, analysis)


def _top(name: Name) -> Word:
    return next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])


def _kunya(name: Name, analysis: Analysis) -> None:
    """A name that ends in أبو goes on with the next word: أبو عليا."""
    last = name.words[-1]
    after = analysis.words[last.i + 1] if last.i + 1 < len(analysis.words) else None
    if fold(last.norm) not in _KUNYA or after is None or after.sentence is not last.sentence:
        return
    if after.pos not in {"PROPN", "NOUN", "X", "ADJ"} or (after.name is not None and after.name.type != "PER"):
        return
    if after.name is not None:
        analysis.names.remove(after.name)
        more = after.name.words
    else:
        more = [after]
    top = _top(name)
    for word in more:
        word.name, word.pos = name, "PROPN"
        if word.head is None or word.head not in {*name.words, *more}:
            attach(word, top, "flat")
    name.words = [*name.words, *more]


def _glued(words: list[Word]) -> Iterator[tuple[Word, Word]]:
    """Yield one-letter prepositions and conjunctions with the word that they are written on."""
    for one, two in zip(words, words[1:], strict=False):
        if one.text in _CLITICS and one.end == two.start and one.sentence is two.sentence:
            yield one, two


def _rejoin(clitic: Word, rest: Word, analysis: Analysis) -> None:
    """Make a cut letter and its word one name, with the name right before if there is one (إبراهيم بوطالب) and all of
    the name that the word begins."""
    parts = {clitic, rest, *(rest.name.words if rest.name is not None else ())}
    before = analysis.words[clitic.i - 1] if clitic.i else None
    follows = before is not None and before.sentence is clitic.sentence
    name = before.name if before is not None and follows else None
    for word in (clitic, rest):
        if word.name is not None and word.name is not name and word.name in analysis.names:
            analysis.names.remove(word.name)
            for part in word.name.words:
                part.name = None
    if name is None or name.type != "PER":
        name = Name("PER", [])
        analysis.names.append(name)
        if rest.dep in {"obl", "obl:arg"} and rest.head is not None and rest.head.is_verb:
            rest.dep = "nsubj" if rest.head.first("nsubj") is None else rest.dep
    else:
        attach(rest, _top(name), "flat")
    clitic.pos = rest.pos = "PROPN"
    for part in parts:
        part.name = name
    attach(clitic, rest, "flat")
    name.words = sorted({*name.words, *parts}, key=lambda w: w.i)


def _causal_attribute(word: Word, sentence: Sentence, grammar: Grammar) -> None:
    """الرئيس المنتهية ولايته نيكولاس مادورو: the noun with the pronoun is said of the title, whose name comes after."""
    at = word.i - sentence.words[0].i
    title = word.head
    rest = sentence.words[at + 1 : at + 4]
    if title is None or title.is_verb or len(rest) < 2 or title.i > word.i:
        return
    noun, pronoun = rest[0], rest[1]
    if noun.pos != "NOUN" or pronoun.pos != "PRON" or pronoun.start != noun.end:
        return
    title_agrees = fold(title.lemma) in grammar.role_nouns | grammar.person_nouns
    feminine = word.norm.endswith("ة")
    if not title_agrees or noun.head is word or feminine != noun.lemma.endswith("ة"):
        return
    if feminine == title.norm.endswith("ة"):
        return  # an adjective of the title itself: الرئيس الروسي نظيره
    name = rest[2].name if len(rest) == 3 else None
    attach(noun, word, "nsubj")
    if name is not None and name.type == "PER" and name.words[0] is rest[2]:
        attach(_top(name), title, "nmod")


def _wish(verb: Word, sentence: Sentence) -> None:
    """What God is asked to do is no event: حفظه الله, بارك الله فيه."""
    at = verb.i - sentence.words[0].i
    after = [w for w in sentence.words[at + 1 : at + 4] if w.pos not in {"PRON", "ADP"}][:1]
    if verb.morph.get("Aspect") != "Perf" or not after or fold(after[0].norm) != fold("الله"):
        return
    if after[0].first("nmod") is None:
        verb.pos = "INTJ"


def _blessings(sentence: Sentence) -> None:
    """بحفظ الله, بإذن الله: said of no event."""
    for noun, god in zip(sentence.words, sentence.words[1:], strict=False):
        if fold(god.norm) == fold("الله") and fold(noun.lemma) in _BLESSINGS and noun.first("case") is not None:
            noun.dep = "discourse"


def _set_off(verb: Word, sentence: Sentence) -> None:
    """What comes after the dash or bracket that closes a relative clause belongs to the verb around it."""
    head = verb.head
    if verb.dep not in {"acl", "acl:relcl"} or head is None or head.i > verb.i:
        return
    first = sentence.words[0].i
    opener = next((w for w in sentence.words[head.i - first : verb.i - first] if w.text in _DASHES), None)
    if opener is None:
        return
    closing = _DASHES[opener.text]
    end = next((w for w in sentence.words if w.i > verb.i and w.text == closing), None)
    above = next((w for w in head.ancestors() if w.is_verb and w.i < opener.i), None)
    if end is None:
        return
    for word in [w for w in verb.subtree() if w.i > end.i and w.head is not None and w.head.i < end.i]:
        if word.dep == "punct":
            continue
        if above is not None and word not in set(above.ancestors()):
            attach(word, above, word.dep)
        elif word.first("case") is not None and head is not word:
            attach(word, head.head if head.head is not None else head, "obl")


def _office_behind(name: Name, analysis: Analysis, grammar: Grammar) -> None:
    """A membership, or behind a verb of saying any office, right behind a person's name says who that is."""
    last = name.words[-1]
    office = analysis.words[last.i + 1] if last.i + 1 < len(analysis.words) else None
    if office is None or office.sentence is not last.sentence or office.name is not None or office.pos != "NOUN":
        return
    verb = office.head
    if verb is None or not verb.is_verb or office.dep not in {"nsubj", "obj", "xcomp"} or verb.i > office.i:
        return
    if office.norm.startswith("ال") or office.morph.get("Definite") != "Cons":
        return
    lemma, saying = fold(office.lemma), fold(verb.lemma)
    says = saying in grammar.speech and saying not in grammar.object_control | grammar.naming
    says = says and saying not in _TELLING and lemma in grammar.role_nouns
    if not (lemma in _MEMBERS or says):
        return
    top = _top(name)
    dep = office.dep
    attach(office, top, "appos")
    title = top.head
    if top.head is verb and top.dep == "obj" and dep == "nsubj":
        top.dep = "nsubj"
    elif title is not None and title.head is verb and title.dep == "obj" and dep == "nsubj":
        title.dep = "nsubj"
