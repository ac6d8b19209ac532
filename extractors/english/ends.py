"""What belongs to an English noun phrase beyond the words of its tree: about 3,000 people, faith in justice, a promise
to build a wall."""

from __future__ import annotations

from ..syntax import Analysis, Sentence, Word

_ROUGHLY = frozenset("about almost nearly over around roughly approximately".split())
_BOUNDS = frozenset(
    {("at", "least"), ("at", "most"), ("up", "to"), ("more", "than"), ("less", "than"), ("fewer", "than")}
    | {("as", "many", "as"), ("as", "much", "as"), ("close", "to"), ("no", "more", "than"), ("no", "fewer", "than")}
)
COMPLEMENTS = {  # noun -> what marks what it is of, without which it says little
    noun: frozenset(marks.split())
    for nouns, marks in (
        ("faith confidence trust belief interest stake share role part", "in of"),
        ("question answer reply response objection", "from to about on over"),
        ("crime offence offense", "against"),
        ("warrant reason need demand support request", "for"),
        ("access threat solution alternative opposition commitment", "to"),
        ("immunity protection freedom", "from"),
        ("statement discussion debate concern doubt fear claim warning information", "about on over against"),
        ("war fight campaign", "on against with"),
        ("ban sanction restriction limit embargo", "on against"),
        ("allegation accusation charge", "of against"),
    )
    for noun in nouns.split()
    for marks in (marks,)
}
_AIMS = frozenset(
    "promise pledge vow plan goal aim attempt effort decision intention bid proposal right refusal ability".split()
)
_INSIDE = frozenset("det amod compound nmod:poss nummod flat nmod:desc advmod case punct".split())
_LONGEST = 12
_BEFORE = frozenset("amod compound nummod nmod:desc".split())


def extended(analysis: Analysis, words: list[Word]) -> list[Word]:
    """Return the words of a phrase with what limits its number before it and the complement of its noun behind it."""
    head = next((w for w in words if w.head not in words), words[-1])
    found = _qualified(analysis, words, head)
    found = [*_measure(analysis, found[0]), *found]
    if head is words[-1] and head.name is None and head.pos == "NOUN":
        found += _complement(analysis, head)
    return found if len(found) <= _LONGEST else words


def _qualified(analysis: Analysis, words: list[Word], head: Word) -> list[Word]:
    """French far-right leader: what qualifies the noun stands also before the words that a hyphen joins."""
    found = list(words)
    joined = any(w.text == "-" for w in words[1:-1])
    while joined and head.name is None and found[0].i:
        before = analysis.words[found[0].i - 1]
        if before.dep not in _BEFORE or before.head not in found or before.is_verb:
            break
        found.insert(0, before)
    return found


def _measure(analysis: Analysis, first: Word) -> list[Word]:
    """Return about, almost, at least and their like before a number."""
    if first.pos != "NUM" and first.text.casefold() not in {"half", "twice"}:
        return []
    before = analysis.words[max(0, first.i - 3) : first.i]
    before = [w for w in before if w.sentence is first.sentence]
    for bound in _BOUNDS:
        if tuple(w.text.casefold() for w in before[-len(bound) :]) == bound:
            return before[-len(bound) :]
    if before and before[-1].text.casefold() in _ROUGHLY and (before[-1].pos == "ADV" or before[-1].dep == "advmod"):
        return before[-1:]
    return []


def bound(sentence: Sentence, number: Word) -> bool:
    """Does a limit stand before a number (at least, up to, more than)?"""
    before = [w.text.casefold() for w in sentence.words if number.i - 3 <= w.i < number.i]
    return any(tuple(before[-len(limit) :]) == limit for limit in _BOUNDS) or before[-1:] in [[w] for w in _ROUGHLY]


def _complement(analysis: Analysis, noun: Word) -> list[Word]:
    """Return the words behind a noun that say what it is of or for; nothing where its tree does not say so."""
    following = analysis.words[noun.i + 1 : noun.i + _LONGEST]
    marks = COMPLEMENTS.get(noun.lemma, frozenset())
    for below in noun.get("nmod"):
        case = below.first("case")
        if case is not None and case.i == noun.i + 1 and case.text.casefold() in marks:
            below_it = [w for w in following if w.i <= below.i]
            return below_it if all(_is_inside(w, below) for w in below_it) else []
    if noun.lemma not in _AIMS:
        return []
    for verb in noun.get("acl"):
        mark = verb.first("mark")
        if mark is None or mark.i != noun.i + 1 or mark.text.casefold() != "to":
            continue
        given = verb.first("obj")
        end = given if given is not None and given.i > verb.i else verb
        below_it = [w for w in following if w.i <= end.i]
        return below_it if all(verb in (w, *w.ancestors()) and w.pos != "PUNCT" for w in below_it) else []
    return []


def _is_inside(word: Word, head: Word) -> bool:
    while word is not head:
        if word.dep not in _INSIDE or word.head is None or word.text in {",", ";", ":"}:
            return False
        word = word.head
    return True
