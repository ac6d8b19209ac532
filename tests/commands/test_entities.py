"""entities: who is in a graph, under which names, and why."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from commands.names import Run, build, ids, known, quiet_logs, run  # noqa: F401  (fixtures are found by their names)
from factories import PUTIN, RUSSIA, hama, store, syria

from khabar.graph.store import Store

PUTIN_ID = "http://www.wikidata.org/entity/Q7747"


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_the_most_frequent_come_first(run: Run) -> None:  # noqa: F811
    """A line for each: statements, type, labels, id."""
    code, out, err = run("entities", "news.khabar")
    assert (code, err) == (0, "")
    first, *others = out.splitlines()
    assert first == "     6  GPE    دمشق / Damascus  https://sws.geonames.org/170654/"
    assert len(others) == 4 and [line.split()[0] for line in others] == ["2", "2", "1", "1"]
    assert f"     1  PER    فلاديمير بوتين / Vladimir Putin  {PUTIN_ID}" in others


@pytest.mark.parametrize("search", ["بُوتين", "PUTIN", "putin", PUTIN_ID])
def test_a_search_shows_names_and_reasons(run: Run, search: str) -> None:  # noqa: F811
    """Names are found in either script, in any spelling or case, and by id."""
    code, out, _ = run("entities", "news.khabar", search)
    first, names, *reasons = out.splitlines()
    assert code == 0 and first.endswith(PUTIN_ID) and names.startswith("        names: فلاديمير بوتين، بوتين")
    assert reasons == ["        = بوتين: is listed among its names (gazetteer, 1.000)"]


def test_csv_and_json(run: Run) -> None:  # noqa: F811
    """Programs get every field; lists are lists in JSON and joined in CSV."""
    table = rows(run("entities", "news.khabar", "--format", "csv")[1])
    listed = json.loads(run("entities", "news.khabar", "--format", "json")[1])
    assert [row["id"] for row in table] == [row["id"] for row in listed] and len(listed) == 5
    (merged,) = (row for row in listed if row["id"] == ids()["شفتشينكو"])
    assert sorted(merged["names"]) == ["شفتشينكو", "شيفتشينكو"] and merged["count"] == 2
    assert [(m["by"], m["score"]) for m in merged["merges"]] == [("spelling", 0.967)]
    (row,) = (row for row in table if row["id"] == merged["id"])
    assert row["names"] == "; ".join(merged["names"]) and row["merges"].startswith("شيفتشينكو (spelling 0.967: ")


def test_types_kinds_and_limits(run: Run) -> None:  # noqa: F811
    """What is left out for the limit is said."""
    store((syria(), hama()), "made.khabar").close()
    found = rows(run("entities", "made.khabar", "--type", "gpe", "--format", "csv")[1])
    assert {row["id"] for row in found} >= {RUSSIA.id} and {row["type"] for row in found} == {"GPE"}
    assert PUTIN.id not in {row["id"] for row in found}
    described = rows(run("entities", "made.khabar", "--kind", "described", "--limit", "0", "--format", "csv")[1])
    assert "مصدر مقرب من الكرملين" in {row["label_ar"] for row in described}
    every = rows(run("entities", "made.khabar", "--kind", "all", "--limit", "0", "--format", "csv")[1])
    code, out, err = run("entities", "made.khabar", "--kind", "all", "--limit", "1")
    assert (code, out.count("\n")) == (0, 1)
    assert err == f"{len(every) - 1} more are not shown; --limit 0 shows all.\n"


def test_doubtful_decisions(run: Run) -> None:  # noqa: F811
    """The least sure first, without what is certain; a person's word is never among them."""
    code, out, err = run("entities", "news.khabar", "--doubtful")
    reason = "'شفتشينكو' and 'شيفتشينكو': spelling 0.97"
    assert (code, err) == (0, "")
    assert [line.split("  ", 1)[0] for line in out.splitlines()] == ["0.967"] and out.endswith(f": {reason}\n")
    run("same", "زعرورنا", "فشقولو", "--because", "x", "--graph", "news.khabar")
    (row,) = rows(run("entities", "news.khabar", "--doubtful", "--format", "csv")[1])
    assert (row["score"], row["by"], row["other"], row["reason"]) == ("0.967", "spelling", "شيفتشينكو", reason)
    assert row["entity"] == ids()["شفتشينكو"]


def test_nearly_made_decisions(run: Run) -> None:  # noqa: F811
    """--near weighs the names of the store anew, and shows what little was missing for; the store stays as it is."""
    Path("articles/near.txt").write_text("فشقالو زار أمس دمشق", encoding="utf-8")
    assert build(run)[0] == 0
    before = known()
    code, out, _ = run("entities", "news.khabar", "--doubtful", "--near", "--format", "csv")
    kept_apart = [row for row in rows(out) if row["reason"].startswith("kept apart")]
    assert (code, len(kept_apart)) == (0, 1)
    assert (kept_apart[0]["score"], kept_apart[0]["other"]) == ("0.917", "فشقولو")
    assert kept_apart[0]["reason"] == "kept apart: 'فشقالو' and 'فشقولو': spelling 0.92"
    assert known() == before


def test_what_cannot_be_listed(run: Run) -> None:  # noqa: F811
    """Nothing found is exit code 1 and a line; no store, or one that waits for identity, is 2."""
    assert run("entities", "news.khabar", "سيزيف") == (1, "", "news.khabar: there is nothing called 'سيزيف'.\n")
    code, _, err = run("entities", "nowhere.khabar")
    assert code == 2 and err.startswith("nowhere.khabar: there is no such store")
    with Store("raw.khabar") as raw:
        raw.add([syria()])
    code, _, err = run("entities", "raw.khabar")
    assert code == 2 and "Run the build to its end." in err
