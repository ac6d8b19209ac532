"""What is done to a store after it was built: info, errors, check, retract, correct, diff."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from console import Run, runner
from factories import SYRIA, copied, hama, resolution, store, syria

from khabar.graph.model import Article, Reading
from khabar.graph.store import Failure, Store

READINGS = (syria(), hama(), copied("hama/3", "صحيفة أخرى"))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in a folder with ``news.khabar``; exit code, output, errors."""
    monkeypatch.chdir(tmp_path)
    with store(READINGS, "news.khabar") as made:
        made.begin("build", khabar="0.1.0", settings={"models": {"ar": "stub 1"}, "min_confidence": 0.4})
        made._db.execute("UPDATE articles SET run = 1")
    return runner(capsys)


def asked(sql: str) -> list[tuple[object, ...]]:
    raw = sqlite3.connect("news.khabar")
    found = raw.execute(sql).fetchall()
    raw.close()
    return found


def statement(relation: str, article: str = "kremlin-1") -> str:
    """Return the id of the first statement of a relation."""
    with Store("news.khabar") as kept:
        of = list(kept.statements_of(kept.article(article)))
        return next(s.id for s in of if s.claim.relation.key == relation)


def test_info(run: Run) -> None:
    """Counts, period, corpus hash and runs, in lines and as JSON."""
    code, out, _ = run("info", "news.khabar")
    told = dict(line.split(maxsplit=1) for line in out.splitlines() if not line.startswith("run"))
    assert code == 0 and (told["articles"], told["statements"], told["sources"]) == ("3", "12", "3")
    assert told["published"] == "2024-12-09 to 2024-12-10"
    assert "Khabar 0.1.0, stub 1: 3 articles" in out
    whole = json.loads(run("info", "news.khabar", "--format", "json")[1])
    assert whole["corpus"] == told["corpus"] and whole["runs"][0]["settings"]["min_confidence"] == 0.4


def test_the_corpus_hash_is_of_the_articles_alone(run: Run) -> None:
    """The order in which they came does not matter, one of them more or less does."""
    corpus = json.loads(run("info", "news.khabar", "--format", "json")[1])["corpus"]
    store(tuple(reversed(READINGS)), "other.khabar").close()
    store(READINGS[:2], "less.khabar").close()
    found = [json.loads(run("info", f"{name}.khabar", "--format", "json")[1])["corpus"] for name in ("other", "less")]
    assert found[0] == corpus != found[1]


def test_methods(run: Run) -> None:
    """A paragraph for a paper, and a citation."""
    code, out, _ = run("info", "news.khabar", "--methods")
    assert code == 0 and "made from 3 news articles (3 in Arabic) of 3 sources, published from 2024-12-09" in out
    assert "with Khabar 0.1.0 and the models stub 1." in out and "less certain than 0.4 were left out" in out
    assert "@software{khabar," in out


def test_errors(run: Run) -> None:
    """Places and reasons; nothing where all was read."""
    assert run("errors", "news.khabar") == (0, "", "")
    with Store("news.khabar") as kept:
        kept.fail([Failure("b.jsonl:17", "'text' is missing."), Failure("a.txt", "it hangs.", "a", "0")])
    assert run("errors", "news.khabar") == (1, "a.txt: it hangs.\nb.jsonl:17: 'text' is missing.\n", "")
    out = run("errors", "news.khabar", "--format", "json")[1]
    assert json.loads(out.splitlines()[0]) == {"place": "a.txt", "article": "a", "reason": "it hangs."}


def test_a_sound_store(run: Run) -> None:
    """Exit code 0, and what it holds."""
    code, out, err = run("check", "news.khabar")
    assert (code, out, err) == (0, "", "news.khabar is sound: 3 articles, 12 statements, 17 entities.\n")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE articles SET text = replace(text, 'حماة', 'حلبٌ')", "'سيطرت الفصائل على حلبٌ"),
        ("UPDATE articles SET source = 'x' WHERE id = 'hama/2'", "article hama/2: its text or its source is not"),
        ("UPDATE statements SET data = '{'", "is damaged"),
        ("DELETE FROM entities WHERE id = 'named:الأسد'", "refers to a row of entities that is not there"),
        ("DELETE FROM facts WHERE statement = 1", "has no entities."),
        ("UPDATE mentions SET end = 9999 WHERE article = 1", "is outside of its text"),
        ("UPDATE merges SET entity = 'http://x'", "a reason is given for the names of http://x"),
        ("UPDATE statements SET id = 'x' WHERE key = 1", "its fields hash to"),
    ],
)
def test_what_is_wrong_is_told(run: Run, damage: str, said: str) -> None:
    """Exit code 1 and a line that says where."""
    raw = sqlite3.connect("news.khabar")
    raw.execute(damage)
    raw.commit()
    raw.close()
    code, out, _ = run("check", "news.khabar")
    assert code == 1 and said in out


def test_retract_leaves_a_store_as_if_the_article_had_never_been(run: Run) -> None:
    """Exports are those of a store without it, and the file holds none of its words."""
    code, _, err = run("retract", "news.khabar", "kremlin-1")
    assert code == 0 and err.startswith("news.khabar: took out 1 articles, 6 statements, ")
    store(READINGS[1:], "without.khabar").close()
    assert run("diff", "without.khabar", "news.khabar") == (0, "", "")
    assert run("check", "news.khabar")[0] == 0
    for name in ("without", "news"):
        assert run("export", f"{name}.khabar", "-o", f"{name}.trig", "-q")[0] == 0
    assert Path("news.trig").read_bytes() == Path("without.trig").read_bytes()
    content = b"".join(path.read_bytes() for path in Path().glob("news.khabar*"))
    assert SYRIA.title.encode() not in content and "بيسكوف".encode() not in content


def test_names_that_only_a_retracted_article_used_go(run: Run) -> None:
    """A name that another article uses too, or that is listed, stays."""
    raw = sqlite3.connect("news.khabar")
    names = json.dumps({"labels": {"ar": "الفصائل"}, "names": ["الأسد", "بشار"]}, ensure_ascii=False)
    raw.execute("UPDATE entities SET data = ? WHERE id = 'named:الأسد'", (names,))
    raw.execute("UPDATE mentions SET text = 'بشار' WHERE text = 'الأسد' AND article = 1 AND kind = 'name'")
    raw.commit()
    raw.close()
    assert "1 names" in run("retract", "news.khabar", "kremlin-1")[2]
    with Store("news.khabar") as kept:
        assert kept.entity("named:الأسد").names == ("الأسد",)


def test_an_article_that_is_not_there_is_not_retracted(run: Run) -> None:
    """Nor are those that are named with it."""
    code, _, err = run("retract", "news.khabar", "kremlin-1", "nowhere")
    assert code == 2 and "has no article 'nowhere'; nothing was changed." in err
    assert asked("SELECT count(*) FROM articles") == [(3,)]
    Path("ids.txt").write_text("kremlin-1\n\nhama/2\n", encoding="utf-8")
    assert run("retract", "news.khabar", "--from", "ids.txt", "-q") == (0, "", "")
    assert asked("SELECT id FROM articles") == [("hama/3",)]


def again(readings: tuple[Reading, ...] = READINGS) -> None:
    """Read the articles of the store again, as a build with another model would."""
    with Store("news.khabar") as kept:
        kept.add(readings, reader="another")
        kept.resolve(resolution(*kept.readings()))


def relations(article: Article = SYRIA) -> dict[str, tuple[str, str]]:
    with Store("news.khabar") as kept:
        of = kept.statements_of(article)
        return {s.claim.relation.key: (s.polarity, s.modality) for s in of}


def test_a_rejected_statement_stays_away(run: Run) -> None:
    """Also after its article was read again; undone it is there again."""
    id = statement("grant_asylum")
    code, _, err = run("correct", "news.khabar", id, "--reject", "--because", "he did not", "--by", "Maryam")
    assert (code, err) == (0, "Correction 1: rejected.\n")
    assert "grant_asylum" not in relations() and run("check", "news.khabar")[0] == 0
    again()
    assert "grant_asylum" not in relations()
    (told,) = map(json.loads, run("correct", "news.khabar", "--list")[1].splitlines())
    assert (told["statement"], told["verdict"], told["reason"], told["by"]) == (id, "reject", "he did not", "Maryam")
    assert run("correct", "news.khabar", "--undo", "1")[0] == 0
    assert "grant_asylum" in relations() and run("check", "news.khabar")[0] == 0
    assert "no correction 1 that stands" in run("correct", "news.khabar", "--undo", "1")[2]


def test_a_changed_statement_stays_changed(run: Run) -> None:
    """Its new id, its fields and its entities; what said it says the new one."""
    shutil.copy("news.khabar", "before.khabar")
    id = statement("grant_asylum")
    arguments = ("--set", "modality=planned", "--set", "time=2024-12", "--because", "not yet")
    code, _, err = run("correct", "news.khabar", id, *arguments)
    assert code == 0 and err.startswith("Correction 1: changed; it is ")
    new = err.split()[-2]
    for _ in range(2):
        assert relations()["grant_asylum"] == ("affirmed", "planned")
        with Store("news.khabar") as kept:
            found = {s.id: (s, ends) for s, ends in kept.resolved_of(SYRIA)}
            says = next(s for s, _ in found.values() if s.claim.relation.id == "say")
            assert says.content == (new,) and found[new][1].object == "named:الأسد"
            time = found[new][0].time
            assert time is not None and time.edtf == "2024-12"
        again()
    out = run("diff", "before.khabar", "news.khabar")[1]
    assert f"~ statement {id} of kremlin-1" in out and "    modality: actual -> planned\n" in out


def test_a_statement_can_be_added(run: Run) -> None:
    """Words of the article become its mentions, a label of the ontology its relation; it survives another reading."""
    said = ("--add", "kremlin-1", "--quote", "لدى موسكو خطة لإنقاذ الأسد", "--because", "overlooked")
    fields = ("--set", "subject=موسكو", "--set", "relation=visit", "--set", "object=الأسد")
    code, _, err = run("correct", "news.khabar", *said, *fields)
    assert code == 0 and err.startswith("Correction 1: added as ")
    again()
    with Store("news.khabar") as kept:
        added = next(s for s in kept.statements_of(SYRIA) if s.extractor == "by hand")
        assert (added.claim.relation.id, added.evidence.text) == ("visit", "لدى موسكو خطة لإنقاذ الأسد")


def test_corrections_go_to_another_store(run: Run) -> None:
    """As the lines of --list, all of them or none."""
    run("correct", "news.khabar", statement("grant_asylum"), "--reject", "--because", "no")
    run("correct", "news.khabar", statement("control", "hama/2"), "--set", "polarity=negated", "--because", "no")
    Path("c.jsonl").write_text(run("correct", "news.khabar", "--list")[1], encoding="utf-8")
    store(READINGS, "other.khabar").close()
    assert run("correct", "other.khabar", "--from", "c.jsonl")[2] == "Made 2 corrections.\n"
    assert run("diff", "news.khabar", "other.khabar")[0] == 0
    store(READINGS[:1], "less.khabar").close()
    code, _, err = run("correct", "less.khabar", "--from", "c.jsonl")
    assert code == 2 and "no article 'hama/2'" in err and run("correct", "less.khabar", "--list")[1] == ""
    Path("bad.jsonl").write_text("{}\n", encoding="utf-8")
    assert "bad.jsonl:1: this is no correction" in run("correct", "less.khabar", "--from", "bad.jsonl")[2]


def test_a_correction_of_words_that_are_gone_is_left_aside(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    """The article is kept as it was read, with a warning."""
    run("correct", "news.khabar", statement("control", "hama/2"), "--set", "polarity=negated", "--because", "no")
    with Store("news.khabar") as kept, caplog.at_level("WARNING"):
        changed = Article.of("نص آخر تماما.", id="hama/2")
        kept.add([Reading(changed, ())])
        assert "Correction 1 does not fit article hama/2 any more" in caplog.text
        assert list(kept.statements_of(changed)) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing", "--reject", "--because", "x"), "has no statement 'nothing'"),
        (("ID", "--reject"), "A correction needs a reason."),
        (("ID", "--because", "x"), "Say one thing to do"),
        (("ID", "--set", "polarity=no", "--because", "x"), "A polarity is one of affirmed, negated, not 'no'."),
        (("ID", "--set", "colour=red", "--because", "x"), "A statement has no field 'colour'."),
        (("ID", "--set", "object=باريس", "--because", "x"), "'باريس' is not in article kremlin-1."),
        (("ID", "--set", "time=soon", "--because", "x"), "'soon' is no time."),
        (("ID", "--set", "stance=sings", "--because", "x"), "A stance is one of"),
        (("--add", "kremlin-1", "--quote", "لا", "--because", "x"), "A statement needs a subject and a relation."),
        (("--add", "kremlin-1", "--quote", "كلام آخر", "--because", "x"), "The quotation is not in article"),
        (("--add", "nowhere", "--quote", "x", "--because", "x"), "has no article 'nowhere'"),
    ],
)
def test_corrections_that_cannot_be_made(run: Run, arguments: tuple[str, ...], said: str) -> None:
    """One line, exit code 2, and nothing is changed."""
    given = [statement("grant_asylum") if word == "ID" else word for word in arguments]
    before = Path("news.khabar").read_bytes()
    code, _, err = run("correct", "news.khabar", *given)
    assert code == 2 and said in err
    assert Path("news.khabar").read_bytes() == before


def test_diff(run: Run) -> None:
    """Nothing between a store and its copy; articles, statements and merges that one has alone."""
    shutil.copy("news.khabar", "copy.khabar")
    assert run("diff", "news.khabar", "copy.khabar") == (0, "", "")
    store(READINGS[1:], "less.khabar").close()
    code, out, _ = run("diff", "news.khabar", "less.khabar")
    lines = out.splitlines()
    assert code == 1 and lines[0] == f"- article kremlin-1: {SYRIA.title}"
    assert len([line for line in lines if line.startswith("- statement")]) == 6
    assert any(line.startswith("- merge") for line in lines) or "merge" not in out
    rows = [json.loads(line) for line in run("diff", "less.khabar", "news.khabar", "--format", "json")[1].splitlines()]
    assert {row["what"] for row in rows} >= {"article", "statement"} and all(row["before"] is None for row in rows)


def test_two_runs_of_a_store_are_compared(run: Run) -> None:
    """The last two, or those that are named; a store without two says so."""
    assert "has no two runs that came to their end" in run("diff", "news.khabar")[2]
    with Store("news.khabar") as kept:
        for readings in (READINGS[:1], READINGS):
            number = kept.begin("build", khabar="1", settings={})
            kept.add(readings, reader=f"reader {number}", run=number)
            kept.resolve(resolution(*kept.readings()))
            kept.finish(number)
        kept.add((replace(READINGS[0], statements=READINGS[0].statements[:1]),), reader="another")
        number = kept.begin("build", khabar="1", settings={})
        kept.resolve(resolution(*kept.readings()))
        kept.finish(number)
    assert run("diff", "news.khabar", "--runs", "2", "3") == (0, "", "")
    code, out, _ = run("diff", "news.khabar")
    assert code == 1 and "- statement " in out and " of kremlin-1: موسكو | plan to rescue | الأسد | negated" in out
    found = [
        json.loads(line) for line in run("diff", "news.khabar", "--runs", "4", "2", "--format", "json")[1].splitlines()
    ]
    assert {(one["sign"], one["article"]) for one in found if one["what"] == "statement"} == {("+", "kremlin-1")}
    assert "--runs compares runs of one store" in run("diff", "news.khabar", "news.khabar", "--runs", "1", "2")[2]
    assert "runs to end    2, 3, 4 (khabar diff" in run("info", "news.khabar")[1]


def test_info_tells_copies(run: Run) -> None:
    """Articles that print what an earlier one printed, in figures and in the paragraph; RDF links them."""
    with Store("news.khabar") as kept:
        kept.settle(lines=False)
        copies = dict(kept.copies())
    assert copies == {"hama/3": "hama/2"}
    assert "copies         1 articles print what an earlier one printed\n" in run("info", "news.khabar")[1]
    assert "1 articles print the text of an earlier one" in run("info", "news.khabar", "--methods")[1]
    assert json.loads(run("info", "news.khabar", "--format", "json")[1])["copies"] == 1
    run("export", "news.khabar", "-o", "graph.nq", "-q")
    lines = [line for line in Path("graph.nq").read_text(encoding="utf-8").splitlines() if "copyOf" in line]
    assert len(lines) == 1 and lines[0].split()[0].endswith("article/hama%2F3>") and "article/hama%2F2>" in lines[0]
