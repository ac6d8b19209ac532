"""How much of the inputs was read, in bytes of their files, told by the places of what was found in them."""

from __future__ import annotations

import re
from pathlib import Path

_LINE = re.compile(r":[0-9]+$")


class Meter:
    """``bytes`` grows as places are met: files that were left behind count whole, the one at hand by its articles."""

    def __init__(self) -> None:
        self._before = self._size = self._within = 0
        self._path = ""

    def meet(self, where: str, text: str = "") -> int:
        """Count an article at ``file`` or ``file:line``; return by how many bytes that moves on."""
        path = _LINE.sub("", where)
        before = self.bytes
        if path != self._path:
            self._before += self._size
            self._path, self._within = path, 0
            try:
                self._size = Path(path).stat().st_size
            except (OSError, ValueError):  # standard input, or an article that was given as it is
                self._size = 0
        self._within += len(text.encode("utf-8", "surrogatepass"))
        return self.bytes - before

    @property
    def bytes(self) -> int:
        """How many bytes of files were read, about."""
        return self._before + min(self._within, self._size)
