"""The analyser: tags, features, lemmas and trees of sentences, from one network.

`Analyser.analyse` works on lists of words, `AnalyserComponent` on spaCy docs.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.parts_of_speech import IDS as POS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Token
from spacy.util import minibatch
from spacy.vectors import Vectors  # type: ignore[import-not-found]

from .decoding import best_tree
from .floret import read_vectors, write_vectors
from .lemmas import Lexicon, apply_script, bare_lemma, script
from .network import Array, BiLSTM, Packing, WordInputs, linear, relu, with_one
from .orthography import bare
from .scheme import news_tree
from .wordshape import Vocabulary, kind

TOKENS_PER_BATCH = 2500
DOCS_PER_BATCH = 32
OPEN_TAGS = ("NOUN", "ADJ", "VERB", "PROPN", "ADV")
SCRIPTED = frozenset("NOUN ADJ VERB ADV AUX DET PRON ADP CCONJ SCONJ PART PROPN".split())
TRIES = 12
DAMMA = "\u064f"

Tag = tuple[str, ...]
"""Universal part of speech, PADT tag, features."""

# `token._.bare_lemma` is the lemma without vowel marks.
Token.set_extension("bare_lemma", getter=lambda token: bare_lemma(token.lemma_), force=True)


@dataclass(frozen=True)
class Word:
    """One word for the network: its restored form, and how it is glued to others (1: before, 2: after)."""

    form: str
    glue: int


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


class Analyser:
    """The network with its labels and lexicon."""

    def __init__(self, weights: dict[str, Array], labels: dict[str, Any], vectors: Vectors, lexicon: Lexicon) -> None:
        self.weights = {name: value.astype("float32") for name, value in weights.items()}
        self.labels = labels
        vocabulary = Vocabulary({w: i + 1 for i, w in enumerate(labels["words"])},
                                {a: i + 1 for i, a in enumerate(labels["affixes"])})
        self.inputs = WordInputs(self.weights, vocabulary, vectors)
        depth = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
        self.layers = [BiLSTM(self.weights, f"layers.{i}") for i in range(depth)]
        self.tags = [tuple(tag.split(" ")) for tag in labels["tags"]]
        self.news = np.array(labels["news"])
        self.open = {upos: np.array([i for i, tag in enumerate(self.tags) if tag[0] == upos]) for upos in OPEN_TAGS}
        self.scripts = {script: i for i, script in enumerate(labels["scripts"])}
        self.lexicon = lexicon
        label = self.weights["label"]
        self.label_matrix = np.ascontiguousarray(label.transpose(1, 0, 2).reshape(label.shape[1], -1))

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
        tags = linear(self.weights, "tag", first)
        news = linear(self.weights, "news", first)
        trees = self._trees(x, [len(sentence) for sentence in ordered])
        results: list[Analysis | None] = [None] * len(sentences)
        at = 0
        for i, sentence, (heads, deprels) in zip(order, ordered, trees, strict=True):
            span = slice(at, at + len(sentence))
            results[i] = self._analysis(sentence, tags[span], news[span], first[span], heads, deprels)
            at += len(sentence)
        return [result for result in results if result is not None]

    def _trees(self, x: Array, lengths: Sequence[int]) -> Iterator[tuple[Array, list[str]]]:
        root = self.weights["root"][None]
        head, root_head = (relu(linear(self.weights, "arc_head", v)) for v in (x, root))
        dep = with_one(relu(linear(self.weights, "arc_dep", x))) @ self.weights["arc"]
        at, chosen, trees = 0, [], []
        for size in lengths:
            heads = best_tree(dep[at:at + size] @ np.concatenate([root_head, head[at:at + size]]).T)
            trees.append(heads)
            chosen.append(np.where(heads == 0, len(x), heads - 1 + at))
            at += size
        label_dep = with_one(relu(linear(self.weights, "label_dep", x)))
        label_head = with_one(relu(linear(self.weights, "label_head", np.concatenate([x, root]))))
        size = label_dep.shape[1]
        mixed = (label_dep @ self.label_matrix).reshape(len(x), -1, size)
        best = np.matmul(mixed, label_head[np.concatenate(chosen)][:, :, None])[:, :, 0].argmax(1)
        names = self.labels["deprels"]
        at = 0
        for heads in trees:
            chosen_names = zip(heads, best[at:at + len(heads)], strict=True)
            yield heads, ["root" if head == 0 else names[k] for head, k in chosen_names]
            at += len(heads)

    def _analysis(self, sentence: Sequence[Word], tags: Array, news: Array, states: Array, heads: Array,
                  deprels: list[str]) -> Analysis:
        padt = [self.tags[i] for i in tags.argmax(1)]
        names = [str(name) for name in self.news[news.argmax(1)]]
        effective = [self._effective(tag, name, row) for tag, name, row in zip(padt, names, tags, strict=True)]
        lemmas = self._lemmas(sentence, padt, states)
        changed = [i for i, (a, b) in enumerate(zip(padt, effective, strict=True)) if a is not b]
        news_lemmas = list(lemmas)
        if changed:
            other = self._lemmas([sentence[i] for i in changed], [effective[i] for i in changed], states[changed])
            for i, lemma in zip(changed, other, strict=True):
                news_lemmas[i] = lemma
        return Analysis([tag[0] for tag in padt], [tag[1] for tag in padt],
                        ["" if tag[2] == "_" else tag[2] for tag in padt], lemmas, [int(head) for head in heads],
                        deprels, names, ["" if tag[2] == "_" else tag[2] for tag in effective], news_lemmas)

    def _effective(self, tag: Tag, name: str, row: Array) -> Tag:
        """Return the PADT tag whose features go with the news scheme's part of speech."""
        if tag[0] == name or name not in self.open or name == "PROPN" or tag[0] not in ("X", *OPEN_TAGS):
            return tag
        fitting = self.open[name]
        return self.tags[int(fitting[int(row[fitting].argmax())])]

    def _lemmas(self, sentence: Sequence[Word], tags: Sequence[Tag], states: Array) -> list[str]:
        """Return lemmas from the lexicon; the network chooses among several and makes those it does not hold."""
        lemmas, which = [], []
        for i, (word, tag) in enumerate(zip(sentence, tags, strict=True)):
            lemma = self.lexicon(word.form, tag[1], tag[0])
            lemmas.append(lemma)
            unknown = lemma == word.form and tag[0] in SCRIPTED and not self.lexicon.known(word.form, tag[1], tag[0])
            if unknown or self.lexicon.ambiguous(word.form, tag[1]):
                which.append(i)
        if not which:
            return lemmas
        scores = linear(self.weights, "script", relu(linear(self.weights, "script_in", states[which])))
        for i, row in zip(which, scores, strict=True):
            choices = self.lexicon.ambiguous(sentence[i].form, tags[i][1])
            lemmas[i] = self._choose(sentence[i].form, choices, row) if choices else self._make(sentence[i].form, row)
        return lemmas

    def _choose(self, form: str, choices: Sequence[str], scores: Array) -> str:
        known = [(scores[self.scripts[script(form, lemma)]], lemma) for lemma in choices
                 if script(form, lemma) in self.scripts]
        return max(known)[1] if known else choices[0]

    def _make(self, form: str, scores: Array) -> str:
        made = (apply_script(form, self.labels["scripts"][k]) for k in np.argsort(-scores)[:TRIES])
        return next((lemma for lemma in made if lemma), form)


class AnalyserComponent:
    """Writes the analyses into docs: tag, pos, morph, lemma, and news trees."""

    def __init__(self, nlp: Language, analyser: Analyser | None = None) -> None:
        self.vocab = nlp.vocab
        self.analyser = analyser
        self.morphs: dict[str, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        self.annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = DOCS_PER_BATCH) -> Iterator[Doc]:
        """Yield the docs in order, analysed in batches."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            batch = list(docs)
            self.annotate(batch)
            yield from batch

    def annotate(self, docs: Sequence[Doc]) -> None:
        """Analyse all sentences of the docs, those of like length together, and write the results."""
        if self.analyser is None:
            raise ValueError("The analyser holds no weights. Load the pipeline with spacy.load('ar_khabar_news').")
        split = [doc_words(doc) for doc in docs]
        places = [(doc, where) for doc, parts in zip(docs, split, strict=True) for where in parts.places]
        sentences = [words for parts in split for words in parts.words]
        found: list[Analysis | None] = [None] * len(sentences)
        for group in by_length(sentences, TOKENS_PER_BATCH):
            for i, analysis in zip(group, self.analyser.analyse([sentences[i] for i in group]), strict=True):
                found[i] = analysis
        by_doc: dict[int, list[tuple[list[int], Analysis]]] = {}
        for (doc, where), result in zip(places, found, strict=True):
            assert result is not None
            by_doc.setdefault(id(doc), []).append((where, result))
        for doc in docs:
            self._write(doc, by_doc.get(id(doc), []))

    def _write(self, doc: Doc, analyses: list[tuple[list[int], Analysis]]) -> None:
        if not len(doc):
            return
        add = self.vocab.strings.add
        values: Any = np.zeros((len(doc), 6), dtype="int64").astype("uint64")
        values[:, 0], values[:, 1], values[:, 4] = add("_SP"), POS["SPACE"], add("")
        heads = np.arange(len(doc))
        first = analyses[0][0][0] if analyses else 0
        heads[:first] = first
        for k, (where, analysis) in enumerate(analyses):
            tree, labels = news_tree([head - 1 if head else i for i, head in enumerate(analysis.heads)],
                                     analysis.deprels, analysis.news)
            end = analyses[k + 1][0][0] if k + 1 < len(analyses) else len(doc)
            _attach_spaces(heads, where, end)
            for i, token in enumerate(where):
                heads[token] = where[tree[i]]
                feats = marked_voice(doc[token].text, analysis.feats[i])
                values[token, :5] = (add(analysis.xpos[i]), POS[analysis.news[i]], self._morph(feats),
                                     add(analysis.news_lemmas[i]), add(labels[i]))
        values[:, 5] = (heads - np.arange(len(doc))).astype("uint64")
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
        weights: dict[str, Any] = {name: value.astype("float16") for name, value in self.analyser.weights.items()}
        np.savez(folder / "analyser.npz", **weights)
        text = json.dumps(self.analyser.labels, ensure_ascii=False)
        (folder / "analyser.json").write_text(text, encoding="utf8")
        write_vectors(self.analyser.inputs.vectors, folder.parent)
        self.analyser.lexicon.to_file(folder / "lemmas.tsv.gz")

    def from_disk(self, path: str | Path, **_: Any) -> AnalyserComponent:
        """Read what `to_disk` wrote."""
        folder = Path(path)
        weights = dict(np.load(folder / "analyser.npz"))
        labels = json.loads((folder / "analyser.json").read_text(encoding="utf8"))
        lexicon = Lexicon.from_file(folder / "lemmas.tsv.gz")
        self.analyser = Analyser(weights, labels, read_vectors(folder.parent), lexicon)
        return self


def marked_voice(text: str, feats: str) -> str:
    """Return the features of a word, passive where the damma on a perfect verb's first letter says so (قُتل)."""
    if text[1:2] == DAMMA and "Aspect=Perf" in feats:
        return feats.replace("Voice=Act", "Voice=Pass")
    return feats


@dataclass(frozen=True)
class DocWords:
    """A doc's sentences as token positions without white space, and what the networks see of those tokens."""

    places: list[list[int]]
    words: list[list[Word]]


def doc_words(doc: Doc) -> DocWords:
    """Return the sentences of a doc whose sentence starts are set."""
    places: list[list[int]] = []
    words: list[list[Word]] = []
    previous_letter = False
    for token in doc:
        if token.is_sent_start and (not places or places[-1]) or not places:
            places.append([])
            words.append([])
        text = token.text
        letter = kind(text) == 0
        if previous_letter and letter and words[-1]:
            last = words[-1][-1]
            words[-1][-1] = Word(last.form, last.glue + 2)
        if not text.isspace():
            norm = token.norm_
            # A word that is not split keeps its vowel marks; they tell cases apart.
            form = text if norm == token.lower_ or norm == bare(text) else norm
            places[-1].append(token.i)
            words[-1].append(Word(form, int(letter and previous_letter)))
        previous_letter = letter and not token.whitespace_
    if places and not places[-1]:
        places.pop()
        words.pop()
    return DocWords(places, words)


def by_length(sentences: Sequence[Sequence[Any]], tokens: int) -> Iterator[list[int]]:
    """Yield groups of positions of sentences of like length, each with at most so many tokens."""
    group: list[int] = []
    size = 0
    for i in sorted(range(len(sentences)), key=lambda i: -len(sentences[i])):
        if group and size + len(sentences[i]) > tokens:
            yield group
            group, size = [], 0
        group.append(i)
        size += len(sentences[i])
    if group:
        yield group


def _attach_spaces(heads: Array, where: list[int], end: int) -> None:
    """Hang white space tokens from a sentence's first word to `end` on the word before them."""
    words = set(where)
    last = where[0]
    for i in range(where[0], end):
        if i in words:
            last = i
        else:
            heads[i] = last


@Language.factory("arabic_analyser", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.dep",
                                              "token.head"], requires=["token.is_sent_start"])
def create_analyser(nlp: Language, name: str) -> AnalyserComponent:
    """Return the component, empty until data is read."""
    return AnalyserComponent(nlp)
