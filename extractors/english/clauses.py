"""Clauses without a finite verb, brought under the word whose doer does what they say.

An infinitive or participle that the parser hung on the nearest noun of place or time belongs to the clause (started the
month visiting Kenosha; in New York to attend the assembly); what follows the object of urge, ask or criticise is its
complement (urged the states not to vote).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..arguments import is_passive
from ..syntax import Sentence, Word, attach, preposition

_TIMES = frozenset("day week month year hour minute morning evening night afternoon weekend decade time".split())
_SITED = frozenset({"LOC", "GPE"})
_STATES = frozenset(
    "include involve border contain belong surround overlook lead face link connect span house comprise consist host "
    "separate divide hold run stretch".split()
)  # what places do
_TOLD_OF = frozenset("of about against with over".split())
_DIRECTING = frozenset(
    "ask urge order tell call appeal press push force compel allow permit enable encourage persuade convince advise "
    "warn invite help require instruct authorise authorize direct cause lead request pressure beg command task want "
    "prompt expect implore entreat plead".split()
)
_ASPIRING = frozenset(
    "refuse fail decline want agree promise vow pledge threaten hope attempt try manage plan intend decide seek "
    "struggle begin start continue prepare wish expect aim strive hesitate choose opt swear offer volunteer".split()
)  # what they are about stands in an infinitive, whatever is set between
_WILLED = frozenset("win regain avoid escape please appease mark celebrate commemorate honour honor avenge".split())
_BLAMING = frozenset(
    "criticise criticize condemn denounce fault praise thank applaud commend slam rebuke sentence jail arrest fine "
    "detain expel dismiss sack punish prosecute sue execute imprison suspend charge convict".split()
)
_RIGHTEOUS = frozenset({"business", "trouble", "difficulty", "problem", "fun", "luck", "success", "interest"})
_PLANS = frozenset("intent intention plan agreement deal proposal talk negotiation decision memorandum".split())
_DEMANDS = frozenset({"to", "on", "upon", "for", "with"})


def clauses(sentence: Sentence, is_person: Callable[[Word], bool]) -> None:
    """Mend the clauses without a finite verb of a sentence, and those of who, in place."""
    for word in sentence.words:
        if word.pos == "VERB":
            _to_noun(word, sentence)
            _who(word, sentence, is_person)
            _that_is_left_out(word)
    for verb in sentence.words:
        if verb.pos != "VERB" or verb.head is None:
            continue
        if verb.dep == "acl" and not verb.head.is_verb:
            _under_noun(verb, verb.head, sentence, is_person)
        elif verb.dep == "advcl" and verb.head.is_verb:
            _beside_verb(verb, verb.head, sentence)
    for verb in sentence.words:
        if verb.is_verb:
            _neither(verb, sentence)


def _to_noun(word: Word, sentence: Sentence) -> None:
    """the police killing of Brooks: a gerund behind an article and before "of" is a noun."""
    if word.morph.get("VerbForm") != "Ger" or word.first("obj", "nsubj") is not None:
        return
    at = word.i - sentence.words[0].i
    before, after = sentence.words[max(0, at - 2) : at], sentence.words[at + 1 : at + 2]
    if not after or after[0].text != "of" or not before:
        return
    if before[-1].pos != "DET" and not (
        len(before) == 2 and before[0].pos == "DET" and before[1].pos in {"NOUN", "ADJ", "PROPN"}
    ):
        return
    word.pos, word.lemma = "NOUN", word.text.casefold()
    word.morph = {"Number": "Sing"}
    marks = list(word.get("mark"))
    for mark in marks:
        mark.dep = "case"
    if before[-1].pos in {"NOUN", "PROPN"} and before[-1].head is not word:
        attach(before[-1], word, "compound")
    if word.dep in {"advcl", "acl", "xcomp", "ccomp"}:
        above = word.head
        word.dep = "nmod" if above is not None and not above.is_verb else "obl" if word.first("case") else "obj"
    for child in word.get("obl"):
        child.dep = "nmod"


def _clause_over(noun: Word) -> Word | None:
    return next((w for w in noun.ancestors() if w.is_verb), None)


def _under_noun(verb: Word, noun: Word, sentence: Sentence, is_person: Callable[[Word], bool]) -> None:
    """Give a clause that the parser hung on a noun to the verb, or to the pronoun, that it belongs to."""
    form = verb.morph.get("VerbForm")
    if form not in {"Inf", "Ger", "Part"} or verb.morph.get("Tense") == "Past" or verb.morph.get("Voice") == "Pass":
        return
    if form == "Inf" and noun.first("cop") is not None and noun.first("expl") is not None:
        verb.dep = "csubj"  # it is in the national interest to vote
        return
    over = _clause_over(noun)
    if form == "Inf" and over is not None and noun.dep == "obj" and verb.lemma in _WILLED and not is_person(noun):
        if over.first("nsubj") is not None and over.lemma.split(" ")[0] not in _DIRECTING:
            attach(verb, over, "advcl")  # eased the rules to win the election
            return
    sited = noun.name is not None and noun.name.type in _SITED and bool(preposition(noun))
    timed = noun.lemma in _TIMES and form != "Inf" and noun.dep in {"obj", "obl", "obl:unmarked"}
    if over is not None and over is not verb and (sited and verb.lemma not in _STATES or timed):
        attach(verb, over, "advcl")
        return
    if noun.head is not None and noun.head.is_verb and noun.i < noun.head.i < verb.i and form != "Inf":
        _of_whom(verb, noun.head, sentence)
        return
    idle = noun.lemma in _RIGHTEOUS and form != "Inf" and over is not None and noun.dep == "obj"
    if idle and over is not None and over.lemma == "have" and verb.i == noun.i + 1:
        attach(verb, over, "xcomp")  # have no business taking sides
        return
    before = next((w for w in sentence.words if w.i == verb.i - 1), None)
    if before is not None and before.pos == "PRON" and before.dep == "nmod" and before.head is noun:
        attach(verb, before, "acl")  # images of him wearing a uniform


def _beside_verb(verb: Word, head: Word, sentence: Sentence) -> None:
    """Make a clause beside a verb the complement that it is, or give it to the noun that it qualifies."""
    marks = {c.text.casefold() for c in verb.get("mark", "case")}
    lemma = head.lemma.split(" ")[0]
    own = any(c.dep.startswith("nsubj") for c in verb.children)
    using = next((c for c in verb.get("nsubj") if c.first("case") and c.i == verb.i - 1), None)
    if using is not None and not marks and verb.morph.get("VerbForm") in {"Ger", "Part"} and using.name is not None:
        attach(using, head, "obl")  # cleared them from the square using tear gas
        return
    if own or verb.i < head.i:
        return
    if verb.text.casefold() == "including":
        verb.pos = "ADP"
        return
    given = head.first("obj")
    if "to" in marks and verb.first("aux:pass") is not None and given is not None and lemma not in _DIRECTING:
        attach(verb, given, "acl")  # announced a plan to be unveiled
        return
    if marks & {"on", "of", "for", "about"} and verb.morph.get("VerbForm") == "Ger":
        _planned(verb, sentence)
    if "to" in marks and lemma in _DIRECTING and _is_directed(verb, head):
        verb.dep = "xcomp"
    elif "to" in marks and lemma in _ASPIRING and given is None and head.first("xcomp", "ccomp") is None:
        if not is_passive(head):
            verb.dep = "xcomp"  # refused - after some hesitation - to accept
    elif "for" in marks and lemma in _BLAMING and verb.morph.get("VerbForm") in {"Ger", "Part"}:
        if head.first("obj", "nsubj:pass") is not None:
            verb.dep = "xcomp"
    elif not marks and verb.morph.get("VerbForm") in {"Ger", "Part"} and verb.morph.get("Tense") != "Past":
        _of_whom(verb, head, sentence)


def _planned(verb: Word, sentence: Sentence) -> None:
    """signed a letter of intent on selling gas: what is intended is not done."""
    mark = verb.first("mark", "case")
    noun = next((w for w in sentence.words if mark is not None and w.i == mark.i - 1), None)
    if noun is not None and noun.lemma in _PLANS and verb not in noun.ancestors():
        attach(verb, noun, "acl")


def _who(verb: Word, sentence: Sentence, is_person: Callable[[Word], bool]) -> None:
    """the campaign of Babaryka, who was arrested: who is a person, the last one named."""
    noun = verb.head
    if verb.dep != "acl:relcl" or noun is None or noun.name is not None or noun.pos != "NOUN" or is_person(noun):
        return
    who = next((c for c in verb.get("nsubj", "nsubj:pass") if c.text.casefold() == "who"), None)
    at = who.i - sentence.words[0].i - 1 if who is not None else -1
    if at > 0 and sentence.words[at].text == ",":
        at -= 1
    near = sentence.words[at] if at >= 0 else None
    if near is not None and near.pos == "NOUN" and is_person(near) and any(w is noun.head for w in near.ancestors()):
        attach(verb, near, "acl:relcl")  # threw stones at police, who responded
        return
    named = near.name if near is not None else None
    if named is None or named.type != "PER":
        return
    top = next((w for w in named.words if w.head not in named.words), named.words[0])
    if noun in top.ancestors():
        attach(verb, top, "acl:relcl")


def _that_is_left_out(verb: Word) -> None:
    """claimed Biden commented on it: the name between two verbs is the subject of the second."""
    named, clause = verb.first("obj"), verb.first("ccomp")
    if named is None or clause is None or not clause.is_verb or named.pos not in {"PROPN", "PRON"}:
        return
    own = any(c.dep.startswith("nsubj") for c in clause.children)
    finite = clause.morph.get("VerbForm") == "Fin" or clause.first("aux") is not None
    if not own and finite and verb.i < named.i < clause.i and clause.first("mark") is None:
        attach(named, clause, "nsubj:pass" if clause.first("aux:pass") is not None else "nsubj")


def _of_whom(verb: Word, head: Word, sentence: Sentence) -> None:
    """spoke of Turkey assuming the duty: Turkey does."""
    noun = next((w for w in sentence.words if w.i == verb.i - 1), None)
    while noun is not None and noun.head is not head and noun.dep in {"flat", "compound"}:
        noun = noun.head
    told = noun is not None and noun.head is head and noun.dep in {"obl", "obl:arg"}
    if noun is not None and told and preposition(noun) in _TOLD_OF and noun.lemma not in _TIMES:
        attach(verb, noun, "acl")


def _is_directed(verb: Word, head: Word) -> bool:
    """Has a verb of asking, telling or forcing an object before the clause, so that it is what is asked of it?"""
    if head.first("nsubj:pass") is not None:
        return True
    if any(c.i < verb.i for c in head.get("obj", "iobj")):
        return True
    return any(preposition(c) in _DEMANDS and head.i < c.i < verb.i for c in head.get("obl", "obl:arg"))


def _neither(verb: Word, sentence: Sentence) -> None:
    """neither the EU nor the US would endorse it: both are the subject of the verb behind them."""
    if any(c.dep.startswith("nsubj") for c in verb.children):
        return
    first = min([verb.i, *(c.i for c in verb.get("aux", "aux:pass"))])
    for mark in _before(sentence, first):
        if mark.text.casefold() != "neither" or mark.head is None or mark.head.is_verb:
            continue
        noun = mark.head
        below = max(w.i for w in noun.subtree())
        if below == first - 1 and noun is not verb and verb not in noun.subtree():
            attach(noun, verb, "nsubj")
        return


def _before(sentence: Sentence, index: int) -> Iterator[Word]:
    return (w for w in reversed(sentence.words) if index - 16 < w.i < index)
