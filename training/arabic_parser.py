"""Train the analyser with PyTorch: tags, features, lemma scripts and trees on one bidirectional LSTM.

    python -m training.arabic_parser DATA VECTORS OUT

DATA holds treebanks/ar_padt and ar_iahlt; VECTORS is a folder with vectors.npy and vectors.json (see floret_table).
OUT receives checkpoint.pt (training goes on from it), analyser.npz (float16 weights) and analyser.json (labels).
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from ar_khabar_news.floret import look_up, read_vectors
from ar_khabar_news.lemmas import script
from ar_khabar_news.orthography import fold
from ar_khabar_news.wordshape import KINDS, MARK_CODES, Vocabulary, affix_names, numbers, vector_key
from torch import Tensor, nn
from torch.nn import functional as F

from .arabic_scheme import analyses, country_names, iahlt_names, news_word
from .conllu import Sentence, Word, read
from .noise import noisy_form

log = logging.getLogger(__name__)
ema: Any = torch.optim.swa_utils.get_ema_multi_avg_fn
NEWS_TAGS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
             "SCONJ", "SYM", "VERB", "X")
IAHLT_TAGS = frozenset("NOUN PROPN ADJ VERB ADP NUM PUNCT PRON".split())
SMALLEST_WORD, SMALLEST_AFFIX, SMALLEST_SCRIPT = 3, 5, 3
WORD_DIM, SHAPE_DIM, GLUE = 128, 16, 4
FINAL = frozenset(".؟!?")
IGNORE = -100


@dataclass(frozen=True)
class Item:
    """One training sentence as numbers; -100 is what is not to be learned."""

    forms: tuple[str, ...]
    glue: tuple[int, ...]
    tags: tuple[int, ...]
    news: tuple[int, ...]
    scripts: tuple[int, ...]
    heads: tuple[int, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True)
class Labels:
    """The classes of each output."""

    tags: tuple[str, ...]
    deprels: tuple[str, ...]
    scripts: tuple[str, ...]


def tag_name(word: Word) -> str:
    """Return PADT's whole analysis of a word as one class."""
    return f"{word.upos} {word.xpos} {word.feats or '_'}"


def glue_code(words: Sequence[Word], i: int) -> int:
    """Return 1 if the word is glued to the one before it, plus 2 if to the one after it, within a written word."""
    before = i > 0 and words[i - 1].token == words[i].token
    after = i + 1 < len(words) and words[i + 1].token == words[i].token
    return before + 2 * after


def learn_labels(sentences: Sequence[Sentence]) -> Labels:
    """Return the classes seen in training, most frequent first."""
    tags = Counter(tag_name(word) for s in sentences for word in s.words)
    deprels = Counter(word.deprel for s in sentences for word in s.words)
    scripts = Counter(script(word.form, word.lemma) for s in sentences for word in s.words if word.upos != "PUNCT")
    return Labels(_ranked(tags, 2), _ranked(deprels, 1), _ranked(scripts, SMALLEST_SCRIPT))


def _ranked(counts: Counter[str], smallest: int) -> tuple[str, ...]:
    return tuple(key for key, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if n >= smallest)


def learn_vocabulary(sentences: Sequence[Sentence]) -> Vocabulary:
    """Return numbers for the frequent words and affixes."""
    words = Counter(fold(word.form) or word.form for s in sentences for word in s.words)
    affixes = Counter(name for s in sentences for word in s.words for name in affix_names(word.form) if name != "-")
    return Vocabulary({w: i + 1 for i, w in enumerate(_ranked(words, SMALLEST_WORD))},
                      {a: i + 1 for i, a in enumerate(_ranked(affixes, SMALLEST_AFFIX))})


def padt_item(sentence: Sentence, labels: Labels, news: Sequence[Word]) -> Item:
    """Return a treebank sentence as numbers."""
    tags, deprels, scripts = ({name: i for i, name in enumerate(names)}
                              for names in (labels.tags, labels.deprels, labels.scripts))
    words = sentence.words
    return Item(
        forms=tuple(word.form for word in words),
        glue=tuple(glue_code(words, i) for i in range(len(words))),
        tags=tuple(tags.get(tag_name(word), IGNORE) for word in words),
        news=tuple(NEWS_TAGS.index(word.upos) if word.upos in NEWS_TAGS else IGNORE for word in news),
        scripts=tuple(IGNORE if word.upos in ("PUNCT", "X") else scripts.get(script(word.form, word.lemma), IGNORE)
                      for word in words),
        heads=tuple(word.head for word in words), labels=tuple(deprels[word.deprel] for word in words))


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


class Table:
    """Vectors and numbers of words, each computed once."""

    def __init__(self, vectors: Path, vocabulary: Vocabulary) -> None:
        self.floret = read_vectors(vectors)
        self.vocabulary = vocabulary
        self.row: dict[str, int] = {}
        self.vectors: list[np.ndarray] = []
        self.numbers: list[tuple[int, ...]] = []

    def rows(self, forms: Sequence[str]) -> list[int]:
        """Return the forms' rows, adding those that are new."""
        new = [form for form in dict.fromkeys(forms) if form not in self.row]
        if new:
            for form, vector in zip(new, look_up(self.floret, [vector_key(form) for form in new]), strict=True):
                self.row[form] = len(self.vectors)
                self.vectors.append(vector)
                self.numbers.append(numbers(form, self.vocabulary))
        return [self.row[form] for form in forms]


class Embedder(nn.Module):
    """A word's input: its fixed vector beside the sum of what is learned of its word, affixes and shape."""

    def __init__(self, vocabulary: Vocabulary, vector_dim: int) -> None:
        super().__init__()
        self.words = nn.Embedding(len(vocabulary.words) + 1, WORD_DIM)
        self.affixes = nn.Embedding(len(vocabulary.affixes) + 1, WORD_DIM)
        self.kinds = nn.Embedding(KINDS, SHAPE_DIM)
        self.marks = nn.Embedding(len(MARK_CODES) + 1, SHAPE_DIM)
        self.glue = nn.Embedding(GLUE, SHAPE_DIM)
        for table in (self.words, self.affixes):
            nn.init.normal_(table.weight, std=0.1)
        # The vectors' coordinates spread about 1.4, too wide for an LSTM to begin with.
        self.scale = nn.Parameter(torch.full((vector_dim,), 0.4))
        self.size = vector_dim + WORD_DIM + SHAPE_DIM

    def forward(self, vectors: Tensor, ids: Tensor, glue: Tensor, word_dropout: float) -> Tensor:
        words = ids[..., 0]
        if self.training:
            words = words * (torch.rand(words.shape) > word_dropout)
        learned = self.words(words) + self.affixes(ids[..., 1:9]).sum(-2)
        shape = self.kinds(ids[..., 9]) + self.marks(ids[..., 10]) + self.glue(glue)
        return torch.cat([vectors * self.scale, learned, shape], -1)


class BiLSTM(nn.Module):
    """One layer, both directions, over padded batches; the backward one reads each sentence reversed in place."""

    def __init__(self, size: int, hidden: int) -> None:
        super().__init__()
        self.forth = nn.LSTM(size, hidden, batch_first=True)
        self.back = nn.LSTM(size, hidden, batch_first=True)

    def forward(self, x: Tensor, flip: Tensor) -> Tensor:
        index = flip.unsqueeze(-1)
        # In bfloat16 an LSTM whose width is a multiple of 32 trains twice as fast; the weights stay in float32.
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=self.training):
            forth, _ = self.forth(x)
            back, _ = self.back(x.gather(1, index.expand_as(x)))
        return torch.cat([forth, back.gather(1, index.expand_as(back))], -1).float()


def same_dropout(x: Tensor, rate: float, training: bool) -> Tensor:
    """Drop the same units at every word of a sentence."""
    if not training:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - rate) / (1 - rate)
    return x * mask


class Analyser(nn.Module):
    """Tags on the first LSTM layer, trees on the last, by deep biaffine attention (Dozat and Manning 2017)."""

    def __init__(self, vocabulary: Vocabulary, labels: Labels, vector_dim: int, *, hidden: int, layers: int,
                 arc: int = 192, label: int = 64, script: int = 128, dropout: float = 0.33) -> None:
        super().__init__()
        self.embed = Embedder(vocabulary, vector_dim)
        sizes = [self.embed.size] + [2 * hidden] * (layers - 1)
        self.layers = nn.ModuleList(BiLSTM(size, hidden) for size in sizes)
        self.tag = nn.Linear(2 * hidden, len(labels.tags))
        self.news = nn.Linear(2 * hidden, len(NEWS_TAGS))
        self.script_in = nn.Linear(2 * hidden, script)
        self.script = nn.Linear(script, len(labels.scripts))
        self.root = nn.Parameter(torch.zeros(2 * hidden))
        self.arc_head, self.arc_dep = nn.Linear(2 * hidden, arc), nn.Linear(2 * hidden, arc)
        self.label_head, self.label_dep = nn.Linear(2 * hidden, label), nn.Linear(2 * hidden, label)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label = nn.Parameter(torch.zeros(len(labels.deprels), label + 1, label + 1))
        nn.init.orthogonal_(self.arc.data[:arc])
        nn.init.normal_(self.label, std=0.05)
        self.rate = dropout

    def encode(self, vectors: Tensor, ids: Tensor, glue: Tensor, flip: Tensor) -> tuple[Tensor, Tensor]:
        x = same_dropout(self.embed(vectors, ids, glue, 0.15), self.rate * 0.75, self.training)
        first = x
        for i, layer in enumerate(self.layers):
            x = same_dropout(layer(x, flip), self.rate, self.training)
            first = x if i == 0 else first
        return first, x

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arc scores [batch, dependent, head + 1] and the label vectors of dependents and heads."""
        batch = x.shape[0]
        heads = torch.cat([self.root.expand(batch, 1, -1), x], 1)
        head, dep = F.relu(self.arc_head(heads)), F.relu(self.arc_dep(x))
        head, dep = (same_dropout(v, self.rate, self.training) for v in (head, dep))
        scores = F.pad(dep, (0, 1), value=1.0) @ self.arc @ head.transpose(1, 2)
        lhead, ldep = F.relu(self.label_head(heads)), F.relu(self.label_dep(x))
        lhead, ldep = (same_dropout(v, self.rate, self.training) for v in (lhead, ldep))
        return scores, F.pad(ldep, (0, 1), value=1.0), F.pad(lhead, (0, 1), value=1.0)

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return label scores [words, labels] of dependents with their heads."""
        size = dep.shape[-1]
        mixed = (dep @ self.label.permute(1, 0, 2).reshape(size, -1)).view(dep.shape[0], -1, size)
        return (mixed @ head.unsqueeze(-1)).squeeze(-1)


@dataclass(frozen=True)
class Batch:
    """Padded numbers of some sentences."""

    vectors: Tensor
    ids: Tensor
    glue: Tensor
    flip: Tensor
    mask: Tensor
    gold: dict[str, Tensor]


def make_batch(items: Sequence[Item], table: Table, rng: random.Random | None) -> Batch:
    """Return a batch; with `rng`, some sentences are written with spelling noise."""
    size = max(len(item.forms) for item in items)
    rows, flips = [], []
    for item in items:
        forms = item.forms
        if rng is not None and rng.random() < 0.25:
            forms = tuple(noisy_form(form, rng) if rng.random() < 0.3 else form for form in forms)
        row = table.rows(forms)
        rows.append(row + [0] * (size - len(row)))
        flips.append(list(range(len(row) - 1, -1, -1)) + list(range(len(row), size)))
    index = np.asarray(rows)
    vectors = np.stack([table.vectors[i] for i in index.ravel()])
    ids = np.asarray([table.numbers[i] for i in index.ravel()])
    gold = {name: _padded([getattr(item, name) for item in items], size, IGNORE)
            for name in ("tags", "news", "scripts", "heads", "labels")}
    return Batch(torch.from_numpy(vectors).view(*index.shape, -1), torch.from_numpy(ids).view(*index.shape, -1),
                 _padded([item.glue for item in items], size, 0), torch.tensor(flips),
                 _padded([(1,) * len(item.forms) for item in items], size, 0).bool(), gold)


def _padded(rows: Sequence[Sequence[int]], size: int, fill: int) -> Tensor:
    return torch.tensor([[*row, *([fill] * (size - len(row)))] for row in rows])


def loss_of(model: Analyser, batch: Batch) -> Tensor:
    """Return the summed loss of all outputs, per word."""
    first, last = model.encode(batch.vectors, batch.ids, batch.glue, batch.flip)
    flat, gold = first[batch.mask], {name: value[batch.mask] for name, value in batch.gold.items()}
    loss = 0.5 * F.cross_entropy(model.news(flat), gold["news"], ignore_index=IGNORE)
    if not (gold["heads"] >= 0).any():
        return loss
    loss = loss + F.cross_entropy(model.tag(flat), gold["tags"], ignore_index=IGNORE)
    chosen = (gold["scripts"] >= 0) & (torch.rand(gold["scripts"].shape) < 0.5)
    scripts = model.script(F.relu(model.script_in(flat[chosen])))
    loss = loss + 0.4 * F.cross_entropy(scripts, gold["scripts"][chosen])
    scores, dep, head = model.arcs(last)
    allowed = F.pad(batch.mask, (1, 0), value=True).unsqueeze(1)
    scores = scores.masked_fill(~allowed, -1e4)[batch.mask]
    loss = loss + F.cross_entropy(scores, gold["heads"])
    index = batch.gold["heads"].clamp(min=0).unsqueeze(-1).expand(-1, -1, head.shape[-1])
    labels = model.label_scores(dep[batch.mask], head.gather(1, index)[batch.mask])
    return loss + F.cross_entropy(labels, gold["labels"])


def batches(items: Sequence[Item], words: int, rng: random.Random) -> Iterator[list[Item]]:
    """Yield shuffled batches of sentences of like length with about so many words."""
    order = sorted(items, key=lambda item: len(item.forms) + rng.random() * 6)
    groups: list[list[Item]] = [[]]
    for item in order:
        if groups[-1] and len(item.forms) * (len(groups[-1]) + 1) > words:
            groups.append([])
        groups[-1].append(item)
    rng.shuffle(groups)
    yield from groups


@torch.no_grad()
def evaluate(model: Analyser, items: Sequence[Item], table: Table) -> dict[str, float]:
    """Return accuracies on whole sentences with greedy heads (no tree is enforced here)."""
    model.eval()
    right: Counter[str] = Counter()
    total = 0
    for group in batches(items, 2000, random.Random(0)):
        batch = make_batch(group, table, None)
        first, last = model.encode(batch.vectors, batch.ids, batch.glue, batch.flip)
        gold = {name: value[batch.mask] for name, value in batch.gold.items()}
        flat = first[batch.mask]
        right["tag"] += int((model.tag(flat).argmax(-1) == gold["tags"]).sum())
        known = gold["news"] >= 0
        right["news"] += int((model.news(flat).argmax(-1) == gold["news"])[known].sum()) + int((~known).sum())
        scores, dep, head = model.arcs(last)
        scores = scores.masked_fill(~F.pad(batch.mask, (1, 0), value=True).unsqueeze(1), -1e4)
        heads = scores.argmax(-1)
        index = heads.unsqueeze(-1).expand(-1, -1, head.shape[-1])
        labels = model.label_scores(dep[batch.mask], head.gather(1, index)[batch.mask]).argmax(-1)
        good = heads[batch.mask] == gold["heads"]
        right["uas"] += int(good.sum())
        right["las"] += int((good & (labels == gold["labels"])).sum())
        total += len(good)
    model.train()
    return {name: round(count / total, 4) for name, count in right.items()}


def save(model: Analyser, labels: Labels, vocabulary: Vocabulary, out: Path) -> None:
    """Write the weights in float16 and everything the numpy network needs to read them."""
    weights = {name: value.detach().numpy().astype("float16") for name, value in model.state_dict().items()}
    np.savez(out / "analyser.npz", **weights)
    description = {"tags": labels.tags, "news": NEWS_TAGS, "deprels": labels.deprels, "scripts": labels.scripts,
                   "words": list(vocabulary.words), "affixes": list(vocabulary.affixes)}
    (out / "analyser.json").write_text(json.dumps(description, ensure_ascii=False), encoding="utf8")


def load_data(data: Path) -> tuple[list[Sentence], list[list[Word]], list[Sentence], list[list[Word]]]:
    """Return train and dev sentences of PADT, each with its words in the news scheme."""
    padt = data / "treebanks" / "ar_padt"
    train, dev = list(read(padt / "train.conllu")), list(read(padt / "dev.conllu"))
    known = analyses(train)
    names = country_names() | iahlt_names(read(data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu"))
    news = [[[news_word(word, known, names) for word in s.words] for s in part] for part in (train, dev)]
    return train, news[0], dev, news[1]


def training_items(train: list[Sentence], news: list[list[Word]], labels: Labels) -> tuple[list[Item], list[Item]]:
    """Return the whole sentences, and the parts of paragraph-sentences that can stand alone."""
    whole, parts = [], []
    for sentence, words in zip(train, news, strict=True):
        whole.append(padt_item(sentence, labels, words))
        split = pieces(sentence)
        at = 0
        for part in split if len(split) > 1 else ():
            parts.append(padt_item(part, labels, words[at:at + len(part.words)]))
            at += len(part.words)
    return whole, parts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("vectors", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=14)
    parser.add_argument("--hidden", type=int, default=256)
    parser.add_argument("--layers", type=int, default=2)
    parser.add_argument("--words", type=int, default=1000, help="words per batch")
    parser.add_argument("--rate", type=float, default=0.003)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    args.out.mkdir(parents=True, exist_ok=True)
    train, news, dev, dev_news = load_data(args.data)
    labels, vocabulary = learn_labels(train), learn_vocabulary(train)
    whole, parts = training_items(train, news, labels)
    extra = list(iahlt_items(read(args.data / "treebanks" / "ar_iahlt" / "ar_iahlt-ud-train.conllu")))
    held = [padt_item(s, labels, words) for s, words in zip(dev, dev_news, strict=True)]
    table = Table(args.vectors, vocabulary)
    model = Analyser(vocabulary, labels, table.floret.data.shape[1], hidden=args.hidden, layers=args.layers)
    log.info("%d sentences, %d parts, %d tags, %d scripts, %d words, %d affixes, %d weights", len(whole), len(parts),
             len(labels.tags), len(labels.scripts), len(vocabulary.words), len(vocabulary.affixes),
             sum(p.numel() for p in model.parameters()))
    train_model(model, (whole, parts, extra), held, table, args, lambda m: save(m, labels, vocabulary, args.out))


def train_model(model: Analyser, data: tuple[list[Item], list[Item], list[Item]], held: list[Item], table: Table,
                args: argparse.Namespace, keep: Any) -> None:
    """Train for `args.epochs`, going on from the checkpoint; keep the averaged weights after every epoch."""
    optimizer = torch.optim.Adam(model.parameters(), lr=args.rate, betas=(0.9, 0.95))
    average = torch.optim.swa_utils.AveragedModel(model, multi_avg_fn=ema(0.998))
    checkpoint, first, step = args.out / "checkpoint.pt", 0, 0
    if checkpoint.exists():
        state = torch.load(checkpoint)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.load_state_dict(state["average"])
        first, step = state["epoch"] + 1, state["step"]
    whole, parts, extra = data
    for epoch in range(first, args.epochs):
        rng = random.Random(epoch)
        chosen = whole + rng.sample(parts, len(parts) // 2)
        groups = list(batches(chosen, args.words, rng)) + list(batches(extra, args.words, rng))
        rng.shuffle(groups)
        total, begin, total_steps = 0.0, time.time(), args.epochs * len(groups)
        for group in groups:
            progress = min(1.0, step / total_steps)
            for part in optimizer.param_groups:
                part["lr"] = args.rate * min(1.0, step / 200) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))
            loss = loss_of(model, make_batch(group, table, rng))
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            average.update_parameters(model)
            total, step = total + float(loss.detach()), step + 1
        averaged = cast(Analyser, average.module)
        scores = evaluate(averaged, held, table)
        log.info("epoch %d loss %.3f %s %.0f s", epoch, total / len(groups), scores, time.time() - begin)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(),
                    "average": average.state_dict(), "epoch": epoch, "step": step}, checkpoint)
        keep(averaged)


if __name__ == "__main__":
    main()
