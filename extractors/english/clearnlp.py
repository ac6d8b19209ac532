"""From the dependencies that spaCy's English pipelines are trained on (ClearNLP's) to Universal Dependencies.

The main differences: prepositions and copulas govern there what they mark here, and an object of a preposition hangs on
it. Words, morphology and parts of speech are the same.
"""

from __future__ import annotations

from ..syntax import Analysis, Word, attach

LABELS = frozenset({"dobj", "pobj", "nsubjpass", "prep"})
"""Labels that tell the scheme: a parser that has one of them is converted."""

_RENAMED = {
    "ROOT": "root", "dobj": "obj", "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass",
    "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "advmod", "npadvmod": "obl:unmarked",
    "predet": "det", "preconj": "cc", "quantmod": "advmod", "oprd": "xcomp", "intj": "discourse", "meta": "punct",
    "nn": "compound", "num": "nummod", "rcmod": "acl:relcl", "partmod": "acl", "infmod": "acl", "possessive": "case",
    "complm": "mark",
}  # fmt: skip
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})


def to_universal(analysis: Analysis) -> None:
    """Turn the trees of an analysis into Universal Dependencies, in place."""
    for word in list(analysis.words):
        if word.dep in _PREPOSITIONS:
            _preposition(word)
    for word in list(analysis.words):
        predicate = word.first("attr", "acomp") if word.lemma == "be" else None
        if predicate is not None:
            _copula(word, predicate)
    for word in analysis.words:
        if word.dep == "aux" and word.pos == "PART":
            word.dep = "mark"  # to leave
        elif word.dep == "dative":
            word.dep = "iobj"
        elif word.dep in {"attr", "acomp"}:
            word.dep = "xcomp"  # became president
        word.dep = _RENAMED.get(word.dep, word.dep)
        if word.dep in {"aux", "aux:pass", "cop"} and word.pos == "VERB":
            word.pos = "AUX"


def _preposition(word: Word) -> None:
    """Let a noun or clause take the place of the preposition that governed it, which marks it from now on."""
    nested = next((c for c in word.get("prep") if c.first("pobj") is not None), None)  # out of Kabul
    noun = word.first("pobj") or (nested.first("pobj") if nested is not None else None)
    above = word.head
    if noun is not None and above is not None:
        agent = word.dep == "agent"
        verbal = above.is_verb or above.pos in {"AUX", "ADJ", "ADV"}
        attach(noun, above, "obl:agent" if agent else "obl" if verbal else "nmod")
        attach(word, noun, "case")
        if nested is not None and nested.head is word:
            attach(nested, noun, "case")
        return
    clause = word.first("pcomp")
    if clause is not None and above is not None:
        attach(clause, above, "advcl" if above.is_verb else "acl")
        attach(word, clause, "mark")
    elif word.dep != "dative":
        word.dep = "advmod"


def _copula(copula: Word, predicate: Word) -> None:
    """Let what is said of the subject take the place of "be", which hangs on it from now on."""
    children = [c for c in copula.children if c is not predicate]
    attach(copula, predicate, "cop")
    for child in children:
        attach(child, predicate, child.dep)
