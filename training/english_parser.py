"""Train the English analyser on EWT and GUM.

    python -m training.english_parser DATA VECTORS OUT

DATA holds treebanks/en_ewt and en_gum; VECTORS is a folder with vectors.npy and vectors.json (see floret_table).
OUT receives checkpoint.pt (training goes on from it), analyser.npz (float16 weights) and analyser.json (labels).
"""

from __future__ import annotations

import logging

from en_khabar_news.lemmas import script
from en_khabar_news.wordshape import SPELLING

from .english_data import glue_codes, noisy, sentences
from .layers import learn_vocabulary
from .parser import SMALLEST_AFFIX, SMALLEST_WORD, Data, Numbers, Scheme, arguments, learn_labels, train

SCHEME = Scheme(spelling=SPELLING, script=script, noise=noisy, unscripted=frozenset({"PUNCT"}))


def main() -> None:
    args = arguments(__doc__.splitlines()[0], epochs=6).parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    learned = list(sentences(args.data, "train"))
    labels = learn_labels(learned, SCHEME)
    forms = (word.form for sentence in learned for word in sentence.words)
    vocabulary = learn_vocabulary(forms, SPELLING, word=SMALLEST_WORD, affix=SMALLEST_AFFIX)
    numbers = Numbers(labels, SCHEME)
    items, held = ([numbers.item(s.words, glue_codes(s.words)) for s in part]
                   for part in (learned, sentences(args.data, "dev", ("en_ewt",))))
    train(Data(items, (), (), held), labels, vocabulary, SCHEME, args)


if __name__ == "__main__":
    main()
