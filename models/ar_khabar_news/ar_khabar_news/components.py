"""spaCy components that write PADT's analysis as news trees and lemmas."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from .entities import news_label
from .lemmas import Lexicon, bare_lemma
from .scheme import news_tree

LEMMA_FILE = "lemmas.tsv.gz"

# `token._.bare_lemma` is the lemma without vowel marks.
Token.set_extension("bare_lemma", getter=lambda token: bare_lemma(token.lemma_), force=True)


class NewsTrees:
    """Turns each sentence's tree into a news tree (`scheme.news_tree`)."""

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc):
            return doc
        heads, labels = [token.head.i for token in doc], [token.dep_ for token in doc]
        tags = [token.pos_ for token in doc]
        for sentence in doc.sents:
            start, end = sentence.start, sentence.end
            new, names = news_tree([head - start for head in heads[start:end]], labels[start:end], tags[start:end])
            heads[start:end] = [head + start for head in new]
            labels[start:end] = ["root" if label.lower() == "root" else label for label in names]
            _hang_spaces(doc, start, end, heads, labels)
        set_tree(doc, heads, labels)
        return doc

    def to_disk(self, path: Any, **_: Any) -> None:
        """Nothing is learned, nothing is written."""

    def from_disk(self, path: Any, **_: Any) -> NewsTrees:
        """Nothing is read."""
        return self


def _hang_spaces(doc: Doc, start: int, end: int, heads: list[int], labels: list[str]) -> None:
    """Take white space out of a sentence's tree: it hangs, unnamed, on the word before it and heads nothing."""
    words = [i for i in range(start, end) if not doc[i].is_space]
    if not words or len(words) == end - start:
        return
    top = next((i for i in words if doc[i].pos_ == "VERB"), words[0])
    root = next((i for i in words if heads[i] == i), top)
    for i in range(start, end):
        if doc[i].is_space:
            heads[i], labels[i] = max((w for w in words if w < i), default=root), ""
            doc[i].pos_ = "SPACE"
        elif heads[i] not in words or i == root:
            heads[i], labels[i] = root, "root" if i == root else "parataxis"


def set_tree(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """Write absolute head positions and labels into a doc."""
    strings = doc.vocab.strings
    values = np.empty((len(doc), 2), dtype="uint64")
    values[:, 0] = (np.asarray(heads, dtype="int64") - np.arange(len(doc))).astype("uint64")
    values[:, 1] = [strings.add(label) for label in labels]
    doc.from_array(["HEAD", "DEP"], values)


class Lemmatizer:
    """Sets `token.lemma_` from the lexicon, by restored form, PADT tag and part of speech."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon

    def __call__(self, doc: Doc) -> Doc:
        if self.lexicon is None:
            return doc
        for token in doc:
            form = token.text if token.norm_ == token.lower_ else token.norm_
            token.lemma_ = self.lexicon(form, token.tag_, token.pos_)
        return doc

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the lexicon into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        if self.lexicon is not None:
            self.lexicon.to_file(Path(path) / LEMMA_FILE)

    def from_disk(self, path: str | Path, **_: Any) -> Lemmatizer:
        """Read what `to_disk` wrote."""
        self.lexicon = Lexicon.from_file(Path(path) / LEMMA_FILE)
        return self


@Language.factory("arabic_news_trees", assigns=["token.head", "token.dep"], requires=["token.dep"])
def create_news_trees(nlp: Language, name: str) -> NewsTrees:
    """Return the component."""
    return NewsTrees()


@Language.factory("arabic_lemmas", assigns=["token.lemma"], requires=["token.tag"])
def create_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """Return the component, empty until data is read."""
    return Lemmatizer()


class NewsEntities:
    """Relabels MISC entities as NORP and EVENT where their words tell."""

    def __call__(self, doc: Doc) -> Doc:
        doc.ents = [Span(doc, ent.start, ent.end, label=news_label([token.text for token in ent], ent.label_))
                    for ent in doc.ents]
        return doc

    def to_disk(self, path: Any, **_: Any) -> None:
        """Nothing is learned, nothing is written."""

    def from_disk(self, path: Any, **_: Any) -> NewsEntities:
        """Nothing is read."""
        return self


@Language.factory("arabic_news_entities", assigns=["doc.ents"], requires=["doc.ents"])
def create_news_entities(nlp: Language, name: str) -> NewsEntities:
    """Return the component."""
    return NewsEntities()
