"""Sentences as news on the web has them: numbers with limits, relative clauses, infinitives in line, headings and
addresses without a full stop."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, lines

STATED = [
    ("The army has almost 5,000 tanks.", "army | owns | almost 5,000 tanks"),
    ("At least 30 people live in Palmyra.", "At least 30 people | lives_in | Palmyra"),
    ("The senator answered a question from a French lawyer.",
     "senator | respond_to | question from a French lawyer"),
    ("The union has faith in the German parliament.", "union | have | faith in the German parliament"),
    ("The pupils use the garage that matches their car.", "garage | match | their car"),
    ("Many Poles resent the taxes imposed by Sweden linked to the crisis.", "taxes | be linked to | crisis"),
    ("Four sailors were wounded after a Turkish guard attacked them.", "Turkish guard | attack | Four sailors"),
    ("The rebels ousted the king from power.", "rebels | overthrow | king"),
    ("The driver lost his life in a fire.", "driver | die_in | fire"),
    ("Thousands have fled to neighbouring Turkey.", "Thousands | flee_to | Turkey"),
    ("Murders rose sharply, wrote Dow on twitter.com/5kIFV Employers condemned the strike.",
     "Employers | condemn | strike"),
    ("Dow heads the paper's Oslo bureau The disclosures angered the senate.", "disclosures | anger | senate"),
    ("The ambassador raised the issue in Moscow.", "ambassador | raise | issue"),
    ("Monks waited waving flags.", "Monks | wave | flags"),
    ("Zara Haddad, director of Amnesty International, a human rights group, met Merkel.",
     "Amnesty International | is_a | human rights group"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "statement"), STATED)
def test_what_is_stated(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


FACTS = [
    ("Norway is no longer seeking to leave the union.", "Norway | quit | union", "negated", "planned"),
    ("The senate stopped short of condemning the king.", "senate | condemn | king", "negated", "actual"),
    ("The army must get help and leave the region.", "army | leaves | region", "affirmed", "demanded"),
    ("The rebels would return to Aleppo after signing the treaty.", "rebels | sign | treaty", "affirmed", "planned"),
    ("Monks waited waving flags.", "Monks | wave | flags", "affirmed", "actual"),
    (
        "The police examined allegations that the mayor misused public funds.",
        "mayor | misuse | public funds",
        "affirmed",
        "possible",
    ),
]


@pytest.mark.parametrize(("text", "statement", "polarity", "modality"), FACTS)
def test_how_it_is_stated(read_english: Read, text: str, statement: str, polarity: str, modality: str) -> None:
    found = find(read_english(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("Four officers have been suspended pending an inquiry.", "pend"),
        ("Based on interviews with refugees, the investigators accused the army.", "be based on"),
        ("An official spoke on condition of anonymity.", "speak on"),
        ("Abuses led to the deaths of thousands.", "die of"),
        ("The rallies triggered by the suspected rape of a man continued.", "rape"),
        ("The evidence presented at the hearing angered the senate.", "present at"),
        ("Sharp and Catalan were among a panel of experts.", "be"),
    ],
)
def test_what_is_no_event(read_english: Read, text: str, lemma: str) -> None:
    assert lemma not in {s.claim.relation.lemma for s in read_english(text).statements}
