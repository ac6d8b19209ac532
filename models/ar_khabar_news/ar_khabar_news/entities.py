"""Entities: a network of their own (their corpus has another licence than the trees), then the news scheme's types.

`Recogniser` works on lists of words, `EntityComponent` on spaCy docs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from .analyser import DOCS_PER_BATCH, TOKENS_PER_BATCH, Word, by_length, doc_words
from .floret import read_vectors, write_vectors
from .network import Array, BiLSTM, Packing, WordInputs, linear
from .orthography import fold
from .wordshape import Vocabulary

NEVER = np.float32(-1e4)
EVENT_WORDS = frozenset(
    fold(word) for word in "حرب الحرب مونديال المونديال كأس بطولة دوري مؤتمر قمة مهرجان معركة ثورة انتفاضة الانتفاضة "
    "أولمبياد دورة معرض جائزة غزوة عاصفة عملية إعصار".split()
)
_NISBA = re.compile("(?:ي|ية|يا|يون|يين|يات|يان)$")
_PEOPLES = frozenset(
    fold(word) for word in "العرب الأكراد أكراد اليهود الروس روس الأتراك أتراك الألمان الإنكليز الفرس الشيعة السنة "
    "الإسلام المسيحية اليهودية المسلمون المسلمين مسلم مسلمة النصارى الأرمن الدروز البدو المغاربة الأفارقة الصرب "
    "الكروات البوسنة الأمازيغ الأقباط الهنود اليونان الإغريق الرومان الأفغان".split()
)


class Recogniser:
    """BiLSTM-CRF over BIO labels."""

    def __init__(self, weights: dict[str, Array], labels: dict[str, Any], vectors: Vectors) -> None:
        self.weights = {name: value.astype("float32") for name, value in weights.items()}
        self.description = labels
        self.labels: list[str] = labels["labels"]
        vocabulary = Vocabulary({w: i + 1 for i, w in enumerate(labels["words"])},
                                {a: i + 1 for i, a in enumerate(labels["affixes"])})
        self.inputs = WordInputs(self.weights, vocabulary, vectors)
        depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        self.layers = [BiLSTM(self.weights, f"layers.{i}") for i in range(depth)]
        barred = [[b[0] == "I" and (a == "O" or a[2:] != b[2:]) for b in self.labels] for a in self.labels]
        self.move = np.where(barred, NEVER, self.weights["move"])
        self.begin = self.weights["begin"] + np.array([NEVER if name[0] == "I" else 0 for name in self.labels])

    def recognise(self, sentences: Sequence[Sequence[Word]]) -> list[list[tuple[int, int, str]]]:
        """Return for each sentence its entities as `(start, end, label)` over words."""
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        packing = Packing([len(sentences[i]) for i in order])
        words = [word for i in order for word in sentences[i]]
        x = self.inputs([word.form for word in words], np.array([word.glue for word in words]))[packing.order]
        for layer in self.layers:
            x = layer(x, packing)
        paths = self._viterbi(linear(self.weights, "out", x), packing)[packing.back]
        results: list[list[tuple[int, int, str]]] = [[] for _ in sentences]
        at = 0
        for i in order:
            size = len(sentences[i])
            results[i] = list(spans([self.labels[k] for k in paths[at:at + size]]))
            at += size
        return results

    def _viterbi(self, scores: Array, packing: Packing) -> Array:
        """Return the best label of each packed token, all sentences at once."""
        counts = packing.counts
        starts = np.concatenate([[0], np.cumsum(counts)])
        alpha = self.begin + scores[:counts[0]]
        final = alpha.copy()
        back = np.zeros((len(scores), len(self.labels)), dtype="int64")
        for t, n in enumerate(counts[1:], 1):
            step = alpha[:n, :, None] + self.move
            back[starts[t]:starts[t] + n] = step.argmax(1)
            alpha = step.max(1) + scores[starts[t]:starts[t] + n]
            final[:n] = alpha
        best = np.empty(len(scores), dtype="int64")
        chosen = final.argmax(1)
        for t in range(len(counts) - 1, -1, -1):
            n, here = counts[t], slice(starts[t], starts[t] + counts[t])
            best[here] = chosen[:n]
            if t:
                chosen[:n] = back[here][np.arange(n), chosen[:n]]
        return best


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans that BIO labels spell."""
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        if kind and label != f"I-{kind}":
            yield start, i, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]


def news_label(words: list[str], label: str) -> str:
    """Return the news scheme's label of an entity that the corpus calls `label`.

    >>> news_label(["الروسية"], "MISC")
    'NORP'
    """
    if label != "MISC":
        return label
    first = fold(words[0])
    if first in EVENT_WORDS and len(words) > 1 or first in ("المونديال", "مونديال"):
        return "EVENT"
    if len(words) <= 2 and all(fold(word) in _PEOPLES or _NISBA.search(fold(word)) for word in words):
        return "NORP"
    return label


class EntityComponent:
    """Writes entities into docs."""

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self.recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_PER_BATCH) -> Iterator[Doc]:
        """Yield the docs in order, their entities set in batches."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            batch = list(docs)
            self.annotate(batch)
            yield from batch

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Set the entities of the docs."""
        if self.recogniser is None:
            raise ValueError("The recogniser holds no weights. Load the pipeline with spacy.load('ar_khabar_news').")
        split = [doc_words(doc) for doc in docs]
        places = [(doc, where) for doc, parts in zip(docs, split, strict=True) for where in parts.places]
        sentences = [words for parts in split for words in parts.words]
        found: dict[int, list[Span]] = {id(doc): [] for doc in docs}
        for group in by_length(sentences, TOKENS_PER_BATCH):
            for i, entities in zip(group, self.recogniser.recognise([sentences[i] for i in group]), strict=True):
                doc, where = places[i]
                for start, end, label in entities:
                    words = [sentences[i][k].form for k in range(start, end)]
                    while words and not words[0][0].isalnum():
                        start, words = start + 1, words[1:]
                    while words and not words[-1][-1].isalnum():
                        end, words = end - 1, words[:-1]
                    if not words:
                        continue
                    found[id(doc)].append(Span(doc, where[start], where[end - 1] + 1, label=news_label(words, label)))
        for doc in docs:
            doc.set_ents(sorted(found[id(doc)], key=lambda span: span.start), default="outside")

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write weights and labels into the folder `path`, and the word vectors beside it."""
        if self.recogniser is None:
            return
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        weights: dict[str, Any] = {name: value.astype("float16") for name, value in self.recogniser.weights.items()}
        np.savez(folder / "entities.npz", **weights)
        text = json.dumps(self.recogniser.description, ensure_ascii=False)
        (folder / "entities.json").write_text(text, encoding="utf8")
        write_vectors(self.recogniser.inputs.vectors, folder.parent)

    def from_disk(self, path: str | Path, **_: Any) -> EntityComponent:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        labels = json.loads((folder / "entities.json").read_text(encoding="utf8"))
        self.recogniser = Recogniser(dict(np.load(folder / "entities.npz")), labels, read_vectors(folder.parent))
        return self


@Language.factory("arabic_entities", assigns=["doc.ents"])
def create_entities(nlp: Language, name: str) -> EntityComponent:
    """Return the component, empty until data is read."""
    return EntityComponent()
