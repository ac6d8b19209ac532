"""Clitics: where one written word is split (وبالمدينة = و + ب + المدينة), and how each part is spelled alone.

A character CRF decides on the bare word; word frequencies of raw news tell it that بوتين is no ب + وتين.
Splitting looks at one word at a time, so results are cached by word.
"""

from __future__ import annotations

import gzip
import json
import math
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pycrfsuite
import srsly  # type: ignore[import-untyped]

from .orthography import bare_offsets, fold

PROCLITICS = frozenset(
    "و ف ب ل ك س أ ا وب ول وك وس فب فل فك فس أو أف لل ولل فلل وبال م ع في مم".split()
)
ENCLITICS = frozenset("ه ها هم هما هن ك كم كما كن نا ني ي ا ما من لا و ن تي ة".split()) | {
    "نيه", "نيها", "كموها", "ن", "اه",
}
SINGLE_PROCLITICS = frozenset("وفبلك")
LONGEST_PREFIX = 3
FILES = ("clitics.crfsuite", "frequencies.txt.gz", "spelling.json")
CACHE_SIZE = 200_000


def bucket(count: float) -> int:
    """Return the base-2 magnitude of a count: 0 for none, 1 for one, 4 for eight."""
    return int(math.log2(count)) + 1 if count >= 1 else 0


class Frequencies:
    """How often a folded word stands in raw news, as base-2 magnitudes."""

    def __init__(self, magnitude: Mapping[str, int]) -> None:
        self.magnitude = magnitude

    def __call__(self, word: str) -> int:
        return self.magnitude.get(word, 0)

    @classmethod
    def from_file(cls, path: Path) -> Frequencies:
        """Read `magnitude TAB word word ...` lines, gzipped."""
        magnitude: dict[str, int] = {}
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                size, _, words = line.rstrip("\n").partition("\t")
                magnitude.update(dict.fromkeys(words.split(" "), int(size)))
        return cls(magnitude)

    def to_file(self, path: Path) -> None:
        """Write the file that `from_file` reads; the same table gives the same bytes."""
        by_size: dict[int, list[str]] = {}
        for word, size in self.magnitude.items():
            by_size.setdefault(size, []).append(word)
        text = "".join(f"{size}\t{' '.join(sorted(by_size[size]))}\n" for size in sorted(by_size))
        path.write_bytes(gzip.compress(text.encode("utf8"), mtime=0))


def features(word: str, frequency: Frequencies) -> list[list[str]]:
    """Return the CRF's features of each letter of a bare word."""
    folded = fold(word)
    size = len(word)
    padded = f"<<<{folded}>>>"
    whole = frequency(folded)
    rows = []
    for i in range(size):
        j = i + 3
        row = [
            f"c={word[i]}", f"p={padded[j - 1]}", f"n={padded[j + 1]}",
            f"pc={padded[j - 1:j + 1]}", f"cn={padded[j:j + 2]}", f"pcn={padded[j - 1:j + 2]}",
            f"ppc={padded[j - 2:j + 1]}", f"cnn={padded[j:j + 3]}", f"ppcn={padded[j - 2:j + 2]}",
            f"pcnn={padded[j - 1:j + 3]}", f"pppc={padded[j - 3:j + 1]}", f"cnnn={padded[j:j + 4]}",
            f"i={min(i, 5)}", f"e={min(size - i, 6)}",
        ]
        if i <= 4:
            row += (f"a={folded[:i]}|{folded[i:i + 2]}", f"aa={folded[:i + 3]}|{i}")
        if size - i <= 5:
            row += (f"z={folded[max(0, i - 2):i]}|{folded[i:]}", f"zr={folded[i:]}", f"zw={word[i:]}")
        if i == 0:
            row += (f"w={whole}", f"l={min(size, 9)}")
        elif i <= LONGEST_PREFIX and folded[:i] in PROCLITICS:
            row += _cut(folded[:i], _best_rest(folded, i, frequency), whole, "P")
        if i and folded[i:] in ENCLITICS:
            row += _cut(folded[i:], _best_stem(folded[:i], frequency), whole, "E")
        rows.append(row)
    return rows


def _best_rest(folded: str, i: int, frequency: Frequencies) -> int:
    rest = folded[i:]
    best = frequency(rest)
    if folded[i - 1] == "ل" and rest[0] == "ل":
        best = max(best, frequency("ا" + rest))
    elif folded[i - 1] == "ل":
        best = max(best, frequency("ال" + rest))
    return best


def _best_stem(stem: str, frequency: Frequencies) -> int:
    best = frequency(stem)
    if stem.endswith("ت"):
        best = max(best, frequency(stem[:-1] + "ة"))
    elif stem.endswith("ا"):
        best = max(best, frequency(stem[:-1] + "ي"))
    return best


def _cut(clitic: str, rest: int, whole: int, side: str) -> list[str]:
    gap = max(-6, min(8, rest - whole))
    return [f"{side}r={clitic}|{rest}", f"{side}g={clitic}|{gap}", f"{side}gg={gap}", f"{side}rw={rest}|{whole}"]


class CliticSplitter:
    """Splits written words into parts that are substrings of the word.

    `split(word)` returns `(start, end, form)` per part; the spans cover the word without gaps and `form` is how the
    part is spelled when it stands alone (للأمم gives ل, الأمم).
    """

    def __init__(self, model: bytes, frequency: Frequencies, forms: Mapping[str, str],
                 hamza: Mapping[str, str], whole: Iterable[str] = ()) -> None:
        # The tagger reads from these bytes as long as it lives.
        self.model = model
        self.tagger = pycrfsuite.Tagger()
        self.tagger.open_inmemory(model)
        self.frequency = frequency
        self.forms = forms
        self.hamza = hamza
        self.whole = frozenset(whole)
        self.cache: dict[str, tuple[tuple[int, int, str], ...]] = {}

    def __reduce__(self) -> tuple[object, ...]:
        # The tagger itself cannot be pickled; its bytes can.
        return CliticSplitter, (self.model, self.frequency, self.forms, self.hamza, self.whole)

    @classmethod
    def from_folder(cls, folder: Path) -> CliticSplitter:
        """Read clitics.crfsuite, frequencies.txt.gz and spelling.json."""
        tables = json.loads((folder / "spelling.json").read_text(encoding="utf8"))
        model = (folder / "clitics.crfsuite").read_bytes()
        return cls(model, Frequencies.from_file(folder / "frequencies.txt.gz"), **tables)

    def to_folder(self, folder: Path) -> None:
        """Write the three files that `from_folder` reads."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "clitics.crfsuite").write_bytes(self.model)
        tables = {"forms": self.forms, "hamza": self.hamza, "whole": sorted(self.whole)}
        (folder / "spelling.json").write_text(json.dumps(tables, ensure_ascii=False, indent=0), encoding="utf8")
        self.frequency.to_file(folder / "frequencies.txt.gz")

    def to_bytes(self) -> bytes:
        """Return the three files, packed."""
        with tempfile.TemporaryDirectory() as folder:
            self.to_folder(Path(folder))
            return bytes(srsly.msgpack_dumps({name: (Path(folder) / name).read_bytes() for name in FILES}))

    @classmethod
    def from_bytes(cls, data: bytes) -> CliticSplitter:
        """Unpack what `to_bytes` returned."""
        with tempfile.TemporaryDirectory() as folder:
            for name, content in srsly.msgpack_loads(data).items():
                (Path(folder) / name).write_bytes(content)
            return cls.from_folder(Path(folder))

    def split(self, word: str) -> tuple[tuple[int, int, str], ...]:
        """Return the parts of one word of Arabic letters and marks."""
        parts = self.cache.get(word)
        if parts is None:
            if len(self.cache) >= CACHE_SIZE:
                self.cache.clear()
            parts = self.cache[word] = self._split(word)
        return parts

    def _split(self, word: str) -> tuple[tuple[int, int, str], ...]:
        letters, offsets = bare_offsets(word)
        if len(letters) < 2:
            return ((0, len(word), letters or word),)
        cuts = self._known_name(letters) or self._cuts(letters)
        pieces = [letters[a:b] for a, b in zip(cuts, cuts[1:], strict=False)]
        forms = restore(pieces, self.forms, self.hamza, self.frequency)
        bounds = [0, *(offsets[i] for i in cuts[1:-1]), len(word)]
        return tuple((a, b, form) for a, b, form in zip(bounds, bounds[1:], forms, strict=False))

    def _cuts(self, letters: str) -> list[int]:
        labels = self.tagger.tag(features(letters, self.frequency))
        return [0, *(i for i in range(1, len(letters)) if labels[i] == "B"), len(letters)]

    def _known_name(self, letters: str) -> list[int] | None:
        """Return the cuts of a listed name, alone or after و ف ب ل ك."""
        folded = fold(letters)
        if folded in self.whole:
            return [0, len(letters)]
        if folded[0] in SINGLE_PROCLITICS and folded[1:] in self.whole:
            return [0, 1, len(letters)]
        return None


def restore(pieces: list[str], forms: Mapping[str, str], hamza: Mapping[str, str],
            frequency: Frequencies) -> list[str]:
    """Return the spelling of each part when it stands alone.

    What the treebank shows (`forms`, with the part before it or alone) comes first; otherwise the rules of Arabic
    spelling, decided by how often the candidates stand alone in raw news.
    """
    if len(pieces) == 1:
        return list(pieces)
    restored = []
    for i, piece in enumerate(pieces):
        before = pieces[i - 1] if i else "^"
        last = i == len(pieces) - 1
        end = "$" if last else ""
        known = forms.get(f"{before}+{piece}{end}")
        if known is None and before != "ل":
            known = forms.get(f"{piece}{end}")
        restored.append(known or _respell(piece, before, last, hamza, frequency))
    return restored


def _respell(piece: str, before: str, last: bool, hamza: Mapping[str, str], frequency: Frequencies) -> str:
    if before == "ل" and piece.startswith("ل") and len(piece) > 2:
        piece = "ا" + piece
    piece = hamza.get(piece, piece)
    if not last and len(piece) > 2:
        if piece.endswith("ت") and frequency(fold(piece[:-1] + "ة")) >= frequency(fold(piece)):
            return piece[:-1] + "ة"
        if piece.endswith("ا") and frequency(fold(piece[:-1]) + "ي") > frequency(fold(piece)):
            return piece[:-1] + "ى"
    return piece
