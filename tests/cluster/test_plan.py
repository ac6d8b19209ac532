"""Inputs become shards: the batches of a build on one machine, once, and again only where something changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from cluster.conftest import articles, planned, read_here, written

from khabar.cluster import ClusterError
from khabar.cluster.places import Place
from khabar.cluster.plan import load
from khabar.cluster.shards import batches_of
from khabar.graph.store import Store
from khabar.pipeline import Pipeline
from khabar.readers import Options


@pytest.mark.usefixtures("fake")
def test_shards_hold_the_batches_of_a_build_on_one_machine(crawl: Path, tmp_path: Path) -> None:
    """Article by article: sentences of a batch are analysed together."""
    plan = planned(tmp_path / "out", crawl, batches=2)
    place = Place(str(tmp_path / "out"))
    batches = [b for shard in plan.shards for b in batches_of((place / shard.source).table())]
    wanted: list[list[str]] = []

    class Noting(Pipeline):
        def _results(self, batches):  # type: ignore[no-untyped-def]
            wanted.extend([article.id for article in batch] for batch in batches)
            yield from ()

    Noting(Store()).read([crawl], Options())
    assert [[one.article.id for one in batch] for batch in batches] == wanted
    assert [len(batch) for batch in batches] == [8, 8, 2] and len(plan.shards) == 2


@pytest.mark.usefixtures("fake")
def test_a_plan_says_what_was_skipped(crawl: Path, tmp_path: Path) -> None:
    """The article without a text, and the one whose id was used before."""
    planned(tmp_path / "out", crawl)
    skipped = load(Place(str(tmp_path / "out"))).skipped
    assert [one.where.rpartition(":")[2] for one in skipped] == ["12", "15"]


@pytest.mark.usefixtures("fake")
def test_a_plan_that_holds_is_not_made_again(crawl: Path, tmp_path: Path) -> None:
    """Files are as they were, and so is what is done."""
    out = tmp_path / "out"
    plan = planned(out, crawl)
    read_here(out, plan, 0)
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*.*")}
    again = planned(out, crawl)
    assert again == plan and [shard.number for shard in again.missing(Place(str(out)))] == [1, 2]
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*.*")} == before


@pytest.mark.usefixtures("fake")
def test_only_shards_that_changed_are_read_again(crawl: Path, tmp_path: Path) -> None:
    """More articles at the end leave the shards before as they are; other settings change all."""
    out = tmp_path / "out"
    read_here(out, planned(out, crawl))
    written(crawl, articles(22))
    plan = planned(out, crawl)
    assert [shard.number for shard in plan.missing(Place(str(out)))] == [2]
    from khabar.cluster.plan import prepare
    from khabar.reading import Settings

    plan = prepare([str(crawl)], Options(), Settings(0.9), Place(str(out)), batches=1)
    assert len(plan.missing(Place(str(out)))) == 3


@pytest.mark.usefixtures("fake")
def test_an_input_may_be_a_url(crawl: Path, tmp_path: Path) -> None:
    """A file or a folder of the cloud is read as one here would be, and messages name it by its URL."""
    folder = tmp_path / "news"
    folder.mkdir()
    crawl.rename(folder / "crawl.jsonl")
    plan = planned(tmp_path / "out", folder.as_uri())
    assert plan.articles == 18
    assert plan.skipped[0].where == f"{(folder / 'crawl.jsonl').as_uri()}:12"


@pytest.mark.usefixtures("fake")
def test_a_plan_inside_its_input_is_refused(crawl: Path, tmp_path: Path) -> None:
    """Its shards would be articles of the next build."""
    with pytest.raises(ClusterError, match="lies inside the input"):
        planned(tmp_path / "out", tmp_path)


@pytest.mark.parametrize(
    ("text", "message"),
    [(None, "there is no plan.json"), ("{", "is damaged"), ('{"version": 99}', "is of version 99")],
)
def test_a_plan_that_cannot_be_used(tmp_path: Path, text: str | None, message: str) -> None:
    """Is one line that says why."""
    if text is not None:
        (tmp_path / "plan.json").write_text(text)
    with pytest.raises(ClusterError, match=message):
        load(Place(str(tmp_path)))
