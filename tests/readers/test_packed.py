"""Packed files: what they hold is read as it would be unpacked, in bounded time and memory."""

from __future__ import annotations

import gzip
import lzma
import zlib
from pathlib import Path

import pytest
from made import BODY, PACKERS, RECORDS, good, table

from khabar.graph.model import Article
from khabar.readers import InputError, Options, Skipped, read
from khabar.readers.packed import FREE, unpack

MIB = 1 << 20


def told(path: Path, options: Options | None = None) -> list[str]:
    return [one.id if isinstance(one, Article) else str(one).removeprefix(f"{path}: ") for one in read([path], options)]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("name", good())
def test_every_format_packed(tmp_path: Path, name: str, packing: str) -> None:
    """A packed file gives the articles of the file in it, with the same ids."""
    plain, packed = tmp_path / name, tmp_path / f"{name}{packing}"
    plain.write_bytes(good()[name])
    packed.write_bytes(PACKERS[packing](good()[name]))
    assert list(read([packed])) == list(read([plain])) != []


@pytest.mark.parametrize("packing", PACKERS)
def test_a_file_that_breaks_off(tmp_path: Path, packing: str) -> None:
    """Articles before the break are read; the break is one line."""
    path = tmp_path / f"a.jsonl{packing}"
    lines = b"".join(b'{"id": "%d", "text": "%s"}\n' % (i, BODY.encode()) for i in range(6_000))
    path.write_bytes(PACKERS[packing](lines)[:-9])
    found = told(path)
    assert found[-1] == "the packed file breaks off in the middle. Fetch it again."
    assert found[:3] == ["0", "1", "2"] or packing == ".bz2"  # whose block is most of the file


@pytest.mark.parametrize("packing", PACKERS)
def test_what_is_not_packed(tmp_path: Path, packing: str) -> None:
    """A suffix alone packs nothing; neither does a magic number."""
    path = tmp_path / f"a.txt{packing}"
    for content in (BODY.encode(), PACKERS[packing](b"")[:4] + bytes(100)):
        path.write_bytes(content)
        (reason,) = told(path)
        assert " is damaged after 0 " in reason or reason.startswith(("this is no ", "the packed file breaks off"))
    path.write_bytes(b"")
    assert told(path) == ["the file is empty."]


def test_several_packed_files_in_one(tmp_path: Path) -> None:
    """Packed files may be joined, as the records of a crawl are."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(b"".join(map(gzip.compress, (BODY.encode(), b"\n", BODY.encode()))) + bytes(512))
    (article,) = read([path])
    assert isinstance(article, Article) and article.text == f"{BODY}\n{BODY}"


@pytest.mark.parametrize("packing", PACKERS)
def test_a_bomb(tmp_path: Path, packing: str) -> None:
    """A file of zeros that unpacks to a thousand times its size is left, before it takes memory."""
    path = tmp_path / f"a.jsonl{packing}"
    path.write_bytes(PACKERS[packing](bytes(FREE + 20 * MIB)))
    largest = 0
    with path.open("rb") as raw, pytest.raises(InputError, match="it unpacks to more than 200 times its"):
        stream = unpack(raw, packing)
        while data := stream.read1(MIB):  # type: ignore[attr-defined]
            largest = max(largest, len(data))
    assert 0 < largest <= MIB


def test_a_bomb_after_good_articles(tmp_path: Path) -> None:
    """What stands before a bomb is read."""
    path = tmp_path / "a.jsonl.gz"
    good_line = b'{"id": "one", "text": "%s"}\n' % BODY.encode()
    path.write_bytes(gzip.compress(good_line + b" " * (FREE + 20 * MIB)))
    found = told(path)
    assert found[0] == "one" and found[-1].startswith("it unpacks to more than 200 times its size")


def test_a_dictionary_larger_than_memory(tmp_path: Path) -> None:
    """An xz file that asks for a gigabyte to be unpacked is refused."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 30}]
    path = tmp_path / "a.txt.xz"
    path.write_bytes(lzma.compress(BODY.encode(), format=lzma.FORMAT_XZ, filters=filters))
    reason = "unpacking it takes more than 128 MiB of memory (Memory usage limit exceeded). Unpack it yourself."
    assert told(path) == [reason]


def test_damage_in_the_middle(tmp_path: Path) -> None:
    """A checksum that fails is said, with the place."""
    packed = bytearray(gzip.compress(table(RECORDS)))
    packed[-6] ^= 0xFF
    path = tmp_path / "a.csv.gz"
    path.write_bytes(packed)
    assert told(path)[-1].startswith("the gzip file is damaged after "), told(path)


def test_zlib_is_no_gzip(tmp_path: Path) -> None:
    """A stream without gzip's head is refused."""
    path = tmp_path / "a.txt.gz"
    path.write_bytes(zlib.compress(BODY.encode()))
    assert told(path)[0].startswith("this is no gzip file")


def test_zstd_is_optional(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package the line says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    path = tmp_path / "a.txt.zst"
    path.write_bytes(b"x")
    assert list(read([path])) == [Skipped(str(path), "to read .zst files: pip install 'khabar[zstd]'.")]
