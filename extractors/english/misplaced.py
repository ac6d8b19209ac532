"""Words that the parser gave to another clause than their own: a relative pronoun's verb, an infinitive in line with
another, a subject behind "after", a preposition that looks like a verb."""

from __future__ import annotations

from ..syntax import Sentence, Word, attach, preposition
from .ends import COMPLEMENTS
from .web import SUBJECTS, addresses, headings

_PREPOSITIONS = frozenset("pending following regarding concerning barring excluding including".split())
_WITH_ON = frozenset({"based", "depending", "building", "drawing"})
_BODIES = frozenset(
    "group organization organisation company firm agency charity network party movement institute association union "
    "foundation nonprofit coalition newspaper bank magazine think-tank watchdog".split()
)
_GETTING = frozenset("demand seek request receive obtain get steal buy borrow extract accept require import".split())
_TOGETHER = frozenset("clash side agree cooperate collaborate struggle talk ally join".split())
_RESTING = frozenset("wait stand sit lie remain stay".split())
_OUSTING = frozenset("oust remove drive force topple sweep push dislodge overthrow expel".split())
_SUBORDINATING = frozenset("after before since until as while because although though".split())


def misplaced(sentence: Sentence) -> None:
    """Mend the clauses of a sentence, in place."""
    addresses(sentence)
    headings(sentence)
    for word in sentence.words:
        if word.text == "May" and word.dep == "aux" and word is not sentence.words[0]:
            word.pos, word.dep = "PROPN", "obl:unmarked"
        _preposition(word)
        _neighbouring(word)
        _in_office(word)
        _alleged(word)
        _beside(word, sentence)
        _no_longer(word, sentence)
        _relative(word, sentence)
        if word.is_verb:
            _asked(word)
            _own_object(word)
            _of_noun(word)
            _in_line(word, sentence)
            _participle_in_line(word, sentence)
            _after(word, sentence)
            _elliptic(word)
            _fixed(word)
            _from_whom(word)
            if sentence.words[0].i == 0:
                _headline(word, sentence)


def _preposition(word: Word) -> None:
    """suspended pending an inquiry; based on interviews: no clauses."""
    text, given = word.text.casefold(), word.first("obj")
    over = word.head
    if text == "including" and word.dep == "case":
        word.pos, word.lemma = "ADP", text
    if not word.is_verb or word.dep not in {"advcl", "acl"} or over is None or any(word.get(*SUBJECTS, "aux")):
        return
    if text in _PREPOSITIONS and given is not None and given.i > word.i and over is not None:
        attach(given, over, "obl:unmarked" if over.is_verb else "nmod")
    elif text in _WITH_ON and word.i < over.i and (base := word.first("obl")) is not None:
        if base.i <= word.i or word.i != (word.sentence.words[0].i if word.sentence else -1):
            return
        given = base
        attach(given, over, "obl:unmarked")
    else:
        return
    word.pos, word.lemma = "ADP", text
    attach(word, given, "case")


def _neighbouring(word: Word) -> None:
    """fled to neighbouring Turkey: an adjective."""
    country, over = word.first("obj"), word.head
    words = word.sentence.words if word.sentence is not None else []
    behind = next((w for w in words if w.i == word.i + 1), None)
    if country is None and word.is_verb and behind is not None and behind.pos == "PROPN" and behind.head is over:
        country = behind
    if word.text.casefold() not in {"neighbouring", "neighboring"} or country is None or over is None:
        return
    _qualify(word, country, over)


def _qualify(participle: Word, noun: Word, over: Word) -> None:
    """Make a participle read as a verb the adjective of its object, which hangs on what stood above it."""
    attach(noun, over, "obl" if over.is_verb else "nmod")
    for mark in participle.get("mark", "case"):
        mark.pos = "ADP"
        attach(mark, noun, "case")
    participle.pos = "ADJ"
    attach(participle, noun, "amod")


def _in_office(word: Word) -> None:
    """by sitting President Saleh: an adjective."""
    holder, over = word.first("obj"), word.head
    if word.text not in {"sitting", "acting", "outgoing", "incoming", "ruling", "serving"} or over is None:
        return
    behind = next((w for w in (word.sentence.words if word.sentence else []) if w.i == word.i + 1), None)
    if not word.is_verb or word.dep not in {"advcl", "acl"} or behind is None or not behind.text[:1].isupper():
        return
    if holder is None or holder not in {behind, behind.head}:
        return
    first = min([word.i, *(m.i for m in word.get("mark", "case"))])
    words = word.sentence.words if word.sentence is not None else []
    noun = next((w for w in words if w.i == first - 1 and w.pos == "NOUN" and w not in holder.subtree()), None)
    over = noun or over  # misconduct by sitting President Saleh
    _qualify(word, holder, over)


def _alleged(word: Word) -> None:
    """allegations that he misused funds: what is alleged, and nothing that misuses funds."""
    verb = word.head
    if word.text.casefold() != "that" or word.dep != "obj" or verb is None or verb.dep != "acl:relcl":
        return
    whole = [c for c in verb.get("obj") if c.i > verb.i]
    if whole and verb.first("nsubj") is not None and word.i < verb.i:
        word.pos, word.dep, word.morph = "SCONJ", "mark", {}
        verb.dep = "acl"


def _beside(word: Word, sentence: Sentence) -> None:
    """Dow, head of Acme, a charity: the charity is Acme."""
    head, at = word.head, word.i - sentence.words[0].i
    if word.dep != "appos" or word.lemma not in _BODIES or head is None or head.name is None or head.name.type != "PER":
        return
    first = min(w.i for w in word.subtree() if w.pos != "PUNCT") - sentence.words[0].i
    before = sentence.words[first - 2] if 2 <= first <= at and sentence.words[first - 1].text == "," else None
    if before is not None and before.name is not None and before.name.type == "ORG" and before.i > head.i:
        top = next((w for w in before.name.words if w.head not in before.name.words), before)
        attach(word, top, "appos")


def _no_longer(word: Word, sentence: Sentence) -> None:
    """no longer, stop short of: one word of denial."""
    at = word.i - sentence.words[0].i
    before = sentence.words[at - 1] if at else None
    only = before is not None and before.text.casefold() in {"not", "n't"} and before.pos != "AUX"
    if word.text.casefold() in {"only", "just", "merely", "simply", "solely"} and only and word.dep == "advmod":
        if before is not None and _goes_on(word, sentence):
            before.lemma = "not only"  # not only a temple, but a museum
    if word.text.casefold() == "longer" and before is not None and before.text.casefold() == "no":
        word.lemma, word.pos = "no longer", "ADV"
    if word.text.casefold() == "short" and before is not None and before.lemma == "stop" and word.head is before:
        before.lemma = "stop short"
        attach(word, before, "compound:prt")
        for clause in before.get("advcl"):
            if any(m.text.casefold() == "of" for m in clause.get("mark")):
                clause.dep = "xcomp"


def _goes_on(word: Word, sentence: Sentence) -> bool:
    """Does the sentence say after "not only" what more there is (but, also), or stand "only" before a predicate?"""
    more = any(w.text.casefold() in {"but", "also"} for w in sentence.words if w.i > word.i)
    return word.text.casefold() == "only" or more


def _relative(word: Word, sentence: Sentence) -> None:
    """the bill, that banned people: the verb of "that" right behind a noun describes the noun."""
    verb = word.head
    if word.text.casefold() not in {"that", "which", "who"} or word.pos != "PRON" or verb is None or not verb.is_verb:
        return
    if not word.dep.startswith("nsubj") or verb.dep not in {"ccomp", "advcl", "parataxis"} or verb.i < word.i:
        return
    if any(c.dep in {"mark", "aux"} and c.i < word.i for c in verb.children):
        return
    at = word.i - sentence.words[0].i - 1
    while at > 0 and sentence.words[at].text in {",", "-", "--", "–", "—"}:
        at -= 1
    noun = sentence.words[at] if at > 0 else None
    if noun is None or noun.pos not in {"NOUN", "PROPN"} or verb in noun.ancestors():
        return
    while noun.head is not None and noun.dep in {"compound", "flat"} and noun.head.i < word.i:
        noun = noun.head
    attach(verb, noun, "acl:relcl")


def _asked(verb: Word) -> None:
    """Asked about his plans, he said ...: to ask about a thing is not to ask for it, and he was asked."""
    if verb.lemma != "ask" or not any(c.first("case") and preposition(c) == "about" for c in verb.get("obl")):
        return
    verb.lemma = "inquire"
    over = verb.head
    opening = verb.sentence is not None and verb is verb.sentence.words[0]
    if opening and verb.first("obj", *SUBJECTS) is None and over is not None and over.i > verb.i:
        verb.dep, verb.pos = "advcl", "X"


def _own_object(verb: Word) -> None:
    """use the bathroom that matches their identity: what follows the verb of a relative clause is its object."""
    given = sorted(verb.get("obj"), key=lambda w: w.i)
    if len(given) != 2:
        return
    for clause in given[0].get("acl:relcl"):
        relative = clause.first("nsubj")
        whole = clause.first("obj", "xcomp", "ccomp") is not None
        if relative is not None and relative.i < clause.i < given[1].i and not whole:
            if relative.text.casefold() in {"that", "which", "who"} and given[1].i - clause.i <= 4:
                attach(given[1], clause, "obj")


def _of_noun(verb: Word) -> None:
    """have faith in justice: what follows a noun that needs a complement is its complement."""
    noun = verb.first("obj")
    marks = COMPLEMENTS.get(noun.lemma, frozenset()) if noun is not None and noun.pos == "NOUN" else frozenset()
    for end in verb.get("obl") if marks else ():
        case = end.first("case")
        if noun is not None and case is not None and case.i == noun.i + 1 and case.text.casefold() in marks:
            attach(end, noun, "nmod")


def _in_line(verb: Word, sentence: Sentence) -> None:
    """asks them to submit a list and reassure it: an infinitive is in line with an infinitive, what is finite with
    what is finite."""
    head = verb.head
    if verb.dep != "conj" or head is None or not head.is_verb or any(verb.get(*SUBJECTS)):
        return
    own, above = verb.morph.get("VerbForm"), head.morph.get("VerbForm")
    aux = verb.first("aux", "aux:pass")
    if own == "Inf" and aux is None and above == "Fin" and head.first("aux") is None and verb.first("mark") is None:
        below = [w for w in sentence.words if head.i < w.i < verb.i and w.morph.get("VerbForm") == "Inf" and w.is_verb]
        below = [w for w in below if head in w.ancestors() and w.dep in {"xcomp", "acl", "advcl", "ccomp"}]
        if below:
            attach(verb, below[-1], "conj")
    elif aux is not None and aux.lemma in {"have", "be"} and above == "Inf" and head.first("aux") is None:
        over = next((w for w in head.ancestors() if w.is_verb and w.morph.get("VerbForm") != "Inf"), None)
        if over is not None and head.dep in {"xcomp", "acl", "advcl"}:
            attach(verb, over, "conj")


def _participle_in_line(verb: Word, sentence: Sentence) -> None:
    """measures imposed by the IMF linked to the program: a participle without "and" describes the same noun."""
    head = verb.head
    if verb.dep != "conj" or head is None or not head.is_verb or verb.first("cc") is not None:
        return
    if verb.first("obj", "aux", "aux:pass", *SUBJECTS) is not None or not verb.text.endswith("ed"):
        return
    if any(
        w.pos in {"PUNCT", "CCONJ"} and w.text not in {"and", "or"} for w in sentence.words if head.i < w.i < verb.i
    ):
        return
    given = head.first("obj")
    if given is not None and given.i < verb.i and given.first("acl") is not None:
        attach(verb, given, "acl")
        verb.morph = {**verb.morph, "VerbForm": "Part", "Tense": "Past"}


def _after(verb: Word, sentence: Sentence) -> None:
    """wounded after a soldier opened fire: the noun behind "after" is the subject of the verb behind it."""
    if verb.dep != "advcl" or any(verb.get(*SUBJECTS, "aux:pass", "mark")) or verb.first("obj") is None:
        return
    if verb.morph.get("VerbForm") in {"Ger", "Inf"} or verb.morph.get("Tense") == "Pres" and verb.text.endswith("ing"):
        return
    noun = next((c for c in verb.get("obl") if c.i < verb.i), None)
    case = noun.first("case") if noun is not None else None
    if noun is None or case is None or case.text.casefold() not in _SUBORDINATING:
        return
    if any(w.pos == "PUNCT" for w in sentence.words if case.i < w.i < verb.i):
        return
    if max(w.i for w in noun.subtree()) > verb.i:
        return
    noun.dep = "nsubj"
    attach(case, verb, "mark")


def _elliptic(verb: Word) -> None:
    """two were killed and a third wounded: a third is the subject."""
    if verb.dep != "conj" or any(verb.get(*SUBJECTS)) or not verb.text.endswith("ed"):
        return
    one = next((c for c in verb.get("amod") if c.i == verb.i - 1), None)
    if one is not None:
        one.dep = "nsubj:pass"
        one.pos = "NOUN"


def _from_whom(verb: Word) -> None:
    """demanded an explanation from Russia: from whom is told of the verb, wherever the parser hung it."""
    given = verb.first("obj")
    if verb.lemma not in _GETTING or given is None:
        return
    for source in list(given.get("nmod")):
        case = source.first("case")
        if case is not None and case.text.casefold() == "from" and case.i == given.i + 1:
            attach(source, verb, "obl")


def _headline(verb: Word, sentence: Sentence) -> None:
    """Navalny poisoned with Novichok: a headline tells in the present, and leaves the "be" of a passive out."""
    if sentence.words[-1].text in {".", "!", "?", "''", ":"} or not verb.text.endswith("ed") or verb.lemma in _TOGETHER:
        return
    if verb.dep not in {"root", "ccomp", "parataxis"} or verb.first("obj", "aux", "aux:pass", "ccomp", "xcomp", "mark"):
        return
    subject = verb.first("nsubj")
    marks = {c.text.casefold() for end in verb.get("obl", "obl:agent") for c in end.get("case") if end.i > verb.i}
    if subject is not None and subject.i < verb.i and marks & {"by", "with"}:
        subject.dep = "nsubj:pass"
        verb.morph = {**verb.morph, "VerbForm": "Part", "Voice": "Pass"}


def _fixed(verb: Word) -> None:
    """ousted from power, spoke on condition of anonymity, waited waving flags, said efforts were under way."""
    for end in verb.get("obl"):
        bare = end.lemma in {"power", "office"} and end.first("det", "amod", "nmod:poss") is None
        case = end.first("case")
        out = case is not None and case.text.casefold() in {"from", "of"}
        hidden = end.lemma == "condition" and any(c.lemma == "anonymity" for c in end.get("nmod"))
        if bare and out and verb.lemma.split(" ")[0] in _OUSTING or hidden:
            end.dep = "obl:unmarked"
    life = verb.first("obj")
    if verb.lemma == "lose" and life is not None and life.text in {"life", "lives"} and life.first("nmod:poss"):
        verb.lemma = "die"
        life.dep = "dep"
        life.pos = "X"
    if verb.lemma in _RESTING:
        for clause in verb.get("xcomp"):
            if clause.text.endswith("ing") and clause.first("mark") is None:
                clause.dep = "advcl"
    if verb.lemma == "say" and life is not None and life.first("acl") is not None and life.pos == "NOUN":
        if life.i > verb.i and any(w.dep == "cop" for w in life.subtree()):
            life.dep = "parataxis"  # said efforts to find them were under way
