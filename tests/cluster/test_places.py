"""Folders by path and by URL."""

from __future__ import annotations

import pickle
from pathlib import Path

import pyarrow as pa
import pytest

from khabar.cluster import ClusterError
from khabar.cluster.places import Place


@pytest.fixture(params=["path", "file", "memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A folder that is not there yet: by its path, by a URL of pyarrow's, by one of fsspec's."""
    url = {"path": str(tmp_path / "out"), "file": (tmp_path / "out").as_uri(), "memory": f"memory://{tmp_path.name}"}
    return Place(url[request.param])


def test_what_is_written_is_read_back(place: Place) -> None:
    """Bytes and tables, in folders that are made; what is there is listed, and what is removed is gone."""
    table = pa.table({"id": ["a"], "words": [["x", "ي"]]})
    (place / "deep/one.bin").write("نص".encode())
    (place / "deep/two.parquet").put_table(table)
    assert (place / "deep/one.bin").read().decode() == "نص"
    assert (place / "deep/two.parquet").table().equals(table)
    assert (place / "deep").names() == {"one.bin", "two.parquet"}
    assert [found.name.rpartition("/")[2] for found in place.files()] == ["one.bin", "two.parquet"]
    (place / "deep/one.bin").remove()
    assert not (place / "deep/one.bin").exists() and (place / "nowhere").names() == set()


def test_a_place_travels(place: Place) -> None:
    """To another process, though it was used."""
    (place / "one.bin").write(b"1")
    assert place.names() == {"one.bin"}
    assert pickle.loads(pickle.dumps(place)).names() == {"one.bin"}


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    """One that cannot take its place leaves nothing behind."""
    place = Place(str(tmp_path)) / "one.bin"
    place.write(b"old")
    (tmp_path / "two.bin").mkdir()
    with pytest.raises(ClusterError, match="two.bin: cannot be written"):
        (Place(str(tmp_path)) / "two.bin").write(b"new")
    place.write(b"new")
    assert place.read() == b"new" and Place(str(tmp_path)).names() == {"one.bin"}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("/nowhere/at/all", "there is no such file"),
        ("memory://nowhere/at/all", "there is no such file"),
        ("gopher://old/news", "gopher:// cannot be opened"),
    ],
)
def test_what_cannot_be_read_is_one_line(url: str, message: str) -> None:
    """With the place, and no traceback of a library's."""
    with pytest.raises(ClusterError, match=message) as raised:
        Place(url).read()
    assert "\n" not in str(raised.value) and str(raised.value).startswith(url)
