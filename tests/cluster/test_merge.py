"""Shards of readings become the store that a build on one machine makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from cluster.conftest import planned, read_here

from khabar import exports
from khabar.cluster import ClusterError
from khabar.cluster.merge import merge
from khabar.cluster.places import Place
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.store import Store
from khabar.pipeline import Pipeline
from khabar.readers import Options

FORMS = (".nq", ".jsonl", ".csv", ".events.daily.csv", ".neo4j.zip", ".graphml")


def written(store: Store, folder: Path) -> dict[str, bytes]:
    """Return the bytes of the store's exports."""
    folder.mkdir()
    for suffix in FORMS:
        exports.write(KnowledgeGraph(store), folder / f"graph{suffix}")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def alone(fake: None, crawl: Path) -> Store:
    """The store of a build of the crawl on one machine."""
    store = Store()
    pipeline = Pipeline(store)
    pipeline.build([crawl], Options())
    return store


def test_exports_are_those_of_a_build_on_one_machine(alone: Store, crawl: Path, tmp_path: Path) -> None:
    """Byte by byte, whatever the size of shards and the order in which they were read; failures are the same too."""
    wanted = written(alone, tmp_path / "alone")
    for batches, order in ((1, (2, 0, 1)), (2, (1, 0)), (9, (0,))):
        out = tmp_path / f"out{batches}"
        read_here(out, planned(out, crawl, batches=batches), *order)
        with Store() as store:
            counts = merge(Place(str(out)), store)
            assert written(store, tmp_path / f"merged{batches}") == wanted
            assert sorted(store.failures()) == sorted(alone.failures())
        assert (counts.read, len(counts.skipped)) == (17, 3)


def test_a_store_takes_a_second_merge_and_a_build(alone: Store, crawl: Path, tmp_path: Path) -> None:
    """Nothing is doubled: what was merged is known, to a merge and to a build of the same articles."""
    out = tmp_path / "out"
    read_here(out, planned(out, crawl))
    with Store(tmp_path / "news.khabar") as store:
        merge(Place(str(out)), store)
        again = merge(Place(str(out)), store)
        pipeline = Pipeline(store)
        pipeline.build([crawl], Options())
        assert (again.read, again.known, pipeline.counts.read, pipeline.counts.known) == (0, 17, 0, 17)
        assert [run.command for run in store.runs()] == ["merge", "merge", "build"]
        assert written(store, tmp_path / "merged") == written(alone, tmp_path / "alone")


@pytest.mark.usefixtures("fake")
def test_shards_that_are_missing_are_counted(crawl: Path, tmp_path: Path) -> None:
    """A store of a part would pass for the whole."""
    out = tmp_path / "out"
    read_here(out, planned(out, crawl), 1)
    with Store() as store, pytest.raises(ClusterError, match="2 of 3 shards are not read. Run khabar build"):
        merge(Place(str(out)), store)


@pytest.mark.parametrize(
    "broken",
    [
        lambda path: path.write_bytes(b"PAR1"),
        lambda path: path.write_bytes(path.read_bytes()[:-20]),
    ],
)
@pytest.mark.usefixtures("fake")
def test_a_damaged_shard_is_one_line(crawl: Path, tmp_path: Path, broken: Callable[[Path], object]) -> None:
    """With its place."""
    out = tmp_path / "out"
    plan = planned(out, crawl)
    read_here(out, plan)
    broken(out / "readings" / plan.shards[1].readings)
    with Store() as store, pytest.raises(ClusterError, match="00001-.*: cannot be read"):
        merge(Place(str(out)), store)


@pytest.mark.usefixtures("fake")
def test_a_quotation_that_was_changed_is_refused(crawl: Path, tmp_path: Path) -> None:
    """Evidence is the article's words here as everywhere."""
    import pyarrow.compute as pc

    out = tmp_path / "out"
    plan = planned(out, crawl)
    read_here(out, plan)
    place = Place(str(out)) / "readings" / plan.shards[0].readings
    table = place.table()
    at = table.schema.get_field_index("statements")
    changed = pc.replace_substring(table.column(at), '"text":"زار"', '"text":"قصف"')
    place.put_table(table.set_column(at, "statements", changed))
    with Store() as store, pytest.raises(ClusterError, match="A shard of readings is damaged: .*Remove it"):
        merge(Place(str(out)), store)
