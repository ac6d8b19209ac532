"""Files packed with gzip, xz, zstd or bzip2, read as a stream and never unpacked as a whole."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from .source import InputError, need

RATIO = 200
"""How many times its size a file may unpack to. Text comes to 3 to 20, the same article again and again to 100."""
FREE = 64 << 20
"""How many bytes a file of any size may unpack to."""
MEMORY = 128 << 20
"""The most memory in bytes that an xz or zstd file may ask for; the strongest presets ask for half of it."""

PACKINGS = {".gz": "gzip", ".xz": "xz", ".zst": "zstd", ".bz2": "bzip2"}
"""Packings by suffix."""
MAGIC = {b"\x1f\x8b": ".gz", b"\xfd7zXZ\0": ".xz", b"\x28\xb5\x2f\xfd": ".zst", b"BZh": ".bz2"}
"""The bytes with which a packed file begins."""

_MAGIC = {packing: magic for magic, packing in MAGIC.items()}
_CHUNK = 1 << 16


def split(path: Path) -> tuple[Path, str]:
    """Return a path without the suffix of its packing, and that suffix, or ""."""
    packing = path.suffix.casefold()
    return (path.with_suffix(""), packing) if packing in PACKINGS and path.stem else (path, "")


def unpack(raw: BinaryIO, packing: str) -> BinaryIO:
    """Return a stream of what a packed stream holds; it can go back to its beginning.

    Reading from it raises InputError where the file is broken, is no such file, or unpacks to too much.
    """
    return io.BufferedReader(_Unpacked(raw, packing), _CHUNK)


class _Unpacked(io.RawIOBase):
    """Unpacks as it is read, a bounded number of bytes at a time."""

    def __init__(self, raw: BinaryIO, packing: str) -> None:
        super().__init__()
        self._raw, self._packing = raw, packing
        self._rewind()

    def _rewind(self) -> None:
        self._raw.seek(0)
        self._decoder: Any = None
        self._waiting = b""
        self._is_one = False  # does it begin as a file of its packing does?
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if (offset, whence) == (0, io.SEEK_CUR):
            return self._given
        if (offset, whence) != (0, io.SEEK_SET):
            raise io.UnsupportedOperation("a packed file can only be read again from its beginning")
        self._rewind()
        return 0

    def readinto(self, buffer: Any, /) -> int:
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > max(FREE, RATIO * self._taken):
            raise InputError(
                f"it unpacks to more than {RATIO} times its size and was left at {self._given >> 20} MiB. "
                "If it is no bomb, unpack it yourself."
            )
        return len(data)

    def _next(self, size: int) -> bytes:
        """Return at most ``size`` bytes, b"" at the end."""
        while True:
            if self._decoder is None or self._decoder.eof:
                if not self._begin():
                    return b""
            if not self._waiting and self._decoder.needs_input:
                self._waiting = self._raw.read(_CHUNK)
                self._taken += len(self._waiting)
                if not self._waiting:
                    raise InputError("the packed file breaks off in the middle. Fetch it again.")
            try:
                data = self._decoder.decompress(self._waiting, size)
            except (zlib.error, lzma.LZMAError, OSError, ValueError) as e:
                raise InputError(self._broken(e)) from e
            self._waiting = b""
            if data:
                return bytes(data)

    def _begin(self) -> bool:
        """Begin the next of the files that stand one after the other in this one; return False where there is none."""
        rest = self._decoder.unused_data if self._decoder is not None else b""
        if not rest:
            rest = self._raw.read(_CHUNK)
            self._taken += len(rest)
        if self._decoder is not None and not rest.strip(b"\0"):
            return False  # padding
        if not rest:
            raise InputError("the file is empty.")
        self._is_one = self._is_one or MAGIC.get(rest[: len(_MAGIC[self._packing])]) == self._packing
        self._waiting = rest
        self._decoder = _DECODERS[self._packing]()
        return True

    def _broken(self, error: Exception) -> str:
        name = PACKINGS[self._packing]
        if "emory" in str(error):
            return f"unpacking it takes more than {MEMORY >> 20} MiB of memory ({error}). Unpack it yourself."
        if not self._is_one:
            return f"this is no {name} file ({error})."
        return f"the {name} file is damaged after {self._given:,} unpacked bytes ({error}). Fetch it again."

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Gzip:
    """zlib's decoder with the interface of those of lzma and bz2."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._decoder.unconsumed_tail and not self._full

    _full = False

    def decompress(self, data: bytes, size: int) -> bytes:
        found = self._decoder.decompress(self._decoder.unconsumed_tail + data, size)
        # zlib may hold back output although it has taken all input.
        self._full = len(found) == size and not self._decoder.eof
        return found


class _Zstd:
    """zstandard's decoder with the same interface; a frame's blocks are at most 128 KiB each."""

    def __init__(self) -> None:
        library = need("zstandard", "zstd", ".zst")
        self._errors = library.ZstdError
        self._decoder = library.ZstdDecompressor(max_window_size=MEMORY).decompressobj()
        self._input, self._output = memoryview(b""), b""

    @property
    def eof(self) -> bool:
        return bool(self._decoder.eof) and not self._output

    @property
    def unused_data(self) -> bytes:
        return bytes(self._decoder.unused_data) + bytes(self._input)

    @property
    def needs_input(self) -> bool:
        return not self._input and not self._output

    def decompress(self, data: bytes, size: int) -> bytes:
        if data:
            self._input = memoryview(data)
        if not self._output and self._input:
            # A block of four bytes can stand for 128 KiB: little goes in at once, so that little comes out.
            taken, self._input = bytes(self._input[:_SIP]), self._input[_SIP:]
            try:
                self._output = self._decoder.decompress(taken)
            except self._errors as e:
                raise ValueError(str(e)) from e
        found, self._output = self._output[:size], self._output[size:]
        return found


_SIP = 512
_DECODERS: dict[str, Callable[[], Any]] = {
    ".gz": _Gzip,
    ".xz": lambda: lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=MEMORY),
    ".zst": _Zstd,
    ".bz2": bz2.BZ2Decompressor,
}
