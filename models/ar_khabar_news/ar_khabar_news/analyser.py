"""The Arabic analyser: PADT's own scheme from the network, and the news scheme made of it for the docs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from .lemmas import Lexicon, apply_script, bare_lemma, script
from .networks import analyser
from .networks.analyser import Found, Row, Tag
from .networks.network import Array
from .networks.words import DocWords, Word
from .scheme import news_tree
from .words import doc_words
from .wordshape import SPELLING

OPEN_TAGS = ("NOUN", "ADJ", "VERB", "PROPN", "ADV")
DAMMA = "\u064f"

# `token._.bare_lemma` is the lemma without vowel marks.
Token.set_extension("bare_lemma", getter=lambda token: bare_lemma(token.lemma_), force=True)


@dataclass(frozen=True)
class Analysis:
    """The analysis of one sentence, one entry per word; heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    padt_feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    news: list[str]
    """Parts of speech of the news scheme; `feats` and `news_lemmas` go with them."""
    feats: list[str]
    news_lemmas: list[str]
    certainty: Array


class Analyser(analyser.Analyser[Analysis]):
    """The network with its labels and lexicon."""

    spelling = SPELLING
    outputs = ("tag", "news")
    scripted = frozenset("NOUN ADJ VERB ADV AUX DET PRON ADP CCONJ SCONJ PART PROPN".split())
    script, apply_script = staticmethod(script), staticmethod(apply_script)

    def __init__(self, weights: dict[str, Array], labels: dict[str, Any], vectors: Any, lexicon: Lexicon) -> None:
        super().__init__(weights, labels, vectors, lexicon)
        self.news = np.array(labels["news"])
        self.open = {upos: np.array([i for i, tag in enumerate(self.tags) if tag[0] == upos]) for upos in OPEN_TAGS}

    def analysis(self, sentence: Sequence[Word], found: Found) -> Analysis:
        """Return the sentence's analysis in PADT's scheme and in the news scheme."""
        tags, states = found.outputs["tag"], found.states
        padt = [self.tags[i] for i in tags.argmax(1)]
        names = [str(name) for name in self.news[found.outputs["news"].argmax(1)]]
        effective = [self._effective(tag, name, row) for tag, name, row in zip(padt, names, tags, strict=True)]
        lemmas = self.lemmas(sentence, padt, states)
        changed = [i for i, (a, b) in enumerate(zip(padt, effective, strict=True)) if a is not b]
        news_lemmas = list(lemmas)
        if changed:
            other = self.lemmas([sentence[i] for i in changed], [effective[i] for i in changed], states[changed])
            for i, lemma in zip(changed, other, strict=True):
                news_lemmas[i] = lemma
        return Analysis([tag[0] for tag in padt], [tag[1] for tag in padt],
                        ["" if tag[2] == "_" else tag[2] for tag in padt], lemmas, found.heads,
                        found.deprels, names, ["" if tag[2] == "_" else tag[2] for tag in effective], news_lemmas,
                        found.certainty)

    def _effective(self, tag: Tag, name: str, row: Array) -> Tag:
        """Return the PADT tag whose features go with the news scheme's part of speech."""
        if tag[0] == name or name not in self.open or name == "PROPN" or tag[0] not in ("X", *OPEN_TAGS):
            return tag
        fitting = self.open[name]
        return self.tags[int(fitting[int(row[fitting].argmax())])]


class AnalyserComponent(analyser.AnalyserComponent[Analysis]):
    """Writes the analyses into docs: tag, pos, morph, lemma, and news trees."""

    network, lexicon, package = Analyser, Lexicon, "ar_khabar_news"

    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them."""
        return doc_words(doc)

    def rows(self, doc: Doc, where: Sequence[int], analysis: Analysis) -> Iterator[Row]:
        """Yield what is written of each token of a sentence."""
        tree, labels = news_tree([head - 1 if head else i for i, head in enumerate(analysis.heads)],
                                 analysis.deprels, analysis.news)
        for i, token in enumerate(where):
            feats = marked_voice(doc[token].text, analysis.feats[i])
            yield Row(analysis.xpos[i], analysis.news[i], feats, analysis.news_lemmas[i], labels[i], tree[i])


def marked_voice(text: str, feats: str) -> str:
    """Return the features of a word, passive where the damma on a perfect verb's first letter says so (قُتل)."""
    if text[1:2] == DAMMA and "Aspect=Perf" in feats:
        return feats.replace("Voice=Act", "Voice=Pass")
    return feats


@Language.factory("arabic_analyser", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep",
                                              "token.head"], requires=["token.is_sent_start"])
def create_analyser(nlp: Language, name: str) -> AnalyserComponent:
    """Return the component, empty until data is read."""
    return AnalyserComponent(nlp)
