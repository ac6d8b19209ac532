"""English sentences and the statements they hold, by construction. Each pair can be checked by eye."""

from __future__ import annotations

import pytest

from ..conftest import Read, find, lines

VERBS = [
    ("Turkey bombed the city of Afrin.", "Turkey | bomb | Afrin"),
    ("President Vladimir Putin met Turkish President Recep Tayyip Erdogan in Moscow.",
     "Vladimir Putin | meet_with | Recep Tayyip Erdogan"),
    ("Israeli forces withdrew from Gaza.", "Israeli forces | withdraw_from | Gaza"),
    ("Armed factions took control of Aleppo.", "Armed factions | seize_control | Aleppo"),
    ("Washington accused Tehran of supporting the Houthis.", "Washington | accuse | Tehran"),
    ("Washington accused Tehran of supporting the Houthis.", "Tehran | support | Houthis"),
    ("France and Germany condemned the attack on Damascus.", "Germany | condemn | attack"),
    ("Turkish police arrested three journalists in Istanbul.", "Turkish police | arrest | three journalists"),
    ("US Secretary of State Antony Blinken visited Baghdad.", "Antony Blinken | visit | Baghdad"),
    ("The United Nations called on Israel to stop the attacks.", "United Nations | call_on | Israel"),
    ("The troops pulled out of Kabul.", "troops | withdraw_from | Kabul"),
    ("Russia withdrew its troops from Aleppo.", "Russia | withdraw_from | Aleppo"),
]  # fmt: skip

PASSIVES = [
    ("The commander was assassinated by unknown gunmen.", "unknown gunmen | assassinate | commander"),
    ("The journalist was killed by the Israeli army.", "Israeli army | kill | journalist"),
    ("The killing of Jamal Khashoggi by Saudi agents shocked Turkey.", "Saudi agents | kill | Jamal Khashoggi"),
]

LIGHT_VERBS = [
    ("Israel launched an attack on Damascus.", "Israel | attack | Damascus"),
    ("The president held talks with the defense minister.", "president | talk_with | defense minister"),
    ("The Syrian army carried out a bombing of Idlib.", "Syrian army | bomb | Idlib"),
]

RELATIVES = [("The army killed the gunmen who attacked the base.", "gunmen | attack | base")]

NOUNS_OF_EVENT = [
    ("The government announced the withdrawal of American troops from Syria.",
     "American troops | withdraw_from | Syria"),
    ("Turkey condemned Washington's support for the Kurds.", "Washington | support | Kurds"),
    ("The Russian bombing of Idlib displaced civilians.", "Russian | bomb | Idlib"),
    ("This came after the factions' seizure of Hama.", "factions | seize_control | Hama"),
    ("The meeting between Trump and Kim took place in Singapore.", "Trump | meet_with | Kim"),
]  # fmt: skip

ROLES = [
    ("Syrian President Bashar al-Assad arrived in Moscow.", "Bashar al-Assad | president_of | Syrian"),
    ("Kremlin spokesman Dmitry Peskov said that the meeting was postponed.",
     "Dmitry Peskov | spokesperson_of | Kremlin"),
    ("Sergei Lavrov, the Russian foreign minister, met the UN envoy.",
     "Sergei Lavrov | foreign_minister_of | Russian"),
    ("US Secretary of State Antony Blinken visited Baghdad.", "Antony Blinken | foreign_minister_of | US"),
    ("Hickenlooper has served as mayor of Denver and governor of Colorado.", "Hickenlooper | governor_of | Colorado"),
    ("Wiranto, a former general, was stabbed.", "Wiranto | is_a | former general"),
    ("Kano is the second largest city in Nigeria.", "Kano | is_a | second largest city"),
    ("The Supreme Court is the highest court of Poland.", "Supreme Court | is_a | highest court of Poland"),
    ("Oxfam lambasted the ministers for closing the ports.", "ministers | close | ports"),
    ("Oxfam castigated Kenya's authorities for closing the camps.", "Kenya's authorities | close | camps"),
]  # fmt: skip

POSSESSIONS = [
    ("Russian bases in Syria will stay.", "Russian | has_base_in | Syria"),
    ("Russia's bases in Syria will stay.", "Russia | has_base_in | Syria"),
    ("Russia has two military bases in Syria.", "Russia | has_base_in | Syria"),
    ("Russia has no plan to rescue Assad.", "Russia | have plan to rescue | Assad"),
    ("He held a rally in Minsk, Belarus.", "Minsk | located_in | Belarus"),
]

SITES = [
    ("Rockets hit the Syrian city of Homs on Sunday.", "Homs | located_in | Syrian"),
    ("She was treated in a hospital in Vienna.", "hospital | located_in | Vienna"),
    ("The University of Lagos in Nigeria reopened.", "University of Lagos | located_in | Nigeria"),
    ("The minister toured Ukraine's Kherson province.", "Kherson province | located_in | Ukraine"),
    ("He grew up in Molepolole, Botswana.", "Molepolole | located_in | Botswana"),
    ("Crowds filled the Serbian capital Belgrade.", "Belgrade | capital_of | Serbian"),
    ("Police sealed off the Kenyan capital, Nairobi.", "Nairobi | capital_of | Kenyan"),
    ("Inmates fled Black Dolphin prison in Orenburg.", "Black Dolphin prison | located_in | Orenburg"),
    ("The riots in Lyon hurt thirty officers.", "riots | takes_place_in | Lyon"),
    ("He hoped for elections in Libya and Sudan.", "elections | takes_place_in | Sudan"),
    ("Two men attacked the Mathare district of Nairobi.", "Two men | attack | Mathare district of Nairobi"),
]  # fmt: skip

TITLES = [
    ("Russian opposition leader Ivan Petrov was arrested.", "Ivan Petrov | opposition leader | Russian"),
    ("Kenyan police chief John Mbugua resigned.", "John Mbugua | police chief | Kenyan"),
    ("Foreign Minister Taro Ito of Japan told reporters about it.", "Taro Ito | foreign_minister_of | Japan"),
    ("Putin's spokesman Dmitry Peskov denied it.", "Dmitry Peskov | spokesperson_of | Putin"),
    ("Oleh Bondar, one of President Zelensky's aides, stayed away.", "Oleh Bondar | deputy_of | Zelensky"),
    ("Anna Weber, an expert on Kenya, spoke to CNN.", "Anna Weber | expert on | Kenya"),
    ("Mark Klein, the EU special envoy for Libya, resigned.", "Mark Klein | special envoy for | Libya"),
    ("It was lost by Jane Reid of the Scottish National Party.", "Jane Reid | member_of | Scottish National Party"),
    ("Incumbent President of the United States Donald Trump won.", "Donald Trump | president_of | United States"),
    ("British man Tom Reed was arrested.", "Tom Reed | national_of | British"),
    ("Turkish-backed rebels seized Jarabulus.", "Turkish | support | rebels"),
    ("Officials met the Lebanon-based Hezbollah movement.", "Hezbollah movement | stationed_in | Lebanon"),
    ("The Russian parliament approved the bill.", "Russian parliament | parliament | Russian"),
]  # fmt: skip

CASES = [*TITLES, *SITES, *VERBS, *PASSIVES, *LIGHT_VERBS, *RELATIVES, *NOUNS_OF_EVENT, *ROLES, *POSSESSIONS]


@pytest.mark.parametrize(("text", "statement"), CASES)
def test_a_sentence_gives_its_statement(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


def test_a_deputy_is_not_the_minister(read_english: Read) -> None:
    found = lines(read_english("Russian Deputy Foreign Minister Mikhail Bogdanov arrived in Damascus."))
    assert not any("foreign_minister_of" in line for line in found)


def test_a_grant_of_asylum_has_its_place(read_english: Read) -> None:
    grant = find(read_english("Putin decided to grant Assad asylum in Russia."), "Putin | grant_asylum | Assad")
    assert grant.place is not None and grant.place.text == "Russia"


def test_talks_that_a_verb_holds_are_told_once(read_english: Read) -> None:
    reading = read_english("The president held talks with the defense minister.")
    told = [s for s in reading.statements if s.claim.relation.id == "talk_with"]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("text", "statement", "polarity", "modality"),
    [
        ("Assad did not flee to Iran.", "Assad | flee_to | Iran", "negated", "actual"),
        ("No soldier attacked the village.", "No soldier | attack | village", "negated", "actual"),
        ("Russia failed to protect Assad.", "Russia | protect | Assad", "negated", "actual"),
        ("Russia may withdraw from Syria.", "Russia | withdraw_from | Syria", "affirmed", "possible"),
        ("Russia will withdraw from Syria.", "Russia | withdraw_from | Syria", "affirmed", "planned"),
        ("Turkey wants to attack Kobani.", "Turkey | attack | Kobani", "affirmed", "planned"),
        ("Russia should withdraw from Syria.", "Russia | withdraw_from | Syria", "affirmed", "demanded"),
        ("If Russia attacks Kyiv, Poland will close the border.", "Russia | attack | Kyiv", "affirmed", "hypothetical"),
        ("The UN called on Israel to stop the attacks.", "Israel | halts | attacks", "affirmed", "demanded"),
    ],
)  # fmt: skip
def test_polarity_and_modality(read_english: Read, text: str, statement: str, polarity: str, modality: str) -> None:
    found = find(read_english(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "statement", "speakers"),
    [
        ("Peskov said that Putin visited Iran.", "Putin | visit | Iran", ["says Peskov"]),
        ("According to Reuters, Iran sent missiles to Russia.", "Iran | arm | Russia", ["says Reuters"]),
        ("Bloomberg quoted a source as saying that Russia had withdrawn its troops from Aleppo.",
         "Russia | withdraw_from | Aleppo", ["relays Bloomberg", "says source"]),
        ('"Turkey will attack the city," said Israel Katz.', "Turkey | attack | city", ["says Israel Katz"]),
    ],
)  # fmt: skip
def test_whose_words_they_are(read_english: Read, text: str, statement: str, speakers: list[str]) -> None:
    found = find(read_english(text), statement)
    assert [f"{a.stance} {a.speaker.text}" for a in found.attribution] == speakers


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Assad arrived in Moscow. He met Putin.", "Assad | meet_with | Putin"),
        ("Trump lashed out at mayor Muriel Bowser, accusing her of fraud.", "Trump | accuse | Muriel Bowser"),
        ("Russia said that it supported Assad.", "Russia | support | Assad"),
        ('Peskov said: "I visited Iran."', "Peskov | visit | Iran"),
        ("The ministers met in Paris. They signed a treaty.", "ministers | sign | treaty"),
        ("The rebels blamed themselves for the loss.", "rebels | accused_of | loss"),
    ],
)  # fmt: skip
def test_pronouns_stand_for_whom_they_fit(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


@pytest.mark.parametrize(
    ("text", "statement", "polarity", "modality"),
    [
        ("The project has a strategic significance.", "project | have | strategic significance", "affirmed", "actual"),
        ("The company has three factories in Egypt.", "company | owns | three factories", "affirmed", "actual"),
        ("The council voted to dissolve the police department.", "council | dissolve | police department", "affirmed",
         "planned"),
        ("Workers have the right to criticise the government.", "Workers | criticise | government", "affirmed",
         "possible"),
        ("There is no country that has a bigger fleet.", "no country | owns | bigger fleet", "negated", "actual"),
    ],
)  # fmt: skip
def test_what_the_words_around_make_of_an_event(
    read_english: Read, text: str, statement: str, polarity: str, modality: str
) -> None:
    found = find(read_english(text), statement)
    assert (found.polarity, found.modality) == (polarity, modality)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("The attack took place.", "place"),
        ("Officials discussed how to reach other women.", "how"),
        ("The talks came to a close.", "close"),
    ],
)
def test_words_of_an_idiom_are_no_ends(read_english: Read, text: str, end: str) -> None:
    assert not [line for line in lines(read_english(text)) if end in line.split(" | ")]


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Her habit of wearing jewellery angered voters.", "Her habit | wear"),
        ("The minister ordered the schools closed.", "minister | order | schools"),
        ("The court found the decree to be unlawful.", "court | find | decree"),
        ("The committee kept channels open.", "committee | keep | channels"),
        ("Clinton led Sanders 54 percent to 41 percent in the poll.", "Clinton | cause"),
        ("The report was compiled after an investigation.", "report | be compiled after | investigation"),
        ("Blinken worked to arrange a summit in Doha.", "Blinken | be worked"),
        ("Trump announced troop withdrawals from Syria.", "Trump | announce | troop"),
    ],
)
def test_what_is_no_statement(read_english: Read, text: str, missing: str) -> None:
    read = lines(read_english(text))
    assert not [line for line in read if line == missing or line.startswith(f"{missing} |")]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Trump announced troop withdrawals from Syria.", "Trump | announce | troop withdrawals"),
        ("Johnson called Corbyn a coward.", "Johnson | describe_as | Corbyn"),
        ("The statement led Obama to cancel the visit.", "Obama | cancel | visit"),
        ("The Unity Party of America presidential nominee proposes a novel solution.",
         "presidential nominee | propose | novel solution"),
        ("The government ordered schools to close.", "government | order | schools"),
        ("The group belongs to the alliance.", "group | member_of | alliance"),
        ("The actor was flaunting his wealth.", "actor | flaunt | his wealth"),
    ],
)  # fmt: skip
def test_ends_are_whole(read_english: Read, text: str, statement: str) -> None:
    assert statement in lines(read_english(text))


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("The Republican senator arrived. It attacked Iran.", "It"),
        ('Erdogan, the winner of the election, said: "We have some plans."', "We"),
    ],
)
def test_adjectives_and_what_is_won_are_nobody(read_english: Read, text: str, pronoun: str) -> None:
    assert pronoun not in {coref.mention.text for coref in read_english(text).corefs}


@pytest.mark.parametrize(
    "text",
    [
        "Storms hit Georgia, Florida, and Mexico.",
        "It is the oldest court in France.",
        "Worshippers left the Russian Orthodox church.",
    ],
)
def test_what_stands_in_no_place(read_english: Read, text: str) -> None:
    assert not any("located_in" in line for line in lines(read_english(text)))


def test_the_name_of_a_prison_has_no_prison(read_english: Read) -> None:
    found = lines(read_english("Guards beat inmates at Evin prison in Tehran."))
    assert not any("has_prison_in" in line for line in found)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The panel heard Secretary of State Antony Blinken.", "secretary_general_of"),
        ("Russian opposition leader Ivan Petrov was arrested.", "leader_of"),
        ("They met Tom Hill and vice president of trade Ann Lee.", "Tom Hill | vice president"),
    ],
)
def test_offices_that_nobody_holds(read_english: Read, text: str, wrong: str) -> None:
    assert not any(wrong in line for line in lines(read_english(text)))
