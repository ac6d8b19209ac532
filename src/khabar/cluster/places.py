"""Folders on this machine and in the cloud: a path, a URL that pyarrow knows (s3, gs, hdfs), or one of fsspec's."""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import fs

from . import ClusterError


def is_url(name: str) -> bool:
    """Is it a URL rather than a path?"""
    return "://" in name


@dataclass(frozen=True)
class Found:
    """A file of a place: its URL or path, its size in bytes, and when it was changed (nanoseconds, 0 if not known)."""

    name: str
    size: int
    changed: int


@dataclass(frozen=True)
class Place:
    """A folder or a file by its path or URL; can be pickled. Raises ClusterError for what cannot be read or written."""

    url: str

    def __truediv__(self, name: str) -> Place:
        return Place(f"{self.url.rstrip('/')}/{name}")

    @cached_property
    def _at(self) -> tuple[Any, str]:
        if not is_url(self.url):
            return fs.LocalFileSystem(), Path(self.url).absolute().as_posix()
        try:
            system, path = fs.FileSystem.from_uri(self.url)
            return system, path
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return self._by_fsspec()

    def _by_fsspec(self) -> tuple[Any, str]:
        scheme = self.url.partition("://")[0]
        try:
            import fsspec

            system, path = fsspec.core.url_to_fs(self.url)
        except (ImportError, ValueError) as error:
            raise ClusterError(f"{self.url}: {scheme}:// cannot be opened: {error}.") from error
        return fs.PyFileSystem(fs.FSSpecHandler(system)), path

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise ClusterError(f"{self.url}: there is no such file.") from error
        except (OSError, pa.ArrowException) as error:
            raise ClusterError(f"{self.url}: cannot be {what}: {str(error).splitlines()[0]}.") from error

    def exists(self) -> bool:
        """Is there a file?"""
        system, path = self._at
        with self._told("read"):
            return bool(system.get_file_info(path).type == fs.FileType.File)

    def names(self) -> set[str]:
        """Return the names of the files that lie in the folder itself; none where there is no folder."""
        system, path = self._at
        with self._told("listed"):
            listed = system.get_file_info(fs.FileSelector(path, allow_not_found=True))
        return {info.base_name for info in listed if info.type == fs.FileType.File}

    def files(self) -> list[Found]:
        """Return the file, or all files of the folder and its folders, in the order of their names."""
        system, path = self._at
        with self._told("listed"):
            info = system.get_file_info(path)
            if info.type == fs.FileType.NotFound:
                raise ClusterError(f"{self.url}: there is no such file or folder.")
            if info.type == fs.FileType.File:
                return [Found(self.url, info.size, info.mtime_ns or 0)]
            listed = system.get_file_info(fs.FileSelector(path, recursive=True))
        kept = [one for one in listed if one.type == fs.FileType.File and not one.base_name.startswith(".")]
        return [
            Found((self / posixpath.relpath(one.path, path)).url, one.size, one.mtime_ns or 0)
            for one in sorted(kept, key=lambda one: one.path)
        ]

    def read(self) -> bytes:
        """Return the bytes of a file."""
        system, path = self._at
        with self._told("read"), system.open_input_stream(path) as stream:
            return bytes(stream.read())

    @contextmanager
    def opened(self) -> Iterator[Any]:
        """Give a file to read here and there in, as pyarrow's readers take it."""
        system, path = self._at
        with self._told("read"), system.open_input_file(path) as stream:
            yield stream

    def fetch(self, path: Path) -> None:
        """Copy a file to this machine."""
        system, there = self._at
        with self._told("read"):
            fs.copy_files(there, str(path), source_filesystem=system, destination_filesystem=fs.LocalFileSystem())

    def write(self, data: bytes) -> None:
        """Write a file, whole or not at all; its folder is made where it is missing."""
        with self.writing() as stream:
            stream.write(data)

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give a stream of bytes to write a file to; it is there when all is written, and not where that fails."""
        system, path = self._at
        with self._told("written"):
            system.create_dir(posixpath.dirname(path), recursive=True)
            if not isinstance(system, fs.LocalFileSystem):
                # In an object store a file is there when it has been sent, and not before.
                with system.open_output_stream(path) as stream:
                    yield stream
                return
            part = f"{posixpath.dirname(path)}/.{posixpath.basename(path)}.{secrets.token_hex(4)}.part"
            try:
                with system.open_output_stream(part) as stream:
                    yield stream
                system.move(part, path)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise

    def remove(self) -> None:
        """Remove a file, or a folder with all that lies in it."""
        system, path = self._at
        with self._told("removed"):
            if system.get_file_info(path).type == fs.FileType.Directory:
                system.delete_dir(path)
            else:
                system.delete_file(path)

    def table(self, columns: list[str] | None = None) -> Any:
        """Return the ``pyarrow.Table`` of a Parquet file, or of some columns."""
        with self._told("read"):
            return pq.read_table(pa.BufferReader(self.read()), columns=columns)

    def put_table(self, table: Any) -> None:
        """Write a ``pyarrow.Table`` as Parquet, whole or not at all."""
        sink = pa.BufferOutputStream()
        pq.write_table(table, sink, compression="zstd")
        self.write(sink.getvalue().to_pybytes())
