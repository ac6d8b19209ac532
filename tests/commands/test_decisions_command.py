"""same, different and undo: a person's word about names, written down, applied, taken back, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands.names import Run, build, ids, known, quiet_logs, run  # noqa: F401  (fixtures are found by their names)

FILE = Path("decisions.txt")
RUSSIA, KREMLIN = "http://www.wikidata.org/entity/Q159", "https://w3id.org/khabar/entity/kremlin"


def lines() -> list[str]:
    """Return the lines of the file of decisions, without its head."""
    return [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_same_is_a_line_that_the_next_build_applies(run: Run) -> None:  # noqa: F811
    """The command writes; the store changes with the build, and its log says why and by whom."""
    before = known()
    code, out, err = run("same", "زعرورنا", "فشقولو", "--because", "لقبه", "--by", "مريم")
    assert (code, out) == (0, "")
    assert err == "Decision 1: 'زعرورنا' and 'فشقولو' are the same.\n"
    assert lines() == ["1\tsame\tزعرورنا\tفشقولو\tلقبه\tمريم"] and known() == before
    assert build(run, "--decisions", "decisions.txt") == (0, "", "")
    assert ids()["زعرورنا"] == ids()["فشقولو"]
    assert [(m.reason, m.score, m.by) for m in known()[1] if m.by == "مريم"] == [("لقبه", 1.0, "مريم")]


def test_a_name_joins_a_listed_person(run: Run) -> None:  # noqa: F811
    """An id will do as well as a name."""
    assert run("same", "فشقولو", ids()["بوتين"], "--because", "x", "--graph", "news.khabar", "-q") == (0, "", "")
    assert ids()["فشقولو"] == ids()["بوتين"] == "http://www.wikidata.org/entity/Q7747"


def test_undo_gives_everybody_their_ids_back(run: Run) -> None:  # noqa: F811
    """What a decision joined in the store is parted, at once and in every later build."""
    before, was = ids(), known()
    assert run("same", "زعرورنا", "فشقولو", "--because", "x", "--graph", "news.khabar")[2].splitlines() == [
        "news.khabar: 4 entities, 5 before.",
        "Decision 1: 'زعرورنا' and 'فشقولو' are the same.",
    ]
    assert ids()["زعرورنا"] == ids()["فشقولو"]
    assert run("undo", "1", "--graph", "news.khabar")[2].splitlines() == [
        "news.khabar: 5 entities, 4 before.",
        "Undone: decision 1, that 'زعرورنا' and 'فشقولو' are the same.",
    ]
    assert lines() == ["1\tsame\tزعرورنا\tفشقولو\tx\t", "2\tundo\t1"]
    assert ids() == before and known()[1] == was[1]
    assert build(run, "--decisions", "decisions.txt")[0] == 0
    assert ids() == before


def test_different_parts_what_the_rules_joined(run: Run) -> None:  # noqa: F811
    """The rules had joined the two spellings in an earlier build; a person's word outlasts that."""
    assert ids()["شفتشينكو"] == ids()["شيفتشينكو"]
    assert run("different", "شفتشينكو", "شيفتشينكو", "--graph", "news.khabar")[0] == 0
    parted = ids()
    assert parted["شفتشينكو"] != parted["شيفتشينكو"]
    assert build(run, "--decisions", "decisions.txt")[0] == 0
    assert ids() == parted


def test_undo_is_applied_by_a_build_alone(run: Run) -> None:  # noqa: F811
    """The file is edited, the store built again: the names are parted."""
    before = ids()
    run("same", "زعرورنا", "فشقولو", "--because", "x", "--graph", "news.khabar")
    run("undo", "1")
    assert build(run, "--decisions", "decisions.txt")[0] == 0
    assert ids() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("same", "بوتين", "سيرغي لافروف"), "cannot be made one: they are two known ids, http://www.wikidata.org/"),
        (("same", "زعرورنا", "سيرغي لافروف"), "cannot be made one: they are two known ids,"),
        (("same", "زعرورنا", "بوتين"), "decision 1 already says so. Undo it first: khabar undo 1."),
        (("different", "بوتين", "زعرورنا"), "decision 1 says that they are same. Undo it first: khabar undo 1."),
        (("same", "ألف", "فشقولو"), "this goes against decision 3. Undo that first; nothing was changed."),
        (("different", "ألف", "باء"), "decision 2 says that they are same."),
        (("different", "ألف", "جيم"), "this goes against what decisions say (2, 6). Undo that first;"),
        (("same", "عمان", "زعرورنا"), "'عمان' is the name of 2 things: "),
        (("same", "!!", "زعرورنا"), "'!!' holds no letter."),
        (("same", "\udcff", "زعرورنا"), "is not text"),
        (
            ("same", "http://www.wikidata.org/entity/Q1", "زعرورنا"),
            "among the listed names. List a name for it in a gaz",
        ),
        (("undo", "4"), "decisions.txt: decision 4 is already undone; nothing was changed."),
        (("undo", "9"), "decisions.txt: decision 9 does not exist; nothing was changed."),
    ],
)
def test_what_cannot_be_decided_changes_nothing(
    run: Run,  # noqa: F811
    arguments: tuple[str, ...],
    message: str,
) -> None:
    """One line, exit code 2; the file keeps its bytes and the store its entities."""
    FILE.write_text(
        "1\tsame\tزعرورنا\tبوتين\n2\tsame\tألف\tباء\n3\tdifferent\tباء\tفشقولو\n"
        "4\tsame\tدال\tهاء\n5\tundo\t4\n6\tsame\tباء\tجيم\n",
        encoding="utf-8",
    )
    before, was = FILE.read_bytes(), known()
    reason = ("--because", "x") if arguments[0] == "same" else ()
    for graph in ((), ("--graph", "news.khabar")):
        code, out, err = run(*arguments, *reason, *graph)
        assert (code, out) == (2, "") and err.count("\n") == 1 and message in err
    assert FILE.read_bytes() == before and known() == was
    assert sorted(path.name for path in Path().glob("decisions*")) == ["decisions.txt"]


def test_a_store_that_is_none_and_a_folder_that_is_none(run: Run) -> None:  # noqa: F811
    """Neither the file nor a store is made."""
    code, _, err = run("same", "a", "b", "--because", "x", "--graph", "nowhere.khabar")
    assert code == 2 and err.startswith("nowhere.khabar: there is no such store")
    code, _, err = run("same", "a", "b", "--because", "x", "--decisions", "no/such.txt")
    assert code == 2 and "No such file or directory" in err
    assert not FILE.exists() and not Path("nowhere.khabar").exists()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("زعرورنا,ar,A,PER,\nزعرورنا,ar,A,PER,\n", "mine.csv:3: 'زعرورنا' is listed in line 2 already. Remove one"),
        ("زعرورنا,ar,A,PER,\nزعرورنا,ar,B,PER,\n", "mine.csv:3: 'زعرورنا' is 'A' in line 2 and 'B' here. Keep one."),
        ("زعرورنا,ar,A,PER,Q1\nفشقولو,ar,A,PER,Q2\n", "mine.csv: 'A' has two values of qid: Q1 (line 2) and Q2 (line"),
        ("زعرورنا,ar,A,PER,\nفشقولو,ar,A,ORG,\n", "mine.csv: 'A' has two values of type: PER (line 2) and ORG"),
    ],
)
@pytest.mark.parametrize("command", ["build", "same"])
def test_a_gazetteer_that_contradicts_itself_changes_nothing(
    run: Run,  # noqa: F811
    command: str,
    rows: str,
    message: str,
) -> None:
    """Duplicate and contradicting rows are named by line, in a build and wherever else the file is given."""
    Path("mine.csv").write_text("name,language,entity,type,qid\n" + rows, encoding="utf-8")
    was = known()
    given = ("--gazetteer", "mine.csv")
    code, out, err = build(run, *given) if command == "build" else run("same", "a", "b", "--because", "x", *given)
    assert (code, out) == (2, "") and message in err and err.count("\n") == 1
    assert known() == was and not FILE.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "1\tsame\tبوتين\tسيرغي لافروف\tx\t\n",
            "Decision 1 would join 'بوتين' and 'سيرغي لافروف', which are two known",
        ),
        (
            "1\tsame\ta\tb\n2\tundo\t1\n3\tundo\t1\n",
            "decisions.txt:3: decision 1 does not stand, so it cannot be",
        ),
        ("1\tsame\ta\tb\n2\tdifferent\tb\ta\n", "decisions.txt:2: decision 1 says that they are same. Undo it first"),
    ],
)
def test_a_build_refuses_a_file_edited_into_contradiction(run: Run, text: str, message: str) -> None:  # noqa: F811
    """The store keeps the entities of the build before."""
    FILE.write_text(text, encoding="utf-8")
    was = known()
    code, out, err = build(run, "--decisions", "decisions.txt")
    assert (code, out) == (2, "") and message in err and err.count("\n") == 1
    assert known() == was


def test_a_seat_is_its_state_unless_the_build_says_no(run: Run) -> None:  # noqa: F811
    """And a decision afterwards leaves it as the build had it."""
    Path("articles/9.txt").write_text("الكرملين زار أمس دمشق", encoding="utf-8")
    assert build(run)[0] == 0
    assert ids()["الكرملين"] == RUSSIA
    assert build(run, "--no-metonymy")[0] == 0
    assert ids()["الكرملين"] == KREMLIN
    same = ("same", "زعرورنا", "فشقولو", "--because", "one", "--graph", "news.khabar", "--decisions", "d.txt")
    assert run(*same)[0] == 0
    assert ids()["الكرملين"] == KREMLIN
    assert build(run)[0] == 0
    assert ids()["الكرملين"] == RUSSIA
