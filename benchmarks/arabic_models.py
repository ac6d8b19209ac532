"""Measure the Arabic models on test splits, beside UDPipe 1 trained on the same split.

    python benchmarks/arabic_models.py DATA [--udpipe MODEL] [--split test]

DATA holds treebanks/ar_padt, ner/ar_cleananercorp, ner/ar_wojood_sample and articles/ar_sample.jsonl.
MODEL is a UDPipe 1 model that `python benchmarks/udpipe_peer.py DATA MODEL` trains (an hour, once).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from pathlib import Path

for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_variable] = "1"  # before numpy is read: all speeds are those of one thread

sys.path.insert(0, str(Path(__file__).parent.parent))  # the readers of training/ are no installed package

import ar_khabar_news  # noqa: E402
import spacy  # noqa: E402
from _conll import official_scores  # noqa: E402
from _models import entity_f1, size, speed  # noqa: E402
from _padt import analysed, analyser_of, from_raw  # noqa: E402
from _robustness import measure, read_set  # noqa: E402
from _spans import by_type, names_score, read_marked, read_wojood  # noqa: E402
from spacy.language import Language  # noqa: E402

from training.bio import Entity, TaggedSentence, read_bio  # noqa: E402
from training.conllu import Sentence, read, written_words  # noqa: E402

ROBUSTNESS = Path(__file__).with_name("data") / "robustness.ar.txt"
SPANS = Path(__file__).with_name("data") / "spans_test.ar.txt"
FROM_MISC = frozenset({"NORP", "EVENT", "MISC"})


def boundaries(nlp: Language, sentences: list[Sentence]) -> float:
    """Return the F1 of word boundaries in raw text, in percent: parts as substrings of the text."""
    right = guessed = gold = 0
    for sentence in sentences:
        at, spans = 0, set()
        for word in sentence.words:
            if word.surface:
                spans.add((at, at + len(word.surface)))
            at += len(word.surface) + (not word.glued)
        mine = {(token.idx, token.idx + len(token)) for token in nlp.tokenizer(sentence.text) if not token.is_space}
        right, guessed, gold = right + len(mine & spans), guessed + len(mine), gold + len(spans)
    return 200 * right / (guessed + gold)


def gold_words(nlp: Language, sentences: list[Sentence]) -> str:
    """Return the pipeline's analysis of gold words as CoNLL-U."""
    tokens = [[[(word.surface, word.form) for word in parts] for parts in written_words(s)] for s in sentences]
    return analysed(analyser_of(nlp), tokens)


def entity_scores(nlp: Language, sentences: list[TaggedSentence]) -> dict[str, float]:
    """Return entity F1 in percent over the corpus's written words, all types and each."""
    docs = nlp.pipe(" ".join(sentence.words) for sentence in sentences)
    pairs = ((set(over_words(doc, sentence.words)),
              {Entity(e.start, e.end, "PER" if e.label == "PERS" else e.label) for e in sentence.entities})
             for sentence, doc in zip(sentences, docs, strict=True))
    return entity_f1(pairs, ("PER", "LOC", "ORG", "MISC"))


def over_words(doc: spacy.tokens.Doc, words: tuple[str, ...]) -> list[Entity]:
    """Return a doc's entities over written words, in the corpus's types (NORP and EVENT are its MISC)."""
    word_at, at = {}, 0
    for i, word in enumerate(words):
        word_at.update(dict.fromkeys(range(at, at + len(word)), i))
        at += len(word) + 1
    found = []
    for ent in doc.ents:
        if ent.label_ not in (*FROM_MISC, "PER", "LOC", "GPE", "ORG"):
            continue
        label = "MISC" if ent.label_ in FROM_MISC else "LOC" if ent.label_ == "GPE" else ent.label_
        found.append(Entity(word_at[ent.start_char], word_at[ent.end_char - 1] + 1, label))
    return found


def span_rows(nlp: Language, data: Path) -> list[tuple[str, float]]:
    """Return the figures of nested spans: the own set, exactly, and the Wojood sample, wherever a span is touched."""
    own = list(read_marked(SPANS))
    recall, f1 = names_score(nlp, own)
    rows = [("spans set, names_recall", recall), ("spans set, names_f1", f1)]
    rows += [(f"spans set, {kind} F1 (n {n})", value) for kind, (value, n) in by_type(nlp, own).items()]
    wojood = list(read_wojood(data / "ner" / "ar_wojood_sample" / "test.nested.tsv"))
    touched = by_type(nlp, wojood, touched=True)
    return rows + [(f"Wojood sample, {kind} touched F1 (n {n})", value) for kind, (value, n) in touched.items()]


def udpipe_rows(model: Path, sentences: list[Sentence], gold: str, articles: Path) -> list[tuple[str, float]]:
    """Return the peer's figures in the same measures."""
    from _udpipe import Peer
    peer = Peer(model)
    raw = official_scores(gold, peer.raw_sentences([s.text for s in sentences]))
    own = official_scores(gold, peer.raw(" ".join(s.text for s in sentences)))
    tagged = official_scores(gold, peer.gold_words(gold))
    texts = [json.loads(line)["text"] for line in articles.read_text(encoding="utf8").splitlines()]
    begin = time.process_time()
    for text in texts:
        peer.raw(text)
    words = sum(len(text.split()) for text in texts) / (time.process_time() - begin)
    return [("words F1, raw text, official", raw["Words"]), ("UPOS, gold words", tagged["UPOS"]),
            ("lemma, gold words", tagged["Lemmas"]), ("UAS, gold words", tagged["UAS"]),
            ("LAS, gold words", tagged["LAS"]), ("LAS, raw text, gold sentences", raw["LAS"]),
            ("LAS, raw text, own sentences, space-joined", own["LAS"]),
            ("sentences F1, space-joined", own["Sentences"]), ("white-space words per CPU second", words)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--udpipe", type=Path)
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    args = parser.parse_args()
    articles = args.data / "articles" / "ar_sample.jsonl"
    nlp = spacy.load("ar_khabar_news")
    rate = speed(nlp, articles)
    path = args.data / "treebanks" / "ar_padt" / f"{args.split}.conllu"
    gold, sentences = path.read_text(encoding="utf8"), list(read(path))
    words = official_scores(gold, gold_words(nlp, sentences))
    raw = official_scores(gold, from_raw(nlp, [s.text for s in sentences], own_sentences=False))
    own = official_scores(gold, from_raw(nlp, [" ".join(s.text for s in sentences)], own_sentences=True))
    rows = [("word boundaries F1, raw text, substring parts", boundaries(nlp, sentences)),
            ("words F1, raw text, official", raw["Words"]), ("UPOS, gold words", words["UPOS"]),
            ("features, gold words", words["UFeats"]), ("lemma, gold words", words["Lemmas"]),
            ("UAS, gold words", words["UAS"]), ("LAS, gold words", words["LAS"]),
            ("LAS, raw text, gold sentences", raw["LAS"]), ("LAS, raw text, own sentences, space-joined", own["LAS"]),
            ("sentences F1, space-joined", own["Sentences"])]
    if args.split == "test":
        entities = entity_scores(nlp, list(read_bio(args.data / "ner" / "ar_cleananercorp" / "test.bio")))
        rows += [(f"entities F1, CLEANANERCorp, {kind}", value) for kind, value in entities.items()]
    found = measure(nlp, list(read_set(ROBUSTNESS)))
    rows += [(f"robustness set, {name}", 100 * value) for name, value in found.items()]
    rows += span_rows(nlp, args.data)
    rows += [("white-space words per CPU second", rate), ("size, MB", size(Path(ar_khabar_news.__file__).parent))]
    peer = dict(udpipe_rows(args.udpipe, sentences, gold, articles)) if args.udpipe else {}
    if args.udpipe:
        from _udpipe import iterations
        print(f"UDPipe 1 was trained on the same split: {iterations()}.")
    print(f"{'PADT ' + args.split:46} {'Khabar':>9} {'UDPipe 1':>9}")
    for name, value in rows:
        other = f"{peer[name]:9.2f}" if name in peer else f"{'':9}"
        print(f"{name:46} {value:9.2f} {other}")


if __name__ == "__main__":
    main()
