"""UDPipe 1 as a peer: training on the same split with a bounded number of iterations, and running it."""

from __future__ import annotations

from pathlib import Path

from ufal import udpipe

METHOD = "morphodita_parsito"
TOKENIZER_EPOCHS, TAGGER_ITERATIONS, PARSER_ITERATIONS = 4, 5, 4
"""What an hour of a shared core allows."""
TOKENIZER = f"epochs={TOKENIZER_EPOCHS};dimension=24;batch_size=50;learning_rate=0.005;dropout=0.1;early_stopping=1"
TAGGER = f"models=1;iterations={TAGGER_ITERATIONS}"
PARSER = (f"iterations={PARSER_ITERATIONS};embedding_upostag=20;embedding_feats=20;embedding_xpostag=0;"
          "embedding_form=50;embedding_lemma=0;embedding_deprel=20;learning_rate=0.01;learning_rate_final=0.001;l2=0.3;"
          "hidden_layer=200;batch_size=10;transition_system=projective;transition_oracle=static;"
          "structured_interval=0")


def iterations() -> str:
    """Return how long the parts of the peer were trained."""
    return f"tokenizer {TOKENIZER_EPOCHS} epochs, tagger {TAGGER_ITERATIONS}, parser {PARSER_ITERATIONS} iterations"


class Peer:
    """A loaded UDPipe 1 model."""

    def __init__(self, path: Path) -> None:
        self.model = udpipe.Model.load(str(path))
        if self.model is None:
            raise ValueError(f"{path} is no UDPipe 1 model. Train one with benchmarks/udpipe_peer.py.")

    def _run(self, text: str, source: str) -> str:
        error = udpipe.ProcessingError()
        pipeline = udpipe.Pipeline(self.model, source, udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
        result = pipeline.process(text, error)
        if error.occurred():
            raise ValueError(f"UDPipe could not read its input: {error.message}")
        return str(result)

    def raw(self, text: str) -> str:
        """Return the CoNLL-U of a text, sentences its own."""
        return self._run(text, "tokenizer")

    def raw_sentences(self, texts: list[str]) -> str:
        """Return the CoNLL-U of texts that are one sentence each."""
        return self._run("\n".join(texts), "tokenizer=presegmented")

    def gold_words(self, conllu: str) -> str:
        """Return the CoNLL-U of given words, analysed anew."""
        return self._run(conllu, "conllu")


def train(conllu: Path, out: Path) -> None:
    """Train a model and write it."""
    error = udpipe.ProcessingError()
    sentences = _read(conllu.read_text(encoding="utf8"))
    model = udpipe.Trainer.train(METHOD, sentences, udpipe.Sentences(), TOKENIZER, TAGGER, PARSER,
                                 error)
    if error.occurred():
        raise ValueError(f"UDPipe could not be trained: {error.message}")
    out.write_bytes(model)


def _read(text: str) -> udpipe.Sentences:
    reader = udpipe.InputFormat.newConlluInputFormat()
    reader.setText(text)
    sentences, sentence, error = udpipe.Sentences(), udpipe.Sentence(), udpipe.ProcessingError()
    while reader.nextSentence(sentence, error):
        sentences.append(sentence)
        sentence = udpipe.Sentence()
    return sentences
