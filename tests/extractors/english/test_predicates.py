"""Main verbs in plain view: whose they are, what they are said of, and what belongs to them."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, lines

THAT_IS_LEFT_OUT = [
    ("The mayor denied residents were evacuated by the army.", "army | evacuate | residents"),
    ("Some members of the council have claimed armed men were sent by the governor.", "governor | send | armed men"),
    ("Omar Saleh, a member of the Iraqi parliament, visited Basra, the government announced yesterday.",
     "Omar Saleh | visit | Basra"),
    ("The minister told reporters he would visit Kyiv.", "minister | visit | Kyiv"),
    ("The spokesman told a conference a council for trade with the islands had been set up in Malta.",
     "council | be set up in | Malta"),
    ("The ministry announced the tests by a military laboratory found uranium in the soil.",
     "tests | find | uranium"),
]  # fmt: skip
RELATIVES = [
    ("The army attacked the base, which the government built.", "government | build | base"),
    ("The ministry published the report that the company had demanded.", "company | call_for | report"),
    ("The police arrested the man whom the army had accused of treason.", "army | accuse | man"),
    ("Greece bought the islands that Turkey wants to attack.", "Turkey | attack | islands"),
    ("Critics attacked the bill Merkel signed on Monday.", "Merkel | sign | bill"),
    ("Ankara rejected the treaty Greece and Egypt signed.", "Egypt | sign | treaty"),
    ("The two elections the Liberal party held represented a new start.",
     "Liberal party | organise | two elections"),
]  # fmt: skip
BESIDE = [
    ("Ali Saleh, a lawyer who fled Syria, visited Malta.", "Ali Saleh | flee_from | Syria"),
    ("The council will discuss projects in the region, including roads and tourism.", "projects | include | tourism"),
    ("Several officials including minister Omar Saleh visited Basra.", "Omar Saleh | visit | Basra"),
    ("The police arrested twelve people, including Ali Hassan.", "police | arrest | Ali Hassan"),
    ("Dozens of students were arrested during the protest.", "Dozens of students | be arrested during | protest"),
    ("As a result of the unrest, twenty people were arrested.", "twenty people | be arrested because of | unrest"),
    ("The ambassador was sworn in in neighboring Senegal.", "ambassador | be sworn in in | Senegal"),
    ("The storm brought down a tree.", "storm | bring down | tree"),
    ("The rebels brought down a helicopter.", "rebels | shoot_down | helicopter"),
]
MISREAD = [
    ("The ministry said on Monday it had imposed sanctions on two Iranian banks.",
     "ministry | sanction | two Iranian banks"),
    ("Protesters threw stones at police, who responded with tear gas.", "police | respond with | tear gas"),
    ("Draghi eased travel rules to win the election.", "Draghi | win | election"),
    ("The governor relaxed the rules to win the election.", "governor | win | election"),
    ("Merkel demanded an explanation from Russia.", "Merkel | call_on | Russia"),
    ("Minister attacked by protesters in Athens", "protesters | attack | Minister"),
    ("France says Omar Saleh kidnapped by rebels", "rebels | kidnap | Omar Saleh"),
    ("The mayor was accused by residents of beating prisoners.", "mayor | beat | prisoners"),
    ("The EU has imposed sanctions on Belarus and frozen the assets of 30 officials.",
     "EU | freeze_assets_of | 30 officials"),
    ("The troops arrived hours after the US and South Korea held joint drills.",
     "US | hold_exercises_with | South Korea"),
    ("At least 20 migrants drowned off the coast of Libya.", "At least 20 migrants | drown off | coast of Libya"),
    ("Nearly half of the population lack access to clean water.", "Nearly half | lack | access to clean water"),
    ("The court sentenced the journalist to five years in prison for spreading rumours.",
     "journalist | spread | rumours"),
    ("Two people were hurt after a wall fell at a popular market.", "wall | fall at | popular market"),
]  # fmt: skip
ORDER = [
    ("The workers marched to the square, blocked the road and burned tyres.", "workers | burn | tyres"),
    ("Two hours after his resignation Ali Hassan left Tunisia.", "Ali Hassan | leaves | Tunisia"),
]
DAYS = [
    ("On Monday President Omar Saleh visited Kyiv.", "Omar Saleh | visit | Kyiv"),
    ("On Friday French police arrested two men.", "French police | arrest | two men"),
    ("Last Tuesday Merkel met Putin.", "Merkel | meet_with | Putin"),
]
LISTS = [
    ("Ali Hassan, Omar Saleh, and Karim Nasser signed the bill.", "Omar Saleh | sign | bill"),
    ("Prime Ministers Boris Johnson and Leo Varadkar visited London.", "Leo Varadkar | visit | London"),
]
PREDICATES = [
    ("The explosion happened at a hotel in Baghdad.", "explosion | takes_place_in | hotel"),
    ("The council will consider concrete projects.", "council | consider | concrete projects"),
    ("The court found the decree unlawful.", "court | find unlawful | decree"),
    ("The decree was ruled unconstitutional by the court.", "court | rule unconstitutional | decree"),
    ("Mandela was considered the father of the nation.", "Mandela | be considered | father"),
    ("The general was hailed a hero.", "general | be hailed | hero"),
    ("Merkel called the minister, Omar Saleh, an honest man.", "Merkel | describe_as | Omar Saleh"),
    ("The blast left two dead and at least 13 wounded.", "blast | leave behind | two dead"),
    ("The blast left two dead and at least 13 wounded.", "blast | leave behind | at least 13 wounded"),
    ("Police made contact with the hostages.", "Police | make contact with | hostages"),
    ("Protesters set a bus ablaze.", "Protesters | burn | bus"),
]
NOTHING = [
    ("The ceasefire took effect on Sunday.", "take | effect"),
    ("The committee investigated misconduct by sitting President Omar Saleh.", "| sit"),
    ("Other reports put the number of dead at twenty. They are being treated at the hospital.", "treated"),
    ("Two people were killed and five soldiers injured.", "people | be injured"),
    ("As part of an election campaign, Erdogan visited Izmir.", "part_of"),
    ("Public meetings were allowed before the election started, including sports events.", "election | start"),
    ("Last Tuesday Merkel met Putin.", "Tuesday"),
    ("The attack occurred at 4:00 A.M. local time.", "attack |"),
    ("The town he lives in was bombed by rebels.", "he | live"),
    ("The day that Merkel visited was cold.", "Merkel | visit | day"),
    ("The way he treated the prisoners angered the judge.", "| way"),
    ("Ankara met the rebels that it has to work with.", "work | rebels"),
]
FACTS = [
    ("Merkel's planned trip to Warsaw angered Putin.", "Merkel | visit | Warsaw", "affirmed", "planned"),
    ("Merkel not only visited Kyiv, but also met Zelensky.", "Merkel | visit | Kyiv", "affirmed", "actual"),
    ("The army did not just bomb Idlib but also seized Hama.", "army | bomb | Idlib", "affirmed", "actual"),
    ("Turkey refused - after some hesitation - to accept the result.", "Turkey | agree_to | result", "negated",
     "actual"),
    ("Merkel promised at the end of the week to visit Kyiv.", "Merkel | visit | Kyiv", "affirmed", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "statement"), [*THAT_IS_LEFT_OUT, *RELATIVES, *BESIDE, *MISREAD, *ORDER, *DAYS, *LISTS, *PREDICATES]
)
def test_a_verb_has_its_subject_and_object(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


@pytest.mark.parametrize(("text", "part"), NOTHING)
def test_when_how_and_where_are_no_objects(read_english: Read, text: str, part: str) -> None:
    assert not [line for line in lines(read_english(text)) if part in line]


@pytest.mark.parametrize(("text", "statement", "polarity", "modality"), FACTS)
def test_what_is_so(read_english: Read, text: str, statement: str, polarity: str, modality: str) -> None:
    found = find(read_english(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)


RUNNING = (
    '"Erdogan bombed Kobani. He wants to occupy Idlib," Omar Saleh said. '
    '"The army will defend the city." The crowd attacked the "old" embassy. "Nobody knows."'
)


@pytest.mark.parametrize(
    ("statement", "speakers"),
    [
        ("Erdogan | bomb | Kobani", ["Omar Saleh"]),
        ("Erdogan | occupy | Idlib", ["Omar Saleh"]),
        ("army | defend | city", ["Omar Saleh"]),
        ("crowd | attack | embassy", []),
    ],
)
def test_a_quotation_that_goes_on_is_his_who_spoke(read_english: Read, statement: str, speakers: list[str]) -> None:
    assert [a.speaker.text for a in find(read_english(RUNNING), statement).attribution] == speakers


@pytest.mark.parametrize(
    ("text", "statement", "speakers"),
    [
        ("It is unclear whether the arrests indicated that Ali attacked the base.", "Ali | attack | base", []),
        ("Asked about the war, Merkel said: \"Putin bombed Kyiv.\"", "Putin | bomb | Kyiv", ["Merkel"]),
        ("The mayor announced a \"new\" plan. In a statement, Merkel said Putin bombed Kyiv.", "Putin | bomb | Kyiv",
         ["Merkel"]),
    ],
)  # fmt: skip
def test_who_says_it(read_english: Read, text: str, statement: str, speakers: list[str]) -> None:
    assert [a.speaker.text for a in find(read_english(text), statement).attribution] == speakers


def test_no_speaker_is_he_in_his_own_words(read_english: Read) -> None:
    found = lines(read_english('Yahya Hassan left Malta. "He attacked the villages," said Omar Saleh.'))
    assert "Yahya Hassan | attack | villages" in found


def test_the_owner_may_be_either(read_english: Read) -> None:
    found = read_english("Ali thanked all who knew Omar, as the police searched his house.")
    assert not [c for c in found.corefs if c.mention.text == "his house"]
