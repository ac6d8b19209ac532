"""The analyser: tags, features, lemmas and trees of sentences, from one network.

`Analyser` works on lists of words, `AnalyserComponent` on spaCy docs; each language derives its own of both.
"""

from __future__ import annotations

import json
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, Self, TypeVar

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from .component import SentenceComponent, write_weights
from .decoding import NEVER, best_tree
from .floret import read_vectors, write_vectors
from .lemmas import Lexicon
from .network import Array, Packing, WordInputs, linear, lstm_layers, relu, softmax, vocabulary_of, with_one
from .spelling import Spelling
from .words import DocWords, Word

TRIES = 12
Tag = tuple[str, ...]
"""Universal part of speech, the treebank's tag, features."""

# `doc._.certainty` says how likely the head and the part of speech of each token are by the network, a row of two
# numbers from 0 to 1 each (float32, tokens x 2); None where no network of these has read the doc.
Doc.set_extension("certainty", default=None, force=True)


@dataclass(frozen=True)
class Found:
    """What the network says of one sentence: scores of each output, states of the first layer, the tree."""

    outputs: dict[str, Array]
    states: Array
    heads: list[int]
    """Heads count from 1, 0 is the root."""
    deprels: list[str]
    certainty: Array
    """How likely the head and the part of speech of each word are by the network: two numbers a word, up to 1."""


@dataclass(frozen=True)
class Row:
    """What is written of one token; `head` is a position in the sentence, a root's its own."""

    tag: str
    pos: str
    feats: str
    lemma: str
    deprel: str
    head: int


class Certain(Protocol):
    """An analysis of a sentence that tells how sure the network was of it."""

    @property
    def certainty(self) -> Array:
        """How likely the head and the part of speech of each word are, words x 2."""


Analysis = TypeVar("Analysis", bound=Certain)


class Analyser(Generic[Analysis]):
    """The network with its labels and lexicon."""

    spelling: Spelling
    outputs: tuple[str, ...] = ("tag",)
    scripted: frozenset[str]
    """Parts of speech whose unknown lemmas the network makes."""

    def __init__(self, weights: dict[str, Array], labels: dict[str, Any], vectors: Vectors, lexicon: Lexicon) -> None:
        self.weights = {name: value.astype("float32") for name, value in weights.items()}
        self.labels = labels
        self.inputs = WordInputs(self.weights, vocabulary_of(labels), vectors, self.spelling)
        self.layers = lstm_layers(self.weights)
        self.tags: list[Tag] = [tuple(tag.split(" ")) for tag in labels["tags"]]
        self.scripts = {script: i for i, script in enumerate(labels["scripts"])}
        upos = sorted({tag[0] for tag in self.tags})
        self.of_upos = np.array([[tag[0] == name for name in upos] for tag in self.tags], dtype="float32")
        self.lexicon = lexicon
        label = self.weights["label"]
        self.label_matrix = np.ascontiguousarray(label.transpose(1, 0, 2).reshape(label.shape[1], -1))

    @abstractmethod
    def analysis(self, sentence: Sequence[Word], found: Found) -> Analysis:
        """Return the analysis of a sentence from what the network says of it."""

    @staticmethod
    @abstractmethod
    def script(form: str, lemma: str) -> str:
        """Return the script from a form to its lemma."""

    @staticmethod
    @abstractmethod
    def apply_script(form: str, script: str) -> str | None:
        """Return the lemma that a script makes of a form, or None where it cannot be applied."""

    def analyse(self, sentences: Sequence[Sequence[Word]]) -> list[Analysis]:
        """Return the analyses of a batch of sentences, in their order."""
        order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
        ordered = [sentences[i] for i in order]
        packing = Packing([len(sentence) for sentence in ordered])
        words = [word for sentence in ordered for word in sentence]
        x = self.inputs([word.form for word in words], np.array([word.glue for word in words]))[packing.order]
        first = None
        for layer in self.layers:
            x = layer(x, packing)
            first = x if first is None else first
        assert first is not None
        first, x = first[packing.back], x[packing.back]
        outputs = {name: linear(self.weights, name, first) for name in self.outputs}
        trees = self._trees(x, [len(sentence) for sentence in ordered])
        parts = (softmax(outputs["tag"]) @ self.of_upos).max(1)
        results: dict[int, Analysis] = {}
        at = 0
        for i, sentence, (heads, deprels, likely) in zip(order, ordered, trees, strict=True):
            span = slice(at, at + len(sentence))
            rows = {name: scores[span] for name, scores in outputs.items()}
            certainty = np.stack([likely, parts[span]], 1)
            found = Found(rows, first[span], [int(head) for head in heads], deprels, certainty)
            results[i] = self.analysis(sentence, found)
            at += len(sentence)
        return [results[i] for i in range(len(sentences))]

    def _trees(self, x: Array, lengths: Sequence[int]) -> Iterator[tuple[Array, list[str], Array]]:
        root = self.weights["root"][None]
        head, root_head = (relu(linear(self.weights, "arc_head", v)) for v in (x, root))
        dep = with_one(relu(linear(self.weights, "arc_dep", x))) @ self.weights["arc"]
        at, chosen, trees = 0, [], []
        for size in lengths:
            scores = dep[at:at + size] @ np.concatenate([root_head, head[at:at + size]]).T
            heads = best_tree(scores)
            scores[np.arange(size), np.arange(1, size + 1)] = NEVER
            trees.append((heads, softmax(scores)[np.arange(size), heads]))
            chosen.append(np.where(heads == 0, len(x), heads - 1 + at))
            at += size
        label_dep = with_one(relu(linear(self.weights, "label_dep", x)))
        label_head = with_one(relu(linear(self.weights, "label_head", np.concatenate([x, root]))))
        size = label_dep.shape[1]
        mixed = (label_dep @ self.label_matrix).reshape(len(x), -1, size)
        best = np.matmul(mixed, label_head[np.concatenate(chosen)][:, :, None])[:, :, 0].argmax(1)
        names = self.labels["deprels"]
        at = 0
        for heads, likely in trees:
            chosen_names = zip(heads, best[at:at + len(heads)], strict=True)
            yield heads, ["root" if head == 0 else names[k] for head, k in chosen_names], likely
            at += len(heads)

    def lemmas(self, sentence: Sequence[Word], tags: Sequence[Tag], states: Array) -> list[str]:
        """Return lemmas from the lexicon; the network chooses among several and makes those it does not hold."""
        lemmas, which = [], []
        for i, (word, tag) in enumerate(zip(sentence, tags, strict=True)):
            lemma = self.lexicon(word.form, tag[1], tag[0])
            lemmas.append(lemma)
            unknown = (lemma == word.form and tag[0] in self.scripted
                       and not self.lexicon.known(word.form, tag[1], tag[0]))
            if unknown or self.lexicon.ambiguous(word.form, tag[1], tag[0]):
                which.append(i)
        if not which:
            return lemmas
        scores = linear(self.weights, "script", relu(linear(self.weights, "script_in", states[which])))
        for i, row in zip(which, scores, strict=True):
            choices = self.lexicon.ambiguous(sentence[i].form, tags[i][1], tags[i][0])
            lemmas[i] = self._choose(sentence[i].form, choices, row) if choices else self._make(sentence[i].form, row)
        return lemmas

    def _choose(self, form: str, choices: Sequence[str], scores: Array) -> str:
        known = [(scores[self.scripts[self.script(form, lemma)]], lemma) for lemma in choices
                 if self.script(form, lemma) in self.scripts]
        return max(known)[1] if known else choices[0]

    def _make(self, form: str, scores: Array) -> str:
        made = (self.apply_script(form, self.labels["scripts"][k]) for k in np.argsort(-scores)[:TRIES])
        return next((lemma for lemma in made if lemma), form)


class AnalyserComponent(SentenceComponent[Analysis]):
    """Writes the analyses into docs: tag, pos, morph, lemma, trees."""

    network: type[Analyser[Analysis]]
    lexicon: type[Lexicon]
    package: str

    def __init__(self, nlp: Language, analyser: Analyser[Analysis] | None = None) -> None:
        self.vocab = nlp.vocab
        self.analyser = analyser
        self.morphs: dict[str, int] = {}

    @abstractmethod
    def rows(self, doc: Doc, where: Sequence[int], analysis: Analysis) -> Iterator[Row]:
        """Yield what is written of each token of a sentence."""

    def read(self, sentences: Sequence[Sequence[Word]]) -> list[Analysis]:
        """Return the analyses of a batch of sentences."""
        if self.analyser is None:
            raise ValueError(f"The analyser holds no weights. Load the pipeline with spacy.load({self.package!r}).")
        return self.analyser.analyse(sentences)

    def write(self, doc: Doc, parts: DocWords, results: Sequence[Analysis]) -> None:
        """Write tag, pos, morph, lemma, dependency and head of every token."""
        if not len(doc):
            return
        add = self.vocab.strings.add
        values: Any = np.zeros((len(doc), 6), dtype="int64").astype("uint64")
        values[:, 0], values[:, 1], values[:, 4] = add("_SP"), POS["SPACE"], add("")
        heads = np.arange(len(doc))
        certainty = np.ones((len(doc), 2), dtype="float32")
        first = parts.places[0][0] if parts.places else 0
        heads[:first] = first
        for k, (where, analysis) in enumerate(zip(parts.places, results, strict=True)):
            end = parts.places[k + 1][0] if k + 1 < len(parts.places) else len(doc)
            _attach_spaces(heads, where, end)
            certainty[where] = analysis.certainty
            for token, row in zip(where, self.rows(doc, where, analysis), strict=True):
                heads[token] = where[row.head]
                values[token, :5] = (add(row.tag), POS[row.pos], self._morph(row.feats), add(row.lemma),
                                     add(row.deprel))
        values[:, 5] = (heads - np.arange(len(doc))).astype("uint64")
        doc._.certainty = certainty
        doc.from_array(["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD"], values)

    def _morph(self, feats: str) -> int:
        key = self.morphs.get(feats)
        if key is None:
            key = self.morphs[feats] = self.vocab.morphology.add(feats)
        return key

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write weights, labels and lexicon into the folder `path`, and the word vectors beside it."""
        if self.analyser is None:
            return
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        write_weights(self.analyser.weights, folder / "analyser.npz")
        text = json.dumps(self.analyser.labels, ensure_ascii=False)
        (folder / "analyser.json").write_text(text, encoding="utf8")
        write_vectors(self.analyser.inputs.vectors, folder.parent)
        self.analyser.lexicon.to_file(folder / "lemmas.tsv.gz")

    def from_disk(self, path: str | Path, **_: Any) -> Self:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        weights = dict(np.load(folder / "analyser.npz"))
        labels = json.loads((folder / "analyser.json").read_text(encoding="utf8"))
        lexicon = self.lexicon.from_file(folder / "lemmas.tsv.gz")
        self.analyser = self.network(weights, labels, read_vectors(folder.parent), lexicon)
        return self


def _attach_spaces(heads: Array, where: list[int], end: int) -> None:
    """Hang white space tokens from a sentence's first word to `end` on the word before them."""
    words = set(where)
    last = where[0]
    for i in range(where[0], end):
        if i in words:
            last = i
        else:
            heads[i] = last
