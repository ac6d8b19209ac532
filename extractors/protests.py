"""What protesters do: whom they condemn they protest against, and what their slogans and marches say, they say.

رددوا هتافات تندد بالحكومة, خرجوا في مظاهرة تطالب البرلمان بقانون, تظاهروا للمطالبة بالإفراج عن السجناء.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..graph.lemmas import fold
from ..graph.model import Relation
from .arguments import subjects
from .events import End, Event
from .language import ACTORS
from .relations import Lexicon
from .syntax import Word

_AGAINST = frozenset({"ACCUSE", "REJECT"})
_REMOVAL = "demand_removal_of"
_WISHES = frozenset({"call_on", "call_for", "demand_release_of"})
_ASIDE = frozenset({"obl", "obl:arg", "advcl", "xcomp"})


def told(event: Event, lexicon: Lexicon) -> Iterator[Event]:
    """Yield an event as it stands, or as protesters do it: by whoever bears the slogan, with a relation of protest."""
    relation = _as_protest(event, lexicon)
    if relation is None:
        yield event
        return
    said = event.predicate.head is event.subject.word
    bearers = tuple(_bearers(event.subject.word, lexicon)) if said else ()
    for bearer in bearers:
        if event.object is None or bearer.word is not event.object.word:
            yield replace(event, subject=bearer, relation=relation, presupposed=False)
    if not bearers:
        protests = not event.presupposed and _protests(event, lexicon)
        yield replace(event, relation=relation) if protests else event


def _as_protest(event: Event, lexicon: Lexicon) -> Relation | None:
    """Return what a relation is in a protest: to condemn, oppose or want away is to protest against, to call on
    somebody to protest with demands to him, to call for something to demonstrate for it."""
    relation = event.relation
    if relation.class_ in _AGAINST or relation.id == _REMOVAL:
        kind = "protest_against"
    elif relation.id not in _WISHES:
        return None
    elif relation.id == "call_on" and event.object is not None and _may_grant(event.object.word, lexicon):
        kind = "protest_to"
    else:
        kind = "demonstrate_for"
    return lexicon.ontology[kind].relation(relation.lemma) if kind in lexicon.ontology.relations else None


def _may_grant(word: Word, lexicon: Lexicon) -> bool:
    return word.pos == "PRON" or lexicon.type_of(word) in {*ACTORS, "GPE"}


def _protests(event: Event, lexicon: Lexicon) -> bool:
    """Is the doer a protester by his name, or does he what is told beside a verb of demonstrating (تظاهر للمطالبة)?"""
    doer, verb = event.subject.word, event.predicate.head
    if _is(_counted(doer, lexicon), lexicon.grammar.protesters, lexicon):
        return True
    if verb is None or not verb.is_verb or event.predicate.dep not in _ASIDE or not lexicon.grammar.protesters:
        return False
    return _demonstrates(verb, lexicon) and any(end.word is doer for end in subjects(verb, lexicon.grammar))


def _counted(word: Word, lexicon: Lexicon) -> Word:
    """Return what a number or quantifier counts (مئات المتظاهرين), else the word itself."""
    if word.pos != "NUM" and fold(word.lemma) not in lexicon.grammar.quantifiers:
        return word
    below = next((c for c in word.get("nmod", "nummod") if c.i > word.i), None)
    return word if below is None else _counted(below, lexicon)


def _is(noun: Word, words: frozenset[str], lexicon: Lexicon) -> bool:
    """Is a noun one of these, or a plural of one that the lemmatiser left as it is (مظاهرات)?"""
    lemma = fold(noun.lemma)
    return lemma in words or any(singular in words for singular in lexicon.grammar.singulars(lemma))


def _demonstrates(verb: Word, lexicon: Lexicon) -> bool:
    """Is it to demonstrate by the verb alone (تظاهر, اعتصم), or with what it has (خرج في مظاهرة)?"""
    for trigger in lexicon.triggers("verb", verb.lemma):
        if lexicon.ontology[trigger.relation].class_ != "PROTEST":
            continue
        if not trigger.complement or any(
            _is(w, lexicon.grammar.protesters, lexicon) for w in verb.get("obj", "obl", "obl:arg")
        ):
            return True
    return False


def _bearers(noun: Word, lexicon: Lexicon) -> Iterator[End]:
    """Yield who chants a slogan, carries a banner or goes out in a march, as the verb above tells."""
    grammar, verb = lexicon.grammar, noun.head
    if not _is(noun, grammar.slogans | grammar.marches, lexicon):
        return
    if verb is None or not verb.is_verb or noun.dep not in {"obj", "obl", "obl:arg"}:
        return
    if any(lexicon.ontology[t.relation].class_ == "PROTEST" for t in lexicon.triggers("verb", verb.lemma)):
        yield from (end for end in subjects(verb, grammar) if not end.dropped and end.word is not noun)
