"""Arabic and Latin spellings of one name: blocking keys that both share, and how well one renders the other.

No single romanisation is assumed. Each Arabic letter may be written in several ways (ج: j, g, dj ...), short vowels may
appear from nowhere, long ones may vanish; every such step has a cost and the cheapest way decides.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Arabic letters (normal form), what Latin writes for them and at what cost. "" means that nothing is written.
_TABLE = {
    "ا": "a:0 aa:0 e:.15 o:.3 i:.35 u:.3 ae:.1 ah:.1 ea:.2 ia:.3 :.3",
    "ب": "b:0 bb:0 p:.05 pp:.05 v:.4",
    "ت": "t:0 tt:0 d:.4 th:.15",
    "ث": "th:0 s:.2 t:.2 z:.15",
    "ج": "j:0 g:0 gg:0 jj:0 dj:0 dg:0 dzh:0 y:.5 zh:.15 ch:.3 gh:.2 gi:.1 ge:.1 gu:.1 c:.3",
    "ح": "h:0 hh:0 ch:.4 kh:.4",
    "خ": "kh:0 ch:.1 h:.2 x:.2 k:.25 j:.25",
    "د": "d:0 dd:0 t:.4 dh:.2 th:.4",
    "ذ": "dh:0 th:0 z:.1 d:.1",
    "ر": "r:0 rr:0 rh:0",
    "ز": "z:0 zz:0 s:.15 j:.4 zh:.3 dh:.4 ts:.3",
    "س": "s:0 ss:0 c:.1 ce:.05 z:.15 sc:.1 ps:.3 th:.4",
    "ش": "sh:0 ch:0 sch:0 s:.2 sz:.1 x:.2 c:.3 sc:.2 ci:.2 ti:.3 si:.25 j:.4 tch:.2",
    "ص": "s:0 ss:0 c:.2 z:.3",
    "ض": "d:0 dd:0 dh:0 z:.2",
    "ط": "t:0 tt:0 th:.15",
    "ظ": "z:0 dh:0 zz:0 d:.15 th:.2",
    "ع": ":0 a:0 aa:0 e:.05 i:.1 o:.1 u:.1 ae:.1 ea:.1",
    "غ": "gh:0 g:0 gg:0 gu:.05 gue:.1 k:.4 r:.5 h:.4",
    "ف": "f:0 ff:0 v:0 vv:0 ph:0 w:.2 pf:.1 u:.5",
    "ق": "q:0 k:0 c:0 g:.05 qu:0 ck:.05 cc:0 kk:0 kh:.3 gh:.3",
    "ك": "k:0 c:0 ck:0 kk:0 cc:0 q:0 qu:0 ch:.1 g:.4 cu:.1 kh:.2",
    "ل": "l:0 ll:0",
    "م": "m:0 mm:0 n:.5",
    "ن": "n:0 nn:0 gn:.2 m:.5",
    "ه": "h:0 :.2 a:.3",
    "و": "w:0 u:0 o:0 oo:0 ou:0 v:.1 au:.15 ow:.05 aw:.1 uu:0 eu:.15 ew:.15 oe:.2 ue:.15 wh:0 oh:.1 uh:.2 a:.5 :.3",
    "ي": "y:0 i:0 ee:0 e:.05 ie:0 ei:.05 ea:.1 ai:.05 ay:.05 ey:.05 j:.15 ii:0 iy:0 yy:0 ae:.2 a:.15 oy:.2 oi:.2 u:.4 "
    ":.3",
}
_PAIRS = {
    "كس": "x:0", "تش": "ch:0 tch:0 c:.1 tsch:0 cz:.05 cs:.2 tx:.2", "تس": "ts:0 tz:0 z:.05 c:.1 zz:.1 tts:0",
    "دج": "j:0 g:.1 dj:0 dg:0",
    "يو": "u:.1 eu:0 eo:.1 io:.05 ew:.05 ju:.05", "يا": "ia:0 ya:0 ea:.1 ja:.1 ija:.1",
    "اي": "ai:0 ay:0 i:.05 y:.1 ei:0 ey:0 ae:.1 aj:.1 ie:.2",
    "وي": "oy:0 oi:0 ui:.1 we:0 wi:0", "او": "au:0 aw:0 ou:.1 ow:0 ao:0 o:.15", "نغ": "ng:0", "نج": "ng:0",
    "غز": "x:.2", "شت": "st:.1",
    "وا": "oi:.15 oy:.15 wa:0 oa:.1", "وه": "o:.1", "جي": "g:.1 ge:0 gi:0 gy:0", "دز": "ds:0 z:.2",
    "يه": "ia:0 ea:.1 ie:.1 iya:0 ya:0 e:.2 iyeh:0 iyah:0 ieh:0",
    "وغ": "og:0", "يي": "i:0 y:.05", "غي": "gui:0 gue:0", "اا": "a:0",
}  # fmt: skip
_FINAL = {
    "ه": "a:0 ah:0 eh:0 e:.05 h:.1 t:.2 at:.1 et:.1 :.1",
    "ا": "a:0 ah:0 e:.15 o:.3 :.25",
    "ي": "i:0 y:0 e:.1 ey:0 ee:0 a:.2 ai:.1 ie:0",
}
_FIRST = {"ا": "a:0 e:0 i:0 o:0 u:0 aa:0 ei:.1 ae:.05 ou:.1 y:.3 h:.3 ai:.1 eu:.15 :.4"}


def _options(spec: str) -> tuple[tuple[str, float], ...]:
    pairs = (item.rsplit(":", 1) for item in spec.split())
    return tuple((latin, float(cost)) for latin, cost in pairs)


_ONE = {letter: _options(spec) for letter, spec in _TABLE.items()}
_TWO = {letters: _options(spec) for letters, spec in _PAIRS.items()}
_LAST = {letter: _options(spec) for letter, spec in _FINAL.items()}
_HEAD = {letter: _options(spec) for letter, spec in _FIRST.items()}
_SILENT = {"a": 0.05, "e": 0.05, "i": 0.08, "o": 0.1, "u": 0.1, "y": 0.2, "h": 0.3, "w": 0.5}
_MUTE = frozenset("xtsdz")
_LOST = {"ا": 0.35, "و": 0.45, "ي": 0.35, "ه": 0.4, "ع": 0.1}


def written_as(letter: str, place: str) -> tuple[tuple[str, float], ...]:
    """Return how Latin may write a normal Arabic letter that is first, last or neither in its word, each way with
    its cost.
    """
    special = {"first": _HEAD, "last": _LAST}.get(place, {})
    return special.get(letter) or _ONE.get(letter, ())


@lru_cache(maxsize=1 << 18)
def similarity(arabic: str, latin: str) -> float:
    """Return how well a normal Latin word renders a normal Arabic word, 0 to 1 (both without an article)."""
    size, width = len(arabic), len(latin)
    worst = 1e9
    table = [[worst] * (width + 1) for _ in range(size + 1)]
    table[0][0] = 0.0
    for i in range(size + 1):
        row = table[i]
        for j in range(width + 1):
            here = row[j]
            if here == worst:
                continue
            if j < width:  # a Latin letter that Arabic does not write: short vowels above all, a doubled consonant
                double = j > 0 and latin[j] == latin[j - 1] and latin[j] not in _SILENT
                silent = 0.05 if double else _SILENT.get(latin[j], 1.0)
                if i == size and j == width - 1 and latin[j] in _MUTE:  # Lacroix, Peugeot
                    silent = 0.25
                if i == 0 and j == 0 and latin[j] in _SILENT:
                    silent += 0.3
                row[j + 1] = min(row[j + 1], here + silent)
            if i == size:
                continue
            letter = arabic[i]
            lost = here + _LOST.get(letter, 1.0)
            if lost < table[i + 1][j]:
                table[i + 1][j] = lost
            _step(table, arabic, latin, i, j, here)
    longer = max(size, width * 0.8)
    return max(0.0, 1.0 - table[size][width] / longer) if longer else 0.0


def _step(table: list[list[float]], arabic: str, latin: str, i: int, j: int, here: float) -> None:
    """Write into the table where one or two Arabic letters can lead from here."""
    letter = arabic[i]
    ways = _LAST.get(letter) if i == len(arabic) - 1 else _HEAD.get(letter) if i == 0 else None
    for written, cost in ways or _ONE.get(letter, ()):
        if latin.startswith(written, j) and here + cost < table[i + 1][j + len(written)]:
            table[i + 1][j + len(written)] = here + cost
    for written, cost in _TWO.get(arabic[i : i + 2], ()):
        if latin.startswith(written, j) and here + cost < table[i + 2][j + len(written)]:
            table[i + 2][j + len(written)] = here + cost


# Blocking: vowels, semivowels and breathings go, the consonants that languages exchange fall together.
_CLASS_AR = str.maketrans({
    **dict.fromkeys("ب", "B"), **dict.fromkeys("ف", "F"), **dict.fromkeys("تطثدضذظ", "T"), **dict.fromkeys("سصزش",
    "S"),
    **dict.fromkeys("كقغجخ", "K"), "ر": "R", "ل": "L", "م": "M", "ن": "N", **dict.fromkeys("اويهعح", None),
})  # fmt: skip
_CLASS_EN = str.maketrans({
    **dict.fromkeys("bp", "B"), **dict.fromkeys("fv", "F"), **dict.fromkeys("td", "T"), **dict.fromkeys("sz", "S"),
    **dict.fromkeys("kqgj", "K"), "r": "R", "l": "L", "m": "M", "n": "N", "x": "KS", **dict.fromkeys("aeiouyhw",
    None),
})  # fmt: skip
_LATIN_FIRST = tuple(
    (re.compile(pattern), code)
    for pattern, code in (
        (r"sch|tsch|tch|sh|zh(?!i)", "S"), (r"kh|gh|ck", "K"), (r"ph", "F"), (r"th|dh", "T"), (r"c(?=[eiy])", "S"),
        (r"^x", "S"),
        (r"c(?!h)", "K"),
    )
)  # fmt: skip
# What may be read in two ways: both readings are keys.
_TWICE_AR = (("تش", "ش"), ("تس", "س"), ("ظ", "ز"), ("ذ", "ز"))
_TWICE_EN = (("ch", "k"), ("ch", "s"), ("ts", "s"), ("tz", "s"))
_DOUBLE = re.compile(r"([A-Z])\1+")
_MOST_READINGS = 6
_GLUED_AR = frozenset(("بن", "دو", "دي"))
_GLUED_EN = frozenset(("al", "el", "ben", "bin", "de", "du", "di"))


def unglued(word: str, arabic: bool) -> tuple[str, ...]:
    """Return what may be left of a normal word when an article or a link is written with it (Aljabri, Benflis)."""
    for size in (3, 2):
        if word[:size] in (_GLUED_AR if arabic else _GLUED_EN) and len(word) > (4 if arabic else 5) + size - 2:
            return (word[size:],)
    return ()


@lru_cache(maxsize=1 << 17)
def skeletons(word: str, arabic: bool) -> frozenset[str]:
    """Return the consonant classes of a normal word, doubled ones once, in up to six readings (ch, ts, ظ, j)."""
    if not arabic:
        for pattern, code in _LATIN_FIRST:
            word = pattern.sub(code, word)
        word = word.replace("Ss", "S")
    readings = [word]
    for written, read in _TWICE_AR if arabic else _TWICE_EN:
        readings += [reading.replace(written, read) for reading in readings if written in reading]
    if not arabic and len(word) > 4 and word[-1] in _MUTE and word[-2] in "aeiou":  # French ends that are not heard
        readings += [reading[:-1] for reading in readings]
    readings += [rest for reading in readings for rest in unglued(reading, arabic)]
    if word[:1] in ("و", "w"):  # Wimmen is ويمن or فيمن
        readings += [("ف" if arabic else "v") + reading[1:] for reading in readings]
    if word[:1] == "j":  # Jan is يان or جان
        readings += [reading[1:] for reading in readings]
    classes = _CLASS_AR if arabic else _CLASS_EN
    found = dict.fromkeys(_DOUBLE.sub(r"\1", r.translate(classes)) for r in readings if "ch" not in r)
    return frozenset(list(found)[:_MOST_READINGS])
