"""Fixed phrases of English: one predicate (shake hands, get in touch), one preposition (in support of)."""

from __future__ import annotations

from ..syntax import Sentence, Word, attach, preposition

_PREDICATES = {
    phrase.split(" ", 1)[0]: tuple(p.split(" ")[1:] for p in group)
    for group in (
        ("get in touch",), ("keep in touch",), ("shake hands",), ("take office", "take effect", "take shape",
         "take aim", "take advantage", "take note", "take comfort", "take heart", "take succor", "take stock"),
        ("wreak havoc",), ("bring to justice", "bring to light"), ("hold to account",), ("lose sight", "lose touch"),
        ("come to light", "come into force", "come into effect", "come to power", "come under fire"),
        ("go into effect", "go on strike", "go on trial"), ("run for office",), ("put on hold",),
        ("make contact",), ("set ablaze", "set alight", "set on fire"), ("call into question",),
        ("give way",), ("catch fire",),
    )
    for phrase in group
}  # fmt: skip
_PREPOSITIONS = {  # phrase of preposition and noun -> the preposition that says the same
    ("in", "support", "of"): "for", ("in", "favor", "of"): "for", ("in", "favour", "of"): "for",
    ("in", "opposition", "to"): "against", ("in", "protest", "against"): "against", ("in", "protest", "at"): "against",
    ("as", "part", "of"): "within", ("as", "result", "of"): "because of", ("in", "wake", "of"): "after",
    ("in", "course", "of"): "during", ("in", "aftermath", "of"): "after",
    ("in", "defence", "of"): "for", ("in", "defense", "of"): "for", ("in", "solidarity", "with"): "for",
}  # fmt: skip
_MEASURES = frozenset(
    "vote margin means way percent % percentage point majority mile kilometer kilometre km dollar euro degree time "
    "lot number amount name email e-mail telephone phone post television radio video letter mail default law".split()
)


def phrases(sentence: Sentence) -> None:
    """Mend the fixed phrases of a sentence, in place."""
    _en_route(sentence)
    for word in sentence.words:
        if word.pos == "VERB":
            _join(word, sentence)
            _to_do_with(word, sentence)
        _preposition(word, sentence)
        if word.dep in {"obl:agent", "obl"} and preposition(word) == "by" and _is_measure(word):
            word.dep = "obl:unmarked"  # passed by votes of 230


def _is_measure(word: Word) -> bool:
    if word.name is not None:
        return False
    return word.pos in {"NUM", "SYM"} or word.lemma.casefold() in _MEASURES


def _en_route(sentence: Sentence) -> None:
    """en route to Italy tells where something leads, and nobody's deed."""
    for first, second in zip(sentence.words, sentence.words[1:], strict=False):
        if first.text.casefold() != "en" or second.text.casefold() != "route":
            continue
        first.pos, first.dep, first.morph = "ADV", "advmod", {}
        second.pos, second.dep = "ADV", "fixed"


def _to_do_with(verb: Word, sentence: Sentence) -> None:
    """have a lot to do with it: nobody does anything."""
    at = verb.i - sentence.words[0].i
    before, after = sentence.words[max(0, at - 1) : at], sentence.words[at + 1 : at + 2]
    if verb.lemma == "do" and verb.dep != "root" and before and before[0].text == "to" and after:
        if after[0].text == "with":
            verb.pos = "X"


def _join(verb: Word, sentence: Sentence) -> None:
    """Make the words of a fixed predicate part of its verb; what hung on its noun hangs on the verb."""
    for rest in _PREDICATES.get(verb.lemma, ()):
        after = [w for w in sentence.words if verb.i < w.i <= verb.i + len(rest)]
        if [w.text.casefold() for w in after] != rest:
            continue
        last = after[-1]
        if last.head is not verb and (last.head is None or last.head.head is not verb):
            continue
        for child in [c for c in last.children if c.i > last.i and c not in after]:
            dep = "obl" if child.dep == "nmod" else "obj" if child.dep in {"obj", "appos"} else child.dep
            attach(child, verb, dep)
        last.pos = "NOUN"
        for word in after:
            attach(word, verb, "compound:prt")
        verb.lemma = f"{verb.lemma} {' '.join(rest)}"
        return


def _preposition(noun: Word, sentence: Sentence) -> None:
    """rallied in support of the president: for him."""
    case, at = noun.first("case"), noun.i - sentence.words[0].i
    after = sentence.words[at + 1 : at + 2]
    article = noun.first("det")
    apart = 2 if article is not None and article.i == noun.i - 1 else 1
    if case is None or not after or noun.head is None or case.i != noun.i - apart:
        return
    meant = _PREPOSITIONS.get((case.text.casefold(), noun.text.casefold(), after[0].text.casefold()))
    ends = [c for c in noun.get("nmod") if c.first("case") is after[0]]
    if meant is None or not ends:
        return
    end, head = ends[0], noun.head
    attach(end, head, "obl" if head.is_verb else "nmod")
    after[0].lemma = meant
    for word in (case, noun):
        attach(word, end, "dep")
    noun.pos = case.pos = "ADP"
