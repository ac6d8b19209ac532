"""Put the trained parts together as the pipeline that the package ar_khabar_news holds.

    python -m training.arabic_package CLITICS VECTORS LEMMAS PARSER ENTITIES PACKAGE

PACKAGE is models/ar_khabar_news/ar_khabar_news; the pipeline is written to its folder ar_khabar_news-VERSION, and
meta.json beside it. Same parts, same bytes.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path
from typing import Any

import ar_khabar_news
import numpy as np
import spacy
from ar_khabar_news.analyser import Analyser
from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.entities import Recogniser
from ar_khabar_news.floret import read_vectors
from ar_khabar_news.lemmas import Lexicon
from spacy.language import Language

LICENCE = "CC BY-NC-SA 3.0 (tags, lemmas, trees), CC BY-SA 4.0 (entities), MIT (code)"
DESCRIPTION = "Arabic news: clitics, sentences, tags, morphology, lemmas, dependencies, entities"


def pipeline(clitics: Path, vectors: Path, lemmas: Path, parser: Path, entities: Path) -> Language:
    """Return the pipeline of the trained parts."""
    nlp = spacy.blank("ar", config={"nlp": {"tokenizer": {"@tokenizers": "khabar.arabic_tokenizer.v1"}}})
    tokenizer: Any = nlp.tokenizer
    tokenizer.splitter = CliticSplitter.from_folder(clitics)
    nlp.add_pipe("arabic_sentences")
    table = read_vectors(vectors)
    labels = json.loads((parser / "analyser.json").read_text(encoding="utf8"))
    analyser: Any = nlp.add_pipe("arabic_analyser")
    analyser.analyser = Analyser(dict(np.load(parser / "analyser.npz")), labels, table, Lexicon.from_file(lemmas))
    names = json.loads((entities / "entities.json").read_text(encoding="utf8"))
    recogniser: Any = nlp.add_pipe("arabic_entities")
    recogniser.recogniser = Recogniser(dict(np.load(entities / "entities.npz")), names, table)
    nlp.meta.update(name="khabar_news", version=ar_khabar_news.__version__, license=LICENCE, description=DESCRIPTION,
                    author="Khabar", vectors={"width": table.shape[1], "vectors": 0, "keys": 0, "name": "floret"})
    return nlp


def write(nlp: Language, package: Path) -> Path:
    """Write the pipeline into the package, in place of any older one, and return its folder."""
    for old in package.glob("ar_khabar_news-*"):
        shutil.rmtree(old)
    out = package / f"ar_khabar_news-{ar_khabar_news.__version__}"
    # The strings of the training words are no part of the model.
    nlp.to_disk(out, exclude=["vocab"])
    shutil.copy(out / "meta.json", package / "meta.json")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("clitics", "vectors", "lemmas", "parser", "entities", "package"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    write(pipeline(args.clitics, args.vectors, args.lemmas, args.parser, args.entities), args.package)


if __name__ == "__main__":
    main()
