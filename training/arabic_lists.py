"""Make the lists of names, places and nationalities that the pipeline's names and spans are told by.

    python -m training.arabic_lists DATA CLITICS VOTED.names.tsv OUT_FOLDER

Countries and cities come from graph/gazetteer (facts: CLDR, GeoNames, Wikidata identifiers; see NOTICE), their names in
Arabic from there and from CLDR. A town whose name is also a word of PADT (الباب، السلام) is known as a town only where
something else says that it is a name. Names of persons and organisations are those of the gazetteer with several
words, and those that training.arabic_entities_votes found in raw news, without those that the annotated sentences
(arabic_annotated) contradict.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.orthography import fold
from ar_khabar_news.peoples import NAME_SORTS, Lists, write_lists
from ar_khabar_news.repairs import KnownNames
from ar_khabar_news.tokenizer import ArabicTokenizer
from ar_khabar_news.value_words import ALONE, ROLES
from babel import Locale
from spacy.vocab import Vocab

from .arabic_annotated import items
from .bio import Entity
from .conllu import read
from .name_noise import name_pool

GAZETTEER = Path(__file__).parent.parent / "graph" / "gazetteer"
WORD_TAGS = frozenset({"NOUN", "ADJ", "VERB", "ADP", "ADV", "PART", "PRON", "DET", "CCONJ", "SCONJ", "NUM"})
HEADS = ROLES | ALONE | frozenset(map(fold, (
    "وكالة صحيفة مجلة قناة القوات الجيش جيش قوات حركة شركة موقع شبكة إذاعة تلفزيون جريدة الدول الحكومة حكومة السلطات "
    "وزارة الوطن الشيخ الأمير الإمام السيد الدكتور المتمردون المتمردين ميليشيا ميليشيات مليشيا دول مقاتلو").split()))
"""What stands before a name and is no part of it, or makes no name."""
GENERIC = frozenset(map(fold, "القوات المليشيات المليشيا الميليشيات الميليشيا نظام المجتمع".split()))
"""What voted names begin with that are none: القوات المسلحة الروسية, نظام الأسد."""
TELLING = frozenset(map(fold, "قيادة التابع التابعة الحاكم الحاكمة المحتلة الإرهابي الإرهابية".split()))
"""Words that tell of a name and are no part of it."""
SMALLEST_CITY = 100_000


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a file of the gazetteer."""
    with (GAZETTEER / name).open(encoding="utf8", newline="") as file:
        yield from csv.DictReader(file)


def words_of(treebank: Path) -> Counter[str]:
    """Return how often each folded form is a word and no name in the treebank."""
    return Counter(fold(word.form) for sentence in read(treebank) for word in sentence.words if word.upos in WORD_TAGS)


def spelled(name: str, tokenizer: ArabicTokenizer) -> str:
    """Return a name as folded tokens joined by spaces."""
    return " ".join(fold(norm or text) for chunk in name.split() for text, norm in tokenizer.pieces(chunk))


def countries(tokenizer: ArabicTokenizer) -> Iterator[tuple[str, str, str]]:
    """Yield the names and adjectives of countries."""
    cldr = Locale("ar").territories
    for row in rows_of("countries.csv"):
        names = [row["label_ar"], cldr.get(row["iso2"], ""), *row["names_ar"].split(";")]
        for name in dict.fromkeys(spelled(n.strip(), tokenizer) for n in names if n.strip()):
            yield "country", name, row["qid"]
        for adjective in (fold(word) for word in row["nisba"].split(";") if word and " " not in word):
            yield "adjective", adjective, row["qid"]
        for people in (fold(word) for word in row["plural"].split(";") if word):
            yield "adjective", people, row["qid"]


def cities(tokenizer: ArabicTokenizer, words: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the names of cities, towns and governorates."""
    for row in rows_of("cities.csv"):
        names = [row["ar"], *row["also_ar"].split(";")]
        for name in dict.fromkeys(spelled(n.strip(), tokenizer) for n in names if n.strip() and not n.endswith("?")):
            large = int(row["population"] or 0) >= SMALLEST_CITY and not common(name, words)
            known = large or row["kind"] == "capital"
            yield ("town" if not known else "noun_city" if words[name] else "city"), name, ""


def common(name: str, words: Counter[str]) -> bool:
    """Return whether a name is also a word: PADT tags many names as nouns, but these never come with and without ال."""
    other = name[2:] if name.startswith("ال") else f"ال{name}"
    return words[name] > 0 and words[other] > 0


def known_names(tokenizer: ArabicTokenizer, voted: Path, lists: Lists,
                words: Counter[str]) -> Iterator[tuple[str, str, str]]:
    """Yield names that are of one type wherever they stand; what the raw news say goes before the gazetteer."""
    countries = {name for sort, name, _ in lists.rows if sort == "country"}
    for line in voted.read_text(encoding="utf8").splitlines():
        name, kind = line.split("\t")
        parts = name.split(" ")
        other = name in (lists.inhabited if kind == "PER" else countries) and kind != "LOC"
        if all(part[0].isalnum() for part in parts) and parts[0] not in GENERIC and not other:
            yield kind, name, ""
    for kind, names in name_pool(tokenizer).items():
        for parts in names:
            if kind not in NAME_SORTS:
                continue
            folded = [fold(part) for part in parts]
            alone = (kind == "ORG" and len(folded) == 1 and not words[folded[0]] and len(folded[0]) > 2
                     and lists.nationality(folded[0]) is None)
            if alone or _is_whole(folded, kind, lists):
                yield kind, " ".join(folded), ""


def _is_whole(parts: list[str], kind: str, lists: Lists) -> bool:
    """Return whether a name has several words and neither a title nor a common noun before it (الجيش اللبناني)."""
    long = [part for part in parts if len(part) > 1]
    if len(long) == 1 or parts[0] in HEADS or parts[0] not in long or not TELLING.isdisjoint(parts):
        return False
    return kind != "ORG" or len(parts) > 2 or lists.nationality(parts[1]) is None


def contradicted(texts: Path, names: dict[str, str], tokenizer: ArabicTokenizer) -> set[str]:
    """Return the names that the annotated sentences more often contradict than confirm."""
    known, votes = KnownNames(names), Counter[str]()
    for it in chain(*items(texts, tokenizer)):
        folded = [fold(form) or form for form in it.forms]
        for start, end, kind in known(folded):
            held = any(e.start <= start and end <= e.end and (e.start, e.end) != (start, end) for e in it.gold)
            votes[" ".join(folded[start:end])] += 0 if held else 1 if Entity(start, end, kind) in it.gold else -1
    return {name for name, vote in votes.items() if vote < 0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("data", "clitics", "voted", "out"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    tokenizer = ArabicTokenizer(Vocab(), CliticSplitter.from_folder(args.clitics))
    words = words_of(args.data / "treebanks" / "ar_padt" / "train.conllu")
    found: dict[tuple[str, str], str] = {}
    for sort, name, iri in [*countries(tokenizer), *cities(tokenizer, words)]:
        if len(name.split(" ")[0]) > 1:  # no وان cut into و + ان
            found.setdefault((sort, name), iri)
    rows = [(sort, name, iri) for (sort, name), iri in found.items()]
    names: dict[str, str] = {}
    for kind, name, _ in known_names(tokenizer, args.voted, Lists(rows), words):
        names.setdefault(name, kind)
    for name in contradicted(args.data / "text" / "ar", names, tokenizer):
        del names[name]
    args.out.mkdir(parents=True, exist_ok=True)
    write_lists(Lists([*rows, *((kind, name, "") for name, kind in names.items())]), args.out)


if __name__ == "__main__":
    main()
