"""What stands before a person's name and says who he is: "Iranian Foreign Minister ...", "زعيم حزب الله ...".

A title alone is stripped by ``names``; here go the phrases that name a state or a body and so need the gazetteer.
"""

from __future__ import annotations

from .gazetteer import Gazetteer
from .names import arabic, lexicon

# Nouns for what a person is; a phrase that ends in one stands before a name.
_ROLES = frozenset(
    """president minister premier pm fm mp king queen prince princess crown emir amir sultan sheikh chancellor leader
    chief head commander general gen colonel col major maj admiral captain lieutenant brigadier spokesman spokeswoman
    spokesperson envoy ambassador senator sen rep congressman congresswoman lawmaker parliamentarian speaker governor
    mayor secretary director chairman chairwoman chair judge prosecutor lawyer cleric ayatollah imam mufti pope
    patriarch
    bishop archbishop preacher journalist reporter correspondent editor author writer poet novelist actor actress singer
    director activist dissident politician diplomat official adviser advisor economist analyst historian scientist
    professor doctor dr coach striker footballer midfielder goalkeeper player billionaire businessman tycoon founder
    warlord militant jihadist negotiator coordinator commissioner inspector justice mediator rapporteur""".split()
)
_BEFORE_ROLES = frozenset(
    """former then late acting deputy vice interim outgoing incoming senior top chief prime foreign defense interior
    home
    finance justice health oil energy education trade economy information culture transport military army air force navy
    naval police rebel opposition coalition party parliament parliamentary government state special crown supreme
    spiritual religious secretary general human rights peace security national intelligence elect exiled jailed
    of for the and in""".split()
)
# Arabic nouns that take what they are head of after them. Kin, advisers and lawyers of a man are not among them: the
# name that follows is his.
_HEADS = frozenset(
    """رييس رييسه زعيم زعيمه وزير وزيره قايد القايد قايده امين الامين امينه مدير مديره سفير سفيره مبعوث المبعوث مبعوثه
    متحدث المتحدث المتحدثه متحدثه ناطق الناطق الناطقه حاكم محافظ مفتي ملك ملكه امير سلطان عاهل مرشد بابا عضو وكيل كبير
    ممثل ممثله مندوب مندوبه المندوب نقيب قيادي القيادي القياديه نايب نايبه موسس امينعام
    مدعي المدعي مدعيه المدعيه مقرر المقرر مقرره المقرره منسق المنسق منسقه مفوض مفوضه
    عمده بطريرك حاخام""".split()
)
_STILL = frozenset("السابق السابقه الاسبق الراحل الحالي الجديد الموقت المنتخب المستقيل".split())
_MAN = frozenset("الرييس الملك الامير السلطان المرشد الشيخ السيد".split())
_LONGEST = 8


def bare(form: str, gazetteer: Gazetteer) -> str:
    """Return a normal form without the phrase before a person's name; the form itself where there is none."""
    words = form.split()
    start = _arabic(words, gazetteer) if arabic.is_arabic(form) else _english(words, gazetteer)
    return " ".join(words[start:])


def _english(words: list[str], gazetteer: Gazetteer) -> int:
    """Return how many words go: as far as all of them are states, bodies, roles and what says more of a role."""
    at = best = 0
    after_of = False
    while at < len(words) - 1:
        size = _named(words, at, gazetteer)
        word = words[at]
        if word in _ROLES and not (at == 0 and lexicon.is_given(word)):
            at += 1
            best, after_of = at, False
        elif word in _BEFORE_ROLES:
            after_of = best > 0 and word == "of"
            at += 1
        elif size:
            at += size
            if after_of and at < len(words):
                best, after_of = at, False
        else:
            break
    return best if _whole(words[best:], "en") else 0


def _named(words: list[str], at: int, gazetteer: Gazetteer) -> int:
    """Return how many words from here name a state, its adjective or a body, 0 if none do."""
    for size in range(min(4, len(words) - at - 1), 0, -1):
        part = " ".join(words[at : at + size])
        if size <= 2 and gazetteer.nisba_of(part):
            return size
        if any(entry.type in ("GPE", "ORG", "GROUP") and entry.sort != "town" for entry in gazetteer.bearers(part)):
            return size
    return 0


def _arabic(words: list[str], gazetteer: Gazetteer) -> int:
    """Return how many words go: a head, what it is head of, which ends in a state or is a body, and "former"."""
    if len(words) < 3 or words[0] not in _HEADS or words[1] in _MAN:
        return 0
    for end in range(min(len(words) - 1, _LONGEST), 1, -1):
        stop = end
        while stop > 2 and words[stop - 1] in _STILL:
            stop -= 1
        if words[stop - 1] in _STILL or not _whole(words[end:], "ar"):
            continue
        if _is_state(words[1:stop], gazetteer) or _is_body(words[1:stop], gazetteer):
            known = any(entry.type == "PER" for entry in gazetteer.bearers(" ".join(words[end:])))
            if known or lexicon.is_given(words[end]) or len(words) - end > 1:
                return end
    return 0


def _is_state(words: list[str], gazetteer: Gazetteer) -> bool:
    """Do the words end in a state or in its adjective, and do those before say of what it is?"""
    last = words[-1]
    if last.startswith("ال") and gazetteer.nisba_of(last):
        return all(word.startswith(("ال", "وال", "لل", "باسم")) or len(word) < 9 for word in words[:-1])
    for size in (3, 2, 1):
        place = " ".join(words[-size:])
        if len(words) >= size and any(e.sort == "country" for form in _unbound(place) for e in gazetteer.bearers(form)):
            return True
    return False


def _is_body(words: list[str], gazetteer: Gazetteer) -> bool:
    if words[:1] in (["باسم"], ["عام"], ["العام"]) and len(words) > 1:
        return _is_body(words[1:], gazetteer)
    text = " ".join(words)
    return any(e.type in ("ORG", "GROUP", "GPE") for form in _unbound(text) for e in gazetteer.bearers(form))


def _unbound(form: str) -> tuple[str, ...]:
    """Return a form, and without a preposition that is written with it."""
    if form.startswith("لل"):
        return form, "ال" + form[2:]
    return (form, form[1:]) if form[:1] in ("ل", "ب") else (form,)


def _whole(rest: list[str], language: str) -> bool:
    """Can the rest be a name? Not "of Russia", "and his wife"."""
    return bool(rest) and len(rest) <= 6 and not (language == "en" and rest[0] in _BEFORE_ROLES)
