"""The forms in which English relations are shown: third person, passive."""

from __future__ import annotations

import re

from ..relations import passive

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}

_DOUBLING = re.compile("[^aeiou]*[aeiou][bdgmnprt]")  # stem, stemmed


def third_person(lemma: str) -> str:
    """Return a verb, or a verb with its particle, in the third person singular.

    >>> third_person("carry out"), third_person("reach"), third_person("have")
    ('carries out', 'reaches', 'has')
    """
    verb, space, rest = lemma.partition(" ")
    if verb in _IRREGULAR:
        return _IRREGULAR[verb] + space + rest
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es" + space + rest
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies" + space + rest
    return verb + "s" + space + rest


def passive_of(lemma: str) -> str:
    """Return the passive of a verb in the third person singular.

    >>> passive_of("shoot down"), passive_of("stop"), passive_of("stem from")
    ('is shot down', 'is stopped', 'is stemmed from')
    """
    verb, space, rest = lemma.partition(" ")
    if _DOUBLING.fullmatch(verb) and passive(third_person(verb)) == f"is {verb}ed":
        return f"is {verb}{verb[-1]}ed{space}{rest}"
    return passive(third_person(lemma))


_PAST = """
shook shake; shaken shake; tore tear; torn tear; wore wear; worn wear; swore swear; sworn swear; bore bear; froze
freeze; frozen freeze; stole steal; stolen steal; woke wake; drove drive; driven drive; rode ride; rose rise; risen
rise; wrote write; written write; spoke speak; spoken speak; broke break; broken break; chose choose; chosen choose;
fled flee; sped speed; bled bleed; led lead; misled mislead; fed feed; sank sink; sunk sink; drank drink; sang sing;
swam swim; began begin; begun begin; ran run; sprang spring; shrank shrink; strove strive; slew slay; slain slay;
threw throw; thrown throw; grew grow; grown grow; knew know; known know; blew blow; blown blow; flew fly; flown fly;
drew draw; drawn draw; withdrew withdraw; withdrawn withdraw; overthrew overthrow; overthrown overthrow; forbade
forbid; forbidden forbid; forgave forgive; sought seek; fought fight; caught catch; taught teach; brought bring;
bought buy; thought think; held hold; upheld uphold; withheld withhold; shot shoot; struck strike; stuck stick;
swung swing; hung hang; dug dig; won win; sent send; spent spend; lent lend; bent bend; built build; rebuilt
rebuild; dealt deal; meant mean; kept keep; slept sleep; swept sweep; wept weep; lost lose; met meet; sold sell;
told tell; said say; paid pay; laid lay; made make; heard hear; stood stand; understood understand; withstood
withstand; took take; taken take; undertook undertake; overtook overtake; ate eat; gave give; given give; came come;
became become; overcame overcome; went go; gone go; fallen fall; arose arise; awoke awake; beaten beat; bitten bite;
hidden hide; hid hide; forgot forget; forgotten forget; got get; gotten get
"""
PAST = dict(pair.split() for pair in _PAST.split(";"))
"""Irregular past forms and their verbs, for those that a lemmatiser has not seen."""
