"""The Arabic pipeline's output as CoNLL-U in PADT's own scheme."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from _conll import Row, conllu
from ar_khabar_news.analyser import Analyser, Analysis
from ar_khabar_news.networks.words import Word
from spacy.language import Language
from spacy.tokens import Doc


def rows_of(analysis: Analysis) -> list[Row]:
    """Return the Arabic analysis in PADT's scheme."""
    return list(zip(analysis.lemmas, analysis.upos, analysis.xpos, analysis.padt_feats, analysis.heads,
                    analysis.deprels, strict=True))


def written_words(doc: Doc, start: int, end: int) -> list[list[tuple[str, str]]]:
    """Return (text, form) of the tokens of a span, grouped by written word; white space is left out."""
    groups: list[list[tuple[str, str]]] = []
    joined = False
    for token in doc[start:end]:
        if token.is_space:
            joined = False
            continue
        form = token.norm_ if token.norm_ != token.lower_ else ""
        letter = token.text[0].isalpha()
        if joined and letter:
            groups[-1].append((token.text, form))
        else:
            groups.append([(token.text, form)])
        joined = letter and not token.whitespace_
    return groups


def analysed(analyser: Analyser, sentences: Sequence[Sequence[Sequence[tuple[str, str]]]]) -> str:
    """Return the CoNLL-U of tokenized sentences in PADT's scheme."""
    words = []
    for written in sentences:
        row = []
        for parts in written:
            for k, (text, form) in enumerate(parts):
                row.append(Word(form or text, (k > 0) + 2 * (k + 1 < len(parts))))
        words.append(row)
    lines: list[str] = []
    order = range(len(words))
    for at in range(0, len(words), 64):
        group = order[at:at + 64]
        for i, analysis in zip(group, analyser.analyse([words[i] for i in group]), strict=True):
            lines += conllu(sentences[i], rows_of(analysis))
    return "\n".join(lines) + "\n"


def from_raw(nlp: Language, texts: Sequence[str], *, own_sentences: bool) -> str:
    """Return the CoNLL-U of raw texts; each text is one sentence unless the pipeline finds its own."""
    sentences = []
    splitter = nlp.get_pipe("arabic_sentences")
    for text in texts:
        doc = nlp.tokenizer(text)
        bounds = [(0, len(doc))]
        if own_sentences:
            doc = splitter(doc)
            bounds = [(span.start, span.end) for span in doc.sents]
        sentences += [written_words(doc, start, end) for start, end in bounds]
    return analysed(analyser_of(nlp), [s for s in sentences if s])


def analyser_of(nlp: Language) -> Analyser:
    """Return the network inside a pipeline."""
    component: Any = nlp.get_pipe("arabic_analyser")
    analyser: Analyser = component.analyser
    return analyser
