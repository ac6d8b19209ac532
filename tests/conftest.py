"""Makes ``from factories import ...`` work in every test, whatever the import mode."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from factories import graph  # noqa: E402  (found only on the path just added)

from khabar.graph.knowledge_graph import KnowledgeGraph  # noqa: E402


@pytest.fixture
def kg() -> KnowledgeGraph:
    """The graph of the two hand-made articles."""
    return graph()
