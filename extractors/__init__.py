"""From articles to statements.

>>> from khabar.extractors import Extractor
>>> readings = Extractor("ar").read(articles)  # doctest: +SKIP
"""

from .pipelines import ModelMissing, ModelUnfit
from .reader import LANGUAGES, Extractor

__all__ = ["LANGUAGES", "Extractor", "ModelMissing", "ModelUnfit"]
