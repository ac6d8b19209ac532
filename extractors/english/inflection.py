"""The forms in which English relations are shown: third person, passive."""

from __future__ import annotations

from ..relations import passive

_IRREGULAR = {"be": "is", "have": "has", "do": "does", "go": "goes"}


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

    >>> passive_of("shoot down"), passive_of("stop")
    ('is shot down', 'is stopped')
    """
    return passive(third_person(lemma))
