"""explain: a statement with the words, rules and reasons that made it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from console import Run, runner
from factories import store as made_store
from factories import syria

from khabar import cli, explanation
from khabar.extractors import Extractor
from khabar.graph.store import Store, StoreError

TEXT = (
    "قال الرئيس الروسي فلاديمير بوتين إن تركيا لم تقصف عفرين. "
    "ودعت الأمم المتحدة أنقرة إلى الانسحاب من المدينة. وشكر الرئيس ألمانيا. وحذر بوتين بلاده. "
    "قتلت الشركة الحرب. وزار البابا بغداد في 27 أيلول 2024."
)


@cache
def _extractor(language: str) -> Extractor:
    return Extractor(language)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with news.khabar, news.trig and news.jsonl of one article that was really read."""
    folder = tmp_path_factory.mktemp("explain")
    record = {"id": "a", "text": TEXT, "date": "2024-12-06", "language": "ar"}
    (folder / "in.jsonl").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    outputs = [option for name in ("khabar", "trig", "jsonl") for option in ("-o", str(folder / f"news.{name}"))]
    assert cli.main(["build", str(folder / "in.jsonl"), *outputs, "--min-confidence", "0", "-q"]) == 0
    return folder


@pytest.fixture
def run(graph: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command in that folder; exit code, output, error output."""
    monkeypatch.chdir(graph)
    monkeypatch.setattr(
        explanation, "Extractor", lambda language, **_: _extractor(language)
    )  # the model is loaded once, not for each command
    return runner(capsys)


def id_of(relation: str, graph: Path) -> str:
    """Return the id of the statement of a relation."""
    rows = map(json.loads, (graph / "news.jsonl").read_text(encoding="utf-8").splitlines())
    return next(str(row["id"]) for row in rows if row["relation"]["id"] == relation)


def test_the_sentence_is_marked_and_every_mark_explained(run: Run, graph: Path) -> None:
    """Brackets and numbers tell what is what without a colour; the legend gives each its reason."""
    code, out, err = run("explain", "news.khabar", id_of("bomb", graph))
    assert (code, err) == (0, "")
    assert "  [قال]① الرئيس الروسي [فلاديمير بوتين]② إن [تركيا]③ [لم]④ [تقصف]⑤ [عفرين]⑥.\n" in out
    legend = dict(re.findall(r"^(.) (\w+) ", out, flags=re.M))
    assert legend == dict(zip("①②③④⑤⑥", "cue speaker subject negation relation object".split(), strict=True))
    assert "particle on the event" in out
    assert "polarity    negated: one word denies it\n" in out and "made by the rule 'verb'" in out
    assert "the article gives the same statement." in out and "\033" not in out
    assert re.search(
        r"^read        On 20\d\d-\d\d-\d\d by khabar build \S+ with ar_khabar_news \S+\.$", out, flags=re.M
    )


def test_a_demand_says_which_word_demands(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("withdraw_from", graph))[1]
    assert "و[[دعت]②]① [الأمم المتحدة]③ [أنقرة]④ إلى [الانسحاب]⑤ من [المدينة]⑥." in out
    assert (
        "governs the event, and what دعا governs is demanded" in out and "modality    demanded: دعت makes it so" in out
    )


def test_an_act_lists_what_it_is_about(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("call_on", graph))[1]
    assert f"content     {id_of('withdraw_from', graph)}: " in out


def test_ends_tell_their_coreference_and_why_they_are_that_entity(run: Run, graph: Path) -> None:
    """A title is resolved by a rule; a capital that stands for its state says so."""
    out = run("explain", "news.khabar", id_of("thank", graph))[1]
    assert "stands for 'فلاديمير بوتين' at 18:32, by the rule 'title'" in out
    assert "http://www.wikidata.org/entity/Q7747" in out
    out = run("explain", "news.khabar", id_of("warn", graph))[1]
    assert "stands for 'الروسي' at 11:17, by the rule 'country of the speaker'" in out
    out = run("explain", "news.khabar", id_of("call_on", graph))[1]
    assert "because 'أنقرة' acts for its state (metonymy, 0.900)" in out


def test_a_time_shows_the_words_of_its_date(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("visit", graph))[1]
    assert "[27 أيلول 2024]④" in out and "is 2024-09-27 in an article of 2024-12-06" in out
    assert "time        2024-09-27\n" in out


def test_a_lowered_confidence_says_why(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("kill", graph))[1]
    assert "lowered by type of object: EVENT, where kill asks for GROUP, PER" in out


def test_a_short_id_an_iri_and_an_export_with_texts_will_do(run: Run, graph: Path) -> None:
    id = id_of("bomb", graph)
    whole = run("explain", "news.khabar", id)
    assert run("explain", "news.khabar", id[:6]) == whole
    assert run("explain", "news.khabar", f"https://w3id.org/khabar/statement/{id}") == whole
    code, out, _ = run("explain", "news.trig", id)  # which does not tell by which build
    assert code == 0 and out == re.sub("read        On .*\n", "", whole[1])


def test_json_holds_every_offset(run: Run, graph: Path) -> None:
    found = json.loads(run("explain", "news.khabar", id_of("bomb", graph), "--format", "json")[1])
    for words in (*found["marked"], *found["sentences"]):
        assert TEXT[words["start"] : words["end"]] == words["text"]
    assert [m["role"] for m in found["marked"]] == ["negation", "cue"]
    assert [end["place"] for end in found["ends"]] == ["subject", "object", "speaker"]
    assert found["confidence"][-1]["value"] == found["statement"]["confidence"]


def test_a_page_asks_no_host_and_is_set_by_its_script(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("bomb", graph), "--format", "html")[1]
    assert '<p dir="auto" lang="ar">' in out and out.count("<mark ") == 6
    assert "<script" not in out and "src=" not in out and "url(" not in out


def test_what_is_only_stored_is_told_without_reading_again(run: Run, graph: Path) -> None:
    out = run("explain", "news.khabar", id_of("bomb", graph), "--stored")[1]
    assert "It was not read again." in out and "[تقصف]" in out and "[لم]" not in out
    assert "polarity    negated\n" in out


def test_a_statement_that_is_not_made_again_says_so() -> None:
    """What another version or hand made is not explained by guesses."""
    with made_store((syria(),)) as store:
        first = next(iter(store.statements()))
        found = explanation.explain(store, first.id)
    assert found.account is None and "the article gives no such statement" in found.note
    assert found.ends[0].entity.id and found.sentences


def test_a_statement_that_is_made_otherwise_says_in_what(graph: Path, tmp_path: Path) -> None:
    with Store(graph / "news.khabar") as store, Store() as other:
        (reading,) = store.readings()
        changed = tuple(replace(s, confidence=0.123) for s in reading.statements)
        other.add([replace(reading, statements=changed)])
        other.resolve(_Same(store))
        found = explanation.explain(other, id_of("bomb", graph))
    assert found.account is not None and "gives this statement with another confidence." in found.note


class _Same:
    """The resolution that a store already holds."""

    def __init__(self, store: Store) -> None:
        self.entities, self.merges = tuple(store.entities()), tuple(store.merges())
        self.mentions: dict[tuple[str, int, int], str] = {}
        for s, ends in store.resolved():
            ids = [ends.subject, *filter(None, [ends.object]), *ends.speakers, *filter(None, [ends.place])]
            self.mentions |= {(s.article, m.start, m.end): id for m, id in zip(s.mentions(), ids, strict=True)}


@pytest.mark.parametrize(
    ("graph_name", "id", "complaint"),
    [
        ("news.khabar", "xyz", "'xyz' is no statement's id. Give at least 4 of its 16 digits, or its IRI."),
        ("news.khabar", "0000000000000000", "news.khabar: no statement has an id that begins with '0000000000000000'."),
        ("news.jsonl", "0000", "news.jsonl: a .jsonl file has no texts to explain from."),
        ("none.khabar", "0000", "none.khabar: there is no such store."),
    ],
)
def test_what_cannot_be_explained_is_one_line(run: Run, graph_name: str, id: str, complaint: str) -> None:
    code, out, err = run("explain", graph_name, id)
    assert (code, out) == (2, "") and err.startswith(complaint) and err.count("\n") == 1


def test_an_id_that_begins_two_is_refused_with_both(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("abcd000000000001", "a"), ("abcd000000000002", "a")]
    monkeypatch.setattr(Store, "statements_like", lambda self, beginning: iter(rows))
    with Store(graph / "news.khabar") as store, pytest.raises(StoreError) as caught:
        explanation.find(store, "abcd")
    assert "begins the ids of 2 statements: abcd000000000001, abcd000000000002. Give more digits." in str(caught.value)
