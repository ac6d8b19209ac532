"""The tables in sentences/: each sentence and the statements that it makes. sentences/README.md has the notation."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.extractors import Extractor
from khabar.graph.model import Reading

from ..sentences import Sentence, TableError, article, is_right, load, shown

SENTENCES = [s for path in sorted((Path(__file__).parent / "sentences").glob("*.txt")) for s in load(path)]
READ_AT_LEAST = 415  # lines without a mark; marks may not grow in order to hide what a change broke
STALE_AT_MOST = 20  # marked lines that are read right by now: then the marks are to be set anew


@pytest.fixture(scope="module")
def readings(arabic: Extractor) -> dict[str, Reading]:
    return {reading.article.id: reading for reading in arabic.read(map(article, SENTENCES))}


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda s: s.id)
def test_a_sentence_says_what_stands_beneath_it(sentence: Sentence, readings: dict[str, Reading]) -> None:
    reading = readings[sentence.id]
    wrong = [line.text for line in sentence.lines if not line.missed and not is_right(line, reading)]
    assert wrong == [], "\n".join([sentence.text, "there is:", *shown(reading)])


def test_lines_that_are_read_right_do_not_get_fewer() -> None:
    assert sum(not line.missed for s in SENTENCES for line in s.lines) >= READ_AT_LEAST


def test_what_is_marked_as_missed_is_missed(readings: dict[str, Reading]) -> None:
    missed = [(s, line) for s in SENTENCES for line in s.lines if line.missed]
    stale = [f"{s.id}: {line.text}" for s, line in missed if is_right(line, readings[s.id])]
    assert len(stale) <= STALE_AT_MOST, "read right by now; run sentences.py --mark:\n" + "\n".join(stale)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("  أ | kill | ب\n", "t.txt:1: a statement stands before any sentence."),
        ("جملة.\n  أ | kill\n", "t.txt:2: a statement is 'subject | relation | object | qualifiers'"),
        ("جملة.\n  أ | kill | ب | maybe\n", "t.txt:2: 'maybe' is no qualifier."),
        ("جملة.\n", "t.txt: no statement under t:1."),
    ],
)
def test_a_table_that_is_not_of_the_form_is_refused(tmp_path: Path, table: str, complaint: str) -> None:
    path = tmp_path / "t.txt"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load(path)
    assert str(caught.value).startswith(complaint)
