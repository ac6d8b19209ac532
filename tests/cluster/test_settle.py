"""A merge in parts says what a merge into one store says: the same triples, the same rows, however it is parted."""

from __future__ import annotations

import csv
import gzip
import io
import os
import signal
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from cluster.conftest import planned, written
from invented import read, reading, records

from khabar import exports
from khabar.cluster import ClusterError
from khabar.cluster.merge import merge
from khabar.cluster.places import Place
from khabar.cluster.plan import Plan, Shard, load
from khabar.cluster.run import read_shard
from khabar.cluster.settle import here, in_processes, settle, write
from khabar.cluster.stages import Job, Work, blocks
from khabar.cluster.writing import Writing
from khabar.graph.check import problems
from khabar.graph.decisions import Decision, DecisionError
from khabar.graph.knowledge_graph import KnowledgeGraph
from khabar.graph.model import Article
from khabar.graph.store import Store, StoreError

DECISIONS = (Decision(1, "same", "الشوبكي", "مازن الخوالدة", "his other name", "Maryam"),)
DECIDED = "1\tsame\tالشوبكي\tمازن الخوالدة\this other name\tMaryam\n"


def crawled(folder: Path, count: int = 150) -> Path:
    """Read invented articles into shards of a folder and return it."""
    crawl = written(folder / "crawl.jsonl", records(7, count))
    place = Place(str(folder / "shards"))
    for shard in planned(folder / "shards", crawl, batches=3).shards:
        read_shard(place, shard, read)
    return folder / "shards"


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of read shards."""
    return crawled(tmp_path_factory.mktemp("crawl"))


def alone(shards: Path, folder: Path, decisions: Path | None = None) -> tuple[list[bytes], dict[str, list[list[str]]]]:
    """Return the lines of N-Quads and the rows of Neo4j's tables that one store of all shards gives, sorted."""
    with Store() as store:
        merge(Place(str(shards)), store, decisions=decisions)
        kg = KnowledgeGraph(store)
        assert len(list(store.copies())) > 5 and store.set_aside() > 20
        exports.write(kg, folder / "one.nq")
        exports.write(kg, folder / "one.neo4j.zip")
    with zipfile.ZipFile(folder / "one.neo4j.zip") as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        tables = {name[:-4]: _rows(archive.read(name)) for name in names}
    return sorted((folder / "one.nq").read_bytes().splitlines()), tables


def parted(folder: Path) -> tuple[list[bytes], dict[str, list[list[str]]]]:
    """Return the same of the files of a merge in parts."""
    lines = [line for path in (folder / "many.nq").iterdir() for line in path.read_bytes().splitlines()]
    tables = {}
    for header in (folder / "many.neo4j").glob("*-header.csv"):
        name = header.name.removesuffix("-header.csv")
        files = sorted((folder / "many.neo4j").glob(f"{name}-0*.csv"))
        tables[name] = _rows(b"".join(path.read_bytes() for path in (header, *files)))
    return sorted(lines), tables


def _rows(data: bytes) -> list[list[str]]:
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""))
    return [header, *sorted(rows)]


def job(shards: Path, out: Path, parts: int) -> tuple[Job, Plan]:
    """Return a merge in so many parts and its plan."""
    writing = Writing(str(out / "many.nq"), str(out / "many.neo4j"))
    return Job(str(shards), parts, DECISIONS, writing=writing), load(Place(str(shards)))


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """The decisions as a file."""
    path = tmp_path / "decisions.txt"
    path.write_text(DECIDED, encoding="utf-8")
    return path


@pytest.mark.parametrize("parts", [1, 4])
def test_it_says_what_one_store_says(shards: Path, decisions: Path, tmp_path: Path, parts: int) -> None:
    """Every triple and every row: entities, reasons, copies, repeated lines, what stands between articles."""
    one, plan = job(shards, tmp_path, parts)
    with here(one) as do:
        totals = write(one, plan, do)
    assert parted(tmp_path) == alone(shards, tmp_path, decisions)
    assert totals["articles"] == 149 and totals["failed"] == 1
    assert not list(shards.glob("merging-*"))  # nothing is left behind


FORMS = (".nq", ".jsonl", ".csv", ".neo4j.zip", ".graphml")


def exported(store: Store, folder: Path) -> dict[str, bytes]:
    """Return the bytes of a store's files."""
    folder.mkdir()
    for suffix in FORMS:
        exports.write(KnowledgeGraph(store), folder / f"graph{suffix}")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_store_takes_what_the_stages_found(shards: Path, decisions: Path, tmp_path: Path) -> None:
    """It is the store that settles by itself, byte for byte, and goes on as any other."""
    one, plan = job(shards, tmp_path, 3)
    with here(one) as do:
        found = settle(one, plan, do)
    place = Place(str(shards))
    with Store(tmp_path / "alone.khabar") as alone, Store(tmp_path / "news.khabar") as store:
        merge(place, alone, decisions=decisions)
        counts = merge(place, store, decisions=decisions, found=found)
        assert exported(store, tmp_path / "found") == exported(alone, tmp_path / "wanted")
        assert (counts.read, store.set_aside(), list(store.copies())) == (
            149,
            alone.set_aside(),
            list(alone.copies()),
        )
        assert list(store.merges()) == list(alone.merges()) and store.resolved_with == alone.resolved_with
        assert not list(problems(store))
        with pytest.raises(StoreError, match="remembers who is who. Merge into a new store"):
            merge(place, store, decisions=decisions, found=found)
    with Store() as other:
        other.add([reading(Article.of("بوتين زار دمشق", id="another", language="ar"))])
        with pytest.raises(StoreError, match="has 150 articles, and not the 149 of the shards"):
            merge(place, other, decisions=decisions, found=found)
    found.records.folder.remove()


def test_processes_say_the_same(shards: Path, decisions: Path, tmp_path: Path) -> None:
    """Two of them, whoever does what; one that dies is a line that says how to go on, and what is done stays done."""
    one, plan = job(shards, tmp_path, 3)
    with pytest.raises(ClusterError, match="A process of the merge died.*The same command goes on"):
        with in_processes(one, 2) as do:

            def hit(stage: str, parts: Sequence[int]) -> Iterator[str]:
                for actor in do(stage, parts):
                    if stage == "named":
                        os.kill(int(actor.rpartition(":")[2]), signal.SIGKILL)
                    yield actor

            write(one, plan, hit)
    assert len(one.records(plan).done()) >= 3 * 8
    with in_processes(one, 2) as do:
        write(one, plan, do)
    assert parted(tmp_path) == alone(shards, tmp_path, decisions)


class _StoppedError(Exception):
    """The machine that drives the merge is gone."""


def test_it_goes_on_where_it_stopped(shards: Path, decisions: Path, tmp_path: Path) -> None:
    """What is done is not done again, and the files are those of a merge that nothing disturbed."""
    one, plan = job(shards, tmp_path, 3)
    done: list[str] = []

    def interrupted(most: int) -> None:
        def do(stage: str, parts: Sequence[int]) -> Iterator[str]:
            for part in parts:
                if len(done) == most:
                    raise _StoppedError
                done.append(f"{stage} {part}")
                yield work.do(stage, part)

        with closing(Work(one)) as work:
            write(one, plan, do)

    for most in (4, 5, 20, 37, 52):
        with pytest.raises(_StoppedError):
            interrupted(most)
    interrupted(1000)
    assert len(done) == len(set(done)) == 3 * 18
    assert parted(tmp_path) == alone(shards, tmp_path, decisions)


def test_files_of_more_parts_go(shards: Path, tmp_path: Path) -> None:
    """A loader would take them along."""
    for parts in (4, 2):
        one, plan = job(shards, tmp_path, parts)
        with here(one) as do:
            write(one, plan, do)
    assert sorted(path.name for path in (tmp_path / "many.nq").iterdir()) == [
        f"{name}-0000{n}.nq" for name in ("articles", "graph") for n in (0, 1)
    ]


def test_shards_and_files_may_be_urls(shards: Path, tmp_path: Path) -> None:
    """The records, which are read here and there, and removed as a folder, lie beside the shards."""
    pytest.importorskip("fsspec")
    there = Place("memory://cluster/shards")
    for path in shards.rglob("*"):
        if path.is_file():
            (there / path.relative_to(shards).as_posix()).write(path.read_bytes())
    one = Job(there.url, 2, writing=Writing(quads="memory://cluster/many.nq.gz"))
    with here(one) as do:
        write(one, load(there), do)
    assert not [found.name for found in there.files() if "merging" in found.name]
    many = Place("memory://cluster/many.nq.gz")
    packed = [(many / name).read() for name in sorted(many.names())]
    plain = Job(str(shards), 2, writing=Writing(str(tmp_path / "plain.nq")))
    with here(plain) as do:
        write(plain, load(Place(str(shards))), do)
    wanted = [path.read_bytes() for path in sorted((tmp_path / "plain.nq").iterdir())]
    assert list(map(gzip.decompress, packed)) == wanted


def test_quads_are_packed_where_the_name_says_so(shards: Path, tmp_path: Path) -> None:
    """The same bytes each time, and in them those of files that are not packed."""
    found = []
    for name in ("one.nq.gz", "other.nq.gz", "plain.nq"):
        one = Job(str(shards), 2, writing=Writing(str(tmp_path / name)))
        with here(one) as do:
            write(one, load(Place(str(shards))), do)
        found.append({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()})
    assert found[0] == found[1]
    assert {name[:-3]: gzip.decompress(data) for name, data in found[0].items()} == found[2]


def test_a_decision_that_cannot_hold_is_refused(shards: Path, tmp_path: Path) -> None:
    """As one store refuses it."""
    one, plan = job(shards, tmp_path, 2)
    one = replace(one, decisions=(Decision(1, "same", "خربة الزيتونة", "طرابلس"),))
    with here(one) as do, pytest.raises(DecisionError, match="Decision 1 would join .* two known ids"):
        write(one, plan, do)


def test_a_machine_with_another_khabar_is_refused(shards: Path, tmp_path: Path) -> None:
    """Its names and rules could be others."""
    one, _ = job(shards, tmp_path, 1)
    with pytest.raises(ClusterError, match="A machine of the cluster has Khabar .*, and this one 0.0.9"):
        Work(replace(one, khabar="0.0.9"))


def test_a_block_has_about_so_many_articles(shards: Path) -> None:
    """One at least, and no more than there are shards."""
    plan = load(Place(str(shards)))
    assert [blocks(plan, articles) for articles in (10_000, 50, 1)] == [1, 3, 7]
    many = (replace(plan, shards=tuple(Shard(n, "", 250) for n in range(count))) for count in (1, 7, 40, 40_000))
    assert [blocks(plan) for plan in many] == [1, 4, 16, 1000]


def test_a_damaged_shard_is_one_line(tmp_path: Path) -> None:
    """With its place."""
    shards = crawled(tmp_path, 30)
    path = next(iter((shards / "readings").iterdir()))
    path.write_bytes(path.read_bytes()[:-30])
    one, plan = job(shards, tmp_path, 1)
    with here(one) as do, pytest.raises(ClusterError, match=f"{path.name}: cannot be read"):
        write(one, plan, do)
