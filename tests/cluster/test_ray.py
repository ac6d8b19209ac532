"""A real cluster of Ray on this machine, with the real model, of which one part is killed in the middle."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cluster.conftest import planned, written
from cluster.test_merge import written as exported
from cluster.test_settle import DECIDED, alone, crawled, job, parted

from khabar.cluster import ClusterError
from khabar.cluster.merge import merge
from khabar.cluster.places import Place
from khabar.cluster.run import run
from khabar.cluster.settle import on_ray, write
from khabar.graph.decisions import Decision, DecisionError
from khabar.graph.store import Store
from khabar.pipeline import Pipeline
from khabar.readers import Options

pytest.importorskip("ray", reason="Ray is not installed: pip install 'khabar[ray]'")
# Ray's own: sockets and files that it leaves to the end of the process.
pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore")]

SAID = (
    "قال المتحدث باسم الكرملين دميتري بيسكوف إن الرئيس فلاديمير بوتين منح بشار الأسد حق اللجوء في روسيا. "
    "سيطرت الفصائل المسلحة على مدينة حماة في {day} ديسمبر 2024. وزار وزير الخارجية التركي هاكان فيدان دمشق. "
    "ونفت وزارة الدفاع الروسية قصف المدينة، وأعلنت فرنسا دعم الحكومة الجديدة."
)


def _articles(count: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        yield {"id": f"n{n:03}", "text": SAID.format(day=n % 28 + 1), "date": "2024-12-30", "source": f"وكالة {n % 5}"}


def test_a_cluster_that_loses_an_actor_makes_the_same_graph(tmp_path: Path) -> None:
    """Killed after its first shard, an actor is replaced and its shard read again; exports are those of one machine."""
    crawl = written(tmp_path / "crawl.jsonl", _articles(64))
    plan = planned(tmp_path / "out", crawl)
    killed = None
    done = []
    for one in run(plan, Place(str(tmp_path / "out")), "local", jobs=2):
        done.append(one)
        if killed is None:
            killed = one.actor
            os.kill(int(killed.rpartition(":")[2]), signal.SIGKILL)
    assert sorted(one.shard for one in done) == list(range(8))
    assert len({one.actor for one in done}) >= 2 and killed != done[-1].actor
    alone = Store()
    Pipeline(alone).build([crawl], Options())
    with Store() as store:
        merge(Place(str(tmp_path / "out")), store)
        assert store.counts()["statements"] > 64
        assert exported(store, tmp_path / "merged") == exported(alone, tmp_path / "alone")


def test_a_build_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """What one cluster has left, the next one reads, and nothing else; then there is nothing left to do."""
    crawl = written(tmp_path / "crawl.jsonl", _articles(24))
    out = Place(str(tmp_path / "out"))
    plan = planned(tmp_path / "out", crawl)
    first = next(iter(run(plan, out, "local", jobs=1)))
    left = {shard.number for shard in plan.missing(out)}
    assert first.shard not in left and left
    assert {one.shard for one in run(plan, out, "local", jobs=1)} == left
    assert list(run(plan, out, "local", jobs=1)) == []


def test_a_cluster_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    """With its address."""
    plan = planned(tmp_path / "out", written(tmp_path / "crawl.jsonl", _articles(1)))
    with pytest.raises(ClusterError, match="There is no Ray cluster at '127.0.0.1:1'"):
        list(run(plan, Place(str(tmp_path / "out")), "127.0.0.1:1"))


def test_a_merge_in_parts_that_loses_an_actor_says_the_same(tmp_path: Path) -> None:
    """Killed in the middle, again and again, an actor is started anew and its task done again; nothing is lost."""
    shards = crawled(tmp_path)
    one, plan = job(shards, tmp_path, 4)
    stages: list[str] = []
    with on_ray(one, "local", jobs=2) as do:

        def hit(stage: str, parts: Sequence[int]) -> Iterator[str]:
            stages.append(stage)
            for number, actor in enumerate(do(stage, parts)):
                if stage in ("alike", "settled", "articles") and not number:
                    os.kill(int(actor.rpartition(":")[2]), signal.SIGKILL)
                yield actor

        write(one, plan, hit)
    assert len(stages) == 18
    decisions = tmp_path / "decisions.txt"
    decisions.write_text(DECIDED, encoding="utf-8")
    assert parted(tmp_path) == alone(shards, tmp_path, decisions)


def test_what_a_task_raises_is_one_line(tmp_path: Path) -> None:
    """As in one process: a decision that cannot hold, and a shard that cannot be read."""
    shards = crawled(tmp_path, 30)
    one, plan = job(shards, tmp_path, 2)
    refused = replace(one, decisions=(Decision(1, "same", "خربة الزيتونة", "طرابلس"),))
    with pytest.raises(DecisionError, match="^Decision 1 would join"), on_ray(refused, "local", jobs=1) as do:
        write(refused, plan, do)
    path = sorted((shards / "readings").iterdir())[0]
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(ClusterError, match="cannot be read"), on_ray(one, "local", jobs=1) as do:
        write(one, plan, do)
