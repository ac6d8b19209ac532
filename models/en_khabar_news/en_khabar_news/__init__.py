"""An English news pipeline for spaCy: `spacy.load("en_khabar_news")`."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.util import load_model_from_init_py

from . import analyser, entities, sentences, tokenizer  # noqa: F401  (registers the components)

__version__ = "0.4.0"


def load(**overrides: Any) -> Language:
    """Return the pipeline; keyword arguments are those of `spacy.load` (disable, exclude, config, vocab)."""
    return load_model_from_init_py(__file__, **overrides)
