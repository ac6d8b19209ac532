"""``khabar build --ray`` and ``khabar merge`` as they are typed; the cluster itself is in test_ray.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster.conftest import read_here
from console import Run, logging_kept, runner

from khabar.cluster.places import Place
from khabar.cluster.plan import load


@pytest.fixture
def run(fake: None, crawl: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Return a function that runs the command in the folder of the crawl."""
    monkeypatch.chdir(crawl.parent)
    with logging_kept():
        yield runner(capsys)


def test_shards_can_be_made_before_there_is_a_cluster(run: Run) -> None:
    """The summary counts them, and says nothing of merging what is not read."""
    code, out, err = run("build", "crawl.jsonl", "--ray", "prepare", "-o", "shards", "--shard", "1")
    assert (code, out) == (1, "")  # two are skipped, with their reasons
    assert err.endswith("0 articles read, 2 skipped; 0 of 3 shards in shards.\n")
    assert len(load(Place("shards")).shards) == 3


def test_a_merge_writes_a_store_and_files(run: Run, tmp_path: Path) -> None:
    """The same files as a build writes, and the same summary."""
    run("build", "crawl.jsonl", "--ray", "prepare", "-o", "shards", "--shard", "1")
    read_here(tmp_path / "shards", load(Place("shards")))
    code, out, err = run("merge", "shards", "-o", "news.khabar", "-o", "merged.nq")
    assert (code, out) == (1, "") and "17 articles read, 3 skipped; 17 statements" in err
    assert "Wrote news.khabar, merged.nq." in err
    run("build", "crawl.jsonl", "-o", "built.nq")
    assert Path("merged.nq").read_bytes() == Path("built.nq").read_bytes()


def test_a_merge_in_parts_needs_no_store(run: Run, tmp_path: Path) -> None:
    """The same triples, as its options say, in numbered files; all that was made on the way is gone."""
    run("build", "crawl.jsonl", "--ray", "prepare", "-o", "shards", "--shard", "1")
    read_here(tmp_path / "shards", load(Place("shards")))
    code, out, err = run("merge", "shards", "-o", "many.nq/", "-o", "many.neo4j/", "--no-text", "--block", "6")
    assert (code, out) == (1, "") and "17 articles read, 3 skipped; 17 statements about" in err
    assert "Wrote many.nq/, many.neo4j/." in err
    run("build", "crawl.jsonl", "-o", "built.nq", "--no-text")
    lines = [line for path in Path("many.nq").iterdir() for line in path.read_bytes().splitlines()]
    assert len(list(Path("many.nq").iterdir())) == 6
    assert sorted(lines) == sorted(Path("built.nq").read_bytes().splitlines())
    assert "entities-header.csv" in {path.name for path in Path("many.neo4j").iterdir()}
    assert {path.name for path in Path("shards").iterdir()} == {"plan.json", "articles", "readings"}


def test_a_store_is_merged_by_blocks(run: Run, tmp_path: Path) -> None:
    """The same store, and its files; one that remembers who is who is refused before anything is done."""
    run("build", "crawl.jsonl", "--ray", "prepare", "-o", "shards", "--shard", "1")
    read_here(tmp_path / "shards", load(Place("shards")))
    code, _, err = run("merge", "shards", "-o", "news.khabar", "-o", "merged.nq", "--block", "6")
    assert code == 1 and "17 articles read, 3 skipped; 17 statements" in err
    run("build", "crawl.jsonl", "-o", "built.nq")
    assert Path("merged.nq").read_bytes() == Path("built.nq").read_bytes()
    assert "news.khabar remembers who is who." in run("merge", "shards", "-o", "news.khabar", "--block", "6")[2]
    assert {path.name for path in Path("shards").iterdir()} == {"plan.json", "articles", "readings"}


def test_what_was_merged_is_known_to_a_build(run: Run, tmp_path: Path) -> None:
    """A store goes on, whoever read its articles."""
    run("build", "crawl.jsonl", "--ray", "prepare", "-o", "shards")
    read_here(tmp_path / "shards", load(Place("shards")))
    run("merge", "shards", "-o", "news.khabar")
    _, _, err = run("build", "crawl.jsonl", "-o", "news.khabar")
    assert "(17 of them read before)" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "crawl.jsonl", "--ray", "auto", "-o", "news.khabar"], "writes one folder of shards"),
        (["build", "crawl.jsonl", "--ray", "auto", "-o", "a", "-o", "b"], "writes one folder of shards"),
        (["build", "crawl.jsonl", "--ray", "auto", "-o", "a", "--ego", "بوتين"], "--ego is none of a build on"),
        (["build", "crawl.jsonl", "--ray", "auto", "-o", "a", "--retry"], "Remove one from readings/"),
        (["merge", "nowhere", "-o", "news.khabar"], "nowhere: there is no plan.json."),
        (["merge", "shards", "-o", "a.khabar", "-o", "b.khabar"], "A merge has one store, not 2."),
        (["merge", "shards", "-o", "a.khabar", "-o", "a.nq/"], "Files in parts are made without a store"),
        (["merge", "shards", "-o", "a.nq/", "-o", "b.nq/"], "A merge writes one folder of a kind. Name a.nq/ or"),
        (["merge", "shards", "-o", "a.nq/", "--ego", "بوتين"], "--ego is none of files in parts."),
        (["build", "crawl.jsonl", "--ray", "auto", "-o", "a", "--direct", "none"], "--direct is none of a build on"),
        (["merge", "shards", "-o", "out.docx"], "no format has the suffix '.docx'"),
    ],
)
def test_nothing_can_be_done(run: Run, arguments: list[str], message: str) -> None:
    """Exit code 2 and one line that says why."""
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and message in err and "Traceback" not in err
