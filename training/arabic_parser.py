"""Train the Arabic analyser on PADT, its parts of speech of the news scheme on IAHLT too.

    python -m training.arabic_parser DATA VECTORS OUT

DATA holds treebanks/ar_padt and ar_iahlt; VECTORS is a folder with vectors.npy and vectors.json (see floret_table).
OUT receives checkpoint.pt (training goes on from it), analyser.npz (float16 weights) and analyser.json (labels).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ar_khabar_news.lemmas import script
from ar_khabar_news.wordshape import SPELLING

from .arabic_noise import noisy
from .arabic_scheme import analyses, country_names, iahlt_names, news_word
from .conllu import Sentence, Word, read
from .layers import learn_vocabulary
from .parser import (
    IGNORE,
    SMALLEST_AFFIX,
    SMALLEST_WORD,
    Data,
    Item,
    Numbers,
    Scheme,
    arguments,
    learn_labels,
    train,
)

NEWS_TAGS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
             "SCONJ", "SYM", "VERB", "X")
IAHLT_TAGS = frozenset("NOUN PROPN ADJ VERB ADP NUM PUNCT PRON".split())
FINAL = frozenset(".؟!?")
SCHEME = Scheme(spelling=SPELLING, script=script, noise=noisy, unscripted=frozenset({"PUNCT", "X"}), news=NEWS_TAGS)


def glue_code(words: Sequence[Word], i: int) -> int:
    """Return 1 if the word is glued to the one before it, plus 2 if to the one after it, within a written word."""
    before = i > 0 and words[i - 1].token == words[i].token
    after = i + 1 < len(words) and words[i + 1].token == words[i].token
    return before + 2 * after


def padt_item(numbers: Numbers, sentence: Sentence, news: Sequence[Word]) -> Item:
    """Return a treebank sentence as numbers."""
    words = sentence.words
    return numbers.item(words, tuple(glue_code(words, i) for i in range(len(words))), news)


def iahlt_items(sentences: Iterator[Sentence]) -> Iterator[Item]:
    """Yield IAHLT sentences: modern news with parts of speech only, the article joined to its noun."""
    seen = set()
    for sentence in sentences:
        if sentence.text in seen:
            continue
        seen.add(sentence.text)
        forms: list[str] = []
        news: list[int] = []
        article = ""
        for word in sentence.words:
            if word.upos == "DET" and word.form in ("ال", "ل"):
                article = "ال"
                continue
            forms.append(article + word.form)
            news.append(NEWS_TAGS.index(word.upos) if word.upos in IAHLT_TAGS else IGNORE)
            article = ""
        none = (IGNORE,) * len(forms)
        if forms:
            yield Item(tuple(forms), (0,) * len(forms), none, tuple(news), none, none, none)


def pieces(sentence: Sentence) -> list[Sentence]:
    """Return the parts of a paragraph-sentence that end in final punctuation, where the tree lets them stand alone."""
    words = sentence.words
    cuts = [i + 1 for i, word in enumerate(words[:-3]) if word.form in FINAL and i > 2]
    parts = []
    for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True):
        part = _alone(words[start:end], start)
        if part is None:
            return [sentence]
        parts.append(Sentence(sentence.text, part))
    return parts


def _alone(words: Sequence[Word], start: int) -> tuple[Word, ...] | None:
    """Return words whose heads are renumbered, the part's top made its root, or None if it has several tops."""
    inside = range(start + 1, start + len(words) + 1)
    tops = [i for i, word in enumerate(words) if word.head not in inside]
    content = [i for i in tops if words[i].deprel not in ("punct", "cc")]
    if len(content) > 1 or not tops:
        return None
    conjunction = next((i for i in tops if words[i].deprel == "cc" and i == 0), None)
    root = conjunction if conjunction is not None and content else (content or tops)[0]
    out = []
    for i, word in enumerate(words):
        if i == root:
            out.append(replace(word, head=0, deprel="root"))
        elif i in tops:
            deprel = "parataxis" if i in content else word.deprel
            out.append(replace(word, head=root + 1, deprel=deprel))
        else:
            out.append(replace(word, head=word.head - start))
    return tuple(out)


def load_data(data: Path) -> tuple[list[Sentence], list[list[Word]], list[Sentence], list[list[Word]]]:
    """Return train and dev sentences of PADT, each with its words in the news scheme."""
    padt = data / "treebanks" / "ar_padt"
    train, dev = list(read(padt / "train.conllu")), list(read(padt / "dev.conllu"))
    known = analyses(train)
    names = country_names() | iahlt_names(read(data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu"))
    news = [[[news_word(word, known, names) for word in s.words] for s in part] for part in (train, dev)]
    return train, news[0], dev, news[1]


def training_items(train: list[Sentence], news: list[list[Word]], numbers: Numbers) -> tuple[list[Item], list[Item]]:
    """Return the whole sentences, and the parts of paragraph-sentences that can stand alone."""
    whole, parts = [], []
    for sentence, words in zip(train, news, strict=True):
        whole.append(padt_item(numbers, sentence, words))
        split = pieces(sentence)
        at = 0
        for part in split if len(split) > 1 else ():
            parts.append(padt_item(numbers, part, words[at:at + len(part.words)]))
            at += len(part.words)
    return whole, parts


def main() -> None:
    args = arguments(__doc__.splitlines()[0], epochs=14).parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    learned, news, dev, dev_news = load_data(args.data)
    labels = learn_labels(learned, SCHEME)
    forms = (word.form for sentence in learned for word in sentence.words)
    vocabulary = learn_vocabulary(forms, SPELLING, word=SMALLEST_WORD, affix=SMALLEST_AFFIX)
    numbers = Numbers(labels, SCHEME)
    whole, parts = training_items(learned, news, numbers)
    extra = list(iahlt_items(read(args.data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu")))
    held = [padt_item(numbers, s, words) for s, words in zip(dev, dev_news, strict=True)]
    train(Data(whole, parts, extra, held), labels, vocabulary, SCHEME, args)


if __name__ == "__main__":
    main()
