"""Articles for builds on a cluster, and the tests that start one left out where they would only take time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import fake_extraction

from khabar.cluster.places import Place
from khabar.cluster.plan import Plan, prepare
from khabar.cluster.run import Done, read_shard
from khabar.graph.model import Article
from khabar.readers import Options
from khabar.reading import Reader, Result, Settings


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what starts a cluster, unless asked for or in CI."""
    if os.environ.get("CI") or "cluster" in config.getoption("-m"):
        return
    for item in items:
        if "cluster" in item.keywords and item.get_closest_marker("cluster"):
            item.add_marker(pytest.mark.skip(reason="starts a Ray cluster: run it with -m cluster"))


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with a fake extractor."""
    fake_extraction(monkeypatch)


@pytest.fixture
def crawl(tmp_path: Path) -> Path:
    """Twenty articles, of which one fails, one is empty and one stands there twice."""
    return written(tmp_path / "crawl.jsonl", articles(20))


def articles(count: int) -> Iterator[dict[str, Any]]:
    """Yield records of articles; the tenth holds the word FAULT, the twelfth no text, the fifteenth is the first."""
    for n in range(count):
        text = {9: "بوتين FAULT زار دمشق", 11: ""}.get(n, f"بوتين زار المدينة رقم {n} دمشق")
        id, date = f"a{0 if n == 14 else n:03}", f"2024-12-{n % 28 + 1:02}"
        yield {"id": id, "text": text, "date": date, "source": f"s{n % 3}"}


def written(path: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Write records as JSON lines and return the path."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def planned(folder: Path, *inputs: Path | str, **options: Any) -> Plan:
    """Return the plan of inputs, one batch a shard unless told otherwise."""
    return prepare(
        [str(one) for one in inputs], Options(), Settings(), Place(str(folder)), **({"batches": 1} | options)
    )


def read_here(folder: Path, plan: Plan, *shards: int) -> list[Done]:
    """Read shards in this process, all that are missing unless some are named; return what became of each."""
    reader, place = Reader(Settings()), Place(str(folder))

    def read(batches: Iterable[list[Article]]) -> Iterator[tuple[int, list[Result]]]:
        yield from ((number, list(reader.read(batch))) for number, batch in enumerate(batches))

    wanted = [plan.shards[number] for number in shards] or plan.missing(place)
    return [read_shard(place, shard, read) for shard in wanted]
