"""From articles to statements.

>>> from khabar.extractors import Extractor
>>> readings = Extractor("ar").read(articles)  # doctest: +SKIP
"""

from .reader import LANGUAGES, Extractor, ModelMissing

__all__ = ["LANGUAGES", "Extractor", "ModelMissing"]
