"""Measure the English model on test splits, beside a spaCy pipeline that is installed.

    python benchmarks/english_models.py DATA [--peer en_core_web_sm] [--split test]

DATA holds treebanks/en_ewt and en_gum, ner/en_uner and articles/en_sample.jsonl. The peer's trees follow another
scheme, so that of it only parts of speech, entities and speed are measured.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is read: all speeds are those of one thread

sys.path.insert(0, str(Path(__file__).parent.parent))  # the readers of training/ are no installed package

import spacy  # noqa: E402
from _conll import Row, conllu, official_scores  # noqa: E402
from _models import entity_f1, size, speed  # noqa: E402
from en_khabar_news.analyser import Analyser, Analysis  # noqa: E402
from en_khabar_news.networks.words import Word  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from training.bio import Entity  # noqa: E402
from training.conllu import Sentence, read, written_words  # noqa: E402
from training.english_data import glue_codes  # noqa: E402
from training.english_entities import read_uner  # noqa: E402

KINDS = {"PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"}
BATCH = 64


def analysed(nlp: Language, sentences: list[list[Word]], written: list[list[list[tuple[str, str]]]]) -> str:
    """Return the pipeline's analysis of given words as CoNLL-U."""
    component: Any = nlp.get_pipe("english_analyser")
    analyser: Analyser = component.analyser
    lines: list[str] = []
    for at in range(0, len(sentences), BATCH):
        for i, analysis in enumerate(analyser.analyse(sentences[at:at + BATCH]), at):
            lines += conllu(written[i], rows_of(analysis))
    return "\n".join(lines) + "\n"


def rows_of(analysis: Analysis) -> list[Row]:
    """Return the analysis as the columns of CoNLL-U."""
    return list(zip(analysis.lemmas, analysis.upos, analysis.xpos, analysis.feats, analysis.heads, analysis.deprels,
                    strict=True))


def gold_words(nlp: Language, sentences: list[Sentence]) -> str:
    """Return the analysis of the treebank's own words."""
    words = [[Word(word.form, glue) for word, glue in zip(s.words, glue_codes(s.words), strict=True)]
             for s in sentences]
    return analysed(nlp, words, [[[(w.surface, w.form) for w in parts] for parts in written_words(s)]
                                 for s in sentences])


def raw_text(nlp: Language, texts: list[str], *, own_sentences: bool) -> str:
    """Return the analysis of raw texts; each text is one sentence unless the pipeline finds its own."""
    component: Any = nlp.get_pipe("english_analyser")
    splitter = nlp.get_pipe("english_sentences")
    words: list[list[Word]] = []
    written: list[list[list[tuple[str, str]]]] = []
    for text in texts:
        doc = nlp.tokenizer(text)
        if own_sentences:
            doc = splitter(doc)
        else:
            for token in doc:
                token.is_sent_start = token.i == 0
        parts = component.doc_words(doc)
        words += parts.words
        written += [[[(doc[i].text, doc[i].text)] for i in place] for place in parts.places]
    return analysed(nlp, words, written)


@dataclass(frozen=True)
class Named:
    """A text of UNER with the offsets of its words, and its entities over words."""

    text: str
    words: tuple[tuple[int, int], ...]
    entities: frozenset[Entity]


def uner(path: Path) -> Iterator[Named]:
    """Yield the sentences of a UNER file with their texts."""
    texts = (line[9:] for line in path.read_text(encoding="utf8").split("\n") if line.startswith("# text = "))
    for sentence, text in zip(read_uner(path), texts, strict=True):
        at, words = 0, []
        for word in sentence.words:
            at = text.index(word, at)
            words.append((at, at + len(word)))
            at += len(word)
        yield Named(text, tuple(words), frozenset(sentence.entities))


def entity_scores(nlp: Language, sentences: list[Named]) -> dict[str, float]:
    """Return entity F1 in percent over UNER's words, all types and each, read from raw text."""
    docs = nlp.pipe(sentence.text for sentence in sentences)
    pairs = ((set(over_words(doc, sentence.words)), sentence.entities)
             for sentence, doc in zip(sentences, docs, strict=True))
    return entity_f1(pairs, ("PER", "LOC", "ORG"))


def over_words(doc: Doc, words: tuple[tuple[int, int], ...]) -> Iterator[Entity]:
    """Yield a doc's entities of UNER's types over the words they touch."""
    for ent in doc.ents:
        touched = [i for i, (start, end) in enumerate(words) if start < ent.end_char and end > ent.start_char]
        if ent.label_ in KINDS and touched:
            yield Entity(touched[0], touched[-1] + 1, KINDS[ent.label_])


def tagged(nlp: Language, sentences: list[Sentence]) -> float:
    """Return the accuracy of parts of speech on the treebank's words, in percent."""
    right = total = 0
    docs = (Doc(nlp.vocab, [w.form for w in s.words], [not w.glued for w in s.words]) for s in sentences)
    for sentence, doc in zip(sentences, nlp.pipe(docs), strict=True):
        right += sum(token.pos_ == word.upos for token, word in zip(doc, sentence.words, strict=True))
        total += len(doc)
    return 100 * right / total


def treebank_rows(nlp: Language, name: str, sentences: list[Sentence], gold: str) -> list[tuple[str, float]]:
    """Return the figures of a treebank; sentences without paragraphs are joined by spaces."""
    words = official_scores(gold, gold_words(nlp, sentences))
    raw = official_scores(gold, raw_text(nlp, [s.text for s in sentences], own_sentences=False))
    own = official_scores(gold, raw_text(nlp, [" ".join(s.text for s in sentences)], own_sentences=True))
    found = [("words F1, raw text", raw["Words"]), ("UPOS, gold words", words["UPOS"]),
             ("features, gold words", words["UFeats"]), ("lemma, gold words", words["Lemmas"]),
             ("UAS, gold words", words["UAS"]), ("LAS, gold words", words["LAS"]),
             ("LAS, raw text, gold sentences", raw["LAS"]), ("LAS, raw text, own sentences", own["LAS"]),
             ("sentences F1, space-joined", own["Sentences"])]
    return [(f"{name} {measure}", value) for measure, value in found]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--peer", help="a spaCy pipeline to measure beside ours")
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    args = parser.parse_args()
    articles = args.data / "articles" / "en_sample.jsonl"
    nlp = spacy.load("en_khabar_news")
    rate = speed(nlp, articles)
    peer = spacy.load(args.peer) if args.peer else None
    others: dict[str, float] = {}
    rows: list[tuple[str, float]] = []
    for name in ("ewt", "gum"):
        path = args.data / "treebanks" / f"en_{name}" / f"en_{name}-{args.split}.conllu"
        sentences = list(read(path))
        rows += treebank_rows(nlp, name.upper(), sentences, path.read_text(encoding="utf8"))
        if peer is not None:
            others[f"{name.upper()} UPOS, gold words"] = tagged(peer, sentences)
    corpora = ("en_ewt-test", "en_pud-test") if args.split == "test" else ("en_ewt-dev",)
    for corpus in corpora:
        named = list(uner(args.data / "ner" / "en_uner" / f"{corpus}.iob2"))
        rows += [(f"UNER {corpus} {kind}", value) for kind, value in entity_scores(nlp, named).items()]
        if peer is not None:
            others |= {f"UNER {corpus} {kind}": value for kind, value in entity_scores(peer, named).items()}
    rows += [("white-space words per CPU second", rate), ("size, MB", size(nlp.path))]
    if peer is not None:
        others |= {"white-space words per CPU second": speed(peer, articles), "size, MB": size(peer.path)}
    print(f"{args.split:44} {'Khabar':>9} {args.peer or '':>9}")
    for name, value in rows:
        print(f"{name:44} {value:9.2f} " + (f"{others[name]:9.2f}" if name in others else ""))


if __name__ == "__main__":
    main()
