"""An extractor for tests of worker processes: words of an article bring trouble to the process that reads it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from fakes import FirstAndLast

from khabar.extractors import ModelMissing
from khabar.graph.model import Article, Reading


class Troubled(FirstAndLast):  # type: ignore[misc]
    """Reads as FirstAndLast does, but for articles that hold one of these words.

    HANG sleeps for an hour, SPIN computes as long and lets no other thread run, BREAK raises outside of all care for
    single articles, MISSING has no model, DIE kills its process, ``ONCE path`` does so while there is no such file.
    """

    def read(self, articles: Iterable[Article], *, on_error: Callable[[Article, Exception], None]) -> Iterator[Reading]:
        found = list(articles)
        for article in found:
            _trouble(article.text)
        yield from super().read(found, on_error=on_error)


class Unstartable(FirstAndLast):  # type: ignore[misc]
    """Ends every process that it is carried to."""

    def __reduce__(self) -> tuple[Callable[[int], None], tuple[int]]:
        return os._exit, (3,)


def _trouble(text: str) -> None:
    words = text.split()
    if "HANG" in words:
        time.sleep(3600)
    if "SPIN" in words:
        pow(3, 10**8)
    if "BREAK" in words:
        raise ArithmeticError("the word BREAK")
    if "MISSING" in words:
        raise ModelMissing("The model is not installed.")
    once = Path(words[words.index("ONCE") + 1]) if "ONCE" in words else None
    if "DIE" in words or (once is not None and not once.exists()):
        if once is not None:
            once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
