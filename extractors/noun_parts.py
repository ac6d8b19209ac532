"""What surrounds a noun of event: genitives that act or are acted on, adjectives of nation, agents, other phrases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..graph.gazetteer import Gazetteer
from ..graph.lemmas import fold
from .arguments import Argument, arguments, before_noun, follows
from .control import is_actor, support_clauses
from .language import Grammar
from .relations import PLACES, Lexicon, fits_complement, genitives
from .syntax import Word, coordinated, preposition
from .verbs import is_time

_QUOTES = frozenset('"«»“”()') | {"``", "''"}


@dataclass(frozen=True, slots=True)
class Parts:
    """What surrounds a noun of event: owners before it and genitives behind it, adjectives of nation, agents by
    preposition, the other arguments."""

    before: tuple[Word, ...]
    behind: tuple[Word, ...]
    nations: tuple[Word, ...]
    agents: tuple[Word, ...]
    between: tuple[Word, ...]
    args: tuple[Argument, ...]
    acted: tuple[Word, ...] = ()  # the genitives, where they are acted on: رفع العقوبات
    became: tuple[Word, ...] = ()  # what they are made or called: تعيينه وزيرا

    @property
    def genitives(self) -> tuple[Word, ...]:
        """The genitive behind the noun, else the owner before it (the army's withdrawal; withdrawal of the army)."""
        return self.behind or self.before


def parts_of(noun: Word, lexicon: Lexicon, gazetteer: Gazetteer) -> Parts:
    grammar = lexicon.grammar
    direct, objects = _parted(noun, lexicon)
    behind = [w for c in direct for w in coordinated(c) if not is_time(w, grammar)]
    if not grammar.prenominal:  # إنقاذ عشرين عاملا: the number is the genitive.
        behind += [c for c in noun.get("nummod") if c.i > noun.i and c.pos == "NUM" and c.first("nmod") is not None]
    before = [w for c in before_noun(noun, grammar) for w in coordinated(c) if _may_own(w, lexicon)]
    nations = [a for c in noun.get("amod") for a in coordinated(c) if gazetteer.nisba(a.norm) is not None]
    args = _phrases(noun, behind, objects, lexicon)
    agents = [a.word for a in args if a.key in grammar.agent_prepositions] or (before if behind else [])
    agents = agents or [a.word for a in _doers(noun, args, behind, lexicon)]
    between = [a.word for a in args if a.key in grammar.between]
    rest = [a for a in args if a.word not in agents and a.word not in between and not is_time(a.word, grammar)]
    rest = [a for a in rest if (not a.adverb or _completes(a, noun, lexicon)) and not _is_circumstance(a, grammar)]
    if not grammar.prenominal:
        rest = list(_own(noun, rest, behind, lexicon))
    became = [a.word for a in rest if not a.preposition and _is_what_became(noun, a.word, behind, grammar)]
    rest = [a for a in rest if a.word not in became]
    acted = _acted_on(noun, behind, rest, lexicon)
    sides = (tuple(before), tuple(behind), tuple(nations), tuple(agents), tuple(between))
    return Parts(*sides, args=tuple(rest), acted=tuple(acted), became=tuple(became))


def _phrases(noun: Word, behind: list[Word], objects: list[Word], lexicon: Lexicon) -> list[Argument]:
    """Return the phrases of a noun of event, and those of a light verb or noun above it that are its own."""
    grammar, head = lexicon.grammar, noun.head
    args = [a for a in arguments(noun, grammar) if a.word not in behind]
    args += [*_of_genitives(noun, behind, lexicon), *_of_complements(noun, behind, lexicon)]
    args += [Argument(w, "", True) for c in objects for w in coordinated(c)]
    args += _of_doer(noun, args, lexicon)
    if head is not None and head.is_verb and fold(head.lemma) in grammar.support | grammar.support_passive:
        # عقد اجتماعا مع س: what the light verb governs belongs to its noun.
        args += [a for a in arguments(head, grammar) if a.word is not noun and a.preposition]
    elif head is not None and head.is_verb:
        args += [a for a in arguments(head, grammar) if follows(noun, a)]
    elif head is not None and told_by_genitive(head, noun, lexicon):
        args += [a for a in arguments(head, grammar) if a.key in grammar.between]  # توقيع اتفاق بين س وص
    args += [Argument(w, "", True) for w in lexicon.late_complements(noun)]
    for clause in support_clauses(noun, lexicon):
        # الضربة التي وجهها الجيش ضد أهداف: the relative clause only says who did what the noun says.
        args += [a for a in arguments(clause, grammar) if a.preposition]
    return args


def _of_doer(noun: Word, args: list[Argument], lexicon: Lexicon) -> list[Argument]:
    """Return what the parser hung on who does it though the noun asks for it (زيارة لوفد أميركي إلى بغداد)."""
    if lexicon.grammar.prenominal:
        return []
    keys = {fold(t.preposition) for t in lexicon.triggers("noun", noun.lemma) if t.preposition and not t.complement}
    near = [a for a in args if a.key in lexicon.grammar.dative_prepositions and _adjoins_phrase(noun, a.word)]
    own = (b for a in near if is_actor(a.word, lexicon) for b in arguments(a.word, lexicon.grammar))
    return [b for b in own if b.first_key in keys - lexicon.grammar.dative_prepositions]


def _doers(noun: Word, args: list[Argument], behind: list[Word], lexicon: Lexicon) -> list[Argument]:
    """Return who does what a noun without genitive says, as far as a preposition right behind it tells whose it is
    (غارات لقوات التحالف على, أي ضلوع لها في) or whom it comes from (تقدم بدعم من الطيران)."""
    grammar = lexicon.grammar
    verb = lexicon.verb_of(noun.lemma)
    if grammar.prenominal or behind or has_article(noun, grammar):
        return []
    near = [a for a in args if a.preposition and _adjoins_phrase(noun, a.word)]
    if fold(preposition(noun)) in grammar.accompanying and noun.dep in {"obl", "obl:arg", "nmod"}:
        return [a for a in near if a.key in grammar.partitives and not is_time(a.word, grammar)]
    triggers = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
    keys = {fold(t.preposition) for t in triggers if t.preposition and not t.complement}
    if fold(verb) in {*grammar.giving, *grammar.speech, *grammar.object_control, *grammar.effects}:
        return []
    others = {a.first_key for a in args if a.preposition} & keys - grammar.dative_prepositions
    if not others or fold(noun.lemma) in grammar.speech_nouns:
        return []
    return [
        a for a in near if a.key in grammar.dative_prepositions and (a.word.pos == "PRON" or is_actor(a.word, lexicon))
    ]


def _adjoins_phrase(noun: Word, word: Word) -> bool:
    """Does a phrase with its preposition stand right behind a noun and its adjectives?"""
    case, words = word.first("case"), noun.sentence.words if noun.sentence else []
    if case is None or case.i < noun.i:
        return False
    between = [w for w in words if noun.i < w.i < case.i]
    return all(w.pos in {"ADJ", "DET"} and w.head is noun for w in between)


def told_by_genitive(noun: Word, genitive: Word, lexicon: Lexicon) -> bool:
    """Is what is between two sides told by the genitive of a noun (توقيع اتفاق بين س وص), itself an event of two?"""
    grammar = lexicon.grammar
    if genitive.dep != "nmod" or genitive.first("case") is not None or not grammar.takes_object(noun.lemma):
        return False
    mutual = {*grammar.between, fold(grammar.mutual)}
    return any(fold(t.preposition) in mutual for t in lexicon.triggers("noun", genitive.lemma))


def _own(noun: Word, args: list[Argument], behind: list[Word], lexicon: Lexicon) -> Iterator[Argument]:
    """Yield the arguments that are the noun's own: not the rest of its genitive (جنديين من حفظة السلام), no purpose
    beside who is meant (السماح للأهالي بالعودة لزراعة), no verbal noun joined to a thing (الوصول إلى المدينة وتحرير).
    """
    grammar = lexicon.grammar
    to_actor = any(a.key in grammar.dative_prepositions and is_actor(a.word, lexicon) for a in args)
    verb = lexicon.verb_of(noun.lemma)
    triggers = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
    asked = {fold(t.preposition) for t in triggers if not t.complement}
    whole = behind and not grammar.definite(behind[0]) and is_actor(behind[0], lexicon)
    for a in args:
        deverbal = a.word.name is None and lexicon.verb_of(a.word.lemma) != ""
        if to_actor and deverbal and a.key in grammar.dative_prepositions:
            continue
        if whole and a.key in grammar.partitives and a.key not in asked and lexicon.type_of(a.word) not in PLACES:
            continue
        first = a.word.head if a.word.dep == "conj" else None
        if deverbal and first is not None and not lexicon.verb_of(first.lemma) and grammar.takes_object(a.word.lemma):
            continue
        yield a


def _completes(argument: Argument, noun: Word, lexicon: Lexicon) -> bool:
    """Is a fixed phrase what a trigger of the noun or its verb asks for (أخذ في الاعتبار)?"""
    verb = lexicon.verb_of(noun.lemma)
    asked = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
    return any(fits_complement(argument.word, t) for t in asked)


def _is_what_became(noun: Word, word: Word, behind: list[Word], grammar: Grammar) -> bool:
    """Is an indefinite object behind the genitive of appointing or choosing what he became (انتخابه رئيسا)?"""
    return fold(noun.lemma) in grammar.appointing and bool(behind) and _is_indefinite(word)


def _is_indefinite(word: Word) -> bool:
    """Is it an indefinite noun (تعيين شيرين مديرة), and not the name of who has a title (استقبال الزميلة شيرين)?"""
    return word.name is None and word.morph.get("Definite") == "Ind"


def _opens(noun: Word) -> bool:
    """Does a bare noun of two or three letters open its sentence? It is more likely a verb (حل رئيس الحكومة بباريس)."""
    words = noun.sentence.words if noun.sentence else []
    return bool(words) and words[0] is noun and len(noun.norm) <= 3


def _parted(noun: Word, lexicon: Lexicon) -> tuple[list[Word], list[Word]]:
    """Return the genitives of a noun and what only looks like one: behind a pronoun, the article, the sign of the
    accusative or another phrase stands an object or nothing of the noun's."""
    grammar = lexicon.grammar
    found = list(genitives(noun, grammar))
    if grammar.prenominal:
        return found, []
    own = [c for c in found if c.pos == "PRON"]
    if own:
        rest = [c for c in found if c.pos != "PRON" and c.pos != "ADJ" and _adjoins(own[0], c)]
        return own, [c for c in rest if not c.norm.startswith("اللا")]  # دعمها اللامحدود
    bare = noun.dep != "obj" or noun.morph.get("Number") == "Dual"  # شن هجوما عنيفا: ما of an object is no dual
    construct = noun.morph.get("Definite") == "Cons" and bare
    accusative = noun.norm.endswith("ا") and not noun.lemma.endswith("ا") and not construct
    if has_article(noun, grammar) or accusative:
        return [], []
    direct = [c for c in found if _adjoins(noun, c)]
    if not direct or not grammar.takes_object(noun.lemma) or not is_actor(direct[0], lexicon):
        return direct, []
    above = noun.head
    if noun.dep.startswith("nsubj") and above is not None and above.first("obj") is None:
        return direct, []  # أثار اغتيال هنية غضبا
    kind = lexicon.type_of(direct[0])
    second = [c for c in found if c not in direct and _follows(noun, direct[0], c)]
    makes = fold(noun.lemma) in grammar.appointing
    return direct, [c for c in second if kind is None or lexicon.type_of(c) != kind or makes and _is_indefinite(c)]


def _follows(noun: Word, genitive: Word, word: Word) -> bool:
    """Does a bare noun stand behind the genitive with nothing but adverbs between (نقل كاسترو رسميا الرئاسة)?"""
    if word.pos not in {"NOUN", "PROPN"} or word.i < genitive.i or word.first("case") is not None:
        return False
    skipped = set(genitive.subtree()) | {w for c in noun.get("advmod", "obl") for w in c.subtree()}
    words = noun.sentence.words if noun.sentence else []
    between = [w for w in words if genitive.i < w.i < word.i]
    return all(w.pos != "PUNCT" and (w in skipped or w in set(word.subtree())) for w in between)


def _adjoins(noun: Word, phrase: Word) -> bool:
    """Does a phrase begin right behind a noun, but for quotation marks and what is joined to the noun itself?"""
    words = noun.sentence.words if noun.sentence else []
    below = set(phrase.subtree()) | {w for c in noun.get("conj", "det", "fixed", "flat") for w in c.subtree()}
    between = (w for w in words if noun.i < w.i < phrase.i)
    return all(w in below or w.text in _QUOTES or w.text == "#" for w in between)


def _is_circumstance(argument: Argument, grammar: Grammar) -> bool:
    """Does a phrase only say when, how or why (قبل الهجوم, بالتزامن مع, في إطار)?"""
    if not argument.preposition:
        return False
    lemma = fold(argument.word.lemma)
    if argument.key in grammar.apart or argument.first_key in grammar.apart:
        return True
    adverbs = grammar.place_prepositions | grammar.source_prepositions | grammar.partitives
    whole = argument.word.name is None and argument.word.morph.get("Number") != "Plur"  # but ضد أهداف
    adverbial = lemma in grammar.adverbial_nouns and argument.first_key in adverbs
    return adverbial and whole or (lemma in grammar.manners and argument.first_key in grammar.accompanying)


def _acted_on(noun: Word, behind: list[Word], args: list[Argument], lexicon: Lexicon) -> list[Word]:
    """Return the genitives that are acted on: those of a noun whose verb takes an object, where no object stands
    beside them and none of them acts (رفض الحكومة, تأييد روسيا للاتفاق)."""
    grammar = lexicon.grammar
    if not grammar.takes_object(noun.lemma) or any(not a.preposition for a in args):
        return []
    if fold(noun.lemma) in grammar.entering and any(a.preposition for a in args):
        return []  # دخول القوات إلى المدينة, but دخول الحرب
    actors = [w for w in behind if w.pos == "PRON" or is_actor(w, lexicon)]
    named = fold(noun.lemma) in grammar.appointing and any(w.pos == "PRON" for w in behind)  # اختياره, انتخابها
    if actors and (grammar.may_be_doer(noun.lemma) and not named or _opens(noun)):
        return []
    giving = {fold(t.preposition) for t in lexicon.triggers("verb", lexicon.verb_of(noun.lemma))}
    to = [a for a in args if a.key in grammar.dative_prepositions and not lexicon.verb_of(a.word.lemma)]
    if actors and to and not giving & grammar.receiving_prepositions:
        return []
    return behind


def _of_complements(noun: Word, behind: list[Word], lexicon: Lexicon) -> Iterator[Argument]:
    """Yield what hangs on a genitive that completes the noun, where both ask for it together (وضع حد للفوضى)."""
    verb = lexicon.verb_of(noun.lemma)
    asked = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
    for genitive in behind:
        keys = {fold(t.preposition) for t in asked if t.complement and fits_complement(genitive, t)}
        yield from (a for a in arguments(genitive, lexicon.grammar) if a.preposition and a.first_key in keys)


def _of_genitives(noun: Word, behind: list[Word], lexicon: Lexicon) -> Iterator[Argument]:
    """Yield what the parser hung on the genitive though the noun asks for it (withdrawal of troops from Syria), in
    Arabic where the genitive makes the noun ask for it (وضع حد للفوضى)."""
    if not lexicon.grammar.prenominal:
        verb = lexicon.verb_of(noun.lemma)
        triggers = (*lexicon.triggers("noun", noun.lemma), *(lexicon.triggers("verb", verb) if verb else ()))
        plain = {fold(t.preposition) for t in triggers if t.preposition and not t.complement}
        if fold(verb) in lexicon.grammar.giving and lexicon.grammar.takes_object(noun.lemma):
            plain |= lexicon.grammar.dative_prepositions  # منح العضوية الكاملة للفلسطينيين
        for genitive in behind:
            wanted = {fold(t.preposition) for t in triggers if t.preposition and fits_complement(genitive, t)}
            wanted |= set() if _asks_itself(genitive, lexicon) else plain
            yield from (a for a in arguments(genitive, lexicon.grammar) if a.first_key in wanted)
        return
    asked = {fold(t.preposition) for t in lexicon.triggers("noun", noun.lemma)} | lexicon.grammar.agent_prepositions
    for genitive in behind:
        yield from (a for a in arguments(genitive, lexicon.grammar) if a.first_key in asked)


def _asks_itself(genitive: Word, lexicon: Lexicon) -> bool:
    """May what hangs on a genitive be its own: of a name, an actor or a noun of event (رفض قرار بلاده بـ)?"""
    event = lexicon.triggers("noun", genitive.lemma) or lexicon.triggers("role", genitive.lemma)
    named = genitive.name is not None or genitive.pos == "PRON" or is_actor(genitive, lexicon)
    return bool(event) or named or lexicon.verb_of(genitive.lemma) != ""


def _may_own(word: Word, lexicon: Lexicon) -> bool:
    """Is what stands before a noun of event one of its ends (troop withdrawal), not its kind (drone attack, air
    strike)?"""
    if is_time(word, lexicon.grammar):
        return False
    return word.dep != "compound" or lexicon.type_of(word) is not None


def has_article(noun: Word, grammar: Grammar) -> bool:
    return grammar.definite(noun) and fold(noun.norm) != fold(noun.lemma)  # but التزام
