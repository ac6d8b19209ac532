"""Names that the gazetteer knows and the recogniser missed, or cut short."""

from __future__ import annotations

from ..graph.gazetteer import Gazetteer
from .syntax import Analysis, Name, Word

_LONGEST = 6
_LABELS = {"PER": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "GROUP": "ORG", "EVENT": "EVENT"}
_NEVER = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "PRON", "DET", "VERB", "ADV", "SYM"})


def spot(analysis: Analysis, gazetteer: Gazetteer) -> None:
    """Add to an analysis the names of the gazetteer, the longest at each place, where no longer name stands already."""
    i = 0
    words = analysis.words
    while i < len(words):
        found = _longest(words, i, gazetteer)
        if found is None:
            i += 1
            continue
        end, type_ = found
        _set(analysis, words[i:end], type_)
        i = end


def _longest(words: list[Word], start: int, gazetteer: Gazetteer) -> tuple[int, str] | None:
    if words[start].pos in _NEVER:
        return None
    best = None
    for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
        last = words[end - 1]
        if last.pos == "PUNCT" or last.sentence is not words[start].sentence:
            break
        type_ = gazetteer.type_of(" ".join(w.norm for w in words[start:end]))
        if type_ is not None:
            best = end, _LABELS.get(type_, "MISC")
    return best


def _set(analysis: Analysis, words: list[Word], type_: str) -> None:
    own = {id(w.name): w.name for w in words if w.name is not None}
    for name in own.values():
        if len(name.words) > len(words) and set(words) <= set(name.words):
            return  # Part of a longer name: وزارة الخارجية الروسية
    for name in own.values():
        if len(own) == 1 and name.words == words:
            name.type = type_
            return
        analysis.names.remove(name)
        for word in name.words:
            word.name = None
    new = Name(type_, list(words))
    analysis.names.append(new)
    for word in words:
        word.name = new
