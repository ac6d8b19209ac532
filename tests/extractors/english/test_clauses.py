"""Who does what clauses without a finite verb say, and whether it is so."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, lines

DOERS = [
    ("Merkel spent the week visiting Warsaw.", "Merkel | visit | Warsaw"),
    ("The minister urged drivers to avoid the bridge.", "drivers | avoid | bridge"),
    ("The opposition criticized Merkel for not condemning the coup.", "Merkel | condemn | coup"),
    ("The army used force to clear the square.", "army | remove | square"),
    ("France announced a coalition to guard the border.", "coalition | protect | border"),
    ("The report spoke of Turkey attacking Kobani.", "Turkey | attack | Kobani"),
    ("The police killing of Ali Hassan shocked the town.", "police | kill | Ali Hassan"),
    ("Neither France nor Germany would endorse the plan.", "Germany | approve | plan"),
    ("The crowd marched in support of the president.", "crowd | demonstrate_for | president"),
    ("Merkel shook hands with Macron.", "Merkel | shake hands with | Macron"),
    ("Biden called on Poland to join the project.", "Biden | call_on | Poland"),
]  # fmt: skip
NOBODY = [
    ("The motion was passed by 230 votes.", "votes | approve"),
    ("Merkel spoke on the phone.", "phone"),
    ("The ship sailed en route to Cyprus.", "ened"),
    ("Merkel had little to do with the coup.", "| do"),
]
FACTS = [
    ("Turkey is to attack Kobani.", "Turkey | attack | Kobani", "affirmed", "planned"),
    ("Putin told the army to leave Syria.", "army | leaves | Syria", "affirmed", "demanded"),
    ("Greece signed an agreement to build the pipeline.", "Greece | build | pipeline", "affirmed", "planned"),
    ("The government sued to stop the book.", "government | suspend | book", "affirmed", "planned"),
    ("Neither France nor Germany would endorse the plan.", "France | approve | plan", "negated", "actual"),
    ("The rebels would then attack the village.", "rebels | attack | village", "affirmed", "actual"),
    ("Russia has the power to attack Kyiv.", "Russia | attack | Kyiv", "affirmed", "possible"),
]


@pytest.mark.parametrize(("text", "statement"), DOERS)
def test_who_does_it(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


@pytest.mark.parametrize(("text", "part"), NOBODY)
def test_a_fixed_phrase_or_measure_is_no_end(read_english: Read, text: str, part: str) -> None:
    assert not [line for line in lines(read_english(text)) if part in line]


@pytest.mark.parametrize(("text", "statement", "polarity", "modality"), FACTS)
def test_what_is_not_so(read_english: Read, text: str, statement: str, polarity: str, modality: str) -> None:
    found = find(read_english(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)


SENSES = [
    ("Merkel considered the plan a mistake.", "Merkel | describe_as | plan"),
    ("Biden called Trump a liar.", "Biden | describe_as | Trump"),
    ("Putin appointed Lavrov.", "Putin | appoint | Lavrov"),
    ("The company promoted the film.", "company | promote | film"),
    ("Biden secured the nomination of his party.", "Biden | win | nomination of his party"),
    ("The film helped ex-Muslim women.", "film | aid | ex-Muslim women"),
    ("The party nominated Collins/Parker.", "party | nominate | Collins/Parker"),
]


@pytest.mark.parametrize(("text", "statement"), SENSES)
def test_the_sense_of_a_verb_and_what_a_hyphen_joins(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


def test_a_label_tells_who_speaks_until_the_next(read_english: Read) -> None:
    text = (
        "((News)) Has Turkey visited Afrin, which burned?\n((Merkel)) I condemned Warsaw.\n\n"
        "The army attacked Kyiv.\n((News)) Thank you."
    )
    reading = read_english(text)
    told = {s.claim.relation.id: [a.speaker.text for a in s.attribution] for s in reading.statements}
    assert told["visit"] == ["News"] and told["condemn"] == ["Merkel"] and told["attack"] == ["Merkel"]
    assert find(reading, "Turkey | visit | Afrin").modality == "possible"
    condemned = next(s for s in reading.statements if s.claim.relation.id == "condemn")
    assert "Merkel" in {c.antecedent.text for c in reading.corefs if c.mention.span == condemned.claim.subject.span}


def test_one_who_is_named_last_is_who(read_english: Read) -> None:
    found = lines(read_english("The army condemned the campaign of Viktar Babaryka, who visited Minsk."))
    assert "Viktar Babaryka | visit | Minsk" in found


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Merkel claimed Biden visited Kyiv.", "Biden | visit | Kyiv"),
        ("The police cleared protesters from Lafayette Square using tear gas.", "police | use | tear gas"),
    ],
)
def test_whose_clause_it_is(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


def test_another_thing_is_a_new_one(read_english: Read) -> None:
    reading = read_english("Italy built the EastMed pipeline. Greece wants to build another pipeline.")
    assert not [c for c in reading.corefs if c.mention.text == "another pipeline"]


def test_a_candidate_from_a_state_is_not_its_nominee(read_english: Read) -> None:
    found = lines(read_english("New York gubernatorial candidate Larry Sharpe visited Boston."))
    assert not [line for line in found if "nominate" in line]
