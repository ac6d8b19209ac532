"""Train the clitic splitter: a character CRF, word frequencies and the spelling of parts.

    python -m training.arabic_clitics DATA OUT

DATA holds treebanks/ar_padt and text/ar; OUT receives clitics.crfsuite, frequencies.txt.gz and spelling.json.
"""

from __future__ import annotations

import argparse
import json
import logging
import lzma
import random
import re
from collections import Counter
from pathlib import Path

import pycrfsuite
from ar_khabar_news.clitics import (
    ENCLITICS,
    PROCLITICS,
    SINGLE_PROCLITICS,
    CliticSplitter,
    Frequencies,
    bucket,
    features,
)
from ar_khabar_news.orthography import bare, bare_offsets, fold
from babel import Locale

from .conllu import Word, read, written_words

log = logging.getLogger(__name__)
ARABIC = re.compile("[ء-غـ-ْٰٱ]+")
SMALLEST_COUNT = 12
REPEATS = 8
NAMES = Path(__file__).with_name("arabic_names.txt")
NO_HAMZA = str.maketrans("أإآ", "ااا")


def count_words(folder: Path, cache: Path) -> Counter[str]:
    """Return how often each bare word stands in the raw text; kept in `cache` because it takes a minute."""
    if cache.exists():
        return Counter(json.loads(cache.read_text(encoding="utf8")))
    raw: Counter[str] = Counter()
    for path in sorted(folder.glob("*.txt.xz")):
        with lzma.open(path, "rt", encoding="utf8") as lines:
            for line in lines:
                raw.update(ARABIC.findall(line))
    counts: Counter[str] = Counter()
    for word, count in raw.items():
        counts[bare(word)] += count
    counts = Counter({word: count for word, count in counts.items() if count >= 3 and word})
    cache.write_text(json.dumps(counts, ensure_ascii=False), encoding="utf8")
    return counts


def folded_counts(counts: Counter[str]) -> Counter[str]:
    """Return the counts of folded words that are not rare."""
    folded: Counter[str] = Counter()
    for word, count in counts.items():
        folded[fold(word)] += count
    return Counter({word: count for word, count in folded.items() if count >= SMALLEST_COUNT})


def hamza_spellings(counts: Counter[str]) -> dict[str, str]:
    """Return, for words written without hamza, the spelling with hamza where that is the usual one."""
    variants: dict[str, Counter[str]] = {}
    for word, count in counts.items():
        plain = word.translate(NO_HAMZA)
        if plain != word and count >= 40:
            variants.setdefault(plain, Counter())[word] += count
    best = {plain: min(words, key=lambda word: (-words[word], word)) for plain, words in variants.items()}
    return {plain: word for plain, word in sorted(best.items()) if variants[plain][word] > counts[plain]}


def never_split(unsplit: set[str]) -> set[str]:
    """Return the folded names that are never split: countries, and people and places that begin like a clitic.

    A name that makes another word of the treebank after a clitic is left to the CRF (ك + بري: كبرى).
    """
    names = {word for name in Locale("ar").territories.values() for word in name.split() if ARABIC.fullmatch(word)}
    names = {fold(name) for name in names | set(NAMES.read_text(encoding="utf8").split()) if len(name) >= 3}
    return {name for name in names if not any(clitic + name in unsplit for clitic in SINGLE_PROCLITICS)}


def labelled(parts: list[Word]) -> tuple[str, list[str]] | None:
    """Return the bare written word and its letters' labels (B begins a part), or None for what is no Arabic word."""
    surface = "".join(word.surface for word in parts)
    letters, offsets = bare_offsets(surface)
    if not ARABIC.fullmatch(surface) or not letters:
        return None
    starts, at = set(), 0
    for word in parts:
        starts.add(at)
        at += len(word.surface)
    return letters, ["B" if offset in starts or i == 0 else "I" for i, offset in enumerate(offsets)]


def modern_types(path: Path) -> Counter[tuple[str, str]]:
    """Return `(letters, labels)` types of IAHLT's written words, its article joined to the noun.

    Words with other pieces than clitics and one stem are slips of that corpus and left out.
    """
    types: Counter[tuple[str, str]] = Counter()
    for sentence in read(path):
        group: list[str] = []
        article = ""
        for word in sentence.words:
            form = bare(word.form)
            if word.upos == "DET" and form in ("ال", "ل"):
                article = form
                continue
            group.append(article + form)
            article = ""
            if word.glued:
                continue
            stems = [part for part in group if part not in PROCLITICS and part not in ENCLITICS]
            if len(stems) == 1 and ARABIC.fullmatch("".join(group)):
                types["".join(group), "".join("B" + "I" * (len(part) - 1) for part in group)] += 1
            group = []
    return types


def train_crf(words: Counter[tuple[str, str]], frequency: Frequencies, path: Path, *, iterations: int,
              smallest: int) -> None:
    """Train the CRF on `(letters, labels)` types, each repeated up to REPEATS times, and write it."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.05, "c2": 0.02, "max_iterations": iterations, "feature.minfreq": smallest})
    for (letters, labels), count in sorted(words.items()):
        rows = pycrfsuite.ItemSequence(features(letters, frequency))
        for _ in range(min(count, REPEATS)):
            trainer.append(rows, list(labels))
    trainer.train(str(path))


def spellings(written: list[list[Word]]) -> dict[str, str]:
    """Return the most frequent standalone spelling of parts, keyed `before+part` and `part` (`$`: last part)."""
    seen: dict[str, Counter[str]] = {}
    for parts in written:
        if len(parts) == 1:
            continue
        before = "^"
        for i, word in enumerate(parts):
            end = "$" if i == len(parts) - 1 else ""
            piece = bare(word.surface)
            for key in (f"{before}+{piece}{end}", f"{piece}{end}"):
                seen.setdefault(key, Counter())[bare(word.form)] += 1
            before = piece
    best = {key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in seen.items()}
    return {key: form for key, form in sorted(best.items())
            if form != key.rstrip("$").split("+")[-1] or "+" in key and best.get(key.split("+", 1)[1]) != form
            or "+" not in key}


def evaluate(splitter: CliticSplitter, path: Path) -> dict[str, float]:
    """Return accuracy of written words (split exactly; with every form restored) and part-boundary F1."""
    right = restored = total = good = guessed = gold = 0
    for sentence in read(path):
        for parts in written_words(sentence):
            surface = "".join(word.surface for word in parts)
            if not ARABIC.fullmatch(surface):
                continue
            got = splitter.split(surface)
            at, spans = 0, []
            for word in parts:
                spans.append((at, at + len(word.surface)))
                at += len(word.surface)
            mine = [(a, b) for a, b, _ in got]
            total += 1
            right += mine == spans
            restored += [form for _, _, form in got] == [bare(word.form) for word in parts]
            good += len(set(mine) & set(spans))
            guessed += len(mine)
            gold += len(spans)
    return {"words": right / total, "forms": restored / total, "boundaries_f1": 2 * good / (guessed + gold)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--iterations", type=int, default=200)
    parser.add_argument("--smallest", type=int, default=2, help="how often a feature must be seen")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    random.seed(0)
    args.out.mkdir(parents=True, exist_ok=True)
    padt = args.data / "treebanks" / "ar_padt"
    counts = count_words(args.data / "text" / "ar", args.out / "word_counts.json")
    folded = folded_counts(counts)
    frequency = Frequencies({word: bucket(count) for word, count in folded.items()})
    frequency.to_file(args.out / "frequencies.txt.gz")
    written = [parts for sentence in read(padt / "train.conllu") for parts in written_words(sentence)]
    types: Counter[tuple[str, str]] = Counter()
    for parts in written:
        if (pair := labelled(parts)) is not None:
            types[pair[0], "".join(pair[1])] += 1
    types += modern_types(args.data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu")
    for (letters, labels), count in list(types.items()):
        if fold(letters) != letters:
            types[fold(letters), labels] += max(1, count // 3)
    log.info("%d word types", len(types))
    train_crf(types, frequency, args.out / "clitics.crfsuite", iterations=args.iterations, smallest=args.smallest)
    split = {fold("".join(word.surface for word in parts)) for parts in written if len(parts) > 1}
    unsplit = {fold(parts[0].surface) for parts in written if len(parts) == 1} - split
    tables = {"forms": spellings(written), "hamza": hamza_spellings(counts),
              "whole": sorted(never_split(unsplit))}
    (args.out / "spelling.json").write_text(json.dumps(tables, ensure_ascii=False, indent=0), encoding="utf8")
    log.info("tables %s", {name: len(table) for name, table in tables.items()})
    log.info("dev %s", evaluate(CliticSplitter.from_folder(args.out), padt / "dev.conllu"))


if __name__ == "__main__":
    main()
