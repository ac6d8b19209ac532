"""The English analyser: tags, features, lemmas and Universal Dependencies as EWT and GUM have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from .lemmas import Lexicon, apply_script, script
from .networks import analyser
from .networks.analyser import Found, Row
from .networks.network import Array
from .networks.words import DocWords, Word
from .words import doc_words
from .wordshape import SPELLING


@dataclass(frozen=True)
class Analysis:
    """The analysis of one sentence, one entry per word; heads count from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    lemmas: list[str]
    heads: list[int]
    deprels: list[str]
    certainty: Array


class Analyser(analyser.Analyser[Analysis]):
    """The network with its labels and lexicon."""

    spelling = SPELLING
    scripted = frozenset("NOUN ADJ VERB ADV AUX DET PRON ADP CCONJ SCONJ PART PROPN NUM INTJ SYM X".split())
    script, apply_script = staticmethod(script), staticmethod(apply_script)

    def analysis(self, sentence: Sequence[Word], found: Found) -> Analysis:
        """Return the sentence's analysis."""
        tags = [self.tags[i] for i in found.outputs["tag"].argmax(1)]
        return Analysis([tag[0] for tag in tags], [tag[1] for tag in tags],
                        ["" if tag[2] == "_" else tag[2] for tag in tags], self.lemmas(sentence, tags, found.states),
                        found.heads, found.deprels, found.certainty)


class AnalyserComponent(analyser.AnalyserComponent[Analysis]):
    """Writes the analyses into docs: tag, pos, morph, lemma, trees."""

    network, lexicon, package = Analyser, Lexicon, "en_khabar_news"

    def doc_words(self, doc: Doc) -> DocWords:
        """Return the doc's sentences as the network sees them."""
        return doc_words(doc)

    def rows(self, doc: Doc, where: Sequence[int], analysis: Analysis) -> Iterator[Row]:
        """Yield what is written of each token of a sentence."""
        rows = zip(analysis.xpos, analysis.upos, analysis.feats, analysis.lemmas, analysis.deprels, analysis.heads,
                   strict=True)
        for i, (tag, pos, feats, lemma, deprel, head) in enumerate(rows):
            yield Row(tag, pos, feats, lemma, deprel, head - 1 if head else i)


@Language.factory("english_analyser", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep",
                                               "token.head"], requires=["token.is_sent_start"])
def create_analyser(nlp: Language, name: str) -> AnalyserComponent:
    """Return the component, empty until data is read."""
    return AnalyserComponent(nlp)
