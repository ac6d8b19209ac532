"""Whose words a statement is."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, name

CASES = [
    # sentence, statement, speakers (outermost first), stances
    ("قال لافروف إن تركيا قصفت عفرين.", "تركيا | bomb | عفرين", ["لافروف"], ["says"]),
    ("نفت موسكو أن تركيا قصفت عفرين.", "تركيا | bomb | عفرين", ["موسكو"], ["denies"]),
    ("نقلت رويترز عن مسؤول قوله إن تركيا قصفت عفرين.", "تركيا | bomb | عفرين", ["رويترز", "مسؤول"], ["relays", "says"]),
    ("الكرملين: تركيا قصفت عفرين", "تركيا | bomb | عفرين", ["الكرملين"], ["says"]),
]


@pytest.mark.parametrize(("text", "statement", "speakers", "stances"), CASES)
def test_a_statement_carries_its_speakers(
    read: Read, text: str, statement: str, speakers: list[str], stances: list[str]
) -> None:
    reading = read(text)
    found = find(reading, statement)
    assert [name(reading, a.speaker) for a in found.attribution] == speakers
    assert [a.stance for a in found.attribution] == stances


def test_what_a_quotation_presupposes_keeps_no_speaker(read: Read) -> None:
    reading = read("قال لافروف إن الرئيس السوري بشار الأسد وصل إلى موسكو.")
    assert find(reading, "بشار الأسد | president_of | السوري").attribution == ()


def test_an_accusation_carries_what_it_is_about(read: Read) -> None:
    reading = read("اتهمت أنقرة واشنطن بدعم المسلحين الأكراد.")
    accusation = find(reading, "أنقرة | accuse | واشنطن")
    support = find(reading, "واشنطن | support | المسلحين الأكراد")
    assert accusation.content == (support.id,)
