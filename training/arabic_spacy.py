"""Train the first pipeline with spaCy: tags, morphology and trees on one small encoder, entities on another.

    python -m training.arabic_spacy data DATA CLITICS WORK       writes the corpora
    python -m spacy train WORK/padt.cfg ...                      see the README beside this file
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from ar_khabar_news.clitics import CliticSplitter
from ar_khabar_news.orthography import bare
from ar_khabar_news.tokenizer import ArabicTokenizer
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from .arabic_scheme import analyses, country_names, iahlt_names, news_word
from .bio import TaggedSentence, over_parts, read_bio
from .conllu import Sentence, read

BLOCK = 40


def tree_docs(nlp: Language, sentences: list[Sentence], data: Path) -> Iterator[Doc]:
    """Yield gold docs: PADT's own trees and tags (as TAG), parts of speech and features of the news scheme."""
    padt = data / "treebanks" / "ar_padt"
    known = analyses(read(padt / "train.conllu"))
    names = country_names() | iahlt_names(read(data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu"))
    for sentence in sentences:
        news = [news_word(word, known, names) for word in sentence.words]
        heads = [word.head - 1 if word.head else i for i, word in enumerate(sentence.words)]
        doc = Doc(nlp.vocab, words=[word.surface for word in sentence.words],
                  spaces=[not word.glued for word in sentence.words], tags=[word.xpos for word in sentence.words],
                  pos=[word.upos for word in news], morphs=[word.feats for word in news],
                  heads=heads, deps=[word.deprel for word in sentence.words],
                  lemmas=[word.lemma for word in sentence.words])
        yield with_norms(doc, [(word.surface, bare(word.form)) for word in sentence.words])


def with_norms(doc: Doc, pieces: list[tuple[str, str]]) -> Doc:
    """Set the norm of every token that is spelled differently when it stands alone, as the tokenizer does."""
    for token, (text, norm) in zip(doc, pieces, strict=True):
        if norm and norm != text:
            token.norm_ = norm
    return doc


@spacy.registry.readers("khabar.gold_words.v1")
def gold_words(path: Path) -> Callable[[Language], Iterator[Example]]:
    """Return a corpus whose predicted docs have the gold words and norms, and nothing else."""
    def read_examples(nlp: Language) -> Iterator[Example]:
        for gold in DocBin().from_disk(path).get_docs(nlp.vocab):
            blank = Doc(nlp.vocab, words=[t.text for t in gold], spaces=[bool(t.whitespace_) for t in gold],
                        sent_starts=[t.i == 0 for t in gold])
            yield Example(with_norms(blank, [(t.text, t.norm_ if t.norm_ != t.lower_ else "") for t in gold]), gold)
    return read_examples


def entity_docs(nlp: Language, sentences: list[TaggedSentence]) -> Iterator[Doc]:
    """Yield docs with entities over clitic-split words."""
    for sentence in sentences:
        pieces = [nlp.tokenizer.pieces(text) for text in sentence.words]
        parts = [[word for word, _ in group] for group in pieces]
        spaces = [k == len(group) - 1 for group in parts for k in range(len(group))]
        doc = Doc(nlp.vocab, words=[part for group in parts for part in group], spaces=spaces)
        found = [(entity, over_parts(entity, parts)) for entity in sentence.entities]
        doc.ents = [Span(doc, *span, label="PER" if entity.label == "PERS" else entity.label)
                    for entity, span in found if span is not None]
        yield with_norms(doc, [piece for group in pieces for piece in group])


def held_out(sentences: list[TaggedSentence]) -> tuple[list[TaggedSentence], list[TaggedSentence]]:
    """Return the training part and every tenth block, kept for development."""
    train = [s for i, s in enumerate(sentences) if i // BLOCK % 10 != 9]
    return train, [s for i, s in enumerate(sentences) if i // BLOCK % 10 == 9]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("clitics", type=Path)
    parser.add_argument("work", type=Path)
    args = parser.parse_args()
    nlp = spacy.blank("ar")
    nlp.tokenizer = ArabicTokenizer(nlp.vocab, CliticSplitter.from_folder(args.clitics))
    args.work.mkdir(parents=True, exist_ok=True)
    for split in ("train", "dev", "test"):
        sentences = list(read(args.data / "treebanks" / "ar_padt" / f"{split}.conllu"))
        DocBin(docs=tree_docs(nlp, sentences, args.data)).to_disk(args.work / f"padt-{split}.spacy")
    folder = args.data / "ner" / "ar_cleananercorp"
    train, dev = held_out(list(read_bio(folder / "train.bio")))
    for name, part in (("train", train), ("dev", dev), ("test", list(read_bio(folder / "test.bio")))):
        DocBin(docs=entity_docs(nlp, part)).to_disk(args.work / f"ner-{name}.spacy")


if __name__ == "__main__":
    main()
