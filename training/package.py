"""Put the trained parts of a language together as the pipeline that its package holds.

    python -m training.package ar WORK models/ar_khabar_news/ar_khabar_news
    python -m training.package en WORK models/en_khabar_news/en_khabar_news

The pipeline is written to the folder NAME-VERSION in the package, and meta.json beside it. Same parts, same bytes.
"""

from __future__ import annotations

import argparse
import importlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language


@dataclass(frozen=True)
class Package:
    """What a language's pipeline is made of."""

    code: str
    language: str
    """The first word of the components' names."""
    licence: str
    description: str
    fill_tokenizer: Callable[[Any, Path], None] = lambda tokenizer, work: None
    add_more: Callable[[Language, Path], None] = lambda nlp, work: None
    """Adds the components that this language alone has."""


def _clitics(tokenizer: Any, work: Path) -> None:
    from ar_khabar_news.clitics import CliticSplitter
    tokenizer.splitter = CliticSplitter.from_folder(work / "clitics")


def _lists(nlp: Language, work: Path) -> None:
    from ar_khabar_news.peoples import read_lists
    names: Any = nlp.get_pipe("arabic_entities")
    spans: Any = nlp.add_pipe("arabic_spans")
    names.lists = spans.lists = read_lists(work / "lists")


PACKAGES = {
    "ar": Package(
        "ar", "arabic", "CC BY-NC-SA 3.0 (tags, lemmas, trees), CC BY-SA 4.0 (entities), MIT (code)",
        "Arabic news: clitics, sentences, tags, morphology, lemmas, dependencies, entities, nested spans",
        _clitics, _lists),
    "en": Package(
        "en", "english", "CC BY-NC-SA 4.0 (weights), MIT (code)",
        "English news: words, sentences, tags, morphology, lemmas, dependencies, entities"),
}


def pipeline(package: Package, work: Path) -> Language:
    """Return the pipeline of the parts in `work`: vectors, words, lemmas.tsv.gz, parser, entities."""
    module = f"{package.code}_khabar_news"
    own, analyser_of, entities_of, lemmas_of, floret, wordtable = (
        importlib.import_module(f"{module}{part}") for part in (
            "", ".analyser", ".entities", ".lemmas", ".networks.floret", ".networks.wordtable"))
    tokenizer = {"@tokenizers": f"khabar.{package.language}_tokenizer.v1"}
    nlp = spacy.blank(package.code, config={"nlp": {"tokenizer": tokenizer}})
    package.fill_tokenizer(nlp.tokenizer, work)
    nlp.add_pipe(f"{package.language}_sentences")
    table = floret.read_vectors(work / "vectors")
    labels = json.loads((work / "parser" / "analyser.json").read_text(encoding="utf8"))
    lexicon = lemmas_of.Lexicon.from_file(work / "lemmas.tsv.gz")
    component: Any = nlp.add_pipe(f"{package.language}_analyser")
    component.analyser = analyser_of.Analyser(dict(np.load(work / "parser" / "analyser.npz")), labels, table, lexicon)
    labels = json.loads((work / "entities" / "entities.json").read_text(encoding="utf8"))
    component = nlp.add_pipe(f"{package.language}_entities")
    words = wordtable.read_words(work / "words")
    weights = dict(np.load(work / "entities" / "entities.npz"))
    component.recogniser = entities_of.Recogniser(weights, labels, table, words)
    package.add_more(nlp, work)
    nlp.meta.update(name="khabar_news", version=own.__version__, license=package.licence,
                    description=package.description, author="Khabar",
                    vectors={"width": table.shape[1], "vectors": 0, "keys": 0, "name": "floret"})
    return nlp


def write(nlp: Language, folder: Path) -> Path:
    """Write the pipeline into the package's folder, in place of any older one, and return where it is."""
    name = f"{nlp.lang}_{nlp.meta['name']}"
    for old in folder.glob(f"{name}-*"):
        shutil.rmtree(old)
    out = folder / f"{name}-{nlp.meta['version']}"
    # The strings of the training words are no part of the model.
    nlp.to_disk(out, exclude=["vocab"])
    shutil.copy(out / "meta.json", folder / "meta.json")
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", choices=sorted(PACKAGES))
    for name in ("work", "package"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    write(pipeline(PACKAGES[args.language], args.work), args.package)


if __name__ == "__main__":
    main()
