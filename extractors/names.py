"""Names that the gazetteer knows and the recogniser missed, or cut short."""

from __future__ import annotations

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from ..graph.names.arabic import is_arabic
from .language import Grammar
from .syntax import Analysis, Name, Word, attach

_LONGEST = 6
_HYPHENS = frozenset("-‐")
_LABELS = {"PER": "PER", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "GROUP": "ORG", "EVENT": "EVENT"}
_ENDS = frozenset({"obj", "obl", "obl:arg", "nmod"})
_NEVER = frozenset({"PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "AUX", "PRON", "DET", "VERB", "ADV", "SYM"})


def spot(analysis: Analysis, gazetteer: Gazetteer, grammar: Grammar) -> None:
    """Add to an analysis the names of the gazetteer, the longest at each place, where no longer name stands already.

    A single common noun (المدينة, القاعدة) is a name only where the recogniser says so too.
    """
    i = 0
    words = analysis.words
    for name in analysis.names:
        _unhash(name, words)
    for name in [n for n in analysis.names if len(n.words) == 1 and _is_common(n.words[0], grammar)]:
        if gazetteer.type_of(name.words[0].norm) is None:
            analysis.names.remove(name)
            name.words[0].name = None
    while i < len(words):
        found = _longest(words, i, gazetteer) if grammar.nameable(words[i]) else None
        if found is None:
            i += 1
            continue
        end, type_ = found
        if end == i + 1 and words[i].name is None and _is_common(words[i], grammar):
            i += 1
            continue
        _set(analysis, words[i:end], type_, gazetteer)
        i = end
    for name in analysis.names:
        _marked_verb(name, words)
        _titled(name, words, grammar)
        _retype(name, grammar)
        _gather(name)


def _marked_verb(name: Name, words: list[Word]) -> None:
    """Make a name of one word that was read as a verb behind a preposition (من لبنان) a name again."""
    word = name.words[0]
    before = words[word.i - 1] if word.i else None
    if len(name.words) > 1 or not word.is_verb or before is None or before.pos != "ADP":
        return
    _demote(word, name.words)
    if word.head is not None:
        attach(before, word, "case")
    if word.dep not in _ENDS:
        word.dep = "nmod" if word.head is None or not word.head.is_verb else "obl"


def _unhash(name: Name, words: list[Word]) -> None:
    """Take the sign of a hashtag out of a name."""
    signs = [w for w in name.words if w.text in {"#", "@"}]
    if signs and len(signs) < len(name.words):
        name.words = [w for w in name.words if w not in signs]
        for sign in signs:
            sign.name = None


def _titled(name: Name, words: list[Word], grammar: Grammar) -> None:
    """Take the first of a person's names in where it stands between a title and the rest: الجنرال رسول سنايي راد."""
    first = name.words[0]
    if name.type != "PER" or first.i < 2 or first.pos != "PROPN":
        return
    before, title = words[first.i - 1], words[first.i - 2]
    if (
        before.sentence is not first.sentence
        or before.pos not in {"PROPN", "X", "NOUN"}
        or before.norm.startswith("ال")
    ):
        return
    if title.name is None and title.norm.startswith("ال") and fold(title.lemma) in grammar.role_nouns:
        if before.name is None or before.name.words == [before]:
            before.name = name
            name.words = [before, *name.words]


def _retype(name: Name, grammar: Grammar) -> None:
    """Give a name that begins with a kind of place or body that kind: ريف إدلب is no person."""
    if name.type == "PER" and len(name.words) > 1:
        first = fold(name.words[0].lemma)
        if first in grammar.place_nouns:
            name.type = "LOC"
        elif first in grammar.organisation_nouns:
            name.type = "ORG"


def _gather(name: Name) -> None:
    """Hang what is joined to a later word of a name on the name itself: دير الزور والرقة."""
    top = next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])
    for word in name.words:
        for child in [c for c in word.get("conj") if word is not top and c not in name.words]:
            attach(child, top, "conj")


def _is_common(word: Word, grammar: Grammar) -> bool:
    return word.pos == "NOUN" and grammar.type_of(fold(word.lemma)) != "OTHER"


def join_introducers(analysis: Analysis, grammar: Grammar) -> None:
    """Hang a name on the noun of its kind right before it (مدينة عفرين، حركة حماس), if it hangs elsewhere."""
    for name in analysis.names:
        first = name.words[0]
        before = analysis.words[first.i - 1] if first.i else None
        if before is None or before.sentence is not first.sentence or before.name is not None or before.pos != "NOUN":
            continue
        named = fold(before.lemma) in grammar.name_nouns  # المتحدث باسم الكرملين
        if not named and (fold(before.lemma) not in grammar.introducers or name.type == "PER"):
            continue
        top = next((w for w in name.words if w.head is None or w.head not in name.words), first)
        if top.head is not before and top not in set(before.ancestors()):
            attach(top, before, "nmod")


def join_titles(analysis: Analysis, grammar: Grammar) -> None:
    """Hang a person's name on the title right before it (وزير الخارجية الإيراني حسين أمير عبداللهيان), if it hangs
    elsewhere."""
    for name in analysis.names:
        if name.type != "PER":
            continue
        first = name.words[0]
        top = next((w for w in name.words if w.head is None or w.head not in name.words), first)
        if top.head is not None and fold(top.head.lemma) in grammar.name_nouns:
            continue  # المتحدث باسم لوفن: the one spoken for
        if _is_own_title(top.head, first, grammar):
            continue  # هدد نواب الرئيس روحاني: the title is an argument of its own
        title = _title_before(analysis, first, grammar)
        if title is None or title is top.head or title in name.words or top in set(title.ancestors()):
            continue
        attach(top, title, "nmod")
        for word in name.words:
            if word is not top and (word.head is None or word.head not in name.words):
                attach(word, top, "flat")


def _is_own_title(title: Word | None, first: Word, grammar: Grammar) -> bool:
    """Is it a title right before a name that is itself an argument of a verb?"""
    if title is None or title.i != first.i - 1 or fold(title.lemma) not in grammar.role_nouns:
        return False
    return title.dep in {"nsubj", "obj"} and title.head is not None and title.head.is_verb


def part_persons(analysis: Analysis, gazetteer: Gazetteer, grammar: Grammar) -> None:
    """Part two persons whom the recogniser read as one (أقال ترامب كومي), where the article or the gazetteer names
    each by itself and a verb before them has no object."""
    persons = [n for n in analysis.names if n.type == "PER"]
    for name in persons:
        top = next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])
        verb = top.head
        if len(name.words) < 2 or verb is None or not verb.is_verb or verb.i > top.i or verb.first("obj") is not None:
            continue
        if gazetteer.type_of(" ".join(w.norm for w in name.words)) is not None:
            continue
        others = {fold(n.words[-1].norm) for n in persons if n is not name and len(n.words) > 1}
        first, rest = name.words[0], name.words[1:]
        alone = fold(first.norm) in others or gazetteer.type_of(first.norm) == "PER"
        second = fold(rest[-1].norm) in others or gazetteer.type_of(" ".join(w.norm for w in rest)) == "PER"
        if alone and second:
            _part(analysis, name, first, rest, verb)
    for name in persons:
        _after_person(name)
        _make_one(name, grammar)


def _after_person(name: Name) -> None:
    """Hang a person right behind another one, with nothing between, on the verb above as its object."""
    top = next((w for w in name.words if w.head is None or w.head not in name.words), name.words[0])
    other = top.head
    if other is None or other.name is None or other.name is name or other.name.type != "PER":
        return
    verb = other.name.words[0].head if other.name.words[0].head not in other.name.words else other.head
    if verb is None or not verb.is_verb or verb.first("obj") is not None or top.first("case") is not None:
        return
    if other.name.words[-1].i + 1 == name.words[0].i and verb.i < other.i:
        top.pos = "PROPN"
        attach(top, verb, "obj")


def _make_one(name: Name, grammar: Grammar) -> None:
    """Hang all words of a person's name on its first top, and a bare noun behind it, which no person's name has for
    its genitive, on the verb before (يتولى دميتري مدفيديف رئاسة الوزراء)."""
    tops = [w for w in name.words if w.head is None or w.head not in name.words]
    if not tops or any(w.is_verb for w in name.words):
        return
    top, *others = tops
    for word in others:
        attach(word, top, "flat")
        for case in [c for c in word.get("case") if c.i < name.words[0].i]:
            attach(case, top, "case")  # sister of Grand Ayatollah Zanjani
    verb, last = top.head, name.words[-1]
    if verb is None or not verb.is_verb or verb.i > top.i or verb.first("obj") is not None:
        return
    for noun in [c for w in name.words for c in w.get("nmod")]:
        bare = noun.i == last.i + 1 and noun.pos == "NOUN" and noun.name is None and noun.first("case") is None
        if bare and fold(noun.lemma) not in grammar.role_nouns:
            attach(noun, verb, "obj")


def _part(analysis: Analysis, name: Name, first: Word, rest: list[Word], verb: Word) -> None:
    name.words = [first]
    other = Name("PER", rest)
    analysis.names.append(other)
    attach(first, verb, "nsubj")
    top = rest[-1]
    attach(top, verb, "obj")
    for word in rest:
        word.name = other
        if word is not top and word.head not in rest:
            attach(word, top, "flat")


def _title_before(analysis: Analysis, first: Word, grammar: Grammar) -> Word | None:
    """Return the title whose phrase ends right before a name: going back over nouns, adjectives and a bracket."""
    words = analysis.words
    i, found, in_bracket = first.i - 1, None, False
    if i > 0 and words[i].text in {"،", ","} and words[i].sentence is first.sentence:
        i -= 1  # رئيس الحكومة اليمنية، أحمد بن دغر
    while i >= 0 and first.i - i <= 9 and words[i].sentence is first.sentence:
        word = words[i]
        if word.text in {")", "("}:
            in_bracket = word.text == ")"
        elif not in_bracket:
            in_name_of = word.pos == "ADP" and fold(words[i + 1].lemma) in grammar.name_nouns  # المتحدث باسم الكرملين
            if word.name is not None and word.name.type == "PER":
                break
            owned = word.pos == "PRON" and i > 0 and words[i - 1].end == word.start  # وزير خارجيته ريكس تيلرسون
            if word.pos not in {"NOUN", "ADJ", "PROPN", "X"} and not in_name_of and not owned:
                break
            if word.name is None and {fold(word.lemma), fold(grammar.bare(word.norm))} & grammar.role_nouns:
                found = word
            elif _is_argument(word, grammar):
                break  # أيد وزراء المالية تولي جورجيفا المنصب
        i -= 1
    return found


def _is_argument(word: Word, grammar: Grammar) -> bool:
    """Is it an event that is an argument of its own of a verb, so that a title before it belongs to another one?"""
    if word.name is not None or word.dep != "obj" or word.head is None or not word.head.is_verb:
        return False
    return (
        word.pos == "NOUN" and bool(grammar.deverbal(word.lemma)) and fold(word.lemma) not in grammar.organisation_nouns
    )


def _longest(words: list[Word], start: int, gazetteer: Gazetteer) -> tuple[int, str] | None:
    if words[start].pos in _NEVER - {"VERB"}:
        return None
    if is_arabic(words[start].norm) and not gazetteer.may_begin(words[start].norm):
        return None
    # ينس ستولتنبرغ looks like a verb and a name; تدمر as what is entered is the town.
    shortest = 2 if words[start].pos == "VERB" and not (words[start].dep in _ENDS and not words[start].children) else 1
    best = None
    for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
        last = words[end - 1]
        if last.text in _HYPHENS and end < len(words) and words[end].start == last.end:
            continue  # al-Sham
        if last.pos == "PUNCT" or last.sentence is not words[start].sentence:
            break
        type_ = gazetteer.type_of(" ".join(w.norm for w in words[start:end]))
        if type_ is not None and end - start >= shortest:
            best = end, _LABELS.get(type_, "MISC")
    return best


def _demote(word: Word, name: list[Word]) -> None:
    """Make a part of a name that was read as a verb a name again; its clauses go to the word above."""
    word.pos = "PROPN"
    if word.head is None:
        return
    for child in [c for c in word.children if c not in name]:
        nominal = not word.head.is_verb and child.dep in {"nsubj", "obj", "obl", "obl:arg"}
        attach(child, word.head, "nmod" if nominal else child.dep)


def _are_two(words: list[Word], rest: list[Word], name: Name, type_: str, gazetteer: Gazetteer) -> bool:
    """Did the recogniser run two names together (واشنطن طهران، أنتوني بلينكن بغداد)? The rest must be a name by
    itself."""
    if rest[0].i < words[0].i < rest[-1].i:
        return False
    known = gazetteer.type_of(" ".join(w.norm for w in rest))
    if known is not None:
        return True
    return type_ == "GPE" and name.type == "PER" and len(rest) >= 2


def _set(analysis: Analysis, words: list[Word], type_: str, gazetteer: Gazetteer) -> None:
    own = {id(w.name): w.name for w in words if w.name is not None}
    for name in own.values():
        if len(name.words) > len(words) and set(words) <= set(name.words):
            rest = [w for w in name.words if w not in words]
            if not _are_two(words, rest, name, type_, gazetteer):
                return  # Part of a longer name: وزارة الخارجية الروسية
            name.words = rest
            own = {}
            for word in words:
                word.name = None
            break
    for name in own.values():
        if len(own) == 1 and name.words == words:
            name.type = type_
            return
        analysis.names.remove(name)
        for word in name.words:
            word.name = None
    for word in words:
        if word.is_verb:
            _demote(word, words)
    new = Name(type_, list(words))
    analysis.names.append(new)
    for word in words:
        word.name = new
