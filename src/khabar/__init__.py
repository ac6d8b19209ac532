"""Knowledge graphs from Arabic and English news.

>>> import khabar
>>> kg = khabar.build("articles/")  # doctest: +SKIP
>>> kg.write("graph.html")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["Article", "KnowledgeGraph", "Skipped", "build"]

if TYPE_CHECKING:
    from .api import KnowledgeGraph, build
    from .graph.model import Article
    from .readers import Skipped

# Imported when first used: `khabar --help` needs none of them, and networkx alone takes longer than it should.
_HOMES = {"Article": ".graph.model", "KnowledgeGraph": ".api", "Skipped": ".readers", "build": ".api"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
