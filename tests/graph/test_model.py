"""The model's invariants: what would break one cannot be made."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import GRANT_ASYLUM, HAMA, PUTIN, RESIGN, SYRIA, hama, mention, relation, said, statement, syria
from hypothesis import given
from hypothesis import strategies as st

from khabar.graph.model import (
    Article,
    Entity,
    Evidence,
    Labels,
    Mention,
    ModelError,
    Relation,
    Statement,
    Time,
    digest,
)

ASYLUM = syria().statements[2]


# Articles and evidence ----------------------------------------------------------------------------------------------


def test_an_article_is_its_title_two_newlines_and_its_body() -> None:
    """Offsets count into both; without a title the body stands alone."""
    assert Article.of("متن", title="عنوان").text == "عنوان\n\nمتن"
    assert Article.of("متن").text == "متن"
    with pytest.raises(ModelError, match="does not begin with its title and two newlines"):
        Article("1", "عنوان", "عنوان\nمتن", "ar")


def test_an_article_without_an_id_has_a_hash_of_its_content() -> None:
    """The same text in the same language, the same id."""
    assert Article.of("متن", title="عنوان").id == Article.of("متن", title="عنوان").id
    assert Article.of("متن").id != Article.of("نص").id != Article.of("نص", language="en").id
    with pytest.raises(ModelError, match="has no text"):
        Article.of(" \n")
    with pytest.raises(ModelError, match="needs an id"):
        Article("", "", "متن", "ar")


@pytest.mark.parametrize(
    "change",
    [{"text": "نص آخر", "title": ""}, {"published": None}, {"source": "غيرها"}, {"url": ""}, {"language": "en"}],
)
def test_the_hash_depends_on_all_that_a_reader_sees(change: dict[str, Any]) -> None:
    """So that a store tells a changed article from one that it has read."""
    assert replace(SYRIA, **change).hash != SYRIA.hash
    assert replace(SYRIA, id="other").hash == SYRIA.hash


@given(text=st.text(min_size=1).filter(str.strip), data=st.data())
def test_evidence_is_exactly_the_articles_words(text: str, data: st.DataObject) -> None:
    """Whatever the characters: with other words, or beyond the text, it cannot be made."""
    article = Article.of(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    assert Evidence(article, start, end).text == words == Evidence(article, start, end, words).text
    with pytest.raises(ModelError, match="Evidence"):
        Evidence(article, start, end, words + "x")
    with pytest.raises(ModelError, match="Evidence"):
        Evidence(article, start, len(text) + 1)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_a_span_is_half_open_and_not_empty(start: int, end: int) -> None:
    """For evidence and for mentions."""
    with pytest.raises(ModelError, match="0 <= start < end"):
        Evidence(SYRIA, start, end)
    with pytest.raises(ModelError, match="0 <= start < end"):
        Mention("x", start, end, "PER", "name")


# Statements ---------------------------------------------------------------------------------------------------------


def test_a_statement_rests_on_words_of_its_own_article() -> None:
    """Evidence and trigger of another article are refused."""
    for part in ("evidence", "trigger"):
        with pytest.raises(ModelError, match="cannot rest on words of article hama/2"):
            _rebuilt(ASYLUM, **{part: Evidence(HAMA, 0, 5)})


def _rebuilt(s: Statement, **changes: Any) -> Statement:
    return replace(s, **changes)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("polarity", "maybe"),
        ("modality", "likely"),
        ("confidence", 1.1),
        ("confidence", -0.1),
    ],
)
def test_a_statement_has_no_other_values(field: str, value: Any) -> None:
    """The error names what was found."""
    with pytest.raises(ModelError, match=str(value)):
        _rebuilt(ASYLUM, **{field: value})


ID_CHANGES: dict[str, dict[str, Any]] = {
    "polarity": {"polarity": "negated"},
    "modality": {"modality": "planned"},
    "attribution": {"attribution": ()},
    "stance": {"attribution": (said(ASYLUM.attribution[0].speaker, stance="denies"),)},
    "trigger": {"trigger": Evidence(SYRIA, ASYLUM.trigger.start, ASYLUM.trigger.end + 1)},
    "relation": {"claim": replace(ASYLUM.claim, relation=RESIGN)},
    "object": {"claim": replace(ASYLUM.claim, object=None)},
}
SAME_CHANGES: dict[str, dict[str, Any]] = {
    "confidence": {"confidence": 0.1},
    "extractor": {"extractor": "ar.other"},
    "place": {"place": None},
    "time": {"time": Time(None, None, "2024")},
    "content": {"content": ("x",)},
    "evidence": {"evidence": Evidence(SYRIA, 0, 30)},
    "cue": {"attribution": (said(ASYLUM.attribution[0].speaker, "أكد"),)},
    "label": {"claim": replace(ASYLUM.claim, relation=replace(GRANT_ASYLUM, label=Labels()))},
}


@pytest.mark.parametrize("change", ID_CHANGES)
def test_the_id_depends_on_what_is_said(change: str) -> None:
    """Spans, relation, polarity, modality and attribution."""
    assert _rebuilt(ASYLUM, **ID_CHANGES[change]).id != ASYLUM.id


@pytest.mark.parametrize("change", SAME_CHANGES)
def test_the_id_depends_on_nothing_else(change: str) -> None:
    """Not on confidence, extractor, place, time, or how a label reads."""
    assert _rebuilt(ASYLUM, **SAME_CHANGES[change]).id == ASYLUM.id


def test_ids_are_the_same_in_every_process() -> None:
    """Whatever the hash seed."""
    root = Path(__file__).parents[2]
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\nfrom factories import hama, syria\n"
        "print(*(s.id for r in (syria(), hama()) for s in r.statements))"
    )
    command = [sys.executable, "-c", code, str(root / "src"), str(root / "tests")]
    seen = {
        subprocess.run(command, check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert seen == {" ".join(s.id for r in (syria(), hama()) for s in r.statements) + "\n"}


def test_digests_do_not_run_together() -> None:
    """Two parts are not one."""
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("\ud800") == digest("\ud800")
    assert len(digest()) == 16


@pytest.mark.parametrize(
    ("polarity", "modality", "bare"),
    [
        ("affirmed", "actual", True),
        ("negated", "actual", False),
        ("affirmed", "planned", False),
        ("affirmed", "possible", False),
        ("affirmed", "demanded", False),
        ("affirmed", "hypothetical", False),
        ("affirmed", "general", False),
    ],
)
def test_only_what_is_affirmed_and_actual_is_a_bare_fact(polarity: Any, modality: Any, bare: bool) -> None:
    """Whoever says it."""
    assert _rebuilt(ASYLUM, polarity=polarity, modality=modality).is_bare_fact is bare


def test_mentions_are_those_of_every_place() -> None:
    """Subject, object, speakers, place."""
    assert [m.text for m in ASYLUM.mentions()] == ["فلاديمير بوتين", "الأسد", "دميتري بيسكوف", "روسيا"]
    assert [m.text for m in syria().statements[5].mentions()] == ["رئيس الوزراء"]


def test_the_speaker_is_the_outermost_who_does_more_than_relay() -> None:
    """A medium that passes on an official's words is not the one who claims."""
    official, reuters = mention(HAMA, "مسؤول", kind="nominal"), mention(HAMA, "رويترز", "ORG")
    told = hama().statements[2]
    relayed = replace(told, attribution=(said(reuters, stance="relays"), said(official)))
    assert (told.speaker, relayed.speaker) == (reuters, official)
    assert replace(told, attribution=(said(reuters, stance="relays"),)).speaker == reuters
    assert replace(told, attribution=()).speaker is None


# The rest -----------------------------------------------------------------------------------------------------------


def test_everything_is_frozen_and_travels_between_processes() -> None:
    """Frozen, hashable where it is a value, the same after pickling."""
    for value in (SYRIA, ASYLUM, ASYLUM.evidence, syria(), PUTIN):
        assert pickle.loads(pickle.dumps(value)) == value
        with pytest.raises(FrozenInstanceError):
            value.id = "x"  # type: ignore[misc, union-attr]
    assert pickle.loads(pickle.dumps(ASYLUM)).id == ASYLUM.id
    assert len({SYRIA, ASYLUM, PUTIN, syria()}) == 4


def test_an_open_relation_is_named_by_its_lemma() -> None:
    """One of the ontology by its id."""
    assert relation(None, "سيطر على", "", "", "OTHER").key == "open:سيطر على"
    assert GRANT_ASYLUM.key == "grant_asylum"
    with pytest.raises(ModelError, match="needs a lemma"):
        Relation("x", "", Labels())


def test_a_time_does_not_end_before_it_starts() -> None:
    """Either end may be open."""
    assert Time(date(2015, 1, 1), None, "2015/..").end is None
    with pytest.raises(ModelError, match="cannot end"):
        Time(date(2015, 1, 2), date(2015, 1, 1), "x")
    with pytest.raises(ModelError, match="EDTF"):
        Time(None, None, "")


def test_labels_are_a_mapping() -> None:
    """Sorted by language, without empty ones; an entity gives any where one is missing."""
    labels = Labels.of({"en": "Syria"}, ar="سوريا", fr="")
    assert dict(labels) == {"ar": "سوريا", "en": "Syria"}
    assert list(labels) == ["ar", "en"]
    with pytest.raises(KeyError):
        labels["fr"]
    assert Entity("1", "named", "GPE", Labels.of(ar="سوريا")).label("en") == "سوريا"
    assert Entity("1", "named", "GPE", Labels()).label("en") == "1"


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Mention("x", 0, 1, "CITY", "name"), "a mention's type is one of PER, .* not 'CITY'"),  # type: ignore[arg-type]
        (lambda: Mention("x", 0, 1, "PER", "title"), "a mention's kind is one of name, .* not 'title'"),  # type: ignore[arg-type]
        (lambda: Entity("", "named", "PER", Labels()), "needs an id"),
        (lambda: Entity("1", "famous", "PER", Labels()), "kind is one of named, .* not 'famous'"),  # type: ignore[arg-type]
        (lambda: Entity("1", "named", "CITY", Labels()), "type is one of PER, .* not 'CITY'"),  # type: ignore[arg-type]
        (lambda: Relation("x", "y", Labels(), "LOVE"), "class is one of AGREE, .* not 'LOVE'"),  # type: ignore[arg-type]
        (lambda: said(ASYLUM.claim.subject, stance="sings"), "stance is one of says, .* not 'sings'"),  # type: ignore[arg-type]
    ],
)
def test_no_other_types_and_kinds(make: Any, message: str) -> None:
    """The error lists those there are."""
    with pytest.raises(ModelError, match="(?i)" + message):
        make()


def test_triggers_and_evidence_are_found_by_the_factories() -> None:
    """What the other tests rest on: every quotation stands in its article."""
    for reading in (syria(), hama()):
        for s in reading.statements:
            for words in (s.evidence, s.trigger):
                assert reading.article.text[words.start : words.end] == words.text
            for m in s.mentions():
                assert reading.article.text[m.start : m.end] == m.text
    assert statement(SYRIA, ASYLUM.claim.subject, RESIGN, trigger="منح").claim.object is None
